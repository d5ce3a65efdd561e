//! **discrepancies**: the findings, most serious first.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde_json::Value;

use crate::error::Result;
use crate::model::{Article, Claim, Departs, Discrepancy, DiscrepancyKind, Side};
use crate::report::fragment::link_to;
use crate::report::table::columns;
use crate::report::{Column, RowSink, StoryRows, StoryTable, Table};

struct Discrepancies;

/// The table of discrepancies.
pub static DISCREPANCIES: &dyn StoryTable = &Discrepancies;

/// One side with what it points to.
struct SideRow<'a> {
    rows: &'a StoryRows<'a>,
    side: &'a Side,
    /// Whether the article says nothing of it: its columns about a passage are empty then.
    silent: bool,
    claim: &'a Claim,
    article: &'a Article,
}

struct DiscrepancyRow<'a> {
    rows: &'a StoryRows<'a>,
    found: &'a Discrepancy,
    a: SideRow<'a>,
    b: SideRow<'a>,
}

columns! { |row: &DiscrepancyRow<'_>|
    "discrepancy_id", Id, "Stable id, made from kind and claims" => &row.found.id;
    "story_id", Id, "The story" => &row.rows.story.id;
    "group_id", Id, "The group, where both sides are of one" => row.group_id();
    "kind", Word, "What differs" => row.found.kind.name();
    "severity", Word, "`info`, `minor` or `major`, by the written rule of the kind" => row.found.severity.name();
    "confidence", Number, "The probability that the finding is real; empty where it has not been measured" => row.found.confidence;
    "summary", Text, "The finding in one sentence" => row.summary();
    "outlet_a", Text, "The outlet of the earlier article" => &row.a.article.outlet;
    "outlet_b", Text, "The outlet of the later article" => &row.b.article.outlet;
    "published_a", Date, "When the earlier article was published" => row.a.article.published;
    "published_b", Date, "When the later article was published" => row.b.article.published;
    "value_a", Text, "What stands there" => row.value(&row.a);
    "value_b", Text, "What stands here" => row.value(&row.b);
    "text_a", Passage, "The passage of the earlier article; empty, as are its place and claim, where that article omits it" => row.a.text();
    "text_b", Passage, "The passage of the later article; empty, as are its place and claim, where that article omits it" => row.b.text();
    "speaker_a", Text, "Who says so there" => row.a.speaker();
    "speaker_b", Text, "Who says so here" => row.b.speaker();
    "title_a", Text, "The title of the earlier article" => row.a.article.title();
    "title_b", Text, "The title of the later article" => row.b.article.title();
    "link_a", Text, "The address of the passage" => row.a.link();
    "link_b", Text, "The address of the passage" => row.b.link();
    "difference", Passage, "A readable word diff or delta" => row.rows.passage(&row.found.difference);
    "departs", Word, "`a` or `b`: the side that lacks the source or hedge, has the shorter quotation, is stale or omits" => row.found.departs.map(departs);
    "conflict_between", Word, "`outlets`, `sources` or `times`: between whom the finding stands" => row.found.between.name();
    "why", Text, "The rule and its evidence" => &row.found.why;
    "same_origin", Boolean, "Whether both articles are copies of one text" => row.a.article.origin.id == row.b.article.origin.id;
    "outlets_a", List, "All outlets that tell it as `a` does" => row.a.outlets();
    "outlets_b", List, "All outlets that tell it as `b` does" => row.b.outlets();
    "origins_a", List, "All origins that tell it as `a` does" => row.a.origins();
    "origins_b", List, "All origins that tell it as `b` does" => row.b.origins();
    "claim_a", Id, "The claim shown" => row.a.id();
    "claim_b", Id, "The claim shown" => row.b.id();
    "claims_a", List, "All claims that say the same as `claim_a`" => row.a.claims();
    "claims_b", List, "All claims that say the same as `claim_b`" => row.b.claims();
    "article_a", Id, "The article of `claim_a`" => &row.a.article.id;
    "article_b", Id, "The article of `claim_b`" => &row.b.article.id;
    "path_a", Text, "Where that article was read" => row.a.article.path.as_deref();
    "path_b", Text, "Where that article was read" => row.b.article.path.as_deref();
    "paragraph_a", Integer, "The paragraph of the passage, from 0" => row.a.paragraph();
    "paragraph_b", Integer, "The paragraph of the passage, from 0" => row.b.paragraph();
    "char_start_a", Integer, "Where the passage starts, in code points of its field" => row.a.offsets().map(|o| o.0);
    "char_end_a", Integer, "Where it ends, exclusive" => row.a.offsets().map(|o| o.1);
    "char_start_b", Integer, "Where the passage starts, in code points of its field" => row.b.offsets().map(|o| o.0);
    "char_end_b", Integer, "Where it ends, exclusive" => row.b.offsets().map(|o| o.1);
    "status", Text, "For people: what became of the finding" => None::<&str>;
    "coder1", Text, "For people: the first coder's judgement" => None::<&str>;
    "coder2", Text, "For people: the second coder's judgement" => None::<&str>;
    "note", Text, "For people: a note" => None::<&str>;
}

