//! How a language reports speech: cues with their forms, words for unnamed sources, hedges.
//!
//! In: `reporting.csv`, `sources.csv`, `hedges.csv`. Out: look-ups by word id.
//! Invariant: a form belongs to one entry of a kind; the first row that names it wins.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::{PackFiles, Vocabulary};
use crate::error::{Error, Result};
use crate::model::{Evidential, NameKind, SourceClass, Span, Token, WordId};
use crate::text::{PhraseTable, Value, Word, ending, fold, tokenize, word_id};

/// What part of speech a cue is: it decides where the words reported stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CueKind {
    /// "said".
    Verb,
    /// "claims that".
    Noun,
    /// "is confident that".
    Adjective,
    /// "according to": the source follows.
    Preposition,
}

/// What follows a cue when it reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Frame {
    /// A clause: "said that ...".
    Clause,
    /// Somebody, then a clause: "told reporters that ...".
    Address,
    /// A question: "asked whether ...".
    Question,
    /// "wants to ...".
    Infinitive,
    /// Something, and what it was called: "called it a ...".
    Name,
    /// A noun phrase: "condemned the ...".
    Object,
    /// "seems to ...", "appears to ...": nobody need be named.
    Appearance,
    /// A noun that a clause completes: "the claim that ...".
    Noun,
    /// What somebody feels or is ready for: "confident that ...", "eager to ...".
    Attitude,
    /// The source: "according to ...".
    Source,
}

/// One entry of `reporting.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// The entry's dictionary form.
    pub entry: &'static str,
    /// Its id as a word.
    pub id: WordId,
    /// The word as the learned models of attribution know it.
    pub word: Word,
    /// Part of speech.
    pub kind: CueKind,
    /// What follows.
    pub frame: Frame,
    /// Whether what is reported is asserted, denied or questioned.
    pub evidential: Evidential,
    /// How the cue colours what it reports: `neutral`, `doubtful` ("claimed"), `concessive`
    /// ("admitted"), `denial`, `demand`, `appeal`, `assertive`, `factive`, `warning`, ...
    pub stance: &'static str,
}

/// A form of a cue, as it stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    /// How many tokens it has.
    pub length: usize,
    /// The last letters of its first word, as the learned models of attribution know them.
    pub ending: Word,
}

/// How far a hedge reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HedgeKind {
    /// Its whole clause: "reportedly".
    Adverb,
    /// What follows it: "appeared to".
    Verb,
}

/// The cues, sources and hedges of one language.
#[derive(Debug, Default)]
pub struct Reporting {
    cues: Vec<Cue>,
    /// The index of an entry with the ending of its form.
    forms: PhraseTable<(u32, Word)>,
    /// The places of the first words of forms, by their number in the vocabulary of the learned models.
    places: Vec<Option<u16>>,
    adjectives: FxHashSet<WordId>,
    sources: FxHashMap<WordId, SourceClass>,
    authors: FxHashSet<WordId>,
    pronouns: FxHashMap<WordId, NameKind>,
    hedges: PhraseTable<HedgeKind>,
}

#[derive(Deserialize)]
struct CueRow {
    entry: String,
    forms: String,
    kind: CueKind,
    frame: Frame,
    evidential: String,
    stance: String,
}

#[derive(Deserialize)]
struct SourceRow {
    word: String,
    class: String,
}

#[derive(Deserialize)]
struct HedgeRow {
    hedge: String,
    kind: HedgeKind,
}

impl Reporting {
    /// Reads the three tables; words that learned models look at are numbered in their vocabulary.
    ///
    /// # Errors
    /// A row of another form, or an unknown evidential or class.
    pub fn read(files: &PackFiles, vocabulary: &Vocabulary) -> Result<Self> {
        let mut reporting = Self::default();
        for row in files.rows::<CueRow>("reporting.csv")? {
            let index = u32::try_from(reporting.cues.len()).unwrap_or(u32::MAX);
            for form in row.forms.split('|') {
                let first = tokenize(form, Span::of(0..form.len())).next().map_or("", |t| t.span.slice(form));
                let last = word_id(ending(&fold(first)));
                reporting.forms.insert(form, (index, vocabulary.word(Value::word(last))));
                if row.kind == CueKind::Adjective {
                    reporting.adjectives.insert(word_id(form));
                }
            }
            reporting.cues.push(Cue {
                id: word_id(&row.entry),
                word: vocabulary.word(Value::word(word_id(&row.entry))),
                entry: row.entry.leak(), // a pack is read once and lives as long as the program
                kind: row.kind,
                frame: row.frame,
                evidential: evidential(&row.evidential)?,
                stance: row.stance.leak(),
            });
        }
        reporting.places = vec![None; Word::MOST];
        for word in reporting.forms.first_words() {
            let number = vocabulary.number(Value::word(word));
            let place = reporting.forms.place(word).and_then(|place| u16::try_from(place).ok());
            reporting.places[usize::from(number)] = place;
        }
        for row in files.rows::<SourceRow>("sources.csv")? {
            let word = word_id(&row.word);
            match row.class.as_str() {
                "author" => _ = reporting.authors.insert(word),
                "pronoun-person" => _ = reporting.pronouns.insert(word, NameKind::Person),
                "pronoun-body" => _ = reporting.pronouns.insert(word, NameKind::Organisation),
                class => _ = reporting.sources.insert(word, source_class(class)?),
            }
        }
        for row in files.rows::<HedgeRow>("hedges.csv")? {
            reporting.hedges.insert(&row.hedge, row.kind);
        }
        Ok(reporting)
    }

