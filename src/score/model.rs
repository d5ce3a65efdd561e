//! Features turned into probabilities: curves or trees added up to log-odds.
//!
//! In: [`Features`] and the curves or trees of a language pack. Out: a [`Probability`] and its reasons.
//! Invariant: the reasons and the intercept add up to the log-odds of the score.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::features::{self, Features, NAMES, Stage};
use crate::language::Pack;
use crate::model::{Curve, Curves, Probability, Reason, Trees, Weights};

/// A model laid out in the order of the features.
#[derive(Debug, Clone)]
pub struct Model {
    intercept: f32,
    curves: [Curve; NAMES.len()],
    /// The features whose curves say something, those that take the longest last.
    read: Vec<usize>,
    /// The same by the [`Stage`] in which they are read, each with the most that it can say.
    stages: [Vec<(usize, f32)>; Stage::ALL.len()],
}

impl Model {
    /// Lays out the curves of a model.
    #[must_use]
    pub fn new(curves: &Curves) -> Self {
        let model = NAMES.map(|name| curves.curve(name).plain());
        let mut read: Vec<usize> = (0..NAMES.len()).filter(|i| !model[*i].is_flat()).collect();
        read.sort_by_key(|i| [Stage::Bigrams, Stage::Order].contains(&Stage::of(NAMES[*i])));
        let stages = Stage::ALL.map(|stage| {
            let of_stage = read.iter().copied().filter(|i| Stage::of(NAMES[*i]) == stage);
            of_stage.map(|i| (i, model[i].most())).collect()
        });
        Self { intercept: curves.intercept(), curves: model, read, stages }
    }

    /// The most that the log-odds of a pair can be while nothing is known of it.
    pub(super) fn most(&self) -> f32 {
        self.stages.iter().flatten().fold(self.intercept, |sum, (_, most)| sum + most) + ROUNDING
    }

    /// Whether it reads a feature of a stage.
    pub(super) fn reads(&self, stage: Stage) -> bool {
        !self.stages[stage as usize].is_empty()
    }

    /// By how much the features of a stage fall short of the most that they could have said.
    pub(super) fn shortfall(&self, stage: Stage, features: &Features) -> f32 {
        self.stages[stage as usize].iter().map(|(i, most)| most - self.curves[*i].at(features[*i])).sum()
    }

    /// The log-odds of a pair.
    #[must_use]
    pub fn log_odds(&self, features: &Features) -> f32 {
        self.read.iter().fold(self.intercept, |sum, i| sum + self.curves[*i].at(features[*i]))
    }

    /// The probability of a pair.
    #[must_use]
    pub fn probability(&self, features: &Features) -> Probability {
        logistic(self.log_odds(features))
    }

    /// What each feature added, in the order of the features; those that added nothing are left out.
    #[must_use]
    pub fn reasons(&self, features: &Features) -> Vec<Reason> {
        let added: Vec<f32> = self.curves.iter().zip(features).map(|(curve, value)| curve.at(*value)).collect();
        reasons(features, &added)
    }
}

/// What adding the same numbers in another order may change, and far more.
const ROUNDING: f32 = 0.001;

/// The models that judge the pairs of a story.
#[derive(Debug)]
pub(super) struct Models {
    /// The same fact? From the two statements alone.
    pub first_look: Model,
    /// The same fact? In the context of the story.
    pub similarity: Forest,
    /// The same said about it?
    pub equivalence: Model,
    /// The same, of two texts that a script has.
    pub equivalence_given: Model,
    /// The same, where likeness in meaning is known.
    pub semantic: Option<Semantic>,
    /// The same, of two texts that a script has.
    pub semantic_given: Option<Semantic>,
    /// Does one of two texts that a script has contradict the other?
    pub contradiction: Forest,
}

/// The models of language packs that were needed so far, by language.
static PACKED: Mutex<BTreeMap<&str, Arc<Models>>> = Mutex::new(BTreeMap::new());

impl Models {
    /// The models of a pack, where `weights` has no others. Those of a pack are laid out once: most
    /// stories are small.
    pub(super) fn of(pack: &Pack, weights: Option<&Weights>) -> Arc<Self> {
        let lay_out = |weights: &Weights| {
            let long = weights.equivalence_semantic.as_ref().unwrap_or(&pack.equivalence_semantic);
            let given = weights.equivalence_given_semantic.as_ref().unwrap_or(&pack.equivalence_given_semantic);
            let short = weights.equivalence_short.as_ref().unwrap_or(&pack.equivalence_short);
            Arc::new(Self {
                first_look: Model::new(weights.first_look.as_ref().unwrap_or(&pack.first_look)),
                similarity: Forest::new(weights.similarity.as_ref().unwrap_or(&pack.similarity), &NAMES),
                equivalence: Model::new(weights.equivalence.as_ref().unwrap_or(&pack.equivalence)),
                equivalence_given: Model::new(weights.equivalence_given.as_ref().unwrap_or(&pack.equivalence_given)),
                semantic: Semantic::of(long, short, Semantic::OF_STATEMENTS),
                semantic_given: Semantic::of(given, short, Semantic::OF_GIVEN),
                contradiction: Forest::new(
                    weights.contradiction.as_ref().unwrap_or(&pack.contradiction),
                    &super::contradiction::NAMES,
                ),
            })
        };
        let packed = || {
            let mut packed = PACKED.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(packed.entry(pack.code).or_insert_with(|| lay_out(&Weights::default())))
        };
        weights.map_or_else(packed, lay_out)
    }
}

