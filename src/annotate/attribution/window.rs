//! Sentences as the learned models see them: each token's word, its shape, whether marks surround it.
//!
//! In: an article's tokens and marked utterances. Out: values by position, with safe access beyond both ends.
//! Invariant: computed once an article, in one pass; a window is a view of a range.

use crate::annotate::Annotated;
use crate::annotate::quotations::Utterance;
pub(super) use crate::language::codes::{
    AUXILIARY, CLOSE, COLON, COMMA, CONJUNCTION, CUE, DASH, DATE, EDGE, FUNCTION, LOWER, MARK, NAME, NEGATION, NUMBER,
    OPEN, PREPOSITION, PRONOUN, QUOTE, SOURCE, STOP, UNQUOTE, UNQUOTE_STOP,
};
use crate::language::codes::{STEP_0, STEP_1, STEP_2, STEP_3, STEP_4, STEP_5, STEP_7, STEP_10, STEP_15, STEP_25};
use crate::model::{Class, Token, TokenRange};
use crate::text::{Code, Value, Word};

/// What the models see of an article.
#[derive(Debug)]
pub(super) struct View<'a> {
    pub article: &'a Annotated<'a>,
    seen: Vec<Seen>,
    /// The tokens that may report something, and the colons, in text order: they are few.
    introducing: Vec<u32>,
    /// What stands beyond both ends of a window, in the place of a word.
    edge: Word,
}

/// How many tokens there are for one that may report something, hardly ever fewer.
const TOKENS_A_CUE: usize = 8;

/// What the models see of a token: all of it lies together, since they ask for several parts at once.
#[derive(Debug, Clone, Copy)]
struct Seen {
    /// Its number in the vocabulary of the models.
    number: u16,
    shape: Code,
    traits: Trait,
}

impl<'a> View<'a> {
    pub(super) fn new(article: &'a Annotated<'a>, marked: &[Utterance]) -> Self {
        let mut seen = Vec::with_capacity(article.tokens.len());
        let mut introducing = Vec::with_capacity(article.tokens.len() / TOKENS_A_CUE);
        for (at, token) in (0u32..).zip(&article.tokens) {
            let of_token = Seen::of(article, token);
            if of_token.shape == COLON || token.is(Class::REPORTING) {
                introducing.push(at);
            }
            seen.push(of_token);
        }
        for piece in marked.iter().flat_map(|u| &u.pieces) {
            let first = article.tokens.partition_point(|t| t.span.start < piece.start);
            for (seen, token) in seen[first..].iter_mut().zip(&article.tokens[first..]) {
                if token.span.end > piece.end {
                    break;
                }
                seen.traits |= Trait::QUOTED;
            }
        }
        Self { article, seen, introducing, edge: article.pack.attribution.vocabulary.word(Value::code(EDGE)) }
    }

    /// How many cues there are at most.
    pub(super) const fn most_cues(&self) -> usize {
        self.introducing.len()
    }

    /// A range of the tokens.
    pub(super) fn window(&'a self, range: TokenRange) -> Window<'a> {
        let tokens = range.start as usize..range.end as usize;
        Window { view: self, seen: &self.seen[tokens.clone()], tokens: &self.article.tokens[tokens], range }
    }
}

impl Seen {
    /// All but whether marks surround a token.
    #[inline]
    fn of(article: &Annotated<'_>, token: &Token) -> Self {
        let (shape, is_word) = if token.is(Class::PUNCTUATION) {
            shape_of_mark(article, token)
        } else {
            (shape_of_word(token.class), true)
        };
        let mut traits = Trait::empty();
        traits.set(Trait::WORD, is_word);
        Self { number: token.number, shape, traits }
    }
}

/// A sentence, or a part of one.
#[derive(Debug)]
pub(super) struct Window<'a> {
    view: &'a View<'a>,
    seen: &'a [Seen],
    tokens: &'a [Token],
    /// Its tokens in the article.
    pub range: TokenRange,
}

