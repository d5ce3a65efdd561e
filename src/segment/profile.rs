//! Lines that an outlet repeats over many articles: boilerplate that no list knows.
//!
//! In: articles of a corpus, or a profile's CSV. Out: rows for that CSV, or a [`Profile`].
//! Invariant: the rows do not depend on the order of the articles; nothing is learned unless asked.

use std::hash::Hasher;

use itertools::Itertools as _;
use rustc_hash::{FxHashMap, FxHasher};
use serde::{Deserialize, Serialize};

use super::segment;
use crate::error::{Error, Result};
use crate::language::Pack;
use crate::model::{Article, Profile};

/// A line is learned where so many articles of an outlet have it,
const LEAST_ARTICLES: u32 = 4;
/// and at least one in so many.
const ONE_IN: u32 = 50;
/// Shorter lines and sentences are too likely to be the article's own ("No.").
const SHORTEST: u32 = 8;
/// A line in the file is cut to so many characters: the key is what counts.
const SHOWN: usize = 200;

/// A row of a profile.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ProfileRow {
    /// The outlet.
    pub outlet: String,
    /// The key of the line, in hex.
    pub key: String,
    /// How many of the outlet's articles have it.
    pub articles: u32,
    /// Of so many.
    pub of: u32,
    /// One of its spellings, cut short; for people only.
    pub line: String,
}

/// One line of one outlet while it is learned.
#[derive(Debug, Default)]
struct Seen {
    articles: u32,
    /// The last article that has it, from 1.
    last: u32,
    line: Option<String>,
}

/// The lines of one outlet.
#[derive(Debug, Default)]
struct House {
    articles: u32,
    lines: FxHashMap<u64, Seen>,
}

/// The lines that outlets repeat, by outlet and key.
#[must_use]
pub fn learn(articles: &[Article], pack_of: impl Fn(&Article) -> &'static Pack) -> Vec<ProfileRow> {
    let mut houses: FxHashMap<&str, House> = FxHashMap::default();
    for (number, article) in (1u32..).zip(articles) {
        let house = houses.entry(article.outlet.as_str()).or_default();
        house.articles += 1;
        each_line(article, pack_of(article), |key, _| {
            let seen = house.lines.entry(key).or_default();
            seen.articles += u32::from(seen.last != number);
            seen.last = number;
        });
    }
    for house in houses.values_mut() {
        let least = LEAST_ARTICLES.max(house.articles.div_ceil(ONE_IN));
        house.lines.retain(|_, seen| seen.articles >= least);
    }
    // a second pass for the words: those of lines that stand once would fill the memory
    for article in articles {
        let Some(house) = houses.get_mut(article.outlet.as_str()).filter(|house| !house.lines.is_empty()) else {
            continue;
        };
        each_line(article, pack_of(article), |key, line| {
            let Some(seen) = house.lines.get_mut(&key) else { return };
            let spelled: String = line.split_whitespace().join(" ").chars().take(SHOWN).collect();
            // the smallest spelling, whatever the order of the articles
            if seen.line.as_ref().is_none_or(|known| spelled < *known) {
                seen.line = Some(spelled);
            }
        });
    }
    let mut rows: Vec<ProfileRow> = Vec::new();
    for (outlet, house) in houses {
        rows.extend(house.lines.into_iter().map(|(key, seen)| ProfileRow {
            outlet: outlet.to_owned(),
            key: format!("{key:016x}"),
            articles: seen.articles,
            of: house.articles,
            line: seen.line.unwrap_or_default(),
        }));
    }
    rows.sort();
    rows
}

/// Calls `each` with every block and sentence of a body.
fn each_line(article: &Article, pack: &Pack, mut each: impl FnMut(u64, &str)) {
    let segmentation = segment(article, pack);
    let body = article.text_span().start;
    let spans = segmentation.blocks.iter().map(|b| b.span).chain(segmentation.sentences.iter().map(|s| s.span));
    for span in spans.filter(|span| span.start >= body && span.end - span.start >= SHORTEST) {
        let line = article.slice(span);
        each(line_key(line), line);
    }
}

/// Writes a profile as CSV.
///
/// # Errors
/// None that the rows could cause.
pub fn write_profile(rows: &[ProfileRow]) -> Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
    writer.write_record(["outlet", "key", "articles", "of", "line"])?;
    for row in rows {
        writer.serialize(row)?;
    }
    writer.into_inner().map_err(|e| Error::malformed(e.to_string()))
}

/// Reads a profile from its CSV.
///
/// # Errors
/// A row of another form, with its line.
pub fn read_profile(text: &str) -> Result<Profile> {
    let mut profile = Profile::default();
    for (i, row) in csv::Reader::from_reader(text.as_bytes()).deserialize::<ProfileRow>().enumerate() {
        let row = row?;
        let key = u64::from_str_radix(&row.key, 16)
            .map_err(|_| Error::malformed(format!("`{}` is no key of a line", row.key)).at_record(i as u64 + 1))?;
        profile.lines.entry(row.outlet).or_default().insert(key);
    }
    Ok(profile)
}

/// The key of a line: its letters, with every run of digits as one, so that "Comments (12)" and
/// "Comments (3)" share it; marks, white space and the case of ASCII letters don't count.
#[must_use]
pub fn line_key(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    let mut number = false;
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        if c.is_numeric() {
            if !number {
                hasher.write_u32(u32::from('0'));
            }
            number = true;
            continue;
        }
        number = false;
        hasher.write_u32(u32::from(c.to_ascii_lowercase()));
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::pack;
    use crate::model::BlockKind;
    use crate::segment::segment_with;

    fn article(outlet: &str, text: &str) -> Article {
        let mut article = Article::new(None, text);
        article.outlet = outlet.into();
        article
    }

    fn learned() -> Vec<ProfileRow> {
        let towns = ["Oslo", "Bergen", "Bodo", "Hamar", "Moss", "Narvik"];
        let articles: Vec<Article> = (0..)
            .zip(towns)
            .flat_map(|(i, town)| {
                let news = format!("The ferry to {town} was late.");
                let house = format!("{news}\n\nPort Mellon Gazette keeps you posted, {i} times a day.");
                [article("Gazette", &house), article("Herald", &news)]
            })
            .collect();
        learn(&articles, |_| pack("en"))
    }

    #[test]
    fn learns_what_repeats_and_nothing_else() {
        let rows = learned();
        assert_eq!(rows.len(), 1, "{rows:?}");
        assert!(rows[0].outlet == "Gazette" && rows[0].articles == 6 && rows[0].of == 6);
    }

    #[test]
    fn a_profile_that_was_written_is_read_and_used() {
        let bytes = write_profile(&learned()).unwrap();
        let profile = read_profile(std::str::from_utf8(&bytes).unwrap()).unwrap();
        let text = "The bridge is closed.\n\nPort Mellon Gazette keeps you posted, 9 times a day.";
        for (outlet, kind) in [("Gazette", BlockKind::Boilerplate), ("Herald", BlockKind::Paragraph)] {
            let found = segment_with(&article(outlet, text), pack("en"), Some(&profile));
            assert_eq!(found.blocks.last().unwrap().kind, kind, "{outlet}");
        }
    }

    #[test]
    fn a_broken_profile_is_an_error() {
        assert!(read_profile("outlet,key,articles,of,line\nGazette,xyz,4,5,Hello\n").is_err());
    }
}
