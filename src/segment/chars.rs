//! The characters around a possible end of a sentence.
//!
//! In: a text and an offset on a character boundary. Out: classes and words.
//! Invariant: every look back or ahead has a fixed bound, save over white space.

use crate::language::BEYOND_ASCII;

/// What the text goes on with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// Nothing: the block ends.
    End,
    /// A capital.
    Upper,
    /// A small letter.
    Lower,
    /// A letter of a script without case.
    Caseless,
    /// A digit.
    Digit,
    /// A comma or another mark that goes on with the sentence.
    Continuation,
    /// Another sign (`$`, `#`, `*`).
    Sign,
}

/// The first sign after a possible end that tells.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sign {
    pub next: Next,
    /// Where it stands.
    pub at: usize,
    /// Whether a quotation opens before it.
    pub quoted: bool,
    /// Where a round bracket opens before it.
    pub bracket: Option<usize>,
    /// Whether a dash stands before it.
    pub dashed: bool,
}

/// The character at an offset.
pub(super) fn at(text: &str, offset: usize) -> Option<char> {
    let byte = *text.as_bytes().get(offset)?;
    if byte.is_ascii() { Some(char::from(byte)) } else { text.get(offset..)?.chars().next() }
}

/// The character before an offset.
pub(super) fn char_before(text: &str, offset: usize) -> Option<char> {
    text.get(..offset)?.chars().next_back()
}

pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\r' | '\t') || (!c.is_ascii_graphic() && c.is_whitespace())
}

/// Past the white space at `from`.
pub(super) fn skip_space(text: &str, mut from: usize, end: usize) -> usize {
    while from < end {
        match at(text, from) {
            Some(c) if is_space(c) => from += c.len_utf8(),
            _ => break,
        }
    }
    from
}

/// The end of `start..end` without the white space before it.
pub(super) fn trim_end(text: &str, start: usize, end: usize) -> usize {
    start + text[start..end].trim_end().len()
}

pub(super) fn is_ender(c: char) -> bool {
    BEYOND_ASCII.contains(&c)
}

/// Whether `c`, right after an ending mark, closes what was opened before; `next` is the character after it.
pub(super) fn is_closer(c: char, next: Option<char>) -> bool {
    match c {
        ')' | ']' | '}' | '”' | '’' | '»' | '›' | '」' | '』' | '）' | '】' | '》' | '〉' | '］' | '｣' => {
            !(c == '»' && next.is_some_and(char::is_alphabetic))
        }
        '"' | '\'' | '“' | '‘' | '«' | '‹' | '`' | '*' | '_' => {
            next.is_none_or(|n| n == c || is_space(n) || !n.is_alphanumeric() && !is_opener(n))
        }
        _ => false,
    }
}

/// Whether `c` may stand before the first letter of a sentence.
pub(super) fn is_opener(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '`'
            | '“'
            | '”'
            | '„'
            | '‟'
            | '‘'
            | '’'
            | '‚'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '('
            | '['
            | '{'
            | '¿'
            | '¡'
            | '「'
            | '『'
            | '（'
            | '【'
            | '《'
            | '〈'
    )
}

/// The first telling sign from `from` on.
pub(super) fn next_sign(text: &str, from: usize, end: usize) -> Sign {
    const BOUND: usize = 24;
    let start = skip_space(text, from, end);
    let mut sign = Sign { next: Next::Sign, at: start, quoted: false, bracket: None, dashed: false };
    if start >= end {
        sign.next = Next::End;
        return sign;
    }
    while let Some(c) = at(text, sign.at).filter(|_| sign.at < end && sign.at < start + BOUND) {
        match c {
            '(' => sign.bracket = Some(sign.at),
            c if is_opener(c) => sign.quoted |= c != '[',
            '-' | '–' | '—' | '―' => sign.dashed = true,
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}' => {}
            c if is_space(c) => {}
            c => {
                sign.next =
                    if is_clipped_word(text, sign.at, end) { Next::Upper } else { next_of(text, sign.at, c, end) };
                return sign;
            }
        }
        sign.at += c.len_utf8();
    }
    sign.at = sign.at.min(end);
    sign
}

/// Whether a clipped word of one letter opens the sentence, and so the next word has its capital ("'s Avonds").
fn is_clipped_word(text: &str, here: usize, end: usize) -> bool {
    let bytes = &text.as_bytes()[..end];
    bytes[here].is_ascii_lowercase()
        && matches!(char_before(text, here), Some('\'' | '’' | '‘'))
        && bytes.get(here + 1) == Some(&b' ')
        && bytes.get(here + 2).is_some_and(u8::is_ascii_uppercase)
}

/// What the character `c` at `here` says of the sentence before it.
fn next_of(text: &str, here: usize, c: char, end: usize) -> Next {
    let after = || at(text, here + c.len_utf8()).filter(|_| here + c.len_utf8() < end);
    match c {
        c if c.is_lowercase() => {
            // "w) hello", "http://...", "wikiHow": small letters that open something
            let word = word_at(text, here);
            let inner_capital = word.chars().any(char::is_uppercase) && !word.contains(['\'', '’']);
            let listed = word.len() == c.len_utf8() && after() == Some(')');
            if inner_capital || listed || word.starts_with("http") || word == "www" { Next::Sign } else { Next::Lower }
        }
        c if c.is_uppercase() => Next::Upper,
        c if c.is_numeric() => Next::Digit,
        c if c.is_alphabetic() => Next::Caseless,
        '.' => {
            // "... and then": an ellipsis that opens a sentence stands next to its word
            let dots = text.as_bytes()[here..end].iter().take(6).take_while(|b| **b == b'.').count();
            let glued = at(text, here + dots).is_some_and(char::is_alphanumeric);
            let spaced = text[here..end].starts_with(". . . ") && at(text, here + 6).is_some_and(char::is_uppercase);
            if dots >= 3 && glued || spaced { Next::Sign } else { Next::Continuation }
        }
        ',' | ';' | ':' | ')' | ']' | '!' | '?' | '،' | '؛' | '、' | '，' | '；' | '：' | '/' | '№' => {
            Next::Continuation
        }
        _ => Next::Sign,
    }
}

/// The word that starts at an offset: letters and inner apostrophes.
pub(super) fn word_at(text: &str, offset: usize) -> &str {
    const BOUND: usize = 24;
    let letters = text.as_bytes().get(offset..).unwrap_or_default().iter().take(BOUND);
    let mut end = offset + letters.take_while(|b| b.is_ascii_alphanumeric()).count();
    while let Some(c) = at(text, end) {
        if !(c.is_alphanumeric() || matches!(c, '\'' | '’')) || end > offset + BOUND {
            break;
        }
        end += c.len_utf8();
    }
    text.get(offset..end).unwrap_or_default()
}

/// The word that ends before an offset, inner dots and hyphens included, but not before `start`.
pub(super) fn word_before(text: &str, start: usize, offset: usize) -> &str {
    const BOUND: usize = 40;
    let floor = start.max(offset.saturating_sub(BOUND));
    let mut begin = offset;
    while begin > floor {
        let Some(c) = char_before(text, begin) else { break };
        if !(c.is_alphanumeric() || matches!(c, '.' | '\'' | '’' | '&' | '°' | 'º' | 'ª') || is_combining(c)) {
            break;
        }
        begin -= c.len_utf8();
    }
    let mut word = text.get(begin..offset).unwrap_or_default();
    while let Some(rest) = word.strip_prefix(['.', '\'', '’', '&']) {
        word = rest;
    }
    word
}

const fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{d7f}')
}
