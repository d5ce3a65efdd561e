//! The same words in another mouth.
//!
//! # What it finds
//! One utterance that two outlets give to two speakers, both named.
//!
//! # Why it matters
//! Who said it is half of a quotation.
//!
//! # Example
//! “We will not pay,” the minister, Ana Roth, said. / “We will not pay,” said Jon Hale, her deputy.
//!
//! # Stays silent on
//! "the minister" / "Mr Lee" when they may be one person; two spellings of one name; short phrases that
//! several people use.

use super::phrase::quoted;
use super::quotes::QuotePair;
use super::sources::Sources;
use super::{Detector, StoryView};
use crate::model::{Between, Claim, Class, Discrepancy, DiscrepancyKind, Match, Severity, Span};
use crate::score::quote::compare_in_context;

/// Fewer words in common may be said by two people.
const LEAST_SHARED: u32 = 6;
/// How much of both must be the same: two statements may share a formula.
const LEAST_RATIO: f64 = 0.6;
/// A smaller share of the words in common may be two utterances on one subject.
const LEAST_SIMILAR: f64 = 0.8;

/// See the module.
pub(super) struct QuoteReattributed;

impl Detector for QuoteReattributed {
    fn kind(&self) -> DiscrepancyKind {
        DiscrepancyKind::QuoteReattributed
    }

    fn detect(&self, story: &StoryView<'_>, out: &mut Vec<Discrepancy>) {
        // claims of one wording may stand in one variant though their speakers differ
        let others: Vec<QuotePair> = story.matches.iter().filter_map(|m| one_wording(story, m)).collect();
        for pair in story.quote_pairs().iter().chain(&others) {
            if pair.both_direct(story)
                && pair.words.shared >= LEAST_SHARED
                && pair.words.similarity >= LEAST_SIMILAR
                && pair.words.ratio >= LEAST_RATIO
            {
                out.extend(row(story, pair));
            }
        }
    }
}

/// The pair of a match between two quotations of one group whose speakers are sure and differ.
fn one_wording(story: &StoryView<'_>, found: &Match) -> Option<QuotePair> {
    let group = found.group?;
    let (a, b) = (story.claim(found.a), story.claim(found.b));
    if a.quote().is_none() || b.quote().is_none() || story.sources(a, b) != Sources::Different {
        return None;
    }
    if !is_sure(story, a) || !is_sure(story, b) {
        return None;
    }
    let words = compare_in_context(story.claims, found.a, found.b);
    let (a, b) = story.sides(&[found.a], &[found.b])?;
    Some(QuotePair { group, a, b, words, similarity: found.similarity })
}

/// Whether a claim's speaker is sure: named as a person beside the cue, and both close to the words, in their
/// sentence and outside them. A pronoun or a speaker of the sentence before may be misread.
fn is_sure(story: &StoryView<'_>, claim: &Claim) -> bool {
    /// How many bytes may part the words from the cue, and the cue from the speaker.
    const NEAR: u32 = 40;
    let (Some(source), Some(cue)) = (claim.attribution.source, claim.attribution.cue) else { return false };
    let article = story.claims.article_of(claim);
    // "the New York Democrat" is somebody with another name
    let before = article.tokens.partition_point(|t| t.span.end <= source.start).checked_sub(1);
    let described = before.map(|i| article.tokens[i]).is_some_and(|t| t.is(Class::STOP) && !t.is(Class::PREPOSITION));
    let opens_small =
        article.tokens_in(&article.tokens_of_span(source)).first().is_none_or(|t| !t.is(Class::CAPITALISED));
    let person = story.is_person(claim, source) && !described && !opens_small;
    let outside = !claim.pieces.iter().any(|piece| piece.overlaps(source) || piece.overlaps(cue));
    let beside = claim.pieces.iter().any(|piece| gap(*piece, cue.hull(source)) <= NEAR);
    person && outside && beside && gap(cue, source) <= NEAR
}

/// Bytes between two spans.
const fn gap(a: Span, b: Span) -> u32 {
    if a.end <= b.start { b.start - a.end } else { a.start.saturating_sub(b.end) }
}

fn row(story: &StoryView<'_>, pair: &QuotePair) -> Option<Discrepancy> {
    let (claim_a, claim_b) = pair.claims(story);
    if story.sources(claim_a, claim_b) != Sources::Different || !(is_sure(story, claim_a) && is_sure(story, claim_b)) {
        return None;
    }
    let (speaker_a, speaker_b) = (story.source_name(claim_a)?, story.source_name(claim_b)?);
    let (outlet_a, outlet_b) = story.outlets(claim_a, claim_b);
    let (mut a, mut b) = (pair.a.clone(), pair.b.clone());
    a.value.clone_from(&speaker_a);
    b.value.clone_from(&speaker_b);
    Some(Discrepancy {
        id: String::new(),
        kind: DiscrepancyKind::QuoteReattributed,
        group: Some(pair.group),
        severity: Severity::Major,
        confidence: None,
        summary: format!(
            "{outlet_a} gives these words to {speaker_a}, {outlet_b} to {speaker_b}: {}.",
            quoted(&story.words(claim_a, claim_a.span))
        ),
        difference: format!("[-{speaker_a}-]{{+{speaker_b}+}}"),
        departs: None,
        // one utterance has one speaker: the outlets differ, not what they cite
        between: Between::Outlets,
        why: format!(
            "quote-reattributed: {} words in common, and the speakers named share no word of their names (similarity {})",
            pair.words.shared,
            pair.similarity.get()
        ),
        a,
        b,
    })
}
