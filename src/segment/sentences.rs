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

mod dots;
mod glued;
mod marks;
mod unmarked;

use memchr::{memchr2, memrchr2};

use self::marks::Stop;
use super::chars::{Next, Sign, at, is_space, next_sign, skip_space, trim_end, word_at, word_before};
use super::enumeration::{Enumerator, next_item};
use crate::language::SegmentationRules;
use crate::model::Span;

/// The sentences of one block.
pub(super) fn sentences<'a>(text: &'a str, span: Span, rules: &'a SegmentationRules) -> Sentences<'a> {
    Sentences { text, rules, at: span.start as usize, begin: span.start as usize, end: span.end as usize }
}

/// Iterates over the sentences of a block.
pub(super) struct Sentences<'a> {
    text: &'a str,
    rules: &'a SegmentationRules,
    at: usize,
    begin: usize,
    end: usize,
}

impl Iterator for Sentences<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let start = skip_space(self.text, self.at, self.end);
        if start >= self.end {
            return None;
        }
        if start == self.begin
            && let Some(end) = self.caption_label(start)
        {
            self.at = end;
            return Some(Span::of(start..end));
        }
        let item = Enumerator::read(self.text, start, self.end);
        let limit = item.as_ref().and_then(|item| next_item(self.text, start, self.end, item)).unwrap_or(self.end);
        let mut from = item.map_or(start, |item| item.end.min(limit));
        let bytes = self.text.as_bytes();
        while let Some(step) = bytes[from..limit].iter().position(|b| self.rules.stops[usize::from(*b)]) {
            let here = from + step;
            if self.begins_unmarked(start, here, limit) {
                self.at = here;
                return Some(Span::of(start..trim_end(self.text, start, here)));
            }
            let Some(stop) = self.stop(start, here, limit) else {
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
    /// The end of a label in front of a caption: `Figure 1.4` before a capital.
    fn caption_label(&self, start: usize) -> Option<usize> {
        let word = word_at(self.text, start);
        if !self.rules.labels_caption(word) || self.text.as_bytes().get(start + word.len()) != Some(&b' ') {
            return None;
        }
        let number = start + word.len() + 1;
        let rest = &self.text.as_bytes()[number.min(self.end)..self.end];
        let digits = rest.iter().take(8).take_while(|b| b.is_ascii_digit() || **b == b'.').count();
        let end = number + digits;
        let numbered = digits > 0 && rest[digits - 1] != b'.' && rest.get(digits) == Some(&b' ');
        let capital = || at(self.text, end + 1).is_some_and(char::is_uppercase);
        (numbered && capital()).then_some(end)
    }

    /// Whether the sentence that began at `start` ends with the marks at `here`.
    fn ends(&self, start: usize, here: usize, stop: &Stop, limit: usize) -> bool {
        let sign = next_sign(self.text, stop.end, limit);
        let glued = !at(self.text, stop.end).is_some_and(is_space);
        if stop.full {
            return self.full_ends(stop, glued, limit);
        }
        match sign.next {
            Next::End => true,
            Next::Continuation => false,
            // an ellipsis opens the sentence
            _ if stop.dots > 1 && !stop.strong && !stop.closed && self.is_bare(start, here) => false,
            Next::Lower => !glued && (self.opens_in_small(start, here, stop, &sign) || self.opens_list(&sign, limit)),
            _ if sign.dashed && (stop.closed || stop.dots > 0) && is_signature(self.text, &sign, limit) => false,
            _ if glued => self.ends_glued(here, stop, &sign),
            _ if stop.strong || stop.closed || stop.noted || stop.dots > 1 => {
                !self.goes_on(start, here, stop, &sign, limit)
            }
            _ => self.dot_ends(start, here, &sign),
        }
    }

    /// Whether a sentence has no word yet.
    fn is_bare(&self, start: usize, here: usize) -> bool {
        const LONGEST_MARKS: usize = 8;
        here - start <= LONGEST_MARKS && !self.text[start..here].contains(char::is_alphanumeric)
    }

    /// Whether the first item of a list follows (`a. here b. there c. everywhere`).
    fn opens_list(&self, sign: &Sign, limit: usize) -> bool {
        Enumerator::read(self.text, sign.at, limit)
            .is_some_and(|item| next_item(self.text, sign.at, limit, &item).is_some())
    }

    /// Whether a mark of a script without spaces ends the sentence: not inside the title of a
    /// work, and a closed quotation only where the sentence is over too.
    fn full_ends(&self, stop: &Stop, glued: bool, limit: usize) -> bool {
        const BOUND: usize = 60;
        if stop.closed {
            // "」と述べた": what follows a closed quotation in kana goes on with its sentence
            return !glued || !at(self.text, stop.end).is_some_and(is_kana);
        }
        let ahead = self.text.as_bytes()[stop.end..limit.min(stop.end + BOUND)].windows(3);
        let title = ahead.map(|w| (w == "《".as_bytes(), w == "》".as_bytes())).find(|(open, close)| *open || *close);
        title.is_none_or(|(open, _)| open)
    }

    /// Whether a sentence goes on although marks stronger than a dot stand before a capital.
    fn goes_on(&self, start: usize, here: usize, stop: &Stop, sign: &Sign, limit: usize) -> bool {
        // a reference or remark in brackets whose sentence is not over: `Maria!" (1965), and`
        if let Some(open) = sign.bracket
            && !sign.quoted
            && bracket_continues(self.text, open, limit)
        {
            return true;
        }
        if stop.strong && !stop.closed && is_bracketed(self.text, start, here, limit) {
            return true;
        }
        let next = word_at(self.text, sign.at);
        if stop.closed && (stop.strong || stop.dots > 1) && self.is_said(sign) {
            return true;
        }
        if stop.dots == 3 && !stop.strong && !stop.closed && self.rules.is_always_capital(next) {
            return true;
        }
        // names that end with a mark ("Yahoo! Research")
        stop.strong
            && stop.end == here + 1
            && self.rules.abbreviation(&self.text[here - word_before(self.text, start, here).len()..stop.end]).is_some()
            && !self.opens(sign)
    }

    /// Whether a name or "I" and a verb of saying follow (`“Why?” Poe asked`).
    fn is_said(&self, sign: &Sign) -> bool {
        let subject = word_at(self.text, sign.at);
        if self.opens(sign) && !self.rules.is_always_capital(subject) {
            return false;
        }
        let mut here = sign.at;
        for _ in 0..4 {
            let word = word_at(self.text, here);
            let Some(first) = word.chars().next() else { return false };
            if first.is_lowercase() {
                return here > sign.at && self.rules.is_saying(word);
            }
            here += word.len();
            here += usize::from(self.text.as_bytes().get(here) == Some(&b'.'));
            here += usize::from(self.text.as_bytes().get(here) == Some(&b' '));
        }
        false
    }

    /// Whether the next word opens sentences; an initial does not.
    fn opens(&self, sign: &Sign) -> bool {
        let word = word_at(self.text, sign.at);
        let initial = word.chars().nth(1).is_none() && at(self.text, sign.at + word.len()) == Some('.');
        sign.next == Next::Upper && !initial && self.rules.opens_sentence(word)
    }
}

/// Whether a bracket that opens at `open` closes soon and its sentence then goes on.
fn bracket_continues(text: &str, open: usize, limit: usize) -> bool {
    const BOUND: usize = 60;
    let window = &text.as_bytes()[open..limit.min(open + BOUND)];
    let Some(close) = window.iter().position(|b| *b == b')').map(|i| open + i) else { return false };
    if matches!(text.as_bytes()[close - 1], b'.' | b'!' | b'?') {
        return false;
    }
    let after = skip_space(text, close + 1, limit);
    at(text, after).filter(|_| after < limit).is_some_and(|c| c.is_lowercase() || matches!(c, '.' | ',' | ';' | ':'))
}

/// Whether `here` stands between square brackets: what an editor put in is a part of its sentence.
fn is_bracketed(text: &str, start: usize, here: usize, limit: usize) -> bool {
    const BOUND: usize = 60;
    let bytes = text.as_bytes();
    let before = &bytes[start.max(here.saturating_sub(BOUND))..here];
    let after = &bytes[here..limit.min(here + BOUND)];
    memrchr2(b'[', b']', before).is_some_and(|i| before[i] == b'[')
        && memchr2(b'[', b']', after).is_some_and(|i| after[i] == b']')
}

/// Whether a dash introduces who said it: a name, and nothing else to the end of the block.
fn is_signature(text: &str, sign: &Sign, limit: usize) -> bool {
    const BOUND: usize = 60;
    sign.next == Next::Upper && limit - sign.at <= BOUND && !text[sign.at..limit].contains(['.', '!', '?'])
}

const fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30ff}')
}

#[cfg(test)]
mod tests;
