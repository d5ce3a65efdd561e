//! Who is cited: the head of the noun phrase beside a cue, the phrase around it, the name it
//! resolves to, and what kind of source it is.
//!
//! In: a cue in a window. Out: a position, a token range, a name's span, a [`SourceClass`].
//! Invariant: a phrase stays in its sentence; a pronoun resolves to a name before it.

use super::features::{self, CueAt, Who, signed};
use super::reported::Positions;
use super::window::{FUNCTION, LOWER, NAME, NUMBER, PRONOUN, SOURCE, Window};
use crate::annotate::Annotated;
use crate::model::{Class, NameKind, SourceClass, Span, TokenRange};
use crate::text::Value;

/// Where the words stand that a cue reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    After,
    Before,
    Around,
    /// Between marks, before the cue.
    QuotedBefore,
    /// Between marks, after the cue.
    QuotedAfter,
}

impl Direction {
    pub(super) const fn value(self) -> Value {
        match self {
            Self::After => Value::code("#after"),
            Self::Before => Value::code("#before"),
            Self::Around => Value::code("#around"),
            Self::QuotedBefore => Value::code("#quoted-before"),
            Self::QuotedAfter => Value::code("#quoted-after"),
        }
    }
}

/// How far from its cue a source is looked for, in tokens.
const WITHIN: usize = 40;
/// How many candidates a side.
const MOST: usize = 12;
/// How far a common noun may stand from the cue that it is the source of.
const NOUN_WITHIN: usize = 8;

/// Finds sources in one article.
pub(super) struct Sources<'a> {
    article: &'a Annotated<'a>,
}

impl<'a> Sources<'a> {
    pub(super) const fn new(article: &'a Annotated<'a>) -> Self {
        Self { article }
    }

    /// The head of the source of a cue, or `None` where nobody is cited.
    pub(super) fn head(
        &self,
        window: &Window<'_>,
        cue: &CueAt,
        direction: Direction,
        content: &[Positions],
        previous: Option<usize>,
    ) -> Option<usize> {
        let weights = &self.article.pack.attribution;
        let mut sum = weights.sum();
        features::nobody(window, cue, direction.value(), &mut sum);
        let mut best = (sum.total[0], None);
        for candidate in self.candidates(window, cue, content, previous) {
            let mut sum = weights.sum();
            features::who(window, cue, direction.value(), &candidate, &mut sum);
            if sum.total[0] > best.0 {
                best = (sum.total[0], Some(candidate.at));
            }
        }
        best.1
    }

    /// Who may be the source of a cue: the heads of the phrases on both sides, nearest first.
    pub(super) fn candidates(
        &self,
        window: &Window<'_>,
        cue: &CueAt,
        content: &[Positions],
        previous: Option<usize>,
    ) -> Vec<Who> {
        let left = (cue.at.saturating_sub(WITHIN)..cue.at).rev();
        let right = cue.end()..window.len().min(cue.end() + WITHIN);
        let mut out = Vec::new();
        self.add(window, cue, left, content, previous, &mut out);
        self.add(window, cue, right, content, previous, &mut out);
        out
    }

    fn add(
        &self,
        window: &Window<'_>,
        cue: &CueAt,
        positions: impl Iterator<Item = usize>,
        content: &[Positions],
        previous: Option<usize>,
        out: &mut Vec<Who>,
    ) {
        let mut rank = 0;
        for at in positions {
            let shape = window.shape(signed(at));
            let distance = if at < cue.at { cue.at - at } else { at + 1 - cue.end() };
            let eligible = shape == PRONOUN
                || shape == SOURCE
                || (shape == NAME && window.shape(signed(at) + 1) != NAME)
                || ((shape == LOWER || shape == NUMBER) && distance <= NOUN_WITHIN);
            if !eligible {
                continue;
            }
            out.push(Who {
                at,
                kind: self.kind(window, at),
                rank,
                inside: content.iter().any(|r| r.contains(&at)),
                previous: previous == Some(at),
            });
            rank += 1;
            if rank == MOST {
                break;
            }
        }
    }

