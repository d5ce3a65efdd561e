//! One account affirms what the other denies.
//!
//! # What it finds
//! Two statements of one fact, one of which negates the other's predicate or says its opposite.
//!
//! # Why it matters
//! It is the plainest contradiction there is; where the sources differ, a reader should know that they do.
//!
//! # Example
//! "The sprinklers did not work." / "The sprinklers worked."
//!
//! # Stays silent on
//! "did not include" / "excluded"; other people, days or places; what is only possible, asked or supposed;
//! statements that share the predicate and little else.

mod roles;
mod told;

use std::collections::BTreeMap;

use roles::may_share_doer;
use told::{are_framed_alike, is_denial_denied, is_partial, is_told, is_verbatim, of_two_occasions};

use super::phrase::quoted;
use super::{Detector, StoryView};
use crate::annotate::Annotated;
use crate::language::Use;
use crate::model::{
    Claim, ClaimIndex, ClaimKind, Discrepancy, DiscrepancyKind, Evidential, Match, Probability, SentencePlace,
    Severity, Token,
};
use crate::score::polarity::{Polarity, PolarityFinding, is_past, polarity};

/// See the module.
pub(super) struct PolarityConflict;

impl Detector for PolarityConflict {
    fn kind(&self) -> DiscrepancyKind {
        DiscrepancyKind::PolarityConflict
    }

    fn detect(&self, story: &StoryView<'_>, out: &mut Vec<Discrepancy>) {
        // a sentence and its clauses match alike: the most similar pair of each two sentences speaks for them
        let mut best: BTreeMap<[SentencePlace; 2], (&Match, PolarityFinding)> = BTreeMap::new();
        let alike = |m: &&Match| m.similarity >= Probability::HALF;
        for found in story.matches.iter().filter(alike) {
            let (a, b) = (story.claim(found.a), story.claim(found.b));
            if a.kind() != ClaimKind::Statement || b.kind() != ClaimKind::Statement {
                continue;
            }
            let same = found.equivalence.get();
            if same < SAME_CLAUSE {
                continue;
            }
            let Some(judged) = polarity(story.claims, a, b).filter(|p| p.polarity == Polarity::Opposed) else {
                continue;
            };
            // all that is denied may stand in a sentence that tells much else
            if same < SAME_WORDS && !(judged.whole && judged.rule == SAME_PREDICATE) {
                continue;
            }
            let sides = ((a, judged.evidence_a), (b, judged.evidence_b));
            let told = || is_told(story, &judged, sides.0) && is_told(story, &judged, sides.1);
            let alike = || {
                is_verbatim(story, sides.0, sides.1)
                    || are_framed_alike(story, &judged, sides.0, sides.1)
                    || is_denial_denied(story, sides.0, sides.1)
            };
            if !(alike() || told())
                || !may_share_doer(story, a, b, &judged)
                || is_partial(story, sides.0)
                || is_partial(story, sides.1)
                || of_two_occasions(story, &judged, sides.0, sides.1)
            {
                continue;
            }
            let place = [a.place(), b.place()];
            if best.get(&place).is_none_or(|(kept, _)| kept.similarity < found.similarity) {
                best.insert(place, (found, judged));
            }
        }
        out.extend(best.into_values().filter_map(|(found, judged)| row(story, found, &judged)));
    }
}

/// Two statements that contradict each other say much the same but for the sign: below this equivalence they
/// speak of different things.
const SAME_WORDS: f64 = 0.2;
/// The same where the one states all that the other denies.
const SAME_CLAUSE: f64 = 0.03;

/// The rule of one predicate with and without a negation.
const SAME_PREDICATE: &str = "negation";

/// Whether a passage holds a verb of saying that denies what it reports ("denied", "ruled out").
fn denies(article: &Annotated<'_>, tokens: &[Token]) -> bool {
    (0..tokens.len()).any(|at| begins_denial(article, &tokens[at..]))
}

