//! How spoken words are written: contractions, short forms, spellings, sounds that are no words.
//!
//! In: `spoken.csv`. Out: [`Spoken`]: what stands for a phrase, or for the end of a word, when two quotations are
//! compared. Invariant: what stands for a phrase is never looked up again.

use serde::Deserialize;

use super::PackFiles;
use crate::error::Result;
use crate::model::{Token, WordId};
use crate::text::{PhraseTable, word_id};

/// What is compared in place of a phrase.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// Its words; none for a sound that tells nothing.
    pub words: Vec<WordId>,
    /// What its one word may be too ("'s": is, has).
    pub or: Option<WordId>,
}

/// How spoken words are written.
#[derive(Debug, Default)]
pub struct Spoken {
    phrases: PhraseTable<Said>,
    endings: Vec<(String, Said)>,
}

#[derive(Deserialize)]
struct Row {
    form: String,
    words: String,
}

impl Spoken {
    /// Reads `spoken.csv`; nothing where the pack has none.
    ///
    /// # Errors
    /// A row of another form.
    pub fn read(files: &PackFiles) -> Result<Self> {
        let mut spoken = Self::default();
        for row in files.rows::<Row>("spoken.csv")? {
            let mut readings = row.words.split('|').map(PhraseTable::<Said>::words);
            let words = readings.next().unwrap_or_default();
            let or = readings.next().and_then(|words| words.first().copied());
            match row.form.strip_prefix('-') {
                Some(ending) => spoken.endings.push((ending.to_owned(), Said { words, or })),
                None => spoken.phrases.insert(&row.form, Said { words, or }),
            }
        }
        Ok(spoken)
    }

    /// What stands for the phrase that starts at the first of `tokens`, and how many of them it takes.
    #[must_use]
    pub fn phrase_at(&self, tokens: &[Token]) -> Option<(usize, &Said)> {
        self.phrases.longest_at(tokens)
    }

    /// A word without its contracted ending, the bytes that the ending takes, and what it stands for.
    #[must_use]
    pub fn ending_of(&self, word: &str) -> Option<(WordId, usize, &Said)> {
        if self.endings.is_empty() || !word.contains(['\'', '’', 'ʼ']) {
            return None;
        }
        let plain: String = word.chars().map(|c| if matches!(c, '’' | 'ʼ') { '\'' } else { c }).collect();
        self.endings.iter().find_map(|(ending, said)| {
            let at = plain.len().checked_sub(ending.len()).filter(|at| *at > 0 && plain.is_char_boundary(*at))?;
            let (stem, tail) = plain.split_at(at);
            if !tail.eq_ignore_ascii_case(ending) {
                return None;
            }
            // the bytes of the ending as it is written
            let letters = ending.chars().count();
            let bytes = word.chars().rev().take(letters).map(char::len_utf8).sum();
            Some((word_id(stem), bytes, said))
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::language::pack;
    use crate::text::word_id;

    #[test]
    fn endings_are_parted_from_their_word() {
        let spoken = &pack("en").spoken;
        for (word, stem, bytes, said) in
            [("couldn't", "could", 3, "not"), ("they’ve", "they", 5, "have"), ("SHE'LL", "she", 3, "will")]
        {
            let found = spoken.ending_of(word).map(|(stem, bytes, said)| (stem, bytes, said.words.clone()));
            assert_eq!(found, Some((word_id(stem), bytes, vec![word_id(said)])), "{word}");
        }
        for word in ["could", "farmers'", "o'clock"] {
            assert!(spoken.ending_of(word).is_none(), "{word}");
        }
    }

    #[test]
    fn one_ending_may_stand_for_two_words() {
        let (_, _, said) = pack("en").spoken.ending_of("it's").unwrap();
        assert_eq!((said.words.as_slice(), said.or), ([word_id("is")].as_slice(), Some(word_id("has"))));
    }
}
