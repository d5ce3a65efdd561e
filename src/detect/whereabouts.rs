//! One thing in two places.
//!
//! # What it finds
//! Two statements that put one thing into two places, each of which the other article does not know.
//!
//! # Why it matters
//! Where it is, or was brought, is the claim: at most one of the two places is right.
//!
//! # Example
//! "The wreck was towed to Velm." / "The wreck now lies at Orla."
//!
//! # Stays silent on
//! people, who go from place to place; places that only tell which thing is meant ("the vote in Orla"); where something
//! comes from; a place that the other article mentions too.

use rustc_hash::FxHashSet;

use super::entity_conflict::{is_source, mentions, own_names, row};
use super::{Detector, StoryView};
use crate::annotate::Annotated;
use crate::language::{NameCue, Use};
use crate::model::{
    Claim, ClaimKind, Class, Discrepancy, DiscrepancyKind, Field, Match, NameKind, NameMention, Token, Verdict, WordId,
};

/// See the module.
pub(super) struct Whereabouts;

impl Detector for Whereabouts {
    fn kind(&self) -> DiscrepancyKind {
        DiscrepancyKind::EntityConflict
    }

    fn detect(&self, story: &StoryView<'_>, out: &mut Vec<Discrepancy>) {
        let mut seen = FxHashSet::default();
        for found in story.matches {
            let (a, b) = (story.claim(found.a), story.claim(found.b));
            // a sentence and its clauses match alike
            let sentences = [a.place(), b.place()];
            let Some((x, y)) = rivals(story, found, a, b).filter(|_| seen.insert(sentences)) else { continue };
            let why = "entity-conflict: one thing in two places, neither of which the other article mentions";
            out.extend(row(story, found, (x.span, y.span), why));
        }
    }
}

/// The places into which two statements of one fact put one thing.
fn rivals<'s>(
    story: &'s StoryView<'_>,
    found: &Match,
    a: &Claim,
    b: &Claim,
) -> Option<(&'s NameMention, &'s NameMention)> {
    /// The thing and the places say the rest.
    const ALIKE: f64 = 0.5;
    let told = |claim: &Claim| claim.kind() == ClaimKind::Statement && claim.field == Field::Text;
    let comparable = !matches!(found.verdict, Verdict::Unrelated | Verdict::DifferentScope);
    if found.similarity.get() < ALIKE || !comparable || !told(a) || !told(b) || story.are_of_one_outlet(a, b) {
        return None;
    }
    let (x, y) = (stay(story, a, b)?, stay(story, b, a)?);
    let differ = x.thing == y.thing && !mentions(story, a, b, y.place) && !mentions(story, b, a, x.place);
    differ.then_some((x.place, y.place))
}

/// Where a statement puts a thing.
struct Stay<'s> {
    thing: WordId,
    place: &'s NameMention,
}

/// The place of a statement that the other's sentence does not have, and the thing that is there or goes there.
fn stay<'s>(story: &'s StoryView<'_>, claim: &Claim, other: &Claim) -> Option<Stay<'s>> {
    let article = story.claims.article_of(claim);
    let names = own_names(story, claim, other);
    let [place] = names.as_slice() else { return None };
    let unknown = matches!(place.kind, NameKind::Place | NameKind::Other) && !is_source(claim, place.span);
    let tokens = article.tokens_in(&(claim.tokens.start..place.tokens.start));
    let (preposition, before) = tokens.split_last()?;
    let leads = article.pack.names.cue(preposition.word).contains(NameCue::WHERE);
    (unknown && leads).then(|| thing(article, before)).flatten().map(|thing| Stay { thing, place })
}

/// The thing of which the last words before a place tell: "[the wreck] was towed", "tugs took [the wreck]".
fn thing(article: &Annotated<'_>, before: &[Token]) -> Option<WordId> {
    /// More words between a thing and its place tell something else.
    const LONGEST_VERB: usize = 4;
    let grammar = &article.pack.grammar;
    let helps = |t: &Token| t.is(Class::AUXILIARY) || grammar.is(t, Use::ADVERB);
    let other = Class::CAPITALISED | Class::PREPOSITION | Class::OPENER | Class::CONJUNCTION;
    let plain = |t: &Token| t.is(Class::WORD) && !t.is(other);
    let the = before.iter().rposition(|t| grammar.is(t, Use::DETERMINER))?;
    let behind = &before[the + 1..];
    let nouns = behind.iter().take_while(|t| t.is_content() && !helps(t)).count();
    let (thing, verb) = (behind[..nouns].last()?, &behind[nouns..]);
    let people = article.pack.casualties.people(thing, article.word(thing)).is_some();
    if people || verb.len() > LONGEST_VERB || !behind.iter().all(plain) {
        return None;
    }
    let told = verb.iter().any(|t| t.is_content() && !helps(t));
    let carried = || verb.is_empty() && before[..the].last().is_some_and(|t| grammar.is(t, Use::CARRIES));
    (told || carried()).then_some(thing.stem)
}

#[cfg(test)]
mod tests {
    use crate::detect::cases::differences;
    use crate::model::DiscrepancyKind;

    fn found(a: &str, b: &str) -> Vec<String> {
        differences(DiscrepancyKind::EntityConflict, a, b)
    }

    const TOWED: &str = "The burnt ferry was towed to Velm during the night.";

    #[test]
    fn fires_on_one_thing_in_two_places() {
        assert_eq!(found(TOWED, "The burnt ferry now lies at Tirsk."), ["Velm / Tirsk"]);
        assert_eq!(found(TOWED, "At dusk two tugs were taking the burnt ferry to Tirsk."), ["Velm / Tirsk"]);
    }

    #[test]
    fn stays_silent_where_both_places_may_be_right() {
        for (a, b) in [
            // where it comes from, people, which one is meant
            ("The burnt ferry was towed from Velm during the night.", "The burnt ferry now lies at Tirsk."),
            ("The burnt captain was brought to Velm during the night.", "The burnt captain now lies at Tirsk."),
            (
                "The burnt ferry at Velm was towed away during the night.",
                "The burnt ferry at Tirsk now lies on its side.",
            ),
            (TOWED, "During the night soldiers blocked the ferry to Tirsk."),
            // the other article knows the place
            (TOWED, "The burnt ferry now lies at Tirsk. Velm is near by."),
        ] {
            assert_eq!(found(a, b), [""; 0], "{a} / {b}");
        }
    }
}
