//! Weights of a learned linear model: a readable table of features.
//!
//! In: a CSV file of features, each with one weight a class. Out: sums of the weights of features.
//! Invariant: a feature that is not listed weighs nothing, but for one of 65,536 that passes for another; a look-up reads
//! one slot and takes no branch that cannot be foreseen, as some thousand are made a sentence.

use std::cmp::Reverse;
use std::hint::select_unpredictable;

use super::{Feature, PackFiles, Spelling};
use crate::error::{Error, Result};
use crate::text::{Code, FeatureId, FeatureSink, Template, Value, place};

/// The weights of a model that tells `N` classes apart, by feature.
///
/// Features of codes have a table of all that there may be. For those of words the hash is perfect: each has a slot of its
/// own. Three of ten are not listed, and a search that ends sooner for some than for others costs more in wrong guesses of
/// the processor than the look-up itself. Weights are hundredths, as their file has them, and keys are short: the
/// tables stay in the cache of one core.
#[derive(Debug)]
pub struct Weights<const N: usize> {
    /// The weights of features of two codes, by place.
    table: Vec<[i16; N]>,
    /// One a group of features: under it, each of them has a slot that no other has.
    seeds: Vec<u16>,
    slots: Vec<Slot<N>>,
    size: Size,
    rows: usize,
}

/// A feature with its weights, in hundredths.
type Row<const N: usize> = (FeatureId, [i16; N]);

/// A feature's weights; a free slot has none.
#[derive(Debug, Clone, Copy)]
struct Slot<const N: usize> {
    /// A part of the feature's id.
    key: u16,
    weights: [i16; N],
}

impl<const N: usize> Slot<N> {
    const FREE: Self = Self { key: 0, weights: [0; N] };
}

impl<const N: usize> Default for Weights<N> {
    fn default() -> Self {
        Self::from_rows(&[])
    }
}

impl<const N: usize> Weights<N> {
    /// Reads a table whose rows are a feature and its weights; an absent file is an empty model.
    ///
    /// # Errors
    /// A row of another form.
    pub fn read(files: &PackFiles, name: &str) -> Result<Self> {
        let spelling = Spelling::new();
        let lines = files.text(name).unwrap_or_default().lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
        // the first names the columns
        let rows = lines.skip(1).map(|line| {
            let row = row(line, &spelling);
            row.ok_or_else(|| {
                Error::malformed(format!("`{line}` is no feature with its weights")).in_source(files.path(name))
            })
        });
        Ok(Self::from_rows(&rows.collect::<Result<Vec<_>>>()?))
    }

    /// Makes a model of weights by feature; of several rows of a feature, the last counts.
    #[must_use]
    pub fn from_rows(rows: &[(Feature, [f32; N])]) -> Self {
        let id = |f: &Feature| FeatureId::new(f.template, f.values.0, f.values.1);
        let mut sorted: Vec<Row<N>> = rows.iter().rev().map(|(f, weights)| (id(f), hundredths(weights))).collect();
        sorted.sort_by_key(|row| row.0);
        sorted.dedup_by_key(|row| row.0);
        let mut size = Size::new(sorted.len());
        let of_one_group = |a: &Row<N>, b: &Row<N>| size.group(a.0) == size.group(b.0);
        let mut groups: Vec<&[Row<N>]> = sorted.chunk_by(of_one_group).collect();
        // the largest are placed first, while most slots are free
        groups.sort_by_key(|group| Reverse(group.len()));
        loop {
            let seeds = vec![0; size.groups];
            let slots = vec![Slot::FREE; size.slots];
            let mut found = Self { table: Vec::new(), seeds, slots, size, rows: rows.len() };
            let mut taken = vec![false; size.slots];
            if groups.iter().all(|group| found.place(group, &mut taken)) {
                found.table = table(rows);
                return found;
            }
            size.slots += size.slots / 8 + 1;
        }
    }

