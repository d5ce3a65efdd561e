//! Where and when an amount holds, and the stems it is compared by: shared by the extractors of amounts.
//!
//! In: a token range of an annotated article. Out: the place and period that its clause states.

use smallvec::SmallVec;

use crate::annotate::Annotated;
use crate::annotate::sentence::SentenceTokens;
use crate::language::Use;
use crate::model::{Class, DateMention, DateRange, NameKind, NameMention, Span, Token, TokenRange, WordId};

/// How many tokens away from the amount its place and period are looked for.
const REACH: u32 = 24;

/// The stems of the words of a phrase that say something, head last.
pub(super) fn stems(article: &Annotated<'_>, range: &TokenRange) -> SmallVec<[WordId; 4]> {
    article.tokens_in(range).iter().filter(|t| t.is(Class::WORD) && !t.is(Class::STOP)).map(|t| t.stem).collect()
}

/// The period of the clause around `at`: the nearest date that is not when somebody spoke.
pub(super) fn period(article: &Annotated<'_>, sentence: u32, at: &TokenRange) -> Option<DateRange> {
    let dates = of_sentence(&article.dates, sentence, |d| d.sentence);
    let near = dates.iter().filter(|d| d.range.is_some() && distance(&d.tokens, at) <= REACH);
    let near = near.filter(|d| !of_speech(article, d)).min_by_key(|d| (distance(&d.tokens, at), d.tokens.start))?;
    let range = near.range?;
    if uses_before(article, near).contains(Use::SINCE) {
        let published = article.article.published.map(|m| m.date)?;
        return (range.start <= published).then_some(DateRange { start: range.start, end: published });
    }
    Some(range)
}

/// "said on Friday": the day of the saying, not of what is said.
fn of_speech(article: &Annotated<'_>, date: &DateMention) -> bool {
    let start = date.tokens.start as usize;
    (1..=2).any(|back| {
        start
            .checked_sub(back)
            .and_then(|i| article.tokens.get(i))
            .is_some_and(|t| t.is(Class::REPORTING) && !t.is(Class::PREPOSITION | Class::CONJUNCTION))
    })
}

fn uses_before(article: &Annotated<'_>, date: &DateMention) -> Use {
    let before = (date.tokens.start as usize).checked_sub(1).and_then(|i| article.tokens.get(i));
    before.map_or(Use::empty(), |t| article.pack.grammar.uses(t.word))
}

/// The place of the clause around `at`: the nearest name of a place, preferably after it.
pub(super) fn place(article: &Annotated<'_>, sentence: u32, at: &TokenRange) -> Option<Span> {
    let names = of_sentence(&article.names, sentence, |n: &NameMention| n.sentence);
    let near = names.iter().filter(|n| n.kind == NameKind::Place && distance(&n.tokens, at) <= REACH);
    near.filter(|n| after_preposition(article, &n.tokens))
        .min_by_key(|n| (n.tokens.start < at.start, distance(&n.tokens, at)))
        .map(|n| n.span)
}

/// The place that a phrase itself states, whatever the clause speaks of: "Ostria's five-year war", "the five-year war in
/// Ostria".
pub(super) fn place_of_phrase(article: &Annotated<'_>, sentence: u32, phrase: &TokenRange) -> Option<Span> {
    let s = SentenceTokens::of(article, sentence);
    let at = |index: u32| index.checked_sub(s.base).map_or(usize::MAX, |i| i as usize);
    let owns = |name: &TokenRange| name.end < phrase.start && at(name.end) + 1 == at(phrase.start);
    let owns = |name: &TokenRange| owns(name) && s.is(at(name.end), Class::POSSESSIVE);
    let behind = at(phrase.end);
    let first = if s.used(behind + 1, Use::DETERMINER) { behind + 2 } else { behind + 1 };
    let holds = |name: &TokenRange| s.used(behind, Use::IN | Use::OF) && at(name.start) == first;
    let names = of_sentence(&article.names, sentence, |n: &NameMention| n.sentence).iter();
    let mut places = names.filter(|n| n.kind == NameKind::Place);
    places.find(|n| owns(&n.tokens) || holds(&n.tokens)).map(|n| n.span)
}

/// Whether a name follows a preposition ("in the town of Arbel"), not "the Arbel government said".
fn after_preposition(article: &Annotated<'_>, name: &TokenRange) -> bool {
    let start = name.start as usize;
    let token = |back: usize| start.checked_sub(back).and_then(|i| article.tokens.get(i));
    let preposition = |t: Option<&Token>| t.is_some_and(|t| t.is(Class::PREPOSITION));
    preposition(token(1)) || (preposition(token(2)) && token(1).is_some_and(|t| t.is(Class::WORD)))
}

/// How many tokens lie between two ranges.
fn distance(a: &TokenRange, b: &TokenRange) -> u32 {
    b.start.saturating_sub(a.end).max(a.start.saturating_sub(b.end))
}

/// The mentions of one sentence of a list in text order.
pub(super) fn of_sentence<T>(list: &[T], sentence: u32, of: impl Fn(&T) -> u32) -> &[T] {
    let start = list.partition_point(|x| of(x) < sentence);
    let length = list[start..].partition_point(|x| of(x) <= sentence);
    &list[start..start + length]
}
