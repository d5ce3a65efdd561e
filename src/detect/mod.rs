//! Discrepancies: one detector a kind, one file a detector.
//!
//! In: a story's claims, matches and groups. Out: discrepancies, one a pair of variants.
//! Invariant: a difference is reported once, by the most specific kind that covers it.

use crate::config::Settings;
use crate::extract::StoryClaims;
use crate::model::{Discrepancy, DiscrepancyKind, Group, Match};

/// What a detector reads.
#[derive(Debug)]
pub struct StoryView<'a> {
    /// Claims and articles.
    pub claims: &'a StoryClaims<'a>,
    /// Matches, by `a` then `b`.
    pub matches: &'a [Match],
    /// Groups.
    pub groups: &'a [Group],
    /// Thresholds and limits.
    pub settings: &'a Settings,
}

/// Finds discrepancies of one kind.
pub trait Detector: Sync {
    /// The kind it finds.
    fn kind(&self) -> DiscrepancyKind;

    /// Adds the discrepancies of one story.
    fn detect(&self, story: &StoryView<'_>, out: &mut Vec<Discrepancy>);
}

/// Every detector, the most specific first.
pub static DETECTORS: &[&dyn Detector] = &[];

/// The discrepancies of one story, most serious first.
#[must_use]
pub fn detect(story: &StoryView<'_>) -> Vec<Discrepancy> {
    let mut found = Vec::new();
    for detector in DETECTORS.iter().filter(|d| story.settings.kinds.contains(&d.kind())) {
        detector.detect(story, &mut found);
    }
    found
}
