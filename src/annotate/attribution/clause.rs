//! Clauses and asides between a source and its cue: "Orr, who leads the council, said", "Orr – the mayor – said", "a person
//! familiar with the matter said".
//!
//! In: a head before its cue. Out: the head of the noun that the clause tells more of.
//! Invariant: what is found stands before the clause, in the same window.

use super::features::CueAt;
use super::phrase::{backward, is_body, is_determiner};
use super::window::{
    AUXILIARY, CLOSE, COMMA, CONJUNCTION, CUE, DASH, EDGE, FUNCTION, LOWER, NAME, NEGATION, NUMBER, OPEN, PREPOSITION,
    PRONOUN, QUOTE, SOURCE, STOP, Window, signed,
};
use crate::language::{CueKind, Use};
use crate::model::Class;

/// How many words may stand between an aside and the cue ("..., also said").
const ADVERBS: usize = 3;
/// How long a clause or aside may be, in tokens.
const LONGEST: usize = 30;
/// How many words the subject of a sentence has before its complement.
const SUBJECT: usize = 4;
/// How far an opening noun stands from the end of its phrase.
const COMPLEMENT: usize = 8;

/// What a source's head stands for.
pub(super) struct Antecedent {
    /// The head of the noun that a clause or aside tells more of; the head itself where there is none.
    pub head: usize,
    /// Where its phrase must end.
    pub edge: usize,
    /// Whether the cue stands in the clause, which names its subject by "who".
    pub by_relative: bool,
}

/// The noun that a clause or aside around `head` tells more of.
pub(super) fn antecedent(window: &Window<'_>, cue: &CueAt, head: usize) -> Antecedent {
    let itself = Antecedent { head, edge: cue.at, by_relative: false };
    if head >= cue.at {
        return itself;
    }
    let by_aside = aside(window, cue, head).filter(|at| is_noun(window, *at));
    let found = by_aside.or_else(|| relative(window, head)).filter(|at| is_noun(window, *at));
    let head_or_age = |at: usize| age_of(window, at).unwrap_or(at);
    found.map(head_or_age).map_or(itself, |at| Antecedent {
        head: at,
        edge: at + 1,
        by_relative: by_aside.is_none() && is_relative(window, head),
    })
}

/// The noun before an aside that ends right before the cue: between commas where it opens with a relative word, between
/// dashes or brackets.
fn aside(window: &Window<'_>, cue: &CueAt, head: usize) -> Option<usize> {
    let shape = |at: usize| window.shape(signed(at));
    let near = cue.at.saturating_sub(ADVERBS + 1)..cue.at;
    let end = near.rev().find(|at| ![AUXILIARY, NEGATION, LOWER, FUNCTION].contains(&shape(*at)))?;
    if head >= end {
        return None;
    }
    let before = end.saturating_sub(LONGEST)..end;
    let open = match shape(end) {
        s if s == COMMA => before.rev().find(|at| shape(*at) == COMMA && opens_relative(window, at + 1))?,
        s if s == DASH => before.rev().find(|at| shape(*at) == DASH)?,
        s if s == CLOSE => before.rev().find(|at| shape(*at) == OPEN)?,
        _ => return None,
    };
    (open <= head).then(|| open.checked_sub(1)).flatten()
}

/// The noun before a relative clause without commas that holds the head: "the man who built the gate said". "Who" before a
/// subject of its own is no subject ("which Orr said was").
fn relative(window: &Window<'_>, head: usize) -> Option<usize> {
    let shape = |at: usize| window.shape(signed(at));
    let stops = |at: &usize| ![COMMA, STOP, DASH, QUOTE].contains(&shape(*at));
    let from = head.saturating_sub(COMPLEMENT);
    let open = (from..=head).rev().take_while(stops).find(|at| is_relative(window, *at))?;
    let next = shape(open + 1);
    let own_subject = [NAME, SOURCE, PRONOUN, FUNCTION].contains(&next) && head > open;
    let before = open.checked_sub(1)?;
    let comma = shape(before) == COMMA;
    let noun = if comma { before.checked_sub(1)? } else { before };
    // a clause behind a comma ends with one
    (!own_subject && (!comma || head == open)).then_some(noun)
}

/// Whether a relative clause about a person or thing starts here: "who", "which", "whose".
pub(super) fn opens_relative(window: &Window<'_>, at: usize) -> bool {
    is_relative(window, at) || (window.shape(signed(at)) == PREPOSITION && is_relative(window, at + 1))
}

fn is_relative(window: &Window<'_>, at: usize) -> bool {
    let grammar = &window.article().pack.grammar;
    // "that" opens what is said far more often
    window.token(at).is_some_and(|t| grammar.is(t, Use::RELATIVE) && !grammar.is(t, Use::DETERMINER))
}

fn is_noun(window: &Window<'_>, at: usize) -> bool {
    [NAME, SOURCE, LOWER].contains(&window.shape(signed(at))) || age_of(window, at).is_some()
}

/// The name before an age between commas: "Orr, 61, who".
fn age_of(window: &Window<'_>, at: usize) -> Option<usize> {
    let shape = |at: usize| window.shape(signed(at));
    let name = at.checked_sub(2)?;
    (shape(at) == NUMBER && shape(name + 1) == COMMA && shape(name) == NAME).then_some(name)
}

