//! Standing facts: ranks, the length of a war, somebody's age and the day of a fire hold wherever an article mentions them, so that they
//! are compared whatever their sentences speak of.
//!
//! In: a story's claims. Out: matches of claims of different articles about one such fact. Invariant: linear
//! in the claims; each is compared with the first claims of each value of its fact.

use std::collections::BTreeMap;

use super::amount::{self, ValueVerdict};
use super::{date, occurrence};
use crate::annotate::NameId;
use crate::extract::StoryClaims;
use crate::model::{Claim, ClaimIndex, ClaimKind, Match, NumberForm, Probability, Reason, Verdict, WordId};

/// The probability that two claims with one subject, head and quality speak of one fact; set by hand, for no
/// set measures it.
const SAME_FACT: f64 = 0.75;

/// How many claims of one fact others are compared with.
const CLAIMS: usize = 32;
/// How many of them may have one value.
const OF_ONE_VALUE: usize = 8;

/// What a standing fact is about.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fact {
    /// A rank: the stems of whose it is, and of what is ranked.
    Rank(Vec<WordId>),
    /// How long something of a kind has lasted.
    Length(&'static str),
    /// How old a thing of a kind is.
    AgeOfThing(&'static str),
    /// How old somebody is.
    AgeOfPerson(NameId),
    /// On which day something of a kind happened.
    Day(&'static str),
}

/// Adds the matches of standing facts.
pub(super) fn add(story: &StoryClaims<'_>, least: Probability, out: &mut Vec<Match>) {
    let similarity = Probability::new(SAME_FACT);
    if similarity < least {
        return;
    }
    // the first claims of each value of each fact
    let mut firsts: BTreeMap<Fact, Vec<ClaimIndex>> = BTreeMap::new();
    for (b, claim) in (0u32..).zip(story.claims) {
        let Some(fact) = fact(claim, story) else { continue };
        let known = firsts.entry(fact).or_default();
        let mut alike = 0;
        for a in known.iter().copied() {
            let other = &story.claims[a as usize];
            let judged = verdict(other, claim, story);
            alike += usize::from(judged.verdict == Verdict::Agree);
            if judged.comparable && judged.scope_known && other.article != claim.article {
                let same = judged.verdict == Verdict::Agree;
                let equivalence = Probability::new(if same { SAME_FACT } else { 1.0 - SAME_FACT });
                let reason = Reason { feature: "standing fact", value: 1.0, contribution: 1.1 };
                out.push(Match {
                    a,
                    b,
                    similarity,
                    equivalence,
                    verdict: judged.verdict,
                    reasons: vec![reason],
                    group: None,
                    clauses_of: None,
                });
            }
        }
        if alike < OF_ONE_VALUE && known.len() < CLAIMS {
            known.push(b);
        }
    }
}

/// Whether a claim states a value of a standing fact: the thing that it measures or dates stands beside it.
#[must_use]
pub fn is_standing_fact(claim: &Claim, story: &StoryClaims<'_>) -> bool {
    fact(claim, story).is_some()
}

fn verdict(a: &Claim, b: &Claim, story: &StoryClaims<'_>) -> ValueVerdict {
    if a.kind() == ClaimKind::Date { date::of_one_event(a, b) } else { amount::verdict(a, b, story) }
}

/// The standing fact that a claim states a value of.
fn fact(claim: &Claim, story: &StoryClaims<'_>) -> Option<Fact> {
    if claim.kind() == ClaimKind::Date {
        return occurrence::event(claim, story).map(Fact::Day);
    }
    let amount = claim.amount()?;
    if let Some(person) = amount::aged(claim, story) {
        return Some(Fact::AgeOfPerson(person));
    }
    let head = amount.counted_stems.last().copied()?;
    match amount.form {
        NumberForm::Rank if !amount.subject_stems.is_empty() => {
            let mut words = amount.subject_stems.to_vec();
            words.push(head);
            Some(Fact::Rank(words))
        }
        NumberForm::Duration | NumberForm::Age => {
            if let Some(kind) = story.aged_thing(claim) {
                return Some(Fact::AgeOfThing(kind));
            }
            let article = story.article_of(claim);
            amount::kind(amount, article).filter(|kind| article.pack.subjects.stands(kind)).map(Fact::Length)
        }
        _ => None,
    }
}
