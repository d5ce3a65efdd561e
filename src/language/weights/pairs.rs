//! Weights of features of two words.
//!
//! In: weights by feature. Out: the weights of a feature.
//! Invariant: a feature that is not listed weighs nothing, but for one of four billion that passes for another; a look-up
//! reads one slot and takes no branch that cannot be foreseen, as some hundred are made a sentence.

use std::cmp::Reverse;
use std::hint::select_unpredictable;

use super::packing::{Cell, Packing, gain};
use crate::text::FeatureId;

/// A feature with its weights.
pub(super) type Row<const N: usize> = (FeatureId, Cell<N>);

/// Weights by feature. The hash is perfect: each feature has a slot of its own. Most are not listed, and a search that ends
/// sooner for some than for others costs more in wrong guesses of the processor than the look-up itself.
#[derive(Debug)]
pub(super) struct Pairs<const N: usize>
where
    [i16; N]: Packing,
{
    /// One a group of features: under it, each of them has a slot that no other has.
    seeds: Vec<u16>,
    slots: Vec<Slot<<[i16; N] as Packing>::Small>>,
    size: Size,
}

/// A feature's weights; a free slot has none.
#[derive(Debug, Clone, Copy, Default)]
struct Slot<T> {
    /// A part of the feature's id.
    key: u32,
    weights: T,
}

impl<const N: usize> Pairs<N>
where
    [i16; N]: Packing,
{
    /// Makes a table of rows; the weights of one feature add up.
    pub(super) fn new(mut rows: Vec<Row<N>>) -> Self {
        rows.sort_by_key(|row| row.0);
        let of_one_feature = rows.chunk_by(|a, b| a.0 == b.0);
        let sum = |rows: &[Row<N>]| {
            let mut sum = Cell::<N>::default();
            for (_, weights) in rows {
                gain::<N>(&mut sum, *weights);
            }
            sum
        };
        let sorted: Vec<Row<N>> = of_one_feature.filter_map(|rows| Some((rows.first()?.0, sum(rows)))).collect();
        let mut size = Size::new(sorted.len());
        let of_one_group = |a: &Row<N>, b: &Row<N>| size.group(a.0) == size.group(b.0);
        let mut groups: Vec<&[Row<N>]> = sorted.chunk_by(of_one_group).collect();
        // the largest are placed first, while most slots are free
        groups.sort_by_key(|group| Reverse(group.len()));
        loop {
            let mut found = Self { seeds: vec![0; size.groups], slots: vec![Slot::default(); size.slots], size };
            let mut taken = vec![false; size.slots];
            if groups.iter().all(|group| found.place(group, &mut taken)) {
                return found;
            }
            size.slots += size.slots / 8 + 1;
        }
    }

    /// Finds a seed under which every feature of a group has a free slot, and fills the slots; tells whether there is one.
    fn place(&mut self, rows: &[Row<N>], taken: &mut [bool]) -> bool {
        let size = self.size;
        let places = |seed: u16| rows.iter().map(move |row| size.slot(row.0, seed));
        let seed = (0..=u16::MAX).find(|seed| {
            let free = places(*seed).take_while(|at| !std::mem::replace(&mut taken[*at], true)).count();
            if free < rows.len() {
                places(*seed).take(free).for_each(|at| taken[at] = false);
            }
            free == rows.len()
        });
        let Some(seed) = seed else { return false };
        for ((feature, weights), at) in rows.iter().zip(places(seed)) {
            self.seeds[size.group(*feature)] = seed;
            self.slots[at] = Slot { key: key(*feature), weights: <[i16; N]>::shrink(*weights) };
        }
        true
    }

    /// The weights of a feature; none of one that is not listed.
    #[inline]
    pub(super) fn get(&self, feature: FeatureId) -> Cell<N> {
        let seed = self.seeds.get(self.size.group(feature)).map_or(0, |seed| *seed);
        let Some(slot) = self.slots.get(self.size.slot(feature, seed)) else { return Cell::<N>::default() };
        // the weights of another are not meant
        <[i16; N]>::widen(select_unpredictable(slot.key == key(feature), slot.weights, Default::default()))
    }
}

/// How many groups and slots there are.
#[derive(Debug, Clone, Copy)]
struct Size {
    groups: usize,
    slots: usize,
}

impl Size {
    /// About five features share a seed, and nine have ten slots: the tables stay small, and so in the cache.
    const fn new(features: usize) -> Self {
        Self { groups: features / 5 + 1, slots: features + features / 8 + 1 }
    }

    /// The group of a feature: features in order of their ids come by groups.
    const fn group(self, feature: FeatureId) -> usize {
        share((feature.0 >> 32) as u32, self.groups)
    }

    /// The slot of a feature in a group with this seed: the lower half of its id tells.
    #[allow(clippy::cast_possible_truncation, reason = "the lower half")]
    const fn slot(self, feature: FeatureId, seed: u16) -> usize {
        share((feature.0 as u32).wrapping_mul(seed as u32 * 2 + 1), self.slots)
    }
}

/// Shares numbers out among `count` places, in their order.
const fn share(number: u32, count: usize) -> usize {
    ((number as u64 * count as u64) >> 32) as usize
}

/// What tells a feature from others that look for the same slot: bits of its id that tell little of its group and nothing
/// of its slot.
const fn key(feature: FeatureId) -> u32 {
    (feature.0 >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feature(i: u64) -> FeatureId {
        FeatureId(i.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    #[test]
    fn every_row_is_found_and_nothing_else() {
        for length in [0, 1, 2, 3, 10, 1000, 20_000] {
            let rows = (1i16..).map_while(|i| (i <= length).then(|| (feature(i.cast_unsigned().into()), i))).collect();
            let pairs = Pairs::<1>::new(rows);
            let weight = |i: i16| pairs.get(feature(i.cast_unsigned().into()));
            assert!((1..=length).all(|i| weight(i) == i), "{length}");
            assert!((length + 1..30_000).all(|i| weight(i) == 0), "{length}");
        }
    }

    #[test]
    fn the_weights_of_a_feature_add_up() {
        assert_eq!(Pairs::<1>::new(vec![(feature(1), 1), (feature(1), 2)]).get(feature(1)), 3);
    }
}
