//! Who copied whom: reprints share runs of words, agencies are credited.
//!
//! In: the articles of one story, by publication. Out: [`Origin`] of each.
//! Invariant: near-linear: articles meet in a sample of their shingles, each with a bounded number
//! of earlier ones.

use petgraph::unionfind::UnionFind;
use rustc_hash::FxHashMap;

use crate::language::{self, Pack};
use crate::model::{Article, Origin};
use crate::text::{RawKind, tokenize, word_id};

/// So many words in a row are a shingle: few are shared by accident.
const SHINGLE: usize = 5;
/// One shingle in so many is kept.
const SAMPLE: u64 = 4;
/// Articles of one origin share at least this part of the shorter one's shingles.
const SAME_ORIGIN: f32 = 0.5;
/// Fewer shingles say nothing.
const LEAST_SHINGLES: usize = 6;
/// An article meets so many of those before it that have a shingle.
const NEIGHBOURS: usize = 8;

/// Finds the origin of each article of one story: agencies, reprints, duplicates. Returns how often an article
/// was not compared with another that has a run of words which many share.
pub fn find_origins(articles: &mut [Article]) -> u64 {
    let words: Vec<Vec<u64>> = articles.iter().map(words).collect();
    let shingles: Vec<Vec<u64>> = words.iter().map(|w| sample(w)).collect();
    let mut sets = UnionFind::<usize>::new(articles.len());
    let (shared, left_out) = shared(&shingles);
    for ((a, b), shared) in shared {
        let shorter = shingles[a].len().min(shingles[b].len());
        #[allow(clippy::cast_precision_loss, reason = "counts of shingles")]
        if shorter >= LEAST_SHINGLES && shared as f32 >= SAME_ORIGIN * shorter as f32 {
            sets.union(a, b);
        }
    }
    let mut first: FxHashMap<usize, usize> = FxHashMap::default();
    let mut texts: FxHashMap<&[u64], usize> = FxHashMap::default();
    let mut origins = Vec::with_capacity(articles.len());
    for (i, words) in words.iter().enumerate() {
        let same = *texts.entry(words.as_slice()).or_insert(i);
        if same != i {
            sets.union(same, i);
        }
        let agency = credit(&articles[i]);
        let duplicate_of = (same != i && !words.is_empty()).then(|| articles[same].id.clone());
        origins.push(Origin { id: String::new(), is_wire: agency.is_some(), agency, duplicate_of });
    }
    for (i, origin) in origins.iter_mut().enumerate() {
        let earliest = *first.entry(sets.find(i)).or_insert(i);
        origin.id.clone_from(&articles[earliest].id);
    }
    // the agency that one copy credits wrote them all
    let mut agencies: FxHashMap<String, String> = FxHashMap::default();
    for origin in &origins {
        if let Some(agency) = &origin.agency {
            agencies.entry(origin.id.clone()).or_insert_with(|| agency.clone());
        }
    }
    for (article, mut origin) in articles.iter_mut().zip(origins) {
        if origin.agency.is_none() {
            origin.agency = agencies.get(&origin.id).cloned();
            origin.is_wire = origin.agency.is_some();
        }
        article.origin = origin;
    }
    left_out
}

/// The words of the body, as ids.
fn words(article: &Article) -> Vec<u64> {
    let buffer = article.buffer();
    let tokens = tokenize(buffer, article.text_span()).filter(|t| t.kind != RawKind::Mark);
    tokens.map(|t| word_id(t.span.slice(buffer)).0).collect()
}

/// A sample of an article's shingles: those whose hash falls into one class of `SAMPLE`.
fn sample(words: &[u64]) -> Vec<u64> {
    let hash = |w: &[u64]| w.iter().fold(0u64, |h, x| (h.rotate_left(5) ^ x).wrapping_mul(0x517C_C1B7_2722_0A95));
    let mut kept: Vec<u64> = words.windows(SHINGLE).map(hash).filter(|h| (h >> 32) % SAMPLE == 0).collect();
    kept.sort_unstable();
    kept.dedup();
    kept
}

/// A pair of articles and how many sampled shingles they share.
type SharedShingles = ((usize, usize), usize);

/// How many sampled shingles pairs of articles share, in order; how many meetings were left out.
fn shared(shingles: &[Vec<u64>]) -> (Vec<SharedShingles>, u64) {
    let mut left_out = 0;
    let mut holders: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    let mut counts: FxHashMap<(usize, usize), usize> = FxHashMap::default();
    for (i, shingles) in shingles.iter().enumerate() {
        for shingle in shingles {
            let others = holders.entry(*shingle).or_default();
            for other in others.iter().take(NEIGHBOURS) {
                *counts.entry((*other, i)).or_default() += 1;
            }
            left_out += others.len().saturating_sub(NEIGHBOURS) as u64;
            others.push(i);
        }
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_unstable();
    (counts, left_out)
}

/// A credit stands in so many bytes at the start or the end of the body.
const CREDIT_BYTES: usize = 200;

/// The agency credited by the author line, at the start or at the end.
fn credit(article: &Article) -> Option<String> {
    let pack: &Pack = language::pack(article.language.as_deref().unwrap_or_default());
    let text = article.text();
    let start = floor(text, CREDIT_BYTES);
    let end = floor(text, text.len().saturating_sub(CREDIT_BYTES));
    let author = article.author.as_deref().and_then(|author| pack.agencies.named(author));
    author.or_else(|| pack.agencies.credited(&text[..start])).or_else(|| pack.agencies.credited(&text[end..]))
}

/// The nearest character boundary at or before a byte.
fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().take(4).find(|end| text.is_char_boundary(*end)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::floor;

    #[test]
    fn a_byte_inside_a_character_is_floored_to_its_start() {
        let text = "\u{1245}a\u{1f6f6}";
        let floored: Vec<usize> = (0..10).map(|at| floor(text, at)).collect();
        assert_eq!(floored, [0, 0, 0, 3, 4, 4, 4, 4, 8, 8]);
    }
}
