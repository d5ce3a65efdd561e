//! What the learned models of attribution look at, as their weights files name it: codes and families of features.
//!
//! In: names. Out: numbers, the same in training and use; the feature that a text spells.
//! Invariant: a name stands here once; a number is a place in a table of weights, so there are few of them.

use rustc_hash::FxHashMap;

use crate::text::{Code, CodeWord, Codes, Family, Kind, OneWord, Template, Value, WordCode, Words, word_id};

/// Declares codes: values with a name of their own in a weights file.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal),+ $(,)?) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "numbers the names")]
        enum Number { NONE, $($name),+ }
        /// Codes by name.
        pub(crate) mod codes {
            use super::{Code, Number};

            $($(#[$doc])* pub(crate) const $name: Code = Code::new(Number::$name as u8);)+
        }
        /// Every code with its name.
        const CODES: &[(&str, Code)] = &[("#nothing", Code::new(Number::NONE as u8)), $(($text, codes::$name)),+];
    };
}

codes! {
    /// Before the first and after the last token.
    EDGE = "#edge",
    QUOTE = "#quote", COMMA = "#comma", STOP = "#stop", DASH = "#dash", COLON = "#colon", OPEN = "#open",
    CLOSE = "#close", MARK = "#mark", NUMBER = "#number", PRONOUN = "#pronoun", NEGATION = "#negation",
    AUXILIARY = "#auxiliary", DATE = "#date", PREPOSITION = "#preposition", CONJUNCTION = "#conjunction",
    CUE = "#cue", NAME = "#name", SOURCE = "#source", FUNCTION = "#function", LOWER = "#lower",
    /// A quotation ends.
    UNQUOTE = "#unquote",
    /// A quotation ends, and a comma or stop stands beside its mark.
    UNQUOTE_STOP = "#unquote-stop",
    STEP_0 = "#0", STEP_1 = "#1", STEP_2 = "#2", STEP_3 = "#3", STEP_4 = "#4",
    STEP_5 = "#5+", STEP_7 = "#7+", STEP_10 = "#10+", STEP_15 = "#15+", STEP_25 = "#25+",
    YES = "#yes", NO = "#no",
    NOUN = "#noun", ATTITUDE = "#attitude", CLAUSE = "#clause", ADDRESS = "#address", QUESTION = "#question",
    INFINITIVE = "#infinitive", OBJECT = "#object", APPEARANCE = "#appearance",
    CAPITAL = "#capital",
    BEFORE = "#before", AFTER = "#after", AROUND = "#around",
    QUOTED_BEFORE = "#quoted-before", QUOTED_AFTER = "#quoted-after",
    NOTHING_NAMED = "#none", PERSON = "#person", PLACE = "#place", ORGANISATION = "#organisation", OTHER = "#other",
}

/// Declares the families of features of one model, by kind: each has a name in its weights file.
macro_rules! templates {
    ($model:ident:
        codes { $($codes:ident = $codes_text:literal),+ $(,)? }
        word { $($word:ident = $word_text:literal),+ $(,)? }
        word_code { $($word_code:ident = $word_code_text:literal),+ $(,)? }
        code_word { $($code_word:ident = $code_word_text:literal),+ $(,)? }
        words { $($words:ident = $words_text:literal),+ $(,)? }
    ) => {
        pub(crate) mod $model {
            use super::{Codes, CodeWord, Family, Kind, OneWord, Template, WordCode, Words};

            /// Numbers by name: those of a word and a code, in any order, count together.
            #[allow(non_camel_case_types, reason = "numbers the names")]
            mod number {
                pub(super) enum Codes { $($codes),+ }
                pub(super) enum Word { $($word),+ }
                pub(super) enum Mixed { $($word_code,)+ $($code_word),+ }
                pub(super) enum Words { $($words),+ }
            }
            $(pub(crate) const $codes: Family<Codes> =
                Family::new($codes_text, Kind::Codes, number::Codes::$codes as u16);)+
            $(pub(crate) const $word: Family<OneWord> =
                Family::new($word_text, Kind::Word, number::Word::$word as u16);)+
            $(pub(crate) const $word_code: Family<WordCode> =
                Family::new($word_code_text, Kind::WordCode, number::Mixed::$word_code as u16);)+
            $(pub(crate) const $code_word: Family<CodeWord> =
                Family::new($code_word_text, Kind::CodeWord, number::Mixed::$code_word as u16);)+
            $(pub(crate) const $words: Family<Words> =
                Family::new($words_text, Kind::Words, number::Words::$words as u16);)+
            /// Every family with its name.
            pub(super) const ALL: &[(&str, Template)] = &[
                $(($codes_text, $codes.template),)+
                $(($word_text, $word.template),)+
                $(($word_code_text, $word_code.template),)+
                $(($code_word_text, $code_word.template),)+
                $(($words_text, $words.template),)+
            ];
        }
    };
}

