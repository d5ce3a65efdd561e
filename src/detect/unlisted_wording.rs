//! Two nouns for one thing that no list of labels knows.
//!
//! # What it finds
//! Two statements of one fact that are told alike but for one noun, or one noun with its adjective.
//!
//! # Why it matters
//! Labels that nobody has listed yet: where all else is the same, the noun is the outlet's choice.
//!
//! # Example
//! "Police cleared the squatters from the old mill." / "Police cleared the settlers from the old mill."
//!
//! # Stays silent on
//! labels of the list, which are `wording` proper; names, numbers, dates; words in quotation marks; other forms of one
//! word and words for one kind of thing; nouns of which one is singular and the other plural; a noun that the other
//! article uses too.

use std::collections::BTreeMap;
use std::ops::Range;

use super::labels::{is_capitalised, is_quoted};
use super::wording::of_words;
use super::{Detector, StoryView};
use crate::annotate::Annotated;
use crate::language::Use;
use crate::model::{Claim, ClaimKind, Class, Discrepancy, DiscrepancyKind, Match, SentencePlace, Span, Token, Verdict};

/// See the module.
pub(super) struct UnlistedWording;

impl Detector for UnlistedWording {
    fn kind(&self) -> DiscrepancyKind {
        DiscrepancyKind::Wording
    }

    fn detect(&self, story: &StoryView<'_>, out: &mut Vec<Discrepancy>) {
        // a sentence and its clauses match alike: the most similar pair of each two sentences speaks for them
        let mut best: BTreeMap<[SentencePlace; 2], Difference<'_>> = BTreeMap::new();
        for found in story.matches.iter().filter(|m| m.similarity.get() >= ALIKE) {
            let (a, b) = (story.claim(found.a), story.claim(found.b));
            let Some((x, y)) = differing_nouns(story, found, a, b) else { continue };
            let key = [a.place(), b.place()];
            if best.get(&key).is_none_or(|kept| kept.0.similarity < found.similarity) {
                best.insert(key, (found, x, y));
            }
        }
        out.extend(best.into_values().filter_map(|(found, x, y)| row(story, found, x, y)));
    }
}

/// A match, and the noun of each side.
type Difference<'s> = (&'s Match, Span, Span);

/// Statements that differ in one noun are told alike.
const ALIKE: f64 = 0.8;
/// So many words that say something are told alike, beside the noun.
const SHARED: usize = 5;
/// A noun and its adjective.
const LONGEST: usize = 2;

/// The nouns in which two statements differ, where nothing else does.
fn differing_nouns(story: &StoryView<'_>, found: &Match, a: &Claim, b: &Claim) -> Option<(Span, Span)> {
    let statements = a.kind() == ClaimKind::Statement && b.kind() == ClaimKind::Statement;
    let (of_a, of_b) = (story.claims.article_of(a), story.claims.article_of(b));
    let comparable = matches!(found.verdict, Verdict::Agree | Verdict::Compatible | Verdict::Refines);
    if !statements || !comparable || of_a.article.outlet == of_b.article.outlet {
        return None;
    }
    let (left, right) = (words(story.claims.tokens_of(a)), words(story.claims.tokens_of(b)));
    let same = |(x, y): &(&&Token, &&Token)| x.stem == y.stem;
    let before = left.iter().zip(&right).take_while(same).count();
    let most = left.len().min(right.len()) - before;
    let after = left.iter().rev().zip(right.iter().rev()).take(most).take_while(same).count();
    let (x, y) = (before..left.len() - after, before..right.len() - after);
    let shared = left[..before].iter().chain(&left[left.len() - after..]).filter(|t| t.is_content()).count();
    if shared < SHARED || !is_noun(of_a, &left, &x) || !is_noun(of_b, &right, &y) {
        return None;
    }
    let (noun_a, noun_b) = (left[x.end - 1], right[y.end - 1]);
    let plural = |article: &Annotated<'_>, token| article.pack.grammar.is_plural(token, article.word(token));
    let one_number = plural(of_a, noun_a) == plural(of_b, noun_b);
    let subjects = &of_a.pack.subjects;
    let one_kind = subjects.kind(noun_a.stem).is_some() && subjects.kind(noun_a.stem) == subjects.kind(noun_b.stem);
    let uses = |article: &Annotated<'_>, noun: &Token| article.tokens.iter().any(|t| t.stem == noun.stem);
    if !one_number
        || one_kind
        || uses(of_a, noun_b)
        || uses(of_b, noun_a)
        || may_be_spelling(of_a, noun_a, of_b, noun_b)
    {
        return None;
    }
    let span = |words: &[&Token], range: Range<usize>| words[range.start].span.hull(words[range.end - 1].span);
    let (x, y) = (span(&left, x), span(&right, y));
    (!is_quoted(of_a, x) && !is_quoted(of_b, y)).then_some((x, y))
}

