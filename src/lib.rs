//! *diff* for news: reads what several outlets wrote about the same events, aligns the sentences
//! that make the same claim, and reports where the accounts differ.
//!
//! The modules below stand in pipeline order: each may use those above it, none those below
//! (`tests/architecture.rs` holds them to it).
#![warn(missing_docs)]
#![forbid(unsafe_code)]

pub mod error;
pub mod model;
pub mod config;
pub mod text;
pub mod language;
pub mod ingest;
pub mod segment;
pub mod story;
pub mod annotate;
pub mod extract;
pub mod candidates;
pub mod score;
pub mod group;
pub mod ledger;
pub mod detect;
pub mod coverage;
pub mod report;
pub mod pipeline;
pub mod cli;

pub use config::Settings;
pub use error::{Error, Result};
pub use model::{Article, Comparison};
pub use pipeline::compare;
