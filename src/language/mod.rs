//! Typed access to the language packs of `data/`: words are data, never literals in code.
//!
//! In: the files of `data/<language>/`, embedded at build time. Out: one [`Pack`] a language.
//! Invariant: a pack never changes while the program runs; a language without a folder gets the
//! pack of no language, whose word lists are empty.

mod acts;
mod agencies;
mod attribution;
mod bounds;
mod calendar;
mod casualty;
mod detect;
mod events;
mod families;
mod features;
mod files;
mod gatherings;
mod grammar;
mod labels;
mod lines;
mod names;
mod numbering;
mod numbers;
mod offices;
mod polarity;
mod precision;
mod rarity;
mod reporting;
mod segmentation;
mod spoken;
mod stances;
mod subjects;
mod units;
mod vocabulary;
mod weights;
mod wider;
mod word_set;

use std::sync::{LazyLock, OnceLock};

use rust_stemmers::Algorithm;
use rustc_hash::FxHashMap;
use serde::Deserialize;

pub use acts::{ActForm, ActPhrase, Acts, PartySide};
pub use agencies::Agencies;
pub use bounds::{Bounds, Hedge};
pub use calendar::{Calendar, DateWord, Holiday, TimeUnit};
pub use casualty::{Casualties, CasualtyForm, CasualtyWord, People};
pub use events::{Argument, EventPhrase, Events};

pub use attribution::{AttributionModel, CLASSES};
pub use detect::{Detected, detect};
pub use families::Families;
pub(crate) use features::{Feature, Part, Spelling, choices, code_name, codes, cue, is_of_cue, parts, template_name};
pub use files::PackFiles;
pub use gatherings::{GatheringForm, Gatherings};
pub use grammar::{Grammar, Use};
pub use labels::{Label, Labels};
pub use lines::LinePatterns;
pub use names::{Alias, NameCue, NameWords, TitleUse};
pub use numbers::{Cardinal, NumberWord, Numbers, Vague};
pub use offices::Offices;
pub use polarity::{Opposition, PolarityWords, Reach};
pub use precision::Precision;
pub use rarity::{Rarity, RarityCounter};
pub use reporting::{Cue, CueKind, Form, Frame, HedgeKind, Reporting};
pub use segmentation::{BEYOND_ASCII, Follows, SegmentationRules, StampPart, word_key};
pub use spoken::{Said, Spoken};
pub use stances::Stances;
pub use subjects::{Onset, Subjects};
pub use units::{Unit, Units};
pub use vocabulary::Vocabulary;
pub use weights::{Sum, Weights};
pub use wider::Wider;
pub use word_set::WordSet;

use self::segmentation::SegmentationHeader;
use crate::error::{Error, Result};
use crate::model::{Analysed, Class, Curves, KnotRow, TreeNode, Trees, WordId};
use crate::text::word_id;

