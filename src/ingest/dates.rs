//! Dates of publication as exports and feeds write them, read as a [`Moment`].
//!
//! Only what is certain is read: a date whose day and month could be exchanged waits for evidence
//! from its input or for the user's word.

use std::fmt;
use std::sync::LazyLock;

use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::columns::rows;
use crate::error::{Error, Result};
use crate::model::Moment;

/// Which of two numbers is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateOrder {
    /// 31/12/2016.
    Dmy,
    /// 12/31/2016.
    Mdy,
}

/// What a date as written tells by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// It has one meaning.
    Sure(Moment),
    /// Two numbers and a year.
    Numeric {
        /// The first number.
        first: i8,
        /// The second number.
        second: i8,
        /// The year.
        year: i16,
        /// The time of day.
        time: Option<Time>,
        /// The offset from UTC.
        offset: Option<Offset>,
    },
    /// It is no date.
    Unreadable,
}

/// A date whose day and month cannot be told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Undecided;

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sure(moment) => moment.fmt(f),
            Self::Numeric { first, second, year, .. } => write!(f, "{first}/{second}/{year}"),
            Self::Unreadable => f.write_str("no date"),
        }
    }
}

impl Reading {
    /// The moment meant, with the order of day and month where one is known; `None` for no date.
    ///
    /// # Errors
    /// Day and month cannot be told apart.
    pub fn settle(&self, order: Option<DateOrder>) -> std::result::Result<Option<Moment>, Undecided> {
        let (first, second, year, time, offset) = match *self {
            Self::Sure(moment) => return Ok(Some(moment)),
            Self::Unreadable => return Ok(None),
            Self::Numeric { first, second, year, time, offset } => (first, second, year, time, offset),
        };
        // a number above twelve is no month, whatever the order is said to be
        let order = match (first > 12, second > 12) {
            (true, false) => DateOrder::Dmy,
            (false, true) => DateOrder::Mdy,
            (true, true) => return Ok(None),
            _ if first == second => DateOrder::Dmy,
            _ => order.ok_or(Undecided)?,
        };
        let (day, month) = if order == DateOrder::Dmy { (first, second) } else { (second, first) };
        Ok(Date::new(year, month, day).ok().map(|date| Moment { date, time, offset }))
    }
}

/// The order of day and month that the dates of one input tell together.
///
/// # Errors
/// Some can only be read one way and some only the other, and others either way.
pub(super) fn infer_order<'a>(readings: impl IntoIterator<Item = &'a Reading>) -> Result<Option<DateOrder>> {
    let (mut dmy, mut mdy, mut open) = (None, None, None);
    for reading in readings {
        if let Reading::Numeric { first, second, .. } = reading {
            let slot = match (*first > 12, *second > 12) {
                (true, false) => &mut dmy,
                (false, true) => &mut mdy,
                (false, false) if first != second => &mut open,
                _ => continue,
            };
            slot.get_or_insert(reading);
        }
    }
    match (dmy, mdy, open) {
        (Some(_), None, _) => Ok(Some(DateOrder::Dmy)),
        (None, Some(_), _) => Ok(Some(DateOrder::Mdy)),
        (Some(a), Some(b), Some(c)) => Err(Error::usage(format!(
            "{a} puts the day first, {b} the month, and {c} can be read both ways: give --date-order dmy or --date-order mdy"
        ))),
        _ => Ok(None),
    }
}

/// A row of `months.csv`.
#[derive(Deserialize)]
struct MonthRow {
    name: String,
    month: i8,
}

/// A row of `zones.csv`.
#[derive(Deserialize)]
struct ZoneRow {
    name: String,
    minutes: i32,
}

static MONTHS: LazyLock<FxHashMap<String, i8>> = LazyLock::new(|| {
    rows(include_str!("../../data/ingest/months.csv")).map(|row: MonthRow| (row.name, row.month)).collect()
});

static ZONES: LazyLock<FxHashMap<String, i32>> = LazyLock::new(|| {
    rows(include_str!("../../data/ingest/zones.csv")).map(|row: ZoneRow| (row.name, row.minutes)).collect()
});

/// The longest date that is looked at.
const LONGEST: usize = 120;

