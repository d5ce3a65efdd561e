//! The files of one language pack: a TOML header and CSV tables with `#` comments.

use serde::de::DeserializeOwned;

use crate::error::{Error, Result};
use crate::model;

/// Named texts of one pack.
#[derive(Debug, Clone, Copy)]
pub struct PackFiles {
    code: &'static str,
    files: &'static [(&'static str, &'static str)],
}

impl PackFiles {
    /// The files of the pack `code`: name and content.
    #[must_use]
    pub const fn new(code: &'static str, files: &'static [(&'static str, &'static str)]) -> Self {
        Self { code, files }
    }

    /// The content of a file, or `None` where the pack has none of that name.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&'static str> {
        self.files.iter().find(|(n, _)| *n == name).map(|(_, text)| *text)
    }

    /// `pack.toml`.
    ///
    /// # Errors
    /// A pack without one, or one of another form.
    pub fn header<T: DeserializeOwned>(&self) -> Result<T> {
        let text = self.text("pack.toml").unwrap_or_default();
        toml::from_str(text).map_err(|e| Error::malformed(e.to_string()).in_source(self.path("pack.toml")))
    }

    /// The rows of a CSV table with a header; none where the pack has no such file.
    ///
    /// # Errors
    /// A row of another form, with its line.
    pub fn rows<T: DeserializeOwned>(&self, name: &str) -> Result<Vec<T>> {
        let Some(text) = self.text(name) else { return Ok(Vec::new()) };
        model::rows(text).map_err(|e| e.in_source(self.path(name)))
    }

    /// Where a file of the pack stands in the repository.
    #[must_use]
    pub fn path(&self, name: &str) -> String {
        format!("data/{}/{name}", self.code)
    }
}
