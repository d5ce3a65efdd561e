//! *diff* for news: reads what several outlets wrote about the same events, aligns the sentences
//! that make the same claim, and reports where the accounts differ.
//!
//! ```
//! use claimdiff::{Article, Settings, compare};
//! use claimdiff::model::DiscrepancyKind;
//!
//! let article = |outlet: &str, text: &str| {
//!     let mut article = Article::new(None, text);
//!     article.id = outlet.to_lowercase();
//!     article.outlet = outlet.into();
//!     article.story = Some("dam".into());
//!     article
//! };
//! let comparison = compare(
//!     vec![
//!         article("Herald", "“The dam could have been saved if anyone had listened to us,” Mayor Hedda Vance said."),
//!         article("Post", "“The dam should have been saved if anyone had listened to us,” Mayor Hedda Vance said."),
//!     ],
//!     &Settings::default(),
//! );
//! let found = &comparison.stories[0].discrepancies;
//! assert_eq!(found[0].kind, DiscrepancyKind::QuoteAltered);
//! assert!(found[0].difference.contains("[-could-]{+should+}"));
//! ```
//!
//! One call a stage: [`segment::segment`], [`annotate::annotate`], [`extract::extract`],
//! [`candidates::find_candidates`], [`score::score`], [`group::group`], [`ledger::settle`],
//! [`detect::detect`], [`coverage::coverage`]; [`pipeline::compare_story`] is all of them for one story,
//! [`pipeline::compare_each`] hands out the stories of a run one by one.
//!
//! ```
//! use claimdiff::{Article, language, segment::segment};
//!
//! let article = Article::new(None, "Lt. Gen. Orr spoke at 3 p.m. on Monday. Nobody asked him anything.");
//! let sentences = segment(&article, language::pack("en")).sentences;
//! assert_eq!(sentences.len(), 2);
//! assert_eq!(article.slice(sentences[1].span), "Nobody asked him anything.");
//! ```
//!
//! The modules below stand in pipeline order: each may use those above it, none those below
//! (`tests/architecture.rs` holds them to it).
#![warn(missing_docs)]
#![forbid(unsafe_code)]

pub mod error;
pub mod model;
pub mod work;
pub mod meaning;
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
