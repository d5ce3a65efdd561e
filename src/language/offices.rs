//! Nouns that stand for an office by another name ("the top diplomat": a foreign minister), and words that make of an office
//! another one ("deputy minister").
//!
//! In: `offices.csv`. Out: [`Offices`]. Invariant: an office is named in small letters, as `titles.csv` has it.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::PackFiles;
use crate::error::Result;
use crate::model::WordId;
use crate::text::{PhraseTable, word_id};

/// What a language knows of offices and their other names.
#[derive(Debug, Default)]
pub struct Offices {
    named: FxHashMap<WordId, Vec<Vec<WordId>>>,
    turning: FxHashSet<WordId>,
}

#[derive(Deserialize)]
struct Row {
    word: String,
    offices: String,
}

impl Offices {
    /// Reads `offices.csv`; nothing where the pack has none. A row without offices is a word that turns one.
    ///
    /// # Errors
    /// A row of another form.
    pub fn read(files: &PackFiles) -> Result<Self> {
        let mut offices = Self::default();
        for row in files.rows::<Row>("offices.csv")? {
            let word = word_id(&row.word);
            if row.offices.is_empty() {
                offices.turning.insert(word);
            } else {
                offices.named.insert(word, row.offices.split('|').map(PhraseTable::<()>::words).collect());
            }
        }
        Ok(offices)
    }

    /// Whether a noun may stand for whoever holds the office that `words` name.
    #[must_use]
    pub fn stands_for(&self, noun: WordId, words: &[WordId]) -> bool {
        self.named.get(&noun).is_some_and(|all| all.iter().any(|office| words.ends_with(office)))
    }

    /// Whether a word makes of an office another one: "deputy", "former".
    #[must_use]
    pub fn turns(&self, word: WordId) -> bool {
        self.turning.contains(&word)
    }
}
