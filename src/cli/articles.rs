//! `claimdiff articles`: what was read, one row an article.

use std::io::Write as _;
use std::path::Path;

use anyhow::{Result, bail};
use clap::Args;

use super::Outcome;
use super::config::Defaults;
use super::files::MANIFEST;
use super::inputs::Inputs;
use super::output::{OutputArgs, Target};
use crate::ingest::write_manifest;
use crate::model::{RunNotes, StoryComparison};
use crate::pipeline;
use crate::report::{ARTICLES, StoryRows};

/// List what was read: one row an article.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  claimdiff articles articles/                      what would be compared, and as what
  claimdiff articles articles/ --write-manifest     write articles/manifest.csv, to be corrected
  claimdiff articles export.csv --format jsonl      with the texts")]
pub(super) struct Articles {
    #[command(flatten)]
    inputs: Inputs,
    #[command(flatten)]
    output: OutputArgs,
    /// Write a manifest.csv into the folder given, with what was read and guessed, to be corrected
    #[arg(long, help_heading = "Output")]
    write_manifest: bool,
}

impl Articles {
    pub(super) fn run(&self) -> Result<Outcome> {
        self.output.refuse_folder()?;
        let format = self.output.format()?;
        let folder = if self.write_manifest { Some(self.manifest_folder()?) } else { None };
        let mut intake = self.inputs.read(&Defaults::default())?;
        if let Some(folder) = folder {
            let path = folder.join(MANIFEST);
            let mut target = Target::file(&path)?;
            target.write_all(&write_manifest(&intake.articles)?)?;
            target.finish()?;
            anstream::eprintln!("wrote {}: correct it, then compare {}", path.display(), folder.display());
            return Ok(Outcome::Done);
        }
        pipeline::recognise_languages(&mut intake.articles);
        let mut target = self.output.open()?;
        let mut sink = format.start(ARTICLES, Box::new(&mut target), self.output.writing())?;
        let story = StoryComparison { articles: intake.articles, notes: RunNotes::default(), ..Default::default() };
        ARTICLES.rows(&StoryRows::new(&story, self.output.rows()), sink.as_mut())?;
        sink.finish()?;
        target.finish()?;
        Ok(Outcome::Done)
    }

    /// The one folder that a manifest is written for.
    fn manifest_folder(&self) -> Result<&Path> {
        let Some(folder) = self.inputs.only_folder() else { bail!("--write-manifest takes one folder as its INPUT") };
        let path = folder.join(MANIFEST);
        if path.exists() {
            bail!("{} is there already: remove it to have a new one written", path.display());
        }
        Ok(folder)
    }
}
