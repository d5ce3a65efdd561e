//! `claimdiff match`: given pairs of sentences, scored.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;

use super::inputs::Order;
use super::output::OutputArgs;
use super::progress::Bar;
use super::settings::{LabelsArg, ModelArg, WeightsArg, use_threads};
use super::{Outcome, files, warnings};
use crate::config::Settings;
use crate::ingest::{self, Options};
use crate::model::RunNotes;
use crate::pipeline;
use crate::report::{PAIRS, pair_row};

/// Score given pairs of sentences: do they speak of one fact, and do they say the same?
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  claimdiff match pairs.csv                      the columns id, text_a, text_b
  claimdiff match pairs.jsonl --format jsonl     the same, as JSON Lines")]
pub(super) struct Match {
    /// A CSV or JSON Lines file of pairs, or `-` for standard input
    #[arg(value_name = "PAIRS")]
    pairs: PathBuf,
    /// Which comes first in dates such as 05/01/2016
    #[arg(long, value_name = "ORDER", help_heading = "Reading")]
    date_order: Option<Order>,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    weights: WeightsArg,
    #[command(flatten)]
    labels: LabelsArg,
    #[command(flatten)]
    model: ModelArg,
    /// Use so many threads
    #[arg(long, value_name = "N", help_heading = "Settings")]
    threads: Option<usize>,
}

impl Match {
    pub(super) fn run(&self) -> Result<Outcome> {
        self.output.refuse_folder()?;
        let format = self.output.format()?;
        use_threads(self.threads)?;
        let mut settings = Settings::default();
        self.weights.set(None, &mut settings)?;
        self.labels.set(None, &mut settings)?;
        self.model.set(None, &mut settings)?;
        let options = Options { date_order: self.date_order.map(Into::into), ..Options::default() };
        let mut notes = RunNotes::default();
        let source = files::open_source(&self.pairs, &options)?;
        let pairs = ingest::read_pairs(source, &options, &mut notes)?;
        warnings::show(&notes);
        if pairs.is_empty() {
            bail!("nothing readable in {}", self.pairs.display());
        }
        let mut target = self.output.open()?;
        let mut sink = format.start(PAIRS, Box::new(&mut target), self.output.writing())?;
        let mut bar = Bar::new("matching");
        bar.total(pairs.len());
        pipeline::each_pair(pairs.into_iter().map(|p| (p.id, p.texts)).collect(), &settings, &mut |id, found| {
            bar.advance(1);
            pair_row(&id, &found, sink.as_mut())
        })?;
        sink.finish()?;
        target.finish()?;
        Ok(Outcome::Done)
    }
}
