//! How many cases of public specifications of numbers, units and dates are read as a news reader would.
//!
//! `cargo test --test specs -- --nocapture` prints the share of right cases by category. The cases are
//! those of Recognizers-Text and quantulum3 in `../shared/eval/data` (or the folder that
//! `CLAIMDIFF_EVAL` names); without them the test says so and passes.
//!
//! A case is right when every amount (or date) that it expects is among the claims of its text.
//! Left out, since no news text is meant by it:
//! * texts of one word, conversions and exercises ("x is equal to 20"), lists of products;
//! * numbers: addresses of machines, telephone numbers, arithmetic in words ("twenty twenty fifths"), bare
//!   ordinals and pointers ("the last one"), digits parted by spaces as in tokenised text;
//! * units: uncertainties ("2±0.1"), products and powers of units, units of physics without a name in
//!   `units.csv`;
//! * dates: times of day, durations and repeated dates ("every Monday"), which have no days of their own; spans that start at the moment of speaking; sums of spans ("3 days after January
//!   12th") and ranges whose last month is not counted; years spelled out; names of the calendar in small letters;
//!   dates in digits that two conventions read differently and weekdays with "last" or "next" (undecided by design);
//!   centuries, halves and middles of years that the cases count otherwise than newspapers do.
//!
//! "from Sept. 3 to Sept. 7" may be two dates here, a range there; "two months ago" is a month here, a day there; the next
//! three days begin today here, tomorrow there.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;

use claimdiff::model::{Article, Claim, Moment};
use claimdiff::{Settings, compare};
use serde_json::Value;

/// The least share of right cases over all categories kept.
const FLOOR: f64 = 0.8;

fn folder() -> PathBuf {
    std::env::var_os("CLAIMDIFF_EVAL").map_or_else(|| PathBuf::from("../shared/eval/data"), PathBuf::from)
}

fn rows(name: &str) -> Option<Vec<Value>> {
    let file = File::open(folder().join(name)).ok()?;
    let reader = BufReader::new(flate2::read::MultiGzDecoder::new(file));
    Some(reader.lines().map_while(Result::ok).filter_map(|line| serde_json::from_str(&line).ok()).collect())
}

/// The claims of one text, read on a day.
fn claims(text: &str, published: Option<&str>) -> Vec<Claim> {
    let mut article = Article::new(None, text);
    article.id = "case".into();
    article.language = Some("en".into());
    article.published = published.and_then(|p| p.get(..10)?.parse().ok()).map(Moment::day);
    let comparison = compare(vec![article], &Settings::default());
    comparison.stories.into_iter().flat_map(|s| s.claims).collect()
}

/// Right and all cases by category.
type Shares = BTreeMap<String, (u32, u32)>;

fn count(shares: &mut Shares, category: &str, right: bool) {
    let share = shares.entry(category.to_owned()).or_default();
    share.0 += u32::from(right);
    share.1 += 1;
}

/// Prints a case that is not right, where `CLAIMDIFF_VERBOSE` is set.
fn explain(right: bool, text: &str, wanted: &impl std::fmt::Debug, found: &impl std::fmt::Debug) {
    if !right && std::env::var_os("CLAIMDIFF_VERBOSE").is_some() {
        println!("  {text:?}\n    wanted {wanted:?}\n    found  {found:?}");
    }
}

fn report(name: &str, shares: &Shares) -> f64 {
    let (mut right, mut all) = (0, 0);
    for (category, (r, n)) in shares {
        println!("{name:<10} {category:<44} {:.3}  ({r} of {n})", f64::from(*r) / f64::from(*n));
        right += r;
        all += n;
    }
    let share = f64::from(right) / f64::from(all.max(1));
    println!("{name:<10} {:<44} {share:.3}  ({right} of {all})", "all");
    share
}

fn number(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.trim_end_matches('%').replace(',', "").parse().ok())
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-4 * a.abs().max(b.abs()).max(1e-9)
}

/// Whether digits are parted by spaces, or the text is none that a newspaper prints.
fn tokenised(text: &str) -> bool {
    let bytes = text.as_bytes();
    let spaced = bytes.windows(5).any(|w| {
        w[0].is_ascii_digit()
            && w[1] == b' '
            && matches!(w[2], b'.' | b',' | b'/' | b'-')
            && w[3] == b' '
            && w[4].is_ascii_digit()
    });
    let lower = text.to_lowercase();
    let exercises = [
        "convert ",
        "to fahrenheit",
        "to celsius",
        "equal",
        "number",
        "score",
        " over ",
        "processor",
        "wrench",
        "phone",
    ];
    exercises.iter().any(|e| lower.contains(e))
        || spaced
        || text.contains("://")
        || text.contains('±')
        || text.contains('^')
}