/// Everything the program knows of one language.
#[derive(Debug)]
pub struct Pack {
    /// ISO 639-1 code: the name of the folder; empty for the pack of no language.
    pub code: &'static str,
    /// English name of the language.
    pub name: String,
    /// How far articles in it are analysed.
    pub analysed: Analysed,
    /// Stemming algorithm, where Snowball has one.
    pub stemming: Option<Algorithm>,
    /// How rare words are in general news.
    pub rarity: Rarity,
    /// Words that take a figure back.
    pub corrections: WordSet,
    /// Words by which speakers mean themselves.
    pub first_person: WordSet,
    /// How speech is reported.
    pub reporting: Reporting,
    /// Where sentences end, and which lines are not the article's own.
    pub segmentation: SegmentationRules,
    /// Words that open what turns the sentence before.
    pub contrasts: WordSet,
    /// Words that open what limits what stands before.
    pub qualifiers: WordSet,
    /// Words that make what is told hold of a part only, or to a degree.
    pub partial: WordSet,
    /// Words that label an article as its author's opinion.
    pub opinions: WordSet,
    /// Those of them that leave nobody and nothing out ("all").
    pub universal: WordSet,
    /// Words for what two do to each other, so that either may be named first.
    pub mutual: WordSet,
    /// Words whose change leaves a quotation what it says.
    pub slight: WordSet,
    /// Words that tell of a translation.
    pub translation: WordSet,
    /// How spoken words are written.
    pub spoken: Spoken,
    /// Function words of the amount and date grammars.
    pub grammar: Grammar,
    /// Number words and vague counts.
    pub numbers: Numbers,
    /// Words that hedge an amount.
    pub bounds: Bounds,
    /// Units of measure, time and money.
    pub units: Units,
    /// Words of the calendar.
    pub calendar: Calendar,
    /// Words that say what happened to people.
    pub casualties: Casualties,
    /// Ranks, and nouns that name one kind of thing.
    pub subjects: Subjects,
    /// Words that are forms of one.
    pub families: Families,
    /// Words for one thing, and wider ones.
    pub wider: Wider,
    /// Where running text begins behind a heading on the same line.
    pub lead: Curves,
    /// Whether two statements speak of the same fact, taken alone.
    pub first_look: Curves,
    /// Whether they do among all of a story's.
    pub similarity: Trees,
    /// Whether they also say the same about it.
    pub equivalence: Curves,
    /// The same, of two texts that a script has.
    pub equivalence_given: Curves,
    /// The same, where a model tells how alike they are in meaning: of long statements.
    pub equivalence_semantic: Curves,
    /// The same, of two long texts that a script has.
    pub equivalence_given_semantic: Curves,
    /// The same, of short ones.
    pub equivalence_short: Curves,
    /// Whether one of two given texts contradicts the other.
    pub contradiction: Trees,
    /// Labels that outlets choose among.
    pub labels: Labels,
    /// Stances of verbs of saying that are compared.
    pub stances: Stances,
    /// Acts of harm, and who does or suffers them.
    pub acts: Acts,
    /// What named ones do or suffer once.
    pub events: Events,
    /// People who come together.
    pub gatherings: Gatherings,
    /// Negation and opposition.
    pub polarity: PolarityWords,
    /// Whether two articles tell of one event.
    pub story: Curves,
    /// How many findings of each kind were right.
    pub precision: Precision,
    /// How news agencies are credited.
    pub agencies: Agencies,
    /// Titles, words that build names, aliases.
    pub names: NameWords,
    /// Offices and their other names.
    pub offices: Offices,
    /// Learned weights: which words report, what they report, who is cited.
    pub attribution: AttributionModel,
    lexicon: FxHashMap<WordId, Known>,
}

/// What is known of a word.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known {
    /// The word lists that it stands in.
    pub class: Class,
    /// Its number in the vocabulary of the learned models of attribution.
    pub number: u16,
}

/// `pack.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    name: String,
    #[serde(default)]
    analysed: Analysed,
    stemmer: Option<String>,
    /// The script that tells the language, where one does; read by `detect`.
    #[serde(rename = "script")]
    _script: Option<String>,
    #[serde(default)]
    segmentation: SegmentationHeader,
}

/// A row of `words.csv`: a word and its classes, parted by spaces.
#[derive(Deserialize)]
struct WordRow {
    word: String,
    classes: String,
}

