//! How rare a word is in general news: document frequencies of a named corpus, frozen in `data/`.
//!
//! Five articles say nothing about rarity, and a finding may not depend on what else a run
//! holds: so rarity never comes from the run's own corpus.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::PackFiles;
use crate::error::Result;
use crate::model::WordId;
use crate::text::word_id;

/// Document frequencies of words.
#[derive(Debug, Default)]
pub struct Rarity {
    documents: u32,
    frequency: FxHashMap<WordId, u32>,
}

/// A row of `rarity.csv`: a folded word and the number of documents that hold it. The row of the
/// empty word holds the number of all documents.
#[derive(Deserialize)]
struct RarityRow {
    word: String,
    documents: u32,
}

impl Rarity {
    /// Reads `rarity.csv`.
    ///
    /// # Errors
    /// A row of another form.
    pub fn read(files: &PackFiles) -> Result<Self> {
        let mut rarity = Self::default();
        for row in files.rows::<RarityRow>("rarity.csv")? {
            if row.word.is_empty() {
                rarity.documents = row.documents;
            } else {
                rarity.frequency.insert(word_id(&row.word), row.documents);
            }
        }
        Ok(rarity)
    }

    /// Inverse document frequency, smoothed: ln((N + 1) / (n + 1)); about 10 for an unseen word
    /// of the English table, 0 for a word that every document holds. 1 where there is no table.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, reason = "an f32 is precise enough for a weight")]
    pub fn weight(&self, word: WordId) -> f32 {
        if self.documents == 0 {
            return 1.0;
        }
        let n = self.frequency.get(&word).copied().unwrap_or(0);
        ((f64::from(self.documents) + 1.0) / (f64::from(n) + 1.0)).ln() as f32
    }
}
