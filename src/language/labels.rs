//! Labels that outlets choose among for the same people, bodies and acts, and stances of saying that are compared.
//!
//! In: `labels.csv`, `stances.csv`. Out: [`Labels`]. Invariant: a label stands in one family.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::PackFiles;
use crate::error::{Error, Result};
use crate::model::{Token, WordId};
use crate::text::PhraseTable;

/// A label of a family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// Index of the family.
    pub family: u32,
    /// Whether it carries a judgement that others of its family do not.
    pub judges: bool,
}

/// The labels of a language.
#[derive(Debug, Default)]
pub struct Labels {
    phrases: PhraseTable<Label>,
    stances: FxHashSet<String>,
    plain: Option<String>,
    families: Vec<String>,
}

#[derive(Deserialize)]
struct LabelRow {
    label: String,
    family: String,
    judges: String,
    #[serde(rename = "origin")]
    _origin: String,
}

#[derive(Deserialize)]
struct StanceRow {
    stance: String,
    judges: String,
}

impl Labels {
    /// Reads both files.
    ///
    /// # Errors
    /// A row of another form.
    pub fn read(files: &PackFiles) -> Result<Self> {
        let mut labels = Self::default();
        let mut index: FxHashMap<String, u32> = FxHashMap::default();
        for row in files.rows::<LabelRow>("labels.csv")? {
            let judges = match row.judges.as_str() {
                "yes" => true,
                "no" => false,
                other => return Err(Error::malformed(format!("`judges` is yes or no, not `{other}`"))),
            };
            let next = u32::try_from(labels.families.len()).unwrap_or(u32::MAX);
            let family = *index.entry(row.family.clone()).or_insert(next);
            if family == next {
                labels.families.push(row.family);
            }
            labels.phrases.insert(&row.label, Label { family, judges });
        }
        for row in files.rows::<StanceRow>("stances.csv")? {
            if row.judges == "no" {
                labels.plain = Some(row.stance.clone());
            }
            labels.stances.insert(row.stance);
        }
        Ok(labels)
    }

    /// The longest label that starts at the first of `tokens`: how many tokens it takes, and what it is.
    #[must_use]
    pub fn at(&self, tokens: &[Token]) -> Option<(usize, Label)> {
        self.phrases.longest_at(tokens).map(|(n, label)| (n, *label))
    }

    /// The name of a family.
    #[must_use]
    pub fn family(&self, index: u32) -> &str {
        self.families.get(index as usize).map_or("", |f| f)
    }

    /// Whether verbs of this stance are compared with others.
    #[must_use]
    pub fn compares_stance(&self, stance: &str) -> bool {
        self.stances.contains(stance)
    }

    /// Whether a stance adds nothing to what is said.
    #[must_use]
    pub fn is_plain(&self, stance: &str) -> bool {
        self.plain.as_deref() == Some(stance)
    }

    /// The first words of all labels.
    pub(super) fn first_words(&self) -> impl Iterator<Item = WordId> + '_ {
        self.phrases.first_words()
    }
}
