//! Function words that the number, date and casualty grammars turn on: `and`, `to`, `ago`, `per`.
//!
//! In: `grammar.csv` (a word and its uses) and `endings.csv` (what the end of a word tells). Out:
//! [`Grammar`]. Invariant: code asks for a use, never for a word.

use bitflags::bitflags;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::PackFiles;
use crate::error::{Error, Result};
use crate::model::{Token, WordId};
use crate::text::word_id;

bitflags! {
    /// What a function word does in an amount, a date or a clause about people.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub struct Use: u128 {
        /// An indefinite article ("a").
        const ARTICLE = 1;
        /// A determiner before a noun phrase ("the", "those", "its").
        const DETERMINER = 1 << 1;
        /// Joins two parts of one number or two amounts ("and").
        const AND = 1 << 2;
        /// Parts two alternatives ("or").
        const OR = 1 << 3;
        /// Leads to the other end of a range ("to", "through").
        const TO = 1 << 4;
        /// Opens a range that `AND` parts ("between").
        const BETWEEN = 1 << 5;
        /// Opens a range that `TO` parts ("from").
        const FROM = 1 << 6;
        /// Joins a number to what it is a part of ("of").
        const OF = 1 << 7;
        /// Joins two numbers to a proportion ("in" of "one in three").
        const IN = 1 << 8;
        /// First half of "out of".
        const OUT = 1 << 9;
        /// Opens the denominator of a rate ("per").
        const PER = 1 << 10;
        /// A decimal point spelled out.
        const POINT = 1 << 11;
        /// A sign spelled out ("minus").
        const MINUS = 1 << 12;
        /// Adds to an amount in sight ("another", "more").
        const ADDITION = 1 << 13;
        /// Names the rest of a set ("others").
        const OTHER = 1 << 14;
        /// Opens an age ("aged").
        const AGED = 1 << 15;
        /// Closes an age ("old").
        const OLD = 1 << 16;
        /// The noun of an age ("age" of "years of age").
        const AGE = 1 << 17;
        /// Opens a part of an amount ("including").
        const INCLUDING = 1 << 18;
        /// Stands for an amount in sight ("those", "them").
        const ANAPHOR = 1 << 19;
        /// Opens a relative clause ("who").
        const RELATIVE = 1 << 20;
        /// Puts a span of time before the present ("ago").
        const AGO = 1 << 21;
        /// Puts a span of time before another moment ("earlier").
        const EARLIER = 1 << 22;
        /// Puts a span of time after another moment ("later").
        const LATER = 1 << 23;
        /// Points at the one before now ("last").
        const LAST = 1 << 24;
        /// Points at the present one ("this").
        const THIS = 1 << 25;
        /// Points at the one after now ("next").
        const NEXT = 1 << 26;
        /// Points at the one before a moment in sight ("previous").
        const PREVIOUS = 1 << 27;
        /// Points at the one after a moment in sight ("following").
        const FOLLOWING = 1 << 28;
        /// Opens a period that lasts until now ("since").
        const SINCE = 1 << 29;
        /// Opens a period ("during", "over").
        const DURING = 1 << 30;
        /// Stands before a date in running text ("on", "by", "until").
        const BEFORE_DATE = 1 << 31;
        /// Narrows a date to one of its ends ("early", "late", "mid").
        const NARROWING = 1 << 32;
        /// The first part of a date ("beginning" of "the beginning of May").
        const EDGE = 1 << 33;
        /// Puts the clause into the future ("will", "due").
        const FUTURE = 1 << 34;
        /// May stand between an amount and its verb ("reportedly", "also").
        const ADVERB = 1 << 35;
        /// Makes a total ("total" of "a total of 12").
        const TOTAL = 1 << 36;
        /// Brings a figure to a value ("rose" of "the toll rose to 41").
        const REACHES = 1 << 37;
        /// The amount of a change ("by" of "rose by 12").
        const BY = 1 << 38;
        /// Makes a state of someone ("left" of "left 12 dead").
        const LEAVES = 1 << 39;
        /// A word after a number that makes it an address, a model or a label ("Street", "Avenue").
        const ADDRESS = 1 << 40;
        /// A word before a number that makes it a label ("Section", "No", "page").
        const LABEL = 1 << 41;
        /// Says that a number before it is a length ("long", "tall", "deep").
        const EXTENT = 1 << 42;
        /// Denies ("no", "without").
        const NONE = 1 << 43;
        /// A pronoun for nobody ("nobody").
        const NOBODY = 1 << 44;
        /// A word of sport that makes "2-1" a score.
        const CONTEST = 1 << 45;
        /// Opens a comparison that is no bound ("than").
        const THAN = 1 << 46;
        /// A verb of a financial or statistical rise or fall ("rose", "fell").
        const MOVES = 1 << 47;
        /// "each", "every": not one amount but a habit.
        const EACH = 1 << 48;
        /// A pronoun that takes the action itself ("himself").
        const REFLEXIVE = 1 << 49;
        /// Makes the passive ("was", "been").
        const PASSIVE = 1 << 50;
        /// Opens a conditional or hypothetical clause ("if").
        const IF = 1 << 51;
        /// Not born yet.
        const UNBORN = 1 << 52;
        /// Names the limit of something before a date ("by", "until").
        const DEADLINE = 1 << 53;
        /// Puts somebody into a group ("he was among four people shot").
        const AMONG = 1 << 54;
        /// The middle of a phrase that joins as "and" does ("as well as").
        const LIKEWISE = 1 << 55;
        /// Gives somebody the wounds that a noun after it names ("suffered", "with").
        const SUFFERS = 1 << 56;
        /// Two of a kind: a bare number after it is the age of each ("both 23").
        const BOTH = 1 << 57;
        /// Opens what comes on top of what was said ("killed along with three others").
        const ALONG = 1 << 58;
        /// Tells what was held to be so at first ("initially", "initial reports").
        const FORMER = 1 << 59;
        /// Names who did something ("by").
        const DOER = 1 << 60;
        /// Names to whom or against what it was done ("on", "against").
        const AIM = 1 << 61;
        /// Leads from whom somebody quotes to what was said ("quoted him as saying").
        const QUOTED_AS = 1 << 62;
        /// Asks many people or weighs many figures, and bears the name of who does so ("poll").
        const STUDY = 1 << 63;
        /// Brings a thing to a place ("towed" of "towed the wreck to Velm").
        const CARRIES = 1 << 64;
        /// Says how many or how much something is ("put" of "put the crowd at 3,000").
        const SETS = 1 << 65;
        /// Leads to the figure that is said ("at" of "put the crowd at 3,000").
        const LEVEL = 1 << 66;
        /// A verb in the present: what it tells is so now ("is", "remains").
        const PRESENT = 1 << 67;
        /// Opens a clause that only tells when ("while").
        const WHEN = 1 << 68;
    }
}