/// Whether a passage begins with such a verb.
fn begins_denial(article: &Annotated<'_>, tokens: &[Token]) -> bool {
    let cue = article.pack.reporting.cue_at(tokens);
    cue.is_some_and(|(_, entry)| entry.evidential == Evidential::Denies)
}

/// Those of whom a denial says that none of them did ("none of the passengers wore belts").
fn denied_of<'t>(article: &Annotated<'_>, denial: &'t [Token]) -> Option<&'t [Token]> {
    let [none, of, whom @ ..] = denial else { return None };
    let grammar = &article.pack.grammar;
    (grammar.is(none, Use::NOBODY) && grammar.is(of, Use::OF)).then_some(whom)
}

fn row(story: &StoryView<'_>, found: &Match, judged: &PolarityFinding) -> Option<Discrepancy> {
    let (a, b) = story.sides(&same_words(story, found, found.a), &same_words(story, found, found.b))?;
    let (claim_a, claim_b) = (story.claim(a.claim), story.claim(b.claim));
    let between = story.between(claim_a, claim_b);
    let words = |index: ClaimIndex, span| story.words(story.claim(index), span);
    let (said_a, said_b) = (words(found.a, judged.evidence_a), words(found.b, judged.evidence_b));
    let (said_a, said_b) =
        if story.claim(found.a).article == claim_a.article { (said_a, said_b) } else { (said_b, said_a) };
    Some(Discrepancy {
        id: String::new(),
        kind: DiscrepancyKind::PolarityConflict,
        group: found.group,
        severity: Severity::Minor,
        confidence: None,
        summary: summary(story, claim_a, claim_b),
        difference: format!("{said_a} / {said_b}"),
        departs: None,
        between,
        why: format!(
            "polarity-conflict ({}): “{said_a}” against “{said_b}”, with the same participants (similarity {})",
            judged.rule,
            found.similarity.get()
        ),
        a,
        b,
    })
}

/// The claims of the group that say what one side of the match says, word for word.
fn same_words(story: &StoryView<'_>, found: &Match, claim: ClaimIndex) -> Vec<ClaimIndex> {
    let group = found.group.and_then(|g| story.groups.get(g as usize));
    let variant = group.and_then(|g| g.variants.iter().find(|v| v.claims.contains(&claim)));
    variant.map_or_else(|| vec![claim], |v| v.claims.clone())
}