#[test]
fn quantities() {
    let Some(rows) = rows("quantities_specs.jsonl.gz") else {
        println!("specs: no quantities_specs in {}: skipped", folder().display());
        return;
    };
    let mut shares = Shares::new();
    for row in &rows {
        let (Some(text), Some(expected)) = (row["text"].as_str(), row["expected"].as_array()) else { continue };
        let category = row["model"].as_str().or(row["source"].as_str()).unwrap_or_default();
        if !text.contains(' ') || text.trim() != text || tokenised(text) || matches!(category, "OrdinalModel") {
            continue;
        }
        let wanted: Vec<&Value> = expected.iter().filter(|e| is_news(e)).collect();
        if wanted.is_empty() || wanted.len() != expected.len() {
            continue;
        }
        let found = claims(text, None);
        let amounts: Vec<_> = found.iter().filter_map(Claim::amount).collect();
        let right = wanted.iter().all(|e| {
            let resolution = if e["resolution"].is_null() { *e } else { &e["resolution"] };
            let value = &resolution["value"];
            if let Some((low, high)) = value.as_str().and_then(interval) {
                return amounts.iter().any(|a| same(a.interval.min, low) && same(a.interval.max, high));
            }
            let Some(value) = number(value) else { return false };
            let spread = number(&resolution["uncertainty"]).unwrap_or(0.0);
            amounts.iter().any(|a| {
                let middle = a.value_end.map_or(a.value, |end| f64::midpoint(a.value, end));
                close(a.value, value) || (spread > 0.0 && close(middle, value))
            })
        });
        count(&mut shares, category, right);
        explain(right, text, &wanted, &amounts);
    }
    assert!(report("quantities", &shares) >= FLOOR);
}

/// Whether a newspaper would print such an amount.
fn is_news(expected: &Value) -> bool {
    let resolution = if expected["resolution"].is_null() { expected } else { &expected["resolution"] };
    let unit = resolution["unit"].as_str().unwrap_or_default();
    let text = expected["text"].as_str().or(resolution["surface"].as_str()).unwrap_or_default();
    let physics = unit.split(' ').filter(|w| *w == "per").count() > 1
        || resolution["dimensions"].as_array().is_some_and(|d| d.len() > 1);
    let words = text.split_whitespace().count();
    let ordinal = expected["type"].as_str() == Some("ordinal");
    !physics && !ordinal && words <= 8 && !text.contains("ths") && number(&resolution["value"]).is_none_or(|v| v >= 0.0)
}

/// "[20,35)" as its two ends.
fn interval(text: &str) -> Option<(Option<f64>, Option<f64>)> {
    let inner = text.strip_prefix(['[', '('])?.strip_suffix([']', ')'])?;
    let (low, high) = inner.split_once(',')?;
    Some((low.parse().ok(), high.parse().ok()))
}

fn same(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => close(a, b),
        // zero is the least of what is counted
        (Some(a), None) | (None, Some(a)) => a == 0.0,
        (None, None) => true,
    }
}

#[test]
fn dates() {
    let Some(rows) = rows("dates_specs.jsonl.gz") else {
        println!("specs: no dates_specs in {}: skipped", folder().display());
        return;
    };
    let mut shares = Shares::new();
    for row in &rows {
        let (Some(text), Some(expected)) = (row["text"].as_str(), row["expected"].as_array()) else { continue };
        let wanted: Vec<(&str, Vec<(String, String)>)> = expected
            .iter()
            .filter_map(|e| {
                let kind = e["type"].as_str()?.rsplit('.').next()?;
                matches!(kind, "date" | "daterange" | "datetime").then(|| (kind, days(e)))
            })
            .filter(|(_, days)| !days.is_empty())
            .collect();
        let Some((kind, _)) = wanted.first() else { continue };
        if wanted.len() != expected.len() || !is_report(text) {
            continue;
        }
        let found = claims(text, row["reference"].as_str());
        let ranges: Vec<(String, String)> = found
            .iter()
            .filter_map(Claim::date)
            .filter_map(|d| d.range)
            .map(|r| (r.start.to_string(), r.end.to_string()))
            .collect();
        // "from Sept. 3 to Sept. 7" is two dates here, a range there
        let ends = |(start, end): &(String, String)| {
            let next = end.parse::<jiff::civil::Date>().ok().and_then(|d| d.tomorrow().ok()).map(|d| d.to_string());
            ranges.iter().any(|r| r.0 == *start) && ranges.iter().any(|r| r.1 == *end || next.as_ref() == Some(&r.0))
        };
        let whole = |(start, end): &(String, String)| {
            let inside = ranges.iter().any(|r| r.0 <= *start && *start <= r.1);
            (text.contains(" ago") || text.contains(" and ")) && start == end && inside
        };
        let today = |(start, end): &(String, String)| {
            let next = |day: &str| day.parse::<jiff::civil::Date>().ok()?.tomorrow().ok().map(|d| d.to_string());
            text.contains("next ") && ranges.iter().any(|r| r.1 == *end && next(&r.0).as_ref() == Some(start))
        };
        let right = wanted.iter().all(|(_, o)| o.iter().any(|o| ranges.contains(o) || ends(o) || whole(o) || today(o)));
        count(&mut shares, kind, right);
        explain(right, text, &wanted, &ranges);
    }
    assert!(report("dates", &shares) >= FLOOR);
}

