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
//! a claim whose article names the source in another sentence about the same fact, or in the sentence before
//! it in the paragraph; words between quotation marks; a claim that is hedged instead ("reportedly"); claims
//! whose values differ, which other kinds report.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::phrase::quoted;
use super::{Detector, StoryView};
use crate::model::{
    Between, Claim, ClaimIndex, ClaimKind, Class, Departs, Discrepancy, DiscrepancyKind, Evidential, Field, Match,
    Severity, Side, SourceClass, Span, Verdict, WordId,
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
        for found in story.matches {
            let Some(group) = found.group else { continue };
            if let Some(loss) = voices.loss(group, found) {
                losses.entry(group).or_default().push(loss);
            }
        }
        for (group, losses) in losses {
            for (with_source, without) in components(&losses) {
                out.extend(row(story, group, &with_source, &without));
            }
        }
    }
}

/// In whose voice each claim is told.
struct Voices<'s, 'a> {
    story: &'s StoryView<'a>,
    /// The claims with a source, by group and article.
    sourced: FxHashMap<(u32, u32), Vec<ClaimIndex>>,
}

impl<'s, 'a> Voices<'s, 'a> {
    fn new(story: &'s StoryView<'a>) -> Self {
        let mut sourced: FxHashMap<(u32, u32), Vec<ClaimIndex>> = FxHashMap::default();
        for (g, group) in (0u32..).zip(story.groups) {
            for index in group.members.iter().filter(|c| story.claim(**c).attribution.class.is_some()) {
                sourced.entry((g, story.claim(*index).article)).or_default().push(*index);
            }
        }
        Self { story, sourced }
    }

    /// The claim with a source and the one without, where a match joins two that say the same.
    fn loss(&self, group: u32, found: &Match) -> Option<(ClaimIndex, ClaimIndex)> {
        let weighty = |c: ClaimIndex| is_weighty(self.story, self.story.claim(c));
        if !says_the_same(self.story, found) || !weighty(found.a) || !weighty(found.b) {
            return None;
        }
        let (sourced, flat) = self.direction(found)?;
        (self.is_flat(sourced, flat) && !self.sourced_elsewhere(group, sourced, flat)).then_some((sourced, flat))
    }

    /// Whether the article of the claim without a source names one for the same fact in another place; sources
    /// inside what was said do not count.
    fn sourced_elsewhere(&self, group: u32, sourced: ClaimIndex, flat: ClaimIndex) -> bool {
        /// An article that tells one fact more often than this names its source somewhere.
        const OFTEN: usize = 16;
        let with = self.story.claim(sourced);
        let places = self.sourced.get(&(group, self.story.claim(flat).article)).map(Vec::as_slice).unwrap_or_default();
        places.len() > OFTEN || places.iter().any(|c| *c != flat && !is_inner(self.story, self.story.claim(*c), with))
    }

    /// The claim with a source and the one that may lack it; a source that the other side's reported words name
    /// too ("I think", "the minister says" inside a quotation) is a part of what was said.
    fn direction(&self, found: &Match) -> Option<(ClaimIndex, ClaimIndex)> {
        let (a, b) = (self.story.claim(found.a), self.story.claim(found.b));
        let inner = |x: &Claim, y: &Claim| is_inner(self.story, x, y);
        let (sourced, flat) = match (is_sourced(self.story, a), is_sourced(self.story, b)) {
            (true, false) => (found.a, found.b),
            (false, true) => (found.b, found.a),
            (true, true) => match (inner(a, b), inner(b, a)) {
                (true, false) => (found.b, found.a),
                (false, true) => (found.a, found.b),
                _ => return None,
            },
            (false, false) => return None,
        };
        is_well_sourced(self.story, self.story.claim(sourced)).then_some((sourced, flat))
    }

    /// Whether a claim is told in the outlet's own voice, as fact.
    fn is_flat(&self, sourced: ClaimIndex, flat: ClaimIndex) -> bool {
        let story = self.story;
        let (with, claim) = (story.claim(sourced), story.claim(flat));
        // a hedge that both have is a part of what was said
        let own_hedge = claim.attribution.hedge.is_some_and(|hedge| !names(story, with, claim, hedge));
        let inner = is_sourced(story, claim);
        let own_voice = inner || (claim.attribution.class.is_none() && claim.attribution.cue.is_none());
        own_voice
            && !own_hedge
            && !between_marks(story, claim)
            && (inner || !(source_in_sight(story, with, claim) || takes_part(story, with, claim)))
    }
}

