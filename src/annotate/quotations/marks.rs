//! Quotation marks of one block, and the outermost pairs that they make.
//!
//! In: a block of the buffer. Out: quoted ranges in text order, disjoint, each with the span of
//! its marks and of what stands between them.
//! Invariant: one pass over the marks; a mark of another shape may close what it cannot have
//! opened, an apostrophe opens nothing, and nested marks belong to what surrounds them.

use memchr::memchr3_iter;

use crate::model::Span;

/// A range between quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quoted {
    /// With its marks.
    pub outer: Span,
    /// Without marks and the white space inside them.
    pub inner: Span,
    /// Whether a closing mark was found.
    pub closed: bool,
    /// Whether an opening mark was found.
    pub opened: bool,
    /// Whether the marks are single ones.
    pub single: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// `"`, `''`: tells nothing of its direction.
    Straight,
    /// “
    Left,
    /// ”
    Right,
    /// „
    Low,
    /// «
    AngleLeft,
    /// »
    AngleRight,
    /// 「 『
    CornerLeft,
    /// 」 』
    CornerRight,
    /// `'`
    StraightSingle,
    /// ‘
    LeftSingle,
    /// ’
    RightSingle,
}

#[derive(Debug, Clone, Copy)]
struct Mark {
    span: Span,
    shape: Shape,
    /// White space, an opening bracket, a dash or nothing stands before it.
    free_before: bool,
    /// White space, punctuation or nothing stands after it.
    free_after: bool,
    /// A punctuation mark of a sentence stands right before it.
    after_stop: bool,
}

impl Mark {
    const fn is_single(&self) -> bool {
        matches!(self.shape, Shape::StraightSingle | Shape::LeftSingle | Shape::RightSingle)
    }

    /// Whether it can open a quotation where none is open.
    const fn opens(&self) -> bool {
        match self.shape {
            Shape::Low | Shape::CornerLeft => true,
            Shape::Left => self.free_before || !self.free_after,
            Shape::AngleLeft => self.free_before,
            Shape::RightSingle | Shape::CornerRight => false,
            _ => self.free_before && !self.free_after,
        }
    }

    /// Whether it can close what `open` opened.
    const fn closes(&self, open: &Self) -> bool {
        if open.is_single() {
            return match self.shape {
                Shape::RightSingle | Shape::StraightSingle => self.free_after && (!self.free_before || self.after_stop),
                _ => false,
            };
        }
        match (open.shape, self.shape) {
            (Shape::CornerLeft, shape) => matches!(shape, Shape::CornerRight),
            (Shape::AngleLeft, shape) => matches!(shape, Shape::AngleRight),
            (Shape::AngleRight, shape) => matches!(shape, Shape::AngleLeft),
            (Shape::Low, shape) => matches!(shape, Shape::Left | Shape::Right | Shape::Straight),
            (_, Shape::Right) => true,
            (_, Shape::Straight) => !self.free_before || self.free_after,
            (_, Shape::Left) => !self.free_before || (self.free_after && self.after_stop),
            _ => false,
        }
    }
}

/// Finds the outermost pairs of marks, block by block in the same memory.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    marks: Vec<Mark>,
    quoted: Vec<Quoted>,
}

impl Pairs {
    /// The outermost quoted ranges of a block.
    pub(super) fn of_block(&mut self, buffer: &str, block: Span) -> &[Quoted] {
        let Self { marks, quoted } = self;
        marks.clear();
        quoted.clear();
        add_marks(buffer, block, marks);
        let mut at = 0;
        while let Some(mark) = marks.get(at) {
            at = if mark.is_single() {
                single(buffer, marks, at, quoted)
            } else if mark.opens() || (mark.shape == Shape::Straight && mark.free_before) {
                double(buffer, block, marks, at, quoted)
            } else {
                stray_close(buffer, block, mark, quoted);
                at + 1
            };
        }
        quoted
    }
}

/// A closing mark that nothing opened: where it follows a stop, what stands before it was said.
fn stray_close(buffer: &str, block: Span, mark: &Mark, out: &mut Vec<Quoted>) {
    let from = out.last().map_or(block.start, |q: &Quoted| q.outer.end);
    if out.is_empty() && mark.after_stop && mark.free_after && from == block.start {
        let inner = trim(buffer, Span::new(from, mark.span.start));
        out.push(Quoted { outer: Span::new(from, mark.span.end), inner, closed: true, opened: false, single: false });
    }
}

