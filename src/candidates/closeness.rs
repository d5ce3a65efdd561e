//! How close two claims of a large story are, by what is known before any pair is scored: what they share of the weight of both, times
//! how alike their articles are.
//!
//! In: the weights of claims, and articles by their words. Out: whether a partner is close enough.
//! Invariant: symmetric, and told by the two claims and their articles alone.

use crate::annotate::Annotated;
use crate::model::Token;
use crate::story::{Sketch, SketchIndex};
use crate::work::Workers;

/// An article is compared by so many words.
const SKETCH_TERMS: usize = 250;

/// Articles by their weightiest words.
pub(crate) fn sketched(
    articles: &[Annotated<'_>],
    weight: &(dyn Fn(&Annotated<'_>, &Token) -> f32 + Sync),
    workers: &impl Workers,
) -> SketchIndex {
    let sketch = |article: &Annotated<'_>| {
        let tokens = article.tokens.iter().filter(|t| t.carries_meaning());
        Sketch::of(tokens.map(|t| (t.concept, weight(article, t))), SKETCH_TERMS)
    };
    SketchIndex::new(&workers.each(articles.len(), |i| sketch(&articles[i])))
}

/// How rare a word is in general news.
pub(crate) fn rarity(article: &Annotated<'_>, token: &Token) -> f32 {
    article.pack.rarity.weight(token.word)
}

/// What is known of a claim before any pair is looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Outline {
    /// The weight of all its keys.
    pub weight: f32,
    pub article: u32,
}

/// The articles and claims of a large story.
#[derive(Debug)]
pub(super) struct Closeness {
    pub articles: SketchIndex,
    pub claims: Vec<Outline>,
}

/// How close the others are to one claim, which is the next that is asked about: claims come article by article.
#[derive(Debug)]
pub(super) struct CloseTo<'c> {
    closeness: &'c Closeness,
    claim: Outline,
    /// How alike each article is to that of the claim.
    alike: Vec<f32>,
}

impl<'c> CloseTo<'c> {
    /// How close they are to the first claim; nothing where there is none.
    pub fn new(closeness: &'c Closeness) -> Option<Self> {
        let claim = *closeness.claims.first()?;
        Some(Self { closeness, claim, alike: closeness.articles.cosines(claim.article as usize) })
    }

    /// Goes on to a claim.
    pub fn turn_to(&mut self, claim: u32) {
        let claim = self.closeness.claims[claim as usize];
        if self.claim.article != claim.article {
            self.alike = self.closeness.articles.cosines(claim.article as usize);
        }
        self.claim = claim;
    }

    /// How close a claim is that shares so much weight: 1 the same words in articles of the same words.
    pub fn closeness(&self, other: u32, shared: f32) -> f32 {
        let other = self.closeness.claims[other as usize];
        shared / (self.claim.weight + other.weight - shared) * self.alike[other.article as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::WordId;

    /// How close the first of two claims, each given with its weight and its article's words, is to the second one.
    fn closeness(claims: [(f32, [u64; 4]); 2], shared: f32) -> f32 {
        let sketch =
            |words: [u64; 4]| Sketch::of(words.into_iter().map(|word| (WordId(word << 32), 1.0)), SKETCH_TERMS);
        let sketches = claims.map(|(_, words)| sketch(words));
        let claims = (0..).zip(claims).map(|(article, (weight, _))| Outline { weight, article }).collect();
        let closeness = Closeness { articles: SketchIndex::new(&sketches), claims };
        let mut close_to = CloseTo::new(&closeness).unwrap();
        let there = close_to.closeness(1, shared);
        close_to.turn_to(1);
        assert!((close_to.closeness(0, shared) - there).abs() < 1e-6);
        there
    }

    #[test]
    fn close_claims_share_much_of_both_and_their_articles_are_alike() {
        let (fire, same_fire, other) = ([1, 2, 3, 4], [1, 2, 3, 9], [1, 6, 7, 8]);
        let close = closeness([(10.0, fire), (12.0, same_fire)], 6.0);
        assert!((close - 0.75 * 6.0 / 16.0).abs() < 1e-3, "{close}");
        assert!(closeness([(10.0, fire), (12.0, other)], 6.0) < close, "the articles share a quarter of their words");
        assert!(closeness([(10.0, fire), (90.0, same_fire)], 6.0) < close, "it is little of the second claim");
        assert!(closeness([(10.0, fire), (12.0, same_fire)], 2.0) < close);
    }
}
