//! `manifest.csv`: which files of a folder are read, and what is known of each.

use super::Options;
use super::columns::{ColumnMap, FieldName};
use super::dates::{DateOrder, infer_order, read_date};
use super::delimited::Rows;
use super::encoding::decode;
use super::record::Record;
use crate::error::{Error, Result};
use crate::model::{Article, NoticeKind, RunNotes};

/// What a manifest says of one file.
#[derive(Debug, Clone)]
pub struct ManifestRow {
    /// The file, relative to the manifest's folder, with `/`.
    pub file: String,
    /// The line of the manifest.
    pub line: u64,
    pub(super) record: Record,
    /// The order of day and month that the manifest's dates tell together.
    pub(super) date_order: Option<DateOrder>,
}

/// A manifest: the files to read, in its order, each once.
#[derive(Debug, Clone, Default)]
pub struct Manifest {
    /// The rows.
    pub rows: Vec<ManifestRow>,
}

impl Manifest {
    /// Reads a manifest as it was written or as a spreadsheet saved it again.
    ///
    /// # Errors
    /// No column of files; dates of which day and month cannot be told apart.
    pub fn read(name: &str, bytes: &[u8], options: &Options, notes: &mut RunNotes) -> Result<Self> {
        Self::read_rows(name, bytes, options, notes).map_err(|e| e.in_source(name))
    }

    fn read_rows(name: &str, bytes: &[u8], options: &Options, notes: &mut RunNotes) -> Result<Self> {
        let decoded = decode(bytes);
        notes.add_many(NoticeKind::ReplacedBytes, name, "bytes that are not text were replaced", decoded.replaced);
        let mut table = Rows::open(&decoded.text)?;
        let layout = ColumnMap::default().layout(table.header.iter());
        if !layout.iter().any(|(field, _)| *field == FieldName::File) {
            return Err(Error::malformed("no column `file`: a manifest lists the files to read"));
        }
        let mut rows: Vec<ManifestRow> = Vec::new();
        let mut seen = rustc_hash::FxHashSet::default();
        while let Some(row) = table.next_row() {
            let place = format!("{name}:{}", row.line);
            let fields = match row.fields {
                Ok(fields) => fields,
                Err(message) => {
                    notes.add(NoticeKind::SkippedRecord, place, message);
                    continue;
                }
            };
            let mut record = Record::default();
            for (field, column) in &layout {
                record.set(*field, as_meant(fields.get(*column).unwrap_or_default()).to_owned());
            }
            let Some(file) = record.file.take().map(|file| file.replace('\\', "/")) else {
                notes.add(NoticeKind::SkippedRecord, place, "names no file");
                continue;
            };
            let file = file.trim_start_matches("./").to_owned();
            if file.starts_with('/') || file.contains(':') || file.split('/').any(|part| part == "..") {
                notes.add(NoticeKind::SkippedRecord, place, format!("`{file}` lies outside the folder"));
            } else if seen.insert(file.clone()) {
                rows.push(ManifestRow { file, line: row.line, record, date_order: None });
            } else {
                notes.add(NoticeKind::SkippedRecord, place, format!("`{file}` is listed twice"));
            }
        }
        let dates = rows.iter().flat_map(|row| [&row.record.published, &row.record.modified]).flatten();
        let readings: Vec<_> = dates.map(|raw| read_date(raw)).collect();
        let order = match options.date_order {
            Some(order) => Some(order),
            None => infer_order(&readings)?,
        };
        if let Some(undecided) = readings.iter().find(|reading| reading.settle(order).is_err()) {
            return Err(Error::usage(format!(
                "which is the day and which the month in {undecided} cannot be told: give --date-order dmy or --date-order mdy"
            )));
        }
        for row in &mut rows {
            row.date_order = order;
        }
        Ok(Self { rows })
    }
}

/// The columns of a manifest that is written.
const COLUMNS: [&str; 7] = ["file", "outlet", "published", "title", "url", "author", "language"];

/// Writes what is known of the articles of a folder as a manifest, one row a file.
///
/// A file of several articles keeps what each of them says: its row names the file alone.
///
/// # Errors
/// None that are met: it is written to memory.
pub fn write_manifest(articles: &[Article]) -> Result<Vec<u8>> {
    let mut files: Vec<(&str, Vec<&Article>)> = Vec::new();
    for article in articles {
        let path = article.path.as_deref().unwrap_or_default();
        match files.last_mut() {
            Some((last, of)) if *last == path => of.push(article),
            _ => files.push((path, vec![article])),
        }
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for (path, of) in files {
        let row = match of[..] {
            [article] => [
                path.to_owned(),
                article.outlet.clone(),
                article.published.map(|moment| moment.to_string()).unwrap_or_default(),
                article.title().unwrap_or_default().to_owned(),
                article.url.clone().unwrap_or_default(),
                article.author.clone().unwrap_or_default(),
                article.language.clone().unwrap_or_default(),
            ],
            _ => std::array::from_fn(|column| if column == 0 { path.to_owned() } else { String::new() }),
        };
        writer.write_record(row.map(harmless))?;
    }
    writer.into_inner().map_err(|e| e.into_error().into())
}

/// Whether a spreadsheet could take a cell for a formula.
fn acts(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// A cell that no spreadsheet runs.
fn harmless(cell: String) -> String {
    if acts(&cell) { format!("'{cell}") } else { cell }
}

/// A cell without the apostrophe that keeps a spreadsheet from running it.
fn as_meant(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| acts(rest)).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &[u8]) -> (Result<Manifest>, RunNotes) {
        let mut notes = RunNotes::default();
        (Manifest::read("manifest.csv", text, &Options::default(), &mut notes), notes)
    }

    #[test]
    fn a_manifest_is_read_as_spreadsheets_save_it() {
        let (text, ..) = encoding_rs::WINDOWS_1252
            .encode("sep=;\r\nFile;Outlet;Date\r\narticles\\a.txt;Le Phare d\u{2019}Orvault;31/01/2024\r\n;;\r\n./b.txt;Écho;05/02/2024\r\n");
        let (manifest, notes) = read(&text);
        let rows = manifest.unwrap().rows;
        assert_eq!(rows.iter().map(|r| r.file.as_str()).collect::<Vec<_>>(), ["articles/a.txt", "b.txt"]);
        assert_eq!(rows[0].record.outlet.as_deref(), Some("Le Phare d\u{2019}Orvault"));
        assert_eq!(rows[1].date_order, Some(DateOrder::Dmy), "the 31st tells the order of all");
        assert_eq!(notes.notices, []);
    }

    #[test]
    fn what_cannot_be_decided_or_reached_is_refused() {
        let error = read(b"file,published\na.txt,05/02/2024\n").0.unwrap_err().to_string();
        assert!(error.contains("--date-order dmy"), "{error}");
        assert!(read(b"outlet\nLantern\n").0.is_err());
        let (manifest, notes) = read(b"file\n../secret.txt\n/etc/secret\nC:\\secret.txt\na.txt\na.txt\n");
        assert_eq!(manifest.unwrap().rows.len(), 1);
        assert_eq!(notes.count(NoticeKind::SkippedRecord), 4);
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut article = Article::new(Some("=Ferry"), "The ferry sank.");
        (article.outlet, article.path) = ("Lantern".into(), Some("a.txt".into()));
        let bytes = write_manifest(&[article]).unwrap();
        let rows = read(&bytes).0.unwrap().rows;
        assert_eq!(rows[0].record.title.as_deref(), Some("=Ferry"));
        assert!(String::from_utf8(bytes).unwrap().contains("'=Ferry"));
    }
}
