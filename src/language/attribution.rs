//! The learned models of attribution.
//!
//! In: `attribution_cues.csv`, `attribution.csv`. Out: their weights.
//! Invariant: a language without the files has empty models, and reports no speech without marks.

use super::{PackFiles, Weights};
use crate::error::Result;

/// How many classes the model of cues tells apart: what is reported stands after, before or around the cue.
pub const CLASSES: usize = 3;

/// What tells whether a cue reports, what it reports, and whom it cites.
#[derive(Debug, Default)]
pub struct AttributionModel {
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
        Ok(Self {
            cues: Weights::read(files, "attribution_cues.csv")?,
            choices: Weights::read(files, "attribution.csv")?,
        })
    }

    /// Whether nothing was learned.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.cues.is_empty()
    }
}
