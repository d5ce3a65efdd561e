//! How alike two articles are, by their weightiest words.
//!
//! In: articles and the story's local counts. Out: [`Articles`], and how alike two of them are.

use super::company::Company;
use super::profile::LocalCounts;
use crate::annotate::Annotated;
use crate::candidates::{rarity, sketched};
use crate::model::Token;
use crate::story::SketchIndex;
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
        let general = sketched(articles, &rarity, workers);
        let local = |article: &Annotated<'_>, t: &Token| rarity(article, t).sqrt() * local.article_weight(t.concept);
        let local = sketched(articles, &local, workers);
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
    article: Option<u32>,
    general: Vec<f32>,
    local: Vec<f32>,
}

impl<'a> AlikeTo<'a> {
    /// Of no article yet.
    pub const fn new(articles: &'a Articles) -> Self {
        Self { articles, article: None, general: Vec::new(), local: Vec::new() }
    }

    /// How alike two articles are.
    pub fn alike(&mut self, article: u32, other: u32) -> Alike {
        let Some(after) = other.checked_sub(article) else { return self.articles.alike(article, other) };
        if self.article != Some(article) {
            self.article = Some(article);
            let from_here = |index: &SketchIndex| index.cosines_from(article as usize, article as usize);
            self.general = from_here(&self.articles.general);
            self.local = from_here(&self.articles.local);
        }
        let of = |cosines: &[f32]| cosines.get(after as usize).copied().unwrap_or(0.0);
        let company = self.articles.company.shared(article, other);
        Alike { general: of(&self.general), local: of(&self.local), company }
    }
}
