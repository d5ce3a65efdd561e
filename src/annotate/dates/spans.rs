//! Spans of the calendar: "last week", "three days ago", "the past 10 days", quarters, seasons, halves.

use jiff::civil::Date;

use super::digits::{plain_year, year_after};
use super::{Context, Found, LATER, SPAN, resolve};
use crate::language::{DateWord, TimeUnit, Use};
use crate::model::{Class, DateRange};

/// A span whose noun stands at `at`.
pub(super) fn unit_at(context: &Context<'_>, at: usize, unit: TimeUnit, free: usize) -> Option<Found> {
    let s = &context.s;
    if unit == TimeUnit::Quarter && !s.plural(at) {
        return quarter_at(context, at);
    }
    if let Some(found) = century_at(context, at, unit) {
        return Some(found);
    }
    let number = context.number_before(at).filter(|(_, start)| *start >= free);
    let article = s.used(at.wrapping_sub(1), Use::ARTICLE).then(|| (1, at - 1));
    let vague = vague_before(context, at);
    let after = s.uses(at + 1);
    if after.contains(Use::AGO) {
        return ago(context, at, unit, number.or(article), vague);
    }
    if after.intersects(Use::EARLIER | Use::LATER) && vague.is_none() {
        let number = if unit == TimeUnit::Year && after.contains(Use::EARLIER) { number.or(article) } else { number };
        return moved(context, at, unit, number?, after);
    }
    if s.hyphen(at + 1) && s.used(at + 2, Use::AGO | Use::EARLIER) && number.is_none() && article.is_none() {
        // "the year-earlier quarter", "year-ago results" beside those of a quarter
        let named = (at + 3..at + 6).find(|i| context.word(*i) == Some(DateWord::Unit(TimeUnit::Quarter)));
        let nth = named.and_then(|i| ordinal_before(context, i)).filter(|(n, from)| (1..=4).contains(n) && *from > at);
        let last = context.published.and_then(|p| {
            let year = if unit == TimeUnit::Year { p.year() - 1 } else { return None };
            nth.and_then(|(n, _)| resolve::quarter(year, i8::try_from(n).ok()?))
        });
        let range = last.or_else(|| quarter_back(context, unit, 1)).or_else(|| {
            let p = context.published?;
            if named.is_some() { resolve::span_of(p, TimeUnit::Quarter, -5) } else { resolve::span_of(p, unit, -1) }
        });
        return (unit == TimeUnit::Year).then_some(Found {
            start: at,
            end: at + 3,
            range,
            relative: true,
            rule: "span-ago",
        });
    }
    if let Some(found) = number.or(article).and_then(|number| ahead(context, at, unit, number)) {
        return Some(found);
    }
    if let Some((n, start)) = number.or(vague.map(|start| (0, start))) {
        return period(context, at, unit, n, start);
    }
    pointed(context, at, unit)
}

/// Where "a few" or "several" before a span starts.
fn vague_before(context: &Context<'_>, at: usize) -> Option<usize> {
    let s = &context.s;
    (1..=2).find_map(|back| {
        let start = at.checked_sub(back)?;
        let (length, _) = s.pack.numbers.vague().longest_at(s.from(start))?;
        (length == back).then(|| if s.used(start.wrapping_sub(1), Use::ARTICLE) { start - 1 } else { start })
    })
}

/// "three days ago": the day, week, month or year that lies so far back.
fn ago(
    context: &Context<'_>,
    at: usize,
    unit: TimeUnit,
    number: Option<(u16, usize)>,
    vague: Option<usize>,
) -> Option<Found> {
    let (n, start) = match number {
        Some(found) => found,
        None => (0, vague?),
    };
    let range = if vague.is_some() || number.is_none() {
        None
    } else {
        quarter_back(context, unit, n)
            .or_else(|| context.published.and_then(|p| resolve::span_of(p, unit, -i32::from(n))))
    };
    Some(Found { start, end: at + 2, range, relative: true, rule: "span-ago" })
}

