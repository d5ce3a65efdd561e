//! **labels**: label by outlet by referent.

use crate::error::Result;
use crate::model::LabelUse;
use crate::report::table::columns;
use crate::report::{Column, RowSink, StoryRows, StoryTable, Table};

struct Labels;

/// The table of labels.
pub static LABELS: &dyn StoryTable = &Labels;

struct Row<'a> {
    rows: &'a StoryRows<'a>,
    row: &'a LabelUse,
}

columns! { |row: &Row<'_>|
    "story_id", Id, "The story" => &row.rows.story.id;
    "family", Text, "The labels that can stand for one thing, by the name of their family" => &row.row.family;
    "referent", Text, "Whom or what the label stands for: the name beside it, or beside the label of its family in a matched statement; empty where none is" => row.row.referent.as_deref();
    "label", Text, "The label, as the table of labels spells it" => &row.row.label;
    "outlet", Text, "The outlet" => &row.row.outlet;
    "count", Integer, "How often the outlet uses it in its own words or in speech that it reports without marks" => row.row.count;
    "quoted", Integer, "How often it stands between quotation marks: then it is the word of whoever is quoted" => row.row.quoted;
}

impl Table for Labels {
    fn name(&self) -> &'static str {
        "labels"
    }

    fn description(&self) -> &'static str {
        "Which outlet uses which label of a family for whom in a story. It counts and does not judge."
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }
}

impl StoryTable for Labels {
    fn rows(&self, rows: &StoryRows<'_>, sink: &mut dyn RowSink) -> Result<()> {
        rows.story.labels.iter().try_for_each(|row| sink.row(&cells(&Row { rows, row })))
    }
}
