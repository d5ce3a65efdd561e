//! `claimdiff explain`: why a row is there.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;
use serde_json::Value;

use super::Outcome;
use super::output::Target;
use crate::report::Explainer;

/// Say why a row is there: the rule, both contexts, the difference, what the score is made of.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  claimdiff compare articles/ -o report/          write a report
  claimdiff explain report/ d0123456789abcde      why this discrepancy is there
  claimdiff explain report.json m0123456789abcde  why these two claims match")]
pub(super) struct Explain {
    /// A folder that `compare -o FOLDER/` wrote, or its JSON report
    #[arg(value_name = "REPORT")]
    report: PathBuf,
    /// The id of a discrepancy, match, group or claim
    #[arg(value_name = "ID")]
    id: String,
}

impl Explain {
    pub(super) fn run(&self) -> Result<Outcome> {
        let path = if self.report.is_dir() { self.report.join("report.json") } else { self.report.clone() };
        let name = || path.display().to_string();
        let file = fs::File::open(&path).with_context(name)?;
        let report: Value = serde_json::from_reader(io::BufReader::new(file))
            .with_context(|| format!("{}: no JSON report", path.display()))?;
        let text = Explainer::new(&report).and_then(|e| e.explain(&self.id)).with_context(name)?;
        let mut target = Target::stdout();
        target.write_styled(text.as_bytes())?;
        target.flush()?;
        Ok(Outcome::Done)
    }
}