/// Pairs the double mark at `at`; returns the index of the next mark to look at.
fn double(buffer: &str, block: Span, marks: &[Mark], at: usize, out: &mut Vec<Quoted>) -> usize {
    let open = &marks[at];
    let nested = find_close(marks, at, true).or_else(|| find_close(marks, at, false));
    let (end, closed, next) = if let Some(i) = nested {
        (marks[i].span.start, true, i + 1)
    } else {
        // never closed: it ends where the next one opens, or with the block
        let reopened = (at + 1..marks.len()).find(|i| !marks[*i].is_single() && marks[*i].opens());
        (reopened.map_or(block.end, |i| marks[i].span.start), false, reopened.unwrap_or(marks.len()))
    };
    let inner = trim(buffer, Span::new(open.span.end, end));
    let outer_end = if closed { marks[next - 1].span.end } else { end };
    if !inner.is_empty() {
        out.push(Quoted { outer: Span::new(open.span.start, outer_end), inner, closed, opened: true, single: false });
    }
    next
}

/// How many marks a quotation may hold inside: more are a sign of marks that do not pair.
const MOST_NESTED: usize = 64;

/// The mark that closes the double mark at `at`. With `nesting`, marks that open inside must be
/// closed inside; without, the first that can close does.
fn find_close(marks: &[Mark], at: usize, nesting: bool) -> Option<usize> {
    let open = &marks[at];
    let mut inside: Vec<usize> = Vec::new();
    for (i, mark) in marks.iter().enumerate().skip(at + 1).take(MOST_NESTED) {
        if mark.is_single() {
            continue;
        }
        if let Some(top) = inside.last() {
            if mark.closes(&marks[*top]) && !(mark.opens() && mark.shape == marks[*top].shape) {
                inside.pop();
                continue;
            }
        } else if mark.closes(open) && !(mark.opens() && mark.shape != Shape::Right) {
            return Some(i);
        }
        if mark.opens() {
            if !nesting {
                return None;
            }
            inside.push(i);
        } else if inside.is_empty() && mark.closes(open) {
            return Some(i);
        }
    }
    None
}

/// Pairs the single mark at `at`, if it is no apostrophe; returns the next index.
fn single(buffer: &str, marks: &[Mark], at: usize, out: &mut Vec<Quoted>) -> usize {
    let open = &marks[at];
    if !open.opens() {
        return at + 1;
    }
    let mut best: Option<usize> = None;
    for (i, mark) in marks.iter().enumerate().skip(at + 1).take(MOST_NESTED) {
        if mark.is_single() && mark.closes(open) {
            let possessive = !mark.after_stop && buffer[..mark.span.start as usize].ends_with(['s', 'S']);
            best = best.or(Some(i));
            if !possessive {
                best = Some(i);
                break;
            }
        } else if mark.is_single() && mark.opens() {
            break;
        }
    }
    let Some(close) = best else { return at + 1 };
    // a pair around half of a pair of double marks is two apostrophes
    let doubles = marks[at + 1..close].iter().filter(|m| !m.is_single()).count();
    if doubles % 2 == 1 {
        return at + 1;
    }
    let inner = trim(buffer, Span::new(open.span.end, marks[close].span.start));
    if !inner.is_empty() {
        let outer = open.span.hull(marks[close].span);
        out.push(Quoted { outer, inner, closed: true, opened: true, single: true });
    }
    close + 1
}

/// A span without the white space at its ends.
pub(super) fn trim(buffer: &str, span: Span) -> Span {
    let text = span.slice(buffer);
    let start = span.range().start + (text.len() - text.trim_start().len());
    Span::of(start..start + text.trim().len())
}

/// Adds every mark of a block, with what stands around it.
fn add_marks(buffer: &str, block: Span, out: &mut Vec<Mark>) {
    let bytes = &buffer.as_bytes()[block.range()];
    let base = block.start as usize;
    let mut from = 0;
    for at in first_bytes(bytes) {
        // a mark may have several bytes, or marks
        let Some((shape, length)) = mark_at(bytes, at).filter(|_| at >= from) else { continue };
        let span = Span::of(base + at..base + at + length);
        let before = buffer[block.start as usize..base + at].chars().next_back();
        let after = buffer[base + at + length..block.end as usize].chars().next();
        out.push(Mark {
            span,
            shape,
            free_before: before.is_none_or(is_free_before),
            free_after: after.is_none_or(is_free_after),
            after_stop: before.is_some_and(|c| matches!(c, '.' | ',' | '?' | '!' | '…' | '—' | '–' | '-' | ';')),
        });
        from = at + length;
    }
}

/// The places of bytes that may start a mark, in their order.
fn first_bytes(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let mut usual = memchr3_iter(b'"', b'\'', 0xE2, bytes).peekable();
    let mut rare = memchr3_iter(b'`', 0xC2, 0xE3, bytes).peekable();
    std::iter::from_fn(move || match (usual.peek(), rare.peek()) {
        (Some(a), Some(b)) if b < a => rare.next(),
        (Some(_), _) => usual.next(),
        (None, _) => rare.next(),
    })
}

