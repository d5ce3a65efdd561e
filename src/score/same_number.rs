//! One number of the same people: "27 rioters" and "27 demonstrators" are one fact wherever two accounts of one
//! event tell them.
//!
//! In: a story's claims. Out: matches of amounts of different articles that agree in a telling number of those whom
//! labels of one family name. Invariant: linear in the claims; each is compared with the first claims of its number.

use std::collections::BTreeMap;

use super::amount;
use crate::extract::StoryClaims;
use crate::model::{AmountClaim, ClaimIndex, Match, NumberForm, Probability, Reason, Verdict};

/// The probability that two such claims speak of one fact. Of 64 pairs with other labels among 20,973 articles 58 did; set
/// lower, for the number alone says so. Most of the wrong ones were round numbers, which are left out.
const SAME_FACT: f64 = 0.75;

/// How many claims of one number others are compared with.
const CLAIMS: usize = 16;

/// Adds the matches of claims that agree in a number.
pub(super) fn add(story: &StoryClaims<'_>, least: Probability, out: &mut Vec<Match>) {
    let similarity = Probability::new(SAME_FACT);
    if similarity < least {
        return;
    }
    let mut firsts: BTreeMap<(u32, u64), Vec<ClaimIndex>> = BTreeMap::new();
    for (b, claim) in (0u32..).zip(story.claims) {
        let Some(amount) = claim.amount().filter(|amount| tells(amount)) else { continue };
        let Some(family) = amount.counted.and_then(|span| amount::family(story.article_of(claim), span)) else {
            continue;
        };
        let known = firsts.entry((family, amount.value.to_bits())).or_default();
        for a in known.iter().copied() {
            let other = &story.claims[a as usize];
            let judged = amount::verdict(other, claim, story);
            if judged.comparable && judged.verdict != Verdict::Conflict && other.article != claim.article {
                let equivalence = Probability::new(SAME_FACT);
                let reasons = vec![Reason { feature: "same number", value: 1.0, contribution: 1.1 }];
                out.push(Match {
                    a,
                    b,
                    similarity,
                    equivalence,
                    verdict: judged.verdict,
                    reasons,
                    group: None,
                    clauses_of: None,
                });
            }
        }
        if known.len() < CLAIMS {
            known.push(b);
        }
    }
}

/// Whether an amount is a count of its own that is not the same by chance: neither small nor round ("27", "11 million").
fn tells(amount: &AmountClaim) -> bool {
    /// Smaller counts are the same by chance.
    const LEAST: f64 = 11.0;
    let whole = amount.form == NumberForm::Cardinal && amount.unit.is_none() && amount.value_end.is_none();
    whole && amount.is_total() && amount.value >= LEAST && amount::digits(amount.value) > 1
}

#[cfg(test)]
mod tests {
    use crate::detect::cases::with_story;
    use crate::model::ClaimKind;

    /// Whether an amount of the one text is matched with one of the other.
    fn meet(a: &str, b: &str) -> bool {
        with_story(&[("North", "2031-05-01", a), ("South", "2031-05-01", b)], |story, _| {
            let amount = |i| matches!(story.claim(i).kind(), ClaimKind::Casualty | ClaimKind::Quantity);
            story.matches.iter().any(|m| amount(m.a) && amount(m.b))
        })
    }

    #[test]
    fn one_number_of_one_family_of_labels_is_one_fact() {
        for (a, b) in [
            ("Twenty-seven rioters were arrested.", "Police said 27 demonstrators had been detained by noon."),
            ("At least 27 activists were dragged into vans at the gate.", "Twenty-seven rioters were arrested."),
            ("The bill is for 11 million illegal immigrants.", "What of our 11 million undocumented immigrants?"),
        ] {
            assert!(meet(a, b), "{a} / {b}");
        }
    }

    #[test]
    fn other_numbers_fates_and_people_are_not() {
        for (a, b) in [
            ("Twenty-seven rioters were arrested.", "Police said 28 demonstrators had been detained by noon."),
            ("Twenty-seven rioters were arrested.", "Nurses treated 27 demonstrators who were injured at the gate."),
            ("Twenty-seven rioters were arrested.", "The ferry has 27 cabins."),
            // round and small numbers
            ("Twenty rioters were arrested.", "Police said 20 demonstrators had been detained by noon."),
            ("Nine rioters were arrested.", "Police said nine demonstrators had been detained by noon."),
            // a part, another place
            ("Twenty-seven rioters were arrested.", "Of the demonstrators detained by noon, 27 were children."),
            ("Twenty-seven rioters were arrested in Orla.", "Police said 27 demonstrators had been detained in Tirsk."),
        ] {
            assert!(!meet(a, b), "{a} / {b}");
        }
    }
}
