//! JSON and JSON Lines: numbers are numbers, what is unknown is `null`, text is untouched.

use std::io::Write;

use super::{Format, Output};
use crate::error::Result;
use crate::report::{Cell, RowSink, Table};

/// An object a line.
pub(super) struct JsonLines;

/// One list of objects.
pub(super) struct Json;

impl Format for JsonLines {
    fn name(&self) -> &'static str {
        "jsonl"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson"]
    }

    fn start<'w>(
        &self,
        table: &'static dyn Table,
        out: Box<dyn Write + 'w>,
        _output: Output,
    ) -> Result<Box<dyn RowSink + 'w>> {
        Ok(Box::new(Lines { out, keys: keys(table) }))
    }
}

impl Format for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn start<'w>(
        &self,
        table: &'static dyn Table,
        mut out: Box<dyn Write + 'w>,
        _output: Output,
    ) -> Result<Box<dyn RowSink + 'w>> {
        out.write_all(b"[")?;
        Ok(Box::new(List { out, keys: keys(table), rows: 0 }))
    }
}

/// The keys of a row, as they are written.
fn keys(table: &dyn Table) -> Vec<String> {
    table.columns().iter().map(|c| format!("\"{}\":", c.name)).collect()
}

/// Writes one row as an object.
pub(in crate::report) fn write_object(keys: &[String], cells: &[Cell<'_>], out: &mut dyn Write) -> Result<()> {
    let mut before = b"{";
    for (key, cell) in keys.iter().zip(cells) {
        out.write_all(before)?;
        out.write_all(key.as_bytes())?;
        cell.write_json(out)?;
        before = b",";
    }
    out.write_all(b"}")?;
    Ok(())
}

struct Lines<'w> {
    out: Box<dyn Write + 'w>,
    keys: Vec<String>,
}

impl RowSink for Lines<'_> {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        write_object(&self.keys, cells, &mut self.out)?;
        Ok(self.out.write_all(b"\n")?)
    }

    fn finish(mut self: Box<Self>) -> Result<()> {
        Ok(self.out.flush()?)
    }
}

struct List<'w> {
    out: Box<dyn Write + 'w>,
    keys: Vec<String>,
    rows: u64,
}

impl RowSink for List<'_> {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        self.out.write_all(if self.rows == 0 { b"\n" } else { b",\n" })?;
        self.rows += 1;
        write_object(&self.keys, cells, &mut self.out)
    }

    fn finish(mut self: Box<Self>) -> Result<()> {
        self.out.write_all(if self.rows == 0 { b"]\n" } else { b"\n]\n" })?;
        Ok(self.out.flush()?)
    }
}
