//! The fields of an article as a web page's own metadata names them; where they stand is rows of
//! `data/ingest/page_fields.csv`.
//!
//! In: a parsed page. Out: candidates for each field, most usual place first. Nothing is guessed
//! from the page's looks.

use std::sync::LazyLock;

use dom_query::Document;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::columns::{FieldName, rows};
use super::outlets::host_of;

/// Where on a page a value stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Place {
    Meta,
    Linked,
}

/// A row of `page_fields.csv`.
#[derive(Deserialize)]
struct Row {
    field: FieldName,
    rank: u8,
    place: Place,
    name: String,
}

static META: LazyLock<FxHashMap<String, (FieldName, u8)>> =
    LazyLock::new(|| table(Place::Meta).map(|row| (row.name, (row.field, row.rank))).collect());
static LINKED: LazyLock<Vec<Row>> = LazyLock::new(|| table(Place::Linked).collect());

fn table(place: Place) -> impl Iterator<Item = Row> {
    rows(include_str!("../../data/ingest/page_fields.csv")).filter(move |row: &Row| row.place == place)
}

/// The rank of what stands in an element made for the field (`<html lang>`, `<link rel=canonical>`).
const OWN_ELEMENT: u8 = 1;
/// The rank of what the body of a page shows, after every row of the table.
const SHOWN: u8 = 200;
/// A value longer than this is no metadata.
const LONGEST: usize = 2000;

/// The values that a page gives, by field.
#[derive(Debug, Default)]
pub(super) struct PageFields {
    found: Vec<(FieldName, u8, String)>,
}

impl PageFields {
    pub(super) fn read(page: &Document) -> Self {
        let mut fields = Self::default();
        fields.read_meta(page);
        fields.read_linked(page);
        fields.read_elements(page);
        // stable: of one rank, the first on the page
        fields.found.sort_by_key(|(field, rank, _)| (*field, *rank));
        fields
    }

    /// The values for a field, the most usual place first.
    pub(super) fn of(&self, field: FieldName) -> impl Iterator<Item = &str> {
        self.found.iter().filter(move |(f, ..)| *f == field).map(|(.., value)| value.as_str())
    }

    /// The title without the outlet's name that pages put behind or before it.
    pub(super) fn title(&self) -> Option<String> {
        let title = self.of(FieldName::Title).next()?;
        let host = self.of(FieldName::Url).find_map(host_of);
        let names: Vec<String> = self.of(FieldName::Outlet).chain(host).map(str::to_lowercase).collect();
        let is_outlet = |part: &str| names.contains(&part.trim().to_lowercase());
        let bare = SEPARATORS.iter().find_map(|separator| {
            let behind = title.rsplit_once(separator).filter(|(_, last)| is_outlet(last)).map(|(rest, _)| rest);
            behind.or_else(|| title.split_once(separator).filter(|(first, _)| is_outlet(first)).map(|(_, rest)| rest))
        });
        Some(bare.unwrap_or(title).trim().to_owned())
    }

    fn add(&mut self, field: FieldName, rank: u8, value: &str) {
        // values made by programs are often escaped twice
        let value = if value.contains('&') { Document::fragment(value).text().to_string() } else { value.to_owned() };
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        // profiles on other sites stand where names are meant
        let address = value.contains("://");
        let fits = match field {
            FieldName::Url => address && host_of(&value).is_some(),
            FieldName::Author | FieldName::Outlet => !address && !value.starts_with('@'),
            _ => true,
        };
        if fits && !value.is_empty() && value.len() <= LONGEST {
            self.found.push((field, rank, value));
        }
    }

    fn read_meta(&mut self, page: &Document) {
        for meta in page.select("meta[content]").iter() {
            for key in ["property", "name", "itemprop", "http-equiv"] {
                let Some(name) = meta.attr(key) else { continue };
                if let Some((field, rank)) = META.get(&name.trim().to_lowercase()) {
                    self.add(*field, *rank, &meta.attr_or("content", ""));
                    break;
                }
            }
        }
    }

    /// The article's object in JSON-LD: the first that has a headline.
    fn read_linked(&mut self, page: &Document) {
        for script in page.select("script[type='application/ld+json']").iter() {
            let Ok(value) = serde_json::from_str::<Value>(script.text().trim()) else { continue };
            let Some(article) = article_in(&value) else { continue };
            for row in LINKED.iter() {
                for value in values_at(article, &row.name) {
                    self.add(row.field, row.rank, value);
                }
            }
            return;
        }
    }

    fn read_elements(&mut self, page: &Document) {
        let attribute = |selector: &str, name: &str| page.select_single(selector).attr(name);
        if let Some(language) = attribute("html[lang]", "lang") {
            self.add(FieldName::Language, OWN_ELEMENT, &language);
        }
        if let Some(url) = attribute("link[rel='canonical'][href]", "href") {
            self.add(FieldName::Url, OWN_ELEMENT, &url);
        }
        for selector in ["time[itemprop='datePublished'][datetime]", "time[pubdate][datetime]"] {
            if let Some(date) = attribute(selector, "datetime") {
                self.add(FieldName::Published, SHOWN, &date);
            }
        }
        let days: Vec<_> = page.select("time[datetime]").iter().filter_map(|time| time.attr("datetime")).collect();
        // among several days the page's own cannot be told from those of other articles
        let day = |date: &str| date.get(..10).map(str::to_owned);
        if let Some(first) = days.first()
            && days.iter().all(|other| day(other) == day(first))
        {
            self.add(FieldName::Published, SHOWN + 1, first);
        }
        for (rank, selector) in [(SHOWN, "h1"), (SHOWN + 1, "title")] {
            let found = page.select(selector);
            if found.length() == 1 {
                self.add(FieldName::Title, rank, &found.text());
            }
        }
    }
}

/// What stands between a title and the outlet's name.
const SEPARATORS: [&str; 6] = [" | ", " - ", " – ", " — ", " • ", " » "];

/// The first object with a headline: the value itself, one of a list, or one of a graph.
fn article_in(value: &Value) -> Option<&Map<String, Value>> {
    match value {
        Value::Array(items) => items.iter().find_map(article_in),
        Value::Object(object) if object.contains_key("headline") => Some(object),
        Value::Object(object) => object.get("@graph").and_then(Value::as_array)?.iter().find_map(|item| {
            let item = item.as_object()?;
            item.contains_key("headline").then_some(item)
        }),
        _ => None,
    }
}

/// The strings at a dotted path; a list stands for each of its items, and a name may be given
/// without the object around it.
fn values_at<'a>(object: &'a Map<String, Value>, path: &str) -> Vec<&'a str> {
    let (key, rest) = path.split_once('.').map_or((path, None), |(key, rest)| (key, Some(rest)));
    let Some(value) = object.get(key) else { return Vec::new() };
    let items = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    items
        .iter()
        .filter_map(|item| match (item, rest) {
            (Value::String(text), _) => Some(text.as_str()),
            (Value::Object(inner), Some(rest)) => inner.get(rest).and_then(Value::as_str),
            _ => None,
        })
        .collect()
}
