//! What stands around a value: ranges, scores, proportions, money, units, rates, ages.

use super::Draft;
use super::value::{Value, ValueKind, value_at};
use crate::annotate::sentence::SentenceTokens;
use crate::language::Use;
use crate::model::{Class, Interval, NumberForm};

/// A unit and where it ends.
pub(super) struct Measure {
    pub unit: Option<&'static str>,
    pub per: Option<&'static str>,
    pub end: usize,
    pub form: Option<NumberForm>,
    /// -1 for a value under a minus sign.
    pub factor: f64,
}

/// "one in three", "three out of five".
pub(super) fn proportion(s: &SentenceTokens<'_>, first: &Value) -> Option<(Value, &'static str)> {
    if !matches!(first.kind, ValueKind::Words | ValueKind::Digits) || first.low > 1000.0 {
        return None;
    }
    let mut at = first.end;
    if s.used(at, Use::OUT) && s.used(at + 1, Use::OF) {
        at += 2;
    } else if s.used(at, Use::IN) {
        at += 1;
        if s.used(at, Use::EACH) {
            at += 1;
        }
    } else {
        return None;
    }
    let second = value_at(s, at).filter(|v| matches!(v.kind, ValueKind::Words | ValueKind::Digits))?;
    let years = second.plain && second.low >= 1000.0;
    // "12 in 2016" and "three in 40 minutes" are no proportions
    if years || second.low <= first.low || s.is(second.end, Class::UNIT | Class::DATE) && !s.used(first.end, Use::OUT) {
        return None;
    }
    let share = first.low / second.low;
    let interval = Interval::exact(share);
    let value = Value { end: second.end, low: share, high: share, interval, kind: ValueKind::Fraction, ..*first };
    Some((value, "proportion"))
}

/// The other end of a range ("10 to 15"), or a score ("2-1").
pub(super) fn range(s: &SentenceTokens<'_>, first: &Value) -> Option<(Value, NumberForm, &'static str)> {
    if matches!(first.kind, ValueKind::Fraction | ValueKind::Weak) {
        return None;
    }
    let before = first.start.wrapping_sub(1);
    let before = currency_of(s, first.start).map_or(before, |taken| before.wrapping_sub(taken));
    let between = s.used(before, Use::BETWEEN);
    let from = s.used(before, Use::FROM);
    // "5 per cent to 20 per cent": a unit may stand before the second number
    let unit_end = unit_at(s, first.end).map_or(first.end, |(_, _, end)| end);
    for at in [first.end, unit_end] {
        let dash = s.dash(at);
        let joins = dash
            || s.used(at, Use::TO)
            || (between && s.used(at, Use::AND))
            || (s.used(at, Use::OR) && at == first.end && first.low < 100.0);
        let to = s.used(at + 1, Use::TO);
        // "8-to-16", "8- to 16-metre"
        let joined = match s.dash(at) && s.glued(at) && to {
            true if s.hyphen(at + 2) => 3,
            true => 2,
            false => 1,
        };
        if !(joins || joined == 3) || s.used(at + joined, Use::TO) {
            continue;
        }
        if at != first.end && !(from || between || dash || same_unit(s, first.end, at + 1)) {
            continue;
        }
        let mut next = at + joined;
        if s.mark(next, &['$', '£', '€', '¥', '₹']) {
            next += 1;
        } else if s.is(next, Class::ALL_CAPS | Class::CAPITALISED) && s.mark(next + 1, &['$']) {
            next += 2;
        }
        let Some(second) = value_at(s, next) else { continue };
        if at != first.end && !same_kind(s, first.end, second.end) {
            continue;
        }
        if !matches!(second.kind, ValueKind::Digits | ValueKind::Words)
            || s.used(second.end, Use::OF) && s.used(at, Use::OR)
        {
            continue;
        }
        return ranged(s, first, &second, at, from || between);
    }
    None
}

