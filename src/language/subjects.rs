//! Superlatives that give a rank, nouns that name one kind of thing ("war", "conflict"), and verbs of its beginning.
//!
//! In: `superlatives.csv`, `synonyms.csv`, `onsets.csv`. Out: [`Subjects`]. Invariant: a superlative has one quality.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::PackFiles;
use crate::error::Result;
use crate::model::WordId;
use crate::text::word_id;

/// Ranks and synonyms of a language.
#[derive(Debug, Default)]
pub struct Subjects {
    superlatives: FxHashMap<WordId, &'static str>,
    ranked: FxHashSet<WordId>,
    kinds: FxHashMap<WordId, &'static str>,
    standing: FxHashSet<&'static str>,
    aged: FxHashSet<&'static str>,
    dated: FxHashSet<&'static str>,
    onsets: FxHashMap<WordId, Onset>,
}

/// Where a verb that tells that something happens or begins has its noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Onset {
    /// "The fire broke out": the verb stands behind.
    Behind,
    /// "Caught fire": the verb stands before.
    Before,
}

/// A row of `onsets.csv`.
#[derive(Deserialize)]
struct OnsetRow {
    verb: String,
    place: Onset,
}

/// A row of `superlatives.csv`: a superlative and the quality that it ranks by; a row without one is a
/// noun that an ordinal ranks by itself ("second city").
#[derive(Deserialize)]
struct SuperlativeRow {
    word: String,
    quality: String,
}

/// A row of `synonyms.csv`: a noun and the kind of thing that it names.
#[derive(Deserialize)]
struct SynonymRow {
    word: String,
    kind: String,
    #[serde(default)]
    standing: String,
}

impl Subjects {
    /// Reads `superlatives.csv`, `synonyms.csv` and `onsets.csv`.
    ///
    /// # Errors
    /// A row of another form.
    pub fn read(files: &PackFiles) -> Result<Self> {
        let mut subjects = Self::default();
        let mut names: FxHashMap<String, &'static str> = FxHashMap::default();
        let mut intern = |text: String| -> &'static str {
            // packs live as long as the program: a few dozen names, read once
            names.entry(text).or_insert_with_key(|text| text.clone().leak())
        };
        for row in files.rows::<SuperlativeRow>("superlatives.csv")? {
            if row.quality.is_empty() {
                subjects.ranked.insert(word_id(&row.word));
            } else {
                subjects.superlatives.insert(word_id(&row.word), intern(row.quality));
            }
        }
        for row in files.rows::<SynonymRow>("synonyms.csv")? {
            let kind = intern(row.kind);
            match row.standing.as_str() {
                "standing" => _ = subjects.standing.insert(kind),
                "age" => _ = subjects.aged.insert(kind),
                "day" => _ = subjects.dated.insert(kind),
                _ => {}
            }
            subjects.kinds.insert(word_id(&row.word), kind);
        }
        let onsets = files.rows::<OnsetRow>("onsets.csv")?.into_iter();
        subjects.onsets = onsets.map(|row| (word_id(&row.verb), row.place)).collect();
        Ok(subjects)
    }

    /// The quality that a superlative ranks by.
    #[must_use]
    pub fn superlative(&self, word: WordId) -> Option<&'static str> {
        self.superlatives.get(&word).copied()
    }

    /// Whether an ordinal before the noun is a rank by itself ("second city").
    #[must_use]
    pub fn ranked(&self, word: WordId) -> bool {
        self.ranked.contains(&word)
    }

    /// The kind of thing that a noun names, where it is in the table.
    #[must_use]
    pub fn kind(&self, word: WordId) -> Option<&'static str> {
        self.kinds.get(&word).copied()
    }

    /// Whether how long such a thing has lasted is one fact of a story, wherever it is mentioned.
    #[must_use]
    pub fn stands(&self, kind: &str) -> bool {
        self.standing.contains(kind)
    }

    /// Whether the age of such a thing is one fact of a story: most stories tell of one.
    #[must_use]
    pub fn ages(&self, kind: &str) -> bool {
        self.aged.contains(kind)
    }

    /// Whether the day on which such a thing happened or began is one fact of a story: most stories tell of one.
    #[must_use]
    pub fn happens(&self, kind: &str) -> bool {
        self.dated.contains(kind)
    }

    /// Whether a verb tells that something happens or begins, and where it has its noun.
    #[must_use]
    pub fn onset(&self, verb: WordId) -> Option<Onset> {
        self.onsets.get(&verb).copied()
    }

    /// The superlatives.
    pub(super) fn triggers(&self) -> impl Iterator<Item = WordId> + '_ {
        self.superlatives.keys().copied()
    }
}
