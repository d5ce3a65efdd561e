//! Who does what a predicate tells, and to whom.
//!
//! In: a claim and the words that show its sign. Out: [`Roles`], and whether those of two claims may be one.
//! Invariant: read from the predicate's own clause; what it leaves open may be anybody.

use super::{SAME_PREDICATE, denied_of, denies, is_past};
use crate::annotate::Annotated;
use crate::annotate::negation::ends_clause;
use crate::detect::StoryView;
use crate::detect::sources::Sources;
use crate::language::{Frame, Use};
use crate::model::{Claim, Class, Span, Token, WordId};
use crate::score::polarity::PolarityFinding;

/// Whether what is affirmed and what is denied may be done by one doer, as far as both sides state who it is. Cues of saying
/// have whoever speaks before them.
pub(super) fn may_share_doer(story: &StoryView<'_>, a: &Claim, b: &Claim, judged: &PolarityFinding) -> bool {
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
        if let Some(whom) = denied_of(article, told) {
            doer = stems(whom.iter().take_while(parts));
        }
        // "seeks a truce" is an act of its own
        let acts = |t: &Token| article.pack.reporting.cue(t.word).is_some_and(|cue| cue.frame == Frame::Infinitive);
        let cue = told.iter().find(|t| t.is(Class::REPORTING) && !acts(t));
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
    is_past(article, predicate) && helpers.any(|t| grammar.is(t, Use::PASSIVE))
}

/// The clause in which a predicate stands, as far as the claim holds it.
pub(super) fn clause<'a>(article: &Annotated<'_>, tokens: &'a [Token], evidence: Span) -> &'a [Token] {
    let first = tokens.partition_point(|t| t.span.end <= evidence.start);
    let last = tokens.partition_point(|t| t.span.start < evidence.end);
    let start = (0..first).rev().find(|i| ends_clause(article, tokens, *i)).map_or(0, |i| i + 1);
    let end = (last..tokens.len()).find(|i| ends_clause(article, tokens, *i)).unwrap_or(tokens.len());
    &tokens[start..end]
}
