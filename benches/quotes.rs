//! Throughput of quotations and attribution, and of quote claims, on a generated corpus, in bytes.
//!
//! `cargo bench --bench quotes`

mod corpus;

use claimdiff::annotate::{Annotated, annotate, attribute};
use claimdiff::extract::extract;
use claimdiff::model::{ClaimKind, Segmentation};
use claimdiff::segment::segment;
use claimdiff::{Article, Settings, language};
use divan::Bencher;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

fn segmentations(articles: &[Article]) -> Vec<Segmentation> {
    articles.iter().map(|a| segment(a, language::pack("en"))).collect()
}

fn annotations<'a>(articles: &'a [Article], segmentations: &'a [Segmentation]) -> Vec<Annotated<'a>> {
    articles.iter().zip(segmentations).map(|(a, s)| annotate(a, s, language::pack("en"))).collect()
}

/// Marks, cues, reported words and sources of articles whose tokens and names are known.
#[divan::bench(sample_count = 5)]
fn attributions(bencher: Bencher<'_, '_>) {
    let articles = corpus::corpus(100, 8);
    let segmentations = segmentations(&articles);
    let annotated = annotations(&articles, &segmentations);
    bencher
        .counter(BytesCount::new(corpus::bytes(&articles)))
        .bench(|| annotated.iter().map(|a| attribute(a).1.len()).sum::<usize>());
}

/// Claims of quotes from annotations.
#[divan::bench(sample_count = 5)]
fn claims(bencher: Bencher<'_, '_>) {
    let articles = corpus::corpus(100, 8);
    let segmentations = segmentations(&articles);
    let annotated = annotations(&articles, &segmentations);
    let settings = Settings { claim_kinds: vec![ClaimKind::Quote], ..Settings::default() };
    bencher
        .counter(BytesCount::new(corpus::bytes(&articles)))
        .bench(|| (0u32..).zip(&annotated).map(|(i, a)| extract(a, i, &settings).len()).sum::<usize>());
}
