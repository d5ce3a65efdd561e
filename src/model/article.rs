//! What was read: one article, its text untouched.

use serde::{Deserialize, Serialize};

use super::{Moment, Span};

/// Which of an article's two texts a span lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// The body.
    Text,
    /// The title, where it was given apart from the body.
    Title,
}

/// How far the article's language can be analysed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Analysed {
    /// Every stage has a language pack for it.
    Full,
    /// Sentences, names and quotations only.
    NamesAndQuotes,
    /// Sentences by Unicode rules only.
    #[default]
    None,
}

/// Whose copy the article is: articles of one origin are one witness.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// Stable id of the origin, made from its earliest article.
    pub id: String,
    /// Whether the text is (mostly) an agency's.
    pub is_wire: bool,
    /// The agency named in the credit, where there is one.
    pub agency: Option<String>,
    /// The id of the article that this one repeats word for word.
    pub duplicate_of: Option<String>,
}

/// One article as an outlet published it.
///
/// Title and body share one buffer, so that every stage works with one kind of offset.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// The id given, or `a` and 15 hex digits of the text's hash.
    pub id: String,
    /// Path relative to the input it was found under.
    pub path: Option<String>,
    /// SHA-256 of the body in hex.
    pub sha256: String,
    /// Who published it.
    pub outlet: String,
    /// Whether `outlet` was guessed from a file or folder name.
    pub outlet_guessed: bool,
    /// When it was published.
    pub published: Option<Moment>,
    /// When it was last changed.
    pub modified: Option<Moment>,
    /// Byline, as given.
    pub author: Option<String>,
    /// Where it stands on the web.
    pub url: Option<String>,
    /// BCP 47 tag, given or detected.
    pub language: Option<String>,
    /// How far that language can be analysed; set by the pipeline.
    pub analysed: Analysed,
    /// The story given with the input; taken as it is.
    pub story: Option<String>,
    /// Set by the `story` stage.
    pub origin: Origin,
    /// False for a teaser or a paywall stub; set by the pipeline.
    pub complete: bool,
    buffer: String,
    title_len: u32,
    text_start: u32,
}

/// Between title and body in the buffer: ends a paragraph, so that no sentence crosses it.
const SEPARATOR: &str = "\n\n";

impl Article {
    /// An article with this title and body; everything else is unknown.
    ///
    /// `sha256` is left to the reader that knows how ids are made (`ingest::identify`).
    #[must_use]
    pub fn new(title: Option<&str>, text: &str) -> Self {
        let title = title.map(str::trim).filter(|t| !t.is_empty());
        let mut buffer = String::with_capacity(text.len() + title.map_or(0, |t| t.len() + SEPARATOR.len()));
        if let Some(title) = title {
            buffer.push_str(title);
            buffer.push_str(SEPARATOR);
        }
        let text_start = buffer.len();
        buffer.push_str(text);
        #[allow(clippy::cast_possible_truncation, reason = "ingest refuses articles of 4 GiB and more")]
        Self {
            id: String::new(),
            path: None,
            sha256: String::new(),
            outlet: String::new(),
            outlet_guessed: false,
            published: None,
            modified: None,
            author: None,
            url: None,
            language: None,
            analysed: Analysed::None,
            story: None,
            origin: Origin::default(),
            complete: true,
            buffer,
            title_len: title.map_or(0, str::len) as u32,
            text_start: text_start as u32,
        }
    }

    /// Title, separator and body: what spans point into.
    #[must_use]
    pub fn buffer(&self) -> &str {
        &self.buffer
    }

    /// The body.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.buffer[self.text_start as usize..]
    }

    /// The title, where one was given apart from the body.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        (self.title_len > 0).then(|| &self.buffer[..self.title_len as usize])
    }

    /// Where the title stands in the buffer; empty without a title.
    #[must_use]
    pub const fn title_span(&self) -> Span {
        Span::new(0, self.title_len)
    }

    /// Where the body stands in the buffer.
    #[must_use]
    pub fn text_span(&self) -> Span {
        Span::of(self.text_start as usize..self.buffer.len())
    }

    /// Which text a span lies in.
    #[must_use]
    pub const fn field(&self, span: Span) -> Field {
        if span.start < self.text_start { Field::Title } else { Field::Text }
    }

    /// The first byte of a field in the buffer.
    #[must_use]
    pub const fn field_start(&self, field: Field) -> u32 {
        match field {
            Field::Title => 0,
            Field::Text => self.text_start,
        }
    }

    /// The slice that a span names.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        span.slice(&self.buffer)
    }
}
