//! The words of a quote: what is compared, without marks, capitals and spacing.
//!
//! In: a claim's pieces. Out: words with their spans, and where the text marks that words were left out.
//! Invariant: words are in text order; at most [`MOST_WORDS`] of a claim are compared.

use super::reader::Reader;
use crate::annotate::Annotated;
use crate::model::{Claim, Class, QuoteType, Span, Token, WordId};

/// More words of one utterance are not compared.
const MOST_WORDS: usize = 2_000;

/// One word of a quote.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// Equal words have equal ids.
    pub id: WordId,
    /// What it may be too ("'s": is, has).
    pub or: Option<WordId>,
    /// Where it stands.
    pub span: Span,
    /// What is known of it.
    pub class: Class,
    /// What stands before it.
    pub before: Before,
    /// Whether the outlet changed or masked it: it may stand for any word.
    pub free: bool,
}

/// What stands between a word and the one before it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Before {
    /// A mark that words were left out ("...", "[...]"), or the outlet's own in brackets.
    pub gap: bool,
    /// The cue: it begins a piece after the first.
    pub cue: bool,
    /// The end of a sentence.
    pub stop: bool,
}

impl Word {
    /// Whether it tells something by itself.
    pub(super) const fn is_content(&self) -> bool {
        !self.class.intersects(Class::STOP)
    }
}

/// The words of one claim.
#[derive(Debug)]
pub(super) struct Words<'a> {
    pub article: &'a Annotated<'a>,
    pub list: Vec<Word>,
    /// Whether the quote ends with a mark of omission.
    pub gap_after: bool,
}

impl Words<'_> {
    /// A word as it is written.
    pub(super) fn text(&self, word: &Word) -> &str {
        self.article.article.slice(word.span)
    }

    /// Whether a word tells something by itself, and a quotation that has another or none in its place says something else.
    pub(super) fn tells(&self, word: &Word) -> bool {
        (word.is_content() || word.class.intersects(Class::AUXILIARY)) && !self.article.pack.slight.contains(word.id)
    }

    /// Whether a word negates what stands around it: more than an answer between two marks ("No, we will").
    pub(super) fn negates(&self, word: &Word) -> bool {
        if !word.class.intersects(Class::NEGATION) {
            return false;
        }
        let tokens = &self.article.tokens;
        let at = tokens.partition_point(|t| t.span.start < word.span.start);
        let parts = |t: Option<&Token>| t.is_none_or(|t| !t.is(Class::WORD | Class::DIGITS));
        let before = at.checked_sub(1).and_then(|at| tokens.get(at));
        let answers = tokens.get(at).is_some_and(|t| t.span == word.span && t.is(Class::STOP))
            && parts(before)
            && parts(tokens.get(at + 1));
        !answers
    }

    /// Whether a sentence begins with the word at `at`, or the quote ends before it.
    pub(super) fn begins(&self, at: usize) -> bool {
        self.list.get(at).is_none_or(|w| w.before.stop)
    }
}

/// The words of a claim: of a mixed quote those between marks, where there are enough of them.
pub(super) fn words_of<'a>(article: &'a Annotated<'a>, claim: &Claim) -> Words<'a> {
    if claim.quote().is_some_and(|q| q.quote_type == QuoteType::Mixed) {
        let quoted = words_in(article, &quoted_spans(article, claim));
        if quoted.list.len() >= LEAST_QUOTED {
            return quoted;
        }
    }
    words_in(article, &claim.pieces)
}

/// Fewer quoted words are compared with the clause around them.
const LEAST_QUOTED: usize = 3;

/// The stretches between marks inside a claim.
fn quoted_spans(article: &Annotated<'_>, claim: &Claim) -> Vec<Span> {
    let first = article.quotations.partition_point(|q| q.pieces.last().is_some_and(|p| p.end <= claim.span.start));
    article.quotations[first..]
        .iter()
        .take_while(|q| q.pieces.first().is_some_and(|p| p.start < claim.span.end))
        .flat_map(|q| q.pieces.iter().copied())
        .filter(|piece| claim.pieces.iter().any(|p| p.contains(*piece)))
        .collect()
}

fn words_in<'a>(article: &'a Annotated<'a>, spans: &[Span]) -> Words<'a> {
    let mut out = Words { article, list: Vec::new(), gap_after: false };
    for (i, span) in spans.iter().enumerate() {
        let mut reader = Reader::new(article, i > 0);
        let mut rest = article.tokens_in(&article.tokens_of_span(*span));
        while !rest.is_empty() && out.list.len() < MOST_WORDS {
            rest = &rest[reader.read(rest, &mut out.list)..];
        }
        out.gap_after = reader.ends_with_gap();
    }
    drop_repeats(&mut out.list);
    out
}

/// Drops what a speaker says twice in a row ("we, we will", "not that, not that").
fn drop_repeats(words: &mut Vec<Word>) {
    /// More words said twice are said on purpose.
    const MOST_REPEATED: usize = 4;
    for length in (1..=MOST_REPEATED).rev() {
        let mut at = 0;
        while at + 2 * length <= words.len() {
            let (first, second) = words[at..at + 2 * length].split_at(length);
            let one_breath = !second[0].before.stop && !second[0].before.gap && !second[0].before.cue;
            if one_breath && first.iter().zip(second).all(|(a, b)| a.id == b.id) {
                let before = words[at].before;
                words.drain(at..at + length);
                words[at].before = before;
            } else {
                at += 1;
            }
        }
    }
}