/// Reads one date.
#[must_use]
pub fn read_date(raw: &str) -> Reading {
    let raw = raw.trim();
    if raw.len() > LONGEST {
        return Reading::Unreadable;
    }
    let mut parts = parts_of(raw);
    let Some((time, offset)) = take_time(&mut parts) else { return Reading::Unreadable };
    // exports write a day as its midnight
    let midnight = time == Some(Time::midnight()) && offset.is_none_or(|o| o == Offset::UTC);
    let (time, offset) = if midnight { (None, None) } else { (time, offset) };
    take_day(&parts, time, offset).unwrap_or(Reading::Unreadable)
}

/// A piece of a date.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    /// Digits: value, how many.
    Number(i64, usize),
    /// Letters, in lower case.
    Word(String),
    /// Anything else but white space.
    Mark(char),
}

fn parts_of(raw: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut chars = raw.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_ascii_digit() {
            let mut digits = String::from(c);
            while let Some(d) = chars.next_if(char::is_ascii_digit) {
                digits.push(d);
            }
            parts.push(Part::Number(digits.parse().unwrap_or(i64::MAX), digits.len()));
        } else if c.is_alphabetic() {
            let mut word: String = c.to_lowercase().collect();
            while let Some(d) = chars.next_if(|c| c.is_alphabetic() || *c == '.') {
                if d != '.' {
                    word.extend(d.to_lowercase());
                }
            }
            // the T between day and time
            if word == "t" && chars.peek().is_some_and(char::is_ascii_digit) {
                continue;
            }
            parts.push(Part::Word(word));
        } else if !c.is_whitespace() {
            parts.push(Part::Mark(c));
        }
    }
    parts
}

fn number(part: Option<&Part>) -> Option<i64> {
    match part {
        Some(Part::Number(value, _)) => Some(*value),
        _ => None,
    }
}

fn is_mark(part: Option<&Part>, mark: char) -> bool {
    part == Some(&Part::Mark(mark))
}

/// Takes the time of day and the zone out; `None` where there is one that cannot be.
fn take_time(parts: &mut Vec<Part>) -> Option<(Option<Time>, Option<Offset>)> {
    let at = (0..parts.len()).find(|i| {
        number(parts.get(*i)).is_some() && is_mark(parts.get(i + 1), ':') && number(parts.get(i + 2)).is_some()
    });
    let (start, mut end, mut hour, minute, mut second) = if let Some(i) = at {
        let mut second = 0;
        let mut end = i + 3;
        if is_mark(parts.get(end), ':') {
            second = number(parts.get(end + 1))?;
            end += 2;
            let fraction = is_mark(parts.get(end), '.') || is_mark(parts.get(end), ',');
            if fraction && number(parts.get(end + 1)).is_some() {
                end += 2;
            }
        }
        (i, end, number(parts.get(i))?, number(parts.get(i + 2))?, second)
    } else {
        // "3 PM"
        let pm = |p: Option<&Part>| matches!(p, Some(Part::Word(w)) if w == "am" || w == "pm");
        let Some(i) = (0..parts.len()).find(|i| number(parts.get(*i)).is_some() && pm(parts.get(i + 1))) else {
            return Some((None, None));
        };
        (i, i + 1, number(parts.get(i))?, 0, 0)
    };
    if let Some(Part::Word(word)) = parts.get(end)
        && (word == "am" || word == "pm")
    {
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12 + if word == "pm" { 12 } else { 0 };
        end += 1;
    }
    let (offset, end) = zone_at(parts, end);
    second = second.min(59); // a leap second
    let small = |v: i64| i8::try_from(v).ok();
    let time = Time::new(small(hour)?, small(minute)?, small(second)?, 0).ok()?;
    parts.drain(start..end);
    Some((Some(time), offset))
}

