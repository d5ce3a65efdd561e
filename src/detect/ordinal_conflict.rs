//! Another place in one count.
//!
//! # What it finds
//! Two statements that are told alike but for one ordinal before one noun.
//!
//! # Why it matters
//! Whether it was the second time or the third is a fact of its own, often told and seldom checked.
//!
//! # Example
//! "the third explosion at the works this year" / "the second explosion at the works this year".
//!
//! # Stays silent on
//! a later report that counts on; days and years, which go by ("the third day of the talks"); an ordinal that the other article has
//! before that noun too; fractions and dates.

use std::cmp::Ordering;

use rustc_hash::FxHashSet;

use super::phrase::quoted;
use super::{Detector, StoryView};
use crate::annotate::Annotated;
use crate::language::{DateWord, Use};
use crate::model::{
    Claim, ClaimKind, Class, Discrepancy, DiscrepancyKind, Match, Severity, Span, Token, Verdict, WordId,
};

/// See the module.
pub(super) struct OrdinalConflict;

impl Detector for OrdinalConflict {
    fn kind(&self) -> DiscrepancyKind {
        DiscrepancyKind::NumberConflict
    }

    fn detect(&self, story: &StoryView<'_>, out: &mut Vec<Discrepancy>) {
        let mut seen = FxHashSet::default();
        for found in story.matches.iter().filter(|m| m.similarity.get() >= ALIKE) {
            let (a, b) = (story.claim(found.a), story.claim(found.b));
            let rivals = rivals(story, found, a, b);
            // a sentence and its clauses match alike
            let Some((x, y)) = rivals.filter(|_| seen.insert([a.place(), b.place()])) else { continue };
            out.extend(row(story, found, x.span, y.span));
        }
    }
}

/// Statements that differ in one ordinal are told alike.
const ALIKE: f64 = 0.8;
/// So many words that say something are told alike, beside the ordinal.
const SHARED: usize = 4;

/// A place in a count, and what is counted.
struct Place {
    ordinal: f64,
    noun: WordId,
    span: Span,
}

/// The places in which two statements differ, where nothing else does and neither report may have counted on.
fn rivals(story: &StoryView<'_>, found: &Match, a: &Claim, b: &Claim) -> Option<(Place, Place)> {
    let statements = a.kind() == ClaimKind::Statement && b.kind() == ClaimKind::Statement;
    if !statements
        || matches!(found.verdict, Verdict::Unrelated | Verdict::DifferentScope)
        || story.are_of_one_outlet(a, b)
    {
        return None;
    }
    let (left, right) = (words(story, a), words(story, b));
    let at = left.iter().zip(&right).take_while(|(x, y)| x.stem == y.stem).count();
    let behind = (left.get(at + 1..)?, right.get(at + 1..)?);
    let alike = behind.0.len() == behind.1.len() && behind.0.iter().zip(behind.1).all(|(x, y)| x.stem == y.stem);
    let shared = left[..at].iter().chain(behind.0).filter(|t| t.is_content()).count();
    if !alike || shared < SHARED {
        return None;
    }
    let (of_a, of_b) = (story.claims.article_of(a), story.claims.article_of(b));
    let (x, y) = (place(of_a, &left[at..])?, place(of_b, &right[at..])?);
    let order = of_a.article.published.zip(of_b.article.published).and_then(|(a, b)| a.order(&b));
    let counted_on = order.is_some_and(|order| order != Ordering::Equal && x.ordinal.total_cmp(&y.ordinal) == order);
    (!counted_on && !has(of_a, &y) && !has(of_b, &x)).then_some((x, y))
}

/// The words and numbers of a statement.
fn words<'s>(story: &StoryView<'s>, claim: &Claim) -> Vec<&'s Token> {
    story.claims.tokens_of(claim).iter().filter(|t| t.is(Class::WORD | Class::DIGITS)).collect()
}

