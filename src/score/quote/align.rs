//! Two utterances word by word: which runs they share, and what each has alone.
//!
//! In: the words of two quotes. Out: [`Step`]s from the first to the last word of both.
//! Invariant: the steps tile both lists; equal input gives equal steps.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::words::Word;
use crate::model::WordId;

/// A run of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    /// Words of the first.
    pub a: Range<usize>,
    /// Words of the second.
    pub b: Range<usize>,
    /// Whether both say the same.
    pub equal: bool,
}

/// Aligns two lists of words.
pub(super) fn align(a: &[Word], b: &[Word]) -> Vec<Step> {
    let ids = |words: &[Word]| -> Vec<WordId> { words.iter().map(|w| w.id).collect() };
    let (ids_a, ids_b) = (ids(a), ids(b));
    let mut steps: Vec<Step> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &ids_a, &ids_b) {
        let (equal, range_a, range_b) = match op {
            DiffOp::Equal { old_index, new_index, len } => {
                (true, old_index..old_index + len, new_index..new_index + len)
            }
            DiffOp::Delete { old_index, old_len, new_index } => {
                (false, old_index..old_index + old_len, new_index..new_index)
            }
            DiffOp::Insert { old_index, new_index, new_len } => {
                (false, old_index..old_index, new_index..new_index + new_len)
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                (false, old_index..old_index + old_len, new_index..new_index + new_len)
            }
        };
        push(&mut steps, Step { a: range_a, b: range_b, equal });
    }
    dissolve_accidents(a, &steps)
}

/// Adds a step; two of a kind become one.
fn push(steps: &mut Vec<Step>, step: Step) {
    match steps.last_mut() {
        Some(last) if last.equal == step.equal => {
            last.a.end = step.a.end;
            last.b.end = step.b.end;
        }
        _ => steps.push(step),
    }
}

/// A stop word shared between two long differences is an accident: it becomes a part of them.
fn dissolve_accidents(a: &[Word], steps: &[Step]) -> Vec<Step> {
    let mut out = Vec::with_capacity(steps.len());
    let longest = steps.iter().filter(|s| s.equal).map(|s| s.a.len()).max().unwrap_or(0);
    for (i, step) in steps.iter().enumerate() {
        let around = |s: Option<&Step>| s.map_or(0, |s| s.a.len().max(s.b.len()));
        let before = around(i.checked_sub(1).and_then(|i| steps.get(i)));
        let after = around(steps.get(i + 1));
        let accident = step.equal
            && longest >= 3
            && step.a.len() <= 2
            && (before + after > 4 * step.a.len())
            && !a[step.a.clone()].iter().any(|w| w.content);
        push(&mut out, Step { equal: step.equal && !accident, ..step.clone() });
    }
    out
}
