//! Who is cited: the head of the noun phrase beside a cue, the phrase around it, the name it
//! resolves to, and what kind of source it is.
//!
//! In: a cue in a window. Out: a position, a token range, a name's span, a [`SourceClass`].
//! Invariant: a phrase stays in its sentence; a pronoun resolves to a name before it.

use super::features::{self, CueAt, NOTHING_NAMED, ORGANISATION, OTHER, PERSON, PLACE, Who};
use super::window::{
    COMMA, CONJUNCTION, DASH, EDGE, FUNCTION, LOWER, NAME, NUMBER, PREPOSITION, PRONOUN, Positions, QUOTE, SOURCE,
    STOP, Window, signed,
};
use crate::annotate::Annotated;
use crate::language::HedgeKind;
use crate::model::{Class, NameKind, SourceClass, Span, TokenRange, WordId};
use crate::text::Value;

/// How far from its cue a source is looked for, in tokens.
const WITHIN: usize = 30;
/// How many candidates a side.
const MOST: usize = 6;
/// How far a common noun may stand from the cue that it is the source of.
const NOUN_WITHIN: usize = 6;

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
        direction: Value,
        content: &[Positions],
        previous: Option<usize>,
    ) -> Option<usize> {
        // "reportedly" tells that somebody said so, not who
        let tokens = &self.article.tokens[window.index(cue.at) as usize..window.range.end as usize];
        if matches!(self.article.pack.reporting.hedge_at(tokens), Some((_, HedgeKind::Adverb))) {
            return None;
        }
        let weights = &self.article.pack.attribution.choices;
        let mut sum = weights.sum();
        features::nobody(window, cue, direction, &mut sum);
        let mut best = (sum.total[0], None);
        for candidate in self.candidates(window, cue, content, previous) {
            let mut sum = weights.sum();
            features::who(window, cue, direction, &candidate, &mut sum);
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
            Some(NameKind::Person) => PERSON,
            Some(NameKind::Place) => PLACE,
            Some(NameKind::Organisation) => ORGANISATION,
            Some(NameKind::Other) => OTHER,
            None => NOTHING_NAMED,
        }
    }

    /// The phrase around a head: its titles and modifiers before it, the rest of a name after it, and
    /// what a preposition or an apposition adds to it ("Orr of Velm", "Orr, the mayor,").
    pub(super) fn phrase(window: &Window<'_>, cue: &CueAt, head: usize) -> Phrase {
        if window.shape(signed(head)) == PRONOUN {
            return Phrase::new(window, head..head + 1, head);
        }
        let head = owned(window, cue, head);
        let fence = if head < cue.at { 0 } else { cue.end() };
        let end = forward(window, head, if head < cue.at { cue.at } else { window.len() });
        let mut main = end - 1;
        let mut start = backward(window, head, fence);
        let before_cue = head < cue.at && end + ADVERBS >= cue.at;
        for _ in 0..MOST_PARTS {
            if !before_cue || start < fence + 2 {
                break;
            }
            let (joint, last) = (window.shape(signed(start) - 1), window.shape(signed(start) - 2));
            let complement = joint == PREPOSITION && [NAME, SOURCE].contains(&last);
            let apposition = joint == COMMA
                && last == NAME
                && window.shape(signed(start)) != NAME
                && window.shape(signed(end)) == COMMA;
            if !complement && !apposition {
                break;
            }
            main = start - 2;
            start = backward(window, main, fence);
        }
        let phrase = Phrase::new(window, start..end, main);
        match conjoined(window, cue, start..end) {
            Some(both) => Phrase { tokens: window.tokens(&both), conjoined: true, ..phrase },
            None => phrase,
        }
    }

    /// The last name of a kind before the `before`th name; for a person, a name of two or more words
    /// that nothing tells to be something else will do.
    fn referent(&self, before: usize, kind: NameKind) -> Option<Span> {
        let recent = || self.article.names[..before].iter().rev().take(REFERENTS);
        let full = |span: Span| self.article.tokens_of_span(span).len() > 1;
        let found = recent().find(|n| n.kind == kind);
        let found = found
            .or_else(|| recent().find(|n| kind == NameKind::Person && n.kind == NameKind::Other && full(n.resolved)));
        found.map(|n| n.resolved)
    }

    /// The fullest name of whom a phrase names, and what kind of source it is.
    pub(super) fn resolve(&self, phrase: Option<&Phrase>) -> (Option<Span>, SourceClass) {
        let article = self.article;
        let Some(Phrase { tokens: range, head, conjoined }) = phrase else { return (None, SourceClass::Unknown) };
        let tokens = article.tokens_in(range);
        let head_span = article.tokens.get(*head as usize).map_or_else(Span::default, |t| t.span);
        let first = article.names.partition_point(|n| n.span.end <= head_span.start);
        if *conjoined && article.names.get(first).is_some_and(|n| n.span.overlaps(head_span)) {
            return (Some(article.span_of(range)), SourceClass::Named);
        }
        // the head names the source: the spokesman of somebody is not that person
        if let Some(name) = article.names.get(first).filter(|n| n.span.overlaps(head_span)) {
            return (Some(name.resolved), SourceClass::Named);
        }
        if let [token] = tokens
            && let Some(kind) = article.pack.reporting.pronoun(token.word)
        {
            let name = self.referent(first, kind);
            return (name, if name.is_some() { SourceClass::Named } else { SourceClass::Unknown });
        }
        let class = tokens.iter().rev().find_map(|t| article.pack.reporting.source(t.word));
        let head_class =
            article.pack.reporting.source(article.tokens.get(*head as usize).map_or_else(WordId::default, |t| t.word));
        let capitals =
            |t: &&crate::model::Token| t.is(Class::CAPITALISED) && !t.is(Class::INITIAL | Class::STOP | Class::PRONOUN);
        let name = tokens.iter().filter(capitals).map(|t| t.span).reduce(Span::hull);
        match (head_class.or(class), name) {
            (Some(class), _) => (None, class),
            // a name that nothing else in the article bears out
            (None, Some(name)) if capitals(&&article.tokens[*head as usize]) => (Some(name), SourceClass::Named),
            (None, Some(_)) => (None, SourceClass::Named),
            (None, None) => (None, SourceClass::Unknown),
        }
    }
}

