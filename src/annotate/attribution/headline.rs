//! Headlines that end with their source: "“No deal”: Orr", "Owners knew of the fault: report"; paragraphs that begin with it:
//! "ORR: We stay."
//!
//! In: an utterance, or a sentence. Out: an attribution whose cue is the colon or dash beside the source.
//! Invariant: the source is all that stands behind the mark, or before it, and is a name or an unnamed source.

use super::features::CueAt;
use super::phrase::Phrase;
use super::source::Sources;
use super::window::{COLON, DASH, FUNCTION, LOWER, NAME, SOURCE, View, Window, signed};
use crate::annotate::quotations::Utterance;
use crate::model::{AttributionMention, BlockKind, Class, Evidential};

/// How many words a source behind the mark has.
const SOURCE_WORDS: usize = 5;
/// Fewer words before the mark are a heading ("Harbour deal: report").
const LEAST_WORDS: usize = 4;

/// The attribution of an utterance that opens a headline, and is all of it but for the source.
pub(super) fn of_utterance(
    view: &View<'_>,
    sources: &Sources<'_>,
    utterance: &Utterance,
) -> Option<AttributionMention> {
    let article = view.article;
    let block = article.segmentation.blocks.get(utterance.first_block as usize)?;
    if block.kind != BlockKind::Headline || utterance.outer.start != block.span.start {
        return None;
    }
    let sentence = article.sentence_at(utterance.outer.start)?;
    let window = view.window(article.sentence_tokens.get(sentence as usize)?.clone());
    let mark = (0..window.len()).find(|at| window.token(*at).is_some_and(|t| t.span.start >= utterance.outer.end))?;
    let mention = attribution(sources, &window, mark, sentence)?;
    Some(AttributionMention { content: utterance.pieces.clone(), ..mention })
}

/// The attribution of an utterance that is all of its paragraph but for the speaker and a colon before it.
pub(super) fn of_turn(view: &View<'_>, sources: &Sources<'_>, utterance: &Utterance) -> Option<AttributionMention> {
    let article = view.article;
    let block = article.segmentation.blocks.get(utterance.first_block as usize)?;
    let first = article.tokens_of_span(block.span).start;
    let said = article.tokens_of_span(utterance.outer).start;
    let window = view.window(first..said);
    let mark = window.len().checked_sub(1).filter(|at| window.shape(signed(*at)) == COLON)?;
    let label = |at: usize| [NAME, SOURCE].contains(&window.shape(signed(at)));
    if block.kind != BlockKind::Paragraph || mark == 0 || mark > SOURCE_WORDS || !(0..mark).all(label) {
        return None;
    }
    let cue = CueAt::mark(&window, mark);
    let phrase = Phrase::around(&window, &cue, mark - 1);
    let (source_name, class) = sources.resolve(Some(&phrase));
    Some(AttributionMention {
        cue: cue.span(&window),
        source: Some(article.span_of(&phrase.tokens)),
        source_name,
        class,
        content: utterance.pieces.clone(),
        sentence: article.sentence_at(block.span.start)?,
        evidential: Evidential::Asserts,
    })
}

/// The attribution of a headline without marks: an unnamed source, or a name behind a clause.
pub(super) fn of_sentence(sources: &Sources<'_>, window: &Window<'_>, sentence: u32) -> Option<AttributionMention> {
    let article = window.article();
    let from = window.len().saturating_sub(SOURCE_WORDS + 1).max(LEAST_WORDS);
    let mark = (from..window.len()).rev().find(|at| window.shape(signed(*at)) == COLON)?;
    let clause = (0..mark).any(|at| window.token(at).is_some_and(|t| t.is(Class::WORD) && !t.is(Class::CAPITALISED)));
    let mention = attribution(sources, window, mark, sentence).filter(|_| clause)?;
    Some(AttributionMention { content: vec![article.span_of(&window.tokens(&(0..mark)))], ..mention })
}

/// An attribution of nothing yet to the source behind a colon or dash, where it ends the headline.
fn attribution(sources: &Sources<'_>, window: &Window<'_>, mark: usize, sentence: u32) -> Option<AttributionMention> {
    let article = window.article();
    let shape = |at: usize| window.shape(signed(at));
    let behind = mark + 1..window.len();
    let names = behind.clone().all(|at| [NAME, SOURCE, FUNCTION, LOWER].contains(&shape(at)));
    let head = behind.clone().next_back().filter(|at| [NAME, SOURCE].contains(&shape(*at)))?;
    if ![COLON, DASH].contains(&shape(mark)) || behind.len() > SOURCE_WORDS || !names {
        return None;
    }
    let cue = CueAt::mark(window, mark);
    let phrase = Phrase::around(window, &cue, head);
    let (source_name, class) = sources.resolve(Some(&phrase));
    Some(AttributionMention {
        cue: cue.span(window),
        source: Some(article.span_of(&phrase.tokens)),
        source_name,
        class,
        content: Vec::new(),
        sentence,
        evidential: Evidential::Asserts,
    })
}
