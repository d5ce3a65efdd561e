//! Pairs of claims worth scoring, from an inverted index over weighted keys; never all pairs.
//!
//! In: a story's claims. Out: pairs of sentences and pairs of quotations of different articles,
//! `a < b`, in order. Clauses and typed claims follow their sentences.
//! Invariant: linear in the number of claims: each visits a bounded number of postings, its rarest
//! keys first, and keeps a bounded number of partners; a limit that was hit is counted.

mod postings;

use postings::{Key, Postings};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::extract::StoryClaims;
use crate::model::{Claim, ClaimContent, ClaimIndex, Class, Token};

/// The pairs to score.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Candidates {
    /// Pairs `(a, b)` with `a < b`, sorted and unique.
    pub pairs: Vec<(ClaimIndex, ClaimIndex)>,
    /// How many postings were left out by the limits.
    pub capped: u64,
    /// How many claims repeat another word for word and are scored once.
    pub duplicates: u64,
}

/// A claim visits at most so many postings, those of its rarest keys.
const POSTINGS_PER_CLAIM: usize = 20_000;
/// A claim keeps at most so many partners, the heaviest.
const PARTNERS_PER_CLAIM: usize = 400;
/// Partners share keys of at least this weight: one word that is not common.
const LEAST_WEIGHT: f32 = 2.0;
/// Of claims that are the same word for word, so many stand for all in pairs with others.
const COPIES: usize = 8;
/// A pair of neighbouring words tells more than its words do apart, by this factor of the rarer.
const BIGRAM_FACTOR: f32 = 0.5;

/// Claims that are the same word for word, in the story's order.
struct Node {
    claims: Vec<ClaimIndex>,
    quote: bool,
}

/// Finds the pairs to score in one story.
#[must_use]
pub fn find_candidates(story: &StoryClaims<'_>) -> Candidates {
    let nodes = collapse(story);
    let keys: Vec<Vec<Key>> = nodes.iter().map(|node| keys(story, node)).collect();
    let index = Postings::new(&keys);
    let mut found = Candidates::default();
    let mut shared = Shared::new(nodes.len());
    for at in 0u32.. {
        let Some(node) = nodes.get(at as usize) else { break };
        found.duplicates += node.claims.len() as u64 - 1;
        pair_copies(story, node, &mut found);
        found.capped += shared.visit(at, &index);
        for partner in shared.heaviest(&mut found.capped) {
            pair_nodes(story, node, &nodes[partner as usize], &mut found.pairs);
        }
    }
    found.pairs.sort_unstable();
    found.pairs.dedup();
    found
}

/// Sentences and quotations, those of the same words in one node; by their first claim.
fn collapse(story: &StoryClaims<'_>) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    let mut by_words: FxHashMap<(bool, Vec<u64>), usize> = FxHashMap::default();
    for (i, claim) in (0..).zip(story.claims) {
        let Some(quote) = is_quote(claim) else { continue };
        let words = story.tokens_of(claim).iter().filter(|t| t.is(Class::WORD.union(Class::DIGITS)));
        let words: Vec<u64> = words.map(|t| t.word.0).collect();
        let node = *by_words.entry((quote, words)).or_insert_with(|| {
            nodes.push(Node { claims: Vec::new(), quote });
            nodes.len() - 1
        });
        nodes[node].claims.push(i);
    }
    nodes
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
    for token in story.tokens_of(claim).iter().filter(|t| t.is_content()) {
        let weight = if is_common_value(token) { 1.0 } else { rarity.weight(token.word) };
        let id = token.stem.0 >> 2;
        keys.push(Key { id: id | salt, weight });
        if let Some((before, other)) = previous {
            let pair = (before.rotate_left(17) ^ id).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 2;
            keys.push(Key { id: pair | salt | 1 << 62, weight: weight.max(other) * BIGRAM_FACTOR });
        }
        previous = Some((id, weight));
    }
    keys.sort_by(|a, b| a.id.cmp(&b.id).then(a.weight.total_cmp(&b.weight)));
    keys.dedup_by_key(|k| k.id);
    keys
}

/// A number or date tells little by itself, however rare its digits are.
const fn is_common_value(token: &Token) -> bool {
    token.is(Class::DIGITS.union(Class::NUMBER).union(Class::DATE))
}

/// The weight that a node shares with each other.
struct Shared {
    weights: Vec<f32>,
    touched: Vec<u32>,
}

impl Shared {
    fn new(nodes: usize) -> Self {
        Self { weights: vec![0.0; nodes], touched: Vec::new() }
    }

    /// Sums up the keys shared with others, shortest rows first; how many postings were left out.
    fn visit(&mut self, node: u32, index: &Postings) -> u64 {
        let mut rows = index.rows_of(node).to_vec();
        rows.sort_by_key(|(row, _)| (index.row(*row).len(), *row));
        let (mut visited, mut capped) = (0, 0);
        for (row, weight) in rows {
            let others = index.row(row);
            if visited + others.len() > POSTINGS_PER_CLAIM {
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

    /// The heaviest partners; forgets what was summed up.
    fn heaviest(&mut self, capped: &mut u64) -> Vec<u32> {
        let weights = &mut self.weights;
        let mut partners: Vec<(f32, u32)> =
            self.touched.drain(..).map(|other| (std::mem::take(&mut weights[other as usize]), other)).collect();
        partners.retain(|(weight, _)| *weight >= LEAST_WEIGHT);
        if partners.len() > PARTNERS_PER_CLAIM {
            partners.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            *capped += (partners.len() - PARTNERS_PER_CLAIM) as u64;
            partners.truncate(PARTNERS_PER_CLAIM);
        }
        partners.into_iter().map(|(_, other)| other).collect()
    }
}

/// Pairs the first of some copies with each further one of another article.
fn pair_copies(story: &StoryClaims<'_>, node: &Node, found: &mut Candidates) {
    let article = |i: &ClaimIndex| story.claims[*i as usize].article;
    let Some((first, rest)) = node.claims.split_first() else { return };
    let other = rest.iter().find(|i| article(i) != article(first));
    for copy in rest {
        if article(copy) != article(first) {
            found.pairs.push((*first, *copy));
        } else if let Some(other) = other {
            found.pairs.push(((*copy).min(*other), (*copy).max(*other)));
        }
    }
}

/// Pairs the first copies of two nodes, one an article.
fn pair_nodes(story: &StoryClaims<'_>, a: &Node, b: &Node, pairs: &mut Vec<(ClaimIndex, ClaimIndex)>) {
    let article = |i: ClaimIndex| story.claims[i as usize].article;
    let copies = |node: &Node| {
        let mut seen = FxHashSet::default();
        node.claims.iter().copied().filter(move |i| seen.insert(article(*i))).take(COPIES).collect::<Vec<_>>()
    };
    let others = copies(b);
    for x in copies(a) {
        for y in others.iter().copied().filter(|y| article(x) != article(*y)) {
            pairs.push((x.min(y), x.max(y)));
        }
    }
}
