//! Pairs of claims worth scoring, from an inverted index over weighted keys; never all pairs.
//!
//! In: a story's claims. Out: pairs of sentences and pairs of quotations of different articles,
//! `a < b`, in order. Clauses and typed claims follow their sentences.
//! Invariant: linear in the number of claims: each visits a bounded number of postings, its rarest
//! keys first, and keeps a bounded number of partners, fewer in a large story; a limit that was hit is counted.

mod closeness;
mod postings;

use std::ops::Range;

use closeness::{CloseTo, Closeness, Outline};
pub(crate) use closeness::{rarity, sketched};
use postings::{Key, Postings};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::extract::StoryClaims;
use crate::model::{Claim, ClaimContent, ClaimIndex, Class, Token};
use crate::work::{OneThread, Workers};

/// The pairs to score.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Candidates {
    /// Pairs `(a, b)` with `a < b`, sorted and unique.
    pub pairs: Vec<(ClaimIndex, ClaimIndex)>,
    /// What the limits left out.
    pub left_out: LeftOut,
    /// How many claims repeat another word for word and are scored once.
    pub duplicates: u64,
}

/// What the limits of the search left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Places of words that stand in so many claims that they were not looked up.
    pub postings: u64,
    /// Partners beyond those that a claim keeps.
    pub partners: u64,
    /// Copies of a claim beyond those that stand for all.
    pub copies: u64,
}

impl Candidates {
    /// Takes over what was found of other claims; pairs are put in order by [`Candidates::sort`].
    fn absorb(&mut self, other: Self) {
        self.pairs.extend(other.pairs);
        self.duplicates += other.duplicates;
        self.left_out.postings += other.left_out.postings;
        self.left_out.partners += other.left_out.partners;
        self.left_out.copies += other.left_out.copies;
    }

    fn sort(&mut self) {
        self.pairs.sort_unstable();
        self.pairs.dedup();
    }
}

/// How much may be looked at for each claim of a story: as much as a claim needs, while the story's claims share what a story may
/// cost (docs/decisions/0009 has the curves).
#[derive(Debug, Clone, Copy, PartialEq)]
struct Limits {
    /// A claim visits at most so many postings, those of its rarest keys.
    postings: usize,
    /// A claim keeps at most so many partners, the heaviest or, in a large story, the closest.
    partners: usize,
    /// These are at least so close.
    closeness: f32,
    /// Of claims that are the same word for word, so many are paired with each other.
    copies: usize,
}

/// A claim of a story of up to so many different ones is looked for as widely as any.
const CLAIMS_OF_A_STORY: usize = 3000;
/// The most postings that a claim visits.
const MOST_POSTINGS: usize = 20_000;
/// The most partners that a claim keeps.
pub const MOST_PARTNERS: usize = 400;
/// However large the story, a claim visits so many postings and keeps so many partners that are close enough.
const LEAST_POSTINGS: usize = 1000;
const LEAST_PARTNERS: usize = 100;

impl Limits {
    /// Those of a story of so many different claims.
    fn of(claims: usize) -> Self {
        let share = |most: usize, least: usize| (most * CLAIMS_OF_A_STORY / claims.max(1)).clamp(least, most);
        let beyond = claims.saturating_sub(CLAIMS_OF_A_STORY) as f32 / (LARGE_STORY - CLAIMS_OF_A_STORY) as f32;
        Self {
            postings: share(MOST_POSTINGS, LEAST_POSTINGS),
            partners: share(MOST_PARTNERS, LEAST_PARTNERS),
            closeness: CLOSENESS * beyond.min(1.0),
            copies: (COPIES * claims / CLAIMS_OF_A_STORY).clamp(COPIES, MOST_COPIES),
        }
    }
}

/// In stories of so many different claims and more, partners are at least so close.
const LARGE_STORY: usize = 40_000;
const CLOSENESS: f32 = 0.015;

/// Partners share keys of at least this weight: one word that is not common.
const LEAST_WEIGHT: f32 = 2.0;
/// Of claims that are the same word for word, so many stand for all in pairs with others.
pub const COPIES: usize = 8;
/// In the largest stories so many of them are paired with each other: of what is the same there, a fifth is copies.
const MOST_COPIES: usize = 64;
/// A pair of neighbouring words tells more than its words do apart, by this factor of the rarer.
const BIGRAM_FACTOR: f32 = 0.5;

/// Claims that are the same word for word, in the story's order.
#[derive(Debug, Default)]
struct Node {
    claims: Vec<ClaimIndex>,
    quote: bool,
    /// The first of each article, with the article.
    first: SmallVec<[(ClaimIndex, u32); 1]>,
}

