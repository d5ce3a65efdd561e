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
//! cuts marked by "..."; parts that the article quotes next to it. A fragment introduced as one is `info`, and so is a
//! quotation of fewer sentences, unless the next one turns what is quoted, and one that loses only more of the same ("and a
//! very good thing").

use rustc_hash::FxHashSet;

use super::phrase::{excerpt, quoted};
use super::quotes::QuotePair;
use super::{Detector, StoryView};
use crate::model::{ClaimIndex, Departs, Discrepancy, DiscrepancyKind, Severity};
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
        let pairs: Vec<&QuotePair> = story.quote_pairs().iter().filter(|pair| is_one_speaker(story, pair)).collect();
        // where one account goes on, the cut is no choice of sentences beside the others either
        let cut: FxHashSet<ClaimIndex> = pairs
            .iter()
            .filter(|pair| pair.is_cut(story) && pair.loses_weight())
            .map(|pair| pair.shorter_side())
            .collect();
        for pair in pairs.into_iter().filter(|pair| is_truncated(pair)) {
            let inside = cut.contains(&pair.shorter_side()) && pair.only_ends_earlier(story);
            let minor = inside && !pair.may_differ(story);
            out.extend(row(story, pair, if minor { Severity::Minor } else { Severity::Info }));
        }
    }
}

fn is_one_speaker(story: &StoryView<'_>, pair: &QuotePair) -> bool {
    pair.both_quoted(story) && !pair.two_speakers() && pair.is_one_utterance(story)
}

/// Whether nothing is changed, and more is lost than a word or two.
fn is_truncated(pair: &QuotePair) -> bool {
    let (a, b) = pair.lost();
    pair.words.truncated() && a.words().max(b.words()) >= LEAST_LOST
}

/// `severity` is minor for a whole utterance from the beginning of a sentence that ends before words which limit it or say
/// something of another subject, in the sentence or as one that turns it; info for all else, since an outlet may quote fewer
/// sentences, a part that it introduces as one, or leave out what only says more of the same.
fn row(story: &StoryView<'_>, pair: &QuotePair, severity: Severity) -> Option<Discrepancy> {
    let (claim_a, claim_b) = pair.claims(story);
    let shorter = pair.shorter()?;
    let between = story.between(claim_a, claim_b);
    let (a, b) = pair.lost();
    let lost = a.words().max(b.words());
    Some(Discrepancy {
        id: String::new(),
        kind: DiscrepancyKind::QuoteTruncated,
        group: Some(pair.group),
        severity: story.capped(severity, between),
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
