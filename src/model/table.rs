//! CSV tables that the program reads as its own data: a header, and lines of comment that begin with `#`.
//!
//! In: the text of a table. Out: its rows.
//! Invariant: a row of another form is an error, never left out.

use serde::de::DeserializeOwned;

use crate::error::{Error, Result};

/// The rows of a table, in their order.
///
/// # Errors
/// A row of another form, with its line.
pub(crate) fn rows<T: DeserializeOwned>(csv: &str) -> Result<Vec<T>> {
    let reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(csv.as_bytes());
    reader.into_deserialize().map(|row| row.map_err(Error::from)).collect()
}
