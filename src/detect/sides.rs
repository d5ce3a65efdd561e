//! The two sides of a discrepancy, made from the claims that say the same.
//!
//! In: the claims of each side. Out: [`Side`]s, `a` the earlier article's.
//! Invariant: a side is shown by its earliest claim whose origin the other side does not share,
//! so that a difference between two copies of one text is shown as such only where nothing else is.

use std::collections::BTreeSet;

use super::StoryView;
use crate::model::{Claim, ClaimIndex, Side, Span};

impl StoryView<'_> {
    /// Both sides in the order of their shown claims' articles; `None` where a side has no claim
    /// or both would be shown by one article and claim.
    ///
    /// Span and value are those of the shown claim; a detector may narrow them.
    #[must_use]
    pub fn sides(&self, left: &[ClaimIndex], right: &[ClaimIndex]) -> Option<(Side, Side)> {
        let shown_left = self.shown(left, right)?;
        let shown_right = self.shown(right, left)?;
        if shown_left == shown_right {
            return None;
        }
        let left = self.side(shown_left, left);
        let right = self.side(shown_right, right);
        Some(if left.claim < right.claim { (left, right) } else { (right, left) })
    }

    /// One side, shown by `claim`.
    #[must_use]
    pub fn side(&self, claim: ClaimIndex, claims: &[ClaimIndex]) -> Side {
        let mut claims = claims.to_vec();
        claims.sort_unstable();
        claims.dedup();
        let span = self.claim(claim).span;
        Side { claim, claims, span, value: self.words(self.claim(claim), span) }
    }

    /// The earliest claim of `own` whose origin is not among those of `other`, else the earliest.
    fn shown(&self, own: &[ClaimIndex], other: &[ClaimIndex]) -> Option<ClaimIndex> {
        let theirs: BTreeSet<&str> = other.iter().map(|c| self.origin(*c)).collect();
        let mut sorted = own.to_vec();
        sorted.sort_unstable();
        sorted.iter().find(|c| !theirs.contains(self.origin(**c))).or(sorted.first()).copied()
    }

    /// The origin of a claim's article.
    #[must_use]
    pub fn origin(&self, claim: ClaimIndex) -> &str {
        let article = self.claims.article_of(self.claim(claim)).article;
        if article.origin.id.is_empty() { &article.id } else { &article.origin.id }
    }

    /// The words of a span of a claim's article on one line.
    #[must_use]
    pub fn words(&self, claim: &Claim, span: Span) -> String {
        one_line(self.claims.article_of(claim).article.slice(span))
    }

    /// Whether a claim holds every word that `span` marks in the article of another.
    #[must_use]
    pub fn has_words(&self, claim: &Claim, other: &Claim, span: Span) -> bool {
        let of_other = self.claims.article_of(other);
        let own = self.claims.tokens_of(claim);
        let words = of_other.tokens_in(&of_other.tokens_of_span(span));
        words.iter().all(|word| own.iter().any(|t| t.word == word.word))
    }
}

/// A text with every run of white space as one blank.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}
