//! The words that two tellings of an utterance change, all together.
//!
//! In: the words of each difference. Out: whether only their forms or their order differ.
//! Invariant: a word that says something by itself, on one side alone, is more than a form.

use super::words::{Word, Words};
use crate::model::{Class, WordId};

/// Words changed, on both sides.
#[derive(Debug, Default)]
pub(super) struct Changed {
    a: Vec<Word>,
    b: Vec<Word>,
}

/// Shorter words that differ by a letter are two words.
const LEAST_LETTERS: usize = 8;

impl Changed {
    /// Adds the words of one difference.
    pub(super) fn add(&mut self, of_a: &[Word], of_b: &[Word]) {
        self.a.extend(of_a);
        self.b.extend(of_b);
    }

    /// Whether both sides have the same words in other forms ("concern", "concerns"), in another order, or with a slip of
    /// the pen ("afernoon").
    pub(super) fn are_forms(&self, a: &Words<'_>, b: &Words<'_>) -> bool {
        let (mut left, mut right) = (told(&self.a), told(&self.b));
        left.retain(|word| {
            let same = right.iter().position(|other| stem(a, word) == stem(b, other));
            same.map(|at| right.swap_remove(at)).is_none()
        });
        left.len() == right.len()
            && left.iter().all(|word| {
                let (text, slip) = (a.text(word), |other: &Word| is_slip(a.text(word), b.text(other)));
                text.len() >= LEAST_LETTERS && right.iter().any(slip)
            })
    }
}

/// The words that say something by themselves, a lone letter apart: it is what is left of a masked word.
fn told(words: &[Word]) -> Vec<Word> {
    let letter = |w: &Word| w.span.len() == 1 && !w.class.intersects(Class::DIGITS);
    words.iter().filter(|w| (w.is_content() || w.class.intersects(Class::AUXILIARY)) && !letter(w)).copied().collect()
}

/// The stem of a word, as its article has it.
fn stem(of: &Words<'_>, word: &Word) -> WordId {
    let tokens = &of.article.tokens;
    let at = tokens.partition_point(|t| t.span.start < word.span.start);
    tokens.get(at).filter(|t| t.span == word.span).map_or(word.id, |t| t.stem)
}

/// Whether two words differ by one letter.
fn is_slip(a: &str, b: &str) -> bool {
    b.len() >= LEAST_LETTERS && strsim::osa_distance(&a.to_lowercase(), &b.to_lowercase()) <= 1
}
