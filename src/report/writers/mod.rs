//! The formats that tables are written in, one file each.

mod csv;
mod json;
pub(super) use json::write_object;
mod later;
mod terminal;

use std::io::Write;

use super::{RowSink, Table};
use crate::error::{Error, Result};

/// How a format is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Output {
    /// Leaves cells that a spreadsheet would run as they are.
    pub raw_csv: bool,
    /// How many columns a terminal has, where one is written to.
    pub width: Option<u16>,
}

/// One format of output.
pub trait Format: Sync {
    /// What `--format` calls it.
    fn name(&self) -> &'static str;

    /// The endings that choose it.
    fn endings(&self) -> &'static [&'static str];

    /// Starts a table.
    ///
    /// # Errors
    /// Those of `out`, or a format that comes later.
    fn start<'w>(
        &self,
        table: &'static dyn Table,
        out: Box<dyn Write + 'w>,
        output: Output,
    ) -> Result<Box<dyn RowSink + 'w>>;

    /// Whether it can be written by this version.
    ///
    /// # Errors
    /// It comes later.
    fn available(&self) -> Result<()> {
        Ok(())
    }
}

/// Every format.
pub static WRITERS: &[&dyn Format] =
    &[&csv::Csv, &json::Json, &json::JsonLines, &terminal::Terminal, &later::XLSX, &later::HTML, &later::PARQUET];

/// The format of that name.
///
/// # Errors
/// There is none, or it comes later.
pub fn format_named(name: &str) -> Result<&'static dyn Format> {
    let found = WRITERS.iter().find(|w| w.name() == name);
    let names: Vec<_> = WRITERS.iter().filter(|w| w.available().is_ok()).map(|w| w.name()).collect();
    let format =
        found.ok_or_else(|| Error::usage(format!("no format is called `{name}`; there are {}", names.join(", "))))?;
    format.available()?;
    Ok(*format)
}

/// The format that the ending of an output path chooses.
///
/// # Errors
/// No format has that ending, or it comes later.
pub fn format_of_path(path: &str) -> Result<&'static dyn Format> {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let endings: Vec<_> = WRITERS.iter().flat_map(|w| w.endings()).map(|e| format!(".{e}")).collect();
    let found = WRITERS.iter().find(|w| w.endings().contains(&ending.as_str()));
    let format = found.ok_or_else(|| {
        Error::usage(format!(
            "`{path}` has none of the endings {}: give one, or `{path}/` for a folder",
            endings.join(", ")
        ))
    })?;
    format.available()?;
    Ok(*format)
}
