//! Whether two typed claims of matching sentences fill the same slot: one "2" is not another.
//!
//! In: two claims of one kind. Out: a factor from 0 (they cannot be compared) to 1.
//! Invariant: the values themselves are never looked at, only what they are values of.

use smallvec::SmallVec;

use crate::extract::StoryClaims;
use crate::model::{AmountClaim, Claim, ClaimContent, WordId};

/// How far two typed claims fill one slot.
pub(super) fn same_slot(a: &Claim, b: &Claim, story: &StoryClaims<'_>) -> f64 {
    match (&a.content, &b.content) {
        (
            ClaimContent::Casualty(x) | ClaimContent::Quantity(x),
            ClaimContent::Casualty(y) | ClaimContent::Quantity(y),
        ) if super::amount::verdict(a, b, story).comparable => counted(x, y),
        (ClaimContent::Date(_), ClaimContent::Date(_)) => 1.0,
        (ClaimContent::Name(_), ClaimContent::Name(_)) => f64::from(u8::from(super::name::same_name(a, b, story))),
        _ => 0.0,
    }
}

/// What is counted is named on one side only, or by other words for people.
const HALF_KNOWN: f64 = 0.8;

/// Whether two amounts count the same things.
fn counted(a: &AmountClaim, b: &AmountClaim) -> f64 {
    if a.counted_stems.is_empty() || b.counted_stems.is_empty() {
        return HALF_KNOWN;
    }
    let head = |stems: &SmallVec<[WordId; 4]>| stems.last().copied();
    if head(&a.counted_stems) == head(&b.counted_stems) {
        1.0
    } else {
        // other words for the same things: people with one fate, "war" and "conflict"
        HALF_KNOWN
    }
}
