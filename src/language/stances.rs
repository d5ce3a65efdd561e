//! Stances of verbs of saying that are compared with each other.
//!
//! In: `stances.csv`. Out: [`Stances`].

use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::PackFiles;
use crate::error::Result;

/// The stances of a language.
#[derive(Debug, Default)]
pub struct Stances {
    compared: FxHashSet<String>,
    plain: Option<String>,
}

#[derive(Deserialize)]
struct StanceRow {
    stance: String,
    judges: String,
}

impl Stances {
    /// Reads the file.
    ///
    /// # Errors
    /// A row of another form.
    pub fn read(files: &PackFiles) -> Result<Self> {
        let mut stances = Self::default();
        for row in files.rows::<StanceRow>("stances.csv")? {
            if row.judges == "no" {
                stances.plain = Some(row.stance.clone());
            }
            stances.compared.insert(row.stance);
        }
        Ok(stances)
    }

    /// Whether verbs of this stance are compared with others.
    #[must_use]
    pub fn compares(&self, stance: &str) -> bool {
        self.compared.contains(stance)
    }

    /// Whether a stance adds nothing to what is said.
    #[must_use]
    pub fn is_plain(&self, stance: &str) -> bool {
        self.plain.as_deref() == Some(stance)
    }
}
