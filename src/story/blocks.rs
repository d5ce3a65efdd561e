//! Articles worth a look, without looking at all pairs.
//!
//! In: sketches. Out: for each article, those before it that share two of its weightiest words.
//! Invariant: whether two articles meet depends on the two alone, up to the limit on neighbours in
//! one block, where they are chained in the order of their days: so a million articles about one
//! event cost a million times the limit, and still hang together.

use super::link::ArticleSketch;

/// The weightiest words of an article, which meet in pairs.
const KEY_WORDS: usize = 22;
/// In each block an article meets so many of those before it, and as many without a day.
pub const NEIGHBOURS: usize = 40;
/// Articles further apart in days tell of two events, whatever their words.
const WINDOW: u64 = 30;

/// Articles by the pairs of words that they share.
#[derive(Debug)]
pub(super) struct Blocks {
    /// A pair of words (upper half) and the rank of an article that holds it, ascending: the articles of
    /// a block stand next to each other, by day.
    entries: Vec<u64>,
    /// Where the entries of each rank stand: those of rank `r` from `starts[r]`.
    places: Vec<u32>,
    starts: Vec<usize>,
    /// The article and the day of each rank; those without a day come first.
    order: Vec<(usize, Option<i64>)>,
}

impl Blocks {
    pub(super) fn new(sketches: &[&ArticleSketch]) -> Self {
        let mut order: Vec<(usize, Option<i64>)> = sketches.iter().map(|s| s.day).enumerate().collect();
        order.sort_by_key(|(i, day)| (*day, *i));
        let mut entries = Vec::new();
        let mut starts = vec![0];
        for (rank, (article, _)) in (0u32..).zip(&order) {
            entries.extend(keys(sketches[*article]).into_iter().map(|key| u64::from(key) << 32 | u64::from(rank)));
            starts.push(entries.len());
        }
        entries.sort_unstable();
        let mut next = starts.clone();
        let mut places = vec![0; entries.len()];
        for (place, entry) in (0..).zip(&entries) {
            let next = &mut next[rank(*entry)];
            places[*next] = place;
            *next += 1;
        }
        Self { entries, places, starts, order }
    }

    /// How many articles there are.
    pub(super) fn len(&self) -> usize {
        self.order.len()
    }

    /// The article of a rank, and those before it that it meets.
    pub(super) fn neighbours(&self, rank: usize) -> Neighbours {
        let mut met = Vec::new();
        let places = &self.places[self.starts[rank]..self.starts[rank + 1]];
        let left_out = places.iter().map(|place| self.meet(*place as usize, &mut met)).sum();
        met.sort_unstable();
        met.dedup();
        let article = |rank: usize| self.order[rank].0;
        Neighbours { article: article(rank), met: met.into_iter().map(article).collect(), left_out }
    }

    /// Adds the ranks that an entry meets in its block; how many more there are.
    fn meet(&self, place: usize, met: &mut Vec<usize>) -> u64 {
        let entry = self.entries[place];
        let block = entry >> 32;
        let day = self.order[rank(entry)].1;
        let near = |other: usize| day.zip(self.order[other].1).is_none_or(|(a, b)| a.abs_diff(b) <= WINDOW);
        let before = self.entries[..place].iter().rev().take(NEIGHBOURS);
        let before = before.take_while(|e| **e >> 32 == block).map(|e| rank(*e)).take_while(|other| near(*other));
        let count = met.len();
        met.extend(before);
        let last = place - (met.len() - count);
        if last == 0 || self.entries[last - 1] >> 32 != block {
            return 0;
        }
        let start = self.entries[..last].partition_point(|e| e >> 32 < block);
        let others = &self.entries[start..last];
        let undated = others.partition_point(|e| self.order[rank(*e)].1.is_none());
        if day.is_none() {
            return others.len() as u64;
        }
        // those without a day stand at the start of the block, out of reach
        met.extend(others[..undated].iter().take(NEIGHBOURS).map(|e| rank(*e)));
        let far = others[undated..].partition_point(|e| !near(rank(*e)));
        (undated.saturating_sub(NEIGHBOURS) + others.len() - undated - far) as u64
    }
}

/// The articles that one meets.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Neighbours {
    pub article: usize,
    pub met: Vec<usize>,
    /// How many were left out where a block is crowded; they may have met elsewhere.
    pub left_out: u64,
}

/// The rank of an entry.
#[allow(clippy::cast_possible_truncation, reason = "the lower half")]
const fn rank(entry: u64) -> usize {
    entry as u32 as usize
}

/// A key for each two of an article's weightiest words.
fn keys(sketch: &ArticleSketch) -> Vec<u32> {
    let mut words: Vec<u32> = sketch.body.weightiest(KEY_WORDS).collect();
    words.sort_unstable();
    let mut keys = Vec::with_capacity(words.len() * words.len() / 2);
    for (i, word) in words.iter().enumerate() {
        let mixed = word.wrapping_mul(0x9E37_79B1).rotate_left(15);
        keys.extend(words[i + 1..].iter().map(|other| (mixed ^ other).wrapping_mul(0x85EB_CA6B)));
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::WordId;
    use crate::story::Sketch;

    fn sketch(day: Option<i64>, words: [u64; 3]) -> ArticleSketch {
        let words = words.into_iter().map(|word| (WordId(word << 32), 1.0));
        ArticleSketch { body: Sketch::of(words, 3), day, ..ArticleSketch::default() }
    }

    #[test]
    fn articles_meet_in_two_words_within_a_month() {
        let sketches = [
            sketch(Some(10), [1, 2, 3]),
            sketch(Some(11), [1, 2, 9]),
            sketch(Some(12), [1, 8, 9]),
            sketch(Some(90), [1, 2, 3]),
            sketch(None, [2, 3, 7]),
        ];
        let blocks = Blocks::new(&sketches.iter().collect::<Vec<_>>());
        let met = |rank| {
            let Neighbours { article, met, left_out } = blocks.neighbours(rank);
            assert_eq!(left_out, 0);
            (article, met)
        };
        let met: Vec<_> = (0..blocks.len()).map(met).collect();
        assert_eq!(met, [(4, vec![]), (0, vec![4]), (1, vec![0]), (2, vec![1]), (3, vec![4])]);
    }

    #[test]
    fn a_crowded_block_costs_no_more_than_its_limits() {
        let sketches: Vec<_> = (0..300).map(|i| sketch((i >= 100).then_some(5), [1, 2, 3])).collect();
        let blocks = Blocks::new(&sketches.iter().collect::<Vec<_>>());
        let met = |rank| {
            let found = blocks.neighbours(rank);
            (found.met.len(), found.left_out)
        };
        // three pairs of words, each a block
        assert_eq!(met(99), (NEIGHBOURS, 3 * (99 - 40)));
        assert_eq!(met(299), (2 * NEIGHBOURS, 3 * (299 - 80)));
    }
}
