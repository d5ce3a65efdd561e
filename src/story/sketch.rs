//! An article, or a part of it, as its weightiest words: 6 bytes each.
//!
//! In: words with weights. Out: a [`Sketch`] whose cosine with another takes a microsecond.
//! Invariant: made from the article and the frozen rarity table only.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::model::WordId;

/// The weightiest words of an article, by id, scaled so that the squares of the weights sum to 1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sketch {
    words: Box<[u32]>,
    /// The weight of each word, in parts of [`WHOLE`].
    weights: Box<[u16]>,
}

/// A weight of 1.
const WHOLE: f32 = u16::MAX as f32;

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
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between nothing and the whole")]
        let part = |weight: f32| (weight / norm.max(f32::MIN_POSITIVE) * WHOLE).round() as u16;
        Self { words: terms.iter().map(|t| t.0).collect(), weights: terms.iter().map(|t| part(t.1)).collect() }
    }

    /// How alike two articles are: 1 the same words, 0 none shared.
    #[must_use]
    pub fn cosine(&self, other: &Self) -> f32 {
        let (mut i, mut j, mut sum) = (0, 0, 0u64);
        while let (Some(x), Some(y)) = (self.words.get(i), other.words.get(j)) {
            if x == y {
                sum += product(self.weights[i], other.weights[j]);
            }
            i += usize::from(x <= y);
            j += usize::from(y <= x);
        }
        cosine_of(sum)
    }

    /// The `most` weightiest words, the weightiest first.
    pub fn weightiest(&self, most: usize) -> impl Iterator<Item = u32> + use<> {
        let mut terms: Vec<(u16, u32)> = self.weights.iter().copied().zip(self.words.iter().copied()).collect();
        terms.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        terms.into_iter().take(most).map(|t| t.1)
    }

    /// How many bytes the words take.
    #[must_use]
    pub fn bytes(&self) -> usize {
        std::mem::size_of_val(&*self.words) + std::mem::size_of_val(&*self.weights)
    }
}

/// Many sketches by their words, so that one is compared with all of them in the time that it takes to read the words they share.
#[derive(Debug, Clone, Default)]
pub struct SketchIndex {
    sketches: usize,
    /// For each sketch the words that others have too, each as a number with the weight that it has there.
    words: Vec<Vec<(u32, u16)>>,
    /// For each of these words where the sketches stand that have it.
    holders: Vec<Holders>,
    /// The sketches that have a word which few have, each with its weight there, word by word.
    few: Vec<(u32, u16)>,
    /// The weight in each sketch of a word which most have, nothing where it lacks, word by word: what has no gaps is read several at
    /// a time.
    most: Vec<u16>,
}

/// Where the sketches stand that have a word.
#[derive(Debug, Clone)]
enum Holders {
    Few(Range<usize>),
    Most(Range<usize>),
}

