//! **groups**: all claims of a story about one fact.

use std::collections::BTreeSet;

use crate::error::Result;
use crate::model::{AmountClaim, Group};
use crate::report::table::columns;
use crate::report::{Column, RowSink, StoryRows, StoryTable, Table};

struct Groups;

/// The table of groups.
pub static GROUPS: &dyn StoryTable = &Groups;

struct GroupRow<'a> {
    rows: &'a StoryRows<'a>,
    group: &'a Group,
    outlets: usize,
    origins: usize,
    low: Option<f64>,
    high: Option<f64>,
}

columns! { |row: &GroupRow<'_>|
    "group_id", Id, "Stable id, made from its claims" => &row.group.id;
    "story_id", Id, "The story" => &row.rows.story.id;
    "kind", Word, "The kind of its claims" => row.group.kind.name();
    "label", Passage, "The clearest wording" => row.rows.passage(row.label());
    "outlets", Integer, "How many outlets carry it" => row.outlets;
    "origins", Integer, "How many independent origins carry it" => row.origins;
    "first_published", Date, "When its first claim was published" => row.group.first_published;
    "value_low", Number, "The least value that any of its claims states" => row.low;
    "value_high", Number, "The greatest value that any of its claims states" => row.high;
    "variants", Integer, "In how many ways it is told" => row.group.variants.len();
    "verdict", Word, "The worst verdict inside: `conflict`, `updates`, `refines`, `compatible` or `agree`" => row.group.verdict.name();
}

impl<'a> GroupRow<'a> {
    fn label(&self) -> &'a str {
        let claim = self.rows.claim(self.group.label);
        self.rows.article_of(claim).slice(claim.span)
    }
}

/// The least and the greatest number that an amount states.
fn stated(amount: &AmountClaim) -> (f64, f64) {
    let end = amount.value_end.unwrap_or(amount.value);
    (amount.value.min(end), amount.value.max(end))
}

impl Table for Groups {
    fn name(&self) -> &'static str {
        "groups"
    }

    fn description(&self) -> &'static str {
        "All claims of a story about one fact: one row a fact."
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }
}

impl StoryTable for Groups {
    fn rows(&self, rows: &StoryRows<'_>, sink: &mut dyn RowSink) -> Result<()> {
        for group in &rows.story.groups {
            let claims = || group.members.iter().map(|member| rows.claim(*member));
            let outlets: BTreeSet<&str> = claims().map(|c| rows.article_of(c).outlet.as_str()).collect();
            let origins: BTreeSet<&str> = claims().map(|c| rows.article_of(c).origin.id.as_str()).collect();
            let lows = claims().filter_map(|c| c.amount()).map(|a| stated(a).0);
            let highs = claims().filter_map(|c| c.amount()).map(|a| stated(a).1);
            let row = GroupRow {
                rows,
                group,
                outlets: outlets.len(),
                origins: origins.len(),
                low: lows.reduce(f64::min),
                high: highs.reduce(f64::max),
            };
            sink.row(&cells(&row))?;
        }
        Ok(())
    }
}
