//! Who wrote about the same event, and who copied whom.
//!
//! In: articles. Out: stories, each a list of article indices, and the origin of each article.
//! Invariant: whether two articles are linked depends on those two and the frozen tables only, so a
//! further article never changes what others are to each other beyond joining them.

mod blocks;
mod link;
mod origin;
mod sketch;

use std::collections::BTreeMap;

use petgraph::unionfind::UnionFind;
use rustc_hash::FxHashMap;
use sha2::{Digest as _, Sha256};

pub use link::{ArticleSketch, LINK_FEATURES};
pub use origin::find_origins;
pub use sketch::Sketch;

use crate::config::Settings;
use crate::language::{self, Pack};
use crate::model::Article;

/// Articles about one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// The id given, or `s` and 15 hex digits made from its earliest article.
    pub id: String,
    /// Indices of its articles, ascending.
    pub articles: Vec<usize>,
}

/// Groups articles, given by publication, into stories, in order of story id.
///
/// A story that is given is taken as it is; the other articles find theirs among themselves, by their
/// sketches: one an article, from [`sketch()`].
#[must_use]
pub fn find_stories(articles: &[Article], sketches: &[Option<ArticleSketch>], settings: &Settings) -> Vec<Story> {
    let mut given: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut open = Vec::new();
    for (i, article) in articles.iter().enumerate() {
        match &article.story {
            Some(story) if !settings.one_story => given.entry(story).or_default().push(i),
            _ => open.push(i),
        }
    }
    let found = if settings.one_story { vec![open] } else { link_all(articles, sketches, &open) };
    let given = given.into_iter().map(|(id, articles)| Story { id: id.to_owned(), articles });
    let found = found.into_iter().filter(|story| !story.is_empty());
    let found = found.map(|story| Story { id: id_of(&articles[story[0]]), articles: story });
    let mut stories: Vec<Story> = given.chain(found).collect();
    stories.sort_by(|a, b| a.id.cmp(&b.id).then_with(|| a.articles.cmp(&b.articles)));
    stories
}

/// What an article is linked by, or `None` where its story is given.
#[must_use]
pub fn sketch(article: &Article, settings: &Settings) -> Option<ArticleSketch> {
    let open = article.story.is_none() && !settings.one_story;
    open.then(|| ArticleSketch::of(article, pack_of(article)))
}

fn pack_of(article: &Article) -> &'static Pack {
    language::pack(article.language.as_deref().unwrap_or_default())
}

/// Links articles and collects those that hang together, each story by its first article.
fn link_all(articles: &[Article], sketches: &[Option<ArticleSketch>], open: &[usize]) -> Vec<Vec<usize>> {
    let pack = |i: usize| pack_of(&articles[i]);
    let none = ArticleSketch::default();
    let sketches: Vec<&ArticleSketch> =
        open.iter().map(|i| sketches.get(*i).and_then(Option::as_ref).unwrap_or(&none)).collect();
    let mut linkers: FxHashMap<&'static str, link::Linker> = FxHashMap::default();
    for pack in open.iter().map(|i| pack(*i)) {
        linkers.entry(pack.code).or_insert_with(|| link::Linker::new(&pack.story));
    }
    let mut sets = UnionFind::<usize>::new(open.len());
    for (a, b) in blocks::pairs(&sketches) {
        let codes: [&Pack; 2] = [pack(open[a]), pack(open[b])];
        let linker = linkers.get(codes[0].code).filter(|_| codes[0].code == codes[1].code);
        if !sets.equiv(a, b) && linker.is_some_and(|linker| linker.links(sketches[a], sketches[b])) {
            sets.union(a, b);
        }
    }
    let mut place: FxHashMap<usize, usize> = FxHashMap::default();
    let mut stories: Vec<Vec<usize>> = Vec::new();
    for (at, article) in open.iter().enumerate() {
        let story = *place.entry(sets.find(at)).or_insert_with(|| {
            stories.push(Vec::new());
            stories.len() - 1
        });
        stories[story].push(*article);
    }
    stories
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
