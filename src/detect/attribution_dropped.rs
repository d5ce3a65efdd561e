//! Claims whose source got lost.
//!
//! # What it finds
//! A claim that one outlet gives to a source and another states in its own voice.
//!
//! # Why it matters
//! "Activists say" is a reason to doubt; without it a reader takes the claim for established.
//!
//! # Example
//! "Survivors say the doors were locked." / "The doors were locked."
//!
//! # Stays silent on
//! a claim whose article names the source in another sentence about the same fact, or near by; words between
//! quotation marks; questions; a claim that is hedged instead ("reportedly"); what a source does or wants rather than says;
//! an outlet of the story as source; claims whose values differ, which other kinds report.

use std::collections::BTreeMap;

use super::acts::Doer;
use super::phrase::quoted;
use super::sources::Sources;
use super::voices::{Voices, between_marks, differ_in_source_alone, in_first_person, is_relative_clause, tells_when};
use super::{Detector, StoryView};
use crate::model::{
    Between, Claim, ClaimIndex, Departs, Discrepancy, DiscrepancyKind, Field, Match, Severity, Side, SourceClass, Span,
    Verdict,
};

/// See the module.
pub(super) struct AttributionDropped;

impl Detector for AttributionDropped {
    fn kind(&self) -> DiscrepancyKind {
        DiscrepancyKind::AttributionDropped
    }

    fn detect(&self, story: &StoryView<'_>, out: &mut Vec<Discrepancy>) {
        let voices = Voices::new(story);
        let mut losses: BTreeMap<u32, Vec<(ClaimIndex, ClaimIndex)>> = BTreeMap::new();
        let mut by_group: BTreeMap<u32, Vec<&Match>> = BTreeMap::new();
        for found in story.matches {
            let Some(group) = found.group else { continue };
            by_group.entry(group).or_default().push(found);
            if let Some(loss) = voices.loss(group, found) {
                losses.entry(group).or_default().push(loss);
            }
        }
        for (group, losses) in losses {
            for (with_source, without) in components(&losses) {
                let Some(mut row) = row(story, group, &with_source, &without) else { continue };
                let witnesses = witnesses(&voices, story, &by_group[&group], &with_source, &without);
                let side = if row.departs == Some(Departs::B) { &mut row.a } else { &mut row.b };
                side.add(witnesses);
                out.push(row);
            }
        }
    }
}

/// The claims that give to the same source what was told without it, in words that alone would not show it.
fn witnesses(
    voices: &Voices<'_, '_>,
    story: &StoryView<'_>,
    matches: &[&Match],
    sourced: &[ClaimIndex],
    flat: &[ClaimIndex],
) -> Vec<ClaimIndex> {
    /// Sentences of one fact.
    const ONE_FACT: f64 = 0.75;
    let known = story.claim(sourced[0]);
    let mut found = Vec::new();
    for pair in matches.iter().filter(|m| m.similarity.get() >= ONE_FACT) {
        let Some((with, without)) = voices.direction(pair).filter(|(_, without)| flat.contains(without)) else {
            continue;
        };
        let (claim, told) = (story.claim(with), story.claim(without));
        let agree = !matches!(pair.verdict, Verdict::Conflict | Verdict::Unrelated | Verdict::DifferentScope);
        if agree && claim.article != told.article && story.sources(claim, known) == Sources::Same {
            found.push(with);
        }
    }
    found
}

/// Claims joined by losses: those with a source and those without, by the first of each.
fn components(losses: &[(ClaimIndex, ClaimIndex)]) -> Vec<(Vec<ClaimIndex>, Vec<ClaimIndex>)> {
    let mut numbers: BTreeMap<ClaimIndex, usize> = BTreeMap::new();
    for (x, y) in losses {
        for claim in [*x, *y] {
            let next = numbers.len();
            numbers.entry(claim).or_insert(next);
        }
    }
    let mut sets = petgraph::unionfind::UnionFind::<usize>::new(numbers.len());
    for (x, y) in losses {
        sets.union(numbers[x], numbers[y]);
    }
    let mut components: BTreeMap<usize, (Vec<ClaimIndex>, Vec<ClaimIndex>)> = BTreeMap::new();
    for (x, y) in losses {
        let (sourced, flat) = components.entry(sets.find(numbers[x])).or_default();
        sourced.push(*x);
        flat.push(*y);
    }
    let mut components: Vec<_> = components.into_values().collect();
    for (sourced, flat) in &mut components {
        for side in [sourced, flat] {
            side.sort_unstable();
            side.dedup();
        }
    }
    components.sort();
    components
}

