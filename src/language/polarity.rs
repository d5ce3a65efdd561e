//! Negation and opposition: which phrases negate and how far, which words oppose each other.
//!
//! In: `negations.csv`, `raising.csv`, `opposed.csv`. Out: [`PolarityWords`]. Invariant: a word stands on one side of one axis.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::PackFiles;
use crate::error::Result;
use crate::model::WordId;
use crate::text::{PhraseTable, word_id};

/// How far a phrase negates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reach {
    /// To the end of the clause ("denied that").
    Clause,
    /// The next verb and what hangs on it ("refused to").
    Verb,
    /// Looks like a negation and is none ("not only").
    None,
    /// What follows is not asserted ("whether").
    Open,
}

/// One side of an opposition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Opposition {
    /// What the words are opposed in.
    pub axis: WordId,
    /// Which of the two sides.
    pub second: bool,
}

/// Negation and opposition of a language.
#[derive(Debug, Default)]
pub struct PolarityWords {
    /// Phrases that negate, and phrases that only look so.
    pub negations: PhraseTable<Reach>,
    opposed: FxHashMap<WordId, Opposition>,
    raising: FxHashSet<WordId>,
}

#[derive(Deserialize)]
struct NegationRow {
    phrase: String,
    reach: Reach,
}

#[derive(Deserialize)]
struct RaisingRow {
    word: String,
}

#[derive(Deserialize)]
struct OpposedRow {
    word: String,
    axis: String,
    side: Side,
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Side {
    A,
    B,
}

impl PolarityWords {
    /// Reads the three files.
    ///
    /// # Errors
    /// A row of another form.
    pub fn read(files: &PackFiles) -> Result<Self> {
        let mut words = Self::default();
        for row in files.rows::<NegationRow>("negations.csv")? {
            words.negations.insert(&row.phrase, row.reach);
        }
        for row in files.rows::<RaisingRow>("raising.csv")? {
            words.raising.insert(word_id(&row.word));
        }
        for row in files.rows::<OpposedRow>("opposed.csv")? {
            let opposition = Opposition { axis: word_id(&row.axis), second: row.side == Side::B };
            words.opposed.insert(word_id(&row.word), opposition);
        }
        Ok(words)
    }

    /// The side of an opposition that a word stands on.
    #[must_use]
    pub fn opposition(&self, word: WordId) -> Option<Opposition> {
        self.opposed.get(&word).copied()
    }

    /// Whether a negation reaches through the word to the next ("seek a halt").
    #[must_use]
    pub fn raises(&self, word: WordId) -> bool {
        self.raising.contains(&word)
    }

    /// The words that stand in an opposition.
    pub(super) fn opposed_words(&self) -> impl Iterator<Item = WordId> + '_ {
        self.opposed.keys().copied()
    }
}
