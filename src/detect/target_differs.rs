//! Accounts of one act differ in whom or what it hit.
//!
//! # What it finds
//! Two statements of one act of harm whose targets stand on sides that exclude each other: civilians and rebels, police
//! and protesters.
//!
//! # Why it matters
//! Whether those who were hit bore arms is what a reader judges the act by.
//!
//! # Example
//! "Government jets hit rebel positions in Orla." / "Government jets hit civilians in Orla."
//!
//! # Stays silent on
//! a part of the same people ("people" / "children"), other words for one side, which are `wording`; an article that
//! tells of both; other numbers of people, other doers; what is denied, feared or to come.

use super::acts::{Account, Doer, Party, speaks_of};
use super::agent_differs::told_by_both;
use super::phrase::quoted;
use super::{Detector, StoryView};
use crate::model::{Claim, Discrepancy, DiscrepancyKind, Match, Severity};

/// See the module.
pub(super) struct TargetDiffers;

impl Detector for TargetDiffers {
    fn kind(&self) -> DiscrepancyKind {
        DiscrepancyKind::TargetDiffers
    }

    fn detect(&self, story: &StoryView<'_>, out: &mut Vec<Discrepancy>) {
        for (found, a, b) in told_by_both(story) {
            out.extend(targets(story, found, a, b).and_then(|(x, y)| row(story, found, x, y)));
        }
    }
}

/// The targets of two accounts of one act, where nobody can belong to both.
fn targets<'s>(story: &StoryView<'_>, found: &Match, x: &'s Account, y: &'s Account) -> Option<(&'s Party, &'s Party)> {
    let (a, b) = (x.target.as_ref()?, y.target.as_ref()?);
    let sides = a.side.zip(b.side).is_some_and(|(x, y)| x.excludes(y));
    let one_act = match (a.count, b.count) {
        (Some(m), Some(n)) => (m - n).abs() < f64::EPSILON,
        _ => is_one_doer(&x.doer, &y.doer),
    };
    let claims = (story.claim(found.a), story.claim(found.b));
    let differ = sides && one_act && !a.shares(b) && !speaks(story, claims.0, b) && !speaks(story, claims.1, a);
    differ.then_some((a, b))
}

/// Whether both accounts name one doer.
fn is_one_doer(x: &Doer, y: &Doer) -> bool {
    let (Doer::Named(x), Doer::Named(y)) = (x, y) else { return false };
    !x.excludes(y) && (x.shares(y) || x.side.is_some_and(|side| side.is_told() && y.side == Some(side)))
}

/// Whether the sentence of a claim or one beside it speaks of a party.
fn speaks(story: &StoryView<'_>, claim: &Claim, party: &Party) -> bool {
    let article = story.claims.article_of(claim);
    let last = u32::try_from(article.sentence_tokens.len()).unwrap_or(u32::MAX);
    let near = claim.sentence.saturating_sub(1)..(claim.sentence + 2).min(last);
    near.into_iter().any(|s| speaks_of(article, article.sentence(s), party))
}

fn row(story: &StoryView<'_>, found: &Match, x: &Party, y: &Party) -> Option<Discrepancy> {
    let (mut a, mut b) = story.sides(&[found.a], &[found.b])?;
    let (of_a, of_b) = if a.claim == found.a { (x, y) } else { (y, x) };
    let (claim_a, claim_b) = (story.claim(a.claim), story.claim(b.claim));
    (a.span, b.span) = (of_a.span, of_b.span);
    (a.value, b.value) = (story.words(claim_a, a.span), story.words(claim_b, b.span));
    let between = story.between(claim_a, claim_b);
    let (outlet_a, outlet_b) = story.outlets(claim_a, claim_b);
    Some(Discrepancy {
        id: String::new(),
        kind: DiscrepancyKind::TargetDiffers,
        group: found.group,
        severity: story.capped(Severity::Minor, between),
        confidence: None,
        summary: format!(
            "Of who was hit, {outlet_a} writes {}, {outlet_b} {}: {}.",
            quoted(&a.value),
            quoted(&b.value),
            quoted(&story.words(claim_a, claim_a.span))
        ),
        difference: format!("{} / {}", a.value, b.value),
        departs: None,
        between,
        why: format!(
            "target-differs: one act to people on sides that exclude each other (similarity {})",
            found.similarity.get()
        ),
        a,
        b,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::cases::differences;

    fn found(a: &str, b: &str) -> Vec<String> {
        differences(DiscrepancyKind::TargetDiffers, a, b)
    }

    #[test]
    fn fires_on_sides_that_exclude_each_other() {
        for (a, b, difference) in [
            (
                "The air strike on the town of Orla killed 12 rebels on Sunday morning.",
                "The air strike on the town of Orla killed 12 civilians on Sunday morning.",
                "12 rebels / 12 civilians",
            ),
            (
                "Government jets bombed militants in the harbour of Orla on Sunday morning.",
                "Government jets bombed hospitals in the harbour of Orla on Sunday morning.",
                "militants / hospitals",
            ),
            // both were crowds
            (
                "Government jets hit a crowd of rebels in Tal Rusa on Sunday.",
                "Government jets hit a crowd of civilians in Tal Rusa on Sunday.",
                "a crowd of rebels / a crowd of civilians",
            ),
        ] {
            assert_eq!(found(a, b), [difference], "{a} / {b}");
        }
    }

    #[test]
    fn stays_silent_where_both_may_be_true() {
        for (a, b) in [
            // a part, or another word for one side
            (
                "The air strike on the town of Orla killed 12 civilians on Sunday morning.",
                "The air strike on the town of Orla killed 12 people on Sunday morning.",
            ),
            (
                "The air strike on the town of Orla killed 12 rebels on Sunday morning.",
                "The air strike on the town of Orla killed 12 terrorists on Sunday morning.",
            ),
            // both are told of
            (
                "The air strike on the town of Orla killed 12 rebels on Sunday morning.",
                "The air strike on the town of Orla killed 12 civilians on Sunday morning. It hit rebels too.",
            ),
            // other numbers
            (
                "The air strike on the town of Orla killed 12 rebels on Sunday morning.",
                "The air strike on the town of Orla killed 4 civilians on Sunday morning.",
            ),
        ] {
            assert_eq!(found(a, b), [""; 0], "{a} / {b}");
        }
    }
}
