//! `claimdiff articles`: what was read, one row an article.

use anyhow::Result;
use clap::Args;

use super::Outcome;
use super::inputs::Inputs;
use super::output::OutputArgs;
use crate::model::{RunNotes, StoryComparison};
use crate::report::{ARTICLES, StoryRows};

/// List what was read: one row an article.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  claimdiff articles articles/                      what would be compared, and as what
  claimdiff articles export.csv --format jsonl      with the texts")]
pub(super) struct Articles {
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    output: OutputArgs,
}

impl Articles {
    pub(super) fn run(&self) -> Result<Outcome> {
        self.output.refuse_folder()?;
        let format = self.output.format()?;
        let intake = self.inputs.read()?;
        let mut target = self.output.open()?;
        let mut sink = format.start(ARTICLES, Box::new(&mut target), self.output.writing())?;
        let story = StoryComparison { articles: intake.articles, notes: RunNotes::default(), ..Default::default() };
        ARTICLES.rows(&StoryRows::new(&story, self.output.rows()), sink.as_mut())?;
        sink.finish()?;
        target.finish()?;
        Ok(Outcome::Done)
    }
}
