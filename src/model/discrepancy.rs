//! A difference between two variants that a reader should know of.

use serde::{Deserialize, Serialize};

use super::{ClaimIndex, Probability, Span};

macro_rules! discrepancy_kinds {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// What differs. The name is stable for ever.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum DiscrepancyKind {
            $($(#[$doc])* #[serde(rename = $name)] $variant,)*
        }

        impl DiscrepancyKind {
            /// Every kind, in the order of the design.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The contract's name of the kind.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

discrepancy_kinds! {
    /// Values that cannot both hold.
    NumberConflict = "number-conflict",
    /// The same event on different days.
    DateConflict = "date-conflict",
    /// Words of a quotation changed.
    QuoteAltered = "quote-altered",
    /// A quotation cut short.
    QuoteTruncated = "quote-truncated",
    /// The same words given to another speaker.
    QuoteReattributed = "quote-reattributed",
    /// Another person, body or place in the same slot.
    EntityConflict = "entity-conflict",
    /// Another doer, or none.
    AgentDiffers = "agent-differs",
    /// Another target.
    TargetDiffers = "target-differs",
    /// One affirms what the other denies.
    PolarityConflict = "polarity-conflict",
    /// A claim with a source here, stated as fact there.
    AttributionDropped = "attribution-dropped",
    /// Different labels for the same people or acts.
    Wording = "wording",
    /// One name spelled two ways.
    NameVariant = "name-variant",
    /// What most carry and one does not.
    Omission = "omission",
    /// A running figure that later reports replace.
    TollUpdate = "toll-update",
    /// Two versions of one article differ.
    Revision = "revision",
}

/// How much it matters, by the written rule of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// For the curious.
    #[default]
    Info,
    /// Worth a look.
    Minor,
    /// Worth a call.
    Major,
}

impl Severity {
    /// The contract's name of the severity.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

/// Which of two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Departs {
    /// The first side.
    A,
    /// The second side.
    B,
}

/// Between whom the conflict stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Between {
    /// Two outlets tell it differently.
    Outlets,
    /// The sources they cite differ.
    Sources,
    /// One source on two occasions.
    Times,
}

impl Between {
    /// The contract's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Outlets => "outlets",
            Self::Sources => "sources",
            Self::Times => "times",
        }
    }
}

/// One side of a discrepancy.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// The claim shown.
    pub claim: ClaimIndex,
    /// All claims that say the same, in the story's order, the one shown among them.
    pub claims: Vec<ClaimIndex>,
    /// The passage shown: the claim's span or a part of it.
    pub span: Span,
    /// What stands here: the number, the words, the name.
    pub value: String,
}

impl Side {
    /// Adds claims that say the same.
    pub fn add(&mut self, claims: impl IntoIterator<Item = ClaimIndex>) {
        self.claims.extend(claims);
        self.claims.sort_unstable();
        self.claims.dedup();
    }
}

/// A difference between two variants that a reader should know of.
#[derive(Debug, Clone, PartialEq)]
pub struct Discrepancy {
    /// Stable id, made from kind and both claims; `d` and 15 hex digits.
    pub id: String,
    /// What differs.
    pub kind: DiscrepancyKind,
    /// Index of the group, where both sides are of one.
    pub group: Option<u32>,
    /// How much it matters.
    pub severity: Severity,
    /// Calibrated probability that it is real; empty where no data of the kind was measured.
    pub confidence: Option<Probability>,
    /// One plain sentence.
    pub summary: String,
    /// The earlier article's side.
    pub a: Side,
    /// The later article's side.
    pub b: Side,
    /// A readable word diff or delta.
    pub difference: String,
    /// The side that lacks the source, has the shorter quotation, is stale or omits.
    pub departs: Option<Departs>,
    /// Between whom.
    pub between: Between,
    /// The rule and its evidence.
    pub why: String,
}

impl Discrepancy {
    /// Whether the article of a side says nothing of what the other tells: its claim only says which article it is.
    #[must_use]
    pub fn is_silent(&self, side: Departs) -> bool {
        self.kind == DiscrepancyKind::Omission && self.departs == Some(side)
    }
}
