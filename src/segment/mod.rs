//! Articles cut into blocks, and blocks into sentences.
//!
//! In: an article and its language pack. Out: a [`Segmentation`].
//! Invariants: spans are in order and disjoint, none starts or ends in white space, and blocks and
//! sentences together hold every character that is not white space.

use crate::language::Pack;
use crate::model::{Article, Block, BlockKind, Segmentation, Sentence, Span};

/// The blocks and sentences of one article: those of the title first, then those of the body.
#[must_use]
pub fn segment(article: &Article, _pack: &Pack) -> Segmentation {
    let mut out = Segmentation::default();
    let mut at = 0;
    for line in article.buffer().split('\n') {
        let start = at + (line.len() - line.trim_start().len());
        let end = start + line.trim().len();
        at += line.len() + 1;
        if start < end {
            let block = u32::try_from(out.blocks.len()).unwrap_or(u32::MAX);
            let span = Span::of(start..end);
            out.blocks.push(Block { kind: BlockKind::Paragraph, span, paragraph: block });
            out.sentences.push(Sentence { span, block });
        }
    }
    out
}
