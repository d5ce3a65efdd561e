//! Stories for the cases beside each detector: told in a few sentences, run through the real stages.

use crate::annotate::{Annotated, annotate};
use crate::candidates::find_candidates;
use crate::config::Settings;
use crate::extract::{StoryClaims, extract};
use crate::group::group;
use crate::language;
use crate::ledger::settle;
use crate::model::{Article, Discrepancy, DiscrepancyKind, Moment, RunNotes};
use crate::score::score;
use crate::segment::segment;
use crate::story::find_origins;

use super::{StoryView, detect};

/// One article of a case: outlet, day of publication, text.
pub(crate) type Telling<'t> = (&'t str, &'t str, &'t str);

/// The articles of a case in the story's order: tell the earlier one first.
pub(crate) fn articles(tellings: &[Telling<'_>]) -> Vec<Article> {
    let mut articles: Vec<Article> = tellings
        .iter()
        .enumerate()
        .map(|(i, (outlet, day, text))| {
            let mut article = Article::new(None, text);
            article.id = format!("{i}");
            article.outlet = (*outlet).to_owned();
            article.published = day.parse().ok().map(Moment::day);
            article.language = Some("en".into());
            article
        })
        .collect();
    find_origins(&mut articles);
    articles
}

/// What a story of such articles gives, through every stage before the report.
pub(crate) fn discrepancies(tellings: &[Telling<'_>]) -> Vec<Discrepancy> {
    with_story(tellings, detect)
}

/// The findings of one kind.
pub(crate) fn of_kind(kind: DiscrepancyKind, tellings: &[Telling<'_>]) -> Vec<Discrepancy> {
    discrepancies(tellings).into_iter().filter(|d| d.kind == kind).collect()
}

/// Runs the stages on a story and hands its view on.
pub(crate) fn with_story<T>(tellings: &[Telling<'_>], read: impl FnOnce(&StoryView<'_>, &mut RunNotes) -> T) -> T {
    let settings = Settings::default();
    let pack = language::pack("en");
    let articles = articles(tellings);
    let segmentations: Vec<_> = articles.iter().map(|a| segment(a, pack)).collect();
    let annotated: Vec<Annotated<'_>> =
        articles.iter().zip(&segmentations).map(|(a, s)| annotate(a, s, pack)).collect();
    let claims: Vec<_> = (0u32..).zip(&annotated).flat_map(|(i, a)| extract(a, i, &settings)).collect();
    let story = StoryClaims { articles: &annotated, claims: &claims };
    let candidates = find_candidates(&story);
    let mut matches = score(&story, &candidates, &settings);
    let mut groups = group(&story, &mut matches);
    settle(&story, &mut groups, &mut matches);
    read(&StoryView::new(&story, &matches, &groups, &settings), &mut RunNotes::default())
}
