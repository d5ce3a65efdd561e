//! The toll of an event: how many died or were hurt, and how many came to it, as each article first tells it, is one figure,
//! however differently the sentences that give it are worded.
//!
//! In: a story's claims. Out: pairs of figures of different articles that may be of one toll.
//! Invariant: linear in the claims; each article's toll is compared with the first tolls of its role.

use std::collections::BTreeMap;

use smallvec::SmallVec;

use super::amount;
use crate::extract::StoryClaims;
use crate::model::{AmountClaim, Claim, ClaimIndex, NumberForm, Role};

/// An article tells the toll of its event in so many first sentences; what it counts further down may be another's.
const LEAD: u32 = 8;
/// How many tolls of one role others are compared with.
const TOLLS: usize = 32;
/// How many times an article's lead may give its toll.
const TOLD: usize = 4;
/// Reports that are further apart, and days that long before a report, may be of two events.
const DAYS_APART: i32 = 4;
/// A toll grows, but seldom to more than so many times its value within those days.
const GROWTH: f64 = 2.0;
/// How many came to one place is told within a day, and each side of a quarrel has a figure of its own.
const SAME_DAY: i32 = 1;
const QUARREL: f64 = 10.0;

/// The claims that give one article's toll.
type Toll = SmallVec<[ClaimIndex; TOLD]>;

/// The pairs of claims of different articles that may be of one toll, `a < b`, in order.
pub(super) fn pairs(story: &StoryClaims<'_>) -> Vec<(ClaimIndex, ClaimIndex)> {
    let mut pairs = Vec::new();
    let mut known: BTreeMap<Role, Vec<Toll>> = BTreeMap::new();
    // by role and article, so that the claims of the known ones stand before those of this one
    for ((role, _), toll) in tolls(story) {
        let known = known.entry(role).or_default();
        let others = known.iter().flatten().copied();
        pairs.extend(itertools::iproduct!(others, toll.iter().copied()).filter(|pair| may_be_one(story, *pair)));
        if known.len() < TOLLS {
            known.push(toll);
        }
    }
    pairs.sort_unstable();
    pairs
}

/// The toll of each article, by role and article: the first figure of its lead, wherever the lead gives it.
fn tolls(story: &StoryClaims<'_>) -> BTreeMap<(Role, u32), Toll> {
    let mut tolls: BTreeMap<(Role, u32), Toll> = BTreeMap::new();
    for (index, claim) in (0u32..).zip(story.claims) {
        // how many came is told in passing
        let leads = |amount: &AmountClaim| claim.sentence < LEAD || amount.is_of_crowd();
        let is_toll = |amount: &AmountClaim| leads(amount) && is_total(amount) && is_recent(story, claim, amount);
        let Some((role, amount)) = fate(claim).filter(|(_, amount)| is_toll(amount)) else { continue };
        let toll = tolls.entry((role, claim.article)).or_default();
        let first = toll.first().map(|first| &story.claims[*first as usize]);
        let beside = |first: &Claim| amount.is_of_crowd() && first.sentence == claim.sentence;
        let one = |first: &Claim| first.amount().is_some_and(|first| first.interval == amount.interval);
        if toll.len() < TOLD && first.is_none_or(|first| one(first) || beside(first)) {
            toll.push(index);
        }
    }
    tolls
}

/// What happened to the people whom a claim counts.
fn fate(claim: &Claim) -> Option<(Role, &AmountClaim)> {
    claim.amount().and_then(|amount| Some((amount.role?, amount)))
}

/// Whether an amount is a count of its own, neither a part of another nor added to one.
fn is_total(amount: &AmountClaim) -> bool {
    amount.form == NumberForm::Cardinal && amount.is_total() && amount.part_of.is_none()
}

/// Whether what is counted happened just before the report, as far as it says when.
fn is_recent(story: &StoryClaims<'_>, claim: &Claim, amount: &AmountClaim) -> bool {
    let published = story.article_of(claim).article.published;
    published.zip(amount.period).is_none_or(|(at, period)| (at.date - period.end).get_days() <= DAYS_APART)
}

