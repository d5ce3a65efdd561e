//! **coverage**: claim by outlet.

use crate::error::Result;
use crate::model::CoverageRow;
use crate::report::table::columns;
use crate::report::{Column, RowSink, StoryRows, StoryTable, Table};

struct Coverage;

/// The table of coverage.
pub static COVERAGE: &dyn StoryTable = &Coverage;

struct Row<'a> {
    rows: &'a StoryRows<'a>,
    row: &'a CoverageRow,
}

columns! { |row: &Row<'_>|
    "group_id", Id, "The group of claims" => row.rows.story.groups.get(row.row.group as usize).map(|g| &g.id);
    "story_id", Id, "The story" => &row.rows.story.id;
    "outlet", Text, "The outlet" => &row.row.outlet;
    "status", Word, "`present`, `omitted`, `not-yet-known` or `order-unknown`" => row.row.status.name();
    "mentions", Integer, "How many of its claims are in the group" => row.row.mentions;
    "first_published", Date, "When it first carried the claim" => row.row.first_published;
    "position", Number, "How far into the article the claim stands: 0 the start, 1 the end" => row.row.position.map(|p| (p * 1000.0).round() / 1000.0);
    "attributed", Boolean, "Whether every mention names a source" => row.row.attributed;
    "origin_id", Id, "The origin of the outlet's article that carries it" => row.row.origin.as_deref();
}

impl Table for Coverage {
    fn name(&self) -> &'static str {
        "coverage"
    }

    fn description(&self) -> &'static str {
        "Which outlet carries which claim: for groups of two or more origins, and outlets with an article in the story."
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }
}

impl StoryTable for Coverage {
    fn rows(&self, rows: &StoryRows<'_>, sink: &mut dyn RowSink) -> Result<()> {
        rows.story.coverage.iter().try_for_each(|row| sink.row(&cells(&Row { rows, row })))
    }
}
