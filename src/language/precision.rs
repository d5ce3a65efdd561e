//! How many findings of each kind were right, of those that were read: what their confidence rests on.
//!
//! In: `precision.csv`. Out: a [`Probability`] for each kind of which enough were read.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::PackFiles;
use crate::error::{Error, Result};
use crate::model::{DiscrepancyKind, Probability};

/// The file of a pack that holds them.
const FILE: &str = "precision.csv";
/// Fewer findings that were read say too little.
const LEAST_READ: u32 = 20;

/// The precision of findings in texts of a language.
#[derive(Debug, Default)]
pub struct Precision {
    measured: FxHashMap<DiscrepancyKind, Probability>,
}

#[derive(Deserialize)]
struct PrecisionRow {
    kind: DiscrepancyKind,
    read: u32,
    right: u32,
}

impl Precision {
    /// Reads the file.
    ///
    /// # Errors
    /// A row of another form, or of more right findings than were read.
    pub fn read(files: &PackFiles) -> Result<Self> {
        let mut precision = Self::default();
        for PrecisionRow { kind, read, right } in files.rows(FILE)? {
            if right > read {
                let why = format!("{}: {right} of {read} cannot be right", kind.name());
                return Err(Error::malformed(why).in_source(files.path(FILE)));
            }
            if read >= LEAST_READ {
                // Laplace's rule of succession: the next one of the kind
                let next = (f64::from(right) + 1.0) / (f64::from(read) + 2.0);
                precision.measured.insert(kind, Probability::new(next));
            }
        }
        Ok(precision)
    }

    /// How likely a finding of a kind is right; `None` where too few were read.
    #[must_use]
    pub fn of(&self, kind: DiscrepancyKind) -> Option<Probability> {
        self.measured.get(&kind).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(rows: &'static str) -> Result<Precision> {
        let files: &'static [(&str, &str)] = Box::leak(Box::new([(FILE, rows)]));
        Precision::read(&PackFiles::new("en", files))
    }

    #[test]
    fn what_was_read_often_enough_has_a_probability() {
        let precision = read("kind,read,right\nwording,38,29\nomission,19,19\n").unwrap();
        assert_eq!(precision.of(DiscrepancyKind::Wording), Some(Probability::new(0.75)));
        assert_eq!(precision.of(DiscrepancyKind::Omission), None, "too few were read");
        assert_eq!(precision.of(DiscrepancyKind::Revision), None);
    }

    #[test]
    fn more_right_than_read_is_an_error() {
        assert!(read("kind,read,right\nwording,20,21\n").is_err());
        assert!(read("kind,read,right\nno-such-kind,20,1\n").is_err());
    }
}
