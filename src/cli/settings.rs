//! The settings of a comparison, from a TOML file and from flags.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use clap::Args;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::config::{self, Defaults};
use crate::config::Settings;
use crate::error;
use crate::meaning::Encoder;
use crate::model::{ClaimKind, DiscrepancyKind, LabelTable, Severity, Weights};
use crate::pipeline;
use crate::report::RowOptions;
use crate::segment::read_profile;
use crate::text::hex;

/// What is looked for.
#[derive(Debug, Args)]
pub(super) struct SettingsArgs {
    /// Read settings from a TOML file; flags go before it
    #[arg(long, value_name = "FILE", help_heading = "Settings")]
    config: Option<PathBuf>,
    /// Look for these kinds of discrepancies only
    #[arg(long, value_name = "KINDS", value_delimiter = ',', value_parser = named::<DiscrepancyKind>, help_heading = "Settings")]
    kinds: Vec<DiscrepancyKind>,
    /// Extract these kinds of claims only
    #[arg(long, value_name = "KINDS", value_delimiter = ',', value_parser = named::<ClaimKind>, help_heading = "Settings")]
    claim_kinds: Vec<ClaimKind>,
    /// Leave out findings below this severity: info, minor or major
    #[arg(long, value_name = "SEVERITY", value_parser = named::<Severity>, help_heading = "Settings")]
    min_severity: Option<Severity>,
    /// Leave out findings whose confidence was measured and is below this
    #[arg(long, value_name = "P", value_parser = probability, help_heading = "Settings")]
    min_confidence: Option<f64>,
    /// List matches from this similarity up
    #[arg(long, value_name = "P", value_parser = probability, help_heading = "Settings")]
    min_similarity: Option<f64>,
    /// Compare all articles as one story
    #[arg(long, help_heading = "Settings")]
    one_story: bool,
    /// Show findings of severity info too
    #[arg(long, help_heading = "Settings")]
    pub pedantic: bool,
    /// Show all discrepancies, not the first 20 of each story
    #[arg(long, help_heading = "Settings")]
    all: bool,
    #[command(flatten)]
    profile: ProfileArg,
    #[command(flatten)]
    weights: WeightsArg,
    #[command(flatten)]
    labels: LabelsArg,
    #[command(flatten)]
    model: ModelArg,
    /// Use so many threads
    #[arg(long, value_name = "N", help_heading = "Settings")]
    pub threads: Option<usize>,
}

/// What outlets repeat.
#[derive(Debug, Args)]
pub(super) struct ProfileArg {
    /// Pass over lines that `claimdiff profile` learned
    #[arg(long, value_name = "FILE", help_heading = "Settings")]
    profile: Option<PathBuf>,
}

impl ProfileArg {
    /// Puts the profile that was named into the settings, or `otherwise`.
    pub(super) fn set(&self, otherwise: Option<&Path>, settings: &mut Settings) -> Result<()> {
        let path = self.profile.as_deref().or(otherwise);
        settings.profile = read_named("profile", path, read_profile, settings)?;
        Ok(())
    }
}

/// What matches are scored by.
#[derive(Debug, Args)]
pub(super) struct WeightsArg {
    /// Score with other weights than those of the language packs
    #[arg(long, value_name = "FILE", help_heading = "Settings")]
    weights: Option<PathBuf>,
}

impl WeightsArg {
    /// Puts the weights that were named into the settings, or `otherwise`.
    pub(super) fn set(&self, otherwise: Option<&Path>, settings: &mut Settings) -> Result<()> {
        let path = self.weights.as_deref().or(otherwise);
        settings.weights = read_named("weights", path, Weights::parse, settings)?;
        Ok(())
    }
}

/// Which labels are told apart.
#[derive(Debug, Args)]
pub(super) struct LabelsArg {
    /// Tell the labels of this table apart (label, family, judges, origin) instead of those of the language packs
    #[arg(long, value_name = "FILE", help_heading = "Settings")]
    labels: Option<PathBuf>,
}

impl LabelsArg {
    /// Puts the labels that were named into the settings, or `otherwise`.
    pub(super) fn set(&self, otherwise: Option<&Path>, settings: &mut Settings) -> Result<()> {
        let path = self.labels.as_deref().or(otherwise);
        settings.labels = read_named("labels", path, LabelTable::parse, settings)?;
        Ok(())
    }
}

/// Which model tells how alike two passages are in meaning.
#[derive(Debug, Args)]
pub(super) struct ModelArg {
    /// Ask a sentence encoder too whether two passages say the same: a folder with its config.json, tokenizer.json
    /// and model.safetensors (needs a build with the feature `semantic`)
    #[arg(long, value_name = "DIR", env = "CLAIMDIFF_MODEL", hide_env_values = true, help_heading = "Settings")]
    model: Option<PathBuf>,
}

