//! One record of an input on its way to an article, and the batch of all records of one input.

use sha2::{Digest, Sha256};

use super::columns::FieldName;
use super::dates::{DateOrder, Reading, infer_order, read_date};
use super::languages::language_tag;
use super::outlets::{host_of, stem_of};
use super::{Intake, ManifestRow, Options};
use crate::error::{Error, Result};
use crate::model::{Article, Moment, NoticeKind, RunNotes};
use crate::text::hex;

/// At most so many notices of one kind and input are listed one by one; the rest is counted.
const LISTED: u64 = 50;

/// What one record says, as written.
#[derive(Debug, Clone, Default)]
pub struct Record {
    pub(super) id: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) title: Option<String>,
    pub(super) text: Option<String>,
    pub(super) url: Option<String>,
    pub(super) author: Option<String>,
    pub(super) language: Option<String>,
    pub(super) story: Option<String>,
    pub(super) file: Option<String>,
    /// A few names that no field has, for the message that none holds the text.
    unknown: Vec<String>,
    line: Option<u64>,
    number: Option<u64>,
}

impl Record {
    /// Sets a field; white space alone is nothing.
    pub(super) fn set(&mut self, field: FieldName, value: String) {
        if value.trim().is_empty() {
            return;
        }
        let trimmed = |value: String| if value.trim().len() == value.len() { value } else { value.trim().to_owned() };
        let slot = match field {
            FieldName::Text => {
                self.text = Some(value);
                return;
            }
            FieldName::Id => &mut self.id,
            FieldName::Outlet => &mut self.outlet,
            FieldName::Published => &mut self.published,
            FieldName::Modified => &mut self.modified,
            FieldName::Title => &mut self.title,
            FieldName::Url => &mut self.url,
            FieldName::Author => &mut self.author,
            FieldName::Language => &mut self.language,
            FieldName::Story => &mut self.story,
            FieldName::File => &mut self.file,
        };
        *slot = Some(trimmed(value));
    }

    /// Takes note of a name that no field has.
    pub(super) fn unknown(&mut self, name: &str) {
        if self.unknown.len() < 12 {
            self.unknown.push(name.to_owned());
        }
    }

    pub(super) fn at_line(mut self, line: u64) -> Self {
        self.line = Some(line);
        self
    }

    pub(super) fn at_record(mut self, number: u64) -> Self {
        self.number = Some(number);
        self
    }

    /// What a manifest says of the file goes before what the file says.
    fn overlay(&mut self, given: &Self) {
        let fields = [
            (&mut self.outlet, &given.outlet),
            (&mut self.published, &given.published),
            (&mut self.modified, &given.modified),
            (&mut self.title, &given.title),
            (&mut self.url, &given.url),
            (&mut self.author, &given.author),
            (&mut self.language, &given.language),
            (&mut self.story, &given.story),
            (&mut self.id, &given.id),
        ];
        for (slot, value) in fields {
            if value.is_some() {
                slot.clone_from(value);
            }
        }
    }
}

/// An article whose dates wait for the order of day and month that the whole input tells.
struct Pending {
    article: Article,
    published: Option<(Reading, String)>,
    modified: Option<(Reading, String)>,
    place: String,
}

/// The records of one input.
pub struct Batch<'a> {
    name: &'a str,
    path: Option<&'a str>,
    given: Option<&'a ManifestRow>,
    options: &'a Options,
    pending: Vec<Pending>,
    notes: RunNotes,
    listed: Vec<(NoticeKind, u64)>,
    replaced: u64,
    first_replaced: Option<u64>,
    /// Records without any text, with the names that the first of them had.
    textless: u64,
    names: Vec<String>,
}

impl<'a> Batch<'a> {
    pub(super) fn new(
        name: &'a str,
        path: Option<&'a str>,
        given: Option<&'a ManifestRow>,
        options: &'a Options,
    ) -> Self {
        Self {
            name,
            path,
            given,
            options,
            pending: Vec::new(),
            notes: RunNotes::default(),
            listed: Vec::new(),
            replaced: 0,
            first_replaced: None,
            textless: 0,
            names: Vec::new(),
        }
    }

