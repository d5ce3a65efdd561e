//! A claim: one statement of one article, with its span, kind and typed value.

use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use super::{
    Bound, DateRange, Evidential, Field, Interval, NameKind, NumberForm, SourceClass, Span, TokenRange, WordId,
};

/// Index of a claim in its story's list.
pub type ClaimIndex = u32;

/// The pieces of a claim: one, or several where a cue interrupts it.
pub type Pieces = SmallVec<[Span; 1]>;

/// A claim's id, made from its article, place and kind; printed as `c` and 15 hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ClaimId(pub u64);

impl std::fmt::Display for ClaimId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "c{:015x}", self.0 >> 4)
    }
}

/// What a claim is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClaimKind {
    /// People killed, injured, missing, ...
    Casualty,
    /// Any other amount.
    Quantity,
    /// A date or time.
    Date,
    /// Words that somebody said.
    Quote,
    /// A proper name.
    Name,
    /// A sentence, or a clause of six or more words.
    Statement,
}

impl ClaimKind {
    /// Every kind, in the order of the contract.
    pub const ALL: [Self; 6] = [Self::Casualty, Self::Quantity, Self::Date, Self::Quote, Self::Name, Self::Statement];

    /// The contract's name of the kind.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Casualty => "casualty",
            Self::Quantity => "quantity",
            Self::Date => "date",
            Self::Quote => "quote",
            Self::Name => "name",
            Self::Statement => "statement",
        }
    }
}

/// What happened to the people counted, or what they did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Dead.
    Killed,
    /// Hurt.
    Injured,
    /// Not found.
    Missing,
    /// Driven from home.
    Displaced,
    /// Held.
    Detained,
    /// Saved.
    Rescued,
    /// In hospital.
    Hospitalised,
    /// At a gathering.
    Attending,
}

impl Role {
    /// Every role, in the order of the contract.
    pub const ALL: [Self; 8] = [
        Self::Killed,
        Self::Injured,
        Self::Missing,
        Self::Displaced,
        Self::Detained,
        Self::Rescued,
        Self::Hospitalised,
        Self::Attending,
    ];

    /// The contract's name of the role.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Killed => "killed",
            Self::Injured => "injured",
            Self::Missing => "missing",
            Self::Displaced => "displaced",
            Self::Detained => "detained",
            Self::Rescued => "rescued",
            Self::Hospitalised => "hospitalised",
            Self::Attending => "attending",
        }
    }
}

/// How an amount stands to others of its article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// A whole.
    Total,
    /// A part of another amount ("410 of those").
    Part,
    /// Added to another ("another 24").
    Addition,
    /// A change ("rose by 12").
    Change,
}

impl Relation {
    /// The contract's name of the relation.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Total => "total",
            Self::Part => "part",
            Self::Addition => "addition",
            Self::Change => "change",
        }
    }
}

/// Whether words are quoted, quoted in part, or reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuoteType {
    /// Between marks, a whole utterance.
    Direct,
    /// A quoted fragment inside a reported clause.
    Mixed,
    /// Reported without marks.
    Indirect,
}

impl QuoteType {
    /// The contract's name of the type.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
        }
    }
}

/// An amount, of people (`casualty`) or anything else (`quantity`).
#[derive(Debug, Clone, PartialEq)]
pub struct AmountClaim {
    /// What kind of number.
    pub form: NumberForm,
    /// The number as written, magnitude multiplied out.
    pub value: f64,
    /// The other end of a range or vague count.
    pub value_end: Option<f64>,
    /// How it was hedged.
    pub bound: Bound,
    /// What it means.
    pub interval: Interval,
    /// Normalised unit.
    pub unit: Option<&'static str>,
    /// Denominator of a rate, as a normalised unit ("day" of "barrels per day").
    pub per: Option<&'static str>,
    /// What it ranks by ("size"), for ranks that say so.
    pub quality: Option<&'static str>,
    /// The noun phrase counted.
    pub counted: Option<Span>,
    /// Stems of the words counted, head last: what two amounts are compared by.
    pub counted_stems: SmallVec<[WordId; 4]>,
    /// What happened to the people counted.
    pub role: Option<Role>,
    /// What the amount belongs to ("the war", "the ferry").
    pub subject: Option<Span>,
    /// Stems of `subject`'s words.
    pub subject_stems: SmallVec<[WordId; 4]>,
    /// How it stands to other amounts.
    pub relation: Option<Relation>,
    /// The amount that it is a part of, where one is in sight.
    pub part_of: Option<Span>,
    /// Where.
    pub place: Option<Span>,
    /// When, as a period.
    pub period: Option<DateRange>,
}

impl AmountClaim {
    /// Whether it is a count of its own: no part of another, added to none, and no change of one.
    #[must_use]
    pub fn is_total(&self) -> bool {
        self.relation.is_none_or(|relation| relation == Relation::Total)
    }

    /// Whether it counts those who came to a gathering: no fate, and each side of a quarrel has a figure of its own.
    #[must_use]
    pub fn is_of_crowd(&self) -> bool {
        self.role == Some(Role::Attending)
    }

    /// Whose age it is, where it is that of somebody named.
    #[must_use]
    pub fn age_of(&self) -> Option<Span> {
        self.subject.filter(|_| self.form == NumberForm::Age)
    }
}

