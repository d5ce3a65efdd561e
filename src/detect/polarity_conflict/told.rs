//! Whether a predicate tells what happened, so that what denies it can contradict it.
//!
//! In: a claim and the words that show its sign. Out: whether it is told as a fact, of the whole, and on one occasion.
//! Invariant: reads one side at a time, but for [`of_two_occasions`].

use super::roles::clause;
use super::{SAME_PREDICATE, begins_denial, denied_of, denies, is_past};
use crate::annotate::Annotated;
use crate::annotate::negation::cue_at;
use crate::detect::StoryView;
use crate::language::{CueKind, Reach, Use};
use crate::model::{Claim, Class, NumberForm, NumberMention, Span, Token, WordId};
use crate::score::polarity::{PolarityFinding, relative_aside};

/// Whether the words that show a sign tell what happened: a verb that is affirmed or denied of somebody, or a word
/// that has an opposite. "No election" and "meddling in the election" share a noun, "to blame" and "for recusing
/// himself" affirm nothing.
pub(super) fn is_told(story: &StoryView<'_>, judged: &PolarityFinding, (claim, evidence): (&Claim, Span)) -> bool {
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
    // "Lind, who is 46, then answered": who did it stands before what tells of her
    if before.is_empty() {
        let adverb = |t: &&Token| article.pack.grammar.is(t, Use::ADVERB) && t.is(Class::STOP);
        let verb = at - sentence[..at].iter().rev().take_while(adverb).count();
        at = relative_aside(article, sentence, verb).unwrap_or(at);
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
        let inflected = is_past(article, predicate) || article.pack.grammar.is_plural(predicate, text);
        return previous.is_some_and(|t| {
            t.is(Class::WORD)
                && !t.is(Class::POSSESSIVE)
                && !article.pack.grammar.is(t, Use::DETERMINER)
                && (t.is(Class::AUXILIARY | Class::PRONOUN) || (inflected && !t.is(Class::STOP | Class::PREPOSITION)))
        });
    }
    if denied_of(article, words).is_some() {
        return is_past(article, predicate);
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
    // "is not going to sell", "no plans of any kind to sell", "no intention of selling": the negation reaches the act
    // through what prepares for it
    let prepared = (infinitive(before.last())
        || progressive && before.last().is_some_and(|t| t.is(Class::PREPOSITION)))
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

/// Whether the clause of a predicate tells of a part, or to a degree: "some members did", "not enough money". What is affirmed
/// of all is of no part.
pub(super) fn is_partial(story: &StoryView<'_>, (claim, evidence): (&Claim, Span)) -> bool {
    let article = story.claims.article_of(claim);
    let affirmed = article.tokens_of_span(evidence).len() == 1;
    let partial =
        |t: &Token| article.pack.partial.contains(t.word) && !(affirmed && article.pack.universal.contains(t.word));
    clause(article, story.claims.tokens_of(claim), evidence).iter().any(partial)
}

/// The words of a claim's sentence before those that show a sign, and these; nothing where the first leave open whether it is so.
fn settled<'a>(story: &StoryView<'a>, claim: &Claim, evidence: Span) -> Option<(&'a [Token], &'a [Token])> {
    let article = story.claims.article_of(claim);
    let sentence = article.sentence(claim.sentence);
    let first = sentence.partition_point(|t| t.span.end <= evidence.start);
    let open = first == sentence.len() || is_left_open(article, sentence, claim, first);
    (!open).then(|| (&sentence[..first], article.tokens_in(&article.tokens_of_span(evidence))))
}

/// Whether one of two claims is the other one but for the words that negate, and both are told: "found her guilty" / "found her
/// not guilty".
pub(super) fn is_verbatim(story: &StoryView<'_>, (a, of_a): (&Claim, Span), (b, of_b): (&Claim, Span)) -> bool {
    let words = |claim: &Claim, evidence: Span| -> Vec<WordId> {
        let tokens = story.claims.tokens_of(claim).iter().filter(|t| t.is(Class::WORD | Class::DIGITS));
        tokens.filter(|t| !evidence.contains(t.span) || t.span.end == evidence.end).map(|t| t.word).collect()
    };
    let told = |claim, evidence| settled(story, claim, evidence).is_some();
    told(a, of_a) && told(b, of_b) && words(a, of_a) == words(b, of_b)
}

/// Whether one verb in its past form stands right before a word on one side and before its "not" on the other: "pleaded not
/// guilty" / "pleaded guilty". Both tell how the one act ended, whatever else their sentences say.
pub(super) fn are_framed_alike(
    story: &StoryView<'_>,
    judged: &PolarityFinding,
    (a, of_a): (&Claim, Span),
    (b, of_b): (&Claim, Span),
) -> bool {
    /// The word that negates, and the one that is negated.
    const DENIED: usize = 2;
    let frame = |claim: &Claim, evidence: Span| {
        let (before, words) = settled(story, claim, evidence)?;
        let verb = before.last().filter(|t| is_past(story.claims.article_of(claim), t))?;
        let predicate = words.last()?;
        (words.len() <= DENIED).then_some((verb.stem, predicate.word))
    };
    let framed = frame(a, of_a);
    judged.rule == SAME_PREDICATE && framed.is_some() && framed == frame(b, of_b)
}

/// Whether one verb that denies is itself denied on one side alone: "has been ruled out" / "has not been ruled out".
pub(super) fn is_denial_denied(story: &StoryView<'_>, (a, of_a): (&Claim, Span), (b, of_b): (&Claim, Span)) -> bool {
    let denial = |claim: &Claim, evidence: Span| {
        let (_, words) = settled(story, claim, evidence)?;
        let at = (0..words.len()).find(|at| begins_denial(story.claims.article_of(claim), &words[*at..]))?;
        let denied = words[..at].iter().any(|t| t.is(Class::NEGATION));
        let plain = words[..at].iter().all(|t| t.is(Class::NEGATION | Class::AUXILIARY));
        plain.then_some((words[at].stem, denied))
    };
    let (x, y) = (denial(a, of_a), denial(b, of_b));
    x.zip(y).is_some_and(|((verb, denied), (other, of_other))| verb == other && denied != of_other)
}

/// Whether a passage ends with a word for what is said, which no subject stands before: "rejects report", "denies claim".
fn is_named_report(article: &Annotated<'_>, tokens: &[Token]) -> bool {
    let [.., governs, report] = tokens else { return false };
    let entry = article.pack.reporting.cue(report.word);
    entry.is_some_and(|entry| entry.id == report.word)
        && article.pack.reporting.cue(governs.word).is_some_and(|entry| entry.id != governs.word)
}

/// Whether two predicates tell of two occasions: by how much, and the amounts differ ("fell 225 points", "climbed 2.5%"); how a
/// figure moved on the days of two reports; or the one of a state that lasted so long, and the other of what ended it ("was closed
/// for three hours", "reopened").
pub(super) fn of_two_occasions(
    story: &StoryView<'_>,
    judged: &PolarityFinding,
    (a, of_a): (&Claim, Span),
    (b, of_b): (&Claim, Span),
) -> bool {
    /// A preposition may stand between.
    const BEHIND: u32 = 1;
    let amount = |claim: &Claim, evidence: Span| {
        let article = story.claims.article_of(claim);
        let end = article.tokens_of_span(evidence).end;
        let behind = |m: &&NumberMention| (end..=end + BEHIND).contains(&m.tokens.start);
        article.numbers.iter().find(behind)
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
    let opposites = judged.rule != SAME_PREDICATE;
    let (by_a, by_b) = (amount(a, of_a), amount(b, of_b));
    let lasts = |m: Option<&NumberMention>| m.is_some_and(|m| m.form == NumberForm::Duration);
    by_a.zip(by_b).is_some_and(|(x, y)| !x.interval.intersects(&y.interval))
        || (opposites && (lasts(by_a) || lasts(by_b)))
        || (!one_day && moves(a, of_a) && moves(b, of_b))
}

/// Whether a negation reaches through a word to what follows it.
fn raises(article: &Annotated<'_>, token: &Token) -> bool {
    article.pack.polarity.raises(token.word)
}