/// The ordinal and the noun that some words begin with.
fn place(article: &Annotated<'_>, words: &[&Token]) -> Option<Place> {
    let [ordinal, noun, ..] = words else { return None };
    let passes = matches!(article.pack.calendar.word(noun), Some(DateWord::Unit(_) | DateWord::Quarter(_)));
    let noun_plain = noun.is_content() && !noun.is(Class::DATE | Class::DIGITS | Class::NUMBER | Class::CAPITALISED);
    let counts = !ordinal.is(Class::DATE) && noun_plain && !passes && !article.pack.grammar.is(noun, Use::OF);
    Some(Place {
        ordinal: nth(article, ordinal).filter(|_| counts)?,
        noun: noun.stem,
        span: ordinal.span.hull(noun.span),
    })
}

/// The place that a word names: "third".
fn nth(article: &Annotated<'_>, token: &Token) -> Option<f64> {
    article.pack.numbers.word(token.word)?.ordinal.filter(|nth| *nth > 0.0)
}

/// Whether an article has a place before what it counts.
fn has(article: &Annotated<'_>, place: &Place) -> bool {
    #[allow(clippy::float_cmp, reason = "ordinals are whole")]
    article.tokens.windows(2).any(|pair| pair[1].stem == place.noun && nth(article, &pair[0]) == Some(place.ordinal))
}

fn row(story: &StoryView<'_>, found: &Match, x: Span, y: Span) -> Option<Discrepancy> {
    let (mut a, mut b) = story.sides(&[found.a], &[found.b])?;
    let (of_a, of_b) = if a.claim == found.a { (x, y) } else { (y, x) };
    let (claim_a, claim_b) = (story.claim(a.claim), story.claim(b.claim));
    (a.value, b.value) = (story.words(claim_a, of_a), story.words(claim_b, of_b));
    let between = story.between(claim_a, claim_b);
    let (outlet_a, outlet_b) = story.outlets(claim_a, claim_b);
    let (from_a, from_b) = (story.citing(claim_a, false), story.citing(claim_b, false));
    let (said_a, said_b) = (quoted(&a.value), quoted(&b.value));
    Some(Discrepancy {
        id: String::new(),
        kind: DiscrepancyKind::NumberConflict,
        group: found.group,
        severity: story.capped(Severity::Minor, between),
        confidence: None,
        summary: format!(
            "{outlet_a}{from_a} and {outlet_b}{from_b} differ: {said_a} in the first, {said_b} in the second."
        ),
        difference: format!("{} against {}", a.value, b.value),
        departs: None,
        between,
        why: format!(
            "number-conflict: one statement counts to another place than the other, and all else is told alike (similarity {})",
            found.similarity.get()
        ),
        a,
        b,
    })
}

#[cfg(test)]
mod tests {
    use crate::detect::cases::{differences, of_kind};
    use crate::model::DiscrepancyKind;

    const THIRD: &str =
        "A blast shook the chemical works in Velm on Monday, the third explosion at the site this year.";
    const SECOND: &str =
        "A blast shook the chemical works in Velm on Monday, the second explosion at the site this year.";

    #[test]
    fn fires_on_another_place_in_one_count() {
        assert_eq!(
            differences(DiscrepancyKind::NumberConflict, THIRD, SECOND),
            ["third explosion against second explosion"]
        );
    }

    #[test]
    fn stays_silent_where_both_may_be_right() {
        let day =
            "The talks on the harbour of Velm went into their third day on Monday without a word from the envoys.";
        let told_both = format!("{SECOND} It is the third explosion if that of New Year's Eve is counted.");
        for (a, b) in
            [(day, day.replace("third", "second")), (THIRD, told_both), (THIRD, THIRD.replace("third", "loudest"))]
        {
            assert_eq!(differences(DiscrepancyKind::NumberConflict, a, &b), [""; 0], "{a} / {b}");
        }
        // by then there was another one
        let later = [("North", "2031-05-01T10:00", SECOND), ("South", "2031-05-01T18:00", THIRD)];
        assert!(of_kind(DiscrepancyKind::NumberConflict, &later).is_empty());
    }
}
