//! Families of words, whose forms no ending tells: "resigned" and "resignation", "sank" and "sink", "programme" and "program".
//!
//! In: `families.csv`, `irregular.csv`. Out: [`Families`]. Invariant: all words of one stem are of one family.

use rust_stemmers::Algorithm;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::PackFiles;
use crate::error::{Error, Result};
use crate::model::WordId;
use crate::text::{Stemmer, word_id};

/// The families of a language.
#[derive(Debug, Default)]
pub struct Families {
    /// By stem; of an irregular form by the form itself.
    of: FxHashMap<WordId, WordId>,
    /// The stem of the verb that an irregular past form is of.
    verbs: FxHashMap<WordId, WordId>,
}

/// A row of `families.csv`: a word and the head of its family.
#[derive(Deserialize)]
struct FamilyRow {
    word: String,
    family: String,
}

/// A row of `irregular.csv`: a form that no ending tells, and its verb.
#[derive(Deserialize)]
struct IrregularRow {
    form: String,
    base: String,
}

impl Families {
    /// Reads the two files; `stemmer` is the language's.
    ///
    /// # Errors
    /// A row of another form, or two families of one stem.
    pub fn read(files: &PackFiles, stemmer: Option<Algorithm>) -> Result<Self> {
        let mut stemmer = Stemmer::new(stemmer);
        let mut stem = |word: &str| stemmer.stem(word, word_id(word));
        let mut families = Self::default();
        for FamilyRow { word, family } in files.rows("families.csv")? {
            let (stem, head) = (stem(&word), stem(&family));
            if families.of.insert(stem, head).is_some_and(|other| other != head) {
                let message = format!("`{word}` has the stem of a word of another family than `{family}`");
                return Err(Error::malformed(message).in_source(files.path("families.csv")));
            }
        }
        for IrregularRow { form, base } in files.rows("irregular.csv")? {
            let verb = stem(&base);
            families.verbs.insert(word_id(&form), verb);
            let family = families.of(word_id(&base), verb);
            families.of.entry(word_id(&form)).or_insert(family);
        }
        Ok(families)
    }

    /// The family of a word: its stem, where no other is known.
    #[must_use]
    pub fn of(&self, word: WordId, stem: WordId) -> WordId {
        self.of.get(&word).or_else(|| self.of.get(&stem)).copied().unwrap_or(stem)
    }

    /// The stem of the verb that an irregular past form or participle is of ("sank": that of "sink").
    #[must_use]
    pub fn verb_of(&self, word: WordId) -> Option<WordId> {
        self.verbs.get(&word).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn family(word: &str) -> WordId {
        let pack = crate::language::pack("en");
        pack.families.of(word_id(word), Stemmer::new(pack.stemming).stem(word, word_id(word)))
    }

    #[test]
    fn the_forms_of_a_word_are_of_one_family() {
        for (a, b) in [
            ("resigned", "resignation"),
            ("sank", "sinking"),
            ("shot", "shootings"),
            ("bought", "buyer"),
            ("programme", "programs"),
            ("murdered", "murderers"),
        ] {
            assert_eq!(family(a), family(b), "{a} and {b}");
        }
    }

    #[test]
    fn other_words_stay_apart() {
        for (a, b) in [
            ("accept", "reject"),
            ("buyer", "seller"),
            ("killed", "injured"),
            ("minister", "president"),
            ("arm", "army"),
        ] {
            assert_ne!(family(a), family(b), "{a} and {b}");
        }
        assert_eq!(family("marzipan"), word_id("marzipan"), "a word that is not listed is a family of its own");
    }
}