    /// Finds a seed under which every feature of a group has a free slot, and fills the slots; tells whether there is one.
    fn place(&mut self, rows: &[Row<N>], taken: &mut [bool]) -> bool {
        let size = self.size;
        let places = |seed: u16| rows.iter().map(move |row| size.slot(row.0, seed));
        let seed = (0..=u16::MAX).find(|seed| {
            let free = places(*seed).take_while(|at| !std::mem::replace(&mut taken[*at], true)).count();
            if free < rows.len() {
                places(*seed).take(free).for_each(|at| taken[at] = false);
            }
            free == rows.len()
        });
        let Some(seed) = seed else { return false };
        for ((feature, weights), at) in rows.iter().zip(places(seed)) {
            self.seeds[size.group(*feature)] = seed;
            self.slots[at] = Slot { key: key(*feature), weights: *weights };
        }
        true
    }

    /// Whether nothing was learned: a pack without the file.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// A sum to which features can be added.
    #[must_use]
    pub const fn sum(&self) -> Sum<'_, N> {
        Sum { weights: self, total: [0; N] }
    }

    /// The weights of a feature; none of one that is not listed.
    #[inline]
    fn get(&self, feature: FeatureId) -> [i16; N] {
        let slot = &self.slots[self.size.slot(feature, self.seeds[self.size.group(feature)])];
        let mask = select_unpredictable(slot.key == key(feature), -1, 0);
        // another's weights are blotted out
        slot.weights.map(|weight| weight & mask)
    }
}

/// Reads a row: a feature, between marks where its words need them, and its weights; one that is not written is none.
///
/// There are so many of them, and the first comparison of a run waits, that each is read where it stands.
fn row<const N: usize>(line: &str, spelling: &Spelling) -> Option<(Feature, [f32; N])> {
    let (feature, mut rest) = if let Some(marked) = line.strip_prefix('"') {
        let (feature, rest) = marked.rsplit_once("\",")?;
        (spelling.read(&feature.replace("\"\"", "\""))?, rest)
    } else {
        let (feature, rest) = line.split_once(',')?;
        (spelling.read(feature)?, rest)
    };
    let mut weights = [0.0; N];
    for weight in &mut weights {
        let (text, behind) = rest.split_once(',').unwrap_or((rest, ""));
        *weight = if text.is_empty() { 0.0 } else { text.parse().ok()? };
        rest = behind;
    }
    rest.is_empty().then_some((feature, weights))
}

/// Weights as the tables hold them.
#[allow(clippy::cast_possible_truncation, reason = "a weight beyond 327 counts as 327")]
fn hundredths<const N: usize>(weights: &[f32; N]) -> [i16; N] {
    weights.map(|weight| (weight * 100.0).round() as i16)
}

/// The weights of the features of two codes, by place.
fn table<const N: usize>(rows: &[(Feature, [f32; N])]) -> Vec<[i16; N]> {
    let places = || rows.iter().filter_map(|(f, weights)| Some((place(f.template, f.codes?.0, f.codes?.1), weights)));
    let mut table = vec![[0; N]; places().map(|(at, _)| at + 1).max().unwrap_or(0)];
    for (at, weights) in places() {
        table[at] = hundredths(weights);
    }
    table
}

/// How many groups and slots there are.
#[derive(Debug, Clone, Copy)]
struct Size {
    groups: usize,
    slots: usize,
}

impl Size {
    /// About five features share a seed, and nine have ten slots: the tables stay small, and so in the cache.
    const fn new(features: usize) -> Self {
        Self { groups: features / 5 + 1, slots: features + features / 8 + 1 }
    }

    /// The group of a feature: features in order of their ids come by groups.
    const fn group(self, feature: FeatureId) -> usize {
        share((feature.0 >> 32) as u32, self.groups)
    }

    /// The slot of a feature in a group with this seed: the lower half of its id tells.
    #[allow(clippy::cast_possible_truncation, reason = "the lower half")]
    const fn slot(self, feature: FeatureId, seed: u16) -> usize {
        share((feature.0 as u32).wrapping_mul(seed as u32 * 2 + 1), self.slots)
    }
}

/// Shares numbers out among `count` places, in their order.
const fn share(number: u32, count: usize) -> usize {
    ((number as u64 * count as u64) >> 32) as usize
}

/// What tells a feature from others that look for the same slot: bits of its id that tell little of its group and nothing
/// of its slot.
#[allow(clippy::cast_possible_truncation, reason = "a part of the id")]
const fn key(feature: FeatureId) -> u16 {
    (feature.0 >> 32) as u16
}