/// The zone that stands at `at`, and where it ends.
fn zone_at(parts: &[Part], mut at: usize) -> (Option<Offset>, usize) {
    let mut offset = None;
    let open = is_mark(parts.get(at), '(');
    if let Some(Part::Word(word)) = parts.get(at + usize::from(open))
        && let Some(minutes) = ZONES.get(word)
    {
        offset = Offset::from_seconds(minutes * 60).ok();
        at += 1 + 2 * usize::from(open);
    }
    let sign = match parts.get(at) {
        Some(Part::Mark('+')) => 1,
        Some(Part::Mark('-' | '\u{2212}')) => -1,
        _ => return (offset, at.min(parts.len())),
    };
    let Some(Part::Number(value, digits)) = parts.get(at + 1) else { return (offset, at) };
    let (minutes, end) = match digits {
        1 | 2 if is_mark(parts.get(at + 2), ':') => {
            (value * 60 + number(parts.get(at + 3)).unwrap_or(0), (at + 4).min(parts.len()))
        }
        1 | 2 => (value * 60, at + 2),
        4 => (value / 100 * 60 + value % 100, at + 2),
        _ => return (offset, at),
    };
    let seconds = i32::try_from(minutes * 60 * sign).ok();
    match seconds.and_then(|s| Offset::from_seconds(s).ok()) {
        Some(found) => (Some(found), end),
        None => (offset, at),
    }
}

/// Reads the day from what is left.
fn take_day(parts: &[Part], time: Option<Time>, offset: Option<Offset>) -> Option<Reading> {
    let sure = |year: i64, month: i64, day: i64| {
        let date = Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        Some(Reading::Sure(Moment { date, time, offset }))
    };
    let numbers: Vec<(i64, usize)> =
        parts.iter().filter_map(|p| if let Part::Number(v, n) = p { Some((*v, *n)) } else { None }).collect();
    let month = parts.iter().find_map(|p| match p {
        Part::Word(word) => MONTHS.get(word).copied(),
        _ => None,
    });
    if let Some(month) = month {
        let month = i64::from(month);
        return match numbers[..] {
            [(year, 4), (day, 1 | 2)] | [(day, 1 | 2), (year, 4)] => sure(year, month, day),
            [(day, 1 | 2), (year, 2)] => sure(full_year(year), month, day),
            _ => None,
        };
    }
    match numbers[..] {
        [(year, 4), (month, 1 | 2), (day, 1 | 2)] => sure(year, month, day),
        [(first, 1 | 2), (second, 1 | 2), (year, digits @ (2 | 4))] => {
            let year = if digits == 2 { full_year(year) } else { year };
            // with full stops the day goes first everywhere
            if parts.iter().filter(|p| **p == Part::Mark('.')).count() >= 2 {
                return sure(year, second, first);
            }
            let (first, second) = (i8::try_from(first).ok()?, i8::try_from(second).ok()?);
            Some(Reading::Numeric { first, second, year: i16::try_from(year).ok()?, time, offset })
        }
        [(day, 8)] => sure(day / 10000, day / 100 % 100, day % 100),
        [(stamp, 14)] if time.is_none() => {
            let small = |v: i64| i8::try_from(v).ok();
            let time =
                Time::new(small(stamp / 10000 % 100)?, small(stamp / 100 % 100)?, small(stamp % 100)?, 0).ok()?;
            let day = stamp / 1_000_000;
            let date = Date::new(i16::try_from(day / 10000).ok()?, small(day / 100 % 100)?, small(day % 100)?).ok()?;
            Some(Reading::Sure(Moment { date, time: Some(time), offset: None }))
        }
        [(seconds, 9 | 10)] if parts.len() == 1 => of_epoch(seconds),
        [(millis, 12 | 13)] if parts.len() == 1 => of_epoch(millis / 1000),
        _ => None,
    }
}

/// The year that two digits mean.
const fn full_year(short: i64) -> i64 {
    if short < 70 { 2000 + short } else { 1900 + short }
}

