//! Quotes: what somebody said, word for word, in part or reported.
//!
//! In: quotations and attributions. Out: one claim an utterance, whole or in pieces around its cue.
//! Invariant: an attribution gives one claim; the words between marks belong to the claim whose
//! attribution covers them.

use smallvec::SmallVec;

use super::Extractor;
use crate::annotate::{Annotated, is_figure};
use crate::model::{
    Attribution, Claim, ClaimContent, ClaimKind, Pieces, QuotationMention, QuoteClaim, QuoteType, Span,
};

pub(super) struct Quotes;

impl Extractor for Quotes {
    fn kind(&self) -> ClaimKind {
        ClaimKind::Quote
    }

    fn extract(&self, article: &Annotated<'_>, out: &mut Vec<Claim>) {
        let mut quoted: Vec<Option<&QuotationMention>> = vec![None; article.attributions.len()];
        for quotation in &article.quotations {
            match quotation.attribution.and_then(|i| quoted.get_mut(i as usize)) {
                Some(slot) => *slot = slot.or(Some(quotation)),
                None if quotation.speech => {
                    out.extend(claim(article, &quotation.pieces, QuoteType::Direct, "speech"));
                }
                None => {}
            }
        }
        let in_words = |quotation: &Option<_>, content: &[Span]| quotation.is_some() || !is_figure(article, content);
        let attributed = article.attributions.iter().zip(quoted);
        for (attribution, quotation) in attributed.filter(|(a, quotation)| in_words(quotation, &a.content)) {
            let (quote_type, rule) = match quotation {
                Some(q) if q.fragment && q.pieces != attribution.content => (QuoteType::Mixed, "fragment"),
                Some(_) => (QuoteType::Direct, "quoted"),
                None if holds_quotation(article, &attribution.content) => (QuoteType::Mixed, "fragment"),
                None => (QuoteType::Indirect, "reported"),
            };
            if let Some(mut found) = claim(article, &attribution.content, quote_type, rule) {
                found.attribution = Attribution {
                    source: attribution.source,
                    source_name: attribution.source_name,
                    class: Some(attribution.class),
                    cue: Some(attribution.cue),
                    hedge: None,
                    evidential: Some(attribution.evidential),
                };
                out.push(found);
            }
        }
    }
}

/// Whether words between marks stand in what is reported.
fn holds_quotation(article: &Annotated<'_>, content: &[Span]) -> bool {
    content.iter().any(|span| {
        let first = article.quotations.partition_point(|q| q.pieces.first().is_some_and(|p| p.start < span.start));
        article.quotations.get(first).is_some_and(|q| q.pieces.first().is_some_and(|p| span.contains(*p)))
    })
}

fn claim(article: &Annotated<'_>, spans: &[Span], quote_type: QuoteType, rule: &'static str) -> Option<Claim> {
    let pieces: Pieces = spans.iter().copied().filter(|s| !s.is_empty()).collect::<SmallVec<_>>();
    let span = pieces.iter().copied().reduce(Span::hull)?;
    let (sentence, tokens) = (article.sentence_at(span.start)?, article.tokens_of_span(span));
    let content = ClaimContent::Quote(QuoteClaim { quote_type });
    Some(Claim { pieces, ..Claim::draft(sentence, span, tokens, content, rule) })
}
