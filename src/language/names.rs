//! What a language knows of names: titles, words that build names, given names, and aliases.
//!
//! `titles.csv`, `name_words.csv`, `given_names.csv` and `aliases.csv`.

use bitflags::bitflags;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::PackFiles;
use crate::error::{Error, Result};
use crate::model::{NameKind, WordId};
use crate::text::{PhraseTable, word_id};

bitflags! {
    /// What a word does inside a name.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub struct NameCue: u16 {
        /// Heads or marks the name of a body ("Ministry").
        const ORGANISATION = 1;
        /// What bodies are for ("Affairs", "Health").
        const TOPIC = 1 << 1;
        /// Heads the name of a place ("Province").
        const PLACE = 1 << 2;
        /// Stands before the name of a place ("Mount").
        const PLACE_BEFORE = 1 << 3;
        /// Joins the parts of a person's name ("de", "bin").
        const PARTICLE = 1 << 4;
        /// A lower-case part of a name after a hyphen ("moon").
        const SYLLABLE = 1 << 5;
        /// May stand inside the name of a body ("of").
        const CONNECTOR = 1 << 6;
        /// Joins two subjects of a body ("and").
        const CONJUNCTION = 1 << 7;
        /// An article inside the name of a body ("of the").
        const ARTICLE = 1 << 8;
        /// A name after it is that of a place, where nothing else is known ("in").
        const PLACE_PREPOSITION = 1 << 9;
        /// A given name.
        const GIVEN = 1 << 10;
        /// What follows is where something is or goes ("at", "to").
        const WHERE = 1 << 11;
        /// Tells, before the name of a body, what it is, and is no part of it ("chipmaker").
        const BODY_BEFORE = 1 << 12;
    }
}

/// How a title is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TitleUse {
    /// Says only that a person follows ("Mr").
    Honorific,
    /// Military, police ("General").
    Rank,
    /// Office or calling ("Foreign Minister").
    Office,
}

/// An entity that a language pack knows under several names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alias {
    /// One id for all its names: that of the entity's own name.
    pub entity: WordId,
    /// What it is.
    pub kind: NameKind,
    /// Whether this is the word for its people or an adjective ("Russian"), not its name.
    pub demonym: bool,
}

/// What a language knows of names.
#[derive(Debug, Default)]
pub struct NameWords {
    /// Titles and ranks, as phrases.
    pub titles: PhraseTable<TitleUse>,
    /// Names known under several forms, as phrases.
    pub aliases: PhraseTable<Alias>,
    /// Military ranks, as phrases: one id for the spellings of a rank.
    pub ranks: PhraseTable<WordId>,
    cues: FxHashMap<WordId, NameCue>,
    families: FxHashMap<WordId, WordId>,
}

#[derive(Deserialize)]
struct TitleRow {
    title: String,
    #[serde(rename = "use")]
    title_use: TitleUse,
}

#[derive(Deserialize)]
struct RankRow {
    title: String,
    rank: String,
}

#[derive(Deserialize)]
struct CueRow {
    word: String,
    cues: String,
}

#[derive(Deserialize)]
struct GivenRow {
    name: String,
    family: String,
}

#[derive(Deserialize)]
struct AliasRow {
    name: String,
    entity: String,
    kind: AliasKind,
    relation: AliasRelation,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum AliasKind {
    Person,
    Place,
    Organisation,
    Other,
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum AliasRelation {
    Name,
    Demonym,
}

impl NameWords {
    /// Reads the five files.
    ///
    /// # Errors
    /// A row of another form.
    pub fn read(files: &PackFiles) -> Result<Self> {
        let mut words = Self::default();
        for row in files.rows::<TitleRow>("titles.csv")? {
            words.titles.insert(&row.title, row.title_use);
        }
        for row in files.rows::<RankRow>("ranks.csv")? {
            words.ranks.insert(&row.title, word_id(&row.rank));
        }
        for row in files.rows::<CueRow>("name_words.csv")? {
            for name in row.cues.split_whitespace() {
                let cue = NameCue::from_name(&name.to_uppercase().replace('-', "_"))
                    .ok_or_else(|| Error::malformed(format!("no name cue is called `{name}`")))?;
                *words.cues.entry(word_id(&row.word)).or_default() |= cue;
            }
        }
        for row in files.rows::<GivenRow>("given_names.csv")? {
            *words.cues.entry(word_id(&row.name)).or_default() |= NameCue::GIVEN;
            if !row.family.is_empty() {
                words.families.insert(word_id(&row.name), word_id(&row.family));
            }
        }
        for row in files.rows::<AliasRow>("aliases.csv")? {
            words.insert_alias(&row);
        }
        Ok(words)
    }

    fn insert_alias(&mut self, row: &AliasRow) {
        let kind = match row.kind {
            AliasKind::Person => NameKind::Person,
            AliasKind::Place => NameKind::Place,
            AliasKind::Organisation => NameKind::Organisation,
            AliasKind::Other => NameKind::Other,
        };
        let alias = Alias { entity: word_id(&row.entity), kind, demonym: row.relation == AliasRelation::Demonym };
        self.aliases.insert(&row.name, alias);
        let letters: Vec<char> = row.name.chars().filter(|c| *c != '.').collect();
        if letters.iter().all(|c| c.is_uppercase()) {
            // tokens tell "US" from "us" by the inverted id
            self.aliases.insert_words(&[WordId(!word_id(&row.name).0)], alias);
        }
    }

    /// What a word does inside a name.
    #[must_use]
    pub fn cue(&self, word: WordId) -> NameCue {
        self.cues.get(&word).copied().unwrap_or_default()
    }

    /// The family of a given name: one id for its spellings.
    #[must_use]
    pub fn family(&self, given: WordId) -> Option<WordId> {
        self.families.get(&given).copied()
    }

    /// The titles' first words, to be classified.
    pub(super) fn title_words(&self) -> impl Iterator<Item = WordId> + '_ {
        self.titles.first_words()
    }
}
