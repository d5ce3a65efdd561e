//! Figures that a source gives without saying anything: "police put the crowd at 3,000", and the second of "the unions said
//! that 10,000 had come, and the police 3,000".
//!
//! In: the numbers of an article, and its attributions by words. Out: attributions of single figures.
//! Invariant: a figure has its source in its sentence; the words between say nothing else.

use rustc_hash::FxHashMap;

use super::features::CueAt;
use super::phrase::{Phrase, backward};
use super::source::Sources;
use super::window::{AUXILIARY, COMMA, CONJUNCTION, FUNCTION, LOWER, NAME, PRONOUN, SOURCE, View, Window, signed};
use crate::annotate::Annotated;
use crate::annotate::sentence::SentenceTokens;
use crate::language::Use;
use crate::model::{AttributionMention, Evidential, NumberMention, SourceClass, Span};

/// How many words may stand between a verb of saying and the figure that it reports: "said that some".
const SAID_WITHIN: usize = 3;

/// Adds the attributions of figures that no verb of saying reports.
pub(super) fn attribute(view: &View<'_>, sources: &Sources<'_>, attributions: &mut Vec<AttributionMention>) {
    let article = view.article;
    let mut by_sentence: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for (index, mention) in attributions.iter().enumerate() {
        by_sentence.entry(mention.sentence).or_default().push(index);
    }
    for numbers in article.numbers.chunk_by(|a, b| a.sentence == b.sentence) {
        let sentence = numbers[0].sentence;
        let window = view.window(article.sentence_tokens[sentence as usize].clone());
        let said = by_sentence.get(&sentence).map_or(&[][..], Vec::as_slice);
        for (at, number) in numbers.iter().enumerate() {
            let found = setter(&window, number).or_else(|| {
                let said = said.iter().map(|index| &attributions[*index]);
                repeater(&window, number, &numbers[..at], said)
            });
            let Some((cue, phrase)) = found else { continue };
            let (source_name, class) = sources.resolve(Some(&phrase));
            // "it puts the crowd at 3,000": who is meant is not known
            let first = (phrase.tokens.start - window.range.start) as usize;
            if class == SourceClass::Unknown && window.shape(signed(first)) == PRONOUN {
                continue;
            }
            attributions.push(AttributionMention {
                cue,
                source: Some(article.span_of(&phrase.tokens)),
                source_name,
                class,
                content: vec![number.span],
                sentence,
                evidential: Evidential::Asserts,
            });
        }
    }
}

/// Whether all that an attribution reports is a figure: nobody is quoted.
pub(crate) fn is_figure(article: &Annotated<'_>, content: &[Span]) -> bool {
    let [span] = content else { return false };
    let at = article.numbers.partition_point(|n| n.span.start < span.start);
    article.numbers.get(at).is_some_and(|n| n.span == *span)
}

/// Who puts something at a figure: the verb, and the subject right before it.
fn setter(window: &Window<'_>, number: &NumberMention) -> Option<(Span, Phrase)> {
    let s = SentenceTokens::of(window.article(), number.sentence);
    let verb = s.put_at((number.tokens.start - s.base) as usize).filter(|what| !what.is_empty())?.start - 1;
    let leads = |at: &usize| window.shape(signed(*at)) == AUXILIARY || s.used(*at, Use::ADVERB);
    let head = (0..verb).rev().find(|at| !leads(at))?;
    let passive = (head + 1..verb).any(|at| s.used(at, Use::PASSIVE));
    if passive || ![SOURCE, NAME, PRONOUN, LOWER].contains(&window.shape(signed(head))) {
        return None;
    }
    let cue = CueAt::mark(window, verb);
    Some((cue.span(window), Phrase::around(window, &cue, head)))
}

/// Who gives a bare figure right after another source's: the verb of that one holds for both.
fn repeater<'m>(
    window: &Window<'_>,
    number: &NumberMention,
    before: &[NumberMention],
    mut said: impl Iterator<Item = &'m AttributionMention>,
) -> Option<(Span, Phrase)> {
    let start = (number.tokens.start - window.range.start) as usize;
    let shape = |at: usize| window.shape(signed(at));
    let head = start.checked_sub(1).filter(|at| shape(*at) == SOURCE && number.counted.is_none())?;
    let first = backward(window, head, 0);
    let joins = first.checked_sub(1).is_some_and(|at| [CONJUNCTION, COMMA, FUNCTION].contains(&shape(at)));
    let first_said = said.find(|mention| {
        let source_first = mention.source.is_some_and(|source| source.end <= mention.cue.start);
        let reports = |earlier: &NumberMention| {
            let between = window.article().tokens_of_span(Span::new(mention.cue.end, earlier.span.start));
            let covered = mention.content.iter().any(|span| span.contains(earlier.span));
            covered && mention.cue.end <= earlier.span.start && between.len() <= SAID_WITHIN
        };
        source_first && before.iter().any(reports)
    })?;
    let cue = CueAt::mark(window, head + 1);
    joins.then(|| (first_said.cue, Phrase::around(window, &cue, head)))
}
