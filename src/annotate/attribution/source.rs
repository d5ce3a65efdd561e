//! Who is cited: the head of the noun phrase beside a cue.
//!
//! In: a cue in a window. Out: a position; with its [`Phrase`], a name's span and a [`SourceClass`].
//! Invariant: the candidates of training are those of use; a bounded number of them a side.

use smallvec::SmallVec;

use super::features::{
    self, ADDRESS, Between, CLAUSE, CueAt, NOTHING_NAMED, NOUN, OBJECT, ORGANISATION, OTHER, PERSON, PLACE, QUESTION,
    Who,
};
use super::phrase::Phrase;
use super::referent::Referents;
use super::window::{
    AUXILIARY, COMMA, CONJUNCTION, CUE, LOWER, NAME, NUMBER, PREPOSITION, PRONOUN, Positions, SOURCE, STOP, Shapes,
    Window, signed,
};
use crate::annotate::Annotated;
use crate::language::{HedgeKind, Use};
use crate::model::{Class, NameKind, SourceClass, Span};
use crate::text::Code;

/// How far from its cue a source is looked for, in tokens.
const WITHIN: usize = 30;
/// How many candidates a side.
const MOST: usize = 6;
/// How far a common noun may stand from the cue that it is the source of.
const NOUN_WITHIN: usize = 6;
/// The shapes of words that may be the source of a cue.
const NOUNS: Shapes = Shapes::new(&[PRONOUN, SOURCE, NAME]);
/// The shapes of those that may be it where they stand near.
const NEAR_NOUNS: Shapes = Shapes::new(&[PRONOUN, SOURCE, NAME, LOWER, NUMBER]);

/// Who may be the source of a cue.
pub(super) type Candidates = SmallVec<[Who; 2 * MOST]>;

/// Finds sources in one article.
pub(super) struct Sources<'a> {
    article: &'a Annotated<'a>,
    referents: Referents<'a>,
    /// What each token names.
    kinds: Vec<Code>,
}

impl<'a> Sources<'a> {
    pub(super) fn new(article: &'a Annotated<'a>) -> Self {
        let mut kinds = vec![NOTHING_NAMED; article.tokens.len()];
        // the first of names that overlap counts
        for name in article.names.iter().rev() {
            let first = name.tokens.start as usize;
            let kind = match name.kind {
                NameKind::Person => PERSON,
                NameKind::Place => PLACE,
                NameKind::Organisation => ORGANISATION,
                NameKind::Other => OTHER,
            };
            let tokens = article.tokens[first..].iter().take_while(|t| t.span.start < name.span.end);
            let of_tokens = kinds[first..].iter_mut().zip(tokens).filter(|(_, t)| t.span.start >= name.span.start);
            of_tokens.for_each(|(of_token, _)| *of_token = kind);
        }
        Self { article, referents: Referents::new(article), kinds }
    }

    /// The head of the source of a cue, or `None` where nobody is cited.
    pub(super) fn head(
        &self,
        window: &Window<'_>,
        cue: &CueAt,
        direction: Code,
        content: &[Positions],
        previous: Option<usize>,
    ) -> Option<usize> {
        // "reportedly" tells that somebody said so, not who
        let tokens = &self.article.tokens[window.index(cue.at) as usize..window.range.end as usize];
        let reporting = &self.article.pack.reporting;
        let hedges = |at: u32| self.article.tokens[at as usize].is(Class::HEDGE);
        if hedges(window.index(cue.at)) && matches!(reporting.hedge_at(tokens), Some((_, HedgeKind::Adverb))) {
            return None;
        }
        // neither does "is said to"
        let before = window.index(cue.at.saturating_sub(1));
        let rest = before as usize..window.range.end as usize;
        if cue.at > 0 && hedges(before) && reporting.hedge_at(&self.article.tokens[rest]).is_some() {
            return None;
        }
        if let Some(head) = owner(window, cue).or_else(|| quoted_as(window, cue)) {
            return Some(head);
        }
        let weights = &self.article.pack.attribution.choices;
        let mut sum = weights.sum();
        features::nobody(window, cue, direction, &mut sum);
        // whom "by" names acts
        let passive = is_passive(window, cue);
        let mut best = (if passive { f32::NEG_INFINITY } else { sum.total()[0] }, None);
        let sides = [false, true].map(|before| {
            let mut sum = weights.sum();
            features::of_side(cue, direction, before, &mut sum);
            sum
        });
        let mut candidates = Candidates::new();
        self.candidates(window, cue, content, previous, &mut candidates);
        for candidate in &candidates {
            let mut sum = sides[usize::from(candidate.at < cue.at)].clone();
            features::of_candidate(window, cue, direction, candidate, &mut sum);
            let [score] = sum.total();
            if score > best.0 {
                best = (score, Some(candidate.at));
            }
        }
        best.1
    }

    /// Adds who may be the source of a cue: the heads of the phrases on both sides, nearest first.
    pub(super) fn candidates(
        &self,
        window: &Window<'_>,
        cue: &CueAt,
        content: &[Positions],
        previous: Option<usize>,
        out: &mut Candidates,
    ) {
        let left = (cue.at.saturating_sub(WITHIN)..cue.at).rev();
        let right = cue.end()..window.len().min(cue.end() + WITHIN);
        // the subject of a passive verb is not who acts
        if !is_passive(window, cue) {
            self.add(window, cue, left, content, previous, out);
            self.add(window, cue, right, content, previous, out);
        } else if is_by(window, cue.end()) {
            self.add(window, cue, right.take_while(|at| may_act(window, cue, *at)), content, previous, out);
        }
    }

