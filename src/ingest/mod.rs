//! Bytes read as articles: one reader a format, told by content and ending.
//!
//! In: the bytes of one file or stream, with its name. Out: articles, and notices of everything
//! that was skipped, replaced or guessed.
//! Invariants: readers never touch files; bad content becomes a notice and never ends the run,
//! but for a question that only the user can answer (an undecidable order of day and month).

mod columns;
mod compression;
mod dates;
mod delimited;
mod encoding;
mod format;
mod html;
mod identify;
mod json;
mod json_lines;
mod languages;
mod later;
mod manifest;
mod outlets;
mod page_fields;
mod pairs;
mod plain;
mod record;

pub use columns::{ColumnMap, FieldName};
pub use dates::{DateOrder, Reading, read_date};
pub use format::{FORMATS, Format};
pub use identify::identify;
pub use manifest::{Manifest, ManifestRow, write_manifest};
pub use outlets::{host_of, outlet_of_path};
pub use pairs::{Pair, read_pairs};

use crate::error::{Error, Result};
use crate::model::{Article, NoticeKind, RunNotes};
use record::Batch;

/// The bytes of one input, and what it is called.
#[derive(Debug, Clone)]
pub struct Source {
    /// What messages call it: the path as the user wrote it, or "standard input".
    pub name: String,
    /// The path relative to the INPUT that it was found under; empty for standard input.
    pub path: Option<String>,
    /// The content.
    pub bytes: Vec<u8>,
}

/// How inputs are read.
#[derive(Debug, Clone)]
pub struct Options {
    /// Which columns or keys hold which field, beyond their usual names.
    pub columns: ColumnMap,
    /// The order of day and month in dates such as 05/01/2016.
    pub date_order: Option<DateOrder>,
    /// At most so many bytes of one input, unpacked.
    pub max_bytes: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self { columns: ColumnMap::default(), date_order: None, max_bytes: 3 << 30 }
    }
}

/// Everything read so far.
#[derive(Debug, Clone, Default)]
pub struct Intake {
    /// The articles in the order of the input; [`identify()`] gives them their final ids.
    pub articles: Vec<Article>,
    /// What was skipped, replaced or guessed.
    pub notes: RunNotes,
}

/// One format of input.
pub trait Reader: Sync {
    /// The format that it reads.
    fn format(&self) -> Format;

    /// Adds the records of `bytes` to the batch.
    ///
    /// # Errors
    /// Content that cannot be read as this format at all.
    fn read(&self, bytes: &[u8], batch: &mut Batch<'_>) -> Result<()>;
}

/// Every reader.
pub static READERS: &[&dyn Reader] = &[
    &plain::Plain,
    &delimited::Delimited,
    &json_lines::JsonLines,
    &json::Json,
    &html::Html,
    &later::Later(Format::Parquet),
    &later::Later(Format::Spreadsheet),
];

/// Reads one input; `given` holds what a manifest says of it.
///
/// # Errors
/// An order of day and month that only the user can tell. Everything else that is wrong becomes
/// a notice.
pub fn read(source: Source, given: Option<&ManifestRow>, options: &Options, intake: &mut Intake) -> Result<()> {
    let Source { name, path, bytes } = source;
    let mut batch = Batch::new(&name, path.as_deref(), given, options);
    match read_bytes(bytes, &mut batch) {
        Ok(()) => batch.finish(intake),
        Err(error) => {
            // what stood before the fault is kept: one bad line does not cost a file
            batch.finish(intake)?;
            intake.notes.add(NoticeKind::UnreadableFile, name, error.to_string());
            Ok(())
        }
    }
}

fn read_bytes(bytes: Vec<u8>, batch: &mut Batch<'_>) -> Result<()> {
    let bytes = compression::unpack(bytes, batch.options().max_bytes)?;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        batch.note(NoticeKind::Empty, "empty");
        return Ok(());
    }
    let format = format::detect(&bytes, batch.path())?;
    let reader = READERS.iter().find(|reader| reader.format() == format);
    reader.ok_or_else(|| Error::malformed(format!("no reader for {}", format.name())))?.read(&bytes, batch)
}