impl Node {
    /// Those that stand for all in pairs with others.
    fn standing_for_all(&self) -> &[(ClaimIndex, u32)] {
        &self.first[..self.first.len().min(COPIES)]
    }

    /// What is known of it before any pair is looked at.
    fn outline(&self, keys: &[Key]) -> Outline {
        let article = self.first.first().map_or(0, |(_, article)| *article);
        Outline { weight: keys.iter().map(|key| key.weight).sum(), article }
    }
}

/// Finds the pairs to score in one story, on one thread.
#[must_use]
pub fn find_candidates(story: &StoryClaims<'_>) -> Candidates {
    let search = Search::new(story, &OneThread);
    search.join([search.find(0..search.len())])
}

/// The search for the pairs of one story, which may be parted.
#[derive(Debug)]
pub struct Search<'a> {
    story: &'a StoryClaims<'a>,
    nodes: Vec<Node>,
    index: Postings,
    limits: Limits,
    /// How close the claims of a large story are; in another any will do.
    closeness: Option<Closeness>,
}

impl<'a> Search<'a> {
    /// Indexes the claims of a story.
    #[must_use]
    pub fn new(story: &'a StoryClaims<'a>, workers: &impl Workers) -> Self {
        let nodes = collapse(story, workers);
        let keys = workers.each(nodes.len(), |i| keys(story, &nodes[i]));
        let limits = Limits::of(nodes.len());
        let closeness = || {
            (limits.closeness > 0.0).then(|| Closeness {
                articles: sketched(story.articles, &rarity, workers),
                claims: nodes.iter().zip(&keys).map(|(node, keys)| node.outline(keys)).collect(),
            })
        };
        let (index, closeness) = workers.both(|| Postings::new(&keys, workers), closeness);
        Self { story, nodes, index, limits, closeness }
    }

    /// How many different claims there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is nothing to search for.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The partners of some of the claims, by their numbers; the pairs are in no order.
    #[must_use]
    pub fn find(&self, numbers: Range<usize>) -> Candidates {
        let mut found = Candidates::default();
        let mut shared = Shared::new(self.nodes.len(), self.limits);
        let mut close_to = self.closeness.as_ref().and_then(CloseTo::new);
        for (at, node) in (0u32..).zip(&self.nodes).take(numbers.end).skip(numbers.start) {
            found.duplicates += node.claims.len() as u64 - 1;
            found.left_out.copies += node.first.len().saturating_sub(self.limits.copies) as u64;
            pair_copies(self.story, node, self.limits.copies, &mut found.pairs);
            found.left_out.postings += shared.visit(at, &self.index);
            if let Some(close_to) = &mut close_to {
                close_to.turn_to(at);
            }
            for partner in shared.heaviest(close_to.as_ref(), &mut found.left_out.partners) {
                pair_nodes(node, &self.nodes[partner as usize], &mut found.pairs);
            }
        }
        found.sort();
        found
    }

    /// Puts together what was found of the parts.
    #[must_use]
    pub fn join(&self, parts: impl IntoIterator<Item = Candidates>) -> Candidates {
        let mut all = Candidates::default();
        parts.into_iter().for_each(|found| all.absorb(found));
        all.sort();
        all
    }
}

/// Sentences and quotations, those of the same words in one node; by their first claim.
fn collapse(story: &StoryClaims<'_>, workers: &impl Workers) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    let mut by_words: FxHashMap<(bool, u128), usize> = FxHashMap::default();
    let words = workers.each(story.claims.len(), |i| digest(story.tokens_of(&story.claims[i])));
    for ((i, claim), words) in (0..).zip(story.claims).zip(words) {
        let Some(quote) = is_quote(claim) else { continue };
        let node = *by_words.entry((quote, words)).or_insert_with(|| {
            nodes.push(Node { quote, ..Node::default() });
            nodes.len() - 1
        });
        let node = &mut nodes[node];
        node.claims.push(i);
        // claims come article by article
        let before = node.claims.iter().rev().nth(1).map(|before| story.claims[*before as usize].article);
        if before != Some(claim.article) {
            node.first.push((i, claim.article));
        }
    }
    nodes
}

