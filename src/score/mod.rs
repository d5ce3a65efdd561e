//! How alike two claims are, and what the pair's verdict is.
//!
//! In: candidate pairs of sentences and quotations. Out: a [`Match`] for each pair of claims at or
//! above the threshold: sentences, their clauses, and the typed claims inside them.
//! Invariant: differing values, speakers or polarity never lower the similarity: they decide the verdict.

pub mod amount;
pub mod date;
mod features;
mod fit;
mod model;
mod name;
pub mod polarity;
mod profile;
pub mod quote;
mod slot;

use rustc_hash::FxHashMap;

pub use features::{Features, NAMES as FEATURE_NAMES, SAYS_THE_SAME_ONLY};
pub use fit::{Example, Fit};
pub use model::Model;
use profile::{LocalCounts, Profile};

use crate::candidates::Candidates;
use crate::config::Settings;
use crate::extract::StoryClaims;
use crate::language::Pack;
use crate::model::{Claim, ClaimContent, ClaimIndex, ClaimKind, Match, Probability, Reason, Verdict};
use crate::story::Sketch;

/// Scores the candidates of a story and keeps those at or above `settings.min_similarity`, by `a` then `b`.
#[must_use]
pub fn score(story: &StoryClaims<'_>, candidates: &Candidates, settings: &Settings) -> Vec<Match> {
    Scorer::new(story).score(candidates, settings)
}

/// Sorts matches by claims and keeps the best of each pair: two clauses may lead to one.
fn keep_best(matches: &mut Vec<Match>) {
    matches.sort_by(|x, y| (x.a, x.b).cmp(&(y.a, y.b)).then(y.similarity.cmp(&x.similarity)));
    matches.dedup_by_key(|m| (m.a, m.b));
}

/// The probabilities of a pair of texts.
#[derive(Debug, Clone, PartialEq)]
pub struct PairScore {
    /// That both speak of the same fact.
    pub similarity: Probability,
    /// That they also say the same about it.
    pub equivalence: Probability,
    features: Features,
}

impl PairScore {
    /// The features of the pair.
    #[must_use]
    pub const fn features(&self) -> &Features {
        &self.features
    }
}

/// Scores pairs of one story: everything that does not depend on the pair is computed once.
#[derive(Debug)]
pub struct Scorer<'a> {
    story: &'a StoryClaims<'a>,
    profiles: Vec<Profile>,
    sketches: Vec<Sketch>,
    similarity: Model,
    equivalence: Model,
    /// How alike the articles are, where that is not known from their texts.
    alike: Option<f32>,
    /// The clauses and typed claims of each sentence, by the sentence's own claim.
    parts: FxHashMap<ClaimIndex, Vec<ClaimIndex>>,
}

impl<'a> Scorer<'a> {
    /// Prepares a story.
    #[must_use]
    pub fn new(story: &'a StoryClaims<'a>) -> Self {
        let local = LocalCounts::of(story.articles);
        let profile = |claim: &Claim| match claim.content {
            ClaimContent::Statement(_) | ClaimContent::Quote(_) => Profile::of(claim, story, &local),
            _ => Profile::default(),
        };
        let pack = story.articles.first().map_or_else(|| crate::language::pack(""), |a| a.pack);
        Self {
            story,
            profiles: story.claims.iter().map(profile).collect(),
            sketches: story.articles.iter().map(sketch).collect(),
            similarity: Model::new(&pack.similarity),
            equivalence: Model::new(&pack.equivalence),
            alike: None,
            parts: parts(story.claims),
        }
    }

    /// Prepares two texts that a script already has: what articles they come from is not known.
    #[must_use]
    pub fn new_pair(story: &'a StoryClaims<'a>) -> Self {
        Self { alike: Some(ALIKE_UNKNOWN), ..Self::new(story) }
    }