/// A year before a quarter just named is that quarter of the year before: results are compared so.
fn quarter_back(context: &Context<'_>, unit: TimeUnit, n: u16) -> Option<DateRange> {
    let last = context.same_sentence.or(context.anchor).filter(|_| unit == TimeUnit::Year)?;
    let quarter = resolve::span_of(last.start, TimeUnit::Quarter, 0).filter(|quarter| *quarter == last)?;
    // "compared with a year ago", after a quarter of the year before was named: the same one
    let past = context.published.and_then(|p| resolve::months(p, -12)).is_some_and(|limit| last.end < limit);
    if past && n == 1 {
        return Some(quarter);
    }
    resolve::span_of(last.start, TimeUnit::Quarter, -4 * i32::from(n))
}

/// "a year earlier", "two days later": from the publication for years, else from the last date.
fn moved(context: &Context<'_>, at: usize, unit: TimeUnit, number: (u16, usize), after: Use) -> Option<Found> {
    let (n, start) = number;
    let later = after.contains(Use::LATER);
    if unit == TimeUnit::Hour {
        return None;
    }
    let from = match (unit, later) {
        (TimeUnit::Year, false) => context.same_sentence.or(context.published.map(DateRange::day)),
        _ => context.same_sentence.or(context.anchor),
    };
    // "before" and "after" lead to what the span is measured from, which is not read here
    let measured = context.s.is(at + 1, Class::PREPOSITION | Class::CONJUNCTION);
    let day = from.filter(|_| !measured).map(|r: DateRange| r.start);
    let shift = if later { i32::from(n) } else { -i32::from(n) };
    let quarter = if later { None } else { quarter_back(context, unit, n) };
    let range = quarter.or_else(|| day.and_then(|d: Date| resolve::span_of(d, unit, shift)));
    Some(Found { start, end: at + 2, range, relative: true, rule: if later { LATER } else { "span-moved" } })
}

/// "will be back in two days": so far ahead, in a clause of the future.
fn ahead(context: &Context<'_>, at: usize, unit: TimeUnit, number: (u16, usize)) -> Option<Found> {
    let s = &context.s;
    let (n, start) = number;
    let before = start.checked_sub(1)?;
    let closed = at + 1 >= s.len() || s.is(at + 1, Class::PUNCTUATION);
    if unit == TimeUnit::Hour || !(s.used(before, Use::IN) && s.used(before, Use::DURING)) || !closed {
        return None;
    }
    let range = context.published.and_then(|p| match unit {
        TimeUnit::Week | TimeUnit::Fortnight => resolve::period(p, unit, i32::from(n)).map(|r| DateRange::day(r.end)),
        _ => resolve::span_of(p, unit, i32::from(n)),
    });
    context.future(before).then_some(Found { start, end: at + 1, range, relative: true, rule: LATER })
}

/// "the past 10 days", "the next two years": also an amount of time.
fn period(context: &Context<'_>, at: usize, unit: TimeUnit, n: u16, start: usize) -> Option<Found> {
    let (pointer, pointed) = context.pointer(start);
    if pointer.is_empty() || pointer.contains(Use::THIS) {
        return None;
    }
    let back = pointer.intersects(Use::LAST | Use::PREVIOUS);
    let n = i32::from(n);
    let anchor = context.same_sentence.or(context.anchor).map(|r| r.start);
    let from = if pointer.intersects(Use::LAST | Use::NEXT) || anchor.is_none() { context.published } else { None };
    let range = from.filter(|_| n > 0).and_then(|p| resolve::period(p, unit, if back { -n } else { n }));
    Some(Found { start: pointed, end: at + 1, range, relative: true, rule: SPAN })
}

