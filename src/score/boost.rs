//! Trees fitted to labelled pairs: gradient boosting (Friedman 2001) of the logistic loss, with
//! Newton steps and bounds that keep a feature's effect to its slope.
//!
//! In: rows of features with labels between 0 and 1. Out: the CSV of a model.
//! Invariant: deterministic; where a feature may only speak for the label, more of it never lowers
//! the log-odds, whatever the others are.

use std::fmt::Write as _;

use super::fit::{Example, Slope};
use crate::model::INTERCEPT;

/// How trees are fitted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Boost {
    /// How many trees.
    pub trees: usize,
    /// Questions on the way to a leaf.
    pub depth: u32,
    /// How much of its step a tree takes.
    pub rate: f64,
    /// Pulls every leaf towards no effect.
    pub ridge: f64,
    /// A leaf speaks for at least so many examples.
    pub least: u32,
}

impl Default for Boost {
    fn default() -> Self {
        Self { trees: 200, depth: 3, rate: 0.05, ridge: 20.0, least: 80 }
    }
}

/// A feature is asked for at no more than so many values.
const BINS: usize = 64;

/// A feature in bins: value `x` stands in the bin of the first edge that it does not exceed.
struct Binned {
    feature: usize,
    slope: Slope,
    edges: Vec<f32>,
    bins: Vec<u8>,
}

impl Binned {
    fn new(feature: usize, slope: Slope, examples: &[Example]) -> Self {
        let mut values: Vec<f32> = examples.iter().map(|e| e.features[feature]).collect();
        values.sort_by(f32::total_cmp);
        let mut edges: Vec<f32> = Vec::new();
        for k in 1..BINS {
            let at = values.len() * k / BINS;
            // between two values, so that none lies on an edge
            let Some(next) = values[at..].iter().find(|v| **v > values[at]) else { break };
            edges.push(f32::midpoint(values[at], *next));
        }
        edges.dedup();
        let bin =
            |e: &Example| u8::try_from(edges.partition_point(|edge| *edge < e.features[feature])).unwrap_or(u8::MAX);
        let bins = examples.iter().map(bin).collect();
        Self { feature, slope, edges, bins }
    }
}

/// First and second derivatives of the loss, summed over examples.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    gradient: f64,
    curvature: f64,
    examples: u32,
}

impl Sums {
    fn add(&mut self, other: Self) {
        self.gradient += other.gradient;
        self.curvature += other.curvature;
        self.examples += other.examples;
    }

    fn less(self, other: Self) -> Self {
        Self {
            gradient: self.gradient - other.gradient,
            curvature: self.curvature - other.curvature,
            examples: self.examples - other.examples,
        }
    }
}

/// A node while its tree grows.
#[derive(Debug, Clone, Copy)]
struct Growing {
    sums: Sums,
    /// The least and the greatest log-odds that it may have.
    bounds: (f64, f64),
    value: f64,
    /// Which binned feature it asks for, and the last bin of the lower branch.
    split: Option<(usize, usize)>,
}

/// A way to part a node's examples.
#[derive(Debug, Clone, Copy)]
struct Split {
    /// How much less the loss is.
    gain: f64,
    branches: [Growing; 2],
    /// Which binned feature is asked for, and the last bin of the lower branch.
    at: (usize, usize),
}

/// A node whose best split gains no more than this is a leaf.
const LEAST_GAIN: f64 = 1e-9;