/// What the end of a word tells about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Meaning {
    Plural,
    Singular,
    Participle,
    Progressive,
    Adverb,
}

/// The function words and endings of a language.
#[derive(Debug, Default)]
pub struct Grammar {
    uses: FxHashMap<WordId, Use>,
    endings: Vec<(String, Meaning)>,
    irregular: FxHashMap<WordId, Meaning>,
}

/// A row of `grammar.csv`: a word and its uses, parted by spaces.
#[derive(Deserialize)]
struct GrammarRow {
    word: String,
    uses: String,
}

/// A row of `endings.csv`: an ending (`-s`) or a whole word, and what it tells.
#[derive(Deserialize)]
struct EndingRow {
    ending: String,
    means: Meaning,
}

impl Grammar {
    /// Reads `grammar.csv` and `endings.csv`.
    ///
    /// # Errors
    /// A row of another form, or a use that does not exist.
    pub fn read(files: &PackFiles) -> Result<Self> {
        let mut grammar = Self::default();
        for row in files.rows::<GrammarRow>("grammar.csv")? {
            for name in row.uses.split_whitespace() {
                let found = Use::from_name(&name.to_uppercase().replace('-', "_"))
                    .ok_or_else(|| Error::malformed(format!("no use is called `{name}`")))?;
                *grammar.uses.entry(word_id(&row.word)).or_default() |= found;
            }
        }
        for row in files.rows::<EndingRow>("endings.csv")? {
            match row.ending.strip_prefix('-') {
                Some(ending) => grammar.endings.push((ending.to_owned(), row.means)),
                None => _ = grammar.irregular.insert(word_id(&row.ending), row.means),
            }
        }
        // the longest ending decides: "-ss" is no plural though "-s" is
        grammar.endings.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        Ok(grammar)
    }

    /// The uses of a word.
    #[must_use]
    pub fn uses(&self, word: WordId) -> Use {
        self.uses.get(&word).copied().unwrap_or_default()
    }

    /// Whether a token has any of these uses.
    #[must_use]
    pub fn is(&self, token: &Token, uses: Use) -> bool {
        self.uses(token.word).intersects(uses)
    }

    /// Whether a word has the form of a plural.
    #[must_use]
    pub fn is_plural(&self, token: &Token, text: &str) -> bool {
        self.meaning(token, text) == Some(Meaning::Plural)
    }

    /// Whether a word has the form of a participle or past tense.
    #[must_use]
    pub fn is_participle(&self, token: &Token, text: &str) -> bool {
        self.meaning(token, text) == Some(Meaning::Participle)
    }

    /// Whether a word has the form of a verb that goes on ("waiting").
    #[must_use]
    pub fn is_progressive(&self, token: &Token, text: &str) -> bool {
        self.meaning(token, text) == Some(Meaning::Progressive)
    }

    /// Whether a word has the form of an adverb.
    #[must_use]
    pub fn is_adverb(&self, token: &Token, text: &str) -> bool {
        self.meaning(token, text) == Some(Meaning::Adverb)
    }

    fn meaning(&self, token: &Token, text: &str) -> Option<Meaning> {
        if let Some(meaning) = self.irregular.get(&token.word) {
            return Some(*meaning);
        }
        let text = text.as_bytes();
        let ends = |ending: &str| {
            text.len() > ending.len() + 1 && text[text.len() - ending.len()..].eq_ignore_ascii_case(ending.as_bytes())
        };
        self.endings.iter().find(|(ending, _)| ends(ending)).map(|(_, meaning)| *meaning)
    }
}
