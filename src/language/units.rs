//! Units of measure, time and money: names, symbols, and how to convert between them.
//!
//! In: `units.csv`, `currencies.csv`. Out: [`Units`]. Invariant: two units of one dimension convert into
//! each other by their factors; each currency is a dimension of its own, for no rate is known here.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::PackFiles;
use crate::error::Result;
use crate::model::WordId;
use crate::text::{PhraseTable, word_id};

/// A unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unit {
    /// Normalised name ("kilometre").
    pub name: &'static str,
    /// What it measures ("length"); two amounts compare only within one.
    pub dimension: &'static str,
    /// Multiplies a value into the dimension's base unit.
    pub factor: f64,
    /// Added after multiplying (temperatures).
    pub offset: f64,
    /// Whether it is read only against the digits ("37m").
    pub glued: bool,
    /// Whether it is read only after a number in digits.
    pub digits: bool,
    /// Whether it names a scale, before or after a number, which tells what is measured ("magnitude 6.4", "6.4-magnitude").
    pub scale: bool,
}

/// The units of a language.
#[derive(Debug, Default)]
pub struct Units {
    after: PhraseTable<Unit>,
    symbols: FxHashMap<WordId, &'static str>,
    dollars: FxHashMap<WordId, &'static str>,
    transliterated: FxHashMap<WordId, &'static str>,
    by_name: FxHashMap<&'static str, Unit>,
    age: Option<&'static str>,
    pound: (&'static str, &'static str),
}

/// A row of `units.csv`.
#[derive(Deserialize)]
struct UnitRow {
    phrase: String,
    unit: String,
    dimension: String,
    factor: f64,
    #[serde(default)]
    offset: Option<f64>,
    #[serde(default)]
    place: String,
}

/// A row of `currencies.csv`: a sign or code that stands before an amount; `kind` is `sign` for one that
/// stands by itself, `prefix` for letters before a dollar sign ("HK").
#[derive(Deserialize)]
struct CurrencyRow {
    sign: String,
    kind: String,
    unit: String,
}

impl Units {
    /// Reads `units.csv` and `currencies.csv`.
    ///
    /// # Errors
    /// A row of another form.
    pub fn read(files: &PackFiles) -> Result<Self> {
        let mut units = Self::default();
        let mut names: FxHashMap<String, &'static str> = FxHashMap::default();
        let mut intern = |text: String| -> &'static str {
            // packs live as long as the program: a few hundred names, read once
            names.entry(text).or_insert_with_key(|text| text.clone().leak())
        };
        for row in files.rows::<UnitRow>("units.csv")? {
            let unit = Unit {
                name: intern(row.unit),
                dimension: intern(row.dimension),
                factor: row.factor,
                offset: row.offset.unwrap_or(0.0),
                glued: row.place == "glued",
                digits: row.place == "digits",
                scale: row.place == "scale",
            };
            match unit.dimension {
                "age" if (unit.factor - 1.0).abs() < 1e-9 => units.age = Some(unit.name),
                // one word for two things: the rows of each name them
                "mass" if row.phrase == "lb" => units.pound.1 = unit.name,
                dimension if dimension.starts_with("money") && row.phrase == "gbp" => units.pound.0 = unit.name,
                _ => {}
            }
            units.by_name.entry(unit.name).or_insert(unit);
            units.after.insert(&row.phrase, unit);
        }
        for row in files.rows::<CurrencyRow>("currencies.csv")? {
            let table = match row.kind.as_str() {
                "prefix" => &mut units.dollars,
                "ascii" => &mut units.transliterated,
                _ => &mut units.symbols,
            };
            table.insert(word_id(&row.sign), intern(row.unit));
        }
        Ok(units)
    }

    /// Units that stand after a number.
    #[must_use]
    pub const fn after(&self) -> &PhraseTable<Unit> {
        &self.after
    }

    /// The currency of a sign or code before a number.
    #[must_use]
    pub fn currency(&self, sign: WordId) -> Option<&'static str> {
        self.symbols.get(&sign).copied()
    }

    /// The currency of letters before a dollar sign.
    #[must_use]
    pub fn dollar(&self, prefix: WordId) -> Option<&'static str> {
        self.dollars.get(&prefix).copied()
    }

    /// The currency of letters that stand for its sign where a text has lost it ("PS2.7m").
    #[must_use]
    pub fn transliterated(&self, letters: WordId) -> Option<&'static str> {
        self.transliterated.get(&letters).copied()
    }

    /// The unit of a normalised name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Unit> {
        self.by_name.get(name)
    }

    /// The unit of ages, where the language has one.
    #[must_use]
    pub const fn age(&self) -> Option<&'static str> {
        self.age
    }

    /// Pounds of money, and of weight.
    #[must_use]
    pub const fn pound(&self) -> (&'static str, &'static str) {
        self.pound
    }

    /// The words that stand in a unit's first place, and signs of money.
    pub(super) fn triggers(&self) -> impl Iterator<Item = WordId> + '_ {
        self.after.first_words().chain(self.symbols.keys().copied())
    }
}
