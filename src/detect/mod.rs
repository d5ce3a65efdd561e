//! Discrepancies: one detector a kind, one file a detector.
//!
//! In: a story's claims, matches and groups. Out: discrepancies, most serious first.
//! Invariant: a difference is reported once, by the most specific kind that covers it; no summary
//! says which side is right.

mod acts;
mod agent_differs;
mod attribution_dropped;
mod context;
mod date_conflict;
mod entity_conflict;
mod fold;
mod hedge_lost;
pub(crate) mod labels;
mod name_variant;
mod number_conflict;
mod omission;
mod ordinal_conflict;
mod phrase;
mod polarity_conflict;
mod quote_altered;
mod quote_reattributed;
mod quote_truncated;
mod quotes;
mod rank_variant;
mod revision;
mod sides;
mod sources;
mod swapped;
mod target_differs;
mod toll_update;
mod unlisted_wording;
mod view;
mod voices;
mod whereabouts;
mod wording;

#[cfg(test)]
pub(crate) mod cases;

use crate::model::{Discrepancy, DiscrepancyKind, RunNotes};

pub use view::StoryView;

/// Finds discrepancies of one kind.
pub trait Detector: Sync {
    /// The kind it finds.
    fn kind(&self) -> DiscrepancyKind;

    /// Adds the discrepancies of one story; ids are filled in by [`detect`].
    fn detect(&self, story: &StoryView<'_>, out: &mut Vec<Discrepancy>);
}

/// Every detector, the most specific first: where two find the same difference, the first is kept.
pub static DETECTORS: &[&dyn Detector] = &[
    &quote_reattributed::QuoteReattributed,
    &quote_altered::QuoteAltered,
    &quote_truncated::QuoteTruncated,
    &number_conflict::NumberConflict,
    &ordinal_conflict::OrdinalConflict,
    &toll_update::TollUpdate,
    &date_conflict::DateConflict,
    &entity_conflict::EntityConflict,
    &swapped::Swapped,
    &whereabouts::Whereabouts,
    &agent_differs::AgentDiffers,
    &target_differs::TargetDiffers,
    &polarity_conflict::PolarityConflict,
    &attribution_dropped::AttributionDropped,
    &hedge_lost::HedgeLost,
    &wording::Wording,
    &unlisted_wording::UnlistedWording,
    &name_variant::NameVariant,
    &rank_variant::RankVariant,
    &omission::Omission,
    &revision::Revision,
];

/// The discrepancies of one story, most serious first; what a limit left out is added to `notes`.
#[must_use]
pub fn detect(story: &StoryView<'_>, notes: &mut RunNotes) -> Vec<Discrepancy> {
    story.note_limits(notes);
    let mut found = Vec::new();
    for detector in DETECTORS.iter().filter(|d| story.settings.kinds.contains(&d.kind())) {
        detector.detect(story, &mut found);
    }
    fold::settle(story, found)
}