/// "last week", "this year", "the following day".
fn pointed(context: &Context<'_>, at: usize, unit: TimeUnit) -> Option<Found> {
    let s = &context.s;
    let (pointer, mut start) = context.pointer(at);
    if s.plural(at) || (s.hyphen(at + 1) && s.is(at + 2, Class::WORD)) {
        return None;
    }
    // "the end of the year"
    let edge = s.used(at.wrapping_sub(1), Use::DETERMINER)
        && s.used(at.wrapping_sub(2), Use::OF)
        && s.used(at.wrapping_sub(3), Use::EDGE);
    if pointer.is_empty() && edge && matches!(unit, TimeUnit::Month | TimeUnit::Year | TimeUnit::Week) {
        let range = context.published.and_then(|p| resolve::span_of(p, unit, 0));
        return Some(Found { start: at - 1, end: at + 1, range, relative: true, rule: "span-edge" });
    }
    if pointer.is_empty() {
        let the = unit == TimeUnit::Weekend && s.used(at.wrapping_sub(1), Use::DETERMINER);
        let range = context.published.and_then(|p| {
            resolve::span_of(p, TimeUnit::Weekend, if p.weekday().to_monday_zero_offset() >= 5 { 0 } else { -1 })
        });
        return the.then_some(Found { start: at, end: at + 1, range, relative: true, rule: "weekend" });
    }
    // "the next day" follows the day just told of, as "the following day" does; who means tomorrow says so
    let following = unit == TimeUnit::Day && pointer.contains(Use::NEXT);
    let named = pointer.intersects(Use::LAST | Use::NEXT | Use::THIS)
        && !pointer.intersects(Use::PREVIOUS | Use::FOLLOWING)
        && !following;
    let shift = match pointer {
        p if p.intersects(Use::LAST | Use::PREVIOUS) => -1,
        p if p.intersects(Use::NEXT | Use::FOLLOWING) => 1,
        _ => 0,
    };
    // "this day in history"; "last year's third quarter" is read at its quarter
    let quarter = unit == TimeUnit::Year
        && (1..=3).any(|ahead| context.word(at + ahead) == Some(DateWord::Unit(TimeUnit::Quarter)))
        && s.is(at, Class::POSSESSIVE);
    if matches!(unit, TimeUnit::Hour) || quarter || (unit == TimeUnit::Day && named && shift == 0) {
        return None;
    }
    // the day after a week or a year is no day that anybody means
    let told = context.same_sentence.or(context.anchor).filter(|r| unit != TimeUnit::Day || r.start == r.end);
    let from = if named { context.published } else { told.map(|r| r.start) };
    let range = from.and_then(|d| resolve::span_of(d, unit, shift));
    if s.used(start.wrapping_sub(1), Use::NARROWING) {
        start -= 1;
    }
    Some(Found { start, end: at + 1, range, relative: true, rule: "span-pointed" })
}

/// "the 11th century": a place in time that is compared with nothing.
fn century_at(context: &Context<'_>, at: usize, unit: TimeUnit) -> Option<Found> {
    let s = &context.s;
    if unit != TimeUnit::Century && unit != TimeUnit::Day {
        return None;
    }
    let (n, start) = ordinal_before(context, at)?;
    let century = unit == TimeUnit::Century && (1..=21).contains(&n);
    let range = if century { resolve::years((n - 1) * 100 + 1, n * 100) } else { None };
    (century || s.used(start.wrapping_sub(1), Use::DETERMINER)).then_some(Found {
        start,
        end: at + 1,
        range,
        relative: unit == TimeUnit::Day,
        rule: if century { "century" } else { "nth-day" },
    })
}

/// An ordinal that ends before a position, in words or digits ("third", "20th"), past a hyphen.
fn ordinal_before(context: &Context<'_>, at: usize) -> Option<(i16, usize)> {
    let s = &context.s;
    let mut last = at.checked_sub(1)?;
    if s.hyphen(last) {
        last = last.checked_sub(1)?;
    }
    let ordinal =
        s.get(last).filter(|t| t.is(Class::NUMBER | Class::WORD)).and_then(|t| s.pack.numbers.word(t.word))?.ordinal?;
    if ordinal < 0.0 {
        let digits = last.checked_sub(1)?;
        return Some((s.text(digits).parse().ok()?, digits));
    }
    #[allow(clippy::cast_possible_truncation, reason = "ordinals of the word list are small")]
    Some((ordinal as i16, last))
}

