//! Words that say a figure was taken back ("revised", "retracted").

use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::PackFiles;
use crate::error::Result;
use crate::model::WordId;
use crate::text::word_id;

/// The words of `corrections.csv`.
#[derive(Debug, Default)]
pub struct Corrections {
    words: FxHashSet<WordId>,
}

#[derive(Deserialize)]
struct Row {
    word: String,
}

impl Corrections {
    /// Reads `corrections.csv`.
    ///
    /// # Errors
    /// A row of another form.
    pub fn read(files: &PackFiles) -> Result<Self> {
        let rows = files.rows::<Row>("corrections.csv")?;
        Ok(Self { words: rows.iter().map(|row| word_id(&row.word)).collect() })
    }

    /// Whether a word says that something was taken back.
    #[must_use]
    pub fn contains(&self, word: WordId) -> bool {
        self.words.contains(&word)
    }
}
