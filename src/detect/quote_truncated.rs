//! Quotations cut short.
//!
//! # What it finds
//! One utterance that one outlet quotes further than the other, with no mark of the cut.
//!
//! # Why it matters
//! What follows a "but" can turn what stands before it.
//!
//! # Example
//! “We will find out who signed, and they will answer for it” / “We will find out who signed”.
//!
//! # Stays silent on
//! cuts marked by "..."; parts that the article quotes next to it. A fragment introduced as one is `info`.

use super::phrase::{excerpt, quoted};
use super::quotes::QuotePair;
use super::{Detector, StoryView};
use crate::model::{Departs, Discrepancy, DiscrepancyKind, Severity};
use crate::score::quote::word_diff;

/// A cut of fewer words loses nothing that a reader would miss.
const LEAST_LOST: u32 = 3;

/// See the module.
pub(super) struct QuoteTruncated;

impl Detector for QuoteTruncated {
    fn kind(&self) -> DiscrepancyKind {
        DiscrepancyKind::QuoteTruncated
    }

    fn detect(&self, story: &StoryView<'_>, out: &mut Vec<Discrepancy>) {
        for pair in story.quote_pairs() {
            let (a, b) = pair.lost();
            if pair.both_quoted(story)
                && !pair.two_speakers()
                && pair.is_one_utterance(story)
                && pair.words.truncated()
                && a.words().max(b.words()) >= LEAST_LOST
            {
                out.extend(row(story, pair));
            }
        }
    }
}

fn row(story: &StoryView<'_>, pair: &QuotePair) -> Option<Discrepancy> {
    let (claim_a, claim_b) = pair.claims(story);
    let shorter = pair.shorter()?;
    let between = story.between(claim_a, claim_b);
    let (a, b) = pair.lost();
    let lost = a.words().max(b.words());
    Some(Discrepancy {
        id: String::new(),
        kind: DiscrepancyKind::QuoteTruncated,
        group: Some(pair.group),
        severity: story.capped(severity(story, pair), between),
        confidence: None,
        summary: summary(story, pair, shorter, lost),
        difference: word_diff(story.claims, claim_a, claim_b),
        departs: Some(shorter),
        between,
        why: format!(
            "quote-truncated: {} words shared, {lost} left out without a mark (similarity {})",
            pair.words.shared,
            pair.similarity.get()
        ),
        a: pair.a.clone(),
        b: pair.b.clone(),
    })
}

/// Info: a fragment introduced as one, a quotation inside a reported clause, one that only begins later or that leaves
/// out what stands behind the cue. Else minor.
fn severity(story: &StoryView<'_>, pair: &QuotePair) -> Severity {
    let (a, b) = pair.lost();
    let only_begins_later = a.middle + a.tail + b.middle + b.tail == 0;
    if pair.is_fragment(story) || !pair.both_direct(story) || only_begins_later || pair.lacks_later_pieces(story) {
        Severity::Info
    } else {
        Severity::Minor
    }
}

fn summary(story: &StoryView<'_>, pair: &QuotePair, shorter: Departs, lost: u32) -> String {
    let (a, b) = pair.claims(story);
    let (outlet_a, outlet_b) = story.outlets(a, b);
    let whom = pair.speaker(story).unwrap_or_else(|| "the same speaker".into());
    let (short, long) = match shorter {
        Departs::A => ((outlet_a, &pair.a.value), (outlet_b, &pair.b.value)),
        Departs::B => ((outlet_b, &pair.b.value), (outlet_a, &pair.a.value)),
    };
    format!(
        "{} quotes {whom} with {}; {} gives {lost} more words of it: {}.",
        short.0,
        quoted(short.1),
        long.0,
        quoted(&excerpt(long.1))
    )
}
