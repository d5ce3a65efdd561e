//! Where sentences end: one pass over a block, no allocation, no regular expression.
//!
//! In: a text, a span of it, a language's rules. Out: the spans of its sentences, in order.
//! Invariants: spans are disjoint, none starts or ends in white space, together they hold every
//! character that is not white space; a sentence cut again is one sentence; work is linear, for
//! every look back or ahead has a fixed bound.
//!
//! The pass jumps from one possible end to the next. At each it reads the whole run of ending
//! marks, closing quotes and footnote signs, then decides by what follows: a small letter goes on,
//! and a dot needs more evidence than other marks, for it also ends abbreviations.

use super::chars::{
    Next, at, char_before, is_closer, is_ender, is_space, next_sign, skip_space, trim_end, word_at, word_before,
};
use super::enumeration::{Enumerator, next_item};
use crate::language::{Follows, SegmentationRules};
use crate::model::Span;

/// The sentences of one block.
pub(super) fn sentences<'a>(text: &'a str, span: Span, rules: &'a SegmentationRules) -> Sentences<'a> {
    Sentences { text, rules, at: span.start as usize, end: span.end as usize }
}

/// Iterates over the sentences of a block.
pub(super) struct Sentences<'a> {
    text: &'a str,
    rules: &'a SegmentationRules,
    at: usize,
    end: usize,
}

/// What stands at a possible end.
#[allow(clippy::struct_excessive_bools, reason = "what was seen, each by itself")]
struct Stop {
    /// One past the marks, closers and footnote signs: where the sentence would end.
    end: usize,
    /// How many dots the run holds.
    dots: u32,
    /// Whether it holds an exclamation or question mark.
    strong: bool,
    /// Whether it holds a mark of a script without spaces.
    full: bool,
    /// Whether a closing quote or bracket followed.
    closed: bool,
    /// Whether footnote signs followed.
    noted: bool,
}

impl Iterator for Sentences<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let start = skip_space(self.text, self.at, self.end);
        if start >= self.end {
            return None;
        }
        let item = Enumerator::read(self.text, start, self.end);
        let limit = item.as_ref().and_then(|item| next_item(self.text, start, self.end, item)).unwrap_or(self.end);
        let mut from = item.map_or(start, |item| item.end.min(limit));
        let bytes = self.text.as_bytes();
        while let Some(step) = bytes[from..limit].iter().position(|b| self.rules.stops[usize::from(*b)]) {
            let here = from + step;
            let Some(stop) = self.stop(here, limit) else {
                from = here + at(self.text, here).map_or(1, char::len_utf8);
                continue;
            };
            if stop.end >= limit || self.ends(start, here, &stop, limit) {
                self.at = stop.end;
                return Some(Span::of(start..stop.end));
            }
            from = stop.end;
        }
        self.at = limit;
        Some(Span::of(start..trim_end(self.text, start, limit)))
    }
}

