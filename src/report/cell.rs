//! One typed value of a row.

use std::borrow::Cow;
use std::io::{self, Write};

use serde_json::Value;

use crate::model::{DateRange, Moment, Probability};

/// One value of a row; every format writes it in its own way.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    /// Unknown.
    Empty,
    /// Words.
    Text(Cow<'a, str>),
    /// A count, an index or an offset.
    Integer(i64),
    /// A measured or stated number.
    Number(f64),
    /// A probability in thousandths.
    Thousandths(u16),
    /// Yes or no.
    Boolean(bool),
    /// A JSON array.
    List(Value),
}

impl Cell<'_> {
    /// The cell as text: what CSV and a terminal show.
    #[must_use]
    pub fn to_text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Integer(n) => Cow::Owned(n.to_string()),
            Self::Number(n) => Cow::Owned(plain(*n)),
            Self::Thousandths(n) => Cow::Owned(thousandths(*n)),
            Self::Boolean(true) => Cow::Borrowed("true"),
            Self::Boolean(false) => Cow::Borrowed("false"),
            Self::List(value) => Cow::Owned(value.to_string()),
        }
    }

    /// Writes the cell as a JSON value.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Empty => out.write_all(b"null"),
            Self::Text(text) => Ok(serde_json::to_writer(out, text.as_ref())?),
            Self::List(value) => Ok(serde_json::to_writer(out, value)?),
            Self::Number(n) if plain(*n).is_empty() => out.write_all(b"null"),
            _ => out.write_all(self.to_text().as_bytes()),
        }
    }
}

/// A number as people write it: 250, not 250.0 or 2.5e2; twelve digits that count; nothing for what is no number.
fn plain(n: f64) -> String {
    if !n.is_finite() {
        return String::new();
    }
    let rounded: f64 = format!("{n:.11e}").parse().unwrap_or(n);
    // no minus before zero
    (rounded + 0.0).to_string()
}

fn thousandths(n: u16) -> String {
    (f64::from(n) / 1000.0).to_string()
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(Cow::Borrowed(text)) }
    }
}

impl<'a> From<&'a String> for Cell<'a> {
    fn from(text: &'a String) -> Self {
        text.as_str().into()
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(Cow::Owned(text)) }
    }
}

impl<'a> From<Cow<'a, str>> for Cell<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

impl From<u32> for Cell<'_> {
    fn from(n: u32) -> Self {
        Self::Integer(i64::from(n))
    }
}

impl From<u64> for Cell<'_> {
    fn from(n: u64) -> Self {
        Self::Integer(i64::try_from(n).unwrap_or(i64::MAX))
    }
}

impl From<usize> for Cell<'_> {
    fn from(n: usize) -> Self {
        Self::Integer(i64::try_from(n).unwrap_or(i64::MAX))
    }
}

impl From<f64> for Cell<'_> {
    fn from(n: f64) -> Self {
        Self::Number(n)
    }
}

impl From<Probability> for Cell<'_> {
    fn from(p: Probability) -> Self {
        Self::Thousandths(p.thousandths())
    }
}

impl From<bool> for Cell<'_> {
    fn from(b: bool) -> Self {
        Self::Boolean(b)
    }
}

impl From<Moment> for Cell<'_> {
    fn from(moment: Moment) -> Self {
        Self::Text(Cow::Owned(moment.to_string()))
    }
}

impl From<jiff::civil::Date> for Cell<'_> {
    fn from(date: jiff::civil::Date) -> Self {
        Self::Text(Cow::Owned(date.to_string()))
    }
}

impl From<Value> for Cell<'_> {
    fn from(value: Value) -> Self {
        Self::List(value)
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell<'_> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// The first and last day of a range, as cells.
pub(super) fn days(range: Option<DateRange>) -> (Option<jiff::civil::Date>, Option<jiff::civil::Date>) {
    (range.map(|r| r.start), range.map(|r| r.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(cell: &Cell<'_>) -> String {
        let mut out = Vec::new();
        cell.write_json(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn numbers_are_written_plainly() {
        for (number, text) in [
            (250.0, "250"),
            (1_200_000.0, "1200000"),
            (0.1 + 0.2, "0.3"),
            (2.5, "2.5"),
            (1e21, "1000000000000000000000"),
            (-0.0, "0"),
            (f64::NAN, ""),
            (f64::INFINITY, ""),
        ] {
            assert_eq!(Cell::Number(number).to_text(), text);
        }
        assert_eq!(json(&Cell::Number(f64::NAN)), "null");
        assert_eq!(json(&Cell::from(Probability::new(0.8125))), "0.813");
        assert_eq!(json(&Cell::from("a \"b\"\n")), r#""a \"b\"\n""#);
        assert_eq!(json(&Cell::from("")), "null");
        assert_eq!(json(&Cell::from(serde_json::json!([[1, 2]]))), "[[1,2]]");
    }
}
