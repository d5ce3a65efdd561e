//! Phrases of several words, found by their word ids: `at least`, `according to`.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::{tokenize, word_id};
use crate::model::{Span, Token, WordId};

/// A table from phrases to values; the longest phrase that stands at a place wins.
#[derive(Debug, Clone)]
pub struct PhraseTable<T> {
    /// The place of a word among those that begin phrases.
    places: FxHashMap<WordId, usize>,
    by_place: Vec<Phrases<T>>,
}

/// The phrases that begin with one word.
#[derive(Debug, Clone)]
struct Phrases<T> {
    /// The value of the word alone: most words begin no longer phrase, and their values stand in the table itself.
    alone: Option<T>,
    /// The words behind it with their values, the longest first.
    longer: Vec<(Rest, T)>,
}

/// The words of a phrase behind its first; hardly any has more than two.
type Rest = SmallVec<[WordId; 2]>;

impl<T> Default for PhraseTable<T> {
    fn default() -> Self {
        Self { places: FxHashMap::default(), by_place: Vec::new() }
    }
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { alone: None, longer: Vec::new() }
    }
}

impl<T> PhraseTable<T> {
    /// The words of a phrase as ids, cut as text is.
    #[must_use]
    pub fn words(phrase: &str) -> Vec<WordId> {
        tokenize(phrase, Span::of(0..phrase.len())).map(|t| word_id(t.span.slice(phrase))).collect()
    }

    /// Adds a phrase; an empty one is ignored, and so is one that stands in the table.
    pub fn insert(&mut self, phrase: &str, value: T) {
        self.insert_words(&Self::words(phrase), value);
    }

    /// Adds a phrase that is cut already; an empty one is ignored, and so is one that stands in the table.
    pub fn insert_words(&mut self, words: &[WordId], value: T) {
        let Some((first, rest)) = words.split_first() else { return };
        let place = *self.places.entry(*first).or_insert(self.by_place.len());
        if place == self.by_place.len() {
            self.by_place.push(Phrases::default());
        }
        let phrases = &mut self.by_place[place];
        if rest.is_empty() {
            phrases.alone.get_or_insert(value);
        } else {
            phrases.longer.push((Rest::from_slice(rest), value));
            phrases.longer.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
    }

    /// The longest phrase that starts at the first of `tokens`: how many tokens it takes, and its value.
    #[must_use]
    pub fn longest_at(&self, tokens: &[Token]) -> Option<(usize, &T)> {
        let (first, after) = tokens.split_first()?;
        self.longest_from(self.place(first.word)?, after)
    }

    /// The longest phrase that starts with the word of a place and goes on with the first of the tokens behind it.
    #[must_use]
    pub fn longest_from(&self, place: usize, after: &[Token]) -> Option<(usize, &T)> {
        let phrases = self.by_place.get(place)?;
        let longer = phrases.longer.iter().find_map(|(rest, value)| {
            let found = rest.len() <= after.len() && rest.iter().zip(after).all(|(word, token)| *word == token.word);
            found.then_some((rest.len() + 1, value))
        });
        longer.or_else(|| Some((1, phrases.alone.as_ref()?)))
    }

    /// The value of a phrase of one word.
    #[must_use]
    pub fn single(&self, word: WordId) -> Option<&T> {
        self.by_place.get(self.place(word)?)?.alone.as_ref()
    }

    /// The place of a word that begins phrases: who asks for the same word again and again may remember it.
    #[must_use]
    pub fn place(&self, word: WordId) -> Option<usize> {
        self.places.get(&word).copied()
    }

    /// The first words of all phrases.
    pub fn first_words(&self) -> impl Iterator<Item = WordId> + '_ {
        self.places.keys().copied()
    }
}