    /// Scores candidates and keeps the matches at or above `settings.min_similarity`, by `a` then `b`.
    #[must_use]
    pub fn score(&self, candidates: &Candidates, settings: &Settings) -> Vec<Match> {
        let mut matches = Vec::new();
        for pair in &candidates.pairs {
            self.score_pair(*pair, settings, &mut matches);
        }
        keep_best(&mut matches);
        matches
    }

    /// Adds the matches that a candidate pair leads to.
    fn score_pair(&self, pair: (ClaimIndex, ClaimIndex), settings: &Settings, out: &mut Vec<Match>) {
        let whole = self.pair(pair.0, pair.1);
        let least = Probability::new(settings.min_similarity);
        if whole.similarity >= least {
            out.push(self.matched(pair, &whole));
        }
        if self.story.claims[pair.0 as usize].kind() != ClaimKind::Statement || !worth_parting(&whole) {
            return;
        }
        let none = Vec::new();
        let parts = [pair.0, pair.1].map(|i| self.parts.get(&i).unwrap_or(&none));
        let clauses = self.score_clauses(pair, parts, &whole, least, out);
        self.score_typed(parts, &whole, &clauses, least, out);
    }

    /// Clauses against clauses and whole sentences; what was found, for the typed claims inside them.
    fn score_clauses(
        &self,
        pair: (ClaimIndex, ClaimIndex),
        parts: [&Vec<ClaimIndex>; 2],
        whole: &PairScore,
        least: Probability,
        out: &mut Vec<Match>,
    ) -> Vec<(ClaimIndex, ClaimIndex, PairScore)> {
        let mut found = vec![(pair.0, pair.1, whole.clone())];
        let side = |sentence: ClaimIndex, parts: &[ClaimIndex]| {
            let clauses = parts.iter().copied().filter(|i| self.is_clause(*i)).take(CLAUSES);
            std::iter::once(sentence).chain(clauses).collect::<Vec<_>>()
        };
        let (left, right) = (side(pair.0, parts[0]), side(pair.1, parts[1]));
        for a in &left {
            for b in right.iter().filter(|b| (*a, **b) != (pair.0, pair.1)) {
                let score = self.pair(*a, *b);
                if score.similarity >= least {
                    out.push(self.matched((*a, *b), &score));
                }
                found.push((*a, *b, score));
            }
        }
        found
    }

    /// Typed claims: as alike as the best pair of statements around them, where they fill one slot.
    fn score_typed(
        &self,
        parts: [&Vec<ClaimIndex>; 2],
        whole: &PairScore,
        clauses: &[(ClaimIndex, ClaimIndex, PairScore)],
        least: Probability,
        out: &mut Vec<Match>,
    ) {
        let typed = |i: &&ClaimIndex| {
            !matches!(self.story.claims[**i as usize].content, ClaimContent::Statement(_) | ClaimContent::Quote(_))
        };
        for a in parts[0].iter().filter(typed) {
            for b in parts[1].iter().filter(typed) {
                let (x, y) = (&self.story.claims[*a as usize], &self.story.claims[*b as usize]);
                let slot = slot::same_slot(x, y, self.story);
                if slot <= 0.0 {
                    continue;
                }
                let around = |(i, j, score): &'_ &(ClaimIndex, ClaimIndex, PairScore)| {
                    let inside =
                        |whole: ClaimIndex, part: &Claim| self.story.claims[whole as usize].span.contains(part.span);
                    score.similarity > whole.similarity && inside(*i, x) && inside(*j, y)
                };
                let best = clauses.iter().filter(around).map(|c| &c.2).max_by_key(|s| s.similarity).unwrap_or(whole);
                let similarity = Probability::new(best.similarity.get() * slot);
                if similarity >= least {
                    out.push(self.matched((*a, *b), &PairScore { similarity, ..best.clone() }));
                }
            }
        }
    }

    fn is_clause(&self, claim: ClaimIndex) -> bool {
        matches!(&self.story.claims[claim as usize].content, ClaimContent::Statement(s) if s.clause)
    }

    /// Scores two statements or quotations.
    #[must_use]
    pub fn pair(&self, a: ClaimIndex, b: ClaimIndex) -> PairScore {
        let articles = [a, b].map(|i| self.story.claims[i as usize].article as usize);
        let alike = self.alike.unwrap_or_else(|| self.sketches[articles[0]].cosine(&self.sketches[articles[1]]));
        let features = features::features(&self.profiles[a as usize], &self.profiles[b as usize], alike);
        PairScore {
            similarity: self.similarity.probability(&features),
            equivalence: self.equivalence.probability(&features),
            features,
        }
    }

    /// What each feature added to the log-odds of `similarity`.
    #[must_use]
    pub fn reasons(&self, score: &PairScore) -> Vec<Reason> {
        self.similarity.reasons(&score.features)
    }

    fn matched(&self, pair: (ClaimIndex, ClaimIndex), score: &PairScore) -> Match {
        let (a, b) = (pair.0.min(pair.1), pair.0.max(pair.1));
        Match {
            a,
            b,
            similarity: score.similarity,
            equivalence: score.equivalence,
            verdict: verdict(self.story, a, b, score),
            reasons: self.reasons(score),
            group: None,
        }
    }
}