    fn add(
        &self,
        window: &Window<'_>,
        cue: &CueAt,
        positions: impl Iterator<Item = usize>,
        content: &[Positions],
        previous: Option<usize>,
        out: &mut Candidates,
    ) {
        let mut rank = 0;
        let mut next = Between::default();
        for at in positions {
            let shape = window.shape(signed(at));
            let between = next;
            next.add(shape);
            let distance = if at < cue.at { cue.at - at } else { at + 1 - cue.end() };
            let nouns = if distance <= NOUN_WITHIN { NEAR_NOUNS } else { NOUNS };
            // the last word of a name tells whose it is
            let eligible = nouns.contains(shape) && (shape != NAME || window.shape(signed(at) + 1) != NAME);
            if !eligible || (!window.quoted(cue.at) && in_quotation(window, at)) {
                continue;
            }
            out.push(Who {
                at,
                kind: self.kinds[window.index(at) as usize],
                rank,
                between,
                inside: content.iter().any(|r| r.contains(&at)),
                previous: previous == Some(at),
            });
            rank += 1;
            if rank == MOST {
                break;
            }
        }
    }

    /// The fullest name of whom a phrase names, and what kind of source it is.
    pub(super) fn resolve(&self, phrase: Option<&Phrase>) -> (Option<Span>, SourceClass) {
        phrase.map_or((None, SourceClass::Unknown), |phrase| self.referents.resolve(phrase))
    }
}

/// Whose the noun is that reports: the Orr of "Orr's repeated claim that".
fn owner(window: &Window<'_>, cue: &CueAt) -> Option<usize> {
    /// How many words may stand between.
    const ADJECTIVES: usize = 2;
    let near = (cue.at.saturating_sub(ADJECTIVES + 1)..cue.at).rev();
    let mut near = near.skip_while(|at| window.shape(signed(*at)) == LOWER && !is_owner(window, *at));
    near.next().filter(|at| cue.frame == NOUN && is_owner(window, *at) && !window.quoted(*at))
}

/// Whom somebody else quotes: the Orr of "the paper quoted Orr as saying".
pub(super) fn quoted_as(window: &Window<'_>, cue: &CueAt) -> Option<usize> {
    /// How many words the one quoted has.
    const LONGEST: usize = 8;
    let grammar = &window.article().pack.grammar;
    let joint = cue.at.checked_sub(1).filter(|at| window.token(*at).is_some_and(|t| grammar.is(t, Use::QUOTED_AS)))?;
    let head = joint.checked_sub(1)?;
    let shape = |at: usize| window.shape(signed(at));
    let quotes =
        (head.saturating_sub(LONGEST)..head).rev().find(|at| [CUE, COMMA, STOP, AUXILIARY].contains(&shape(*at)));
    let verb = quotes.is_some_and(|at| shape(at) == CUE);
    let saying = || window.token(cue.at).is_some_and(|t| grammar.is_progressive(t, window.text(cue.at)));
    (verb && saying() && [NAME, SOURCE, LOWER, PRONOUN].contains(&shape(head))).then_some(head)
}

fn is_owner(window: &Window<'_>, at: usize) -> bool {
    window.token(at).is_some_and(|t| t.is(Class::POSSESSIVE))
}

/// Whether a word stands in words between marks that are more than a name or a label.
fn in_quotation(window: &Window<'_>, at: usize) -> bool {
    /// More words between marks were said by somebody.
    const LABEL: usize = 4;
    let quoted = |at: &usize| window.quoted(*at);
    let before = || (0..at).rev().take_while(quoted).take(LABEL).count();
    window.quoted(at) && before() + (at..window.len()).take_while(quoted).take(LABEL + 1).count() > LABEL
}

/// Whether a verb tells what others said of its subject: "Orr was accused by the council", "Orr was told that", "Orr accused of".
pub(super) fn is_passive(window: &Window<'_>, cue: &CueAt) -> bool {
    let grammar = &window.article().pack.grammar;
    let is = |at: Option<usize>, uses| at.and_then(|at| window.token(at)).is_some_and(|t| grammar.is(t, uses));
    let of_others = cue.frame == OBJECT && is(Some(cue.end()), Use::OF);
    let by_others = [OBJECT, ADDRESS, CLAUSE, NAME].contains(&cue.frame) && is(Some(cue.end()), Use::BY);
    let to_subject = [ADDRESS, QUESTION].contains(&cue.frame);
    // "it is said that", but not "he was saying that"
    let of_nobody = cue.frame == CLAUSE && window.token(cue.end()).is_some_and(|t| t.is(Class::OPENER));
    let participle = || {
        window.token(cue.at).is_some_and(|t| {
            let adjective = window.article().pack.reporting.is_adjective(t.word);
            !adjective && !grammar.is_progressive(t, window.text(cue.at))
        })
    };
    let passive = || is(cue.at.checked_sub(1), Use::PASSIVE) && participle();
    of_others || ((by_others || to_subject || of_nobody) && passive())
}

/// Whether a word can name who is cited by a passive verb: whom "by" names, and nobody behind.
fn may_act(window: &Window<'_>, cue: &CueAt, at: usize) -> bool {
    at == cue.end() || ![PREPOSITION, COMMA, CONJUNCTION, AUXILIARY].contains(&window.shape(signed(at)))
}

fn is_by(window: &Window<'_>, at: usize) -> bool {
    window.token(at).is_some_and(|t| window.article().pack.grammar.is(t, Use::BY))
}
