//! The tables of the public contract, one file each.

mod articles;
mod claims;
mod coverage;
mod discrepancies;
mod groups;
mod labels;
mod matches;
mod outlets;
mod pairs;
mod sentences;
mod stories;

pub use articles::ARTICLES;
pub use claims::CLAIMS;
pub use coverage::COVERAGE;
pub use discrepancies::DISCREPANCIES;
pub use groups::GROUPS;
pub use labels::LABELS;
pub use matches::MATCHES;
pub use outlets::{OUTLETS, Outlets};
pub use pairs::{PAIRS, pair_row};
pub use sentences::SENTENCES;
pub use stories::STORIES;

use super::{StoryTable, Table};

/// Every table, in the order of the contract.
pub static TABLES: &[&dyn Table] =
    &[ARTICLES, SENTENCES, CLAIMS, MATCHES, GROUPS, DISCREPANCIES, COVERAGE, STORIES, OUTLETS, PAIRS, LABELS];

/// The tables of a comparison whose rows come story by story.
pub static STORY_TABLES: &[&dyn StoryTable] =
    &[ARTICLES, SENTENCES, CLAIMS, MATCHES, GROUPS, DISCREPANCIES, COVERAGE, STORIES, LABELS];