/// The weights of the features seen so far, added up by class.
#[derive(Debug, Clone)]
pub struct Sum<'a, const N: usize> {
    weights: &'a Weights<N>,
    /// One total a class, in hundredths.
    total: [i32; N],
}

impl<const N: usize> Sum<'_, N> {
    /// One total a class.
    pub fn total(&self) -> [f32; N] {
        self.total.map(|total| total as f32 / 100.0)
    }

    #[inline]
    fn add(&mut self, weights: [i16; N]) {
        for (total, weight) in self.total.iter_mut().zip(weights) {
            *total += i32::from(weight);
        }
    }
}

impl<const N: usize> FeatureSink for Sum<'_, N> {
    #[inline]
    fn put_values(&mut self, template: Template, a: Value, b: Value) {
        self.add(self.weights.get(FeatureId::new(template, a, b)));
    }

    #[inline]
    fn put_codes(&mut self, template: Template, a: Code, b: Code) {
        if let Some(weights) = self.weights.table.get(place(template, a, b)) {
            self.add(*weights);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(i: u16) -> Value {
        Value(u64::from(i).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn feature(i: u16) -> Feature {
        Feature { template: Template::new("word", 0), values: (value(i), Value::NONE), codes: None }
    }

    /// The weight of a feature in a model of one class, in hundredths.
    fn weight(weights: &Weights<1>, i: u16) -> i32 {
        let mut sum = weights.sum();
        sum.put(Template::new("word", 0), value(i), Code::NONE);
        sum.total[0]
    }

    #[test]
    fn every_row_is_found_and_hardly_anything_else() {
        for length in [0, 1, 2, 3, 10, 1000, 20_000] {
            let rows: Vec<_> = (0..length).map(|i| (feature(i), [f32::from(i) / 100.0])).collect();
            let weights = Weights::from_rows(&rows);
            assert!((0..length).all(|i| weight(&weights, i) == i32::from(i)), "{length}");
            // one of 65,536 passes for another
            assert!((length..60_000).filter(|i| weight(&weights, *i) != 0).count() < 5, "{length}");
        }
    }

    #[test]
    fn the_last_row_of_a_feature_counts() {
        let weights = Weights::from_rows(&[(feature(1), [1.0]), (feature(1), [2.0])]);
        assert_eq!(weight(&weights, 1), 200);
    }

    #[test]
    fn a_row_is_a_feature_with_its_weights() {
        let spelling = Spelling::new();
        let read = |line| row::<2>(line, &spelling);
        let feature = |text| spelling.read(text);
        assert_eq!(read("start.w=that,0.5,-1"), feature("start.w=that").map(|f| (f, [0.5, -1.0])));
        assert_eq!(read("\"start.w=,\",0.5,"), feature("start.w=,").map(|f| (f, [0.5, 0.0])));
        assert_eq!(
            read("\"end.gap&next-word=#quote|\"\"\",,2"),
            feature("end.gap&next-word=#quote|\"").map(|f| (f, [0.0, 2.0]))
        );
        for line in
            ["start.w=that", "start.w=that,0.5,1,2", "start.w,0.5,1", "start.none=that,0.5,1", "start.s=#nowhere,0.5,1"]
        {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn features_of_codes_weigh_the_same_in_the_table() {
        use crate::language::choices::{END_S_SN, START_W};
        use crate::language::codes::{COMMA, STOP};
        let spelling = Spelling::new();
        let rows = ["end.s&s+1=#comma|#stop,0.5", "start.w=#comma,0.25"];
        let rows: Vec<_> = rows.iter().filter_map(|line| row::<1>(line, &spelling)).collect();
        let weights = Weights::from_rows(&rows);
        let mut sum = weights.sum();
        sum.put(END_S_SN, COMMA, STOP);
        assert_eq!(sum.total, [50]);
        sum.put(END_S_SN, STOP, COMMA);
        assert_eq!(sum.total, [50]);
        // a value may be a code where others are words
        sum.put(START_W, Value::from(COMMA), Code::NONE);
        assert_eq!(sum.total, [75]);
    }
}
