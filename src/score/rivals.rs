//! Sentences that compete for one partner: an article tells a fact in one place or two, so of the
//! sentences of one article that resemble a sentence of another, the closest speak of its fact.
//!
//! In: the pairs of a story that may match, with how alike each is. Out: what is left of each beside its rivals.
//! Invariant: linear in the pairs; the closest pair of a sentence is never lowered, nor one of two leads.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use crate::model::{Claim, ClaimIndex, Probability, SentencePlace};

/// A rival is clearly closer by more than this.
const MARGIN: f64 = 0.05;
/// From here on a pair is sure of itself, whatever its rivals. Chosen on the sample stories.
const SURE: f64 = 0.72;
/// Its first sentences, heading and lead, tell an article's main fact again and again: they do not compete. Of the pairs with a
/// rival inside one story of ECB+, nearly all of such sentences, three of five are right; of those of whole articles two of five.
const LEAD: u32 = 3;
/// The most that a pair with a closer rival has left: it is no match, but stands before those that are less alike.
const LEFT: f64 = 0.49;

/// The closest sentence of an article, and how close it is.
type Closest = (Probability, Reverse<ClaimIndex>);

/// Two claims and how alike they are.
pub(super) type Pair = ((ClaimIndex, ClaimIndex), Probability);

/// The most that may be left of each pair and its parts: of one that stands in two sentences of which either has a clearly closer
/// one in the other's article, less than a match. A closer one that is `much_the_same` as the sentence itself is no rival: a
/// heading and what it heads tell of one fact.
///
/// Words between marks do not compete: a quotation may be split into several.
pub(super) fn most_left(
    claims: &[Claim],
    pairs: &[Pair],
    much_the_same: impl Fn(ClaimIndex, ClaimIndex) -> bool,
) -> Vec<Probability> {
    let mut of_places: FxHashMap<(SentencePlace, SentencePlace), Pair> = FxHashMap::default();
    let mut closest: FxHashMap<(SentencePlace, u32), Closest> = FxHashMap::default();
    for (pair, similarity) in pairs.iter().filter(|(pair, _)| is_of_sentences(claims, *pair)) {
        let (a, b) = places(claims, *pair);
        of_places.insert((a, b), (*pair, *similarity));
        for (key, partner) in [((a, b.0), pair.1), ((b, a.0), pair.0)] {
            let known = closest.entry(key).or_default();
            *known = (*known).max((*similarity, Reverse(partner)));
        }
    }
    let left = |(pair, _): &Pair| {
        if is_of_speech(claims, *pair) {
            return Probability::ONE;
        }
        let (a, b) = places(claims, *pair);
        let Some(((x, y), own)) = of_places.get(&(a, b)) else { return Probability::ONE };
        let has_rival = |key, own_partner| {
            closest.get(&key).is_some_and(|(best, Reverse(rival))| {
                best.get() > own.get() + MARGIN && !much_the_same(*rival, own_partner)
            })
        };
        let of_leads = a.1 < LEAD && b.1 < LEAD;
        let is_beaten = own.get() < SURE && !of_leads && (has_rival((a, b.0), *y) || has_rival((b, a.0), *x));
        if is_beaten { Probability::new(LEFT) } else { Probability::ONE }
    };
    pairs.iter().map(left).collect()
}

fn is_of_sentences(claims: &[Claim], (a, b): (ClaimIndex, ClaimIndex)) -> bool {
    [a, b].iter().all(|i| super::is_sentence(&claims[*i as usize]))
}

/// Whether a pair is of words that stand between marks.
fn is_of_speech(claims: &[Claim], (a, b): (ClaimIndex, ClaimIndex)) -> bool {
    [a, b].iter().all(|i| claims[*i as usize].is_in_marks())
}

fn places(claims: &[Claim], (a, b): (ClaimIndex, ClaimIndex)) -> (SentencePlace, SentencePlace) {
    let place = |i: ClaimIndex| claims[i as usize].place();
    (place(a), place(b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::invented::sentence;

    fn found(a: ClaimIndex, b: ClaimIndex, similarity: f64) -> Pair {
        ((a, b), Probability::new(similarity))
    }

    /// A sentence of one article and two of another.
    const TWO_OF_ONE_ARTICLE: [(u32, u32); 3] = [(0, 5), (1, 5), (1, 6)];

    /// What is left at a half or above, of pairs among sentences given by article and place.
    fn left(
        places: &[(u32, u32)],
        pairs: Vec<Pair>,
        much_the_same: impl Fn(ClaimIndex, ClaimIndex) -> bool,
    ) -> Vec<(u32, u32)> {
        let claims: Vec<Claim> = places.iter().map(|(article, at)| sentence(*article, *at)).collect();
        let most = most_left(&claims, &pairs, much_the_same);
        let left = pairs.into_iter().zip(most).filter(|((_, own), most)| *most.min(own) >= Probability::HALF);
        left.map(|((pair, _), _)| pair).collect()
    }

    #[test]
    fn the_closest_of_an_article_is_kept_and_its_rivals_are_lowered() {
        // one sentence of article 0, two of article 1, one of article 2
        let matches = vec![found(0, 1, 0.9), found(0, 2, 0.6), found(0, 3, 0.6)];
        let left = left(&[(0, 5), (1, 5), (1, 6), (2, 5)], matches, |_, _| false);
        assert_eq!(left, [(0, 1), (0, 3)], "the partner in another article does not compete");
    }

    #[test]
    fn a_pair_that_is_sure_needs_no_other() {
        let left = left(&TWO_OF_ONE_ARTICLE, vec![found(0, 1, 0.95), found(0, 2, 0.8)], |_, _| false);
        assert_eq!(left.len(), 2);
    }

    #[test]
    fn a_sentence_that_says_the_same_is_no_rival() {
        let left = left(&TWO_OF_ONE_ARTICLE, vec![found(0, 1, 0.9), found(0, 2, 0.6)], |a, b| [a, b] == [1, 2]);
        assert_eq!(left.len(), 2, "claims 1 and 2 are a heading and its sentence");
    }

    #[test]
    fn the_first_sentences_do_not_compete() {
        let matches = || vec![found(0, 1, 0.9), found(0, 2, 0.6)];
        assert_eq!(left(&[(0, 0), (1, 0), (1, 1)], matches(), |_, _| false).len(), 2);
        assert_eq!(left(&[(0, 0), (1, 0), (1, 9)], matches(), |_, _| false), [(0, 1)]);
    }

    #[test]
    fn near_equals_are_both_kept() {
        let left = left(&TWO_OF_ONE_ARTICLE, vec![found(0, 1, 0.62), found(0, 2, 0.6)], |_, _| false);
        assert_eq!(left.len(), 2);
    }
}
