//! **claims**: one row a claim, with its exact place and its typed value.

use serde_json::Value;

use super::sentences::field_name;
use crate::error::Result;
use crate::model::{
    AmountClaim, Article, Bound, Claim, ClaimContent, DateRange, Evidential, NumberForm, Relation, Role, Span,
};
use crate::report::cell::days;
use crate::report::table::columns;
use crate::report::{Column, RowSink, StoryRows, StoryTable, Table};

struct Claims;

/// The table of claims.
pub static CLAIMS: &dyn StoryTable = &Claims;

struct ClaimRow<'a> {
    rows: &'a StoryRows<'a>,
    article: &'a Article,
    claim: &'a Claim,
    index: usize,
    offsets: (u32, u32),
    speaker: Option<(u32, u32)>,
    period: (Option<jiff::civil::Date>, Option<jiff::civil::Date>),
}

columns! { |row: &ClaimRow<'_>|
    "claim_id", Id, "Stable id, made from article, place and kind" => row.claim.id.to_string();
    "article_id", Id, "Its article" => &row.article.id;
    "outlet", Text, "The article's outlet" => &row.article.outlet;
    "published", Date, "When the article was published" => row.article.published;
    "story_id", Id, "The story of the article" => row.story_id();
    "group_id", Id, "The group of claims about the same fact" => row.rows.group_of(row.index).map(|g| &g.id);
    "field", Word, "`text` or `title`: what the offsets count in" => field_name(row.claim.field);
    "sentence_index", Integer, "The (first) sentence, from 0" => row.claim.sentence;
    "char_start", Integer, "Where the claim starts, in Unicode code points" => row.offsets.0;
    "char_end", Integer, "Where it ends, exclusive" => row.offsets.1;
    "spans", List, "Its pieces as [start, end], several where a cue interrupts it" => row.rows.offset_list(row.claim.article, &row.claim.pieces);
    "exact", Passage, "The words from `char_start` to `char_end`" => row.rows.passage(row.article.slice(row.claim.span));
    "prefix", Passage, "Up to 32 characters before" => row.rows.passage(row.rows.surroundings(row.article, row.claim.span).0);
    "suffix", Passage, "Up to 32 characters after" => row.rows.passage(row.rows.surroundings(row.article, row.claim.span).1);
    "kind", Word, "`casualty`, `quantity`, `date`, `quote`, `name` or `statement`" => row.claim.kind().name();
    "role", Word, "What happened to the people counted: `killed`, `injured`, `missing`, `displaced`, `detained`, `rescued`, `hospitalised`; of a quantity, `attending`" => row.amount(|a| a.role.map(Role::name));
    "value", Number, "The number that the words denote, magnitude multiplied out, before any bound widens it" => row.amount(|a| Some(a.value));
    "value_end", Number, "The other end of a range or of a vague count" => row.amount(|a| a.value_end);
    "bound", Word, "`=` exactly, `~` about, `<` less than or nearly, `>` more than or at least" => row.amount(|a| Some(Bound::sign(a.bound)));
    "value_min", Number, "The least value meant; empty where that end is open" => row.amount(|a| a.interval.min);
    "value_max", Number, "The greatest value meant; empty where that end is open" => row.amount(|a| a.interval.max);
    "unit", Text, "The unit, normalised; of a plain count, what is counted" => row.unit();
    "counted", Text, "What is counted" => row.amount(|a| row.words(a.counted));
    "subject", Text, "What the amount belongs to" => row.amount(|a| row.words(a.subject));
    "relation", Word, "How it stands to other amounts: `total`, `part`, `addition`, `change`" => row.amount(|a| a.relation.map(Relation::name));
    "part_of", Text, "The amount that it is a part of" => row.amount(|a| row.words(a.part_of));
    "place", Text, "Where" => row.amount(|a| row.words(a.place));
    "date_start", Date, "The first day meant; for amounts, of the period" => row.period.0;
    "date_end", Date, "The last day meant, inclusive" => row.period.1;
    "quote_type", Word, "`direct`, `mixed` or `indirect`" => row.claim.quote().map(|q| q.quote_type.name());
    "speaker", Text, "The mention of who speaks" => row.speaker.and_then(|_| row.words(row.claim.attribution.source));
    "speaker_start", Integer, "Where that mention starts" => row.speaker.map(|s| s.0);
    "speaker_end", Integer, "Where it ends, exclusive" => row.speaker.map(|s| s.1);
    "speaker_name", Text, "Whom it resolves to inside the article" => row.speaker.and_then(|_| row.words(row.claim.attribution.source_name));
    "cue", Text, "The words that attribute: \"said\", \"according to\"" => row.words(row.claim.attribution.cue);
    "source", Text, "To whom the article attributes the claim" => row.words(row.claim.attribution.source_name.or(row.claim.attribution.source));
    "hedge", Text, "How the claim is hedged: \"reportedly\"" => row.words(row.claim.attribution.hedge);
    "negated", Boolean, "Whether it is denied or negated" => row.claim.negated;
    "loaded_terms", List, "Words in it that carry a judgement" => row.loaded_terms();
    "rule", Word, "The rule that found it" => row.claim.rule;
    "confidence", Number, "How probable it is that the claim was read rightly; empty where that has not been measured" => None::<f64>;
    "evidential", Word, "How the source presents it: `asserts`, `denies` or `questions` (asked, or left open)" => row.claim.attribution.evidential.map(Evidential::name);
}

