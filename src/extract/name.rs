//! Names: one claim a mention, with what it names and its fullest form in the article.

use super::Extractor;
use crate::annotate::Annotated;
use crate::model::{Claim, ClaimContent, ClaimKind, NameClaim};

pub(super) struct Names;

impl Extractor for Names {
    fn kind(&self) -> ClaimKind {
        ClaimKind::Name
    }

    fn extract(&self, article: &Annotated<'_>, out: &mut Vec<Claim>) {
        out.extend(article.names.iter().map(|mention| {
            Claim::draft(
                mention.sentence,
                mention.span,
                mention.tokens.clone(),
                ClaimContent::Name(NameClaim { kind: mention.kind, resolved: mention.resolved }),
                if mention.title.is_some() { "titled-name" } else { "name" },
            )
        }));
    }
}
