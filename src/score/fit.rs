//! Curves fitted to labelled pairs: logistic regression on piecewise linear features.
//!
//! In: rows of features with labels between 0 and 1. Out: the CSV of a model.
//! Invariant: deterministic; the curve of a feature that the model may not read is flat, and one that
//! may only speak for the label never falls.

use crate::model::INTERCEPT;

/// A labelled pair.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// Its features, in the order of their names.
    pub features: Vec<f32>,
    /// 1 for yes, 0 for no; between them for a graded label.
    pub label: f64,
    /// How much it counts.
    pub weight: f64,
}

/// How curves are fitted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    /// Knots a feature, at quantiles of its values; with none each curve is a line from 0 to 1.
    pub knots: usize,
    /// Pulls every step of a curve towards none.
    pub ridge: f64,
    /// Newton steps.
    pub steps: usize,
}

impl Default for Fit {
    fn default() -> Self {
        Self { knots: 6, ridge: 4.0, steps: 25 }
    }
}

/// Which way a curve may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slope {
    /// More of it never lowers the probability.
    Rising,
    /// More of it never raises the probability.
    Falling,
    /// Either.
    Free,
}

impl Slope {
    /// What a step may be multiplied by to be zero or more; `None` where it may be anything.
    const fn sign(self) -> Option<f64> {
        match self {
            Self::Rising => Some(1.0),
            Self::Falling => Some(-1.0),
            Self::Free => None,
        }
    }
}

/// The steps of all curves: a feature, and where its step starts and ends.
type Steps = Vec<(usize, f32, f32)>;

impl Fit {
    /// Fits a model that reads every feature but those `left_out`, with curves of the given slopes;
    /// the rows of its CSV.
    #[must_use]
    pub fn fit(
        &self,
        names: &[&str],
        examples: &[Example],
        left_out: &[&str],
        slope: impl Fn(&str) -> Slope,
    ) -> String {
        let steps = self.steps(names, examples, left_out);
        let signs: Vec<Option<f64>> = steps.iter().map(|(feature, ..)| slope(names[*feature]).sign()).collect();
        let weights = self.solve(examples, &steps, &signs);
        table(names, &steps, &weights)
    }

    /// Knots at the quantiles of what differs from a feature's least value.
    fn steps(&self, names: &[&str], examples: &[Example], left_out: &[&str]) -> Steps {
        let mut steps = Vec::new();
        for (feature, _) in names.iter().enumerate().filter(|(_, name)| !left_out.contains(name)) {
            let mut values: Vec<f32> = examples.iter().map(|e| round(e.features[feature])).collect();
            values.sort_by(f32::total_cmp);
            let Some(least) = values.first().copied() else { continue };
            if self.knots == 0 {
                steps.push((feature, 0.0, 1.0));
                continue;
            }
            let above: Vec<f32> = values.into_iter().filter(|v| *v > least).collect();
            let mut knots = vec![least];
            if let Some(last) = above.len().checked_sub(1) {
                knots.extend((0..self.knots).map(|k| above[last * k / (self.knots - 1).max(1)]));
            }
            knots.dedup();
            steps.extend(knots.windows(2).map(|w| (feature, w[0], w[1])));
        }
        steps
    }

    /// Newton's method for the penalised likelihood; the intercept stands last and goes free.
    fn solve(&self, examples: &[Example], steps: &Steps, signs: &[Option<f64>]) -> Vec<f64> {
        let size = steps.len() + 1;
        let mut weights = vec![0.0; size];
        let mut row = vec![0.0; size];
        for _ in 0..self.steps {
            let mut gradient: Vec<f64> = weights.iter().map(|w| -self.ridge * w).collect();
            let mut curvature = vec![0.0; size * size];
            gradient[size - 1] = 0.0;
            for i in 0..size {
                curvature[i * size + i] = if i + 1 == size { 1e-9 } else { self.ridge };
            }
            for example in examples {
                fill(&mut row, steps, &example.features);
                let score: f64 = row.iter().zip(&weights).map(|(x, w)| x * w).sum();
                let p = 1.0 / (1.0 + (-score).exp());
                let error = example.weight * (example.label - p);
                let spread = example.weight * (p * (1.0 - p)).max(1e-6);
                let present: Vec<usize> = (0..size).filter(|i| row[*i] != 0.0).collect();
                for i in &present {
                    gradient[*i] += error * row[*i];
                    let scaled = spread * row[*i];
                    for j in present.iter().take_while(|j| *j <= i) {
                        curvature[i * size + j] += scaled * row[*j];
                    }
                }
            }
            step(&curvature, &gradient, signs, &mut weights);
        }
        weights
    }
}

