//! Words that hedge an amount: each has a sign and says how far the value may lie.
//!
//! In: `bounds.csv`. Out: [`Bounds`]. Invariant: the limits are factors of the value written.

use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::PackFiles;
use crate::error::Result;
use crate::model::{Bound, Interval, Token, WordId};
use crate::text::PhraseTable;

/// How a phrase widens a value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hedge {
    /// The sign of the contract.
    pub sign: Bound,
    /// The least value meant, as a factor of the value written; open where empty.
    pub low: Option<f64>,
    /// The greatest value meant, as a factor of the value written; open where empty.
    pub high: Option<f64>,
}

impl Hedge {
    /// Nothing said.
    pub const NONE: Self = Self { sign: Bound::Exact, low: Some(1.0), high: Some(1.0) };

    /// The interval meant by a hedged interval of values.
    #[must_use]
    pub fn widen(&self, values: Interval) -> Interval {
        let scale = |end: Option<f64>, factor: Option<f64>, other: Option<f64>| match (end, factor) {
            // a factor below one moves a negative value up: swap the ends' factors there
            (Some(v), Some(f)) if v >= 0.0 => Some(v * f),
            (Some(v), _) if v < 0.0 => other.map(|f| v * f),
            _ => None,
        };
        Interval { min: scale(values.min, self.low, self.high), max: scale(values.max, self.high, self.low) }
    }
}

/// The hedges of a language.
#[derive(Debug, Default)]
pub struct Bounds {
    before: PhraseTable<Hedge>,
    after: PhraseTable<Hedge>,
    longest: usize,
    last_words: FxHashSet<WordId>,
}

/// Where a hedge stands.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Place {
    Before,
    After,
}

/// A row of `bounds.csv`.
#[derive(Deserialize)]
struct BoundRow {
    phrase: String,
    place: Place,
    sign: Bound,
    low: Option<f64>,
    high: Option<f64>,
}

impl Bounds {
    /// Reads `bounds.csv`.
    ///
    /// # Errors
    /// A row of another form.
    pub fn read(files: &PackFiles) -> Result<Self> {
        let mut bounds = Self::default();
        for row in files.rows::<BoundRow>("bounds.csv")? {
            let hedge = Hedge { sign: row.sign, low: row.low, high: row.high };
            match row.place {
                Place::Before => {
                    let words = PhraseTable::<Hedge>::words(&row.phrase);
                    bounds.longest = bounds.longest.max(words.len());
                    bounds.last_words.extend(words.last());
                    bounds.before.insert(&row.phrase, hedge);
                }
                Place::After => bounds.after.insert(&row.phrase, hedge),
            }
        }
        Ok(bounds)
    }

    /// The longest hedge that ends with the last of `tokens`: how many tokens it takes.
    #[must_use]
    pub fn ending(&self, tokens: &[Token]) -> Option<(usize, Hedge)> {
        if !self.last_words.contains(&tokens.last()?.word) {
            return None;
        }
        (1..=self.longest.min(tokens.len())).rev().find_map(|length| {
            let (taken, hedge) = self.before.longest_at(&tokens[tokens.len() - length..])?;
            (taken == length).then_some((length, *hedge))
        })
    }

    /// The longest hedge that starts at the first of `tokens`, after an amount.
    #[must_use]
    pub fn following(&self, tokens: &[Token]) -> Option<(usize, Hedge)> {
        self.after.longest_at(tokens).map(|(length, hedge)| (length, *hedge))
    }

    /// The words that hedge.
    pub(super) fn triggers(&self) -> impl Iterator<Item = WordId> + '_ {
        self.last_words.iter().copied()
    }
}
