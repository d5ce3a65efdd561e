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

use memchr::memchr_iter;

use super::chars::{
    Next, Sign, at, char_before, is_closer, is_ender, is_space, next_sign, skip_space, trim_end, word_at, word_before,
};
use super::enumeration::{Enumerator, next_item};
use crate::language::{Follows, SegmentationRules};
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

    /// Reads the run of marks at `here`; `None` where the byte only looked like one.
    fn stop(&self, start: usize, here: usize, limit: usize) -> Option<Stop> {
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

    /// A dash that breaks a sentence off: a word that opens sentences follows it with a capital.
    fn interruption(&self, start: usize, here: usize, limit: usize) -> Option<Stop> {
        // what stands before a dash may be a dateline or a label
        const SHORTEST: usize = 24;
        let c = at(self.text, here)?;
        let end = match c {
            '—' | '–' => here + c.len_utf8(),
            '-' if self.text[here..limit].starts_with("--") && !self.text[here..limit].starts_with("---") => here + 2,
            _ => return None,
        };
        let spaced = char_before(self.text, here).is_some_and(is_space) && at(self.text, end).is_some_and(is_space);
        let follower = word_at(self.text, skip_space(self.text, end, limit));
        let breaks = spaced
            && end < limit
            && here - start >= SHORTEST
            && follower.starts_with(char::is_uppercase)
            && self.rules.opens_sentence(follower)
            && !self.rules.is_always_capital(follower);
        breaks.then_some(Stop { end, dots: 0, strong: true, full: false, closed: false, noted: false })
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
        let ahead = &ahead[..stops.map_or(ahead.len(), |i| ahead.len().min(i + 2))];
        let later = memchr_iter(quote, ahead).any(|i| lone(end + i));
        let opened = before % 2 == 1 || before == 0 && !later;
        (apart && opened && end <= limit).then_some(end)
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
            Next::Lower => !glued && (self.opens_in_small(start, here, stop, &sign) || self.opens_list(&sign, limit)),
            _ if sign.dashed && (stop.closed || stop.dots > 0) && is_signature(self.text, &sign, limit) => false,
            _ if glued => self.ends_glued(here, stop, &sign),
            _ if stop.strong || stop.closed || stop.noted || stop.dots > 1 => {
                !self.goes_on(start, here, stop, &sign, limit)
            }
            _ => self.dot_ends(start, here, &sign),
        }
    }

    /// Whether a sentence of a careless writer begins in small letters: after a word that is no
    /// abbreviation, with a word that seldom goes on with a sentence.
    fn opens_in_small(&self, start: usize, here: usize, stop: &Stop, sign: &Sign) -> bool {
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

    /// What may follow `word` if it is an abbreviation, the article elided before it aside (`l'Ing.`).
    fn abbreviation(&self, word: &str) -> Option<Follows> {
        self.rules.abbreviation(word).or_else(|| {
            let (_, rest) = word.rsplit_once(['\'', '’'])?;
            self.rules.abbreviation(rest)
        })
    }

    /// Whether a single dot with white space after it ends the sentence.
    fn dot_ends(&self, start: usize, here: usize, sign: &Sign) -> bool {
        let bytes = self.text.as_bytes();
        let detached = here > start && bytes[here - 1] == b' ';
        let word = word_before(self.text, start, here - usize::from(detached));
        let Some(first) = word.chars().next() else { return true };
        if first.is_ascii_digit() {
            let numbered = self.text[start..here - word.len()].trim_end();
            let heading = numbered.is_empty() && word.len() <= 6
                || word.len() <= 4 && self.abbreviation(numbered) == Some(Follows::Number);
            if heading {
                return false;
            }
            let ordinal = self.rules.ordinal_dot && word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
            return !ordinal || self.opens(sign);
        }
        let single = word.len() == first.len_utf8();
        if single && first.is_uppercase() {
            return self.opens(sign);
        }
        if single && here >= 2 && bytes[here - 2] == b'(' {
            return false;
        }
        if let Some(follows) = self.abbreviation(word) {
            let quoted = sign.quoted && sign.bracket.is_none() && sign.next == Next::Upper;
            return match follows {
                Follows::Number | Follows::Time if start + word.len() == here => false,
                Follows::Anything | Follows::Name => false,
                Follows::Number => sign.next != Next::Digit && !is_roman(word_at(self.text, sign.at)),
                Follows::Sentence => quoted || self.opens(sign),
                Follows::Time => self.time_ends(start, here, sign),
            };
        }
        if single && first.is_alphabetic() {
            let listed = bytes[start].is_ascii_lowercase() && bytes[start + 1] == b'.';
            return !listed && self.opens(sign);
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

    /// Whether "p.m." or "B.C." ends the sentence: not before a day, and not where the sentence
    /// has said no more than when it was.
    fn time_ends(&self, start: usize, here: usize, sign: &Sign) -> bool {
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

    /// Whether marks without white space after them end the sentence (`siege.“We are`).
    fn ends_glued(&self, here: usize, stop: &Stop, sign: &Sign) -> bool {
        if sign.next == Next::Caseless {
            return stop.strong || word_before(self.text, 0, here).chars().nth(2).is_some();
        }
        if sign.next != Next::Upper {
            return false;
        }
        let marked = sign.quoted || stop.closed || stop.noted;
        if stop.dots > 1 && !marked {
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

/// Whether a dash introduces who said it: a name, and nothing else to the end of the block.
fn is_signature(text: &str, sign: &Sign, limit: usize) -> bool {
    const BOUND: usize = 60;
    sign.next == Next::Upper && limit - sign.at <= BOUND && !text[sign.at..limit].contains(['.', '!', '?'])
}

/// The last character boundary at or before an offset.
fn floor_boundary(text: &str, mut offset: usize) -> usize {
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

const fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30ff}')
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
