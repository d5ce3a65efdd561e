//! `manifest.csv`: which files of a folder are read, and what is known of each.

use super::Options;
use super::columns::{ColumnMap, FieldName};
use super::dates::{DateOrder, infer_order, read_date};
use super::delimited::Rows;
use super::encoding::decode;
use super::record::Record;
use crate::error::{Error, Result};
use crate::model::{NoticeKind, RunNotes};

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
                record.set(*field, fields.get(*column).unwrap_or_default().to_owned());
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
