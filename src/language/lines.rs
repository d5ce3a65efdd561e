//! Patterns of lines and sentences: what a page adds to an article, captions, bylines.
//!
//! In: `lines.csv`. Out: [`LinePatterns`]. Invariant: a text is looked at word by word only where
//! its first or last word begins or ends some pattern.
//!
//! A pattern is a row of words. `*` stands for any words or none, `_` for one word, `0` for a number;
//! colons, bars and © count as words, all other marks and the case of letters are ignored.

use rustc_hash::FxHashMap;
use serde::Deserialize;
use smallvec::SmallVec;

use super::PackFiles;
use super::segmentation::word_key;
use crate::error::{Error, Result};
use crate::model::BlockKind;

/// What a pattern is compared with: each also with what stands above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Unit {
    /// A whole block.
    Block,
    /// A sentence inside one.
    Sentence,
    /// A sentence that appeals to the reader ("Sign up here"): a few words before it lead up to it.
    Appeal,
}

/// A row of `lines.csv`.
#[derive(Deserialize)]
struct LineRow {
    pattern: String,
    unit: String,
    kind: BlockKind,
}

/// One word of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Word(u64),
    Any,
    One,
    Number,
}

/// One word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Seen {
    key: u64,
    number: bool,
}

/// One pattern.
#[derive(Debug)]
struct Pattern {
    parts: Vec<Part>,
    unit: Unit,
    kind: BlockKind,
}

impl Pattern {
    /// Whether `word` can be the second word of a text that matches.
    fn may_have_second(&self, word: Option<Seen>) -> bool {
        match self.parts.get(1) {
            None => word.is_none(),
            Some(Part::Word(key)) => word.is_some_and(|word| word.key == *key),
            Some(Part::Number) => word.is_some_and(|word| word.number),
            Some(Part::Any | Part::One) => true,
        }
    }
}

/// All patterns of a language, by their first or, where that is open, their last word.
#[derive(Debug, Default)]
pub struct LinePatterns {
    patterns: Vec<Pattern>,
    by_first: FxHashMap<u64, Vec<u32>>,
    by_last: FxHashMap<u64, Vec<u32>>,
}

/// Longer texts match no pattern, save captions by their first words.
const LONGEST: usize = 600;
/// No caption is longer.
const LONGEST_CAPTION: usize = 1500;
/// So many words of a long caption are looked at.
const LONGEST_OPENING: usize = 16;
/// A long caption opens with so many words that only captions have ("FILE - In this").
const LEAST_OPENING: usize = 3;

/// Stands for every number in the tables of first and last words.
const NUMBER_KEY: u64 = 1;

impl LinePatterns {
    /// Reads `lines.csv`.
    ///
    /// # Errors
    /// A row of another form, or a pattern open at both ends.
    pub fn read(files: &PackFiles) -> Result<Self> {
        let mut all = Self::default();
        for row in files.rows::<LineRow>("lines.csv")? {
            let unit = match row.unit.as_str() {
                "block" => Unit::Block,
                "sentence" => Unit::Sentence,
                "appeal" => Unit::Appeal,
                other => return Err(Error::malformed(format!("no unit is called `{other}`"))),
            };
            let parts: Vec<Part> = row.pattern.split_whitespace().flat_map(parts_of).collect();
            let index = u32::try_from(all.patterns.len()).unwrap_or(u32::MAX);
            let anchor = |part: Option<&Part>| match part {
                Some(Part::Word(key)) => Some(*key),
                Some(Part::Number) => Some(NUMBER_KEY),
                _ => None,
            };
            match (anchor(parts.first()), anchor(parts.last())) {
                (Some(key), _) => all.by_first.entry(key).or_default().push(index),
                (None, Some(key)) => all.by_last.entry(key).or_default().push(index),
                (None, None) => {
                    return Err(Error::malformed(format!("the pattern `{}` has no end", row.pattern)));
                }
            }
            all.patterns.push(Pattern { parts, unit, kind: row.kind });
        }
        Ok(all)
    }

