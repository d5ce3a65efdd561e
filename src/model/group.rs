//! All claims of a story about one fact, folded into variants.

use serde::{Deserialize, Serialize};

use super::{ClaimIndex, ClaimKind, Moment, Verdict};

/// Claims of a group that say the same: same value, wording, speaker.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Variant {
    /// Its claims in the story's order: by article (earliest first), then place in the text.
    pub claims: Vec<ClaimIndex>,
}

/// All claims of a story about one fact.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Stable id, made from its members' ids; `g` and 15 hex digits.
    pub id: String,
    /// The kind of its claims.
    pub kind: ClaimKind,
    /// Every claim, in the story's order.
    pub members: Vec<ClaimIndex>,
    /// The members folded by what they say, in order of their first claim.
    pub variants: Vec<Variant>,
    /// The claim whose wording is the clearest.
    pub label: ClaimIndex,
    /// When its first claim was published.
    pub first_published: Option<Moment>,
    /// The worst verdict among its matches.
    pub verdict: Verdict,
}

/// Whether an outlet carries a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CoverageStatus {
    /// It does.
    Present,
    /// It published later with a complete text, and does not.
    Omitted,
    /// It published before the claim was known.
    NotYetKnown,
    /// Which came first cannot be told.
    OrderUnknown,
}

impl CoverageStatus {
    /// The contract's name of the status.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Omitted => "omitted",
            Self::NotYetKnown => "not-yet-known",
            Self::OrderUnknown => "order-unknown",
        }
    }
}

/// One outlet's treatment of one group.
#[derive(Debug, Clone, PartialEq)]
pub struct CoverageRow {
    /// Index of the group in its story.
    pub group: u32,
    /// The outlet.
    pub outlet: String,
    /// Whether it carries the claim.
    pub status: CoverageStatus,
    /// How often.
    pub mentions: u32,
    /// When first.
    pub first_published: Option<Moment>,
    /// How far into the article its first mention stands: 0 the start, 1 the end.
    pub position: Option<f64>,
    /// Whether every mention is attributed to a source.
    pub attributed: Option<bool>,
    /// The origin of the outlet's (first) article that carries it.
    pub origin: Option<String>,
}
