//! The first look at a pair: what it looks like alone, worked out no further than it takes to see that it is hopeless.
//!
//! In: pairs of claims, article by article. Out: those that are not hopeless. Invariant: what is said of such a pair is what its
//! model says of all its features.

use super::Scorer;
use super::alike::{Alike, AlikeTo};
use super::features::{self, Features, NAMES, OfPair, Stage, of_pair};
use crate::model::ClaimIndex;

/// A pair that may be a match, or tell of others: what it looks like alone.
#[derive(Debug, Clone, Copy)]
pub struct Promising {
    /// The two claims.
    pub pair: (ClaimIndex, ClaimIndex),
    /// The log-odds that both speak of one fact.
    pub log_odds: f32,
    /// How alike their articles are.
    pub(super) alike: Alike,
    /// What the two statements have in common.
    pub(super) features: OfPair,
}

/// Looks at the pairs of one story.
pub(super) struct FirstLook<'s> {
    scorer: &'s Scorer<'s>,
    /// Pairs whose log-odds are no greater are not looked at any further.
    hopeless: f32,
    alike: AlikeTo<'s>,
    /// The article of the last pair's first claim, and what is known of the others beside it.
    article: Option<u32>,
    beside: Vec<Option<Beside>>,
    /// The features of the last pair.
    features: Features,
}

/// An article beside another.
#[derive(Debug, Clone, Copy)]
struct Beside {
    alike: Alike,
    /// The most that the log-odds of a pair of their sentences can be.
    most: f32,
}

impl<'s> FirstLook<'s> {
    /// Starts to look.
    pub(super) fn new(scorer: &'s Scorer<'s>, hopeless: f32) -> Self {
        let alike = AlikeTo::new(&scorer.articles);
        Self { scorer, hopeless, alike, article: None, beside: Vec::new(), features: [0.0; NAMES.len()] }
    }

    /// What a pair looks like; nothing of a hopeless one.
    pub(super) fn look(&mut self, pair: (ClaimIndex, ClaimIndex)) -> Option<Promising> {
        let [x, y] = [pair.0, pair.1].map(|i| self.scorer.side(i));
        let Beside { alike, mut most } = self.beside(x.outline.article, y.outline.article);
        if self.scorer.is_verbatim(pair) {
            let features = of_pair(&features::features(x, y, alike));
            return Some(Promising { pair, log_odds: f32::MAX, alike, features });
        }
        if most <= self.hopeless {
            return None;
        }
        let model = &self.scorer.models.first_look;
        features::add_articles(&mut self.features, alike);
        for stage in Stage::of_statements().filter(|stage| model.reads(*stage)) {
            stage.add(&mut self.features, x, y);
            most -= model.shortfall(stage, &self.features);
            if most <= self.hopeless {
                return None;
            }
        }
        let log_odds = model.log_odds(&self.features);
        if log_odds <= self.hopeless {
            return None;
        }
        for stage in Stage::of_statements().filter(|stage| !model.reads(*stage)) {
            stage.add(&mut self.features, x, y);
        }
        Some(Promising { pair, log_odds, alike, features: of_pair(&self.features) })
    }

    /// What is known of an article beside another.
    fn beside(&mut self, article: u32, other: u32) -> Beside {
        if self.article != Some(article) {
            self.article = Some(article);
            self.beside.clear();
            self.beside.resize(self.scorer.story.articles.len(), None);
        }
        let known = &mut self.beside[other as usize];
        *known.get_or_insert_with(|| {
            let alike = self.scorer.alike.unwrap_or_else(|| self.alike.alike(article, other));
            let model = &self.scorer.models.first_look;
            features::add_articles(&mut self.features, alike);
            Beside { alike, most: model.most() - model.shortfall(Stage::Articles, &self.features) }
        })
    }
}
