//! One person in a sentence: "a lock keeper", "his wife", "Ida Marl, 34", or nobody.
//!
//! In: the tokens of a sentence and its names. Out: groups of one.

use super::groups::{Sort, Victims};
use crate::annotate::sentence::SentenceTokens;
use crate::language::{People, Use};
use crate::model::{Class, NameKind, NameMention, Relation};

/// The most words of a phrase for one person.
const LONGEST: usize = 8;

/// Words that end a phrase for people.
const CLOSED: Class = Class::PREPOSITION
    .union(Class::AUXILIARY)
    .union(Class::CONJUNCTION)
    .union(Class::POSSESSIVE)
    .union(Class::REPORTING);

/// What stands before a person of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// Nothing that people are joined to.
    Other,
    /// People and "and": the article of the first carries over.
    And,
    /// People and a comma.
    Comma,
}

/// One person without a number, as in "a lock keeper drowned", "one more fisherman", "his wife".
pub(super) fn single(s: &SentenceTokens<'_>, at: usize, before: Before) -> Option<Victims> {
    let addition = s.used(at, Use::ADDITION) && !s.used(at + 1, Use::OTHER);
    let indefinite = s.used(at, Use::ARTICLE) || addition;
    // "a woman and her son", "a 63-year-old pilot and 19-year-old deckhand": the article carries over
    let definite = s.used(at, Use::DETERMINER) && !s.used(at, Use::EACH | Use::RELATIVE | Use::ADVERB | Use::NONE);
    let carried = before == Before::And && (!definite || s.is(at, Class::PRONOUN));
    let bare = before != Before::Other && !indefinite && !definite;
    if !(indefinite || definite || bare) {
        return None;
    }
    if let Some(victim) = pronoun(s, at, addition).filter(|_| indefinite) {
        return Some(victim);
    }
    let first = if bare { at } else { at + 1 };
    let mut i = first;
    while i < at + LONGEST {
        if (indefinite || carried) && aged(s, i) {
            return Some(Victims {
                sort: Sort::Single,
                relation: addition.then_some(Relation::Addition),
                ..Victims::exactly(at, i + 1, 1.0, Some((first, i + 1)))
            });
        }
        if !(s.is(i, Class::WORD | Class::DIGITS) || s.hyphen(i)) || s.is(i, CLOSED) {
            return None;
        }
        // "his daughter and killed her mother": another phrase starts
        if i > first && s.used(i, Use::ARTICLE | Use::DETERMINER) {
            return None;
        }
        if let Some(number @ (People::One | People::Two)) = s.get(i).and_then(|t| s.pack.casualties.listed(t)) {
            let end = last_of(s, i + 1);
            // "a couple of days ago"
            let measure = number == People::Two && s.used(end, Use::OF);
            if s.is(end - 1, Class::POSSESSIVE) || s.hyphen(end) || measure {
                return None;
            }
            // "his mother, stepfather and grandmother": nouns alone go on a list only where it goes on
            if bare && before == Before::Comma && !(s.mark(end, &[',']) || s.used(end, Use::AND)) {
                return None;
            }
            let value = if number == People::Two { 2.0 } else { 1.0 };
            let sort = if indefinite || carried { Sort::Single } else { Sort::Definite };
            return Some(Victims {
                sort,
                relation: addition.then_some(Relation::Addition),
                ordinal: (first..end).find_map(|i| ordinal(s, i)),
                plain: s.get(end - 1).is_some_and(|t| s.pack.casualties.plain(t)),
                unborn: (first..end).any(|i| s.used(i, Use::UNBORN)),
                ..Victims::exactly(at, end, value, Some((first, end)))
            });
        }
        i += 1;
    }
    None
}

/// Whether an age stands for somebody: "a 16-year-old was shot", not "a 16-year-old boy".
fn aged(s: &SentenceTokens<'_>, at: usize) -> bool {
    let closed = Class::PUNCTUATION | Class::AUXILIARY | Class::CONJUNCTION | Class::PREPOSITION;
    s.used(at, Use::OLD)
        && s.hyphen(at.wrapping_sub(1))
        && !s.hyphen(at + 1)
        && (at + 1 == s.len() || s.is(at + 1, closed) || s.fateful(at + 1))
}

/// One past the last noun of people: "a police officer", "a student activist".
fn last_of(s: &SentenceTokens<'_>, from: usize) -> usize {
    let mut end = from;
    while s.get(end).and_then(|t| s.pack.casualties.listed(t)) == Some(People::One) {
        end += 1;
    }
    end
}

/// Where in a row a word puts its thing ("a second man").
fn ordinal(s: &SentenceTokens<'_>, at: usize) -> Option<f64> {
    s.get(at).and_then(|t| s.pack.numbers.word(t.word))?.ordinal.filter(|n| *n > 1.0)
}

/// Somebody whom no noun names: "another was hurt", "and a third died".
fn pronoun(s: &SentenceTokens<'_>, at: usize, addition: bool) -> Option<Victims> {
    let listed = |i: usize| s.get(i).is_some_and(|t| s.pack.casualties.listed(t).is_some());
    let alone = |i: usize| s.is(i, Class::AUXILIARY) || s.fateful(i) && !listed(i + 1) && !s.plural(i + 1);
    let relation = addition.then_some(Relation::Addition);
    if addition && alone(at + 1) {
        return Some(Victims { sort: Sort::Single, relation, ..Victims::exactly(at, at + 1, 1.0, None) });
    }
    let ordinal = ordinal(s, at + 1).filter(|_| alone(at + 2))?;
    Some(Victims { sort: Sort::Single, relation, ordinal: Some(ordinal), ..Victims::exactly(at, at + 2, 1.0, None) })
}

