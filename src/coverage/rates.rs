//! How often an outlet is a side of a finding, by kind: findings by opportunities.
//!
//! In: comparisons, story by story, in the order of story ids. Out: a [`Rate`] an outlet and kind.
//! Invariant: an outlet's articles of one origin are one vote in a group; the interval comes from
//! resampling whole stories with a fixed seed, so the same stories give the same bytes.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{ClaimKind, CoverageStatus, Departs, Discrepancy, DiscrepancyKind, Side, StoryComparison};

/// Findings of one kind with one outlet on the side that counts, and how many there could have been.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    /// How often a finding could have been made.
    pub opportunities: usize,
    /// How often one was.
    pub findings: usize,
    /// Findings by opportunities.
    pub rate: f64,
    /// The interval that holds 95% of the rates of resampled stories; `None` for fewer than five stories.
    pub interval: Option<(f64, f64)>,
}

/// Findings and opportunities of one story.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    findings: usize,
    opportunities: usize,
}

/// The counts of a run.
#[derive(Debug, Clone, Default)]
pub struct Rates {
    counts: BTreeMap<(String, DiscrepancyKind), Vec<Count>>,
}

/// Fewer stories than this say nothing about an outlet's habits.
const STORIES_FOR_INTERVAL: usize = 5;
/// How often the stories are drawn anew.
const RESAMPLES: usize = 400;
/// More stories than this are drawn in blocks.
const BLOCKS: usize = 500;

impl Rates {
    /// Adds a story.
    pub fn add(&mut self, story: &StoryComparison) {
        let mut counts: BTreeMap<(&str, DiscrepancyKind), Count> = BTreeMap::new();
        opportunities(story, &mut counts);
        let mut seen: BTreeSet<(&str, DiscrepancyKind, Option<u32>, &str)> = BTreeSet::new();
        for row in &story.discrepancies {
            for side in counted_sides(row) {
                let articles: BTreeSet<u32> = side.claims.iter().map(|c| story.claims[*c as usize].article).collect();
                for article in articles {
                    let article = &story.articles[article as usize];
                    if seen.insert((&article.outlet, row.kind, row.group, &article.origin.id)) {
                        counts.entry((&article.outlet, row.kind)).or_default().findings += 1;
                    }
                }
            }
        }
        for ((outlet, kind), count) in counts {
            self.counts.entry((outlet.to_owned(), kind)).or_default().push(count);
        }
    }

    /// The rate of an outlet and kind; `None` where no finding could have been made.
    #[must_use]
    pub fn of(&self, outlet: &str, kind: DiscrepancyKind) -> Option<Rate> {
        let stories = self.counts.get(&(outlet.to_owned(), kind))?;
        let sum = stories.iter().fold(Count::default(), |all, one| all.plus(*one));
        (sum.opportunities > 0).then(|| Rate {
            opportunities: sum.opportunities,
            findings: sum.findings,
            rate: sum.rate(),
            interval: (stories.len() >= STORIES_FOR_INTERVAL).then(|| interval(stories)),
        })
    }
}

impl Count {
    fn plus(self, other: Self) -> Self {
        Self { findings: self.findings + other.findings, opportunities: self.opportunities + other.opportunities }
    }

    /// Findings by opportunities, in thousandths.
    fn rate(self) -> f64 {
        if self.opportunities == 0 {
            return 0.0;
        }
        (self.findings as f64 / self.opportunities as f64 * 1000.0).round() / 1000.0
    }
}

/// Counts, for each outlet and kind, the groups in which such a finding could be made.
fn opportunities<'s>(story: &'s StoryComparison, counts: &mut BTreeMap<(&'s str, DiscrepancyKind), Count>) {
    for group in &story.groups {
        let articles = group.members.iter().map(|c| &story.articles[story.claims[*c as usize].article as usize]);
        let votes: BTreeSet<(&str, &str)> = articles.map(|a| (a.outlet.as_str(), a.origin.id.as_str())).collect();
        let origins: BTreeSet<&str> = votes.iter().map(|(_, origin)| *origin).collect();
        if origins.len() < 2 {
            continue;
        }
        for kind in DiscrepancyKind::ALL.iter().filter(|kind| reads(**kind, group.kind)) {
            for (outlet, _) in &votes {
                counts.entry((outlet, *kind)).or_default().opportunities += 1;
            }
        }
    }
    for row in story.coverage.iter().filter(|r| matches!(r.status, CoverageStatus::Present | CoverageStatus::Omitted)) {
        counts.entry((&row.outlet, DiscrepancyKind::Omission)).or_default().opportunities += 1;
    }
    for article in &story.articles {
        counts.entry((&article.outlet, DiscrepancyKind::Revision)).or_default().opportunities += 1;
    }
}

