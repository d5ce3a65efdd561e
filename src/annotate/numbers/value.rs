//! The value of a number: digits, number words, vague counts, fractions, ordinals.
//!
//! In: a position of a sentence. Out: the value that starts there and where it ends.

use super::digits;
use crate::annotate::sentence::SentenceTokens;
use crate::language::{Cardinal, NumberWord, Use};
use crate::model::{Class, Interval};

/// What kind of value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ValueKind {
    /// Digits.
    Digits,
    /// Number words.
    Words,
    /// A count without a number.
    Vague,
    /// A vague word that is a count only of people.
    Weak,
    /// "two-thirds".
    Fraction,
    /// "third".
    Ordinal,
}

/// A value and the positions that it takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Value {
    pub start: usize,
    pub end: usize,
    /// The number, or the low end of a range.
    pub low: f64,
    /// The high end; equal to `low` for one number.
    pub high: f64,
    /// What it can mean before it is hedged.
    pub interval: Interval,
    pub kind: ValueKind,
    /// The magnitude that multiplied it ("million"), 1 without.
    pub scale: f64,
    /// Whether the digits have neither separators nor a magnitude: it may be a year, a house, a model.
    pub plain: bool,
}

impl Value {
    fn exact(start: usize, end: usize, value: f64, kind: ValueKind) -> Self {
        let interval = Interval::exact(value);
        Self { start, end, low: value, high: value, interval, kind, scale: 1.0, plain: false }
    }

    fn times(mut self, factor: f64, end: usize) -> Self {
        self.low *= factor;
        self.high *= factor;
        self.interval =
            Interval { min: self.interval.min.map(|v| v * factor), max: self.interval.max.map(|v| v * factor) };
        self.scale *= factor;
        self.end = end;
        self.plain = false;
        self
    }
}

/// The currency and value of a code against its digits ("RM79", "US160" after a dollar sign), which are one
/// token; separators after them are tokens of their own.
pub(super) fn coded_at(s: &SentenceTokens<'_>, at: usize) -> Option<(&'static str, Value)> {
    let text = s.text(at);
    let split = text.find(|c: char| c.is_ascii_digit())?;
    let code = crate::text::word_id(text.get(..split)?);
    let units = &s.pack.units;
    let lost = units.transliterated(code);
    let unit = if s.mark(at.wrapping_sub(1), &['$']) { units.dollar(code)? } else { units.currency(code).or(lost)? };
    let mut joined = text.get(split..)?.to_owned();
    let mut end = at + 1;
    while s.mark(end, &['.', ',']) && s.glued(end) && s.glued(end + 1) && s.is(end + 1, Class::DIGITS) {
        joined.push_str(s.text(end));
        joined.push_str(s.text(end + 1));
        end += 2;
    }
    let digits = digits::parse(&joined)?;
    let value = Value::exact(at, end, digits.value, ValueKind::Digits);
    if s.glued(end)
        && let Some(factor) = s.get(end).and_then(|t| s.pack.numbers.word(t.word)).and_then(|w| w.suffix)
    {
        return Some((unit, value.times(factor, end + 1)));
    }
    let scaled = scales(s, value);
    // "PS5" is a name, "PS5 million" and "PS5.20" are money
    let money = lost.is_none() || scaled.scale > 1.0 || end > at + 1;
    money.then_some((unit, scaled))
}

/// Reads the value that starts at `at`.
pub(super) fn value_at(s: &SentenceTokens<'_>, at: usize) -> Option<Value> {
    if s.is(at, Class::DIGITS) {
        return digits_at(s, at);
    }
    if let Some((length, vague)) = s.pack.numbers.vague().longest_at(s.from(at)) {
        let end = at + length;
        let mut value = Value::exact(at, end, vague.value, ValueKind::Vague);
        (value.high, value.interval) = (vague.value_end, vague.interval);
        if vague.multiplies {
            let scaled = scales(s, value);
            if scaled.end > end {
                return Some(scaled);
            }
        }
        if vague.weak {
            value.kind = ValueKind::Weak;
        }
        return Some(value);
    }
    words_at(s, at)
}