/// The words of a claim as one number: two that differ have the same one less often than any memory errs.
fn digest(tokens: &[Token]) -> u128 {
    /// Odd multipliers whose bits look random.
    const MIX: [u64; 2] = [0x9E37_79B9_7F4A_7C15, 0xC2B2_AE3D_27D4_EB4F];
    let words = tokens.iter().filter(|t| t.is(Class::WORD.union(Class::DIGITS)));
    let halves = words.fold([1, 2], |[x, y]: [u64; 2], t| {
        [(x.rotate_left(23) ^ t.word.0).wrapping_mul(MIX[0]), (y.rotate_left(41) ^ t.word.0).wrapping_mul(MIX[1])]
    });
    u128::from(halves[0]) << u64::BITS | u128::from(halves[1])
}

/// Whether a claim that is indexed is a quotation; `None` for one that follows its sentence.
const fn is_quote(claim: &Claim) -> Option<bool> {
    match &claim.content {
        ClaimContent::Statement(statement) if statement.clause => None,
        ClaimContent::Statement(_) => Some(false),
        ClaimContent::Quote(_) => Some(true),
        _ => None,
    }
}

/// The keys of a node: its stems, numbers, and pairs of neighbours, each once, with its weight.
fn keys(story: &StoryClaims<'_>, node: &Node) -> Vec<Key> {
    let claim = &story.claims[node.claims[0] as usize];
    let rarity = &story.article_of(claim).pack.rarity;
    let salt = u64::from(node.quote) << 63;
    let mut keys = Vec::new();
    let mut previous: Option<(u64, f32)> = None;
    for token in story.tokens_of(claim).iter().filter(|t| t.is_content() && !t.is(Class::IN_KNOWN_NAME)) {
        let weight = if is_common_value(token) { 1.0 } else { rarity.weight(token.word) };
        let id = token.concept.0 >> 2;
        keys.push(Key { id: id | salt, weight });
        if let Some((before, other)) = previous {
            let pair = (before.rotate_left(17) ^ id).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 2;
            keys.push(Key { id: pair | salt | 1 << 62, weight: weight.max(other) * BIGRAM_FACTOR });
        }
        previous = Some((id, weight));
    }
    if node.quote && claim.is_in_marks() {
        keys.extend(opening(story.tokens_of(claim)).map(|id| Key { id: id | salt, weight: LEAST_WEIGHT }));
    }
    keys.sort_by(|a, b| a.id.cmp(&b.id).then(a.weight.total_cmp(&b.weight)));
    keys.dedup_by_key(|k| k.id);
    keys
}

