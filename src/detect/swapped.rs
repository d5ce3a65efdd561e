//! Two names that change places: who did it to whom, told the other way round.
//!
//! # What it finds
//! Two statements of the same words in which two names stand on either side of the same verb, in another order.
//!
//! # Why it matters
//! Who buys whom, who sued whom is the claim, and the words around the names hide that they were mixed up.
//!
//! # Example
//! "Corvane agreed to buy its rival Pharmel." / "Pharmel agreed to buy its rival Corvane."
//!
//! # Stays silent on
//! what either does to the other ("met", "faces", "and"); other words between the names, as in the passive; an article that
//! tells both; places, and who is cited.

use rustc_hash::FxHashSet;

use super::entity_conflict::{id, is_one_claim, is_source, named, row};
use super::{Detector, StoryView};
use crate::annotate::NameId;
use crate::model::{Claim, Class, Discrepancy, DiscrepancyKind, NameKind, NameMention, Span, Token, WordId};
use crate::score::same_but_for;

/// See the module.
pub(super) struct Swapped;

impl Detector for Swapped {
    fn kind(&self) -> DiscrepancyKind {
        DiscrepancyKind::EntityConflict
    }

    fn detect(&self, story: &StoryView<'_>, out: &mut Vec<Discrepancy>) {
        let mut seen = FxHashSet::default();
        for found in story.matches {
            let (a, b) = (story.claim(found.a), story.claim(found.b));
            if !is_one_claim(story, found) {
                continue;
            }
            // a sentence and its clauses match alike
            let sentences = [a.place(), b.place()];
            let Some((x, y)) = swapped(story, a, b).filter(|_| seen.insert(sentences)) else { continue };
            let why = "entity-conflict: two names in one statement have changed places";
            out.extend(row(story, found, (x, y), why));
        }
    }
}

/// The names before the verb of two statements, where each has the other's behind it.
fn swapped(story: &StoryView<'_>, a: &Claim, b: &Claim) -> Option<(Span, Span)> {
    /// Share of the words of both that either must have.
    const TOLD_ALIKE: f64 = 0.8;
    let (x, y) = (Pair::of(story, a)?, Pair::of(story, b)?);
    let told = |claim| (story.claims.tokens_of(claim), Span::default());
    let crossed = x.ids[0] == y.ids[1] && x.ids[1] == y.ids[0] && x.between == y.between;
    (crossed && same_but_for(told(a), told(b), TOLD_ALIKE)).then_some((x.first, y.first))
}

/// The only two names of a statement, in their order.
struct Pair {
    ids: [NameId; 2],
    first: Span,
    /// The stems of the words between them.
    between: Vec<WordId>,
}

impl Pair {
    fn of(story: &StoryView<'_>, claim: &Claim) -> Option<Self> {
        let article = story.claims.article_of(claim);
        let cited = |m: &NameMention| is_source(claim, m.span) && !story.is_act(claim);
        let taken = |m: &NameMention| m.kind == NameKind::Place || cited(m);
        let mut names = named(story, claim).filter(|(_, m)| !taken(m));
        let ((i, first), (j, second), None) = (names.next()?, names.next()?, names.next()) else { return None };
        let ids = [id(story, claim, i)?, id(story, claim, j)?];
        let words = article.tokens_in(&(first.tokens.end..second.tokens.start));
        let apart = |t: &Token| t.is(Class::PUNCTUATION | Class::CONJUNCTION) || article.pack.mutual.contains(t.word);
        let acts = words.iter().any(Token::is_content) && !words.iter().any(apart);
        let between = words.iter().map(|t| t.stem).collect();
        (acts && ids[0] != ids[1]).then_some(Self { ids, first: first.span, between })
    }
}

#[cfg(test)]
mod tests {
    use crate::detect::cases::differences;
    use crate::model::DiscrepancyKind;

    fn found(a: &str, b: &str) -> Vec<String> {
        differences(DiscrepancyKind::EntityConflict, a, b)
    }

    const SUED: &str = "The dish maker Vesna Steel sued its former partner Tirsk Shipyard over stolen designs.";

    #[test]
    fn fires_where_two_names_change_places() {
        let other = "The dish maker Tirsk Shipyard sued its former partner Vesna Steel over stolen designs.";
        assert_eq!(found(SUED, other), ["Vesna Steel / Tirsk Shipyard"]);
    }

    #[test]
    fn stays_silent_where_both_may_be_told() {
        for (a, b) in [
            (SUED, "The dish maker Tirsk Shipyard was sued by its former partner Vesna Steel over stolen designs."),
            (
                "Petra Holm met Anders Vell at the old harbour office on Monday evening.",
                "Anders Vell met Petra Holm at the old harbour office on Monday evening.",
            ),
            (
                "Petra Holm and Anders Vell opened the old harbour office on Monday evening.",
                "Anders Vell and Petra Holm opened the old harbour office on Monday evening.",
            ),
        ] {
            assert_eq!(found(a, b), [""; 0], "{a} / {b}");
        }
    }
}
