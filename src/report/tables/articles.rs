//! **articles**: what was read, one row an article.

use crate::error::Result;
use crate::model::{Analysed, Article, Span};
use crate::report::table::columns;
use crate::report::{Column, RowSink, StoryRows, StoryTable, Table};
use crate::text::{RawKind, tokenize};

struct Articles;

/// The table of articles.
pub static ARTICLES: &dyn StoryTable = &Articles;

struct ArticleRow<'a> {
    article: &'a Article,
    rows: &'a StoryRows<'a>,
}

columns! { |row: &ArticleRow<'_>|
    "article_id", Id, "The id given, or `a` and 15 hexadecimal digits of the text's hash; a repeated id is numbered (`#2`)" => &row.article.id;
    "path", Text, "Where it was read, relative to its INPUT" => row.article.path.as_deref();
    "sha256", Id, "SHA-256 of the text" => &row.article.sha256;
    "outlet", Text, "Who published it" => &row.article.outlet;
    "outlet_guessed", Boolean, "Whether `outlet` was guessed from an address, a file name or a folder" => row.article.outlet_guessed;
    "published", Date, "When it was published" => row.article.published;
    "modified", Date, "When it was last changed" => row.article.modified;
    "title", Text, "Its title" => row.article.title();
    "author", Text, "Its byline" => row.article.author.as_deref();
    "url", Text, "Where it stands on the web" => row.article.url.as_deref();
    "language", Word, "Its language, as a BCP 47 tag" => row.article.language.as_deref();
    "analysed", Word, "How far its language is analysed: `full`, `names-and-quotes` or `none`" => analysed(row.article);
    "words", Integer, "How many words and numbers its text has" => words(row.article);
    "complete", Boolean, "`false` for a teaser or a stub before a paywall" => row.article.complete;
    "story_id", Id, "The story it belongs to" => story_id(row);
    "origin_id", Id, "Whose copy it is: articles of one origin are one witness" => &row.article.origin.id;
    "is_wire", Boolean, "Whether the text is mostly an agency's" => row.article.origin.is_wire;
    "wire_agency", Text, "The agency named in the credit" => row.article.origin.agency.as_deref();
    "duplicate_of", Id, "The article that it repeats word for word" => row.article.origin.duplicate_of.as_deref();
    "text", Document, "Its text (JSON formats only)" => row.rows.passage(row.article.text());
}

const fn analysed(article: &Article) -> &'static str {
    match article.analysed {
        Analysed::Full => "full",
        Analysed::NamesAndQuotes => "names-and-quotes",
        Analysed::None => "none",
    }
}

fn words(article: &Article) -> usize {
    let text = article.text();
    tokenize(text, Span::of(0..text.len())).filter(|token| token.kind != RawKind::Mark).count()
}

fn story_id<'a>(row: &'a ArticleRow<'_>) -> &'a str {
    if row.rows.story.id.is_empty() { row.article.story.as_deref().unwrap_or_default() } else { &row.rows.story.id }
}

impl Table for Articles {
    fn name(&self) -> &'static str {
        "articles"
    }

    fn description(&self) -> &'static str {
        "What was read: one row an article."
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }
}

impl StoryTable for Articles {
    fn rows(&self, story: &StoryRows<'_>, sink: &mut dyn RowSink) -> Result<()> {
        story.story.articles.iter().try_for_each(|article| sink.row(&cells(&ArticleRow { article, rows: story })))
    }
}
