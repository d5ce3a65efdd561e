//! Which words a cue reports: where they start and end, on either side of it.
//!
//! In: a cue in a window. Out: ranges of positions.
//! Invariant: the candidates of training are those of use; a bounded number of them a cue. None cuts
//! through a quotation that it does not start in.

use smallvec::SmallVec;

use super::features::{self, CueAt, Passed};
use super::reported::Side;
use super::window::{
    CLOSE, COLON, COMMA, CONJUNCTION, CUE, DASH, DATE, LOWER, NAME, NUMBER, PREPOSITION, Positions, QUOTE, STOP,
    Shapes, Window, signed,
};
use crate::language::{Sum, Weights};

/// How far from its cue reported words start.
const START_WITHIN: usize = 10;
/// How long reported words may be, in tokens.
const LONGEST: usize = 100;
/// How far from its cue the words before it end: a source with its titles stands between.
const TAIL_WITHIN: usize = 40;

/// Where words that a cue reports stand: one range a side.
pub(super) type Ranges = SmallVec<[Positions; 2]>;

/// Words that a cue reports, and how likely they are about the right ones.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Content {
    /// Their positions.
    pub ranges: Ranges,
    /// The logarithm of a probability.
    pub likelihood: f32,
}

/// Words that no cue reports.
const IMPOSSIBLE: (Positions, f32) = (0..0, f32::NEG_INFINITY);

/// The words that a cue reports; impossible ones as soon as they are surely less likely than `least`.
pub(super) fn content(weights: &Weights<1>, window: &Window<'_>, cue: &CueAt, side: Side, least: f32) -> Content {
    let mut found = Content { ranges: Ranges::new(), likelihood: 0.0 };
    let before = (side != Side::After).then(|| before(weights, window, cue, least)).flatten();
    let after = (side != Side::Before).then(|| after(weights, window, cue, least)).flatten();
    for (range, likelihood) in before.into_iter().chain(after) {
        found.ranges.push(range);
        found.likelihood += likelihood;
    }
    found
}

fn before(weights: &Weights<1>, window: &Window<'_>, cue: &CueAt, least: f32) -> Option<(Positions, f32)> {
    let mut ends = Scored::new();
    let (end, tail) = score(weights, tails(window, cue), |at, sum| features::tail(window, cue, *at, sum), &mut ends)?;
    if tail.ln() < least {
        return Some(IMPOSSIBLE);
    }
    let mut starts = Scored::new();
    let (start, _) = score(weights, heads(window, end), |at, sum| features::head(window, cue, *at, sum), &mut starts)?;
    (start < end).then(|| (start..end, tail.ln() + bound_near(starts.iter().copied(), start, end).ln()))
}

fn after(weights: &Weights<1>, window: &Window<'_>, cue: &CueAt, least: f32) -> Option<(Positions, f32)> {
    let mut scored = Scored::new();
    let put = |at: &usize, sum: &mut Sum<'_, 1>| features::start(window, cue, *at, sum);
    let (start, head) = score(weights, starts(window, cue), put, &mut scored)?;
    if head.ln() < least {
        return Some(IMPOSSIBLE);
    }
    let mut scored = Scored::new();
    let put = |(at, passed): &(usize, Passed), sum: &mut Sum<'_, 1>| {
        features::end(window, cue, start, *at, *passed, sum);
    };
    let ((end, _), _) = score(weights, ends(window, start), put, &mut scored)?;
    let ends = scored.iter().map(|((at, _), p)| (*at, *p));
    (start < end).then(|| (start..end, head.ln() + bound_near(ends, end, start).ln()))
}

/// How many candidates there are at most, usually: no more need memory of their own.
const USUAL: usize = 24;

/// Candidates with their probabilities.
type Scored<T> = SmallVec<[(T, f32); USUAL]>;

