//! The order of the stages, and the parallelism: nothing else knows either.
//!
//! In: articles and settings. Out: a [`Comparison`], story by story, in the same bytes for any
//! number of threads and any order of the input.

use rayon::prelude::*;

use crate::annotate::{Annotated, annotate};
use crate::candidates::find_candidates;
use crate::config::Settings;
use crate::coverage::coverage;
use crate::detect::{StoryView, detect};
use crate::extract::{StoryClaims, extract};
use crate::group::group;
use crate::language;
use crate::ledger::settle;
use crate::model::{Article, Claim, Comparison, StoryComparison};
use crate::score::score;
use crate::segment::segment;
use crate::story::{find_origins, find_stories};

/// Compares articles: finds their stories and compares each.
#[must_use]
pub fn compare(articles: Vec<Article>, settings: &Settings) -> Comparison {
    let stories = find_stories(&articles, settings);
    let mut slots: Vec<Option<Article>> = articles.into_iter().map(Some).collect();
    let work: Vec<(String, Vec<Article>)> = stories
        .into_iter()
        .map(|story| (story.id, story.articles.iter().filter_map(|i| slots[*i].take()).collect()))
        .collect();
    let stories = work.into_par_iter().map(|(id, articles)| compare_story(id, articles, settings)).collect();
    Comparison { stories, notes: crate::model::RunNotes::default() }
}

/// Compares the articles of one story: the unit of work, here and on a cluster.
#[must_use]
pub fn compare_story(id: String, mut articles: Vec<Article>, settings: &Settings) -> StoryComparison {
    articles.sort_by(|a, b| {
        let key = |x: &Article| (x.published.map(|m| m.sort_key()), x.id.clone());
        key(a).cmp(&key(b))
    });
    find_origins(&mut articles);
    let packs: Vec<_> = articles.iter().map(|a| language::pack(a.language.as_deref().unwrap_or("en"))).collect();
    let segmentations: Vec<_> = articles.par_iter().zip(&packs).map(|(a, pack)| segment(a, pack)).collect();
    let annotated: Vec<Annotated<'_>> = articles
        .par_iter()
        .zip(&segmentations)
        .zip(&packs)
        .map(|((article, segmentation), pack)| annotate(article, segmentation, pack))
        .collect();
    let claims: Vec<Claim> = (0u32..)
        .zip(&annotated)
        .collect::<Vec<_>>()
        .into_par_iter()
        .flat_map_iter(|(i, a)| extract(a, i, settings))
        .collect();
    let story = StoryClaims { articles: &annotated, claims: &claims };
    let candidates = find_candidates(&story);
    let mut matches = score(&story, &candidates, settings);
    let mut groups = group(&story, &mut matches);
    settle(&story, &mut groups, &mut matches);
    let discrepancies = detect(&StoryView { claims: &story, matches: &matches, groups: &groups, settings });
    let coverage = coverage(&story, &groups);
    drop(annotated);
    StoryComparison {
        id,
        label: String::new(),
        articles,
        segmentations,
        claims,
        matches,
        groups,
        discrepancies,
        coverage,
        notes: crate::model::RunNotes::default(),
    }
}
