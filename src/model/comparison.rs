//! What a run finds, story by story.

use super::{Article, Claim, CoverageRow, Discrepancy, Group, LabelUse, Match, RunNotes, Segmentation};

/// Everything found in one story. Indices of claims, groups and articles point into its own lists.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StoryComparison {
    /// The id given, or `s` and 15 hex digits.
    pub id: String,
    /// The story in a few words: its clearest title or first sentence.
    pub label: String,
    /// Its articles: by publication, then id.
    pub articles: Vec<Article>,
    /// The blocks and sentences of each article.
    pub segmentations: Vec<Segmentation>,
    /// Every claim: by article, then place.
    pub claims: Vec<Claim>,
    /// Pairs at or above the listing threshold: by `a`, then `b`.
    pub matches: Vec<Match>,
    /// Groups made from the matches at one half and above.
    pub groups: Vec<Group>,
    /// The findings, most serious first.
    pub discrepancies: Vec<Discrepancy>,
    /// Claim by outlet.
    pub coverage: Vec<CoverageRow>,
    /// Label by outlet by referent.
    pub labels: Vec<LabelUse>,
    /// What was capped or left out in this story.
    pub notes: RunNotes,
}

/// Everything found in a run, by story id.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Comparison {
    /// The stories, by id.
    pub stories: Vec<StoryComparison>,
    /// What was skipped, capped or replaced over the whole run.
    pub notes: RunNotes,
}
