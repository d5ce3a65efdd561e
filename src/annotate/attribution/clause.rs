//! Clauses and asides between a source and its cue: "Orr, who leads the council, said", "Orr – the mayor – said", "a person
//! familiar with the matter said".
//!
//! In: a head before its cue. Out: the head of the noun that the clause tells more of.
//! Invariant: what is found stands before the clause, in the same window.

use super::features::CueAt;
use super::phrase::backward;
use super::window::{
    AUXILIARY, CLOSE, COMMA, CONJUNCTION, DASH, EDGE, FUNCTION, LOWER, NAME, NEGATION, NUMBER, OPEN, PREPOSITION,
    PRONOUN, QUOTE, SOURCE, STOP, Window, signed,
};
use crate::language::{CueKind, Use};
use crate::model::Class;

/// How many words may stand between an aside and the cue ("..., also said").
const ADVERBS: usize = 3;
/// How long a clause or aside may be, in tokens.
const LONGEST: usize = 30;
/// How far an opening noun stands from the end of its phrase.
const COMPLEMENT: usize = 8;

/// The noun that a clause or aside around `head` tells more of, and where its phrase must end; `head` and the cue where there
/// is none.
pub(super) fn antecedent(window: &Window<'_>, cue: &CueAt, head: usize) -> (usize, usize) {
    if head >= cue.at {
        return (head, cue.at);
    }
    let found = aside(window, cue, head).or_else(|| relative(window, head)).filter(|at| is_noun(window, *at));
    found.map_or((head, cue.at), |at| match age_of(window, at) {
        Some(name) => (name, name + 1),
        None => (at, at + 1),
    })
}

/// The noun before an aside that ends right before the cue: between commas where it opens with a relative word, between
/// dashes or brackets.
fn aside(window: &Window<'_>, cue: &CueAt, head: usize) -> Option<usize> {
    let shape = |at: usize| window.shape(signed(at));
    let near = cue.at.saturating_sub(ADVERBS + 1)..cue.at;
    let end = near.rev().find(|at| ![AUXILIARY, NEGATION, LOWER, FUNCTION].contains(&shape(*at)))?;
    if head >= end {
        return None;
    }
    let before = end.saturating_sub(LONGEST)..end;
    let open = match shape(end) {
        s if s == COMMA => before.rev().find(|at| shape(*at) == COMMA && opens_relative(window, at + 1))?,
        s if s == DASH => before.rev().find(|at| shape(*at) == DASH)?,
        s if s == CLOSE => before.rev().find(|at| shape(*at) == OPEN)?,
        _ => return None,
    };
    (open <= head).then(|| open.checked_sub(1)).flatten()
}

/// The noun before a relative clause without commas that holds the head: "the man who built the gate said". "Who" before a
/// subject of its own is no subject ("which Orr said was").
fn relative(window: &Window<'_>, head: usize) -> Option<usize> {
    let shape = |at: usize| window.shape(signed(at));
    let stops = |at: &usize| ![COMMA, STOP, DASH, QUOTE].contains(&shape(*at));
    let from = head.saturating_sub(COMPLEMENT);
    let open = (from..=head).rev().take_while(stops).find(|at| is_relative(window, *at))?;
    let next = shape(open + 1);
    let own_subject = [NAME, SOURCE, PRONOUN, FUNCTION].contains(&next) && head > open;
    let before = open.checked_sub(1)?;
    let comma = shape(before) == COMMA;
    let noun = if comma { before.checked_sub(1)? } else { before };
    // a clause behind a comma ends with one
    (!own_subject && (!comma || head == open)).then_some(noun)
}

/// Whether a relative clause about a person or thing starts here: "who", "which", "whose".
fn opens_relative(window: &Window<'_>, at: usize) -> bool {
    is_relative(window, at) || (window.shape(signed(at)) == PREPOSITION && is_relative(window, at + 1))
}

pub(super) fn is_relative(window: &Window<'_>, at: usize) -> bool {
    let grammar = &window.article().pack.grammar;
    // "that" opens what is said far more often
    window.token(at).is_some_and(|t| grammar.is(t, Use::RELATIVE) && !grammar.is(t, Use::DETERMINER))
}

fn is_noun(window: &Window<'_>, at: usize) -> bool {
    [NAME, SOURCE, LOWER].contains(&window.shape(signed(at))) || age_of(window, at).is_some()
}

/// The name before an age between commas: "Orr, 61, who".
fn age_of(window: &Window<'_>, at: usize) -> Option<usize> {
    let shape = |at: usize| window.shape(signed(at));
    let name = at.checked_sub(2)?;
    (shape(at) == NUMBER && shape(name + 1) == COMMA && shape(name) == NAME).then_some(name)
}

/// The unnamed source that opens the phrase whose last part starts at `start`, behind a preposition, and where that phrase
/// starts: the person of "a person familiar with the matter", the police of "police investigating the death of Orr".
pub(super) fn opening_noun(window: &Window<'_>, start: usize, fence: usize) -> Option<(usize, usize)> {
    let article = window.article();
    let joint = start.checked_sub(1)?;
    // "familiar", "aware": adjectives that may report
    let adjective = |at: usize| {
        let cue = window.token(at).and_then(|t| article.pack.reporting.cue(t.word));
        cue.is_some_and(|c| c.kind == CueKind::Adjective)
    };
    let noun_end = if joint > fence && adjective(joint - 1) { joint - 1 } else { joint };
    let from = backward(window, noun_end, fence);
    let opens =
        from == fence || [EDGE, COMMA, QUOTE, STOP, DASH, CONJUNCTION].contains(&window.shape(signed(from) - 1));
    let person = |at: &usize| {
        let token = window.token(*at);
        token.is_some_and(|t| {
            t.is(Class::SOURCE) || (!t.is(Class::CAPITALISED) && article.pack.casualties.listed(t).is_some())
        })
    };
    let noun = (from..joint).find(person)?;
    (opens && joint - from <= COMPLEMENT && window.shape(signed(noun) + 1) != NAME).then_some((noun, from))
}
