//! Stances of verbs of saying: which are compared with each other, and which tell that something is so.
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
    asserting: FxHashSet<String>,
    plain: Option<String>,
}

#[derive(Deserialize)]
struct StanceRow {
    stance: String,
    judges: String,
    asserts: String,
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
            if row.asserts == "yes" {
                stances.asserting.insert(row.stance.clone());
            }
            if !row.judges.is_empty() {
                stances.compared.insert(row.stance);
            }
        }
        Ok(stances)
    }

    /// Whether verbs of this stance are compared with others.
    #[must_use]
    pub fn compares(&self, stance: &str) -> bool {
        self.compared.contains(stance)
    }

    /// Whether verbs of this stance tell that something is so: an appeal, a demand or a promise does not.
    #[must_use]
    pub fn asserts(&self, stance: &str) -> bool {
        self.asserting.contains(stance)
    }

    /// Whether a stance adds nothing to what is said.
    #[must_use]
    pub fn is_plain(&self, stance: &str) -> bool {
        self.plain.as_deref() == Some(stance)
    }
}
