//! Words for people who come together: what they do, what draws them, what a crowd is called.
//!
//! In: `gatherings.csv`. Out: [`Gatherings`]. Invariant: a phrase has one form.

use serde::Deserialize;

use super::PackFiles;
use crate::error::Result;
use crate::model::Token;
use crate::text::PhraseTable;

/// How a phrase stands to the number of those who came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum GatheringForm {
    /// They stand before it: "3,000 people gathered".
    Attend,
    /// They stand behind it: "drew 3,000 people".
    Draw,
    /// The crowd itself: "a crowd of 3,000".
    Crowd,
    /// A noun for none but those who came: "3,000 demonstrators".
    Participants,
}

/// What a language knows of gatherings.
#[derive(Debug, Default)]
pub struct Gatherings {
    phrases: PhraseTable<GatheringForm>,
}

#[derive(Deserialize)]
struct Row {
    phrase: String,
    form: GatheringForm,
}

impl Gatherings {
    /// Reads `gatherings.csv`.
    ///
    /// # Errors
    /// A row of another form.
    pub fn read(files: &PackFiles) -> Result<Self> {
        let mut gatherings = Self::default();
        for row in files.rows::<Row>("gatherings.csv")? {
            gatherings.phrases.insert(&row.phrase, row.form);
        }
        Ok(gatherings)
    }

    /// The longest phrase that starts at the first of `tokens`: how many tokens it takes, and its form.
    #[must_use]
    pub fn at(&self, tokens: &[Token]) -> Option<(usize, GatheringForm)> {
        self.phrases.longest_at(tokens).map(|(length, form)| (length, *form))
    }
}