// whether a cue reports anything, and on which side
templates! { cue:
    codes {
        CUE_BIAS = "cue.bias", CUE_SP1 = "cue.s-1", CUE_SP2 = "cue.s-2", CUE_SN1 = "cue.s+1", CUE_SN2 = "cue.s+2",
        CUE_SN3 = "cue.s+3", CUE_SP1_SN1 = "cue.s-1&s+1", CUE_SN1_SN2 = "cue.s+1&s+2", CUE_SP2_SP1 = "cue.s-2&s-1",
        CUE_F_SN1 = "cue.frame&s+1", CUE_F_SP1 = "cue.frame&s-1", CUE_TAIL = "cue.tail",
        CUE_F_TAIL = "cue.frame&tail", CUE_HEAD = "cue.head", CUE_COMMA = "cue.comma",
        CUE_AFTER_COMMA = "cue.after-comma", CUE_NEXT_COMMA = "cue.next-comma", CUE_QUOTED = "cue.quoted",
        CUE_QUOTE_NEAR = "cue.quote-near", CUE_EARLIER = "cue.earlier", CUE_HEADLINE = "cue.headline",
        CUE_NEXT_VERB = "cue.next-verb", CUE_F_NEXT_VERB = "cue.frame&next-verb",
        CUE_F_QUOTE = "cue.frame&quote-near",
    }
    word {
        CUE_W = "cue.w", CUE_ENTRY = "cue.entry", CUE_SUFFIX = "cue.suffix", CUE_P1 = "cue.w-1", CUE_P2 = "cue.w-2",
        CUE_N1 = "cue.w+1", CUE_N2 = "cue.w+2", CUE_NEXT3 = "cue.next", CUE_LAST3 = "cue.last",
    }
    word_code {
        CUE_W_SN1 = "cue.w&s+1", CUE_W_SP1 = "cue.w&s-1", CUE_W_TAIL = "cue.w&tail", CUE_SFX_SP1 = "cue.suffix&s-1",
        CUE_SFX_SN1 = "cue.suffix&s+1", CUE_W_NEXT_VERB = "cue.w&next-verb", CUE_W_QUOTE = "cue.w&quote-near",
    }
    code_word {
        CUE_F_N1 = "cue.frame&w+1", CUE_F_P1 = "cue.frame&w-1", CUE_F_SFX = "cue.frame&suffix",
    }
    words {
        CUE_W_N1 = "cue.w&w+1", CUE_W_P1 = "cue.w&w-1", CUE_NEXT3_W = "cue.w&next",
    }
}

