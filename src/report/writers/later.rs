//! Formats that are known by name and come with a later version.

use std::io::Write;

use super::{Format, Output};
use crate::error::{Error, Result};
use crate::report::{RowSink, Table};

/// A format that comes later.
pub(super) struct Later {
    name: &'static str,
    endings: &'static [&'static str],
}

/// Office Open XML.
pub(super) static XLSX: Later = Later { name: "xlsx", endings: &["xlsx"] };
/// A report to read in a browser.
pub(super) static HTML: Later = Later { name: "html", endings: &["html", "htm"] };
/// Apache Parquet.
pub(super) static PARQUET: Later = Later { name: "parquet", endings: &["parquet"] };

impl Format for Later {
    fn name(&self) -> &'static str {
        self.name
    }

    fn endings(&self) -> &'static [&'static str] {
        self.endings
    }

    fn start<'w>(
        &self,
        _table: &'static dyn Table,
        _out: Box<dyn Write + 'w>,
        _output: Output,
    ) -> Result<Box<dyn RowSink + 'w>> {
        Err(self.error())
    }

    fn available(&self) -> Result<()> {
        Err(self.error())
    }
}

impl Later {
    fn error(&self) -> Error {
        Error::usage(format!("{} comes with a later version; csv, json and jsonl can be written now", self.name))
    }
}
