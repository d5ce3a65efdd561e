//! Statements: every sentence that carries claims, and every clause of six or more words.

use smallvec::smallvec;

use super::Extractor;
use crate::annotate::Annotated;
use crate::model::{Attribution, Claim, ClaimContent, ClaimId, ClaimKind, Field, StatementClaim};

pub(super) struct Statements;

impl Extractor for Statements {
    fn kind(&self) -> ClaimKind {
        ClaimKind::Statement
    }

    fn extract(&self, article: &Annotated<'_>, out: &mut Vec<Claim>) {
        for sentence in article.claim_sentences() {
            let span = article.segmentation.sentences[sentence as usize].span;
            out.push(Claim {
                id: ClaimId::default(),
                article: 0,
                field: Field::Text,
                sentence,
                paragraph: 0,
                span,
                pieces: smallvec![span],
                tokens: article.sentence_tokens[sentence as usize].clone(),
                content: ClaimContent::Statement(StatementClaim::default()),
                attribution: Attribution::default(),
                negated: false,
                rule: "sentence",
            });
        }
    }
}
