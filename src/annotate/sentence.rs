//! A cursor over the tokens of one sentence, for the grammars of numbers and dates.
//!
//! In: an annotated article and a sentence. Out: safe look-ups by position. Invariant: a position
//! outside the sentence has no token, no uses and no classes.

use std::ops::Range;

use super::Annotated;
use crate::language::{Pack, Use};
use crate::model::{Class, Span, Token, TokenRange};

/// The tokens of one sentence.
#[derive(Clone, Copy)]
pub(crate) struct SentenceTokens<'a> {
    /// The article's text.
    pub buffer: &'a str,
    /// The language pack.
    pub pack: &'static Pack,
    /// The tokens.
    pub tokens: &'a [Token],
    /// Index of the first token in the article.
    pub base: u32,
    /// Index of the sentence in the article.
    pub sentence: u32,
}

impl<'a> SentenceTokens<'a> {
    /// The tokens of the article's sentence `sentence`.
    pub(crate) fn of(article: &'a Annotated<'_>, sentence: u32) -> Self {
        let range = &article.sentence_tokens[sentence as usize];
        Self {
            buffer: article.article.buffer(),
            pack: article.pack,
            tokens: article.tokens_in(range),
            base: range.start,
            sentence,
        }
    }

    /// How many tokens.
    pub(crate) const fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The token at a position.
    pub(crate) fn get(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at)
    }

    /// The text of a token; empty outside the sentence.
    pub(crate) fn text(&self, at: usize) -> &'a str {
        self.get(at).map_or("", |t| t.span.slice(self.buffer))
    }

    /// The uses of a word; none outside the sentence.
    pub(crate) fn uses(&self, at: usize) -> Use {
        self.get(at).map_or(Use::empty(), |t| self.pack.grammar.uses(t.word))
    }

    /// Whether the word at a position has any of these uses.
    pub(crate) fn used(&self, at: usize, uses: Use) -> bool {
        self.uses(at).intersects(uses)
    }

    /// Whether the token at a position has any of these classes.
    pub(crate) fn is(&self, at: usize, class: Class) -> bool {
        self.get(at).is_some_and(|t| t.is(class))
    }

    /// Whether the word says what happened to people by itself: not the "in" of "in hospital".
    pub(crate) fn fateful(&self, at: usize) -> bool {
        self.get(at).is_some_and(|t| t.is(Class::CASUALTY) && !t.is(Class::PREPOSITION))
    }

    /// Whether the token follows the one before it without a space.
    pub(crate) fn glued(&self, at: usize) -> bool {
        self.is(at, Class::GLUED)
    }

    /// Whether the token is one of these marks.
    pub(crate) fn mark(&self, at: usize, marks: &[char]) -> bool {
        self.is(at, Class::PUNCTUATION) && self.text(at).chars().all(|c| marks.contains(&c))
    }

    /// Whether the token is a hyphen or dash.
    pub(crate) fn dash(&self, at: usize) -> bool {
        self.mark(at, &['-', '‐', '‑', '–', '—', '−'])
    }

    /// Whether a hyphen at `at` joins the tokens around it.
    pub(crate) fn hyphen(&self, at: usize) -> bool {
        self.dash(at) && self.glued(at) && self.glued(at + 1)
    }

    /// The tokens from a position on; none outside the sentence.
    pub(crate) fn from(&self, at: usize) -> &'a [Token] {
        self.tokens.get(at..).unwrap_or_default()
    }

    /// The tokens up to a position.
    pub(crate) fn upto(&self, at: usize) -> &'a [Token] {
        self.tokens.get(..at).unwrap_or_default()
    }

    /// The span of a range of positions; empty for an empty one.
    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        let tokens = self.tokens.get(start..end).unwrap_or_default();
        tokens.first().zip(tokens.last()).map_or_else(Span::default, |(a, b)| a.span.hull(b.span))
    }

    /// A range of positions as indices of the article's tokens.
    pub(crate) fn range(&self, start: usize, end: usize) -> TokenRange {
        let index = |at: usize| self.base + u32::try_from(at).unwrap_or(u32::MAX);
        index(start)..index(end)
    }

    /// What is put at a figure that starts at a position, "the crowd" of "put the crowd at 3,000": it stands right behind the verb.
    pub(crate) fn put_at(&self, figure: usize) -> Option<Range<usize>> {
        /// How many words may stand between the verb and "at".
        const WITHIN: usize = 12;
        let level =
            (0..figure).rev().find(|at| !self.used(*at, Use::ADVERB)).filter(|at| self.used(*at, Use::LEVEL))?;
        let near = (level.saturating_sub(WITHIN)..level).rev().take_while(|at| !self.is(*at, Class::PUNCTUATION));
        let verb = near.into_iter().find(|at| self.used(*at, Use::SETS))?;
        Some(verb + 1..level)
    }

    /// Whether a word has the form of a plural.
    pub(crate) fn plural(&self, at: usize) -> bool {
        self.get(at).is_some_and(|t| t.is(Class::WORD) && self.pack.grammar.is_plural(t, self.text(at)))
    }

    /// Whether a word has the form of a participle.
    pub(crate) fn participle(&self, at: usize) -> bool {
        self.get(at).is_some_and(|t| t.is(Class::WORD) && self.pack.grammar.is_participle(t, self.text(at)))
    }

    /// Whether a word has the form of a verb that goes on.
    pub(crate) fn progressive(&self, at: usize) -> bool {
        self.get(at).is_some_and(|t| t.is(Class::WORD) && self.pack.grammar.is_progressive(t, self.text(at)))
    }

    /// Whether a word has the form of an adverb.
    pub(crate) fn adverb(&self, at: usize) -> bool {
        self.get(at).is_some_and(|t| t.is(Class::WORD) && self.pack.grammar.is_adverb(t, self.text(at)))
    }
}
