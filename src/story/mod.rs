//! Who wrote about the same event, and who copied whom.
//!
//! In: articles. Out: stories, each a list of article indices, and the origin of each article.
//! Invariant: whether two articles are linked depends on those two and the frozen tables only; whether
//! a link joins two stories, on links between the articles that represent them.

mod blocks;
mod join;
mod link;
mod origin;
mod sketch;

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use sha2::{Digest as _, Sha256};

pub use blocks::NEIGHBOURS;
pub use join::Link;
pub use link::{ArticleSketch, LINK_FEATURES};
pub use origin::find_origins;
pub use sketch::{Sketch, SketchIndex, Spread};

use crate::config::Settings;
use crate::language::{self, Pack};
use crate::model::Article;
use blocks::{Blocks, Neighbours};
use link::Linker;

/// Articles about one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// The id given, or `s` and 15 hex digits made from its earliest article.
    pub id: String,
    /// Indices of its articles, ascending.
    pub articles: Vec<usize>,
}

/// Groups articles, given by publication, into stories.
///
/// A story that is given is taken as it is; the other articles find theirs among themselves, by their
/// sketches: one an article, from [`sketch()`].
#[derive(Debug)]
pub struct StoryFinder<'a> {
    articles: &'a [Article],
    given: BTreeMap<&'a str, Vec<usize>>,
    /// The articles without a story, and what they are linked by.
    open: Vec<usize>,
    sketches: Vec<&'a ArticleSketch>,
    linkers: FxHashMap<&'static str, Linker>,
    blocks: Blocks,
    one_story: bool,
}

/// The links of an article with those before it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Links {
    /// The links.
    pub links: Vec<Link>,
    /// How many articles that share two words with it were not looked at there, because too many do; they
    /// may have met elsewhere.
    pub left_out: u64,
}

/// Finds the stories, in order of story id, on one thread.
#[must_use]
pub fn find_stories(articles: &[Article], sketches: &[ArticleSketch], settings: &Settings) -> Vec<Story> {
    let finder = StoryFinder::new(articles, sketches, settings);
    let links = (0..finder.len()).flat_map(|i| finder.links_of(i).links).collect();
    finder.stories(links)
}

impl<'a> StoryFinder<'a> {
    /// Parts the articles whose story is given from those whose story is to be found.
    #[must_use]
    pub fn new(articles: &'a [Article], sketches: &'a [ArticleSketch], settings: &Settings) -> Self {
        let mut given: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let (mut open, mut of_open) = (Vec::new(), Vec::new());
        let mut linkers: FxHashMap<&'static str, Linker> = FxHashMap::default();
        for (i, (article, sketch)) in articles.iter().zip(sketches).enumerate() {
            if let Some(story) = article.story.as_deref().filter(|_| !settings.one_story) {
                given.entry(story).or_default().push(i);
                continue;
            }
            open.push(i);
            of_open.push(sketch);
            let pack = pack_of(article);
            linkers.entry(pack.code).or_insert_with(|| Linker::new(&pack.story));
        }
        let blocks = Blocks::new(if settings.one_story { &[] } else { &of_open });
        Self { articles, given, open, sketches: of_open, linkers, blocks, one_story: settings.one_story }
    }

    /// How many articles are to be linked.
    #[must_use]
    pub fn len(&self) -> usize {
        self.blocks.len()
    }

    /// Whether there is nothing to link.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The links of an article, by its number, with those before it.
    #[must_use]
    pub fn links_of(&self, number: usize) -> Links {
        let Neighbours { article, met, left_out } = self.blocks.neighbours(number);
        let link = |other: usize| {
            let (a, b) = (article.min(other), article.max(other));
            let log_odds = self.log_odds(a, b);
            (log_odds > 0.0).then_some(Link { a, b, log_odds })
        };
        Links { links: met.into_iter().filter_map(link).collect(), left_out }
    }

    /// The log-odds that two articles belong to one story; those of two languages never do.
    fn log_odds(&self, a: usize, b: usize) -> f32 {
        let [code, other] = [a, b].map(|i| pack_of(&self.articles[self.open[i]]).code);
        let linker = self.linkers.get(code).filter(|_| code == other);
        linker.map_or(f32::NEG_INFINITY, |linker| linker.log_odds(self.sketches[a], self.sketches[b]))
    }

    /// The stories that the links make, in order of story id.
    #[must_use]
    pub fn stories(self, links: Vec<Link>) -> Vec<Story> {
        let found = if self.one_story { vec![self.open.clone()] } else { self.joined(links) };
        let given = self.given.into_iter().map(|(id, articles)| Story { id: id.to_owned(), articles });
        let found = found.into_iter().filter(|story| !story.is_empty());
        let found = found.map(|story| Story { id: id_of(&self.articles[story[0]]), articles: story });
        let mut stories: Vec<Story> = given.chain(found).collect();
        stories.sort_by(|a, b| a.id.cmp(&b.id).then_with(|| a.articles.cmp(&b.articles)));
        stories
    }

    /// The articles that links join, each story by its first article.
    fn joined(&self, links: Vec<Link>) -> Vec<Vec<usize>> {
        let sets = join::join(self.open.len(), links, |a, b| self.log_odds(a, b));
        let mut place: FxHashMap<usize, usize> = FxHashMap::default();
        let mut stories: Vec<Vec<usize>> = Vec::new();
        for (set, article) in sets.into_iter().zip(&self.open) {
            let story = *place.entry(set).or_insert_with(|| {
                stories.push(Vec::new());
                stories.len() - 1
            });
            stories[story].push(*article);
        }
        stories
    }
}

/// What an article is linked by; empty where its story is given.
#[must_use]
pub fn sketch(article: &Article, settings: &Settings) -> ArticleSketch {
    let open = article.story.is_none() && !settings.one_story;
    if open { ArticleSketch::of(article, pack_of(article)) } else { ArticleSketch::default() }
}

fn pack_of(article: &Article) -> &'static Pack {
    language::pack(article.language.as_deref().unwrap_or_default())
}

/// The id of a story: made from its earliest article.
fn id_of(first: &Article) -> String {
    let mut hash = Sha256::new();
    hash.update(first.id.as_bytes());
    hash.update([0]);
    hash.update(first.buffer().as_bytes());
    let number = hash.finalize().iter().take(8).fold(0u64, |n, byte| n << 8 | u64::from(*byte));
    format!("s{:015x}", number >> 4)
}

#[cfg(test)]
mod tests;
