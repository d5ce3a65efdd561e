//! Digits and number words that state no amount: years, times, versions, addresses, models, pronouns.

use super::value::{Value, ValueKind, currency_before};
use crate::annotate::sentence::SentenceTokens;
use crate::language::Use;
use crate::model::Class;

/// Where to go on after digits that are no number: past the whole glued expression ("10:30", "1.2.3-4").
pub(super) fn skip(s: &SentenceTokens<'_>, at: usize) -> usize {
    let mut end = at + 1;
    while s.glued(end)
        && (s.is(end, Class::DIGITS) || s.mark(end, &[':', '/', '.', '-', '–']))
        && s.is(at, Class::DIGITS)
    {
        end += 1;
    }
    end
}

/// Whether the value is no amount, whatever follows it.
pub(super) fn is_no_amount(s: &SentenceTokens<'_>, value: &Value) -> bool {
    let before = value.start.checked_sub(1);
    if value.kind == ValueKind::Digits {
        let glued = s.glued(value.start);
        // "10:30", "1/2/2016", "COVID-19", "ID.3", "v2", "#4", "No. 10"
        if s.mark(value.end, &[':'])
            && s.glued(value.end)
            && s.is(value.end + 1, Class::DIGITS)
            && s.glued(value.end + 1)
        {
            return true;
        }
        if glued && before.is_some_and(|b| s.mark(b, &[':', '/', '#', '.', '_', '@']) && s.glued(b)) {
            return true;
        }
        // "2D Battalion", "5S"
        let letter = s.glued(value.end) && s.is(value.end, Class::WORD) && s.text(value.end).len() == 1;
        if letter && s.pack.units.after().longest_at(s.from(value.end)).is_none() {
            return true;
        }
        if before.is_some_and(|b| s.mark(b, &['#', '№'])) || closes_ages(s, value) {
            return true;
        }
        let abbreviated = |at: usize| s.is(at, Class::ALL_CAPS) && !s.is(at, Class::NUMBER | Class::DATE | Class::UNIT);
        let named = |at: usize| is_name(s, at) || abbreviated(at);
        if glued && before.is_some_and(|b| s.hyphen(b) && named(b.wrapping_sub(1))) {
            return true;
        }
        // "6) The harbour": an item of a list
        if value.start == 0 && s.mark(value.end, &[')']) {
            return true;
        }
        return telephone(s, value);
    }
    value.kind == ValueKind::Words && (is_pronoun(s, value) || is_part_of_name(s, value))
}

/// "the Seven Sisters": a number word that a name holds, in copy that writes only names with capitals.
fn is_part_of_name(s: &SentenceTokens<'_>, value: &Value) -> bool {
    let name = |at: usize| s.is(at, Class::CAPITALISED) && !s.is(at, Class::ALL_CAPS | Class::DATE);
    let held = value.end == value.start + 1
        && name(value.start)
        && value.start > 0
        && s.used(value.start - 1, Use::DETERMINER)
        && !s.is(value.start - 1, Class::CAPITALISED)
        && name(value.end)
        && !s.is(value.end, Class::NUMBER)
        && !s.is(value.end + 1, Class::CAPITALISED);
    // a heading writes all its words so
    held && (0..s.len()).filter(|i| s.is(*i, Class::WORD) && !s.is(*i, Class::CAPITALISED | Class::STOP)).count() > 1
}

/// The other end of a class of ages: "aged 18 to 34", "between the ages of 21 and 58".
fn closes_ages(s: &SentenceTokens<'_>, value: &Value) -> bool {
    let Some(first) = value.start.checked_sub(2) else { return false };
    let aged = |at: usize| s.used(at, Use::AGED | Use::AGE);
    let opened = first.checked_sub(1).is_some_and(aged)
        || s.used(first.wrapping_sub(1), Use::OF) && first.checked_sub(2).is_some_and(aged);
    opened && s.is(first, Class::DIGITS) && s.used(first + 1, Use::TO | Use::AND)
}

fn is_name(s: &SentenceTokens<'_>, at: usize) -> bool {
    s.is(at, Class::WORD) && s.is(at, Class::CAPITALISED) && !s.is(at, Class::INITIAL | Class::STOP | Class::BOUND)
}