/// Adds candidates with their probabilities to `scored`, where nobody moves them: they are many. Returns the likeliest, the
/// first of equals.
fn score<T: Copy>(
    weights: &Weights<1>,
    candidates: impl Iterator<Item = T>,
    mut put: impl FnMut(&T, &mut Sum<'_, 1>),
    scored: &mut Scored<T>,
) -> Option<(T, f32)> {
    let (mut most, mut likeliest) = (f32::NEG_INFINITY, 0);
    scored.extend(candidates.enumerate().map(|(i, candidate)| {
        let mut sum = weights.sum();
        put(&candidate, &mut sum);
        let [score] = sum.total();
        likeliest = if score > most { i } else { likeliest };
        most = most.max(score);
        (candidate, score)
    }));
    let mut all = 0.0;
    for (_, score) in scored.iter_mut() {
        *score = (*score - most).exp();
        all += *score;
    }
    for (_, weight) in scored.iter_mut() {
        *weight /= all;
    }
    scored.get(likeliest).copied()
}

/// How likely a stretch from `fixed` to `bound` shares at least half of its words with the right one.
fn bound_near(candidates: impl Iterator<Item = (usize, f32)>, bound: usize, fixed: usize) -> f32 {
    let length = bound.abs_diff(fixed);
    let shares = |at: usize| at.abs_diff(fixed) <= length * 2 && length <= at.abs_diff(fixed) * 2;
    candidates.map(|(at, p)| if shares(at) { p } else { 0.0 }).sum()
}

/// Whether a quotation goes on over the token before a position and the one at it.
fn cuts_quotation(window: &Window<'_>, at: usize) -> bool {
    at > 0 && window.quoted(at - 1) && window.quoted(at) && window.closing(at).is_none()
}

/// Where the words after a cue may start.
pub(super) fn starts<'w>(window: &'w Window<'_>, cue: &CueAt) -> impl Iterator<Item = usize> + 'w {
    let from = cue.end();
    let inside = window.quoted(cue.at);
    (from..window.len().min(from + START_WITHIN))
        .filter(move |at| window.is_word(*at) && (inside || !cuts_quotation(window, *at)))
}

/// The shapes of words before which nothing ends.
const IN_PHRASE: Shapes = Shapes::new(&[LOWER, NUMBER, NAME]);

/// Where words that start at `start` may end, with what was passed until there.
pub(super) fn ends<'w>(window: &'w Window<'_>, start: usize) -> impl Iterator<Item = (usize, Passed)> + 'w {
    let mut passed = Passed::default();
    let inside = window.quoted(start);
    (start + 1..=window.len().min(start + LONGEST)).filter_map(move |at| {
        let shape = window.shape(signed(at));
        if IN_PHRASE.contains(shape) {
            return None;
        }
        let after_word = window.is_word(at - 1) || window.shape(signed(at) - 1) == CLOSE;
        let here = passed;
        passed.commas += u8::from(shape == COMMA);
        passed.cues += u8::from(shape == CUE);
        passed.quotations += u8::from(window.closes(at));
        (after_word && (inside || !cuts_quotation(window, at))).then_some((at, here))
    })
}

/// The shapes of what may stand behind words that a cue reports.
const AFTER_CLAUSE: Shapes = Shapes::new(&[COMMA, QUOTE, DASH, STOP, CLOSE, COLON]);
/// The shapes of what may stand before them.
const BEFORE_CLAUSE: Shapes =
    Shapes::new(&[COMMA, DASH, COLON, CONJUNCTION, QUOTE, STOP, CUE, PREPOSITION, DATE, CLOSE]);

/// Where the words before a cue may end.
pub(super) fn tails<'w>(window: &'w Window<'_>, cue: &CueAt) -> impl Iterator<Item = usize> + 'w {
    let to = cue.at;
    (to.saturating_sub(TAIL_WITHIN).max(1)..=to).filter(move |at| {
        let shape = window.shape(signed(*at));
        window.is_word(at - 1) && (*at + 3 > to || AFTER_CLAUSE.contains(shape))
    })
}

/// Where words that end at `end` may start.
pub(super) fn heads<'w>(window: &'w Window<'_>, end: usize) -> impl Iterator<Item = usize> + 'w {
    let from = end.saturating_sub(LONGEST);
    let first = (from..end).find(|at| window.is_word(*at));
    let inside = end > 0 && window.quoted(end - 1) && window.closing(end).is_none();
    (from..end).filter(move |at| {
        let before = window.shape(signed(*at) - 1);
        window.is_word(*at)
            && (Some(*at) == first || BEFORE_CLAUSE.contains(before))
            && (inside || !cuts_quotation(window, *at))
    })
}
