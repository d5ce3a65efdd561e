//! `claimdiff sentences`: one row a sentence.

use anyhow::Result;
use clap::Args;

use super::Outcome;
use super::config::Defaults;
use super::inputs::Inputs;
use super::output::OutputArgs;
use super::progress::Bar;
use super::settings::{ProfileArg, use_threads};
use crate::config::Settings;
use crate::pipeline;
use crate::report::{SENTENCES, StoryRows};

/// Cut articles into sentences: one row a sentence.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  claimdiff sentences article.txt                       as a table, or CSV into a pipe
  claimdiff sentences corpus.jsonl.gz --format jsonl    a corpus, for a notebook")]
pub(super) struct Sentences {
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    profile: ProfileArg,
    /// Use so many threads
    #[arg(long, value_name = "N", help_heading = "Settings")]
    threads: Option<usize>,
}

impl Sentences {
    pub(super) fn run(&self) -> Result<Outcome> {
        self.output.refuse_folder()?;
        let format = self.output.format()?;
        use_threads(self.threads)?;
        let mut settings = Settings::default();
        self.profile.set(None, &mut settings)?;
        let intake = self.inputs.read(&Defaults::default())?;
        let mut target = self.output.open()?;
        let mut sink = format.start(SENTENCES, Box::new(&mut target), self.output.writing())?;
        let mut bar = Bar::new("reading");
        bar.total(intake.articles.len());
        pipeline::each_segmented(intake.articles, &settings, &mut |article| {
            bar.advance(1);
            SENTENCES.rows(&StoryRows::new(&article, self.output.rows()), sink.as_mut())
        })?;
        sink.finish()?;
        target.finish()?;
        Ok(Outcome::Done)
    }
}
