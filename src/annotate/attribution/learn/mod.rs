//! Trains the weights of attribution on labelled articles.
//!
//! In: articles whose quotes people marked. Out: the rows of `attribution.csv`.
//! Invariant: the examples are read with the candidates and features of use, in the order given,
//! so the same articles give the same weights.

mod collect;
mod descent;

use collect::Collected;
use descent::descend;

use crate::annotate::annotate;
use crate::language::{AttributionModel, CLASSES, Pack, Spelling};
use crate::model::{Article, Segmentation, Span};

/// A quote that people marked.
#[derive(Debug, Clone, Default)]
pub struct LabelledQuote {
    /// What was said.
    pub content: Vec<Span>,
    /// Who said it.
    pub source: Vec<Span>,
    /// The words that report it.
    pub cue: Vec<Span>,
}

/// An article with its quotes.
#[derive(Debug, Clone)]
pub struct LabelledArticle {
    /// The article.
    pub article: Article,
    /// Its blocks and sentences.
    pub segmentation: Segmentation,
    /// Its quotes.
    pub quotes: Vec<LabelledQuote>,
}

/// A smaller weight is not written.
const LEAST_WEIGHT: f32 = 0.08;

/// What was learned: features by name, each with its weights; sorted.
#[derive(Debug, Default)]
pub struct Learned {
    /// Whether a cue reports, and on which side: one weight a class.
    pub cues: Vec<(String, [f32; CLASSES])>,
    /// How well a candidate fits.
    pub choices: Vec<(String, f32)>,
}

impl Learned {
    /// The model, as a pack holds it.
    #[must_use]
    pub fn model(&self) -> AttributionModel {
        let spelling = Spelling::new();
        let cues: Vec<_> = self.cues.iter().filter_map(|(name, w)| Some((spelling.read(name)?, *w))).collect();
        let choices: Vec<_> = self.choices.iter().filter_map(|(name, w)| Some((spelling.read(name)?, [*w]))).collect();
        AttributionModel::new(&cues, &choices)
    }
}

/// Learns from articles, in the order given.
#[must_use]
pub fn learn<'a>(articles: impl IntoIterator<Item = &'a LabelledArticle>, pack: &'static Pack) -> Learned {
    let mut collected = Collected::default();
    for labelled in articles {
        let annotated = annotate(&labelled.article, &labelled.segmentation, pack);
        collected.read(&annotated, &labelled.quotes);
    }
    let mut learned = Learned::default();
    let spelling = Spelling::new();
    for (i, weights) in descend(&collected).into_iter().enumerate() {
        let name = collected.name(i).filter(|_| weights.iter().any(|w| w.abs() >= LEAST_WEIGHT));
        let Some(name) = name.filter(|name| spelling.read(name).is_some()) else { continue };
        if collected.is_of_cue(i) {
            learned.cues.push((name, weights));
        } else {
            learned.choices.push((name, weights[0]));
        }
    }
    learned.cues.sort_by(|a, b| a.0.cmp(&b.0));
    learned.choices.sort_by(|a, b| a.0.cmp(&b.0));
    learned.cues.dedup_by(|a, b| a.0 == b.0);
    learned.choices.dedup_by(|a, b| a.0 == b.0);
    learned
}
