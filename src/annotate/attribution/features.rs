//! What the learned models look at: a cue, where its content starts and ends, and who is cited.
//!
//! In: a [`Window`] and positions in it. Out: features, put into a sink.
//! Invariant: the same features in training and use; a bounded number of them a position.

use super::window::{COMMA, CONJUNCTION, CUE, PREPOSITION, QUOTE, STOP, Window, step};
use crate::language::{Cue, CueKind, Frame};
use crate::text::{FeatureSink, Template, Value, word_id};

/// Declares templates: the name in the weights file is the text given.
macro_rules! templates {
    ($($name:ident = $text:literal),+ $(,)?) => {
        $(const $name: Template = Template::new($text);)+
        /// Every template with its name, for training.
        pub(super) const TEMPLATES: &[(&str, Template)] = &[$(($text, $name)),+];
    };
}

templates! {
    CUE_BIAS = "cue.bias", CUE_W = "cue.w", CUE_ENTRY = "cue.entry", CUE_SUFFIX = "cue.suffix",
    CUE_P1 = "cue.w-1", CUE_P2 = "cue.w-2", CUE_N1 = "cue.w+1", CUE_N2 = "cue.w+2",
    CUE_SP1 = "cue.s-1", CUE_SP2 = "cue.s-2", CUE_SN1 = "cue.s+1", CUE_SN2 = "cue.s+2", CUE_SN3 = "cue.s+3",
    CUE_W_N1 = "cue.w&w+1", CUE_W_SN1 = "cue.w&s+1", CUE_W_SP1 = "cue.w&s-1", CUE_W_P1 = "cue.w&w-1",
    CUE_SP1_SN1 = "cue.s-1&s+1", CUE_SN1_SN2 = "cue.s+1&s+2", CUE_SP2_SP1 = "cue.s-2&s-1",
    CUE_F_SN1 = "cue.frame&s+1", CUE_F_SP1 = "cue.frame&s-1", CUE_F_N1 = "cue.frame&w+1", CUE_F_P1 = "cue.frame&w-1",
    CUE_TAIL = "cue.tail", CUE_W_TAIL = "cue.w&tail", CUE_F_TAIL = "cue.frame&tail", CUE_HEAD = "cue.head",
    CUE_COMMA = "cue.comma", CUE_AFTER_COMMA = "cue.after-comma", CUE_NEXT_COMMA = "cue.next-comma",
    CUE_QUOTED = "cue.quoted", CUE_QUOTE_NEAR = "cue.quote-near", CUE_NEXT3 = "cue.next", CUE_LAST3 = "cue.last",
    CUE_EARLIER = "cue.earlier", CUE_F_SFX = "cue.frame&suffix", CUE_SFX_SP1 = "cue.suffix&s-1",
    CUE_SFX_SN1 = "cue.suffix&s+1", CUE_NEXT3_W = "cue.w&next", CUE_HEADLINE = "cue.headline",
    CUE_F_QUOTE = "cue.frame&quote-near", CUE_W_QUOTE = "cue.w&quote-near",
    START_BIAS = "start.at", START_W = "start.w", START_P = "start.w-1", START_S = "start.s", START_SP = "start.s-1",
    START_CW_P = "start.cue&w-1", START_CW_AT = "start.cue&at", START_SP_S = "start.s-1&s", START_P_W = "start.w-1&w",
    START_F_W = "start.frame&w", START_F_SP = "start.frame&s-1", START_F_AT = "start.frame&at",
    START_PASSED = "start.passed", START_CW_W = "start.cue&w", START_S_N = "start.s&s+1", START_LEFT = "start.left",
    START_CW_S = "start.cue&s",
    END_S = "end.s", END_W = "end.w", END_P = "end.w-1", END_SP = "end.s-1", END_SN = "end.s+1", END_N = "end.w+1",
    END_LEFT = "end.left", END_LENGTH = "end.length", END_F_S = "end.frame&s", END_CW_S = "end.cue&s",
    END_S_SN = "end.s&s+1", END_S_N = "end.s&w+1", END_W_N = "end.w&w+1", END_COMMAS = "end.commas",
    END_QUOTED = "end.quoted", END_CLOSES = "end.closes", END_CLOSES_N = "end.closes&s+1", END_S_LEFT = "end.s&left", END_F_LENGTH = "end.frame&length", END_S_LENGTH = "end.s&length",
    END_CUES = "end.cues", END_F_W = "end.frame&w", END_FIRST = "end.first&s",
    HEAD_AT = "head.at", HEAD_W = "head.w", HEAD_P = "head.w-1", HEAD_SP = "head.s-1", HEAD_S = "head.s",
    HEAD_SP_S = "head.s-1&s", HEAD_COMMAS = "head.commas", HEAD_DISTANCE = "head.distance", HEAD_P_W = "head.w-1&w",
    TAIL_S = "tail.s", TAIL_W = "tail.w", TAIL_SN = "tail.s+1", TAIL_N = "tail.w+1", TAIL_DISTANCE = "tail.distance",
    TAIL_S_D = "tail.s&distance", TAIL_S_SN = "tail.s&s+1", TAIL_P = "tail.s-1", TAIL_CW_S = "tail.cue&s",
    BY_S = "by.side&shape", BY_ENTRY = "by.side&cue", BY_W = "by.side&w", BY_FRAME = "by.side&frame",
    BY_DISTANCE = "by.side&distance", BY_RANK = "by.side&rank", BY_SFX = "by.side&suffix", BY_SP = "by.side&s-1",
    BY_SN = "by.side&s+1", BY_GAP = "by.side&gap", BY_NEAR = "by.side&near", BY_INNER = "by.side&stop",
    BY_CAPITAL = "by.side&capital", BY_NEAR_D = "by.near&distance", BY_STOP_D = "by.stop&distance",
    BY_CW_D = "by.cue&distance", BY_CW_STOP = "by.cue&stop", BY_CW_CAPITAL = "by.cue&capital", BY_F_CAPITAL = "by.frame&capital",
    BY_F_NEAR = "by.frame&near", BY_F_D = "by.frame&distance", BY_CW_NEAR = "by.cue&near", BY_LENGTH = "by.side&length",
    BY_NEXT = "by.side&w+1", BY_PREV = "by.side&w-1", BY_LAST = "by.side&last", BY_BETWEEN = "by.between", BY_COMMAS = "by.side&commas",
    NOT_STOP = "not.stop", NOT_CAPITAL = "not.capital", NOT_LENGTH = "not.length", NOT_NEXT = "not.after",
    NOT_PREV = "not.before", NOT_BOTH = "not.before&after", NOT_STOP_NEXT = "not.stop&after", NOT_SINGLE = "not.single",
    NOT_CAP_PREV = "not.capital&before", NOT_WORD_PREV = "not.word-before", NOT_FOLLOWS = "not.follows", NOT_CAP_LENGTH = "not.capital&length",
    NOT_STOP_LENGTH = "not.stop&length", NOT_WORD_NEXT = "not.word-after",
    WHO_S = "who.s", WHO_W = "who.w", WHO_P = "who.w-1", WHO_SP = "who.s-1", WHO_N = "who.w+1", WHO_SN = "who.s+1",
    WHO_SIDE_D = "who.side&distance", WHO_CW_SIDE = "who.cue&side", WHO_DIR_SIDE = "who.direction&side",
    WHO_DIR_D = "who.direction&distance", WHO_S_SIDE = "who.s&side", WHO_COMMAS = "who.side&commas",
    WHO_VERBS = "who.side&verbs", WHO_PREPS = "who.side&prepositions", WHO_CONJS = "who.side&conjunctions",
    WHO_INSIDE = "who.inside", WHO_POSS = "who.possessive", WHO_FIRST = "who.first", WHO_LAST = "who.previous",
    WHO_SFX_SIDE = "who.suffix&side", WHO_KIND = "who.kind&side", WHO_NONE = "who.none", WHO_NONE_W = "who.none&cue",
    WHO_NONE_DIR = "who.none&direction", WHO_NONE_SP = "who.none&s-1", WHO_NONE_P = "who.none&w-1",
    WHO_RANK = "who.side&rank", WHO_SP_SIDE = "who.s-1&side", WHO_W_SIDE = "who.w&side", WHO_GAP = "who.gap",
    WHO_KIND_RANK = "who.kind&rank", WHO_NONE_SFX = "who.none&suffix", WHO_BETWEEN = "who.between",
    WHO_P_SIDE = "who.w-1&side", WHO_DIR_RANK = "who.direction&rank", WHO_FRAME_SIDE = "who.frame&side",
}

