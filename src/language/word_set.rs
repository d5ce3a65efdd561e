//! Plain lists of words, one a row: nothing is known of a word but that it stands in the list.

use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::PackFiles;
use crate::error::Result;
use crate::model::WordId;
use crate::text::word_id;

/// The words of one list.
#[derive(Debug, Default)]
pub struct WordSet {
    words: FxHashSet<WordId>,
}

#[derive(Deserialize)]
struct Row {
    word: String,
}

impl WordSet {
    /// Reads a list; none where the pack has no file of this name.
    ///
    /// # Errors
    /// A row of another form.
    pub fn read(files: &PackFiles, name: &str) -> Result<Self> {
        let rows = files.rows::<Row>(name)?;
        Ok(Self { words: rows.iter().map(|row| word_id(&row.word)).collect() })
    }

    /// Whether a word stands in the list.
    #[must_use]
    pub fn contains(&self, word: WordId) -> bool {
        self.words.contains(&word)
    }
}
