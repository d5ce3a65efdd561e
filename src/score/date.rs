//! Two dates of one event: whether both can hold.
//!
//! In: two date claims. Out: a [`ValueVerdict`]. Invariant: a date that could not be resolved is compared
//! with nothing.

use super::amount::ValueVerdict;
use crate::model::{Claim, Verdict};

/// The verdict of two dates.
#[must_use]
pub fn verdict(a: &Claim, b: &Claim) -> ValueVerdict {
    let (Some(x), Some(y)) = (a.date().and_then(|d| d.range), b.date().and_then(|d| d.range)) else {
        return ValueVerdict::apart("a date without a day");
    };
    let (verdict, evidence) = if x == y {
        (Verdict::Agree, "the same days")
    } else if x.contains(&y) || y.contains(&x) {
        (Verdict::Refines, "one lies inside the other")
    } else if x.overlaps(&y) {
        (Verdict::Compatible, "both share days")
    } else {
        (Verdict::Conflict, "no day in common")
    };
    ValueVerdict { verdict, comparable: true, scope_known: true, evidence: evidence.to_owned() }
}
