//! Acts of harm, and the sides of those who do or suffer it.
//!
//! In: `acts.csv`, `parties.csv`. Out: [`Acts`].

use serde::Deserialize;

use super::PackFiles;
use super::numbering::Numbering;
use crate::error::Result;
use crate::model::Token;
use crate::text::PhraseTable;

/// How a phrase for an act takes who does it and to whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ActForm {
    /// A past tense or a participle ("killed").
    Past,
    /// A finite form that is no participle ("kills").
    Present,
    /// A form that hangs on another clause ("killing").
    Going,
    /// A noun ("air strikes").
    Noun,
    /// What it was done with, which tells of no act by itself ("missile").
    Means,
    /// A phrase that leaves open who does it ("tear gas was fired").
    Suffered,
}

/// A phrase for an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActPhrase {
    /// Index of the act: one for all phrases that tell of it.
    pub act: u32,
    /// Its form.
    pub form: ActForm,
}

/// On which side of a conflict a word puts people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PartySide {
    /// A state and its army.
    Forces,
    /// Police and guards.
    Police,
    /// Those who bear arms and are no state's.
    Armed,
    /// Those who bear none.
    Civilians,
    /// Those who protest.
    Crowd,
    /// People of whom the word tells no side ("a gunman").
    Anyone,
}

impl PartySide {
    /// Whether nobody stands on both sides.
    #[must_use]
    pub const fn excludes(self, other: Self) -> bool {
        use PartySide::{Armed, Civilians, Crowd, Forces, Police};
        matches!(
            (self, other),
            (Forces | Police, Armed | Civilians | Crowd)
                | (Armed | Civilians | Crowd, Forces | Police)
                | (Armed, Civilians | Crowd)
                | (Civilians | Crowd, Armed)
        )
    }

    /// Whether it says who somebody is, and not only what was done.
    #[must_use]
    pub const fn is_told(self) -> bool {
        !matches!(self, Self::Anyone)
    }
}

/// What a language knows of harm.
#[derive(Debug, Default)]
pub struct Acts {
    phrases: PhraseTable<ActPhrase>,
    parties: PhraseTable<PartySide>,
}

#[derive(Deserialize)]
struct ActRow {
    phrase: String,
    act: String,
    form: ActForm,
}

#[derive(Deserialize)]
struct PartyRow {
    word: String,
    side: PartySide,
}

impl Acts {
    /// Reads both files.
    ///
    /// # Errors
    /// A row of another form.
    pub fn read(files: &PackFiles) -> Result<Self> {
        let mut acts = Self::default();
        let mut numbering = Numbering::default();
        for row in files.rows::<ActRow>("acts.csv")? {
            let act = numbering.number(row.act);
            acts.phrases.insert(&row.phrase, ActPhrase { act, form: row.form });
        }
        for row in files.rows::<PartyRow>("parties.csv")? {
            acts.parties.insert(&row.word, row.side);
        }
        Ok(acts)
    }

    /// The longest phrase for an act that starts at the first of `tokens`: how many tokens it takes, and what it is.
    #[must_use]
    pub fn at(&self, tokens: &[Token]) -> Option<(usize, ActPhrase)> {
        self.phrases.longest_at(tokens).map(|(n, phrase)| (n, *phrase))
    }

    /// The longest word for a party that starts at the first of `tokens`, and its side.
    #[must_use]
    pub fn party_at(&self, tokens: &[Token]) -> Option<(usize, PartySide)> {
        self.parties.longest_at(tokens).map(|(n, side)| (n, *side))
    }
}
