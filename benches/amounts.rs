//! Throughput of dates, numbers and casualties together, one core, on a generated corpus.
//!
//! `cargo bench --bench amounts` prints bytes of news text a second. Tokens are made outside the clock: they
//! are shared by every annotator.

mod corpus;

use std::sync::LazyLock;

use claimdiff::annotate::{Annotated, amounts, annotate};
use claimdiff::model::Segmentation;
use claimdiff::segment::segment;
use claimdiff::{Article, language};
use divan::Bencher;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

static ARTICLES: LazyLock<Vec<Article>> = LazyLock::new(|| corpus::corpus(250, 8));

static SEGMENTATIONS: LazyLock<Vec<Segmentation>> =
    LazyLock::new(|| ARTICLES.iter().map(|a| segment(a, language::pack("en"))).collect());

#[divan::bench(sample_count = 20)]
fn dates_numbers_casualties(bencher: Bencher) {
    let annotated: Vec<Annotated<'_>> =
        ARTICLES.iter().zip(SEGMENTATIONS.iter()).map(|(a, s)| annotate(a, s, language::pack("en"))).collect();
    let bytes: usize = ARTICLES.iter().map(|a| a.buffer().len()).sum();
    bencher
        .counter(BytesCount::new(bytes))
        .bench(|| annotated.iter().map(|a| amounts(divan::black_box(a)).0.len()).sum::<usize>());
}
