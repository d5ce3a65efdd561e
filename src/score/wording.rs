//! How alike two statements are word for word: what tells whether they say the same of one fact.
//!
//! In: two profiles. Out: numbers for [`NAMES`].
//! Invariant: symmetric in the two sides.

use super::profile::{Profile, Term};

/// What the wording of a pair is told by, in their order: runs of one to four words that both
/// have, as shares of the shorter and of the longer; what either says beyond the other, the side that
/// says less of it first.
pub const NAMES: [&str; 18] = [
    "runs-of-1-in-shorter",
    "runs-of-1-in-longer",
    "runs-of-2-in-shorter",
    "runs-of-2-in-longer",
    "runs-of-3-in-shorter",
    "runs-of-3-in-longer",
    "runs-of-4-in-shorter",
    "runs-of-4-in-longer",
    "beyond-lesser",
    "beyond-greater",
    "beyond-share-lesser",
    "beyond-share-greater",
    "rarest-beyond-lesser",
    "rarest-beyond-greater",
    "values-beyond-lesser",
    "values-beyond-greater",
    "names-beyond-lesser",
    "names-beyond-greater",
];

/// The longest run of words that is compared.
const LONGEST_RUN: usize = 4;
/// More than so many values or names that the other has not are not told apart.
const MANY: f32 = 4.0;

/// The wording of two statements: a number for each of [`NAMES`].
pub(super) fn wording(a: &Profile, b: &Profile) -> [f32; NAMES.len()] {
    let mut numbers = [0.0; NAMES.len()];
    for n in 1..=LONGEST_RUN {
        let (x, y) = (runs(&a.words, n), runs(&b.words, n));
        let shared = super::features::common(&x, &y);
        let of = |length: usize| if length == 0 { 0.0 } else { shared / length as f32 };
        numbers[2 * n - 2] = of(x.len().min(y.len()));
        numbers[2 * n - 1] = of(x.len().max(y.len()));
    }
    let sides = [Beyond::of(a, b), Beyond::of(b, a)];
    let rest: [fn(&Beyond) -> f32; 5] = [|s| s.weight, |s| s.share, |s| s.rarest, |s| s.values, |s| s.names];
    for (i, read) in rest.iter().enumerate() {
        let [x, y] = sides.each_ref().map(read);
        numbers[2 * LONGEST_RUN + 2 * i] = x.min(y);
        numbers[2 * LONGEST_RUN + 2 * i + 1] = x.max(y);
    }
    numbers
}

/// What one statement says beyond another.
struct Beyond {
    /// The weight of its words, alone and as a share of all.
    weight: f32,
    share: f32,
    rarest: f32,
    values: f32,
    names: f32,
}

impl Beyond {
    fn of(this: &Profile, other: &Profile) -> Self {
        let is_missing = |t: &&Term| other.terms.binary_search_by_key(&t.id, |o| o.id).is_err();
        let missing = || this.terms.iter().filter(is_missing);
        let weight: f32 = missing().map(|t| t.weight).sum();
        let values = this.values.iter().filter(|v| other.values.binary_search(v).is_err()).count();
        Self {
            weight,
            share: if this.weight > 0.0 { weight / this.weight } else { 0.0 },
            rarest: missing().map(|t| t.weight).fold(0.0, f32::max),
            values: (values as f32).min(MANY),
            names: (missing().filter(|t| t.name).count() as f32).min(MANY),
        }
    }
}

/// Runs of so many words, as sorted ids.
fn runs(words: &[u32], length: usize) -> Vec<u32> {
    let id = |run: &[u32]| run.iter().fold(0u32, |id, word| id.rotate_left(9).wrapping_mul(0x9E37_79B9) ^ word);
    let mut runs: Vec<u32> = words.windows(length).map(id).collect();
    runs.sort_unstable();
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use smallvec::SmallVec;

    fn said(words: &[u32], values: &[u32]) -> Profile {
        let term = |id: &u32| Term { id: *id, weight: 2.0, local: 1.0, name: false };
        let terms: SmallVec<_> = words.iter().map(term).collect();
        let weight = 2.0 * terms.len() as f32;
        Profile { terms, weight, words: words.to_vec(), values: values.into(), ..Profile::default() }
    }

    fn number(of: [f32; NAMES.len()], name: &str) -> f32 {
        NAMES.iter().position(|n| *n == name).map_or(f32::NAN, |i| of[i])
    }

    #[test]
    fn the_same_words_leave_nothing_beyond() {
        let found = wording(&said(&[1, 2, 3, 4, 5], &[7]), &said(&[1, 2, 3, 4, 5], &[7]));
        assert!(found[..8].iter().all(|share| (share - 1.0).abs() < 1e-6), "{found:?}");
        assert!(found[8..].iter().all(|beyond| *beyond == 0.0), "{found:?}");
    }

    #[test]
    fn what_one_side_adds_is_beyond_the_other() {
        let (short, long) = (said(&[1, 2, 3], &[]), said(&[1, 2, 3, 4], &[7, 8]));
        for found in [wording(&short, &long), wording(&long, &short)] {
            assert!((number(found, "runs-of-2-in-shorter") - 1.0).abs() < 1e-6);
            assert!((number(found, "runs-of-2-in-longer") - 2.0 / 3.0).abs() < 1e-6);
            assert!(number(found, "beyond-lesser").abs() < 1e-6);
            assert!((number(found, "beyond-greater") - 2.0).abs() < 1e-6);
            assert!((number(found, "values-beyond-greater") - 2.0).abs() < 1e-6);
        }
    }

    #[test]
    fn empty_statements_have_nothing_in_common() {
        assert!(wording(&said(&[], &[]), &said(&[], &[])).iter().all(|x| *x == 0.0));
    }
}
