//! How alike two articles are, by their weightiest words.
//!
//! In: articles and the story's local counts. Out: [`Articles`], and how alike two of them are.

use super::company::Company;
use super::profile::LocalCounts;
use crate::annotate::Annotated;
use crate::candidates::{rarity, sketched};
use crate::model::Token;
use crate::story::{SketchIndex, Spread};
use crate::work::Workers;

/// How alike two articles are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Alike {
    /// By the rarity of their words in general news.
    pub general: f32,
    /// By their rarity in the story.
    pub local: f32,
    /// By which others of the story they resemble, see [`Company`]; 0 where that is not known.
    pub company: f32,
}

impl Alike {
    /// What is taken for it where the articles are not known: the average of matching sentences in the training set.
    pub const UNKNOWN: Self = Self { general: 0.35, local: 0.3, company: 0.0 };
}

/// The articles of a story by their weightiest words.
#[derive(Debug, Default)]
pub(super) struct Articles {
    general: SketchIndex,
    local: SketchIndex,
    company: Company,
}

impl Articles {
    /// Those of a story.
    pub fn of(articles: &[Annotated<'_>], local: &LocalCounts, workers: &impl Workers) -> Self {
        let local = |article: &Annotated<'_>, t: &Token| rarity(article, t).sqrt() * local.article_weight(t.concept);
        let (general, local) =
            workers.both(|| sketched(articles, &rarity, workers), || sketched(articles, &local, workers));
        let both = |article| {
            let cosines = general.cosines(article).into_iter().zip(local.cosines(article));
            cosines.map(|(general, local)| f32::midpoint(general, local)).collect()
        };
        Self { company: Company::of(articles.len(), both), general, local }
    }

    /// How alike two articles are; of many pairs of one, [`AlikeTo`] tells it sooner.
    pub fn alike(&self, a: u32, b: u32) -> Alike {
        let [general, local] = [&self.general, &self.local].map(|index| index.cosine(a as usize, b as usize));
        Alike { general, local, company: self.company.shared(a, b) }
    }
}

/// How alike one article is to those after it; it is the next that is asked about, for pairs come article by article.
#[derive(Debug)]
pub(super) struct AlikeTo<'a> {
    articles: &'a Articles,
    /// By the rarity of their words in general and in the story.
    likeness: Option<[Likeness<'a>; 2]>,
}

impl<'a> AlikeTo<'a> {
    /// Of no article yet.
    pub const fn new(articles: &'a Articles) -> Self {
        Self { articles, likeness: None }
    }

    /// How alike two articles are.
    pub fn alike(&mut self, article: u32, other: u32) -> Alike {
        if other < article {
            return self.articles.alike(article, other);
        }
        if self.likeness.as_ref().is_some_and(|[likeness, _]| likeness.article != article as usize) {
            self.likeness = None;
        }
        let of = |index| Likeness::of(index, article as usize);
        let known = self.likeness.get_or_insert_with(|| [&self.articles.general, &self.articles.local].map(of));
        let [general, local] = known.each_mut().map(|likeness| likeness.to(other as usize));
        Alike { general, local, company: self.articles.company.shared(article, other) }
    }
}

/// An article that is asked about beside no more than this part of all is compared with one after the other: in a large story, whose
/// partners are close, hardly any is asked about beside more.
const FEW: usize = 16;

/// How alike one article is to those after it.
#[derive(Debug)]
struct Likeness<'a> {
    index: &'a SketchIndex,
    article: usize,
    known: Known<'a>,
}

/// What is known of an article beside others.
#[derive(Debug)]
enum Known<'a> {
    /// Its words; so many more articles are compared with it one by one.
    Words(Spread<'a>, usize),
    /// How alike it is to each from itself on.
    Cosines(Vec<f32>),
}

impl<'a> Likeness<'a> {
    fn of(index: &'a SketchIndex, article: usize) -> Self {
        let known = match index.sketches() / FEW {
            0 => Known::Cosines(index.cosines_from(article, article)),
            few => Known::Words(index.spread(article), few),
        };
        Self { index, article, known }
    }

    /// How alike it is to one after it.
    fn to(&mut self, other: usize) -> f32 {
        match &mut self.known {
            Known::Words(words, more @ 1..) => {
                *more -= 1;
                words.cosine(other)
            }
            Known::Words(..) => {
                self.known = Known::Cosines(self.index.cosines_from(self.article, self.article));
                self.to(other)
            }
            Known::Cosines(cosines) => cosines.get(other - self.article).copied().unwrap_or(0.0),
        }
    }
}
