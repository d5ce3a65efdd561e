//! Who is cited.

use super::{AFTER, BEFORE, CueAt, flag};
use crate::annotate::attribution::window::{COMMA, CONJUNCTION, CUE, PREPOSITION, Window, signed, step};
use crate::text::{FeatureSink, Value};

templates! {
    WHO_S = "who.s", WHO_W = "who.w", WHO_P = "who.w-1", WHO_SP = "who.s-1", WHO_N = "who.w+1",
    WHO_SN = "who.s+1", WHO_SIDE_D = "who.side&distance", WHO_CW_SIDE = "who.cue&side",
    WHO_DIR_SIDE = "who.direction&side", WHO_DIR_D = "who.direction&distance", WHO_S_SIDE = "who.s&side",
    WHO_COMMAS = "who.side&commas", WHO_VERBS = "who.side&verbs", WHO_PREPS = "who.side&prepositions",
    WHO_CONJS = "who.side&conjunctions", WHO_INSIDE = "who.inside", WHO_POSS = "who.possessive",
    WHO_FIRST = "who.first", WHO_LAST = "who.previous", WHO_SFX_SIDE = "who.suffix&side",
    WHO_KIND = "who.kind&side", WHO_NONE = "who.none", WHO_NONE_W = "who.none&cue",
    WHO_NONE_DIR = "who.none&direction", WHO_NONE_SP = "who.none&s-1", WHO_NONE_P = "who.none&w-1",
    WHO_RANK = "who.side&rank", WHO_SP_SIDE = "who.s-1&side", WHO_W_SIDE = "who.w&side", WHO_GAP = "who.gap",
    WHO_KIND_RANK = "who.kind&rank", WHO_NONE_SFX = "who.none&suffix", WHO_BETWEEN = "who.between",
    WHO_P_SIDE = "who.w-1&side", WHO_DIR_RANK = "who.direction&rank", WHO_FRAME_SIDE = "who.frame&side",
}

/// A candidate for the source of a cue.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Who {
    /// Its head word.
    pub at: usize,
    /// What it names.
    pub kind: Value,
    /// How many candidates stand between it and the cue.
    pub rank: usize,
    /// Whether it stands in the words reported.
    pub inside: bool,
    /// Whether it was the source of the cue before in the sentence.
    pub previous: bool,
}

/// Who is cited: one candidate.
pub(in super::super) fn who(
    window: &Window<'_>,
    cue: &CueAt,
    direction: Value,
    who: &Who,
    sink: &mut impl FeatureSink,
) {
    of_side(cue, direction, who.at < cue.at, sink);
    of_candidate(window, cue, direction, who, sink);
}

/// What all candidates on one side of a cue have in common: it is looked up once.
pub(in super::super) fn of_side(cue: &CueAt, direction: Value, before: bool, sink: &mut impl FeatureSink) {
    let side = if before { BEFORE } else { AFTER };
    sink.put(WHO_CW_SIDE, cue.entry, side);
    sink.put(WHO_FRAME_SIDE, cue.frame, side);
    sink.put(WHO_DIR_SIDE, direction, side);
    sink.put(WHO_SFX_SIDE, cue.suffix, side);
    if !before {
        sink.put(WHO_DIR_D, direction, Value::NONE);
        sink.put(WHO_DIR_RANK, direction, Value::NONE);
    }
}

/// What one candidate has of its own.
pub(in super::super) fn of_candidate(
    window: &Window<'_>,
    cue: &CueAt,
    direction: Value,
    who: &Who,
    sink: &mut impl FeatureSink,
) {
    let i = signed(who.at);
    let none = Value::NONE;
    let before = who.at < cue.at;
    let side = if before { BEFORE } else { AFTER };
    let (from, to) = if before { (who.at + 1, cue.at) } else { (cue.end(), who.at) };
    let distance = step(to.saturating_sub(from));
    let (w, s) = (window.word(i), window.shape(i));
    let (p, sp) = (window.word(i - 1), window.shape(i - 1));
    sink.put(WHO_S, s, none);
    sink.put(WHO_W, w, none);
    sink.put(WHO_P, p, none);
    sink.put(WHO_SP, sp, none);
    sink.put(WHO_N, window.word(i + 1), side);
    sink.put(WHO_SN, window.shape(i + 1), side);
    sink.put(WHO_SIDE_D, side, distance);
    if before {
        sink.put(WHO_DIR_D, direction, distance);
        sink.put(WHO_DIR_RANK, direction, step(who.rank));
    }
    sink.put(WHO_S_SIDE, s, side);
    sink.put(WHO_SP_SIDE, sp, side);
    sink.put(WHO_W_SIDE, w, side);
    sink.put(WHO_P_SIDE, p, side);
    sink.put(WHO_KIND, who.kind, side);
    sink.put(WHO_RANK, side, step(who.rank));
    sink.put(WHO_KIND_RANK, who.kind, step(who.rank));
    let (mut commas, mut verbs, mut preps, mut conjs) = (0, 0, 0, 0);
    for k in from..to.min(from + 40) {
        let shape = window.shape(signed(k));
        commas += usize::from(shape == COMMA);
        verbs += usize::from(shape == CUE);
        preps += usize::from(shape == PREPOSITION);
        conjs += usize::from(shape == CONJUNCTION);
        if to - from <= 6 {
            sink.put(WHO_BETWEEN, window.word(signed(k)), side);
        }
    }
    sink.put(WHO_COMMAS, side, step(commas));
    sink.put(WHO_VERBS, side, step(verbs));
    sink.put(WHO_PREPS, side, step(preps));
    sink.put(WHO_CONJS, side, step(conjs));
    sink.put(WHO_GAP, if to > from { window.shape(signed(to) - 1) } else { none }, side);
    sink.put(WHO_INSIDE, flag(who.inside), side);
    sink.put(WHO_POSS, flag(window.token(who.at).is_some_and(|t| t.is(crate::model::Class::POSSESSIVE))), side);
    sink.put(WHO_FIRST, flag(who.at == 0), side);
    sink.put(WHO_LAST, flag(who.previous), cue.suffix);
}

/// Nobody is cited.
pub(in super::super) fn nobody(window: &Window<'_>, cue: &CueAt, direction: Value, sink: &mut impl FeatureSink) {
    let i = signed(cue.at);
    sink.put(WHO_NONE, cue.frame, Value::NONE);
    sink.put(WHO_NONE_W, cue.word, Value::NONE);
    sink.put(WHO_NONE_SFX, cue.suffix, Value::NONE);
    sink.put(WHO_NONE_DIR, direction, Value::NONE);
    sink.put(WHO_NONE_SP, window.shape(i - 1), Value::NONE);
    sink.put(WHO_NONE_P, window.word(i - 1), Value::NONE);
}