// which cue introduces words between marks, where the words start and end that a cue reports, and who is cited
templates! { choices:
    codes {
        BY_SIDE_STOP = "by.edge&other", BY_OTHER = "by.side&other", BY_OTHER_CAPITAL = "by.other&capital",
        BY_OTHER_STOP = "by.other&stop", BY_OTHER_NEAR = "by.other&near", BY_OTHER_LENGTH = "by.other&length",
        BY_S = "by.side&shape", BY_FRAME = "by.side&frame", BY_DISTANCE = "by.side&distance",
        BY_RANK = "by.side&rank", BY_SP = "by.side&s-1", BY_SN = "by.side&s+1", BY_GAP = "by.side&gap",
        BY_NEAR = "by.side&near", BY_INNER = "by.side&stop", BY_CAPITAL = "by.side&capital",
        BY_NEAR_D = "by.near&distance", BY_STOP_D = "by.stop&distance", BY_F_CAPITAL = "by.frame&capital",
        BY_F_NEAR = "by.frame&near", BY_F_D = "by.frame&distance", BY_LENGTH = "by.side&length",
        BY_LAST = "by.side&last", BY_BETWEEN = "by.between", BY_COMMAS = "by.side&commas", NOT_STOP = "not.stop",
        NOT_CAPITAL = "not.capital", NOT_LENGTH = "not.length", NOT_NEXT = "not.after", NOT_PREV = "not.before",
        NOT_BOTH = "not.before&after", NOT_STOP_NEXT = "not.stop&after", NOT_SINGLE = "not.single",
        NOT_CAP_PREV = "not.capital&before", NOT_FOLLOWS = "not.follows", NOT_CAP_LENGTH = "not.capital&length",
        NOT_STOP_LENGTH = "not.stop&length", END_GAP = "end.gap&next", END_GAP_F = "end.gap&frame",
        END_GAP_INSIDE = "end.gap&inside", END_GAP_QUOTED = "end.gap&quotations", END_JOIN_GAP = "end.join&gap",
        END_JOIN_LIKE = "end.like&gap", END_JOIN_LIKE_S = "end.like&s", END_JOIN_LIKE_F = "end.like&frame",
        END_JOIN_THIRD = "end.join&s+2", END_THEN = "end.next&then", END_LATER = "end.gap&later-quote",
        START_BIAS = "start.at", START_S = "start.s", START_SP = "start.s-1", START_SP_S = "start.s-1&s",
        START_F_SP = "start.frame&s-1", START_F_AT = "start.frame&at", START_S_N = "start.s&s+1",
        START_LEFT = "start.left", END_S = "end.s", END_SP = "end.s-1", END_SN = "end.s+1", END_LEFT = "end.left",
        END_LENGTH = "end.length", END_F_S = "end.frame&s", END_S_SN = "end.s&s+1", END_COMMAS = "end.commas",
        END_QUOTED = "end.quoted", END_CLOSES = "end.closes", END_CLOSES_N = "end.closes&s+1",
        END_S_LEFT = "end.s&left", END_F_LENGTH = "end.frame&length", END_S_LENGTH = "end.s&length",
        END_CUES = "end.cues", HEAD_AT = "head.at", HEAD_SP = "head.s-1", HEAD_S = "head.s", HEAD_SP_S = "head.s-1&s",
        HEAD_COMMAS = "head.commas", HEAD_DISTANCE = "head.distance", TAIL_S = "tail.s", TAIL_SN = "tail.s+1",
        TAIL_DISTANCE = "tail.distance", TAIL_S_D = "tail.s&distance", TAIL_S_SN = "tail.s&s+1", TAIL_P = "tail.s-1",
        WHO_S = "who.s", WHO_SP = "who.s-1", WHO_SN = "who.s+1", WHO_SIDE_D = "who.side&distance",
        WHO_DIR_SIDE = "who.direction&side", WHO_DIR_D = "who.direction&distance", WHO_S_SIDE = "who.s&side",
        WHO_COMMAS = "who.side&commas", WHO_VERBS = "who.side&verbs", WHO_PREPS = "who.side&prepositions",
        WHO_CONJS = "who.side&conjunctions", WHO_INSIDE = "who.inside", WHO_POSS = "who.possessive",
        WHO_FIRST = "who.first", WHO_KIND = "who.kind&side", WHO_NONE = "who.none",
        WHO_NONE_DIR = "who.none&direction", WHO_NONE_SP = "who.none&s-1", WHO_RANK = "who.side&rank",
        WHO_SP_SIDE = "who.s-1&side", WHO_GAP = "who.gap", WHO_KIND_RANK = "who.kind&rank",
        WHO_DIR_RANK = "who.direction&rank", WHO_FRAME_SIDE = "who.frame&side",
    }
    word {
        NOT_WORD_PREV = "not.word-before", NOT_WORD_NEXT = "not.word-after", START_W = "start.w",
        START_P = "start.w-1", END_W = "end.w", END_P = "end.w-1", END_N = "end.w+1", HEAD_W = "head.w",
        HEAD_P = "head.w-1", TAIL_W = "tail.w", TAIL_N = "tail.w+1", WHO_W = "who.w", WHO_P = "who.w-1",
        WHO_NONE_W = "who.none&cue", WHO_NONE_P = "who.none&w-1", WHO_NONE_SFX = "who.none&suffix",
    }
    word_code {
        BY_CW_D = "by.cue&distance", BY_CW_STOP = "by.cue&stop", BY_CW_CAPITAL = "by.cue&capital",
        BY_CW_NEAR = "by.cue&near", END_JOIN = "end.join&s", END_P_S = "end.w-1&s", START_CW_AT = "start.cue&at",
        START_PASSED = "start.passed", START_CW_S = "start.cue&s", END_CW_S = "end.cue&s", END_FIRST = "end.first&s",
        TAIL_CW_S = "tail.cue&s", WHO_N = "who.w+1", WHO_CW_SIDE = "who.cue&side", WHO_SFX_SIDE = "who.suffix&side",
        WHO_W_SIDE = "who.w&side", WHO_BETWEEN = "who.between", WHO_P_SIDE = "who.w-1&side",
    }
    code_word {
        BY_OTHER_W = "by.side&other-word", BY_ENTRY = "by.side&cue", BY_W = "by.side&w", BY_SFX = "by.side&suffix",
        BY_NEXT = "by.side&w+1", BY_PREV = "by.side&w-1", END_GAP_W = "end.gap&next-word", END_GAP_CW = "end.gap&cue",
        START_F_W = "start.frame&w", END_S_N = "end.s&w+1", END_F_W = "end.frame&w", WHO_LAST = "who.previous",
    }
    words {
        END_JOIN_W = "end.join&w", START_CW_P = "start.cue&w-1", START_P_W = "start.w-1&w",
        START_CW_W = "start.cue&w", END_W_N = "end.w&w+1", HEAD_P_W = "head.w-1&w",
    }
}

