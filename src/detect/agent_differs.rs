//! One account names who did it, another names somebody else or nobody.
//!
//! # What it finds
//! Two statements of one act of harm to the same people, of which one names the doer and the other names one who cannot
//! be the same, or leaves the doer out.
//!
//! # Why it matters
//! "Have been killed" leaves open what "were killed by soldiers" tells: who is to answer for it.
//!
//! # Example
//! "Nine villagers were killed in raids by government jets." / "Nine villagers have been killed."
//!
//! # Stays silent on
//! a doer whom the same sentence, its neighbours, the title or another account of the same article name; another name or
//! a part of the same doer; doers of whom nothing is told ("a gunman"); arrests, which are the police's; those who are
//! cited; what is denied, feared or to come; what happened to others, or to another number of people.

use std::collections::BTreeMap;

use super::acts::{Account, Doer, Party, speaks_of};
use super::phrase::quoted;
use super::{Detector, StoryView};
use crate::annotate::Annotated;
use crate::model::{Claim, ClaimKind, Discrepancy, DiscrepancyKind, Field, Match, SentencePlace, Severity, Verdict};

/// See the module.
pub(super) struct AgentDiffers;

impl Detector for AgentDiffers {
    fn kind(&self) -> DiscrepancyKind {
        DiscrepancyKind::AgentDiffers
    }

    fn detect(&self, story: &StoryView<'_>, out: &mut Vec<Discrepancy>) {
        for (found, a, b) in told_by_both(story) {
            out.extend(difference(story, found, a, b).and_then(|differs| row(story, found, &differs)));
        }
    }
}

/// A match, and the accounts that its two sentences give.
pub(super) type Telling<'s> = (&'s Match, &'s Account, &'s Account);

/// The matches of statements by two outlets that both tell of one act, with their accounts: the most similar match of
/// each two sentences, in their order.
pub(super) fn told_by_both<'s>(story: &'s StoryView<'_>) -> Vec<Telling<'s>> {
    /// From here on two statements of harm are taken for tellings of one event.
    const ONE_EVENT: f64 = 0.7;
    let account = |claim: &Claim| story.accounts(claim.article).get(&claim.sentence);
    let mut best: BTreeMap<[SentencePlace; 2], Telling<'s>> = BTreeMap::new();
    for found in story.matches.iter().filter(|m| m.similarity.get() >= ONE_EVENT) {
        let (a, b) = (story.claim(found.a), story.claim(found.b));
        let statements = a.kind() == ClaimKind::Statement && b.kind() == ClaimKind::Statement;
        let comparable = !matches!(found.verdict, Verdict::Unrelated | Verdict::DifferentScope);
        if !statements || !comparable || story.are_of_one_outlet(a, b) {
            continue;
        }
        let Some((x, y)) = account(a).zip(account(b)) else { continue };
        let key = [a.place(), b.place()];
        if !x.acts.is_disjoint(&y.acts) && best.get(&key).is_none_or(|kept| kept.0.similarity < found.similarity) {
            best.insert(key, (found, x, y));
        }
    }
    best.into_values().collect()
}

/// The doers of two accounts; `None` for nobody.
struct Difference<'s> {
    a: Option<&'s Party>,
    b: Option<&'s Party>,
}

fn difference<'s>(story: &StoryView<'_>, found: &Match, x: &'s Account, y: &'s Account) -> Option<Difference<'s>> {
    let (a, b) = (story.claim(found.a), story.claim(found.b));
    let same = match (&x.target, &y.target) {
        (Some(_), Some(_)) => is_one_target(x, y),
        (Some(target), None) => mentions(story, b, target),
        (None, Some(target)) => mentions(story, a, target),
        (None, None) => false,
    };
    if !same {
        return None;
    }
    match (&x.doer, &y.doer) {
        (Doer::Named(of_a), Doer::Named(of_b)) => {
            let differ = of_a.excludes(of_b) && !speaks(story, a, of_b) && !speaks(story, b, of_a);
            differ.then_some(Difference { a: Some(of_a), b: Some(of_b) })
        }
        (Doer::Named(of_a), Doer::Nobody) => {
            leaves_out(story, b, of_a).then_some(Difference { a: Some(of_a), b: None })
        }
        (Doer::Nobody, Doer::Named(of_b)) => {
            leaves_out(story, a, of_b).then_some(Difference { a: None, b: Some(of_b) })
        }
        _ => None,
    }
}

