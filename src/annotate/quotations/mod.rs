//! Words between quotation marks: what may have been said, before anybody knows by whom.
//!
//! In: an article's blocks. Out: utterances in text order, each with its pieces.
//! Invariant: utterances are disjoint; one that is not closed in its paragraph goes on in the next
//! only where that paragraph opens with a mark of its own.

mod marks;

use crate::model::{Article, Segmentation, Span};
use marks::{Pairs, Quoted};

/// An utterance as marked, without its cue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Utterance {
    /// What stands between the marks, one piece a paragraph.
    pub pieces: Vec<Span>,
    /// From the first mark to the last.
    pub outer: Span,
    /// Whether its last piece has a closing mark.
    pub closed: bool,
    /// Whether its marks are single ones.
    pub single: bool,
    /// Index of the block that it starts in.
    pub first_block: u32,
    /// Index of the block that it ends in.
    pub last_block: u32,
}

/// The utterances of an article.
pub(super) fn utterances(article: &Article, segmentation: &Segmentation) -> Vec<Utterance> {
    let buffer = article.buffer();
    let mut out: Vec<Utterance> = Vec::new();
    let mut previous_block = None;
    let mut pairs = Pairs::default();
    for (index, block) in (0u32..).zip(&segmentation.blocks) {
        if !block.kind.carries_claims() {
            continue;
        }
        for quoted in pairs.of_block(buffer, block.span) {
            let goes_on = out.last().is_some_and(|last| {
                !last.closed
                    && !last.single
                    && previous_block == Some(last.last_block)
                    && last.last_block != index
                    && quoted.outer.start == block.span.start
                    && article.field(last.outer) == article.field(quoted.outer)
            });
            match out.last_mut().filter(|_| goes_on) {
                Some(last) => extend(last, quoted, index),
                None => out.push(begin(quoted, index)),
            }
        }
        previous_block = Some(index);
    }
    out
}

fn begin(quoted: &Quoted, block: u32) -> Utterance {
    Utterance {
        pieces: vec![quoted.inner],
        outer: quoted.outer,
        closed: quoted.closed,
        single: quoted.single,
        first_block: block,
        last_block: block,
    }
}

fn extend(utterance: &mut Utterance, quoted: &Quoted, block: u32) {
    utterance.pieces.push(quoted.inner);
    utterance.outer = utterance.outer.hull(quoted.outer);
    utterance.closed = quoted.closed;
    utterance.last_block = block;
}
