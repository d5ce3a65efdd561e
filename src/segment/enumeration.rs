//! Items of lists: `1.`, `2)`, `(a)`, `•`, each at the start of a sentence or line.
//!
//! In: a text and the start of a sentence. Out: its enumerator, and where the next item of the
//! same list stands in the same line. Invariant: the search ahead is bounded.

use memchr::memmem;

use super::chars::{at, is_space, skip_space};

/// How the items of a list are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Bullet(char),
    Number(u32),
    Letter(u8),
    /// A roman numeral of more than one letter, in small or large letters.
    Roman {
        number: u8,
        large: bool,
    },
    /// Longer numerals, whose successor is not looked for.
    Other,
}

/// The mark at the start of an item.
#[derive(Debug, Clone, Copy)]
pub(super) struct Enumerator {
    style: Style,
    /// Whether an opening bracket stands before it.
    bracketed: bool,
    /// The marks after it: a dot, a bracket, or a dot and a bracket.
    dot: bool,
    bracket: bool,
    /// One past the mark.
    pub end: usize,
}

const BULLETS: [char; 10] = ['•', '⁃', '‣', '◦', '▪', '·', '●', '∙', '*', '✓'];

impl Enumerator {
    /// The enumerator at `start`, if one stands there with text after it.
    pub(super) fn read(text: &str, start: usize, end: usize) -> Option<Self> {
        let first = at(text, start)?;
        if BULLETS.contains(&first) {
            let after = start + first.len_utf8();
            let spaced = at(text, after).is_some_and(|c| is_space(c) || (first != '*' && c.is_alphanumeric()));
            let text_follows = !at(text, skip_space(text, after, end)).is_some_and(|c| BULLETS.contains(&c));
            return (spaced && text_follows && after < end).then_some(Self {
                style: Style::Bullet(first),
                bracketed: false,
                dot: false,
                bracket: false,
                // "• 9." : the number belongs to the mark
                end: Self::marked(text, skip_space(text, after, end), end).map_or(after, |inner| inner.end),
            });
        }
        Self::marked(text, start, end)
    }

    /// A number, a letter or a roman numeral with its marks.
    fn marked(text: &str, start: usize, end: usize) -> Option<Self> {
        let bytes = text.as_bytes();
        let bracketed = bytes.get(start) == Some(&b'(');
        let from = start + usize::from(bracketed);
        let length = bytes[from.min(end)..end.min(from + 5)].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
        let word = text.get(from..from + length)?;
        let style = style_of(word)?;
        let mut here = from + length;
        let dot = bytes.get(here) == Some(&b'.');
        here += usize::from(dot);
        let bracket = bytes.get(here) == Some(&b')');
        here += usize::from(bracket);
        let marked = if bracketed { bracket && !dot } else { dot || bracket };
        // a small roman numeral or letter without a bracket is as often a word or an initial
        let spaced = here < end && at(text, here).is_some_and(is_space);
        (marked && spaced).then_some(Self { style, bracketed, dot, bracket, end: here })
    }

    /// Whether it is a bullet, or a number or letter with a bracket: marks that only lists have.
    pub(super) const fn is_plain(&self) -> bool {
        matches!(self.style, Style::Bullet(_)) || self.bracket || matches!(self.style, Style::Number(_))
    }
}

/// The roman numerals of short lists, from one.
const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

fn style_of(word: &str) -> Option<Style> {
    let bytes = word.as_bytes();
    match bytes {
        [] => None,
        digits if digits.iter().all(u8::is_ascii_digit) => {
            (digits.len() <= 3).then(|| Style::Number(word.parse().unwrap_or_default()))
        }
        [letter] if letter.is_ascii_alphabetic() => Some(Style::Letter(*letter)),
        letters if letters.iter().all(|b| matches!(b.to_ascii_lowercase(), b'i' | b'v' | b'x')) => {
            let number = ROMAN.iter().position(|roman| roman.as_bytes().eq_ignore_ascii_case(letters));
            let large = letters[0].is_ascii_uppercase();
            Some(
                number.and_then(|n| u8::try_from(n).ok()).map_or(Style::Other, |number| Style::Roman { number, large }),
            )
        }
        _ => None,
    }
}

