//! Whether two passages say the same but for what stands at one place of each.
//!
//! In: the tokens of two passages, and where in each the value or name stands that is compared. Out: whether the rest is told alike.
//! Invariant: symmetric; linear in the tokens.

use rustc_hash::FxHashSet;

use crate::model::{Class, Span, Token, WordId};

/// Words that say what happened.
const WORDS: usize = 3;

/// Whether two passages share so much of their words, beside a span of each, and enough to say what happened.
#[must_use]
pub fn same_but_for(x: (&[Token], Span), y: (&[Token], Span), least: f64) -> bool {
    let (x, y) = (rest(x), rest(y));
    let shared = x.intersection(&y).count();
    shared >= WORDS && shared as f64 >= least * x.union(&y).count() as f64
}

/// Whether all that one of two passages says, beside a span of each, the other says too, and enough to say what happened.
#[must_use]
pub fn within_but_for(x: (&[Token], Span), y: (&[Token], Span)) -> bool {
    let (x, y) = (rest(x), rest(y));
    let shared = x.intersection(&y).count();
    shared >= WORDS && shared == x.len().min(y.len())
}

/// The stems of what a passage says beside a span.
fn rest((tokens, apart): (&[Token], Span)) -> FxHashSet<WordId> {
    let words = tokens.iter().filter(|t| t.is_content() && !t.is(Class::TITLE));
    words.filter(|t| !apart.overlaps(t.span)).map(|t| t.stem).collect()
}