impl<'a> ClaimRow<'a> {
    fn amount<T>(&self, of: impl FnOnce(&'a AmountClaim) -> Option<T>) -> Option<T> {
        self.claim.amount().and_then(of)
    }

    /// The unit with the denominator of a rate; what a plain count counts.
    fn unit(&self) -> Option<String> {
        let amount = self.claim.amount()?;
        let counted =
            || self.words(amount.counted).filter(|_| matches!(amount.form, NumberForm::Cardinal | NumberForm::Score));
        let unit = amount.unit.or_else(counted)?;
        Some(amount.per.map_or_else(|| unit.to_owned(), |per| format!("{unit} per {per}")))
    }

    fn words(&self, span: Option<Span>) -> Option<&'a str> {
        span.map(|span| self.article.slice(span))
    }

    fn story_id(&self) -> &str {
        if self.rows.story.id.is_empty() {
            self.article.story.as_deref().unwrap_or_default()
        } else {
            &self.rows.story.id
        }
    }

    fn loaded_terms(&self) -> Option<Value> {
        match &self.claim.content {
            ClaimContent::Statement(statement) => {
                Some(statement.loaded_terms.iter().map(|term| self.article.slice(*term)).collect())
            }
            _ => None,
        }
    }
}

/// The days of a date, or the period of an amount.
fn period(claim: &Claim) -> Option<DateRange> {
    match &claim.content {
        ClaimContent::Date(date) => date.range,
        ClaimContent::Casualty(amount) | ClaimContent::Quantity(amount) => amount.period,
        _ => None,
    }
}

impl Table for Claims {
    fn name(&self) -> &'static str {
        "claims"
    }

    fn description(&self) -> &'static str {
        "One row a claim, by article and place."
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }
}

impl StoryTable for Claims {
    fn rows(&self, rows: &StoryRows<'_>, sink: &mut dyn RowSink) -> Result<()> {
        for (index, claim) in rows.story.claims.iter().enumerate() {
            let article = rows.article_of(claim);
            // a speaker's offsets count in the claim's own field
            let speaker =
                claim.attribution.source.filter(|s| claim.quote().is_some() && article.field(*s) == claim.field);
            let row = ClaimRow {
                rows,
                article,
                claim,
                index,
                offsets: rows.offsets(claim.article, claim.span),
                speaker: speaker.map(|span| rows.offsets(claim.article, span)),
                period: days(period(claim)),
            };
            sink.row(&cells(&row))?;
        }
        Ok(())
    }
}
