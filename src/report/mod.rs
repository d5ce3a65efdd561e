//! A comparison written as bytes: one writer a format, all over the same tables.
//!
//! In: stories as they are compared, one at a time. Out: rows of the public contract's tables.
//! Invariants: nothing here opens a file; every offset written is in code points of its field;
//! the same rows give the same bytes.

mod cell;
mod context;
mod datapackage;
mod document;
mod explain;
mod fragment;
mod run;
mod summary;
mod table;
mod tables;
mod writers;

pub use cell::Cell;
pub use context::{RowOptions, StoryRows, Unshown};
pub use datapackage::{FileEntry, datapackage};
pub use document::Document;
pub use explain::Explainer;
pub use run::{InputDigest, RunReport, pack_digests};
pub use summary::Summary;
pub use table::{Column, ColumnType, RowSink, StoryTable, Table};
pub use tables::{
    ARTICLES, CLAIMS, COVERAGE, DISCREPANCIES, GROUPS, LABELS, MATCHES, OUTLETS, Outlets, PAIRS, SENTENCES, STORIES,
    STORY_TABLES, TABLES, pair_row,
};
pub use writers::{Format, Output, WRITERS, format_named, format_of_path};
