//! Sentences as the learned models see them: each token's word, its shape, whether marks surround it.
//!
//! In: an article's tokens and marked utterances. Out: values by position, with safe access beyond both ends.
//! Invariant: computed once an article, in one pass; a window is a view of a range.

use crate::annotate::Annotated;
use crate::annotate::quotations::Utterance;
use crate::model::{Class, Token, TokenRange};
use crate::text::Value;

/// Declares codes: values with a name of their own in the weights file.
macro_rules! codes {
    ($list:ident: $($(#[$doc:meta])* $name:ident = $text:literal),+ $(,)?) => {
        $($(#[$doc])* pub(super) const $name: Value = Value::code($text);)+
        /// Every code of this list with its name, for training.
        pub(super) const $list: &[(&str, Value)] = &[$(($text, $name)),+];
    };
}
pub(super) use codes;

codes! { SHAPES:
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
}

/// What the models see of an article.
#[derive(Debug)]
pub(super) struct View<'a> {
    pub article: &'a Annotated<'a>,
    shapes: Vec<Value>,
    /// Whether a token stands between quotation marks.
    quoted: Vec<bool>,
}

impl<'a> View<'a> {
    pub(super) fn new(article: &'a Annotated<'a>, marked: &[Utterance]) -> Self {
        let shapes = article.tokens.iter().map(|t| shape(article, t)).collect();
        let mut quoted = vec![false; article.tokens.len()];
        for piece in marked.iter().flat_map(|u| &u.pieces) {
            let first = article.tokens.partition_point(|t| t.span.start < piece.start);
            for (flag, token) in quoted[first..].iter_mut().zip(&article.tokens[first..]) {
                if token.span.end > piece.end {
                    break;
                }
                *flag = true;
            }
        }
        Self { article, shapes, quoted }
    }

    /// A range of the tokens.
    pub(super) const fn window(&'a self, range: TokenRange) -> Window<'a> {
        Window { view: self, range }
    }
}

/// A sentence, or a part of one.
#[derive(Debug)]
pub(super) struct Window<'a> {
    view: &'a View<'a>,
    /// Its tokens in the article.
    pub range: TokenRange,
}

/// A range of positions of a window.
pub(super) type Positions = std::ops::Range<usize>;

impl<'a> Window<'a> {
    /// The article.
    pub(super) const fn article(&self) -> &'a Annotated<'a> {
        self.view.article
    }

    /// How many tokens.
    pub(super) const fn len(&self) -> usize {
        (self.range.end - self.range.start) as usize
    }

    /// The article's token index of a position inside the window.
    fn at(&self, at: isize) -> Option<usize> {
        usize::try_from(at).ok().filter(|i| *i < self.len()).map(|i| self.range.start as usize + i)
    }

    /// The word at a position.
    pub(super) fn word(&self, at: isize) -> Value {
        self.at(at).map_or(EDGE, |i| Value::word(self.view.article.tokens[i].word))
    }

    /// The shape at a position.
    pub(super) fn shape(&self, at: isize) -> Value {
        self.at(at).map_or(EDGE, |i| self.view.shapes[i])
    }

    /// Whether a position stands between quotation marks.
    pub(super) fn quoted(&self, at: usize) -> bool {
        at < self.len() && self.view.quoted[self.range.start as usize + at]
    }

    /// The token at a position.
    pub(super) fn token(&self, at: usize) -> Option<&'a Token> {
        self.view.article.tokens.get(self.range.start as usize + at).filter(|_| at < self.len())
    }

    /// The text at a position.
    pub(super) fn text(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |t| self.view.article.word(t))
    }

    /// The article's token index of a position.
    pub(super) fn index(&self, at: usize) -> u32 {
        self.range.start + u32::try_from(at).unwrap_or(u32::MAX)
    }

    /// The article's tokens at a range of positions.
    pub(super) fn tokens(&self, positions: &Positions) -> TokenRange {
        self.index(positions.start)..self.index(positions.end)
    }

    /// Whether a position holds a word, not a mark.
    pub(super) fn is_word(&self, at: usize) -> bool {
        let shape = self.shape(signed(at));
        ![EDGE, QUOTE, COMMA, STOP, DASH, COLON, OPEN, CLOSE].contains(&shape)
            && (shape != MARK || self.text(at) == "$")
    }

    /// Whether a mark at this position closes a quotation.
    pub(super) fn closes(&self, at: usize) -> bool {
        self.shape(signed(at)) == QUOTE && !self.quoted(at) && at > 0 && self.quoted(at - 1)
    }

    /// The position of the mark that closes the quotation around `at`, if only stops stand before it.
    pub(super) fn closing(&self, at: usize) -> Option<usize> {
        let mark = (at..self.len()).find(|i| !self.quoted(*i) || self.is_word(*i))?;
        self.closes(mark).then_some(mark)
    }

    /// The first word from a position on, and what parts it from the word before.
    pub(super) fn beyond(&self, at: usize) -> (usize, Value) {
        let mut gap = Value::NONE;
        let mut i = at;
        while i < self.len() && !self.is_word(i) {
            let shape = self.shape(signed(i));
            if self.closes(i) {
                gap = if gap == Value::NONE { UNQUOTE } else { UNQUOTE_STOP };
            } else if gap == UNQUOTE && matches!(shape, s if s == COMMA || s == STOP) {
                gap = UNQUOTE_STOP;
            } else if gap == Value::NONE || shape == QUOTE {
                gap = shape;
            }
            i += 1;
        }
        (i, gap)
    }
}

/// A position, for looking before and after it.
pub(super) fn signed(at: usize) -> isize {
    isize::try_from(at).unwrap_or(isize::MAX)
}

fn shape(article: &Annotated<'_>, token: &Token) -> Value {
    let class = token.class;
    if class.intersects(Class::PUNCTUATION) {
        if class.intersects(Class::QUOTE_MARK) {
            return QUOTE;
        }
        return match article.word(token) {
            "," => COMMA,
            "." | "?" | "!" | "…" => STOP,
            ":" => COLON,
            "-" | "–" | "—" | ";" | "―" => DASH,
            "(" | "[" => OPEN,
            ")" | "]" => CLOSE,
            _ => MARK,
        };
    }
    for (of, value) in [
        (Class::DIGITS, NUMBER),
        (Class::PRONOUN, PRONOUN),
        (Class::NEGATION, NEGATION),
        (Class::AUXILIARY, AUXILIARY),
        (Class::PREPOSITION, PREPOSITION),
        (Class::CONJUNCTION, CONJUNCTION),
    ] {
        if class.intersects(of) {
            return value;
        }
    }
    let capital = class.intersects(Class::CAPITALISED) && !class.intersects(Class::STOP);
    if class.intersects(Class::SOURCE) {
        SOURCE
    } else if capital && !class.intersects(Class::INITIAL) {
        if class.intersects(Class::DATE) { DATE } else { NAME }
    } else if class.intersects(Class::REPORTING) {
        CUE
    } else if class.intersects(Class::DATE) {
        DATE
    } else if class.intersects(Class::STOP) {
        FUNCTION
    } else if capital {
        NAME
    } else {
        LOWER
    }
}

codes! { STEPS:
    STEP_0 = "#0", STEP_1 = "#1", STEP_2 = "#2", STEP_3 = "#3", STEP_4 = "#4",
    STEP_5 = "#5+", STEP_7 = "#7+", STEP_10 = "#10+", STEP_15 = "#15+", STEP_25 = "#25+",
}

/// A number as a value, in coarse steps.
pub(super) const fn step(n: usize) -> Value {
    match n {
        0 => STEP_0,
        1 => STEP_1,
        2 => STEP_2,
        3 => STEP_3,
        4 => STEP_4,
        5 | 6 => STEP_5,
        7..=9 => STEP_7,
        10..=14 => STEP_10,
        15..=24 => STEP_15,
        _ => STEP_25,
    }
}