/// Which values of a feature a part of it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All of them.
    Whole,
    /// The first.
    First,
    /// The second.
    Second,
}

/// A family, and the families of the features that are a part of each of its features: a part is asked for wherever the
/// whole is, so that their weights can be added up beforehand.
type Whole = (Template, &'static [(Part, Template)]);

/// Every family whose features have parts.
#[allow(clippy::wildcard_imports, reason = "the families of both models")]
const WHOLES: &[Whole] = {
    use Part::{First, Second, Whole};
    use choices::*;
    use cue::*;
    &[
        (CUE_F_TAIL.template, &[(First, CUE_BIAS.template), (Second, CUE_TAIL.template)]),
        (CUE_SP2_SP1.template, &[(First, CUE_SP2.template), (Second, CUE_SP1.template)]),
        (CUE_SN1_SN2.template, &[(First, CUE_SN1.template), (Second, CUE_SN2.template)]),
        (CUE_W_SN1.template, &[(First, CUE_W.template)]),
        (CUE_W_TAIL.template, &[(First, CUE_ENTRY.template)]),
        (CUE_F_SFX.template, &[(Second, CUE_SUFFIX.template)]),
        (CUE_F_P1.template, &[(Second, CUE_P1.template), (Second, CUE_LAST3.template)]),
        (CUE_F_N1.template, &[(Second, CUE_N1.template), (Second, CUE_NEXT3.template)]),
        (CUE_P2.template, &[(Whole, CUE_LAST3.template)]),
        (CUE_N2.template, &[(Whole, CUE_NEXT3.template)]),
        (CUE_W_N1.template, &[(Whole, CUE_NEXT3_W.template)]),
        (START_SP_S.template, &[(First, START_SP.template), (Second, START_S.template)]),
        (START_F_AT.template, &[(Second, START_BIAS.template)]),
        (START_F_W.template, &[(Second, START_W.template)]),
        (END_S_SN.template, &[(First, END_S.template), (Second, END_SN.template)]),
        (END_S_LEFT.template, &[(Second, END_LEFT.template)]),
        (END_S_LENGTH.template, &[(Second, END_LENGTH.template)]),
        (END_F_W.template, &[(Second, END_W.template)]),
        (END_P_S.template, &[(First, END_P.template)]),
        (END_S_N.template, &[(Second, END_N.template)]),
        (HEAD_SP_S.template, &[(First, HEAD_SP.template), (Second, HEAD_S.template)]),
        (TAIL_S_SN.template, &[(First, TAIL_S.template), (Second, TAIL_SN.template)]),
        (WHO_S_SIDE.template, &[(First, WHO_S.template)]),
        (WHO_SP_SIDE.template, &[(First, WHO_SP.template)]),
        (WHO_W_SIDE.template, &[(First, WHO_W.template)]),
        (WHO_P_SIDE.template, &[(First, WHO_P.template)]),
    ]
};

/// The families of the features that are a part of each feature of a family, and the part.
pub(crate) fn parts(whole: Template) -> impl Iterator<Item = (Part, Template)> {
    WHOLES.iter().filter(move |(template, _)| *template == whole).flat_map(|(_, parts)| parts.iter().copied())
}

/// A family itself, and the families of whose features its own are a part.
pub(super) fn wholes(part: Template) -> impl Iterator<Item = (Template, Part)> {
    let of_whole = move |(whole, parts): &Whole| {
        let which = parts.iter().find(|(_, template)| *template == part).map(|(which, _)| *which);
        which.map(|which| (*whole, which))
    };
    std::iter::once((part, Part::Whole)).chain(WHOLES.iter().filter_map(of_whole))
}

/// Every family of features with its name.
fn templates() -> impl Iterator<Item = (&'static str, Template)> {
    cue::ALL.iter().chain(choices::ALL).copied()
}

/// The name of a family of features in the weights file.
pub(crate) fn template_name(template: Template) -> Option<&'static str> {
    templates().find(|(_, t)| *t == template).map(|(name, _)| name)
}

