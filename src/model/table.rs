//! CSV tables that the program reads as its own data: a header, and lines of comment that begin with `#`.
//!
//! In: the text of a table. Out: its rows.
//! Invariant: a row of another form is an error that names its line, never left out.

use serde::de::DeserializeOwned;

use crate::error::{Error, Result};

/// The rows of a table, in their order.
///
/// # Errors
/// A row of another form, with its line.
pub(crate) fn rows<T: DeserializeOwned>(csv: &str) -> Result<Vec<T>> {
    Ok(numbered_rows(csv)?.into_iter().map(|(_, row)| row).collect())
}

/// The rows of a table, each with its line, from 1.
///
/// # Errors
/// A row of another form, with its line.
pub(crate) fn numbered_rows<T: DeserializeOwned>(csv: &str) -> Result<Vec<(u64, T)>> {
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(csv.as_bytes());
    let headers = reader.headers()?.clone();
    let mut record = csv::StringRecord::new();
    let mut rows = Vec::new();
    loop {
        let line = line_after(csv, reader.position());
        if !reader.read_record(&mut record).map_err(|e| Error::from(e).at_line(line))? {
            return Ok(rows);
        }
        let row = record.deserialize(Some(&headers)).map_err(|e| Error::from(e).at_line(line))?;
        rows.push((line, row));
    }
}

/// The line of the record that follows a place: the reader stands before the comments above it.
fn line_after(csv: &str, place: &csv::Position) -> u64 {
    let from = usize::try_from(place.byte()).unwrap_or(usize::MAX);
    let passed = csv.get(from..).unwrap_or_default().lines().take_while(|l| l.is_empty() || l.starts_with('#'));
    place.line() + passed.count() as u64
}
