//! Weights of a learned linear model: a readable table of features.
//!
//! In: a CSV file `feature,weight` (further columns of weights where the model tells several
//! classes apart). Out: weights by feature id. Invariant: a feature that is not listed weighs nothing.

use rustc_hash::FxHashMap;

use super::PackFiles;
use crate::error::{Error, Result};
use crate::text::{FeatureId, FeatureSink, Template, Value};

/// How many classes a model tells apart at most.
pub const CLASSES: usize = 3;

/// The weights of one model.
#[derive(Debug, Default)]
pub struct Weights {
    table: FxHashMap<u64, [f32; CLASSES]>,
}

impl Weights {
    /// Reads a table whose rows are a feature and one to [`CLASSES`] weights; an absent file is an empty model.
    ///
    /// # Errors
    /// A row of another form.
    pub fn read(files: &PackFiles, name: &str) -> Result<Self> {
        let mut table = FxHashMap::default();
        for row in files.rows::<Vec<String>>(name)? {
            let mut weights = [0.0; CLASSES];
            for (slot, text) in weights.iter_mut().zip(row.iter().skip(1)).filter(|(_, text)| !text.is_empty()) {
                *slot = text.parse().map_err(|_| Error::malformed(format!("{name}: `{text}` is no weight")))?;
            }
            let feature = row.first().and_then(|f| FeatureId::parse(f));
            let feature = feature.ok_or_else(|| Error::malformed(format!("{name}: a row without a feature")))?;
            table.insert(feature.0, weights);
        }
        Ok(Self { table })
    }

    /// Makes a model of weights by feature.
    pub fn from_rows(rows: impl IntoIterator<Item = (FeatureId, [f32; CLASSES])>) -> Self {
        Self { table: rows.into_iter().map(|(feature, weights)| (feature.0, weights)).collect() }
    }

    /// Whether nothing was learned: a pack without the file.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    /// A sum to which features can be added.
    #[must_use]
    pub const fn sum(&self) -> Sum<'_> {
        Sum { weights: self, total: [0.0; CLASSES] }
    }
}

/// The weights of the features seen so far, added up.
#[derive(Debug)]
pub struct Sum<'a> {
    weights: &'a Weights,
    /// One total a class.
    pub total: [f32; CLASSES],
}

impl FeatureSink for Sum<'_> {
    fn put(&mut self, template: Template, a: Value, b: Value) {
        if let Some(weights) = self.weights.table.get(&FeatureId::new(template, a, b).0) {
            for (total, weight) in self.total.iter_mut().zip(weights) {
                *total += weight;
            }
        }
    }
}
