//! Ranks: "second city", "the largest", "third-biggest".

use super::value::{ValueKind, value_at};
use crate::annotate::sentence::SentenceTokens;
use crate::language::Use;
use crate::model::{Bound, Class, Interval, NumberForm, NumberMention};

/// The rank that starts at `at`, and the position after it. Only ranks that belong to something are
/// read ("Syria's largest city", "the third-biggest bank in Asia"): the rest compares with nothing.
pub(super) fn rank_at(s: &SentenceTokens<'_>, at: usize) -> Option<(NumberMention, usize)> {
    let ordinal = value_at(s, at).filter(|v| v.kind == ValueKind::Ordinal);
    let superlative_at = |at: usize| s.get(at).and_then(|t| s.pack.subjects.superlative(t.word));
    let (value, quality, noun) = if let Some(ordinal) = ordinal {
        let next = if s.hyphen(ordinal.end) { ordinal.end + 1 } else { ordinal.end };
        match superlative_at(next) {
            Some(quality) => (ordinal.low, Some(quality), next + 1),
            None if s.get(next).is_some_and(|t| s.pack.subjects.ranked(t.word)) => (ordinal.low, None, next),
            None => return None,
        }
    } else {
        (1.0, Some(superlative_at(at)?), at + 1)
    };
    let end = noun_end(s, noun)?;
    let before = at.wrapping_sub(1);
    let owned = s.is(before, Class::POSSESSIVE) || s.is(before, Class::PRONOUN) && s.used(before, Use::DETERMINER);
    let inside =
        s.used(end, Use::IN | Use::OF) && (s.is(end + 1, Class::CAPITALISED) || s.is(end + 2, Class::CAPITALISED));
    let one_of = s.used(before, Use::DETERMINER) && s.used(before.wrapping_sub(1), Use::OF);
    if !(owned || inside) || one_of || s.plural(end - 1) {
        return None;
    }
    let mention = NumberMention {
        span: s.span(at, noun),
        tokens: s.range(at, noun),
        sentence: s.sentence,
        form: NumberForm::Rank,
        value,
        value_end: None,
        bound: Bound::Exact,
        interval: Interval::exact(value),
        unit: None,
        per: None,
        quality,
        relation: None,
        counted: Some(s.range(noun, end)),
        rule: "rank",
    };
    Some((mention, end))
}

/// The end of the noun phrase that is ranked.
fn noun_end(s: &SentenceTokens<'_>, at: usize) -> Option<usize> {
    let mut end = at;
    while end < at + 3
        && s.is(end, Class::WORD)
        && !s.is(end, Class::STOP | Class::PREPOSITION | Class::CONJUNCTION | Class::AUXILIARY | Class::REPORTING)
    {
        end += 1;
    }
    (end > at).then_some(end)
}