/// Whether the source of `x` is named in what the source of `y` said.
fn is_inner(story: &StoryView<'_>, x: &Claim, y: &Claim) -> bool {
    let inside = |span: Option<Span>| span.is_some_and(|span| names(story, y, x, span));
    inside(x.attribution.source) && inside(x.attribution.cue) && x.attribution.cue != y.attribution.cue
}

/// Whether the reported words around claim `y` hold the words that `span` marks in the article of `x`.
fn names(story: &StoryView<'_>, y: &Claim, x: &Claim, span: Span) -> bool {
    let (of_y, of_x) = (story.claims.article_of(y), story.claims.article_of(x));
    let Some(cue) = y.attribution.cue else { return false };
    let mention = of_y.attributions.iter().find(|a| a.cue == cue);
    let content = mention.map(|m| m.content.as_slice()).unwrap_or_default();
    let said: FxHashSet<WordId> =
        content.iter().flat_map(|piece| of_y.tokens_in(&of_y.tokens_of_span(*piece))).map(|t| t.word).collect();
    let words = of_x.tokens_in(&of_x.tokens_of_span(span));
    !words.is_empty() && words.iter().all(|t| said.contains(&t.word))
}

/// Whether a claim is large enough that a lost source matters: an amount of people or things, or a statement of
/// more than names.
fn is_weighty(story: &StoryView<'_>, claim: &Claim) -> bool {
    /// Words that say something, in the shortest statement that can be doubted.
    const LEAST_WORDS: usize = 3;
    match claim.kind() {
        ClaimKind::Casualty | ClaimKind::Quantity => true,
        ClaimKind::Statement => {
            let content = || story.claims.tokens_of(claim).iter().filter(|t| t.is_content());
            content().count() >= LEAST_WORDS && content().any(|t| !t.is(Class::CAPITALISED))
        }
        ClaimKind::Date | ClaimKind::Quote | ClaimKind::Name => false,
    }
}

/// How much of a claim's words, by rarity, another holds: 0 none, 1 all.
fn held(story: &StoryView<'_>, claim: &Claim, by: &Claim) -> f64 {
    let stems: FxHashSet<WordId> = story.claims.tokens_of(by).iter().map(|t| t.stem).collect();
    let rarity = &story.claims.article_of(claim).pack.rarity;
    let (mut all, mut shared) = (0.0, 0.0);
    for token in story.claims.tokens_of(claim).iter().filter(|t| t.is_content()) {
        let weight = f64::from(rarity.weight(token.word));
        all += weight;
        shared += if stems.contains(&token.stem) { weight } else { 0.0 };
    }
    if all > 0.0 { shared / all } else { 0.0 }
}

/// Whether two matched claims say the same about the fact: amounts of one value in sentences of one fact, statements
/// that the model takes for one, surely or with most of the words in common.
fn says_the_same(story: &StoryView<'_>, found: &Match) -> bool {
    /// From here on the model is sure, and some of the words in common are enough.
    const SURELY: f64 = 0.85;
    const SOME: f64 = 0.6;
    /// Below this the model takes them for two.
    const LIKELY: f64 = 0.55;
    /// Amounts are short: their sentences must speak of one fact.
    const ONE_FACT: f64 = 0.75;
    /// The share of the shorter statement's words that the other must hold where the model is less sure.
    const SHARED: f64 = 0.8;
    let (a, b) = (story.claim(found.a), story.claim(found.b));
    if !matches!(found.verdict, Verdict::Agree | Verdict::Compatible | Verdict::Refines) {
        return false;
    }
    if a.amount().is_some() {
        return found.verdict == Verdict::Agree && found.similarity.get() >= ONE_FACT;
    }
    let equivalence = found.equivalence.get();
    let share = || held(story, a, b).max(held(story, b, a));
    (equivalence >= SURELY && share() >= SOME) || (equivalence >= LIKELY && share() >= SHARED)
}

/// Whether a claim is given to a source that asserts it.
fn is_sourced(story: &StoryView<'_>, claim: &Claim) -> bool {
    let attribution = &claim.attribution;
    let Some(source) = attribution.source else { return false };
    attribution.class.is_some_and(|class| class != SourceClass::Unknown || story.is_person(claim, source))
        && !matches!(attribution.evidential, Some(Evidential::Denies | Evidential::Questions))
}

