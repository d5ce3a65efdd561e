//! The parts of two sentences that tell one fact: the closest of their clauses, and the typed claims inside both.
//!
//! In: a pair that is alike enough. Out: its matches, of the sentences and of their parts.
//! Invariant: parts are no more alike than their sentences; of the clauses of two sentences one pair is matched.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::clauses::CLAUSES;
use super::{Scorer, Seen, Similar, is_sentence, slot};
use crate::model::{Claim, ClaimContent, ClaimIndex, ClaimKind, Match, Probability, SentencePlace, Sentences};

/// A sentence and its clauses.
type Statements = SmallVec<[ClaimIndex; 1 + CLAUSES]>;

/// The parts of two sentences are compared from this similarity of the sentences up.
const WORTH_PARTING: f64 = 0.3;

/// Clauses that are closer than their sentences by this much tell of a part of what these do.
const CLEARLY_CLOSER: f64 = 0.1;

/// Two sentences or quotations that match, if no rival is closer.
#[derive(Debug, Clone)]
pub struct Likely {
    pub(super) pair: (ClaimIndex, ClaimIndex),
    pub(super) seen: Seen,
    pub(super) whole: Similar,
}

impl Scorer<'_> {
    /// The matches of a pair and of its parts, none of which is more alike than `most`.
    pub(super) fn matches_of(&self, likely: &Likely, most: Probability, least: Probability) -> Vec<Match> {
        let Likely { pair, seen, whole } = likely;
        let mut matches = vec![self.matched(*pair, whole)];
        if self.claim(pair.0).kind() == ClaimKind::Statement && whole.similarity >= Probability::new(WORTH_PARTING) {
            self.match_parts(*pair, whole, (least, *seen), &mut matches);
        }
        for found in &mut matches {
            found.similarity = found.similarity.min(most);
        }
        matches
    }

    /// Adds the matches of the parts of two sentences.
    fn match_parts(
        &self,
        pair: (ClaimIndex, ClaimIndex),
        whole: &Similar,
        (least, seen): (Probability, Seen),
        out: &mut Vec<Match>,
    ) {
        let parts = [pair.0, pair.1].map(|i| self.parts.get(&i).map_or(&[][..], Vec::as_slice));
        let statements = [(pair.0, parts[0]), (pair.1, parts[1])].map(|(i, parts)| self.with_clauses(i, parts));
        // the closest clauses carry the fact that the sentences share, if they are at least as close as those
        if let Some((clauses, closest)) = self.closest(&statements, whole.similarity, seen) {
            let clauses_closer = closest.similarity.get() >= whole.similarity.get() + CLEARLY_CLOSER;
            let sentences = Sentences { a: pair.0, b: pair.1, clauses_closer };
            let found = self.matched(clauses, &Similar { similarity: whole.similarity, ..closest });
            out.push(Match { clauses_of: Some(sentences), ..found });
        }
        self.score_typed(&statements, parts, whole, (least, seen), out);
    }

    /// The closest of the clauses of two sentences, if they are at least so close; neither may be the other's sentence.
    fn closest(
        &self,
        statements: &[Statements; 2],
        mut least: Probability,
        seen: Seen,
    ) -> Option<((ClaimIndex, ClaimIndex), Similar)> {
        let mut closest: Option<((ClaimIndex, ClaimIndex), Similar)> = None;
        for (i, a) in statements[0].iter().enumerate() {
            for (_, b) in statements[1].iter().enumerate().filter(|(j, _)| i + j > 0) {
                let found = self.similar((*a, *b), seen, least);
                let known = closest.as_ref().map(|(pair, score)| (score.similarity, Reverse(*pair)));
                if found.similarity >= least && known.is_none_or(|known| (found.similarity, Reverse((*a, *b))) > known)
                {
                    least = found.similarity;
                    closest = Some(((*a, *b), found));
                }
            }
        }
        closest
    }

    /// A sentence and its clauses.
    fn with_clauses(&self, sentence: ClaimIndex, parts: &[ClaimIndex]) -> Statements {
        let clauses = parts.iter().copied().filter(|i| is_clause(self.claim(*i))).take(CLAUSES);
        std::iter::once(sentence).chain(clauses).collect()
    }

    /// Typed claims: as alike as the closest statements around both, where they fill one slot.
    fn score_typed(
        &self,
        statements: &[Statements; 2],
        parts: [&[ClaimIndex]; 2],
        whole: &Similar,
        (least, seen): (Probability, Seen),
        out: &mut Vec<Match>,
    ) {
        let typed =
            |i: &&ClaimIndex| !matches!(self.claim(**i).content, ClaimContent::Statement(_) | ClaimContent::Quote(_));
        // the smallest statement that holds a claim: a sentence may hold several of the kind
        let around = |statements: &Statements, part: &Claim| {
            let holding = statements.iter().filter(|i| self.claim(**i).span.contains(part.span));
            holding.min_by_key(|i| (self.claim(**i).span.len(), **i)).copied()
        };
        for a in parts[0].iter().filter(typed) {
            for b in parts[1].iter().filter(typed) {
                let (x, y) = (self.claim(*a), self.claim(*b));
                let slot = slot::same_slot(x, y, self.story);
                if slot <= 0.0 {
                    continue;
                }
                let sentences = (statements[0][0], statements[1][0]);
                let only = || [x, y].iter().all(|claim| self.story.is_only_measure(claim));
                let smallest = || around(&statements[0], x).zip(around(&statements[1], y));
                let Some(pair) = (if only() { Some(sentences) } else { smallest() }) else { continue };
                let of_sentences = pair == sentences;
                let closest = if of_sentences { *whole } else { self.similar(pair, seen, least) };
                let similarity = Probability::new(closest.similarity.min(whole.similarity).get() * slot);
                if similarity >= least {
                    out.push(self.matched((*a, *b), &Similar { similarity, ..closest }));
                }
            }
        }
    }
}

/// Whether a claim is a clause of its sentence.
pub(super) fn is_clause(claim: &Claim) -> bool {
    matches!(&claim.content, ClaimContent::Statement(s) if s.clause)
}

/// The claims inside each sentence, by the claim of the sentence; `sentences` are those claims by place.
pub(super) fn parts(
    claims: &[Claim],
    sentences: &FxHashMap<SentencePlace, ClaimIndex>,
) -> FxHashMap<ClaimIndex, Vec<ClaimIndex>> {
    let mut parts: FxHashMap<ClaimIndex, Vec<ClaimIndex>> = FxHashMap::default();
    for (i, claim) in (0..).zip(claims).filter(|(_, c)| !is_sentence(c)) {
        if let Some(sentence) = sentences.get(&claim.place()) {
            parts.entry(*sentence).or_default().push(i);
        }
    }
    parts
}