/// Whether both accounts tell of the same people: so many, where both count them; else by a word or name that both have.
fn is_one_target(x: &Account, y: &Account) -> bool {
    let Some((x, y)) = x.target.as_ref().zip(y.target.as_ref()) else { return false };
    match (x.count, y.count) {
        (Some(m), Some(n)) => (m - n).abs() < f64::EPSILON && !x.excludes(y),
        _ => x.shares(y),
    }
}

/// Whether the sentence of a claim has words for a party.
fn mentions(story: &StoryView<'_>, claim: &Claim, party: &Party) -> bool {
    let article = story.claims.article_of(claim);
    article.sentence(claim.sentence).iter().any(|t| party.stems.contains(&t.stem))
}

/// Whether an article that names nobody beside the act leaves a doer out altogether.
fn leaves_out(story: &StoryView<'_>, claim: &Claim, doer: &Party) -> bool {
    let may_be = |account: &Account| matches!(&account.doer, Doer::Named(other) if !other.excludes(doer));
    let named_elsewhere = story.accounts(claim.article).values().any(may_be);
    // titles are too short to tell all
    claim.field != Field::Title && doer.is_told() && !named_elsewhere && !speaks(story, claim, doer)
}

/// Whether the title, the sentence of a claim or one of its neighbours speaks of a party.
fn speaks(story: &StoryView<'_>, claim: &Claim, party: &Party) -> bool {
    /// So many sentences before and after.
    const NEIGHBOURS: u32 = 2;
    let article: &Annotated<'_> = story.claims.article_of(claim);
    let last = u32::try_from(article.sentence_tokens.len()).unwrap_or(u32::MAX);
    let near = claim.sentence.saturating_sub(NEIGHBOURS)..(claim.sentence + NEIGHBOURS + 1).min(last);
    let titles = (0..last).take_while(|s| {
        let sentence = article.segmentation.sentences.get(*s as usize);
        sentence.is_some_and(|s| article.article.field(s.span) == Field::Title)
    });
    near.chain(titles).any(|s| speaks_of(article, article.sentence(s), party))
}

fn row(story: &StoryView<'_>, found: &Match, differs: &Difference<'_>) -> Option<Discrepancy> {
    let (mut a, mut b) = story.sides(&[found.a], &[found.b])?;
    let (of_a, of_b) = if a.claim == found.a { (differs.a, differs.b) } else { (differs.b, differs.a) };
    let (claim_a, claim_b) = (story.claim(a.claim), story.claim(b.claim));
    for (side, claim, doer) in [(&mut a, claim_a, of_a), (&mut b, claim_b, of_b)] {
        side.value = doer.map(|party| story.words(claim, party.span)).unwrap_or_default();
        side.span = doer.map_or(side.span, |party| party.span);
    }
    let between = story.between(claim_a, claim_b);
    let both = of_a.is_some() && of_b.is_some();
    let (outlet_a, outlet_b) = story.outlets(claim_a, claim_b);
    let names = |value: &str| if value.is_empty() { "nobody".to_owned() } else { quoted(value) };
    let (named_a, named_b) = (names(&a.value), names(&b.value));
    let told = quoted(&story.words(claim_a, claim_a.span));
    Some(Discrepancy {
        id: String::new(),
        kind: DiscrepancyKind::AgentDiffers,
        group: found.group,
        severity: story.capped(Severity::Minor, between),
        confidence: None,
        summary: format!("Of who did it, {outlet_a} names {named_a}, {outlet_b} names {named_b}: {told}."),
        difference: format!("{} / {}", or_nobody(&a.value), or_nobody(&b.value)),
        departs: None,
        between,
        why: format!(
            "agent-differs: one act to the same people, {} (similarity {})",
            if both { "by two that exclude each other" } else { "its doer named by one outlet alone" },
            found.similarity.get()
        ),
        a,
        b,
    })
}