impl SketchIndex {
    /// Indexes some sketches, numbered from zero.
    #[must_use]
    pub fn new<'s>(sketches: impl IntoIterator<Item = &'s Sketch>) -> Self {
        let mut index = Self::default();
        let mut entries: Vec<(u32, u32, u16)> = Vec::new();
        for (number, sketch) in (0..).zip(sketches) {
            let words = sketch.words.iter().zip(&sketch.weights);
            entries.extend(words.map(|(word, weight)| (*word, number, *weight)));
            index.sketches += 1;
        }
        entries.sort_unstable();
        index.words.resize(index.sketches, Vec::new());
        for (word, holders) in (0..).zip(entries.chunk_by(|x, y| x.0 == y.0).filter(|holders| holders.len() > 1)) {
            for (_, sketch, weight) in holders {
                index.words[*sketch as usize].push((word, *weight));
            }
            index.add(holders);
        }
        index
    }

    /// Adds the holders of the next word.
    fn add(&mut self, holders: &[(u32, u32, u16)]) {
        let (few, most) = (self.few.len(), self.most.len());
        if holders.len() <= self.sketches / 2 {
            self.few.extend(holders.iter().map(|(_, sketch, weight)| (*sketch, *weight)));
            self.holders.push(Holders::Few(few..self.few.len()));
        } else {
            self.most.resize(most + self.sketches, 0);
            for (_, sketch, weight) in holders {
                self.most[most + *sketch as usize] = *weight;
            }
            self.holders.push(Holders::Most(most..self.most.len()));
        }
    }

    /// How many there are.
    #[must_use]
    pub const fn sketches(&self) -> usize {
        self.sketches
    }

    /// How alike two of the sketches are.
    #[must_use]
    pub fn cosine(&self, a: usize, b: usize) -> f32 {
        let [x, y] = [a, b].map(|sketch| self.words.get(sketch).map_or(&[][..], Vec::as_slice));
        let (mut i, mut j, mut sum) = (0, 0, 0u64);
        while let (Some((word, weight)), Some((other, its))) = (x.get(i), y.get(j)) {
            if word == other {
                sum += product(*weight, *its);
            }
            i += usize::from(word <= other);
            j += usize::from(other <= word);
        }
        cosine_of(sum)
    }

    /// One of the sketches, to be compared with few of the others.
    #[must_use]
    pub fn spread(&self, sketch: usize) -> Spread<'_> {
        let mut weights = vec![0; self.holders.len()];
        for (word, weight) in self.words.get(sketch).into_iter().flatten() {
            weights[*word as usize] = *weight;
        }
        Spread { index: self, weights }
    }

    /// How alike one sketch and each of all are, in their order; what it makes of itself tells nothing.
    #[must_use]
    pub fn cosines(&self, sketch: usize) -> Vec<f32> {
        self.cosines_from(sketch, 0)
    }

    /// The same of those from the number `first` on.
    #[must_use]
    pub fn cosines_from(&self, sketch: usize, first: usize) -> Vec<f32> {
        let mut sums = vec![0u64; self.sketches.saturating_sub(first)];
        for (word, weight) in self.words.get(sketch).into_iter().flatten() {
            match &self.holders[*word as usize] {
                Holders::Few(range) => {
                    let holders = &self.few[range.clone()];
                    let before = holders.partition_point(|(other, _)| (*other as usize) < first);
                    for (other, its) in &holders[before..] {
                        sums[*other as usize - first] += product(*weight, *its);
                    }
                }
                Holders::Most(range) => {
                    // as many as there are sums, the last ones
                    let weights = &self.most[range.end - sums.len()..range.end];
                    for (sum, its) in sums.iter_mut().zip(weights) {
                        *sum += product(*weight, *its);
                    }
                }
            }
        }
        sums.into_iter().map(cosine_of).collect()
    }
}

/// A sketch spread out over all words, so that it is compared with another in the time that it takes to read the words of that one.
#[derive(Debug)]
pub struct Spread<'i> {
    index: &'i SketchIndex,
    /// Its weight of each word; nothing of those that it lacks.
    weights: Vec<u16>,
}

impl Spread<'_> {
    /// How alike it and another are.
    #[must_use]
    pub fn cosine(&self, other: usize) -> f32 {
        let words = self.index.words.get(other).into_iter().flatten();
        cosine_of(words.map(|(word, weight)| product(*weight, self.weights[*word as usize])).sum())
    }
}

/// What a word adds to the cosine of two sketches, which fits half of what the sum needs.
fn product(weight: u16, other: u16) -> u64 {
    u64::from(u32::from(weight) * u32::from(other))
}

/// The cosine of two sketches from the sum of the products of their weights.
#[allow(clippy::cast_precision_loss, reason = "a sum of products below 2^33 in all but rounding")]
fn cosine_of(products: u64) -> f32 {
    products as f32 / (WHOLE * WHOLE)
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
        assert!((a.cosine(&a) - 1.0).abs() < 1e-4);
        assert!(a.cosine(&sketch(&[4, 5])).abs() < 1e-6);
        assert!((0.3..0.4).contains(&a.cosine(&sketch(&[3, 4, 5]))));
        assert!(a.cosine(&sketch(&[])).abs() < 1e-6);
    }

    #[test]
    fn an_index_says_of_each_what_two_say_of_each_other() {
        let sketches = [sketch(&[1, 2, 3]), sketch(&[3, 4, 5, 6]), sketch(&[]), sketch(&[2, 3, 9])];
        let index = SketchIndex::new(&sketches);
        for (i, a) in sketches.iter().enumerate() {
            let cosines = index.cosines(i);
            for (j, b) in sketches.iter().enumerate().filter(|(j, _)| *j != i) {
                assert_eq!(cosines[j].to_bits(), a.cosine(b).to_bits(), "{i} {j}");
                assert_eq!(index.cosine(i, j).to_bits(), a.cosine(b).to_bits(), "{i} {j}");
                assert_eq!(index.spread(i).cosine(j).to_bits(), a.cosine(b).to_bits(), "{i} {j}");
            }
        }
    }

    #[test]
    fn a_long_article_keeps_to_its_size() {
        let long: Vec<u64> = (1..5000).collect();
        assert_eq!(sketch(&long).bytes(), 250 * 6);
    }
}
