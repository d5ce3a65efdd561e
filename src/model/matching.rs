//! Two claims of different articles that speak of the same fact.

use serde::{Deserialize, Serialize};

use super::{ClaimIndex, DiscrepancyKind};

/// A probability in thousandths: fixed-point, so that every machine sorts and prints it alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Probability(u16);

impl Probability {
    /// Certainly not.
    pub const ZERO: Self = Self(0);
    /// One half: the decision between yes and no.
    pub const HALF: Self = Self(500);
    /// Certain.
    pub const ONE: Self = Self(1000);

    /// The nearest thousandth to `p`, clamped to 0..=1; not a number becomes 0.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=1000")]
    pub fn new(p: f64) -> Self {
        Self((p.clamp(0.0, 1.0) * 1000.0).round() as u16)
    }

    /// As a float.
    #[must_use]
    pub fn get(self) -> f64 {
        f64::from(self.0) / 1000.0
    }

    /// The probability where something else, whose log-odds are given, speaks for it too; what is impossible or certain stays so.
    #[must_use]
    pub fn and(self, log_odds: f64) -> Self {
        let p = self.get();
        let odds = p / (1.0 - p) * log_odds.exp();
        if odds.is_finite() { Self::new(odds / (1.0 + odds)) } else { self }
    }

    /// In thousandths.
    #[must_use]
    pub const fn thousandths(self) -> u16 {
        self.0
    }
}

/// How two claims about one fact stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// They say the same.
    Agree,
    /// Vague against exact: both can be true.
    Compatible,
    /// One is more precise.
    Refines,
    /// A later report of a running figure.
    Updates,
    /// Other place, period, subset or unit: not comparable.
    DifferentScope,
    /// They cannot both hold.
    Conflict,
    /// They do not speak of one fact (given pairs only).
    Unrelated,
}

impl Verdict {
    /// The contract's name of the verdict.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Agree => "agree",
            Self::Compatible => "compatible",
            Self::Refines => "refines",
            Self::Updates => "updates",
            Self::DifferentScope => "different-scope",
            Self::Conflict => "conflict",
            Self::Unrelated => "unrelated",
        }
    }

    /// The worse of two, in the order of the contract: conflict is the worst.
    #[must_use]
    pub const fn worse(self, other: Self) -> Self {
        if other.gravity() > self.gravity() { other } else { self }
    }

    const fn gravity(self) -> u8 {
        match self {
            Self::Unrelated => 0,
            Self::Agree => 1,
            Self::Compatible => 2,
            Self::DifferentScope => 3,
            Self::Refines => 4,
            Self::Updates => 5,
            Self::Conflict => 6,
        }
    }
}

/// One part of a score: a feature, its value and what it added to the log-odds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// Name of the feature.
    #[serde(skip_deserializing)]
    pub feature: &'static str,
    /// Its value, rounded to thousandths.
    pub value: f32,
    /// Weight times value, rounded to thousandths.
    pub contribution: f32,
}

/// Two claims of different articles of one story, `a` before `b` in the story's order of claims.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// The claim of the earlier article.
    pub a: ClaimIndex,
    /// The claim of the later article.
    pub b: ClaimIndex,
    /// The probability that both speak of the same fact.
    pub similarity: Probability,
    /// The probability that they also say the same about it.
    pub equivalence: Probability,
    /// How they stand to each other.
    pub verdict: Verdict,
    /// Why.
    pub reasons: Vec<Reason>,
    /// Index of their group, where they are in one and the same.
    pub group: Option<u32>,
    /// The two sentences whose clauses these are: a match of the two stands beside this one.
    pub clauses_of: Option<Sentences>,
}

/// The two sentences of matching clauses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentences {
    /// That of the earlier article.
    pub a: ClaimIndex,
    /// That of the later article.
    pub b: ClaimIndex,
    /// Whether the clauses are clearly closer than they: the clauses say in which part of the sentences the fact stands.
    pub clauses_closer: bool,
}

/// What a given pair of texts is found to be: one row of `match`.
#[derive(Debug, Clone, PartialEq)]
pub struct PairComparison {
    /// The probability that both speak of the same fact.
    pub similarity: Probability,
    /// The probability that they also say the same about it.
    pub equivalence: Probability,
    /// How they stand to each other; `unrelated` where they do not speak of one fact.
    pub verdict: Verdict,
    /// The kinds of discrepancies found, each once, in the order of the design.
    pub kinds: Vec<DiscrepancyKind>,
    /// Why.
    pub reasons: Vec<Reason>,
}
