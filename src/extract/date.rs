//! Dates: every date mention is a claim of when something is.

use smallvec::smallvec;

use super::Extractor;
use crate::annotate::Annotated;
use crate::model::{Attribution, Claim, ClaimContent, ClaimId, ClaimKind, DateClaim, Field};

pub(super) struct Dates;

impl Extractor for Dates {
    fn kind(&self) -> ClaimKind {
        ClaimKind::Date
    }

    fn extract(&self, article: &Annotated<'_>, out: &mut Vec<Claim>) {
        out.extend(article.dates.iter().map(|date| Claim {
            id: ClaimId::default(),
            article: 0,
            field: Field::Text,
            sentence: date.sentence,
            paragraph: 0,
            span: date.span,
            pieces: smallvec![date.span],
            tokens: date.tokens.clone(),
            content: ClaimContent::Date(DateClaim { range: date.range, relative: date.relative }),
            attribution: Attribution::default(),
            negated: false,
            rule: date.rule,
        }));
    }
}