fn ranged(
    s: &SentenceTokens<'_>,
    first: &Value,
    second: &Value,
    at: usize,
    opened: bool,
) -> Option<(Value, NumberForm, &'static str)> {
    let mut low = first.low;
    // "1 to 2 thousand": the magnitude belongs to both
    if (first.scale - 1.0).abs() < f64::EPSILON
        && second.scale > 1.0
        && low <= second.low / second.scale * 10.0
        && low < 1000.0
    {
        low *= second.scale;
    }
    let or = s.used(at, Use::OR);
    let dash = s.dash(at) && s.glued(at);
    let digits = first.kind == ValueKind::Digits && second.kind == ValueKind::Digits;
    if dash && digits && first.plain && second.plain && is_score(s, first, second, opened) {
        let interval = Interval { min: Some(low.min(second.low)), max: Some(low.max(second.low)) };
        let value = Value { end: second.end, low, high: second.low, interval, plain: false, ..*first };
        return Some((value, NumberForm::Score, "score"));
    }
    let rising = second.low > low;
    let accepted = if or { rising && second.low <= low * 2.0 + 1.0 } else { rising || opened };
    // years, addresses and telephone numbers have dashes too
    let year = first.plain
        && (1500.0..2100.0).contains(&first.low)
        && (second.low < 100.0 || (1500.0..2100.0).contains(&second.low));
    if !accepted
        || (dash && year)
        || (dash && s.glued(second.end) && s.dash(second.end) && s.is(second.end + 1, Class::DIGITS))
    {
        return None;
    }
    let interval = Interval { min: Some(low), max: Some(second.high) };
    let value =
        Value { end: second.end, low, high: second.high, interval, scale: second.scale, plain: false, ..*first };
    Some((value, NumberForm::Cardinal, if or { "alternatives" } else { "range" }))
}

/// Whether two numbers with a dash are points of a game: falling, or beside a word of sport.
fn is_score(s: &SentenceTokens<'_>, first: &Value, second: &Value, opened: bool) -> bool {
    if opened || first.low > 200.0 || second.low > 200.0 {
        return false;
    }
    if first.low >= second.low {
        return true;
    }
    if unit_at(s, second.end).is_some() || s.plural(second.end) {
        return false;
    }
    let near = first.start.saturating_sub(5)..(second.end + 3).min(s.len());
    near.into_iter().any(|i| s.used(i, Use::CONTEST))
}

/// How many tokens the currency before a position takes.
fn currency_of(s: &SentenceTokens<'_>, at: usize) -> Option<usize> {
    super::value::currency_before(s, at).map(|(_, taken)| taken)
}

/// The currency before a draft's value.
pub(super) fn currency_before(s: &SentenceTokens<'_>, draft: &Draft) -> Option<(&'static str, usize)> {
    super::value::currency_before(s, draft.value.start)
}

/// A unit at a position: the position of its first word, its entry, and where it ends.
fn unit_at<'a>(s: &SentenceTokens<'a>, at: usize) -> Option<(usize, &'a crate::language::Unit, usize)> {
    let start = if s.hyphen(at) { at + 1 } else { at };
    if !s.is(start, Class::UNIT) {
        return None;
    }
    let (length, unit) = s.pack.units.after().longest_at(s.from(start))?;
    if unit.glued && !(s.glued(start) && start == at && s.is(at.wrapping_sub(1), Class::DIGITS)) {
        return None;
    }
    // "5G" is no weight
    if unit.glued && s.is(start, Class::CAPITALISED) {
        return None;
    }
    if unit.digits && !s.is(start.wrapping_sub(if start > at { 2 } else { 1 }), Class::DIGITS) {
        return None;
    }
    Some((start, unit, start + length))
}

/// Whether the units after two numbers measure one thing, as far as both have one: "from 44 ml to 50 mg" is no range.
fn same_kind(s: &SentenceTokens<'_>, first_end: usize, second_end: usize) -> bool {
    let (first, second) = (unit_at(s, first_end), unit_at(s, second_end));
    first.zip(second).is_none_or(|((_, a, _), (_, b, _))| a.dimension == b.dimension || a.name == b.name)
}

/// "5 ft 2 in", "3 hours 20 minutes": a smaller unit of the same kind right after; how much it adds in the larger
/// unit, and where it ends.
pub(super) fn smaller_after(s: &SentenceTokens<'_>, unit: &'static str, end: usize) -> Option<(f64, usize)> {
    let unit = s.pack.units.named(unit).filter(|u| !matches!(u.dimension, "ratio" | "points"))?;
    let at = if s.used(end, Use::AND) || s.mark(end, &[',']) { end + 1 } else { end };
    let second = value_at(s, at).filter(|v| matches!(v.kind, ValueKind::Digits | ValueKind::Words) && v.scale < 2.0)?;
    let (start, small, stop) = unit_at(s, second.end)?;
    let smaller = small.dimension == unit.dimension && small.factor < unit.factor && start == second.end;
    let share = second.low * small.factor / unit.factor;
    (smaller && share < 1.0 && at == end).then_some((share, stop))
}

