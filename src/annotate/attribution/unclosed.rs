//! Utterances that are opened and never closed: where a cue stands behind a comma, the words end there.
//!
//! In: utterances. Out: the same; "“We stay, said Orr. He left." ends with its comma.
//! Invariant: an utterance that goes on in the next paragraph is left as it is.

use crate::annotate::Annotated;
use crate::annotate::quotations::Utterance;
use crate::language::{CueKind, Frame};
use crate::model::{Class, Span, Token};

/// How many words a source has between a comma and its cue.
const SOURCE_WORDS: usize = 5;

/// Ends utterances without a closing mark where somebody is said to have said them.
pub(super) fn close(article: &Annotated<'_>, utterances: &mut [Utterance]) {
    for utterance in utterances.iter_mut().filter(|u| !u.closed) {
        let [piece] = utterance.pieces.as_mut_slice() else { continue };
        let tokens = article.tokens_in(&article.tokens_of_span(*piece));
        let end = (1..tokens.len()).find(|i| ends_speech(article, tokens, *i)).map(|i| tokens[i].span.end);
        if let Some(end) = end {
            *piece = Span::new(piece.start, end);
            utterance.outer = Span::new(utterance.outer.start, end);
        }
    }
}

/// Whether a comma, question or exclamation mark is followed by ", said Orr" or ", the mayor said".
fn ends_speech(article: &Annotated<'_>, tokens: &[Token], at: usize) -> bool {
    if !tokens[at].is(Class::PUNCTUATION) || !matches!(article.word(&tokens[at]), "," | "?" | "!") {
        return false;
    }
    let rest = &tokens[at + 1..];
    let Some(cue) = rest.iter().take(SOURCE_WORDS + 1).position(|t| says(article, t)) else { return false };
    let names = |t: &Token| t.is(Class::CAPITALISED | Class::PRONOUN | Class::SOURCE | Class::TITLE);
    let (source, after) = (&rest[..cue], rest.get(cue + 1));
    if source.is_empty() {
        return after.is_some_and(|t| names(t) || t.is(Class::STOP));
    }
    let ends = after.is_none_or(|t| t.is(Class::PUNCTUATION | Class::PREPOSITION | Class::DATE));
    ends && source.iter().any(names) && source.iter().all(|t| names(t) || t.is(Class::STOP))
}

/// Whether a word is a verb that reports a clause.
pub(super) fn says(article: &Annotated<'_>, token: &Token) -> bool {
    token.is(Class::REPORTING)
        && article
            .pack
            .reporting
            .cue(token.word)
            .is_some_and(|c| c.kind == CueKind::Verb && matches!(c.frame, Frame::Clause | Frame::Question))
}