/// Whether a family of features is one of the model that tells which cues report.
pub(crate) fn is_of_cue(template: Template) -> bool {
    cue::ALL.iter().any(|(_, t)| *t == template)
}

/// The name of a code in the weights file.
pub(crate) fn code_name(value: Value) -> Option<&'static str> {
    CODES.iter().find(|(_, code)| value == Value::code(*code)).map(|(name, _)| *name)
}

/// A feature that a weights file spells: `name=value` or `name=value|value`, where a value is a word or a `#code`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Feature {
    pub template: Template,
    pub values: (Value, Value),
    /// Those of its values that are codes.
    pub codes: (Option<Code>, Option<Code>),
}

/// Reads features as weights files spell them.
#[derive(Debug)]
pub struct Spelling {
    codes: FxHashMap<&'static str, Code>,
    templates: FxHashMap<&'static str, Template>,
}

impl Spelling {
    pub fn new() -> Self {
        Self { codes: CODES.iter().copied().collect(), templates: templates().collect() }
    }

    /// The feature of a text, or `None` where the text is of another form, or tells of what no model looks at.
    pub fn read(&self, text: &str) -> Option<Feature> {
        let (name, values) = text.split_once('=')?;
        let (a, b) = values.split_once('|').unwrap_or((values, "#nothing"));
        let (a, b) = (self.value(a)?, self.value(b)?);
        Some(Feature { template: *self.templates.get(name)?, values: (a.0, b.0), codes: (a.1, b.1) })
    }

    fn value(&self, text: &str) -> Option<(Value, Option<Code>)> {
        if text.starts_with('#') {
            self.codes.get(text).map(|code| (Value::code(*code), Some(*code)))
        } else {
            Some((Value::word(word_id(text)), None))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_is_what_its_name_says() {
        let spelling = Spelling::new();
        let said = Value::word(word_id("said"));
        let comma = Value::code(codes::COMMA);
        let values = |text| spelling.read(text).map(|f| (f.template, f.values));
        assert_eq!(values("cue.w=said"), Some((cue::CUE_W.template, (said, Value::NONE))));
        assert_eq!(values("cue.w&s+1=Said|#comma"), Some((cue::CUE_W_SN1.template, (said, comma))));
        assert_eq!(values("cue.w"), None);
        assert_eq!(values("cue.none=said"), None);
        let of_codes = spelling.read("cue.s-1&s+1=#comma|#stop").map(|f| f.codes);
        assert_eq!(of_codes, Some((Some(codes::COMMA), Some(codes::STOP))));
        let of_word = spelling.read("cue.w&s+1=said|#comma").map(|f| f.codes);
        assert_eq!(of_word, Some((None, Some(codes::COMMA))));
    }

    #[test]
    fn a_name_stands_once() {
        let templates: rustc_hash::FxHashSet<_> = templates().map(|(name, _)| name).collect();
        assert_eq!(templates.len(), cue::ALL.len() + choices::ALL.len());
        let codes: rustc_hash::FxHashSet<_> = CODES.iter().map(|(name, _)| name).collect();
        assert_eq!(codes.len(), CODES.len());
    }
}