/// What the word at a position means in a number.
fn number_word<'a>(s: &SentenceTokens<'a>, at: usize) -> Option<&'a NumberWord> {
    let token = s.get(at)?;
    if token.is(Class::NUMBER) { s.pack.numbers.word(token.word) } else { None }
}

fn cardinal(s: &SentenceTokens<'_>, at: usize) -> Option<Cardinal> {
    number_word(s, at)?.cardinal
}

/// Multiplies a value by the magnitudes that follow it.
fn scales(s: &SentenceTokens<'_>, mut value: Value) -> Value {
    loop {
        let at = if s.hyphen(value.end) { value.end + 1 } else { value.end };
        let factor = match cardinal(s, at) {
            Some(Cardinal::Scale(factor) | Cardinal::Hundred(factor)) => factor,
            Some(Cardinal::Group(factor)) if value.kind != ValueKind::Digits || value.low < 100.0 => factor,
            _ => return value,
        };
        value = value.times(factor, at + 1);
    }
}

/// "1 414 021": thousands parted by spaces, where at least two groups of three follow.
fn spaced_groups(s: &SentenceTokens<'_>, at: usize) -> Option<(f64, usize)> {
    let digits = |i: usize| s.is(i, Class::DIGITS) && s.text(i).bytes().all(|b| b.is_ascii_digit());
    let group = |i: usize| digits(i) && s.text(i).len() == 3 && !s.glued(i);
    if !(digits(at) && s.text(at).len() <= 3 && group(at + 1) && group(at + 2)) {
        return None;
    }
    let mut end = at + 1;
    let mut value: f64 = s.text(at).parse().ok()?;
    while group(end) && end < at + 5 {
        value = value * 1000.0 + s.text(end).parse::<f64>().ok()?;
        end += 1;
    }
    Some((value, end))
}

/// "×10^8", "×10−30" after a number: the factor, and the position after it.
fn power_of_ten(s: &SentenceTokens<'_>, at: usize) -> Option<(f64, usize)> {
    if !(s.mark(at, &['×']) && s.glued(at) && s.text(at + 1) == "10") {
        return None;
    }
    let sign = if s.mark(at + 2, &['^']) { at + 3 } else { at + 2 };
    let negative = s.dash(sign);
    let digits = if negative { sign + 1 } else { sign };
    let power: i32 = s.text(digits).parse().ok().filter(|p| (0..=60).contains(p))?;
    (s.glued(sign) && s.glued(digits)).then(|| (10f64.powi(if negative { -power } else { power }), digits + 1))
}

fn digits_at(s: &SentenceTokens<'_>, at: usize) -> Option<Value> {
    let digits = digits::parse(s.text(at))?;
    if let Some((grouped, end)) = spaced_groups(s, at) {
        return Some(scales(s, Value::exact(at, end, grouped, ValueKind::Digits)));
    }
    let mut value = Value::exact(at, at + 1, digits.value, ValueKind::Digits);
    if let Some((factor, end)) = power_of_ten(s, at + 1) {
        return Some(value.times(factor, end));
    }
    value.plain = digits.plain;
    let next = at + 1;
    if let Some(fraction) = slash(s, next) {
        // "5 1/2"
        value = Value { end: next + 3, ..Value::exact(at, next + 3, digits.value + fraction, ValueKind::Digits) };
    } else if s.mark(next, &['/', '⁄']) && s.glued(next) {
        if let Some(fraction) = slash(s, at) {
            return Some(Value::exact(at, at + 3, fraction, ValueKind::Fraction));
        }
    } else if s.glued(next) && s.is(next, Class::WORD) {
        let word = s.get(next).and_then(|t| s.pack.numbers.word(t.word));
        if word.and_then(|w| w.ordinal) == Some(-1.0) {
            return Some(Value::exact(at, next + 1, digits.value, ValueKind::Ordinal));
        }
        if let Some(factor) = word.and_then(|w| w.suffix)
            && !is_metres(s, next)
        {
            return Some(value.times(factor, next + 1));
        }
    }
    Some(scales(s, value))
}

