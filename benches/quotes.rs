//! Throughput of quotations and attribution, and of quote claims, in bytes: on a generated corpus and, where it is at hand,
//! on 1,000 articles of a corpus of real news (`CLAIMDIFF_CORPUS`, JSON Lines, or the evaluation's).
//!
//! `cargo bench --bench quotes`

mod corpus;

use claimdiff::annotate::{Annotated, annotate, attribute};
use claimdiff::extract::extract;
use claimdiff::model::{ClaimKind, Segmentation};
use claimdiff::segment::segment;
use claimdiff::{Article, Settings, language};
use corpus::Corpora;
use divan::Bencher;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

static CORPORA: Corpora = Corpora::new(|| corpus::corpus(100, 8), || corpus::news(1000));

fn segmentations(articles: &[Article]) -> Vec<Segmentation> {
    articles.iter().map(|a| segment(a, language::pack("en"))).collect()
}

fn annotations<'a>(articles: &'a [Article], segmentations: &'a [Segmentation]) -> Vec<Annotated<'a>> {
    articles.iter().zip(segmentations).map(|(a, s)| annotate(a, s, language::pack("en"))).collect()
}

/// Counts what `count` finds in each article of a corpus, in bytes of its text.
fn throughput(bencher: Bencher<'_, '_>, corpus: &str, count: impl Fn(u32, &Annotated<'_>) -> usize + Sync) {
    let articles = CORPORA.articles(corpus);
    let segmentations = segmentations(articles);
    let annotated = annotations(articles, &segmentations);
    bencher
        .counter(BytesCount::new(corpus::bytes(articles)))
        .bench(|| (0u32..).zip(&annotated).map(|(i, a)| count(i, a)).sum::<usize>());
}

fn quotes_only() -> Settings {
    Settings { claim_kinds: vec![ClaimKind::Quote], ..Settings::default() }
}

/// Marks, cues, reported words and sources of articles whose tokens and names are known.
#[divan::bench(args = CORPORA.names(), sample_count = 5)]
fn attributions(bencher: Bencher<'_, '_>, corpus: &str) {
    throughput(bencher, corpus, |_, article| attribute(article).1.len());
}

/// Claims of quotes from annotations.
#[divan::bench(args = CORPORA.names(), sample_count = 5)]
fn claims(bencher: Bencher<'_, '_>, corpus: &str) {
    let settings = quotes_only();
    throughput(bencher, corpus, |i, article| extract(article, i, &settings).len());
}

/// Both, one after the other: what quotations cost an article.
#[divan::bench(args = CORPORA.names(), sample_count = 5)]
fn together(bencher: Bencher<'_, '_>, corpus: &str) {
    let settings = quotes_only();
    throughput(bencher, corpus, |i, article| attribute(article).1.len() + extract(article, i, &settings).len());
}
