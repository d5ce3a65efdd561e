//! An article, or a part of it, as its weightiest words: 8 bytes each.
//!
//! In: words with weights. Out: a [`Sketch`] whose cosine with another takes a microsecond.
//! Invariant: made from the article and the frozen rarity table only.

use rustc_hash::FxHashMap;

use crate::model::WordId;

/// The weightiest words of an article, by id, scaled so that the squares of the weights sum to 1.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sketch {
    terms: Vec<(u32, f32)>,
}

impl Sketch {
    /// Sketches the words of an article, each given with its rarity as often as it stands there, and
    /// keeps the `most` weightiest.
    #[must_use]
    pub fn of(words: impl Iterator<Item = (WordId, f32)>, most: usize) -> Self {
        let mut counts: FxHashMap<u32, (f32, f32)> = FxHashMap::default();
        for (word, rarity) in words {
            let entry = counts.entry(upper(word)).or_insert((0.0, rarity));
            entry.0 += 1.0;
            entry.1 = entry.1.min(rarity);
        }
        let mut terms: Vec<(u32, f32)> =
            counts.into_iter().map(|(id, (count, rarity))| (id, (1.0 + count.ln()) * rarity)).collect();
        terms.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        terms.truncate(most);
        terms.sort_by_key(|t| t.0);
        let norm = terms.iter().map(|t| t.1 * t.1).sum::<f32>().sqrt();
        if norm > 0.0 {
            for term in &mut terms {
                term.1 /= norm;
            }
        }
        Self { terms }
    }

    /// How alike two articles are: 1 the same words, 0 none shared.
    #[must_use]
    pub fn cosine(&self, other: &Self) -> f32 {
        let (mut i, mut j, mut sum) = (0, 0, 0.0);
        while let (Some(x), Some(y)) = (self.terms.get(i), other.terms.get(j)) {
            i += usize::from(x.0 <= y.0);
            j += usize::from(y.0 <= x.0);
            if x.0 == y.0 {
                sum += x.1 * y.1;
            }
        }
        sum
    }

    /// The `most` weightiest words, the weightiest first.
    pub fn weightiest(&self, most: usize) -> impl Iterator<Item = u32> + use<> {
        let mut terms = self.terms.clone();
        terms.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        terms.into_iter().take(most).map(|t| t.0)
    }

    /// The words, by id, with their weights.
    #[must_use]
    pub fn terms(&self) -> &[(u32, f32)] {
        &self.terms
    }
}

#[allow(clippy::cast_possible_truncation, reason = "the upper half fits")]
const fn upper(word: WordId) -> u32 {
    (word.0 >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sketch(words: &[u64]) -> Sketch {
        Sketch::of(words.iter().map(|w| (WordId(w << 32), 1.0)), 250)
    }

    #[test]
    fn cosine_lies_between_nothing_and_everything_shared() {
        let a = sketch(&[1, 2, 3]);
        assert!((a.cosine(&a) - 1.0).abs() < 1e-6);
        assert!(a.cosine(&sketch(&[4, 5])).abs() < 1e-6);
        assert!((0.3..0.4).contains(&a.cosine(&sketch(&[3, 4, 5]))));
        assert!(a.cosine(&sketch(&[])).abs() < 1e-6);
    }

    #[test]
    fn a_long_article_keeps_to_its_size() {
        let long: Vec<u64> = (1..5000).collect();
        assert!(std::mem::size_of_val(sketch(&long).terms()) <= 2048);
    }
}