/// The value of digits over digits at `at`, where that is a fraction.
fn slash(s: &SentenceTokens<'_>, at: usize) -> Option<f64> {
    if !(s.is(at, Class::DIGITS) && s.mark(at + 1, &['/', '⁄']) && s.glued(at + 1) && s.glued(at + 2)) {
        return None;
    }
    if !s.is(at + 2, Class::DIGITS) || (s.mark(at + 3, &['/']) && s.glued(at + 3)) {
        return None;
    }
    let (over, under) = (digits::parse(s.text(at))?, digits::parse(s.text(at + 2))?);
    let fraction = over.plain && under.plain && over.value < under.value && under.value <= 200.0;
    fraction.then(|| over.value / under.value)
}

/// Whether a letter against digits is the metre: a magnitude has something after it to count, or
/// money before it.
fn is_metres(s: &SentenceTokens<'_>, at: usize) -> bool {
    let metre = s.pack.units.after().longest_at(s.from(at)).is_some_and(|(_, unit)| unit.glued);
    if !metre {
        return false;
    }
    let money = at >= 2 && s.is(at - 2, Class::UNIT | Class::PUNCTUATION) && currency_before(s, at - 1).is_some();
    if money {
        return false;
    }
    let after = at + 1;
    let counted = s.is(after, Class::WORD) && !s.is(after, Class::PREPOSITION | Class::CONJUNCTION | Class::STOP)
        || s.used(after, Use::OF);
    !counted || s.used(after, Use::EXTENT)
}

/// The currency written before the value that starts at `at`: its unit and how many tokens it takes.
pub(super) fn currency_before(s: &SentenceTokens<'_>, at: usize) -> Option<(&'static str, usize)> {
    let sign = s.get(at.checked_sub(1)?)?;
    let units = &s.pack.units;
    if s.mark(at - 1, &['$'])
        && let Some(prefix) = at.checked_sub(2).and_then(|i| s.get(i))
        && prefix.is(Class::WORD)
        && prefix.is(Class::CAPITALISED)
        && let Some(unit) = units.dollar(crate::text::word_id(prefix.span.slice(s.buffer)))
    {
        return Some((unit, 2));
    }
    // "Y=590 billion": a sign that was lost on the way
    if s.mark(at - 1, &['=']) && s.glued(at) && s.glued(at - 1) && at >= 2 && s.is(at - 2, Class::CAPITALISED) {
        return units.transliterated(crate::text::word_id(s.text(at - 2))).map(|unit| (unit, 2));
    }
    let id = crate::text::word_id(sign.span.slice(s.buffer));
    let unit = units.currency(id)?;
    // a code is written in capitals and a sign is a mark: "rs" in running text is neither
    (sign.is(Class::PUNCTUATION | Class::CAPITALISED) || s.text(at - 1).len() > 3).then_some((unit, 1))
}

/// What the last word of a spelled-out number was.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    Unit,
    Ten,
    Magnitude,
}

fn words_at(s: &SentenceTokens<'_>, at: usize) -> Option<Value> {
    let first = number_word(s, at)?;
    if first.cardinal.is_none() {
        return fraction_or_ordinal(s, at, first);
    }
    let (mut total, mut current, mut last, mut scale) = (0.0_f64, 0.0_f64, Last::Nothing, 1.0_f64);
    // "million" by itself is a part of what stands before it; "a million" is a number
    let alone = matches!(first.cardinal, Some(Cardinal::Scale(_) | Cardinal::Hundred(_) | Cardinal::Group(_)));
    if alone && !s.used(at.wrapping_sub(1), Use::ARTICLE) {
        return None;
    }
    let mut end = at;
    let mut i = at;
    while let Some(word) = number_word(s, i) {
        match word.cardinal {
            Some(Cardinal::Unit(v)) if !(last == Last::Unit || last == Last::Ten && v >= 10.0) => {
                current += v;
                last = Last::Unit;
            }
            Some(Cardinal::Ten(v)) if !matches!(last, Last::Unit | Last::Ten) => {
                current += v;
                last = Last::Ten;
            }
            Some(Cardinal::Hundred(v) | Cardinal::Group(v)) => {
                current = if current == 0.0 { v } else { current * v };
                scale = v;
                last = Last::Magnitude;
            }
            Some(Cardinal::Scale(v)) => {
                current = if current == 0.0 && total == 0.0 { v } else { current * v };
                total += current;
                (current, scale, last) = (0.0, v, Last::Magnitude);
            }
            _ => break,
        }
        end = i + 1;
        i = next_part(s, end, last);
    }
    if end == at {
        return fraction_or_ordinal(s, at, first);
    }
    if last == Last::Ten
        && s.hyphen(end)
        && let Some(ordinal) = number_word(s, end + 1).and_then(|w| w.ordinal).filter(|o| (0.0..10.0).contains(o))
    {
        return Some(Value::exact(at, end + 2, total + current + ordinal, ValueKind::Ordinal));
    }
    let mut value = Value::exact(at, end, total + current, ValueKind::Words);
    value.scale = scale;
    Some(with_fraction(s, value))
}