/// The words and numbers of a statement.
fn words(tokens: &[Token]) -> Vec<&Token> {
    tokens.iter().filter(|t| t.is(Class::WORD | Class::DIGITS)).collect()
}

/// Whether some words are a plain noun: after a word that opens its phrase, before one that is none of it.
fn is_noun(article: &Annotated<'_>, words: &[&Token], range: &Range<usize>) -> bool {
    let grammar = &article.pack.grammar;
    let plain = |t: &&&Token| {
        let known = Class::NUMBER | Class::DATE | Class::NEGATION | Class::REPORTING | Class::UNIT | Class::OPPOSED;
        let name = t.is(Class::CAPITALISED) && !t.is(Class::INITIAL);
        let text = article.word(t);
        let verb = grammar.is_participle(t, text) || grammar.is_progressive(t, text) || grammar.is_adverb(t, text);
        t.is_content() && t.is(Class::WORD) && !t.is(known | Class::HEDGE | Class::BOUND) && !name && !verb
    };
    let opens = |t: &&Token| {
        t.is(Class::PREPOSITION | Class::NUMBER | Class::DIGITS)
            || grammar.is(t, Use::DETERMINER)
            || grammar.is(t, Use::ARTICLE)
    };
    let inside = &words[range.clone()];
    let behind = words.get(range.end).is_none_or(|t| !t.is_content());
    let sentence: Vec<Token> = words.iter().map(|t| **t).collect();
    (1..=LONGEST).contains(&inside.len())
        && inside.iter().filter(plain).count() == inside.len()
        && behind
        && range.start.checked_sub(1).is_some_and(|i| opens(&words[i]))
        && !is_capitalised(&sentence)
}

/// Whether two nouns may be one word in two spellings or forms.
fn may_be_spelling(of_a: &Annotated<'_>, a: &Token, of_b: &Annotated<'_>, b: &Token) -> bool {
    /// Jaro-Winkler similarity of two forms of one word.
    const FORMS: f64 = 0.88;
    strsim::jaro_winkler(&of_a.word(a).to_lowercase(), &of_b.word(b).to_lowercase()) >= FORMS
}

fn row(story: &StoryView<'_>, found: &Match, x: Span, y: Span) -> Option<Discrepancy> {
    let (a, b) = story.sides(&[found.a], &[found.b])?;
    let (of_a, of_b) = if a.claim == found.a { (x, y) } else { (y, x) };
    Some(Discrepancy {
        group: found.group,
        why: format!(
            "wording: statements told alike but for one noun, which no list of labels knows (similarity {})",
            found.similarity.get()
        ),
        ..of_words(story, (a, of_a), (b, of_b), "writes")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::cases::of_kind;
    use crate::model::Severity;

    fn found(a: &str, b: &str) -> Vec<(String, Severity)> {
        let rows = of_kind(DiscrepancyKind::Wording, &[("North", "2031-05-01", a), ("South", "2031-05-01", b)]);
        rows.into_iter().map(|d| (d.difference, d.severity)).collect()
    }

    #[test]
    fn fires_on_one_noun_in_place_of_another() {
        let rows = found(
            "Police in Orla cleared the squatters from the old mill near the Vesna bridge.",
            "Police in Orla cleared the homesteaders from the old mill near the Vesna bridge.",
        );
        assert_eq!(rows, [("squatters / homesteaders".to_owned(), Severity::Info)]);
    }

    #[test]
    fn stays_silent_where_more_or_something_else_differs() {
        let told = "Police in Orla cleared the squatters from the old mill near the Vesna bridge.";
        for other in [
            // another verb, an adjective, a place, a number, two nouns
            "Police in Orla removed the squatters from the old mill near the Vesna bridge.",
            "Police in Orla cleared the squatters from the new mill near the Vesna bridge.",
            "Police in Orla cleared the squatters from the old mill near the Tirsk bridge.",
            "Police in Orla cleared the squatter from the old mill near the Vesna bridge.",
            "Police in Orla cleared the drummers from the old barn near the Vesna bridge.",
            // the other article has the word too
            "Police in Orla cleared the families from the old mill near the Vesna bridge. The squatters sang.",
            "Police in Orla cleared the “heroes” from the old mill near the Vesna bridge.",
        ] {
            assert_eq!(found(told, other), [], "{other}");
        }
    }
}