impl Boost {
    /// Fits a model that reads every feature but those `left_out`, each with an effect of its slope; its CSV.
    #[must_use]
    pub fn fit(
        &self,
        names: &[&str],
        examples: &[Example],
        left_out: &[&str],
        slope: impl Fn(&str) -> Slope,
    ) -> String {
        let read = names.iter().enumerate().filter(|(_, name)| !left_out.contains(name));
        let features: Vec<Binned> = read.map(|(i, name)| Binned::new(i, slope(name), examples)).collect();
        let weight: f64 = examples.iter().map(|e| e.weight).sum();
        let yes: f64 = examples.iter().map(|e| e.weight * e.label).sum();
        let intercept = (yes.max(1e-9) / (weight - yes).max(1e-9)).ln();
        let mut scores = vec![intercept; examples.len()];
        let mut csv = format!("tree,node,feature,at,log_odds\n0,0,{INTERCEPT},0,{intercept:.4}\n");
        for tree in 0..self.trees {
            let derivatives = |(example, score): (&Example, &f64)| {
                let p = 1.0 / (1.0 + (-score).exp());
                let curvature = example.weight * (p * (1.0 - p)).max(1e-6);
                Sums { gradient: example.weight * (p - example.label), curvature, examples: 1 }
            };
            let sums: Vec<Sums> = examples.iter().zip(&scores).map(derivatives).collect();
            let (nodes, places) = self.grow(&features, &sums);
            for (score, place) in scores.iter_mut().zip(&places) {
                *score += nodes[*place].map_or(0.0, |n| self.rate * n.value);
            }
            for (place, node) in nodes.iter().enumerate().filter_map(|(i, n)| Some((i, n.as_ref()?))) {
                let (name, at) =
                    node.split.map_or(("", 0.0), |(f, bin)| (names[features[f].feature], features[f].edges[bin]));
                // writing to a string cannot fail
                let _ = writeln!(csv, "{tree},{place},{name},{at:.5},{:.5}", self.rate * node.value);
            }
        }
        csv
    }

    /// One tree: its nodes by place, and the place of each example.
    fn grow(&self, features: &[Binned], sums: &[Sums]) -> (Vec<Option<Growing>>, Vec<usize>) {
        let mut nodes: Vec<Option<Growing>> = vec![None; 1 << (self.depth + 1)];
        let mut places = vec![1; sums.len()];
        let mut all = Sums::default();
        for sum in sums {
            all.add(*sum);
        }
        nodes[1] = Some(self.node(all, (f64::NEG_INFINITY, f64::INFINITY)));
        for level in 0..self.depth {
            let first = 1 << level;
            let mut best: Vec<Option<Split>> = vec![None; first];
            for (f, feature) in features.iter().enumerate() {
                let width = feature.edges.len() + 1;
                let mut histogram = vec![Sums::default(); width * first];
                for ((place, bin), sum) in places.iter().zip(&feature.bins).zip(sums).filter(|((p, _), _)| **p >= first)
                {
                    histogram[(place - first) * width + usize::from(*bin)].add(*sum);
                }
                for (at, best) in best.iter_mut().enumerate() {
                    let Some(node) = nodes[first + at] else { continue };
                    let mut low = Sums::default();
                    for (bin, sum) in histogram[at * width..][..width - 1].iter().enumerate() {
                        low.add(*sum);
                        let high = node.sums.less(low);
                        if low.examples < self.least || high.examples < self.least {
                            continue;
                        }
                        let Some(branches) = self.branches(&node, low, high, feature.slope) else { continue };
                        let gain = self.loss(&node) - self.loss(&branches[0]) - self.loss(&branches[1]);
                        if gain > best.as_ref().map_or(LEAST_GAIN, |b| b.gain) {
                            *best = Some(Split { gain, branches, at: (f, bin) });
                        }
                    }
                }
            }
            for (at, best) in best.into_iter().enumerate() {
                let (Some(split), Some(node)) = (best, nodes[first + at].as_mut()) else { continue };
                node.split = Some(split.at);
                for (side, branch) in split.branches.into_iter().enumerate() {
                    nodes[2 * (first + at) + side] = Some(branch);
                }
            }
            for (i, place) in places.iter_mut().enumerate().filter(|(_, place)| **place >= first) {
                if let Some((f, bin)) = nodes[*place].and_then(|n| n.split) {
                    *place = 2 * *place + usize::from(usize::from(features[f].bins[i]) > bin);
                }
            }
        }
        (nodes, places)
    }

    fn node(&self, sums: Sums, bounds: (f64, f64)) -> Growing {
        let value = (-sums.gradient / (sums.curvature + self.ridge)).clamp(bounds.0, bounds.1);
        Growing { sums, bounds, value, split: None }
    }

