//! The words that learned models know, by number.
//!
//! In: the features of the models. Out: the number of a word, which leads to its weights.
//! Invariant: 0 is the number of every other word; words of many features have low numbers, so that the tables of the
//! words that most text is made of stay in the cache.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::Feature;
use crate::model::WordId;
use crate::text::{Value, Word};

/// Numbers by word.
#[derive(Debug)]
pub struct Vocabulary {
    /// Words with their numbers, each at the first free place from the one that its lowest bits tell; [`Value::NONE`] is free.
    places: Vec<(Value, u16)>,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self::new(std::iter::empty())
    }
}

impl Vocabulary {
    /// The words of some features.
    pub fn new<'a>(features: impl Iterator<Item = &'a Feature>) -> Self {
        let mut seen: FxHashMap<Value, u32> = FxHashMap::default();
        for value in features.flat_map(|f| [f.values.0, f.values.1]).filter(|value| *value != Value::NONE) {
            *seen.entry(value).or_default() += 1;
        }
        let mut words: Vec<(Value, u32)> = seen.into_iter().collect();
        words.sort_unstable_by_key(|(value, count)| (Reverse(*count), *value));
        // the rarest of too many words stay unknown
        words.truncate(Word::MOST - 1 - Word::NONE.place());
        let mut found = Self { places: vec![(Value::NONE, Word::UNKNOWN); (words.len() * 2).next_power_of_two()] };
        for ((value, _), number) in words.iter().zip(Word::NONE.number + 1..) {
            let at = found.place(*value);
            found.places[at] = (*value, number);
        }
        found
    }

    /// A word with its number.
    #[inline]
    pub fn word(&self, value: Value) -> Word {
        if value == Value::NONE { Word::NONE } else { Word { value, number: self.number(value) } }
    }

    /// The number of a word.
    #[inline]
    pub fn number(&self, value: Value) -> u16 {
        self.places[self.place(value)].1
    }

    /// All words with their numbers.
    pub fn words(&self) -> impl Iterator<Item = (WordId, u16)> + '_ {
        let known = self.places.iter().filter(|(_, number)| *number != Word::UNKNOWN);
        known.map(|(value, number)| (WordId(value.0), *number))
    }

    /// The place of a word, or the free one where it would stand.
    #[inline]
    #[allow(clippy::cast_possible_truncation, reason = "the lowest bits")]
    fn place(&self, value: Value) -> usize {
        let last = self.places.len() - 1;
        let mut at = value.0 as usize & last;
        while self.places[at].0 != value && self.places[at].0 != Value::NONE {
            at = (at + 1) & last;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Spelling;
    use crate::text::word_id;

    #[test]
    fn words_of_many_features_have_low_numbers() {
        let spelling = Spelling::new();
        let rows = ["start.w=that", "start.w-1=that", "end.w&w+1=the|that", "end.w=the", "start.cue&s=say|#comma"];
        let features: Vec<Feature> = rows.iter().filter_map(|row| spelling.read(row)).collect();
        let vocabulary = Vocabulary::new(features.iter());
        let number = |word| vocabulary.word(Value::word(word_id(word))).number;
        assert_eq!((number("that"), number("the")), (2, 3));
        assert!(number("say") > 3);
        assert_eq!(number("mill"), Word::UNKNOWN);
        assert_eq!(vocabulary.word(Value::NONE), Word::NONE);
        assert_eq!(Vocabulary::default().word(Value::word(word_id("that"))).number, Word::UNKNOWN);
    }

    #[test]
    fn the_models_know_no_more_words_than_have_numbers() {
        let most = crate::language::pack("en").attribution.vocabulary.words().count();
        assert!((1000..Word::MOST - 2).contains(&most), "{most}");
    }
}
