//! Sentences beside `sentencex`, in one run: over blocks that were cut already, over whole articles,
//! and over one line of 10 and 100 MB without an end of a sentence, whose time must be as its length.
//!
//! `cargo bench --bench segment` prints MB a second, on a generated corpus and, where it is at hand, on
//! 2,000 articles of real news (`CLAIMDIFF_CORPUS`, JSON Lines, or the evaluation's).

mod corpus;

use claimdiff::model::Span;
use claimdiff::segment::{segment, sentence_spans};
use claimdiff::{Article, language};
use corpus::Corpora;
use divan::Bencher;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

static CORPORA: Corpora = Corpora::new(|| corpus::corpus(250, 8), || corpus::news(2000));

/// The blocks of every article, cut beforehand.
fn blocks(articles: &'static [Article]) -> Vec<(&'static str, Span)> {
    let pack = language::pack("en");
    articles.iter().flat_map(|a| segment(a, pack).blocks.into_iter().map(|block| (a.buffer(), block.span))).collect()
}

fn bytes(blocks: &[(&str, Span)]) -> BytesCount {
    BytesCount::new(blocks.iter().map(|(_, span)| (span.end - span.start) as usize).sum::<usize>())
}

#[divan::bench(args = CORPORA.names(), sample_count = 20)]
fn blocks_ours(bencher: Bencher<'_, '_>, corpus: &str) {
    let blocks = blocks(CORPORA.articles(corpus));
    let pack = language::pack("en");
    bencher
        .counter(bytes(&blocks))
        .bench(|| blocks.iter().map(|(text, span)| sentence_spans(text, *span, pack).count()).sum::<usize>());
}

#[divan::bench(args = CORPORA.names(), sample_count = 20)]
fn blocks_sentencex(bencher: Bencher<'_, '_>, corpus: &str) {
    let blocks = blocks(CORPORA.articles(corpus));
    let english = sentencex::language_factory("en");
    bencher
        .counter(bytes(&blocks))
        .bench_local(|| blocks.iter().map(|(text, span)| english.segment(span.slice(text)).len()).sum::<usize>());
}

#[divan::bench(args = CORPORA.names(), sample_count = 20)]
fn whole_ours(bencher: Bencher<'_, '_>, corpus: &str) {
    let articles = CORPORA.articles(corpus);
    let pack = language::pack("en");
    bencher
        .counter(BytesCount::new(corpus::bytes(articles)))
        .bench(|| articles.iter().map(|a| segment(a, pack).sentences.len()).sum::<usize>());
}

#[divan::bench(args = CORPORA.names(), sample_count = 20)]
fn whole_sentencex(bencher: Bencher<'_, '_>, corpus: &str) {
    let articles = CORPORA.articles(corpus);
    let english = sentencex::language_factory("en");
    bencher
        .counter(BytesCount::new(corpus::bytes(articles)))
        .bench_local(|| articles.iter().map(|a| english.segment(a.buffer()).len()).sum::<usize>());
}

/// One line without an end of a sentence: so many MB.
#[divan::bench(args = [10, 100], sample_count = 3)]
fn endless_line_ours(bencher: Bencher<'_, '_>, megabytes: usize) {
    let article = Article::new(None, &"and the river went on ".repeat(megabytes * 1_000_000 / 22));
    let pack = language::pack("en");
    bencher.counter(BytesCount::new(article.buffer().len())).bench(|| segment(&article, pack).sentences.len());
}