/// "himself", after "and": one more of those killed.
pub(super) fn own(s: &SentenceTokens<'_>, at: usize) -> Option<Victims> {
    let joined = s.used(at.wrapping_sub(1), Use::AND)
        || s.used(at.wrapping_sub(1), Use::ADVERB) && s.used(at.wrapping_sub(2), Use::AND);
    (joined && s.used(at, Use::REFLEXIVE) && !s.plural(at))
        .then(|| Victims { sort: Sort::Definite, ..Victims::exactly(at, at + 1, 1.0, None) })
}

/// "no one", "nobody", "no people".
pub(super) fn nobody(s: &SentenceTokens<'_>, at: usize) -> Option<Victims> {
    if s.used(at, Use::NOBODY) {
        return Some(Victims::exactly(at, at + 1, 0.0, None));
    }
    if !s.used(at, Use::NONE) {
        return None;
    }
    let one = s.get(at + 1).and_then(|t| s.pack.numbers.word(t.word)).is_some_and(|w| w.cardinal.is_some());
    let people = s.get(at + 1).is_some_and(|t| s.pack.casualties.listed(t).is_some());
    (one || people).then(|| Victims::exactly(at, at + 2, 0.0, people.then_some((at + 1, at + 2))))
}

/// A person by name, with the age and the nouns around it: "25-year-old Ida Marl", "teacher Ida Marl, 25".
pub(super) fn named(s: &SentenceTokens<'_>, name: &NameMention) -> Option<Victims> {
    let at = |i: u32| (i - s.base) as usize;
    let (mut start, mut end) = (at(name.tokens.start), at(name.tokens.end));
    let owner = s.is(end - 1, Class::POSSESSIVE);
    if owner {
        // "Marl's daughter"
        let noun = (end..end + LONGEST)
            .take_while(|i| (s.is(*i, Class::WORD | Class::DIGITS) || s.hyphen(*i)) && !s.is(*i, CLOSED))
            .find(|i| s.get(*i).and_then(|t| s.pack.casualties.listed(t)) == Some(People::One))?;
        end = last_of(s, noun + 1);
        return (!s.is(end - 1, Class::POSSESSIVE))
            .then(|| Victims { sort: Sort::Definite, ..Victims::exactly(start, end, 1.0, None) });
    }
    let aged = age_after(s, end);
    let age_before = s.used(start.wrapping_sub(1), Use::OLD);
    let noun = |i: usize| s.get(i).and_then(|t| s.pack.casualties.listed(t)) == Some(People::One);
    let full = end - start > 1 && name.kind != NameKind::Place;
    // "her daughter, Ida Marl,": a name between commas beside a noun of people
    let beside = noun(start.wrapping_sub(1))
        || noun(start.wrapping_sub(2)) && s.mark(start.wrapping_sub(1), &[',']) && s.mark(end, &[',']);
    // "Orvan Tellick and Brynja Dosk were killed": names that no list knows, where a verb or another name follows
    // but not "Ostrian Kurds and Arbel Monks"
    let unknown = name.kind == NameKind::Other && end - start <= 3 && !s.plural(end - 1);
    let subject = s.is(end, Class::AUXILIARY) || s.fateful(end) || s.used(end, Use::AND);
    let joined = subject || s.used(start.wrapping_sub(1), Use::AND);
    let shown = aged.is_some() && (full || unknown) || full && (beside || unknown && joined);
    if name.kind != NameKind::Person && !shown && !age_before {
        return None;
    }
    while start > 0 && (noun(start - 1) || s.is(start - 1, Class::CAPITALISED) && titled(s, name, start - 1)) {
        start -= 1;
    }
    if s.used(start.wrapping_sub(1), Use::OLD) {
        while start > 0 && (s.hyphen(start - 1) || s.used(start - 1, Use::OLD) || s.is(start - 1, Class::UNIT)) {
            start -= 1;
        }
        start -= usize::from(start > 0 && s.is(start - 1, Class::DIGITS | Class::NUMBER));
    }
    Some(Victims {
        sort: Sort::Named,
        apposed: aged.is_some(),
        ..Victims::exactly(start, aged.unwrap_or(end), 1.0, None)
    })
}

/// Whether a position lies in the title of a name.
fn titled(s: &SentenceTokens<'_>, name: &NameMention, at: usize) -> bool {
    name.title.zip(s.get(at)).is_some_and(|(title, token)| title.contains(token.span))
}

/// One past an age after a name: ", 34" where a mark or the verb follows, or "(34)".
fn age_after(s: &SentenceTokens<'_>, end: usize) -> Option<usize> {
    let digits = s.is(end + 1, Class::DIGITS) && s.text(end + 1).len() <= 2;
    if digits && s.mark(end, &['(']) && s.mark(end + 2, &[')']) {
        return Some(end + 3);
    }
    let closed = end + 2 >= s.len()
        || s.is(end + 2, Class::PUNCTUATION | Class::AUXILIARY)
        || s.used(end + 2, Use::AND)
        || s.fateful(end + 2);
    (digits && s.mark(end, &[',']) && closed && !s.dash(end + 2)).then_some(end + 2)
}
