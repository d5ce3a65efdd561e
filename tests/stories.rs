//! The sample stories, judged by their gold: what must be reported is, what must not be is not.
//!
//! The judgement is that of the project's evaluation: a planted difference counts as reported where a finding
//! of a fitting kind, at severity minor or above, joins the two places; a forbidden pair where any does.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at what it cannot read")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use claimdiff::model::{Article, Claim, Discrepancy, Field, Moment, Severity, Side, Span, StoryComparison};
use claimdiff::{Settings, compare};
use jiff::civil::DateTime;
use jiff::tz::Offset;
use serde::Deserialize;

#[derive(Deserialize)]
struct Gold {
    documents: BTreeMap<String, Document>,
    groups: Vec<Group>,
    names: Vec<Names>,
    forbidden_pairs: Vec<Forbidden>,
    boilerplate: Vec<Place>,
}

#[derive(Deserialize)]
struct Document {
    outlet: String,
    published: String,
}

#[derive(Deserialize)]
struct Group {
    id: String,
    members: Vec<Place>,
    discrepancies: Vec<Planted>,
}

#[derive(Deserialize)]
struct Place {
    doc: String,
    anchor: String,
}

#[derive(Deserialize)]
struct Planted {
    kind: String,
    a: String,
    b: String,
    #[serde(default)]
    optional: bool,
}

#[derive(Deserialize)]
struct Names {
    a: String,
    b: String,
}

#[derive(Deserialize)]
struct Forbidden {
    why: String,
    a: Place,
    b: Place,
}

/// The kinds of findings that count as reporting a planted difference.
fn accepted(kind: &str) -> &'static [&'static str] {
    match kind {
        "quote" => &["quote-altered", "quote-truncated", "quote-reattributed"],
        "attribution" => &["attribution-dropped"],
        "number" => &["number-conflict"],
        "date" => &["date-conflict", "number-conflict"],
        "polarity" => &["polarity-conflict"],
        "entity" => &["entity-conflict", "name-variant", "wording"],
        "wording" => &["wording"],
        "agent" => &["agent-differs"],
        "target" => &["target-differs", "wording"],
        other => panic!("the gold has a kind `{other}`"),
    }
}

/// A sample story with its gold and what the library makes of it.
struct Story {
    gold: Gold,
    found: StoryComparison,
}

impl Story {
    fn read(name: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/samples").join(name);
        let gold: Gold = serde_json::from_str(&fs::read_to_string(folder.join("gold.json")).unwrap()).unwrap();
        let articles = gold.documents.iter().map(|(id, document)| article(&folder, id, document)).collect();
        let settings = Settings { one_story: true, ..Settings::default() };
        let mut stories = compare(articles, &settings).stories;
        assert_eq!(stories.len(), 1, "{name} is one story");
        Self { gold, found: stories.remove(0) }
    }

    /// Where an anchor stands: the article's index and every place.
    fn spots(&self, place: &Place) -> (u32, Vec<Span>) {
        let index = self.found.articles.iter().position(|a| a.id == place.doc).unwrap();
        let text = self.found.articles[index].buffer();
        let spans: Vec<Span> =
            text.match_indices(&place.anchor).map(|(at, found)| Span::of(at..at + found.len())).collect();
        assert!(!spans.is_empty(), "{} does not hold {:?}", place.doc, place.anchor);
        (u32::try_from(index).unwrap(), spans)
    }

    fn touches(&self, claim: &Claim, place: &Place) -> bool {
        let (article, spans) = self.spots(place);
        claim.article == article && claim.field == Field::Text && spans.iter().any(|s| s.overlaps(claim.span))
    }

    fn side_touches(&self, side: &Side, place: &Place) -> bool {
        side.claims.iter().chain([&side.claim]).any(|c| self.touches(&self.found.claims[*c as usize], place))
    }

    fn joins(&self, row: &Discrepancy, x: &Place, y: &Place) -> bool {
        self.side_touches(&row.a, x) && self.side_touches(&row.b, y)
            || self.side_touches(&row.a, y) && self.side_touches(&row.b, x)
    }

    /// Whether both shown claims stand in one group of the gold.
    fn inside_gold(&self, row: &Discrepancy) -> bool {
        let shown = [&row.a, &row.b].map(|side| &self.found.claims[side.claim as usize]);
        self.gold
            .groups
            .iter()
            .any(|group| shown.iter().all(|claim| group.members.iter().any(|place| self.touches(claim, place))))
    }

