//! What every extractor shares, computed once an article by `annotate`.
//!
//! Spans are bytes of the article's buffer; token ranges index the article's token list.

use std::ops::Range;

use bitflags::bitflags;

use super::{Bound, DateRange, Interval, Relation, Role, Span};

bitflags! {
    /// What is known of a token: its shape, and the word lists that it stands in.
    ///
    /// A stage looks for its trigger bits and does no work elsewhere.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
    pub struct Class: u32 {
        // What a token is in its sentence: of several, the first counts most.

        /// A punctuation mark or symbol.
        const PUNCTUATION = 1;
        /// Starts with a digit.
        const DIGITS = 1 << 1;
        /// A pronoun ("he", "they").
        const PRONOUN = 1 << 2;
        /// Negates ("not", "never").
        const NEGATION = 1 << 3;
        /// An auxiliary or modal verb.
        const AUXILIARY = 1 << 4;
        /// A preposition.
        const PREPOSITION = 1 << 5;
        /// Joins clauses ("that", "while", "and").
        const CONJUNCTION = 1 << 6;
        /// An unnamed source ("officials", "activists").
        const SOURCE = 1 << 7;
        /// Reports speech ("said", "according").
        const REPORTING = 1 << 8;
        /// Belongs to a date ("Monday", "yesterday", "May").
        const DATE = 1 << 9;
        /// Too common to tell anything ("the", "of").
        const STOP = 1 << 10;
        /// Starts with an upper-case letter.
        const CAPITALISED = 1 << 11;

        /// Letters.
        const WORD = 1 << 12;
        /// Two or more letters, all upper case.
        const ALL_CAPS = 1 << 13;
        /// No white space before it.
        const GLUED = 1 << 14;
        /// Written with a possessive ending ("Kerry's").
        const POSSESSIVE = 1 << 15;
        /// The first token of its sentence.
        const INITIAL = 1 << 16;
        /// Denotes or builds a number ("forty", "dozen").
        const NUMBER = 1 << 17;
        /// Says what happened to people ("killed", "wounded").
        const CASUALTY = 1 << 18;
        /// Stands before a name ("General", "Mr").
        const TITLE = 1 << 19;
        /// A unit of measure or currency.
        const UNIT = 1 << 20;
        /// Hedges an amount ("nearly", "least").
        const BOUND = 1 << 21;
        /// Hedges a claim ("reportedly").
        const HEDGE = 1 << 22;
        /// A label that carries a judgement ("regime").
        const LABEL = 1 << 23;
        /// One side of an opposition ("halt" / "continue").
        const OPPOSED = 1 << 24;
        /// An opening or closing quotation mark.
        const QUOTE_MARK = 1 << 25;
        /// Opens a clause ("that", "which", "while").
        const OPENER = 1 << 26;
        /// A mark that ends a clause inside a sentence (a semicolon, a dash).
        const BREAK = 1 << 27;
        /// A further word of a known name, for all of which the first one stands.
        const IN_KNOWN_NAME = 1 << 28;
    }
}

/// A word after normalisation, as a 64-bit hash: equal words have equal ids, in every article and run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct WordId(pub u64);

/// A range of the article's token list.
pub type TokenRange = Range<u32>;

/// One word, number or punctuation mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// The normalised form: lower case, without a possessive ending and the dots of an abbreviation.
    pub word: WordId,
    /// The stem of `word`; equal to it for numbers, punctuation and languages without a stemmer.
    pub stem: WordId,
    /// What the word stands for when two statements are compared: the stem of its family's head, or the entity that a known
    /// name names.
    pub concept: WordId,
    /// What the language pack knows of the word, and its shape.
    pub class: Class,
    /// The word's number in the vocabulary of the learned models of attribution.
    pub number: u16,
}

impl Token {
    /// Whether the token has any of these classes.
    #[must_use]
    pub const fn is(&self, class: Class) -> bool {
        self.class.intersects(class)
    }

    /// Whether the token says what a statement is about: a content word that is neither a value nor part
    /// of one.
    #[must_use]
    pub const fn carries_meaning(&self) -> bool {
        self.is(Class::WORD)
            && !self.is(Class::STOP.union(Class::NUMBER).union(Class::DATE).union(Class::IN_KNOWN_NAME))
    }

    /// Whether the token says something by itself: a word or number that is not a stop word.
    #[must_use]
    pub const fn is_content(&self) -> bool {
        self.class.intersects(Class::WORD.union(Class::DIGITS)) && !self.class.intersects(Class::STOP)
    }
}

/// How a number was written or what it expresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NumberForm {
    /// "250", "forty", "no one".
    Cardinal,
    /// "third", "second", "largest": a position in an order.
    Rank,
    /// "70 percent".
    Percent,
    /// "$200 million".
    Money,
    /// "30 km".
    Measure,
    /// "ten days", "five-year".
    Duration,
    /// "aged 13", "13-year-old".
    Age,
    /// "2-1".
    Score,
    /// "one in three", "half of".
    Fraction,
}

