//! How alike two articles are, by their weightiest words.
//!
//! In: articles and the story's local counts. Out: [`Sketches`], and how alike two of them are.

use super::profile::{self, LocalCounts};
use crate::annotate::Annotated;
use crate::model::Token;
use crate::story::Sketch;

/// How alike two articles are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Alike {
    /// By the rarity of their words in general news.
    pub general: f32,
    /// By their rarity in the story.
    pub local: f32,
    /// By which others of the story they resemble, see [`Company`](super::company::Company); 0 where that is not known.
    pub company: f32,
}

impl Alike {
    /// What is taken for it where the articles are not known: the average of matching sentences in the training set.
    pub const UNKNOWN: Self = Self { general: 0.35, local: 0.3, company: 0.0 };
}

/// An article's weightiest words, by general and by local rarity.
#[derive(Debug)]
pub(super) struct Sketches {
    general: Sketch,
    local: Sketch,
}

/// An article is compared by so many words.
const SKETCH_TERMS: usize = 250;

impl Sketches {
    /// Those of an article of a story.
    pub fn of(article: &Annotated<'_>, local: &LocalCounts) -> Self {
        let tokens = || article.tokens.iter().filter(|t| profile::carries_meaning(t));
        let general = |t: &Token| article.pack.rarity.weight(t.word);
        Self {
            general: Sketch::of(tokens().map(|t| (t.concept, general(t))), SKETCH_TERMS),
            local: Sketch::of(
                tokens().map(|t| (t.concept, general(t).sqrt() * local.article_weight(t.concept))),
                SKETCH_TERMS,
            ),
        }
    }

    /// How alike two articles are, by the rarity of their words in general news and in the story.
    pub fn cosines(&self, other: &Self) -> (f32, f32) {
        (self.general.cosine(&other.general), self.local.cosine(&other.local))
    }
}