/// Whether a kind of finding comes from groups of a kind of claim.
const fn reads(kind: DiscrepancyKind, claims: ClaimKind) -> bool {
    use DiscrepancyKind as D;
    match kind {
        D::NumberConflict => matches!(claims, ClaimKind::Casualty | ClaimKind::Quantity),
        D::TollUpdate => matches!(claims, ClaimKind::Casualty),
        D::DateConflict => matches!(claims, ClaimKind::Date),
        D::QuoteAltered | D::QuoteTruncated | D::QuoteReattributed => matches!(claims, ClaimKind::Quote),
        D::NameVariant => matches!(claims, ClaimKind::Name),
        D::AttributionDropped => matches!(claims, ClaimKind::Statement | ClaimKind::Casualty | ClaimKind::Quantity),
        D::EntityConflict | D::AgentDiffers | D::TargetDiffers | D::PolarityConflict | D::Wording => {
            matches!(claims, ClaimKind::Statement)
        }
        D::Omission | D::Revision => false,
    }
}

/// The sides a finding counts for: the one that departs, or both.
fn counted_sides(row: &Discrepancy) -> impl Iterator<Item = &Side> {
    let a = (row.departs != Some(Departs::B)).then_some(&row.a);
    let b = (row.departs != Some(Departs::A)).then_some(&row.b);
    a.into_iter().chain(b)
}

/// The middle 95% of the rates of resampled stories.
fn interval(stories: &[Count]) -> (f64, f64) {
    let mut blocks = vec![Count::default(); stories.len().min(BLOCKS)];
    let size = blocks.len();
    for (i, story) in stories.iter().enumerate() {
        blocks[i % size] = blocks[i % size].plus(*story);
    }
    let mut random = SplitMix(0x5EED_0F5A_CC0D_1F00);
    let mut rates: Vec<f64> = (0..RESAMPLES)
        .map(|_| (0..size).fold(Count::default(), |all, _| all.plus(blocks[random.below(size)])).rate())
        .collect();
    rates.sort_by(f64::total_cmp);
    let tail = RESAMPLES / 40;
    (rates[tail], rates[RESAMPLES - 1 - tail])
}

/// The splitmix64 generator (Steele, Lea and Flood, 2014): small, and the same on every machine.
struct SplitMix(u64);

impl SplitMix {
    /// A number below `limit`, which must not be zero.
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^= z >> 31;
        #[allow(clippy::cast_possible_truncation, reason = "the product's upper half is below `limit`")]
        let drawn = ((u128::from(z) * limit as u128) >> 64) as usize;
        drawn
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rates(counts: &[(usize, usize)]) -> Rates {
        let stories =
            counts.iter().map(|(findings, opportunities)| Count { findings: *findings, opportunities: *opportunities });
        Rates { counts: BTreeMap::from([(("North".to_owned(), DiscrepancyKind::Wording), stories.collect())]) }
    }

    #[test]
    fn the_interval_holds_the_rate_and_is_always_the_same() {
        let counts: Vec<(usize, usize)> = (0..40).map(|i| (i % 3, 4)).collect();
        let rate = rates(&counts).of("North", DiscrepancyKind::Wording).unwrap();
        let (low, high) = rate.interval.unwrap();
        assert!(low < rate.rate && rate.rate < high, "{rate:?}");
        assert_eq!(Some(rate), rates(&counts).of("North", DiscrepancyKind::Wording));
    }

    #[test]
    fn few_stories_have_no_interval_and_no_opportunity_no_rate() {
        let few = rates(&[(1, 2), (0, 2)]).of("North", DiscrepancyKind::Wording).unwrap();
        assert_eq!((few.findings, few.opportunities, few.interval), (1, 4, None));
        assert_eq!(rates(&[(0, 0)]).of("North", DiscrepancyKind::Wording), None);
    }
}
