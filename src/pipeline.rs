//! The order of the stages, and the parallelism: nothing else knows either.
//!
//! In: articles and settings. Out: one [`StoryComparison`] a story, in the order of story ids.
//! Invariant: the same bytes for any number of threads and any order of the input. A story is the
//! unit of work: [`compare_story`] sees nothing of the articles outside it.

mod pair;

pub use pair::{compare_pair, contradiction_features, each_pair, pair_features};

use rayon::prelude::*;

use crate::annotate::{Annotated, NameTable, annotate};
use crate::candidates::{COPIES, Candidates, LeftOut, MOST_PARTNERS, Search};
use crate::config::Settings;
use crate::coverage::{coverage, label_uses};
use crate::detect::{StoryView, detect};
use crate::error::{Error, Result};
use crate::extract::{StoryClaims, extract};
use crate::group::{group, told_once};
use crate::language::{self, Detected, Labels, Pack};
use crate::ledger::settle;
use crate::model::{
    Article, Claim, ClaimIndex, Comparison, Match, NoticeKind, RunNotes, Segmentation, StoryComparison,
};
use crate::score::{Likely, Promising, Scorer};
use crate::segment::{self, ProfileRow, is_cut_off, segment_with};
use crate::story::{self, Links, NEIGHBOURS, StoryFinder, find_origins};
use crate::work::Workers;

/// Told how far a run has come; called from the thread that runs the pipeline.
pub trait Progress {
    /// The stories are known: so many, of so many articles.
    fn stories_found(&mut self, _stories: usize, _articles: usize) {}

    /// Stories of so many articles are done.
    fn articles_done(&mut self, _articles: usize) {}
}

/// Nobody watches.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unwatched;

impl Progress for Unwatched {}

/// Compares articles: finds their stories, compares each, and keeps everything.
#[must_use]
pub fn compare(articles: Vec<Article>, settings: &Settings) -> Comparison {
    let mut stories = Vec::new();
    let mut keep = |story| {
        stories.push(story);
        Ok(())
    };
    let notes = compare_each(articles, settings, &mut Unwatched, &mut keep);
    // a sink that cannot fail
    Comparison { stories, notes: notes.unwrap_or_default() }
}

/// Compares articles story by story, in the order of story ids, and hands each story to `sink` as
/// soon as those before it are done: memory holds a batch of stories, not the run.
///
/// # Errors
/// The first error of `sink`, after which nothing more is compared.
pub fn compare_each(
    mut articles: Vec<Article>,
    settings: &Settings,
    progress: &mut dyn Progress,
    sink: &mut dyn FnMut(StoryComparison) -> Result<()>,
) -> Result<RunNotes> {
    sort_by_publication(&mut articles);
    recognise_languages(&mut articles);
    let labels = own_labels(settings);
    let sketches: Vec<_> = articles.par_iter().map(|a| story::sketch(a, settings)).collect();
    let finder = StoryFinder::new(&articles, &sketches, settings);
    let links: Vec<Links> = (0..finder.len()).into_par_iter().map(|i| finder.links_of(i)).collect();
    let mut notes = RunNotes::default();
    let unmet = links.iter().map(|links| links.left_out).sum();
    let message = format!("meetings of articles that share two words beyond the nearest {NEIGHBOURS}, not looked at");
    notes.add_many(NoticeKind::Capped, "stories", message, unmet);
    let stories = finder.stories(links.into_iter().flat_map(|links| links.links).collect());
    drop(sketches);
    progress.stories_found(stories.len(), articles.len());
    let mut slots: Vec<Option<Article>> = articles.into_iter().map(Some).collect();
    let mut stories = stories.into_iter().peekable();
    while stories.peek().is_some() {
        let mut batch = Vec::new();
        let mut bytes = 0;
        while bytes < BATCH_BYTES
            && let Some(story) = stories.next()
        {
            let members: Vec<Article> = story.articles.iter().filter_map(|i| slots[*i].take()).collect();
            bytes += members.iter().map(|a| a.buffer().len()).sum::<usize>();
            batch.push((story.id, members));
        }
        let done: Vec<StoryComparison> = batch
            .into_par_iter()
            .map(|(id, members)| compare_members(id, members, settings, labels.as_ref()))
            .collect();
        for story in done {
            progress.articles_done(story.articles.len());
            sink(story)?;
        }
    }
    Ok(notes)
}

/// How much text is compared between two visits to the sink: enough to keep every thread busy,
/// little enough that what was found in it fits in memory with ease.
const BATCH_BYTES: usize = 8 << 20;

/// Compares the articles of one story: the unit of work, here and on a cluster.
#[must_use]
pub fn compare_story(id: String, articles: Vec<Article>, settings: &Settings) -> StoryComparison {
    compare_members(id, articles, settings, own_labels(settings).as_ref())
}

