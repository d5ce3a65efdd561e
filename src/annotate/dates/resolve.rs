//! Calendar arithmetic: what a day without a year, a week or a quarter means beside a publication date.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::language::{Holiday, TimeUnit};
use crate::model::DateRange;

/// A day so many days away.
pub(super) fn days(date: Date, n: i32) -> Option<Date> {
    date.checked_add(i64::from(n).days()).ok()
}

/// The first day of the month so many months away.
pub(super) fn months(date: Date, n: i32) -> Option<Date> {
    date.first_of_month().checked_add(i64::from(n).months()).ok()
}

/// A month, or the whole year.
pub(super) fn month(year: i16, month: i8) -> Option<DateRange> {
    let start = Date::new(year, month, 1).ok()?;
    Some(DateRange { start, end: start.last_of_month() })
}

/// A whole year.
pub(super) fn year(year: i16) -> Option<DateRange> {
    Some(DateRange { start: Date::new(year, 1, 1).ok()?, end: Date::new(year, 12, 31).ok()? })
}

/// The years `first` to `last`.
pub(super) fn years(first: i16, last: i16) -> Option<DateRange> {
    Some(DateRange { start: Date::new(first, 1, 1).ok()?, end: Date::new(last, 12, 31).ok()? })
}

/// A quarter of a year, from 1.
pub(super) fn quarter(year: i16, quarter: i8) -> Option<DateRange> {
    let start = Date::new(year, quarter * 3 - 2, 1).ok()?;
    Some(DateRange { start, end: Date::new(year, quarter * 3, 1).ok()?.last_of_month() })
}

/// The span of the calendar that holds a day, moved by `n` such spans.
pub(super) fn span_of(date: Date, unit: TimeUnit, n: i32) -> Option<DateRange> {
    match unit {
        TimeUnit::Day => days(date, n).map(DateRange::day),
        TimeUnit::Week | TimeUnit::Fortnight => {
            let monday = days(date, -i32::from(date.weekday().to_monday_zero_offset()))?;
            let length = if unit == TimeUnit::Week { 7 } else { 14 };
            let start = days(monday, length * n)?;
            Some(DateRange { start, end: days(start, length - 1)? })
        }
        TimeUnit::Weekend => {
            let week = span_of(date, TimeUnit::Week, n)?;
            Some(DateRange { start: days(week.start, 5)?, end: week.end })
        }
        TimeUnit::Month => {
            let start = months(date, n)?;
            Some(DateRange { start, end: start.last_of_month() })
        }
        TimeUnit::Quarter => {
            let start = months(date, 3 * n - i32::from((date.month() - 1) % 3))?;
            Some(DateRange { start, end: months(start, 2)?.last_of_month() })
        }
        TimeUnit::Year => year(date.year().checked_add(i16::try_from(n).ok()?)?),
        TimeUnit::Decade => {
            let first = date.year().div_euclid(10).checked_add(i16::try_from(n).ok()?)?.checked_mul(10)?;
            years(first, first + 9)
        }
        TimeUnit::Hour | TimeUnit::Century => None,
    }
}

/// The days from `n` units before a day, or after it.
pub(super) fn period(date: Date, unit: TimeUnit, n: i32) -> Option<DateRange> {
    if unit == TimeUnit::Quarter {
        // quarters are those of the calendar: results are told by them
        let (first, last) = (span_of(date, unit, n.min(1))?, span_of(date, unit, n.max(-1))?);
        return Some(DateRange { start: first.start, end: last.end });
    }
    let other = match unit {
        TimeUnit::Hour => days(date, n.signum() * (n.abs() / 24).max(1))?,
        TimeUnit::Day => days(date, n)?,
        TimeUnit::Weekend | TimeUnit::Week => days(date, n.checked_mul(7)?)?,
        TimeUnit::Fortnight => days(date, n.checked_mul(14)?)?,
        TimeUnit::Month => date.checked_add(i64::from(n).months()).ok()?,
        TimeUnit::Quarter => date.checked_add((i64::from(n) * 3).months()).ok()?,
        TimeUnit::Year => date.checked_add(i64::from(n).years()).ok()?,
        TimeUnit::Decade => date.checked_add((i64::from(n) * 10).years()).ok()?,
        TimeUnit::Century => date.checked_add((i64::from(n) * 100).years()).ok()?,
    };
    Some(DateRange { start: date.min(other), end: date.max(other) })
}

/// A month or day without a year: the same year's where that is past or near, else the one that the
/// tense asks for.
pub(super) fn nearest(published: Date, future: bool, in_year: impl Fn(i16) -> Option<DateRange>) -> Option<DateRange> {
    /// How far ahead a date of this year may lie in a clause without a sign of the future.
    const AHEAD: i32 = 45;
    let this = in_year(published.year());
    let last = published.year().checked_sub(1).and_then(&in_year);
    let next = published.year().checked_add(1).and_then(&in_year);
    let past = |r: &DateRange| r.start <= published;
    if future {
        return this
            .filter(|r| r.end >= published)
            .or_else(|| next.filter(|r| !this.is_some_and(|t| near(t, published)) || past(r)))
            .or(this);
    }
    let horizon = days(published, AHEAD)?;
    match this {
        Some(range) if range.start <= horizon => {
            // in January, "Dec. 20" of this year lies far ahead; in December, "Jan. 3" just behind
            Some(range)
        }
        _ => last.or(this),
    }
}

/// Whether a past date lies within a few weeks of publication: a future tense is then a slip of the search.
fn near(range: DateRange, published: Date) -> bool {
    days(range.end, 30).is_some_and(|d| d >= published)
}

/// A weekday: the last one by default, the next one in a future clause; the day of publication itself counts.
pub(super) fn weekday(published: Date, weekday: i8, future: bool) -> Option<Date> {
    let today = published.weekday().to_monday_zero_offset();
    let back = i32::from((today - weekday).rem_euclid(7));
    if back == 0 {
        return Some(published);
    }
    days(published, if future { 7 - back } else { -back })
}

/// The day of a holiday in a year.
pub(super) fn holiday(holiday: Holiday, year: i16) -> Option<DateRange> {
    let date = match holiday {
        Holiday::Fixed(month, day) => Date::new(year, month, day).ok()?,
        Holiday::Nth(month, weekday, n) => {
            let weekday = jiff::civil::Weekday::from_monday_zero_offset(weekday).ok()?;
            Date::new(year, month, 1).ok()?.nth_weekday_of_month(n, weekday).ok()?
        }
        Holiday::Easter(offset) => days(easter(year)?, i32::from(offset))?,
    };
    Some(DateRange::day(date))
}

/// Easter Sunday of the Gregorian calendar (Meeus, *Astronomical Algorithms*, chapter 8).
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let month = (h + l - 7 * m + 114) / 31;
    let day = (h + l - 7 * m + 114) % 31 + 1;
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
