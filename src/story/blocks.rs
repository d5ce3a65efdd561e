//! Pairs of articles worth a look, without looking at all pairs.
//!
//! In: sketches. Out: pairs of indices, `a < b`, in order.
//! Invariant: whether two articles meet depends on the two alone, up to the limit on neighbours in
//! one block, where they are chained in the order of their days: so a million articles about one
//! event cost a million times the limit, and still hang together.

use rustc_hash::FxHashMap;

use super::link::ArticleSketch;

/// The weightiest words of the body that meet in pairs, those of title and lead too.
const BODY_KEYS: usize = 9;
const LEAD_KEYS: usize = 7;
/// An article meets so many of those before it in a block.
const NEIGHBOURS: usize = 40;

/// Pairs of articles that share two of their weightiest words.
pub(super) fn pairs(sketches: &[&ArticleSketch]) -> Vec<(usize, usize)> {
    let mut order: Vec<usize> = (0..sketches.len()).collect();
    order.sort_by_key(|i| (sketches[*i].day, *i));
    let mut blocks: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    let mut pairs = Vec::new();
    for at in order {
        for key in keys(sketches[at]) {
            let block = blocks.entry(key).or_default();
            pairs.extend(block.iter().rev().take(NEIGHBOURS).map(|other| (at.min(*other), at.max(*other))));
            block.push(at);
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// A key for each two of an article's weightiest words.
fn keys(sketch: &ArticleSketch) -> Vec<u64> {
    let mut words: Vec<u32> = sketch.body.weightiest(BODY_KEYS).chain(sketch.lead.weightiest(LEAD_KEYS)).collect();
    words.sort_unstable();
    words.dedup();
    let mut keys = Vec::with_capacity(words.len() * words.len() / 2);
    for (i, word) in words.iter().enumerate() {
        keys.extend(words[i + 1..].iter().map(|other| u64::from(*word) << 32 | u64::from(*other)));
    }
    keys
}
