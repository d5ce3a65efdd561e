//! Numbers for the names in a column of a word list.
//!
//! In: names, row by row. Out: the number of each. Invariant: the first name is 0, the next new one 1.

use rustc_hash::FxHashMap;

/// Names by number, in the order in which they first stand.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    numbers: FxHashMap<String, u32>,
}

impl Numbering {
    /// The number of a name, which gets one.
    pub(super) fn number(&mut self, name: String) -> u32 {
        let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        *self.numbers.entry(name).or_insert(next)
    }
}
