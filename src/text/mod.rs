//! Text below the level of language: tokens, word ids, phrases, offsets.
//!
//! In: slices of an article's buffer. Out: spans and ids that map back to it.
//! Invariant: every token is a slice of the source; normalisation changes ids, never offsets.

mod fingerprint;
mod hex;
mod features;
mod offsets;
mod phrases;
mod stem;
mod tokens;
mod words;

pub use features::{
    Code, CodeWord, Codes, Family, FeatureId, FeatureSink, Kind, OneWord, Template, Value, Values, Word, WordCode,
    Words,
};
pub use fingerprint::TrigramSet;
pub use hex::hex;
pub use offsets::CodePoints;
pub use phrases::PhraseTable;
pub use stem::Stemmer;
pub use tokens::{RawKind, RawToken, tokenize};
pub use words::{ending, fold, word_id};
