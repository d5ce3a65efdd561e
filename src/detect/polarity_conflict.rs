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

use std::collections::BTreeMap;

use super::phrase::quoted;
use super::sources::Sources;
use super::{Detector, StoryView};
use crate::annotate::Annotated;
use crate::annotate::negation::{cue_at, ends_clause};
use crate::language::{CueKind, Reach, Use};
use crate::model::{
    Claim, ClaimIndex, ClaimKind, Class, Discrepancy, DiscrepancyKind, Evidential, Match, NumberMention, Probability,
    Severity, Span, Token, WordId,
};
use crate::score::polarity::{Polarity, PolarityFinding, polarity};

/// See the module.
pub(super) struct PolarityConflict;

impl Detector for PolarityConflict {
    fn kind(&self) -> DiscrepancyKind {
        DiscrepancyKind::PolarityConflict
    }

    fn detect(&self, story: &StoryView<'_>, out: &mut Vec<Discrepancy>) {
        // a sentence and its clauses match alike: the most similar pair of each two sentences speaks for them
        let mut best: BTreeMap<(ClaimPlace, ClaimPlace), (&Match, PolarityFinding)> = BTreeMap::new();
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
            if !is_told(story, &judged, sides.0)
                || !is_told(story, &judged, sides.1)
                || !may_share_doer(story, a, b, &judged)
                || is_partial(story, sides.0)
                || is_partial(story, sides.1)
                || of_two_occasions(story, sides.0, sides.1)
            {
                continue;
            }
            let place = (place(a), place(b));
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
const SAME_CLAUSE: f64 = 0.1;

/// Whether the words that show a sign tell what happened: a verb that is affirmed or denied of somebody, or a word
/// that has an opposite. "No election" and "meddling in the election" share a noun, "to blame" and "for recusing
/// himself" affirm nothing.
fn is_told(story: &StoryView<'_>, judged: &PolarityFinding, (claim, evidence): (&Claim, Span)) -> bool {
    let article = story.claims.article_of(claim);
    let range = article.tokens_of_span(evidence);
    let words = article.tokens_in(&range);
    let Some((predicate, before)) = words.split_last() else { return false };
    let sentence = article.sentence(claim.sentence);
    let at = |token: &Token| sentence.iter().position(|t| t.span == token.span);
    let Some(first) = words.first().and_then(at) else { return false };
    if is_left_open(article, sentence, claim, first) || (before.is_empty() && is_aside(article, sentence, first)) {
        return false;
    }
    if before.is_empty() && predicate.is(Class::OPPOSED) && judged.rule != SAME_PREDICATE {
        return true;
    }
    // "is preparing to sell": who prepares for an act is about to do it; "was scheduled to", "needed to" tell nothing of it
    let infinitive = |t: Option<&Token>| t.is_some_and(|t| article.pack.grammar.is(t, Use::TO));
    let mut at = first;
    if before.is_empty() && infinitive(at.checked_sub(1).map(|i| &sentence[i])) {
        let going = |t: &&Token| raises(article, t) && article.pack.grammar.is_progressive(t, article.word(t));
        at -= 1;
        at -= sentence[..at].iter().rev().take_while(going).count();
    }
    // a denial set off as somebody's own ("There were “no plans ...”") stands in the clause all the same
    let previous = sentence[..at].iter().rfind(|t| before.is_empty() || !t.is(Class::QUOTE_MARK));
    // "rejects report he hid": what a report says of him is told by nobody
    let of_pronoun = before.is_empty() && previous.is_some_and(|t| t.is(Class::PRONOUN));
    if of_pronoun && is_named_report(article, &sentence[..at - 1]) {
        return false;
    }
    if before.is_empty() {
        // after an auxiliary or a pronoun, or in the form of a past tense or of a third person: "repeal" alone may be a noun
        let text = article.word(predicate);
        let inflected = article.pack.grammar.is_participle(predicate, text)
            || article.pack.grammar.is_plural(predicate, text)
            || article.pack.families.verb_of(predicate.word).is_some();
        return previous.is_some_and(|t| {
            t.is(Class::WORD)
                && !t.is(Class::POSSESSIVE)
                && !article.pack.grammar.is(t, Use::DETERMINER)
                && (t.is(Class::AUXILIARY | Class::PRONOUN) || (inflected && !t.is(Class::STOP | Class::PREPOSITION)))
        });
    }
    let Some((length, reach)) = cue_at(article, words) else { return false };
    // "there are no exceptions": the noun alone, elsewhere, affirms nothing
    let progressive = article.pack.grammar.is_progressive(predicate, article.word(predicate));
    if before.len() == length && article.pack.grammar.is(&words[0], Use::NONE) && !progressive {
        return false;
    }
    // "denied a report that it had": what is denied stands in the clause that "that" opens
    let opened = before.iter().rposition(|t| t.is(Class::OPENER)).map_or(0, |i| i + 1);
    let between = before.get(length.max(opened)..).unwrap_or_default();
    let parts = Class::PREPOSITION | Class::PUNCTUATION;
    // "is not going to sell", "no plans of any kind to sell": the negation reaches the act through what prepares for it
    let prepared = infinitive(before.last())
        && between.iter().all(|t| !t.is_content() || raises(article, t))
        && !between.iter().any(|t| t.is(Class::PUNCTUATION) && !t.is(Class::QUOTE_MARK));
    // "ruled out a sale": what denies is a verb
    let verbal = reach == Reach::Verb
        || (denies(article, words)
            && !article.pack.grammar.is_progressive(&words[0], article.word(&words[0]))
            && !previous.is_some_and(|t| t.is(Class::PREPOSITION)))
        || (words[0].is(Class::PREPOSITION) && progressive)
        || previous.is_some_and(|t| t.is(Class::AUXILIARY))
        || before.iter().any(|t| t.is(Class::AUXILIARY));
    let joined = before.iter().any(|t| t.is(Class::CONJUNCTION) && !t.is(Class::OPENER));
    verbal
        && !joined
        && (prepared
            || between.iter().all(|t| !t.is(parts) && (!t.is_content() || t.is(Class::AUXILIARY | Class::PRONOUN))))
}

/// Whether what stands before a predicate leaves open whether it is so: "it was not clear if they had", "until they are
/// submitted, it cannot".
fn is_left_open(article: &Annotated<'_>, sentence: &[Token], claim: &Claim, predicate: usize) -> bool {
    let grammar = &article.pack.grammar;
    let opener = sentence.iter().take_while(|t| t.span.end <= claim.span.start).last();
    let begins = sentence.iter().find(|t| !t.is(Class::PUNCTUATION));
    opener.is_some_and(|t| grammar.is(t, Use::IF))
        || begins.is_some_and(|t| grammar.is(t, Use::DEADLINE) && t.span != sentence[predicate].span)
}

/// Whether an affirmed predicate only tells which thing is meant, or what others say: "the order that banned them",
/// "state-authorized", "the winning side", "speculation that he had resigned".
fn is_aside(article: &Annotated<'_>, sentence: &[Token], predicate: usize) -> bool {
    let grammar = &article.pack.grammar;
    let previous = predicate.checked_sub(1).map(|at| &sentence[at]);
    let glued =
        sentence[predicate].is(Class::GLUED) && previous.is_some_and(|t| t.is(Class::PUNCTUATION | Class::GLUED));
    let modifies = grammar.is_progressive(&sentence[predicate], article.word(&sentence[predicate]))
        && previous.is_some_and(|t| grammar.is(t, Use::DETERMINER | Use::ARTICLE));
    let helps =
        |t: &Token| t.is(Class::AUXILIARY) || grammar.is(t, Use::ADVERB) || grammar.is_adverb(t, article.word(t));
    let verb = predicate - sentence[..predicate].iter().rev().take_while(|t| helps(t)).count();
    let opens = |at: usize| at > 0 && sentence[at].is(Class::OPENER) && grammar.is(&sentence[at], Use::RELATIVE);
    let relative = verb.checked_sub(1).is_some_and(opens);
    let opener = (0..verb)
        .rev()
        .take_while(|at| !sentence[*at].is(Class::PUNCTUATION))
        .find(|at| sentence[*at].is(Class::OPENER));
    let report = opener.and_then(|at| at.checked_sub(1)).map(|at| &sentence[at]);
    let rumoured = report.and_then(|t| article.pack.reporting.cue(t.word)).is_some_and(|cue| cue.kind == CueKind::Noun);
    glued || modifies || relative || rumoured
}

/// Whether the clause of a predicate tells of a part, or to a degree: "some members did", "not enough money".
fn is_partial(story: &StoryView<'_>, (claim, evidence): (&Claim, Span)) -> bool {
    let article = story.claims.article_of(claim);
    clause(article, story.claims.tokens_of(claim), evidence).iter().any(|t| article.pack.partial.contains(t.word))
}

/// The clause in which a predicate stands, as far as the claim holds it.
fn clause<'a>(article: &Annotated<'_>, tokens: &'a [Token], evidence: Span) -> &'a [Token] {
    let first = tokens.partition_point(|t| t.span.end <= evidence.start);
    let last = tokens.partition_point(|t| t.span.start < evidence.end);
    let start = (0..first).rev().find(|i| ends_clause(article, tokens, *i)).map_or(0, |i| i + 1);
    let end = (last..tokens.len()).find(|i| ends_clause(article, tokens, *i)).unwrap_or(tokens.len());
    &tokens[start..end]
}

/// Whether a passage ends with a word for what is said, which no subject stands before: "rejects report", "denies claim".
fn is_named_report(article: &Annotated<'_>, tokens: &[Token]) -> bool {
    let [.., governs, report] = tokens else { return false };
    let entry = article.pack.reporting.cue(report.word);
    entry.is_some_and(|entry| entry.id == report.word)
        && article.pack.reporting.cue(governs.word).is_some_and(|entry| entry.id != governs.word)
}

/// Whether two predicates tell of two occasions: by how much, and the amounts differ ("fell 225 points", "climbed 2.5%"),
/// or how a figure moved on the days of two reports.
fn of_two_occasions(story: &StoryView<'_>, (a, of_a): (&Claim, Span), (b, of_b): (&Claim, Span)) -> bool {
    /// A preposition may stand between.
    const BEHIND: u32 = 1;
    let amount = |claim: &Claim, evidence: Span| {
        let article = story.claims.article_of(claim);
        let end = article.tokens_of_span(evidence).end;
        let behind = |m: &&NumberMention| (end..=end + BEHIND).contains(&m.tokens.start);
        article.numbers.iter().find(behind).map(|m| m.interval)
    };
    let moves = |claim: &Claim, evidence: Span| {
        let article = story.claims.article_of(claim);
        article
            .tokens_in(&article.tokens_of_span(evidence))
            .last()
            .is_some_and(|t| article.pack.grammar.is(t, Use::MOVES))
    };
    let day = |claim: &Claim| story.claims.article_of(claim).article.published.map(|day| day.date);
    let one_day = day(a).is_some() && day(a) == day(b);
    amount(a, of_a).zip(amount(b, of_b)).is_some_and(|(x, y)| !x.intersects(&y))
        || (!one_day && moves(a, of_a) && moves(b, of_b))
}

/// Whether a passage holds a verb of saying that denies what it reports ("denied", "ruled out").
fn denies(article: &Annotated<'_>, tokens: &[Token]) -> bool {
    let cue = |at| article.pack.reporting.cue_at(&tokens[at..]);
    (0..tokens.len()).filter_map(cue).any(|(_, entry)| entry.evidential == Evidential::Denies)
}

/// Whether a negation reaches through a word to what follows it.
fn raises(article: &Annotated<'_>, token: &Token) -> bool {
    article.pack.polarity.raises(token.word)
}

/// The rule of one predicate with and without a negation.
const SAME_PREDICATE: &str = "negation";

/// Whether what is affirmed and what is denied may be done by one doer, as far as both sides state who it is. Cues of saying have whoever speaks before them.
fn may_share_doer(story: &StoryView<'_>, a: &Claim, b: &Claim, judged: &PolarityFinding) -> bool {
    let (of_a, of_b) = (Roles::of(story, a, judged.evidence_a), Roles::of(story, b, judged.evidence_b));
    // "I think it is" / "you would not think so"
    if of_a.own_voice.is_some() && of_b.own_voice.is_some() && of_a.own_voice != of_b.own_voice {
        return false;
    }
    // "she" is another one where two people speak of themselves
    if of_a.by_pronoun && of_b.by_pronoun && story.sources(a, b) == Sources::Different {
        return false;
    }
    if of_a.denies || of_b.denies || (of_a.reports && of_b.reports) {
        return true;
    }
    let shared = |x: &[WordId], y: &[WordId]| x.iter().any(|word| y.contains(word));
    let may_be_one = |x: &[WordId], y: &[WordId]| x.is_empty() || y.is_empty() || shared(x, y);
    // "released a film of them" / "detained them"
    if judged.rule != SAME_PREDICATE && !may_be_one(&of_a.taken, &of_b.taken) {
        return false;
    }
    if of_a.doer.is_empty() || of_b.doer.is_empty() {
        // nobody is said to have done it: "the gate was not closed", "the gate closed", "they closed it"
        return may_be_one(&of_a.object, &of_b.object)
            || shared(&of_a.object, &of_b.doer)
            || shared(&of_b.object, &of_a.doer);
    }
    shared(&of_a.doer, &of_b.doer)
}

/// Who does what a predicate tells, and to what, as far as its clause says.
struct Roles {
    /// The stems that tell who does it, without owners ("Holm's brother"): before an active verb, behind the "by" of a passive.
    doer: Vec<WordId>,
    /// The stems that tell to what.
    object: Vec<WordId>,
    /// Those right behind an active verb, before anything that hangs on them ("video" of "released video of the crew").
    taken: Vec<WordId>,
    /// Whether the last pronoun before it is the speaker's own.
    own_voice: Option<bool>,
    /// Whether a pronoun of the third person is all that stands before it.
    by_pronoun: bool,
    /// Whether it is a cue of saying, and one that denies.
    reports: bool,
    denies: bool,
}

impl Roles {
    fn of(story: &StoryView<'_>, claim: &Claim, evidence: Span) -> Self {
        let article = story.claims.article_of(claim);
        let tokens = story.claims.tokens_of(claim);
        let own = clause(article, tokens, evidence);
        let (before, rest) = own.split_at(own.partition_point(|t| t.span.end <= evidence.start));
        let behind = &rest[rest.partition_point(|t| t.span.start < evidence.end)..];
        let told = article.tokens_in(&article.tokens_of_span(evidence));
        let cited = |t: &Token| claim.attribution.source.is_some_and(|source| source.contains(t.span));
        let uncited: Vec<&Token> = before.iter().filter(|t| !cited(t)).collect();
        let (mut doer, mut object) = (stems(uncited.iter().copied()), stems(behind.iter()));
        if doer.is_empty() && !uncited.iter().any(|t| t.is(Class::PRONOUN)) {
            // "the council, the paper says, has no plans"
            let all = &tokens[..tokens.partition_point(|t| t.span.end <= evidence.start)];
            doer = stems(all.iter().filter(|t| !cited(t)));
        }
        let parts = |t: &&Token| !t.is(Class::PREPOSITION | Class::CONJUNCTION | Class::PUNCTUATION | Class::DATE);
        let mut taken = stems(behind.iter().take_while(parts));
        let pronoun = uncited.iter().rfind(|t| t.is(Class::PRONOUN));
        let first_person = |t: &Token| article.pack.first_person.contains(t.word);
        let by_pronoun = doer.is_empty() && pronoun.is_some_and(|t| !first_person(t));
        if is_passive(article, before, told) {
            let by = behind.iter().position(|t| article.pack.grammar.is(t, Use::DOER));
            let agent = by.map_or(&behind[..0], |at| &behind[at + 1..]);
            object = doer;
            taken.clear();
            doer = if agent.first().is_some_and(|t| t.is(Class::DATE | Class::DIGITS)) {
                Vec::new()
            } else {
                stems(agent.iter())
            };
        }
        let cue = told.iter().find(|t| t.is(Class::REPORTING));
        Self {
            doer,
            object,
            taken,
            own_voice: pronoun.map(|t| first_person(t)),
            by_pronoun,
            reports: cue.is_some(),
            denies: denies(article, told),
        }
    }
}

/// The stems of words that say something, verbs of saying and owners apart.
fn stems<'a>(tokens: impl Iterator<Item = &'a Token>) -> Vec<WordId> {
    let mut found: Vec<&Token> = Vec::new();
    for token in tokens.filter(|t| t.is_content() && !t.is(Class::REPORTING)) {
        if token.is(Class::POSSESSIVE) {
            // the owner's name goes with the owner
            while found.last().is_some_and(|t| t.is(Class::CAPITALISED)) {
                found.pop();
            }
        } else {
            found.push(token);
        }
    }
    found.into_iter().map(|t| t.stem).collect()
}

/// Whether a predicate is told of what it is done to: "was not closed".
fn is_passive(article: &Annotated<'_>, before: &[Token], told: &[Token]) -> bool {
    let grammar = &article.pack.grammar;
    let Some((predicate, cue)) = told.split_last() else { return false };
    let helps = |t: &&Token| t.is(Class::AUXILIARY | Class::NEGATION) || grammar.is(t, Use::PASSIVE | Use::ADVERB);
    let mut helpers = cue.iter().chain(before.iter().rev().take_while(helps));
    let shaped = grammar.is_participle(predicate, article.word(predicate))
        || article.pack.families.verb_of(predicate.word).is_some();
    shaped && helpers.any(|t| grammar.is(t, Use::PASSIVE))
}

/// Article and sentence.
type ClaimPlace = (u32, u32);

const fn place(claim: &Claim) -> ClaimPlace {
    (claim.article, claim.sentence)
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
