//! Running figures that later reports replace.
//!
//! # What it finds
//! An earlier and a later figure of a running toll, and outlets that still give the earlier one when the later
//! stands elsewhere.
//!
//! # Why it matters
//! A stale toll reads like a rival one.
//!
//! # Example
//! "14 people died" on Monday morning / "17 people died" on Monday evening.
//!
//! # Stays silent on
//! figures of one time or of unknown order, which are a `number-conflict`.

use std::cmp::Ordering;

use super::number_conflict::{difference, fate};
use super::phrase::quoted;
use super::{Detector, StoryView};
use crate::ledger::{order, published};
use crate::model::{
    Between, Claim, ClaimIndex, ClaimKind, Departs, Discrepancy, DiscrepancyKind, Moment, Severity, Verdict,
};

/// See the module.
pub(super) struct TollUpdate;

impl Detector for TollUpdate {
    fn kind(&self) -> DiscrepancyKind {
        DiscrepancyKind::TollUpdate
    }

    fn detect(&self, story: &StoryView<'_>, out: &mut Vec<Discrepancy>) {
        for pair in story.pairs() {
            if story.group_of(pair).kind != ClaimKind::Casualty {
                continue;
            }
            let Some(found) = story.matches_of(pair).find(|m| m.verdict == Verdict::Updates) else { continue };
            let (left, right) = story.variants_of(pair);
            let (early, late) = if left.contains(&found.a) { (left, right) } else { (right, left) };
            if are_parts(story, early, late) {
                continue;
            }
            out.extend(row(story, pair.group, early, late));
        }
    }
}

/// Whether a later figure is a part of the earlier one: it is lower, and its article gives the earlier one too ("12 were arrested
/// in Ostria", "27 in all").
fn are_parts(story: &StoryView<'_>, early: &[ClaimIndex], late: &[ClaimIndex]) -> bool {
    let amount = |claims: &[ClaimIndex]| claims.first().and_then(|c| story.claim(*c).amount());
    let Some((old, new)) = amount(early).zip(amount(late)) else { return false };
    let same = |c: &Claim| c.amount().is_some_and(|x| x.role == old.role && x.interval == old.interval);
    new.value < old.value && late.iter().all(|c| story.also_tells(story.claim(*c), same))
}

fn row(story: &StoryView<'_>, group: u32, early: &[ClaimIndex], late: &[ClaimIndex]) -> Option<Discrepancy> {
    let stale: Vec<ClaimIndex> = stale(story, early, late);
    let shown = if stale.is_empty() { early } else { &stale };
    let (mut a, mut b) = story.sides(shown, late)?;
    let old_first = early.contains(&a.claim);
    let old_side = if old_first { &mut a } else { &mut b };
    old_side.claims = early.to_vec();
    let (old, new) = if old_first { (a.claim, b.claim) } else { (b.claim, a.claim) };
    let (old, new) = (story.claim(old), story.claim(new));
    let (first, second) = (story.claim(a.claim).amount()?, story.claim(b.claim).amount()?);
    let late_to_know = !stale.is_empty();
    Some(Discrepancy {
        id: String::new(),
        kind: DiscrepancyKind::TollUpdate,
        group: Some(group),
        severity: if late_to_know { Severity::Minor } else { Severity::Info },
        confidence: None,
        summary: summary(story, old, new, late_to_know),
        difference: difference(first, second),
        departs: late_to_know.then_some(if old_first { Departs::A } else { Departs::B }),
        between: Between::Times,
        why: "toll-update: one running figure at two times; the later report replaces the earlier".into(),
        a,
        b,
    })
}

/// The claims that give the old figure although the new one was published before them.
fn stale(story: &StoryView<'_>, early: &[ClaimIndex], late: &[ClaimIndex]) -> Vec<ClaimIndex> {
    let known = late.iter().map(|c| story.claim(*c)).min_by_key(|c| when(story, c).map(|m| m.sort_key()));
    let Some(known) = known.filter(|c| when(story, c).is_some()) else { return Vec::new() };
    let after = |c: &&ClaimIndex| order(story.claims, story.claim(**c), known) == Some(Ordering::Greater);
    early.iter().filter(after).copied().collect()
}

