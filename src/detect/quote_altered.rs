//! Quotations whose words differ.
//!
//! # What it finds
//! One utterance of one speaker in two wordings: words changed, added or dropped inside, sentences joined without
//! a mark.
//!
//! # Why it matters
//! Quotation marks promise the speaker's own words; two outlets cannot both keep that promise.
//!
//! # Example
//! “It could have been prevented” / “It should have been prevented”.
//!
//! # Stays silent on
//! other quotation marks, capitals, spacing; "..." that marks a cut; speech reported without marks. Words that
//! may have been translated twice are for the reader to judge: the severity is a hint, not a verdict.

use super::phrase::quoted;
use super::quotes::QuotePair;
use super::{Detector, StoryView};
use crate::model::{Discrepancy, DiscrepancyKind, Severity};
use crate::score::quote::word_diff;

/// See the module.
pub(super) struct QuoteAltered;

impl Detector for QuoteAltered {
    fn kind(&self) -> DiscrepancyKind {
        DiscrepancyKind::QuoteAltered
    }

    fn detect(&self, story: &StoryView<'_>, out: &mut Vec<Discrepancy>) {
        let altered =
            |p: &&QuotePair| !p.two_speakers() && p.both_quoted(story) && p.is_one_utterance(story) && is_altered(p);
        out.extend(story.quote_pairs().iter().filter(altered).map(|pair| row(story, pair)));
    }
}

/// Words changed, or a stretch dropped from the middle with nothing to mark it.
const fn is_altered(pair: &QuotePair) -> bool {
    let (a, b) = pair.lost();
    pair.words.altered > 0 || a.middle > 0 || b.middle > 0
}

fn row(story: &StoryView<'_>, pair: &QuotePair) -> Discrepancy {
    let (claim_a, claim_b) = pair.claims(story);
    let between = story.between(claim_a, claim_b);
    let (a, b) = pair.lost();
    Discrepancy {
        id: String::new(),
        kind: DiscrepancyKind::QuoteAltered,
        group: Some(pair.group),
        severity: story.capped(severity(story, pair), between),
        confidence: None,
        summary: summary(story, pair),
        difference: word_diff(story.claims, claim_a, claim_b),
        departs: None,
        between,
        why: format!(
            "quote-altered: {} words shared, {} changed inside, {} left out in the middle without a mark (similarity {})",
            pair.words.shared,
            pair.words.altered,
            a.middle + b.middle,
            pair.similarity.get()
        ),
        a: pair.a.clone(),
        b: pair.b.clone(),
    }
}

/// Info: a quotation inside a reported clause, two excerpts that begin and end in different places, or words that say
/// nothing by themselves. Major: a negation or a number differs. Else minor.
fn severity(story: &StoryView<'_>, pair: &QuotePair) -> Severity {
    let (a, b) = pair.lost();
    let inside = pair.changed_inside() > 0 || a.middle + b.middle > 0;
    // one small word beside an excerpt that begins or ends elsewhere
    let slight = pair.changed_inside() <= 1 && a.middle + b.middle + a.tail + b.tail == 0 && a.head + b.head > 0;
    if !pair.both_direct(story) || (!inside && pair.begin_apart()) || slight {
        Severity::Info
    } else if pair.changed_inside() > 0 && a.words() + b.words() == 0 && says_otherwise(story, pair) {
        Severity::Major
    } else if a.words() + b.words() > 0 || pair.differs_in_content(story) {
        Severity::Minor
    } else {
        Severity::Info
    }
}

/// Whether a negation or a number differs.
fn says_otherwise(story: &StoryView<'_>, pair: &QuotePair) -> bool {
    pair.differs_in_negation(story) || pair.differs_in_digits(story)
}

fn summary(story: &StoryView<'_>, pair: &QuotePair) -> String {
    let (a, b) = pair.claims(story);
    let (outlet_a, outlet_b) = story.outlets(a, b);
    let whom = pair.speaker(story).unwrap_or_else(|| "the same speaker".into());
    let (said_a, said_b) = (quoted(&pair.a.value), quoted(&pair.b.value));
    format!("{outlet_a} and {outlet_b} quote {whom} in different words: {said_a} in the first, {said_b} in the second.")
}
