//! `claimdiff profile`: what outlets repeat, learned from a corpus, for `--profile`.

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use super::Outcome;
use super::config::Defaults;
use super::inputs::Inputs;
use super::output::Target;
use crate::pipeline;
use crate::segment::write_profile;

/// Learn the lines that outlets repeat over many articles.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  claimdiff profile corpus.jsonl.gz -o house.csv       learn from a corpus
  claimdiff compare articles/ --profile house.csv      pass over what was learned")]
pub(super) struct Profile {
    #[command(flatten)]
    inputs: Inputs,
    /// Write to FILE, a CSV table; may be looked through and corrected
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

impl Profile {
    pub(super) fn run(&self) -> Result<Outcome> {
        let intake = self.inputs.read(&Defaults::default())?;
        let rows = pipeline::learn_profile(intake.articles);
        let mut target = Target::file(&self.output)?;
        target.write_all(&write_profile(&rows)?)?;
        target.finish()?;
        anstream::eprintln!("{} repeated lines learned", rows.len());
        Ok(Outcome::Done)
    }
}