    /// What a whole block is by its words.
    #[must_use]
    pub fn block(&self, text: &str) -> Option<BlockKind> {
        self.find(text, Unit::Block)
    }

    /// What a sentence inside a block is by its words.
    #[must_use]
    pub fn sentence(&self, text: &str) -> Option<BlockKind> {
        self.find(text, Unit::Sentence)
    }

    /// Whether a sentence appeals to the reader.
    #[must_use]
    pub fn appeals(&self, text: &str) -> bool {
        self.find(text, Unit::Appeal).is_some()
    }

    fn find(&self, text: &str, unit: Unit) -> Option<BlockKind> {
        if self.patterns.is_empty() {
            return None;
        }
        if text.len() > LONGEST {
            return self.long_caption(text).filter(|_| unit == Unit::Block);
        }
        let first = Words::new(text).next()?;
        let by_first = self.candidates(&self.by_first, first);
        let by_last = last_word(text).map_or(&[][..], |word| self.candidates(&self.by_last, word));
        if by_first.is_empty() && by_last.is_empty() {
            return None;
        }
        let second = Words::new(text).nth(1);
        // "the" begins many sentences and few of them have the pattern's second word
        let by_first: SmallVec<[u32; 8]> =
            by_first.iter().copied().filter(|i| self.patterns[*i as usize].may_have_second(second)).collect();
        if by_first.is_empty() && by_last.is_empty() {
            return None;
        }
        let words: SmallVec<[Seen; 64]> = Words::new(text).collect();
        by_first
            .iter()
            .chain(by_last)
            .filter_map(|i| self.patterns.get(*i as usize))
            .find(|pattern| pattern.unit >= unit && matches(&pattern.parts, &words))
            .map(|pattern| pattern.kind)
    }

    /// The caption that a long block is: its first words say so, and whatever follows them does not count.
    fn long_caption(&self, text: &str) -> Option<BlockKind> {
        if text.len() > LONGEST_CAPTION {
            return None;
        }
        let words: SmallVec<[Seen; 64]> = Words::new(text).take(LONGEST_OPENING).collect();
        self.candidates(&self.by_first, *words.first()?)
            .iter()
            .filter_map(|i| self.patterns.get(*i as usize))
            .find(|pattern| {
                let opens = pattern.parts.len() > LEAST_OPENING && pattern.parts.last() == Some(&Part::Any);
                pattern.kind == BlockKind::Caption && opens && matches(&pattern.parts, &words)
            })
            .map(|pattern| pattern.kind)
    }

    #[allow(clippy::unused_self, reason = "reads as a look-up")]
    fn candidates<'a>(&self, table: &'a FxHashMap<u64, Vec<u32>>, word: Seen) -> &'a [u32] {
        table.get(if word.number { &NUMBER_KEY } else { &word.key }).map_or(&[], Vec::as_slice)
    }
}

/// The parts that one word of a pattern stands for.
fn parts_of(word: &str) -> SmallVec<[Part; 2]> {
    match word {
        "*" => [Part::Any].into_iter().collect(),
        "_" => [Part::One].into_iter().collect(),
        "0" => [Part::Number].into_iter().collect(),
        word => Words::new(word).map(|seen| Part::Word(seen.key)).collect(),
    }
}

/// Whether the words match the whole pattern: the usual matching with stars, linear for each star.
fn matches(parts: &[Part], words: &[Seen]) -> bool {
    let (mut p, mut w) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    while w < words.len() {
        let fits = match parts.get(p) {
            Some(Part::Word(key)) => *key == words[w].key,
            Some(Part::One) => true,
            Some(Part::Number) => words[w].number,
            Some(Part::Any) => {
                retry = Some((p, w));
                p += 1;
                continue;
            }
            None => false,
        };
        if fits {
            p += 1;
            w += 1;
        } else if let Some((star, from)) = retry {
            retry = Some((star, from + 1));
            p = star + 1;
            w = from + 1;
        } else {
            return false;
        }
    }
    parts[p..].iter().all(|part| *part == Part::Any)
}

