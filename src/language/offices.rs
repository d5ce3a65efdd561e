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
    nouns: FxHashMap<WordId, Vec<WordId>>,
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
                let named: Vec<Vec<WordId>> = row.offices.split('|').map(PhraseTable::<()>::words).collect();
                let mut nouns: Vec<WordId> = named.iter().filter_map(|office| office.last().copied()).collect();
                nouns.sort_unstable();
                nouns.dedup();
                offices.nouns.insert(word, nouns);
                offices.named.insert(word, named);
            }
        }
        Ok(offices)
    }

    /// Whether a noun may stand for whoever holds the office that `words` name.
    #[must_use]
    pub fn stands_for(&self, noun: WordId, words: &[WordId]) -> bool {
        self.named.get(&noun).is_some_and(|all| all.iter().any(|office| words.ends_with(office)))
    }

    /// The last words of the offices that a noun may stand for, each once.
    #[must_use]
    pub fn nouns_of(&self, noun: WordId) -> &[WordId] {
        self.nouns.get(&noun).map_or(&[], Vec::as_slice)
    }

    /// Whether a word makes of an office another one: "deputy", "former".
    #[must_use]
    pub fn turns(&self, word: WordId) -> bool {
        self.turning.contains(&word)
    }
}
