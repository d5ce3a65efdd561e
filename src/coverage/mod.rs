//! Who carries which claim: claim by outlet, and rates by outlet.
//!
//! In: groups and articles. Out: one row a group and outlet.

use crate::extract::StoryClaims;
use crate::model::{CoverageRow, Group};

/// The coverage of groups of two or more origins, by outlets with an article in the story.
#[must_use]
pub fn coverage(_story: &StoryClaims<'_>, _groups: &[Group]) -> Vec<CoverageRow> {
    Vec::new()
}