/// The key of the first words of a quotation, common ones too: a cut one may hold no others.
fn opening(tokens: &[Token]) -> Option<u64> {
    /// How many words.
    const WORDS: usize = 5;
    let mut words = tokens.iter().filter(|t| t.is(Class::WORD.union(Class::DIGITS))).take(WORDS).map(|t| t.word.0);
    let mix = |all: u64, word: u64| (all.rotate_left(17) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let first = words.next()?;
    let (count, key) = words.fold((1, first), |(count, all), word| (count + 1, mix(all, word)));
    (count == WORDS).then_some(key >> 2)
}

/// A number or date tells little by itself, however rare its digits are.
const fn is_common_value(token: &Token) -> bool {
    token.is(Class::DIGITS.union(Class::NUMBER).union(Class::DATE))
}

/// The weight that a node shares with each other.
struct Shared {
    weights: Vec<f32>,
    touched: Vec<u32>,
    limits: Limits,
}

impl Shared {
    fn new(nodes: usize, limits: Limits) -> Self {
        Self { weights: vec![0.0; nodes], touched: Vec::new(), limits }
    }

    /// Sums up the keys shared with others, shortest rows first; how many postings were left out.
    fn visit(&mut self, node: u32, index: &Postings) -> u64 {
        let mut rows = index.rows_of(node).to_vec();
        rows.sort_by_key(|(row, _)| (index.row(*row).len(), *row));
        let (mut visited, mut capped) = (0, 0);
        for (row, weight) in rows {
            let others = index.row(row);
            if visited + others.len() > self.limits.postings {
                capped += others.len() as u64;
                continue;
            }
            visited += others.len();
            for other in others.iter().filter(|o| **o != node) {
                let sum = &mut self.weights[*other as usize];
                if *sum == 0.0 {
                    self.touched.push(*other);
                }
                *sum += weight.max(f32::MIN_POSITIVE);
            }
        }
        capped
    }

    /// The heaviest partners, or the closest of those that are close enough; forgets what was summed up.
    fn heaviest(&mut self, close_to: Option<&CloseTo<'_>>, capped: &mut u64) -> Vec<u32> {
        let weights = &mut self.weights;
        let shared = self.touched.drain(..).map(|other| (std::mem::take(&mut weights[other as usize]), other));
        let shared = shared.filter(|(weight, _)| *weight >= LEAST_WEIGHT);
        let mut partners: Vec<(f32, u32)> = match close_to {
            None => shared.collect(),
            Some(close_to) => {
                let least = self.limits.closeness;
                let closeness = shared.map(|(weight, other)| (close_to.closeness(other, weight), other));
                let is_close = |(closeness, _): &(f32, u32)| {
                    *capped += u64::from(*closeness < least);
                    *closeness >= least
                };
                closeness.filter(is_close).collect()
            }
        };
        let most = self.limits.partners;
        if partners.len() > most {
            partners.select_nth_unstable_by(most, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            *capped += (partners.len() - most) as u64;
            partners.truncate(most);
        }
        partners.into_iter().map(|(_, other)| other).collect()
    }
}

/// Pairs the first copies of different articles with each other, at most so many, and the first of all with each further one.
fn pair_copies(story: &StoryClaims<'_>, node: &Node, most: usize, pairs: &mut Vec<(ClaimIndex, ClaimIndex)>) {
    let first = &node.first[..node.first.len().min(most)];
    for (k, (x, _)) in first.iter().enumerate() {
        pairs.extend(first[k + 1..].iter().map(|(y, _)| (*x, *y)));
    }
    let article = |i: &ClaimIndex| story.claims[*i as usize].article;
    let Some((first, rest)) = node.claims.split_first() else { return };
    let other = rest.iter().find(|i| article(i) != article(first));
    for copy in rest {
        if article(copy) != article(first) {
            pairs.push((*first, *copy));
        } else if let Some(other) = other {
            pairs.push(((*copy).min(*other), (*copy).max(*other)));
        }
    }
}

/// Pairs the first copies of two nodes, one an article.
fn pair_nodes(a: &Node, b: &Node, pairs: &mut Vec<(ClaimIndex, ClaimIndex)>) {
    for (x, of_x) in a.standing_for_all() {
        for (y, _) in b.standing_for_all().iter().filter(|(_, of_y)| of_x != of_y) {
            pairs.push(((*x).min(*y), (*x).max(*y)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits { postings: 1000, partners: 30, closeness: 0.0, copies: COPIES };

    #[test]
    fn the_claims_of_a_large_story_share_what_a_story_may_cost() {
        let most = Limits { postings: MOST_POSTINGS, partners: MOST_PARTNERS, closeness: 0.0, copies: COPIES };
        assert_eq!([0, 1, CLAIMS_OF_A_STORY].map(Limits::of), [most; 3]);
        let twice = Limits::of(2 * CLAIMS_OF_A_STORY);
        assert_eq!((twice.postings, twice.partners, twice.copies), (10_000, 200, 2 * COPIES));
        assert!(twice.closeness > 0.0 && twice.closeness < CLOSENESS / 2.0);
        let huge = Limits::of(10_000_000);
        assert_eq!((huge.postings, huge.partners, huge.copies), (LEAST_POSTINGS, LEAST_PARTNERS, MOST_COPIES));
        assert_eq!(
            [LARGE_STORY, 10_000_000].map(|claims| Limits::of(claims).closeness.to_bits()),
            [CLOSENESS.to_bits(); 2]
        );
    }

    #[test]
    fn a_key_that_everyone_has_is_not_looked_up_but_counted() {
        let everyone = Key { id: 7, weight: 3.0 };
        let own = |node: u64| Key { id: 100 + node / 2, weight: 3.0 };
        let keys: Vec<Vec<Key>> = (0..LIMITS.postings as u64 + 2).map(|node| vec![everyone, own(node)]).collect();
        let index = Postings::new(&keys, &OneThread);
        let mut shared = Shared::new(keys.len(), LIMITS);
        assert_eq!(shared.visit(4, &index), keys.len() as u64);
        assert_eq!(shared.heaviest(None, &mut 0), [5], "the rarer key still leads to its partner");
    }

    #[test]
    fn the_closest_partners_are_kept_and_the_rest_is_counted() {
        let crowd = LIMITS.partners as u64 + 50;
        let keys: Vec<Vec<Key>> = (0..=crowd).map(|_| vec![Key { id: 7, weight: 3.0 }]).collect();
        let mut shared = Shared::new(keys.len(), LIMITS);
        let mut left_out = 0;
        assert_eq!(shared.visit(0, &Postings::new(&keys, &OneThread)), 0);
        assert_eq!(shared.heaviest(None, &mut left_out).len(), LIMITS.partners);
        assert_eq!(left_out, 50);
    }
}
