//! An article cut into blocks and sentences.

use serde::{Deserialize, Serialize};

use super::Span;

/// What a block is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// The title, or a heading inside the body.
    Headline,
    /// "GENEVA, May 1 (AP) —" standing alone or before the first sentence.
    Dateline,
    /// "By Jane Roe, Staff Writer".
    Byline,
    /// Running text.
    Paragraph,
    /// The words under a picture.
    Caption,
    /// An item of a list.
    ListItem,
    /// What the page adds to the article: comment forms, share lines, credits.
    Boilerplate,
}

impl BlockKind {
    /// Whether claims are taken from such a block.
    #[must_use]
    pub const fn carries_claims(self) -> bool {
        !matches!(self, Self::Boilerplate | Self::Byline | Self::Dateline)
    }
}

/// A run of text between breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands, without the white space around it.
    pub span: Span,
    /// Index of the paragraph: blocks that share a line share it.
    pub paragraph: u32,
}

/// One sentence; never crosses a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, without the white space around it.
    pub span: Span,
    /// Index into [`Segmentation::blocks`].
    pub block: u32,
}

/// The blocks and sentences of one article, both in text order and disjoint.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Segmentation {
    /// The blocks.
    pub blocks: Vec<Block>,
    /// The sentences; each lies in the block that it names.
    pub sentences: Vec<Sentence>,
    /// Places inside sentences where a heading may end and running text begin: line breaks were lost there,
    /// and what is left does not decide it. In text order.
    pub seams: Vec<u32>,
}

impl Segmentation {
    /// The block of a sentence.
    #[must_use]
    pub fn block_of(&self, sentence: &Sentence) -> &Block {
        &self.blocks[sentence.block as usize]
    }
}
