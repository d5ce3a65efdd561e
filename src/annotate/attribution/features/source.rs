//! Who is cited.

use super::{AFTER, BEFORE, CueAt, flag};
use crate::annotate::attribution::window::{COMMA, CONJUNCTION, CUE, PREPOSITION, Window, signed, step};
#[allow(clippy::wildcard_imports, reason = "the features of this model")]
use crate::language::choices::*;
use crate::text::{Code, FeatureSink};

/// A candidate for the source of a cue.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Who {
    /// Its head word.
    pub at: usize,
    /// What it names.
    pub kind: Code,
    /// How many candidates stand between it and the cue.
    pub rank: usize,
    /// What stands between it and the cue.
    pub between: Between,
    /// Whether it stands in the words reported.
    pub inside: bool,
    /// Whether it was the source of the cue before in the sentence.
    pub previous: bool,
}

/// How many tokens of some shapes stand between a candidate and the cue, for each a byte: there are fewer than 256.
#[derive(Debug, Clone, Copy, Default)]
pub(in super::super) struct Between(u32);

impl Between {
    /// Counts a token of a shape.
    pub(in super::super) const fn add(&mut self, shape: Code) {
        self.0 += Self::ONE[shape.number()];
    }

    /// One token, by its shape.
    const ONE: [u32; Code::COUNT] = {
        let mut one = [0; Code::COUNT];
        one[COMMA.number()] = 1;
        one[CUE.number()] = 1 << 8;
        one[PREPOSITION.number()] = 1 << 16;
        one[CONJUNCTION.number()] = 1 << 24;
        one
    };

    /// The numbers of commas, verbs, prepositions and conjunctions, in steps.
    fn steps(self) -> [Code; 4] {
        self.0.to_le_bytes().map(|count| step(count.into()))
    }
}

/// Who is cited: one candidate.
pub(in super::super) fn who(window: &Window<'_>, cue: &CueAt, direction: Code, who: &Who, sink: &mut impl FeatureSink) {
    of_side(cue, direction, who.at < cue.at, sink);
    of_candidate(window, cue, direction, who, sink);
}

/// What all candidates on one side of a cue have in common: it is looked up once.
pub(in super::super) fn of_side(cue: &CueAt, direction: Code, before: bool, sink: &mut impl FeatureSink) {
    let side = if before { BEFORE } else { AFTER };
    sink.put(WHO_CW_SIDE, cue.entry, side);
    sink.put(WHO_FRAME_SIDE, cue.frame, side);
    sink.put(WHO_DIR_SIDE, direction, side);
    sink.put(WHO_SFX_SIDE, cue.suffix, side);
    if !before {
        sink.put(WHO_DIR_D, direction, Code::NONE);
        sink.put(WHO_DIR_RANK, direction, Code::NONE);
    }
}

/// What one candidate has of its own.
pub(in super::super) fn of_candidate(
    window: &Window<'_>,
    cue: &CueAt,
    direction: Code,
    who: &Who,
    sink: &mut impl FeatureSink,
) {
    let i = signed(who.at);
    let none = Code::NONE;
    let before = who.at < cue.at;
    let side = if before { BEFORE } else { AFTER };
    let (from, to) = if before { (who.at + 1, cue.at) } else { (cue.end(), who.at) };
    let distance = step(to.saturating_sub(from));
    let (w, s) = (window.word(i), window.shape(i));
    let (p, sp) = (window.word(i - 1), window.shape(i - 1));
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
    if to - from <= 6 {
        for k in from..to {
            sink.put(WHO_BETWEEN, window.word(signed(k)), side);
        }
    }
    let [commas, verbs, prepositions, conjunctions] = who.between.steps();
    sink.put(WHO_COMMAS, side, commas);
    sink.put(WHO_VERBS, side, verbs);
    sink.put(WHO_PREPS, side, prepositions);
    sink.put(WHO_CONJS, side, conjunctions);
    sink.put(WHO_GAP, if to > from { window.shape(signed(to) - 1) } else { none }, side);
    sink.put(WHO_INSIDE, flag(who.inside), side);
    sink.put(WHO_POSS, flag(window.token(who.at).is_some_and(|t| t.is(crate::model::Class::POSSESSIVE))), side);
    sink.put(WHO_FIRST, flag(who.at == 0), side);
    sink.put(WHO_LAST, flag(who.previous), cue.suffix);
}

/// Nobody is cited.
pub(in super::super) fn nobody(window: &Window<'_>, cue: &CueAt, direction: Code, sink: &mut impl FeatureSink) {
    let i = signed(cue.at);
    sink.put(WHO_NONE, cue.frame, Code::NONE);
    sink.put_word(WHO_NONE_W, cue.word);
    sink.put_word(WHO_NONE_SFX, cue.suffix);
    sink.put(WHO_NONE_DIR, direction, Code::NONE);
    sink.put(WHO_NONE_SP, window.shape(i - 1), Code::NONE);
    sink.put_word(WHO_NONE_P, window.word(i - 1));
}
