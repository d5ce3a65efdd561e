//! Features of learned models: a family and one or two values.
//!
//! In: words and codes. Out: features, put into a sink; ids that are the same in training and use.
//! Invariant: a family takes values of one kind, which the compiler checks; two features have one id by chance only, which
//! 64 bits make unlikely.

use std::marker::PhantomData;

use crate::model::WordId;

/// What kinds of values the features of a family have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Two codes, the second of which may be none.
    Codes,
    /// One word.
    Word,
    /// A word, then a code.
    WordCode,
    /// A code, then a word.
    CodeWord,
    /// Two words.
    Words,
}

/// A family of features, which differ in their values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Template {
    id: u64,
    /// What kinds of values its features have.
    pub kind: Kind,
    number: u16,
}

/// A family of features of two codes.
#[derive(Debug, Clone, Copy)]
pub struct Codes;
/// A family of features of one word.
#[derive(Debug, Clone, Copy)]
pub struct OneWord;
/// A family of features of a word and a code.
#[derive(Debug, Clone, Copy)]
pub struct WordCode;
/// A family of features of a code and a word.
#[derive(Debug, Clone, Copy)]
pub struct CodeWord;
/// A family of features of two words.
#[derive(Debug, Clone, Copy)]
pub struct Words;

/// A family whose kind `K` the compiler knows.
#[derive(Debug, Clone, Copy)]
pub struct Family<K> {
    /// The family.
    pub template: Template,
    kind: PhantomData<K>,
}

/// A word or a code, as training tells them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Value(pub u64);

/// A word, or a code in the place of one, with its number in the vocabulary of the models.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// The word.
    pub value: Value,
    /// Its number; 0 of a word that no model knows.
    pub number: u16,
}

/// A value that is no word: what a token looks like, how far it stands, yes or no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Code(u8);

/// A feature: equal features have equal ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FeatureId(pub u64);

/// FNV-1a: small, constant, and good enough for some hundred names.
const fn hash(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let mut state = 0xcbf2_9ce4_8422_2325u64;
    let mut i = 0;
    while i < bytes.len() {
        state = (state ^ bytes[i] as u64).wrapping_mul(0x0100_0000_01b3);
        i += 1;
    }
    state
}

impl Template {
    /// Its number among the families of its kind in its model; those of a word and a code, in any order, count as one kind.
    #[must_use]
    pub const fn number(self) -> usize {
        self.number as usize
    }
}

impl Kind {
    /// How many families of a kind a model may have: tables by word have a place for each.
    pub const fn most(self) -> usize {
        match self {
            Self::Codes => 128,
            Self::Word => 16,
            Self::WordCode | Self::CodeWord | Self::Words => 32,
        }
    }
}

impl<K> Family<K> {
    /// The family called `name`, the one of this number in its model.
    #[must_use]
    pub const fn new(name: &str, kind: Kind, number: u16) -> Self {
        assert!((number as usize) < kind.most(), "too many families");
        Self { template: Template { id: hash(name).wrapping_mul(SPREAD), kind, number }, kind: PhantomData }
    }
}

impl Word {
    /// The number of words that no model knows.
    pub const UNKNOWN: u16 = 0;
    /// No word.
    pub const NONE: Self = Self { value: Value::NONE, number: 1 };
    /// Numbers are below: tables by word have so many places.
    pub const MOST: usize = 1 << 14;

    /// Its place in a table by word.
    #[must_use]
    pub const fn place(self) -> usize {
        // the compiler sees that it is below
        self.number as usize % Self::MOST
    }
}

impl Code {
    /// No value.
    pub const NONE: Self = Self(0);
    /// How many there may be.
    pub const COUNT: usize = 64;

    /// The code of a number below [`Code::COUNT`]; 0 is no value.
    #[must_use]
    pub const fn new(number: u8) -> Self {
        assert!((number as usize) < Self::COUNT, "too many codes");
        Self(number)
    }

    /// Every code that there may be.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..).take(Self::COUNT).map(Self)
    }

    /// Its number, below [`Code::COUNT`].
    #[must_use]
    pub const fn number(self) -> usize {
        // the compiler sees that it is below
        self.0 as usize % Self::COUNT
    }
}

impl Value {
    /// No value.
    pub const NONE: Self = Self(0);

    /// A word.
    #[must_use]
    pub const fn word(word: WordId) -> Self {
        Self(word.0)
    }

    /// A code.
    #[must_use]
    pub const fn code(code: Code) -> Self {
        Self((code.0 as u64).wrapping_mul(SPREAD))
    }
}

/// Odd numbers without a pattern: a product with one has the bits of its factor all over.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
const SPREAD_TOO: u64 = 0xd6e8_feb8_6659_fd93;

impl FeatureId {
    /// The feature of a family with these values. What a value adds is the same in every family: it is found once.
    #[must_use]
    pub const fn new(template: Template, a: Value, b: Value) -> Self {
        Self(template.id ^ a.0.wrapping_mul(SPREAD) ^ b.0.wrapping_mul(SPREAD_TOO).rotate_left(32))
    }
}

/// Takes features as they are found: adds weights up in use, collects names in training.
pub trait FeatureSink: Sized {
    /// One feature of two codes, of which there are few.
    fn put_codes(&mut self, template: Template, a: Code, b: Code);
    /// One feature of a word and a code.
    fn put_word_code(&mut self, template: Template, word: Word, code: Code);
    /// One feature of a code and a word.
    fn put_code_word(&mut self, template: Template, code: Code, word: Word);
    /// One feature of two words.
    fn put_words(&mut self, template: Template, a: Word, b: Word);
    /// One feature of a word.
    fn put_word(&mut self, family: Family<OneWord>, word: Word);

    /// One feature of two values.
    #[inline]
    fn put<K, A, B>(&mut self, family: Family<K>, a: A, b: B)
    where
        (A, B): Values<K>,
    {
        (a, b).put(family.template, self);
    }
}

/// The values of a feature of a family of a kind.
pub trait Values<K> {
    /// Puts the feature of a family with these values into a sink.
    fn put(self, template: Template, sink: &mut impl FeatureSink);
}

impl Values<Codes> for (Code, Code) {
    #[inline]
    fn put(self, template: Template, sink: &mut impl FeatureSink) {
        sink.put_codes(template, self.0, self.1);
    }
}

impl Values<WordCode> for (Word, Code) {
    #[inline]
    fn put(self, template: Template, sink: &mut impl FeatureSink) {
        sink.put_word_code(template, self.0, self.1);
    }
}

impl Values<CodeWord> for (Code, Word) {
    #[inline]
    fn put(self, template: Template, sink: &mut impl FeatureSink) {
        sink.put_code_word(template, self.0, self.1);
    }
}

impl Values<Words> for (Word, Word) {
    #[inline]
    fn put(self, template: Template, sink: &mut impl FeatureSink) {
        sink.put_words(template, self.0, self.1);
    }
}
