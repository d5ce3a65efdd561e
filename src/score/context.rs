//! What the other pairs of a story say of one pair of sentences: whether their partners elsewhere
//! are the same, whether either has a closer partner in the other's article, how much else the two
//! articles share.
//!
//! In: pairs of sentences with what they look like alone. Out: numbers for [`NAMES`].
//! Invariant: linear in the pairs: of each sentence and of each pair of articles, only a bounded
//! number of the most alike is kept; the order of the pairs changes nothing.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

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
    /// The article of each sentence in a pair.
    articles: FxHashMap<ClaimIndex, u32>,
    /// The likeliest partners of each sentence, likeliest first.
    partners: FxHashMap<ClaimIndex, Vec<Partner>>,
    /// Every likely pair.
    likely: FxHashMap<(ClaimIndex, ClaimIndex), f32>,
    /// The likeliest partners of a sentence in one article: the first and the second.
    closest: FxHashMap<(ClaimIndex, u32), [Partner; 2]>,
    /// The likeliest pairs of two articles, likeliest first.
    shared: FxHashMap<(u32, u32), Vec<LikelyPair>>,
}

impl Context {
    /// Reads pairs of sentences `(a, b)`, `a < b`, and the log-odds of each taken alone.
    #[must_use]
    pub fn new(claims: &[Claim], pairs: impl IntoIterator<Item = ((ClaimIndex, ClaimIndex), f32)>) -> Self {
        let mut context = Self::default();
        for ((a, b), log_odds) in pairs {
            let likely = 1.0 / (1.0 + (-log_odds).exp());
            if likely >= LEAST {
                let [x, y] = [a, b].map(|i| claims[i as usize].article);
                context.articles.insert(a, x);
                context.articles.insert(b, y);
                context.likely.insert((a, b), likely);
                context.partners.entry(a).or_default().push((b, likely));
                context.partners.entry(b).or_default().push((a, likely));
                context.shared.entry((x.min(y), x.max(y))).or_default().push((likely, a, b));
            }
        }
        context.closest = context.closest();
        for partners in context.partners.values_mut() {
            partners.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
            partners.truncate(PARTNERS);
        }
        for pairs in context.shared.values_mut() {
            pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
            pairs.truncate(PAIRS);
        }
        context
    }

    fn closest(&self) -> FxHashMap<(ClaimIndex, u32), [Partner; 2]> {
        let mut closest: FxHashMap<(ClaimIndex, u32), [Partner; 2]> = FxHashMap::default();
        for (sentence, partners) in &self.partners {
            for partner in partners {
                let best = closest.entry((*sentence, self.articles[&partner.0])).or_default();
                let nearer = |other: &Partner| (partner.1, Reverse(partner.0)) > (other.1, Reverse(other.0));
                if nearer(&best[0]) {
                    *best = [*partner, best[0]];
                } else if nearer(&best[1]) {
                    best[1] = *partner;
                }
            }
        }
        closest
    }

    /// The context of a pair of sentences: a number for each of [`NAMES`].
    #[must_use]
    pub fn of(&self, a: ClaimIndex, b: ClaimIndex) -> [f32; NAMES.len()] {
        let (Some(x), Some(y)) = (self.articles.get(&a), self.articles.get(&b)) else { return [0.0; NAMES.len()] };
        let bridges = [self.bridges(a, b), self.bridges(b, a)];
        let sums = bridges.each_ref().map(|found| found.iter().take(ADDED).sum::<f32>());
        let firsts = bridges.each_ref().map(|found| found.first().copied().unwrap_or(0.0));
        let rivals = [self.rival(a, b, *y), self.rival(b, a, *x)];
        let others: Vec<f32> = self
            .shared
            .get(&(*x.min(y), *x.max(y)))
            .into_iter()
            .flatten()
            .filter(|(_, c, d)| ![a, b].contains(c) && ![a, b].contains(d))
            .map(|(likely, ..)| *likely)
            .take(ADDED)
            .collect();
        let partners = [a, b].map(|i| self.partners.get(&i).into_iter().flatten().map(|p| p.1).sum::<f32>());
        [
            firsts[0].max(firsts[1]),
            sums[0].max(sums[1]),
            rivals[0].max(rivals[1]),
            rivals[0].min(rivals[1]),
            others.first().copied().unwrap_or(0.0),
            others.iter().sum(),
            partners[0].min(partners[1]),
            partners[0].max(partners[1]),
        ]
    }

    /// How likely each partner of `a` in a third article is also one of `b`, likeliest first.
    fn bridges(&self, a: ClaimIndex, b: ClaimIndex) -> Vec<f32> {
        let partners = self.partners.get(&a).into_iter().flatten();
        let other = |c: ClaimIndex| self.likely.get(&(c.min(b), c.max(b))).copied();
        let mut found: Vec<f32> = partners.filter_map(|(c, likely)| other(*c).map(|l| l.min(*likely))).collect();
        found.sort_by(|x, y| y.total_cmp(x));
        found
    }

    /// How likely the likeliest partner of `a` in an article is, `b` aside.
    fn rival(&self, a: ClaimIndex, b: ClaimIndex, article: u32) -> f32 {
        let closest = self.closest.get(&(a, article)).into_iter().flatten();
        closest.filter(|p| p.0 != b).map(|p| p.1).fold(0.0, f32::max)
    }
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
