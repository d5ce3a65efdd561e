//! Weights of a learned linear model: a readable table of features.
//!
//! In: a CSV file of features, each with one weight a class. Out: sums of the weights of features.
//! Invariant: a feature that is not listed weighs nothing; a look-up reads one slot and takes no branch that
//! cannot be foreseen, as some thousand are made a sentence.

use std::cmp::Reverse;
use std::hint::select_unpredictable;

use super::PackFiles;
use crate::error::{Error, Result};
use crate::text::{FeatureId, FeatureSink, Template, Value};

/// The weights of a model that tells `N` classes apart, by feature.
///
/// The hash is perfect: each feature has a slot of its own. Three features of ten are not listed, and a search
/// that ends sooner for some than for others costs more in wrong guesses of the processor than the look-up itself.
#[derive(Debug)]
pub struct Weights<const N: usize> {
    /// One a group of features: under it, each of them has a slot that no other has.
    seeds: Vec<u8>,
    /// A power of two of them, and behind them one that stays free.
    slots: Vec<Slot<N>>,
    rows: usize,
}

/// A feature with its weights.
type Row<const N: usize> = (FeatureId, [f32; N]);

/// A feature's weights; a free slot has none.
#[derive(Debug, Clone, Copy)]
struct Slot<const N: usize> {
    /// The lower half of the feature's id.
    key: u32,
    weights: [f32; N],
}

impl<const N: usize> Slot<N> {
    const FREE: Self = Self { key: 0, weights: [0.0; N] };
}

impl<const N: usize> Default for Weights<N> {
    fn default() -> Self {
        Self::from_rows(&[])
    }
}

impl<const N: usize> Weights<N> {
    /// Reads a table whose rows are a feature and its weights; an absent file is an empty model.
    ///
    /// # Errors
    /// A row of another form.
    pub fn read(files: &PackFiles, name: &str) -> Result<Self> {
        let mut rows = Vec::new();
        for row in files.rows::<Vec<String>>(name)? {
            let mut weights = [0.0; N];
            for (slot, text) in weights.iter_mut().zip(row.iter().skip(1)).filter(|(_, text)| !text.is_empty()) {
                *slot = text.parse().map_err(|_| Error::malformed(format!("{name}: `{text}` is no weight")))?;
            }
            let feature = row.first().and_then(|f| FeatureId::parse(f));
            let feature = feature.ok_or_else(|| Error::malformed(format!("{name}: a row without a feature")))?;
            rows.push((feature, weights));
        }
        Ok(Self::from_rows(&rows))
    }

    /// Makes a model of weights by feature; of several rows of a feature, the last counts.
    #[must_use]
    pub fn from_rows(rows: &[Row<N>]) -> Self {
        let count = rows.len() / GROUP + 1;
        let mut sorted: Vec<Row<N>> = rows.iter().rev().copied().collect();
        sorted.sort_by_key(|row| row.0);
        sorted.dedup_by_key(|row| row.0);
        let of_one_group = |a: &Row<N>, b: &Row<N>| group(a.0, count) == group(b.0, count);
        let mut groups: Vec<&[Row<N>]> = sorted.chunk_by(of_one_group).collect();
        // the largest are placed first, while most slots are free
        groups.sort_by_key(|group| Reverse(group.len()));
        let mut length = (sorted.len() * 5 / 4).next_power_of_two();
        loop {
            let mut found = Self { seeds: vec![0; count], slots: vec![Slot::FREE; length + 1], rows: rows.len() };
            let mut taken = vec![false; length];
            if groups.iter().all(|group| found.place(group, &mut taken)) {
                return found;
            }
            length *= 2;
        }
    }

    /// Finds a seed under which every feature of a group has a free slot, and fills the slots; tells whether there is one.
    fn place(&mut self, rows: &[Row<N>], taken: &mut [bool]) -> bool {
        let length = taken.len();
        let places = |seed: u8| rows.iter().map(move |row| slot(row.0, seed, length));
        let seed = (0..=u8::MAX).find(|seed| {
            let free = places(*seed).take_while(|at| !std::mem::replace(&mut taken[*at], true)).count();
            if free < rows.len() {
                places(*seed).take(free).for_each(|at| taken[at] = false);
            }
            free == rows.len()
        });
        let (Some(seed), count) = (seed, self.seeds.len()) else { return false };
        for ((feature, weights), at) in rows.iter().zip(places(seed)) {
            self.seeds[group(*feature, count)] = seed;
            self.slots[at] = Slot { key: key(*feature), weights: *weights };
        }
        true
    }

    /// Whether nothing was learned: a pack without the file.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// A sum to which features can be added.
    #[must_use]
    pub const fn sum(&self) -> Sum<'_, N> {
        Sum { weights: self, total: [0.0; N] }
    }

    /// The weights of a feature; none of one that is not listed.
    fn get(&self, feature: FeatureId) -> [f32; N] {
        let free = self.slots.len() - 1;
        let own = slot(feature, self.seeds[group(feature, self.seeds.len())], free);
        let at = select_unpredictable(self.slots[own].key == key(feature), own, free);
        self.slots[at].weights
    }
}

/// How many features share a seed, about.
const GROUP: usize = 4;

/// What tells a feature from others that look for the same slot.
#[allow(clippy::cast_possible_truncation, reason = "the lower half of the id")]
const fn key(feature: FeatureId) -> u32 {
    feature.0 as u32
}

/// The group of a feature among `count`: features in order of their ids come by groups.
const fn group(feature: FeatureId, count: usize) -> usize {
    (((feature.0 >> 32) * count as u64) >> 32) as usize
}

/// The slot of a feature in a group with this seed; `length` is a power of two.
#[allow(clippy::cast_possible_truncation, reason = "the lower bits of a hash")]
const fn slot(feature: FeatureId, seed: u8, length: usize) -> usize {
    let seeded = feature.0 ^ (seed as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (seeded.wrapping_mul(0xd6e8_feb8_6659_fd93) >> 32) as usize & (length - 1)
}

/// The weights of the features seen so far, added up by class.
#[derive(Debug)]
pub struct Sum<'a, const N: usize> {
    weights: &'a Weights<N>,
    /// One total a class.
    pub total: [f32; N],
}

impl<const N: usize> FeatureSink for Sum<'_, N> {
    #[inline]
    fn put(&mut self, template: Template, a: Value, b: Value) {
        let weights = self.weights.get(FeatureId::new(template, a, b));
        for (total, weight) in self.total.iter_mut().zip(weights) {
            *total += weight;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feature(i: u16) -> FeatureId {
        FeatureId::new(Template::new("word"), Value(i.into()), Value::NONE)
    }

    /// The weight of a feature in a model of one class, as bits, which compare exactly.
    fn weight(weights: &Weights<1>, i: u16) -> u32 {
        weights.get(feature(i))[0].to_bits()
    }

    #[test]
    fn every_row_is_found_and_nothing_else() {
        for length in [0, 1, 2, 3, 10, 1000, 20_000] {
            let rows: Vec<_> = (0..length).map(|i| (feature(i), [f32::from(i)])).collect();
            let weights = Weights::from_rows(&rows);
            assert!((0..length).all(|i| weight(&weights, i) == f32::from(i).to_bits()), "{length}");
            assert!((length..30_000).all(|i| weight(&weights, i) == 0), "{length}");
        }
    }

    #[test]
    fn the_last_row_of_a_feature_counts() {
        let weights = Weights::from_rows(&[(feature(1), [1.0]), (feature(1), [2.0])]);
        assert_eq!(weight(&weights, 1), 2.0f32.to_bits());
    }
}
