//! Dots: whether one ends a sentence, an abbreviation, an initial or a number.
//!
//! In: the offset of a single dot and what follows it. Out: whether the sentence ends there.

use super::Sentences;
use crate::language::Follows;
use crate::segment::chars::{Next, Sign, char_before, word_at, word_before};

impl Sentences<'_> {
    /// What may follow `word` if it is an abbreviation, the article elided before it aside (`l'Ing.`).
    pub(super) fn abbreviation(&self, word: &str) -> Option<Follows> {
        self.rules.abbreviation(word).or_else(|| {
            let (_, rest) = word.rsplit_once(['\'', '’'])?;
            self.rules.abbreviation(rest)
        })
    }

    /// Whether a single dot with white space after it ends the sentence.
    pub(super) fn dot_ends(&self, start: usize, here: usize, sign: &Sign) -> bool {
        let bytes = self.text.as_bytes();
        let detached = here > start && bytes[here - 1] == b' ';
        let word = word_before(self.text, start, here - usize::from(detached));
        let Some(first) = word.chars().next() else { return true };
        if first.is_ascii_digit() {
            let numbered = self.text[start..here - word.len()].trim_end();
            let heading = numbered.is_empty() && word.len() <= 6
                || word.len() <= 4 && self.abbreviation(numbered) == Some(Follows::Number);
            if heading || self.splits_amount(here, word, sign) {
                return false;
            }
            let ordinal = self.rules.ordinal_dot && word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
            return !ordinal || self.opens(sign);
        }
        let single = word.len() == first.len_utf8();
        if single && self.ends_compound(start, here - usize::from(detached) - word.len()) {
            return true;
        }
        if single && first.is_uppercase() {
            return self.opens(sign);
        }
        let listed = bytes[start].is_ascii_lowercase() && bytes.get(start + 1) == Some(&b'.');
        if single && (here >= 2 && bytes[here - 2] == b'(' || listed) {
            return false;
        }
        if let Some(follows) = self.abbreviation(word) {
            let quoted = sign.quoted && sign.bracket.is_none() && sign.next == Next::Upper;
            return match follows {
                Follows::Number | Follows::Time if start + word.len() == here => self.opens(sign),
                Follows::Anything | Follows::Name => false,
                Follows::Number => sign.next != Next::Digit && !is_roman(word_at(self.text, sign.at)),
                Follows::Sentence => quoted || self.opens(sign),
                Follows::Time => self.time_ends(start, here, sign),
            };
        }
        if single && first.is_alphabetic() {
            return self.opens(sign);
        }
        if word.ends_with(['°', 'º']) && sign.next == Next::Digit {
            return false;
        }
        if matches!(first, '\u{900}'..='\u{dff}') && word.chars().nth(2).is_none() {
            return false;
        }
        if word.contains('.') && is_dotted(word) {
            return (sign.quoted && sign.next == Next::Upper) || self.opens(sign);
        }
        true
    }

    /// Whether the dot is that of an amount of money whose text came apart (`$2. 6 million`).
    fn splits_amount(&self, here: usize, digits: &str, sign: &Sign) -> bool {
        let is_money = matches!(char_before(self.text, here - digits.len()), Some('$' | '€' | '£' | '¥'));
        is_money && sign.next == Next::Digit && sign.at == here + 2
    }

    /// Whether the letter at `letter` is the last part of a compound ("Plan-B", "susține-o"), and so no initial.
    fn ends_compound(&self, start: usize, letter: usize) -> bool {
        let head = self.text[start..letter].strip_suffix('-').unwrap_or_default();
        let mut back = head.chars().rev();
        back.next().is_some_and(char::is_alphanumeric) && back.next().is_some_and(char::is_alphanumeric)
    }

    /// Whether "p.m." or "B.C." ends the sentence: not before a day, and not where the sentence
    /// has said no more than when it was.
    pub(super) fn time_ends(&self, start: usize, here: usize, sign: &Sign) -> bool {
        const BOUND: usize = 40;
        let follower = word_at(self.text, sign.at);
        if self.rules.is_time(follower) {
            return false;
        }
        // "He noted: At 5 a.m. Poe rose": the clause counts
        let from = floor_boundary(self.text, start.max(here.saturating_sub(BOUND)));
        let clause = self.text[from..here].rfind(": ").map_or(start, |i| from + i + 2);
        let only_time = here - clause <= BOUND && self.rules.opens_phrase(word_at(self.text, clause));
        !only_time || self.opens(sign)
    }
}

/// The last character boundary at or before an offset.
fn floor_boundary(text: &str, mut offset: usize) -> usize {
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// Whether a word is a roman numeral.
fn is_roman(word: &str) -> bool {
    !word.is_empty() && word != "I" && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C'))
}

/// Whether a word of single letters with dots (`U.S`, `a.m`, `Ph.D`).
fn is_dotted(word: &str) -> bool {
    word.split('.').all(|part| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.nth(1).is_none()
    })
}