fn row(story: &StoryView<'_>, group: u32, sourced: &[ClaimIndex], flat: &[ClaimIndex]) -> Option<Discrepancy> {
    let (a, b) = story.sides(sourced, flat)?;
    let departs = if flat.contains(&b.claim) { Departs::B } else { Departs::A };
    let (with, without) = if departs == Departs::B { (&a, &b) } else { (&b, &a) };
    let (with, without) = (story.claim(with.claim), story.claim(without.claim));
    let lost = with.attribution.hedge.filter(|hedge| !story.has_words(without, with, *hedge));
    let hedge = lost.map(|span| story.words(with, span));
    // who is nobody that a reader could be told of is no source
    let source = story.source_name(with)?;
    let alike = |x: &ClaimIndex, y: &ClaimIndex| {
        let (sourced, flat) = (story.claim(*x), story.claim(*y));
        differ_in_source_alone(story, sourced, flat) && !is_relative_clause(story, flat) && !tells_when(story, sourced)
    };
    let excused = is_official_toll(story, with)
        || in_first_person(story, without)
        || between_marks(story, with)
        || without.field == Field::Title
        || !sourced.iter().any(|x| flat.iter().any(|y| alike(x, y)));
    Some(Discrepancy {
        id: String::new(),
        kind: DiscrepancyKind::AttributionDropped,
        group: Some(group),
        severity: severity(hedge.is_some(), excused),
        confidence: None,
        summary: summary(story, with, without, &source),
        difference: difference(&source, hedge.as_deref()),
        departs: Some(departs),
        between: Between::Outlets,
        why: format!(
            "attribution-dropped: both say the same; {} names a source, {} neither names one in or before the sentence \
             nor hedges it",
            story.outlets(with, without).0,
            story.outlets(with, without).1,
        ),
        a: with_value(story, a),
        b: with_value(story, b),
    })
}

/// Info: words that the other outlet quotes or that are in the first person: an outlet may show in ways that the text
/// does not hold, by type or indentation, that they are quoted; titles, which are too short for a source. Major: a hedge is lost with the source. Else minor.
const fn severity(hedge_lost: bool, excused: bool) -> Severity {
    match (excused, hedge_lost) {
        (true, _) => Severity::Info,
        (false, true) => Severity::Major,
        (false, false) => Severity::Minor,
    }
}

/// Whether a claim is a toll that authorities give, in a sentence that blames nobody: who counts the dead of an accident is told
/// once or never, by most outlets.
fn is_official_toll(story: &StoryView<'_>, claim: &Claim) -> bool {
    let counts = |c: &Claim| {
        let Some(amount) = c.amount() else { return false };
        let suffered = amount.role.is_some() && !amount.is_of_crowd() && amount.value > 1.0;
        suffered && c.sentence == claim.sentence
    };
    let blames = || {
        let account = story.accounts(claim.article).get(&claim.sentence);
        account.is_some_and(|account| matches!(account.doer, Doer::Named(_)))
    };
    claim.attribution.class == Some(SourceClass::Official)
        && (counts(claim) || story.also_tells(claim, counts))
        && !blames()
}

/// The side with its whole sentence: source and claim are often parted by a few words.
fn with_value(story: &StoryView<'_>, mut side: Side) -> Side {
    let claim = story.claim(side.claim);
    side.value = story.source_name(claim).unwrap_or_default();
    side
}

fn summary(story: &StoryView<'_>, with: &Claim, without: &Claim, source: &str) -> String {
    let (outlet, other) = story.outlets(with, without);
    let said = quoted(&story.words(without, told(story, without)));
    format!("{other} states without a source what {outlet} attributes to {source}: {said}.")
}

/// What a claim tells, in words: an amount alone tells nothing.
fn told(story: &StoryView<'_>, claim: &Claim) -> Span {
    let article = story.claims.article_of(claim);
    let sentence = article.segmentation.sentences.get(claim.sentence as usize);
    sentence.filter(|_| claim.amount().is_some()).map_or(claim.span, |s| s.span)
}

