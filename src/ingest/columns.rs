//! Which column or key holds which field: usual names are rows of `data/ingest/columns.csv`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::error::{Error, Result};

/// What a column or key can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FieldName {
    /// The article's id.
    Id,
    /// Who published it.
    Outlet,
    /// When it was published.
    Published,
    /// When it was last changed.
    Modified,
    /// The title.
    Title,
    /// The body.
    Text,
    /// Its address on the web.
    Url,
    /// The byline.
    Author,
    /// The language.
    Language,
    /// The story it belongs to.
    Story,
    /// The file that a row of a manifest describes.
    File,
}

impl FieldName {
    /// Every field, in the order of the contract.
    pub const ALL: [Self; 11] = [
        Self::Id,
        Self::Outlet,
        Self::Published,
        Self::Modified,
        Self::Title,
        Self::Text,
        Self::Url,
        Self::Author,
        Self::Language,
        Self::Story,
        Self::File,
    ];

    /// The name used by `--map`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Outlet => "outlet",
            Self::Published => "published",
            Self::Modified => "modified",
            Self::Title => "title",
            Self::Text => "text",
            Self::Url => "url",
            Self::Author => "author",
            Self::Language => "language",
            Self::Story => "story",
            Self::File => "file",
        }
    }
}

/// A row of `columns.csv`.
#[derive(Deserialize)]
struct Row {
    field: FieldName,
    rank: u8,
    name: String,
}

/// Folded name to field and rank.
static USUAL: LazyLock<FxHashMap<String, (FieldName, u8)>> = LazyLock::new(|| {
    rows(include_str!("../../data/ingest/columns.csv"))
        .map(|row: Row| (fold(&row.name), (row.field, row.rank)))
        .collect()
});

/// The rows of a table embedded in the program; a test reads every one of them.
pub(super) fn rows<'a, T: for<'de> Deserialize<'de> + 'a>(text: &'a str) -> impl Iterator<Item = T> + 'a {
    csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(text.as_bytes()).into_deserialize().filter_map(Result::ok)
}

/// Case, spaces, underscores and hyphens make no difference between two names.
fn fold(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What `--map` says, on top of the usual names.
#[derive(Debug, Clone, Default)]
pub struct ColumnMap {
    mapped: Vec<(FieldName, String)>,
}

impl ColumnMap {
    /// Says that `column` holds `field`.
    pub fn insert(&mut self, field: FieldName, column: &str) {
        self.mapped.retain(|(f, _)| *f != field);
        self.mapped.push((field, fold(column)));
    }

    /// Reads `text=body`.
    ///
    /// # Errors
    /// Anything of another form, or a field that does not exist.
    pub fn insert_pair(&mut self, pair: &str) -> Result<()> {
        let (field, column) = pair
            .split_once('=')
            .filter(|(_, column)| !column.trim().is_empty())
            .ok_or_else(|| Error::usage(format!("`{pair}` is not of the form FIELD=COLUMN, such as text=body")))?;
        let field = FieldName::ALL.into_iter().find(|f| f.name() == field.trim()).ok_or_else(|| {
            let names: Vec<_> = FieldName::ALL.iter().map(|f| f.name()).collect();
            Error::usage(format!("`{field}` is not a field; the fields are {}", names.join(", ")))
        })?;
        self.insert(field, column);
        Ok(())
    }

    /// The field of a column and how usual the name is for it: the lowest rank wins.
    #[must_use]
    pub fn field_of(&self, column: &str) -> Option<(FieldName, u8)> {
        let folded = fold(column);
        if let Some((field, _)) = self.mapped.iter().find(|(_, name)| *name == folded) {
            return Some((*field, 0));
        }
        let usual = *USUAL.get(&folded)?;
        // a field that the user mapped is read from there and nowhere else
        self.mapped.iter().all(|(field, _)| *field != usual.0).then_some(usual)
    }

    /// The column that each field is read from, by index, where the names are known beforehand.
    #[must_use]
    pub fn layout<'a>(&self, names: impl IntoIterator<Item = &'a str>) -> Vec<(FieldName, usize)> {
        let mut best: Vec<(FieldName, u8, usize)> = Vec::new();
        for (i, name) in names.into_iter().enumerate() {
            let Some((field, rank)) = self.field_of(name) else { continue };
            match best.iter_mut().find(|(f, ..)| *f == field) {
                Some(entry) if rank < entry.1 => *entry = (field, rank, i),
                Some(_) => {}
                None => best.push((field, rank, i)),
            }
        }
        best.into_iter().map(|(field, _, i)| (field, i)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_names_are_known() {
        let map = ColumnMap::default();
        for (name, field) in [
            ("stories_id", FieldName::Id),
            ("AN", FieldName::Id),
            ("media_name", FieldName::Outlet),
            ("Newspaper", FieldName::Outlet),
            ("SN", FieldName::Outlet),
            ("Publish Date", FieldName::Published),
            ("publish_date", FieldName::Published),
            ("PD", FieldName::Published),
            ("Headline", FieldName::Title),
            ("HD", FieldName::Title),
            ("body", FieldName::Text),
            ("content", FieldName::Text),
            ("story", FieldName::Story),
        ] {
            assert_eq!(map.field_of(name).map(|f| f.0), Some(field), "{name}");
        }
        assert_eq!(map.field_of("slant"), None);
    }

    #[test]
    fn the_most_usual_name_wins_and_a_mapped_one_always() {
        let mut map = ColumnMap::default();
        assert_eq!(map.layout(["body", "text"]), [(FieldName::Text, 1)]);
        map.insert_pair("text=body").unwrap();
        assert_eq!(map.layout(["text", "body"]), [(FieldName::Text, 1)]);
        assert_eq!(map.layout(["text"]), []);
        assert!(map.insert_pair("text").is_err());
        assert!(map.insert_pair("colour=body").is_err());
    }

    #[test]
    fn the_table_is_sorted_and_unique() {
        let text = include_str!("../../data/ingest/columns.csv");
        let lines: Vec<_> = text.lines().filter(|l| !l.starts_with('#')).skip(1).collect();
        assert!(lines.is_sorted(), "columns.csv is sorted");
        assert_eq!(rows::<Row>(text).count(), lines.len(), "every row can be read");
        assert_eq!(USUAL.len(), lines.len(), "no name stands twice");
    }
}