    fn is_reported(&self, group: &Group, planted: &Planted) -> bool {
        let of = |doc: &str| group.members.iter().filter(|m| m.doc == doc).collect::<Vec<_>>();
        let (of_a, of_b) = (of(&planted.a), of(&planted.b));
        self.found.discrepancies.iter().any(|row| {
            let kind = row.kind.name();
            let loud = row.severity > Severity::Info || matches!(kind, "name-variant" | "wording");
            loud && accepted(&planted.kind).contains(&kind)
                && of_a.iter().any(|x| of_b.iter().any(|y| self.joins(row, x, y)))
        })
    }

    /// The planted differences that are not reported.
    fn missed(&self) -> Vec<String> {
        let mut missed = Vec::new();
        for group in &self.gold.groups {
            for planted in group.discrepancies.iter().filter(|d| !d.optional) {
                if !self.is_reported(group, planted) {
                    missed.push(format!("{}: {} {} / {}", group.id, planted.kind, planted.a, planted.b));
                }
            }
        }
        for names in &self.gold.names {
            let said = |value: &str, name: &str| value.to_lowercase().contains(&name.to_lowercase());
            let found = self.found.discrepancies.iter().any(|row| {
                let both = format!("{} {}", row.a.value, row.b.value);
                row.kind.name() == "name-variant" && said(&both, &names.a) && said(&both, &names.b)
            });
            if !found {
                missed.push(format!("name {} / {}", names.a, names.b));
            }
        }
        missed
    }

    /// The findings at minor severity and above whose shown claims stand in no one group of the gold.
    fn outside(&self) -> Vec<String> {
        let judged = |row: &&Discrepancy| {
            row.severity > Severity::Info
                && !matches!(row.kind.name(), "omission" | "name-variant" | "toll-update" | "revision")
        };
        let rows = self.found.discrepancies.iter().filter(judged);
        rows.filter(|row| !self.inside_gold(row)).map(|row| format!("{}: {}", row.kind.name(), row.summary)).collect()
    }

    /// The forbidden pairs that a finding joins.
    fn forbidden(&self) -> Vec<String> {
        let joined = |pair: &&Forbidden| {
            self.found.discrepancies.iter().any(|row| {
                row.severity > Severity::Info
                    && !matches!(row.kind.name(), "omission" | "name-variant" | "toll-update" | "revision")
                    && self.joins(row, &pair.a, &pair.b)
                    && !self.inside_gold(row)
            })
        };
        self.gold.forbidden_pairs.iter().filter(joined).map(|pair| pair.why.clone()).collect()
    }

    /// The boilerplate lines that hold a claim.
    fn boilerplate(&self) -> Vec<String> {
        let claimed = |place: &&Place| self.found.claims.iter().any(|claim| self.touches(claim, place));
        self.gold.boilerplate.iter().filter(claimed).map(|place| place.anchor.clone()).collect()
    }
}

fn article(folder: &Path, id: &str, document: &Document) -> Article {
    let text = fs::read_to_string(folder.join("articles").join(format!("{id}.txt"))).unwrap();
    let mut article = Article::new(None, &text);
    id.clone_into(&mut article.id);
    article.outlet.clone_from(&document.outlet);
    article.published = Some(moment(&document.published));
    article
}

/// "2024-03-04", or "2024-03-04T08:15:00+02:00".
fn moment(text: &str) -> Moment {
    let date = text[..10].parse().unwrap();
    let Some((clock, offset)) = text.get(..19).zip(text.get(19..)) else { return Moment::day(date) };
    let clock: DateTime = clock.parse().unwrap();
    let hours = offset[1..3].parse::<i8>().unwrap() * if offset.starts_with('-') { -1 } else { 1 };
    Moment { date, time: Some(clock.time()), offset: Some(Offset::from_hours(hours).unwrap()) }
}

/// What is still missed or wrong may not grow; the first figure is how many planted differences may be missed, the
/// second how many findings may stand outside the gold, the third how many lines of boilerplate may be claimed.
fn judge(name: &str, may_miss: usize, may_stray: usize, may_claim: usize) {
    let story = Story::read(name);
    let boilerplate = story.boilerplate();
    assert!(boilerplate.len() <= may_claim, "claims in boilerplate of {name}: {boilerplate:?}");
    assert_eq!(story.forbidden(), [""; 0], "forbidden pairs of {name}");
    let (missed, outside) = (story.missed(), story.outside());
    assert!(missed.len() <= may_miss, "{name} misses {}:\n{}", missed.len(), missed.join("\n"));
    assert!(outside.len() <= may_stray, "{name} reports {} more:\n{}", outside.len(), outside.join("\n"));
}

#[test]
fn ferry_fire() {
    judge("ferry-fire", 17, 3, 2);
}

#[test]
fn budget_speech() {
    judge("budget-speech", 31, 3, 4);
}
