//! The one error type: what went wrong, in which file, at which line or record.

use std::fmt;
use std::io;

/// The result of anything that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong, and where.
#[derive(Debug, thiserror::Error)]
#[error("{place}{kind}")]
pub struct Error {
    place: Place,
    #[source]
    kind: ErrorKind,
}

/// What went wrong.
#[derive(Debug, thiserror::Error)]
pub enum ErrorKind {
    /// The operating system refused.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// The content is not what it should be.
    #[error("{0}")]
    Malformed(String),
    /// The request makes no sense or is not possible here.
    #[error("{0}")]
    Usage(String),
}

/// Where: a file or other source, with the line or record where one is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// The path as the user wrote it, or "standard input".
    pub source: Option<String>,
    /// The line, from 1.
    pub line: Option<u64>,
    /// The record, from 1.
    pub record: Option<u64>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(source) = &self.source else { return Ok(()) };
        write!(f, "{source}")?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if let Some(record) = self.record {
            write!(f, " (record {record})")?;
        }
        f.write_str(": ")
    }
}

impl Error {
    /// Content that is not what it should be.
    pub fn malformed(message: impl Into<String>) -> Self {
        Self { place: Place::default(), kind: ErrorKind::Malformed(message.into()) }
    }

    /// A request that makes no sense or is not possible here.
    pub fn usage(message: impl Into<String>) -> Self {
        Self { place: Place::default(), kind: ErrorKind::Usage(message.into()) }
    }

    /// The same error, with the file or source it concerns.
    #[must_use]
    pub fn in_source(mut self, source: impl Into<String>) -> Self {
        self.place.source.get_or_insert_with(|| source.into());
        self
    }

    /// The same error, with its line, from 1.
    #[must_use]
    pub fn at_line(mut self, line: u64) -> Self {
        self.place.line = Some(line);
        self
    }

    /// The same error, with its record, from 1.
    #[must_use]
    pub fn at_record(mut self, record: u64) -> Self {
        self.place.record = Some(record);
        self
    }

    /// Where it happened.
    #[must_use]
    pub const fn place(&self) -> &Place {
        &self.place
    }

    /// What happened.
    #[must_use]
    pub const fn kind(&self) -> &ErrorKind {
        &self.kind
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self { place: Place::default(), kind: ErrorKind::Io(error) }
    }
}

impl From<csv::Error> for Error {
    fn from(error: csv::Error) -> Self {
        let position = error.position().map(|p| (p.line(), p.record()));
        let kind = match error.into_kind() {
            csv::ErrorKind::Io(e) => ErrorKind::Io(e),
            csv::ErrorKind::Deserialize { err, .. } => ErrorKind::Malformed(err.to_string()),
            csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
                ErrorKind::Malformed(format!("{len} fields where the header has {expected_len}"))
            }
            csv::ErrorKind::Utf8 { .. } => ErrorKind::Malformed("not UTF-8".into()),
            other => ErrorKind::Malformed(format!("{other:?}")),
        };
        let mut place = Place::default();
        if let Some((line, record)) = position {
            place.line = Some(line);
            place.record = Some(record);
        }
        Self { place, kind }
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        let line = error.line() as u64;
        Self {
            place: Place { line: (line > 0).then_some(line), ..Place::default() },
            kind: ErrorKind::Malformed(error.to_string()),
        }
    }
}
