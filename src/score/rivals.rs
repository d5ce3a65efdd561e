//! Sentences that compete for one partner: an article tells a fact in one place or two, so of the
//! sentences of one article that resemble a sentence of another, the closest speak of its fact.
//!
//! In: the matches of a story. Out: the same, lowered where a rival is clearly closer.
//! Invariant: linear in the matches; the closest pair of a sentence is never lowered.

use rustc_hash::FxHashMap;

use crate::model::{Claim, ClaimKind, Match, Probability};

/// A rival is clearly closer by more than this.
const MARGIN: f64 = 0.05;
/// What is left of the similarity of a pair with a closer rival. Chosen on the sample stories.
const LEFT: f64 = 0.7;

/// A sentence: its article and its index there.
type Place = (u32, u32);

/// Lowers what stands in a pair of sentences of which either has a clearly closer one in the
/// other's article, and leaves out what falls below `least`.
///
/// Quotations do not compete: one may be split into several.
pub(super) fn settle(claims: &[Claim], matches: &mut Vec<Match>, least: Probability) {
    let mut of_pair: FxHashMap<(Place, Place), Probability> = FxHashMap::default();
    let mut closest: FxHashMap<(Place, u32), Probability> = FxHashMap::default();
    for found in matches.iter().filter(|m| kind(claims, m) == ClaimKind::Statement) {
        let (a, b) = places(claims, found);
        let raise = |known: &mut Probability| *known = (*known).max(found.similarity);
        raise(of_pair.entry((a, b)).or_default());
        raise(closest.entry((a, b.0)).or_default());
        raise(closest.entry((b, a.0)).or_default());
    }
    for found in matches.iter_mut().filter(|m| kind(claims, m) != ClaimKind::Quote) {
        let (a, b) = places(claims, found);
        let Some(own) = of_pair.get(&(a, b)) else { continue };
        let is_closer = |key| closest.get(&key).is_some_and(|best| best.get() > own.get() + MARGIN);
        if is_closer((a, b.0)) || is_closer((b, a.0)) {
            found.similarity = Probability::new(found.similarity.get() * LEFT);
        }
    }
    matches.retain(|m| m.similarity >= least);
}

fn kind(claims: &[Claim], found: &Match) -> ClaimKind {
    claims[found.a as usize].kind()
}

fn places(claims: &[Claim], found: &Match) -> (Place, Place) {
    let place = |i: u32| (claims[i as usize].article, claims[i as usize].sentence);
    (place(found.a), place(found.b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Verdict;
    use crate::score::invented::sentence;

    fn found(a: u32, b: u32, similarity: f64) -> Match {
        let similarity = Probability::new(similarity);
        let (equivalence, verdict) = (Probability::ZERO, Verdict::Compatible);
        Match { a, b, similarity, equivalence, verdict, reasons: Vec::new(), group: None }
    }

    #[test]
    fn the_closest_of_an_article_is_kept_and_its_rivals_are_lowered() {
        // one sentence of article 0, two of article 1, one of article 2
        let claims = [sentence(0, 0), sentence(1, 0), sentence(1, 1), sentence(2, 0)];
        let mut matches = vec![found(0, 1, 0.9), found(0, 2, 0.6), found(0, 3, 0.6)];
        settle(&claims, &mut matches, Probability::HALF);
        let left: Vec<(u32, u32)> = matches.iter().map(|m| (m.a, m.b)).collect();
        assert_eq!(left, [(0, 1), (0, 3)], "the partner in another article does not compete");
    }

    #[test]
    fn near_equals_are_both_kept() {
        let claims = [sentence(0, 0), sentence(1, 0), sentence(1, 1)];
        let mut matches = vec![found(0, 1, 0.62), found(0, 2, 0.6)];
        settle(&claims, &mut matches, Probability::HALF);
        assert_eq!(matches.len(), 2);
    }
}