/// "the third quarter of 1989", "third-quarter", "the quarter".
fn quarter_at(context: &Context<'_>, at: usize) -> Option<Found> {
    let s = &context.s;
    let of_year = of_the_year(context, at);
    let (given, _) = year_after(context, at + 1);
    if s.used(at + 1, Use::OF) && given.is_none() && !of_year
        || s.is(at + 1, Class::NUMBER) && plain_year(context, at + 1).is_none()
    {
        return None;
    }
    let (year, end) = match context.published {
        Some(published) if of_year && given.is_none() => (Some(published.year()), at + 4),
        _ => year_after(context, at + 1),
    };
    if let Some((n, mut start)) = ordinal_before(context, at).filter(|(n, _)| (1..=4).contains(n)) {
        let n = i8::try_from(n).ok()?;
        let mut year = year;
        let mut before = start.checked_sub(1);
        if before.is_some_and(|b| context.word(b) == Some(DateWord::Kind)) {
            before = start.checked_sub(2);
        }
        if let Some(given) = before.and_then(|b| plain_year(context, b)) {
            (year, start) = (Some(given), before.unwrap_or(start));
        } else if let Some((given, from)) = before.and_then(|b| pointed_year(context, b)) {
            (year, start) = (Some(given), from);
        }
        let range = match (year, context.published) {
            (Some(year), _) => resolve::quarter(year, n),
            (None, Some(published)) => {
                let this = resolve::quarter(published.year(), n).filter(|r| r.start <= published || context.future(at));
                this.or_else(|| resolve::quarter(published.year() - 1, n))
            }
            (None, None) => None,
        };
        return Some(Found { start, end, range, relative: year.is_none(), rule: "quarter" });
    }
    let before = at.checked_sub(1)?;
    let (pointer, start) = context.pointer(at);
    let shift = match pointer {
        p if p.intersects(Use::LAST | Use::PREVIOUS) => -1,
        p if p.intersects(Use::NEXT | Use::FOLLOWING) => 1,
        p if p.contains(Use::THIS) => 0,
        _ if s.used(before, Use::DETERMINER) || context.word(before) == Some(DateWord::Pointer) => -1,
        _ => return None,
    };
    let range = context.published.and_then(|p| resolve::span_of(p, TimeUnit::Quarter, shift));
    Some(Found { start, end: at + 1, range, relative: true, rule: "quarter-pointed" })
}

/// "last year's" that ends at a position: the year, and where it starts.
fn pointed_year(context: &Context<'_>, at: usize) -> Option<(i16, usize)> {
    if context.word(at) != Some(DateWord::Unit(TimeUnit::Year)) {
        return None;
    }
    let (pointer, start) = context.pointer(at);
    let shift = match pointer {
        p if p.contains(Use::LAST) => -1,
        p if p.contains(Use::NEXT) => 1,
        p if p.contains(Use::THIS) => 0,
        _ => return None,
    };
    Some((context.published?.year().checked_add(shift)?, start))
}

/// "last spring", "summer 2016", "the winter of 1994".
pub(super) fn season_at(context: &Context<'_>, at: usize, month: i8) -> Option<Found> {
    let (pointer, start) = context.pointer(at);
    let (year, end) = year_after(context, at + 1);
    let season = |year: i16| {
        let start = Date::new(year, month, 1).ok()?;
        Some(DateRange { start, end: resolve::months(start, 2)?.last_of_month() })
    };
    if let Some(year) = year {
        return Some(Found { start: at, end, range: season(year), relative: false, rule: "season" });
    }
    if pointer.is_empty() {
        return None;
    }
    let range = context.published.and_then(|published| {
        let this = season(published.year());
        match pointer {
            p if p.contains(Use::THIS) => this,
            p if p.intersects(Use::NEXT | Use::FOLLOWING) => {
                this.filter(|r| r.start > published).or_else(|| season(published.year() + 1))
            }
            _ => this.filter(|r| r.end < published).or_else(|| season(published.year() - 1)),
        }
    });
    Some(Found { start, end: at + 1, range, relative: true, rule: "season" })
}

/// "of the year" after a position.
fn of_the_year(context: &Context<'_>, at: usize) -> bool {
    context.s.used(at + 1, Use::OF)
        && context.s.used(at + 2, Use::DETERMINER)
        && context.word(at + 3) == Some(DateWord::Unit(TimeUnit::Year))
}

/// "the first half of 2016".
pub(super) fn half_at(context: &Context<'_>, at: usize) -> Option<Found> {
    let (n, start) = ordinal_before(context, at).filter(|(n, _)| (1..=2).contains(n))?;
    let (year, end) = year_after(context, at + 1);
    let of_year = of_the_year(context, at);
    let end = if year.is_none() && of_year { at + 4 } else { end };
    let year = year.or_else(|| context.published.filter(|_| of_year).map(Date::year))?;
    let (first, last) = if n == 1 { (1, 6) } else { (7, 12) };
    let range =
        DateRange { start: Date::new(year, first, 1).ok()?, end: Date::new(year, last, 1).ok()?.last_of_month() };
    Some(Found { start, end, range: Some(range), relative: false, rule: "half-year" })
}
