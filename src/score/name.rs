//! Whether two name claims name one person, place or body.
//!
//! In: two claims of kind name. Out: yes or no, by the story's name table.
//! Invariant: namesakes stay apart: the table decides by the fullest mention, not by the words at hand.

use crate::extract::StoryClaims;
use crate::model::Claim;

/// Whether both claims' mentions have one name in the story's table.
pub(super) fn same_name(a: &Claim, b: &Claim, story: &StoryClaims<'_>) -> bool {
    let id = |claim: &Claim| story.names.at_span(story.articles, claim.article, claim.span);
    id(a).is_some_and(|name| id(b) == Some(name))
}
