//! What a language says about where sentences end and which lines are not the article's own.
//!
//! In: `abbreviations.csv`, `openers.csv`, `stamps.csv`, `lines.csv` and the `[segmentation]` part of `pack.toml`.
//! Out: [`SegmentationRules`]. Invariant: look-ups neither allocate nor depend on the case of a word.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use serde::Deserialize;

use super::PackFiles;
use super::lines::LinePatterns;
use crate::error::{Error, Result};

/// What may follow an abbreviation inside its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Follows {
    /// Anything: it never ends a sentence (`vs.`, `e.g.`).
    Anything,
    /// A name: it ends no sentence before a capital (`Gen.`, `Mr.`).
    Name,
    /// A number: before a capital it is a word like others (`No.`, `Jan.`, `ft.`).
    Number,
    /// Now and then another sentence: it ends one before a word that opens sentences (`Inc.`, `U.S.`).
    Sentence,
    /// A time zone or a day; any other capital opens a sentence (`p.m.`, `B.C.`).
    Time,
}

/// A row of `abbreviations.csv`: the abbreviation without its last dot, with a capital where it
/// is one only with a capital, and what may follow it.
#[derive(Deserialize)]
struct AbbreviationRow {
    abbreviation: String,
    follows: String,
}

/// A row of `openers.csv`: a word and what it opens: `sentence`, `phrase`, `time`, `caption` (with
/// a number: "Figure 3"), `credit` (with a colon: "Photo: ..."); `small` where it
/// opens sentences of careless writers in small letters too; `any-word`
/// marks a word that has a capital wherever it stands; `marked` one that opens sentences only after a
/// mark, for it stands with a capital inside names too ("Medicare for All"); `tie` one that ends no sentence.
#[derive(Deserialize)]
struct OpenerRow {
    word: String,
    opens: String,
}

/// What a word is to a line that dates an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StampPart {
    /// It says that a date follows (`posted`).
    Label,
    /// It may stand before a label (`originally posted`).
    Opener,
    /// It stands between the parts (`at`).
    Filler,
    /// A half of the day (`p.m`).
    Clock,
    /// Before a date it makes it part of a sentence (`since`).
    Tie,
}

/// A row of `stamps.csv`.
#[derive(Deserialize)]
struct StampRow {
    word: String,
    part: StampPart,
}

/// What `reporting.csv` says of one cue, as far as it matters here.
#[derive(Deserialize)]
struct SayingRow {
    forms: String,
    kind: String,
    frame: String,
}

/// The `[segmentation]` part of `pack.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct SegmentationHeader {
    /// Whether a number with a dot is an ordinal ("12. Juni").
    pub ordinal_dot: bool,
    /// ASCII marks that end sentences besides `.`, `!` and `?`.
    pub enders: String,
}

/// The rules of one language.
#[derive(Debug)]
pub struct SegmentationRules {
    /// Whether a number with a dot is an ordinal.
    pub ordinal_dot: bool,
    /// Bytes at which a sentence may end, or a character may start that ends or begins one.
    pub stops: [bool; 256],
    /// First bytes of the capitals with which sentences may begin that no mark parts from the one before.
    pub capitals: [bool; 256],
    /// Patterns of lines: boilerplate, captions, bylines.
    pub lines: LinePatterns,
    enders: Vec<u8>,
    abbreviations: FxHashMap<u64, Follows>,
    /// Those that are abbreviations only with a capital.
    capital_abbreviations: FxHashMap<u64, Follows>,
    always_capital: FxHashSet<u64>,
    openers: FxHashSet<u64>,
    /// Words that open sentences also where no mark ends the one before.
    bare_openers: FxHashSet<u64>,
    /// Words with which no sentence ends, those that open sentences aside.
    ties: FxHashSet<u64>,
    small_openers: FxHashSet<u64>,
    phrase_openers: FxHashSet<u64>,
    times: FxHashSet<u64>,
    stamps: FxHashMap<u64, StampPart>,
    sayings: FxHashSet<u64>,
    captions: FxHashSet<u64>,
    credits: FxHashSet<u64>,
}