/// Compares the articles of one story; `labels`, where given, take the place of those of the language packs.
fn compare_members(
    id: String,
    mut articles: Vec<Article>,
    settings: &Settings,
    labels: Option<&Labels>,
) -> StoryComparison {
    sort_by_publication(&mut articles);
    articles.iter_mut().for_each(recognise_language);
    let mut notes = RunNotes::default();
    let unmet = find_origins(&mut articles);
    notes.add_many(
        NoticeKind::Capped,
        "origins",
        "meetings of articles that share a run of words with many, not looked at",
        unmet,
    );
    let segmentations: Vec<Segmentation> = articles.par_iter_mut().map(|a| segmented(a, settings)).collect();
    let mut annotated: Vec<Annotated<'_>> = articles
        .par_iter()
        .zip(&segmentations)
        .map(|(a, segmentation)| annotated_with(a, segmentation, labels))
        .collect();
    let names = NameTable::of(&annotated);
    names.unify_spellings(&mut annotated);
    let claims: Vec<Claim> =
        annotated.par_iter().enumerate().flat_map_iter(|(i, a)| extract(a, index(i), settings)).collect();

    let story = StoryClaims { articles: &annotated, claims: &claims, names };
    let (candidates, scorer) = prepared(&story, settings);
    let mut matches = scored(&scorer, &candidates.pairs, settings);
    drop(scorer);
    note_candidates(&candidates, &mut notes);
    drop(candidates);
    let mut groups = group(&story, &mut matches);
    settle(&story, &mut groups, &mut matches);
    let discrepancies = detect(&StoryView::new(&story, &matches, &groups, settings), &mut notes);
    let coverage = coverage(&story, &groups, &mut notes);
    let labels = label_uses(&story, &matches);
    let matches = told_once(&story, matches);

    let label = label(&articles, &segmentations);
    drop(annotated);
    StoryComparison {
        id,
        label,
        articles,
        segmentations,
        claims,
        matches,
        groups,
        discrepancies,
        coverage,
        labels,
        notes,
    }
}

/// Owns up to what the limits of the search left out.
fn note_candidates(candidates: &Candidates, notes: &mut RunNotes) {
    let LeftOut { postings, partners, copies } = candidates.left_out;
    let mut note = |message: String, count| notes.add_many(NoticeKind::Capped, "candidates", message, count);
    note("places of words that too many sentences share, not looked up".into(), postings);
    note(format!("partners of sentences beyond the closest ({MOST_PARTNERS} at most), not scored"), partners);
    note(format!("copies of sentences beyond the first ({COPIES} at least), compared with the first alone"), copies);
}

/// As many threads as the run has.
struct Threads;

impl Workers for Threads {
    fn each<T: Send>(&self, parts: usize, work: impl Fn(usize) -> T + Send + Sync) -> Vec<T> {
        (0..parts).into_par_iter().map(work).collect()
    }

    fn both<A: Send, B: Send>(&self, a: impl FnOnce() -> A + Send, b: impl FnOnce() -> B + Send) -> (A, B) {
        rayon::join(a, b)
    }
}

/// The candidates of a story and its scorer, both by all threads.
#[must_use]
pub fn prepared<'a>(story: &'a StoryClaims<'a>, settings: &Settings) -> (Candidates, Scorer<'a>) {
    Threads.both(|| candidates_of(story), || Scorer::new(story, settings, &Threads))
}

/// The candidates of a story, looked for in parallel.
fn candidates_of(story: &StoryClaims<'_>) -> Candidates {
    let search = Search::new(story, &Threads);
    let numbers: Vec<usize> = (0..search.len()).step_by(CLAIMS_TOGETHER).collect();
    let find = |start: usize| search.find(start..(start + CLAIMS_TOGETHER).min(search.len()));
    search.join(numbers.into_par_iter().map(find).collect::<Vec<_>>())
}

/// The matches that some pairs of a story lead to: pairs are scored in parallel, and kept in their order.
#[must_use]
pub fn scored(scorer: &Scorer<'_>, pairs: &[(ClaimIndex, ClaimIndex)], settings: &Settings) -> Vec<Match> {
    let promising: Vec<Promising> =
        pairs.par_chunks(PAIRS_TOGETHER).flat_map_iter(|pairs| scorer.look(pairs, settings)).collect();
    let context = scorer.context(&promising);
    let score = |promising: &[Promising]| scorer.score_pairs(promising, context.as_ref(), settings);
    let likely: Vec<Likely> = promising.par_chunks(PROMISING_TOGETHER).flat_map_iter(score).collect();
    scorer.finish(&likely, settings, &Threads)
}

/// The partners of so many claims are looked for by one thread before another may take the next.
const CLAIMS_TOGETHER: usize = 1024;
/// So many pairs are looked at by one thread before another may take the next.
const PAIRS_TOGETHER: usize = 4096;
/// So many of those that are worth it are scored by one thread.
const PROMISING_TOGETHER: usize = 256;

/// Settles the language of every article and how far it can be analysed.
pub fn recognise_languages(articles: &mut [Article]) {
    articles.par_iter_mut().for_each(recognise_language);
}

/// Cuts articles into sentences, in the order given: each is handed to `sink` as a story of its own.
///
/// # Errors
/// The first error of `sink`, after which nothing more is read.
pub fn each_segmented(
    articles: Vec<Article>,
    settings: &Settings,
    sink: &mut dyn FnMut(StoryComparison) -> Result<()>,
) -> Result<()> {
    in_batches(articles, sink, |mut article| {
        recognise_language(&mut article);
        let segmentation = segmented(&mut article, settings);
        StoryComparison { articles: vec![article], segmentations: vec![segmentation], ..StoryComparison::default() }
    })
}

