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
//! other quotation marks, capitals, spacing, spellings, contractions, fillers; "..." that marks a cut and words in
//! brackets; speech reported without marks; excerpts that begin or end with other sentences. Words that may have been
//! translated twice are for the reader to judge: the severity is a hint, not a verdict.

use super::phrase::passage;
use super::quotes::QuotePair;
use super::sources::Sources;
use super::{Detector, StoryView};
use crate::model::{ClaimIndex, Discrepancy, DiscrepancyKind, Severity};
use crate::score::quote::{first_difference, word_diff};

/// See the module.
pub(super) struct QuoteAltered;

impl Detector for QuoteAltered {
    fn kind(&self) -> DiscrepancyKind {
        DiscrepancyKind::QuoteAltered
    }

    fn detect(&self, story: &StoryView<'_>, out: &mut Vec<Discrepancy>) {
        let altered =
            |p: &&QuotePair| !p.two_speakers() && p.both_quoted(story) && p.is_one_utterance(story) && is_altered(p);
        for pair in story.quote_pairs().iter().filter(altered) {
            let mut row = row(story, pair);
            witness(story, pair, &mut row);
            out.push(row);
        }
    }
}

/// Words changed, or a stretch dropped from the middle with nothing to mark it.
const fn is_altered(pair: &QuotePair) -> bool {
    let (a, b) = pair.lost();
    pair.words.altered > 0 || a.middle > 0 || b.middle > 0
}

/// Adds who gives words that one side dropped from the middle: another excerpt of the whole quotation, with nothing changed.
fn witness(story: &StoryView<'_>, pair: &QuotePair, row: &mut Discrepancy) {
    /// Fewer words may stand anywhere.
    const LEAST: u32 = 3;
    let (of_a, of_b) = pair.lost();
    if pair.words.altered > 0 {
        return;
    }
    let (whole, part, side) =
        match (of_a.middle > 0 && of_a.words() == of_a.middle, of_b.middle > 0 && of_b.words() == of_b.middle) {
            (true, false) if of_b.words() == 0 => (&pair.b, &pair.a, &mut row.b),
            (false, true) if of_a.words() == 0 => (&pair.a, &pair.b, &mut row.a),
            _ => return,
        };
    // the other quotation of a pair that holds this one
    let beside = |other: &QuotePair, claim: ClaimIndex| {
        let [a, b] = [other.a.claim, other.b.claim];
        if a == claim { Some(b) } else { (b == claim).then_some(a) }
    };
    let pairs = story.quote_pairs();
    let first = pairs.partition_point(|p| p.group < pair.group);
    let of_group = || pairs[first..].iter().take_while(|p| p.group == pair.group).filter(|p| !p.two_speakers());
    for other in of_group() {
        let Some(third) = beside(other, whole.claim).filter(|third| *third != part.claim) else { continue };
        let (x, y) = other.lost();
        let excerpt = other.words.altered + x.middle + y.middle == 0 && other.both_quoted(story);
        // the part has all of the whole but the words dropped: what it lacks of the excerpt is among them
        let lacks = |p: &QuotePair| if p.a.claim == part.claim { p.lost().0.words() } else { p.lost().1.words() };
        let gives = of_group().any(|p| beside(p, part.claim) == Some(third) && lacks(p) >= LEAST);
        if excerpt && other.is_one_utterance(story) && gives {
            let claims = if other.a.claim == third { &other.a.claims } else { &other.b.claims };
            side.add(claims.iter().copied());
        }
    }
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
            "quote-altered: {} words shared, {} changed, {} left out in the middle without a mark (similarity {})",
            pair.words.shared,
            pair.words.altered,
            a.middle + b.middle,
            pair.similarity.get()
        ),
        a: pair.a.clone(),
        b: pair.b.clone(),
    }
}

