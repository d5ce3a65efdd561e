//! The best overlap of a sentence or clause of the one with one of the other, without a look at each pair.
//!
//! In: the terms of a sentence and of its clauses. Out: [`Clauses`], and the best overlap of two.
//! Invariant: a clause's terms are among its sentence's; the cost grows with the terms that are shared.

use smallvec::SmallVec;

use super::profile::{Profile, Term};

/// A sentence of more clauses than this is a list, whose first clauses are compared.
pub(super) const CLAUSES: usize = 8;

/// Which of its terms the clauses of a sentence hold; nothing for a statement without clauses.
#[derive(Debug, Clone, Default)]
pub(crate) struct Clauses {
    /// For each term of the sentence, who holds it, a bit each: the sentence itself, then its clauses.
    holders: SmallVec<[u16; 12]>,
    /// The local weight of each of them.
    local: SmallVec<[f32; 4]>,
}

impl Clauses {
    /// Reads the clauses of a sentence: at most [`CLAUSES`].
    pub(super) fn of<'p>(sentence: &Profile, clauses: impl Iterator<Item = &'p Profile>) -> Self {
        let mut found = Self {
            holders: SmallVec::from_elem(1, sentence.terms.len()),
            local: SmallVec::from_elem(sentence.local, 1),
        };
        for (bit, clause) in (1..).zip(clauses.take(CLAUSES)) {
            found.local.push(clause.local);
            for term in &clause.terms {
                if let Ok(at) = sentence.terms.binary_search_by_key(&term.id, |t| t.id) {
                    found.holders[at] |= 1 << bit;
                }
            }
        }
        found
    }

    /// Who holds a term.
    fn holders(&self, term: usize) -> u16 {
        self.holders.get(term).copied().unwrap_or(1)
    }
}

/// The greatest overlap, by local weight, of a sentence or clause of the one with one of the other;
/// `both` are the places of the terms that they share.
pub(super) fn best_overlap(a: &Profile, b: &Profile, both: &[(u16, u16)]) -> f32 {
    if a.clauses.local.is_empty() && b.clauses.local.is_empty() {
        let shared: f32 = both.iter().map(|(i, _)| a.terms[usize::from(*i)].local).sum();
        return if shared > 0.0 { shared / (a.local + b.local - shared) } else { 0.0 };
    }
    let mut shared = [[0.0f32; CLAUSES + 1]; CLAUSES + 1];
    for (i, j) in both {
        let Term { local, .. } = a.terms[usize::from(*i)];
        let others = b.clauses.holders(usize::from(*j));
        for x in bits(a.clauses.holders(usize::from(*i))) {
            for y in bits(others) {
                shared[x][y] += local;
            }
        }
    }
    let local = |profile: &Profile, at: usize| profile.clauses.local.get(at).copied().unwrap_or(profile.local);
    let mut best = 0.0f32;
    for (x, shared) in shared.iter().enumerate().take(a.clauses.local.len().max(1)) {
        for (y, shared) in shared.iter().enumerate().take(b.clauses.local.len().max(1)).filter(|(_, s)| **s > 0.0) {
            best = best.max(shared / (local(a, x) + local(b, y) - shared));
        }
    }
    best
}

/// The places of bits, ascending.
fn bits(mut bits: u16) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = bits.trailing_zeros() as usize;
        bits &= bits.wrapping_sub(1);
        (place <= CLAUSES).then_some(place)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(words: &[u32]) -> Profile {
        let terms: SmallVec<_> =
            words.iter().map(|id| Term { id: *id, weight: 1.0, local: 2.0, name: false }).collect();
        Profile { local: 2.0 * terms.len() as f32, terms, ..Profile::default() }
    }

    fn with_clauses(words: &[u32], clauses: &[&[u32]]) -> Profile {
        let sentence = said(words);
        let clauses: Vec<Profile> = clauses.iter().map(|words| said(words)).collect();
        Profile { clauses: Clauses::of(&sentence, clauses.iter()), ..sentence }
    }

    fn best(a: &Profile, b: &Profile) -> f32 {
        let place = |i: usize| u16::try_from(i).unwrap_or(u16::MAX);
        let at = |id: u32| b.terms.iter().position(|t| t.id == id).map(place);
        let both: Vec<(u16, u16)> = (0..).zip(&a.terms).filter_map(|(i, t)| Some((i, at(t.id)?))).collect();
        best_overlap(a, b, &both)
    }

    #[test]
    fn a_clause_may_be_closer_than_its_sentence() {
        let (long, short) = (with_clauses(&[1, 2, 3, 4, 5, 6], &[&[1, 2, 3], &[4, 5, 6]]), said(&[1, 2, 3]));
        assert!((best(&long, &short) - 1.0).abs() < 1e-6);
        assert!((best(&short, &long) - 1.0).abs() < 1e-6);
        let crossed = with_clauses(&[1, 4], &[&[1], &[4]]);
        assert!((best(&long, &crossed) - 1.0 / 3.0).abs() < 1e-6, "sentences share 2 of 6, clauses 1 of 3");
    }

    #[test]
    fn statements_without_clauses_overlap_as_they_are() {
        assert!((best(&said(&[1, 2, 3]), &said(&[2, 3, 4])) - 0.5).abs() < 1e-6);
        assert!(best(&said(&[1]), &said(&[2])).abs() < 1e-6);
        assert!(best(&said(&[]), &said(&[])).abs() < 1e-6);
    }
}