impl Pack {
    /// Reads a pack from its files.
    ///
    /// # Errors
    /// A file that is not of its form.
    pub fn read(code: &'static str, files: &PackFiles) -> Result<Self> {
        let header: Header = files.header()?;
        let stemming = header.stemmer.as_deref().map(algorithm).transpose()?;
        let families = Families::read(files, stemming)?;
        let attribution = AttributionModel::read(files)?;
        let mut pack = Self {
            code,
            name: header.name,
            analysed: header.analysed,
            stemming,
            rarity: Rarity::read(files)?,
            corrections: WordSet::read(files, "corrections.csv")?,
            first_person: WordSet::read(files, "first_person.csv")?,
            reporting: Reporting::read(files, &attribution.vocabulary)?,
            segmentation: SegmentationRules::read(files, &header.segmentation)?,
            contrasts: WordSet::read(files, "contrasts.csv")?,
            qualifiers: WordSet::read(files, "qualifiers.csv")?,
            partial: WordSet::read(files, "partial.csv")?,
            opinions: WordSet::read(files, "opinions.csv")?,
            universal: WordSet::read(files, "universal.csv")?,
            mutual: WordSet::read(files, "mutual.csv")?,
            slight: WordSet::read(files, "slight.csv")?,
            translation: WordSet::read(files, "translation.csv")?,
            spoken: Spoken::read(files)?,
            grammar: Grammar::read(files)?,
            numbers: Numbers::read(files)?,
            bounds: Bounds::read(files)?,
            units: Units::read(files)?,
            calendar: Calendar::read(files)?,
            casualties: Casualties::read(files)?,
            subjects: Subjects::read(files)?,
            wider: Wider::read(files, &families, stemming)?,
            families,
            lead: curves(files, "lead.csv")?,
            first_look: curves(files, "first_look.csv")?,
            similarity: Trees::from_nodes(files.rows::<TreeNode>("similarity.csv")?),
            equivalence: curves(files, "equivalence.csv")?,
            equivalence_given: curves(files, "equivalence_given.csv")?,
            equivalence_semantic: curves(files, "equivalence_semantic.csv")?,
            equivalence_given_semantic: curves(files, "equivalence_given_semantic.csv")?,
            equivalence_short: curves(files, "equivalence_short.csv")?,
            contradiction: Trees::from_nodes(files.rows::<TreeNode>("contradiction.csv")?),
            labels: Labels::read(files)?,
            stances: Stances::read(files)?,
            acts: Acts::read(files)?,
            events: Events::read(files)?,
            gatherings: Gatherings::read(files)?,
            polarity: PolarityWords::read(files)?,
            story: curves(files, "story.csv")?,
            precision: Precision::read(files)?,
            agencies: Agencies::read(files)?,
            names: NameWords::read(files)?,
            offices: Offices::read(files)?,
            attribution,
            lexicon: FxHashMap::default(),
        };
        for row in files.rows::<WordRow>("words.csv")? {
            let class = row.classes.split_whitespace().try_fold(Class::empty(), |all, name| {
                let class = Class::from_name(&name.to_uppercase());
                class.map(|c| all | c).ok_or_else(|| Error::malformed(format!("no class is called `{name}`")))
            })?;
            pack.classify(word_id(&row.word), class);
        }
        pack.classify_reporting();
        pack.classify_amounts();
        let titles: Vec<WordId> = pack.names.title_words().collect();
        let opposed: Vec<WordId> = pack.polarity.opposed_words().collect();
        let labels: Vec<WordId> = pack.labels.first_words().collect();
        for word in labels {
            pack.classify(word, Class::LABEL);
        }
        for word in opposed {
            pack.classify(word, Class::OPPOSED);
        }
        for word in titles {
            pack.classify(word, Class::TITLE);
        }
        for (word, number) in pack.attribution.vocabulary.words() {
            pack.lexicon.entry(word).or_default().number = number;
        }
        Ok(pack)
    }

    /// The pack of no language: Unicode rules, no words.
    fn none() -> Self {
        Self {
            code: "",
            name: "no language".into(),
            analysed: Analysed::None,
            stemming: None,
            rarity: Rarity::default(),
            corrections: WordSet::default(),
            first_person: WordSet::default(),
            reporting: Reporting::default(),
            segmentation: SegmentationRules::default(),
            contrasts: WordSet::default(),
            qualifiers: WordSet::default(),
            partial: WordSet::default(),
            opinions: WordSet::default(),
            universal: WordSet::default(),
            mutual: WordSet::default(),
            slight: WordSet::default(),
            translation: WordSet::default(),
            spoken: Spoken::default(),
            grammar: Grammar::default(),
            numbers: Numbers::default(),
            bounds: Bounds::default(),
            units: Units::default(),
            calendar: Calendar::default(),
            casualties: Casualties::default(),
            subjects: Subjects::default(),
            families: Families::default(),
            wider: Wider::default(),
            lead: Curves::default(),
            first_look: Curves::default(),
            similarity: Trees::default(),
            equivalence: Curves::default(),
            equivalence_given: Curves::default(),
            equivalence_semantic: Curves::default(),
            equivalence_given_semantic: Curves::default(),
            equivalence_short: Curves::default(),
            contradiction: Trees::default(),
            labels: Labels::default(),
            stances: Stances::default(),
            acts: Acts::default(),
            events: Events::default(),
            gatherings: Gatherings::default(),
            polarity: PolarityWords::default(),
            story: Curves::default(),
            precision: Precision::default(),
            agencies: Agencies::default(),
            names: NameWords::default(),
            offices: Offices::default(),
            attribution: AttributionModel::default(),
            lexicon: FxHashMap::default(),
        }
    }

    /// Marks the words that report speech, name sources and hedge.
    fn classify_reporting(&mut self) {
        let reporting = std::mem::take(&mut self.reporting);
        reporting.cue_words().for_each(|word| self.classify(word, Class::REPORTING));
        reporting.source_words().for_each(|word| self.classify(word, Class::SOURCE));
        reporting.hedge_words().for_each(|word| self.classify(word, Class::HEDGE));
        self.reporting = reporting;
    }

