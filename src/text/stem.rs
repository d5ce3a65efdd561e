//! Stems: one id for the forms of a word, by the Snowball stemmers.

use std::fmt;

use rust_stemmers::Algorithm;
use rustc_hash::FxHashMap;

use super::words::{fold, hash_folded};
use crate::model::WordId;

/// Stems words of one language and remembers what it stemmed: news repeats its words.
pub struct Stemmer {
    inner: Option<rust_stemmers::Stemmer>,
    seen: FxHashMap<WordId, WordId>,
}

impl fmt::Debug for Stemmer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stemmer").field("seen", &self.seen.len()).finish_non_exhaustive()
    }
}

impl Stemmer {
    /// A stemmer for the Snowball algorithm, or one that leaves every word as it is.
    #[must_use]
    pub fn new(algorithm: Option<Algorithm>) -> Self {
        Self { inner: algorithm.map(rust_stemmers::Stemmer::create), seen: FxHashMap::default() }
    }

    /// The id of the stem of `word`, whose own id is `id`.
    pub fn stem(&mut self, word: &str, id: WordId) -> WordId {
        let Some(inner) = &self.inner else { return id };
        *self.seen.entry(id).or_insert_with(|| hash_folded(&inner.stem(&fold(word))))
    }
}
