//! The plain data that the stages hand on: no behaviour beyond reading itself.
//!
//! In: nothing. Out: the types of every table in the public contract.
//! Invariant: a claim holds byte spans into its article's [`Article::buffer`], never copied text;
//! spans become code points only when a row is written.

mod annotation;
mod article;
mod claim;
mod comparison;
mod curves;
mod discrepancy;
mod group;
mod label;
mod matching;
mod moment;
mod profile;
mod run;
mod segment;
mod span;
mod table;
mod trees;
mod value;
mod weights;

pub use annotation::{
    AttributionMention, CasualtyMention, Class, DateMention, Evidential, NameKind, NameMention, NegationMention,
    NumberForm, NumberMention, QuotationMention, SourceClass, Token, TokenRange, WordId,
};
pub use article::{Analysed, Article, Field, Origin};
pub use claim::{
    AmountClaim, Attribution, Claim, ClaimContent, ClaimId, ClaimIndex, ClaimKind, DateClaim, NameClaim, Pieces,
    QuoteClaim, QuoteType, Relation, Role, SentencePlace, StatementClaim,
};
pub use comparison::{Comparison, StoryComparison};
pub(crate) use curves::KnotRow;
pub use curves::{Curve, Curves, INTERCEPT};
pub use discrepancy::{Between, Departs, Discrepancy, DiscrepancyKind, Severity, Side};
pub use group::{CoverageRow, CoverageStatus, Group, Variant};
pub use label::{LabelRow, LabelTable, LabelUse};
pub use matching::{Match, PairComparison, Probability, Reason, Sentences, Verdict};
pub use moment::Moment;
pub use profile::Profile;
pub use run::{Notice, NoticeKind, RunNotes};
pub use segment::{Block, BlockKind, Segmentation, Sentence};
pub use span::Span;
pub(crate) use table::rows;
pub use trees::{TreeNode, Trees};
pub use value::{Bound, DateRange, Interval};
pub use weights::Weights;
