//! `--config FILE`: any flag of `compare` as a line of TOML; flags on the command line go before it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

use super::inputs::Order;
use crate::config::Settings;

/// What a file says beside the settings of the comparison itself.
#[derive(Debug, Clone, Default, Deserialize)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Defaults {
    pub threads: Option<usize>,
    pub format: Option<String>,
    pub raw_csv: bool,
    pub no_text: bool,
    pub pedantic: bool,
    pub all: bool,
    pub exit_code: bool,
    pub date_order: Option<Order>,
    pub map: BTreeMap<String, String>,
    pub profile: Option<PathBuf>,
    pub weights: Option<PathBuf>,
    pub labels: Option<PathBuf>,
    pub model: Option<PathBuf>,
}

/// The keys of [`Defaults`].
const KEYS: [&str; 13] = [
    "threads",
    "format",
    "raw-csv",
    "no-text",
    "pedantic",
    "all",
    "exit-code",
    "date-order",
    "map",
    "profile",
    "weights",
    "labels",
    "model",
];

/// Reads a file; the files that it names stand beside it, unless their paths are absolute.
///
/// # Errors
/// It cannot be read, or says something that no flag is called.
pub(super) fn read(path: &Path) -> Result<(Settings, Defaults)> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let (settings, mut defaults) = parse(&text).with_context(|| path.display().to_string())?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let Defaults { profile, weights, labels, model, .. } = &mut defaults;
    for named in [profile, weights, labels, model].into_iter().flatten() {
        *named = folder.join(&*named);
    }
    Ok((settings, defaults))
}

fn parse(text: &str) -> Result<(Settings, Defaults)> {
    let mut settings: toml::Table = toml::from_str(text)?;
    let own = KEYS.iter().filter_map(|key| settings.remove(*key).map(|value| ((*key).to_owned(), value)));
    let defaults: toml::Table = own.collect();
    Ok((settings.try_into()?, defaults.try_into()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Severity;

    #[test]
    fn flags_and_settings_stand_side_by_side() {
        let (settings, defaults) =
            parse("threads = 2\nmin-severity = \"major\"\none-story = true\n[map]\ntext = \"body\"\n").unwrap();
        assert_eq!((settings.min_severity, settings.one_story), (Severity::Major, true));
        assert_eq!((defaults.threads, defaults.map["text"].as_str()), (Some(2), "body"));
        assert!(parse("min-severty = \"major\"").is_err());
        assert!(parse("threads = \"two\"").is_err());
    }
}
