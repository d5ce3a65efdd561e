//! What stands at a possible end: marks, closing quotes, footnote signs.
//!
//! In: the offset of a byte at which a sentence may end. Out: a [`Stop`], or nothing where the byte
//! only looked like a mark. Invariant: every look back or ahead has a fixed bound.

use memchr::memchr_iter;

use super::Sentences;
use crate::segment::chars::{at, char_before, is_closer, is_ender, is_space, skip_space, word_at};

/// What stands at a possible end.
#[allow(clippy::struct_excessive_bools, reason = "what was seen, each by itself")]
pub(super) struct Stop {
    /// One past the marks, closers and footnote signs: where the sentence would end.
    pub end: usize,
    /// How many dots the run holds.
    pub dots: u32,
    /// Whether it holds an exclamation or question mark.
    pub strong: bool,
    /// Whether it holds a mark of a script without spaces.
    pub full: bool,
    /// Whether a closing quote or bracket followed.
    pub closed: bool,
    /// Whether footnote signs followed.
    pub noted: bool,
}

impl Sentences<'_> {
    /// Reads the run of marks at `here`; `None` where the byte only looked like one.
    pub(super) fn stop(&self, start: usize, here: usize, limit: usize) -> Option<Stop> {
        let mut stop = Stop { end: here, dots: 0, strong: false, full: false, closed: false, noted: false };
        while let Some(c) = at(self.text, stop.end).filter(|_| stop.end < limit) {
            let after = stop.end + c.len_utf8();
            let next = at(self.text, after).filter(|_| after < limit);
            match c {
                '.' => stop.dots += 1,
                '．' if next.is_some_and(char::is_numeric) => stop.dots += 1,
                '!' | '?' | '؟' | '‼' | '⁇' | '⁈' | '⁉' => stop.strong = true,
                '…' => stop.dots += 3,
                '۔' => {}
                c if is_ender(c) => stop.full = true,
                c if c.is_ascii() && self.rules.ends_sentence(c as u8) && stop.end == here => stop.strong = true,
                // "he went. . . . The road": a dot, then the three dots of what was left out
                ' ' if stop.dots == 1 && after - 1 == here + 1 && self.omission_follows(here, limit) => break,
                // a spaced ellipsis is one run
                ' ' if stop.dots > 0 && !stop.closed && next == Some('.') => {}
                c if stop.end > here && is_closer(c, next) => stop.closed = true,
                _ => break,
            }
            stop.end = after;
        }
        if stop.end == here {
            return self.interruption(start, here, limit);
        }
        if let Some(end) = self.detached_closer(start, &stop, limit) {
            stop.end = end;
            stop.closed = true;
        }
        let noted = footnotes(self.text, stop.end, limit).max(self.detached_note(&stop, limit));
        stop.noted = noted > stop.end;
        stop.end = noted;
        Some(stop)
    }

    /// Whether a spaced ellipsis of three dots follows the dot of a word, and then a capital.
    fn omission_follows(&self, here: usize, limit: usize) -> bool {
        const OMISSION: &[u8] = b". . . . ";
        let capital = here + OMISSION.len();
        here > 0
            && capital < limit
            && self.text.as_bytes()[here..].starts_with(OMISSION)
            && char_before(self.text, here).is_some_and(char::is_alphanumeric)
            && at(self.text, capital).is_some_and(char::is_uppercase)
    }

    /// A dash that breaks a sentence off: a word that opens sentences follows it with a capital.
    fn interruption(&self, start: usize, here: usize, limit: usize) -> Option<Stop> {
        // what stands before a dash may be a dateline or a label
        const SHORTEST: usize = 24;
        let c = at(self.text, here)?;
        let dash = match c {
            '—' | '–' => here + c.len_utf8(),
            '-' if self.text[here..limit].starts_with("--") && !self.text[here..limit].starts_with("---") => here + 2,
            _ => return None,
        };
        // "We are--" The door opened
        let closer = at(self.text, dash).filter(|c| is_closer(*c, at(self.text, dash + c.len_utf8())));
        let end = dash + closer.map_or(0, char::len_utf8);
        let spaced = char_before(self.text, here).is_some_and(is_space) && here - start >= SHORTEST;
        let follower = word_at(self.text, skip_space(self.text, end, limit));
        let breaks = (spaced || closer.is_some())
            && end < limit
            && at(self.text, end).is_some_and(is_space)
            && follower.starts_with(char::is_uppercase)
            && self.rules.opens_sentence(follower)
            && !self.rules.is_always_capital(follower);
        breaks.then_some(Stop { end, dots: 0, strong: true, full: false, closed: closer.is_some(), noted: false })
    }

    /// Past the number of a footnote that white space parts from its sentence (`fee. 8 Yet`).
    fn detached_note(&self, stop: &Stop, limit: usize) -> usize {
        let bytes = &self.text.as_bytes()[..limit];
        let digits = bytes[(stop.end + 1).min(limit)..].iter().take(3).take_while(|b| b.is_ascii_digit()).count();
        let close = stop.end + 1 + digits;
        let noted = (1..=2).contains(&digits) && bytes[stop.end] == b' ' && bytes.get(close) == Some(&b' ');
        let follower = word_at(self.text, close + 1);
        let opens = noted && follower.starts_with(char::is_uppercase) && self.rules.opens_sentence(follower);
        if opens { close } else { stop.end }
    }

    /// Past a closing quote that white space parts from its sentence (`. "`, `? ''`), where one follows.
    fn detached_closer(&self, start: usize, stop: &Stop, limit: usize) -> Option<usize> {
        const BOUND: usize = 400;
        let bytes = self.text.as_bytes();
        // "prévenus. »": these marks close wherever white space follows them
        let gap = at(self.text, stop.end).filter(|c| stop.end < limit && is_space(*c))?;
        let mark = stop.end + gap.len_utf8();
        if let Some(c @ ('»' | '”' | '›')) = at(self.text, mark).filter(|_| mark < limit) {
            let end = mark + c.len_utf8();
            let apart = end >= limit || at(self.text, end).is_some_and(|c| is_space(c) || matches!(c, '.' | ','));
            return apart.then_some(end);
        }
        let quote = *bytes.get(stop.end + 1).filter(|_| stop.end + 1 < limit)?;
        if stop.closed || bytes[stop.end] != b' ' || !matches!(quote, b'"' | b'\'' | b'`') {
            return None;
        }
        let end = stop.end + 1 + usize::from(bytes.get(stop.end + 2) == Some(&quote)) + 1;
        let apart = end >= limit || bytes.get(end).is_some_and(|b| b.is_ascii_whitespace() || matches!(b, b'.' | b','));
        // a straight double quote opens as often as it closes: it closes what was opened
        // it closes what was opened, or what nobody opened if nothing closes it later
        let lone = |i: usize| {
            quote == b'"' || bytes.get(i + 1).is_none_or(u8::is_ascii_whitespace) || i == start && bytes[i + 1] != quote
        };
        let from = start.max(stop.end.saturating_sub(BOUND));
        let before = memchr_iter(quote, &bytes[from..stop.end]).filter(|i| lone(from + i)).count();
        let ahead = &bytes[end.min(limit)..limit.min(end + BOUND / 4)];
        let stops = ahead.iter().position(|b| matches!(b, b'.' | b'!' | b'?'));
        // one past the white space after the next mark, where a quote may stand apart again
        let ahead = &ahead[..stops.map_or(ahead.len(), |i| ahead.len().min(i + 3))];
        let later = memchr_iter(quote, ahead).any(|i| lone(end + i));
        let opened = before % 2 == 1 || before == 0 && !later;
        (apart && opened && end <= limit).then_some(end)
    }
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