/// Whether the unit after one number is the unit after the next.
fn same_unit(s: &SentenceTokens<'_>, first_end: usize, next: usize) -> bool {
    let Some((_, unit, _)) = unit_at(s, first_end) else { return false };
    let next = if s.is(next, Class::DIGITS | Class::NUMBER) { next } else { next + 1 };
    value_at(s, next).and_then(|v| unit_at(s, v.end)).is_some_and(|(_, other, _)| other.name == unit.name)
}

/// The unit after a value, given the currency before it.
pub(super) fn unit_after(
    s: &SentenceTokens<'_>,
    value: &Value,
    end: usize,
    currency: Option<(&'static str, usize)>,
) -> Measure {
    let mut found = Measure { unit: None, per: None, end, form: None, factor: sign(s, value, currency) };
    if let Some((unit, _)) = currency {
        found.unit = Some(unit);
        found.form = Some(NumberForm::Money);
        // "$5 US", "$200 dollars"
        if let Some((_, unit, end)) =
            unit_at(s, end).filter(|(start, u, _)| *start == end && u.dimension.starts_with("money"))
        {
            found.end = end;
            found.unit = Some(unit.name).filter(|_| false).or(found.unit);
        }
    } else if let Some((start, unit, end)) = unit_at(s, end).or_else(|| distant_unit(s, value, end)) {
        let mut name = unit.name;
        if unit.dimension == "pound" {
            name = pound(s, value, start, end);
        }
        (found.unit, found.end) = (Some(name), end);
        found.form = Some(form_of(unit.dimension, name));
    } else if let Some(unit) = scale_before(s, value) {
        found.unit = Some(unit.name);
        found.form = Some(form_of(unit.dimension, unit.name));
    } else if value.kind == ValueKind::Fraction {
        return found;
    }
    if found.unit.is_some() {
        (found.per, found.end) = rate(s, found.end);
    }
    found
}

/// The unit after the first number of a range whose second has none.
pub(super) fn unit_inside(
    s: &SentenceTokens<'_>,
    first_end: usize,
    form: NumberForm,
) -> (Option<&'static str>, NumberForm) {
    match unit_at(s, first_end).filter(|(_, unit, _)| unit.dimension != "pound") {
        Some((_, unit, _)) => (Some(unit.name), form_of(unit.dimension, unit.name)),
        None => (None, form),
    }
}

/// "50 previous years", "half of a mile": a unit past a word that is no noun.
fn distant_unit<'a>(
    s: &SentenceTokens<'a>,
    value: &Value,
    end: usize,
) -> Option<(usize, &'a crate::language::Unit, usize)> {
    if value.kind == ValueKind::Fraction && s.used(end, Use::OF) && s.used(end + 1, Use::ARTICLE) {
        return unit_at(s, if s.is(end + 2, Class::ALL_CAPS) { end + 3 } else { end + 2 });
    }
    let past = s.used(end, Use::ADDITION | Use::PREVIOUS | Use::FOLLOWING) && s.plural(end + 1);
    unit_at(s, end + 1).filter(|(_, unit, _)| past && unit.dimension == "duration")
}

/// The scale that is named before a value: "magnitude 6.4", "a magnitude of 6.4".
fn scale_before<'a>(s: &SentenceTokens<'a>, value: &Value) -> Option<&'a crate::language::Unit> {
    let before = value.start.checked_sub(1)?;
    let at = if s.used(before, Use::OF) { before.checked_sub(1)? } else { before };
    let (_, unit) = s.pack.units.after().longest_at(s.from(at)).filter(|_| s.is(at, Class::UNIT))?;
    (unit.scale && value.kind == ValueKind::Digits).then_some(unit)
}

/// -1 where a minus sign belongs to the value.
fn sign(s: &SentenceTokens<'_>, value: &Value, currency: Option<(&'static str, usize)>) -> f64 {
    let Some(before) = value.start.checked_sub(1) else { return 1.0 };
    if currency.is_some() {
        return 1.0;
    }
    let spelled = s.used(before, Use::MINUS);
    let hyphened = s.hyphen(before) && s.used(before.wrapping_sub(1), Use::MINUS);
    let marked = s.dash(before) && s.glued(value.start) && !s.glued(before) && s.is(value.start, Class::DIGITS);
    if spelled || hyphened || (marked && !s.is(before.wrapping_sub(1), Class::DIGITS)) { -1.0 } else { 1.0 }
}

