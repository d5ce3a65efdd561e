//! Dates that start with digits: "27 September 2016", "2016-09-27", "9/27/2016", years, decades, times.

use jiff::civil::Date;

use super::{Context, Found, clock, resolve};
use crate::language::{Cardinal, DateWord, Use};
use crate::model::{Class, DateRange};

/// The date that starts with the digits at `at`.
pub(super) fn digits_at(context: &Context<'_>, at: usize) -> Option<Found> {
    clock::clock_at(context, at)
        .or_else(|| numeric(context, at))
        .or_else(|| day_month(context, at))
        .or_else(|| day_alone(context, at))
        .or_else(|| decade(context, at))
        .or_else(|| year_at(context, at))
}

fn number(context: &Context<'_>, at: usize) -> Option<i16> {
    let text = context.s.text(at);
    (text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// Four digits that can be a year.
pub(super) fn plain_year(context: &Context<'_>, at: usize) -> Option<i16> {
    (context.s.text(at).len() == 4 && context.s.is(at, Class::DIGITS))
        .then(|| number(context, at))
        .flatten()
        .filter(|y| (1000..=2199).contains(y))
}

fn found(start: usize, end: usize, range: Option<DateRange>, rule: &'static str) -> Found {
    Found { start, end, range, relative: false, rule }
}

/// "2016-09-27", "27.09.2016", "27/9/2016".
fn numeric(context: &Context<'_>, at: usize) -> Option<Found> {
    let s = &context.s;
    if s.text(at).bytes().filter(|b| *b == b'.').count() == 2 {
        let mut parts = s.text(at).split('.').map(|p| p.parse::<i16>().ok());
        let (day, month, year) = (parts.next()??, parts.next()??, parts.next()??);
        let date = ymd(year, month, day)?;
        return Some(found(at, at + 1, Some(DateRange::day(date)), "numeric"));
    }
    let mark = s.text(at + 1);
    let ends = |i: usize| !s.glued(i) || s.mark(i, &['.', ',', ';', ')', '?', '!']) && !s.is(i + 1, Class::DIGITS);
    let same = |i: usize| s.mark(i, &['-', '/', '.']) && s.glued(i) && s.glued(i + 1) && s.text(i) == mark;
    if s.mark(at + 1, &['-', '/'])
        && same(at + 1)
        && ends(at + 3)
        && let Some(year) = plain_year(context, at + 2)
        && s.text(at).len() <= 2
    {
        // "12-2015"
        let month = i8::try_from(number(context, at)?).ok().filter(|m| (1..=12).contains(m));
        let range = month.and_then(|m| resolve::month(year, m));
        return range.filter(|_| !s.glued(at)).map(|range| found(at, at + 3, Some(range), "month-numeric"));
    }
    // "2015-3", "2015-03", not the years "2011-12"
    if let Some(year) = plain_year(context, at)
        && s.mark(at + 1, &['-'])
        && same(at + 1)
        && ends(at + 3)
        && (s.text(at + 2).len() == 1 || s.text(at + 2).starts_with('0'))
        && let Some(range) =
            number(context, at + 2).and_then(|m| i8::try_from(m).ok()).and_then(|m| resolve::month(year, m))
    {
        return Some(found(at, at + 3, Some(range), "month-numeric"));
    }
    if !(same(at + 1) && same(at + 3)) {
        return None;
    }
    let (a, b, c) = (number(context, at)?, number(context, at + 2)?, number(context, at + 4)?);
    let mut end = at + 5;
    if s.glued(end) && s.is(end, Class::WORD) && s.text(end).starts_with(['T', 't']) {
        end += 1;
    }
    let date = if a >= 1000 {
        ymd(a, b, c)?
    } else if c >= 1000 {
        // day or month first: decided where one of the two cannot be a month
        match (a > 12, b > 12) {
            (true, false) => ymd(c, b, a)?,
            (false, true) => ymd(c, a, b)?,
            _ if a == b => ymd(c, a, b)?,
            // undecidable: the place is known, the day is not
            _ => return Some(found(at, end, None, "numeric-ambiguous")),
        }
    } else {
        return None;
    };
    Some(found(at, end, Some(DateRange::day(date)), "numeric"))
}

fn ymd(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// A day of a month at `at`, and the position after it and its ordinal ending.
pub(super) fn day_of_month(context: &Context<'_>, at: usize) -> Option<(i8, usize)> {
    let s = &context.s;
    let day = s.text(at).len() <= 2 && s.is(at, Class::DIGITS);
    let day = day.then(|| number(context, at)).flatten().filter(|d| (1..=31).contains(d))?;
    let ordinal = s.glued(at + 1)
        && s.get(at + 1).and_then(|t| s.pack.numbers.word(t.word)).is_some_and(|w| w.ordinal == Some(-1.0));
    let end = if ordinal { at + 2 } else { at + 1 };
    let glued = s.glued(end)
        && (s.is(end, Class::WORD) || s.mark(end, &['%', '/']) || s.mark(end, &[':']) && s.is(end + 1, Class::DIGITS));
    (!glued).then_some((i8::try_from(day).ok()?, end))
}

/// "27 September 2016", "the 27th of September", "24-26 May".
pub(super) fn day_month(context: &Context<'_>, at: usize) -> Option<Found> {
    let s = &context.s;
    // "$12 December 27"
    if s.mark(at.wrapping_sub(1), &['$', '£', '€', '¥']) {
        return None;
    }
    let (day, mut end) = day_of_month(context, at)?;
    let mut last = day;
    if (s.dash(end) || s.used(end, Use::AND | Use::TO))
        && let Some((second, after)) = day_of_month(context, end + 1).filter(|(d, _)| *d > day)
        && month_at(context, if s.used(after, Use::OF) { after + 1 } else { after }).is_some()
    {
        (last, end) = (second, after);
    }
    if s.used(end, Use::OF) || s.hyphen(end) {
        end += 1;
    }
    let (month, end) = month_at(context, end)?;
    let (year, end) = year_after(context, end);
    let range = day_range(context, year, month, day, last, at);
    Some(Found { start: at, end, range, relative: year.is_none(), rule: "day-month" })
}

/// "on the 18th": the last one, or the next in a clause of the future.
fn day_alone(context: &Context<'_>, at: usize) -> Option<Found> {
    let s = &context.s;
    let (day, end) = day_of_month(context, at).filter(|(_, end)| *end == at + 2)?;
    let (the, on) = (at.checked_sub(1)?, at.checked_sub(2)?);
    let opened = s.used(the, Use::DETERMINER) && s.used(on, Use::BEFORE_DATE) && !s.used(on, Use::OF | Use::IN);
    let closed = end >= s.len() || s.is(end, Class::PUNCTUATION | Class::AUXILIARY);
    if !opened || !closed {
        return None;
    }
    let range = context.published.and_then(|published| {
        let in_month = |n: i32| {
            let month = resolve::months(published, n)?;
            Date::new(month.year(), month.month(), day).ok().map(DateRange::day)
        };
        let future = context.future(at);
        let this = in_month(0).filter(|r| if future { r.start >= published } else { r.start <= published });
        this.or_else(|| in_month(if future { 1 } else { -1 }))
    });
    Some(Found { start: at, end, range, relative: true, rule: "day-alone" })
}

/// A capitalised month and the position after it and its dot.
fn month_at(context: &Context<'_>, at: usize) -> Option<(i8, usize)> {
    let s = &context.s;
    let Some(DateWord::Month(month, _)) = context.word(at) else { return None };
    if !s.is(at, Class::CAPITALISED) {
        return None;
    }
    // "12 June." ends its sentence
    let whole = s.text(at).len() == 4 && at + 2 >= s.len();
    let dot = s.mark(at + 1, &['.']) && s.glued(at + 1) && s.text(at).len() <= 4 && !whole;
    Some((month, if dot { at + 2 } else { at + 1 }))
}

/// A year after a day or month: ", 2016", "2016", "of 2016", "'16", "last year".
pub(super) fn year_after(context: &Context<'_>, at: usize) -> (Option<i16>, usize) {
    let s = &context.s;
    let next = if s.mark(at, &[',']) || s.used(at, Use::OF) || s.hyphen(at) { at + 1 } else { at };
    if let Some(year) = plain_year(context, next) {
        return (Some(year), next + 1);
    }
    if s.is(next, Class::NUMBER)
        && let Some(spelled) = spelled_year(context, next)
        && let Some(range) = spelled.range
    {
        return (Some(range.start.year()), spelled.end);
    }
    let pointed = s.uses(next) & (Use::LAST | Use::THIS | Use::NEXT);
    if !pointed.is_empty()
        && context.word(next + 1) == Some(DateWord::Unit(crate::language::TimeUnit::Year))
        && let Some(published) = context.published
    {
        let shift = if pointed.contains(Use::LAST) { -1 } else { i16::from(pointed.contains(Use::NEXT)) };
        return (published.year().checked_add(shift), next + 2);
    }
    (None, at)
}

/// The days of a month, in a year given or found.
pub(super) fn day_range(
    context: &Context<'_>,
    year: Option<i16>,
    month: i8,
    first: i8,
    last: i8,
    at: usize,
) -> Option<DateRange> {
    let days = |year: i16| {
        let (start, end) = (Date::new(year, month, first).ok()?, Date::new(year, month, last).ok()?);
        Some(DateRange { start, end })
    };
    match year {
        Some(year) => days(year),
        None => resolve::nearest(
            context.published?,
            context.future(at) || context.deadline(at) || starts(context, at),
            days,
        ),
    }
}

/// Whether a date is where something starts or ends ("from March 30"): it may lie ahead.
fn starts(context: &Context<'_>, at: usize) -> bool {
    context.s.used(at.wrapping_sub(1), Use::FROM) && !context.s.participle(at.wrapping_sub(2))
}

/// "April 24 and 25": the second day of a date just found.
pub(super) fn second_day(context: &Context<'_>, first: &Found) -> Option<Found> {
    let s = &context.s;
    if first.rule != "month-day"
        || !(s.used(first.end, Use::AND) || (s.mark(first.end, &[',']) && s.used(first.end + 2, Use::AND)))
    {
        return None;
    }
    let at = first.end + 1;
    let (day, end) = day_of_month(context, at)?;
    let counts =
        s.is(end, Class::WORD) && !s.is(end, Class::STOP | Class::PREPOSITION | Class::AUXILIARY | Class::CONJUNCTION);
    let date = first.range.map(|r| r.end).and_then(|d| Date::new(d.year(), d.month(), day).ok());
    let follows = first.range.is_none() || date.zip(first.range).is_some_and(|(d, r)| d > r.end);
    (follows && !counts).then_some(Found { start: at, end, range: date.map(DateRange::day), ..*first })
}

/// "the 1980s", "'90s".
fn decade(context: &Context<'_>, at: usize) -> Option<Found> {
    let s = &context.s;
    if !(s.glued(at + 1) && s.text(at + 1) == "s") {
        return None;
    }
    let first = match (number(context, at)?, s.text(at).len()) {
        (year, 4) => year,
        (year, 2) if s.mark(at.wrapping_sub(1), &['\'', '’', '‘']) => 1900 + year,
        _ => return None,
    };
    (first % 10 == 0).then(|| found(at, at + 2, resolve::years(first, first + 9), "decade"))
}

/// A year by itself.
fn year_at(context: &Context<'_>, at: usize) -> Option<Found> {
    let s = &context.s;
    let year = plain_year(context, at)?;
    let before = at.wrapping_sub(1);
    let after = at + 1;
    let sign = if s.hyphen(after) { after + 1 } else { after };
    match context.word(sign) {
        Some(DateWord::Quarter(n)) => return super::parts::signed_at(context, sign, n * 3 - 2, n * 3),
        Some(DateWord::HalfYear(n)) => return super::parts::signed_at(context, sign, n * 6 - 5, n * 6),
        _ => {}
    }
    let glued_before = s.glued(at) && !s.mark(before, &['(', '[', '-', '–', '—', '"', '“', '\'', '‘', '/']);
    let glued_after = s.glued(after)
        && (s.is(after, Class::WORD)
            || s.mark(after, &[':', '%', '/', '+'])
            || s.mark(after, &['.', ',']) && s.glued(after + 1) && s.is(after + 1, Class::DIGITS));
    if glued_before
        || glued_after
        || s.mark(before, &['$', '£', '€', '#'])
        || s.is(before, Class::UNIT) && s.mark(before, &['$', '€', '£'])
    {
        return None;
    }
    let strong = s.used(before, Use::SINCE | Use::IN | Use::NARROWING | Use::DURING | Use::EDGE)
        || s.used(before, Use::TO) && s.text(before).len() > 2;
    // thousands have a comma in news: "2018 sales" are of a year, "2000 people" are people
    let current = (1900..2036).contains(&year) && year % 10 != 0;
    let plural = !current && s.plural(after) || s.pack.casualties.listed_at(s.get(after));
    let unit = s.is(after, Class::UNIT)
        && s.pack.units.after().longest_at(s.from(after)).is_some_and(|(_, u)| !u.glued && u.dimension != "index");
    if s.pack.bounds.ending(s.upto(at)).is_some() && !strong
        || s.is(after, Class::NUMBER) && !s.is(after, Class::CAPITALISED) && !ordinal(context, after)
    {
        return None;
    }
    if (!strong && plural) || unit && !ordinal_unit(context, after) || year < 1500 && !strong {
        return None;
    }
    // "1939-1945", "2014-15": the other end is a year of its own
    let (end, last) = match number(context, after + 1).filter(|_| s.hyphen(after)) {
        Some(short) if s.text(after + 1).len() == 2 && short > year % 100 => (after + 2, year - year % 100 + short),
        Some(last) if s.text(after + 1).len() == 4 && last > year => (after + 2, last),
        _ => (after, year),
    };
    Some(found(at, end, resolve::years(year, last), "year"))
}

fn ordinal(context: &Context<'_>, at: usize) -> bool {
    context.s.get(at).and_then(|t| context.s.pack.numbers.word(t.word)).is_some_and(|w| w.ordinal.is_some())
}

/// "1988 third quarter" and "2019 half" go on, "2000 miles" does not.
fn ordinal_unit(context: &Context<'_>, at: usize) -> bool {
    matches!(context.word(at), Some(DateWord::Unit(_) | DateWord::Half)) && !context.s.plural(at)
}

/// "nineteen ninety-six", "the year two thousand".
pub(super) fn spelled_year(context: &Context<'_>, at: usize) -> Option<Found> {
    let s = &context.s;
    let cardinal = |i: usize| s.get(i).and_then(|t| s.pack.numbers.word(t.word)).and_then(|w| w.cardinal);
    let century = match cardinal(at)? {
        Cardinal::Unit(v) if (v - 19.0).abs() < 0.5 || (v - 18.0).abs() < 0.5 => v,
        Cardinal::Ten(v) if v < 20.5 => v,
        _ => return None,
    };
    let Some(Cardinal::Ten(tens)) = cardinal(at + 1) else { return None };
    let unit_at = if s.hyphen(at + 2) { at + 3 } else { at + 2 };
    let (units, end) = match cardinal(unit_at) {
        Some(Cardinal::Unit(v)) if v < 10.0 => (v, unit_at + 1),
        _ => (0.0, at + 2),
    };
    #[allow(clippy::cast_possible_truncation, reason = "below 2100")]
    let year = (century * 100.0 + tens + units) as i16;
    Some(found(at, end, resolve::year(year), "spelled-year"))
}
