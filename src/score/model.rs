//! Features turned into probabilities: curves added up to log-odds.
//!
//! In: [`Features`] and the curves of a language pack. Out: a [`Probability`] and its reasons.
//! Invariant: the reasons and the intercept add up to the log-odds of the score.

use super::features::{Features, NAMES};
use crate::language::{Curve, Curves};
use crate::model::{Probability, Reason};

/// A model laid out in the order of the features.
#[derive(Debug, Clone)]
pub struct Model {
    intercept: f32,
    curves: [Curve; NAMES.len()],
}

impl Model {
    /// Lays out the curves of a model.
    #[must_use]
    pub fn new(curves: &Curves) -> Self {
        Self { intercept: curves.intercept(), curves: NAMES.map(|name| curves.curve(name)) }
    }

    /// The log-odds of a pair.
    #[must_use]
    pub fn log_odds(&self, features: &Features) -> f32 {
        self.curves.iter().zip(features).fold(self.intercept, |sum, (curve, value)| sum + curve.at(*value))
    }

    /// The probability of a pair.
    #[must_use]
    pub fn probability(&self, features: &Features) -> Probability {
        logistic(self.log_odds(features))
    }

    /// What each feature added, in the order of the features; those that added nothing are left out.
    #[must_use]
    pub fn reasons(&self, features: &Features) -> Vec<Reason> {
        let rounded = |x: f32| (x * 1000.0).round() / 1000.0;
        let rows = NAMES.iter().zip(&self.curves).zip(features);
        rows.map(|((feature, curve), value)| Reason {
            feature,
            value: rounded(*value),
            contribution: rounded(curve.at(*value)),
        })
        .filter(|reason| reason.contribution != 0.0)
        .collect()
    }
}

/// Log-odds as a probability in thousandths.
pub(crate) fn logistic(log_odds: f32) -> Probability {
    Probability::new(1.0 / (1.0 + (-f64::from(log_odds)).exp()))
}
