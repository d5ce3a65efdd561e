//! What a run must own up to: everything skipped, capped, guessed or replaced.

use serde::{Deserialize, Serialize};

/// What sort of thing happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeKind {
    /// A file could not be read.
    UnreadableFile,
    /// A record could not be read.
    SkippedRecord,
    /// A file or record held no text.
    Empty,
    /// Bytes that are not text were replaced.
    ReplacedBytes,
    /// An id stood twice and was numbered.
    RepeatedId,
    /// A hidden, temporary or companion file was passed over.
    Ignored,
    /// A file that the manifest does not list.
    NotListed,
    /// A limit was reached.
    Capped,
    /// A date that could not be read.
    UnreadableDate,
    /// A language that could not be read.
    UnreadableLanguage,
}

impl NoticeKind {
    /// The name used in `run.json`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::UnreadableFile => "unreadable-file",
            Self::SkippedRecord => "skipped-record",
            Self::Empty => "empty",
            Self::ReplacedBytes => "replaced-bytes",
            Self::RepeatedId => "repeated-id",
            Self::Ignored => "ignored",
            Self::NotListed => "not-listed",
            Self::Capped => "capped",
            Self::UnreadableDate => "unreadable-date",
            Self::UnreadableLanguage => "unreadable-language",
        }
    }
}

/// One thing that a user must be able to learn of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Notice {
    /// What sort.
    pub kind: NoticeKind,
    /// Where: file and line or record, or the story and group.
    pub place: String,
    /// What happened, in a few words.
    pub message: String,
    /// How many things it concerns.
    pub count: u64,
}

/// Notices in the order in which they are reported: by kind, place, message.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RunNotes {
    /// The notices.
    pub notices: Vec<Notice>,
}

impl RunNotes {
    /// Adds a notice that concerns one thing.
    pub fn add(&mut self, kind: NoticeKind, place: impl Into<String>, message: impl Into<String>) {
        self.add_many(kind, place, message, 1);
    }

    /// Adds a notice that concerns `count` things; nothing for none.
    pub fn add_many(&mut self, kind: NoticeKind, place: impl Into<String>, message: impl Into<String>, count: u64) {
        if count > 0 {
            self.notices.push(Notice { kind, place: place.into(), message: message.into(), count });
        }
    }

    /// Takes over another list.
    pub fn absorb(&mut self, other: Self) {
        self.notices.extend(other.notices);
    }

    /// Puts the notices in their order; one that several stories gave is one.
    pub fn sort(&mut self) {
        self.notices.sort();
        self.notices.dedup_by(|next, kept| {
            let same = (next.kind, &next.place, &next.message) == (kept.kind, &kept.place, &kept.message);
            kept.count += if same { next.count } else { 0 };
            same
        });
    }

    /// How many things a kind of notice concerns.
    #[must_use]
    pub fn count(&self, kind: NoticeKind) -> u64 {
        self.notices.iter().filter(|n| n.kind == kind).map(|n| n.count).sum()
    }
}
