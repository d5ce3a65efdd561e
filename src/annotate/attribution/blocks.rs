//! Paragraphs without marks that somebody is said to have written or said: "In a letter Orr wrote:" and then the letter, with
//! or without `>` at its lines; the turns of a transcript, "ORR: We stay."
//!
//! In: utterances. Out: the same and one for each such paragraph, in text order.
//! Invariant: the sentence before ends with a colon right behind its cue, or the paragraph begins with its speaker and a colon;
//! a paragraph with marks of its own is left alone.

use memchr::memchr;

use super::unclosed::says;
use crate::annotate::Annotated;
use crate::annotate::quotations::Utterance;
use crate::model::{Block, BlockKind, Class, Span, Token};

/// How many words may stand between the cue and the colon ("said in a statement on Monday:").
const BEHIND_CUE: usize = 6;
/// A paragraph of fewer words may be a heading or an item of a list.
const LEAST_WORDS: usize = 6;

/// Adds the paragraphs that a cue and a colon introduce; a letter goes on as long as its writer speaks of "I" or "we",
/// or its lines have marks.
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
    let mut found: Vec<Utterance> = turns(article, &blocks).into_iter().filter(|u| unmarked(u.outer)).collect();
    for pair in blocks.windows(2) {
        let [(_, before), (index, block)] = pair else { continue };
        let goes_on = |last: &&mut Utterance| {
            let marked = |b: &Block| article.article.slice(b.span).starts_with(LINE_MARK);
            let personal = || in_first_person(article, before) && in_first_person(article, block);
            last.outer.end == before.span.end && ((marked(before) && marked(block)) || personal())
        };
        if introduces(article, before) {
            if fits(before, block) {
                found.push(Utterance { pieces: lines(article, block.span), ..whole(*index, block.span) });
            }
        } else if let Some(last) = found.last_mut().filter(goes_on).filter(|_| fits(before, block)) {
            last.pieces.extend(lines(article, block.span));
            last.outer = last.outer.hull(block.span);
            last.last_block = *index;
        }
    }
    if !found.is_empty() {
        utterances.extend(found);
        utterances.sort_by_key(|u| u.outer);
    }
}

/// A paragraph, or a part of one, as an utterance.
fn whole(block: u32, span: Span) -> Utterance {
    Utterance { pieces: vec![span], outer: span, closed: true, single: false, first_block: block, last_block: block }
}

/// What opens a line of words that somebody else wrote.
const LINE_MARK: char = '>';

/// A paragraph without the marks that open its lines.
fn lines(article: &Annotated<'_>, span: Span) -> Vec<Span> {
    let text = article.article.slice(span);
    if !text.starts_with(LINE_MARK) {
        return vec![span];
    }
    let mut start = span.start;
    let parts = text.split_inclusive('\n').filter_map(|line| {
        let words = line.trim_start_matches(|c: char| c == LINE_MARK || c.is_whitespace());
        let from = start + length(line) - length(words);
        start += length(line);
        let words = words.trim_end();
        (!words.is_empty()).then(|| Span::new(from, from + length(words)))
    });
    parts.collect()
}

fn length(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

/// How many words name who speaks in a transcript, and how many bytes they have.
const LABEL_WORDS: usize = 3;
const LABEL_BYTES: usize = 40;
/// So many paragraphs that begin with a label are a transcript, not a list of notes.
const LEAST_TURNS: usize = 2;

/// What is said in each turn of a transcript: a speaker in capitals, a colon, and what they say.
fn turns(article: &Annotated<'_>, blocks: &[(u32, &Block)]) -> Vec<Utterance> {
    let label = |word: &str| word.len() > 1 && word.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '-' | '\''));
    // read from the text: hardly any paragraph gets beyond the first line
    let of_block = |(index, block): &(u32, &Block)| {
        let text = article.article.slice(block.span);
        let colon = memchr(b':', &text.as_bytes()[..text.len().min(LABEL_BYTES)])?;
        let (speaker, behind) = (&text[..colon], text[colon + 1..].trim_start());
        let named =
            speaker.split_whitespace().all(label) && (1..=LABEL_WORDS).contains(&speaker.split_whitespace().count());
        let spoken = behind.starts_with(char::is_uppercase) && behind.ends_with(['.', '?', '!', '…']);
        let said = Span::new(block.span.end - length(behind), block.span.end);
        (named && spoken && block.kind == BlockKind::Paragraph).then(|| whole(*index, said))
    };
    let turns: Vec<Utterance> = blocks.iter().filter_map(of_block).collect();
    if turns.len() < LEAST_TURNS { Vec::new() } else { turns }
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
        && text.trim_start_matches([LINE_MARK, ' ']).starts_with(|c: char| c.is_uppercase() || c == '[')
        && text.ends_with(['.', '?', '!', '…'])
        && (text.starts_with(LINE_MARK) || text.split_whitespace().nth(LEAST_WORDS - 1).is_some())
}
