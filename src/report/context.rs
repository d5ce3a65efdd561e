//! One story as rows see it: offsets in code points, ids instead of indices.

use std::borrow::Cow;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::model::{Article, Claim, ClaimIndex, Discrepancy, Field, Group, Severity, Span, StoryComparison};
use crate::text::{CodePoints, hex};

/// How many characters a `TextQuoteSelector`'s `prefix` and `suffix` have at most.
const CONTEXT: usize = 32;

/// What rows leave out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RowOptions {
    /// Puts a digest in the place of every passage.
    pub no_text: bool,
    /// Leaves out discrepancies below this severity.
    pub least_severity: Severity,
    /// At most so many discrepancies a story; 0 for all.
    pub discrepancies_per_story: usize,
}

impl RowOptions {
    /// The discrepancies of a story that are shown, most serious first.
    pub fn shown<'s>(&self, story: &'s StoryComparison) -> impl Iterator<Item = &'s Discrepancy> + use<'s> {
        let least = self.least_severity;
        let most = if self.discrepancies_per_story == 0 { usize::MAX } else { self.discrepancies_per_story };
        story.discrepancies.iter().filter(move |found| found.severity >= least).take(most)
    }
}

/// Discrepancies that were found and are not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Unshown {
    /// Below the severity that is shown.
    pub below: usize,
    /// Beyond the number of rows a story.
    pub beyond: usize,
}

impl Unshown {
    /// Counts those of a story.
    pub fn add(&mut self, story: &StoryComparison, options: &RowOptions) {
        let below = story.discrepancies.iter().filter(|found| found.severity < options.least_severity).count();
        self.below += below;
        self.beyond += story.discrepancies.len() - below - options.shown(story).count();
    }
}

/// One story with what its rows need to be written.
#[derive(Debug)]
pub struct StoryRows<'a> {
    /// The story.
    pub story: &'a StoryComparison,
    /// What rows leave out.
    pub options: RowOptions,
    points: Vec<CodePoints<'a>>,
    /// The group of each claim.
    groups: Vec<Option<u32>>,
}

impl<'a> StoryRows<'a> {
    /// Prepares the rows of a story.
    #[must_use]
    pub fn new(story: &'a StoryComparison, options: RowOptions) -> Self {
        let mut groups = vec![None; story.claims.len()];
        for (index, group) in (0u32..).zip(&story.groups) {
            for member in &group.members {
                if let Some(slot) = groups.get_mut(*member as usize) {
                    *slot = Some(index);
                }
            }
        }
        let points = story.articles.iter().map(|article| CodePoints::new(article.buffer())).collect();
        Self { story, options, points, groups }
    }

    /// A claim.
    #[must_use]
    pub fn claim(&self, index: ClaimIndex) -> &'a Claim {
        &self.story.claims[index as usize]
    }

    /// The article of a claim.
    #[must_use]
    pub fn article_of(&self, claim: &Claim) -> &'a Article {
        &self.story.articles[claim.article as usize]
    }

    /// The group of a claim.
    #[must_use]
    pub fn group_of(&self, index: usize) -> Option<&'a Group> {
        self.groups.get(index).copied().flatten().map(|group| &self.story.groups[group as usize])
    }

    /// A span in code points of its field: start and end, exclusive.
    #[must_use]
    pub fn offsets(&self, article: u32, span: Span) -> (u32, u32) {
        let index = article as usize;
        let article = &self.story.articles[index];
        let points = &self.points[index];
        let base = points.at(article.field_start(article.field(span)) as usize);
        let at = |byte: u32| points.at(byte as usize).saturating_sub(base);
        (at(span.start), at(span.end))
    }

    /// Spans in code points, as a JSON list of pairs.
    #[must_use]
    pub fn offset_list(&self, article: u32, spans: &[Span]) -> Value {
        spans.iter().map(|span| self.offsets(article, *span)).map(|(start, end)| json!([start, end])).collect()
    }

    /// A passage, or its digest where texts are left out.
    #[must_use]
    pub fn passage<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.options.no_text && !text.is_empty() { Cow::Owned(digest(text)) } else { Cow::Borrowed(text) }
    }

    /// The characters of the same field before and after a span.
    #[must_use]
    pub fn surroundings(&self, article: &'a Article, span: Span) -> (&'a str, &'a str) {
        let bounds = match article.field(span) {
            Field::Title => article.title_span(),
            Field::Text => article.text_span(),
        };
        let before = Span::new(bounds.start, span.start.max(bounds.start)).slice(article.buffer());
        let after = Span::new(span.end.min(bounds.end), bounds.end).slice(article.buffer());
        let from = before.char_indices().rev().take(CONTEXT).last().map_or(before.len(), |(at, _)| at);
        let to = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
        (&before[from..], &after[..to])
    }
}

/// The digest that stands for a text.
pub(super) fn digest(text: &str) -> String {
    format!("sha256:{}", hex(&Sha256::digest(text.as_bytes())))
}
