//! The words that name a source: the noun phrase around its head, with titles, complements and appositions.
//!
//! In: a cue in a window, and the head of its source. Out: a [`Phrase`].
//! Invariant: a phrase stays in its window, on its head's side of the cue.

use super::clause;
use super::features::CueAt;
use super::window::{
    COMMA, CONJUNCTION, DASH, EDGE, FUNCTION, LOWER, NAME, NUMBER, PREPOSITION, PRONOUN, Positions, QUOTE, SOURCE,
    STOP, Window, signed,
};
use crate::language::Use;
use crate::model::{Class, TokenRange};

/// The words that name a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    /// Its tokens in the article.
    pub tokens: TokenRange,
    /// The token that says who it is.
    pub head: u32,
    /// Whether it names two sources.
    pub conjoined: bool,
}

impl Phrase {
    fn new(window: &Window<'_>, positions: Positions, head: usize) -> Self {
        Self { tokens: window.tokens(&positions), head: window.index(head), conjoined: false }
    }

    /// The phrase around a head: its titles and modifiers before it, the rest of a name after it, and
    /// what a preposition or an apposition adds to it ("Orr of Velm", "Orr, the mayor,").
    pub(super) fn around(window: &Window<'_>, cue: &CueAt, head: usize) -> Self {
        let mention = head;
        let (head, edge) = clause::antecedent(window, cue, head);
        if window.shape(signed(head)) == PRONOUN || clause::is_relative(window, mention) {
            // "who" is the mention, whom it stands for the head
            return Self::new(window, mention..mention + 1, head);
        }
        let head = owned(window, cue, head);
        let fence = if head < cue.at { 0 } else { cue.end() };
        let end = forward(window, head, if head < cue.at { edge } else { window.len() });
        let mut main = end - 1;
        let mut start = backward(window, head, fence);
        if head >= cue.end() {
            return behind(window, start..end, main);
        }
        let before_cue = end + ADVERBS >= edge;
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
            if complement || apposition {
                main = start - 2;
                start = backward(window, main, fence);
            } else if let Some((noun, from)) =
                clause::opening_noun(window, start, fence).filter(|_| joint == PREPOSITION)
            {
                main = noun;
                start = from;
            } else {
                break;
            }
        }
        let phrase = Self::new(window, start..end, main);
        match conjoined(window, cue, start..end) {
            Some(both) => Self { tokens: window.tokens(&both), conjoined: true, ..phrase },
            None => phrase,
        }
    }
}

/// A phrase behind its cue: two names, or a description with the name that follows it ("said his lawyer, Ada Lind.").
fn behind(window: &Window<'_>, phrase: Positions, main: usize) -> Phrase {
    let shape = |at: usize| window.shape(signed(at));
    let found = Phrase::new(window, phrase.clone(), main);
    if let Some(both) = conjoined_behind(window, phrase.clone()) {
        return Phrase { tokens: window.tokens(&both), conjoined: true, ..found };
    }
    let described =
        [LOWER, SOURCE].contains(&shape(main)) && shape(phrase.end) == COMMA && shape(phrase.end + 1) == NAME;
    if described {
        let end = forward(window, phrase.end + 1, window.len());
        if [EDGE, COMMA, QUOTE, STOP, DASH].contains(&shape(end)) {
            return Phrase::new(window, phrase.start..end, end - 1);
        }
    }
    found
}

/// Two names before a cue that are one source: "Orr and Lind said".
fn conjoined(window: &Window<'_>, cue: &CueAt, name: Positions) -> Option<Positions> {
    let shape = |at: isize| window.shape(at);
    let start = signed(name.start);
    if name.start < cue.at && shape(start - 1) == CONJUNCTION && shape(start - 2) == NAME && shape(start) == NAME {
        // only a name: "they met Orr and Lind said" has one speaker
        let first = (1..name.start - 1).rev().find(|at| shape(signed(*at) - 1) != NAME).unwrap_or(0);
        let opens = [EDGE, COMMA, QUOTE, STOP, DASH].contains(&shape(signed(first) - 1));
        return opens.then_some(first..name.end);
    }
    None
}

/// Two names behind a cue that are one source: "said Orr and Lind.".
fn conjoined_behind(window: &Window<'_>, name: Positions) -> Option<Positions> {
    let shape = |at: isize| window.shape(at);
    let end = signed(name.end);
    if shape(end) == CONJUNCTION && shape(end + 1) == NAME && shape(end - 1) == NAME {
        let last = forward(window, name.end + 1, window.len());
        let ends = [EDGE, COMMA, QUOTE, STOP, DASH].contains(&shape(signed(last)));
        return ends.then_some(name.start..last);
    }
    None
}

/// Whom a head behind a cue stands before: the mayor of "said Orla's new mayor", the diplomat of "said the top Orlan
/// diplomat".
fn owned(window: &Window<'_>, cue: &CueAt, head: usize) -> usize {
    if head < cue.end() {
        return head;
    }
    let owns = window.token(head).is_some_and(|t| t.is(Class::POSSESSIVE));
    let nouns = |at: &usize| [LOWER, SOURCE].contains(&window.shape(signed(*at)));
    let last = (head + 1..head + 1 + OWNED).take_while(nouns).last();
    if owns {
        return last.unwrap_or(head);
    }
    let named = window.shape(signed(head)) == NAME && window.shape(signed(head) + 1) != NAME;
    let determined = (cue.end()..head).any(|at| is_determiner(window, at));
    match last {
        // "said the Orlan envoy", "said Orlan officials": a name before a noun tells of it
        Some(last) if named && (determined || window.shape(signed(last)) == SOURCE) => last,
        _ => head,
    }
}

/// Whether a word opens a noun phrase: "the", "a", "his".
fn is_determiner(window: &Window<'_>, at: usize) -> bool {
    let grammar = &window.article().pack.grammar;
    window.token(at).is_some_and(|t| grammar.is(t, Use::DETERMINER | Use::ARTICLE))
}

/// How many words name what somebody owns.
const OWNED: usize = 3;

/// How many words may stand between a source and its cue.
const ADVERBS: usize = 3;
/// How many complements and appositions a source has.
const MOST_PARTS: usize = 3;

/// The start of the noun phrase that a head ends.
pub(super) fn backward(window: &Window<'_>, head: usize, fence: usize) -> usize {
    let mut start = head;
    while start > fence && belongs(window, start - 1) && head - start < LONGEST {
        start -= 1;
    }
    // "his lawyer", "its owner's lawyer"
    let owner = start > fence
        && window.shape(signed(start) - 1) == PRONOUN
        && is_determiner(window, start - 1)
        && !window.article().pack.grammar.is(&window.article().tokens[window.index(start - 1) as usize], Use::RELATIVE);
    if owner { start - 1 } else { start }
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
