//! Whether a cue beside words between marks introduces them.

use super::{AFTER, BEFORE, CueAt, flag};
use crate::annotate::attribution::window::{COMMA, Window, signed, step};
#[allow(clippy::wildcard_imports, reason = "the features of this model")]
use crate::language::choices::*;
use crate::text::{Code, FeatureSink, Word};

/// An utterance between marks, as its surroundings show it.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Marked {
    /// How it ends, inside its marks: shape of the last token.
    pub stop: Code,
    /// How it begins: `#capital`, `#lower`, `#other`.
    pub capital: Code,
    /// How many words it has, in steps.
    pub length: Code,
    /// Whether it stands between single marks.
    pub single: bool,
    /// Whether it follows an utterance with a cue, with nothing between.
    pub follows: bool,
    /// The shape of what stands before it in its sentence.
    pub previous: Code,
    /// The word before it.
    pub previous_word: Word,
    /// The shape of what stands after it.
    pub next: Code,
    /// The word after it.
    pub next_word: Word,
}

/// A cue that may introduce an utterance.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Beside {
    /// Whether the cue stands before the utterance.
    pub before: bool,
    /// How many tokens stand between.
    pub distance: usize,
    /// How many cues stand between.
    pub rank: usize,
    /// Whether no cue stands further away.
    pub last: bool,
}

/// Whether a cue introduces an utterance. `near` is the token beside the mark.
pub(in super::super) fn by(
    window: &Window<'_>,
    cue: &CueAt,
    marked: &Marked,
    beside: &Beside,
    sink: &mut impl FeatureSink,
) {
    let side = if beside.before { BEFORE } else { AFTER };
    let (at, end) = (signed(cue.at), signed(cue.end()));
    let near = if beside.before { window.shape(signed(window.len()) - 1) } else { window.shape(0) };
    let distance = step(beside.distance);
    sink.put(BY_S, side, window.shape(at));
    sink.put(BY_ENTRY, side, cue.entry);
    sink.put(BY_W, side, cue.word);
    sink.put(BY_FRAME, side, cue.frame);
    sink.put(BY_DISTANCE, side, distance);
    sink.put(BY_RANK, side, step(beside.rank));
    sink.put(BY_LAST, side, flag(beside.last));
    sink.put(BY_SFX, side, cue.suffix);
    sink.put(BY_SP, side, window.shape(at - 1));
    sink.put(BY_SN, side, window.shape(end));
    sink.put(BY_PREV, side, window.word(at - 1));
    sink.put(BY_NEXT, side, window.word(end));
    let (from, to) = if beside.before { (cue.end(), window.len()) } else { (0, cue.at) };
    let commas = (from..to).filter(|k| window.shape(signed(*k)) == COMMA).take(5).count();
    sink.put(BY_COMMAS, side, step(commas));
    if to - from <= 5 {
        for k in from..to {
            sink.put(BY_BETWEEN, window.shape(signed(k)), side);
        }
    }
    let gap = if beside.before { window.shape(end) } else { window.shape(at - 1) };
    sink.put(BY_GAP, side, gap);
    sink.put(BY_NEAR, side, near);
    sink.put(BY_INNER, side, marked.stop);
    sink.put(BY_CAPITAL, side, marked.capital);
    sink.put(BY_LENGTH, side, marked.length);
    sink.put(BY_NEAR_D, near, if beside.before { distance } else { Code::NONE });
    sink.put(BY_STOP_D, marked.stop, if beside.before { Code::NONE } else { distance });
    sink.put(BY_CW_D, cue.entry, distance);
    sink.put(BY_CW_STOP, cue.entry, marked.stop);
    sink.put(BY_CW_NEAR, cue.entry, near);
    sink.put(BY_CW_CAPITAL, cue.entry, marked.capital);
    sink.put(BY_F_CAPITAL, cue.frame, marked.capital);
    sink.put(BY_F_NEAR, cue.frame, near);
    sink.put(BY_F_D, cue.frame, distance);
    // what stands on the other side tells whether the words between marks are all that was said
    let (other, word) =
        if beside.before { (marked.next, marked.next_word) } else { (marked.previous, marked.previous_word) };
    sink.put(BY_OTHER, side, other);
    sink.put(BY_OTHER_W, side, word);
    sink.put(BY_OTHER_CAPITAL, other, marked.capital);
    sink.put(BY_OTHER_STOP, other, marked.stop);
    sink.put(BY_SIDE_STOP, if beside.before { marked.stop } else { marked.capital }, other);
    sink.put(BY_OTHER_NEAR, other, near);
    sink.put(BY_OTHER_LENGTH, other, marked.length);
}

/// Whether no cue introduces an utterance.
pub(in super::super) fn not_by(marked: &Marked, sink: &mut impl FeatureSink) {
    let none = Code::NONE;
    let (previous, next) = (marked.previous, marked.next);
    sink.put(NOT_STOP, marked.stop, none);
    sink.put(NOT_CAPITAL, marked.capital, none);
    sink.put(NOT_LENGTH, marked.length, none);
    sink.put(NOT_NEXT, next, none);
    sink.put(NOT_PREV, previous, none);
    sink.put(NOT_BOTH, previous, next);
    sink.put(NOT_STOP_NEXT, marked.stop, next);
    sink.put(NOT_SINGLE, flag(marked.single), none);
    sink.put(NOT_CAP_PREV, marked.capital, previous);
    sink.put(NOT_CAP_LENGTH, marked.capital, marked.length);
    sink.put(NOT_STOP_LENGTH, marked.stop, marked.length);
    sink.put_word(NOT_WORD_PREV, marked.previous_word);
    sink.put_word(NOT_WORD_NEXT, marked.next_word);
    sink.put(NOT_FOLLOWS, flag(marked.follows), none);
}