    /// The branches of a node; `None` where they would break the slope. What lies below either stays
    /// on its side of the middle.
    fn branches(&self, node: &Growing, low: Sums, high: Sums, slope: Slope) -> Option<[Growing; 2]> {
        let (least, most) = node.bounds;
        let [a, b] = [low, high].map(|sums| self.node(sums, node.bounds));
        let middle = f64::midpoint(a.value, b.value);
        let (below, above) = ((least, middle), (middle, most));
        match slope {
            Slope::Free => Some([a, b]),
            Slope::Rising if a.value <= b.value => {
                Some([Growing { bounds: below, ..a }, Growing { bounds: above, ..b }])
            }
            Slope::Falling if a.value >= b.value => {
                Some([Growing { bounds: above, ..a }, Growing { bounds: below, ..b }])
            }
            Slope::Rising | Slope::Falling => None,
        }
    }

    /// The loss of a node's examples as far as its value changes it.
    fn loss(&self, node: &Growing) -> f64 {
        node.value * (node.sums.gradient + 0.5 * (node.sums.curvature + self.ridge) * node.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Trees;

    /// Yes where both features are high: what no sum of curves says.
    fn both() -> Vec<Example> {
        let row = |i: u16| {
            let features = vec![f32::from(i % 20), f32::from(i / 20)];
            let label = f64::from(u8::from(features.iter().all(|f| *f > 9.5)));
            Example { features, label, weight: 1.0 }
        };
        (0..400).map(row).collect()
    }

    fn value(model: &Trees, names: &[&str], features: &[f32]) -> f32 {
        let mut sum = model.intercept();
        for root in model.nodes().iter().filter(|n| n.node == 1) {
            let mut node = root;
            while let Some(f) = names.iter().position(|n| *n == node.feature) {
                let next = 2 * node.node + u32::from(features[f] > node.at);
                let Some(found) = model.nodes().iter().find(|n| n.tree == node.tree && n.node == next) else { break };
                node = found;
            }
            sum += node.log_odds;
        }
        sum
    }

    #[test]
    fn two_features_that_only_speak_together() {
        let names = ["a", "b"];
        let csv = Boost { least: 5, ..Boost::default() }.fit(&names, &both(), &[], |_| Slope::Rising);
        let Ok(model) = Trees::parse(&csv) else { unreachable!("a model can be read") };
        assert!(value(&model, &names, &[15.0, 15.0]) > 2.0);
        for rest in [[15.0, 3.0], [3.0, 15.0], [3.0, 3.0]] {
            assert!(value(&model, &names, &rest) < -2.0, "{rest:?}");
        }
    }

    #[test]
    fn an_effect_keeps_to_its_slope_wherever_the_others_stand() {
        // the label falls with `a` in half of the rows
        let names = ["a", "b"];
        let mut examples = both();
        for example in examples.iter_mut().filter(|e| e.features[1] < 9.5) {
            example.label = f64::from(u8::from(example.features[0] < 9.5));
        }
        let slope = |name: &str| if name == "a" { Slope::Rising } else { Slope::Free };
        let csv = Boost { least: 5, ..Boost::default() }.fit(&names, &examples, &[], slope);
        let Ok(model) = Trees::parse(&csv) else { unreachable!("a model can be read") };
        for b in 0..20u16 {
            let along: Vec<f32> = (0..20u16).map(|a| value(&model, &names, &[f32::from(a), f32::from(b)])).collect();
            assert!(along.windows(2).all(|w| w[0] <= w[1] + 1e-4), "{b}: {along:?}");
        }
    }

    #[test]
    fn a_feature_left_out_is_asked_for_nowhere() {
        let csv = Boost { least: 5, ..Boost::default() }.fit(&["a", "b"], &both(), &["b"], |_| Slope::Free);
        let Ok(model) = Trees::parse(&csv) else { unreachable!("a model can be read") };
        assert!(model.nodes().iter().any(|n| n.feature == "a") && model.nodes().iter().all(|n| n.feature != "b"));
    }
}
