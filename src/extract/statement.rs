//! Statements: every sentence that carries claims, and every clause of six or more words.
//!
//! A clause starts after a strong mark (`;`, a dash), at a word that opens clauses (`that`, `while`,
//! `which`), and at a comma before a conjunction. A long sentence that contains the claim of a short
//! one can so match it. A sentence of one clause gives no clause of its own. Where line breaks were lost,
//! what may be a heading and what follows it are clauses too.

use super::Extractor;
use crate::annotate::Annotated;
use crate::model::{Claim, ClaimContent, ClaimKind, Class, Span, StatementClaim, Token, TokenRange};

pub(super) struct Statements;

impl Extractor for Statements {
    fn kind(&self) -> ClaimKind {
        ClaimKind::Statement
    }

    fn extract(&self, article: &Annotated<'_>, out: &mut Vec<Claim>) {
        for sentence in article.claim_sentences() {
            let tokens = article.sentence_tokens[sentence as usize].clone();
            let span = article.segmentation.sentences[sentence as usize].span;
            let inner = article.tokens_in(&tokens);
            for clause in clauses(inner).into_iter().chain(parts(inner, &article.segmentation.seams)) {
                let range = tokens.start + clause.start..tokens.start + clause.end;
                out.push(statement(article, sentence, article.span_of(&range), range, true));
            }
            out.push(statement(article, sentence, span, tokens, false));
        }
    }
}

fn statement(article: &Annotated<'_>, sentence: u32, span: Span, tokens: TokenRange, clause: bool) -> Claim {
    let loaded_terms = loaded_terms(article, article.tokens_in(&tokens));
    Claim::draft(
        sentence,
        span,
        tokens,
        ClaimContent::Statement(StatementClaim { clause, loaded_terms }),
        if clause { "clause" } else { "sentence" },
    )
}

/// The labels that carry a judgement.
fn loaded_terms(article: &Annotated<'_>, tokens: &[Token]) -> Vec<Span> {
    let judging = (0..tokens.len()).filter_map(|i| {
        let (length, _) = article.label_at(&tokens[i..]).filter(|(_, label)| label.judges)?;
        Some(tokens[i].span.hull(tokens[i + length - 1].span))
    });
    judging.collect()
}

/// A clause has at least so many words.
const LEAST_WORDS: usize = 6;

/// The clauses of a sentence, as ranges of its tokens; none where it is one clause.
fn clauses(tokens: &[Token]) -> Vec<TokenRange> {
    let mut starts = vec![0];
    starts.extend((1..tokens.len()).filter(|i| opens_clause(tokens, *i)));
    let ends = starts.iter().copied().skip(1).chain(std::iter::once(tokens.len()));
    let pieces = starts.iter().copied().zip(ends).map(|(start, end)| trimmed(tokens, start, end));
    let mut clauses: Vec<_> = pieces.filter(|(start, end)| words(&tokens[*start..*end]) >= LEAST_WORDS).collect();
    if clauses.len() == 1 && words(&tokens[clauses[0].0..clauses[0].1]) + 1 >= words(tokens) {
        clauses.clear();
    }
    clauses.into_iter().map(index).collect()
}

/// A heading has at least so many words.
const LEAST_OF_HEADING: usize = 3;

/// What stands before a seam and behind it, as ranges of a sentence's tokens: a heading, maybe, and a sentence.
fn parts(tokens: &[Token], seams: &[u32]) -> Vec<TokenRange> {
    let places = seams.iter().filter_map(|seam| tokens.iter().position(|t| t.span.start == *seam));
    let halves = places.flat_map(|at| [(0, at), (at, tokens.len())]);
    halves.filter(|(start, end)| words(&tokens[*start..*end]) >= LEAST_OF_HEADING).map(index).collect()
}

fn index((start, end): (usize, usize)) -> TokenRange {
    let index = |i| u32::try_from(i).unwrap_or(u32::MAX);
    index(start)..index(end)
}

fn words(tokens: &[Token]) -> usize {
    tokens.iter().filter(|t| t.is(Class::WORD.union(Class::DIGITS))).count()
}

/// Whether a clause starts at token `i`.
fn opens_clause(tokens: &[Token], i: usize) -> bool {
    let (before, token) = (&tokens[i - 1], &tokens[i]);
    if before.is(Class::BREAK) {
        return true;
    }
    token.is(Class::OPENER) && !before.is(Class::OPENER.union(Class::PREPOSITION))
        || token.is(Class::CONJUNCTION) && before.is(Class::PUNCTUATION) && !before.is(Class::QUOTE_MARK)
}

/// The piece without marks and opening words at its edges.
fn trimmed(tokens: &[Token], start: usize, end: usize) -> (usize, usize) {
    let edge = |t: &Token| t.is(Class::PUNCTUATION) && !t.is(Class::QUOTE_MARK);
    let opening = |t: &Token| edge(t) || t.is(Class::OPENER.union(Class::CONJUNCTION));
    let first = (start..end).find(|i| !opening(&tokens[*i])).unwrap_or(end);
    let last = (first..end).rev().find(|i| !edge(&tokens[*i])).map_or(first, |i| i + 1);
    (first, last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::annotate;
    use crate::language::pack;
    use crate::model::Article;
    use crate::segment::segment;

    fn found(text: &str) -> Vec<String> {
        let article = Article::new(None, text);
        let segmentation = segment(&article, pack("en"));
        let annotated = annotate(&article, &segmentation, pack("en"));
        let mut claims = Vec::new();
        Statements.extract(&annotated, &mut claims);
        claims.iter().map(|c| article.slice(c.span).to_owned()).collect()
    }

    #[test]
    fn long_clauses_are_claims_of_their_own() {
        let text = "The mayor said that the old bridge at Korvath would stay closed, and the ferry will run until May.";
        assert_eq!(
            found(text),
            [
                "the old bridge at Korvath would stay closed",
                "the ferry will run until May",
                "The mayor said that the old bridge at Korvath would stay closed, and the ferry will run until May."
            ]
        );
    }

    #[test]
    fn what_may_be_a_heading_and_what_follows_it_are_claims_of_their_own() {
        let heading = "Rescuers Search for Twelve off Marn Coast";
        let sentence = "A ferry sank off Marn on Friday.";
        let claims = found(&format!("{heading} {sentence} Divers reached it."));
        assert!(claims.contains(&heading.to_owned()) && claims.contains(&sentence.to_owned()), "{claims:?}");
    }

    #[test]
    fn a_sentence_of_one_clause_stands_alone() {
        for text in ["The ferry burned.", "The mayor of Korvath, Ada Lunt, opened the bridge and the park on Friday."] {
            assert_eq!(found(text), [text]);
        }
    }

    #[test]
    fn short_pieces_are_no_claims() {
        let text = "He left when it rained.";
        assert_eq!(found(text), [text]);
    }
}
