//! Whether two typed claims of matching sentences fill the same slot: one "2" is not another.
//!
//! In: two claims of one kind. Out: a factor from 0 (they cannot be compared) to 1.
//! Invariant: the values themselves are never looked at, only what they are values of.

use smallvec::SmallVec;

use crate::extract::StoryClaims;
use crate::model::{AmountClaim, Claim, ClaimContent, WordId};

/// What is counted is named on one side only, or by other words for the same things.
const HALF_KNOWN: f64 = 0.8;
/// Nothing around the two shows that they belong to the same thing.
const OTHER_CONTEXT: f64 = 0.5;
/// So many content words on either side are a date's context.
const CONTEXT: usize = 4;

/// How far two typed claims fill one slot.
pub(super) fn same_slot(a: &Claim, b: &Claim, story: &StoryClaims<'_>) -> f64 {
    match (&a.content, &b.content) {
        (
            ClaimContent::Casualty(x) | ClaimContent::Quantity(x),
            ClaimContent::Casualty(y) | ClaimContent::Quantity(y),
        ) if super::amount::verdict(a, b, story).comparable
            && !(of_another_time(x, b, story) || of_another_time(y, a, story)) =>
        {
            counted(x, y)
        }
        (ClaimContent::Date(_), ClaimContent::Date(_)) if super::date::verdict(a, b, story).comparable => {
            in_context(a, b, story)
        }
        (ClaimContent::Name(_), ClaimContent::Name(_)) => f64::from(u8::from(super::name::same_name(a, b, story))),
        _ => 0.0,
    }
}

/// Whether an amount belongs to a time long before the other's article, which names no time: news
/// without a date is of its own days.
fn of_another_time(amount: &AmountClaim, other: &Claim, story: &StoryClaims<'_>) -> bool {
    let published = story.article_of(other).article.published;
    let dated = other.amount().is_none_or(|o| o.period.is_some());
    let Some((period, published)) = amount.period.zip(published).filter(|_| !dated) else { return false };
    let long_ago = jiff::civil::Date::new(published.date.year() - 1, published.date.month(), 1);
    long_ago.is_ok_and(|day| period.end < day)
}

/// Whether the words around two claims have one in common.
fn in_context(a: &Claim, b: &Claim, story: &StoryClaims<'_>) -> f64 {
    let (left, right) = (context(a, story), context(b, story));
    if left.iter().any(|stem| right.contains(stem)) { 1.0 } else { OTHER_CONTEXT }
}

/// The stems of the content words around a claim, inside its sentence.
fn context(claim: &Claim, story: &StoryClaims<'_>) -> SmallVec<[WordId; 8]> {
    let article = story.article_of(claim);
    let Some(sentence) = article.sentence_tokens.get(claim.sentence as usize) else { return SmallVec::new() };
    let before = article.tokens_in(&(sentence.start.min(claim.tokens.start)..claim.tokens.start)).iter().rev();
    let after = article.tokens_in(&(claim.tokens.end..sentence.end.max(claim.tokens.end))).iter();
    let stems = |t: &crate::model::Token| t.stem;
    let before = before.filter(|t| t.carries_meaning()).take(CONTEXT).map(stems);
    before.chain(after.filter(|t| t.carries_meaning()).take(CONTEXT).map(stems)).collect()
}

/// Whether two amounts count the same things.
fn counted(a: &AmountClaim, b: &AmountClaim) -> f64 {
    if a.counted_stems.is_empty() || b.counted_stems.is_empty() {
        return HALF_KNOWN;
    }
    if a.counted_stems.last() == b.counted_stems.last() {
        1.0
    } else {
        // other words for the same things: people with one fate, "war" and "conflict"
        HALF_KNOWN
    }
}
