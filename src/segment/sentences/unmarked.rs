//! Sentences whose end or beginning no mark and no capital shows: careless writers, headings that run into a text.
//!
//! In: a word in the middle of a sentence. Out: whether another sentence begins with it.

use super::Sentences;
use super::marks::Stop;
use crate::segment::chars::{Sign, char_before, word_at, word_before};

impl Sentences<'_> {
    /// Whether a sentence of a careless writer begins in small letters: after a word that is no
    /// abbreviation, with a word that seldom goes on with a sentence.
    pub(super) fn opens_in_small(&self, start: usize, here: usize, stop: &Stop, sign: &Sign) -> bool {
        if stop.closed || sign.quoted || sign.dashed || sign.bracket.is_some() || stop.dots > 1 {
            return false;
        }
        let word = word_before(self.text, start, here);
        let plain = word.len() >= 3 && word.bytes().all(|b| b.is_ascii_lowercase());
        let bracketed = char_before(self.text, here - word.len()).is_some_and(|c| matches!(c, '(' | '（' | '['));
        let next = word_at(self.text, sign.at);
        let after = word_at(self.text, sign.at + next.len() + 1);
        plain
            && !bracketed
            && self.abbreviation(word).is_none()
            && self.rules.opens_in_small(next)
            && !(stop.strong && self.rules.is_saying(after))
    }
}
