//! Two utterances as one line that a reader takes in at a glance.
//!
//! In: two claims. Out: `the [-old-]{+new+} road`, and where they first differ.
//! Invariant: every differing word is shown; equal stretches are cut to the words around differences.

use std::fmt::Write as _;
use std::ops::Range;

use super::align::{Step, align};
use super::words::{Word, Words, words_of};
use crate::extract::StoryClaims;
use crate::model::{Claim, Span};

/// The words of both claims as one line: `the [-old-]{+new+} road`. Long equal stretches are
/// shortened to the words around a difference.
#[must_use]
pub fn word_diff(story: &StoryClaims<'_>, a: &Claim, b: &Claim) -> String {
    let (words_a, words_b) = (words_of(story.article_of(a), a), words_of(story.article_of(b), b));
    let steps = whole_tokens(&words_a, &words_b, align(&words_a, &words_b));
    let mut parts: Vec<String> = Vec::new();
    for (i, step) in steps.iter().enumerate() {
        let (of_a, of_b) = (&words_a.list[step.a.clone()], &words_b.list[step.b.clone()]);
        if step.equal {
            let (lead, rest) = (i > 0, i + 1 < steps.len());
            let text = |words: &[Word]| written(&words_a, words);
            let shown = match (lead, rest) {
                (true, true) if of_a.len() > 2 * AROUND => {
                    format!("{} … {}", text(&of_a[..AROUND]), text(&of_a[of_a.len() - AROUND..]))
                }
                (true, false) if of_a.len() > AROUND => format!("{} …", text(&of_a[..AROUND])),
                (false, true) if of_a.len() > AROUND => format!("… {}", text(&of_a[of_a.len() - AROUND..])),
                _ => text(of_a),
            };
            parts.push(shown);
        } else {
            let mut part = String::new();
            if !step.a.is_empty() {
                let _ = write!(part, "[-{}-]", written(&words_a, of_a));
            }
            if !step.b.is_empty() {
                let _ = write!(part, "{{+{}+}}", written(&words_b, of_b));
            }
            parts.push(part);
        }
    }
    parts.join(" ")
}

/// The words around the first difference inside two utterances, of each side; what only one of them has before the
/// words in common or behind them is no difference inside. `None` where there is none.
#[must_use]
pub fn first_difference(story: &StoryClaims<'_>, a: &Claim, b: &Claim) -> Option<(Span, Span)> {
    let (words_a, words_b) = (words_of(story.article_of(a), a), words_of(story.article_of(b), b));
    let steps = whole_tokens(&words_a, &words_b, align(&words_a, &words_b));
    let inside = |i: &usize| steps[..*i].iter().any(|s| s.equal) && steps[*i..].iter().any(|s| s.equal);
    let differs = |i: &usize| !steps[*i].equal;
    let replaces = |i: &usize| !steps[*i].a.is_empty() && !steps[*i].b.is_empty();
    let first = (0..steps.len()).find(|i| differs(i) && inside(i));
    let step = &steps[first.or_else(|| (0..steps.len()).find(|i| differs(i) && replaces(i)))?];
    Some((around(&words_a, &step.a, a)?, around(&words_b, &step.b, b)?))
}

/// Some words with a few before and after them, as far as the cue that interrupts the claim.
fn around(words: &Words<'_>, range: &Range<usize>, claim: &Claim) -> Option<Span> {
    let (mut first, last) = (range.start.saturating_sub(AROUND_SUMMARY), range.end + AROUND_SUMMARY);
    while first > 0 && is_inside(words, first) {
        first -= 1;
    }
    let of_range = words.list.get(range.start.min(words.list.len().checked_sub(1)?))?;
    let piece = claim.pieces.iter().find(|piece| piece.contains(of_range.span))?;
    let near = words.list[first..last.min(words.list.len())].iter().filter(|word| piece.contains(word.span));
    let spans = near.map(|word| word.span);
    spans.reduce(|all, span| Span { start: all.start.min(span.start), end: all.end.max(span.end) })
}

/// The steps with both ends of each difference moved to where both articles part words ("can[-'t-]" is "[-can't-]").
fn whole_tokens(a: &Words<'_>, b: &Words<'_>, mut steps: Vec<Step>) -> Vec<Step> {
    let splits = |x: usize, y: usize| is_inside(a, x) || is_inside(b, y);
    for i in 0..steps.len().saturating_sub(1) {
        let [left, right] = &mut steps[i..=i + 1] else { continue };
        let (mut x, mut y) = (left.a.end, left.b.end);
        while splits(x, y) && !left.equal && x < right.a.end && y < right.b.end {
            (x, y) = (x + 1, y + 1);
        }
        while splits(x, y) && left.equal && x > left.a.start && y > left.b.start {
            (x, y) = (x - 1, y - 1);
        }
        (left.a.end, left.b.end, right.a.start, right.b.start) = (x, y, x, y);
    }
    steps.retain(|step| !step.a.is_empty() || !step.b.is_empty());
    steps
}

/// Whether a word hangs on the one before it ("can" "'t").
fn is_inside(words: &Words<'_>, at: usize) -> bool {
    let last = at.checked_sub(1).and_then(|at| words.list.get(at));
    last.zip(words.list.get(at)).is_some_and(|(last, word)| last.span.end >= word.span.start)
}

/// Words as their article writes them, without its marks between words.
fn written(of: &Words<'_>, words: &[Word]) -> String {
    let mut line = String::new();
    let mut last: Option<Span> = None;
    for word in words {
        match last {
            // one expression may stand for several words
            Some(span) if span == word.span => continue,
            Some(span) if span.end != word.span.start => {
                let between = of.article.article.buffer().get(span.end as usize..word.span.start as usize);
                line.push_str(if between == Some("-") { "-" } else { " " });
            }
            _ => {}
        }
        line.push_str(of.text(word));
        last = Some(word.span);
    }
    line
}

/// How many equal words stand on each side of a difference in a word diff.
const AROUND: usize = 6;
/// How many words a summary gives on each side of a difference.
const AROUND_SUMMARY: usize = 8;
