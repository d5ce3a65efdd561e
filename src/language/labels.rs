//! Labels that outlets choose among for the same people, bodies and acts.
//!
//! In: `labels.csv`, or a user's own table. Out: [`Labels`]. Invariant: a label stands in one family.

use super::PackFiles;
use super::numbering::Numbering;
use crate::error::Result;
use crate::model::{LabelTable, Token, WordId};
use crate::text::PhraseTable;

/// The file of a pack that holds them.
const FILE: &str = "labels.csv";

/// A label of a family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// Index of the label.
    pub index: u32,
    /// Index of the family.
    pub family: u32,
    /// Whether it carries a judgement that others of its family do not.
    pub judges: bool,
}

/// The labels of a language, or of a user.
#[derive(Debug, Default)]
pub struct Labels {
    phrases: PhraseTable<Label>,
    names: Vec<String>,
    families: Vec<String>,
}

impl Labels {
    /// Reads those of a pack.
    ///
    /// # Errors
    /// A row of another form.
    pub fn read(files: &PackFiles) -> Result<Self> {
        let table = files.text(FILE).map_or_else(|| Ok(LabelTable::default()), LabelTable::parse);
        table.map(|table| Self::of(&table)).map_err(|e| e.in_source(files.path(FILE)))
    }

    /// Makes a table ready to be looked up.
    #[must_use]
    pub fn of(table: &LabelTable) -> Self {
        let mut labels = Self::default();
        let mut families = Numbering::default();
        for (index, row) in (0u32..).zip(&table.rows) {
            let family = families.number(row.family.clone());
            if family as usize == labels.families.len() {
                labels.families.push(row.family.clone());
            }
            labels.names.push(row.label.clone());
            labels.phrases.insert(&row.label, Label { index, family, judges: row.judges });
        }
        labels
    }

    /// The longest label that starts at the first of `tokens`: how many tokens it takes, and what it is.
    #[must_use]
    pub fn at(&self, tokens: &[Token]) -> Option<(usize, Label)> {
        self.phrases.longest_at(tokens).map(|(n, label)| (n, *label))
    }

    /// A label as its table spells it.
    #[must_use]
    pub fn name(&self, label: Label) -> &str {
        self.names.get(label.index as usize).map_or("", |name| name)
    }

    /// The family of a label.
    #[must_use]
    pub fn family(&self, label: Label) -> &str {
        self.families.get(label.family as usize).map_or("", |family| family)
    }

    /// The first words of all labels.
    pub fn first_words(&self) -> impl Iterator<Item = WordId> + '_ {
        self.phrases.first_words()
    }
}
