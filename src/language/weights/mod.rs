//! Weights of a learned linear model: a readable table of features.
//!
//! In: a CSV file of features, each with one weight a class. Out: sums of the weights of features.
//! Invariant: a feature that is not listed weighs nothing; a look-up takes no branch that cannot be foreseen, as some
//! thousand are made a sentence.

mod matrix;
mod packing;
mod pairs;

use rustc_hash::FxHashMap;

use self::matrix::Matrix;
pub use self::packing::Packing;
use self::packing::{Cell, gain};
use self::pairs::Pairs;
use super::features::{Part, wholes};
use super::{Feature, PackFiles, Spelling, Vocabulary};
use crate::error::{Error, Result};
use crate::text::{Code, Family, FeatureId, FeatureSink, Kind, OneWord, Template, Value, Word};

/// The weights of a model that tells `N` classes apart, by feature, in hundredths, as its file has them.
///
/// Each kind of feature has a table of its own. A word is known by its number in the vocabulary, so that no table but that
/// of pairs of words needs a hash. The weights of a feature that is a part of another are added to those of the other.
#[derive(Debug)]
pub struct Weights<const N: usize>
where
    [i16; N]: Packing,
{
    /// Features of two codes, by family, then by place.
    codes: Box<[[Cell<N>; PLACES]; Kind::Codes.most()]>,
    /// Features of one word, by family, then by word: no line of the cache holds what is not asked for.
    words: Box<[[Cell<N>; WORDS]; Kind::Word.most()]>,
    /// Features of a word and a code.
    mixed: Matrix<N>,
    /// Features of two words.
    pairs: Pairs<N>,
    rows: usize,
}

/// A row of a file: a feature with its weights.
pub type Row<const N: usize> = (Feature, [f32; N]);

impl<const N: usize> Default for Weights<N>
where
    [i16; N]: Packing,
{
    fn default() -> Self {
        Self::new(&[], &Vocabulary::default())
    }
}

impl<const N: usize> Weights<N>
where
    [i16; N]: Packing,
{
    /// Makes a model of weights by feature; several rows of a feature add up.
    #[must_use]
    pub fn new(rows: &[Row<N>], vocabulary: &Vocabulary) -> Self {
        let mut codes = boxed([Cell::<N>::default(); PLACES]);
        let mut words = boxed([Cell::<N>::default(); WORDS]);
        let (mut mixed, mut pairs) = (Vec::new(), Vec::new());
        // each family has many rows
        let mut known: FxHashMap<Template, Vec<(Template, Part)>> = FxHashMap::default();
        for (feature, weights) in rows {
            let weights = hundredths(weights).pack();
            let (a, b) = (vocabulary.word(feature.values.0), vocabulary.word(feature.values.1));
            // its own family, and those whose features it is a part of
            let of_family = known.entry(feature.template).or_insert_with(|| wholes(feature.template).collect());
            for (template, part) in of_family.iter().copied() {
                let family = template.number();
                match (template.kind, part, feature.codes) {
                    (Kind::Codes, Part::Whole, (Some(a), Some(b))) => {
                        gain::<N>(&mut codes[family][place(a, b)], weights);
                    }
                    (Kind::Codes, Part::First, (Some(a), _)) => {
                        Code::all().for_each(|b| gain::<N>(&mut codes[family][place(a, b)], weights));
                    }
                    (Kind::Codes, Part::Second, (Some(b), _)) => {
                        Code::all().for_each(|a| gain::<N>(&mut codes[family][place(a, b)], weights));
                    }
                    (Kind::Word, _, (_, Some(Code::NONE))) => gain::<N>(&mut words[family][a.place()], weights),
                    (Kind::WordCode, Part::Whole, (_, Some(code))) => mixed.push((template, a, Some(code), weights)),
                    (Kind::CodeWord, Part::Whole, (Some(code), _)) => mixed.push((template, b, Some(code), weights)),
                    (Kind::WordCode | Kind::CodeWord, Part::First | Part::Second, _) => {
                        mixed.push((template, a, None, weights));
                    }
                    (Kind::Words, ..) => pairs.push((pair(template, a.number, b.number), weights)),
                    // a feature of other values than its family has is never asked for
                    _ => {}
                }
            }
        }
        Self { codes, words, mixed: Matrix::new(mixed), pairs: Pairs::new(pairs), rows: rows.len() }
    }

    /// Whether nothing was learned: a pack without the file.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// A sum to which features can be added.
    #[must_use]
    pub fn sum(&self) -> Sum<'_, N> {
        Sum { weights: self, sum: <[i16; N] as Packing>::Sum::default() }
    }
}

