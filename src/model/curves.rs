//! Learned models as data: a curve a feature, added up to log-odds.
//!
//! In: a CSV table of knots. Out: [`Curves`], a model whose every part can be shown and plotted.
//! Invariant: a curve is linear between its knots and flat outside them.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::table::rows;
use crate::error::Result;

/// A model: an intercept and a curve for each feature that it reads.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Curves {
    intercept: f32,
    curves: BTreeMap<String, Curve>,
}

/// A curve: knots `(value of the feature, log-odds)`, by value.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Curve {
    knots: Vec<(f32, f32)>,
}

/// A row of a model's table.
#[derive(Deserialize)]
pub(crate) struct KnotRow {
    pub feature: String,
    pub at: f32,
    pub log_odds: f32,
}

/// The name of the row that holds the intercept.
pub const INTERCEPT: &str = "(intercept)";

impl Curves {
    /// Reads a model from CSV: the content of a weights file.
    ///
    /// # Errors
    /// A row of another form.
    pub fn parse(csv: &str) -> Result<Self> {
        Ok(Self::from_rows(rows::<KnotRow>(csv)?))
    }

    pub(crate) fn from_rows(rows: impl IntoIterator<Item = KnotRow>) -> Self {
        let mut model = Self::default();
        for row in rows {
            if row.feature == INTERCEPT {
                model.intercept = row.log_odds;
            } else {
                model.curves.entry(row.feature).or_default().knots.push((row.at, row.log_odds));
            }
        }
        for curve in model.curves.values_mut() {
            curve.knots.sort_by(|a, b| a.0.total_cmp(&b.0));
        }
        model
    }

    /// The log-odds before any feature is seen.
    #[must_use]
    pub const fn intercept(&self) -> f32 {
        self.intercept
    }

    /// Whether there is no model: a pack without the file.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.curves.is_empty()
    }

    /// The log-odds of an example whose features have these names and values.
    #[must_use]
    pub fn log_odds(&self, names: &[&str], values: &[f32]) -> f32 {
        let part = |(name, value): (&&str, &f32)| self.curves.get(*name).map_or(0.0, |curve| curve.at(*value));
        names.iter().zip(values).map(part).fold(self.intercept, |sum, part| sum + part)
    }

    /// The curve of a feature; flat zero for one that the model does not read.
    #[must_use]
    pub fn curve(&self, feature: &str) -> Curve {
        self.curves.get(feature).cloned().unwrap_or_default()
    }
}

impl Curve {
    /// Whether it says nothing at any value.
    #[must_use]
    pub fn is_flat(&self) -> bool {
        self.knots.iter().all(|(_, log_odds)| *log_odds == 0.0)
    }

    /// The same curve without the knots that lie on a level between others: they say nothing that those do not.
    #[must_use]
    pub fn plain(mut self) -> Self {
        let levels: Vec<f32> = self.knots.iter().map(|(_, log_odds)| *log_odds).collect();
        let mut places = 0..;
        self.knots.retain(|(_, level)| {
            let around = places.next().and_then(|place: usize| levels.get(place.checked_sub(1)?..place + 2));
            around.is_none_or(|around| around.iter().any(|other| other.to_bits() != level.to_bits()))
        });
        self
    }

    /// The most that it says at any value.
    #[must_use]
    pub fn most(&self) -> f32 {
        self.knots.iter().map(|(_, log_odds)| *log_odds).reduce(f32::max).unwrap_or(0.0)
    }

    /// The curve's log-odds at a value.
    #[must_use]
    pub fn at(&self, value: f32) -> f32 {
        let Some(((first, last), rest)) = self.knots.first().zip(self.knots.last()).zip(self.knots.get(1..)) else {
            return 0.0;
        };
        if value <= first.0 {
            return first.1;
        }
        let mut low = first;
        for knot in rest {
            if value < knot.0 {
                return low.1 + (knot.1 - low.1) * (value - low.0) / (knot.0 - low.0);
            }
            low = knot;
        }
        last.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knots_on_a_level_are_left_out_and_nothing_changes() {
        let knots = vec![(0.0, 1.0), (1.0, 1.0), (2.0, 1.0), (3.0, 1.0), (4.0, 2.0), (5.0, 2.0), (6.0, 2.0)];
        let curve = Curve { knots };
        let plain = curve.clone().plain();
        assert_eq!(plain.knots, [(0.0, 1.0), (3.0, 1.0), (4.0, 2.0), (6.0, 2.0)]);
        for value in [-1.0, 0.0, 0.7, 1.0, 2.9, 3.0, 3.3, 4.0, 4.5, 5.5, 6.0, 7.0] {
            assert_eq!(plain.at(value).to_bits(), curve.at(value).to_bits(), "{value}");
        }
    }

    #[test]
    fn linear_between_knots_and_flat_outside() {
        let model = Curves::parse("# invented\nfeature,at,log_odds\n(intercept),0,-2\nlength,1,4\nlength,0,0\n");
        let Ok(model) = model else { unreachable!("well formed") };
        let curve = model.curve("length");
        for (value, expected) in [(-1.0, 0.0), (0.0, 0.0), (0.25, 1.0), (1.0, 4.0), (9.0, 4.0)] {
            assert!((curve.at(value) - expected).abs() < 1e-6, "{value}");
        }
        assert!((model.intercept() + 2.0).abs() < 1e-6);
        assert_eq!(curve.clone().plain(), curve);
        assert!(model.curve("unknown").at(3.0).abs() < 1e-6);
        assert!(Curves::parse("feature,at,log_odds\nlength,x,1\n").is_err());
    }
}
