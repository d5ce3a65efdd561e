//! Phrases of several words, found by their word ids: `at least`, `according to`.

use rustc_hash::FxHashMap;

use super::{tokenize, word_id};
use crate::model::{Span, Token, WordId};

/// A table from phrases to values; the longest phrase that stands at a place wins.
#[derive(Debug, Clone)]
pub struct PhraseTable<T> {
    by_first: FxHashMap<WordId, Vec<(Vec<WordId>, T)>>,
}

impl<T> Default for PhraseTable<T> {
    fn default() -> Self {
        Self { by_first: FxHashMap::default() }
    }
}

impl<T> PhraseTable<T> {
    /// The words of a phrase as ids, cut as text is.
    #[must_use]
    pub fn words(phrase: &str) -> Vec<WordId> {
        tokenize(phrase, Span::of(0..phrase.len())).map(|t| word_id(t.span.slice(phrase))).collect()
    }

    /// Adds a phrase; an empty one is ignored.
    pub fn insert(&mut self, phrase: &str, value: T) {
        self.insert_words(&Self::words(phrase), value);
    }

    /// Adds a phrase that is cut already; an empty one is ignored.
    pub fn insert_words(&mut self, words: &[WordId], value: T) {
        let Some((first, rest)) = words.split_first() else { return };
        let entries = self.by_first.entry(*first).or_default();
        entries.push((rest.to_vec(), value));
        entries.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
    }

    /// The longest phrase that starts at the first of `tokens`: how many tokens it takes, and its value.
    #[must_use]
    pub fn longest_at(&self, tokens: &[Token]) -> Option<(usize, &T)> {
        let (first, after) = tokens.split_first()?;
        self.by_first.get(&first.word)?.iter().find_map(|(rest, value)| {
            let found = rest.len() <= after.len() && rest.iter().zip(after).all(|(word, token)| *word == token.word);
            found.then_some((rest.len() + 1, value))
        })
    }

    /// The value of a phrase of one word.
    #[must_use]
    pub fn single(&self, word: WordId) -> Option<&T> {
        self.by_first.get(&word)?.iter().find(|(rest, _)| rest.is_empty()).map(|(_, value)| value)
    }

    /// The first words of all phrases.
    pub fn first_words(&self) -> impl Iterator<Item = WordId> + '_ {
        self.by_first.keys().copied()
    }
}
