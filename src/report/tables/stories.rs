//! **stories**: one row a story.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::error::Result;
use crate::model::{Moment, StoryComparison};
use crate::report::table::columns;
use crate::report::{Column, RowSink, StoryRows, StoryTable, Table};

struct Stories;

/// The table of stories.
pub static STORIES: &dyn StoryTable = &Stories;

struct StoryRow<'a> {
    rows: &'a StoryRows<'a>,
    story: &'a StoryComparison,
    first: Option<Moment>,
    last: Option<Moment>,
}

columns! { |row: &StoryRow<'_>|
    "story_id", Id, "The id given, or one made from its earliest article" => &row.story.id;
    "label", Text, "The story in a few words" => label(row);
    "first_published", Date, "When its first article was published" => row.first;
    "last_published", Date, "When its last article was published" => row.last;
    "articles", Integer, "How many articles it has" => row.story.articles.len();
    "outlets", Integer, "How many outlets tell it" => count(row.story, |a| &a.outlet);
    "origins", Integer, "How many independent origins it has" => count(row.story, |a| &a.origin.id);
}

/// The label, or the first title, or the first sentence.
fn label<'a>(row: &'a StoryRow<'_>) -> Cow<'a, str> {
    let story = row.story;
    if !story.label.is_empty() {
        // a label that is no title is a sentence of an article
        let titled = story.articles.iter().filter_map(|a| a.title()).any(|title| title.starts_with(&story.label));
        return if titled { Cow::Borrowed(&story.label) } else { row.rows.passage(&story.label) };
    }
    if let Some(title) = story.articles.iter().find_map(|article| article.title()) {
        return Cow::Borrowed(title);
    }
    let article = story.articles.first();
    let sentence = story.segmentations.first().and_then(|s| s.sentences.first());
    article.zip(sentence).map_or(Cow::Borrowed(""), |(article, s)| row.rows.passage(article.slice(s.span)))
}

/// How many different values the articles of a story have.
fn count(story: &StoryComparison, of: impl Fn(&crate::model::Article) -> &String) -> usize {
    story.articles.iter().map(of).collect::<BTreeSet<_>>().len()
}

impl Table for Stories {
    fn name(&self) -> &'static str {
        "stories"
    }

    fn description(&self) -> &'static str {
        "One row a story."
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }
}

impl StoryTable for Stories {
    fn rows(&self, rows: &StoryRows<'_>, sink: &mut dyn RowSink) -> Result<()> {
        let dates = || rows.story.articles.iter().filter_map(|article| article.published);
        let row = StoryRow {
            rows,
            story: rows.story,
            first: dates().min_by_key(Moment::sort_key),
            last: dates().max_by_key(Moment::sort_key),
        };
        sink.row(&cells(&row))
    }
}