/// Where the next word of a number may stand: past a hyphen, or past "and" after a magnitude.
fn next_part(s: &SentenceTokens<'_>, end: usize, last: Last) -> usize {
    if s.hyphen(end) && cardinal(s, end + 1).is_some() {
        return end + 1;
    }
    let joins = last == Last::Magnitude && s.used(end, Use::AND);
    if joins && matches!(cardinal(s, end + 1), Some(Cardinal::Unit(_) | Cardinal::Ten(_))) {
        return end + 1;
    }
    end
}

/// "two-thirds", "two and a half (million)", "two point five".
fn with_fraction(s: &SentenceTokens<'_>, value: Value) -> Value {
    let at = if s.hyphen(value.end) { value.end + 1 } else { value.end };
    let fraction_at = |at: usize| number_word(s, at).filter(|w| w.cardinal.is_none()).and_then(|w| w.fraction);
    if let Some(fraction) = fraction_at(at)
        && value.low < 100.0
        && (value.low > 1.0 || s.used(at + 1, Use::OF) || at > value.end || !s.plural(at + 1))
        && (s.plural(at) || value.low <= 1.0)
    {
        return Value {
            kind: ValueKind::Fraction,
            ..Value::exact(value.start, at + 1, value.low * fraction, ValueKind::Fraction)
        };
    }
    if s.used(value.end, Use::AND) {
        let at = if s.used(value.end + 1, Use::ARTICLE) { value.end + 2 } else { value.end + 1 };
        let joined = at > value.end + 1 || cardinal(s, value.end + 1).is_some();
        if let Some(fraction) = fraction_at(at).filter(|_| joined) {
            let whole = Value {
                scale: 1.0,
                ..Value::exact(value.start, at + 1, value.low + fraction * value.scale, ValueKind::Words)
            };
            return scales(s, whole);
        }
    }
    if s.used(value.end, Use::POINT) {
        let (mut at, mut digit, mut sum) = (value.end + 1, 0.1, value.low);
        while let Some(Cardinal::Unit(v)) = cardinal(s, at).filter(|c| matches!(c, Cardinal::Unit(v) if *v < 10.0)) {
            sum += v * digit;
            digit /= 10.0;
            at += 1;
        }
        if at > value.end + 1 {
            return scales(s, Value::exact(value.start, at, sum, ValueKind::Words));
        }
    }
    value
}

/// "half a million", "a third of", "third".
fn fraction_or_ordinal(s: &SentenceTokens<'_>, at: usize, word: &NumberWord) -> Option<Value> {
    if let Some(fraction) = word.fraction {
        let next = if s.used(at + 1, Use::ARTICLE) { at + 2 } else { at + 1 };
        if let Some(Cardinal::Scale(scale) | Cardinal::Hundred(scale) | Cardinal::Group(scale)) = cardinal(s, next) {
            return Some(Value { scale, ..Value::exact(at, next + 1, fraction * scale, ValueKind::Words) });
        }
        let article = at > 0 && s.used(at - 1, Use::ARTICLE);
        let of = s.used(at + 1, Use::OF);
        // "more than half the members"
        let bounded = word.ordinal.is_none() && s.pack.bounds.ending(s.upto(at)).is_some();
        if of && (article || word.ordinal.is_none()) || bounded && !s.used(at + 1, Use::ARTICLE) {
            return Some(Value::exact(at, at + 1, fraction, ValueKind::Fraction));
        }
    }
    let ordinal = word.ordinal.filter(|o| *o > 0.0)?;
    Some(Value::exact(at, at + 1, ordinal, ValueKind::Ordinal))
}