/// How many names before a pronoun are looked at for one that it stands for.
const REFERENTS: usize = 12;

/// The words that name a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    /// Its tokens in the article.
    pub tokens: TokenRange,
    /// The token that says who it is.
    head: u32,
    /// Whether it names two sources.
    conjoined: bool,
}

impl Phrase {
    fn new(window: &Window<'_>, positions: Positions, head: usize) -> Self {
        Self { tokens: window.tokens(&positions), head: window.index(head), conjoined: false }
    }
}

/// Two names that are one source: "Orr and Lind said", "said Orr and Lind.".
fn conjoined(window: &Window<'_>, cue: &CueAt, name: Positions) -> Option<Positions> {
    let shape = |at: isize| window.shape(at);
    let (start, end) = (signed(name.start), signed(name.end));
    if name.start < cue.at && shape(start - 1) == CONJUNCTION && shape(start - 2) == NAME && shape(start) == NAME {
        // only a name: "they met Orr and Lind said" has one speaker
        let first = (1..name.start - 1).rev().find(|at| shape(signed(*at) - 1) != NAME).unwrap_or(0);
        let opens = [EDGE, COMMA, QUOTE, STOP, DASH].contains(&shape(signed(first) - 1));
        return opens.then_some(first..name.end);
    }
    if name.start >= cue.end() && shape(end) == CONJUNCTION && shape(end + 1) == NAME && shape(end - 1) == NAME {
        let last = forward(window, name.end + 1, window.len());
        let ends = [EDGE, COMMA, QUOTE, STOP, DASH].contains(&shape(signed(last)));
        return ends.then_some(name.start..last);
    }
    None
}

/// Whom a name behind a cue owns: the mayor of "said Orla's new mayor".
fn owned(window: &Window<'_>, cue: &CueAt, head: usize) -> usize {
    let owns = head >= cue.end() && window.token(head).is_some_and(|t| t.is(Class::POSSESSIVE));
    let noun = |at: &usize| [LOWER, SOURCE].contains(&window.shape(signed(*at)));
    if owns { (head + 1..head + 1 + OWNED).take_while(noun).last().unwrap_or(head) } else { head }
}

/// How many words name what somebody owns.
const OWNED: usize = 3;

/// How many words may stand between a source and its cue.
const ADVERBS: usize = 3;
/// How many complements and appositions a source has.
const MOST_PARTS: usize = 3;

/// The start of the noun phrase that a head ends.
fn backward(window: &Window<'_>, head: usize, fence: usize) -> usize {
    let mut start = head;
    while start > fence && belongs(window, start - 1) && head - start < LONGEST {
        start -= 1;
    }
    start
}

/// The end of the name that a head is a part of: "Orr", then "spokeswoman Ada Lind".
fn forward(window: &Window<'_>, head: usize, limit: usize) -> usize {
    let mut end = head + 1;
    let mut at = end;
    while at < limit && at - head < LONGEST {
        let shape = window.shape(signed(at));
        if [NAME, NUMBER].contains(&shape) {
            end = at + 1;
        } else if ![SOURCE, LOWER].contains(&shape) && !is_joint(window, at) {
            break;
        }
        at += 1;
    }
    end
}

fn belongs(window: &Window<'_>, at: usize) -> bool {
    [NAME, LOWER, NUMBER, SOURCE, FUNCTION].contains(&window.shape(signed(at)))
        || window.token(at).is_some_and(|t| t.is(Class::POSSESSIVE))
        || is_joint(window, at)
}

/// Whether a mark joins the parts of a name or compound.
fn is_joint(window: &Window<'_>, at: usize) -> bool {
    matches!(window.text(at), "-" | "." | "&") && window.token(at).is_some_and(|t| t.is(Class::GLUED))
}

/// The longest phrase that names a source, in tokens on each side of its head.
const LONGEST: usize = 12;
