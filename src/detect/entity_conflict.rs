//! Another person or body in the same place of the same claim.
//!
//! # What it finds
//! Two statements that agree word for word but for one name, where each outlet gives another one; two names for who made
//! the poll of which both tell.
//!
//! # Why it matters
//! Who did it, or to whom, is the claim: at most one of the two names is right.
//!
//! # Example
//! "The contract went to Vesna Steel." / "The contract went to Tirsk Shipyard."
//!
//! # Stays silent on
//! aliases, short forms and spellings of one name; places, of which one may be a part of the other; a name that the
//! other article mentions too; sources, which are another kind's.

use super::phrase::quoted;
use super::{Detector, StoryView};
use crate::annotate::NameId;
use crate::extract::is_act;
use crate::language::Use;
use crate::model::{
    Claim, ClaimKind, Discrepancy, DiscrepancyKind, Interval, Match, NameKind, NameMention, NumberForm, NumberMention,
    Severity, Span, Token, Verdict, WordId,
};
use crate::score::{same_but_for, within_but_for};

/// See the module.
pub(super) struct EntityConflict;

impl Detector for EntityConflict {
    fn kind(&self) -> DiscrepancyKind {
        DiscrepancyKind::EntityConflict
    }

    fn detect(&self, story: &StoryView<'_>, out: &mut Vec<Discrepancy>) {
        for found in story.matches {
            let (a, b) = (story.claim(found.a), story.claim(found.b));
            if !is_one_claim(story, found) {
                continue;
            }
            if let Some((x, y)) = rivals(story, a, b) {
                out.extend(row(story, found, (x, y), WHY));
            } else if let Some((x, y)) = pollsters(story, found, a, b) {
                out.extend(row(story, found, (x, y), WHY));
            }
        }
    }
}

/// Why a finding of this detector is one.
const WHY: &str = "entity-conflict: two names in one place of one statement, neither of which the other article has";

/// Whether a match joins two statements of one fact by two outlets; of one outlet's articles, each has its own byline.
pub(super) fn is_one_claim(story: &StoryView<'_>, found: &Match) -> bool {
    /// Apart from the name, the statements must be told alike.
    const ALIKE: f64 = 0.7;
    let (a, b) = (story.claim(found.a), story.claim(found.b));
    found.similarity.get() >= ALIKE
        && [a, b].iter().all(|claim| claim.kind() == ClaimKind::Statement)
        && !story.are_of_one_outlet(a, b)
        && !matches!(found.verdict, Verdict::Unrelated | Verdict::DifferentScope)
}

/// Share of the words of both, beside the names, that both have.
const TOLD_ALIKE: f64 = 0.75;

/// The names in which two statements differ, where nothing else does.
fn rivals(story: &StoryView<'_>, a: &Claim, b: &Claim) -> Option<(Span, Span)> {
    let (names_a, names_b) = (own_names(story, a, b), own_names(story, b, a));
    let ([x], [y]) = (names_a.as_slice(), names_b.as_slice()) else { return None };
    // of a place either may be a part of the other; what nothing tells the kind of may be any
    let kinds = [x.kind, y.kind];
    let of_one_kind = !kinds.contains(&NameKind::Place) && (x.kind == y.kind || kinds.contains(&NameKind::Other));
    let differ = of_one_kind
        && !is_cited(story, a, x.span)
        && !is_cited(story, b, y.span)
        && !is_unit(story, a, x)
        && !is_unit(story, b, y)
        && !differ_in_figures(story, a, b)
        && told_of_both(story, (a, x), (b, y))
        && !is_spelling(story, (a, x), (b, y))
        && !mentions(story, a, b, y)
        && !mentions(story, b, a, x);
    differ.then_some((x.span, y.span))
}

/// Whether two statements say one thing of two names: much the same beside them, and the same word before or behind; or all that either
/// says, and the same words before and behind.
fn told_of_both(story: &StoryView<'_>, x: (&Claim, &NameMention), y: (&Claim, &NameMention)) -> bool {
    let [told_x, told_y] = [x, y].map(|(claim, name)| (story.claims.tokens_of(claim), name.span));
    let ((before, behind), (other_before, other_behind)) = (beside(story, x), beside(story, y));
    let shared = [(before, other_before), (behind, other_behind)].map(|(a, b)| a.is_some() && a == b);
    shared.contains(&true) && same_but_for(told_x, told_y, TOLD_ALIKE)
        || !shared.contains(&false) && within_but_for(told_x, told_y)
}