/// Whether a claim's source is one that a reader would call so, and said most of the claim.
fn is_well_sourced(story: &StoryView<'_>, claim: &Claim) -> bool {
    /// A longer mention is a clause misread.
    const LONGEST: usize = 14;
    let attribution = &claim.attribution;
    let (Some(source), Some(cue)) = (attribution.source, attribution.cue) else { return false };
    let article = story.claims.article_of(claim);
    let tokens = article.tokens_in(&article.tokens_of_span(source));
    let first = article.names.partition_point(|m| m.span.end <= source.start);
    let named = article.names.get(first).is_some_and(|m| m.span.start < source.end);
    let known = named
        || tokens.iter().any(|t| t.is(Class::SOURCE | Class::PRONOUN))
        || story.is_person(claim, source)
        || attribution.class != Some(SourceClass::Named);
    if !known || tokens.len() > LONGEST {
        return false;
    }
    let Some(mention) = article.attributions.iter().find(|a| a.cue == cue) else { return false };
    let shared = |span: Span| span.end.min(claim.span.end).saturating_sub(span.start.max(claim.span.start));
    let said: u32 = mention.content.iter().map(|piece| shared(*piece)).sum();
    // what frames the reported words is no part of what was said
    let frame = shared(cue) + shared(source);
    said * 10 >= claim.span.len().saturating_sub(frame) * 7
}

/// Whether a claim speaks of itself as "I" or "we": words of somebody, set without marks.
fn in_first_person(story: &StoryView<'_>, claim: &Claim) -> bool {
    let first_person = &story.claims.article_of(claim).pack.first_person;
    story.claims.tokens_of(claim).iter().any(|t| first_person.contains(t.word))
}

/// Whether words of a claim stand between quotation marks as speech.
fn between_marks(story: &StoryView<'_>, claim: &Claim) -> bool {
    let quotations = &story.claims.article_of(claim).quotations;
    let first = quotations.partition_point(|q| q.pieces.last().is_some_and(|p| p.end <= claim.span.start));
    quotations[first..]
        .iter()
        .take_while(|q| q.pieces.first().is_some_and(|p| p.start < claim.span.end))
        .any(|q| q.speech && q.pieces.iter().any(|p| p.overlaps(claim.span)))
}

/// Whether the sentence of `claim` mentions the source of `with` by its last word: who is told of there may be its
/// source in words that no cue marks.
fn takes_part(story: &StoryView<'_>, with: &Claim, claim: &Claim) -> bool {
    let Some(source) = with.attribution.source else { return false };
    let of_with = story.claims.article_of(with);
    let words = of_with.tokens_in(&of_with.tokens_of_span(source));
    let Some(last) = words.iter().rfind(|t| t.is_content()) else { return false };
    story.claims.article_of(claim).sentence(claim.sentence).iter().any(|t| t.stem == last.stem)
}

/// Whether the claim's own sentence or the one before it in the paragraph names a source: what follows
/// "Police said ..." often goes on in the police's words. Who is named in what the source of `with` said, as the
/// one who thinks or says something, is no source of the whole.
fn source_in_sight(story: &StoryView<'_>, with: &Claim, claim: &Claim) -> bool {
    let article = story.claims.article_of(claim);
    let block = |sentence: u32| article.segmentation.sentences.get(sentence as usize).map(|s| s.block);
    let before = claim.sentence.checked_sub(1).filter(|s| block(*s) == block(claim.sentence));
    let first = before.unwrap_or(claim.sentence);
    let at = article.attributions.partition_point(|a| a.sentence < first);
    article.attributions[at..].iter().take_while(|a| a.sentence <= claim.sentence).any(|a| {
        let inner = |source| names(story, with, claim, source) && names(story, with, claim, a.cue);
        a.source.is_some_and(|source| !inner(source))
    })
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
    let source = story.source_name(with).unwrap_or_default();
    let excused = in_first_person(story, without) || between_marks(story, with) || without.field == Field::Title;
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

/// The side with its whole sentence: source and claim are often parted by a few words.
fn with_value(story: &StoryView<'_>, mut side: Side) -> Side {
    let claim = story.claim(side.claim);
    side.value = story.source_name(claim).unwrap_or_default();
    side
}

fn summary(story: &StoryView<'_>, with: &Claim, without: &Claim, source: &str) -> String {
    let (outlet, other) = story.outlets(with, without);
    let said = quoted(&story.words(without, without.span));
    format!("{other} states without a source what {outlet} attributes to {source}: {said}.")
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

    #[test]
    fn losses_of_one_claim_are_one_row() {
        let found = components(&[(1, 5), (2, 5), (3, 6)]);
        assert_eq!(found, [(vec![1, 2], vec![5]), (vec![3], vec![6])]);
    }
}
