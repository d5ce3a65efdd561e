//! Where the words start and end that a cue reports.

use super::{CueAt, flag};
use crate::annotate::attribution::window::{COMMA, CONJUNCTION, CUE, QUOTE, Window, signed, step};
#[allow(clippy::wildcard_imports, reason = "the features of this model")]
use crate::language::choices::*;
use crate::text::{Code, FeatureSink};

/// Whether what a cue reports starts at a position after it.
pub(in super::super) fn start(window: &Window<'_>, cue: &CueAt, at: usize, sink: &mut impl FeatureSink) {
    let i = signed(at);
    let rel = step(at - cue.end());
    let none = Code::NONE;
    let (w, p, s, sp) = (window.word(i), window.word(i - 1), window.shape(i), window.shape(i - 1));
    sink.put_word(START_P, p);
    sink.put(START_CW_P, cue.entry, p);
    sink.put(START_CW_W, cue.entry, w);
    sink.put(START_CW_S, cue.entry, s);
    sink.put(START_CW_AT, cue.entry, rel);
    sink.put(START_SP_S, sp, s);
    sink.put(START_P_W, p, w);
    sink.put(START_F_W, cue.frame, w);
    sink.put(START_F_SP, cue.frame, sp);
    sink.put(START_F_AT, cue.frame, rel);
    sink.put(START_S_N, s, window.shape(i + 1));
    sink.put(START_LEFT, step(window.len() - at), none);
    for d in cue.end().max(at.saturating_sub(PASSED))..at {
        sink.put(START_PASSED, window.word(signed(d)), flag(d + 1 == at));
    }
}

/// How many of the words passed over are looked at.
const PASSED: usize = 3;

/// Whether what a cue reports, from `from` on, ends before a position.
pub(in super::super) fn end(
    window: &Window<'_>,
    cue: &CueAt,
    from: usize,
    at: usize,
    passed: Passed,
    sink: &mut impl FeatureSink,
) {
    let i = signed(at);
    let (w, s, sn, n) = (window.word(i), window.shape(i), window.shape(i + 1), window.word(i + 1));
    let left = step(window.len() - at);
    let length = step(at - from);
    sink.put(END_SP, window.shape(i - 1), s);
    sink.put(END_P_S, window.word(i - 1), s);
    sink.put(END_F_S, cue.frame, s);
    sink.put(END_F_W, cue.frame, w);
    sink.put(END_CW_S, cue.entry, s);
    sink.put(END_S_SN, s, sn);
    sink.put(END_S_N, s, n);
    sink.put(END_W_N, w, n);
    sink.put(END_COMMAS, step(passed.commas.into()), s);
    sink.put(END_CUES, step(passed.cues.into()), s);
    sink.put(END_QUOTED, flag(window.quoted(at)), flag(window.quoted(from)));
    let closes = flag(window.quoted(at - 1) && window.closing(at).is_some());
    sink.put(END_CLOSES, closes, s);
    sink.put(END_CLOSES_N, closes, sn);
    sink.put(END_S_LEFT, s, left);
    sink.put(END_S_LENGTH, s, length);
    sink.put(END_F_LENGTH, cue.frame, length);
    sink.put(END_FIRST, window.word(signed(from)), s);
    beyond(window, cue, from, at, passed, sink);
}

/// What follows the words, behind the marks that end them: "... “grim” and warned", "... “grim” after a visit".
fn beyond(window: &Window<'_>, cue: &CueAt, from: usize, at: usize, passed: Passed, sink: &mut impl FeatureSink) {
    let (next, gap) = window.beyond(at);
    let n = signed(next);
    let (w1, s1, w2, s2) = (window.word(n), window.shape(n), window.word(n + 1), window.shape(n + 1));
    let inside = flag(window.quoted(from));
    sink.put(END_GAP, gap, s1);
    sink.put(END_GAP_W, gap, w1);
    sink.put(END_GAP_F, gap, cue.frame);
    sink.put(END_GAP_CW, gap, cue.entry);
    sink.put(END_GAP_INSIDE, gap, inside);
    sink.put(END_GAP_QUOTED, gap, step(passed.quotations.into()));
    if passed.quotations > 0 {
        // "“unsafe,” which led to “chaos”": what goes on to another quotation without another cue is one content
        let later = (next..window.len().min(next + LATER)).find(|k| [QUOTE, CUE].contains(&window.shape(signed(*k))));
        sink.put(END_LATER, gap, flag(later.is_some_and(|k| window.shape(signed(k)) == QUOTE)));
    }
    if s1 == CONJUNCTION {
        // "said it was ... and warned": another verb of the same form goes on about the speaker
        let like = flag(window.token(next + 1).is_some() && same_form(window.text(next + 1), window.text(cue.at)));
        sink.put(END_JOIN, w1, s2);
        sink.put(END_JOIN_W, w1, w2);
        sink.put(END_JOIN_GAP, gap, s2);
        sink.put(END_JOIN_LIKE, like, gap);
        sink.put(END_JOIN_LIKE_S, like, s2);
        sink.put(END_JOIN_LIKE_F, like, cue.frame);
        sink.put(END_JOIN_THIRD, s2, window.shape(n + 2));
    } else {
        sink.put(END_THEN, s1, s2);
    }
}

/// How far another quotation is looked for behind one.
const LATER: usize = 24;

/// Whether two words end alike, as verbs of one tense do.
fn same_form(a: &str, b: &str) -> bool {
    let last = |word: &str| (word.len() > 3).then(|| word.char_indices().rev().nth(1).map(|(i, _)| i)).flatten();
    match (last(a), last(b)) {
        (Some(i), Some(j)) => a[i..] == b[j..],
        _ => false,
    }
}

/// What stands between the start of a content and a position: no content has more than a hundred tokens.
#[derive(Debug, Clone, Copy, Default)]
pub(in super::super) struct Passed {
    pub commas: u8,
    pub cues: u8,
    pub quotations: u8,
}

/// Whether what a cue reports starts at a position before it.
pub(in super::super) fn head(window: &Window<'_>, cue: &CueAt, at: usize, sink: &mut impl FeatureSink) {
    let i = signed(at);
    let none = Code::NONE;
    sink.put(HEAD_AT, step(at), none);
    sink.put_word(HEAD_W, window.word(i));
    sink.put_word(HEAD_P, window.word(i - 1));
    sink.put(HEAD_SP_S, window.shape(i - 1), window.shape(i));
    sink.put(HEAD_P_W, window.word(i - 1), window.word(i));
    let commas = (at..cue.at).filter(|k| window.shape(signed(*k)) == COMMA).take(5).count();
    sink.put(HEAD_COMMAS, step(commas), cue.frame);
    sink.put(HEAD_DISTANCE, step(cue.at - at), cue.frame);
}

/// Whether what a cue reports ends before a position that stands before the cue.
pub(in super::super) fn tail(window: &Window<'_>, cue: &CueAt, at: usize, sink: &mut impl FeatureSink) {
    let i = signed(at);
    let s = window.shape(i);
    let distance = step(cue.at - at);
    sink.put_word(TAIL_W, window.word(i));
    sink.put(TAIL_P, window.shape(i - 1), s);
    sink.put_word(TAIL_N, window.word(i + 1));
    sink.put(TAIL_DISTANCE, distance, cue.frame);
    sink.put(TAIL_S_D, s, distance);
    sink.put(TAIL_S_SN, s, window.shape(i + 1));
    sink.put(TAIL_CW_S, cue.entry, s);
}