/// Extracts the claims of articles, in the order given: each is handed to `sink` as a story of its own.
///
/// # Errors
/// The first error of `sink`, after which nothing more is read.
pub fn each_extracted(
    articles: Vec<Article>,
    settings: &Settings,
    sink: &mut dyn FnMut(StoryComparison) -> Result<()>,
) -> Result<()> {
    let labels = own_labels(settings);
    in_batches(articles, sink, |mut article| {
        recognise_language(&mut article);
        let segmentation = segmented(&mut article, settings);
        let claims = extract(&annotated_with(&article, &segmentation, labels.as_ref()), 0, settings);
        let (articles, segmentations) = (vec![article], vec![segmentation]);
        StoryComparison { articles, segmentations, claims, ..StoryComparison::default() }
    })
}

/// Works on articles in parallel and hands the results on in order, a batch at a time.
fn in_batches(
    articles: Vec<Article>,
    sink: &mut dyn FnMut(StoryComparison) -> Result<()>,
    work: impl Fn(Article) -> StoryComparison + Sync + Send,
) -> Result<()> {
    let mut articles = articles.into_iter().peekable();
    while articles.peek().is_some() {
        let mut batch = Vec::new();
        let mut bytes = 0;
        while bytes < BATCH_BYTES
            && let Some(article) = articles.next()
        {
            bytes += article.buffer().len();
            batch.push(article);
        }
        let done: Vec<StoryComparison> = batch.into_par_iter().map(&work).collect();
        done.into_iter().try_for_each(&mut *sink)?;
    }
    Ok(())
}

/// Runs everything that follows on so many threads; by default there is one a processor.
///
/// # Errors
/// The threads cannot be started, or work has begun already.
pub fn use_threads(threads: usize) -> Result<()> {
    let built = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
    built.map_err(|e| Error::usage(format!("{threads} threads cannot be started: {e}")))
}

/// By publication, then id: an order that the input's order cannot change.
fn sort_by_publication(articles: &mut [Article]) {
    articles.sort_by(|a, b| {
        let day = |x: &Article| x.published.map(|m| m.sort_key());
        day(a).cmp(&day(b)).then_with(|| a.id.cmp(&b.id)).then_with(|| a.buffer().cmp(b.buffer()))
    });
}

/// Settles the language of an article and how far it can be analysed.
fn recognise_language(article: &mut Article) {
    if article.language.is_none() {
        // a text too short to tell is taken for the language that is analysed in full
        article.language = match language::detect(article.buffer()) {
            Detected::Known(code) => Some(code.into()),
            Detected::Unclear => language::full().map(Into::into),
            Detected::Unknown => None,
        };
    }
    article.analysed = pack_of(article).analysed;
}

/// The lines that outlets repeat over many of the articles.
#[must_use]
pub fn learn_profile(mut articles: Vec<Article>) -> Vec<ProfileRow> {
    recognise_languages(&mut articles);
    segment::learn(&articles, pack_of)
}

/// Cuts an article into sentences, and settles whether it is complete.
fn segmented(article: &mut Article, settings: &Settings) -> Segmentation {
    let segmentation = segment_with(article, pack_of(article), settings.profile.as_deref());
    article.complete = !is_cut_off(article, &segmentation);
    segmentation
}

/// The labels that a user gave, ready to be looked up.
fn own_labels(settings: &Settings) -> Option<Labels> {
    settings.labels.as_deref().map(Labels::of)
}

/// Annotates an article; `labels`, where given, take the place of those of its language pack.
fn annotated_with<'a>(
    article: &'a Article,
    segmentation: &'a Segmentation,
    labels: Option<&'a Labels>,
) -> Annotated<'a> {
    let annotated = annotate(article, segmentation, pack_of(article));
    match labels {
        Some(labels) => annotated.with_labels(labels),
        None => annotated,
    }
}

fn pack_of(article: &Article) -> &'static Pack {
    language::pack(article.language.as_deref().unwrap_or_default())
}

/// A story in a few words: the first title of its articles, or the first sentence.
fn label(articles: &[Article], segmentations: &[Segmentation]) -> String {
    let title = articles.iter().find_map(Article::title);
    let sentence = || {
        let (article, segmentation) = articles.iter().zip(segmentations).find(|(_, s)| !s.sentences.is_empty())?;
        let carries = |s: &&crate::model::Sentence| segmentation.block_of(s).kind.carries_claims();
        Some(article.slice(segmentation.sentences.iter().find(carries)?.span))
    };
    title.or_else(sentence).unwrap_or_default().chars().take(LABEL_CHARACTERS).collect()
}

/// Enough to tell one story from another in a table.
const LABEL_CHARACTERS: usize = 120;

/// An index as the model holds it: a story of four thousand million articles fits in no memory.
fn index(i: usize) -> u32 {
    u32::try_from(i).unwrap_or(u32::MAX)
}
