//! Weights by stochastic gradient descent with a step length of their own (`AdaGrad`).
//!
//! In: choices between candidates, cues with their class. Out: weights by feature.
//! Invariant: the examples are taken in the order given.

use super::collect::{Choice, Collected, Labelled};
use crate::language::CLASSES;

/// Passes over the examples.
const PASSES: u8 = 8;
/// The weights after this pass and those that follow are averaged.
const MEAN_FROM: u8 = 3;
/// Length of a step.
const RATE: f32 = 0.03;
/// How strongly weights are drawn to zero, by example.
const DECAY: f32 = 3e-5;

/// The weights of every feature collected: the mean of those after the later passes.
pub(super) fn descend(collected: &Collected) -> Vec<[f32; CLASSES]> {
    let mut model = Model {
        weights: vec![[0.0; CLASSES]; collected.features.len()],
        squares: vec![[0.0; CLASSES]; collected.features.len()],
        collected,
    };
    let mut sums = vec![[0.0; CLASSES]; collected.features.len()];
    for pass in 0..PASSES {
        for choice in &collected.choices {
            model.learn_choice(choice);
        }
        for cue in &collected.cues {
            model.learn_cue(cue);
        }
        if pass >= MEAN_FROM {
            for (sum, weight) in sums.iter_mut().flatten().zip(model.weights.iter().flatten()) {
                *sum += weight;
            }
        }
    }
    let passes = f32::from(PASSES - MEAN_FROM);
    sums.into_iter().map(|sum| sum.map(|s| s / passes)).collect()
}

struct Model<'a> {
    weights: Vec<[f32; CLASSES]>,
    squares: Vec<[f32; CLASSES]>,
    collected: &'a Collected,
}

impl Model<'_> {
    fn score(&self, features: &[u32], class: usize) -> f32 {
        features.iter().map(|f| self.weights[*f as usize][class]).sum()
    }

    fn step(&mut self, features: &[u32], class: usize, gradient: f32) {
        if gradient.abs() < 1e-4 {
            return;
        }
        for feature in features {
            let f = *feature as usize;
            if !self.collected.is_learned(f) {
                continue;
            }
            let g = gradient + DECAY * self.weights[f][class];
            self.squares[f][class] += g * g;
            self.weights[f][class] -= RATE * g / (self.squares[f][class].sqrt() + 1e-2);
        }
    }

    fn learn_choice(&mut self, choice: &Choice) {
        let scores: Vec<f32> = choice.candidates.iter().map(|c| self.score(c, 0)).collect();
        let p = softmax(&scores);
        let right: f32 = p.iter().zip(&choice.right).filter(|(_, r)| **r).map(|(p, _)| p).sum();
        for ((features, p), is_right) in choice.candidates.iter().zip(&p).zip(&choice.right) {
            let target = if *is_right { p / right.max(1e-6) } else { 0.0 };
            self.step(features, 0, p - target);
        }
    }

    fn learn_cue(&mut self, cue: &Labelled) {
        let mut scores: Vec<f32> = (0..CLASSES).map(|class| self.score(&cue.features, class)).collect();
        scores.push(0.0);
        let p = softmax(&scores);
        for (class, p) in p.iter().enumerate().take(CLASSES) {
            self.step(&cue.features, class, p - f32::from(u8::from(class == cue.class)));
        }
    }
}

fn softmax(scores: &[f32]) -> Vec<f32> {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let exps: Vec<f32> = scores.iter().map(|s| (s - most).exp()).collect();
    let sum: f32 = exps.iter().sum();
    exps.into_iter().map(|e| e / sum).collect()
}