/// A number that a sentence states.
#[derive(Debug, Clone, PartialEq)]
pub struct NumberMention {
    /// The expression with its modifier ("nearly 250").
    pub span: Span,
    /// Its tokens.
    pub tokens: TokenRange,
    /// Index of the sentence.
    pub sentence: u32,
    /// What kind of number.
    pub form: NumberForm,
    /// The number as written, magnitude multiplied out.
    pub value: f64,
    /// The other end of a range.
    pub value_end: Option<f64>,
    /// How it was hedged.
    pub bound: Bound,
    /// What it means.
    pub interval: Interval,
    /// Normalised unit ("kilometre", "percent", "dollar"), from the language pack.
    pub unit: Option<&'static str>,
    /// Denominator of a rate, as a normalised unit ("day" of "barrels per day").
    pub per: Option<&'static str>,
    /// What a rank is by ("size").
    pub quality: Option<&'static str>,
    /// How it stands to an amount in sight ("another 24", "410 of those").
    pub relation: Option<Relation>,
    /// Tokens of the noun phrase counted ("civilians", "air strikes"), nearest head last.
    pub counted: Option<TokenRange>,
    /// Name of the rule that read it.
    pub rule: &'static str,
}

/// A date or time that a sentence states.
#[derive(Debug, Clone, PartialEq)]
pub struct DateMention {
    /// Where it stands.
    pub span: Span,
    /// Its tokens.
    pub tokens: TokenRange,
    /// Index of the sentence.
    pub sentence: u32,
    /// The days meant; `None` where they cannot be resolved.
    pub range: Option<DateRange>,
    /// Whether the expression was resolved against the publication date.
    pub relative: bool,
    /// Name of the rule that read it.
    pub rule: &'static str,
}

/// People and what happened to them.
#[derive(Debug, Clone, PartialEq)]
pub struct CasualtyMention {
    /// The people, with the hedge of their number ("nearly 250 people").
    pub span: Span,
    /// Their tokens.
    pub tokens: TokenRange,
    /// Index of the sentence.
    pub sentence: u32,
    /// What happened.
    pub role: Role,
    /// Index of the number mention; `None` for single victims, sums and nobody.
    pub number: Option<u32>,
    /// How many, as written.
    pub value: f64,
    /// The other end of a range.
    pub value_end: Option<f64>,
    /// How it was hedged.
    pub bound: Bound,
    /// What it means.
    pub interval: Interval,
    /// Who they are ("civilians").
    pub counted: Option<TokenRange>,
    /// How the number stands to others.
    pub relation: Option<Relation>,
    /// The amount that it is a part of, where one is in sight.
    pub part_of: Option<Span>,
    /// Where in a row they stand ("a third victim").
    pub ordinal: Option<f64>,
    /// The words that say what happened.
    pub cue: Span,
    /// Name of the rule that read it.
    pub rule: &'static str,
}

/// What a name names, as far as the words show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A person.
    Person,
    /// A town, country, sea.
    Place,
    /// A body, company, party, group.
    Organisation,
    /// Unknown.
    Other,
}

/// A proper name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameMention {
    /// The name without its title.
    pub span: Span,
    /// Its tokens.
    pub tokens: TokenRange,
    /// Index of the sentence.
    pub sentence: u32,
    /// What it names.
    pub kind: NameKind,
    /// The title before it ("Foreign Minister").
    pub title: Option<Span>,
    /// The fullest mention of the same name in the article; its own span where it is the fullest.
    pub resolved: Span,
}

/// Words between quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotationMention {
    /// What was said, without the marks; several pieces where a cue interrupts it.
    pub pieces: Vec<Span>,
    /// The sentences that it touches.
    pub sentences: Range<u32>,
    /// Whether it is speech, not a scare quote, a title or a word as a word.
    pub speech: bool,
    /// Whether it is a fragment inside a reported clause.
    pub fragment: bool,
    /// Index into the article's attributions, where a cue was found.
    pub attribution: Option<u32>,
}

/// Who is cited, by kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceClass {
    /// A person or body with a name.
    Named,
    /// Officials, police, ministries.
    Official,
    /// Activists, witnesses, residents.
    Unofficial,
    /// "Reports", news agencies, state media.
    Media,
    /// "It is said".
    Unknown,
}

/// How the cue presents what was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Evidential {
    /// Said.
    Asserts,
    /// Denied, ruled out.
    Denies,
    /// Asked, wondered; left open ("did not say").
    Questions,
}

impl Evidential {
    /// Its name in tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Asserts => "asserts",
            Self::Denies => "denies",
            Self::Questions => "questions",
        }
    }
}

/// A cue of attribution, its source and what it covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttributionMention {
    /// "said", "according to".
    pub cue: Span,
    /// The source as mentioned ("activists", "he").
    pub source: Option<Span>,
    /// The fullest mention in the article of whom the source resolves to.
    pub source_name: Option<Span>,
    /// What kind of source.
    pub class: SourceClass,
    /// What was said: the reported clause, or the quotation.
    pub content: Vec<Span>,
    /// Index of the sentence of the cue.
    pub sentence: u32,
    /// How it is presented.
    pub evidential: Evidential,
}

/// A negation and what it covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NegationMention {
    /// The word that negates.
    pub cue: Span,
    /// Index of the sentence.
    pub sentence: u32,
    /// The tokens under it.
    pub scope: TokenRange,
}
