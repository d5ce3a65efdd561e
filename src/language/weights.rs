//! Weights of a learned linear model: a readable table of features.
//!
//! In: a CSV file of features, each with one weight a class. Out: sums of the weights of features.
//! Invariant: a feature that is not listed weighs nothing; a look-up touches one cache line or two, as
//! some thousand are made a sentence.

use super::PackFiles;
use crate::error::{Error, Result};
use crate::text::{FeatureId, FeatureSink, Template, Value};

/// The weights of a model that tells `N` classes apart, by feature.
#[derive(Debug)]
pub struct Weights<const N: usize> {
    /// Open addressing, at most half full; a length of a power of two.
    slots: Vec<Slot<N>>,
    rows: usize,
}

/// A feature's weights; a key of 0 is free.
#[derive(Debug, Clone, Copy)]
struct Slot<const N: usize> {
    /// The upper half of the feature's id; the lower one chooses the slot.
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

    /// Makes a model of weights by feature.
    #[must_use]
    pub fn from_rows(rows: &[(FeatureId, [f32; N])]) -> Self {
        let mut slots = vec![Slot::FREE; (rows.len() * 2).next_power_of_two()];
        for (feature, weights) in rows {
            let (key, mut at) = place(*feature, slots.len());
            while slots[at].key != 0 && slots[at].key != key {
                at = (at + 1) & (slots.len() - 1);
            }
            slots[at] = Slot { key, weights: *weights };
        }
        Self { slots, rows: rows.len() }
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

    fn get(&self, feature: FeatureId) -> Option<&[f32; N]> {
        let (key, mut at) = place(feature, self.slots.len());
        loop {
            let slot = self.slots.get(at)?;
            if slot.key == key {
                return Some(&slot.weights);
            }
            if slot.key == 0 {
                return None;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }
}

/// A feature's key, and the slot where the search for it starts.
#[allow(clippy::cast_possible_truncation, reason = "the halves of the id")]
const fn place(feature: FeatureId, slots: usize) -> (u32, usize) {
    ((feature.0 >> 32) as u32 | 1, feature.0 as usize & (slots - 1))
}

/// The weights of the features seen so far, added up by class.
#[derive(Debug)]
pub struct Sum<'a, const N: usize> {
    weights: &'a Weights<N>,
    /// One total a class.
    pub total: [f32; N],
}

impl<const N: usize> FeatureSink for Sum<'_, N> {
    fn put(&mut self, template: Template, a: Value, b: Value) {
        if let Some(weights) = self.weights.get(FeatureId::new(template, a, b)) {
            for (total, weight) in self.total.iter_mut().zip(weights) {
                *total += weight;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_found_and_nothing_else() {
        let feature = |i: u64| FeatureId::new(Template::new("word"), Value(i), Value::NONE);
        let rows: Vec<_> = (0..1000u16).map(|i| (feature(u64::from(i)), [f32::from(i)])).collect();
        let weights = Weights::from_rows(&rows);
        for (feature, expected) in &rows {
            assert_eq!(weights.get(*feature), Some(expected));
        }
        assert!((1000..3000).all(|i| weights.get(feature(i)).is_none()));
        assert!(Weights::<1>::default().get(feature(1)).is_none());
    }
}
