//! How alike two claims are, and what the pair's verdict is.
//!
//! In: a candidate pair. Out: a [`Match`], or nothing below the threshold.
//! Invariant: differing values, speakers or polarity never lower the similarity: they decide the verdict.

pub mod quote;

use crate::candidates::Candidates;
use crate::config::Settings;
use crate::extract::StoryClaims;
use crate::model::Match;

/// Scores the candidates of a story and keeps those at or above `settings.min_similarity`.
#[must_use]
pub fn score(_story: &StoryClaims<'_>, _candidates: &Candidates, _settings: &Settings) -> Vec<Match> {
    Vec::new()
}
