//! `claimdiff compare`: the main job.

use std::io::{self, IsTerminal};
use std::path::Path;

use anyhow::Result;
use clap::Args;

use super::folder::Folder;
use super::inputs::Inputs;
use super::output::{OutputArgs, Target};
use super::progress::Bar;
use super::settings::{SettingsArgs, use_threads};
use super::{Outcome, warnings};
use crate::model::{NoticeKind, RunNotes, Severity, StoryComparison};
use crate::pipeline;
use crate::report::{
    self, DISCREPANCIES, Document, Format, InputDigest, RowOptions, RowSink, RunReport, StoryRows, Summary, Unshown,
};

/// Compare articles and report where their accounts differ.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  claimdiff compare articles/                        a summary to read
  claimdiff compare articles/ -o report.csv          the discrepancies, for a spreadsheet
  claimdiff compare articles/ -o report/             every table, and what the run skipped
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

/// Where the stories go.
enum Report<'w> {
    /// One JSON object.
    Document(Box<Document>, &'w mut Target),
    /// The table of discrepancies.
    Rows(Box<dyn RowSink + 'w>, RowOptions),
    /// A summary to read.
    Summary(Box<Summary>, &'w mut Target),
    /// A folder of every table.
    Folder(Box<Folder>),
}

impl Compare {
    pub(super) fn run(&self) -> Result<Outcome> {
        let (settings, defaults) = self.settings.settings()?;
        use_threads(self.settings.threads.or(defaults.threads))?;
        let output = self.output.with(&defaults);
        let chosen = output.chosen()?;
        let intake = self.inputs.read(&defaults)?;
        let mut run = RunReport::new(&settings, InputDigest::of(&intake.articles));
        run.absorb(&intake.notes);
        let mut target = if output.is_folder() { None } else { Some(output.open()?) };
        let rows = output.rows();
        let shown = self.settings.shown(&settings, &defaults, rows);
        let mut report = start(chosen, &output, (rows, shown), target.as_mut())?;
        let (mut differs, mut unshown, mut notes) = (false, Unshown::default(), RunNotes::default());
        let of_run = {
            let mut bar = Bar::new("comparing");
            pipeline::compare_each(intake.articles, &settings, &mut bar, &mut |story| {
                differs |= story.discrepancies.iter().any(|found| found.severity >= Severity::Minor);
                unshown.add(&story, &shown);
                notes.absorb(story.notes.clone());
                run.add(&story);
                report.add(&story)
            })?
        };
        notes.absorb(of_run);
        if report.leaves_out() {
            note_unshown(unshown, &shown, &mut notes);
        }
        run.absorb(&notes);
        warnings::show(&notes);
        report.finish(&mut run)?;
        if let Some(target) = target {
            target.finish()?;
        }
        Ok(if (self.exit_code || defaults.exit_code) && differs { Outcome::Differs } else { Outcome::Done })
    }
}

/// Opens the report that was asked for; `rows` and `shown` say what data and what tables for people leave out.
fn start<'w>(
    chosen: Option<&'static dyn Format>,
    output: &OutputArgs,
    (rows, shown): (RowOptions, RowOptions),
    target: Option<&'w mut Target>,
) -> Result<Report<'w>> {
    let Some(target) = target else {
        let folder = output.output.as_deref().unwrap_or(Path::new("."));
        return Ok(Report::Folder(Box::new(Folder::create(folder, rows, shown, output.writing())?)));
    };
    let to_person = chosen.is_none() && matches!(target, Target::Stdout(_)) && io::stdout().is_terminal();
    let format = chosen.map_or_else(|| report::format_named("csv"), Ok)?;
    Ok(match format.name() {
        "json" => Report::Document(Box::new(Document::new(rows)), target),
        "table" => Report::Summary(Box::new(Summary::new(shown)), target),
        _ if to_person => Report::Summary(Box::new(Summary::new(shown)), target),
        name => {
            let options = if name == "csv" { shown } else { rows };
            Report::Rows(format.start(DISCREPANCIES, Box::new(target), output.writing())?, options)
        }
    })
}

/// Counts the discrepancies that a table for people leaves out.
fn note_unshown(unshown: Unshown, shown: &RowOptions, notes: &mut RunNotes) {
    let place = format!("{}.csv", DISCREPANCIES.name());
    let below = format!("not shown: below severity {} (--pedantic shows all)", shown.least_severity.name());
    let beyond = format!("not shown: beyond {} of a story (--all shows all)", shown.discrepancies_per_story);
    notes.add_many(NoticeKind::Capped, place.clone(), below, unshown.below as u64);
    notes.add_many(NoticeKind::Capped, place, beyond, unshown.beyond as u64);
}

impl Report<'_> {
    /// Whether it holds a table of discrepancies that leaves some out.
    fn leaves_out(&self) -> bool {
        match self {
            Self::Folder(_) => true,
            Self::Rows(_, options) => *options != RowOptions { no_text: options.no_text, ..RowOptions::default() },
            // the one holds everything, the other says itself what it does not show
            Self::Document(..) | Self::Summary(..) => false,
        }
    }

    fn add(&mut self, story: &StoryComparison) -> crate::Result<()> {
        match self {
            Self::Document(document, _) => document.add(story),
            Self::Rows(sink, options) => DISCREPANCIES.rows(&StoryRows::new(story, *options), sink.as_mut()),
            Self::Summary(summary, _) => summary.add(story),
            Self::Folder(folder) => folder.add(story),
        }
    }

    fn finish(self, run: &mut RunReport) -> Result<()> {
        match self {
            Self::Document(document, target) => Ok(document.finish(&run.to_json(), target)?),
            Self::Rows(sink, _) => Ok(sink.finish()?),
            Self::Summary(summary, target) => {
                let mut text = Vec::new();
                run.notes.sort();
                summary.finish(&run.notes.notices, &mut text)?;
                Ok(target.write_styled(&text)?)
            }
            Self::Folder(folder) => folder.finish(run),
        }
    }
}
