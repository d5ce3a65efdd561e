//! Sentences whose end or beginning no mark and no capital shows: careless writers, headings that run into a text.
//!
//! In: a word in the middle of a sentence. Out: whether another sentence begins with it.

use super::Sentences;
use super::marks::Stop;
use crate::segment::chars::{Sign, at, char_before, word_at, word_before};

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
            && (self.rules.opens_in_small(next) || self.begins_in_small(start))
            && !(stop.strong && self.rules.is_saying(after))
    }

    /// Whether the sentence itself began in small letters, and not with a letter that counts items.
    fn begins_in_small(&self, start: usize) -> bool {
        let first = word_at(self.text, start);
        first.starts_with(char::is_lowercase) && !matches!(at(self.text, start + first.len()), Some('.' | ')'))
    }

    /// Whether the word at `here` begins a sentence although no mark ends the one before, as after a
    /// heading that runs into its text: a word that opens sentences has a capital among small letters.
    pub(super) fn begins_unmarked(&self, start: usize, here: usize, limit: usize) -> bool {
        const SHORTEST: usize = 8;
        let bytes = self.text.as_bytes();
        if !self.rules.capitals[usize::from(bytes[here])] || here < start + SHORTEST || bytes[here - 1] != b' ' {
            return false;
        }
        // names have capitals too: what tells them apart without a look-up comes first
        let head = bytes[start..here - 1].iter().rposition(|b| *b == b' ').map_or(start, |i| start + i + 1);
        if bytes[head].is_ascii_uppercase() || bytes[here - 2].is_ascii_punctuation() {
            return false;
        }
        let word = word_at(self.text, here);
        let next = here + word.len() + 1;
        if next >= limit
            || bytes[next - 1] != b' '
            || bytes[next].is_ascii_uppercase()
            || !self.rules.opens_unmarked(word)
        {
            return false;
        }
        let mut letters = word.chars();
        let capitalised = letters.next().is_some_and(char::is_uppercase) && letters.all(|c| !c.is_uppercase());
        let last = word_before(self.text, start, here - 1);
        capitalised
            && at(self.text, next).is_some_and(char::is_lowercase)
            && last.chars().count() >= 2
            && last.chars().all(char::is_lowercase)
            && !self.rules.ends_no_sentence(last)
    }
}
