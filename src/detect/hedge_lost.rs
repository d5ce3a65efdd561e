//! Claims whose doubt got lost.
//!
//! # What it finds
//! A claim that one outlet hedges and another states as fact, in nearly the same words.
//!
//! # Why it matters
//! "Reportedly" and "may have" say that it is not known; without them a reader takes the claim for established.
//!
//! # Example
//! "The mayor reportedly took bribes." / "The mayor took bribes."
//!
//! # Stays silent on
//! a hedge that is lost together with its source, which `attribution_dropped` reports; an article that doubts or attributes
//! the same fact in another place; later days, by which it may have been established; titles; words between marks.

use std::cell::LazyCell;

use rustc_hash::FxHashSet;

use super::phrase::quoted;
use super::voices::Voices;
use super::{Detector, StoryView};
use crate::model::{
    Between, ClaimIndex, ClaimKind, Departs, Discrepancy, DiscrepancyKind, Field, Match, Severity, Span, Verdict,
};
use crate::score::same_but_for;

/// See the module.
pub(super) struct HedgeLost;

impl Detector for HedgeLost {
    fn kind(&self) -> DiscrepancyKind {
        DiscrepancyKind::AttributionDropped
    }

    fn detect(&self, story: &StoryView<'_>, out: &mut Vec<Discrepancy>) {
        // few stories hold a doubt that may be lost
        let voices = LazyCell::new(|| Voices::new(story));
        let mut seen = FxHashSet::default();
        for found in story.matches.iter().filter(|m| says_the_same(story, m)) {
            for (hedged, flat) in [(found.a, found.b), (found.b, found.a)] {
                let places = [hedged, flat].map(|c| story.claim(c).place());
                let is_flat = |with, without| voices.is_flat(with, without);
                if let Some(hedge) = lost(story, is_flat, found, hedged, flat).filter(|_| seen.insert(places)) {
                    out.extend(row(story, found, hedge, hedged, flat));
                }
            }
        }
    }
}

/// Whether a match joins two statements of two outlets that the model takes for one.
fn says_the_same(story: &StoryView<'_>, found: &Match) -> bool {
    const SURELY: f64 = 0.85;
    story.claim(found.a).kind() == ClaimKind::Statement
        && found.equivalence.get() >= SURELY
        && matches!(found.verdict, Verdict::Agree | Verdict::Compatible)
        && !story.are_of_one_outlet(story.claim(found.a), story.claim(found.b))
}

/// The hedge of the one claim, where the other states the same as fact.
fn lost(
    story: &StoryView<'_>,
    is_flat: impl Fn(ClaimIndex, ClaimIndex) -> bool,
    found: &Match,
    hedged: ClaimIndex,
    flat: ClaimIndex,
) -> Option<Span> {
    /// Share of the words of both, beside the hedge, that both have.
    const TOLD_ALIKE: f64 = 0.8;
    /// What was doubtful on one day may be known some days later.
    const DAYS: i32 = 1;
    let (with, without) = (story.claim(hedged), story.claim(flat));
    let hedge = with.attribution.hedge.filter(|hedge| with.span.contains(*hedge))?;
    let told = |claim| story.claims.tokens_of(claim);
    let doubts = |c: &ClaimIndex| {
        let claim = story.claim(*c);
        claim.article == without.article && (claim.attribution.hedge.is_some() || claim.attribution.source.is_some())
    };
    let group = found.group.and_then(|g| story.groups.get(g as usize));
    let differ = with.attribution.source.is_none()
        && with.field != Field::Title
        && without.field != Field::Title
        && without.attribution.hedge.is_none()
        && story.days_apart(with, without).is_none_or(|days| days <= DAYS)
        && !group.is_some_and(|group| group.members.iter().any(doubts))
        && same_but_for((told(with), hedge), (told(without), Span::default()), TOLD_ALIKE)
        && is_flat(hedged, flat);
    differ.then_some(hedge)
}

fn row(story: &StoryView<'_>, found: &Match, hedge: Span, hedged: ClaimIndex, flat: ClaimIndex) -> Option<Discrepancy> {
    let (a, b) = story.sides(&[hedged], &[flat])?;
    let departs = if a.claim == flat { Departs::A } else { Departs::B };
    let (with, without) = (story.claim(hedged), story.claim(flat));
    let (outlet, other) = story.outlets(with, without);
    let words = quoted(&story.words(with, hedge));
    let said = quoted(&story.words(without, without.span));
    Some(Discrepancy {
        id: String::new(),
        kind: DiscrepancyKind::AttributionDropped,
        group: found.group,
        severity: Severity::Minor,
        confidence: None,
        summary: format!("{other} states as fact what {outlet} gives with {words}: {said}."),
        difference: format!("[-{words}-]"),
        departs: Some(departs),
        between: Between::Outlets,
        why: format!(
            "attribution-dropped: both say the same (equivalence {}); {outlet} hedges it, {other} neither hedges it nor \
             names a source",
            found.equivalence.get()
        ),
        a,
        b,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::cases::differences;

    fn found(a: &str, b: &str) -> Vec<String> {
        differences(DiscrepancyKind::AttributionDropped, a, b)
    }

    #[test]
    fn fires_where_a_doubt_is_lost() {
        for (a, b, hedge) in [
            (
                "The mayor of Orla reportedly took bribes from a dredging company for six years.",
                "The mayor of Orla took bribes from a dredging company for six years.",
                "reportedly",
            ),
            (
                "The leak at the Orla refinery poisoned the river below the town.",
                "The leak at the Orla refinery could have poisoned the river below the town.",
                "could have",
            ),
            (
                "The crew of the Vesna allegedly ignored two warnings about the wreck off Orla.",
                "The crew of the Vesna ignored two warnings about the wreck off Orla.",
                "allegedly",
            ),
        ] {
            assert_eq!(found(a, b), [format!("[-“{hedge}”-]")], "{a} / {b}");
        }
    }

    #[test]
    fn stays_silent_where_none_is_lost() {
        for (a, b) in [
            (
                "The mayor of Orla reportedly took bribes from a dredging company for six years.",
                "The mayor of Orla allegedly took bribes from a dredging company for six years.",
            ),
            // the other one has a source
            (
                "The mayor of Orla reportedly took bribes from a dredging company for six years.",
                "The mayor of Orla took bribes from a dredging company for six years, prosecutors said.",
            ),
            // told in other words
            (
                "The mayor of Orla may have taken bribes from a dredging company.",
                "The mayor of Orla took a dredging company to court over bribes.",
            ),
            // doubted in another place of the article
            (
                "The mayor of Orla reportedly took bribes from a dredging company for six years.",
                "Prosecutors say that the mayor of Orla took bribes from a dredging company. The mayor of Orla took bribes from \
                 a dredging company for six years.",
            ),
        ] {
            assert_eq!(found(a, b), Vec::<String>::new(), "{a} / {b}");
        }
    }
}
