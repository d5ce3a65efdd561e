//! CSV, also with semicolons, tabs or bars, as spreadsheets of every locale save it.

use super::columns::FieldName;
use super::encoding::decode;
use super::record::Record;
use super::{Batch, Format, Reader};
use crate::error::{Error, Result};
use crate::model::NoticeKind;

pub(super) struct Delimited;

impl Reader for Delimited {
    fn format(&self) -> Format {
        Format::Delimited
    }

    fn read(&self, bytes: &[u8], batch: &mut Batch<'_>) -> Result<()> {
        let decoded = decode(bytes);
        batch.replaced(decoded.replaced, None);
        let text = decoded.text.as_ref();
        let mut rows = Rows::open(text)?;
        let names = rows.header.clone();
        let layout = batch.options().columns.layout(names.iter());
        if !layout.iter().any(|(field, _)| *field == FieldName::Text) {
            let names: Vec<_> = names.iter().map(str::trim).collect();
            return Err(Error::malformed(format!(
                "no column holds the text; its columns are {}: name one with --map text=COLUMN",
                names.join(", ")
            )));
        }
        let (mut line, mut number) = (0, 0);
        while let Some(row) = rows.next_row() {
            (line, number) = (row.line, row.number);
            match row.fields {
                Ok(fields) => {
                    let mut record = Record::default();
                    for (field, column) in &layout {
                        record.set(*field, fields.get(*column).unwrap_or_default().to_owned());
                    }
                    batch.push(record.at_line(line).at_record(number));
                }
                Err(message) => batch.skip(NoticeKind::SkippedRecord, Some(line), Some(number), &message),
            }
        }
        // quotation marks come in pairs; a lone one makes one record of all that follows it
        let lone = memchr::memchr_iter(b'"', text.as_bytes()).count() % 2 == 1;
        if lone && rows.line() > line + 1 {
            let message = "a quotation mark that never closes: what follows was read as one record";
            batch.skip(NoticeKind::SkippedRecord, Some(line), Some(number), message);
        }
        Ok(())
    }
}

/// The rows of a table with a header.
pub(super) struct Rows<'a> {
    pub header: csv::StringRecord,
    reader: csv::Reader<&'a [u8]>,
    record: csv::StringRecord,
    number: u64,
}

/// One row: its fields, or what is wrong with it.
pub(super) struct Row<'r> {
    pub line: u64,
    pub number: u64,
    pub fields: std::result::Result<&'r csv::StringRecord, String>,
}

impl<'a> Rows<'a> {
    /// Reads the header; the delimiter is the one that parts it best.
    pub(super) fn open(text: &'a str) -> Result<Self> {
        let text = text.trim_start_matches('\u{feff}');
        // spreadsheets may say which delimiter follows
        let (hint, text) = match text.strip_prefix("sep=").and_then(|rest| rest.split_once('\n')) {
            Some((hint, rest)) => (hint.bytes().next(), rest),
            None => (None, text),
        };
        let delimiter = hint.unwrap_or_else(|| delimiter_of(text));
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
        let header = reader.headers()?.clone();
        Ok(Self { header, reader, record: csv::StringRecord::new(), number: 0 })
    }

    /// The line that the reader has come to.
    fn line(&self) -> u64 {
        self.reader.position().line()
    }

    /// The next row that is not blank.
    pub(super) fn next_row(&mut self) -> Option<Row<'_>> {
        loop {
            let line = self.reader.position().line();
            match self.reader.read_record(&mut self.record) {
                Ok(false) => return None,
                Ok(true) if self.record.iter().all(|f| f.trim().is_empty()) => {}
                Ok(true) => break,
                Err(error) => {
                    self.number += 1;
                    return Some(Row { line, number: self.number, fields: Err(Error::from(error).kind().to_string()) });
                }
            }
        }
        self.number += 1;
        let line = self.record.position().map_or(0, csv::Position::line);
        let (found, wanted) = (self.record.len(), self.header.len());
        // fewer fields are empty ones, as spreadsheets save them; more mean that a delimiter stands unquoted in a text
        let surplus = self.record.iter().skip(wanted).any(|f| !f.trim().is_empty());
        let fields =
            if surplus { Err(format!("{found} fields where the header has {wanted}")) } else { Ok(&self.record) };
        Some(Row { line, number: self.number, fields })
    }
}

/// The delimiter that stands most often in the first line, outside quotation marks.
fn delimiter_of(text: &str) -> u8 {
    let mut counts = [(b',', 0usize), (b';', 0), (b'\t', 0), (b'|', 0)];
    let mut quoted = false;
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if !quoted => {
                if let Some(entry) = counts.iter_mut().find(|(d, _)| *d == byte) {
                    entry.1 += 1;
                }
            }
            _ => {}
        }
    }
    // the first of equals: a comma where none stands at all
    counts.iter().rev().max_by_key(|(_, n)| *n).map_or(b',', |(d, _)| *d)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{Intake, Options, Source, read};

    #[test]
    fn every_delimiter_is_told() {
        for (text, delimiter) in [
            ("id,text", b','),
            ("id;text;a,b", b';'),
            ("id\ttext", b'\t'),
            ("text", b','),
            ("\"a;b;c\",text", b','),
            ("id|text", b'|'),
        ] {
            assert_eq!(delimiter_of(text), delimiter, "{text}");
        }
    }

    #[test]
    fn a_quotation_mark_that_never_closes_is_told() {
        let notices = |text: &str| {
            let source = Source { name: "x.csv".into(), path: None, bytes: text.as_bytes().to_vec() };
            let mut intake = Intake::default();
            read(source, None, &Options::default(), &mut intake).unwrap();
            intake.notes.notices.iter().map(|n| n.place.clone()).collect::<Vec<_>>()
        };
        assert_eq!(notices("id,text\n1,One.\n2,\"Two.\n3,Three.\n4,Four.\n"), ["x.csv:3 (record 2)"]);
        assert!(notices("id,text\n1,\"One\nand more.\"\n2,A 5\" pipe.\n").is_empty());
    }
}
