//! Paragraphs without marks that somebody is said to have written or said: "In a letter Orr wrote:" and then the letter.
//!
//! In: utterances. Out: the same and one for each such paragraph, in text order.
//! Invariant: the sentence before ends with a colon right behind its cue; a paragraph with marks of its own is left alone.

use super::unclosed::says;
use crate::annotate::Annotated;
use crate::annotate::quotations::Utterance;
use crate::model::{Block, BlockKind, Class, Span, Token};

/// How many words may stand between the cue and the colon ("said in a statement on Monday:").
const BEHIND_CUE: usize = 6;
/// A paragraph of fewer words may be a heading or an item of a list.
const LEAST_WORDS: usize = 6;

/// Adds the paragraphs that a cue and a colon introduce; a letter goes on as long as its writer speaks of "I" or "we".
pub(super) fn add(article: &Annotated<'_>, utterances: &mut Vec<Utterance>) {
    let blocks: Vec<(u32, &Block)> =
        (0u32..).zip(&article.segmentation.blocks).filter(|(_, b)| b.kind.carries_claims()).collect();
    let unmarked = |span: Span| {
        let next = utterances.partition_point(|u| u.outer.end <= span.start);
        utterances.get(next).is_none_or(|u| u.outer.start >= span.end)
    };
    let fits = |before: &Block, block: &Block| {
        let one_field = article.article.field(before.span) == article.article.field(block.span);
        one_field && is_prose(article, block) && unmarked(block.span)
    };
    let mut found: Vec<Utterance> = Vec::new();
    for pair in blocks.windows(2) {
        let [(_, before), (index, block)] = pair else { continue };
        let goes_on = |last: &&mut Utterance| {
            last.outer.end == before.span.end && in_first_person(article, before) && in_first_person(article, block)
        };
        if !fits(before, block) {
            continue;
        }
        if introduces(article, before) {
            found.push(Utterance {
                pieces: vec![block.span],
                outer: block.span,
                closed: true,
                single: false,
                first_block: *index,
                last_block: *index,
            });
        } else if let Some(last) = found.last_mut().filter(goes_on) {
            last.pieces.push(block.span);
            last.outer = last.outer.hull(block.span);
            last.last_block = *index;
        }
    }
    if !found.is_empty() {
        utterances.extend(found);
        utterances.sort_by_key(|u| u.outer);
    }
}

/// Whether a paragraph speaks of its writer.
fn in_first_person(article: &Annotated<'_>, block: &Block) -> bool {
    let tokens = article.tokens_in(&article.tokens_of_span(block.span));
    tokens.iter().any(|t| article.pack.first_person.contains(t.word))
}

/// Whether a paragraph ends with a source, a verb of saying and a colon.
fn introduces(article: &Annotated<'_>, block: &Block) -> bool {
    if !article.article.slice(block.span).ends_with(':') {
        return false;
    }
    let Some(sentence) = article.sentence_at(block.span.end - 1) else { return false };
    let tokens = article.sentence(sentence);
    let Some((_, tokens)) = tokens.split_last() else { return false };
    let cue = tokens.iter().rposition(|t| says(article, t));
    cue.is_some_and(|cue| {
        let named = |t: &Token| t.is(Class::CAPITALISED | Class::PRONOUN | Class::SOURCE | Class::TITLE);
        let (before, behind) = (&tokens[..cue], &tokens[cue + 1..]);
        behind.len() <= BEHIND_CUE && !behind.iter().any(|t| t.is(Class::PUNCTUATION)) && before.iter().any(named)
    })
}

/// Whether a paragraph is made of sentences.
fn is_prose(article: &Annotated<'_>, block: &Block) -> bool {
    let text = article.article.slice(block.span);
    block.kind == BlockKind::Paragraph
        && text.starts_with(|c: char| c.is_uppercase() || c == '[')
        && text.ends_with(['.', '?', '!', '…'])
        && text.split_whitespace().nth(LEAST_WORDS - 1).is_some()
}
