//! Which words a cue reports: where they start and end, on either side of it.
//!
//! In: a cue in a window. Out: ranges of positions.
//! Invariant: the candidates of training are those of use; a bounded number of them a cue. None cuts
//! through a quotation that it does not start in.

use super::features::{self, CueAt, Passed};
use super::reported::Side;
use super::window::{
    CLOSE, COLON, COMMA, CONJUNCTION, CUE, DASH, DATE, LOWER, NAME, NUMBER, PREPOSITION, Positions, QUOTE, STOP,
    Window, signed,
};
use crate::language::{Sum, Weights};

/// How far from its cue reported words start.
const START_WITHIN: usize = 10;
/// How long reported words may be, in tokens.
const LONGEST: usize = 100;
/// How far from its cue the words before it end: a source with its titles stands between.
const TAIL_WITHIN: usize = 40;

/// The words that a cue reports.
pub(super) fn content(weights: &Weights<1>, window: &Window<'_>, cue: &CueAt, side: Side) -> Vec<Positions> {
    let mut out = Vec::new();
    if side != Side::After {
        out.extend(before(weights, window, cue));
    }
    if side != Side::Before {
        out.extend(after(weights, window, cue));
    }
    out
}

fn before(weights: &Weights<1>, window: &Window<'_>, cue: &CueAt) -> Option<Positions> {
    let end = best(weights, tails(window, cue), |at, sum| features::tail(window, cue, *at, sum))?;
    let start = best(weights, heads(window, end), |at, sum| features::head(window, cue, *at, sum))?;
    (start < end).then_some(start..end)
}

fn after(weights: &Weights<1>, window: &Window<'_>, cue: &CueAt) -> Option<Positions> {
    let start = best(weights, starts(window, cue), |at, sum| features::start(window, cue, *at, sum))?;
    let (end, _) = best(weights, ends(window, start), |(at, passed), sum| {
        features::end(window, cue, start, *at, *passed, sum);
    })?;
    (start < end).then_some(start..end)
}

/// The candidate of the highest score; the first of equals.
fn best<T>(weights: &Weights<1>, from: impl Iterator<Item = T>, mut put: impl FnMut(&T, &mut Sum<'_, 1>)) -> Option<T> {
    let mut found: Option<(f32, T)> = None;
    for candidate in from {
        let mut sum = weights.sum();
        put(&candidate, &mut sum);
        if found.as_ref().is_none_or(|(score, _)| sum.total[0] > *score) {
            found = Some((sum.total[0], candidate));
        }
    }
    found.map(|(_, candidate)| candidate)
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

/// Where words that start at `start` may end, with what was passed until there.
pub(super) fn ends<'w>(window: &'w Window<'_>, start: usize) -> impl Iterator<Item = (usize, Passed)> + 'w {
    let mut passed = Passed::default();
    let inside = window.quoted(start);
    (start + 1..=window.len().min(start + LONGEST)).filter_map(move |at| {
        let shape = window.shape(signed(at));
        let after_word = window.is_word(at - 1) || window.shape(signed(at) - 1) == CLOSE;
        let in_phrase = [LOWER, NUMBER, NAME].contains(&shape) && at < window.len();
        let here = passed;
        passed.commas += usize::from(shape == COMMA);
        passed.cues += usize::from(shape == CUE);
        passed.quotations += usize::from(window.closes(at));
        (after_word && !in_phrase && (inside || !cuts_quotation(window, at))).then_some((at, here))
    })
}

/// Where the words before a cue may end.
pub(super) fn tails<'w>(window: &'w Window<'_>, cue: &CueAt) -> impl Iterator<Item = usize> + 'w {
    let to = cue.at;
    (to.saturating_sub(TAIL_WITHIN).max(1)..=to).filter(move |at| {
        let shape = window.shape(signed(*at));
        window.is_word(at - 1) && (*at + 3 > to || [COMMA, QUOTE, DASH, STOP, CLOSE, COLON].contains(&shape))
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
            && (Some(*at) == first
                || [COMMA, DASH, COLON, CONJUNCTION, QUOTE, STOP, CUE, PREPOSITION, DATE, CLOSE].contains(&before))
            && (inside || !cuts_quotation(window, *at))
    })
}