const YES: Value = Value::code("#yes");
const NO: Value = Value::code("#no");

const fn flag(yes: bool) -> Value {
    if yes { YES } else { NO }
}

/// A cue in a window.
#[derive(Debug, Clone, Copy)]
pub(super) struct CueAt {
    /// Its first token.
    pub at: usize,
    /// How many tokens it has.
    pub length: usize,
    /// The entry's dictionary form.
    pub entry: Value,
    /// Its word as written.
    pub word: Value,
    /// Its last letters.
    pub suffix: Value,
    /// What follows such a cue.
    pub frame: Value,
}

impl CueAt {
    pub(super) fn new(window: &Window<'_>, at: usize, length: usize, cue: &Cue) -> Self {
        let text = window.text(at);
        let suffix = text.char_indices().rev().nth(2).map_or(text, |(i, _)| &text[i..]);
        Self {
            at,
            length,
            entry: Value::word(word_id(cue.entry)),
            word: window.word(signed(at)),
            suffix: Value::word(word_id(suffix)),
            frame: frame(cue),
        }
    }

    /// A mark as a cue: the colon of "Minister: ...".
    pub(super) fn mark(window: &Window<'_>, at: usize) -> Self {
        let word = window.word(signed(at));
        Self { at, length: 1, entry: word, word, suffix: Value::NONE, frame: Value::code("#colon") }
    }

