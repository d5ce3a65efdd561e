//! HTML: a saved web page is one article. Its text is told from menus, advertisements and lists of
//! links by `rs-trafilatura`; what its metadata says of it is read by `page_fields`.
//!
//! Invariant: a page that is too large, nested without end or makes the extractor fail becomes a
//! notice, never a panic or a run without end.

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_query::Document;
use rs_trafilatura::page_type::PageType;

use super::columns::FieldName;
use super::dates::{Reading, read_date};
use super::encoding::decode_page;
use super::page_fields::PageFields;
use super::record::Record;
use super::{Batch, Format, Options, Reader};
use crate::error::{Error, Result};

pub(super) struct Html;

/// A larger page is no article; the largest of news sites have about 5 MB, most of it scripts.
const MAX_BYTES: usize = 16 << 20;
/// Browsers stop at 512 levels; the extractor goes down level by level on the stack.
const MAX_DEPTH: usize = 400;

impl Reader for Html {
    fn format(&self) -> Format {
        Format::Html
    }

    fn read(&self, bytes: &[u8], batch: &mut Batch<'_>) -> Result<()> {
        if bytes.len() > MAX_BYTES {
            return Err(Error::malformed(format!("a page larger than the limit of {} MB", MAX_BYTES >> 20)));
        }
        let decoded = decode_page(bytes);
        if depth(&decoded.text) > MAX_DEPTH {
            return Err(Error::malformed(format!("a page nested more than {MAX_DEPTH} levels deep")));
        }
        batch.replaced(decoded.replaced, None);
        let options = batch.options();
        // the parser and the extractor are others' work and see any bytes
        let record = catch_unwind(AssertUnwindSafe(|| record_of(&decoded.text, options)))
            .map_err(|_| Error::malformed("a page that its reader cannot cope with"))??;
        batch.push(record);
        Ok(())
    }
}

/// The article of a page.
fn record_of(page: &str, options: &Options) -> Result<Record> {
    let fields = PageFields::read(&Document::from(page));
    let mut record = Record::default();
    for field in [FieldName::Outlet, FieldName::Author, FieldName::Url, FieldName::Language] {
        if let Some(value) = fields.of(field).next() {
            record.set(field, value.to_owned());
        }
    }
    if let Some(title) = fields.title() {
        record.set(FieldName::Title, title);
    }
    for field in [FieldName::Published, FieldName::Modified] {
        let readable = |date: &&str| match read_date(date) {
            Reading::Sure(_) => true,
            // a page alone does not tell day from month
            Reading::Numeric { .. } => options.date_order.is_some(),
            Reading::Unreadable => false,
        };
        if let Some(date) = fields.of(field).find(readable) {
            record.set(field, date.to_owned());
        }
    }
    // without a type the extractor guesses one, and a guess of "forum" takes readers' comments for text
    let settings = rs_trafilatura::Options { page_type: Some(PageType::Article), ..Default::default() };
    let extracted = rs_trafilatura::extract_with_options(&unwrapped(page), &settings)
        .map_err(|e| Error::malformed(format!("no article is found in the page: {e}")))?;
    record.set(FieldName::Text, tidy(&extracted.content_text));
    Ok(record)
}

/// Elements that stand alone, and those that pages leave open because the next one closes them.
const NOT_NESTING: [&str; 26] = [
    "area", "base", "br", "col", "colgroup", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option",
    "p", "param", "rp", "rt", "source", "tbody", "td", "th", "tr", "track", "wbr",
];
/// Elements whose content is no markup.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// The most elements open at one place of the page, as its tags tell without a parser: a parser's
/// own cost grows with the depth of what it parses.
fn depth(page: &str) -> usize {
    let (mut open, mut most) = (0usize, 0usize);
    let mut raw: Option<String> = None;
    for (at, _) in page.match_indices('<') {
        let rest = &page[at + 1..];
        let (closing, rest) = rest.strip_prefix('/').map_or((false, rest), |rest| (true, rest));
        let length = rest.bytes().take(12).take_while(u8::is_ascii_alphanumeric).count();
        let name = rest[..length].to_ascii_lowercase();
        if raw.is_some() {
            if closing && raw.as_deref() == Some(name.as_str()) {
                raw = None;
            }
        } else if RAW.contains(&name.as_str()) {
            raw = (!closing).then_some(name);
        } else if length > 0 && !NOT_NESTING.contains(&name.as_str()) {
            open = if closing { open.saturating_sub(1) } else { open + 1 };
            most = most.max(open);
        }
    }
    most
}