impl Default for SegmentationRules {
    fn default() -> Self {
        Self {
            ordinal_dot: false,
            stops: stops(&[]),
            capitals: [false; 256],
            lines: LinePatterns::default(),
            enders: Vec::new(),
            abbreviations: FxHashMap::default(),
            capital_abbreviations: FxHashMap::default(),
            always_capital: FxHashSet::default(),
            openers: FxHashSet::default(),
            bare_openers: FxHashSet::default(),
            ties: FxHashSet::default(),
            phrase_openers: FxHashSet::default(),
            small_openers: FxHashSet::default(),
            times: FxHashSet::default(),
            stamps: FxHashMap::default(),
            sayings: FxHashSet::default(),
            captions: FxHashSet::default(),
            credits: FxHashSet::default(),
        }
    }
}

impl SegmentationRules {
    /// Reads the rules of a pack.
    ///
    /// # Errors
    /// A file that is not of its form.
    pub fn read(files: &PackFiles, header: &SegmentationHeader) -> Result<Self> {
        let enders: Vec<u8> = header.enders.bytes().filter(u8::is_ascii_punctuation).collect();
        let mut rules = Self {
            ordinal_dot: header.ordinal_dot,
            stops: stops(&enders),
            lines: LinePatterns::read(files)?,
            enders,
            ..Self::default()
        };
        for row in files.rows::<AbbreviationRow>("abbreviations.csv")? {
            let follows = match row.follows.as_str() {
                "anything" => Follows::Anything,
                "name" => Follows::Name,
                "number" => Follows::Number,
                "sentence" => Follows::Sentence,
                "time" => Follows::Time,
                other => return Err(Error::malformed(format!("nothing known follows as `{other}`"))),
            };
            let capital = row.abbreviation.chars().next().is_some_and(char::is_uppercase);
            let table = if capital { &mut rules.capital_abbreviations } else { &mut rules.abbreviations };
            table.insert(word_key(&row.abbreviation), follows);
        }
        for row in files.rows::<OpenerRow>("openers.csv")? {
            let tags = || row.opens.split_whitespace();
            if tags().any(|tag| tag == "sentence") && !tags().any(|tag| matches!(tag, "any-word" | "marked")) {
                rules.add_bare_opener(&row.word);
            }
            for opens in tags() {
                let set = match opens {
                    "sentence" => &mut rules.openers,
                    "small" => &mut rules.small_openers,
                    "phrase" => &mut rules.phrase_openers,
                    "time" => &mut rules.times,
                    "caption" => &mut rules.captions,
                    "credit" => &mut rules.credits,
                    "any-word" => &mut rules.always_capital,
                    "tie" => &mut rules.ties,
                    "marked" => continue,
                    other => return Err(Error::malformed(format!("nothing known is opened by `{other}`"))),
                };
                set.insert(word_key(&row.word));
            }
        }
        for row in files.rows::<StampRow>("stamps.csv")? {
            rules.stamps.insert(word_key(&row.word), row.part);
        }
        for row in files.rows::<SayingRow>("reporting.csv")? {
            if row.kind == "verb" && matches!(row.frame.as_str(), "clause" | "address" | "question") {
                rules.sayings.extend(row.forms.split('|').filter(|form| !form.contains(' ')).map(word_key));
            }
        }
        Ok(rules)
    }

    /// Adds a word that opens sentences also where no mark ends the one before.
    fn add_bare_opener(&mut self, word: &str) {
        // a single letter is as often a label ("plan A")
        let Some(first) = word.chars().next().filter(|c| c.is_lowercase() && word.len() > c.len_utf8()) else {
            return;
        };
        self.bare_openers.insert(word_key(word));
        let mut buffer = [0; 4];
        if let Some(capital) = first.to_uppercase().next() {
            let byte = usize::from(capital.encode_utf8(&mut buffer).as_bytes()[0]);
            self.capitals[byte] = true;
            self.stops[byte] = true;
        }
    }

    /// What may follow `word`, written without its last dot; `None` where it is no abbreviation.
    #[must_use]
    pub fn abbreviation(&self, word: &str) -> Option<Follows> {
        let key = word_key(word);
        let capital = word.starts_with(char::is_uppercase).then(|| self.capital_abbreviations.get(&key)).flatten();
        capital.or_else(|| self.abbreviations.get(&key)).copied()
    }

    /// Whether `word` has a capital wherever it stands ("I").
    #[must_use]
    pub fn is_always_capital(&self, word: &str) -> bool {
        self.always_capital.contains(&word_key(word))
    }

    /// Whether sentences often open with `word`, and names and titles do not.
    #[must_use]
    pub fn opens_sentence(&self, word: &str) -> bool {
        self.openers.contains(&word_key(word))
    }