/// A date.
#[derive(Debug, Clone, PartialEq)]
pub struct DateClaim {
    /// The days meant.
    pub range: Option<DateRange>,
    /// Whether it was resolved against the publication date.
    pub relative: bool,
}

/// A quotation or reported speech.
#[derive(Debug, Clone, PartialEq)]
pub struct QuoteClaim {
    /// Direct, mixed or indirect.
    pub quote_type: QuoteType,
}

/// A proper name.
#[derive(Debug, Clone, PartialEq)]
pub struct NameClaim {
    /// What it names.
    pub kind: NameKind,
    /// The fullest mention of the same name in the article.
    pub resolved: Span,
}

/// A sentence or clause.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StatementClaim {
    /// Whether it is a clause of a longer sentence.
    pub clause: bool,
    /// Words that carry a judgement.
    pub loaded_terms: Vec<Span>,
}

/// The typed part of a claim.
#[derive(Debug, Clone, PartialEq)]
pub enum ClaimContent {
    /// People counted.
    Casualty(AmountClaim),
    /// Things counted or measured.
    Quantity(AmountClaim),
    /// A date.
    Date(DateClaim),
    /// Speech.
    Quote(QuoteClaim),
    /// A name.
    Name(NameClaim),
    /// A statement.
    Statement(StatementClaim),
}

/// Who says so, and how sure they are said to be.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attribution {
    /// The mention of the source (for quotes: the speaker).
    pub source: Option<Span>,
    /// The fullest mention of whom it resolves to.
    pub source_name: Option<Span>,
    /// What kind of source; `None` where the article itself asserts the claim.
    pub class: Option<SourceClass>,
    /// "said", "according to".
    pub cue: Option<Span>,
    /// "reportedly", "appeared to".
    pub hedge: Option<Span>,
    /// Whether the source asserts, denies or questions it.
    pub evidential: Option<Evidential>,
}

/// One statement of one article.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Stable id.
    pub id: ClaimId,
    /// Index of the article in its story.
    pub article: u32,
    /// Title or body.
    pub field: Field,
    /// Index of the (first) sentence in the article.
    pub sentence: u32,
    /// Index of its paragraph.
    pub paragraph: u32,
    /// The hull of `pieces`.
    pub span: Span,
    /// Where it stands.
    pub pieces: Pieces,
    /// Its tokens: the hull's.
    pub tokens: TokenRange,
    /// The typed part.
    pub content: ClaimContent,
    /// Who says so.
    pub attribution: Attribution,
    /// Whether the claim's main word is negated.
    pub negated: bool,
    /// Name of the rule that found it.
    pub rule: &'static str,
}

/// A sentence: its article's index in the story, and its index there.
pub type SentencePlace = (u32, u32);

impl Claim {
    /// Where its sentence stands: the article, and the index there.
    #[must_use]
    pub const fn place(&self) -> SentencePlace {
        (self.article, self.sentence)
    }

    /// Whether it tells how many came to a gathering.
    #[must_use]
    pub fn is_of_crowd(&self) -> bool {
        self.amount().is_some_and(AmountClaim::is_of_crowd)
    }

    /// What an extractor knows of a claim in one piece. Its article, field, paragraph and id, and who
    /// says so, are settled for all kinds alike once every extractor has run.
    #[must_use]
    pub fn draft(sentence: u32, span: Span, tokens: TokenRange, content: ClaimContent, rule: &'static str) -> Self {
        Self {
            id: ClaimId::default(),
            article: 0,
            field: Field::Text,
            sentence,
            paragraph: 0,
            span,
            pieces: Pieces::from_elem(span, 1),
            tokens,
            content,
            attribution: Attribution::default(),
            negated: false,
            rule,
        }
    }

    /// The kind of the typed part.
    #[must_use]
    pub const fn kind(&self) -> ClaimKind {
        match self.content {
            ClaimContent::Casualty(_) => ClaimKind::Casualty,
            ClaimContent::Quantity(_) => ClaimKind::Quantity,
            ClaimContent::Date(_) => ClaimKind::Date,
            ClaimContent::Quote(_) => ClaimKind::Quote,
            ClaimContent::Name(_) => ClaimKind::Name,
            ClaimContent::Statement(_) => ClaimKind::Statement,
        }
    }

    /// The amount, where it is one.
    #[must_use]
    pub const fn amount(&self) -> Option<&AmountClaim> {
        match &self.content {
            ClaimContent::Casualty(amount) | ClaimContent::Quantity(amount) => Some(amount),
            _ => None,
        }
    }

    /// The quotation, where it is one.
    #[must_use]
    pub const fn quote(&self) -> Option<&QuoteClaim> {
        match &self.content {
            ClaimContent::Quote(quote) => Some(quote),
            _ => None,
        }
    }

    /// Whether it is a quotation between marks, whose words are those that were said.
    #[must_use]
    pub fn is_in_marks(&self) -> bool {
        self.quote().is_some_and(|q| q.quote_type != QuoteType::Indirect)
    }

    /// The date, where it is one.
    #[must_use]
    pub const fn date(&self) -> Option<&DateClaim> {
        match &self.content {
            ClaimContent::Date(date) => Some(date),
            _ => None,
        }
    }
}