const fn departs(side: Departs) -> &'static str {
    match side {
        Departs::A => "a",
        Departs::B => "b",
    }
}

/// Kinds whose values are numbers, days, names or labels rather than passages.
const fn has_short_values(kind: DiscrepancyKind) -> bool {
    matches!(
        kind,
        DiscrepancyKind::NumberConflict
            | DiscrepancyKind::DateConflict
            | DiscrepancyKind::NameVariant
            | DiscrepancyKind::EntityConflict
            | DiscrepancyKind::TollUpdate
            | DiscrepancyKind::Wording
    )
}

impl<'a> DiscrepancyRow<'a> {
    fn group_id(&self) -> Option<&'a String> {
        self.rows.story.groups.get(self.found.group? as usize).map(|group| &group.id)
    }

    /// The summary; without its quotations where texts are left out.
    fn summary(&self) -> Cow<'a, str> {
        if self.rows.options.no_text {
            let (a, b) = (&self.a.article.outlet, &self.b.article.outlet);
            Cow::Owned(format!("{} between {a} and {b}", self.found.kind.name()))
        } else {
            Cow::Borrowed(&self.found.summary)
        }
    }

    fn value(&self, side: &SideRow<'a>) -> Cow<'a, str> {
        let value = side.side.value.as_str();
        if has_short_values(self.found.kind) { Cow::Borrowed(value) } else { self.rows.passage(value) }
    }
}

impl<'a> SideRow<'a> {
    fn new(rows: &'a StoryRows<'a>, found: &Discrepancy, which: Departs, side: &'a Side) -> Self {
        let claim = rows.claim(side.claim);
        Self { rows, side, silent: found.is_silent(which), claim, article: rows.article_of(claim) }
    }

    /// The passage shown; none where the article says nothing of it.
    fn shown(&self) -> Option<&'a str> {
        (!self.silent).then(|| self.article.slice(self.side.span))
    }

    fn text(&self) -> Option<Cow<'a, str>> {
        self.shown().map(|text| self.rows.passage(text))
    }

    fn offsets(&self) -> Option<(u32, u32)> {
        (!self.silent).then(|| self.rows.offsets(self.claim.article, self.side.span))
    }

    fn paragraph(&self) -> Option<u32> {
        (!self.silent).then_some(self.claim.paragraph)
    }

    fn id(&self) -> Option<String> {
        (!self.silent).then(|| self.claim.id.to_string())
    }

    fn speaker(&self) -> Option<&'a str> {
        if self.silent {
            return None;
        }
        let attribution = &self.claim.attribution;
        attribution.source_name.or(attribution.source).map(|span| self.article.slice(span))
    }

    fn link(&self) -> Option<String> {
        let url = self.article.url.as_deref()?;
        // the fragment repeats the passage
        let passage = self.shown().filter(|_| !self.rows.options.no_text);
        Some(passage.map_or_else(|| url.to_owned(), |passage| link_to(url, passage)))
    }

    fn members(&self) -> impl Iterator<Item = &'a Article> {
        let rows = self.rows;
        self.side.claims.iter().map(move |claim| rows.article_of(rows.claim(*claim)))
    }

    fn outlets(&self) -> Value {
        self.members().map(|a| a.outlet.as_str()).collect::<BTreeSet<_>>().into_iter().collect()
    }

    fn origins(&self) -> Value {
        self.members().map(|a| a.origin.id.as_str()).collect::<BTreeSet<_>>().into_iter().collect()
    }

    fn claims(&self) -> Value {
        if self.silent {
            return Value::Array(Vec::new());
        }
        self.side.claims.iter().map(|claim| self.rows.claim(*claim).id.to_string()).collect()
    }
}

impl Table for Discrepancies {
    fn name(&self) -> &'static str {
        "discrepancies"
    }

    fn description(&self) -> &'static str {
        "Differences that a reader should know of: one row a pair of variants, most serious first."
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }
}

impl StoryTable for Discrepancies {
    fn rows(&self, rows: &StoryRows<'_>, sink: &mut dyn RowSink) -> Result<()> {
        for found in rows.options.shown(rows.story) {
            let (a, b) =
                (SideRow::new(rows, found, Departs::A, &found.a), SideRow::new(rows, found, Departs::B, &found.b));
            sink.row(&cells(&DiscrepancyRow { rows, found, a, b }))?;
        }
        Ok(())
    }
}