/// Three or more groups of digits with dashes.
fn telephone(s: &SentenceTokens<'_>, value: &Value) -> bool {
    let dashed = |at: usize| s.hyphen(at) && s.is(at + 1, Class::DIGITS);
    dashed(value.end) && dashed(value.end + 2)
}

/// "one" that stands for a thing or a person, or is part of a fixed phrase.
fn is_pronoun(s: &SentenceTokens<'_>, value: &Value) -> bool {
    #[allow(clippy::float_cmp, reason = "one is exact")]
    if value.low != 1.0 || value.end != value.start + 1 {
        return false;
    }
    if s.is(value.start, Class::CAPITALISED)
        && value.start > 0
        && is_name(s, value.start - 1)
        && !is_shouted(s, value.start)
    {
        return true;
    }
    let before = value.start.wrapping_sub(1);
    // "no one died": nobody did
    if s.used(before, Use::NONE) && s.fateful(value.end) {
        return true;
    }
    if s.used(before, Use::DETERMINER | Use::NONE | Use::ADDITION | Use::EACH) && !s.used(value.end, Use::OF) {
        // "this one", "no one", "another one": a noun after it makes it a number ("the one child")
        return !s.is(value.end, Class::WORD) || s.is(value.end, Class::STOP | Class::AUXILIARY | Class::PREPOSITION);
    }
    if s.hyphen(value.end) && s.is(value.end + 1, Class::STOP) {
        return true;
    }
    if s.used(value.end, Use::OF) {
        return false;
    }
    // "one in four", "one out of ten"
    let number = |i: usize| s.is(i, Class::NUMBER | Class::DIGITS);
    if s.used(value.end, Use::IN | Use::OUT) && (number(value.end + 1) || number(value.end + 2)) {
        return false;
    }
    let next = value.end;
    let word = s.is(next, Class::WORD);
    // "one day", "one of", "one killed"; "one who", "one is", "one," are pronouns
    let noun = word
        && (!s.is(next, Class::STOP | Class::AUXILIARY | Class::PREPOSITION | Class::PRONOUN | Class::CONJUNCTION)
            || s.used(next, Use::ADDITION | Use::OTHER));
    !(noun
        || s.fateful(next)
        || s.hyphen(next)
        || s.used(before, Use::OR)
        || (next..next + 4).any(|i| s.fateful(i))
        || (before.saturating_sub(3)..=before).any(|i| s.fateful(i)))
}

/// Whether plain digits are a label: of a house, a page, a model, a year.
pub(super) fn is_label(s: &SentenceTokens<'_>, value: &Value, end: usize) -> bool {
    if value.kind != ValueKind::Digits || value.scale > 1.0 {
        return false;
    }
    let before = value.start.wrapping_sub(1);
    let label = |at: usize| {
        s.used(at, Use::LABEL)
            && (s.is(at, Class::CAPITALISED)
                || !s.plural(at) && !s.is(at, Class::STOP | Class::UNIT | Class::PREPOSITION))
    };
    if value.start > 0 && (label(before) || s.mark(before, &['.']) && s.glued(before) && label(before.wrapping_sub(1)))
    {
        return true;
    }
    if address(s, end) {
        return true;
    }
    let head_plural = (end..end + 3)
        .take_while(|i| !s.is(*i, Class::PREPOSITION | Class::CONJUNCTION | Class::AUXILIARY) && !s.mark(*i, &[',']))
        .any(|i| s.plural(i) && !s.is(i, Class::STOP));
    // "Boeing 737", "S&P 500": a name before the digits, and nothing plural after them
    // "IBM 500" is a name whatever follows; in copy all in capitals nothing is told by them
    let sign =
        value.start > 0 && s.is(before, Class::ALL_CAPS) && !s.is(before, Class::DATE | Class::NUMBER | Class::UNIT);
    if sign && value.plain && !is_shouted(s, before) {
        return true;
    }
    // "S P 500": initials
    if value.plain && s.is(before, Class::INITIAL) && s.is(before.wrapping_sub(1), Class::INITIAL) {
        return true;
    }
    if value.start > 0
        && is_name(s, before)
        && !is_shouted_copy(s, before)
        && !s.is(before, Class::DATE | Class::REPORTING)
        && !head_plural
        && value.plain
    {
        return !is_aged_name(s, value, end);
    }
    let model = value.plain
        && s.is(end, Class::CAPITALISED)
        && !s.is(end, Class::STOP | Class::DATE)
        && !head_plural
        && !is_shouted(s, end)
        && s.pack.bounds.ending(s.upto(value.start)).is_none();
    model || is_year(s, value, end)
}

