//! Parts of a year or a month: "Q3 2019", "the first nine months of 2016", "June to August 2016", "the nineties".
//!
//! In: a position of a sentence. Out: the date expression around it.

use jiff::civil::Date;

use super::digits::{plain_year, year_after};
use super::{Context, Found, resolve};
use crate::language::{DateWord, TimeUnit, Use};
use crate::model::{Class, DateRange};

/// "Q3 2019", "2019 H2", "in Q3": months of a year by a sign.
pub(super) fn signed_at(context: &Context<'_>, at: usize, first: i8, last: i8) -> Option<Found> {
    let s = &context.s;
    // "2019 Q1", "2019-Q1"
    let year_at = if s.hyphen(at.wrapping_sub(1)) { at.checked_sub(2) } else { at.checked_sub(1) };
    let before = year_at.and_then(|i| plain_year(context, i).map(|year| (year, i)));
    if !s.is(at, Class::CAPITALISED) && before.is_none() {
        return None;
    }
    let (after, end) = year_after(context, at + 1);
    let months = |year: i16| months_of(year, first, last);
    if let Some(year) = after {
        return Some(Found { start: at, end, range: months(year), relative: false, rule: "quarter-sign" });
    }
    if let Some((year, start)) = before {
        return Some(Found { start, end: at + 1, range: months(year), relative: false, rule: "quarter-sign" });
    }
    // a car or a road has such a name too
    let dated = s.used(at.wrapping_sub(1), Use::IN | Use::DURING | Use::SINCE) && last - first == 2;
    let range = context.published.and_then(|p| {
        let this = months(p.year()).filter(|r| r.start <= p || context.future(at));
        this.or_else(|| months(p.year() - 1))
    });
    dated.then_some(Found { start: at, end: at + 1, range, relative: true, rule: "quarter-sign" })
}

/// "the nineties", not "in her nineties".
pub(super) fn decade_at(context: &Context<'_>, at: usize, first: i8) -> Option<Found> {
    let s = &context.s;
    let before = at.wrapping_sub(1);
    let narrowed = s.used(before, Use::NARROWING) && s.used(before.wrapping_sub(1), Use::DETERMINER);
    let the = s.used(before, Use::DETERMINER) && !s.is(before, Class::PRONOUN);
    let year = 1900 + i16::from(first);
    (the || narrowed).then_some(Found {
        start: at,
        end: at + 1,
        range: resolve::years(year, year + 9),
        relative: false,
        rule: "decade",
    })
}

/// The whole months `first` to `last` of a year.
fn months_of(year: i16, first: i8, last: i8) -> Option<DateRange> {
    Some(DateRange { start: Date::new(year, first, 1).ok()?, end: Date::new(year, last, 1).ok()?.last_of_month() })
}

/// "the first nine months of 2016", "the last two weeks of March", "the ninth month of next year",
/// "the twenty-third day of September": a part of a longer span, counted from its start or end.
pub(super) fn first_of(context: &Context<'_>, at: usize) -> Option<Found> {
    let s = &context.s;
    let (nth, next) = ordinal(context, at)?;
    let (many, unit_at) = match count(context, next) {
        Some((many, end)) if nth == 1 => (many, end),
        Some(_) => return None,
        None => (0, next),
    };
    let Some(DateWord::Unit(unit)) = context.word(unit_at) else { return None };
    if !s.used(unit_at + 1, Use::OF) {
        return None;
    }
    let (whole, end) = whole(context, unit_at + 2)?;
    let (from, to) = if many > 0 { (1, many) } else { (nth, nth) };
    let range = part(whole, unit, from, to)?;
    Some(Found { start: at, end, range: Some(range), relative: false, rule: "part-of" })
}

/// An ordinal at a position, in words or digits, and the position after it.
fn ordinal(context: &Context<'_>, at: usize) -> Option<(i32, usize)> {
    let s = &context.s;
    let of = |i: usize| s.get(i).and_then(|t| s.pack.numbers.word(t.word));
    if s.is(at, Class::DIGITS) {
        let ending = s.glued(at + 1) && of(at + 1).and_then(|w| w.ordinal) == Some(-1.0);
        return s.text(at).parse().ok().filter(|_| ending).map(|n| (n, at + 2));
    }
    #[allow(clippy::cast_possible_truncation, reason = "ordinals of the word list are small")]
    let small = |n: f64| (n > 0.0).then_some(n as i32);
    if let Some(n) = of(at).and_then(|w| w.ordinal).and_then(small) {
        return Some((n, at + 1));
    }
    let Some(crate::language::Cardinal::Ten(tens)) = of(at).and_then(|w| w.cardinal) else { return None };
    let next = if s.hyphen(at + 1) { at + 2 } else { at + 1 };
    let n = of(next).and_then(|w| w.ordinal).and_then(small).filter(|n| *n < 10)?;
    Some((small(tens)? + n, next + 1))
}

