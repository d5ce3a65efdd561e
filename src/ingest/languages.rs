//! The language that an input names, as a BCP 47 tag.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::columns::rows;

/// A row of `languages.csv`.
#[derive(Deserialize)]
struct Row {
    name: String,
    code: String,
}

static CODES: LazyLock<FxHashMap<String, String>> = LazyLock::new(|| {
    rows(include_str!("../../data/ingest/languages.csv")).map(|row: Row| (row.name, row.code)).collect()
});

/// A tag longer than this is none.
const LONGEST: usize = 35;

/// The tag of a language named by tag, three letters or name; of several the first that is known.
pub(super) fn language_tag(given: &str) -> Option<String> {
    given.split([';', ',', '/']).map(str::trim).find_map(|one| {
        let lower = one.to_lowercase();
        if let Some(code) = CODES.get(&lower) {
            return Some(code.clone());
        }
        let mut parts = one.split(['-', '_']);
        let primary =
            parts.next().is_some_and(|p| matches!(p.len(), 2 | 3) && p.bytes().all(|b| b.is_ascii_alphabetic()));
        let rest = parts.all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
        (primary && rest && one.len() <= LONGEST).then(|| match one.split_once(['-', '_']) {
            Some((primary, rest)) => format!("{}-{}", primary.to_ascii_lowercase(), rest.replace('_', "-")),
            None => lower,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_named_in_many_ways() {
        for (given, tag) in [
            ("en", "en"),
            ("EN", "en"),
            ("en_GB", "en-GB"),
            ("zh-Hant-TW", "zh-Hant-TW"),
            ("English", "en"),
            ("ENGLISH; ENGLISCH", "en"),
            ("Français", "fr"),
            ("deu", "de"),
            ("sah", "sah"),
        ] {
            assert_eq!(language_tag(given).as_deref(), Some(tag), "{given}");
        }
        for given in ["", "=1+1", "unknown", "e", "en-", "12"] {
            assert_eq!(language_tag(given), None, "{given}");
        }
    }

    #[test]
    fn the_table_is_unique() {
        let text = include_str!("../../data/ingest/languages.csv");
        assert_eq!(text.lines().filter(|l| !l.starts_with('#')).count() - 1, CODES.len());
    }
}