/// Whether two statements say the same, where likeness in meaning is known: long ones have words enough to tell it by, of
/// short ones meaning alone is asked (docs/decisions/0011).
#[derive(Debug)]
pub(super) struct Semantic {
    long: Model,
    short: Model,
    /// Up to so many words in the shorter of two statements they are short, and from so many on long.
    lengths: [f32; 2],
}

impl Semantic {
    /// The lengths of what stands in articles: a twentieth of the pairs that the curves were fitted to have fewer words than
    /// the first, a quarter more than the second.
    const OF_STATEMENTS: [f32; 2] = [8.0, 16.0];
    /// Those of texts that a script has: how close their words are is known too, and is told well by seven words
    /// (docs/decisions/0017).
    const OF_GIVEN: [f32; 2] = [6.0, 16.0];

    /// Lays out the curves of both; nothing where one of them has none.
    fn of(long: &Curves, short: &Curves, lengths: [f32; 2]) -> Option<Self> {
        let known = !long.is_empty() && !short.is_empty();
        known.then(|| Self { long: Model::new(long), short: Model::new(short), lengths })
    }

    /// How much each of the two models counts.
    fn shares(&self, features: &Features) -> [f32; 2] {
        let [short, long] = self.lengths;
        let share = ((features::shorter_length(features) - short) / (long - short)).clamp(0.0, 1.0);
        [share, 1.0 - share]
    }

    /// The probability that two statements say the same.
    pub(super) fn probability(&self, features: &Features) -> Probability {
        let [long, short] = self.shares(features);
        logistic(long * self.long.log_odds(features) + short * self.short.log_odds(features))
    }

    /// What likeness in meaning added to the log-odds.
    pub(super) fn reasons(&self, features: &Features) -> Vec<Reason> {
        let mut added = [0.0; NAMES.len()];
        for (model, share) in [&self.long, &self.short].into_iter().zip(self.shares(features)) {
            for i in features::MEANING..NAMES.len() {
                added[i] += share * model.curves[i].at(features[i]);
            }
        }
        reasons(features, &added)
    }
}

/// Trees laid out in the order of the features, each as deep as the deepest: a leaf higher up is
/// written down to the last level.
#[derive(Debug, Clone, Default)]
pub struct Forest {
    intercept: f32,
    /// Levels of questions above the leaves.
    depth: u32,
    /// The nodes of one tree after another, each at its place: the root is 1, below `n` are `2n` and `2n + 1`.
    questions: Vec<Question>,
    /// What each node says.
    log_odds: Vec<f32>,
    /// The most that each tree and those after it can add.
    most: Vec<f32>,
}

/// A node of a tree: where the feature is greater, the way goes to the second branch.
#[derive(Debug, Clone, Copy)]
struct Question {
    /// Index of the feature asked for.
    feature: u32,
    at: f32,
}

impl Question {
    /// Nothing is greater than `at`: a leaf's way goes to its first branch, which says the same.
    const NONE: Self = Self { feature: 0, at: f32::INFINITY };

    /// Which branch the way goes to.
    const fn branch(self, features: &Padded) -> usize {
        (features[self.feature as usize % WIDTH] > self.at) as usize
    }
}

/// Features with room behind them, up to a power of two: no index needs to be checked.
type Padded = [f32; WIDTH];
const WIDTH: usize = NAMES.len().next_power_of_two();

fn padded(features: &[f32]) -> Padded {
    let mut padded = [0.0; WIDTH];
    let known = features.len().min(WIDTH);
    padded[..known].copy_from_slice(&features[..known]);
    padded
}

