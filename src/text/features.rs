//! Features of learned models: a family and one or two values, as one 64-bit id.
//!
//! In: words and codes. Out: ids that are the same in training and use.
//! Invariant: two features have one id by chance only, which 64 bits make unlikely.

use crate::model::WordId;

/// A family of features, which differ in their values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Template {
    id: u64,
    number: u16,
}

/// A word or a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Value(pub u64);

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
    /// The family called `name`, the one of this number in its model.
    #[must_use]
    pub const fn new(name: &str, number: u16) -> Self {
        Self { id: hash(name).wrapping_mul(SPREAD), number }
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
}

impl Value {
    /// No value.
    pub const NONE: Self = Self(0);

    /// A word.
    #[must_use]
    pub const fn word(word: WordId) -> Self {
        Self(word.0)
    }
}

impl From<Code> for Value {
    fn from(code: Code) -> Self {
        Self(u64::from(code.0).wrapping_mul(SPREAD))
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

/// The place of a family's feature with two codes in a table of all of them: those of one code stand beside each other.
#[must_use]
pub const fn place(template: Template, a: Code, b: Code) -> usize {
    /// One family's features, and so many that those of the next do not share their lines of the cache.
    const EACH: usize = Code::COUNT * Code::COUNT + 80;
    template.number as usize * EACH + b.0 as usize * Code::COUNT + a.0 as usize
}

/// Takes features as they are found: adds weights up in use, collects names in training.
pub trait FeatureSink: Sized {
    /// One feature of any values.
    fn put_values(&mut self, template: Template, a: Value, b: Value);

    /// One feature of two codes, of which there are few.
    fn put_codes(&mut self, template: Template, a: Code, b: Code) {
        self.put_values(template, a.into(), b.into());
    }

    /// One feature.
    #[inline]
    fn put<A, B>(&mut self, template: Template, a: A, b: B)
    where
        (A, B): Values,
    {
        (a, b).put(template, self);
    }
}

/// The values of a feature.
pub trait Values {
    /// Puts the feature of a family with these values into a sink.
    fn put(self, template: Template, sink: &mut impl FeatureSink);
}

impl Values for (Code, Code) {
    #[inline]
    fn put(self, template: Template, sink: &mut impl FeatureSink) {
        sink.put_codes(template, self.0, self.1);
    }
}

impl Values for (Value, Value) {
    #[inline]
    fn put(self, template: Template, sink: &mut impl FeatureSink) {
        sink.put_values(template, self.0, self.1);
    }
}

impl Values for (Value, Code) {
    #[inline]
    fn put(self, template: Template, sink: &mut impl FeatureSink) {
        sink.put_values(template, self.0, self.1.into());
    }
}

impl Values for (Code, Value) {
    #[inline]
    fn put(self, template: Template, sink: &mut impl FeatureSink) {
        sink.put_values(template, self.0.into(), self.1);
    }
}
