//! `claimdiff claims`: one row a claim.

use anyhow::Result;
use clap::Args;

use super::Outcome;
use super::config::Defaults;
use super::inputs::Inputs;
use super::output::OutputArgs;
use super::progress::Bar;
use super::settings::{LabelsArg, named, use_threads};
use crate::config::Settings;
use crate::model::ClaimKind;
use crate::pipeline;
use crate::report::{CLAIMS, StoryRows};

/// Extract claims: one row a claim.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  claimdiff claims article.txt                                   every claim
  claimdiff claims articles/ --kinds casualty,quantity           the figures only
  claimdiff claims corpus.jsonl --kinds quote --format jsonl     who said what, for a notebook")]
pub(super) struct Claims {
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    output: OutputArgs,
    /// Extract these kinds only: casualty, quantity, date, quote, name, statement
    #[arg(long, value_name = "KINDS", value_delimiter = ',', value_parser = named::<ClaimKind>, help_heading = "Settings")]
    kinds: Vec<ClaimKind>,
    #[command(flatten)]
    labels: LabelsArg,
    /// Use so many threads
    #[arg(long, value_name = "N", help_heading = "Settings")]
    threads: Option<usize>,
}

impl Claims {
    pub(super) fn run(&self) -> Result<Outcome> {
        self.output.refuse_folder()?;
        let format = self.output.format()?;
        use_threads(self.threads)?;
        let mut settings = Settings::default();
        self.labels.set(None, &mut settings)?;
        if !self.kinds.is_empty() {
            settings.claim_kinds.clone_from(&self.kinds);
        }
        let intake = self.inputs.read(&Defaults::default())?;
        let mut target = self.output.open()?;
        let mut sink = format.start(CLAIMS, Box::new(&mut target), self.output.writing())?;
        let mut bar = Bar::new("reading");
        bar.total(intake.articles.len());
        pipeline::each_extracted(intake.articles, &settings, &mut |article| {
            bar.advance(1);
            CLAIMS.rows(&StoryRows::new(&article, self.output.rows()), sink.as_mut())
        })?;
        sink.finish()?;
        target.finish()?;
        Ok(Outcome::Done)
    }
}