/// One family's features of two codes, and so many that those of the next do not share their lines of the cache.
const PLACES: usize = Code::COUNT * Code::COUNT + 80;

/// One family's features of a word, and so many that those of the next do not share their lines of the cache.
const WORDS: usize = Word::MOST + 80;

/// The place of a feature of two codes among those of its family: those of one second code stand beside each other.
const fn place(a: Code, b: Code) -> usize {
    b.number() * Code::COUNT + a.number()
}

/// A table of equal entries, of a size that the compiler knows: it need not check the places of look-ups.
fn boxed<T: Clone, const SIZE: usize>(entry: T) -> Box<[T; SIZE]> {
    // never an array on the stack, which has no room for it
    let Ok(entries) = vec![entry; SIZE].try_into() else { unreachable!("there are as many entries as places") };
    entries
}

/// The feature of two words of these numbers.
const fn pair(template: Template, a: u16, b: u16) -> FeatureId {
    FeatureId::new(template, Value(a as u64), Value(b as u64))
}

/// Reads a table whose rows are a feature and its weights; an absent file has none.
///
/// # Errors
/// A row of another form.
pub(super) fn read<const N: usize>(files: &PackFiles, name: &str) -> Result<Vec<Row<N>>> {
    let spelling = Spelling::new();
    let lines = files.text(name).unwrap_or_default().lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
    // the first names the columns
    let rows = lines.skip(1).map(|line| {
        let row = row(line, &spelling);
        row.ok_or_else(|| {
            Error::malformed(format!("`{line}` is no feature with its weights")).in_source(files.path(name))
        })
    });
    rows.collect()
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

/// The weights of the features seen so far, added up by class.
#[derive(Debug, Clone)]
pub struct Sum<'a, const N: usize>
where
    [i16; N]: Packing,
{
    weights: &'a Weights<N>,
    sum: <[i16; N] as Packing>::Sum,
}

impl<const N: usize> Sum<'_, N>
where
    [i16; N]: Packing,
{
    /// One total a class.
    pub fn total(&self) -> [f32; N] {
        std::array::from_fn(|class| <[i16; N]>::total(self.sum, class) as f32 / 100.0)
    }

    #[inline]
    fn add(&mut self, weights: Cell<N>) {
        self.sum += weights.into();
    }
}

impl<const N: usize> FeatureSink for Sum<'_, N>
where
    [i16; N]: Packing,
{
    #[inline]
    fn put_codes(&mut self, template: Template, a: Code, b: Code) {
        self.add(self.weights.codes[template.number()][place(a, b)]);
    }

    #[inline]
    fn put_word_code(&mut self, template: Template, word: Word, code: Code) {
        self.add(self.weights.mixed.get(template, word, code));
    }

    #[inline]
    fn put_code_word(&mut self, template: Template, code: Code, word: Word) {
        self.add(self.weights.mixed.get(template, word, code));
    }

    #[inline]
    fn put_words(&mut self, template: Template, a: Word, b: Word) {
        self.add(self.weights.pairs.get(pair(template, a.number, b.number)));
    }

    #[inline]
    fn put_word(&mut self, family: Family<OneWord>, word: Word) {
        self.add(self.weights.words[family.template.number()][word.place()]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

    /// A model of rows, and its words by their text.
    fn model(rows: &[&str]) -> (Weights<1>, Vocabulary) {
        let spelling = Spelling::new();
        let rows: Vec<Row<1>> = rows.iter().filter_map(|line| row(line, &spelling)).collect();
        let vocabulary = Vocabulary::new(rows.iter().map(|(feature, _)| feature));
        (Weights::new(&rows, &vocabulary), vocabulary)
    }

    #[test]
    fn features_of_every_kind_weigh_what_their_row_says() {
        use crate::language::choices::{END_P_S, END_S_N, END_S_SN, END_W_N, START_P};
        use crate::language::codes::{COMMA, STOP};
        let rows = [
            "end.s&s+1=#comma|#stop,0.5",
            "start.w-1=#comma,0.25",
            "start.w-1=that,1",
            "end.w-1&s=that|#comma,4",
            "end.w-1&s=that|#stop,8",
            "end.s&w+1=#stop|that,16",
            "end.w&w+1=the|that,32",
        ];
        let (weights, vocabulary) = model(&rows);
        let word = |text| vocabulary.word(Value::word(crate::text::word_id(text)));
        let (that, the, mill) = (word("that"), word("the"), word("mill"));
        let of = |put: fn(&mut Sum<'_, 1>, Word, Word), a, b| {
            let mut sum = weights.sum();
            put(&mut sum, a, b);
            sum.sum
        };
        assert_eq!(of(|sum, _, _| sum.put(END_S_SN, COMMA, STOP), mill, mill), 50);
        assert_eq!(of(|sum, _, _| sum.put(END_S_SN, STOP, COMMA), mill, mill), 0);
        // a word's place may hold a code
        assert_eq!(of(|sum, a, _| sum.put_word(START_P, a), vocabulary.word(Value::code(COMMA)), mill), 25);
        assert_eq!(of(|sum, a, _| sum.put_word(START_P, a), that, mill), 100);
        assert_eq!(of(|sum, a, _| sum.put_word(START_P, a), mill, mill), 0);
        assert_eq!(of(|sum, a, _| sum.put(END_P_S, a, COMMA), that, mill), 400);
        assert_eq!(of(|sum, a, _| sum.put(END_P_S, a, STOP), that, mill), 800);
        assert_eq!(of(|sum, a, _| sum.put(END_P_S, a, STOP), the, mill), 0);
        assert_eq!(of(|sum, a, _| sum.put(END_S_N, STOP, a), that, mill), 1600);
        assert_eq!(of(|sum, a, _| sum.put(END_S_N, COMMA, a), that, mill), 0);
        assert_eq!(of(|sum, a, b| sum.put(END_W_N, a, b), the, that), 3200);
        assert_eq!(of(|sum, a, b| sum.put(END_W_N, a, b), that, the), 0);
        assert_eq!(of(|sum, a, b| sum.put(END_W_N, a, b), mill, that), 0);
    }

    #[test]
    fn a_part_weighs_where_the_whole_is_asked_for() {
        use crate::language::choices::{END_P_S, END_S_SN};
        use crate::language::codes::{COMMA, STOP};
        let (weights, vocabulary) =
            model(&["end.s=#comma,1", "end.s+1=#stop,2", "end.s&s+1=#comma|#stop,4", "end.w-1=that,8"]);
        let that = vocabulary.word(Value::word(crate::text::word_id("that")));
        let of = |put: fn(&mut Sum<'_, 1>, Word)| {
            let mut sum = weights.sum();
            put(&mut sum, that);
            sum.sum
        };
        assert_eq!(of(|sum, _| sum.put(END_S_SN, COMMA, STOP)), 700);
        assert_eq!(of(|sum, _| sum.put(END_S_SN, COMMA, COMMA)), 100);
        assert_eq!(of(|sum, _| sum.put(END_S_SN, STOP, STOP)), 200);
        assert_eq!(of(|sum, that| sum.put(END_P_S, that, STOP)), 800);
        assert_eq!(of(|sum, _| sum.put(END_P_S, Word::NONE, STOP)), 0);
    }
}
