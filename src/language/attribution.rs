//! The learned models of attribution.
//!
//! In: `attribution_cues.csv`, `attribution.csv`. Out: their weights, and the words that they know.
//! Invariant: a language without the files has empty models, and reports no speech without marks.

use super::weights::{self, Row};
use super::{PackFiles, Vocabulary, Weights};
use crate::error::Result;

/// How many classes the model of cues tells apart: what is reported stands after, before or around the cue.
pub const CLASSES: usize = 3;

/// What tells whether a cue reports, what it reports, and whom it cites.
#[derive(Debug, Default)]
pub struct AttributionModel {
    /// The words that any feature has.
    pub vocabulary: Vocabulary,
    /// Whether a cue reports, and on which side.
    pub cues: Weights<CLASSES>,
    /// How well a candidate fits: a start or end of reported words, a cue beside a quotation, a source.
    pub choices: Weights<1>,
}

impl AttributionModel {
    /// Reads both tables.
    ///
    /// # Errors
    /// A row of another form.
    pub fn read(files: &PackFiles) -> Result<Self> {
        let cues = weights::read(files, "attribution_cues.csv")?;
        Ok(Self::new(&cues, &weights::read(files, "attribution.csv")?))
    }

    /// Makes a model of the rows of both tables.
    #[must_use]
    pub fn new(cues: &[Row<CLASSES>], choices: &[Row<1>]) -> Self {
        let features = cues.iter().map(|row| &row.0).chain(choices.iter().map(|row| &row.0));
        let vocabulary = Vocabulary::new(features);
        Self { cues: Weights::new(cues, &vocabulary), choices: Weights::new(choices, &vocabulary), vocabulary }
    }

    /// Whether nothing was learned.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.cues.is_empty()
    }
}
