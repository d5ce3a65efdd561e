//! A table as a schema: what its columns are called, hold and mean, and how its rows are made.

use super::{Cell, StoryRows};
use crate::error::Result;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ColumnType {
    /// An id.
    Id,
    /// One of a fixed set of words; never neutralised.
    Word,
    /// Free text: a spreadsheet must not run it.
    Text,
    /// Words of an article; left out by `--no-text`.
    Passage,
    /// A whole article's text: written to JSON formats only.
    Document,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A day, or a day with a time.
    Date,
    /// A JSON array.
    List,
}

impl ColumnType {
    /// The name in the column dictionary.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Word => "word",
            Self::Text | Self::Passage | Self::Document => "text",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Date => "date",
            Self::List => "list",
        }
    }

    /// The type's name in a Frictionless schema.
    #[must_use]
    pub const fn frictionless(self) -> &'static str {
        match self {
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::List => "array",
            _ => "string",
        }
    }

    /// Whether a cell may hold anything that somebody wrote.
    #[must_use]
    pub const fn is_free_text(self) -> bool {
        matches!(self, Self::Id | Self::Text | Self::Passage | Self::Document)
    }
}

/// One column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name in every format.
    pub name: &'static str,
    /// What it holds.
    pub kind: ColumnType,
    /// What it means.
    pub description: &'static str,
}

/// Takes rows.
pub trait RowSink {
    /// Takes one row: a cell a column, in their order.
    ///
    /// # Errors
    /// The row cannot be written.
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()>;

    /// Ends the table.
    ///
    /// # Errors
    /// The rest cannot be written.
    fn finish(self: Box<Self>) -> Result<()>;
}

/// One table of the public contract.
pub trait Table: Sync {
    /// Its name: that of its file and of its key in JSON.
    fn name(&self) -> &'static str;

    /// What one row is.
    fn description(&self) -> &'static str;

    /// Its columns.
    fn columns(&self) -> &'static [Column];
}

/// A table whose rows come story by story.
pub trait StoryTable: Table {
    /// Gives the rows of one story, in order.
    ///
    /// # Errors
    /// Those of the sink.
    fn rows(&self, story: &StoryRows<'_>, sink: &mut dyn RowSink) -> Result<()>;
}

/// The columns of a table and its function from a row to cells, written as one list so that they cannot drift apart.
macro_rules! columns {
    (|$row:ident: &$of:ty| $($name:literal, $kind:ident, $description:literal => $cell:expr;)*) => {
        /// The columns, in the order of the contract.
        pub(super) static COLUMNS: &[$crate::report::Column] = &[$(
            $crate::report::Column {
                name: $name,
                kind: $crate::report::ColumnType::$kind,
                description: $description,
            },
        )*];

        /// The cells of one row, in the order of the columns.
        fn cells<'r>($row: &'r $of) -> Vec<$crate::report::Cell<'r>> {
            vec![$($crate::report::Cell::from($cell),)*]
        }
    };
}

pub(super) use columns;