/// The words of a text, with colons and bars.
struct Words<'a> {
    rest: &'a str,
}

impl<'a> Words<'a> {
    const fn new(text: &'a str) -> Self {
        Self { rest: text }
    }
}

impl Iterator for Words<'_> {
    type Item = Seen;

    fn next(&mut self) -> Option<Seen> {
        let start = find(self.rest, 0, |c| c.is_alphanumeric() || is_word_mark(c));
        let text = &self.rest[start..];
        let first = text.chars().next()?;
        let length = if is_word_mark(first) || is_solitary(first) {
            first.len_utf8()
        } else {
            find(text, 0, |c| !(c.is_alphanumeric() || matches!(c, '\'' | '’')) || is_solitary(c))
        };
        let word = text[..length].trim_end_matches(['\'', '’']);
        self.rest = &text[length..];
        Some(Seen { key: word_key(word), number: word.bytes().all(|b| b.is_ascii_digit()) })
    }
}

/// The first character from `from` on that is looked for, or the end of the text.
#[inline]
fn find(text: &str, mut from: usize, wanted: impl Fn(char) -> bool) -> usize {
    let bytes = text.as_bytes();
    while let Some(byte) = bytes.get(from) {
        // most text is ASCII, and decoding it would take most of the time
        let c = if byte.is_ascii() { char::from(*byte) } else { text[from..].chars().next().unwrap_or_default() };
        if wanted(c) {
            break;
        }
        from += c.len_utf8();
    }
    from
}

/// The last word of a text.
fn last_word(text: &str) -> Option<Seen> {
    let text = text.trim_end_matches(|c: char| !(c.is_alphanumeric() || is_word_mark(c)));
    let start = text
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphanumeric() || matches!(c, '\'' | '’'))
        .last()
        .map_or(text.len().saturating_sub(1), |(i, _)| i);
    Words::new(text.get(start..)?).last()
}

const fn is_word_mark(c: char) -> bool {
    matches!(c, ':' | '|' | '：' | '©')
}

/// Characters of scripts written without spaces: each is a word of its own.
const fn is_solitary(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patterns() -> LinePatterns {
        let csv = "pattern,unit,kind\ncomments 0,block,boilerplate\nsource : * agencies,block,boilerplate\n\
                   * contributed to this report,sentence,boilerplate\n\
                   donate now *,appeal,boilerplate\nfile _ photo *,block,caption\n";
        LinePatterns::read(&PackFiles::new("xx", Box::leak(Box::new([("lines.csv", csv)])))).unwrap()
    }

    #[test]
    fn fires() {
        let p = patterns();
        for text in ["Comments (12)", "COMMENTS 3", "Source: Daily Planet and agencies"] {
            assert_eq!(p.block(text), Some(BlockKind::Boilerplate), "{text}");
        }
        assert_eq!(p.sentence("Ann Poe in Oslo contributed to this report."), Some(BlockKind::Boilerplate));
        assert_eq!(p.sentence("Donate now!"), Some(BlockKind::Boilerplate));
        assert!(p.appeals("Donate now!") && !p.appeals("Ann Poe in Oslo contributed to this report."));
        assert_eq!(p.block("FILE - photo of the dam"), None);
        assert_eq!(p.block("FILE undated photo: the dam"), Some(BlockKind::Caption));
    }

    #[test]
    fn stays_silent() {
        let p = patterns();
        for text in [
            "Comments were few",
            "Source said agencies",
            "He contributed to this reporter",
            "",
            "…",
            "Comments (12) on",
        ] {
            assert_eq!(p.block(text), None, "{text}");
        }
        assert_eq!(p.sentence("Comments (12)"), None);
    }
}
