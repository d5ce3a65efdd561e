//! What was learned from a corpus of its own and is given as input: lines that outlets repeat.

use std::collections::{BTreeMap, BTreeSet};

/// Keys of the lines and sentences that each outlet repeats over many articles.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Profile {
    /// By outlet; the key of a line is that of [`line_key`](crate::segment::line_key).
    pub lines: BTreeMap<String, BTreeSet<u64>>,
}
