//! How far two statements have their words in one order.
//!
//! In: word ids in text order. Out: an [`Order`], which is compared with another in some tens of
//! nanoseconds: the length of their longest common subsequence, worked out in bits (Hyyrö 2004).
//! Invariant: symmetric; words after the first [`COMPARED`] are not looked at, for the cost grows with both.

/// So many of the first words of a statement are compared: a bit each.
const COMPARED: usize = 64;

/// The first words of a statement and where they stand.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Order {
    /// Each word once, by id, with its places as bits.
    words: Box<[(u32, u64)]>,
    /// How many places there are.
    places: u32,
}

impl Order {
    /// The order of some words.
    pub(crate) fn of(words: &[u32]) -> Self {
        let compared = &words[..words.len().min(COMPARED)];
        let mut placed: Vec<(u32, u64)> = (0..).zip(compared).map(|(place, word)| (*word, 1 << place)).collect();
        placed.sort_unstable();
        placed.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.1 |= if same { next.1 } else { 0 };
            same
        });
        Self { words: placed.into(), places: u32::try_from(compared.len()).unwrap_or(u32::MAX) }
    }

    /// The longest common subsequence as a share of both: 1 for the same words in the same order.
    pub(crate) fn alike(&self, other: &Self) -> f32 {
        let all = self.places + other.places;
        if all == 0 { 0.0 } else { 2.0 * self.common(other) as f32 / all as f32 }
    }

    /// The length of the longest common subsequence.
    fn common(&self, other: &Self) -> u32 {
        let mut both = Both::new();
        let (mut i, mut j) = (0, 0);
        while let (Some(x), Some(y)) = (self.words.get(i), other.words.get(j)) {
            i += usize::from(x.0 <= y.0);
            j += usize::from(y.0 <= x.0);
            if x.0 == y.0 {
                both.add(x.1, y.1);
            }
        }
        both.length()
    }
}

/// The words that two statements share.
struct Both {
    /// Where the word of each place of the second stands in the first.
    found: [u64; COMPARED],
    /// The places of the second whose words stand in the first.
    matched: u64,
}

impl Both {
    const fn new() -> Self {
        Self { found: [0; COMPARED], matched: 0 }
    }

    /// Adds a word with its places in the first and in the second.
    fn add(&mut self, first: u64, second: u64) {
        self.matched |= second;
        for place in places(second) {
            self.found[place] = first;
        }
    }

    /// The length of the longest common subsequence: a bit is cleared where a longer one ends.
    fn length(&self) -> u32 {
        let mut ends = u64::MAX;
        for place in places(self.matched) {
            let both = ends & self.found[place];
            ends = ends.wrapping_add(both) | (ends - both);
        }
        ends.count_zeros()
    }
}

/// The places of bits, ascending.
fn places(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = bits.trailing_zeros() as usize;
        bits &= bits.wrapping_sub(1);
        (place < COMPARED).then_some(place)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The textbook's table.
    fn by_table(a: &[u32], b: &[u32]) -> u32 {
        let mut lengths = vec![vec![0; b.len() + 1]; a.len() + 1];
        for (i, x) in a.iter().enumerate() {
            for (j, y) in b.iter().enumerate() {
                lengths[i + 1][j + 1] =
                    if x == y { lengths[i][j] + 1 } else { u32::max(lengths[i][j + 1], lengths[i + 1][j]) };
            }
        }
        lengths[a.len()][b.len()]
    }

    #[test]
    fn as_long_as_the_table_says() {
        // words of few kinds, so that many repeat; by a small generator
        let mut state = 7u32;
        let mut words = |length: usize, kinds: u32| -> Vec<u32> {
            let word = |_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 16) % kinds
            };
            (0..length).map(word).collect()
        };
        for (length, kinds) in [(0, 3), (1, 1), (5, 3), (17, 6), (40, 12), (63, 9), (64, 30), (64, 2)] {
            let (a, b) = (words(length, kinds), words(64 - length / 2, kinds));
            assert_eq!(Order::of(&a).common(&Order::of(&b)), by_table(&a, &b), "{a:?} {b:?}");
            assert_eq!(Order::of(&b).common(&Order::of(&a)), by_table(&a, &b), "{b:?} {a:?}");
        }
    }

    #[test]
    fn the_order_counts_and_long_statements_by_their_first_words() {
        let order = |words: &[u32]| Order::of(words);
        assert!((order(&[1, 2, 3]).alike(&order(&[1, 2, 3])) - 1.0).abs() < 1e-6);
        assert!((order(&[1, 2, 3]).alike(&order(&[3, 2, 1])) - 1.0 / 3.0).abs() < 1e-6);
        assert!(order(&[]).alike(&order(&[])).abs() < 1e-6);
        let long: Vec<u32> = (0..500).collect();
        assert!((order(&long).alike(&order(&long[..64])) - 1.0).abs() < 1e-6);
    }
}
