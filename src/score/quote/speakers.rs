//! Whether two quotes have one speaker.
//!
//! In: the attributions of two claims. Out: same, different or unknown.
//! Invariant: different only where both are named, or one is a person and the other a publication.

use crate::extract::StoryClaims;
use crate::model::{Claim, Class, SourceClass, Span, Token, WordId};

/// How the speakers of two quotes stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Speakers {
    /// One and the same.
    Same,
    /// Two.
    Different,
    /// One is not named, or both may be one.
    Unknown,
}

/// Compares the speakers of two claims.
pub(super) fn compare(story: &StoryClaims<'_>, a: &Claim, b: &Claim) -> Speakers {
    let (names_a, names_b) = (name(story, a), name(story, b));
    if !names_a.is_empty() && !names_b.is_empty() {
        return compare_names(&names_a, &names_b);
    }
    let class = |c: &Claim| c.attribution.class;
    let mention = |c: &Claim| c.attribution.source.map(|s| words(story, c, s)).unwrap_or_default();
    let (source_a, source_b) = (mention(a), mention(b));
    if !source_a.is_empty() && source_a == source_b {
        return Speakers::Same;
    }
    match (class(a), class(b)) {
        (Some(SourceClass::Media), Some(SourceClass::Named)) if !names_b.is_empty() => Speakers::Different,
        (Some(SourceClass::Named), Some(SourceClass::Media)) if !names_a.is_empty() => Speakers::Different,
        _ => Speakers::Unknown,
    }
}

/// Two names are one where the shorter is a part of the longer, or both end with the same word.
fn compare_names(a: &[WordId], b: &[WordId]) -> Speakers {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.last() == long.last() || short.iter().all(|w| long.contains(w)) {
        return Speakers::Same;
    }
    if short.iter().any(|w| long.contains(w)) { Speakers::Unknown } else { Speakers::Different }
}

/// The words of the name that a claim's source resolves to; of a named source without one, its capitals.
fn name(story: &StoryClaims<'_>, claim: &Claim) -> Vec<WordId> {
    let capitals = |span: Span| {
        let article = story.article_of(claim);
        let tokens = article.tokens_in(&article.tokens_of_span(span));
        tokens.iter().filter(|t| t.is(Class::CAPITALISED) && !t.is(Class::STOP | Class::TITLE)).map(id).collect()
    };
    if let Some(span) = claim.attribution.source_name {
        return capitals(span);
    }
    match (claim.attribution.class, claim.attribution.source) {
        (Some(SourceClass::Named), Some(span)) => capitals(span),
        _ => Vec::new(),
    }
}

fn words(story: &StoryClaims<'_>, claim: &Claim, span: Span) -> Vec<WordId> {
    let article = story.article_of(claim);
    let tokens = article.tokens_in(&article.tokens_of_span(span));
    // the same pronoun is not the same person
    if tokens.iter().all(|t| t.is(Class::PRONOUN)) {
        return Vec::new();
    }
    tokens.iter().filter(|t| t.is_content()).map(id).collect()
}

fn id(token: &Token) -> WordId {
    token.word
}
