//! Claim ids, made from content: the article's id, the kind and role, and the place in its field.

use sha2::{Digest, Sha256};

use crate::annotate::Annotated;
use crate::model::{Claim, ClaimId};

/// The id of a claim: the same in every run, on every machine, whatever else was read.
pub(super) fn claim_id(article: &Annotated<'_>, claim: &Claim) -> ClaimId {
    let base = article.article.field_start(claim.field);
    let mut hash = Sha256::new();
    hash.update(article.article.id.as_bytes());
    hash.update([0, claim.field as u8, claim.kind() as u8]);
    hash.update([claim.amount().and_then(|a| a.role).map_or(u8::MAX, |role| role as u8)]);
    for piece in &claim.pieces {
        // a title given apart must not change the ids of claims in the body
        hash.update((piece.start.saturating_sub(base)).to_le_bytes());
        hash.update((piece.end.saturating_sub(base)).to_le_bytes());
    }
    let digest = hash.finalize();
    ClaimId(digest.iter().take(8).fold(0, |id, byte| id << 8 | u64::from(*byte)))
}
