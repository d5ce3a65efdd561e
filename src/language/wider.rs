//! Words for one thing, and wider words for it: to obtain is to get, and a girl is a child and so a person.
//!
//! In: `wider.csv`. Out: [`Wider`]. Invariant: words are known by their concepts, in any form; two words are alike if
//! they say the same or one of them what the other is a kind of; two kinds of one thing are not.

use rust_stemmers::Algorithm;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::{Families, PackFiles};
use crate::error::Result;
use crate::model::WordId;
use crate::text::{Stemmer, word_id};

/// What the words of a language say, as far as other words say it too.
#[derive(Debug, Default)]
pub struct Wider {
    of: FxHashMap<WordId, Said>,
}

/// What a word says.
#[derive(Debug, Default)]
struct Said {
    /// The word itself and those that stand for it and others.
    same: Vec<WordId>,
    /// What that is a kind of.
    wider: Vec<WordId>,
}

/// A row of `wider.csv`: a word, the words that stand for it, and what it is a kind of, each parted by spaces.
#[derive(Deserialize)]
struct Row {
    word: String,
    same: String,
    wider: String,
}

impl Wider {
    /// Reads the file; `families` and `stemmer` are the language's.
    ///
    /// # Errors
    /// A row of another form.
    pub fn read(files: &PackFiles, families: &Families, stemmer: Option<Algorithm>) -> Result<Self> {
        let mut stemmer = Stemmer::new(stemmer);
        let mut concept = |word: &str| families.of(word_id(word), stemmer.stem(word, word_id(word)));
        let mut of: FxHashMap<WordId, Said> = FxHashMap::default();
        for Row { word, same, wider } in files.rows("wider.csv")? {
            let word = concept(&word);
            let said = of.entry(word).or_default();
            said.same.push(word);
            said.same.extend(same.split_whitespace().map(&mut concept));
            said.wider.extend(wider.split_whitespace().map(&mut concept));
        }
        let all = of.keys().map(|word| (*word, Said { same: of[word].same.clone(), wider: all_wider(&of, *word) }));
        Ok(Self { of: all.collect() })
    }

    /// The words that stand for a word and others, itself among them; a word is given by its concept.
    #[must_use]
    pub fn same<'a>(&'a self, word: &'a WordId) -> &'a [WordId] {
        self.of.get(word).map_or(std::slice::from_ref(word), |said| &said.same)
    }

    /// What a word is a kind of.
    #[must_use]
    pub fn wider(&self, word: WordId) -> &[WordId] {
        self.of.get(&word).map_or(&[], |said| &said.wider)
    }
}

/// All that a word is a kind of, through other words.
fn all_wider(of: &FxHashMap<WordId, Said>, word: WordId) -> Vec<WordId> {
    let mut seen: FxHashSet<WordId> = of[&word].same.iter().copied().collect();
    let mut open: Vec<WordId> = of[&word].same.clone();
    let mut wider = Vec::new();
    while let Some(next) = open.pop() {
        for broader in of.get(&next).into_iter().flat_map(|said| &said.wider) {
            let heads = of.get(broader).map_or(std::slice::from_ref(broader), |said| &said.same);
            for head in heads.iter().filter(|head| seen.insert(**head)) {
                wider.push(*head);
                open.push(*head);
            }
        }
    }
    wider
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(a: &str, b: &str) -> bool {
        let pack = crate::language::pack("en");
        let concept = |word: &str| {
            let stem = Stemmer::new(pack.stemming).stem(word, word_id(word));
            pack.families.of(word_id(word), stem)
        };
        let (a, b) = (concept(a), concept(b));
        let says = |x: &WordId, y: &WordId| {
            let same = pack.wider.same(x);
            pack.wider.same(y).iter().chain(pack.wider.wider(*y)).any(|word| same.contains(word))
        };
        says(&a, &b) || says(&b, &a)
    }

    #[test]
    fn words_for_one_thing_and_wider_words_are_alike() {
        for (a, b) in [
            ("obtained", "got"),
            ("huge", "enormous"),
            ("girl", "child"),
            ("girls", "people"),
            ("strolling", "moved"),
            ("zither", "zithers"),
        ] {
            assert!(alike(a, b), "{a} {b}");
        }
    }

    #[test]
    fn kinds_of_one_thing_are_not() {
        for (a, b) in [("girl", "boy"), ("dog", "horse"), ("walk", "swim"), ("huge", "tiny"), ("zither", "bridge")] {
            assert!(!alike(a, b), "{a} {b}");
        }
    }
}
