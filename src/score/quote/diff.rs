//! Two utterances as one line that a reader takes in at a glance.
//!
//! In: two claims. Out: `the [-old-]{+new+} road`.
//! Invariant: every differing word is shown; equal stretches are cut to the words around differences.

use std::fmt::Write as _;

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

/// The steps with both ends of each difference moved to where both articles part words ("can[-'t-]" is "[-can't-]").
fn whole_tokens(a: &Words<'_>, b: &Words<'_>, mut steps: Vec<Step>) -> Vec<Step> {
    let inside = |words: &Words<'_>, at: usize| {
        let last = at.checked_sub(1).and_then(|at| words.list.get(at));
        last.zip(words.list.get(at)).is_some_and(|(last, word)| last.span.end >= word.span.start)
    };
    let splits = |x: usize, y: usize| inside(a, x) || inside(b, y);
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
