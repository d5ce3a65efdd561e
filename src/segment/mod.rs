//! Articles cut into blocks, and blocks into sentences.
//!
//! In: an article and its language pack. Out: a [`Segmentation`].
//! Invariants: spans are in order and disjoint, none starts or ends in white space, and blocks and
//! sentences together hold every character that is not white space.

mod blocks;
mod chars;
mod cut_off;
mod dateline;
mod enumeration;
pub mod lead;
mod lines;
mod profile;
mod sentences;
mod stamp;
mod words;

use std::collections::BTreeSet;
use std::hash::Hasher;

use rustc_hash::{FxHashSet, FxHasher};
use smallvec::SmallVec;

use self::blocks::{credit, ends_as_sentence, is_heading, kind_of};
use self::chars::{skip_space, trim_end};
pub use self::cut_off::is_cut_off;
use self::dateline::{dateline, stamp_at_end, stamp_at_start};
use self::lines::paragraphs;
pub use self::profile::{ProfileRow, learn, line_key, read_profile, write_profile};
use self::sentences::sentences;
use crate::language::Pack;
use crate::model::{Article, Block, BlockKind, Profile, Segmentation, Sentence, Span};

/// The blocks and sentences of one article: those of the title first, then those of the body.
#[must_use]
pub fn segment(article: &Article, pack: &Pack) -> Segmentation {
    segment_with(article, pack, None)
}

/// The same, with what a profile knows of the article's outlet: its lines are boilerplate.
#[must_use]
pub fn segment_with(article: &Article, pack: &Pack, profile: Option<&Profile>) -> Segmentation {
    let mut cutter = Cutter {
        text: article.buffer(),
        pack,
        out: Segmentation::default(),
        paragraph: 0,
        title: None,
        seen: FxHashSet::default(),
        house: profile.and_then(|p| p.lines.get(&article.outlet)),
    };
    if let Some(title) = article.title() {
        let repeated = paragraphs(article.buffer(), article.text_span())
            .next()
            .is_some_and(|first| line_key(first.slice(article.buffer())) == line_key(title));
        let kind = if repeated { BlockKind::Boilerplate } else { BlockKind::Headline };
        if !repeated {
            cutter.title = Some((line_key(title), title.len()));
        }
        for span in paragraphs(article.buffer(), article.title_span()) {
            cutter.push(kind, span);
            cutter.paragraph += 1;
        }
    }
    let mut body = paragraphs(article.buffer(), article.text_span()).peekable();
    let mut first = true;
    while let Some(mut span) = body.next() {
        if std::mem::take(&mut first) && body.peek().is_none() {
            span = cutter.run_together(span);
        }
        cutter.paragraph(span, body.peek().copied());
        cutter.paragraph += 1;
    }
    cutter.out
}

/// The sentences of one block: the pass that [`segment`] makes over each.
pub fn sentence_spans<'a>(text: &'a str, block: Span, pack: &'a Pack) -> impl Iterator<Item = Span> + 'a {
    sentences(text, block, &pack.segmentation)
}

/// A line shorter than this may stand twice without being a repetition.
const SHORTEST_REPETITION: usize = 20;

/// More bytes before an appeal to the reader may be text of the article. Of 190 such paragraphs in 20,973 articles those of
/// up to so many bytes were all the page's own.
const LONGEST_LEAD_UP: usize = 140;
/// No appeal is longer.
const LONGEST_APPEAL: usize = 200;

struct Cutter<'a> {
    text: &'a str,
    pack: &'a Pack,
    out: Segmentation,
    paragraph: u32,
    /// The title's key and length, where it was read as a headline.
    title: Option<(u64, usize)>,
    /// Keys of the lines so far.
    seen: FxHashSet<u64>,
    /// Keys of the lines that the outlet repeats.
    house: Option<&'a BTreeSet<u64>>,
}

