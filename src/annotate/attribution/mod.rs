//! Who says what: cues of attribution with their sources, and the words that they cover.
//!
//! In: an article with tokens, names and marked utterances. Out: attributions in text order, and
//! the quotations with the attribution of each.
//! Invariant: an attribution's spans lie in one field; a quotation names at most one attribution.

mod blocks;
mod clause;
mod content;
mod cues;
mod described;
mod features;
mod figures;
mod headline;
mod learn;
mod phrase;
mod preface;
mod quoted;
mod referent;
mod reported;
mod source;
mod unclosed;
mod window;

pub(crate) use figures::is_figure;
pub use learn::{LabelledArticle, LabelledQuote, Learned, learn};

use super::Annotated;
use super::quotations::utterances;
use crate::model::{AttributionMention, Class, Evidential, QuotationMention, Span};
use cues::Known;
use source::Sources;
use window::View;

/// The quotations and attributions of an article whose tokens and names are known.
pub(super) fn attribute(article: &Annotated<'_>) -> (Vec<QuotationMention>, Vec<AttributionMention>) {
    let mut marked = utterances(article.article, article.segmentation);
    unclosed::close(article, &mut marked);
    blocks::add(article, &mut marked);
    let view = View::new(article, &marked);
    let sources = Sources::new(article);
    let mut attributions = Vec::new();
    let mut quotations = quoted::attribute(&view, &sources, &marked, &mut attributions);
    let mut taken: Vec<Span> = attributions.iter().map(|a| a.cue).collect();
    taken.sort_unstable();
    let known = Known {
        speech: pieces(&quotations, |q| q.speech),
        fragments: pieces(&quotations, |q| q.attribution.is_none()),
        taken,
    };
    let quoted = attributions.len();
    reported::attribute(&view, &sources, &known, &mut attributions);
    figures::attribute(&view, &sources, &mut attributions);
    adopt(&mut quotations, &attributions[quoted..], quoted);
    leave_open(article, &mut attributions);
    sort(&mut quotations, &mut attributions);
    (quotations, attributions)
}

/// What a source "did not say" or "would not confirm" is left open, and so is what "did Orr say?" asks for.
fn leave_open(article: &Annotated<'_>, attributions: &mut [AttributionMention]) {
    for mention in attributions {
        let first = article.negations.partition_point(|n| n.cue.end + NEGATED_WITHIN < mention.cue.start);
        let near = article.negations[first..].iter().take_while(|n| n.cue.end <= mention.cue.start);
        let negated = near.filter(|n| n.sentence == mention.sentence).any(|n| {
            // nothing but the words of the verb stands between
            let between = article.tokens_in(&article.tokens_of_span(Span::new(n.cue.end, mention.cue.start)));
            between.iter().all(|t| !t.is(Class::PUNCTUATION | Class::CAPITALISED))
        });
        if negated || is_asked(article, mention.sentence) {
            mention.evidential = Evidential::Questions;
        }
    }
}

/// Whether a sentence is a question of the article's own.
fn is_asked(article: &Annotated<'_>, sentence: u32) -> bool {
    let tokens = article.sentence(sentence);
    tokens.first().is_some_and(|t| t.is(Class::AUXILIARY)) && tokens.last().is_some_and(|t| article.word(t) == "?")
}

/// How many bytes may stand between a negation and the cue that it negates.
const NEGATED_WITHIN: u32 = 12;

/// The pieces of some quotations, in text order.
fn pieces(quotations: &[QuotationMention], of: impl Fn(&&QuotationMention) -> bool) -> Vec<Span> {
    let mut spans: Vec<Span> = quotations.iter().filter(of).flat_map(|q| q.pieces.iter().copied()).collect();
    spans.sort_unstable();
    spans
}

/// Gives quotations without a cue the attribution that covers them: they are fragments of what it reports.
fn adopt(quotations: &mut [QuotationMention], reported: &[AttributionMention], first: usize) {
    let mut contents: Vec<(Span, usize)> =
        (first..).zip(reported).flat_map(|(i, a)| a.content.iter().map(move |s| (*s, i))).collect();
    contents.sort_unstable();
    for quotation in quotations.iter_mut().filter(|q| q.attribution.is_none()) {
        let Some(piece) = quotation.pieces.first() else { continue };
        let end = contents.partition_point(|(span, _)| span.start <= piece.start);
        let around = contents[..end].iter().rev().take(NESTED).find(|(span, _)| span.end >= piece.end);
        if let Some((_, attribution)) = around {
            quotation.attribution = u32::try_from(*attribution).ok();
            quotation.fragment = true;
            quotation.speech = true;
        }
    }
}

/// How many contents that start before a quotation are looked at for one that covers it.
const NESTED: usize = 16;

/// Puts the attributions into text order, and lets the quotations follow.
fn sort(quotations: &mut [QuotationMention], attributions: &mut Vec<AttributionMention>) {
    let start = |a: &AttributionMention| a.content.first().map_or(a.cue, |s: &Span| *s).start.min(a.cue.start);
    let mut order: Vec<usize> = (0..attributions.len()).collect();
    order.sort_by_key(|i| (start(&attributions[*i]), attributions[*i].cue, *i));
    let mut place = vec![0u32; order.len()];
    for (new, old) in (0u32..).zip(&order) {
        place[*old] = new;
    }
    let mut slots: Vec<Option<AttributionMention>> = std::mem::take(attributions).into_iter().map(Some).collect();
    attributions.extend(order.iter().filter_map(|i| slots[*i].take()));
    for quotation in quotations {
        quotation.attribution = quotation.attribution.and_then(|i| place.get(i as usize).copied());
    }
}

#[cfg(test)]
mod tests;