    /// What a token names.
    fn kind(&self, window: &Window<'_>, at: usize) -> Value {
        let Some(token) = window.token(at) else { return Value::NONE };
        let first = self.article.names.partition_point(|n| n.span.end <= token.span.start);
        match self.article.names.get(first).filter(|n| n.span.start <= token.span.start).map(|n| n.kind) {
            Some(NameKind::Person) => Value::code("#person"),
            Some(NameKind::Place) => Value::code("#place"),
            Some(NameKind::Organisation) => Value::code("#organisation"),
            Some(NameKind::Other) => Value::code("#other"),
            None => Value::code("#none"),
        }
    }

    /// The phrase around a head: its titles and modifiers before it, the rest of a name after it.
    pub(super) fn phrase(window: &Window<'_>, cue: &CueAt, head: usize) -> TokenRange {
        let fence = if head < cue.at { 0 } else { cue.end() };
        let belongs = |at: usize| {
            let shape = window.shape(signed(at));
            [NAME, LOWER, NUMBER, SOURCE, FUNCTION].contains(&shape)
                || window.token(at).is_some_and(|t| t.is(Class::POSSESSIVE))
                || (matches!(window.text(at), "-" | "." | "&") && window.token(at).is_some_and(|t| t.is(Class::GLUED)))
        };
        let mut start = head;
        if window.shape(signed(head)) != PRONOUN {
            while start > fence && belongs(start - 1) && head - start < LONGEST {
                start -= 1;
            }
        }
        let mut end = head + 1;
        while end < window.len() && [NAME, NUMBER].contains(&window.shape(signed(end))) && end - head < LONGEST {
            end += 1;
        }
        window.index(start)..window.index(end)
    }

    /// The fullest name of whom a phrase names, and what kind of source it is.
    pub(super) fn resolve(&self, phrase: Option<&TokenRange>) -> (Option<Span>, SourceClass) {
        let article = self.article;
        let Some(phrase) = phrase else { return (None, SourceClass::Unknown) };
        let span = article.span_of(phrase);
        let first = article.names.partition_point(|n| n.span.end <= span.start);
        let inside = || article.names[first..].iter().take_while(|n| n.span.start < span.end);
        let tokens = article.tokens_in(phrase);
        let last = tokens.last().map_or(span.end, |t| t.span.start);
        // the head names the source: "Kerry's spokesman" is not Kerry
        let at_head = inside().find(|n| n.span.start <= last && last < n.span.end);
        if let Some(name) =
            at_head.or_else(|| inside().find(|n| n.kind == NameKind::Person && !possessive(article, n.tokens.end)))
        {
            return (Some(name.resolved), SourceClass::Named);
        }
        let class = tokens.iter().rev().find_map(|t| article.pack.reporting.source(t.word));
        if tokens.len() == 1 && tokens[0].is(Class::PRONOUN) {
            let name = article.names[..first].iter().rev().find(|n| n.kind == NameKind::Person);
            return (name.map(|n| n.resolved), if name.is_some() { SourceClass::Named } else { SourceClass::Unknown });
        }
        let capital = tokens.iter().any(|t| t.is(Class::CAPITALISED) && !t.is(Class::INITIAL | Class::STOP));
        match class {
            Some(class) => (None, class),
            None if capital => (None, SourceClass::Named),
            None => (None, SourceClass::Unknown),
        }
    }
}

/// The longest phrase that names a source, in tokens on each side of its head.
const LONGEST: usize = 12;

/// Whether the token before `end` is a possessive.
fn possessive(article: &Annotated<'_>, end: u32) -> bool {
    (end as usize).checked_sub(1).and_then(|i| article.tokens.get(i)).is_some_and(|t| t.is(Class::POSSESSIVE))
}
