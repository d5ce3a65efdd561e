//! Running figures: a toll that later reports raise, lower or take back.
//!
//! In: two amounts that cannot both hold. Out: whether the later one replaces the earlier.
//! Invariant: reports of one hour, or of unknown order, replace nothing.

use std::cmp::Ordering;

use super::{order, published};
use crate::extract::StoryClaims;
use crate::model::{AmountClaim, Claim, NumberForm, Role};

/// Reports closer than this are of one time: the figures stand against each other.
const ONE_TIME: i64 = 60 * 60;

/// Whether the later of two conflicting amounts replaces the earlier one.
pub(super) fn updates(story: &StoryClaims<'_>, a: &Claim, b: &Claim) -> bool {
    let (early, late) = match order(story, a, b) {
        Some(Ordering::Less) => (a, b),
        Some(Ordering::Greater) => (b, a),
        _ => return false,
    };
    let (Some(before), Some(after)) = (early.amount(), late.amount()) else { return false };
    let moments = published(story, early).zip(published(story, late));
    if moments.and_then(|(x, y)| x.seconds_until(&y)).is_some_and(|seconds| seconds < ONE_TIME) {
        return false;
    }
    if has_grown(story, early, late) {
        return true;
    }
    let Some(role) = before.role.filter(|role| after.role == Some(*role)) else { return false };
    if !is_running(before) || !is_running(after) {
        return false;
    }
    match direction(before, after) {
        Ordering::Greater => true,
        Ordering::Less => falls(role) || taken_back(story, late),
        Ordering::Equal => false,
    }
}

/// Whether a span of time is longer because time passed between the reports: a "five-year" war is a "six-year"
/// one some months later.
fn has_grown(story: &StoryClaims<'_>, early: &Claim, late: &Claim) -> bool {
    /// The rounding of a span changes after this share of its unit.
    const ROUNDING: f64 = 1.0 / 13.0;
    const DAY: f64 = 86_400.0;
    let seconds = |claim: &Claim| {
        let amount = claim.amount().filter(|a| matches!(a.form, NumberForm::Duration | NumberForm::Age))?;
        let unit = story.article_of(claim).pack.units.named(amount.unit?)?;
        let step = unit.factor * if unit.dimension == AGE { SECONDS_OF_YEAR } else { 1.0 };
        Some((amount.value * step, step))
    };
    let (Some((before, step_before)), Some((after, step_after))) = (seconds(early), seconds(late)) else {
        return false;
    };
    let days = |claim| published(story, claim).map(|m| m.date);
    let (Some(first), Some(second)) = (days(early), days(late)) else { return false };
    let elapsed = f64::from((second - first).get_days()) * DAY;
    let (grown, step) = (after - before, step_before.max(step_after));
    grown > 0.0 && grown <= elapsed + step && elapsed >= step * ROUNDING
}

/// The dimension of ages, as `units.csv` names it: counted in years, durations in seconds.
const AGE: &str = "age";
/// Seconds of a Gregorian year.
const SECONDS_OF_YEAR: f64 = 31_556_952.0;

/// Whether later reports may give another figure: a count of people, not a part of another. How many came, nobody counts anew.
fn is_running(amount: &AmountClaim) -> bool {
    amount.form == NumberForm::Cardinal && amount.is_total() && !amount.is_of_crowd()
}

/// Which way the figure went.
fn direction(before: &AmountClaim, after: &AmountClaim) -> Ordering {
    let above = |low: Option<f64>, high: Option<f64>| low.zip(high).is_some_and(|(low, high)| low > high);
    if above(after.interval.min, before.interval.max) {
        Ordering::Greater
    } else if above(before.interval.min, after.interval.max) {
        Ordering::Less
    } else {
        Ordering::Equal
    }
}

/// Figures that fall by themselves: the missing are found, the detained go home.
const fn falls(role: Role) -> bool {
    matches!(role, Role::Missing | Role::Detained | Role::Hospitalised | Role::Displaced)
}

/// Whether the claim's sentence says that an earlier figure was taken back.
fn taken_back(story: &StoryClaims<'_>, claim: &Claim) -> bool {
    let article = story.article_of(claim);
    article.sentence(claim.sentence).iter().any(|token| article.pack.corrections.contains(token.word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::cases::{sentence_claim, toll, with_articles};
    use crate::model::ClaimContent;

    /// Whether the second report replaces the first: when each appeared, what it counts and how many, and what it says.
    fn replaces(role: Role, first: (&str, f64), second: (&str, f64), wording: &str) -> bool {
        let tellings = [("North", first.0, "People died in Orlava."), ("South", second.0, wording)];
        with_articles(&tellings, |articles| {
            let claims =
                [sentence_claim(articles, 0, toll(role, first.1)), sentence_claim(articles, 1, toll(role, second.1))];
            let story = StoryClaims::new(articles, &claims);
            updates(&story, &claims[0], &claims[1])
        })
    }

    #[test]
    fn later_figures_replace_earlier_ones() {
        let plain = "More people died in Orlava.";
        assert!(replaces(Role::Killed, ("2031-05-01", 14.0), ("2031-05-02", 17.0), plain));
        assert!(replaces(Role::Killed, ("2031-05-01T08:00", 14.0), ("2031-05-01T19:00", 17.0), plain));
        assert!(replaces(Role::Missing, ("2031-05-01", 38.0), ("2031-05-02", 36.0), plain));
    }

    #[test]
    fn a_toll_falls_only_where_it_was_taken_back() {
        let days = (("2031-05-01", 17.0), ("2031-05-02", 14.0));
        assert!(!replaces(Role::Killed, days.0, days.1, "People died in Orlava."));
        assert!(replaces(Role::Killed, days.0, days.1, "The ministry revised the toll in Orlava."));
    }

    #[test]
    fn a_span_of_time_grows_with_the_time() {
        let years = |value| {
            let mut content = toll(Role::Killed, value);
            if let ClaimContent::Casualty(amount) = &mut content {
                (amount.form, amount.role, amount.unit) = (NumberForm::Duration, None, Some("year"));
            }
            content
        };
        let grows = |day: &str, first: f64, second: f64| {
            let tellings = [("North", "2031-05-01", "The war in Orlava goes on."), ("South", day, "The war goes on.")];
            with_articles(&tellings, |articles| {
                let claims = [sentence_claim(articles, 0, years(first)), sentence_claim(articles, 1, years(second))];
                updates(&StoryClaims::new(articles, &claims), &claims[0], &claims[1])
            })
        };
        assert!(grows("2031-12-08", 5.0, 6.0));
        assert!(!grows("2031-05-02", 5.0, 6.0));
        assert!(!grows("2031-12-08", 5.0, 7.0));
        assert!(!grows("2031-12-08", 6.0, 5.0));
    }

    #[test]
    fn one_time_and_unknown_order_replace_nothing() {
        let plain = "More people died in Orlava.";
        assert!(!replaces(Role::Killed, ("2031-05-01", 14.0), ("2031-05-01", 17.0), plain));
        assert!(!replaces(Role::Killed, ("2031-05-01", 14.0), ("2031-05-01T19:00", 17.0), plain));
        assert!(!replaces(Role::Killed, ("2031-05-01T08:00", 14.0), ("2031-05-01T08:20", 17.0), plain));
        assert!(!replaces(Role::Killed, ("", 14.0), ("2031-05-01", 17.0), plain));
    }
}
