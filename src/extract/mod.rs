//! Claims assembled from annotations: one extractor a kind, none calls another.
//!
//! In: an [`Annotated`] article. Out: its claims, by place then kind.
//! Invariant: claims lie inside sentences that carry claims, and no two have the same id.

mod attendance;
mod attributed;
mod casualty;
mod date;
mod identity;
mod quantity;
mod quote;
mod scope;
mod name;
mod statement;

pub(crate) use attributed::{is_act, is_set_off};

use crate::annotate::{Annotated, NameTable};
use crate::config::Settings;
use crate::model::{Claim, ClaimKind, Class, NumberForm, NumberMention, Span, Token};
use attributed::Said;

/// Finds the claims of one kind.
pub trait Extractor: Sync {
    /// The kind of its claims.
    fn kind(&self) -> ClaimKind;

    /// Adds the claims of one article; ids, article index, field, paragraph and attribution are
    /// filled in by [`extract`].
    fn extract(&self, article: &Annotated<'_>, out: &mut Vec<Claim>);
}

/// Every extractor.
pub static EXTRACTORS: &[&dyn Extractor] =
    &[&casualty::Casualties, &quantity::Quantities, &date::Dates, &quote::Quotes, &name::Names, &statement::Statements];

/// The claims of one article, the `index`th of its story.
#[must_use]
pub fn extract(article: &Annotated<'_>, index: u32, settings: &Settings) -> Vec<Claim> {
    // it reads every token in order, so that those looked up here and there afterwards are in the cache
    let said = Said::of(article);
    let mut claims = Vec::new();
    for extractor in EXTRACTORS.iter().filter(|e| settings.claim_kinds.contains(&e.kind())) {
        extractor.extract(article, &mut claims);
    }
    for claim in &mut claims {
        claim.article = index;
        claim.field = article.article.field(claim.span);
        claim.paragraph = article.paragraph_of(claim.sentence);
        claim.id = identity::claim_id(article, claim);
    }
    claims.sort_by_key(|c| (c.span.start, c.kind(), c.span.end, c.id));
    // two rules may read one thing in one place: it is one claim
    claims.dedup_by_key(|c| c.id);
    said.attribute(&mut claims);
    claims
}

/// The claims of a story with the articles that they point into: what the later stages read.
#[derive(Debug)]
pub struct StoryClaims<'a> {
    /// The articles, in the story's order.
    pub articles: &'a [Annotated<'a>],
    /// Their claims, by article then place.
    pub claims: &'a [Claim],
    /// Which of their names name one person, place or body.
    pub names: NameTable,
}

impl<'a> StoryClaims<'a> {
    /// The claims of a story with its name table.
    #[must_use]
    pub fn new(articles: &'a [Annotated<'a>], claims: &'a [Claim]) -> Self {
        Self { articles, claims, names: NameTable::of(articles) }
    }

    /// The article of a claim.
    #[must_use]
    pub fn article_of(&self, claim: &Claim) -> &'a Annotated<'a> {
        &self.articles[claim.article as usize]
    }

    /// The words of a claim's hull.
    #[must_use]
    pub fn text_of(&self, claim: &Claim) -> &'a str {
        self.article_of(claim).article.slice(claim.span)
    }

    /// The tokens of a claim's hull.
    #[must_use]
    pub fn tokens_of(&self, claim: &Claim) -> &'a [Token] {
        self.article_of(claim).tokens_in(&claim.tokens)
    }

    /// The sentence of a claim, and where in it the claim stands.
    #[must_use]
    pub fn in_sentence(&self, claim: &Claim) -> (&'a [Token], Span) {
        (self.article_of(claim).sentence(claim.sentence), claim.span)
    }

    /// Days between the publications of two articles, where both are known.
    #[must_use]
    pub fn days_apart(&self, a: u32, b: u32) -> Option<i32> {
        let day = |i: u32| self.articles[i as usize].article.published.map(|at| at.date);
        Some((day(b)? - day(a)?).get_days().abs())
    }

    /// Whether an amount has a unit and is the only one of its sentence that measures what it does: the one price, share or
    /// length of time that the sentence tells. Ages are of anybody, and where something is denied it may be the amount.
    #[must_use]
    pub fn is_only_measure(&self, claim: &Claim) -> bool {
        let Some(amount) = claim.amount().filter(|amount| amount.form != NumberForm::Age) else { return false };
        let article = self.article_of(claim);
        let dimension = |unit: Option<&str>| Some(article.pack.units.named(unit?)?.dimension);
        // a price for each share is no other price for all of them
        let measures = |n: &&NumberMention| dimension(n.unit) == dimension(amount.unit) && n.per == amount.per;
        dimension(amount.unit).is_some()
            && article.numbers_of(claim.sentence).iter().filter(measures).count() == 1
            && !article.sentence(claim.sentence).iter().any(|t| t.is(Class::NEGATION))
    }

    /// The kind of thing whose age a claim states ("the 30-year-old ferry"), where its age is one fact of a story.
    #[must_use]
    pub fn aged_thing(&self, claim: &Claim) -> Option<&'static str> {
        let amount = claim.amount().filter(|amount| amount.form == NumberForm::Age)?;
        let article = self.article_of(claim);
        // the noun itself: "a 30-year-old ferry captain" is no ferry
        let head = article.tokens_in(&article.tokens_of_span(amount.counted?)).iter().rfind(|t| t.is(Class::WORD))?;
        article.pack.subjects.kind(head.word).filter(|kind| article.pack.subjects.ages(kind))
    }
}
