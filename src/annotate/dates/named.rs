//! Dates by name: months, weekdays, "yesterday", "this morning", holidays.

use super::digits::{day_of_month, day_range, plain_year, year_after};
use super::parts::{month_range, spelled_day};
use super::{Context, Found, resolve};
use crate::language::{DateWord, TimeUnit, Use};
use crate::model::{Class, DateRange};

/// "Sept. 27, 2016", "March 1996", "early May", "last May".
pub(super) fn month_at(context: &Context<'_>, at: usize, month: i8, ordinary: bool) -> Option<Found> {
    let s = &context.s;
    if !s.is(at, Class::CAPITALISED) {
        return None;
    }
    let dot = s.mark(at + 1, &['.']) && s.glued(at + 1) && s.text(at).len() <= 4;
    let next = if dot { at + 2 } else { at + 1 };
    if let Some((day, end)) = day_of_month(context, next).or_else(|| spelled_day(context, next)) {
        return Some(month_day(context, at, month, day, end));
    }
    if let Some(found) = month_range(context, at, month, next) {
        return Some(found);
    }
    let (pointer, pointed) = context.pointer(at);
    let dated = s.used(at.wrapping_sub(1), Use::BEFORE_DATE | Use::NARROWING | Use::EDGE)
        || (s.hyphen(at.wrapping_sub(1)) && s.used(at.wrapping_sub(2), Use::NARROWING));
    let (year, end) = year_after(context, next);
    let shortened = s.text(at).len() <= 4 && !dot && !matches!(month, 5..=7) && year.is_none();
    if year.is_none() && (ordinary || shortened) && !dated && pointer.is_empty() {
        return None;
    }
    if ordinary
        && year.is_none()
        && (s.is(at, Class::INITIAL)
            || s.is(at + 1, Class::CAPITALISED)
            || s.is(at.wrapping_sub(1), Class::CAPITALISED) && !dated)
    {
        return None;
    }
    let in_year = |year: i16| resolve::month(year, month);
    let range = match (year, context.published) {
        (Some(year), _) => in_year(year),
        (None, None) => None,
        (None, Some(published)) if pointer.contains(Use::THIS) => in_year(published.year()),
        (None, Some(published)) if pointer.contains(Use::LAST) => {
            let shift = i16::from(month >= published.month());
            in_year(published.year() - shift)
        }
        (None, Some(published)) if pointer.contains(Use::NEXT) => {
            let shift = i16::from(month <= published.month());
            in_year(published.year() + shift)
        }
        (None, Some(published)) => resolve::nearest(published, context.future(at) || context.deadline(at), in_year),
    };
    let start = if pointer.is_empty() { at } else { pointed };
    Some(Found { start, end, range, relative: year.is_none(), rule: "month" })
}

fn month_day(context: &Context<'_>, at: usize, month: i8, day: i8, end: usize) -> Found {
    let s = &context.s;
    let (mut end, mut last) = (end, day);
    // "Sept. 20-24", "April 24 to 26"
    if (s.dash(end) || s.used(end, Use::TO))
        && let Some((second, after)) = day_of_month(context, end + 1).filter(|(d, _)| *d > day)
    {
        (last, end) = (second, after);
    }
    let (year, end) = year_after(context, end);
    let range = day_range(context, year, month, day, last, at);
    Found { start: at, end, range, relative: year.is_none(), rule: "month-day" }
}

/// "Friday", "last Friday", "Friday, April 25", "Friday night".
pub(super) fn weekday_at(context: &Context<'_>, at: usize, weekday: i8, short: bool) -> Option<Found> {
    let s = &context.s;
    if !s.is(at, Class::CAPITALISED) {
        return None;
    }
    let dot = short && s.mark(at + 1, &['.']);
    let mut next = if dot { at + 2 } else { at + 1 };
    let comma = s.mark(next, &[',']);
    let dated = if comma { next + 1 } else { next };
    let date = match context.word(dated) {
        Some(DateWord::Month(month, ordinary)) => {
            month_at(context, dated, month, ordinary).filter(|f| f.rule == "month-day")
        }
        _ if s.is(dated, Class::DIGITS) => {
            super::digits::digits_at(context, dated).filter(|f| f.rule == "day-month" || f.rule == "numeric")
        }
        _ => None,
    };
    if let Some(date) = date {
        return Some(Found { start: at, rule: "weekday-date", ..date });
    }
    if let Some(found) = weekday_day(context, at, weekday, dated) {
        return Some(found);
    }
    if short && !dot {
        return None;
    }
    let (pointer, pointed) = context.pointer(at);
    if matches!(context.word(next), Some(DateWord::Part(_))) {
        next += 1;
    }
    let range = context.published.and_then(|published| {
        let day = if pointer.contains(Use::LAST) {
            resolve::weekday(resolve::days(published, -1)?, weekday, false)
        } else if pointer.contains(Use::NEXT) {
            resolve::weekday(resolve::days(published, 1)?, weekday, true)
        } else {
            let ahead = context.future(at) || context.limits_present(at) || context.opens_future(at, next);
            resolve::weekday(published, weekday, ahead)
        };
        day.map(DateRange::day)
    });
    let plural = s.used(at.wrapping_sub(1), Use::EACH);
    let start = if pointer.is_empty() { at } else { pointed };
    Some(Found { start, end: next, range: range.filter(|_| !plural), relative: true, rule: "weekday" })
}

