//! Names: one claim a mention, with what it names and its fullest form in the article.

use smallvec::smallvec;

use super::Extractor;
use crate::annotate::Annotated;
use crate::model::{Attribution, Claim, ClaimContent, ClaimId, ClaimKind, Field, NameClaim};

pub(super) struct Names;

impl Extractor for Names {
    fn kind(&self) -> ClaimKind {
        ClaimKind::Name
    }

    fn extract(&self, article: &Annotated<'_>, out: &mut Vec<Claim>) {
        out.extend(article.names.iter().map(|mention| Claim {
            id: ClaimId::default(),
            article: 0,
            field: Field::Text,
            sentence: mention.sentence,
            paragraph: 0,
            span: mention.span,
            pieces: smallvec![mention.span],
            tokens: mention.tokens.clone(),
            content: ClaimContent::Name(NameClaim { kind: mention.kind, resolved: mention.resolved }),
            attribution: Attribution::default(),
            negated: false,
            rule: if mention.title.is_some() { "titled-name" } else { "name" },
        }));
    }
}