impl Sentences<'_> {
    /// Reads the run of marks at `here`; `None` where the byte only looked like one.
    fn stop(&self, here: usize, limit: usize) -> Option<Stop> {
        let mut stop = Stop { end: here, dots: 0, strong: false, full: false, closed: false, noted: false };
        while let Some(c) = at(self.text, stop.end).filter(|_| stop.end < limit) {
            let after = stop.end + c.len_utf8();
            match c {
                '.' => stop.dots += 1,
                '!' | '?' | '؟' | '‼' | '⁇' | '⁈' | '⁉' => stop.strong = true,
                '…' => stop.dots += 3,
                '۔' => {}
                c if is_ender(c) => stop.full = true,
                c if c.is_ascii() && self.rules.ends_sentence(c as u8) && stop.end == here => stop.strong = true,
                // a spaced ellipsis is one run
                ' ' if stop.dots > 0 && !stop.closed && self.text.as_bytes().get(after) == Some(&b'.') => {}
                c if stop.end > here && is_closer(c, at(self.text, after).filter(|_| after < limit)) => {
                    stop.closed = true;
                }
                _ => break,
            }
            stop.end = after;
        }
        if stop.end == here {
            return None;
        }
        let noted = footnotes(self.text, stop.end, limit);
        stop.noted = noted > stop.end;
        stop.end = noted;
        Some(stop)
    }

    /// Whether the sentence that began at `start` ends with the marks at `here`.
    fn ends(&self, start: usize, here: usize, stop: &Stop, limit: usize) -> bool {
        let sign = next_sign(self.text, stop.end, limit);
        let glued = !at(self.text, stop.end).is_some_and(is_space);
        if stop.full {
            return !(stop.closed && glued) || matches!(sign.next, Next::End);
        }
        match sign.next {
            Next::End => true,
            Next::Lower | Next::Continuation => false,
            _ if glued => self.ends_glued(here, stop, sign.next, sign.at, sign.quoted),
            _ if stop.strong || stop.closed || stop.noted || stop.dots > 1 => true,
            next => self.dot_ends(start, here, next, sign.at, sign.quoted),
        }
    }

    /// Whether a single dot with white space after it ends the sentence.
    fn dot_ends(&self, start: usize, here: usize, next: Next, next_at: usize, quoted: bool) -> bool {
        let word = word_before(self.text, start, here);
        let Some(first) = word.chars().next() else { return true };
        let opens = || next == Next::Upper && self.rules.opens_sentence(word_at(self.text, next_at));
        if first.is_ascii_digit() {
            let ordinal = self.rules.ordinal_dot && word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
            return !ordinal || opens();
        }
        let single = word.len() == first.len_utf8();
        if single && first.is_uppercase() {
            return opens();
        }
        if let Some(follows) = self.rules.abbreviation(word) {
            return match follows {
                Follows::Anything | Follows::Name => false,
                Follows::Number => next != Next::Digit,
                Follows::Sentence => (quoted && next == Next::Upper) || opens(),
                Follows::Time => self.time_ends(start, here, next, next_at),
            };
        }
        if single && first.is_alphabetic() {
            return opens();
        }
        if word.contains('.') && is_dotted(word) {
            return (quoted && next == Next::Upper) || opens();
        }
        true
    }

    /// Whether "p.m." or "B.C." ends the sentence: not before a day, and not where the sentence
    /// has said no more than when it was.
    fn time_ends(&self, start: usize, here: usize, next: Next, next_at: usize) -> bool {
        if next != Next::Upper {
            return next == Next::Digit && here - start > 32;
        }
        let follower = word_at(self.text, next_at);
        if self.rules.is_time(follower) {
            return false;
        }
        let only_time = here - start <= 32 && self.rules.opens_phrase(word_at(self.text, start));
        !only_time || self.rules.opens_sentence(follower)
    }

    /// Whether marks without white space after them end the sentence (`siege.“We are`).
    fn ends_glued(&self, here: usize, stop: &Stop, next: Next, next_at: usize, quoted: bool) -> bool {
        if next == Next::Caseless {
            let word = word_before(self.text, 0, here);
            return stop.strong || word.chars().nth(2).is_some();
        }
        if next != Next::Upper {
            return false;
        }
        let word = word_before(self.text, 0, here);
        let before = char_before(self.text, here);
        let follower = word_at(self.text, next_at);
        let mut letters = follower.chars();
        letters.next();
        let capitalised = letters.next().map_or(follower == "I" || follower == "A", char::is_lowercase);
        let solid = !in_address(self.text, here);
        let ends_word = before.is_some_and(|c| c.is_lowercase() || c.is_numeric() || matches!(c, ')' | ']' | '%'));
        let long = word.chars().nth(2).is_some() && !word.contains('.') && self.rules.abbreviation(word).is_none();
        let marked = quoted || stop.closed || stop.noted;
        solid && (marked || capitalised) && ends_word && (long || stop.strong || marked)
    }
}

/// Whether a word of single letters with dots (`U.S`, `a.m`, `Ph.D`).
fn is_dotted(word: &str) -> bool {
    word.split('.').all(|part| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.nth(1).is_none()
    })
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
    ahead.clone().any(|b| matches!(b, b'/' | b'@' | b'\\' | b'=')) && dots_before > 0
}

/// Past the footnote signs at `end`: `[12]`, also after a space; superscripts; digits glued to a word's dot.
fn footnotes(text: &str, end: usize, limit: usize) -> usize {
    let bytes = text.as_bytes();
    let mut past = end;
    loop {
        let mut open = past;
        if bytes.get(open) == Some(&b' ') {
            open += 1;
        }
        if bytes.get(open) != Some(&b'[') {
            break;
        }
        let digits =
            bytes[open + 1..limit.min(open + 5).max(open + 1)].iter().take_while(|b| b.is_ascii_digit()).count();
        let close = open + 1 + digits;
        if digits == 0 || close >= limit || bytes.get(close) != Some(&b']') {
            break;
        }
        past = close + 1;
    }
    while let Some(c) = at(text, past).filter(|c| past < limit && matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹'))
    {
        past += c.len_utf8();
    }
    if past > end {
        return past;
    }
    // "(type 2).10 This", "common.11 12 Take": digits after the dot of a word, then a space
    let before = char_before(text, end.saturating_sub(1));
    if end == 0 || bytes[end - 1] != b'.' || !before.is_some_and(|c| c.is_alphabetic() || c == ')') {
        return end;
    }
    let mut past = end;
    loop {
        let from = if past > end && bytes.get(past) == Some(&b' ') { past + 1 } else { past };
        let digits = bytes[from..limit.min(from + 3).max(from)].iter().take_while(|b| b.is_ascii_digit()).count();
        let close = from + digits;
        if digits == 0 || (close < limit && bytes.get(close).is_some_and(|b| *b != b' ')) {
            return past;
        }
        past = close;
    }
}

#[cfg(test)]
mod tests;