/// The mark that starts at byte `at`, and its length.
fn mark_at(bytes: &[u8], at: usize) -> Option<(Shape, usize)> {
    let byte = *bytes.get(at)?;
    let next = bytes.get(at + 1).copied();
    match byte {
        b'"' => Some((Shape::Straight, 1)),
        b'`' => (next == Some(b'`')).then_some((Shape::Left, 2)),
        b'\'' => match (next, bytes.get(at + 2)) {
            // three in a row close a nested quotation and the outer one
            (Some(b'\''), Some(b'\'')) if at > 0 && !bytes[at - 1].is_ascii_whitespace() => {
                Some((Shape::StraightSingle, 1))
            }
            (Some(b'\''), _) => Some((Shape::Straight, 2)),
            _ => Some((Shape::StraightSingle, 1)),
        },
        0xC2 => match next {
            Some(0xAB) => Some((Shape::AngleLeft, 2)),
            Some(0xBB) => Some((Shape::AngleRight, 2)),
            _ => None,
        },
        0xE2 if next == Some(0x80) => match bytes.get(at + 2)? {
            // two single marks stand for a double one; of three the first closes a nested quotation
            0x98 if bytes[at + 3..].starts_with("‘".as_bytes()) => Some((Shape::Left, 6)),
            0x99 if bytes[at + 3..].starts_with("’".as_bytes()) && !bytes[at + 6..].starts_with("’".as_bytes()) => {
                Some((Shape::Right, 6))
            }
            0x98 | 0x9A => Some((Shape::LeftSingle, 3)),
            0x99 => Some((Shape::RightSingle, 3)),
            0x9C | 0x9F => Some((Shape::Left, 3)),
            0x9D => Some((Shape::Right, 3)),
            0x9E => Some((Shape::Low, 3)),
            _ => None,
        },
        0xE3 if next == Some(0x80) => match bytes.get(at + 2)? {
            0x8C | 0x8E => Some((Shape::CornerLeft, 3)),
            0x8D | 0x8F => Some((Shape::CornerRight, 3)),
            _ => None,
        },
        _ => None,
    }
}

fn is_free_before(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | '[' | '{' | '—' | '–' | '-' | '/' | '“' | '"' | '‘' | '\'' | ':' | '…')
}

fn is_free_after(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '.' | ',' | ';' | ':' | '?' | '!' | ')' | ']' | '}' | '—' | '–' | '-' | '/' | '”' | '"' | '’' | '\''
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inner(text: &str) -> Vec<&str> {
        Pairs::default().of_block(text, Span::of(0..text.len())).iter().map(|q| q.inner.slice(text)).collect()
    }

    #[test]
    fn pairs_of_one_style_and_of_two() {
        for (text, expected) in [
            ("“We stay,” she said.", vec!["We stay,"]),
            ("\"We stay,\" she said. \"All of us.\"", vec!["We stay,", "All of us."]),
            ("“We stay,\" she said.", vec!["We stay,"]),
            ("\"We stay,” she said.", vec!["We stay,"]),
            ("''We stay,'' she said.", vec!["We stay,"]),
            ("``We stay,'' she said.", vec!["We stay,"]),
            ("“We stay,’’ she said, ‘‘all of us.’’", vec!["We stay,", "all of us."]),
            ("„Wir bleiben“, sagte sie.", vec!["Wir bleiben"]),
            ("« Nous restons », dit-elle.", vec!["Nous restons"]),
            ("the end.“We are ready,” she said.", vec!["We are ready,"]),
            ("‘We stay,’ she said.", vec!["We stay,"]),
            ("'We stay,' she said.", vec!["We stay,"]),
        ] {
            assert_eq!(inner(text), expected, "{text}");
        }
    }

    #[test]
    fn nested_marks_belong_to_what_surrounds_them() {
        for (text, expected) in [
            ("“He told me ‘never’ and left,” she said.", vec!["He told me ‘never’ and left,"]),
            ("\"The “old” road,\" she said.", vec!["The “old” road,"]),
            ("\"The \"old\" road is shut,\" she said.", vec!["The \"old\" road is shut,"]),
            ("‘He said “never” and left,’ she said.", vec!["He said “never” and left,"]),
        ] {
            assert_eq!(inner(text), expected, "{text}");
        }
    }

    #[test]
    fn apostrophes_open_nothing() {
        for text in [
            "It’s the boys’ dog.",
            "The farmers' market wasn't full.",
            "Rock 'n' roll",
            "in the '90s it was",
            "6'2\" tall",
        ] {
            let found = inner(text);
            assert!(found.is_empty() || found == ["n"], "{text}: {found:?}");
        }
    }

    #[test]
    fn an_open_quotation_ends_with_its_block() {
        let text = "“We stay, she said.";
        let found = Pairs::default().of_block(text, Span::of(0..text.len())).to_vec();
        assert_eq!(found.len(), 1);
        assert!(!found[0].closed);
        assert_eq!(inner("“We stay. “And we mean it,” she said."), ["We stay.", "And we mean it,"]);
    }

    #[test]
    fn a_closing_mark_alone_closes_what_the_block_began_with() {
        assert_eq!(inner("We stay,\" she said."), ["We stay,"]);
        assert_eq!(inner("a 12\" record"), Vec::<&str>::new());
    }
}
