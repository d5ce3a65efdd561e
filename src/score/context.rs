//! What the other pairs of a story say of one pair of sentences: whether their partners elsewhere
//! are the same, whether either has a closer partner in the other's article, how much else the two
//! articles share.
//!
//! In: pairs of sentences with what they look like alone. Out: numbers for [`NAMES`].
//! Invariant: linear in the pairs: of each sentence and of each pair of articles, only a bounded
//! number of the most alike is kept; the order of the pairs changes nothing.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::model::{Claim, ClaimIndex};

/// What the context of a pair is told by, in the order of [`Context::of`].
pub const NAMES: [&str; 8] = [
    "partner-shared",
    "partners-shared",
    "rival",
    "lesser-rival",
    "articles-other-pair",
    "articles-other-pairs",
    "partners-of-lesser",
    "partners-of-greater",
];

/// Pairs less likely than this, taken alone, say nothing of others.
const LEAST: f32 = 0.03;

/// The log-odds below which a pair says nothing of others.
pub(super) fn least_log_odds() -> f32 {
    (LEAST / (1.0 - LEAST)).ln() - 0.001
}

/// The partners of a sentence that are kept, the most likely ones.
const PARTNERS: usize = 8;
/// The pairs of two articles that are kept, the most likely ones.
const PAIRS: usize = 16;
/// So many of them, and so many shared partners, are added up.
const ADDED: usize = 3;

/// A sentence's partner and how likely they speak of one fact.
type Partner = (ClaimIndex, f32);

/// How likely two sentences speak of one fact, and the two.
type LikelyPair = (f32, ClaimIndex, ClaimIndex);

/// The likely pairs of a story.
#[derive(Debug, Default)]
pub struct Context {
    /// The article of each claim.
    articles: Vec<u32>,
    /// Where the partners of each claim start.
    starts: Vec<usize>,
    /// The partners of each sentence, by claim: those of one article stand together.
    partners: Vec<Partner>,
    /// The likeliest of them, likeliest first.
    closest: Vec<SmallVec<[Partner; PARTNERS]>>,
    /// The likeliest pairs of two articles, likeliest first.
    shared: FxHashMap<(u32, u32), Vec<LikelyPair>>,
}

impl Context {
    /// Reads pairs of sentences `(a, b)`, `a < b`, and the log-odds of each taken alone.
    #[must_use]
    pub fn new(claims: &[Claim], pairs: impl IntoIterator<Item = ((ClaimIndex, ClaimIndex), f32)>) -> Self {
        let probability = |log_odds: f32| 1.0 / (1.0 + (-log_odds).exp());
        let pairs = pairs.into_iter().map(|(pair, log_odds)| (pair, probability(log_odds)));
        let mut likely: Vec<_> = pairs.filter(|(_, likely)| *likely >= LEAST).collect();
        let mut context = Self { articles: claims.iter().map(|c| c.article).collect(), ..Self::default() };
        for ((a, b), likely) in &likely {
            let [x, y] = [a, b].map(|i| context.articles[*i as usize]);
            context.shared.entry((x.min(y), x.max(y))).or_default().push((*likely, *a, *b));
        }
        for pairs in context.shared.values_mut() {
            pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
            pairs.truncate(PAIRS);
        }
        likely.extend_from_within(..);
        let half = likely.len() / 2;
        likely[half..].iter_mut().for_each(|((a, b), _)| std::mem::swap(a, b));
        likely.sort_unstable_by_key(|(pair, _)| *pair);
        likely.dedup_by_key(|(pair, _)| *pair);
        context.starts = vec![0; claims.len() + 1];
        for ((a, _), _) in &likely {
            context.starts[*a as usize + 1] += 1;
        }
        let mut start = 0;
        for count in &mut context.starts {
            start += *count;
            *count = start;
        }
        context.partners = likely.into_iter().map(|((_, b), likely)| (b, likely)).collect();
        context.closest = (0..).take(claims.len()).map(|a| closest(context.partners_of(a))).collect();
        context
    }

    /// The partners of a sentence, by claim.
    fn partners_of(&self, a: ClaimIndex) -> &[Partner] {
        match self.starts.get(a as usize..a as usize + 2) {
            Some([start, end]) => &self.partners[*start..*end],
            _ => &[],
        }
    }

    /// The likeliest partners of a sentence, likeliest first.
    fn closest_of(&self, a: ClaimIndex) -> &[Partner] {
        self.closest.get(a as usize).map_or(&[], SmallVec::as_slice)
    }