/// Where the next item of the same list stands in the same line.
pub(super) fn next_item(text: &str, start: usize, end: usize, item: &Enumerator) -> Option<usize> {
    let found = successor(text, item.end, end, item).or_else(|| {
        // "i)" is the ninth letter or the first numeral
        let Style::Letter(letter) = item.style else { return None };
        let number = ROMAN.iter().position(|roman| roman.as_bytes() == [letter.to_ascii_lowercase()])?;
        let style = Style::Roman { number: u8::try_from(number).ok()?, large: letter.is_ascii_uppercase() };
        successor(text, item.end, end, &Enumerator { style, ..*item }).filter(|_| item.bracket)
    })?;
    if matches!(item.style, Style::Letter(_)) && !item.bracket {
        // "a." is a list only with a third item: one letter with a dot is as often an initial
        let second = Enumerator::read(text, found, end)?;
        let third = successor(text, second.end, end, &second).is_some();
        let listed = third || matches!(item.style, Style::Letter(b'b'..=b'z')) && preceded(text, start, item);
        return listed.then_some(found);
    }
    Some(found)
}

/// Whether the item before this one stands shortly before it.
fn preceded(text: &str, start: usize, item: &Enumerator) -> bool {
    let Style::Letter(letter) = item.style else { return false };
    let from = start.saturating_sub(BOUND);
    let bytes = &text.as_bytes()[from..start];
    memmem::find(bytes, &[letter - 1, b'.', b' ']).is_some()
}

/// How far ahead the next item is looked for.
const BOUND: usize = 500;

fn successor(text: &str, from: usize, end: usize, item: &Enumerator) -> Option<usize> {
    let mut mark = [0u8; 16];
    let length = write_successor(item, &mut mark)?;
    find_mark(text, from, end, item, &mark[..length])
}

/// Where a mark stands with white space around it.
fn find_mark(text: &str, from: usize, end: usize, item: &Enumerator, needle: &[u8]) -> Option<usize> {
    let window = &text.as_bytes()[from..end.min(from + BOUND)];
    memmem::find_iter(window, needle).map(|i| from + i).find(|i| {
        let spaced_before = text.as_bytes().get(i.wrapping_sub(1)).is_some_and(u8::is_ascii_whitespace);
        let after = i + needle.len();
        let text_after = after < end && text.as_bytes()[after].is_ascii_whitespace()
            || matches!(item.style, Style::Bullet(c) if c != '*' && after < end);
        spaced_before && text_after
    })
}

/// The mark of the next item as bytes: how many.
fn write_successor(item: &Enumerator, out: &mut [u8; 16]) -> Option<usize> {
    let mut length = 0;
    let mut push = |byte: u8| {
        out[length] = byte;
        length += 1;
    };
    match item.style {
        Style::Other => return None,
        Style::Bullet(bullet) => return Some(bullet.encode_utf8(&mut out[..]).len()),
        Style::Number(n) => {
            if item.bracketed {
                push(b'(');
            }
            let next = n + 1;
            for divisor in [1000, 100, 10, 1] {
                if next >= divisor {
                    push(b'0' + u8::try_from(next / divisor % 10).unwrap_or_default());
                }
            }
        }
        Style::Roman { number, large } => {
            if item.bracketed {
                push(b'(');
            }
            for byte in ROMAN.get(usize::from(number) + 1)?.bytes() {
                push(if large { byte.to_ascii_uppercase() } else { byte });
            }
        }
        Style::Letter(letter) => {
            if matches!(letter, b'z' | b'Z') {
                return None;
            }
            if item.bracketed {
                push(b'(');
            }
            push(letter + 1);
        }
    }
    if item.dot {
        push(b'.');
    }
    if item.bracket {
        push(b')');
    }
    Some(length)
}
