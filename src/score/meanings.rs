//! What the statements of a story mean, where the user named a model.
//!
//! In: a story's claims and an encoder. Out: how alike two of them are in meaning, in all and word by word.
//! Invariant: a text is read when first asked for and once, whichever thread asks; what comes out does not depend on it.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use crate::extract::StoryClaims;
use crate::meaning::{Encoder, Vector};
use crate::model::{ClaimContent, ClaimIndex};

/// What tells how alike two statements are in meaning: the cosine of the two, and how close each word of one comes to the word
/// of the other that is closest to it, in the mean and at the least; the side that comes less close stands first.
pub(super) const NAMES: [&str; 5] =
    ["semantic", "closest-lesser", "closest-greater", "least-closest-lesser", "least-closest-greater"];

/// Which of [`NAMES`] compare words: asked of two texts that a script has.
pub(super) const OF_WORDS: std::ops::Range<usize> = 1..NAMES.len();

/// The meanings of a story's statements and quotations.
#[derive(Debug)]
pub(super) struct Meanings<'a> {
    encoder: Arc<Encoder>,
    /// The text of each claim, by its number in `texts`; other claims than statements and quotations have none.
    numbers: Vec<Option<u32>>,
    /// Each text once, with its meaning as soon as that is known.
    texts: Vec<(&'a str, OnceLock<Meaning>)>,
    /// Whether words are compared: they take thirty times the room of their text.
    by_words: bool,
}

/// What a text means.
#[derive(Debug)]
struct Meaning {
    whole: Vector,
    /// What each word means where it stands; none where words are not compared.
    words: Vec<Vector>,
}

impl<'a> Meanings<'a> {
    /// Prepares the texts of a story; reads none yet. `by_words` says whether their words are compared.
    pub(super) fn new(story: &StoryClaims<'a>, encoder: Arc<Encoder>, by_words: bool) -> Self {
        let mut known: FxHashMap<&str, u32> = FxHashMap::default();
        let mut texts = Vec::new();
        let numbers = story.claims.iter().map(|claim| {
            if !matches!(claim.content, ClaimContent::Statement(_) | ClaimContent::Quote(_)) {
                return None;
            }
            let text = story.text_of(claim);
            Some(*known.entry(text).or_insert_with(|| {
                texts.push((text, OnceLock::new()));
                u32::try_from(texts.len() - 1).unwrap_or(u32::MAX)
            }))
        });
        let numbers = numbers.collect();
        Self { encoder, numbers, texts, by_words }
    }

    /// How alike two claims are in meaning, a number for each of [`NAMES`]; zeros for claims that are no text.
    pub(super) fn alike(&self, a: ClaimIndex, b: ClaimIndex) -> [f32; NAMES.len()] {
        let [a, b] = [a, b].map(|claim| self.numbers[claim as usize].map(|text| self.meaning(text)));
        let mut numbers = [0.0; NAMES.len()];
        if let Some((a, b)) = a.zip(b) {
            numbers[0] = a.whole.cosine(&b.whole);
            numbers[OF_WORDS].copy_from_slice(&closeness(&a.words, &b.words));
        }
        numbers
    }

    fn meaning(&self, text: u32) -> &Meaning {
        let (text, meaning) = &self.texts[text as usize];
        meaning.get_or_init(|| {
            if self.by_words {
                let (whole, words) = self.encoder.meaning_and_words(text);
                Meaning { whole, words }
            } else {
                Meaning { whole: self.encoder.meaning(text), words: Vec::new() }
            }
        })
    }
}

/// How close the words of two texts come to each other, for the names in [`OF_WORDS`]; zeros where a side has none.
fn closeness(a: &[Vector], b: &[Vector]) -> [f32; OF_WORDS.end - OF_WORDS.start] {
    if a.is_empty() || b.is_empty() {
        return [0.0; _];
    }
    let sides = [(a, b), (b, a)].map(|(words, others)| {
        let closest = |word: &Vector| others.iter().map(|other| word.cosine(other)).fold(-1.0, f32::max);
        let closest: Vec<f32> = words.iter().map(closest).collect();
        let mean = closest.iter().sum::<f32>() / closest.len() as f32;
        (mean, closest.into_iter().fold(1.0, f32::min))
    });
    let [(mean, least), (other_mean, other_least)] = sides;
    [mean.min(other_mean), mean.max(other_mean), least.min(other_least), least.max(other_least)]
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "these cosines and their means are exact")]
mod tests {
    use super::*;

    fn words(directions: &[[f32; 2]]) -> Vec<Vector> {
        directions.iter().map(|numbers| Vector::new(numbers.to_vec())).collect()
    }

    #[test]
    fn a_word_that_the_other_text_lacks_tells_on_the_side_that_has_it() {
        let [short, long] = [words(&[[1.0, 0.0]]), words(&[[1.0, 0.0], [0.0, 1.0]])];
        assert_eq!(closeness(&short, &long), [0.5, 1.0, 0.0, 1.0]);
        assert_eq!(closeness(&long, &short), closeness(&short, &long));
    }

    #[test]
    fn the_order_of_words_counts_for_nothing_and_no_words_for_none() {
        let [a, b] = [words(&[[1.0, 0.0], [0.0, 1.0]]), words(&[[0.0, 2.0], [3.0, 0.0]])];
        assert_eq!(closeness(&a, &b), [1.0; 4]);
        assert_eq!(closeness(&a, &[]), [0.0; 4]);
    }
}
