//! Who says what: cues of attribution with their sources, and the words that they cover.
//!
//! In: an article with tokens, names and marked utterances. Out: attributions in text order, and
//! the quotations with the attribution of each.
//! Invariant: an attribution's spans lie in one field; a quotation names at most one attribution.

mod quoted;
mod reported;
mod source;

use super::Annotated;
use super::quotations::utterances;
use crate::model::{AttributionMention, QuotationMention, Span};

/// The quotations and attributions of an article whose tokens and names are known.
pub(super) fn attribute(article: &Annotated<'_>) -> (Vec<QuotationMention>, Vec<AttributionMention>) {
    let marked = utterances(article.article, article.segmentation);
    let mut attributions = Vec::new();
    let mut quotations = quoted::attribute(article, &marked, &mut attributions);
    reported::attribute(article, &quotations, &mut attributions);
    sort(&mut quotations, &mut attributions);
    (quotations, attributions)
}

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
