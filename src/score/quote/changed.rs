//! The words that two tellings of an utterance change, all together.
//!
//! In: the words of each difference. Out: whether only their forms or their order differ, and whether they turn the meaning.
//! Invariant: a word that says something by itself, on one side alone, is more than a form.

use super::align::Step;
use super::negations;
use super::words::{Word, Words};
use crate::model::{Class, WordId};

/// Words changed, on both sides.
#[derive(Debug, Default)]
pub(super) struct Changed {
    places: Vec<Place>,
}

/// Words that differ in one place.
#[derive(Debug)]
struct Place {
    a: Vec<Word>,
    b: Vec<Word>,
    /// Where the next words of either side stand.
    end: (usize, usize),
}

/// Shorter words that differ by a letter are two words, unless the one is none at all.
const LEAST_LETTERS: usize = 8;
/// Shorter ones are names of things, or two words.
const LEAST_MISSPELT: usize = 5;
/// Differences with fewer words between them are one: what moved is in both ("27 October", "October 27").
const NEAR: usize = 3;

impl Changed {
    /// Adds the words of one difference.
    pub(super) fn add(&mut self, step: &Step, of_a: &[Word], of_b: &[Word]) {
        let end = (step.a.end, step.b.end);
        match self.places.last_mut() {
            Some(last) if step.a.start < last.end.0 + NEAR && step.b.start < last.end.1 + NEAR => {
                last.a.extend(of_a);
                last.b.extend(of_b);
                last.end = end;
            }
            _ => self.places.push(Place { a: of_a.to_vec(), b: of_b.to_vec(), end }),
        }
    }

    /// Whether a negation or a number differs in any place.
    pub(super) fn turn(&self, a: &Words<'_>, b: &Words<'_>) -> bool {
        self.places
            .iter()
            .any(|place| negations(a, &place.a) != negations(b, &place.b) || numbers(&place.a) != numbers(&place.b))
    }

    /// Whether both sides have the same words in other forms ("concern", "concerns"), in another order, or with a slip of
    /// the pen ("afernoon").
    pub(super) fn are_forms(&self, a: &Words<'_>, b: &Words<'_>) -> bool {
        let left = self.places.iter().flat_map(|place| &place.a);
        let right = self.places.iter().flat_map(|place| &place.b);
        let (mut left, mut right) = (told(left), told(right));
        left.retain(|word| {
            let same = right.iter().position(|other| stem(a, word) == stem(b, other));
            same.map(|at| right.swap_remove(at)).is_none()
        });
        // forms first: "willing" for "will"
        left.retain(|w| a.tells(w));
        right.retain(|w| b.tells(w));
        left.len() == right.len() && left.iter().all(|word| right.iter().any(|other| is_slip((a, word), (b, other))))
    }
}

/// The numbers of some words, in one order.
fn numbers(words: &[Word]) -> Vec<WordId> {
    let number = |w: &&Word| w.class.intersects(Class::DIGITS | Class::NUMBER) && w.is_content();
    let mut found: Vec<WordId> = words.iter().filter(number).map(|w| w.id).collect();
    found.sort_unstable();
    found
}

/// The words that tell something by themselves, a lone letter apart: it is what is left of a masked word.
fn told<'w>(words: impl Iterator<Item = &'w Word>) -> Vec<Word> {
    let letter = |w: &Word| w.span.len() == 1 && !w.class.intersects(Class::DIGITS);
    words.filter(|w| (w.is_content() || w.class.intersects(Class::AUXILIARY)) && !letter(w)).copied().collect()
}

/// The stem of a word, as its article has it.
fn stem(of: &Words<'_>, word: &Word) -> WordId {
    let tokens = &of.article.tokens;
    let at = tokens.partition_point(|t| t.span.start < word.span.start);
    tokens.get(at).filter(|t| t.span == word.span).map_or(word.id, |t| t.stem)
}

/// Whether two words differ by one letter: long ones, or where news never writes the one of them ("desite").
fn is_slip((a, x): (&Words<'_>, &Word), (b, y): (&Words<'_>, &Word)) -> bool {
    let (left, right) = (a.text(x).to_lowercase(), b.text(y).to_lowercase());
    let shorter = left.len().min(right.len());
    let rarity = &a.article.pack.rarity;
    let named = |w: &Word| w.class.intersects(Class::CAPITALISED) && !w.before.stop;
    let misspelt = rarity.knows(x.id) != rarity.knows(y.id) && !named(x) && !named(y);
    (shorter >= LEAST_LETTERS || misspelt && shorter >= LEAST_MISSPELT) && strsim::osa_distance(&left, &right) <= 1
}