fn of_epoch(seconds: i64) -> Option<Reading> {
    let moment = Offset::UTC.to_datetime(jiff::Timestamp::from_second(seconds).ok()?);
    Some(Reading::Sure(Moment { date: moment.date(), time: Some(moment.time()), offset: Some(Offset::UTC) }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(raw: &str, order: Option<DateOrder>) -> String {
        match read_date(raw).settle(order) {
            Ok(Some(moment)) => moment.to_string(),
            Ok(None) => "-".into(),
            Err(Undecided) => "?".into(),
        }
    }

    #[test]
    fn the_usual_forms_are_read() {
        for (raw, expected) in [
            ("2016-05-01", "2016-05-01"),
            ("2016/5/1", "2016-05-01"),
            ("20160501", "2016-05-01"),
            ("2016-05-01T10:30", "2016-05-01T10:30:00"),
            ("2016-05-01T10:30:15Z", "2016-05-01T10:30:15Z"),
            ("2016-05-01 10:30:15.123+02:00", "2016-05-01T10:30:15+02:00"),
            ("2016-05-01T10:30:15-0430", "2016-05-01T10:30:15-04:30"),
            ("2016-05-01 00:00:00", "2016-05-01"),
            ("2016-05-01T00:00:00Z", "2016-05-01"),
            ("Sun, 01 May 2016 10:30:00 +0000", "2016-05-01T10:30:00Z"),
            ("Sun, 1 May 2016 10:30:00 GMT", "2016-05-01T10:30:00Z"),
            ("May 1, 2016", "2016-05-01"),
            ("Sunday, May 1st, 2016 3:05 p.m. EDT", "2016-05-01T15:05:00-04:00"),
            ("Sept. 27, 2016", "2016-09-27"),
            ("27 September 2016", "2016-09-27"),
            ("1-May-16", "2016-05-01"),
            ("12:05 AM, 2 Jan 2016", "2016-01-02T00:05:00"),
            ("Published: 3 PM, January 2, 2016", "2016-01-02T15:00:00"),
            ("1 de mayo de 2016", "2016-05-01"),
            ("1er février 2016", "2016-02-01"),
            ("3. März 2016, 14:05 Uhr", "2016-03-03T14:05:00"),
            ("01.05.2016", "2016-05-01"),
            ("01.05.2016 10:30", "2016-05-01T10:30:00"),
            ("31/12/2016", "2016-12-31"),
            ("12/31/2016 11:59 PM", "2016-12-31T23:59:00"),
            ("05/05/2016", "2016-05-05"),
            ("1462098600", "2016-05-01T10:30:00Z"),
            ("1462098600000", "2016-05-01T10:30:00Z"),
            ("20160501103000", "2016-05-01T10:30:00"),
        ] {
            assert_eq!(shown(raw, None), expected, "{raw}");
        }
    }

    #[test]
    fn what_cannot_be_told_is_not_guessed() {
        assert_eq!(shown("05/01/2016", None), "?");
        assert_eq!(shown("05/01/2016", Some(DateOrder::Mdy)), "2016-05-01");
        assert_eq!(shown("05/01/2016", Some(DateOrder::Dmy)), "2016-01-05");
        assert_eq!(shown("13/01/2016", Some(DateOrder::Mdy)), "2016-01-13");
        for raw in
            ["", "yesterday", "May 2016", "2016", "2016-13-01", "32/13/2016", "2016-02-30", "25:61 1 May 2016", "7"]
        {
            assert_eq!(shown(raw, None), "-", "{raw}");
        }
    }

    #[test]
    fn one_sure_date_tells_the_order_of_all() {
        let read = |raws: &[&str]| infer_order(&raws.iter().map(|r| read_date(r)).collect::<Vec<_>>());
        assert_eq!(read(&["05/01/2016", "31/01/2016"]).unwrap(), Some(DateOrder::Dmy));
        assert_eq!(read(&["05/01/2016", "01/31/2016"]).unwrap(), Some(DateOrder::Mdy));
        assert_eq!(read(&["31/01/2016", "01/31/2016"]).unwrap(), None);
        assert!(read(&["05/01/2016", "31/01/2016", "01/31/2016"]).unwrap_err().to_string().contains("--date-order"));
    }

    #[test]
    fn the_tables_are_sorted_and_unique() {
        for (text, count) in [
            (include_str!("../../data/ingest/months.csv"), MONTHS.len()),
            (include_str!("../../data/ingest/zones.csv"), ZONES.len()),
        ] {
            let lines: Vec<_> = text.lines().filter(|l| !l.starts_with('#')).skip(1).collect();
            assert!(lines.is_sorted());
            assert_eq!(lines.len(), count);
        }
    }
}
