//! What format an input has: its first bytes decide where they can, its ending where they cannot.

use super::columns::{ColumnMap, FieldName};
use super::encoding::UTF_16_MARKS;
use crate::error::{Error, Result};

/// A format of input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Plain text, one article a file.
    Plain,
    /// CSV, also with semicolons or tabs.
    Delimited,
    /// JSON Lines.
    JsonLines,
    /// JSON: an article, a list of them, or an object that holds such a list.
    Json,
    /// A web page.
    Html,
    /// Apache Parquet.
    Parquet,
    /// An Office spreadsheet.
    Spreadsheet,
}

/// Every format with its endings.
pub static FORMATS: &[(Format, &[&str])] = &[
    (Format::Plain, &["txt", "text", "md"]),
    (Format::Delimited, &["csv", "tsv", "tab"]),
    (Format::JsonLines, &["jsonl", "ndjson"]),
    (Format::Json, &["json"]),
    (Format::Html, &["html", "htm", "xhtml"]),
    (Format::Parquet, &["parquet"]),
    (Format::Spreadsheet, &["xlsx", "xls", "ods"]),
];

impl Format {
    /// What messages call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain text",
            Self::Delimited => "CSV",
            Self::JsonLines => "JSON Lines",
            Self::Json => "JSON",
            Self::Html => "HTML",
            Self::Parquet => "Parquet",
            Self::Spreadsheet => "an Office file or archive",
        }
    }
}

/// How far into the content its format is looked for.
const WINDOW: usize = 1 << 16;

/// Tells the format of unpacked content.
///
/// # Errors
/// Content that is no text and no known format.
pub(super) fn detect(bytes: &[u8], path: Option<&str>) -> Result<Format> {
    let head = &bytes[..bytes.len().min(WINDOW)];
    if let Some(format) = by_magic(head)? {
        return Ok(format);
    }
    let start = head.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(head).trim_ascii_start();
    let by_ending = path
        .and_then(ending)
        .and_then(|e| FORMATS.iter().find(|(_, endings)| endings.contains(&e.as_str())).map(|(format, _)| *format));
    if is_page(start) {
        return Ok(Format::Html);
    }
    Ok(match by_ending {
        Some(Format::Json) if several_objects(start) => Format::JsonLines,
        Some(Format::JsonLines) if start.starts_with(b"[") => Format::Json,
        Some(Format::Parquet | Format::Spreadsheet) | None => by_look(start),
        Some(format) => format,
    })
}

/// The ending of a path in lower case, below those of compression.
fn ending(path: &str) -> Option<String> {
    let name = path.rsplit('/').next()?.to_ascii_lowercase();
    let name = name.trim_end_matches(".gz").trim_end_matches(".zst").trim_end_matches(".zstd");
    name.rsplit_once('.').map(|(_, ending)| ending.to_owned())
}

/// Formats that begin with a signature.
fn by_magic(head: &[u8]) -> Result<Option<Format>> {
    if head.starts_with(b"PAR1") {
        return Ok(Some(Format::Parquet));
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Ok(Some(Format::Spreadsheet));
    }
    if head.starts_with(b"%PDF") {
        return Err(Error::malformed("a PDF cannot be read: save its text"));
    }
    if head.starts_with(b"MIME-Version:") || head.starts_with(b"From: <Saved by") {
        return Err(Error::malformed("a page saved as one MHTML file cannot be read: save it as HTML"));
    }
    let wide = UTF_16_MARKS.iter().any(|mark| head.starts_with(mark));
    if !wide && memchr::memchr(0, head).is_some() {
        return Err(Error::malformed("not text"));
    }
    Ok(None)
}

/// Whether content is a web page, whatever it is called.
fn is_page(start: &[u8]) -> bool {
    let opening: Vec<u8> = start.iter().take(15).map(u8::to_ascii_lowercase).collect();
    opening.starts_with(b"<!doctype html") || opening.starts_with(b"<html")
}

/// The format of content whose name tells nothing.
fn by_look(start: &[u8]) -> Format {
    if start.starts_with(b"{\"") || start.starts_with(b"{ ") || start.starts_with(b"{\n") || start.starts_with(b"{\r") {
        if several_objects(start) || whole_object_on_a_line(start) { Format::JsonLines } else { Format::Json }
    } else if start.starts_with(b"[{") || start.starts_with(b"[\n") || start.starts_with(b"[ ") {
        Format::Json
    } else if has_header(start) {
        Format::Delimited
    } else {
        Format::Plain
    }
}

/// Whether the first line is one object and another follows.
fn several_objects(start: &[u8]) -> bool {
    let mut lines = start.split(|b| *b == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
    let first = lines.next().is_some_and(|line| line.starts_with(b"{") && line.ends_with(b"}"));
    first && lines.next().is_some_and(|line| line.starts_with(b"{"))
}

/// Whether everything seen is one line that begins an object.
fn whole_object_on_a_line(start: &[u8]) -> bool {
    memchr::memchr(b'\n', start.trim_ascii_end()).is_none()
}

/// Whether the first line is a header with a column of text and another one.
fn has_header(start: &[u8]) -> bool {
    let line = start.split(|b| *b == b'\n').next().unwrap_or_default();
    let Ok(line) = std::str::from_utf8(line) else { return false };
    let map = ColumnMap::default();
    [',', ';', '\t', '|'].iter().any(|delimiter| {
        let names: Vec<_> = line.split(*delimiter).map(|name| name.trim().trim_matches('"')).collect();
        let layout = map.layout(names.iter().copied());
        layout.len() > 1 && layout.iter().any(|(field, _)| *field == FieldName::Text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_and_ending_tell_the_format() {
        for (content, path, format) in [
            ("The harbour is closed.", Some("a.txt"), Format::Plain),
            ("The harbour is closed.", None, Format::Plain),
            ("{not json at all} it said", None, Format::Plain),
            ("id,text\n1,The harbour", None, Format::Delimited),
            ("id;outlet;body\n1;A;The harbour", None, Format::Delimited),
            ("text, he said, is dead", None, Format::Plain),
            ("a,b\n1,2", Some("dir.with.dots/x.CSV.gz"), Format::Delimited),
            ("{\"id\":1}\n{\"id\":2}\n", None, Format::JsonLines),
            ("{\"id\":1}\n{\"id\":2}\n", Some("x.json"), Format::JsonLines),
            ("{\"id\":1}", None, Format::JsonLines),
            ("{\n \"articles\": []}", None, Format::Json),
            ("[{\"id\":1}]", Some("x.jsonl"), Format::Json),
            ("<!DOCTYPE html><p>", None, Format::Html),
            ("\n<HTML>", Some("a.txt"), Format::Html),
            ("PAR1....", Some("x.csv"), Format::Parquet),
        ] {
            assert_eq!(detect(content.as_bytes(), path).unwrap(), format, "{content} {path:?}");
        }
        assert!(detect(b"a\0b", None).is_err());
        assert!(detect(b"%PDF-1.7", Some("a.txt")).is_err());
        assert!(detect(b"From: <Saved by Blink>\r\n", Some("a.mhtml")).is_err());
    }
}