fn summary(story: &StoryView<'_>, a: &Claim, b: &Claim) -> String {
    let (outlet_a, outlet_b) = story.outlets(a, b);
    let (from_a, from_b) = (story.citing(a, true), story.citing(b, true));
    let (said_a, said_b) = (quoted(&story.words(a, a.span)), quoted(&story.words(b, b.span)));
    format!(
        "{outlet_a}{from_a} and {outlet_b}{from_b} contradict each other: {said_a} in the first, {said_b} in the second."
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::cases::of_kind;
    use crate::model::Between;

    fn found(a: &str, b: &str) -> Vec<Discrepancy> {
        of_kind(DiscrepancyKind::PolarityConflict, &[("North", "2031-05-01", a), ("South", "2031-05-01", b)])
    }

    #[test]
    fn fires_on_a_denied_clause() {
        let (denies, asserts) = (
            "Vesna Steel denied that it had ignored warnings about the furnace.",
            "Vesna Steel had ignored warnings about the furnace.",
        );
        assert_eq!(found(denies, asserts).len(), 1);
    }

    #[test]
    fn fires_on_negation_and_opposites() {
        for (a, b) in [
            (
                "Vesna Steel denied a report that it was selling the furnace in Orla.",
                "Vesna Steel is selling the furnace in Orla.",
            ),
            ("The sprinklers in the hotel kitchen did not work.", "The sprinklers in the hotel kitchen worked."),
            (
                "The council of Orla approved the dam on the river Vesna.",
                "The council of Orla rejected the dam on the river Vesna.",
            ),
        ] {
            assert_eq!(found(a, b).len(), 1, "{a} / {b}");
        }
    }

    #[test]
    fn what_is_done_besides_and_what_is_told_of_somebody_hides_no_denial() {
        let denies = "Mayor Voss left by a side door without taking questions about the dam.";
        for (b, fires) in [
            (
                "Mayor Voss, who is 46, then answered questions about the dam for an hour without once raising her voice.",
                1,
            ),
            ("Mayor Voss took questions from reporters about the dam for half an hour.", 1),
            ("Mayor Voss dodged questions about the dam.", 0),
            ("Mayor Voss, who took no questions, left by a side door.", 0),
        ] {
            assert_eq!(found(denies, b).len(), fires, "{b}");
        }
    }

    #[test]
    fn fires_through_words_that_prepare_an_act() {
        for (a, b) in [
            (
                "There were “no plans of any kind” to sell the furnace of Vesna Steel in Orla, she said.",
                "The council is preparing to sell the furnace of Vesna Steel in Orla.",
            ),
            (
                "Nobody is going to sell the furnace of Vesna Steel in Orla.",
                "The council is preparing to sell the furnace of Vesna Steel in Orla.",
            ),
            (
                "The harbour ministry ruled out a sale of the state's 40% stake in the port of Orla.",
                "The government is preparing to sell the state's stake in the port of Orla.",
            ),
            (
                "The old ferry of Vesna Steel did not sink off Cape Orla.",
                "The old ferry of Vesna Steel sank off Cape Orla.",
            ),
            (
                "Petra Holm left the harbour by a side door without taking questions.",
                "Petra Holm took questions at the harbour for half an hour.",
            ),
            (
                "The owners of Vesna Steel had not ignored the warnings.",
                "The owners of Vesna Steel had ignored two warnings about the wiring.",
            ),
        ] {
            assert_eq!(found(a, b).len(), 1, "{a} / {b}");
        }
    }

    #[test]
    fn fires_where_only_the_negation_is_added() {
        for (a, b) in [
            // however little is said, and whoever says so
            (
                "The president has resigned, state television said.",
                "The president has not resigned, a spokesman for his party said.",
            ),
            (
                "The former minister pleaded guilty at the start of the trial, his lawyer said.",
                "The former minister pleaded not guilty at the start of the trial, his lawyer said.",
            ),
            (
                "Schools in Port Orla will be closed on Monday, the council said.",
                "Schools in Port Orla will be open on Monday, the council said.",
            ),
            (
                "A court in Orla found the former mayor Ada Voss guilty of fraud on Monday.",
                "A court in Orla found the former mayor Ada Voss not guilty of fraud on Monday.",
            ),
            // what one rules out, and the other does not
            (
                "A gas leak has been ruled out as the cause of the blast in Orla, fire chief Otto Grell said.",
                "Fire chief Otto Grell said a gas leak had not been ruled out as the cause of the blast in Orla.",
            ),
            // how one act ended, whatever else is told of it
            (
                "Nurse Ada Voss pleaded not guilty on Monday to the murder of three patients at a hospital in Orla.",
                "Ada Voss pleaded guilty on Monday to the murder of three patients in Orla.",
            ),
            (
                "All of the passengers on the Orla bus fastened their seat belts.",
                "None of the passengers on the Orla bus fastened their seat belts.",
            ),
            (
                "The bank of Vesna will raise its key rate in June, governor Hanna Ek said in Orla.",
                "The bank of Vesna has no intention of raising its key rate in June, governor Hanna Ek said in Orla.",
            ),
            (
                "Vesna is seeking an extension of the Orla truce, its foreign minister Pavel Orn said.",
                "Vesna will not seek an extension of the Orla truce, its foreign minister Pavel Orn said.",
            ),
        ] {
            assert_eq!(found(a, b).len(), 1, "{a} / {b}");
        }
    }

    #[test]
    fn stays_silent_on_others_and_on_some_of_all() {
        for (a, b) in [
            (
                "Vesna will not seek an extension of the Orla truce, its foreign minister Pavel Orn said.",
                "Belmark is seeking an extension of the Orla truce, its foreign minister Ana Roth said.",
            ),
            (
                "Some of the passengers on the Orla bus fastened their seat belts.",
                "Not all of the passengers on the Orla bus fastened their seat belts.",
            ),
            (
                "“I hope the members for Orla will vote for the harbour bill,” Ada Voss wrote.",
                "The members for Orla are not voting for the harbour bill.",
            ),
            (
                "None of the passengers on the Orla bus fastened their seat belts.",
                "The driver of the Orla bus fastened his seat belt.",
            ),
        ] {
            assert!(found(a, b).is_empty(), "{a} / {b}");
        }
    }

    #[test]
    fn fires_on_an_object_that_becomes_the_subject() {
        let (acts, denies) =
            ("The pilots of Orla have closed the harbour gate.", "The harbour gate of Orla was not closed by noon.");
        assert_eq!(found(acts, denies).len(), 1);
    }

    #[test]
    fn copies_of_one_text_are_one_row() {
        let wire = "The sprinklers in the hotel kitchen did not work.";
        let tellings = [
            ("North", "2031-05-01", wire),
            ("East", "2031-05-01", wire),
            ("South", "2031-05-01", "The sprinklers in the hotel kitchen worked."),
        ];
        let rows = of_kind(DiscrepancyKind::PolarityConflict, &tellings);
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].a.claims.len() + rows[0].b.claims.len(), 3);
    }

    #[test]
    fn is_minor_in_both_outlets_own_voice() {
        let rows =
            found("The sprinklers in the hotel kitchen did not work.", "The sprinklers in the hotel kitchen worked.");
        assert_eq!((rows[0].severity, rows[0].between), (Severity::Minor, Between::Outlets));
        assert_eq!(rows[0].difference, "not work / worked");
    }

    #[test]
    fn stays_silent_where_both_can_be_true() {
        for (a, b) in [
            (
                "The order of the mayor did not include the harbour of Orla.",
                "The order of the mayor excluded the harbour of Orla.",
            ),
            ("The ferry to Orla did not sail on Monday.", "The ferry to Orla sailed on Tuesday."),
            // it began and, later, ended
            (
                "Petra Holm begins her speech on the harbour of Orla.",
                "Petra Holm ended her speech on the harbour of Orla.",
            ),
            (
                "The pilots of Orla wanted to preserve the harbour and ferry exceptions.",
                "There are no exceptions for the harbour or the ferry of Orla.",
            ),
            ("Nadia Brannok did not attend the trial in Orla.", "Petra Holm attended the trial in Orla."),
            (
                "The council of Orla could approve the dam on the river.",
                "The council of Orla did not approve the dam on the river.",
            ),
            ("The sprinklers in the hotel kitchen worked.", "The sprinklers in the hotel kitchen worked well."),
            (
                "There was no election fraud in the town of Orla, Petra Holm says.",
                "The inquiry of the council into election fraud in the town of Orla goes on.",
            ),
            (
                "Petra Holm did not comment on the harbour bills of Orla after she signed them.",
                "Petra Holm signed the harbour bills of Orla on the bridge.",
            ),
            (
                "The pilots of Orla and the council of Orla do not make payments to that fund.",
                "The fund of the council keeps track of payments made by the pilots of Orla.",
            ),
            // what is not ruled out may be so
            (
                "A gas leak has not been ruled out as the cause of the blast in Orla, fire chief Otto Grell said.",
                "A gas leak may have been the cause of the blast in Orla, fire chief Otto Grell said.",
            ),
            // where she had been, and what was done to her
            (
                "The councillor was released on bail of 5,000 crowns in Orla on Thursday, court records show.",
                "Councillor Ada Voss walked out of jail in Orla on Thursday after posting bail, court records show.",
            ),
            // to which of two charges
            (
                "Ada Voss pleaded not guilty on Monday to the murder of a patient in Orla.",
                "Ada Voss pleaded guilty on Monday to theft of morphine from the ward.",
            ),
            // what is denied is narrower
            (
                "The ferry Vesna was insured for 12 million crowns, its owner Petra Holm said.",
                "The ferry Vesna was not insured against war risks, its owner Petra Holm said.",
            ),
            // a state that lasted so long, and what ended it
            (
                "The harbour of Orla reopened after three hours on Sunday.",
                "The harbour of Orla was closed for three hours on Sunday.",
            ),
            // two amounts, two occasions
            (
                "Shares of Vesna Steel on the exchange of Orla fell 225 points.",
                "Shares of Vesna Steel on the exchange of Orla climbed 2.5% on Tuesday.",
            ),
            (
                "Petra Holm has denied hiding the harbour accounts of Orla from the council.",
                "Holm rejects report she hid the harbour accounts of Orla from the council: “I do not care.”",
            ),
            (
                "There was no evidence of any kind of fraud at the harbour of Orla.",
                "The council is looking into fraud at the harbour of Orla.",
            ),
            ("Petra Holm asked the harbour of Orla to pay the pilots.", "The harbour of Orla did not pay the pilots."),
            ("Petra Holm did not pay the pilots of Orla.", "The pilots of Orla thanked Petra Holm for paying them."),
            (
                "The town of Orla lost the harbour fraud case against Vesna Steel.",
                "Vesna Steel won the harbour fraud case of the town of Orla.",
            ),
            (
                "Petra Holm’s brother Anders was home alone at the time of the fire.",
                "Petra Holm herself was not home at the time of the fire.",
            ),
            (
                "It was not clear if they had planned to meet the pilots of Orla.",
                "They had not planned to meet the pilots of Orla.",
            ),
            // another joined whom, or was joined by whom
            ("The town of Orla does not govern the Vesna port.", "The Vesna port governs the town of Orla."),
            (
                "Petra Holm joined Anders Vell's opinion, but Vell did not join the harbour opinion of Holm.",
                "Petra Holm joined the harbour opinion of Anders Vell.",
            ),
            // one denies it behind an aside
            (
                "The harbour of Orla does not, and never will, accept the pilots of Vesna Steel.",
                "The harbour of Orla cannot accept the pilots of Vesna Steel.",
            ),
            // what only tells which one is meant, or is asked, doubted, told of a part
            (
                "Fishing boats are not banned from the harbour of Orla.",
                "The council removed from its order the words that banned fishing boats from the harbour of Orla.",
            ),
            (
                "Petra Holm had neither resigned nor left the harbour of Orla.",
                "News from the town gave rise to speculation that Petra Holm had resigned and left the harbour of Orla.",
            ),
            (
                "The harbour bill of Petra Holm does not include enough money for the pier of Orla.",
                "The harbour bill of Petra Holm includes money for the pier of Orla.",
            ),
            (
                "Many pilots of Vesna Steel do adjust the harbour fees of Orla.",
                "Many pilots of Vesna Steel do not adjust the harbour fees of Orla.",
            ),
            (
                "Until the harbour bill is signed, the pilots of Orla cannot hold the vote.",
                "The pilots of Orla hold the vote on the harbour bill.",
            ),
            (
                "Petra Holm did not release the harbour report of Orla.",
                "In a letter the pilots pushed Petra Holm to release the harbour report of Orla.",
            ),
            (
                "Petra Holm said she has never heard the mayor of Orla use the word in the harbour.",
                "Ada Orr claims she has heard the mayor of Orla use the word in the harbour.",
            ),
            (
                "Orla on Tuesday released a film of the pilots of the Vesna ferry.",
                "On Tuesday, Orla detained the pilots of the Vesna ferry.",
            ),
            (
                "The council, according to the Orla Post, has no plans to pull the nomination of Petra Holm.",
                "Petra Holm pulls her nomination.",
            ),
            (
                "She said the harbour bill is NOT a ban on the fishing boats of Orla.",
                "The harbour bill is not a ban on the fishing boats of Orla.",
            ),
        ] {
            assert_eq!(found(a, b).len(), 0, "{a} / {b}");
        }
    }
}
