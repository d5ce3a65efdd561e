//! Pairs of claims worth scoring, from an inverted index over weighted keys; never all pairs.
//!
//! In: a story's claims. Out: pairs of different articles, `a < b`, in order.
//! Invariant: linear in the number of postings; a limit that was hit is counted.

use crate::extract::StoryClaims;
use crate::model::ClaimIndex;

/// The pairs to score.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Candidates {
    /// Pairs `(a, b)` with `a < b`, sorted and unique.
    pub pairs: Vec<(ClaimIndex, ClaimIndex)>,
    /// How many postings were left out by the limits.
    pub capped: u64,
}

/// Finds the pairs to score in one story.
#[must_use]
pub fn find_candidates(_story: &StoryClaims<'_>) -> Candidates {
    Candidates::default()
}
