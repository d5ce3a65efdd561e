//! A quotation whose speaker is named in the sentence before it, which holds no cue: "The mayor was
//! blunt. “No one will be paid.”"
//!
//! In: an utterance without a cue. Out: an attribution to the subject of that sentence.
//! Invariant: the sentence is short, stands in the same paragraph and begins with its subject, a person or an
//! unnamed source; what it says of the subject is the cue.

use super::features::CueAt;
use super::phrase::Phrase;
use super::source::Sources;
use super::window::{COMMA, FUNCTION, LOWER, NAME, PRONOUN, SOURCE, STOP, View, signed};
use crate::annotate::quotations::Utterance;
use crate::model::{AttributionMention, Evidential, NameKind, SourceClass};

/// A longer sentence tells a story of its own, in tokens.
const LONGEST: usize = 12;
/// How far into its sentence a subject ends.
const SUBJECT_WITHIN: usize = 5;

/// The attribution of an utterance to the subject of the sentence before it.
pub(super) fn attribution(view: &View<'_>, sources: &Sources<'_>, utterance: &Utterance) -> Option<AttributionMention> {
    let article = view.article;
    let (first, last) = (utterance.pieces.first()?, utterance.pieces.last()?);
    let whole = article.article.slice(*first).starts_with(char::is_uppercase)
        && article.article.slice(*last).ends_with(['.', '?', '!'])
        && utterance.closed;
    let before = article.tokens.partition_point(|t| t.span.end <= utterance.outer.start).checked_sub(1)?;
    let sentence = article.sentence_at(article.tokens[before].span.start)?;
    let described = article.segmentation.sentences.get(sentence as usize)?;
    if !whole || described.block != utterance.first_block {
        return None;
    }
    let window = view.window(article.sentence_tokens[sentence as usize].clone());
    let end = window.len().checked_sub(1).filter(|end| *end <= LONGEST && window.shape(signed(*end)) == STOP)?;
    let subject = |at: usize| {
        let shape = window.shape(signed(at));
        shape == PRONOUN || ([NAME, SOURCE].contains(&shape) && window.shape(signed(at) + 1) != NAME)
    };
    // "Asked about the gate, he shrugged."
    let commas = || (1..end).filter(|at| window.shape(signed(*at)) == COMMA);
    let from = commas().next().filter(|_| commas().count() == 1).map_or(0, |comma| comma + 1);
    let head = (from..(from + SUBJECT_WITHIN).min(end)).find(|at| subject(*at))?;
    let leads = (from..head).all(|at| [FUNCTION, NAME, SOURCE, LOWER].contains(&window.shape(signed(at))));
    if !leads || (0..end).any(|at| window.quoted(at)) {
        return None;
    }
    let verb = CueAt::mark(&window, head + 1);
    let phrase = Phrase::around(&window, &verb, head);
    let (source_name, class) = sources.resolve(Some(&phrase));
    let person = source_name.is_none_or(|name| {
        let at = article.names.partition_point(|n| n.span.end <= name.start);
        let named = article.names.get(at).filter(|n| n.span.start < name.end);
        named.map_or(name == article.tokens[window.index(head) as usize].span, |n| n.kind == NameKind::Person)
    });
    let known = person && class != SourceClass::Unknown && head + 1 < end;
    known.then(|| AttributionMention {
        cue: article.span_of(&window.tokens(&(head + 1..end))),
        source: Some(article.span_of(&phrase.tokens)),
        source_name,
        class,
        content: utterance.pieces.clone(),
        sentence,
        evidential: Evidential::Asserts,
    })
}