impl Forest {
    /// Lays out the trees of a model that reads features of these names.
    #[must_use]
    pub fn new(model: &Trees, names: &[&str]) -> Self {
        let depth = model.nodes().iter().map(|n| n.node.max(1).ilog2()).max().unwrap_or(0);
        let size = 2 << depth;
        let trees = model.nodes().last().map_or(0, |n| n.tree as usize + 1);
        let mut questions = vec![Question::NONE; trees * size];
        let mut log_odds = vec![0.0; trees * size];
        for node in model.nodes() {
            let at = node.tree as usize * size + node.node as usize;
            let feature = names.iter().position(|name| *name == node.feature).and_then(|i| u32::try_from(i).ok());
            questions[at] = feature.map_or(Question::NONE, |feature| Question { feature, at: node.at });
            log_odds[at] = node.log_odds;
        }
        let mut most = Vec::new();
        for (questions, log_odds) in questions.chunks(size).zip(log_odds.chunks_mut(size)) {
            for place in (1..size / 2).filter(|place| questions[*place].at == f32::INFINITY) {
                log_odds[2 * place] = log_odds[place];
                log_odds[2 * place + 1] = log_odds[place];
            }
            most.push(log_odds[size / 2..].iter().copied().fold(f32::NEG_INFINITY, f32::max));
        }
        let mut later = 0.0;
        for most in most.iter_mut().rev() {
            later += *most;
            *most = later;
        }
        Self { intercept: model.intercept(), depth, questions, log_odds, most }
    }

    /// The trees, each as its questions and what its nodes say, by place.
    fn trees(&self) -> impl Iterator<Item = (&[Question], &[f32])> {
        let size = 2 << self.depth;
        self.questions.chunks_exact(size).zip(self.log_odds.chunks_exact(size))
    }

    /// The log-odds of a pair.
    #[must_use]
    pub fn log_odds(&self, features: &[f32]) -> f32 {
        self.log_odds_from(features, f32::NEG_INFINITY)
    }

    /// The log-odds of a pair; less than `least` as soon as they cannot reach it.
    fn log_odds_from(&self, features: &[f32], least: f32) -> f32 {
        let features = &padded(features);
        let mut sum = self.intercept;
        for ((questions, log_odds), most) in self.trees().zip(&self.most) {
            if sum + most < least {
                return f32::NEG_INFINITY;
            }
            let mut place = 1;
            for _ in 0..self.depth {
                place = 2 * place + questions[place].branch(features);
            }
            sum += log_odds[place];
        }
        sum
    }

    /// The probability of a pair.
    #[must_use]
    pub fn probability(&self, features: &[f32]) -> Probability {
        logistic(self.log_odds(features))
    }

    /// The probability of a pair; zero as soon as it cannot reach `least`.
    #[must_use]
    pub(super) fn probability_from(&self, features: &Features, least: Probability) -> Probability {
        logistic(self.log_odds_from(features, below(least)))
    }

    /// What each feature added: the answer to a question changes what its tree says.
    #[must_use]
    pub fn reasons(&self, features: &Features) -> Vec<Reason> {
        let mut added = [0.0; WIDTH];
        let known = &padded(features);
        for (questions, log_odds) in self.trees() {
            let mut place = 1;
            for _ in 0..self.depth {
                let (question, before) = (questions[place], log_odds[place]);
                place = 2 * place + question.branch(known);
                added[question.feature as usize % WIDTH] += log_odds[place] - before;
            }
        }
        reasons(features, &added)
    }
}

fn reasons(features: &Features, added: &[f32]) -> Vec<Reason> {
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

/// Log-odds that are surely less than those of a probability, rounding included.
#[allow(clippy::cast_possible_truncation, reason = "rounded down by far more than is lost")]
pub(super) fn below(least: Probability) -> f32 {
    let p = least.get() - 0.001;
    if p <= 0.0 { f32::NEG_INFINITY } else { (p / (1.0 - p)).ln() as f32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A model that says so much wherever it is asked, and twice that per unit of likeness in meaning.
    fn model(log_odds: f32) -> Model {
        let twice = 2.0 * log_odds;
        let csv =
            format!("# invented\nfeature,at,log_odds\n(intercept),0,{log_odds}\nsemantic,0,0\nsemantic,1,{twice}\n");
        let Ok(curves) = Curves::parse(&csv) else { unreachable!("well formed") };
        Model::new(&curves)
    }

    #[test]
    fn short_statements_are_told_by_their_meaning_and_long_ones_by_all() {
        let semantic = Semantic { long: model(1.0), short: model(-1.0), lengths: [8.0, 16.0] };
        for (words, probability, added) in
            [(3.0, 0.119, -1.0), (8.0, 0.119, -1.0), (12.0, 0.5, 0.0), (16.0, 0.881, 1.0)]
        {
            let mut features = [0.0; NAMES.len()];
            features[NAMES.iter().position(|name| *name == "shorter-length").unwrap()] = words;
            features[features::MEANING] = 0.5;
            assert_eq!(semantic.probability(&features), Probability::new(probability), "{words} words");
            assert!(
                (semantic.reasons(&features).iter().map(|r| r.contribution).sum::<f32>() - added).abs() < 1e-6,
                "{words} words"
            );
        }
    }
}
