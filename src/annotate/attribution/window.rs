//! One sentence as the learned models see it: each token's word, and its shape.
//!
//! In: a sentence's tokens. Out: values by position, with safe access beyond both ends.
//! Invariant: computed once a sentence, in one pass.

use crate::annotate::Annotated;
use crate::model::{Class, Token, TokenRange};
use crate::text::Value;

/// Before the first and after the last token.
pub(super) const EDGE: Value = Value::code("#edge");
pub(super) const QUOTE: Value = Value::code("#quote");
pub(super) const COMMA: Value = Value::code("#comma");
pub(super) const STOP: Value = Value::code("#stop");
pub(super) const DASH: Value = Value::code("#dash");
pub(super) const COLON: Value = Value::code("#colon");
pub(super) const OPEN: Value = Value::code("#open");
pub(super) const CLOSE: Value = Value::code("#close");
pub(super) const MARK: Value = Value::code("#mark");
pub(super) const NUMBER: Value = Value::code("#number");
pub(super) const PRONOUN: Value = Value::code("#pronoun");
pub(super) const NEGATION: Value = Value::code("#negation");
pub(super) const AUXILIARY: Value = Value::code("#auxiliary");
pub(super) const DATE: Value = Value::code("#date");
pub(super) const PREPOSITION: Value = Value::code("#preposition");
pub(super) const CONJUNCTION: Value = Value::code("#conjunction");
pub(super) const CUE: Value = Value::code("#cue");
pub(super) const NAME: Value = Value::code("#name");
pub(super) const SOURCE: Value = Value::code("#source");
pub(super) const FUNCTION: Value = Value::code("#function");
pub(super) const LOWER: Value = Value::code("#lower");

/// A sentence.
#[derive(Debug)]
pub(super) struct Window<'a> {
    pub article: &'a Annotated<'a>,
    /// Its tokens in the article.
    pub range: TokenRange,
    words: Vec<Value>,
    shapes: Vec<Value>,
    /// Whether a token stands between quotation marks.
    quoted: Vec<bool>,
}

impl<'a> Window<'a> {
    pub(super) fn new(article: &'a Annotated<'a>, range: TokenRange) -> Self {
        let tokens = article.tokens_in(&range);
        let shapes: Vec<Value> = tokens.iter().map(|t| shape(article, t)).collect();
        let mut open = false;
        let mut quoted = Vec::with_capacity(tokens.len());
        for (token, shape) in tokens.iter().zip(&shapes) {
            let double = *shape == QUOTE && !matches!(article.word(token), "'" | "’" | "‘");
            open ^= double;
            quoted.push(open && !double);
        }
        Self { article, range, words: tokens.iter().map(|t| Value::word(t.word)).collect(), shapes, quoted }
    }

    /// How many tokens.
    pub(super) const fn len(&self) -> usize {
        self.shapes.len()
    }

    /// The word at a position.
    pub(super) fn word(&self, at: isize) -> Value {
        usize::try_from(at).ok().and_then(|i| self.words.get(i)).copied().unwrap_or(EDGE)
    }

    /// The shape at a position.
    pub(super) fn shape(&self, at: isize) -> Value {
        usize::try_from(at).ok().and_then(|i| self.shapes.get(i)).copied().unwrap_or(EDGE)
    }

    /// Whether a position stands between quotation marks.
    pub(super) fn quoted(&self, at: usize) -> bool {
        self.quoted.get(at).copied().unwrap_or(false)
    }

    /// The token at a position.
    pub(super) fn token(&self, at: usize) -> Option<&'a Token> {
        self.article.tokens.get(self.range.start as usize + at).filter(|_| at < self.len())
    }

    /// The text at a position.
    pub(super) fn text(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |t| self.article.word(t))
    }

    /// The article's token index of a position.
    pub(super) fn index(&self, at: usize) -> u32 {
        self.range.start + u32::try_from(at).unwrap_or(u32::MAX)
    }
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

/// A number as a value, in coarse steps.
pub(super) fn step(n: usize) -> Value {
    const STEPS: [Value; 10] = [
        Value::code("#0"),
        Value::code("#1"),
        Value::code("#2"),
        Value::code("#3"),
        Value::code("#4"),
        Value::code("#5+"),
        Value::code("#7+"),
        Value::code("#10+"),
        Value::code("#15+"),
        Value::code("#25+"),
    ];
    let i = match n {
        0..=4 => n,
        5 | 6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=24 => 8,
        _ => 9,
    };
    STEPS[i]
}

/// The codes of this model, for the names of features in training.
pub(super) const CODES: &[&str] = &[
    "#edge",
    "#quote",
    "#comma",
    "#stop",
    "#dash",
    "#colon",
    "#open",
    "#close",
    "#mark",
    "#number",
    "#pronoun",
    "#negation",
    "#auxiliary",
    "#date",
    "#preposition",
    "#conjunction",
    "#cue",
    "#name",
    "#source",
    "#function",
    "#lower",
    "#0",
    "#1",
    "#2",
    "#3",
    "#4",
    "#5+",
    "#7+",
    "#10+",
    "#15+",
    "#25+",
];
