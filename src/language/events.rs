//! Phrases for what a named one does or suffers once: "resigned", "was arrested", "met".
//!
//! In: `events.csv`. Out: [`Events`]. Invariant: phrases of one event tell of one fact where they have the same names.

use serde::Deserialize;

use super::PackFiles;
use super::numbering::Numbering;
use crate::error::Result;
use crate::model::Token;
use crate::text::PhraseTable;

/// Where the names stand that tell of whom an event is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Argument {
    /// Before the phrase: "Lind resigned".
    Subject,
    /// Behind it, before it where it is passive: "police arrested Lind", "Lind was arrested".
    Object,
    /// Two people: "Lind met Orban", "Lind at a meeting with Orban".
    Pair,
}

/// A phrase for an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventPhrase {
    /// Index of the event: one for all phrases that tell of it.
    pub event: u32,
    /// Whose it is.
    pub argument: Argument,
    /// Whether it is told of people alone.
    pub personal: bool,
}

/// What a language knows of events.
#[derive(Debug, Default)]
pub struct Events {
    phrases: PhraseTable<EventPhrase>,
}

#[derive(Deserialize)]
struct EventRow {
    phrase: String,
    event: String,
    argument: Argument,
    of: Whose,
}

/// Of whom or what an event is told.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Whose {
    Person,
    Any,
}

impl Events {
    /// Reads `events.csv`.
    ///
    /// # Errors
    /// A row of another form.
    pub fn read(files: &PackFiles) -> Result<Self> {
        let mut events = Self::default();
        let mut numbering = Numbering::default();
        for row in files.rows::<EventRow>("events.csv")? {
            let event = numbering.number(row.event);
            let phrase = EventPhrase { event, argument: row.argument, personal: row.of == Whose::Person };
            events.phrases.insert(&row.phrase, phrase);
        }
        Ok(events)
    }

    /// The longest phrase for an event that starts at the first of `tokens`: how many tokens it takes, and what it is.
    #[must_use]
    pub fn at(&self, tokens: &[Token]) -> Option<(usize, EventPhrase)> {
        self.phrases.longest_at(tokens).map(|(n, phrase)| (n, *phrase))
    }
}
