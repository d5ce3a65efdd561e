//! Features of learned models: a name and one or two values, as one 64-bit id.
//!
//! In: words and codes. Out: ids that are the same in training and use, and that a weights file
//! spells out: `name=value` or `name=value|value`, where a value is a word or a `#code`.

use super::word_id;
use crate::model::WordId;

/// The name of a family of features.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Template(u64);

/// A word or a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Value(pub u64);

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
    /// The family called `name`.
    #[must_use]
    pub const fn new(name: &str) -> Self {
        Self(hash(name))
    }
}

impl Value {
    /// No value.
    pub const NONE: Self = Self(0);

    /// A code, written with a leading `#` in a weights file.
    #[must_use]
    pub const fn code(name: &str) -> Self {
        Self(hash(name))
    }

    /// A word.
    #[must_use]
    pub const fn word(word: WordId) -> Self {
        Self(word.0)
    }

    /// The value that a weights file spells.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        match text {
            "#nothing" => Self::NONE,
            code if code.starts_with('#') => Self::code(code),
            word => Self::word(word_id(word)),
        }
    }
}

impl FeatureId {
    /// The feature of a family with these values.
    #[must_use]
    pub const fn new(template: Template, a: Value, b: Value) -> Self {
        let mut state = template.0;
        state = (state ^ a.0).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
        state = (state ^ b.0).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        Self(state ^ (state >> 31))
    }

    /// The feature that a weights file spells, or `None` where the text is of another form.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (name, values) = text.split_once('=')?;
        let (a, b) = match values.split_once('|') {
            Some((a, b)) => (Value::parse(a), Value::parse(b)),
            None => (Value::parse(values), Value::NONE),
        };
        Some(Self::new(Template::new(name), a, b))
    }
}

/// Takes features as they are found: adds weights up in use, collects names in training.
pub trait FeatureSink {
    /// One feature.
    fn put(&mut self, template: Template, a: Value, b: Value);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_is_what_its_name_says() {
        let said = Value::word(word_id("said"));
        assert_eq!(FeatureId::parse("w0=said"), Some(FeatureId::new(Template::new("w0"), said, Value::NONE)));
        assert_eq!(
            FeatureId::parse("w0s=Said|#comma"),
            Some(FeatureId::new(Template::new("w0s"), said, Value::code("#comma")))
        );
        assert_eq!(FeatureId::parse("w0"), None);
    }
}