    /// One past its last token.
    pub(super) const fn end(&self) -> usize {
        self.at + self.length
    }
}

const fn frame(cue: &Cue) -> Value {
    match (cue.kind, cue.frame) {
        (CueKind::Noun, _) | (_, Frame::Noun) => Value::code("#noun"),
        (CueKind::Adjective, _) | (_, Frame::Attitude) => Value::code("#attitude"),
        (CueKind::Preposition, _) | (_, Frame::Source) => Value::code("#preposition"),
        (_, Frame::Clause) => Value::code("#clause"),
        (_, Frame::Address) => Value::code("#address"),
        (_, Frame::Question) => Value::code("#question"),
        (_, Frame::Infinitive) => Value::code("#infinitive"),
        (_, Frame::Name) => Value::code("#name"),
        (_, Frame::Object) => Value::code("#object"),
        (_, Frame::Appearance) => Value::code("#appearance"),
    }
}

pub(super) const MORE_CODES: &[&str] = &[
    "#yes",
    "#no",
    "#noun",
    "#attitude",
    "#clause",
    "#address",
    "#question",
    "#infinitive",
    "#object",
    "#appearance",
    "#capital",
    "#before",
    "#after",
    "#around",
    "#quoted-before",
    "#quoted-after",
    "#none",
    "#person",
    "#place",
    "#organisation",
    "#other",
];

pub(super) fn signed(at: usize) -> isize {
    isize::try_from(at).unwrap_or(isize::MAX)
}

/// How far commas are looked for around a cue.
const NEAR: usize = 12;

