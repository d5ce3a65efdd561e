//! Dates: every date mention is a claim of when something is.

use super::Extractor;
use crate::annotate::Annotated;
use crate::model::{Claim, ClaimContent, ClaimKind, DateClaim};

pub(super) struct Dates;

impl Extractor for Dates {
    fn kind(&self) -> ClaimKind {
        ClaimKind::Date
    }

    fn extract(&self, article: &Annotated<'_>, out: &mut Vec<Claim>) {
        out.extend(article.dates.iter().map(|date| {
            Claim::draft(
                date.sentence,
                date.span,
                date.tokens.clone(),
                ClaimContent::Date(DateClaim { range: date.range, relative: date.relative }),
                date.rule,
            )
        }));
    }
}