/// Who made the poll of which both tell, where they name two: the sentences are told alike and give one figure.
fn pollsters(story: &StoryView<'_>, found: &Match, a: &Claim, b: &Claim) -> Option<(Span, Span)> {
    /// Sentences that tell of one poll.
    const ONE_POLL: f64 = 0.85;
    if found.similarity.get() < ONE_POLL || !share_a_figure(story, a, b) {
        return None;
    }
    let (x, y) = (pollster(story, a)?, pollster(story, b)?);
    let two = !is_spelling(story, (a, x), (b, y)) && !mentions(story, a, b, y) && !mentions(story, b, a, x);
    two.then_some((x.span, y.span))
}

/// The one name beside the one poll of a statement: "a Vell poll", "a poll by Vell".
fn pollster<'s>(story: &'s StoryView<'_>, claim: &Claim) -> Option<&'s NameMention> {
    let article = story.claims.article_of(claim);
    let grammar = &article.pack.grammar;
    let range = claim.tokens.clone();
    let mut polls = range.zip(story.claims.tokens_of(claim)).filter(|(_, t)| grammar.is(t, Use::STUDY));
    let ((poll, _), None) = (polls.next()?, polls.next()) else { return None };
    let by = |at: u32| article.tokens.get(at as usize).is_some_and(|t| grammar.is(t, Use::DOER));
    let beside = |m: &NameMention| m.tokens.end == poll || (m.tokens.start == poll + 2 && by(poll + 1));
    let mut names = named(story, claim).map(|(_, m)| m).filter(|m| beside(m));
    let (name, None) = (names.next()?, names.next()) else { return None };
    Some(name)
}

/// Whether two statements give figures of one kind and none in common: another party has another share.
fn differ_in_figures(story: &StoryView<'_>, a: &Claim, b: &Claim) -> bool {
    let inside = |claim: &Claim| -> Vec<&NumberMention> {
        let numbers = story.numbers(claim).iter().filter(|n| claim.span.contains(n.span));
        // two people are of two ages
        numbers.filter(|n| n.form != NumberForm::Age).collect()
    };
    let (of_a, of_b) = (inside(a), inside(b));
    let pairs = || of_a.iter().flat_map(|x| of_b.iter().map(move |y| (x, y)));
    let mut comparable = pairs().filter(|(x, y)| x.form == y.form && x.unit == y.unit).peekable();
    comparable.peek().is_some() && comparable.all(|(x, y)| !x.interval.intersects(&y.interval))
}

/// Whether two statements hold one figure: shares of a whole may be told as "58%" or as "almost six in ten".
fn share_a_figure(story: &StoryView<'_>, a: &Claim, b: &Claim) -> bool {
    let figures = |claim: &Claim| -> Vec<Interval> {
        let inside = story.numbers(claim).iter().filter(|n| claim.span.contains(n.span));
        let share = |n: &NumberMention| match n.form {
            NumberForm::Percent => {
                Some(Interval { min: n.interval.min.map(|v| v / 100.0), max: n.interval.max.map(|v| v / 100.0) })
            }
            NumberForm::Fraction => Some(n.interval),
            _ => None,
        };
        inside.filter_map(share).collect()
    };
    let (of_a, of_b) = (figures(a), figures(b));
    of_a.iter().any(|x| of_b.iter().any(|y| x.intersects(y)))
}

/// The names of a statement that the other statement's sentence does not have, by name or by word.
pub(super) fn own_names<'s>(story: &'s StoryView<'_>, claim: &Claim, other: &Claim) -> Vec<&'s NameMention> {
    let article = story.claims.article_of(claim);
    let theirs = story.claims.article_of(other).sentence(other.sentence);
    let ids: Vec<NameId> = named(story, other).filter_map(|(i, _)| id(story, other, i)).collect();
    let known = |t: &Token| t.is_content() && theirs.iter().any(|u| u.stem == t.stem);
    named(story, claim)
        .filter(|(i, m)| {
            let shared = id(story, claim, *i).is_some_and(|id| ids.contains(&id));
            !shared && !article.tokens_in(&m.tokens).iter().any(known)
        })
        .map(|(_, mention)| mention)
        .collect()
}

