//! How rare a word is in general news: document frequencies of a named corpus, frozen in `data/`.
//!
//! Five articles say nothing about rarity, and a finding may not depend on what else a run
//! holds: so rarity never comes from the run's own corpus. [`RarityCounter`] makes the table.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::{Pack, PackFiles};
use crate::error::{Error, Result};
use crate::model::{Class, Span, WordId};
use crate::text::{RawKind, fold, tokenize, word_id};

const FILE: &str = "rarity.csv";

/// Document frequencies of words.
#[derive(Debug, Default)]
pub struct Rarity {
    documents: u32,
    weights: FxHashMap<WordId, f32>,
    unseen: f32,
}

impl Rarity {
    /// Reads `rarity.csv`: `word,documents`, a folded word and the number of documents that hold
    /// it; the row of the empty word holds the number of all documents. A word in capitals ("US")
    /// is one that means something else in small letters.
    ///
    /// The table is large and read at every start, so its two plain columns are cut by hand.
    ///
    /// # Errors
    /// A row of another form.
    pub fn read(files: &PackFiles) -> Result<Self> {
        let Some(text) = files.text(FILE) else { return Ok(Self::default()) };
        let mut rarity = Self::default();
        rarity.weights.reserve(text.len() / 10);
        let mut header = true;
        for (line, number) in text.lines().zip(1u64..) {
            if line.starts_with('#') || std::mem::take(&mut header) {
                continue;
            }
            let row = line.split_once(',').and_then(|(word, n)| Some((word, n.parse::<u32>().ok()?)));
            let Some((word, documents)) = row else {
                return Err(Error::malformed("not a word and a count").in_source(FILE).at_line(number));
            };
            if word.is_empty() {
                rarity.documents = documents;
                rarity.unseen = rarity.smoothed(0);
            } else {
                rarity.weights.insert(key(word), rarity.smoothed(documents));
            }
        }
        Ok(rarity)
    }

    /// Whether a document of the table holds a word; all are known where there is no table.
    #[must_use]
    pub fn knows(&self, word: WordId) -> bool {
        self.weights.is_empty() || self.weights.contains_key(&word)
    }

    /// Inverse document frequency, smoothed: ln((N + 1) / (n + 1)); about 10 for an unseen word
    /// of the English table, 0 for a word that every document holds. 1 where there is no table.
    #[must_use]
    pub fn weight(&self, word: WordId) -> f32 {
        if self.documents == 0 {
            return 1.0;
        }
        self.weights.get(&word).copied().unwrap_or(self.unseen)
    }

    #[allow(clippy::cast_possible_truncation, reason = "an f32 is precise enough for a weight")]
    fn smoothed(&self, documents: u32) -> f32 {
        ((f64::from(self.documents) + 1.0) / (f64::from(documents) + 1.0)).ln() as f32
    }
}

/// The id of a word of the table; one in capitals has the id that `annotate` gives such a word.
fn key(word: &str) -> WordId {
    let id = word_id(word);
    if word.bytes().any(|b| b.is_ascii_uppercase()) { WordId(!id.0) } else { id }
}

/// Counts in how many documents each word stands.
#[derive(Debug, Default)]
pub struct RarityCounter {
    documents: u32,
    counts: BTreeMap<String, u32>,
}

impl RarityCounter {
    /// Counts the words of one more document.
    pub fn add(&mut self, text: &str, pack: &Pack) {
        let mut words = BTreeSet::new();
        for token in tokenize(text, Span::of(0..text.len())).filter(|t| t.kind == RawKind::Word) {
            let word = token.span.slice(text);
            let capitals = word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase());
            if capitals && pack.class(word_id(word)).contains(Class::STOP) {
                words.insert(word.to_owned());
            } else {
                words.insert(fold(word).into_owned());
            }
        }
        for word in words {
            *self.counts.entry(word).or_default() += 1;
        }
        self.documents += 1;
    }

    /// The table as CSV, without words of fewer than `least` documents, in the order of its lines, with
    /// `origin` as its comment.
    #[must_use]
    pub fn to_csv(&self, least: u32, origin: &str) -> String {
        let kept = self.counts.iter().filter(|(word, n)| **n >= least && !word.contains([',', '"', '#']));
        let mut rows: Vec<String> = kept.map(|(word, count)| format!("{word},{count}\n")).collect();
        rows.push(format!(",{}\n", self.documents));
        rows.sort();
        format!("# {origin}\nword,documents\n{}", rows.concat())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::pack;

    #[test]
    fn counts_documents_not_words() {
        let mut counter = RarityCounter::default();
        for text in ["The ferry, the ferry!", "A ferry for us.", "The US said so."] {
            counter.add(text, pack("en"));
        }
        let csv = counter.to_csv(2, "invented");
        assert_eq!(csv, "# invented\nword,documents\n,3\nferry,2\nthe,2\n");
        assert!(counter.to_csv(1, "invented").contains("\nUS,1\n"));
    }

    #[test]
    fn a_rare_word_weighs_more() {
        let rarity = &pack("en").rarity;
        let weight = |word| rarity.weight(word_id(word));
        assert!(weight("the") < 0.1);
        assert!(weight("said") < weight("ceasefire") && weight("ceasefire") < weight("zyxqvan"));
    }
}