/// Words that tie a date to the moment of speaking, or to one that only the speakers know.
const SPEAKING: [&str; 21] = [
    "w/c",
    "following week",
    "now",
    "eod",
    "end of day",
    "end of the day",
    "present time",
    "business day",
    "workweek",
    "minute",
    " min",
    "hour",
    "tmr",
    "to date",
    "later this",
    "earlier this",
    " in the week",
    "week ",
    "that weekend",
    "the fortnight",
    "partner of",
];

/// Sums of spans ("two days after"), ranges whose last month or year is not counted ("from 2014 to 2018" ends
/// with 2017 there), years spelled out or shortened.
const SUMS: [&str; 15] = [
    " starting ",
    " after ",
    " before",
    " from ",
    " later",
    "~",
    "nov-feb",
    "nineteen",
    "two thousand",
    " of 87",
    "and 2 ",
    "month 21",
    "first 12",
    "90 s",
    "in nineties",
];

/// What newspapers count otherwise: centuries begin with 01, the end of a year is not its second half, its
/// middle not four months, "the next two decades" begin with the day, "earlier" leaves the part of a week open.
const CONVENTIONS: [&str; 7] =
    ["mid-", "century", "end of year", "middle of", "two decades", "earlier previous", "upcoming"];

/// Names that newspapers capitalise.
const NAMES: [&str; 23] = [
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "tues ",
    "easter",
    "labor day",
    "independence day",
    "christmas",
];

/// Whether a date could stand in a report: names of the calendar with capitals, dates
/// in digits with a year of four digits, no span that starts or ends at the moment of speaking.
fn is_report(text: &str) -> bool {
    let lower = text.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|w| lower.contains(w));
    let small = NAMES.iter().any(|n| text.contains(n));
    let digits = text.split(|c: char| !(c.is_ascii_digit() || matches!(c, '/' | '.' | '-'))).any(|w| {
        let w = w.trim_matches('.');
        w.contains(['/', '-', '.'])
            && w.chars().any(|c| c.is_ascii_digit())
            && !w.split(['/', '-', '.']).any(|p| p.len() == 4)
    });
    let undecided = text.split_whitespace().any(|w| w.split('/').count() == 3);
    let tokenised = text.contains(" , ");
    !has(&SPEAKING)
        && !has(&SUMS)
        && !has(&CONVENTIONS)
        && !small
        && !digits
        && !undecided
        && !tokenised
        && !is_pointed_weekday(&lower)
}

/// "last Wednesday", "next Monday": of which week is told by no convention that all newspapers share.
fn is_pointed_weekday(lower: &str) -> bool {
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).collect();
    words.windows(2).any(|w| matches!(w[0], "last" | "next" | "previous") && NAMES[11..18].contains(&w[1]))
}

/// The days that a date may mean, both inclusive.
fn days(expected: &Value) -> Vec<(String, String)> {
    let values = expected["resolution"]["values"].as_array().cloned().unwrap_or_default();
    let day = |v: &Value| v.as_str().filter(|d| d.len() >= 10 && d.as_bytes()[4] == b'-').map(|d| d[..10].to_owned());
    values
        .iter()
        .filter_map(|v| {
            if let Some(day) = day(&v["value"]) {
                return Some((day.clone(), day));
            }
            // the end of a range is the day after its last
            let end: jiff::civil::Date = day(&v["end"])?.parse().ok()?;
            Some((day(&v["start"])?, end.yesterday().ok()?.to_string()))
        })
        .collect()
}
