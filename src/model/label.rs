//! Labels that outlets choose among, as rows: those of a language pack, or a user's own.
//!
//! In: a CSV table. Out: [`LabelTable`]. Invariant: a label stands in one family.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};

use super::table::numbered_rows;
use crate::error::{Error, Result};

/// A label of a family.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct LabelRow {
    /// The label, of one word or several.
    pub label: String,
    /// What it can stand for: labels of one family can name one referent.
    pub family: String,
    /// Whether it carries a judgement that others of its family do not.
    #[serde(deserialize_with = "yes_or_no")]
    pub judges: bool,
    /// Where the contrast was published; for people only.
    #[serde(default)]
    pub origin: String,
}

/// Labels in the order of their table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LabelTable {
    /// The rows.
    pub rows: Vec<LabelRow>,
}

impl LabelTable {
    /// Reads `label, family, judges, origin`; `judges` is `yes` or `no`, `origin` may be missing.
    ///
    /// # Errors
    /// A row of another form, without a label or a family, or with a label that stands above; each with its line.
    pub fn parse(csv: &str) -> Result<Self> {
        let mut lines: BTreeMap<String, u64> = BTreeMap::new();
        let mut rows = Vec::new();
        for (line, row) in numbered_rows::<LabelRow>(csv)? {
            for (name, value) in [("label", &row.label), ("family", &row.family)] {
                if value.trim().is_empty() {
                    return Err(Error::malformed(format!("`{name}` is empty")).at_line(line));
                }
            }
            // as text is compared: without regard to case and spacing
            let key = row.label.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
            if let Some(first) = lines.insert(key, line) {
                let message = format!("`{}` stands in line {first} already", row.label);
                return Err(Error::malformed(message).at_line(line));
            }
            rows.push(row);
        }
        Ok(Self { rows })
    }
}

/// How often an outlet uses a label for a referent in a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelUse {
    /// The family of the label.
    pub family: String,
    /// Whom or what it stands for, where a name tells.
    pub referent: Option<String>,
    /// The label as its table spells it.
    pub label: String,
    /// The outlet.
    pub outlet: String,
    /// How often, outside quotation marks.
    pub count: u32,
    /// How often between quotation marks.
    pub quoted: u32,
}

fn yes_or_no<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    match String::deserialize(deserializer)?.as_str() {
        "yes" => Ok(true),
        "no" => Ok(false),
        other => Err(serde::de::Error::custom(format!("`judges` is yes or no, not `{other}`"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read_with_its_comments() {
        let csv = "# our own\nlabel,family,judges,origin\nriverfolk,valley,no,editorial\nmud people,valley,yes,\n";
        let rows = LabelTable::parse(csv).map(|table| table.rows).unwrap_or_default();
        let told: Vec<_> = rows.iter().map(|r| (r.label.as_str(), r.family.as_str(), r.judges)).collect();
        assert_eq!(told, [("riverfolk", "valley", false), ("mud people", "valley", true)]);
        assert!(LabelTable::parse("label,family,judges\nriverfolk,valley,no\n").is_ok(), "origin may be missing");
    }

    #[test]
    fn an_error_names_its_line() {
        for (csv, line, told) in [
            ("label,family,judges\nriverfolk,valley,maybe\n", 2, "yes or no"),
            ("# a\nlabel,family,judges\na,x,no\n# b\n\nb,x,perhaps\n", 6, "yes or no"),
            ("label,family,judges\nriverfolk,valley,no\n,valley,yes\n", 3, "empty"),
            ("label,family,judges\nriverfolk,valley,no\nhillfolk,,yes\n", 3, "empty"),
            ("label,family,judges\nriver folk,valley,no\nRiver  Folk,hill,yes\n", 3, "line 2 already"),
            ("label,family,judges\nriverfolk,valley\n", 2, "2 fields"),
            ("word,family,judges\nriverfolk,valley,no\n", 2, "label"),
        ] {
            let Err(error) = LabelTable::parse(csv) else { panic!("{csv}") };
            assert_eq!(error.place().line, Some(line), "{csv}: {error}");
            assert!(error.to_string().contains(told), "{csv}: {error}");
        }
    }
}
