//! News agencies, and how a text credits them.
//!
//! In: `agencies.csv`: `form,agency,place`. Out: [`Agencies`].
//! Invariant: a mere mention is no credit: forms of place `credit` stand with their marks ("(AP)").

use serde::Deserialize;

use super::PackFiles;
use crate::error::Result;

/// The forms under which agencies are credited.
#[derive(Debug, Default)]
pub struct Agencies {
    rows: Vec<AgencyRow>,
}

/// A row of `agencies.csv`.
#[derive(Debug, Deserialize)]
struct AgencyRow {
    form: String,
    agency: String,
    place: Place,
}

/// Where a form is a credit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Place {
    /// At the start or end of a text.
    Credit,
    /// As an author.
    Author,
}

impl Agencies {
    /// Reads `agencies.csv`.
    ///
    /// # Errors
    /// A row of another form.
    pub fn read(files: &PackFiles) -> Result<Self> {
        Ok(Self { rows: files.rows("agencies.csv")? })
    }

    /// The agency that an author line names.
    #[must_use]
    pub fn named(&self, author: &str) -> Option<String> {
        let whole = |form: &str| author.split([',', '/', ';']).any(|part| part.trim().eq_ignore_ascii_case(form));
        self.find(|row| row.place == Place::Author && whole(&row.form))
    }

    /// The agency that the start or the end of a text credits.
    #[must_use]
    pub fn credited(&self, text: &str) -> Option<String> {
        self.find(|row| row.place == Place::Credit && text.contains(row.form.as_str()))
    }

    fn find(&self, fits: impl Fn(&AgencyRow) -> bool) -> Option<String> {
        self.rows.iter().find(|row| fits(row)).map(|row| row.agency.clone())
    }
}
