//! Where the words start and end that a cue reports.

use super::{CueAt, flag};
use crate::annotate::attribution::window::{COMMA, CONJUNCTION, CUE, QUOTE, Window, signed, step};
use crate::text::{FeatureSink, Value};

templates! {
    END_GAP = "end.gap&next", END_GAP_W = "end.gap&next-word", END_GAP_F = "end.gap&frame", END_GAP_CW = "end.gap&cue",
    END_GAP_INSIDE = "end.gap&inside", END_GAP_QUOTED = "end.gap&quotations", END_JOIN = "end.join&s",
    END_JOIN_W = "end.join&w", END_JOIN_GAP = "end.join&gap", END_JOIN_LIKE = "end.like&gap",
    END_JOIN_LIKE_S = "end.like&s", END_JOIN_LIKE_F = "end.like&frame", END_JOIN_THIRD = "end.join&s+2",
    END_THEN = "end.next&then", END_LATER = "end.gap&later-quote", END_P_S = "end.w-1&s",
    START_BIAS = "start.at", START_W = "start.w", START_P = "start.w-1", START_S = "start.s",
    START_SP = "start.s-1", START_CW_P = "start.cue&w-1", START_CW_AT = "start.cue&at",
    START_SP_S = "start.s-1&s", START_P_W = "start.w-1&w", START_F_W = "start.frame&w",
    START_F_SP = "start.frame&s-1", START_F_AT = "start.frame&at", START_PASSED = "start.passed",
    START_CW_W = "start.cue&w", START_S_N = "start.s&s+1", START_LEFT = "start.left",
    START_CW_S = "start.cue&s", END_S = "end.s", END_W = "end.w", END_P = "end.w-1", END_SP = "end.s-1",
    END_SN = "end.s+1", END_N = "end.w+1", END_LEFT = "end.left", END_LENGTH = "end.length",
    END_F_S = "end.frame&s", END_CW_S = "end.cue&s", END_S_SN = "end.s&s+1", END_S_N = "end.s&w+1",
    END_W_N = "end.w&w+1", END_COMMAS = "end.commas", END_QUOTED = "end.quoted", END_CLOSES = "end.closes",
    END_CLOSES_N = "end.closes&s+1", END_S_LEFT = "end.s&left", END_F_LENGTH = "end.frame&length",
    END_S_LENGTH = "end.s&length", END_CUES = "end.cues", END_F_W = "end.frame&w", END_FIRST = "end.first&s",
    HEAD_AT = "head.at", HEAD_W = "head.w", HEAD_P = "head.w-1", HEAD_SP = "head.s-1", HEAD_S = "head.s",
    HEAD_SP_S = "head.s-1&s", HEAD_COMMAS = "head.commas", HEAD_DISTANCE = "head.distance",
    HEAD_P_W = "head.w-1&w", TAIL_S = "tail.s", TAIL_W = "tail.w", TAIL_SN = "tail.s+1", TAIL_N = "tail.w+1",
    TAIL_DISTANCE = "tail.distance", TAIL_S_D = "tail.s&distance", TAIL_S_SN = "tail.s&s+1",
    TAIL_P = "tail.s-1", TAIL_CW_S = "tail.cue&s",
}

/// Whether what a cue reports starts at a position after it.
pub(in super::super) fn start(window: &Window<'_>, cue: &CueAt, at: usize, sink: &mut impl FeatureSink) {
    let i = signed(at);
    let rel = step(at - cue.end());
    let none = Value::NONE;
    let (w, p, s, sp) = (window.word(i), window.word(i - 1), window.shape(i), window.shape(i - 1));
    sink.put(START_BIAS, rel, none);
    sink.put(START_W, w, none);
    sink.put(START_P, p, none);
    sink.put(START_S, s, none);
    sink.put(START_SP, sp, none);
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
    let none = Value::NONE;
    let (w, s, sn, n) = (window.word(i), window.shape(i), window.shape(i + 1), window.word(i + 1));
    let left = step(window.len() - at);
    let length = step(at - from);
    sink.put(END_S, s, none);
    sink.put(END_W, w, none);
    sink.put(END_P, window.word(i - 1), none);
    sink.put(END_SP, window.shape(i - 1), s);
    sink.put(END_P_S, window.word(i - 1), s);
    sink.put(END_SN, sn, none);
    sink.put(END_N, n, none);
    sink.put(END_LEFT, left, none);
    sink.put(END_LENGTH, length, none);
    sink.put(END_F_S, cue.frame, s);
    sink.put(END_F_W, cue.frame, w);
    sink.put(END_CW_S, cue.entry, s);
    sink.put(END_S_SN, s, sn);
    sink.put(END_S_N, s, n);
    sink.put(END_W_N, w, n);
    sink.put(END_COMMAS, step(passed.commas), s);
    sink.put(END_CUES, step(passed.cues), s);
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
    sink.put(END_GAP_QUOTED, gap, step(passed.quotations));
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

/// What stands between the start of a content and a position.
#[derive(Debug, Clone, Copy, Default)]
pub(in super::super) struct Passed {
    pub commas: usize,
    pub cues: usize,
    pub quotations: usize,
}

/// Whether what a cue reports starts at a position before it.
pub(in super::super) fn head(window: &Window<'_>, cue: &CueAt, at: usize, sink: &mut impl FeatureSink) {
    let i = signed(at);
    let none = Value::NONE;
    sink.put(HEAD_AT, step(at), none);
    sink.put(HEAD_W, window.word(i), none);
    sink.put(HEAD_P, window.word(i - 1), none);
    sink.put(HEAD_SP, window.shape(i - 1), none);
    sink.put(HEAD_S, window.shape(i), none);
    sink.put(HEAD_SP_S, window.shape(i - 1), window.shape(i));
    sink.put(HEAD_P_W, window.word(i - 1), window.word(i));
    let commas = (at..cue.at).filter(|k| window.shape(signed(*k)) == COMMA).take(5).count();
    sink.put(HEAD_COMMAS, step(commas), cue.frame);
    sink.put(HEAD_DISTANCE, step(cue.at - at), cue.frame);
}

/// Whether what a cue reports ends before a position that stands before the cue.
pub(in super::super) fn tail(window: &Window<'_>, cue: &CueAt, at: usize, sink: &mut impl FeatureSink) {
    let i = signed(at);
    let none = Value::NONE;
    let s = window.shape(i);
    let distance = step(cue.at - at);
    sink.put(TAIL_S, s, none);
    sink.put(TAIL_W, window.word(i), none);
    sink.put(TAIL_P, window.shape(i - 1), s);
    sink.put(TAIL_SN, window.shape(i + 1), none);
    sink.put(TAIL_N, window.word(i + 1), none);
    sink.put(TAIL_DISTANCE, distance, cue.frame);
    sink.put(TAIL_S_D, s, distance);
    sink.put(TAIL_S_SN, s, window.shape(i + 1));
    sink.put(TAIL_CW_S, cue.entry, s);
}
