//! Weights of a learned linear model: a readable table of features.
//!
//! In: a CSV file of features, each with one weight a class. Out: sums of the weights of features.
//! Invariant: a feature that is not listed weighs nothing; a look-up touches one cache line or two and takes no branch on
//! what it finds, as some thousand are made a sentence.

use super::PackFiles;
use crate::error::{Error, Result};
use crate::text::{FeatureId, FeatureSink, Template, Value};

/// The weights of a model that tells `N` classes apart, by feature.
#[derive(Debug)]
pub struct Weights<const N: usize> {
    /// Open addressing by rows of slots: a length of a power of two, a third full.
    lines: Vec<Line<N>>,
    rows: usize,
}

/// How many features stand side by side: all are compared at once, without a branch that nobody can foretell.
const SLOTS: usize = 8;

/// Features whose search starts at one place, filled from the first; a key of 0 is free.
#[derive(Debug, Clone, Copy)]
struct Line<const N: usize> {
    /// The upper halves of the features' ids; the lower one chooses the line.
    keys: [u32; SLOTS],
    weights: [[f32; SLOTS]; N],
}

impl<const N: usize> Line<N> {
    const FREE: Self = Self { keys: [0; SLOTS], weights: [[0.0; SLOTS]; N] };

    /// The slot of a key, or a free one.
    fn slot(&self, key: u32) -> Option<usize> {
        self.keys.iter().position(|k| *k == key || *k == 0)
    }
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
        let mut lines = vec![Line::FREE; (rows.len() * 3 / SLOTS).next_power_of_two()];
        for (feature, weights) in rows {
            let (key, mut at) = place(*feature, lines.len());
            let slot = loop {
                match lines[at].slot(key) {
                    Some(slot) => break slot,
                    None => at = (at + 1) & (lines.len() - 1),
                }
            };
            lines[at].keys[slot] = key;
            for (class, weight) in lines[at].weights.iter_mut().zip(weights) {
                class[slot] = *weight;
            }
        }
        Self { lines, rows: rows.len() }
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

    /// The weights of a feature; zeros for one that is not listed.
    fn get(&self, feature: FeatureId) -> [f32; N] {
        let (key, mut at) = place(feature, self.lines.len());
        let mut bits = [0; N];
        while let Some(line) = self.lines.get(at) {
            let masks = line.keys.map(|k| if k == key { u32::MAX } else { 0 });
            for (bits, class) in bits.iter_mut().zip(&line.weights) {
                for (mask, weight) in masks.iter().zip(class) {
                    *bits |= mask & weight.to_bits();
                }
            }
            let found = masks.iter().fold(0, |all, mask| all | mask);
            // a line that has room was never passed over
            if line.keys[SLOTS - 1] == 0 || found != 0 {
                break;
            }
            at = (at + 1) & (self.lines.len() - 1);
        }
        bits.map(f32::from_bits)
    }
}

/// A feature's key, and the line where the search for it starts.
#[allow(clippy::cast_possible_truncation, reason = "the halves of the id")]
const fn place(feature: FeatureId, lines: usize) -> (u32, usize) {
    ((feature.0 >> 32) as u32 | 1, feature.0 as usize & (lines - 1))
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
        let weights = self.weights.get(FeatureId::new(template, a, b));
        for (total, weight) in self.total.iter_mut().zip(weights) {
            *total += weight;
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
            assert_eq!(weights.get(*feature).map(f32::to_bits), expected.map(f32::to_bits));
        }
        assert!((1000..3000).all(|i| weights.get(feature(i))[0].to_bits() == 0));
        assert_eq!(Weights::<1>::default().get(feature(1))[0].to_bits(), 0);
    }
}
