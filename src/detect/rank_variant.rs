//! One person, two ranks.
//!
//! # What it finds
//! A person whom two outlets give two military ranks, where neither gives the other's.
//!
//! # Why it matters
//! It is a slip of one of them, or two people are taken for one.
//!
//! # Example
//! "General Pavel Orr" / "Lieutenant General Pavel Orr".
//!
//! # Stays silent on
//! spellings of one rank ("Lt. Gen."); the short form in an article that gives the long one too; offices ("Minister"),
//! of which one person may have several; a rank before a family name alone, which is often a short form.

use std::collections::{BTreeMap, BTreeSet};

use super::name_variant::NameClaims;
use super::{Detector, StoryView};
use crate::annotate::NameId;
use crate::model::{Between, ClaimIndex, Discrepancy, DiscrepancyKind, NameMention, Severity, Span, WordId};

/// See the module.
pub(super) struct RankVariant;

impl Detector for RankVariant {
    fn kind(&self) -> DiscrepancyKind {
        DiscrepancyKind::NameVariant
    }

    fn detect(&self, story: &StoryView<'_>, out: &mut Vec<Discrepancy>) {
        let claims = NameClaims::of(story);
        let ranked = ranked(story, &claims);
        for person in by_person(&ranked).values() {
            out.extend(differences(story, person).into_iter().filter_map(|(left, right)| row(story, &left, &right)));
        }
    }
}

/// The rank in a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// One id for its spellings.
    Told(WordId),
    /// It cannot be read: nothing is said of its outlet.
    Unreadable,
}

/// A mention of a person with a rank.
#[derive(Debug, Clone, Copy)]
struct Ranked {
    person: NameId,
    article: u32,
    rank: Rank,
    claim: ClaimIndex,
    /// The title.
    title: Span,
    /// Whether it stands before the full name: "General Orr" is short for any general's rank.
    full: bool,
}

/// Every mention with one rank of a person whose full name its article has.
fn ranked(story: &StoryView<'_>, claims: &NameClaims) -> Vec<Ranked> {
    let mut found = Vec::new();
    for (article, annotated) in (0u32..).zip(story.claims.articles) {
        for (i, mention) in (0u32..).zip(&annotated.names) {
            let known = annotated.tokens_of_span(mention.resolved).len() > 1;
            let full = mention.tokens.len() > 1;
            let ranked = || {
                let title = mention.title?;
                let rank = rank(story, article, mention)?;
                let person = story.claims.names.id_of(article, i)?;
                Some(Ranked { person, article, rank, claim: claims.at(article, mention.span)?, title, full })
            };
            found.extend(known.then(ranked).flatten());
        }
    }
    found
}

/// The rank in the title of a mention.
fn rank(story: &StoryView<'_>, article: u32, mention: &NameMention) -> Option<Rank> {
    let annotated = &story.claims.articles[article as usize];
    let title = mention.title?;
    let before = annotated.article.buffer().get(..title.start as usize)?;
    // "Brig-Gen": a part of a rank
    if !before.is_empty() && !before.ends_with(char::is_whitespace) {
        return Some(Rank::Unreadable);
    }
    let tokens = annotated.tokens_in(&annotated.tokens_of_span(title));
    let mut found = None;
    let mut i = 0;
    while i < tokens.len() {
        let Some((length, rank)) = annotated.pack.names.ranks.longest_at(&tokens[i..]) else {
            i += 1;
            continue;
        };
        if found.replace(*rank).is_some() {
            return Some(Rank::Unreadable);
        }
        i += length;
    }
    found.map(Rank::Told)
}

fn by_person(ranked: &[Ranked]) -> BTreeMap<NameId, Vec<Ranked>> {
    let mut people: BTreeMap<NameId, Vec<Ranked>> = BTreeMap::new();
    for mention in ranked {
        people.entry(mention.person).or_default().push(*mention);
    }
    people
}

