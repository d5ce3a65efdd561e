//! `claimdiff compare`: the main job.

use anyhow::Result;
use clap::Args;

use super::Outcome;
use super::inputs::Inputs;
use super::output::OutputArgs;
use super::settings::{SettingsArgs, use_threads};
use crate::model::{Severity, StoryComparison};
use crate::pipeline::{self, Unwatched};
use crate::report::{DISCREPANCIES, Document, InputDigest, RunReport, StoryRows};

/// Compare articles and report where their accounts differ.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  claimdiff compare articles/                        a summary to read
  claimdiff compare articles/ -o report.csv          the discrepancies, for a spreadsheet
  claimdiff compare export.csv --map text=body       a table whose texts stand in the column `body`
  claimdiff compare corpus.jsonl.gz --format json    everything, for a program
  claimdiff compare articles/ --kinds number-conflict,quote-altered --min-severity minor")]
pub(super) struct Compare {
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    settings: SettingsArgs,
    /// Exit with 1 when discrepancies of severity minor or above were found
    #[arg(long, help_heading = "Output")]
    exit_code: bool,
}

impl Compare {
    pub(super) fn run(&self) -> Result<Outcome> {
        let format = self.output.format()?;
        let settings = self.settings.settings()?;
        use_threads(self.settings.threads)?;
        let intake = self.inputs.read()?;
        let mut run = RunReport::new(&settings, InputDigest::of(&intake.articles));
        run.absorb(&intake.notes);
        let mut target = self.output.open()?;
        let mut differs = false;
        let mut watch = |story: &StoryComparison, run: &mut RunReport| {
            differs |= story.discrepancies.iter().any(|found| found.severity >= Severity::Minor);
            run.add(story);
        };
        if format.name() == "json" {
            let mut document = Document::new(self.output.rows());
            let notes = pipeline::compare_each(intake.articles, &settings, &mut Unwatched, &mut |story| {
                watch(&story, &mut run);
                document.add(&story)
            })?;
            run.absorb(&notes);
            document.finish(&run.to_json(), &mut target)?;
        } else {
            let mut sink = format.start(DISCREPANCIES, Box::new(&mut target), self.output.writing())?;
            pipeline::compare_each(intake.articles, &settings, &mut Unwatched, &mut |story| {
                watch(&story, &mut run);
                DISCREPANCIES.rows(&StoryRows::new(&story, self.output.rows()), sink.as_mut())
            })?;
            sink.finish()?;
        }
        target.finish()?;
        Ok(if self.exit_code && differs { Outcome::Differs } else { Outcome::Done })
    }
}