/// How far a value has climbed each step, from 0 to 1; 1 for the intercept.
fn fill(row: &mut [f64], steps: &Steps, features: &[f32]) {
    for (x, (feature, from, to)) in row.iter_mut().zip(steps) {
        *x = f64::from(((features[*feature] - from) / (to - from)).clamp(0.0, 1.0));
    }
    if let Some(last) = row.last_mut() {
        *last = 1.0;
    }
}

/// A Newton step of all weights: the best of a quadratic, given by its gradient and the lower triangle
/// of its curvature, found one weight at a time, each held to its sign (coordinate descent as in
/// Friedman, Hastie and Tibshirani 2010).
fn step(curvature: &[f64], gradient: &[f64], signs: &[Option<f64>], weights: &mut [f64]) {
    let size = gradient.len();
    let at = |i: usize, j: usize| if i < j { curvature[j * size + i] } else { curvature[i * size + j] };
    let mut rest = gradient.to_vec();
    for _ in 0..SWEEPS {
        let mut widest = 0.0f64;
        for i in 0..size {
            let mut goal = weights[i] + rest[i] / at(i, i).max(1e-12);
            if let Some(sign) = signs.get(i).copied().flatten() {
                goal = (goal * sign).max(0.0) * sign;
            }
            let move_by = goal - weights[i];
            if move_by != 0.0 {
                weights[i] = goal;
                rest.iter_mut().enumerate().for_each(|(j, r)| *r -= at(i, j) * move_by);
                widest = widest.max(move_by.abs());
            }
        }
        if widest < ENOUGH {
            break;
        }
    }
}

/// A step is searched for in at most so many rounds.
const SWEEPS: usize = 2000;
/// A round that moves no weight further than this is the last.
const ENOUGH: f64 = 1e-7;

/// Curves that start at zero, as rows `feature,at,log_odds` in the order of their lines.
fn table(names: &[&str], steps: &Steps, weights: &[f64]) -> String {
    let mut rows = vec![format!("{INTERCEPT},0,{:.4}", weights.last().copied().unwrap_or(0.0))];
    let mut height = 0.0;
    let mut previous = usize::MAX;
    for ((feature, from, to), weight) in steps.iter().zip(weights) {
        if *feature != previous {
            previous = *feature;
            height = 0.0;
            rows.push(format!("{},{from},0", names[*feature]));
        }
        height += weight;
        rows.push(format!("{},{to},{height:.4}", names[*feature]));
    }
    rows.sort();
    format!("feature,at,log_odds\n{}\n", rows.join("\n"))
}

/// To ten-thousandths: knots are data that people read.
fn round(value: f32) -> f32 {
    (value * 1e4).round() / 1e4
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Curves;

    const NAMES: [&str; 2] = ["length", "colour"];

    fn example(value: f32, label: f64) -> Example {
        Example { features: vec![value, 0.0], label, weight: 1.0 }
    }

    #[test]
    fn learns_what_parts_the_labels() {
        let mut examples: Vec<Example> = (0u8..100).map(|i| example(f32::from(i) / 100.0, f64::from(i / 50))).collect();
        examples.push(example(0.9, 0.0));
        let csv = Fit { ridge: 0.1, ..Fit::default() }.fit(&NAMES, &examples, &[], |_| Slope::Free);
        let Ok(curves) = Curves::parse(&csv) else { unreachable!("a model can be read") };
        let log_odds = |value| curves.intercept() + curves.curve("length").at(value);
        assert!(log_odds(0.1) < -2.0 && log_odds(0.8) > 2.0);
        assert_eq!(csv, Fit { ridge: 0.1, ..Fit::default() }.fit(&NAMES, &examples, &[], |_| Slope::Free));
    }

    #[test]
    fn a_rising_curve_never_falls() {
        // yes in the middle only: a free curve rises and falls
        let examples: Vec<Example> =
            (0u8..90).map(|i| example(f32::from(i) / 90.0, f64::from(u8::from(i / 30 == 1)))).collect();
        let heights = |slope| {
            let csv = Fit { ridge: 0.1, steps: 30, ..Fit::default() }.fit(&NAMES, &examples, &[], |_| slope);
            let Ok(curves) = Curves::parse(&csv) else { unreachable!("a model can be read") };
            [0.0, 0.5, 1.0].map(|value| curves.curve("length").at(value))
        };
        let [low, middle, high] = heights(Slope::Free);
        assert!(middle > low && high < middle);
        let [low, middle, high] = heights(Slope::Rising);
        assert!(middle > low && high >= middle);
    }

    #[test]
    fn a_feature_left_out_is_not_read() {
        let examples: Vec<Example> = (0u8..20).map(|i| example(f32::from(i), f64::from(i / 10))).collect();
        assert_eq!(Fit::default().fit(&NAMES, &examples, &[NAMES[0]], |_| Slope::Free).lines().count(), 2);
    }
}