fn or_nobody(value: &str) -> &str {
    if value.is_empty() { "(nobody)" } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::cases::of_kind;

    fn found(a: &str, b: &str) -> Vec<(String, Severity)> {
        let rows = of_kind(DiscrepancyKind::AgentDiffers, &[("North", "2031-05-01", a), ("South", "2031-05-01", b)]);
        rows.into_iter().map(|d| (d.difference, d.severity)).collect()
    }

    #[test]
    fn fires_where_one_outlet_names_nobody() {
        for (a, b, difference) in [
            (
                "At least 12 villagers have been killed in Orla in the past ten days.",
                "At least 12 villagers have been killed in Orla in raids by government jets in the past ten days.",
                "(nobody) / government jets",
            ),
            (
                "Militants killed nine farmers at the market of Orla on Sunday morning.",
                "Nine farmers were killed at the market of Orla on Sunday morning.",
                "Militants / (nobody)",
            ),
            // a sentence that goes on with the act of the one before; whom it came down on, the first tells beside it
            (
                "Police fired tear gas shortly after 2 p.m. when part of the crowd tried to climb the gate of the harbour office in Orla.",
                "They were met with tear gas. It was fired at about 2 p.m., into a crowd with many children in it, at the gate of the harbour office in Orla.",
                "Police / (nobody)",
            ),
            // one person, by age
            (
                "Police shot dead a 17-year-old boy near the market of Orla on Sunday night.",
                "A 17-year-old boy was shot dead near the market of Orla on Sunday night.",
                "Police / (nobody)",
            ),
        ] {
            assert_eq!(found(a, b), [(difference.to_owned(), Severity::Minor)], "{a} / {b}");
        }
    }

    #[test]
    fn fires_on_two_doers() {
        let rows = found(
            "Soldiers killed nine farmers at the market of Orla on Sunday morning.",
            "Rebels killed nine farmers at the market of Orla on Sunday morning.",
        );
        assert_eq!(rows, [("Soldiers / Rebels".to_owned(), Severity::Minor)]);
    }

    #[test]
    fn stays_silent_where_the_doer_is_told_or_may_be_the_same() {
        let named = "Militants killed nine farmers at the market of Orla on Sunday morning.";
        for other in [
            // named in the next sentence, or in another account
            "Nine farmers were killed at the market of Orla on Sunday morning. Militants fled on motorbikes.",
            "Nine farmers were killed at the market of Orla on Sunday morning. It was hot. The market is old. \
             It has a roof. Gunmen from the hills shot the guards too.",
            // the sentence that goes on names who did it
            "The market of Orla was hit by gun attacks. They were carried out by militants on nine farmers on Sunday morning.",
            // another word for the same
            "Insurgents killed nine farmers at the market of Orla on Sunday morning.",
            "A gunman killed nine farmers at the market of Orla on Sunday morning.",
            // a word for the deed is no doer
            "Nine farmers were killed in terrorist attacks on the market of Orla on Sunday morning.",
            // others, or another number of them
            "Four farmers were killed at the market of Orla on Sunday morning.",
            // not told as done, or by something else
            "Nine farmers may have been killed at the market of Orla on Sunday morning.",
            "Nine farmers were killed at the market of Orla on Sunday morning by a falling roof.",
        ] {
            assert_eq!(found(named, other), [], "{other}");
        }
        let (sourced, other) = (
            "Nine farmers were killed at the market of Orla on Sunday morning, the army said.",
            "Nine farmers were killed at the market of Orla on Sunday morning, police said.",
        );
        assert_eq!(found(sourced, other), []);
    }
}