    /// Whether sentences open with `word` although no mark ends the one before.
    #[must_use]
    pub fn opens_unmarked(&self, word: &str) -> bool {
        self.bare_openers.contains(&word_key(word))
    }

    /// Whether no sentence ends with `word`: it opens sentences itself, or ties what follows to what precedes.
    #[must_use]
    pub fn ends_no_sentence(&self, word: &str) -> bool {
        let key = word_key(word);
        self.openers.contains(&key) || self.ties.contains(&key)
    }

    /// Whether sentences of careless writers open with `word` in small letters.
    #[must_use]
    pub fn opens_in_small(&self, word: &str) -> bool {
        self.small_openers.contains(&word_key(word))
    }

    /// Whether `word` is a verb that reports speech.
    #[must_use]
    pub fn is_saying(&self, word: &str) -> bool {
        self.sayings.contains(&word_key(word))
    }

    /// Whether `word` and a number label a caption.
    #[must_use]
    pub fn labels_caption(&self, word: &str) -> bool {
        self.captions.contains(&word_key(word))
    }

    /// Whether `word` and a colon open the credit of a picture.
    #[must_use]
    pub fn opens_credit(&self, word: &str) -> bool {
        self.credits.contains(&word_key(word))
    }

    /// Whether `word` opens a phrase of time or place that a sentence may begin with ("At 5 a.m.").
    #[must_use]
    pub fn opens_phrase(&self, word: &str) -> bool {
        self.phrase_openers.contains(&word_key(word))
    }

    /// Whether `word` is a day, a month or a time zone.
    #[must_use]
    pub fn is_time(&self, word: &str) -> bool {
        self.times.contains(&word_key(word))
    }

    /// Whether sentences end with a mark of the language's own, beside which a dot is less than a full stop.
    #[must_use]
    pub const fn has_own_enders(&self) -> bool {
        !self.enders.is_empty()
    }

    /// What `word` is to a line that dates an article.
    #[must_use]
    pub fn stamp_part(&self, word: &str) -> Option<StampPart> {
        self.stamps.get(&word_key(word)).copied()
    }

    /// Whether an ASCII mark ends sentences in this language only.
    #[must_use]
    pub fn ends_sentence(&self, byte: u8) -> bool {
        self.enders.contains(&byte)
    }
}

/// `.`, `!`, `?`, the marks of one language, and the first bytes of the enders beyond ASCII.
fn stops(enders: &[u8]) -> [bool; 256] {
    let mut stops = [false; 256];
    // a hyphen may begin the dash that breaks a sentence off
    for byte in b".!?-".iter().chain(enders) {
        stops[usize::from(*byte)] = true;
    }
    for ender in BEYOND_ASCII {
        let mut buffer = [0; 4];
        stops[usize::from(ender.encode_utf8(&mut buffer).as_bytes()[0])] = true;
    }
    stops
}

/// Sentence enders beyond ASCII (Unicode property `Sentence_Terminal` of the scripts in use).
pub const BEYOND_ASCII: [char; 18] =
    ['…', '‼', '⁇', '⁈', '⁉', '。', '！', '？', '．', '｡', '؟', '۔', '।', '॥', '։', '።', '፧', '။'];

/// The key of a word, whatever its case: what the tables of this module are looked up by.
#[must_use]
pub fn word_key(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    for c in word.chars() {
        if c.is_ascii() {
            hasher.write_u32(u32::from(c.to_ascii_lowercase()));
        } else if c == '’' {
            hasher.write_u32(u32::from('\''));
        } else {
            for lower in c.to_lowercase() {
                hasher.write_u32(u32::from(lower));
            }
        }
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_count_where_the_row_has_one() {
        let files = PackFiles::new("xx", &[("abbreviations.csv", "abbreviation,follows\nGen,name\nvs,anything\n")]);
        let rules = SegmentationRules::read(&files, &SegmentationHeader::default()).unwrap();
        assert_eq!(rules.abbreviation("Gen"), Some(Follows::Name));
        assert_eq!(rules.abbreviation("GEN"), Some(Follows::Name));
        assert_eq!(rules.abbreviation("gen"), None);
        assert_eq!(rules.abbreviation("VS"), Some(Follows::Anything));
    }

    #[test]
    fn keys_ignore_case_and_the_form_of_the_apostrophe() {
        assert_eq!(word_key("It’s"), word_key("it's"));
        assert_eq!(word_key("ÉTÉ"), word_key("été"));
        assert_ne!(word_key("it"), word_key("is"));
    }
}
