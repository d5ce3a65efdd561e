//! The report as one JSON object: a list a table, then the account of the run.
//!
//! Stories come one at a time and their rows belong into nine lists, so each list is gathered
//! apart (in memory while small, in a temporary file when large) and joined at the end.

use std::io::{self, Read as _, Seek, Write};

use serde_json::Value;
use tempfile::SpooledTempFile;

use super::{ARTICLES, CLAIMS, COVERAGE, DISCREPANCIES, GROUPS, LABELS, MATCHES, OUTLETS, Outlets, STORIES};
use super::{Cell, RowOptions, RowSink, StoryRows, StoryTable, Table};
use crate::error::Result;
use crate::model::StoryComparison;

/// A list larger than this is gathered on disk.
const IN_MEMORY: usize = 32 << 20;

/// The tables of the object, in the order of the contract, but for that of outlets.
static LISTS: [&&dyn StoryTable; 8] =
    [&ARTICLES, &CLAIMS, &MATCHES, &GROUPS, &DISCREPANCIES, &COVERAGE, &STORIES, &LABELS];

/// A report in the making.
pub struct Document {
    lists: Vec<List>,
    outlets: Outlets,
    options: RowOptions,
}

/// One list in the making.
struct List {
    table: &'static dyn Table,
    keys: Vec<String>,
    rows: u64,
    out: io::BufWriter<SpooledTempFile>,
}

impl Document {
    /// A report without rows.
    #[must_use]
    pub fn new(options: RowOptions) -> Self {
        Self { lists: LISTS.iter().map(|table| List::new(**table)).collect(), outlets: Outlets::default(), options }
    }

    /// Adds the rows of a story.
    ///
    /// # Errors
    /// A temporary file cannot be written.
    pub fn add(&mut self, story: &StoryComparison) -> Result<()> {
        let rows = StoryRows::new(story, self.options);
        self.outlets.add(story);
        LISTS.iter().zip(&mut self.lists).try_for_each(|(table, list)| table.rows(&rows, list))
    }

    /// Writes the object.
    ///
    /// # Errors
    /// Those of `out` and of the temporary files.
    pub fn finish(self, run: &Value, out: &mut dyn Write) -> Result<()> {
        let mut outlets = List::new(OUTLETS);
        self.outlets.rows(&mut outlets)?;
        out.write_all(b"{")?;
        for list in self.lists.into_iter().chain([outlets]) {
            write!(out, "\"{}\":[", list.table.name())?;
            list.copy(out)?;
            out.write_all(b"],\n")?;
        }
        out.write_all(b"\"run\":")?;
        serde_json::to_writer(&mut *out, run).map_err(io::Error::from)?;
        out.write_all(b"}\n")?;
        Ok(())
    }
}

impl List {
    fn new(table: &'static dyn Table) -> Self {
        let keys = table.columns().iter().map(|c| format!("\"{}\":", c.name)).collect();
        Self { table, keys, rows: 0, out: io::BufWriter::new(SpooledTempFile::new(IN_MEMORY)) }
    }

    fn copy(self, out: &mut dyn Write) -> Result<()> {
        let mut gathered = self.out.into_inner().map_err(io::IntoInnerError::into_error)?;
        gathered.rewind()?;
        let mut buffer = vec![0; 1 << 16];
        loop {
            let n = gathered.read(&mut buffer)?;
            if n == 0 {
                return Ok(());
            }
            out.write_all(&buffer[..n])?;
        }
    }
}

impl RowSink for List {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        self.out.write_all(if self.rows == 0 { b"\n" } else { b",\n" })?;
        self.rows += 1;
        super::writers::write_object(&self.keys, cells, &mut self.out)
    }

    fn finish(self: Box<Self>) -> Result<()> {
        Ok(())
    }
}
