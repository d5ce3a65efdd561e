//! The words of a stretch of text as a reader parts them: by white space.
//!
//! In: a text and a range. Out: [`Word`]s. Invariant: in order, disjoint, none empty.

use std::ops::Range;

/// Characters between two white spaces.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'a> {
    pub text: &'a str,
    pub start: usize,
    pub end: usize,
}

impl<'a> Word<'a> {
    /// Without the marks around it.
    pub(super) fn bare(&self) -> &'a str {
        self.text.trim_matches(|c: char| !c.is_alphanumeric())
    }

    /// Whether its first letter or digit is a capital.
    pub(super) fn is_capital(&self) -> bool {
        self.bare().starts_with(char::is_uppercase)
    }
}

/// The words of a range.
pub(super) fn words(text: &str, range: Range<usize>) -> Vec<Word<'_>> {
    let part = &text[range.clone()];
    let base = part.as_ptr() as usize;
    let place = |word: &'_ str| range.start + (word.as_ptr() as usize - base);
    part.split_whitespace().map(|w| Word { text: w, start: place(w), end: place(w) + w.len() }).collect()
}