    /// The context of a pair of sentences: a number for each of [`NAMES`].
    #[must_use]
    pub fn of(&self, a: ClaimIndex, b: ClaimIndex) -> [f32; NAMES.len()] {
        if self.partners_of(a).is_empty() || self.partners_of(b).is_empty() {
            return [0.0; NAMES.len()];
        }
        let [x, y] = [a, b].map(|i| self.articles[i as usize]);
        let bridges = [self.bridges(a, b), self.bridges(b, a)];
        let sums = bridges.each_ref().map(|found| found.iter().sum::<f32>());
        let rivals = [self.rival(a, b, y), self.rival(b, a, x)];
        let others = self.shared.get(&(x.min(y), x.max(y))).into_iter().flatten();
        let others = others.filter(|(_, c, d)| ![a, b].contains(c) && ![a, b].contains(d)).map(|(likely, ..)| *likely);
        let others: SmallVec<[f32; ADDED]> = others.take(ADDED).collect();
        let partners = [a, b].map(|i| self.closest_of(i).iter().map(|p| p.1).sum::<f32>());
        [
            bridges[0][0].max(bridges[1][0]),
            sums[0].max(sums[1]),
            rivals[0].max(rivals[1]),
            rivals[0].min(rivals[1]),
            others.first().copied().unwrap_or(0.0),
            others.iter().sum(),
            partners[0].min(partners[1]),
            partners[0].max(partners[1]),
        ]
    }

    /// How likely the partners of `a` in third articles are also those of `b`, the likeliest first; zero
    /// where there are no more.
    fn bridges(&self, a: ClaimIndex, b: ClaimIndex) -> [f32; ADDED] {
        let others = self.partners_of(b);
        let mut found = [0.0f32; ADDED];
        for (c, likely) in self.closest_of(a) {
            if let Ok(at) = others.binary_search_by_key(c, |other| other.0) {
                let mut next = likely.min(others[at].1);
                for kept in &mut found {
                    if next > *kept {
                        std::mem::swap(&mut next, kept);
                    }
                }
            }
        }
        found
    }

    /// How likely the likeliest partner of `a` in an article is, `b` aside.
    fn rival(&self, a: ClaimIndex, b: ClaimIndex, article: u32) -> f32 {
        let partners = self.partners_of(a);
        let at = partners.partition_point(|p| p.0 < b);
        let there = |p: &&Partner| self.articles[p.0 as usize] == article;
        let (before, after) = partners.split_at(at);
        let near = before.iter().rev().take_while(there).chain(after.iter().take_while(there));
        near.filter(|p| p.0 != b).map(|p| p.1).fold(0.0, f32::max)
    }
}

/// The likeliest of some partners, likeliest first.
fn closest(partners: &[Partner]) -> SmallVec<[Partner; PARTNERS]> {
    let mut closest: Vec<Partner> = partners.to_vec();
    closest.sort_unstable_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    closest.truncate(PARTNERS);
    closest.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(article: u32) -> Claim {
        crate::score::invented::sentence(article, 0)
    }

    fn value(context: &Context, pair: (u32, u32), name: &str) -> f32 {
        let at = NAMES.iter().position(|n| *n == name).unwrap();
        context.of(pair.0, pair.1)[at]
    }

    #[test]
    fn a_partner_that_two_sentences_share_speaks_for_their_pair() {
        // articles 0, 1, 2 with a sentence each, and a second one in article 1
        let claims = [sentence(0), sentence(1), sentence(2), sentence(1)];
        let context = Context::new(&claims, [((0, 1), -1.0), ((0, 2), 2.0), ((1, 2), 2.0), ((0, 3), -2.0)]);
        assert!(value(&context, (0, 1), "partner-shared") > 0.8);
        assert!(value(&context, (0, 3), "partner-shared") == 0.0);
    }

    #[test]
    fn a_closer_partner_in_the_same_article_is_a_rival() {
        let claims = [sentence(0), sentence(1), sentence(1)];
        let context = Context::new(&claims, [((0, 1), 3.0), ((0, 2), 0.0)]);
        assert!(value(&context, (0, 2), "rival") > 0.9);
        assert!(value(&context, (0, 1), "rival") < 0.6);
        assert!(value(&context, (0, 1), "lesser-rival") == 0.0);
    }

    #[test]
    fn the_order_of_the_pairs_changes_nothing() {
        let claims = [sentence(0), sentence(1), sentence(2), sentence(1)];
        let mut pairs = vec![((0, 1), 0.5), ((0, 2), 0.5), ((1, 2), 0.5), ((0, 3), 0.5), ((2, 3), -1.0)];
        let there = Context::new(&claims, pairs.clone());
        pairs.reverse();
        let back = Context::new(&claims, pairs.clone());
        let bits = |context: &Context, (a, b)| context.of(a, b).map(f32::to_bits);
        assert!(pairs.iter().all(|(pair, _)| bits(&there, *pair) == bits(&back, *pair)));
    }
}
