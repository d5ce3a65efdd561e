//! When an article appeared: a day, and a time of day where the outlet gave one.

use std::cmp::Ordering;
use std::fmt;

use jiff::civil::{Date, Time};
use jiff::tz::Offset;

/// A day with an optional time; without an offset the time is read as UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The calendar day, in the offset given.
    pub date: Date,
    /// The time of day, where one was given.
    pub time: Option<Time>,
    /// The offset from UTC, where one was given.
    pub offset: Option<Offset>,
}

impl Moment {
    /// A day without a time.
    #[must_use]
    pub const fn day(date: Date) -> Self {
        Self { date, time: None, offset: None }
    }

    /// Which came first, where that can be known.
    ///
    /// Two moments on one day of which either lacks a time have no known order (`None`),
    /// unless they are the same to the letter, which tells nothing either.
    #[must_use]
    pub fn order(&self, other: &Self) -> Option<Ordering> {
        match (self.instant(), other.instant()) {
            (Some(a), Some(b)) => Some(a.cmp(&b)),
            _ if self.date == other.date => None,
            _ => Some(self.date.cmp(&other.date)),
        }
    }

    /// Seconds from this moment to the other, where both have a time of day.
    #[must_use]
    pub fn seconds_until(&self, other: &Self) -> Option<i64> {
        Some(other.instant()? - self.instant()?)
    }

    /// A total order for sorting rows: by day, then days without a time first, then by instant.
    #[must_use]
    pub fn sort_key(&self) -> (Date, Option<i64>) {
        (self.date, self.instant())
    }

    /// Seconds since the epoch, where a time is known.
    fn instant(&self) -> Option<i64> {
        let offset = self.offset.unwrap_or(Offset::UTC);
        let time = self.time?;
        offset.to_timestamp(self.date.to_datetime(time)).ok().map(jiff::Timestamp::as_second)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date)?;
        let Some(time) = self.time else { return Ok(()) };
        write!(f, "T{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())?;
        match self.offset {
            None => Ok(()),
            Some(Offset::UTC) => f.write_str("Z"),
            Some(offset) => {
                let seconds = offset.seconds();
                let sign = if seconds < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", seconds.abs() / 3600, seconds.abs() / 60 % 60)
            }
        }
    }
}