    /// Marks the words at which numbers, dates and casualties are looked for.
    fn classify_amounts(&mut self) {
        let triggers: Vec<(WordId, Class)> = self
            .numbers
            .triggers()
            .map(|word| (word, Class::NUMBER))
            .chain(self.bounds.triggers().map(|word| (word, Class::BOUND)))
            .chain(self.units.triggers().map(|word| (word, Class::UNIT)))
            .chain(self.calendar.triggers().map(|word| (word, Class::DATE)))
            .chain(self.casualties.triggers().map(|word| (word, Class::CASUALTY)))
            .chain(self.subjects.triggers().map(|word| (word, Class::NUMBER)))
            .collect();
        for (word, class) in triggers {
            self.classify(word, class);
        }
    }

    /// Adds classes to a word.
    fn classify(&mut self, word: WordId, class: Class) {
        self.lexicon.entry(word).or_default().class |= class;
    }

    /// What the word lists say of a word.
    #[must_use]
    pub fn class(&self, word: WordId) -> Class {
        self.known(word).class
    }

    /// What is known of a word.
    #[must_use]
    pub fn known(&self, word: WordId) -> Known {
        self.lexicon.get(&word).copied().unwrap_or_default()
    }
}

/// The files of each pack, embedded by `build.rs`: code, then name and content of each file.
static EMBEDDED: &[(&str, &[(&str, &str)])] = include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// One slot a pack: read at its first use.
static PACKS: LazyLock<Vec<OnceLock<Pack>>> = LazyLock::new(|| EMBEDDED.iter().map(|_| OnceLock::new()).collect());

static NONE: LazyLock<Pack> = LazyLock::new(Pack::none);

/// The codes of all packs, in order.
pub fn codes() -> impl Iterator<Item = &'static str> {
    EMBEDDED.iter().map(|(code, _)| *code)
}

/// The first language that is analysed in full.
#[must_use]
pub fn full() -> Option<&'static str> {
    static FULL: LazyLock<Option<&'static str>> =
        LazyLock::new(|| codes().find(|code| pack(code).analysed == Analysed::Full));
    *FULL
}

/// The embedded files of all packs, for digests: code, file name, content.
pub fn embedded_files() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    EMBEDDED.iter().flat_map(|(code, files)| files.iter().map(move |(name, content)| (*code, *name, *content)))
}

/// The pack of a BCP 47 tag by its primary language, or the pack of no language.
#[must_use]
pub fn pack(tag: &str) -> &'static Pack {
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    let Some(i) = EMBEDDED.iter().position(|(code, _)| code.eq_ignore_ascii_case(primary)) else { return &NONE };
    PACKS[i].get_or_init(|| {
        let (code, files) = EMBEDDED[i];
        match Pack::read(code, &PackFiles::new(code, files)) {
            Ok(pack) => pack,
            // the packs are part of the program, and a test reads each of them
            Err(error) => unreachable!("embedded pack: {error}"),
        }
    })
}

/// The Snowball algorithm of an English language name.
fn algorithm(name: &str) -> Result<Algorithm> {
    Ok(match name {
        "arabic" => Algorithm::Arabic,
        "dutch" => Algorithm::Dutch,
        "english" => Algorithm::English,
        "french" => Algorithm::French,
        "german" => Algorithm::German,
        "italian" => Algorithm::Italian,
        "portuguese" => Algorithm::Portuguese,
        "romanian" => Algorithm::Romanian,
        "russian" => Algorithm::Russian,
        "spanish" => Algorithm::Spanish,
        "turkish" => Algorithm::Turkish,
        other => return Err(Error::malformed(format!("no stemmer is called `{other}`"))),
    })
}

/// The model `name` of a pack; empty where the pack has none.
fn curves(files: &PackFiles, name: &str) -> Result<Curves> {
    Ok(Curves::from_rows(files.rows::<KnotRow>(name)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pack_can_be_read() {
        for (code, files) in EMBEDDED {
            let pack = Pack::read(code, &PackFiles::new(code, files));
            assert!(pack.is_ok(), "{code}: {:?}", pack.err());
        }
        assert!(codes().any(|code| code == "en"));
    }

    #[test]
    fn an_unknown_language_has_an_empty_pack() {
        assert_eq!(pack("xx").analysed, Analysed::None);
        assert_eq!(pack("en-GB").code, "en");
        assert!(pack("en").class(word_id("The")).contains(Class::STOP));
    }
}