/// A day of a month in words ("March third", "May twenty-first"), and the position after it.
pub(super) fn spelled_day(context: &Context<'_>, at: usize) -> Option<(i8, usize)> {
    let s = &context.s;
    let (day, end) = ordinal(context, at).filter(|(n, _)| (1..=31).contains(n))?;
    let closed = end >= s.len()
        || s.mark(end, &[',', '.', ';', ')'])
        || plain_year(context, end).is_some()
        || s.is(end, Class::AUXILIARY);
    closed.then(|| i8::try_from(day).ok().map(|day| (day, end))).flatten()
}

/// A small number at a position, and the position after it.
fn count(context: &Context<'_>, at: usize) -> Option<(i32, usize)> {
    let s = &context.s;
    let word = s.is(at, Class::DIGITS | Class::NUMBER);
    let (n, start) = context.number_before(at + 1).filter(|_| word)?;
    (start == at && n > 0 && n < 100).then_some((i32::from(n), at + 1))
}

/// A year, "the year", "last year", or a month: what something is a part of.
fn whole(context: &Context<'_>, at: usize) -> Option<(DateRange, usize)> {
    let s = &context.s;
    if let Some(year) = plain_year(context, at) {
        return Some((resolve::year(year)?, at + 1));
    }
    if let Some(DateWord::Month(month, _)) = context.word(at).filter(|_| s.is(at, Class::CAPITALISED)) {
        let (year, end) = year_after(context, at + 1);
        let range = match year {
            Some(year) => resolve::month(year, month),
            None => resolve::nearest(context.published?, context.future(at), |year| resolve::month(year, month)),
        };
        return Some((range?, end));
    }
    let year = |i: usize| context.word(i) == Some(DateWord::Unit(TimeUnit::Year));
    if s.used(at, Use::DETERMINER | Use::LAST | Use::NEXT) && year(at + 1) {
        let shift = i32::from(s.used(at, Use::NEXT)) - i32::from(s.used(at, Use::LAST));
        return Some((resolve::span_of(context.published?, TimeUnit::Year, shift)?, at + 2));
    }
    None
}

/// The units `from` to `to` of a span, counted from 1.
fn part(whole: DateRange, unit: TimeUnit, from: i32, to: i32) -> Option<DateRange> {
    let month = whole.start.month() == whole.end.month();
    let (start, end) = match unit {
        TimeUnit::Day => (resolve::days(whole.start, from - 1)?, resolve::days(whole.start, to - 1)?),
        TimeUnit::Week => {
            // the first week is the one that has most of its days in the span
            let first = resolve::span_of(resolve::days(whole.start, 3)?, TimeUnit::Week, 0)?;
            (resolve::days(first.start, 7 * (from - 1))?, resolve::days(first.start, 7 * to - 1)?)
        }
        TimeUnit::Month if !month => {
            (resolve::months(whole.start, from - 1)?, resolve::months(whole.start, to - 1)?.last_of_month())
        }
        TimeUnit::Quarter if !month => {
            (resolve::months(whole.start, 3 * (from - 1))?, resolve::months(whole.start, 3 * to - 1)?.last_of_month())
        }
        _ => return None,
    };
    (end <= resolve::days(whole.end, 7)? && start <= whole.end).then_some(DateRange { start, end })
}

/// "June to August 2016", "Nov-Feb 2017": whole months, from the month that ends at `end`.
pub(super) fn month_range(context: &Context<'_>, at: usize, month: i8, end: usize) -> Option<Found> {
    let s = &context.s;
    let opened = s.used(at.wrapping_sub(1), Use::FROM | Use::BETWEEN);
    let joins = s.dash(end)
        || opened && s.used(end, Use::TO)
        || s.used(at.wrapping_sub(1), Use::BETWEEN) && s.used(end, Use::AND);
    let Some(DateWord::Month(last, _)) = context.word(end + 1) else { return None };
    if !joins
        || !s.is(end + 1, Class::CAPITALISED)
        || s.is(end + 2, Class::DIGITS) && plain_year(context, end + 2).is_none()
    {
        return None;
    }
    let dot = s.mark(end + 2, &['.']) && s.glued(end + 2) && s.text(end + 1).len() <= 4;
    let after = if dot { end + 3 } else { end + 2 };
    let (year, stop) = year_after(context, after);
    let span = |year: i16| {
        let first = if month > last { year - 1 } else { year };
        Some(DateRange { start: Date::new(first, month, 1).ok()?, end: Date::new(year, last, 1).ok()?.last_of_month() })
    };
    let range = match year {
        Some(year) => span(year),
        None => resolve::nearest(context.published?, context.future(at), span),
    };
    Some(Found { start: at, end: stop, range, relative: year.is_none(), rule: "month-range" })
}
