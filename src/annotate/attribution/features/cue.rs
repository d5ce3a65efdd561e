//! Whether a cue reports anything, and on which side.

use super::{CueAt, YES, flag};
use crate::annotate::attribution::window::{AUXILIARY, COMMA, QUOTE, STOP, Shapes, Window, signed, step};
#[allow(clippy::wildcard_imports, reason = "the features of this model")]
use crate::language::cue::*;
use crate::text::{Code, FeatureSink};

/// How far commas are looked for around a cue.
const NEAR: usize = 12;
/// How far a quotation is looked for behind it.
const QUOTE_NEAR: usize = 8;
/// The shapes of marks that may end a clause.
const CLAUSE_ENDS: Shapes = Shapes::new(&[COMMA, STOP]);

/// Whether a cue reports anything, and on which side.
pub(in super::super) fn cue(
    window: &Window<'_>,
    cue: &CueAt,
    earlier: bool,
    headline: bool,
    sink: &mut impl FeatureSink,
) {
    of_cue(window, cue, sink);
    of_place(cue, earlier, headline, sink);
}

/// Where a cue stands: behind another that reports something, in a headline.
pub(in super::super) fn of_place(cue: &CueAt, earlier: bool, headline: bool, sink: &mut impl FeatureSink) {
    sink.put(CUE_EARLIER, flag(earlier), Code::NONE);
    sink.put(CUE_HEADLINE, flag(headline), cue.frame);
}

/// What a cue and the words around it tell, whatever else is reported in its sentence.
pub(in super::super) fn of_cue(window: &Window<'_>, cue: &CueAt, sink: &mut impl FeatureSink) {
    let (at, end) = (signed(cue.at), signed(cue.end()));
    let (w, f, sfx) = (cue.word, cue.frame, cue.suffix);
    let none = Code::NONE;
    let shape = |i: isize| window.shape(i);
    let (w_p2, w_p1, w_n1, w_n2, w_n3) =
        (window.word(at - 2), window.word(at - 1), window.word(end), window.word(end + 1), window.word(end + 2));
    let (s_p2, s_p1, s_n1, s_n2) = (shape(at - 2), shape(at - 1), shape(end), shape(end + 1));
    sink.put(CUE_F_SFX, f, sfx);
    sink.put_word(CUE_P2, w_p2);
    sink.put_word(CUE_N2, w_n2);
    sink.put(CUE_SN3, shape(end + 2), none);
    sink.put(CUE_W_N1, cue.entry, w_n1);
    sink.put(CUE_W_SN1, w, s_n1);
    sink.put(CUE_W_SP1, w, s_p1);
    sink.put(CUE_W_P1, cue.entry, w_p1);
    sink.put(CUE_SP1_SN1, s_p1, s_n1);
    sink.put(CUE_SN1_SN2, s_n1, s_n2);
    sink.put(CUE_SP2_SP1, s_p2, s_p1);
    sink.put(CUE_SFX_SP1, sfx, s_p1);
    sink.put(CUE_SFX_SN1, sfx, s_n1);
    sink.put(CUE_F_SN1, f, s_n1);
    sink.put(CUE_F_SP1, f, s_p1);
    sink.put(CUE_F_N1, f, w_n1);
    sink.put(CUE_F_P1, f, w_p1);
    let tail = step(window.len().saturating_sub(cue.end()));
    sink.put(CUE_W_TAIL, cue.entry, tail);
    sink.put(CUE_F_TAIL, f, tail);
    sink.put(CUE_HEAD, step(cue.at), none);
    let (mut before, behind) = (window.shapes_before(cue.at, NEAR), window.shapes_from(cue.end(), NEAR));
    let comma = before.position(|s| s == COMMA).map(|d| d + 1);
    sink.put(CUE_COMMA, comma.map_or(none, step), tail);
    sink.put(CUE_AFTER_COMMA, comma.map_or(none, |d| shape(at - signed(d) + 1)), comma.map_or(none, step));
    let next = behind.clone().position(|s| CLAUSE_ENDS.contains(s));
    sink.put(CUE_NEXT_COMMA, next.map_or(none, step), none);
    // an auxiliary before the next comma tells of a clause
    let verb = behind.clone().position(|s| s == AUXILIARY || CLAUSE_ENDS.contains(s));
    let verb = verb.or_else(|| (behind.len() < NEAR).then_some(behind.len()));
    let kind = verb.map_or(none, |d| shape(end + signed(d)));
    sink.put(CUE_NEXT_VERB, kind, verb.map_or(none, step));
    sink.put(CUE_F_NEXT_VERB, f, kind);
    sink.put(CUE_W_NEXT_VERB, cue.entry, kind);
    sink.put(CUE_QUOTED, flag(window.quoted(cue.at)), none);
    let near = behind.take(QUOTE_NEAR).position(|s| s == QUOTE);
    sink.put(CUE_QUOTE_NEAR, near.map_or(none, step), none);
    if let Some(near) = near {
        sink.put(CUE_F_QUOTE, f, step(near));
        sink.put(CUE_W_QUOTE, cue.entry, YES);
    }
    // those of the nearer words are parts of others
    sink.put_word(CUE_NEXT3, w_n3);
    sink.put(CUE_NEXT3_W, cue.entry, w_n2);
    sink.put(CUE_NEXT3_W, cue.entry, w_n3);
    sink.put_word(CUE_LAST3, window.word(at - 3));
}