/// "Friday the 13th", "Wed 13th": the nearest month in which that day is one.
fn weekday_day(context: &Context<'_>, at: usize, weekday: i8, next: usize) -> Option<Found> {
    let day_at = if context.s.used(next, Use::DETERMINER) { next + 1 } else { next };
    // the day has its ending: "Friday 13 people" is another thing
    let (day, end) = day_of_month(context, day_at).filter(|(_, end)| *end == day_at + 2)?;
    let step = if context.future(at) { 1 } else { -1 };
    let range = context.published.and_then(|published| {
        let of_month = |n: i32| {
            let month = resolve::months(published, n * step)?;
            let date = jiff::civil::Date::new(month.year(), month.month(), day).ok()?;
            let ahead = if step > 0 { date >= published } else { date <= published };
            (ahead && date.weekday().to_monday_zero_offset() == weekday).then_some(DateRange::day(date))
        };
        (0..=11).find_map(of_month)
    });
    Some(Found { start: at, end, range, relative: true, rule: "weekday-day" })
}

/// "today", "yesterday evening", "the day before yesterday".
pub(super) fn day_at(context: &Context<'_>, at: usize, offset: i8) -> Found {
    let s = &context.s;
    let day = at.checked_sub(2).filter(|i| context.word(*i) == Some(DateWord::Unit(TimeUnit::Day)));
    let moved = |by: i8| day.map(|start| (start, offset + by));
    let (start, offset) = match offset {
        -1 if s.used(at - 1, Use::EARLIER) => moved(-1),
        1 if s.used(at - 1, Use::LATER) => moved(1),
        _ => None,
    }
    .unwrap_or((at, offset));
    let end = if matches!(context.word(at + 1), Some(DateWord::Part(_))) { at + 2 } else { at + 1 };
    let range = context.published.and_then(|p| resolve::days(p, i32::from(offset))).map(DateRange::day);
    Found { start, end, range, relative: true, rule: super::DAY }
}

/// "this morning", "last night".
pub(super) fn part_at(context: &Context<'_>, at: usize) -> Option<Found> {
    let (pointer, start) = context.pointer(at);
    let offset = if pointer.contains(Use::THIS) {
        0
    } else if pointer.contains(Use::LAST) && !pointer.contains(Use::PREVIOUS) {
        -1
    } else if pointer.intersects(Use::FOLLOWING | Use::NEXT) {
        let range = context.anchor.or(context.same_sentence).filter(|r| r.start == r.end);
        let range = range.and_then(|r| resolve::days(r.end, 1)).map(DateRange::day);
        return Some(Found { start, end: at + 1, range, relative: true, rule: "part-of-day" });
    } else {
        return None;
    };
    let range = context.published.and_then(|p| resolve::days(p, offset)).map(DateRange::day);
    Some(Found { start, end: at + 1, range, relative: true, rule: "part-of-day" })
}

/// "Christmas Day 2015", "last Thanksgiving".
pub(super) fn holiday_at(context: &Context<'_>, at: usize) -> Option<Found> {
    let s = &context.s;
    if !s.is(at, Class::CAPITALISED) {
        return None;
    }
    let (length, holiday) = s.pack.calendar.holidays().longest_at(s.from(at))?;
    let end = at + length;
    let (pointer, start) = context.pointer(at);
    let day = |year: i16| resolve::holiday(*holiday, year);
    if let Some(year) = plain_year(context, end) {
        return Some(Found { start: at, end: end + 1, range: day(year), relative: false, rule: "holiday" });
    }
    let range = context.published.and_then(|published| {
        if pointer.contains(Use::LAST) {
            let this = day(published.year()).filter(|r| r.end < published);
            return this.or_else(|| day(published.year() - 1));
        }
        resolve::nearest(published, context.future(at), day)
    });
    Some(Found { start, end, range, relative: true, rule: "holiday" })
}
