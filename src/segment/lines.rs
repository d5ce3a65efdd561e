//! A field cut into lines, and lines that a program wrapped put together again.
//!
//! In: a text and the span of one field. Out: spans of paragraphs in order, without the white
//! space around them. Invariant: two lines are one paragraph only where the break between them
//! cannot have been meant: all text is wrapped at one width, or a small letter goes on.

use memchr::memchr2;

use super::chars::{at, char_before, is_closer, is_ender, is_space, skip_space, trim_end};
use super::enumeration::Enumerator;
use crate::model::Span;

/// Lines longer than this are paragraphs, not wrapped by a program.
const WIDEST: usize = 120;
/// Wrapped text is at least so wide.
const NARROWEST: usize = 40;
/// A broken-off line shorter than this is a heading or an item, whatever follows.
const SHORTEST: usize = 25;

/// The paragraphs of one field.
pub(super) fn paragraphs(text: &str, field: Span) -> impl Iterator<Item = Span> + '_ {
    let width = wrap_width(text, field);
    let mut lines = Lines { text, at: field.start as usize, end: field.end as usize }.peekable();
    std::iter::from_fn(move || {
        let mut paragraph = lines.next()?;
        let mut last = paragraph;
        while let Some(next) = lines.peek().copied() {
            if !goes_on(text, last, next, width) {
                break;
            }
            paragraph.end = next.end;
            last = next;
            lines.next();
        }
        Some(Span::of(paragraph.start..paragraph.end))
    })
}

/// One line that is not empty.
#[derive(Debug, Clone, Copy)]
struct Line {
    start: usize,
    end: usize,
    /// One past its last byte, white space included.
    raw_end: usize,
    /// Whether it follows the line before it with no empty line between them.
    follows: bool,
    /// Whether white space stands before its first character.
    indented: bool,
}

struct Lines<'a> {
    text: &'a str,
    at: usize,
    end: usize,
}

impl Iterator for Lines<'_> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        let mut breaks = 0;
        while self.at < self.end {
            let from = self.at;
            let bytes = &self.text.as_bytes()[from..self.end];
            let raw_end = memchr2(b'\n', b'\r', bytes).map_or(self.end, |i| from + i);
            let crlf = self.text.as_bytes().get(raw_end..raw_end + 2) == Some(b"\r\n");
            self.at = raw_end + 1 + usize::from(crlf);
            let start = skip_space(self.text, from, raw_end);
            if start < raw_end {
                let end = trim_end(self.text, start, raw_end);
                return Some(Line { start, end, raw_end, follows: breaks == 0, indented: start > from });
            }
            breaks += 1;
        }
        None
    }
}

/// The width at which a program wrapped the text, where one did: nearly all lines are at most so
/// long, and most of those that another line follows have no room for that line's first word.
fn wrap_width(text: &str, field: Span) -> Option<usize> {
    let (start, end) = (field.start as usize, field.end as usize);
    let lines = || Lines { text, at: start, end };
    let (mut count, mut long, mut width) = (0usize, 0usize, 0usize);
    for line in lines() {
        count += 1;
        let length = line.end - line.start;
        if length > WIDEST {
            long += 1;
        } else {
            width = width.max(length);
        }
    }
    if count < 3 || width < NARROWEST || long * 10 > count {
        return None;
    }
    let (mut pairs, mut full) = (0usize, 0usize);
    let mut last: Option<Line> = None;
    for line in lines() {
        if let Some(last) = last.filter(|_| line.follows) {
            pairs += 1;
            full += usize::from(is_full(text, last, line, width));
        }
        last = Some(line);
    }
    (pairs >= 2 && full * 10 >= pairs * 6).then_some(width)
}

/// Whether the first word of `next` had no room on `line`.
fn is_full(text: &str, line: Line, next: Line, width: usize) -> bool {
    let word =
        text.as_bytes()[next.start..next.end].iter().take(WIDEST).take_while(|b| !b.is_ascii_whitespace()).count();
    // a few columns of slack: bytes are not columns, and programs count differently
    line.end - line.start + 1 + word + 3 > width
}

/// Whether `next` belongs to the paragraph of `line`.
fn goes_on(text: &str, line: Line, next: Line, width: Option<usize>) -> bool {
    if !next.follows || Enumerator::read(text, next.start, next.end).is_some_and(|e| e.is_plain()) {
        return false;
    }
    if at(text, next.start) == Some('.') && at(text, next.start + 1).is_none_or(is_space) {
        return true;
    }
    // letters one below the other, as programs read rotated print
    let upright = |l: Line| l.end - l.start <= 2 && text.as_bytes()[l.start..l.end].iter().all(u8::is_ascii_uppercase);
    if upright(line) && upright(next) {
        return true;
    }
    let small = at(text, next.start).is_some_and(char::is_lowercase);
    if let Some(width) = width
        && line.end - line.start <= WIDEST
        && is_full(text, line, next, width)
        && (!next.indented || small)
    {
        return true;
    }
    if ends_statement(text, line) {
        return false;
    }
    let trailing = text.as_bytes().get(line.end) == Some(&b' ') && line.raw_end == line.end + 1;
    let bracket = at(text, next.start) == Some('(') && at(text, next.start + 1) == Some(' ');
    (trailing && (small || bracket)) || (small && line.end - line.start >= SHORTEST)
}

/// Whether a line ends with a mark after which another statement begins.
fn ends_statement(text: &str, line: Line) -> bool {
    let mut end = line.end;
    while let Some(c) = char_before(text, end).filter(|_| end > line.start) {
        if matches!(c, '.' | '!' | '?' | ':' | ';') || is_ender(c) {
            return true;
        }
        if !is_closer(c, None) && !is_space(c) {
            return false;
        }
        end -= c.len_utf8();
    }
    false
}