fn form_of(dimension: &str, name: &str) -> NumberForm {
    match dimension {
        "ratio" | "points" => NumberForm::Percent,
        "duration" => NumberForm::Duration,
        "age" => NumberForm::Age,
        _ if name == "pound sterling" || dimension.starts_with("money") => NumberForm::Money,
        _ => NumberForm::Measure,
    }
}

/// Pounds of money or of weight, told by size and by what is weighed.
fn pound(s: &SentenceTokens<'_>, value: &Value, start: usize, end: usize) -> &'static str {
    let weighed = s.used(end, Use::OF) || s.dash(start.wrapping_sub(1)) && value.low < 10_000.0;
    if !weighed && (value.low >= 10_000.0 || value.scale >= 1e6) {
        s.pack.units.pound().0
    } else {
        s.pack.units.pound().1
    }
}

/// "per day", "a barrel", "/sq m" at a position: the denominator, and where the rate ends.
pub(super) fn rate(s: &SentenceTokens<'_>, at: usize) -> (Option<&'static str>, usize) {
    let none = (None, at);
    let slash = s.mark(at, &['/']);
    let start = if slash || s.used(at, Use::PER) {
        at + 1
    } else if s.hyphen(at) && s.used(at + 1, Use::PER) {
        if s.hyphen(at + 2) { at + 3 } else { at + 2 }
    } else {
        return none;
    };
    let start = if s.hyphen(start) { start + 1 } else { start };
    if !s.is(start, Class::UNIT) {
        return none;
    }
    let Some((length, unit)) = s.pack.units.after().longest_at(s.from(start)) else { return none };
    // "$6 billion a year earlier" is no rate
    if s.used(start + length, Use::AGO | Use::EARLIER | Use::LATER) {
        return none;
    }
    let plural = s.plural(start + length - 1) && length == 1;
    if unit.dimension == "ratio" || plural && !slash {
        return none;
    }
    (Some(unit.name), start + length)
}

/// "aged 44", "Lee, 44,", "44, of Springfield".
pub(super) fn is_age(s: &SentenceTokens<'_>, value: &Value, start: usize, end: usize, counted: bool) -> bool {
    if value.low < 1.0 || value.low > 115.0 || value.low.fract() != 0.0 {
        return false;
    }
    if s.used(start.wrapping_sub(1), Use::AGED)
        || s.used(start.wrapping_sub(1), Use::OF) && s.used(start.wrapping_sub(2), Use::AGE)
    {
        return true;
    }
    let Some(comma) = start.checked_sub(1) else { return false };
    // "Ida and Jon Marl, both 23, were hurt"
    let both = s.used(comma, Use::BOTH) && (s.is(end, Class::PUNCTUATION) || s.used(end, Use::AND) || end == s.len());
    if both && !counted && value.plain {
        return true;
    }
    let closed = s.mark(end, &[',', '.', ';', ')']) || end == s.len();
    let named = |at: usize| s.is(at, Class::CAPITALISED) && !s.is(at, Class::DATE | Class::STOP | Class::DIGITS);
    if counted || !value.plain {
        return false;
    }
    if s.mark(comma, &[',']) && closed {
        // "Marl, 34, was found": a name alone, with a verb after the age
        let verb = Class::AUXILIARY | Class::REPORTING;
        let resumed = s.mark(end, &[','])
            && (s.is(end + 1, verb) || s.used(end + 1, Use::AND | Use::RELATIVE) || s.fateful(end + 1));
        return named(comma.wrapping_sub(1)) && (resumed || named(comma.wrapping_sub(2)))
            || s.pack.casualties.listed_at(s.get(comma.wrapping_sub(1)));
    }
    if s.mark(comma, &['(']) && s.mark(end, &[')']) {
        return named(comma.wrapping_sub(1)) && named(comma.wrapping_sub(2));
    }
    // "Lee 44 has": copy whose commas were lost
    named(comma) && named(comma.wrapping_sub(1)) && s.is(end, Class::AUXILIARY) && value.low >= 16.0
}
