//! Words that say what happened to people, and nouns of people.
//!
//! In: `casualty.csv`, `people.csv`. Out: [`Casualties`]. Invariant: a phrase has one role and one form.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::PackFiles;
use crate::error::Result;
use crate::model::{Role, Token, WordId};
use crate::text::{PhraseTable, word_id};

/// How a casualty word takes those whom it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CasualtyForm {
    /// Past participle or past tense of a transitive verb ("killed"): passive, active or elliptical.
    Participle,
    /// A form that only takes an object ("killing", "claimed the lives of").
    Active,
    /// A verb whose subject is the victim ("died").
    Intransitive,
    /// A state, after the amount ("dead", "to the hospital").
    State,
    /// A noun that the amount counts ("deaths").
    Noun,
    /// A noun whose value the amount is ("death toll").
    Toll,
    /// A noun for an event ("homicide"): only a multiple before it counts ("double homicide").
    Event,
    /// How some of the people before were hurt ("two fatally").
    Manner,
    /// A noun for dead and hurt alike ("casualties"): only that there were none is told of each.
    Harm,
    /// Somebody's own death ("taking her own life").
    Own,
}

/// What a casualty phrase says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CasualtyWord {
    /// What happened.
    pub role: Role,
    /// How the phrase takes its people.
    pub form: CasualtyForm,
    /// Whether it may also have ended worse ("shot" covers dead and wounded).
    pub loose: bool,
    /// Whether it tells of one degree ("critically wounded"): others may be hurt otherwise.
    pub degree: bool,
}

/// Whether a noun of people is one or many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum People {
    /// "man".
    One,
    /// "men".
    Many,
    /// "couple": two people.
    Two,
    /// "police", "dead".
    Either,
}

/// The casualty words and nouns of people of a language.
#[derive(Debug, Default)]
pub struct Casualties {
    words: PhraseTable<CasualtyWord>,
    people: FxHashMap<WordId, People>,
    plain: FxHashSet<WordId>,
    suspects: FxHashSet<WordId>,
    anybody: FxHashSet<WordId>,
    endings: Vec<(String, People)>,
}

/// A row of `casualty.csv`.
#[derive(Deserialize)]
struct CasualtyRow {
    phrase: String,
    role: Role,
    form: CasualtyForm,
    #[serde(default)]
    extent: String,
}

/// A row of `people.csv`: a noun, or an ending with a hyphen before it.
#[derive(Deserialize)]
struct PeopleRow {
    word: String,
    number: People,
    #[serde(default)]
    kind: String,
}

impl Casualties {
    /// Reads `casualty.csv` and `people.csv`.
    ///
    /// # Errors
    /// A row of another form.
    pub fn read(files: &PackFiles) -> Result<Self> {
        let mut casualties = Self::default();
        for row in files.rows::<CasualtyRow>("casualty.csv")? {
            let word = CasualtyWord {
                role: row.role,
                form: row.form,
                loose: row.extent == "loose",
                degree: row.extent == "degree",
            };
            casualties.words.insert(&row.phrase, word);
        }
        for row in files.rows::<PeopleRow>("people.csv")? {
            for kind in row.kind.split_whitespace() {
                match kind {
                    "plain" => _ = casualties.plain.insert(word_id(&row.word)),
                    "suspect" => _ = casualties.suspects.insert(word_id(&row.word)),
                    "anybody" => _ = casualties.anybody.insert(word_id(&row.word)),
                    _ => {}
                }
            }
            match row.word.strip_prefix('-') {
                Some(ending) => casualties.endings.push((ending.to_owned(), row.number)),
                None => _ = casualties.people.insert(word_id(&row.word), row.number),
            }
        }
        Ok(casualties)
    }

    /// The casualty phrases.
    #[must_use]
    pub const fn words(&self) -> &PhraseTable<CasualtyWord> {
        &self.words
    }

    /// Whether a noun is in the list of people.
    #[must_use]
    pub fn listed(&self, token: &Token) -> Option<People> {
        self.people.get(&token.word).copied()
    }

    /// Whether a noun says nothing of people but age, sex or kinship: such groups add up to one number.
    #[must_use]
    pub fn plain(&self, token: &Token) -> bool {
        self.plain.contains(&token.word)
    }

    /// Whether a noun is for somebody who may have killed others ("gunman").
    #[must_use]
    pub fn suspect(&self, token: &Token) -> bool {
        self.suspects.contains(&token.word)
    }

    /// Whether a noun says nothing at all of who is meant ("people", "victims").
    #[must_use]
    pub fn is_anybody(&self, token: &Token) -> bool {
        self.anybody.contains(&token.word)
    }

    /// Whether a token is a listed noun of people.
    #[must_use]
    pub fn listed_at(&self, token: Option<&Token>) -> bool {
        token.is_some_and(|t| self.people.contains_key(&t.word))
    }

    /// Whether a noun names people: by the list, or by its ending.
    #[must_use]
    pub fn people(&self, token: &Token, text: &str) -> Option<People> {
        self.listed(token).or_else(|| {
            let ends = |ending: &str| {
                let (text, ending) = (text.as_bytes(), ending.as_bytes());
                text.len() > ending.len() + 2 && text[text.len() - ending.len()..].eq_ignore_ascii_case(ending)
            };
            self.endings.iter().find(|(ending, _)| ends(ending)).map(|(_, number)| *number)
        })
    }

    /// The words that start a casualty phrase.
    pub(super) fn triggers(&self) -> impl Iterator<Item = WordId> + '_ {
        self.words.first_words()
    }
}