    /// The cue that starts at the first of `tokens`, and how many tokens it takes; the longest wins.
    #[must_use]
    pub fn cue_at(&self, tokens: &[Token]) -> Option<(usize, &Cue)> {
        self.form_at(tokens).map(|(form, cue)| (form.length, cue))
    }

    /// The cue that starts at the first of `tokens`, and the form in which it stands there; the longest wins.
    #[must_use]
    pub fn form_at(&self, tokens: &[Token]) -> Option<(Form, &Cue)> {
        let (first, after) = tokens.split_first()?;
        let place = match first.number {
            Word::UNKNOWN => self.forms.place(first.word)?,
            number => (*self.places.get(usize::from(number))?)?.into(),
        };
        let (length, (index, ending)) = self.forms.longest_from(place, after)?;
        Some((Form { length, ending: *ending }, self.cues.get(*index as usize)?))
    }

    /// The cue of one word, in any of its forms.
    #[must_use]
    pub fn cue(&self, word: WordId) -> Option<&Cue> {
        self.cues.get(self.forms.single(word)?.0 as usize)
    }

    /// Whether a word tells what somebody feels or holds, whatever else it may be: "convinced".
    #[must_use]
    pub fn is_adjective(&self, word: WordId) -> bool {
        self.adjectives.contains(&word)
    }

    /// What kind of source a word names without a name.
    #[must_use]
    pub fn source(&self, word: WordId) -> Option<SourceClass> {
        self.sources.get(&word).copied()
    }

    /// Whether a word names who is writing, where nobody is quoted: "I", "we".
    #[must_use]
    pub fn is_author(&self, word: WordId) -> bool {
        self.authors.contains(&word)
    }

    /// What kind of name a pronoun stands for: "she" a person's, "it" a body's.
    #[must_use]
    pub fn pronoun(&self, word: WordId) -> Option<NameKind> {
        self.pronouns.get(&word).copied()
    }

    /// The hedge that starts at the first of `tokens`, and how many tokens it takes.
    #[must_use]
    pub fn hedge_at(&self, tokens: &[Token]) -> Option<(usize, HedgeKind)> {
        self.hedges.longest_at(tokens).map(|(length, kind)| (length, *kind))
    }

    /// The first words of all cues.
    pub(super) fn cue_words(&self) -> impl Iterator<Item = WordId> + '_ {
        self.forms.first_words()
    }

    /// The words for unnamed sources.
    pub(super) fn source_words(&self) -> impl Iterator<Item = WordId> + '_ {
        self.sources.keys().copied()
    }

    /// The first words of all hedges.
    pub(super) fn hedge_words(&self) -> impl Iterator<Item = WordId> + '_ {
        self.hedges.first_words()
    }
}

fn evidential(name: &str) -> Result<Evidential> {
    match name {
        "asserts" => Ok(Evidential::Asserts),
        "denies" => Ok(Evidential::Denies),
        "questions" => Ok(Evidential::Questions),
        other => Err(Error::malformed(format!("no evidential is called `{other}`"))),
    }
}

fn source_class(name: &str) -> Result<SourceClass> {
    match name {
        "official" => Ok(SourceClass::Official),
        "unofficial" => Ok(SourceClass::Unofficial),
        "media" => Ok(SourceClass::Media),
        "unknown" => Ok(SourceClass::Unknown),
        other => Err(Error::malformed(format!("no class of source is called `{other}`"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::pack;

    #[test]
    fn every_form_leads_to_its_entry() {
        let reporting = &pack("en").reporting;
        for (word, entry, evidential) in [
            ("said", "say", Evidential::Asserts),
            ("Denied", "deny", Evidential::Denies),
            ("asks", "ask", Evidential::Questions),
            ("told", "tell", Evidential::Asserts),
        ] {
            let cue = reporting.cue(word_id(word));
            assert_eq!(cue.map(|c| (c.entry, c.evidential)), Some((entry, evidential)), "{word}");
        }
        assert!(reporting.cue(word_id("table")).is_none());
    }

    #[test]
    fn unnamed_sources_have_a_class() {
        let reporting = &pack("en").reporting;
        assert_eq!(reporting.source(word_id("activists")), Some(SourceClass::Unofficial));
        assert_eq!(reporting.source(word_id("police")), Some(SourceClass::Official));
        assert_eq!(reporting.source(word_id("newspaper")), Some(SourceClass::Media));
        assert_eq!(reporting.source(word_id("bridge")), None);
    }
}
