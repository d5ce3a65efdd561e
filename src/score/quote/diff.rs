//! Two utterances as one line that a reader takes in at a glance.
//!
//! In: two claims. Out: `the [-old-]{+new+} road`.
//! Invariant: every differing word is shown; equal stretches are cut to the words around differences.

use std::fmt::Write as _;

use itertools::Itertools as _;

use super::align::align;
use super::words::{Word, words_of};
use crate::annotate::Annotated;
use crate::extract::StoryClaims;
use crate::model::Claim;

/// The words of both claims as one line: `the [-old-]{+new+} road`. Long equal stretches are
/// shortened to the words around a difference.
#[must_use]
pub fn word_diff(story: &StoryClaims<'_>, a: &Claim, b: &Claim) -> String {
    let (article_a, article_b) = (story.article_of(a), story.article_of(b));
    let (words_a, words_b) = (words_of(article_a, a), words_of(article_b, b));
    let steps = align(&words_a.words, &words_b.words);
    let text = |article: &Annotated<'_>, words: &[Word]| words.iter().map(|w| article.article.slice(w.span)).join(" ");
    let mut parts: Vec<String> = Vec::new();
    for (i, step) in steps.iter().enumerate() {
        if step.equal {
            let words = &words_a.words[step.a.clone()];
            let (lead, rest) = (i > 0, i + 1 < steps.len());
            let shown = match (lead, rest) {
                (true, true) if words.len() > 2 * AROUND => {
                    let (head, tail) = (&words[..AROUND], &words[words.len() - AROUND..]);
                    format!("{} … {}", text(article_a, head), text(article_a, tail))
                }
                (true, false) if words.len() > AROUND => format!("{} …", text(article_a, &words[..AROUND])),
                (false, true) if words.len() > AROUND => {
                    format!("… {}", text(article_a, &words[words.len() - AROUND..]))
                }
                _ => text(article_a, words),
            };
            parts.push(shown);
        } else {
            let mut part = String::new();
            if !step.a.is_empty() {
                let _ = write!(part, "[-{}-]", text(article_a, &words_a.words[step.a.clone()]));
            }
            if !step.b.is_empty() {
                let _ = write!(part, "{{+{}+}}", text(article_b, &words_b.words[step.b.clone()]));
            }
            parts.push(part);
        }
    }
    parts.join(" ")
}

/// How many equal words stand on each side of a difference in a word diff.
const AROUND: usize = 6;
