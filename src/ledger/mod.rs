//! A group in time: what updates what, what is stale.
//!
//! In: groups and their matches. Out: final verdicts: `conflict` may become `updates`.
//! Invariant: two reports with one date and no time have no known order, so nothing follows from it.

mod running;

use std::cmp::Ordering;

use crate::extract::StoryClaims;
use crate::model::{Claim, Group, Match, Moment, Verdict};

/// Settles the verdicts of a story.
pub fn settle(story: &StoryClaims<'_>, groups: &mut [Group], matches: &mut [Match]) {
    for found in matches.iter_mut().filter(|m| m.verdict == Verdict::Conflict) {
        let (a, b) = (&story.claims[found.a as usize], &story.claims[found.b as usize]);
        if running::updates(story, a, b) {
            found.verdict = Verdict::Updates;
        }
    }
    let mut worst: Vec<Option<Verdict>> = vec![None; groups.len()];
    for found in matches.iter() {
        let Some(slot) = found.group.and_then(|g| worst.get_mut(g as usize)) else { continue };
        *slot = Some(slot.map_or(found.verdict, |before| before.worse(found.verdict)));
    }
    for (group, verdict) in groups.iter_mut().zip(worst) {
        group.verdict = verdict.unwrap_or(group.verdict);
    }
}

/// Which of two claims was published first, where that can be known.
#[must_use]
pub fn order(story: &StoryClaims<'_>, a: &Claim, b: &Claim) -> Option<Ordering> {
    published(story, a)?.order(&published(story, b)?)
}

/// When a claim's article appeared.
#[must_use]
pub fn published(story: &StoryClaims<'_>, claim: &Claim) -> Option<Moment> {
    story.article_of(claim).article.published
}
