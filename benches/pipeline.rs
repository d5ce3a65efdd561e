//! Throughput of each stage and of the whole, on a generated corpus and, where it is at hand, on
//! 2,000 articles of a corpus of real news (`CLAIMDIFF_CORPUS`, JSON Lines, or the evaluation's).
//!
//! `cargo bench --bench pipeline` prints bytes a second a stage and sentences a second end to end.

mod corpus;

use claimdiff::annotate::{Annotated, annotate};
use claimdiff::candidates::find_candidates;
use claimdiff::extract::{StoryClaims, extract};
use claimdiff::model::{Claim, Segmentation};
use claimdiff::segment::segment;
use claimdiff::{Article, Settings, language, pipeline, score};
use corpus::Corpora;
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};

fn main() {
    divan::main();
}

static CORPORA: Corpora = Corpora::new(|| corpus::corpus(250, 8), || corpus::news(2000));

fn segmentations(articles: &[Article]) -> Vec<Segmentation> {
    articles.iter().map(|a| segment(a, language::pack("en"))).collect()
}

fn annotations<'a>(articles: &'a [Article], segmentations: &'a [Segmentation]) -> Vec<Annotated<'a>> {
    articles.iter().zip(segmentations).map(|(a, s)| annotate(a, s, language::pack("en"))).collect()
}

fn claims(annotated: &[Annotated<'_>]) -> Vec<Claim> {
    (0u32..).zip(annotated).flat_map(|(i, a)| extract(a, i, &Settings::default())).collect()
}

#[divan::bench(args = CORPORA.names(), sample_count = 5)]
fn stage_1_segment(bencher: Bencher<'_, '_>, corpus: &str) {
    let articles = CORPORA.articles(corpus);
    bencher.counter(BytesCount::new(corpus::bytes(articles))).bench(|| segmentations(articles));
}

#[divan::bench(args = CORPORA.names(), sample_count = 5)]
fn stage_2_annotate(bencher: Bencher<'_, '_>, corpus: &str) {
    let articles = CORPORA.articles(corpus);
    let segmentations = segmentations(articles);
    bencher.counter(BytesCount::new(corpus::bytes(articles))).bench(|| annotations(articles, &segmentations).len());
}

#[divan::bench(args = CORPORA.names(), sample_count = 5)]
fn stage_3_extract(bencher: Bencher<'_, '_>, corpus: &str) {
    let articles = CORPORA.articles(corpus);
    let segmentations = segmentations(articles);
    let annotated = annotations(articles, &segmentations);
    bencher.counter(BytesCount::new(corpus::bytes(articles))).bench(|| claims(&annotated));
}

/// One large story: the articles of the corpus taken together, so that the index is put to work.
#[divan::bench(args = CORPORA.names(), sample_count = 3)]
fn stage_4_candidates(bencher: Bencher<'_, '_>, corpus: &str) {
    let articles = &CORPORA.articles(corpus)[..200];
    let segmentations = segmentations(articles);
    let annotated = annotations(articles, &segmentations);
    let claims = claims(&annotated);
    let story = StoryClaims::new(&annotated, &claims);
    bencher.counter(ItemsCount::new(claims.len())).bench(|| find_candidates(&story));
}

#[divan::bench(args = CORPORA.names(), sample_count = 3)]
fn stage_5_score(bencher: Bencher<'_, '_>, corpus: &str) {
    let articles = &CORPORA.articles(corpus)[..200];
    let segmentations = segmentations(articles);
    let annotated = annotations(articles, &segmentations);
    let claims = claims(&annotated);
    let story = StoryClaims::new(&annotated, &claims);
    let candidates = find_candidates(&story);
    let settings = Settings::default();
    bencher.counter(ItemsCount::new(candidates.pairs.len())).bench(|| score::score(&story, &candidates, &settings));
}

/// End to end, in sentences a second.
#[divan::bench(args = CORPORA.names(), sample_count = 3)]
fn whole_compare(bencher: Bencher<'_, '_>, corpus: &str) {
    let articles = CORPORA.articles(corpus);
    let sentences: usize = segmentations(articles).iter().map(|s| s.sentences.len()).sum();
    let settings = Settings::default();
    bencher
        .counter(ItemsCount::new(sentences))
        .with_inputs(|| articles.to_vec())
        .bench_values(|articles| pipeline::compare(articles, &settings));
}
