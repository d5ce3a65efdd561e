//! Matches merged into groups about one fact, and folded into variants.
//!
//! In: matches. Out: groups; each match in one group learns its index.
//! Invariant: a claim is in one group; merging is by descending similarity, ties by claim, and a
//! merge is accepted only when the groups' representatives match too.

use crate::extract::StoryClaims;
use crate::model::{Group, Match};

/// Merges matches at one half and above into groups.
#[must_use]
pub fn group(_story: &StoryClaims<'_>, _matches: &mut [Match]) -> Vec<Group> {
    Vec::new()
}