/// Whether the words around a position are all in capitals: they tell no names then.
fn is_shouted(s: &SentenceTokens<'_>, at: usize) -> bool {
    (at.saturating_sub(2)..at + 5)
        .filter(|i| *i != at && s.is(*i, Class::WORD))
        .all(|i| !s.is(i, Class::WORD) || s.is(i, Class::ALL_CAPS) || s.text(i).len() < 2)
}

/// Whether a position stands among several words, all in capitals: "S&P 500." by itself is a name.
fn is_shouted_copy(s: &SentenceTokens<'_>, at: usize) -> bool {
    let words = (at.saturating_sub(2)..at + 5).filter(|i| s.is(*i, Class::WORD)).count();
    words > 3 && is_shouted(s, at)
}

/// "Lee 44 has" keeps its number: two names before it, an auxiliary after it.
fn is_aged_name(s: &SentenceTokens<'_>, value: &Value, end: usize) -> bool {
    value.start >= 2
        && s.is(value.start - 2, Class::CAPITALISED)
        && s.is(end, Class::AUXILIARY)
        && (16.0..100.0).contains(&value.low)
}

/// A street after up to three capitalised words: "16 Industrial Avenue", "500 block of 11th Street".
fn address(s: &SentenceTokens<'_>, end: usize) -> bool {
    if s.used(end, Use::ADDRESS) && !s.plural(end) {
        return true;
    }
    let mut i = end;
    while i < end + 4 && (s.is(i, Class::CAPITALISED) || s.is(i, Class::DIGITS)) {
        if s.used(i, Use::ADDRESS) && s.is(i, Class::CAPITALISED) {
            return true;
        }
        i += 1;
    }
    false
}

/// Four digits that name a year.
fn is_year(s: &SentenceTokens<'_>, value: &Value, end: usize) -> bool {
    if !value.plain || value.low < 1500.0 || value.low > 2100.0 || s.text(value.start).len() != 4 {
        return false;
    }
    let before = value.start.wrapping_sub(1);
    let dated = s.used(before, Use::BEFORE_DATE | Use::IN | Use::SINCE) && !s.used(before, Use::OF);
    let bounded = s.pack.bounds.ending(s.upto(value.start)).is_some();
    // newsrooms part thousands with a comma: "2018 sales" are of a year, "2000 people" are people
    let current = (1900.0..2036.0).contains(&value.low) && value.low % 10.0 != 0.0;
    let counts = s.plural(end) || s.pack.casualties.listed_at(s.get(end)) || bounded;
    !bounded && (dated || current) || !counts
}

/// A number with nothing to count that is too bare to state anything.
pub(super) fn is_bare(s: &SentenceTokens<'_>, value: &Value) -> bool {
    let large = value.low >= 20.0 || value.scale > 1.0;
    let near = value.start.saturating_sub(4)..(value.end + 5).min(s.len());
    value.kind == ValueKind::Words
        && !large
        && !near.into_iter().any(|i| s.fateful(i))
        && !s.used(value.start.wrapping_sub(1), Use::AGED)
        && currency_before(s, value.start).is_none()
}

/// "four-door", "three-bed", "two-party": a kind of thing, not how many there are; "aged 18 to 34": a class.
pub(super) fn is_compound(s: &SentenceTokens<'_>, value: &Value, end: usize) -> bool {
    let spelled = value.kind == ValueKind::Words && value.low < 20.0;
    let joined = spelled && s.hyphen(end) && s.is(end + 1, Class::WORD) && !s.plural(end + 1);
    #[allow(clippy::float_cmp, reason = "equal ends are copies of one value")]
    let ages = value.low != value.high && s.used(value.start.wrapping_sub(1), Use::AGED);
    joined || ages
}
