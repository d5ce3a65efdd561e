//! CSV: UTF-8, commas, one header, cells that a spreadsheet would run made harmless.

use std::borrow::Cow;
use std::io::Write;

use super::{Format, Output};
use crate::error::Result;
use crate::report::{Cell, Column, ColumnType, RowSink, Table};

pub(super) struct Csv;

impl Format for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["csv"]
    }

    fn start<'w>(
        &self,
        table: &'static dyn Table,
        out: Box<dyn Write + 'w>,
        output: Output,
    ) -> Result<Box<dyn RowSink + 'w>> {
        let mut writer = csv::Writer::from_writer(out);
        let columns = table.columns();
        writer.write_record(columns.iter().filter(|c| is_written(c)).map(|c| c.name))?;
        Ok(Box::new(Sink { writer, columns, raw: output.raw_csv }))
    }
}

struct Sink<'w> {
    writer: csv::Writer<Box<dyn Write + 'w>>,
    columns: &'static [Column],
    raw: bool,
}

/// Whole texts are for JSON.
fn is_written(column: &Column) -> bool {
    column.kind != ColumnType::Document
}

impl RowSink for Sink<'_> {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        for (column, cell) in self.columns.iter().zip(cells).filter(|(column, _)| is_written(column)) {
            let text = cell.to_text();
            let text = if column.kind.is_free_text() && !self.raw { neutral(text) } else { text };
            self.writer.write_field(text.as_bytes())?;
        }
        self.writer.write_record(None::<&[u8]>)?;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<()> {
        Ok(self.writer.flush()?)
    }
}

/// A text that no spreadsheet takes for a formula: an apostrophe goes before one that begins like it.
///
/// The signs are those of the OWASP page on CSV injection, in their full-width forms too, also
/// behind white space, which some programs skip.
fn neutral(text: Cow<'_, str>) -> Cow<'_, str> {
    let skipped = |c: char| c == ' ' || c == '\u{a0}' || c == '\u{feff}' || c == '\u{200b}';
    let first = text.chars().find(|c| !skipped(*c));
    let acts = first.is_some_and(|c| {
        matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '|' | '%')
            || matches!(c, '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}' | '\u{2212}')
    });
    if acts { Cow::Owned(format!("'{text}")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_made_harmless_and_words_left_alone() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "=cmd|' /C calc'!A0", "＝1", "%0A"] {
            assert_eq!(neutral(text.into()), format!("'{text}"), "{text:?}");
        }
        for text in ["", "ten = 10", "\"-\"", "a-b", "1-2", "'quoted'", "—dash"] {
            assert_eq!(neutral(text.into()), text, "{text:?}");
        }
    }
}
