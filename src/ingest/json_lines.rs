//! JSON Lines: one article a line. A line that cannot be read costs itself only.

use serde_json::Value;

use super::encoding::decode_utf8;
use super::json::record_of;
use super::{Batch, Format, Reader};
use crate::error::Result;
use crate::model::NoticeKind;

pub(super) struct JsonLines;

impl Reader for JsonLines {
    fn format(&self) -> Format {
        Format::JsonLines
    }

    fn read(&self, bytes: &[u8], batch: &mut Batch<'_>) -> Result<()> {
        let decoded;
        let bytes = if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
            decoded = decode_utf8(bytes);
            decoded.text.as_bytes()
        } else {
            bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes)
        };
        for (number, line) in lines(bytes) {
            read_line(line, number, batch);
        }
        Ok(())
    }
}

/// The lines that are not blank, with their numbers.
pub(super) fn lines(bytes: &[u8]) -> impl Iterator<Item = (u64, &[u8])> {
    let ends = memchr::memchr_iter(b'\n', bytes).chain([bytes.len()]);
    let starts = [0].into_iter().chain(memchr::memchr_iter(b'\n', bytes).map(|end| end + 1));
    let lines = (1..).zip(starts.zip(ends)).map(|(number, (start, end))| (number, bytes[start..end].trim_ascii()));
    lines.filter(|(_, line)| !line.is_empty())
}

fn read_line(line: &[u8], number: u64, batch: &mut Batch<'_>) {
    let decoded = decode_utf8(line);
    batch.replaced(decoded.replaced, Some(number));
    match serde_json::from_str::<Value>(&decoded.text) {
        Ok(Value::Object(object)) => {
            let record = record_of(object, &batch.options().columns);
            batch.push(record.at_line(number));
        }
        Ok(_) => batch.skip(NoticeKind::SkippedRecord, Some(number), None, "not a JSON object"),
        Err(error) => {
            let fault = error.to_string();
            // serde counts lines of the string that it was given: always the first
            let fault = fault.split(" at line ").next().unwrap_or_default();
            let message = format!("not valid JSON: {fault} (column {})", error.column());
            batch.skip(NoticeKind::SkippedRecord, Some(number), None, &message);
        }
    }
}