bitflags::bitflags! {
    /// What is asked of a token again and again.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    struct Trait: u8 {
        /// Stands between quotation marks.
        const QUOTED = 1;
        /// Is a word, or the sign of a currency, not a mark.
        const WORD = 1 << 1;
    }
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
        self.seen.len()
    }

    /// The word at a position.
    #[inline]
    pub(super) fn word(&self, at: isize) -> Word {
        // what stands before the first is far beyond the last
        let at = at.cast_unsigned();
        match self.seen.get(at) {
            // only training asks for the word itself
            Some(seen) => {
                Word { value: self.tokens.get(at).map_or(Value::NONE, |t| Value::word(t.word)), number: seen.number }
            }
            None => self.view.edge,
        }
    }

    /// The shape at a position.
    #[inline]
    pub(super) fn shape(&self, at: isize) -> Code {
        self.seen.get(at.cast_unsigned()).map_or(EDGE, |seen| seen.shape)
    }

    /// The shapes before a position, the nearest first, no more than `most`.
    pub(super) fn shapes_before(&self, at: usize, most: usize) -> impl Iterator<Item = Code> + 'a {
        self.seen[..at.min(self.len())].iter().rev().take(most).map(|seen| seen.shape)
    }

    /// The shapes from a position on, no more than `most`.
    pub(super) fn shapes_from(&self, at: usize, most: usize) -> impl ExactSizeIterator<Item = Code> + Clone + 'a {
        self.seen[at.min(self.len())..].iter().take(most).map(|seen| seen.shape)
    }

    /// Whether a position stands between quotation marks.
    #[inline]
    pub(super) fn quoted(&self, at: usize) -> bool {
        self.is(at, Trait::QUOTED)
    }

    /// The positions of words that may report something, and of colons.
    pub(super) fn introducing(&self) -> impl Iterator<Item = usize> + 'a {
        let TokenRange { start, end } = self.range;
        let first = self.view.introducing.partition_point(|at| *at < start);
        let within = self.view.introducing[first..].iter().take_while(move |at| **at < end);
        within.map(move |at| (at - start) as usize)
    }

    #[inline]
    fn is(&self, at: usize, of: Trait) -> bool {
        self.seen.get(at).is_some_and(|seen| seen.traits.contains(of))
    }

    /// The token at a position.
    pub(super) fn token(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at)
    }

    /// The tokens from a position on.
    pub(super) fn tokens_from(&self, at: usize) -> &'a [Token] {
        self.tokens.get(at..).unwrap_or_default()
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

    /// Whether a position holds a word, not a mark; so does the sign of a currency.
    #[inline]
    pub(super) fn is_word(&self, at: usize) -> bool {
        self.is(at, Trait::WORD)
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
    pub(super) fn beyond(&self, at: usize) -> (usize, Code) {
        let mut gap = Code::NONE;
        let mut i = at;
        while i < self.len() && !self.is_word(i) {
            let shape = self.shape(signed(i));
            if self.closes(i) {
                gap = if gap == Code::NONE { UNQUOTE } else { UNQUOTE_STOP };
            } else if gap == UNQUOTE && matches!(shape, s if s == COMMA || s == STOP) {
                gap = UNQUOTE_STOP;
            } else if gap == Code::NONE || shape == QUOTE {
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

/// The shapes of words by the first of their classes; the last is that of none.
const SHAPES: [Code; 33] = {
    let mut shapes = [LOWER; 33];
    let telling = [
        (Class::DIGITS, NUMBER),
        (Class::PRONOUN, PRONOUN),
        (Class::NEGATION, NEGATION),
        (Class::AUXILIARY, AUXILIARY),
        (Class::PREPOSITION, PREPOSITION),
        (Class::CONJUNCTION, CONJUNCTION),
        (Class::SOURCE, SOURCE),
        (Class::REPORTING, CUE),
        (Class::DATE, DATE),
        (Class::STOP, FUNCTION),
        (Class::CAPITALISED, NAME),
    ];
    let mut i = 0;
    while i < telling.len() {
        let bit = telling[i].0.bits().trailing_zeros() as usize;
        assert!(bit == i + 1, "classes in the order in which they count");
        shapes[bit] = telling[i].1;
        i += 1;
    }
    shapes
};

/// The shape of a word. No branch depends on it: of the next word nobody could foresee it.
#[inline]
fn shape_of_word(class: Class) -> Code {
    // a capital inside of a sentence makes a name of what else may report something
    let named = class.intersection(Class::CAPITALISED | Class::STOP | Class::INITIAL) == Class::CAPITALISED;
    let telling = class.difference(if named { Class::REPORTING } else { Class::empty() });
    SHAPES[telling.bits().trailing_zeros() as usize]
}

/// The shapes of marks of one byte.
const MARKS: [Code; 128] = {
    let mut shapes = [MARK; 128];
    let marks: [(&[u8], Code); 6] =
        [(b",", COMMA), (b".?!", STOP), (b":", COLON), (b"-;", DASH), (b"([", OPEN), (b")]", CLOSE)];
    let mut i = 0;
    while i < marks.len() {
        let (of_shape, shape) = marks[i];
        let mut k = 0;
        while k < of_shape.len() {
            shapes[of_shape[k] as usize] = shape;
            k += 1;
        }
        i += 1;
    }
    shapes
};

/// The shape of a mark, and whether it stands for a word as the sign of a currency does.
fn shape_of_mark(article: &Annotated<'_>, token: &Token) -> (Code, bool) {
    if token.is(Class::QUOTE_MARK) {
        return (QUOTE, false);
    }
    let mark = article.word(token);
    if let [byte] = mark.as_bytes() {
        return (MARKS[usize::from(*byte) % MARKS.len()], mark == "$");
    }
    match mark {
        "…" => (STOP, false),
        "–" | "—" | "―" => (DASH, false),
        _ => (MARK, false),
    }
}

/// A number as a value, in coarse steps.
pub(super) fn step(n: usize) -> Code {
    STEPS[n.min(STEPS.len() - 1)]
}

/// The steps of small numbers; the last is that of all above.
const STEPS: [Code; 26] = {
    let mut steps = [STEP_25; 26];
    let mut n = 0;
    while n < steps.len() {
        steps[n] = match n {
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
        };
        n += 1;
    }
    steps
};

/// A set of shapes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shapes(u64);

impl Shapes {
    /// The set of some shapes.
    pub(super) const fn new(shapes: &[Code]) -> Self {
        let mut set = 0;
        let mut i = 0;
        while i < shapes.len() {
            set |= 1 << shapes[i].number();
            i += 1;
        }
        Self(set)
    }

    /// Whether it holds a shape.
    #[inline]
    pub(super) const fn contains(self, shape: Code) -> bool {
        self.0 >> shape.number() & 1 == 1
    }
}