    pub(super) const fn options(&self) -> &'a Options {
        self.options
    }

    pub(super) const fn path(&self) -> Option<&'a str> {
        self.path
    }

    /// A notice of the whole input.
    pub(super) fn note(&mut self, kind: NoticeKind, message: &str) {
        self.notes.add(kind, self.name, message);
    }

    /// A notice of one record; those beyond the first few are counted.
    pub(super) fn skip(&mut self, kind: NoticeKind, line: Option<u64>, number: Option<u64>, message: &str) {
        let place = self.place(line, number);
        self.list(kind, place, message);
    }

    fn list(&mut self, kind: NoticeKind, place: String, message: &str) {
        let count = if let Some(at) = self.listed.iter().position(|(k, _)| *k == kind) {
            &mut self.listed[at].1
        } else {
            self.listed.push((kind, 0));
            let last = self.listed.len() - 1;
            &mut self.listed[last].1
        };
        *count += 1;
        if *count <= LISTED {
            self.notes.add(kind, place, message);
        }
    }

    /// Counts places that were not text.
    pub(super) fn replaced(&mut self, count: u64, line: Option<u64>) {
        if count > 0 && self.replaced == 0 {
            self.first_replaced = line;
        }
        self.replaced += count;
    }

    fn place(&self, line: Option<u64>, number: Option<u64>) -> String {
        let mut place = self.name.to_owned();
        if let Some(line) = line {
            place = format!("{place}:{line}");
        }
        if let Some(number) = number {
            place = format!("{place} (record {number})");
        }
        place
    }

    /// Makes an article of a record.
    pub(super) fn push(&mut self, mut record: Record) {
        let Some(text) = record.text.take() else {
            if self.names.is_empty() {
                self.names = std::mem::take(&mut record.unknown);
            }
            self.textless += 1;
            self.skip(NoticeKind::Empty, record.line, record.number, "no text");
            return;
        };
        if u32::try_from(text.len() + record.title.as_ref().map_or(0, String::len) + 8).is_err() {
            self.skip(NoticeKind::SkippedRecord, record.line, record.number, "a text of 4 GB or more");
            return;
        }
        if let Some(given) = self.given {
            record.overlay(&given.record);
        }
        let mut article = Article::new(record.title.as_deref(), &text);
        article.sha256 = hex(&Sha256::digest(text.as_bytes()));
        article.id = record.id.unwrap_or_default();
        article.path = self.path.map(str::to_owned);
        (article.outlet, article.outlet_guessed) = match (record.outlet, &record.url, self.path) {
            (Some(outlet), ..) => (outlet, false),
            (None, Some(url), _) if host_of(url).is_some() => (host_of(url).unwrap_or_default().to_owned(), true),
            (None, _, Some(path)) => (stem_of(path).to_owned(), true),
            (None, _, None) => (String::new(), true),
        };
        article.author = record.author;
        article.url = record.url;
        article.language = record.language.as_deref().and_then(language_tag);
        if let Some(given) = record.language.filter(|_| article.language.is_none()) {
            let shown: String = given.chars().take(60).collect();
            let message = format!("`{shown}` is not a language: it is told from the text");
            self.skip(NoticeKind::UnreadableLanguage, record.line, record.number, &message);
        }
        article.story = record.story;
        let place = self.place(record.line, record.number);
        let read = |raw: Option<String>| raw.map(|raw| (read_date(&raw), raw));
        let (published, modified) = (read(record.published), read(record.modified));
        self.pending.push(Pending { article, published, modified, place });
    }

    /// Settles the dates and hands the articles on.
    ///
    /// # Errors
    /// Dates of which day and month cannot be told apart.
    pub(super) fn finish(mut self, intake: &mut Intake) -> Result<()> {
        let order = self.order()?;
        for pending in std::mem::take(&mut self.pending) {
            let Pending { mut article, published, modified, place } = pending;
            article.published = self.settle(published, order, &place)?;
            article.modified = self.settle(modified, order, &place)?;
            intake.articles.push(article);
        }
        if let Some(line) = self.first_replaced.map(Some).or((self.replaced > 0).then_some(None)) {
            let place = self.place(line, None);
            self.notes.add_many(
                NoticeKind::ReplacedBytes,
                place,
                "bytes that are not text were replaced",
                self.replaced,
            );
        }
        if self.textless > 0 && intake.articles.is_empty() && !self.names.is_empty() {
            let message = format!(
                "no record holds a text under a usual name; other names are {}: name one with --map text=NAME",
                self.names.join(", ")
            );
            self.notes.add(NoticeKind::UnreadableFile, self.name, message);
        }
        for (kind, count) in &self.listed {
            let more = count.saturating_sub(LISTED);
            self.notes.add_many(*kind, self.name, "further records", more);
        }
        intake.notes.absorb(self.notes);
        Ok(())
    }

    /// The order of day and month: as asked, as the manifest's own dates tell, or as this input's do.
    fn order(&self) -> Result<Option<DateOrder>> {
        if self.options.date_order.is_some() {
            return Ok(self.options.date_order);
        }
        if let Some(order) = self.given.and_then(|given| given.date_order) {
            return Ok(Some(order));
        }
        let readings =
            self.pending.iter().flat_map(|p| [&p.published, &p.modified]).flatten().map(|(reading, _)| reading);
        infer_order(readings).map_err(|e| e.in_source(self.name))
    }

    fn settle(
        &mut self,
        date: Option<(Reading, String)>,
        order: Option<DateOrder>,
        place: &str,
    ) -> Result<Option<Moment>> {
        let Some((reading, raw)) = date else { return Ok(None) };
        let ambiguous = || {
            Error::usage(format!(
                "which is the day and which the month in `{raw}` cannot be told: give --date-order dmy or --date-order mdy"
            ))
        };
        let moment = reading.settle(order).map_err(|_| ambiguous().in_source(place))?;
        if moment.is_none() {
            let shown: String = raw.chars().take(60).collect();
            self.list(NoticeKind::UnreadableDate, place.to_owned(), &format!("`{shown}` is not a date"));
        }
        Ok(moment)
    }
}
