//! Tokens: words, numbers and single punctuation marks, in text order, nothing between them but white space.
//!
//! A word keeps its inner apostrophes (`didn't`) and the dots of an abbreviation of single letters
//! (`U.S.`); hyphens part words (`five-year` is three tokens) so that both spellings of a compound
//! share their parts. A number keeps its separators (`1,200.5`); letters after it are a token of
//! their own (`40k`, `3rd`), letters before it are not (`G7`). Scripts written without spaces give
//! one token a character.

use crate::model::Span;

/// What a raw token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RawKind {
    /// Letters.
    Word,
    /// Digits, with inner separators.
    Number,
    /// One mark or symbol.
    Mark,
}

/// A token before any language is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RawToken {
    /// Where it stands in the buffer.
    pub span: Span,
    /// What it is made of.
    pub kind: RawKind,
    /// Whether it follows the token before it without white space.
    pub glued: bool,
}

/// The tokens of one span of a buffer.
pub fn tokenize(buffer: &str, span: Span) -> impl Iterator<Item = RawToken> + '_ {
    Tokens { text: span.slice(buffer), base: span.start as usize, at: 0, previous_end: usize::MAX }
}

struct Tokens<'a> {
    text: &'a str,
    base: usize,
    at: usize,
    previous_end: usize,
}

impl Iterator for Tokens<'_> {
    type Item = RawToken;

    fn next(&mut self) -> Option<RawToken> {
        let start = self.skip_space()?;
        let first = self.text[start..].chars().next()?;
        let (end, kind) = if first.is_ascii_digit() || first.is_numeric() {
            (number_end(self.text, start), RawKind::Number)
        } else if is_solitary(first) {
            (start + first.len_utf8(), RawKind::Word)
        } else if first.is_alphabetic() {
            (word_end(self.text, start), RawKind::Word)
        } else {
            (start + first.len_utf8(), RawKind::Mark)
        };
        let glued = self.previous_end == start;
        self.at = end;
        self.previous_end = end;
        Some(RawToken { span: Span::of(self.base + start..self.base + end), kind, glued })
    }
}

impl Tokens<'_> {
    /// The start of the next token, past white space and characters without width.
    fn skip_space(&self) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        loop {
            match bytes.get(at)? {
                b' ' | b'\n' | b'\t' | b'\r' => at += 1,
                b if b.is_ascii() && !b.is_ascii_control() => return Some(at),
                _ => {
                    let c = self.text[at..].chars().next()?;
                    if c.is_whitespace()
                        || c.is_control()
                        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}')
                    {
                        at += c.len_utf8();
                    } else {
                        return Some(at);
                    }
                }
            }
        }
    }
}

/// Characters of scripts written without spaces: each is a token of its own.
const fn is_solitary(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2fa1f}')
}

const fn is_mark_of_combination(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{93e}'..='\u{94d}' | '\u{ad}')
}

/// The end of the number that starts at `start`: digits, with a separator where a digit follows it.
fn number_end(text: &str, start: usize) -> usize {
    let mut chars = text[start..].char_indices().peekable();
    let mut end = start;
    while let Some((i, c)) = chars.next() {
        let follows_digit = chars.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        if c.is_numeric() || (matches!(c, '.' | ',' | '\u{2009}' | '\u{202f}') && follows_digit) {
            end = start + i + c.len_utf8();
        } else {
            break;
        }
    }
    end
}

/// The end of the word that starts at `start`.
fn word_end(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    if let Some(length) = dotted_abbreviation(rest) {
        return start + length;
    }
    let mut chars = rest.char_indices().peekable();
    let mut end = start;
    while let Some((i, c)) = chars.next() {
        let letter_follows = chars.peek().is_some_and(|(_, next)| next.is_alphabetic());
        let inside = (c.is_alphanumeric() && !is_solitary(c))
            || is_mark_of_combination(c)
            || (matches!(c, '\'' | '’' | 'ʼ') && letter_follows);
        if !inside {
            break;
        }
        end = start + i + c.len_utf8();
    }
    end
}

/// The length of an abbreviation of single letters, each with its dot: `U.S.`, `a.m.`, `e.g`.
fn dotted_abbreviation(rest: &str) -> Option<usize> {
    let mut length = 0;
    let mut letters = 0;
    let mut chars = rest.chars().peekable();
    while let Some(letter) = chars.next() {
        if !letter.is_alphabetic() || chars.peek() != Some(&'.') {
            break;
        }
        chars.next();
        length += letter.len_utf8() + 1;
        letters += 1;
        if chars.peek().is_none_or(|c| !c.is_alphabetic()) {
            break;
        }
    }
    if letters == 0 {
        return None;
    }
    // a last letter without its dot belongs to it (`U.S` ), the start of a word does not (`J.Smith`)
    let tail = &rest[length..];
    let mut tail_chars = tail.chars();
    match (tail_chars.next(), tail_chars.next()) {
        (Some(last), next) if last.is_alphabetic() => {
            let ends = next.is_none_or(|c| !c.is_alphanumeric() && c != '.');
            (ends || letters > 1).then_some(if ends { length + last.len_utf8() } else { length })
        }
        _ => (letters > 1).then_some(length),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<&str> {
        tokenize(text, Span::of(0..text.len())).map(|t| t.span.slice(text)).collect()
    }

    #[test]
    fn words_numbers_and_marks() {
        assert_eq!(
            pieces("Nearly 1,200.50 people didn't flee."),
            ["Nearly", "1,200.50", "people", "didn't", "flee", "."]
        );
        assert_eq!(pieces("five-year G7 40k $3.2bn"), ["five", "-", "year", "G7", "40", "k", "$", "3.2", "bn"]);
        assert_eq!(
            pieces("the U.S. said; J. Smith at 3 p.m."),
            ["the", "U.S.", "said", ";", "J", ".", "Smith", "at", "3", "p.m."]
        );
        assert_eq!(pieces("siege.“We are"), ["siege", ".", "“", "We", "are"]);
        assert_eq!(pieces("战争"), ["战", "争"]);
    }

    #[test]
    fn tokens_rebuild_the_text() {
        let text = " “Oh—no”,\u{200b}said O’Neil (aged 41)… in the U.K.\n\n1.5m";
        let joined: String = pieces(text).concat();
        let solid: String = text.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}').collect();
        assert_eq!(joined, solid);
    }
}