impl ModelArg {
    /// Puts the model that was named into the settings, or `otherwise`, with the digests of its files.
    pub(super) fn set(&self, otherwise: Option<&Path>, settings: &mut Settings) -> Result<()> {
        let Some(folder) = self.model.as_deref().or(otherwise) else { return Ok(()) };
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        let file = |file: &str| {
            let content = fs::read(folder.join(file)).map_err(|e| error::Error::from(e).in_source(file))?;
            settings.files.insert(format!("model/{name}/{file}"), hex(&Sha256::digest(&content)));
            Ok(content)
        };
        let encoder = Encoder::read(file).with_context(|| folder.display().to_string())?;
        settings.model = Some(Arc::new(encoder));
        Ok(())
    }
}

/// What a named file says, its digest kept under the option's name; an error in it names the file.
fn read_named<T>(
    option: &str,
    path: Option<&Path>,
    parse: impl FnOnce(&str) -> error::Result<T>,
    settings: &mut Settings,
) -> Result<Option<Arc<T>>> {
    let Some(path) = path else { return Ok(None) };
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    // programs for spreadsheets put a mark before the text
    let parsed = parse(text.trim_start_matches('\u{feff}')).map_err(|e| e.in_source(path.display().to_string()))?;
    settings.files.insert(option.to_owned(), hex(&Sha256::digest(text.as_bytes())));
    Ok(Some(Arc::new(parsed)))
}

impl SettingsArgs {
    /// The settings that the file and the flags make together.
    ///
    /// # Errors
    /// The file cannot be read or says something that makes no sense.
    pub(super) fn settings(&self) -> Result<(Settings, Defaults)> {
        let (mut settings, defaults) = self.config.as_deref().map(config::read).transpose()?.unwrap_or_default();
        if !self.kinds.is_empty() {
            settings.kinds.clone_from(&self.kinds);
        }
        if !self.claim_kinds.is_empty() {
            settings.claim_kinds.clone_from(&self.claim_kinds);
        }
        settings.min_severity = self.min_severity.unwrap_or(settings.min_severity);
        settings.min_confidence = self.min_confidence.unwrap_or(settings.min_confidence);
        settings.min_similarity = self.min_similarity.unwrap_or(settings.min_similarity);
        self.profile.set(defaults.profile.as_deref(), &mut settings)?;
        self.weights.set(defaults.weights.as_deref(), &mut settings)?;
        self.labels.set(defaults.labels.as_deref(), &mut settings)?;
        self.model.set(defaults.model.as_deref(), &mut settings)?;
        settings.one_story |= self.one_story;
        if self.all || defaults.all {
            settings.rows_per_story = 0;
        }
        for (name, p) in [("min-confidence", settings.min_confidence), ("min-similarity", settings.min_similarity)] {
            if !(0.0..=1.0).contains(&p) {
                bail!("{name} = {p}: a probability lies between 0 and 1");
            }
        }
        Ok((settings, defaults))
    }
}

impl SettingsArgs {
    /// What tables for people leave out: findings that matter little, unless they were asked for,
    /// and those beyond the first of each story.
    pub(super) fn shown(&self, settings: &Settings, defaults: &Defaults, rows: RowOptions) -> RowOptions {
        let asked = self.pedantic || defaults.pedantic || self.min_severity.is_some();
        let least_severity = if asked { settings.min_severity } else { settings.min_severity.max(Severity::Minor) };
        RowOptions { least_severity, discrepancies_per_story: settings.rows_per_story, ..rows }
    }
}

/// Uses so many threads from here on; by default one a processor.
pub(super) fn use_threads(threads: Option<usize>) -> Result<()> {
    let Some(threads) = threads else { return Ok(()) };
    if threads == 0 {
        bail!("--threads 0: at least one is needed");
    }
    Ok(pipeline::use_threads(threads)?)
}

/// A word of a fixed set, as the contract spells it.
pub(super) fn named<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    use serde::de::value::{Error as Fault, StrDeserializer};
    T::deserialize(StrDeserializer::<Fault>::new(text.trim())).map_err(|fault| fault.to_string())
}

fn probability(text: &str) -> Result<f64, String> {
    let p: f64 = text.parse().map_err(|_| "not a number".to_owned())?;
    if (0.0..=1.0).contains(&p) { Ok(p) } else { Err("a probability lies between 0 and 1".to_owned()) }
}
