//! The account of a run: version, settings, digests of what went in, everything skipped or capped. No clock.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::config::Settings;
use crate::language;
use crate::model::{Article, RunNotes, StoryComparison};
use crate::text::hex;

/// What went in, told by its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InputDigest {
    /// How many articles were read.
    pub articles: usize,
    /// SHA-256 over the sorted ids and text hashes of all articles, one a line: the same for any
    /// order and any packaging of the same articles.
    pub sha256: String,
}

impl InputDigest {
    /// The digest of articles as they were read.
    #[must_use]
    pub fn of(articles: &[Article]) -> Self {
        let mut lines: Vec<_> = articles.iter().map(|a| format!("{} {}\n", a.id, a.sha256)).collect();
        lines.sort_unstable();
        Self { articles: articles.len(), sha256: hex(&Sha256::digest(lines.concat().as_bytes())) }
    }
}

/// The digest of each language pack: SHA-256 over its files' names and contents.
#[must_use]
pub fn pack_digests() -> BTreeMap<String, String> {
    let mut hashers: BTreeMap<String, Sha256> = BTreeMap::new();
    for (code, name, content) in language::embedded_files() {
        let hasher = hashers.entry(code.to_owned()).or_default();
        hasher.update(name.as_bytes());
        hasher.update([0]);
        hasher.update(content.as_bytes());
        hasher.update([0]);
    }
    hashers.into_iter().map(|(code, hasher)| (code, hex(&hasher.finalize()))).collect()
}

/// The account of a run.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RunReport {
    /// The program's version.
    pub version: &'static str,
    /// The settings used.
    pub settings: Settings,
    /// What went in.
    pub input: InputDigest,
    /// What the program knows of each language, as digests.
    pub language_packs: BTreeMap<String, String>,
    /// How many rows each table has, and findings each kind.
    pub counts: BTreeMap<String, u64>,
    /// Everything skipped, capped, guessed or replaced.
    #[serde(flatten)]
    pub notes: RunNotes,
}

impl RunReport {
    /// An account with nothing counted yet.
    #[must_use]
    pub fn new(settings: &Settings, input: InputDigest) -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION"),
            settings: settings.clone(),
            input,
            language_packs: pack_digests(),
            counts: BTreeMap::new(),
            notes: RunNotes::default(),
        }
    }

    /// Counts a story; its notices are given to [`RunReport::absorb`].
    pub fn add(&mut self, story: &StoryComparison) {
        let mut count = |name: &str, n: usize| *self.counts.entry(name.to_owned()).or_default() += n as u64;
        count("articles", story.articles.len());
        count("stories", 1);
        count("claims", story.claims.len());
        count("matches", story.matches.len());
        count("groups", story.groups.len());
        count("discrepancies", story.discrepancies.len());
        for found in &story.discrepancies {
            count(found.kind.name(), 1);
        }
    }

    /// Takes over notices.
    pub fn absorb(&mut self, notes: &RunNotes) {
        self.notes.absorb(notes.clone());
    }

    /// The account as JSON, its notices in order.
    #[must_use]
    pub fn to_json(&mut self) -> Value {
        self.notes.sort();
        serde_json::to_value(&*self).unwrap_or_default()
    }
}