/// Whether a cue reports anything, and on which side.
pub(super) fn cue(window: &Window<'_>, cue: &CueAt, earlier: bool, headline: bool, sink: &mut impl FeatureSink) {
    let (at, end) = (signed(cue.at), signed(cue.end()));
    let (w, f, sfx) = (cue.word, cue.frame, cue.suffix);
    let none = Value::NONE;
    let word = |i: isize| window.word(i);
    let shape = |i: isize| window.shape(i);
    sink.put(CUE_BIAS, f, none);
    sink.put(CUE_W, w, none);
    sink.put(CUE_ENTRY, cue.entry, none);
    sink.put(CUE_SUFFIX, sfx, none);
    sink.put(CUE_F_SFX, f, sfx);
    sink.put(CUE_P1, word(at - 1), none);
    sink.put(CUE_P2, word(at - 2), none);
    sink.put(CUE_N1, word(end), none);
    sink.put(CUE_N2, word(end + 1), none);
    sink.put(CUE_SP1, shape(at - 1), none);
    sink.put(CUE_SP2, shape(at - 2), none);
    sink.put(CUE_SN1, shape(end), none);
    sink.put(CUE_SN2, shape(end + 1), none);
    sink.put(CUE_SN3, shape(end + 2), none);
    sink.put(CUE_W_N1, cue.entry, word(end));
    sink.put(CUE_W_SN1, w, shape(end));
    sink.put(CUE_W_SP1, w, shape(at - 1));
    sink.put(CUE_W_P1, cue.entry, word(at - 1));
    sink.put(CUE_SP1_SN1, shape(at - 1), shape(end));
    sink.put(CUE_SN1_SN2, shape(end), shape(end + 1));
    sink.put(CUE_SP2_SP1, shape(at - 2), shape(at - 1));
    sink.put(CUE_SFX_SP1, sfx, shape(at - 1));
    sink.put(CUE_SFX_SN1, sfx, shape(end));
    sink.put(CUE_F_SN1, f, shape(end));
    sink.put(CUE_F_SP1, f, shape(at - 1));
    sink.put(CUE_F_N1, f, word(end));
    sink.put(CUE_F_P1, f, word(at - 1));
    let tail = step(window.len().saturating_sub(cue.end()));
    sink.put(CUE_TAIL, tail, none);
    sink.put(CUE_W_TAIL, cue.entry, tail);
    sink.put(CUE_F_TAIL, f, tail);
    sink.put(CUE_HEAD, step(cue.at), none);
    let comma = (1..=NEAR.min(cue.at)).find(|d| window.shape(at - signed(*d)) == COMMA);
    sink.put(CUE_COMMA, comma.map_or(none, step), tail);
    sink.put(CUE_AFTER_COMMA, comma.map_or(none, |d| shape(at - signed(d) + 1)), comma.map_or(none, step));
    let next = (0..NEAR).find(|d| matches!(shape(end + signed(*d)), s if s == COMMA || s == STOP));
    sink.put(CUE_NEXT_COMMA, next.map_or(none, step), none);
    sink.put(CUE_QUOTED, flag(window.quoted(cue.at)), none);
    let near = (0..8).find(|d| shape(end + signed(*d)) == QUOTE);
    sink.put(CUE_QUOTE_NEAR, near.map_or(none, step), none);
    if let Some(near) = near {
        sink.put(CUE_F_QUOTE, f, step(near));
        sink.put(CUE_W_QUOTE, cue.entry, YES);
    }
    for d in 1..=3 {
        sink.put(CUE_NEXT3, word(end + d - 1), none);
        sink.put(CUE_NEXT3_W, cue.entry, word(end + d - 1));
        sink.put(CUE_LAST3, word(at - d), none);
    }
    sink.put(CUE_EARLIER, flag(earlier), none);
    sink.put(CUE_HEADLINE, flag(headline), f);
}

/// Whether what a cue reports starts at a position after it.
pub(super) fn start(window: &Window<'_>, cue: &CueAt, at: usize, sink: &mut impl FeatureSink) {
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
    for d in cue.end()..at {
        sink.put(START_PASSED, window.word(signed(d)), flag(d + 1 == at));
    }
}

/// Whether what a cue reports, from `from` on, ends before a position.
pub(super) fn end(
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
    let closes = flag(window.quoted(at - 1) && s == QUOTE);
    sink.put(END_CLOSES, closes, s);
    sink.put(END_CLOSES_N, closes, sn);
    sink.put(END_S_LEFT, s, left);
    sink.put(END_S_LENGTH, s, length);
    sink.put(END_F_LENGTH, cue.frame, length);
    sink.put(END_FIRST, window.word(signed(from)), s);
}

/// What stands between the start of a content and a position.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Passed {
    pub commas: usize,
    pub cues: usize,
}

