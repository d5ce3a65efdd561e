//! A group in time: what updates what, what is stale.
//!
//! In: groups and their matches. Out: final verdicts: `conflict` may become `updates`.
//! Invariant: two reports with one date and no time have no known order, so nothing follows from it.

use crate::extract::StoryClaims;
use crate::model::{Group, Match};

/// Settles the verdicts of a story.
pub fn settle(_story: &StoryClaims<'_>, _groups: &mut [Group], _matches: &mut [Match]) {}