/// The names inside a statement, with their indices in the article.
pub(super) fn named<'s>(
    story: &'s StoryView<'_>,
    claim: &Claim,
) -> impl Iterator<Item = (usize, &'s NameMention)> + use<'s> {
    let mentions = &story.claims.article_of(claim).names;
    let (first, span) = (mentions.partition_point(|m| m.span.start < claim.span.start), claim.span);
    (first..).zip(&mentions[first..]).take_while(move |(_, m)| m.span.end <= span.end)
}

pub(super) fn id(story: &StoryView<'_>, claim: &Claim, mention: usize) -> Option<NameId> {
    story.claims.names.id_of(claim.article, u32::try_from(mention).ok()?)
}

/// Whether a name is that of who is cited.
pub(super) fn is_source(claim: &Claim, name: Span) -> bool {
    [claim.attribution.source, claim.attribution.source_name].into_iter().flatten().any(|span| span.overlaps(name))
}

/// Whether a name is that of who is cited for what was said: "the group claimed responsibility" tells what it did.
fn is_cited(story: &StoryView<'_>, claim: &Claim, name: Span) -> bool {
    let acts = claim.attribution.cue.is_some_and(|cue| is_act(story.claims.article_of(claim), cue));
    is_source(claim, name) && !acts
}

/// Whether a name is a part of an amount: "104 degrees Fahrenheit".
fn is_unit(story: &StoryView<'_>, claim: &Claim, name: &NameMention) -> bool {
    story.numbers(claim).iter().any(|n| n.span.overlaps(name.span))
}

/// The stems of the words before and behind a name.
fn beside(story: &StoryView<'_>, (claim, name): (&Claim, &NameMention)) -> (Option<WordId>, Option<WordId>) {
    let tokens = story.claims.tokens_of(claim);
    let before = tokens.iter().rfind(|t| t.span.end <= name.title.unwrap_or(name.span).start);
    let after = tokens.iter().find(|t| t.span.start >= name.span.end);
    (before.map(|t| t.stem), after.map(|t| t.stem))
}

/// Whether two names may be one in two spellings, or one the letters of the other.
fn is_spelling(story: &StoryView<'_>, x: (&Claim, &NameMention), y: (&Claim, &NameMention)) -> bool {
    /// Jaro-Winkler similarity of two spellings of one name.
    const ALIKE: f64 = 0.8;
    let (name_x, name_y) = (story.words(x.0, x.1.span), story.words(y.0, y.1.span));
    let letters = |name: &str| !name.chars().any(char::is_lowercase);
    letters(&name_x) != letters(&name_y)
        || strsim::jaro_winkler(&name_x.to_lowercase(), &name_y.to_lowercase()) >= ALIKE
}

/// Whether the article of `claim` mentions `name`, of the article of `other`.
pub(super) fn mentions(story: &StoryView<'_>, claim: &Claim, other: &Claim, name: &NameMention) -> bool {
    let (article, of_other) = (story.claims.article_of(claim), story.claims.article_of(other));
    let words = of_other.tokens_in(&name.tokens);
    let Some(last) = words.iter().rfind(|t| t.is_content()) else { return true };
    article.tokens.iter().any(|t| t.stem == last.stem)
}

/// The row of two names, each where it stands, and why it is there.
pub(super) fn row(story: &StoryView<'_>, found: &Match, (x, y): (Span, Span), why: &str) -> Option<Discrepancy> {
    let (mut a, mut b) = story.sides(&[found.a], &[found.b])?;
    let (of_a, of_b) = if a.claim == found.a { (x, y) } else { (y, x) };
    let (claim_a, claim_b) = (story.claim(a.claim), story.claim(b.claim));
    (a.value, b.value) = (story.words(claim_a, of_a), story.words(claim_b, of_b));
    let between = story.between(claim_a, claim_b);
    let (outlet_a, outlet_b) = story.outlets(claim_a, claim_b);
    Some(Discrepancy {
        id: String::new(),
        kind: DiscrepancyKind::EntityConflict,
        group: found.group,
        severity: story.capped(Severity::Minor, between),
        confidence: None,
        summary: format!(
            "{outlet_a} names {} where {outlet_b} names {}: {}.",
            a.value,
            b.value,
            quoted(&story.words(claim_a, claim_a.span))
        ),
        difference: format!("{} / {}", a.value, b.value),
        departs: None,
        between,
        why: format!("{why} (similarity {})", found.similarity.get()),
        a,
        b,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::cases::differences;

    fn found(a: &str, b: &str) -> Vec<String> {
        differences(DiscrepancyKind::EntityConflict, a, b)
    }

    #[test]
    fn fires_on_two_names_in_one_place() {
        for (a, b, difference) in [
            (
                "The council of Orla elected Petra Holm as its new harbour master on Monday.",
                "The council of Orla elected Anders Vell as its new harbour master on Monday.",
                "Petra Holm / Anders Vell",
            ),
            (
                "Captain Petra Holm steered the burning ferry onto the beach of Orla.",
                "Captain Lena Marsk steered the burning ferry onto the beach of Orla.",
                "Petra Holm / Lena Marsk",
            ),
            // all that one says, the other says too
            (
                "The group Iron Anchor claimed responsibility for the attack in a statement online.",
                "The group Red Anvil claimed responsibility for the attack.",
                "Iron Anchor / Red Anvil",
            ),
            // what a body is, is no part of its name
            (
                "Drugmaker Valpharm will buy the laboratories of Oncora in Orla, it said on Monday.",
                "Drugmaker Lorvex will buy the laboratories of Oncora in Orla, it said on Monday.",
                "Valpharm / Lorvex",
            ),
        ] {
            assert_eq!(found(a, b), [difference], "{a} / {b}");
        }
    }

    #[test]
    fn fires_on_two_pollsters_of_one_figure() {
        let (one, other) = (
            "A poll by Vesnascope, published on Wednesday, found 58 per cent of voters against the higher harbour duty.",
            "An Orlapol poll published on Wednesday had 58% of voters against the higher harbour duty.",
        );
        assert_eq!(found(one, other), ["Vesnascope / Orlapol"]);
        assert_eq!(found(one, &other.replace("58%", "41%")), [""; 0]);
        assert_eq!(found(one, &format!("{other} Vesnascope has not asked yet.")), [""; 0]);
    }

    #[test]
    fn stays_silent_where_both_names_may_stand() {
        for (a, b) in [
            // short forms, spellings, offices
            (
                "The council of Orla elected Petra Holm as its new harbour master.",
                "The council of Orla elected Holm as its new harbour master.",
            ),
            (
                "The council of Orla elected Petra Holm as its new harbour master.",
                "The council of Orla elected Petra Holme as its new harbour master.",
            ),
            // the other article has both
            (
                "The council of Orla elected Petra Holm to its harbour board.",
                "The council of Orla elected Anders Vell to its harbour board. Petra Holm was elected as well.",
            ),
            // one may lie in the other
            (
                "The ferry ran onto a beach in Vesna with its engine on fire.",
                "The ferry ran onto a beach in Tirsk with its engine on fire.",
            ),
            // the shares of two parties
            (
                "The Unity party won 31 percent of the vote in Orla on Sunday.",
                "The Green party won 12 percent of the vote in Orla on Sunday.",
            ),
            // what one tells besides is told of its own
            (
                "The council of Orla thanked Petra Holm for her work, and the choir of the harbour sang on the quay.",
                "The council of Orla thanked Anders Vell.",
            ),
            // two facts
            (
                "The council of Orla elected Petra Holm as its new harbour master.",
                "The council of Orla thanked Anders Vell for his years as harbour master.",
            ),
            // sources
            (
                "The ferry caught fire in the harbour of Orla at dawn, Petra Holm said.",
                "The ferry caught fire in the harbour of Orla at dawn, Anders Vell said.",
            ),
        ] {
            assert_eq!(found(a, b), [""; 0], "{a} / {b}");
        }
    }
}
