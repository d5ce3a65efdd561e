//! **sentences**: one row a sentence, those of the title first.

use crate::error::Result;
use crate::model::{Article, Block, BlockKind, Field, Sentence, StoryComparison};
use crate::report::table::columns;
use crate::report::{Column, RowSink, StoryRows, StoryTable, Table};

struct Sentences;

/// The table of sentences.
pub static SENTENCES: &dyn StoryTable = &Sentences;

struct SentenceRow<'a> {
    rows: &'a StoryRows<'a>,
    article: &'a Article,
    sentence: &'a Sentence,
    block: &'a Block,
    index: u32,
    offsets: (u32, u32),
}

columns! { |row: &SentenceRow<'_>|
    "article_id", Id, "Its article" => &row.article.id;
    "field", Word, "`text` or `title`: what the offsets count in" => field_name(row.article.field(row.sentence.span));
    "sentence_index", Integer, "Its place among the article's sentences, from 0" => row.index;
    "paragraph_index", Integer, "Its paragraph's place in the article, from 0" => row.block.paragraph;
    "block", Word, "`headline`, `dateline`, `byline`, `paragraph`, `caption`, `list-item` or `boilerplate`" => block_name(row.block.kind);
    "char_start", Integer, "Where it starts, in Unicode code points" => row.offsets.0;
    "char_end", Integer, "Where it ends, exclusive" => row.offsets.1;
    "text", Passage, "Its words" => row.rows.passage(row.article.slice(row.sentence.span));
}

/// The contract's name of a field.
pub(super) const fn field_name(field: Field) -> &'static str {
    match field {
        Field::Text => "text",
        Field::Title => "title",
    }
}

const fn block_name(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Headline => "headline",
        BlockKind::Dateline => "dateline",
        BlockKind::Byline => "byline",
        BlockKind::Paragraph => "paragraph",
        BlockKind::Caption => "caption",
        BlockKind::ListItem => "list-item",
        BlockKind::Boilerplate => "boilerplate",
    }
}

impl Table for Sentences {
    fn name(&self) -> &'static str {
        "sentences"
    }

    fn description(&self) -> &'static str {
        "One row a sentence; those of boilerplate are marked, not left out."
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }
}

impl StoryTable for Sentences {
    fn rows(&self, rows: &StoryRows<'_>, sink: &mut dyn RowSink) -> Result<()> {
        let StoryComparison { articles, segmentations, .. } = rows.story;
        for ((number, article), segmentation) in (0u32..).zip(articles).zip(segmentations) {
            for (index, sentence) in (0u32..).zip(&segmentation.sentences) {
                let offsets = rows.offsets(number, sentence.span);
                let block = segmentation.block_of(sentence);
                sink.row(&cells(&SentenceRow { rows, article, sentence, block, index, offsets }))?;
            }
        }
        Ok(())
    }
}
