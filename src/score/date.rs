//! Two dates of one event: whether both can hold.
//!
//! In: two date claims. Out: a [`ValueVerdict`]. Invariant: a date that could not be resolved is compared
//! with nothing, and two dates differ only where the words around them tell of one event.

use rustc_hash::FxHashSet;

use super::amount::ValueVerdict;
use crate::annotate::Annotated;
use crate::extract::StoryClaims;
use crate::model::{Claim, Class, DateRange, Token, Verdict, WordId};

/// How many words on either side of a date tell what it is the date of.
const CONTEXT: u32 = 8;

/// How many of them two dates of one event share at least.
const SHARED: usize = 3;

/// Or so many, where a sentence has no others.
const SHARED_BY_ALL: usize = 2;

/// The verdict of two dates.
#[must_use]
pub fn verdict(a: &Claim, b: &Claim, story: &StoryClaims<'_>) -> ValueVerdict {
    let Some((x, y)) = days(a, b) else { return ValueVerdict::apart(WITHOUT_DAY) };
    let (verdict, evidence) = if x == y {
        (Verdict::Agree, SAME_DAYS)
    } else if x.contains(&y) || y.contains(&x) {
        (Verdict::Refines, "one lies inside the other")
    } else if x.overlaps(&y) {
        (Verdict::Compatible, "both share days")
    } else if of_speech(a, story) || of_speech(b, story) {
        return ValueVerdict::apart("the day of a statement");
    } else if !share_surroundings(a, b, story) {
        return ValueVerdict::apart("dates of different events");
    } else {
        (Verdict::Conflict, NO_DAY_IN_COMMON)
    };
    comparable(verdict, evidence)
}

/// The verdict of two days that are told of one event: those further apart are days of two.
pub(super) fn of_one_event(a: &Claim, b: &Claim) -> ValueVerdict {
    /// Days further apart are those of two events of one kind.
    const ONE_EVENT: i32 = 7;
    let Some((x, y)) = days(a, b) else { return ValueVerdict::apart(WITHOUT_DAY) };
    if x.start != x.end || y.start != y.end || (y.start - x.start).get_days().abs() > ONE_EVENT {
        return ValueVerdict::apart("dates of different events");
    }
    if x == y { comparable(Verdict::Agree, SAME_DAYS) } else { comparable(Verdict::Conflict, NO_DAY_IN_COMMON) }
}

const WITHOUT_DAY: &str = "a date without a day";
const SAME_DAYS: &str = "the same days";
const NO_DAY_IN_COMMON: &str = "no day in common";

/// The days of two dates, where both are known.
fn days(a: &Claim, b: &Claim) -> Option<(DateRange, DateRange)> {
    a.date().and_then(|d| d.range).zip(b.date().and_then(|d| d.range))
}

fn comparable(verdict: Verdict, evidence: &str) -> ValueVerdict {
    ValueVerdict { verdict, comparable: true, scope_known: true, evidence: evidence.to_owned() }
}

/// "said on Friday": people speak on many days. A verb that reports nothing is an event ("votes on Friday").
fn of_speech(claim: &Claim, story: &StoryClaims<'_>) -> bool {
    let article = story.article_of(claim);
    let start = claim.tokens.start as usize;
    let reports = |i: usize| article.tokens.get(i).is_some_and(|t| is_cue(article, claim.sentence, t));
    (1..=2).any(|back| start.checked_sub(back).is_some_and(reports)) || reports(claim.tokens.end as usize)
}

/// Whether a word is the verb by which a sentence reports what someone said.
fn is_cue(article: &Annotated<'_>, sentence: u32, token: &Token) -> bool {
    token.is(Class::REPORTING)
        && !token.is(Class::PREPOSITION | Class::CONJUNCTION)
        && article.attributions_of(sentence..=sentence).any(|a| a.cue.contains(token.span))
}

/// Whether the surroundings of two dates share enough words, or one says all that the other does ("The vote is on May 4").
fn share_surroundings(a: &Claim, b: &Claim, story: &StoryClaims<'_>) -> bool {
    let (a, b) = (surroundings(a, story), surroundings(b, story));
    let shared = a.intersection(&b).count();
    shared >= SHARED || shared >= SHARED_BY_ALL && shared == a.len().min(b.len())
}

/// The stems around a date that say something.
fn surroundings(claim: &Claim, story: &StoryClaims<'_>) -> FxHashSet<WordId> {
    let article = story.article_of(claim);
    let sentence = &article.sentence_tokens[claim.sentence as usize];
    let from = claim.tokens.start.saturating_sub(CONTEXT).max(sentence.start);
    let to = claim.tokens.end.saturating_add(CONTEXT).min(sentence.end);
    let around = article.tokens_in(&(from..to)).iter();
    around
        .filter(|t| t.is_content() && !t.is(Class::DATE | Class::DIGITS) && !is_cue(article, claim.sentence, t))
        .map(|t| t.stem)
        .collect()
}