/// For each two ranks of a person: the mentions of each, in articles of outlets that never give the other.
fn differences(story: &StoryView<'_>, person: &[Ranked]) -> Vec<(Vec<Ranked>, Vec<Ranked>)> {
    let outlet = |m: &Ranked| story.claims.articles[m.article as usize].article.outlet.as_str();
    let mut of_outlet: BTreeMap<&str, BTreeSet<Rank>> = BTreeMap::new();
    for mention in person {
        of_outlet.entry(outlet(mention)).or_default().insert(mention.rank);
    }
    let mut ranks: Vec<WordId> = Vec::new();
    for mention in person {
        if let Rank::Told(rank) = mention.rank
            && !ranks.contains(&rank)
        {
            ranks.push(rank);
        }
    }
    let only = |rank: WordId, other: WordId| -> Vec<Ranked> {
        let given = |m: &Ranked, rank| of_outlet[outlet(m)].contains(&rank);
        let silent = |m: &Ranked| !given(m, Rank::Told(other)) && !given(m, Rank::Unreadable);
        let alone = |m: &&Ranked| m.full && m.rank == Rank::Told(rank) && silent(m);
        person.iter().filter(alone).copied().collect()
    };
    let pairs = ranks.iter().enumerate().flat_map(|(i, x)| ranks[i + 1..].iter().map(move |y| (*x, *y)));
    pairs.map(|(x, y)| (only(x, y), only(y, x))).filter(|(x, y)| !x.is_empty() && !y.is_empty()).collect()
}

fn row(story: &StoryView<'_>, left: &[Ranked], right: &[Ranked]) -> Option<Discrepancy> {
    let claims = |side: &[Ranked]| side.iter().map(|m| m.claim).collect::<Vec<_>>();
    let (mut a, mut b) = story.sides(&claims(left), &claims(right))?;
    for side in [&mut a, &mut b] {
        let mention = left.iter().chain(right).find(|m| m.claim == side.claim)?;
        let claim = story.claim(side.claim);
        side.span = mention.title;
        side.value = story.words(claim, mention.title.hull(claim.span));
    }
    let (outlet_a, outlet_b) = story.outlets(story.claim(a.claim), story.claim(b.claim));
    Some(Discrepancy {
        id: String::new(),
        kind: DiscrepancyKind::NameVariant,
        group: None,
        severity: Severity::Minor,
        confidence: None,
        summary: format!("{outlet_a} writes “{}”, {outlet_b} “{}”.", a.value, b.value),
        difference: format!("{} / {}", a.value, b.value),
        departs: None,
        between: Between::Outlets,
        why: format!(
            "name-variant: one person with two ranks, neither outlet gives the other's; {} mention(s) against {}",
            left.len(),
            right.len()
        ),
        a,
        b,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::cases::of_kind;

    fn found(a: &str, b: &str) -> Vec<(String, Severity)> {
        let rows = of_kind(DiscrepancyKind::NameVariant, &[("North", "2031-05-01", a), ("South", "2031-05-02", b)]);
        rows.into_iter().map(|d| (d.difference, d.severity)).collect()
    }

    #[test]
    fn fires_on_two_ranks_of_one_person() {
        for (a, b, difference) in [
            (
                "General Pavel Orr led the parade in Tirsk.",
                "Lieutenant General Pavel Orr led the parade in Tirsk.",
                "General Pavel Orr / Lieutenant General Pavel Orr",
            ),
            (
                "Col. Lena Marsk spoke in Orla. Marsk left early.",
                "Major Lena Marsk spoke in Orla.",
                "Col. Lena Marsk / Major Lena Marsk",
            ),
        ] {
            assert_eq!(found(a, b), [(difference.to_owned(), Severity::Minor)], "{a} / {b}");
        }
    }

    #[test]
    fn stays_silent_on_one_rank_and_on_two_people() {
        for (a, b) in [
            ("Lt. Gen. Pavel Orr led the parade.", "Lieutenant General Pavel Orr led the parade."),
            (
                "The Brig-Gen Pavel Orr led the parade. Gen. Pavel Orr sang.",
                "Brigadier General Pavel Orr led the parade.",
            ),
            ("Lieutenant General Pavel Orr led the parade. General Orr sang.", "General Pavel Orr led the parade."),
            ("Colonel Lena Marsk spoke in Orla.", "Major Tom Marsk spoke in Orla."),
            ("Foreign Minister Hedda Vance spoke.", "Defence Minister Hedda Vance spoke."),
            ("Colonel Marsk spoke in Orla.", "Major Marsk spoke in Orla."),
        ] {
            assert_eq!(found(a, b), [], "{a} / {b}");
        }
    }
}
