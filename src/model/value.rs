//! What a number or a date means: an interval, with the sign of how it was hedged.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How an amount was said to relate to its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Bound {
    /// Exactly.
    #[default]
    #[serde(rename = "=")]
    Exact,
    /// About.
    #[serde(rename = "~")]
    About,
    /// Less than, nearly, up to.
    #[serde(rename = "<")]
    Below,
    /// More than, at least.
    #[serde(rename = ">")]
    Above,
}

impl Bound {
    /// The sign of the contract's column `bound`.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Exact => "=",
            Self::About => "~",
            Self::Below => "<",
            Self::Above => ">",
        }
    }
}

/// A closed interval of numbers; an open end is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Interval {
    /// The least value meant.
    pub min: Option<f64>,
    /// The greatest value meant.
    pub max: Option<f64>,
}

impl Interval {
    /// The single value `v`.
    #[must_use]
    pub const fn exact(v: f64) -> Self {
        Self { min: Some(v), max: Some(v) }
    }

    /// Whether it ends on both sides.
    #[must_use]
    pub const fn is_closed(&self) -> bool {
        self.min.is_some() && self.max.is_some()
    }

    /// Whether both could hold: the two share a value.
    #[must_use]
    pub fn intersects(&self, other: &Self) -> bool {
        let below = |low: Option<f64>, high: Option<f64>| match (low, high) {
            (Some(low), Some(high)) => low <= high * (1.0 + 1e-9) + 1e-12,
            _ => true,
        };
        below(self.min, other.max) && below(other.min, self.max)
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        let low = match (self.min, other.min) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(a), Some(b)) => a <= b,
        };
        let high = match (self.max, other.max) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(a), Some(b)) => b <= a,
        };
        low && high
    }

    /// The one value meant, where the interval is a point.
    #[must_use]
    pub fn point(&self) -> Option<f64> {
        #[allow(clippy::float_cmp, reason = "a point is written with two equal ends")]
        self.min.filter(|min| Some(*min) == self.max)
    }
}

/// Calendar days, both inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateRange {
    /// The first day.
    pub start: Date,
    /// The last day.
    pub end: Date,
}

impl DateRange {
    /// A single day.
    #[must_use]
    pub const fn day(date: Date) -> Self {
        Self { start: date, end: date }
    }

    /// Whether the two share a day.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start <= other.end && other.start <= self.end
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}
