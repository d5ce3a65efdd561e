//! The encoder of a build without the feature `semantic`: there is none.

use super::Vector;
use crate::error::{Error, Result};

/// A sentence encoder; a build without the feature `semantic` can make none.
pub enum Encoder {}

impl Encoder {
    /// Reads nothing.
    ///
    /// # Errors
    /// Always: says how to build a program that can.
    pub fn read(_file: impl FnMut(&str) -> Result<Vec<u8>>) -> Result<Self> {
        Err(Error::usage(
            "this build reads no models: build it with `cargo build --release --features semantic`, \
             or install it with `cargo install --path . --features semantic`",
        ))
    }

    /// The meaning of a text.
    #[must_use]
    pub fn meaning(&self, _text: &str) -> Vector {
        match *self {}
    }

    /// The meaning of a text, and of each of its words where it stands.
    #[must_use]
    pub fn meaning_and_words(&self, _text: &str) -> (Vector, Vec<Vector>) {
        match *self {}
    }
}