fn when(story: &StoryView<'_>, claim: &Claim) -> Option<Moment> {
    published(story.claims, claim)
}

fn summary(story: &StoryView<'_>, old: &Claim, new: &Claim, stale: bool) -> String {
    let (outlet_old, outlet_new) = story.outlets(old, new);
    let (said_old, said_new) = (quoted(&story.words(old, old.span)), quoted(&story.words(new, new.span)));
    let what = new.amount().and_then(|x| x.role).map_or("", fate);
    if stale {
        format!("{outlet_old} gives {said_old} as the number {what} after {outlet_new} reported {said_new}.")
    } else {
        format!("{outlet_new} later reports {said_new} as the number {what}, where {outlet_old} had {said_old}.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::cases::of_kind;

    const EARLY: &str = "The ferry fire in Orlava harbour has killed 14 people.";
    const LATE: &str = "The ferry fire in Orlava harbour has killed 17 people.";

    #[test]
    fn fires_on_a_toll_that_rises() {
        let rows = of_kind(
            DiscrepancyKind::TollUpdate,
            &[("North", "2031-05-04T08:00", EARLY), ("South", "2031-05-05T20:00", LATE)],
        );
        assert_eq!(rows.len(), 1);
        assert_eq!((rows[0].severity, rows[0].departs), (Severity::Info, None));
        assert_eq!(rows[0].difference, "14 against 17 (+3)");
    }

    #[test]
    fn an_outlet_that_still_gives_the_old_figure_departs() {
        let rows = of_kind(
            DiscrepancyKind::TollUpdate,
            &[
                ("North", "2031-05-04T08:00", EARLY),
                ("South", "2031-05-05T20:00", LATE),
                ("East", "2031-05-06T09:00", EARLY),
            ],
        );
        assert_eq!(rows.len(), 1);
        assert_eq!((rows[0].severity, rows[0].departs), (Severity::Minor, Some(Departs::B)));
    }

    #[test]
    fn a_toll_told_in_other_words_and_in_the_heading_is_one_row() {
        let rows = of_kind(
            DiscrepancyKind::TollUpdate,
            &[
                (
                    "North",
                    "2031-05-04T08:00",
                    "Fourteen dead in Vesna ferry fire. A fire swept through the ferry Vesna off Cape Druna on Sunday, and 14 people died, the coast guard said.",
                ),
                (
                    "South",
                    "2031-05-05T20:00",
                    "The ferry Vesna caught fire off Cape Druna on Sunday night. Nineteen people died in the blaze on the ferry, and those who loved them wait for an explanation.",
                ),
            ],
        );
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].difference, "14 against 19 (+5)");
    }

    #[test]
    fn stays_silent_on_a_part_beside_its_whole() {
        let whole = "Police arrested 27 people in the raids on the harbours of three countries.";
        let part =
            "Police arrested 12 people in the raids on the harbour of Orlava. In all, 27 suspects were arrested.";
        let rows = |a, b| {
            of_kind(DiscrepancyKind::TollUpdate, &[("North", "2031-05-04T08:00", a), ("South", "2031-05-04T20:00", b)])
        };
        assert!(rows(whole, part).is_empty());
        assert_eq!(rows(whole, &part[..part.find(" In all").unwrap()]).len(), 1);
    }

    #[test]
    fn stays_silent_on_figures_of_one_time() {
        for day in ["2031-05-04", "2031-05-04T08:00"] {
            let rows = of_kind(DiscrepancyKind::TollUpdate, &[("North", day, EARLY), ("South", day, LATE)]);
            assert!(rows.is_empty(), "{day}");
        }
    }
}