/// The unnamed source that opens the phrase whose last part starts at `start`, behind a preposition, and where that phrase
/// starts: the person of "a person familiar with the matter", the police of "police investigating the death of Orr".
pub(super) fn opening_noun(window: &Window<'_>, start: usize, fence: usize) -> Option<(usize, usize)> {
    let article = window.article();
    let joint = start.checked_sub(1)?;
    if let Some(seen) = seen_by(window, joint, fence) {
        return Some(seen);
    }
    // "familiar", "aware": adjectives that may report
    let adjective = |at: usize| {
        let cue = window.token(at).and_then(|t| article.pack.reporting.cue(t.word));
        cue.is_some_and(|c| c.kind == CueKind::Adjective)
    };
    // and nouns that may be verbs: "a sign on the door"
    let noun = |at: usize| at > fence && window.shape(signed(at)) == CUE && is_determiner(window, at - 1);
    let skips = joint > fence && (adjective(joint - 1) || noun(joint - 1));
    let noun_end = if skips { joint - 1 } else { joint };
    let from = backward(window, noun_end, fence);
    let opens =
        from == fence || [EDGE, COMMA, QUOTE, STOP, DASH, CONJUNCTION].contains(&window.shape(signed(from) - 1));
    // "the statistics office in Orla said"
    let body = || (from..joint).rfind(|at| is_body(window, *at));
    let person = (from..joint).find(|at| is_person(window, *at)).or_else(body);
    // "a sign on the door said": the sentence begins with its subject
    let subject = || (from == 0 && is_determiner(window, 0) && joint <= SUBJECT).then(|| joint - 1);
    let noun = person.or_else(subject)?;
    (opens && joint - from <= COMPLEMENT && window.shape(signed(noun) + 1) != NAME).then_some((noun, from))
}

/// The noun that a participle and "by" tell of, and where its phrase starts, where it opens a clause: the documents of
/// "documents seen by the Herald show".
fn seen_by(window: &Window<'_>, joint: usize, fence: usize) -> Option<(usize, usize)> {
    let grammar = &window.article().pack.grammar;
    // many words for texts are verbs too: "letter", "emails"
    let noun = |at: usize| is_noun(window, at) || window.shape(signed(at)) == CUE;
    let noun = joint.checked_sub(2).filter(|at| *at >= fence && noun(*at))?;
    let by = window.token(joint).is_some_and(|t| grammar.is(t, Use::DOER));
    let seen = window
        .token(joint - 1)
        .is_some_and(|t| t.is(Class::REPORTING) || grammar.is_participle(t, window.text(joint - 1)));
    let from = backward(window, noun, fence);
    let opens = from == fence || [EDGE, COMMA, QUOTE, STOP, DASH].contains(&window.shape(signed(from) - 1));
    (by && seen && opens).then_some((noun, from))
}

/// Whether a word in small letters is a noun for people, or any word an unnamed source.
pub(super) fn is_person(window: &Window<'_>, at: usize) -> bool {
    let people = &window.article().pack.casualties;
    let token = window.token(at);
    token.is_some_and(|t| t.is(Class::SOURCE) || (!t.is(Class::CAPITALISED) && people.listed(t).is_some()))
}

#[cfg(test)]
mod tests {
    use crate::annotate::attribution::tests::named;

    #[test]
    fn the_noun_before_a_clause_or_aside_is_the_source() {
        for (text, source, name) in [
            ("Ada Orr, who leads the council, said the mill would close.", "Ada Orr", "Ada Orr"),
            ("Ada Orr, 61, who leads the council, said the mill would close.", "Ada Orr", "Ada Orr"),
            ("Orr – the trust's spokesman – said the mill would close.", "Orr", "Orr"),
            ("Orr, the mayor, said the mill would close.", "Orr, the mayor", "Orr"),
            (
                "“We close,” a spokeswoman for the board, who asked for peace, told them.",
                "a spokeswoman for the board",
                "",
            ),
            ("A person familiar with the matter said the mill would close.", "A person familiar with the matter", ""),
            ("Sources close to the family said the mill would close.", "Sources close to the family", ""),
            ("A sign on the door said the mill was shut.", "A sign on the door", ""),
            ("Documents seen by the Gull show that the mill was sold.", "Documents seen by the Gull", ""),
            ("A letter seen by the Gull shows that Orr knew.", "A letter seen by the Gull", ""),
        ] {
            let found = named(text);
            assert_eq!(found.first(), Some(&(source.to_owned(), name.to_owned())), "{text}: {found:?}");
        }
    }

    #[test]
    fn who_says_in_a_clause_is_whom_it_tells_of() {
        let found = named("They met Ada Orr, who said the mill would close.");
        assert_eq!(found, [("who".to_owned(), "Ada Orr".to_owned())]);
    }

    #[test]
    fn a_clause_with_a_subject_of_its_own_is_left_alone() {
        for (text, source) in [
            ("The mill, which Orr said was unsafe, will close.", "Orr"),
            ("In the mill, the ministry said, nobody was hurt.", "the ministry"),
        ] {
            assert_eq!(named(text).first().map(|f| f.0.clone()), Some(source.to_owned()), "{text}");
        }
    }
}
