//! What a number counts: the noun phrase after it.

use super::value::{Value, ValueKind};
use crate::annotate::sentence::SentenceTokens;
use crate::language::Use;
use crate::model::Class;

/// The most words of a noun phrase.
const LONGEST: usize = 6;

/// The words that a number counts or measures, as positions; the head comes last.
pub(super) fn counted(s: &SentenceTokens<'_>, value: &Value, end: usize, measured: bool) -> Option<(usize, usize)> {
    let mut at = end;
    if s.hyphen(at) {
        at += 1;
    }
    // "40 km long": what is measured of a thing
    if measured && s.used(at, Use::EXTENT) {
        return Some((at, at + 1));
    }
    if s.used(at, Use::OF) {
        at += 1;
        while s.used(at, Use::DETERMINER | Use::ARTICLE | Use::ADDITION) {
            at += 1;
        }
    } else if measured && !(s.hyphen(end) || is_adjectival(s, end)) {
        return None;
    }
    while s.used(at, Use::ADDITION) && !s.used(at, Use::OTHER) {
        at += 1;
    }
    at = past_age(s, at);
    #[allow(clippy::float_cmp, reason = "one is exact")]
    let single = value.low == 1.0 && value.high == 1.0 && value.kind != ValueKind::Fraction && at == end;
    let found = phrase(s, at, single, measured)?;
    // "40k cheaper", "around 73 raising": one word that is neither a plural nor known is not what many are
    let many = !measured && value.low > 1.0 && value.kind != ValueKind::Fraction && at == end;
    let word = found.0;
    let alone = found.1 == word + 1 && !s.plural(word) && !s.fateful(word) && !s.is(word, Class::CAPITALISED);
    let people = s.pack.casualties.listed_at(s.get(word)) || s.used(word, Use::OTHER | Use::ANAPHOR);
    (!(many && alone) || people).then_some(found)
}

/// Past the age of those whom a number counts: "two 16-year-old boys".
fn past_age(s: &SentenceTokens<'_>, at: usize) -> usize {
    let aged = s.is(at, Class::DIGITS) && s.hyphen(at + 1) && s.is(at + 2, Class::UNIT) && s.hyphen(at + 3);
    if aged && s.used(at + 4, Use::OLD) && s.is(at + 5, Class::WORD) { at + 5 } else { at }
}

/// Whether a measure stands before a noun: "five-year war", "six year war", but not "six years he".
fn is_adjectival(s: &SentenceTokens<'_>, end: usize) -> bool {
    let joined = (1..=4).any(|back| end.checked_sub(back).is_some_and(|i| s.hyphen(i)));
    joined || !s.plural(end.wrapping_sub(1)) && s.is(end.wrapping_sub(1), Class::WORD)
}

/// The noun phrase at `at`: words up to its first plural, or to what cannot be part of it.
fn phrase(s: &SentenceTokens<'_>, at: usize, single: bool, measured: bool) -> Option<(usize, usize)> {
    // "20 decently sized plants"
    let at = if s.adverb(at) && s.participle(at + 1) { at + 2 } else { at };
    let mut end = at;
    let mut i = at;
    while i < s.len() && end - at < LONGEST {
        if s.hyphen(i) && i > at {
            i += 1;
            continue;
        }
        let compound = i > at && s.hyphen(i - 1);
        // "Kia and Hyundai vehicles"
        let named = |i: usize| s.is(i, Class::CAPITALISED) && !s.is(i, Class::NUMBER);
        let names = i > at && s.used(i, Use::AND) && named(i - 1) && named(i + 1);
        if !s.is(i, Class::WORD) || (!compound && !names && ends_phrase(s, i, at)) {
            break;
        }
        let plural = s.plural(i) && !s.hyphen(i + 1);
        // "one proposal asks", "the 340-kilogram craft carries four cameras": a third person, not a plural
        let takes = |i: usize| s.is(i, Class::DIGITS | Class::NUMBER) || s.used(i, Use::ARTICLE | Use::DETERMINER);
        let verb = single || (measured && takes(i + 1));
        if verb && plural && i > at && s.is(i, Class::WORD) && !s.used(i - 1, Use::OF) {
            break;
        }
        end = i + 1;
        // "five police officers": a noun of people before another one is no head
        let goes_on = s.plural(end) && s.pack.casualties.listed_at(s.get(i)) && s.pack.casualties.listed_at(s.get(end));
        if plural && !s.hyphen(end) && !goes_on {
            break;
        }
        i = end;
    }
    let last = end.checked_sub(1)?;
    (end > at && (!s.is(last, Class::STOP) || s.used(last, Use::OTHER))).then_some((at, end))
}

/// Whether a word cannot stand inside a noun phrase.
fn ends_phrase(s: &SentenceTokens<'_>, i: usize, start: usize) -> bool {
    let closed = Class::PREPOSITION | Class::CONJUNCTION | Class::AUXILIARY | Class::PRONOUN | Class::NEGATION;
    if s.is(i, closed) || (s.is(i, Class::STOP) && !s.used(i, Use::OTHER)) {
        return true;
    }
    // in capitals, "10 LABOR LEADERS" names no day
    let named =
        s.is(i, Class::CAPITALISED) && !(i == start && s.is(i, Class::ALL_CAPS) && s.is(i + 1, Class::ALL_CAPS));
    if s.is(i, Class::DATE) && (named || s.used(i, Use::LAST | Use::NEXT | Use::THIS)) {
        return true;
    }
    if s.fateful(i) && !s.plural(i) && !s.plural(i + 1) {
        // "12 killed", "30 wounded": what happened to them, not what they are
        return true;
    }
    i > start && (s.participle(i) && !s.hyphen(i - 1) || s.adverb(i))
}
