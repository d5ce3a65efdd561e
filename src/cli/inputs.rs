//! The INPUT of every command: which files, and how they are read.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use serde::Deserialize;

use super::config::Defaults;
use super::{files, warnings};
use crate::ingest::{self, ColumnMap, DateOrder, Intake, Options};

/// The order of day and month.
#[derive(Debug, Clone, Copy, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Order {
    /// 31/12/2016
    Dmy,
    /// 12/31/2016
    Mdy,
}

impl From<Order> for DateOrder {
    fn from(order: Order) -> Self {
        match order {
            Order::Dmy => Self::Dmy,
            Order::Mdy => Self::Mdy,
        }
    }
}

/// What to read.
#[derive(Debug, Args)]
pub(super) struct Inputs {
    /// Files, folders (read recursively) or `-` for standard input
    #[arg(required = true, value_name = "INPUT")]
    input: Vec<PathBuf>,
    #[command(flatten)]
    reading: Reading,
}

/// How to read it.
#[derive(Debug, Args)]
struct Reading {
    /// Read FIELD from COLUMN, such as text=body
    #[arg(long = "map", value_name = "FIELD=COLUMN", value_delimiter = ',', help_heading = "Reading")]
    map: Vec<String>,
    /// Which comes first in dates such as 05/01/2016
    #[arg(long, value_name = "ORDER", help_heading = "Reading")]
    date_order: Option<Order>,
}

impl Reading {
    /// How inputs are read.
    fn options(&self, defaults: &Defaults) -> Result<Options> {
        let mut columns = ColumnMap::default();
        for (field, column) in &defaults.map {
            columns.insert_pair(&format!("{field}={column}"))?;
        }
        for pair in &self.map {
            columns.insert_pair(pair)?;
        }
        let date_order = self.date_order.or(defaults.date_order).map(Into::into);
        Ok(Options { columns, date_order, ..Options::default() })
    }
}

impl Inputs {
    /// Reads every input; what was skipped is told on standard error.
    ///
    /// # Errors
    /// An INPUT that does not exist (before anything is read), nothing readable, dates that only
    /// the user can decide.
    pub(super) fn read(&self, defaults: &Defaults) -> Result<Intake> {
        let options = self.reading.options(defaults)?;
        for path in &self.input {
            if path != Path::new("-") && !path.exists() {
                bail!("{}: no such file or folder", path.display());
            }
        }
        let mut intake = Intake::default();
        for path in &self.input {
            files::read_input(path, &options, &mut intake)?;
        }
        ingest::identify(&mut intake);
        warnings::show(&intake.notes);
        if intake.articles.is_empty() {
            bail!("nothing readable in {}", self.names());
        }
        Ok(intake)
    }

    /// The INPUTs as the user wrote them.
    fn names(&self) -> String {
        let names: Vec<_> = self.input.iter().map(|p| p.display().to_string()).collect();
        names.join(", ")
    }

    /// The only INPUT, where it is a folder.
    pub(super) fn only_folder(&self) -> Option<&Path> {
        match self.input.as_slice() {
            [path] if path.is_dir() => Some(path),
            _ => None,
        }
    }
}