impl Cutter<'_> {
    /// Adds the blocks of one paragraph of the body; `next` is the one after it.
    fn paragraph(&mut self, span: Span, next: Option<Span>) {
        let text = span.slice(self.text);
        let mut kind = kind_of(text, &self.pack.segmentation);
        if text.len() >= SHORTEST_REPETITION && (!self.seen.insert(copy_key(text)) || self.is_title(text))
            || self.is_house_line(text)
        {
            kind = BlockKind::Boilerplate;
        }
        if kind != BlockKind::Paragraph {
            self.push(kind, span);
            return;
        }
        let rules = &self.pack.segmentation;
        if let Some(at) = credit(text, rules) {
            let split = span.start + u32::try_from(at).unwrap_or_default();
            let caption = Span::new(span.start, split);
            self.push(
                BlockKind::Caption,
                Span::of(caption.range().start..trim_end(self.text, caption.range().start, split as usize)),
            );
            self.push(BlockKind::Boilerplate, Span::new(split, span.end));
            return;
        }
        if let Some(at) = stamp_at_end(text, rules) {
            let split = span.start as usize + at;
            let heading = Span::of(span.start as usize..trim_end(self.text, span.start as usize, split));
            if !heading.is_empty() {
                self.push(BlockKind::Headline, heading);
            }
            self.push(BlockKind::Dateline, Span::of(split..span.end as usize));
            return;
        }
        let first = !self.out.blocks.iter().any(|block| block.kind == BlockKind::Paragraph);
        let heads = next.is_some_and(|next| {
            let next = next.slice(self.text);
            ends_as_sentence(next) || first && kind_of(next, rules) == BlockKind::Byline
        });
        if heads && is_heading(text) {
            self.push(BlockKind::Headline, span);
            return;
        }
        let mut start = span.start as usize;
        if let Some(length) = stamp_at_start(text, rules).or_else(|| dateline(text, first, rules)) {
            self.push(BlockKind::Dateline, Span::of(start..start + length));
            start = skip_space(self.text, start + length, span.end as usize);
        }
        self.running_text(Span::of(start..span.end as usize));
    }

    /// Adds the headings of a body that is one line; what is left of it.
    fn run_together(&mut self, span: Span) -> Span {
        let found = lead::headings(self.text, span, self.pack);
        for (kind, heading) in found.blocks {
            self.push(kind, heading);
            self.paragraph += 1;
        }
        self.out.seams = found.seams;
        Span::of(found.start..span.end as usize)
    }

    /// Whether a line says what the title says, which was read already.
    fn is_title(&self, text: &str) -> bool {
        // a copy differs in marks and quotes only, so most lines need no closer look
        self.title.is_some_and(|(key, length)| text.len().abs_diff(length) <= 12 && line_key(text) == key)
    }

    /// Whether the profile knows a line of this outlet.
    fn is_house_line(&self, text: &str) -> bool {
        self.house.is_some_and(|lines| lines.contains(&line_key(text)))
    }

    /// Adds running text: a sentence that is not the article's own becomes a block of its own.
    fn running_text(&mut self, span: Span) {
        let rules = &self.pack.segmentation;
        let mut open: Option<u32> = None;
        let sentences: SmallVec<[Span; 8]> = sentences(self.text, span, rules).collect();
        let leads_up = sentences.last().is_some_and(|last| self.leads_up_to_appeal(span, *last));
        for sentence in sentences {
            let words = sentence.slice(self.text);
            if leads_up || rules.lines.sentence(words) == Some(BlockKind::Boilerplate) || self.is_house_line(words) {
                let block = self.push_block(BlockKind::Boilerplate, sentence);
                self.out.sentences.push(Sentence { span: sentence, block });
                open = None;
                continue;
            }
            let block = match open {
                Some(block) => {
                    self.out.blocks[block as usize].span.end = sentence.end;
                    block
                }
                None => self.push_block(BlockKind::Paragraph, sentence),
            };
            open = Some(block);
            self.out.sentences.push(Sentence { span: sentence, block });
        }
    }

    /// Whether a paragraph is an appeal to the reader, its last sentence, and the few words before it ("Like this story? Sign
    /// up here.").
    fn leads_up_to_appeal(&self, span: Span, last: Span) -> bool {
        let before = (last.start - span.start) as usize;
        span.len() as usize <= LONGEST_LEAD_UP + LONGEST_APPEAL
            && (1..=LONGEST_LEAD_UP).contains(&before)
            && self.pack.segmentation.lines.appeals(last.slice(self.text))
    }

    /// Adds a block with its sentences.
    fn push(&mut self, kind: BlockKind, span: Span) {
        let block = self.push_block(kind, span);
        for span in sentences(self.text, span, &self.pack.segmentation) {
            self.out.sentences.push(Sentence { span, block });
        }
    }

    fn push_block(&mut self, kind: BlockKind, span: Span) -> u32 {
        let index = u32::try_from(self.out.blocks.len()).unwrap_or(u32::MAX);
        self.out.blocks.push(Block { kind, span, paragraph: self.paragraph });
        index
    }
}

/// The key under which exact copies of a line meet.
fn copy_key(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
}

#[cfg(test)]
mod tests;