/// How alike the articles of matching sentences are on average in the training set.
const ALIKE_UNKNOWN: f32 = 0.35;

/// A sentence of more clauses than this is a list, whose first clauses are compared.
const CLAUSES: usize = 8;

/// Whether the parts of two sentences may match: the sentences share something rare.
fn worth_parting(score: &PairScore) -> bool {
    score.similarity >= Probability::new(0.05)
}

/// How two matched claims stand to each other, from the two alone.
fn verdict(story: &StoryClaims<'_>, a: ClaimIndex, b: ClaimIndex, score: &PairScore) -> Verdict {
    let (x, y) = (&story.claims[a as usize], &story.claims[b as usize]);
    let by_signs = match (x.kind(), y.kind()) {
        (ClaimKind::Casualty | ClaimKind::Quantity, _) => return amount::verdict(x, y, story).verdict,
        (ClaimKind::Date, _) => return date::verdict(x, y).verdict,
        (ClaimKind::Statement, ClaimKind::Statement) if score.similarity >= Probability::HALF => {
            polarity::polarity(story, x, y).map(|found| found.polarity)
        }
        (ClaimKind::Quote | ClaimKind::Name | ClaimKind::Statement, _) => None,
    };
    match by_signs {
        Some(polarity::Polarity::Opposed) => Verdict::Conflict,
        Some(polarity::Polarity::Agree) => Verdict::Agree,
        _ if score.equivalence >= Probability::HALF => Verdict::Agree,
        _ => Verdict::Compatible,
    }
}

/// An article's sketch from its stems.
fn sketch(article: &crate::annotate::Annotated<'_>) -> Sketch {
    let pack: &Pack = article.pack;
    let tokens = article.tokens.iter().filter(|t| profile::carries_meaning(t));
    Sketch::of(tokens.map(|t| (t.stem, pack.rarity.weight(t.word))))
}

/// The claims inside each sentence, by the claim of the sentence.
fn parts(claims: &[Claim]) -> FxHashMap<ClaimIndex, Vec<ClaimIndex>> {
    let whole = |c: &Claim| matches!(&c.content, ClaimContent::Statement(s) if !s.clause);
    let sentences: FxHashMap<(u32, u32), ClaimIndex> =
        (0..).zip(claims).filter(|(_, c)| whole(c)).map(|(i, c)| ((c.article, c.sentence), i)).collect();
    let mut parts: FxHashMap<ClaimIndex, Vec<ClaimIndex>> = FxHashMap::default();
    for (i, claim) in (0..).zip(claims).filter(|(_, c)| !whole(c)) {
        if let Some(sentence) = sentences.get(&(claim.article, claim.sentence)) {
            parts.entry(*sentence).or_default().push(i);
        }
    }
    parts
}
