//! Marks with no white space after them (`siege.“We are`).
//!
//! In: the offset of the marks and what follows them. Out: whether the sentence ends there.

use super::Sentences;
use super::marks::Stop;
use crate::segment::chars::{Next, Sign, char_before, word_at, word_before};

impl Sentences<'_> {
    /// Whether marks without white space after them end the sentence (`siege.“We are`).
    pub(super) fn ends_glued(&self, here: usize, stop: &Stop, sign: &Sign) -> bool {
        if sign.next == Next::Caseless {
            return stop.strong || word_before(self.text, 0, here).chars().nth(2).is_some();
        }
        if sign.next != Next::Upper {
            return false;
        }
        let marked = sign.quoted || stop.closed || stop.noted;
        if stop.dots > 1 && !marked && self.rules.has_own_enders() {
            return false;
        }
        let word = word_before(self.text, 0, here);
        let follower = word_at(self.text, sign.at);
        let mut letters = follower.chars();
        letters.next();
        let capitalised = letters.next().map_or(follower == "I" || follower == "A", char::is_lowercase);
        let ends_word = char_before(self.text, here)
            .is_some_and(|c| c.is_lowercase() || c.is_numeric() || matches!(c, ')' | ']' | '%'));
        let long = word.chars().nth(2).is_some() && !word.contains('.') && self.abbreviation(word).is_none();
        (marked || capitalised) && ends_word && (long || stop.strong || marked) && !in_address(self.text, here)
    }
}

/// Whether the dot at `here` stands inside a web address, a path or an e-mail address.
fn in_address(text: &str, here: usize) -> bool {
    const BOUND: usize = 64;
    let bytes = text.as_bytes();
    let solid = |b: &&u8| !b.is_ascii_whitespace();
    let back = bytes[here.saturating_sub(BOUND)..here].iter().rev().take_while(solid);
    let ahead = bytes[here..bytes.len().min(here + BOUND)].iter().take_while(solid);
    let mut dots_before = 0;
    for byte in back {
        match byte {
            b'/' | b'@' | b'\\' | b'_' | b'=' => return true,
            b'.' => dots_before += 1,
            _ => {}
        }
    }
    let mut ahead = ahead;
    ahead.clone().any(|b| *b == b'@') || dots_before > 0 && ahead.any(|b| matches!(b, b'/' | b'\\' | b'='))
}
