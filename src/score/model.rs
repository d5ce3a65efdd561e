//! Features turned into probabilities: curves or trees added up to log-odds.
//!
//! In: [`Features`] and the curves or trees of a language pack. Out: a [`Probability`] and its reasons.
//! Invariant: the reasons and the intercept add up to the log-odds of the score.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::features::{Features, NAMES};
use crate::language::Pack;
use crate::model::{Curve, Curves, Probability, Reason, Trees, Weights};

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
        let added = std::array::from_fn(|i| self.curves[i].at(features[i]));
        reasons(features, &added)
    }
}

/// The models that judge the pairs of a story.
#[derive(Debug)]
pub(super) struct Models {
    /// The same fact? From the two statements alone.
    pub first_look: Model,
    /// The same fact? In the context of the story.
    pub similarity: Forest,
    /// The same said about it?
    pub equivalence: Model,
}

/// The models of language packs that were needed so far, by language.
static PACKED: Mutex<BTreeMap<&str, Arc<Models>>> = Mutex::new(BTreeMap::new());

impl Models {
    /// The models of a pack, where `weights` has no others. Those of a pack are laid out once: most
    /// stories are small.
    pub(super) fn of(pack: &Pack, weights: Option<&Weights>) -> Arc<Self> {
        let lay_out = |weights: &Weights| {
            Arc::new(Self {
                first_look: Model::new(weights.first_look.as_ref().unwrap_or(&pack.first_look)),
                similarity: Forest::new(weights.similarity.as_ref().unwrap_or(&pack.similarity)),
                equivalence: Model::new(weights.equivalence.as_ref().unwrap_or(&pack.equivalence)),
            })
        };
        let packed = || {
            let mut packed = PACKED.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(packed.entry(pack.code).or_insert_with(|| lay_out(&Weights::default())))
        };
        weights.map_or_else(packed, lay_out)
    }
}

/// Trees laid out in the order of the features.
#[derive(Debug, Clone, Default)]
pub struct Forest {
    intercept: f32,
    trees: Vec<Vec<Question>>,
}

/// A node of a tree, at twice the place of the node above, or one further.
#[derive(Debug, Clone, Copy, Default)]
struct Question {
    /// Index of the feature asked for; `None` for a leaf.
    feature: Option<u16>,
    at: f32,
    log_odds: f32,
}

impl Forest {
    /// Lays out the trees of a model.
    #[must_use]
    pub fn new(model: &Trees) -> Self {
        let mut trees: Vec<Vec<Question>> = Vec::new();
        for node in model.nodes() {
            let (tree, place) = (node.tree as usize, node.node as usize);
            trees.resize_with(trees.len().max(tree + 1), Vec::new);
            let nodes = &mut trees[tree];
            nodes.resize(nodes.len().max(place + 1), Question::default());
            let feature = NAMES.iter().position(|name| *name == node.feature).and_then(|i| u16::try_from(i).ok());
            nodes[place] = Question { feature, at: node.at, log_odds: node.log_odds };
        }
        Self { intercept: model.intercept(), trees }
    }

    /// The log-odds of a pair.
    #[must_use]
    pub fn log_odds(&self, features: &Features) -> f32 {
        let mut sum = self.intercept;
        for tree in &self.trees {
            let mut last = 0.0;
            walk(tree, features, |_, log_odds| last = log_odds);
            sum += last;
        }
        sum
    }

    /// The probability of a pair.
    #[must_use]
    pub fn probability(&self, features: &Features) -> Probability {
        logistic(self.log_odds(features))
    }

    /// What each feature added: the answer to a question changes what its tree says.
    #[must_use]
    pub fn reasons(&self, features: &Features) -> Vec<Reason> {
        let mut added = [0.0; NAMES.len()];
        for tree in &self.trees {
            let mut before: Option<(Option<u16>, f32)> = None;
            walk(tree, features, |asked, log_odds| {
                if let Some((Some(feature), known)) = before {
                    added[usize::from(feature)] += log_odds - known;
                }
                before = Some((asked, log_odds));
            });
        }
        reasons(features, &added)
    }
}

/// Visits the nodes from the root to a leaf: what each asks for and its log-odds.
fn walk(tree: &[Question], features: &Features, mut visit: impl FnMut(Option<u16>, f32)) {
    let mut place = 1;
    while let Some(node) = tree.get(place) {
        visit(node.feature, node.log_odds);
        let Some(feature) = node.feature else { return };
        place = 2 * place + usize::from(features[usize::from(feature)] > node.at);
    }
}

fn reasons(features: &Features, added: &Features) -> Vec<Reason> {
    let rounded = |x: f32| (x * 1000.0).round() / 1000.0;
    let rows = NAMES.iter().zip(features).zip(added);
    rows.map(|((feature, value), added)| Reason { feature, value: rounded(*value), contribution: rounded(*added) })
        .filter(|reason| reason.contribution != 0.0)
        .collect()
}

/// Log-odds as a probability in thousandths.
pub(crate) fn logistic(log_odds: f32) -> Probability {
    Probability::new(1.0 / (1.0 + (-f64::from(log_odds)).exp()))
}
