//! Two utterances word by word: which runs they share, and what each has alone.
//!
//! In: the words of two quotes. Out: [`Step`]s from the first to the last word of both.
//! Invariant: the steps tile both lists; equal input gives equal steps.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::words::{Word, Words};
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

impl Step {
    /// The words of the longer side.
    fn longest(&self) -> usize {
        self.a.len().max(self.b.len())
    }
}

/// Aligns two lists of words.
pub(super) fn align(a: &Words<'_>, b: &Words<'_>) -> Vec<Step> {
    let ids = |words: &[Word]| -> Vec<WordId> { words.iter().map(|w| w.id).collect() };
    let (ids_a, ids_b) = (ids(&a.list), ids(&b.list));
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
    for at in 1..steps.len().saturating_sub(1) {
        slide(a, b, &mut steps, at);
    }
    let steps = join(steps.into_iter().map(|step| Step { equal: step.equal || is_respelled(a, b, &step), ..step }));
    dissolve_accidents(a, b, &steps)
}

/// Adds a step; two of a kind become one, and an empty one is dropped.
fn push(steps: &mut Vec<Step>, step: Step) {
    match steps.last_mut() {
        _ if step.longest() == 0 => {}
        Some(last) if last.equal == step.equal => {
            last.a.end = step.a.end;
            last.b.end = step.b.end;
        }
        _ => steps.push(step),
    }
}

fn join(steps: impl Iterator<Item = Step>) -> Vec<Step> {
    let mut out = Vec::new();
    steps.for_each(|step| push(&mut out, step));
    out
}

/// Words that one side has between two equal runs may stand a little earlier or later ("I think [we do. I think] so",
/// "[I think we do.] I think so"): they are moved to where the text parts them from the rest.
fn slide(a: &Words<'_>, b: &Words<'_>, steps: &mut [Step], at: usize) {
    let count = steps.len();
    let [before, step, after] = &mut steps[at - 1..=at + 1] else { return };
    if step.equal || !before.equal || !after.equal || (step.a.is_empty() == step.b.is_empty()) {
        return;
    }
    let (long, other, words, gap) =
        if step.a.is_empty() { (b, a, step.b.clone(), step.a.start) } else { (a, b, step.a.clone(), step.b.start) };
    let same = |x: usize, y: usize| long.list.get(x).zip(long.list.get(y)).is_some_and(|(x, y)| x.id == y.id);
    let back = (1..=before.a.len()).take_while(|k| same(words.start - k, words.end - k)).count();
    let forth = (0..after.a.len()).take_while(|k| same(words.start + k, words.end + k)).count();
    let fit = |start: usize| {
        let (moved_back, moved_forth) = (words.start.saturating_sub(start), start.saturating_sub(words.start));
        let place = gap + moved_forth - moved_back;
        let marked = other.list.get(place).is_some_and(|w| w.before.gap || w.before.cue);
        // nothing is left before or after it: the quotations begin or end apart
        let outside = (at == 1 && moved_back == before.a.len()) || (at + 2 == count && moved_forth == after.a.len());
        let parted = long.begins(start) && long.begins(start + words.len());
        (marked, outside, parted, start == words.start)
    };
    let best = (words.start - back..=words.start + forth).max_by_key(|start| fit(*start)).unwrap_or(words.start);
    let shift = |range: &Range<usize>| {
        let start = range.start + best - words.start;
        start..start + range.len()
    };
    let (step_a, step_b) = (shift(&step.a), shift(&step.b));
    *before = Step { a: before.a.start..step_a.start, b: before.b.start..step_b.start, equal: true };
    *after = Step { a: step_a.end..after.a.end, b: step_b.end..after.b.end, equal: true };
    *step = Step { a: step_a, b: step_b, equal: false };
}

/// Whether both sides of a difference are one spelling apart: parted in other places ("health care"), a short form or
/// initials.
fn is_respelled(a: &Words<'_>, b: &Words<'_>, step: &Step) -> bool {
    /// More words are no compound.
    const MOST_PARTS: usize = 4;
    let (of_a, of_b) = (&a.list[step.a.clone()], &b.list[step.b.clone()]);
    if let ([x], [y]) = (of_a, of_b)
        && (x.or == Some(y.id) || y.or == Some(x.id))
    {
        return true;
    }
    if are_initials((a, of_a), (b, of_b)) || are_initials((b, of_b), (a, of_a)) {
        return true;
    }
    if of_a.is_empty() || of_b.is_empty() || of_a.len() + of_b.len() > MOST_PARTS {
        return false;
    }
    let letters = |words: &Words<'_>, part: &[Word]| -> String {
        let text = part.iter().flat_map(|w| words.text(w).chars()).filter(|c| c.is_alphanumeric());
        text.flat_map(char::to_lowercase).collect()
    };
    letters(a, of_a) == letters(b, of_b)
}

/// Whether the one side is a word in capitals made of the first letters of the other's words ("EB", "executive board"),
/// the small ones left out or not ("DOD", "Department of Defense").
fn are_initials((a, short): (&Words<'_>, &[Word]), (b, long): (&Words<'_>, &[Word])) -> bool {
    let [word] = short else { return false };
    let letters: String = a.text(word).chars().filter(|c| *c != '.').collect();
    let first = |words: &mut dyn Iterator<Item = &Word>| -> String {
        words.filter_map(|w| b.text(w).chars().next()).flat_map(char::to_uppercase).collect()
    };
    let capitals = letters.chars().all(char::is_uppercase);
    long.len() > 1
        && capitals
        && (letters == first(&mut long.iter()) || letters == first(&mut long.iter().filter(|w| w.is_content())))
}

/// A few words shared between two long differences are an accident: they become a part of them. Words that tell something
/// by themselves are one only where both sides have others before or after them, or at either end of both.
fn dissolve_accidents(a: &Words<'_>, b: &Words<'_>, steps: &[Step]) -> Vec<Step> {
    /// A longer run is shared.
    const MOST_WORDS: usize = 3;
    /// A longer run of small words, or at an end, is shared.
    const MOST_SMALL: usize = 2;
    let longest = steps.iter().filter(|s| s.equal).map(|s| s.a.len()).max().unwrap_or(0);
    let is_accident = |i: usize, step: &Step| {
        let (before, after) = (i.checked_sub(1).and_then(|i| steps.get(i)), steps.get(i + 1));
        let most = |s: Option<&Step>| s.map_or(0, Step::longest);
        let least = |s: Option<&Step>| s.map_or(0, |s| s.a.len().min(s.b.len()));
        let marked = [(a, &step.a), (b, &step.b)].into_iter().any(|(words, range)| {
            let gap = |at: usize| words.list.get(at).is_some_and(|w| w.before.gap || w.before.cue);
            gap(range.start) || gap(range.end)
        });
        let at_end = before.is_none() || after.is_none();
        let small = !a.list[step.a.clone()].iter().any(Word::is_content);
        let lost_between =
            step.a.len() <= MOST_SMALL && (at_end || small) && most(before) + most(after) > 4 * step.a.len();
        let among_others = least(before) + least(after) > 2 * step.a.len();
        (lost_between || among_others) && (!marked || at_end)
    };
    join(steps.iter().enumerate().map(|(i, step)| {
        let accident = step.equal && step.a.len() < longest.min(MOST_WORDS + 1) && is_accident(i, step);
        Step { equal: step.equal && !accident, ..step.clone() }
    }))
}