/// Whether two figures may be one toll: told within some days of each other, of the same people and places, and
/// one as high as the other may have grown to.
fn may_be_one(story: &StoryClaims<'_>, (a, b): (ClaimIndex, ClaimIndex)) -> bool {
    let (a, b) = (&story.claims[a as usize], &story.claims[b as usize]);
    let (Some(x), Some(y)) = (a.amount(), b.amount()) else { return false };
    let (days, times) = if x.is_of_crowd() { (SAME_DAY, QUARREL) } else { (DAYS_APART, GROWTH) };
    let near = story.days_apart(a.article, b.article).is_none_or(|apart| apart <= days);
    let grown = x.interval.intersects(&y.interval) || x.value.max(y.value) <= x.value.min(y.value) * times;
    near && grown && amount::verdict(a, b, story).comparable
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::cases::with_story;

    const DAY: &str = "2031-05-04";

    /// How many pairs of figures of two texts may be of one toll.
    fn meet(a: (&str, &str), b: (&str, &str)) -> usize {
        with_story(&[("North", a.0, a.1), ("South", b.0, b.1)], |story, _| pairs(story.claims).len())
    }

    const FIRE: &str = "A fire swept through the ferry Vesna, and 14 people died, the coast guard said.";

    #[test]
    fn what_two_leads_count_is_one_toll_in_any_words() {
        for (a, b) in [
            ((DAY, FIRE), (DAY, "Fourteen people are dead, and those who loved them wait for an explanation.")),
            // it grows
            ((DAY, FIRE), ("2031-05-05", "Nineteen people are now known to have died off Cape Druna.")),
            ((DAY, FIRE), (DAY, "At least 10 people lost their lives when the Vesna burned.")),
            (
                (DAY, "Nearly 40 are missing after the fire."),
                (DAY, "Divers looked for 36 people who are still missing."),
            ),
        ] {
            assert_eq!(meet(a, b), 1, "{} / {}", a.1, b.1);
        }
    }

    #[test]
    fn a_toll_that_the_lead_repeats_is_compared_each_time() {
        let twice = "Fourteen dead in ferry fire. The coast guard said that 14 people died on the Vesna.";
        assert_eq!(meet((DAY, FIRE), (DAY, twice)), 2);
    }

    const MARCH: &str = "Police put the crowd on Harbour Square at 3,000; the unions spoke of 10,000.";

    #[test]
    fn how_many_came_is_one_figure_in_any_words_and_wherever_it_is_told() {
        let far_down = format!("{}Ten thousand people had marched.", "The harbour was closed. ".repeat(LEAD as usize));
        for (b, pairs) in [
            // the figure of either side
            ("About 10,000 people took part in the march.", 2),
            ("The unions said 9,000 people had marched, and the police 4,000.", 4),
            (far_down.as_str(), 2),
            // nurses may be some of them, and few demonstrators are
            ("Some 4,000 nurses marched.", 0),
            ("Forty demonstrators climbed onto the roof.", 0),
            ("Some 400,000 people marched.", 0),
        ] {
            assert_eq!(meet((DAY, MARCH), (DAY, b)), pairs, "{b}");
        }
        let later = ("2031-05-06", "About 10,000 people took part in the march.");
        assert_eq!(meet((DAY, MARCH), later), 0, "there may be another march by then");
    }

    #[test]
    fn other_fates_parts_times_and_heights_are_not() {
        let far_down = format!("{}Fourteen people died.", "The harbour was closed. ".repeat(LEAD as usize));
        for (a, b) in [
            ((DAY, FIRE), (DAY, "Fourteen people were taken to hospital in Tirsk.")),
            ((DAY, FIRE), (DAY, "Of the dead, 12 were children.")),
            ((DAY, FIRE), (DAY, "Three more bodies were found on the car deck.")),
            ((DAY, FIRE), ("2031-05-20", "Fourteen people are dead.")),
            ((DAY, FIRE), (DAY, "In 2011 a wreck off Cape Druna killed 14 people.")),
            // more than a toll grows to in so short a time
            ((DAY, FIRE), ("2031-05-05", "The war has killed 4,000 people.")),
            ((DAY, FIRE), (DAY, far_down.as_str())),
            // a second figure of the lead is another's
            ((DAY, FIRE), (DAY, "The storm killed 41 people. Another blaze killed 14 people.")),
            ((DAY, "Police in Orla said 14 people died in Orla."), (DAY, "In Tirsk 14 people died.")),
        ] {
            assert_eq!(meet(a, b), 0, "{} / {}", a.1, b.1);
        }
    }
}
