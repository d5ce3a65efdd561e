//! The settings of a comparison: what to look for, from which thresholds, how much to show.
//!
//! Every field has a default; `--config FILE` (TOML) and the command line override it.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::meaning::Encoder;
use crate::model::{ClaimKind, DiscrepancyKind, LabelTable, Profile, Severity, Weights};

/// What to look for and how much of it to show.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// Lists matches from this similarity up; groups are made from those at one half and above.
    pub min_similarity: f64,
    /// Treats all articles as one story.
    pub one_story: bool,
    /// Kinds of claims to extract.
    pub claim_kinds: Vec<ClaimKind>,
    /// Kinds of discrepancies to look for.
    pub kinds: Vec<DiscrepancyKind>,
    /// Leaves out findings below this severity.
    pub min_severity: Severity,
    /// Leaves out findings whose measured confidence is below this.
    pub min_confidence: f64,
    /// At most so many rows a story in the table of discrepancies; 0 shows all.
    pub rows_per_story: usize,
    /// At most so many variants of a group are compared; the rest is counted.
    pub variants_per_group: usize,
    /// What outlets repeat, learned by `claimdiff profile`; from `--profile` only.
    #[serde(skip)]
    pub profile: Option<Arc<Profile>>,
    /// Models in place of those of the language packs; from `--weights` only.
    #[serde(skip)]
    pub weights: Option<Arc<Weights>>,
    /// Labels in place of those of the language packs; from `--labels` only.
    #[serde(skip)]
    pub labels: Option<Arc<LabelTable>>,
    /// What tells how alike two passages are in meaning; from `--model` only.
    #[serde(skip)]
    pub model: Option<Arc<Encoder>>,
    /// SHA-256 of each file that the above were read from, by the name of its option.
    #[serde(skip_deserializing)]
    pub files: BTreeMap<String, String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            min_similarity: 0.5,
            one_story: false,
            claim_kinds: ClaimKind::ALL.to_vec(),
            kinds: DiscrepancyKind::ALL.to_vec(),
            min_severity: Severity::Info,
            min_confidence: 0.0,
            rows_per_story: 20,
            variants_per_group: 20,
            profile: None,
            weights: None,
            labels: None,
            model: None,
            files: BTreeMap::new(),
        }
    }
}