/// Whether what a cue reports starts at a position before it.
pub(super) fn head(window: &Window<'_>, cue: &CueAt, at: usize, sink: &mut impl FeatureSink) {
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
pub(super) fn tail(window: &Window<'_>, cue: &CueAt, at: usize, sink: &mut impl FeatureSink) {
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

/// A candidate for the source of a cue.
#[derive(Debug, Clone, Copy)]
pub(super) struct Who {
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
pub(super) fn who(window: &Window<'_>, cue: &CueAt, direction: Value, who: &Who, sink: &mut impl FeatureSink) {
    let i = signed(who.at);
    let none = Value::NONE;
    let before = who.at < cue.at;
    let side = if before { Value::code("#before") } else { Value::code("#after") };
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
    sink.put(WHO_CW_SIDE, cue.entry, side);
    sink.put(WHO_FRAME_SIDE, cue.frame, side);
    sink.put(WHO_DIR_SIDE, direction, side);
    sink.put(WHO_DIR_D, direction, if before { distance } else { none });
    sink.put(WHO_DIR_RANK, direction, if before { step(who.rank) } else { none });
    sink.put(WHO_S_SIDE, s, side);
    sink.put(WHO_SP_SIDE, sp, side);
    sink.put(WHO_W_SIDE, w, side);
    sink.put(WHO_P_SIDE, p, side);
    sink.put(WHO_SFX_SIDE, cue.suffix, side);
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

/// An utterance between marks, as its surroundings show it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marked {
    /// How it ends, inside its marks: shape of the last token.
    pub stop: Value,
    /// How it begins: `#capital`, `#lower`, `#other`.
    pub capital: Value,
    /// How many words it has, in steps.
    pub length: Value,
    /// Whether it stands between single marks.
    pub single: bool,
    /// Whether it follows an utterance with a cue, with nothing between.
    pub follows: bool,
}

/// A cue that may introduce an utterance.
#[derive(Debug, Clone, Copy)]
pub(super) struct Beside {
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
pub(super) fn by(window: &Window<'_>, cue: &CueAt, marked: &Marked, beside: &Beside, sink: &mut impl FeatureSink) {
    let side = if beside.before { Value::code("#before") } else { Value::code("#after") };
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
    sink.put(BY_NEAR_D, near, if beside.before { distance } else { Value::NONE });
    sink.put(BY_STOP_D, marked.stop, if beside.before { Value::NONE } else { distance });
    sink.put(BY_CW_D, cue.entry, distance);
    sink.put(BY_CW_STOP, cue.entry, marked.stop);
    sink.put(BY_CW_NEAR, cue.entry, near);
    sink.put(BY_CW_CAPITAL, cue.entry, marked.capital);
    sink.put(BY_F_CAPITAL, cue.frame, marked.capital);
    sink.put(BY_F_NEAR, cue.frame, near);
    sink.put(BY_F_D, cue.frame, distance);
}

/// Whether no cue introduces an utterance, which stands between two windows.
pub(super) fn not_by(
    before: Option<&Window<'_>>,
    after: Option<&Window<'_>>,
    marked: &Marked,
    sink: &mut impl FeatureSink,
) {
    let none = Value::NONE;
    let previous = before.map_or(none, |w| w.shape(signed(w.len()) - 1));
    let next = after.map_or(none, |w| w.shape(0));
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
    sink.put(NOT_WORD_PREV, before.map_or(none, |w| w.word(signed(w.len()) - 1)), none);
    sink.put(NOT_WORD_NEXT, after.map_or(none, |w| w.word(0)), none);
    sink.put(NOT_FOLLOWS, flag(marked.follows), none);
}

/// Nobody is cited.
pub(super) fn nobody(window: &Window<'_>, cue: &CueAt, direction: Value, sink: &mut impl FeatureSink) {
    let i = signed(cue.at);
    sink.put(WHO_NONE, cue.frame, Value::NONE);
    sink.put(WHO_NONE_W, cue.word, Value::NONE);
    sink.put(WHO_NONE_SFX, cue.suffix, Value::NONE);
    sink.put(WHO_NONE_DIR, direction, Value::NONE);
    sink.put(WHO_NONE_SP, window.shape(i - 1), Value::NONE);
    sink.put(WHO_NONE_P, window.word(i - 1), Value::NONE);
}
