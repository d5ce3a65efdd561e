//! JSON: one article, a list of articles, or an object that holds such a list.

use serde_json::{Map, Value};

use super::columns::{ColumnMap, FieldName};
use super::encoding::decode_utf8;
use super::record::Record;
use super::{Batch, Format, Reader};
use crate::error::{Error, Result};
use crate::model::NoticeKind;

pub(super) struct Json;

impl Reader for Json {
    fn format(&self) -> Format {
        Format::Json
    }

    fn read(&self, bytes: &[u8], batch: &mut Batch<'_>) -> Result<()> {
        let decoded = decode_utf8(bytes);
        batch.replaced(decoded.replaced, None);
        let value =
            serde_json::from_str(&decoded.text).map_err(|e| Error::malformed(format!("not valid JSON: {e}")))?;
        let items = match value {
            Value::Array(items) => items,
            Value::Object(object) => match list_in(&object, &batch.options().columns) {
                Some(key) => match object.into_iter().find(|(k, _)| *k == key) {
                    Some((_, Value::Array(items))) => items,
                    _ => Vec::new(),
                },
                None => vec![Value::Object(object)],
            },
            _ => return Err(Error::malformed("neither an article nor a list of them")),
        };
        for (number, item) in (1..).zip(items) {
            match item {
                Value::Object(object) => {
                    let record = record_of(object, &batch.options().columns);
                    batch.push(record.at_record(number));
                }
                _ => batch.skip(NoticeKind::SkippedRecord, None, Some(number), "not a JSON object"),
            }
        }
        Ok(())
    }
}

/// The key of the longest list of articles in an object that is no article itself.
fn list_in(object: &Map<String, Value>, columns: &ColumnMap) -> Option<String> {
    let is_text = |key: &str, value: &Value| {
        columns.field_of(key).is_some_and(|f| f.0 == FieldName::Text) && (value.is_string() || is_paragraphs(value))
    };
    if object.iter().any(|(key, value)| is_text(key, value)) {
        return None;
    }
    let articles = |value: &Value| match value.as_array()?.first()? {
        Value::Object(first) if first.iter().any(|(k, v)| is_text(k, v)) => value.as_array().map(Vec::len),
        _ => None,
    };
    object
        .iter()
        .filter_map(|(key, value)| Some((articles(value)?, key)))
        .max_by_key(|(length, _)| *length)
        .map(|(_, key)| key.clone())
}

fn is_paragraphs(value: &Value) -> bool {
    value.as_array().is_some_and(|items| !items.is_empty() && items.iter().all(Value::is_string))
}

/// The fields of an object, each from the most usual of its keys that holds something.
pub(super) fn record_of(object: Map<String, Value>, columns: &ColumnMap) -> Record {
    let mut record = Record::default();
    let mut ranks = [u8::MAX; FieldName::ALL.len()];
    for (key, value) in object {
        let Some((field, rank)) = columns.field_of(&key) else {
            record.unknown(&key);
            continue;
        };
        if rank < ranks[field as usize]
            && let Some(text) = text_of(value, field)
        {
            ranks[field as usize] = rank;
            record.set(field, text);
        }
    }
    record
}

/// A value as the text of a field: paragraphs are joined, names picked out of objects.
fn text_of(value: Value, field: FieldName) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text),
        Value::Bool(_) if field != FieldName::Text => None,
        Value::Array(items) => {
            let between = if field == FieldName::Text { "\n\n" } else { ", " };
            let parts: Vec<_> = items.into_iter().filter_map(flat_text).collect();
            (!parts.is_empty()).then(|| parts.join(between))
        }
        other => flat_text(other),
    }
}

/// The text of a value that holds no list: a string, a number, or an object with a name.
fn flat_text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(mut object) => ["name", "text", "title", "id"].iter().find_map(|key| match object.remove(*key) {
            Some(Value::String(text)) => Some(text),
            _ => None,
        }),
        _ => None,
    }
}
