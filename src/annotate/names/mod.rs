//! Proper names: who and what an article names.
//!
//! In: an article's tokens. Out: name mentions in text order, disjoint, each with its kind, its title and
//! the fullest mention of the same name. Invariant: every mention lies in one sentence that carries claims.

mod casing;
mod kinds;
mod resolve;
mod runs;

use casing::Casing;
use runs::Reader;

use super::Annotated;
use crate::model::{Class, NameMention, Span, TokenRange};

/// The names of an article whose tokens are known.
pub(super) fn names(article: &Annotated<'_>) -> Vec<NameMention> {
    let casing = Casing::of(article);
    let mut runs = Vec::new();
    for sentence in article.claim_sentences() {
        Reader::new(article, &casing, sentence).read(&mut runs);
    }
    let mut mentions: Vec<NameMention> = runs
        .iter()
        .map(|run| {
            let base = article.sentence_tokens[run.sentence as usize].start;
            let at = |range: &std::ops::Range<usize>| base + index(range.start)..base + index(range.end);
            let tokens = at(&run.tokens);
            let span = name_span(article, &tokens);
            NameMention {
                span,
                kind: kinds::guess(article, run),
                tokens,
                sentence: run.sentence,
                title: run.title.as_ref().map(|title| article.span_of(&at(title))),
                resolved: span,
            }
        })
        .collect();
    kinds::agree(article, &mut mentions);
    resolve::resolve(article, &mut mentions);
    mentions
}

fn index(i: usize) -> u32 {
    u32::try_from(i).unwrap_or(u32::MAX)
}

/// The span of a name without its possessive ending.
fn name_span(article: &Annotated<'_>, tokens: &TokenRange) -> Span {
    let span = article.span_of(tokens);
    let possessive = article.tokens_in(tokens).last().is_some_and(|t| t.is(Class::POSSESSIVE));
    let text = article.article.slice(span);
    match text.char_indices().rev().nth(1) {
        Some((at, _)) if possessive && at > 0 => Span::of(span.start as usize..span.start as usize + at),
        _ => span,
    }
}

#[cfg(test)]
mod tests;