fn difference(source: &str, hedge: Option<&str>) -> String {
    match hedge {
        Some(hedge) => format!("[-{source}, “{hedge}”-]"),
        None => format!("[-{source}-]"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::cases::{differences, of_kind};

    fn found(a: &str, b: &str) -> Vec<String> {
        differences(DiscrepancyKind::AttributionDropped, a, b)
    }

    #[test]
    fn fires_where_a_source_is_lost() {
        for (a, b) in [
            (
                "Survivors said the doors of the lower lounge were locked from outside.",
                "The doors of the lower lounge were locked from outside.",
            ),
            (
                "Police in Orla told reporters that the pilots had ignored two warnings about the wreck.",
                "The pilots had ignored two warnings about the wreck.",
            ),
            (
                "According to police, at least 14 people were killed in the hotel in Orla.",
                "At least 14 people were killed in the hotel in Orla.",
            ),
            // somebody inside what was said knows something; "that" opens no relative clause
            (
                "The fact is that the crews of the lower lounge knew how the doors were locked, Petra Holm said.",
                "The fact is that the crews of the lower lounge knew how the doors were locked.",
            ),
            // who the source is takes more words than what it said
            (
                "Anders Vell, the leader of the harbour union of Orla, said the cuts would close 14 village clinics.",
                "The cuts will close 14 village clinics.",
            ),
            // how many came, which each side of a quarrel tells otherwise
            (
                "The police put the crowd on Harbour Square in Orla on Sunday at 3,000; the unions spoke of 10,000.",
                "Police used tear gas on Harbour Square in Orla on Sunday after 3,000 rioters tried to storm the gates.",
            ),
            // one number in two spellings
            (
                "The Harbour Council, a body of experts, expects growth to slow to about 0.9% next year.",
                "Growth will slow to 0.9 per cent next year.",
            ),
            // a large toll is one fact, whatever else the sentences tell
            (
                "Monitors say that 130 miners have been killed in floods at the Vesna pits of Orla since the dam broke.",
                "The broken dam above Orla and its floods have killed 130 miners at the Vesna pits, the worst toll in years.",
            ),
        ] {
            assert_eq!(found(a, b).len(), 1, "{a} / {b}");
        }
    }

    #[test]
    fn stays_silent_where_nothing_is_lost() {
        for (a, b) in [
            // somebody is told of, no figure
            (
                "Police said a 6-year-old boy was injured in the hotel fire in Orla and his mother had jumped from a window.",
                "A 6-year-old boy was injured in the hotel fire in Orla, which began late in the kitchen.",
            ),
            // nobody counted "hundreds"
            (
                "The unions said hundreds of people had marched to Harbour Square in Orla on Sunday.",
                "Police used tear gas on Harbour Square in Orla on Sunday after hundreds of rioters tried to storm the gates.",
            ),
            // the source stands in the paragraph before, or in the sentence after
            (
                "Survivors said the doors of the lower lounge were locked from outside.",
                "Several survivors spoke to us.\n\nThe doors of the lower lounge were locked from outside.",
            ),
            (
                "Survivors said the doors of the lower lounge were locked from outside.",
                "The doors of the lower lounge were locked from outside.\n\nThe boat listed fast, survivors added.",
            ),
            // somebody asks
            (
                "Survivors said the doors of the lower lounge were locked from outside.",
                "The doors of the lower lounge were locked from outside?",
            ),
            // whom "she" stands for is named close by
            (
                "Ada Voss spoke in Orla. She said that the doors of the lower lounge were locked from outside.",
                "The harbour is shut. We met Ada Voss by the quay.\n\nThe doors of the lower lounge were locked from outside.",
            ),
            // an outlet of the story is the source
            (
                "The Vesna Mail reported that the doors of the lower lounge were locked from outside.",
                "The doors of the lower lounge were locked from outside.",
            ),
            // what the source takes as known
            (
                "The hotel fire that killed at least 14 people in Orla began in the kitchen, police said.",
                "At least 14 people were killed in the hotel fire in Orla.",
            ),
            // what was decided before is no part of what is allowed
            (
                "Judge Holm threw out one of the charges last week but allowed trial to begin this week on the other charge.",
                "The judge threw out one of the charges last week, but Anders Vell will still go to trial on the other charge.",
            ),
            // a clause of what the source takes as known
            (
                "Two men were held over the fire in Orla that left three pilots dead and 12 others wounded, police said Sunday.",
                "Orla is looking for several men after the fire at a hotel that left three pilots dead and 12 others wounded.",
            ),
            // the other outlet found it out itself
            (
                "Petra Holm of the Vesna Mail reported that the doors of the lower lounge were locked from outside.",
                "The doors of the lower lounge were locked from outside.",
            ),
            // an appeal is no statement
            (
                "The mayor encouraged owners to insure the old ferries anyway.",
                "Most owners insure the old ferries anyway, and pay more for it.",
            ),
            // an act, an aim or an order is no statement
            (
                "The mayor told pilots to leave the harbour where 14 people were killed in the ferry fire.",
                "They left the harbour where 14 people were killed in the ferry fire.",
            ),
            (
                "Senators voted 51-49 to pass the harbour budget of Orla.",
                "The harbour budget of Orla passed on a 51-49 vote.",
            ),
        ] {
            assert_eq!(found(a, b), [""; 0], "{a} / {b}");
        }
    }

    #[test]
    fn more_than_the_source_differs_in_a_hint() {
        let severity = |b: &str| {
            let a = "Mayor Holm said that the harbour council wrote to the owners of the ferry twice in May.";
            let tellings = [("North", "2031-05-01", a), ("South", "2031-05-01", b)];
            let rows = of_kind(DiscrepancyKind::AttributionDropped, &tellings);
            rows.into_iter().map(|row| row.severity).collect::<Vec<_>>()
        };
        assert_eq!(severity("The harbour council wrote to the owners of the ferry twice in May."), [Severity::Minor]);
        let longer = "The harbour council wrote twice to the owners of the ferry, about the doors, the wiring and the lifeboats.";
        assert_eq!(severity(longer), [Severity::Info]);
    }

    #[test]
    fn what_only_tells_when_is_a_hint() {
        let rows = of_kind(
            DiscrepancyKind::AttributionDropped,
            &[
                (
                    "North",
                    "2031-05-01",
                    "The mayor and his team say Anders Voss took 3 million crowns from the ferry line while his father was serving as harbour master.",
                ),
                (
                    "South",
                    "2031-05-01",
                    "Anders Voss sat on the board of the ferry line while his father served as harbour master.",
                ),
            ],
        );
        assert!(rows.iter().all(|row| row.severity == Severity::Info));
    }

    #[test]
    fn what_authorities_count_is_a_hint_where_they_blame_nobody() {
        let severity = |a: &str, b: &str| {
            let tellings = [("North", "2031-05-01", a), ("South", "2031-05-01", b)];
            of_kind(DiscrepancyKind::AttributionDropped, &tellings).first().map(|row| row.severity)
        };
        for (a, b, expected) in [
            (
                "At least 14 people were killed in the hotel fire in Orla, police said.",
                "At least 14 people were killed in the hotel fire in Orla.",
                Some(Severity::Info),
            ),
            (
                "At least 14 people were killed in the hotel fire in Orla, survivors said.",
                "At least 14 people were killed in the hotel fire in Orla.",
                Some(Severity::Minor),
            ),
            (
                "Rebels killed at least 14 people in the hotel in Orla, police said.",
                "Rebels killed at least 14 people in the hotel in Orla.",
                Some(Severity::Minor),
            ),
        ] {
            assert_eq!(severity(a, b), expected, "{a}");
        }
    }

    #[test]
    fn another_witness_of_the_source_stands_in_the_row() {
        let flat = "The fire on the ferry to Orla started in a truck beside the lower stairs.";
        let sourced = format!("Police said {}", flat.replacen('T', "t", 1));
        let other = "Police believe the ferry fire began in a lorry near the lower stairs.";
        let tellings =
            [("North", "2031-05-01", sourced.as_str()), ("South", "2031-05-01", flat), ("East", "2031-05-01", other)];
        let rows = of_kind(DiscrepancyKind::AttributionDropped, &tellings);
        let [row] = rows.as_slice() else { panic!("one row, not {}", rows.len()) };
        assert_eq!(row.a.claims.len() + row.b.claims.len(), 3);
    }

    #[test]
    fn losses_of_one_claim_are_one_row() {
        let found = components(&[(1, 5), (2, 5), (3, 6)]);
        assert_eq!(found, [(vec![1, 2], vec![5]), (vec![3], vec![6])]);
    }
}
