//! Number words: what each contributes to a value, and vague counts with their usual range.
//!
//! In: `numbers.csv`, `vague.csv`. Out: [`Numbers`]. Invariant: a vague count's range contains its interval.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::PackFiles;
use crate::error::Result;
use crate::model::{Interval, WordId};
use crate::text::{PhraseTable, word_id};

/// What a word contributes to a cardinal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cardinal {
    /// One to nineteen, zero.
    Unit(f64),
    /// Twenty to ninety.
    Ten(f64),
    /// A hundred: multiplies what stands before it.
    Hundred(f64),
    /// A thousand and above: closes a group.
    Scale(f64),
    /// A dozen: multiplies, and is a count by itself.
    Group(f64),
}

/// What a word can mean in a number; "third" is both an ordinal and a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct NumberWord {
    /// As part of a cardinal.
    pub cardinal: Option<Cardinal>,
    /// As an ordinal.
    pub ordinal: Option<f64>,
    /// As a fraction: "half" is 0.5.
    pub fraction: Option<f64>,
    /// As a magnitude written against digits: "bn".
    pub suffix: Option<f64>,
    /// As how many victims an event had: "double" is 2.
    pub multiple: Option<f64>,
}

/// A count without a number ("dozens").
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Vague {
    /// The low end of its usual range.
    pub value: f64,
    /// The high end of its usual range; equal to `value` where the word names one number.
    pub value_end: f64,
    /// What it can mean.
    pub interval: Interval,
    /// Whether it multiplies a magnitude after it ("several hundred").
    pub multiplies: bool,
    /// Whether it is a count only where it multiplies or follows a bound ("few").
    pub weak: bool,
}

/// The number words of a language.
#[derive(Debug, Default)]
pub struct Numbers {
    words: FxHashMap<WordId, NumberWord>,
    vague: PhraseTable<Vague>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Unit,
    Ten,
    Hundred,
    Scale,
    Group,
    Ordinal,
    Fraction,
    Suffix,
    Multiple,
}

/// A row of `numbers.csv`: a word, what it is, and its value.
#[derive(Deserialize)]
struct NumberRow {
    word: String,
    kind: Kind,
    value: f64,
}

/// A row of `vague.csv`: a phrase, its usual range, what it can mean, and how it is used.
#[derive(Deserialize)]
struct VagueRow {
    phrase: String,
    value: f64,
    value_end: f64,
    min: Option<f64>,
    max: Option<f64>,
    #[serde(default)]
    uses: String,
}

impl Numbers {
    /// Reads `numbers.csv` and `vague.csv`.
    ///
    /// # Errors
    /// A row of another form.
    pub fn read(files: &PackFiles) -> Result<Self> {
        let mut numbers = Self::default();
        for row in files.rows::<NumberRow>("numbers.csv")? {
            let word = numbers.words.entry(word_id(&row.word)).or_default();
            match row.kind {
                Kind::Unit => word.cardinal = Some(Cardinal::Unit(row.value)),
                Kind::Ten => word.cardinal = Some(Cardinal::Ten(row.value)),
                Kind::Hundred => word.cardinal = Some(Cardinal::Hundred(row.value)),
                Kind::Scale => word.cardinal = Some(Cardinal::Scale(row.value)),
                Kind::Group => word.cardinal = Some(Cardinal::Group(row.value)),
                Kind::Ordinal => word.ordinal = Some(row.value),
                Kind::Fraction => word.fraction = Some(row.value),
                Kind::Suffix => word.suffix = Some(row.value),
                Kind::Multiple => word.multiple = Some(row.value),
            }
        }
        for row in files.rows::<VagueRow>("vague.csv")? {
            let vague = Vague {
                value: row.value,
                value_end: row.value_end,
                interval: Interval { min: row.min, max: row.max },
                multiplies: row.uses.split_whitespace().any(|u| u == "multiplies"),
                weak: row.uses.split_whitespace().any(|u| u == "weak"),
            };
            numbers.vague.insert(&row.phrase, vague);
        }
        Ok(numbers)
    }

    /// What a word means in a number.
    #[must_use]
    pub fn word(&self, word: WordId) -> Option<&NumberWord> {
        self.words.get(&word)
    }

    /// Vague counts.
    #[must_use]
    pub const fn vague(&self) -> &PhraseTable<Vague> {
        &self.vague
    }

    /// Every word that starts a number.
    pub(super) fn triggers(&self) -> impl Iterator<Item = WordId> + '_ {
        let words =
            self.words.iter().filter(|(_, w)| w.cardinal.is_some() || w.ordinal.is_some() || w.fraction.is_some());
        words.map(|(word, _)| *word).chain(self.vague.first_words())
    }
}