/// The page without the line breaks of its source, which mean a space but where text is preformatted;
/// the extractor takes them for breaks of the text.
fn unwrapped(page: &str) -> Cow<'_, str> {
    if page.contains("<pre") { Cow::Borrowed(page) } else { Cow::Owned(page.replace(['\n', '\r'], " ")) }
}

/// One line a paragraph, single spaces: how a page's source is wrapped and indented says nothing.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let mut words = line.split_whitespace();
        let Some(first) = words.next() else { continue };
        if !out.is_empty() {
            out.push_str("\n\n");
        }
        out.push_str(first);
        for word in words {
            out.push(' ');
            out.push_str(word);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::{Intake, Source, read};
    use super::*;

    const PAGE: &str = include_str!("../../tests/cmd/reading.in/pages/tower.html");

    fn read_page(bytes: impl Into<Vec<u8>>) -> Intake {
        let mut intake = Intake::default();
        let source = Source { name: "page.html".into(), path: Some("page.html".into()), bytes: bytes.into() };
        read(source, None, &Options::default(), &mut intake).unwrap();
        intake
    }

    #[test]
    fn a_page_is_its_article() {
        let intake = read_page(PAGE);
        let article = &intake.articles[0];
        let text: Vec<_> = article.text().lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(text.len(), 5, "{text:#?}");
        assert!(text[0].starts_with("Two workers were hurt"), "{text:#?}");
        assert!(text[4].ends_with("reopened on Friday."), "{text:#?}");
        assert!(!article.text().contains("Most read") && !article.text().contains("Subscribe"), "{text:#?}");
        assert_eq!(article.title(), Some("Two hurt as Lidde’s water tower loses its roof"));
        assert_eq!((article.outlet.as_str(), article.outlet_guessed), ("The Lidde Courier", false));
        assert_eq!(article.published.map(|p| p.to_string()).as_deref(), Some("2023-03-09T21:40:00-05:00"));
        assert_eq!(article.modified.map(|p| p.to_string()).as_deref(), Some("2023-03-10T08:15:00-05:00"));
        assert_eq!(article.language.as_deref(), Some("en-GB"));
        assert_eq!(article.url.as_deref(), Some("https://www.liddecourier.example/news/water-tower"));
        assert_eq!(article.author.as_deref(), Some("Ines Marwood"));
    }

    #[test]
    fn encodings_named_or_not_are_read() {
        let page = PAGE.replace("charset=\"utf-8\"", "charset=\"windows-1252\"");
        let (latin, ..) = encoding_rs::WINDOWS_1252.encode(&page);
        let plain = PAGE.replace("<meta charset=\"utf-8\">", "");
        let (unnamed, ..) = encoding_rs::WINDOWS_1252.encode(&plain);
        let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(PAGE.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let expected = read_page(PAGE).articles[0].text().to_owned();
        assert!(expected.contains("Café Orée"));
        for bytes in [latin.into_owned(), unnamed.into_owned(), wide] {
            let intake = read_page(bytes);
            assert_eq!(intake.articles[0].text(), expected);
            assert!(intake.notes.notices.is_empty());
        }
    }

    #[test]
    fn nothing_that_a_page_holds_makes_the_reader_fail() {
        let deep = |tag: &str, n: usize| format!("<html><body>{}{}", format!("<{tag}>").repeat(n), "word ".repeat(100));
        assert!(read_page(deep("div", 100_000)).notes.notices[0].message.contains("levels deep"));
        assert!(read_page(deep("b", 100_000)).notes.notices[0].message.contains("levels deep"));
        for page in [
            deep("div", MAX_DEPTH - 10),
            deep("li", 20_000),
            deep("p", 20_000),
            format!("<html {}>", "a=\"1\" ".repeat(20_000)),
            format!("<html><script>{}", "<div>".repeat(5_000)),
            "<html><table><tr><td>é<table></p></b><!--<p>".repeat(30),
            "<html><script type=\"application/ld+json\">[[[[[{\"headline\":[{}]}</script><p>\u{0}\u{fffd}".to_owned(),
            "<!doctype html>".to_owned(),
        ] {
            read_page(page);
        }
    }

    #[test]
    fn lines_are_paragraphs() {
        assert_eq!(tidy("  The tower\n\t\n stood\u{a0}  there. \n"), "The tower\n\nstood there.");
        assert_eq!(depth("<a><br><b></b></a><p><p><script><a><a></script>"), 2);
    }
}