/// Info: a quotation inside a reported clause, a headline, translated speech, two sources, many words that differ, or a
/// few small words, or words in another form or order, that say nothing by themselves where the sentence is not cut too. Major: a negation or a number differs and nothing is left out. Else minor.
fn severity(story: &StoryView<'_>, pair: &QuotePair) -> Severity {
    /// More small words that differ are another wording,
    const SMALL_WORDS: u32 = 3;
    /// but for one in so many of a long quotation.
    const SHARED_BY_EACH: u32 = 8;
    /// More words that differ may be another translation.
    const MANY_WORDS: u32 = 6;
    let (a, b) = pair.lost();
    let words = &pair.words;
    // so many that it may be two utterances, or two translations
    let rewritten = words.altered >= MANY_WORDS && words.altered * 3 >= words.shared;
    let slight = words.telling + a.middle + b.middle == 0
        && (words.altered <= SMALL_WORDS || words.altered * SHARED_BY_EACH <= words.shared)
        && !(pair.is_cut(story) && (pair.loses_weight() || words.joined));
    let (claim_a, claim_b) = pair.claims(story);
    let two_sources = story.sources(claim_a, claim_b) == Sources::Different;
    if !pair.both_direct(story) || pair.may_differ(story) || slight || rewritten || two_sources {
        Severity::Info
    } else if words.turns && a.words() + b.words() == 0 {
        Severity::Major
    } else {
        Severity::Minor
    }
}

fn summary(story: &StoryView<'_>, pair: &QuotePair) -> String {
    let (a, b) = pair.claims(story);
    let (outlet_a, outlet_b) = story.outlets(a, b);
    let whom = pair.speaker(story).unwrap_or_else(|| "the same speaker".into());
    // the words that differ, wherever they stand in long quotations
    let (near_a, near_b) = first_difference(story.claims, a, b).unwrap_or((a.span, b.span));
    let (said_a, said_b) = (passage(story, a, near_a), passage(story, b, near_b));
    format!("{outlet_a} quotes {whom} with {said_a}, {outlet_b} with {said_b}.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::cases::{between_first, of_kind};
    use crate::model::ClaimKind;

    /// The summaries of what is found between two articles' quotations.
    fn summaries(a: &str, b: &str) -> Vec<String> {
        let found = between_first(ClaimKind::Quote, &[("North", "2031-05-01", a), ("South", "2031-05-01", b)]);
        found.into_iter().filter(|row| row.kind == DiscrepancyKind::QuoteAltered).map(|row| row.summary).collect()
    }

    #[test]
    fn another_excerpt_stands_by_the_words_dropped() {
        let whole = "“This was a storm that every harbour saw coming. We will find out who left the gates open, and they will pay for it before the winter,” Ana Roth said.";
        let spliced = "“This was a storm that every harbour saw coming and they will pay for it before the winter,” Ana Roth said.";
        let excerpt = "“This was a storm that every harbour saw coming. We will find out who left the gates open,” Ana Roth said.";
        let tellings =
            [("North", "2031-05-01", whole), ("South", "2031-05-01", spliced), ("East", "2031-05-01", excerpt)];
        let rows = of_kind(DiscrepancyKind::QuoteAltered, &tellings);
        let [row] = rows.as_slice() else { panic!("one row, not {}", rows.len()) };
        assert_eq!((row.a.claims.len() + row.b.claims.len(), row.severity), (3, Severity::Minor));
    }

    #[test]
    fn the_summary_gives_the_words_that_differ() {
        let before =
            "“Nobody on the island has slept since the storm took the last of the roofs,” said Ana Roth, the mayor.";
        let long = format!("{before} “The harbour can't stay closed until every crane on the quay is checked.”");
        let other = "“The harbour will stay closed until every crane on the quay is checked,” Ana Roth said.";
        for (a, b) in [(long.as_str(), other), (other, long.as_str())] {
            let found = summaries(a, b);
            let [summary] = found.as_slice() else { panic!("one row, not {found:?}") };
            assert!(summary.contains("can't stay closed") && summary.contains("will stay closed"), "{summary}");
            assert!(!summary.contains("Nobody") && !summary.contains("the mayor"), "{summary}");
        }
    }
}
