//! Given pairs of texts: `id,text_a,text_b`, as CSV or JSON Lines.

use serde_json::Value;

use super::dates::{Reading, infer_order, read_date};
use super::delimited::Rows;
use super::encoding::{decode, decode_utf8};
use super::json_lines::lines;
use super::{Format, Options, Source, compression, format};
use crate::error::{Error, Result};
use crate::model::{Article, NoticeKind, RunNotes};

/// Two texts to compare.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The id given, or the number of the record.
    pub id: String,
    /// The two texts.
    pub texts: [Article; 2],
}

/// The columns or keys, in the order of [`Fields`].
const NAMES: [&str; 5] = ["id", "text_a", "text_b", "published_a", "published_b"];

/// What a record holds under each of the names.
type Fields = [Option<String>; 5];

/// Reads pairs; a record without both texts is skipped and counted.
///
/// # Errors
/// Content that holds no pairs at all, or dates of which day and month cannot be told apart.
pub fn read_pairs(source: Source, options: &Options, notes: &mut RunNotes) -> Result<Vec<Pair>> {
    let Source { name, path, bytes } = source;
    let read = || -> Result<Vec<(u64, Fields)>> {
        let bytes = compression::unpack(bytes, options.max_bytes)?;
        match format::detect(&bytes, path.as_deref())? {
            Format::JsonLines | Format::Json => Ok(of_lines(&bytes, &name, notes)),
            Format::Delimited | Format::Plain => of_table(&bytes, &name, notes),
            other => Err(Error::malformed(format!("pairs are read from CSV or JSON Lines, not from {}", other.name()))),
        }
    };
    let records = read().map_err(|e| e.in_source(&name))?;
    let dates = records.iter().flat_map(|(_, fields)| &fields[3..]).flatten();
    let readings: Vec<Reading> = dates.map(|raw| read_date(raw)).collect();
    let order = match options.date_order {
        Some(order) => Some(order),
        None => infer_order(&readings).map_err(|e| e.in_source(&name))?,
    };
    let mut pairs = Vec::with_capacity(records.len());
    for (number, (line, fields)) in (1u64..).zip(records) {
        let [id, text_a, text_b, published_a, published_b] = fields;
        let (Some(text_a), Some(text_b)) = (text_a, text_b) else {
            notes.add(NoticeKind::SkippedRecord, format!("{name}:{line}"), "no text_a or no text_b");
            continue;
        };
        let article = |text: &str, published: Option<String>| -> Result<Article> {
            let mut article = Article::new(None, text);
            let settled = published.map(|raw| read_date(&raw).settle(order)).transpose();
            article.published = settled
                .map_err(|_| {
                    Error::usage("day and month cannot be told apart: give --date-order dmy or --date-order mdy")
                        .in_source(&name)
                        .at_line(line)
                })?
                .flatten();
            Ok(article)
        };
        let texts = [article(&text_a, published_a)?, article(&text_b, published_b)?];
        pairs.push(Pair { id: id.unwrap_or_else(|| number.to_string()), texts });
    }
    Ok(pairs)
}

fn of_lines(bytes: &[u8], name: &str, notes: &mut RunNotes) -> Vec<(u64, Fields)> {
    let mut records = Vec::new();
    for (number, line) in lines(bytes) {
        let decoded = decode_utf8(line);
        let place = || format!("{name}:{number}");
        notes.add_many(NoticeKind::ReplacedBytes, place(), "bytes that are not text were replaced", decoded.replaced);
        match serde_json::from_str::<Value>(&decoded.text) {
            Ok(Value::Object(mut object)) => {
                let fields = NAMES.map(|key| match object.remove(key) {
                    Some(Value::String(text)) => Some(text),
                    Some(Value::Number(number)) => Some(number.to_string()),
                    _ => None,
                });
                records.push((number, fields.map(|f| f.filter(|text| !text.trim().is_empty()))));
            }
            Ok(_) => notes.add(NoticeKind::SkippedRecord, place(), "not a JSON object"),
            Err(error) => notes.add(NoticeKind::SkippedRecord, place(), format!("not valid JSON: {error}")),
        }
    }
    records
}

fn of_table(bytes: &[u8], name: &str, notes: &mut RunNotes) -> Result<Vec<(u64, Fields)>> {
    let decoded = decode(bytes);
    notes.add_many(NoticeKind::ReplacedBytes, name, "bytes that are not text were replaced", decoded.replaced);
    let mut rows = Rows::open(&decoded.text)?;
    let column = |name: &str| rows.header.iter().position(|h| h.trim().eq_ignore_ascii_case(name));
    let columns = NAMES.map(column);
    if columns[1].is_none() || columns[2].is_none() {
        return Err(Error::malformed("pairs need the columns text_a and text_b"));
    }
    let mut records = Vec::new();
    while let Some(row) = rows.next_row() {
        match row.fields {
            Ok(fields) => {
                let field = |column: Option<usize>| {
                    column.and_then(|c| fields.get(c)).filter(|f| !f.trim().is_empty()).map(str::to_owned)
                };
                records.push((row.line, columns.map(field)));
            }
            Err(message) => notes.add(NoticeKind::SkippedRecord, format!("{name}:{}", row.line), message),
        }
    }
    Ok(records)
}
