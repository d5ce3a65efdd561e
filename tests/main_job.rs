//! The main job on a sample story: what the report says stands where it says.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;

const SAMPLE: &str = "data/samples/ferry-fire";

fn claimdiff(args: &[&str]) -> Output {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    Command::cargo_bin("claimdiff").unwrap().current_dir(root).args(args).output().unwrap()
}

fn report(args: &[&str]) -> Value {
    let run = claimdiff(&[&["compare", SAMPLE, "--format", "json"], args].concat());
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    serde_json::from_slice(&run.stdout).unwrap()
}

fn rows<'r>(report: &'r Value, table: &str) -> &'r Vec<Value> {
    report[table].as_array().unwrap()
}

/// The slice of an article's field in code points.
fn slice(article: &Value, field: &str, start: &Value, end: &Value) -> String {
    let at = |v: &Value| usize::try_from(v.as_u64().unwrap()).unwrap();
    article[field].as_str().unwrap().chars().skip(at(start)).take(at(end) - at(start)).collect()
}

#[test]
fn every_claim_stands_where_it_says() {
    let report = report(&[]);
    let articles: BTreeMap<&str, &Value> =
        rows(&report, "articles").iter().map(|a| (a["article_id"].as_str().unwrap(), a)).collect();
    assert_eq!(articles.len(), 6);
    let claims = rows(&report, "claims");
    assert!(claims.len() > 100);
    for claim in claims {
        let article = articles[claim["article_id"].as_str().unwrap()];
        let field = claim["field"].as_str().unwrap();
        let exact = slice(article, field, &claim["char_start"], &claim["char_end"]);
        assert_eq!(claim["exact"], exact, "{claim}");
        let whole = article[field].as_str().unwrap();
        let around = [&claim["prefix"], &claim["exact"], &claim["suffix"]];
        let around: String = around.iter().filter_map(|part| part.as_str()).collect();
        assert!(whole.contains(&around), "{claim}");
        let pieces = claim["spans"].as_array().unwrap();
        assert_eq!(pieces.first().unwrap()[0], claim["char_start"]);
        assert_eq!(pieces.last().unwrap()[1], claim["char_end"]);
    }
}

#[test]
fn every_id_that_is_named_exists() {
    let report = report(&["--min-similarity", "0.3"]);
    let ids = |table: &str, key: &str| -> Vec<String> {
        rows(&report, table).iter().map(|row| row[key].as_str().unwrap().to_owned()).collect()
    };
    let (claims, groups, stories) = (ids("claims", "claim_id"), ids("groups", "group_id"), ids("stories", "story_id"));
    let named = |row: &Value, key: &str, ids: &[String]| row[key].is_null() || ids.iter().any(|id| row[key] == **id);
    for (table, keys) in [("matches", ["claim_a", "claim_b"]), ("discrepancies", ["claim_a", "claim_b"])] {
        for row in rows(&report, table) {
            // an article that omits something has no claim of it
            let silent = |key: &str| row["kind"] == "omission" && key.ends_with(row["departs"].as_str().unwrap());
            let known = |key: &str| row[key].is_string() != silent(key) && named(row, key, &claims);
            assert!(keys.iter().all(|key| known(key)), "{row}");
            assert!(named(row, "group_id", &groups) && named(row, "story_id", &stories), "{row}");
        }
    }
    for row in rows(&report, "discrepancies") {
        for side in ["claims_a", "claims_b", "outlets_a", "origins_b"] {
            if row["kind"] == "omission" && side == format!("claims_{}", row["departs"].as_str().unwrap()) {
                assert!(row[side].as_array().unwrap().is_empty(), "{row}");
                continue;
            }
            assert!(!row[side].as_array().unwrap().is_empty(), "{side}: {row}");
        }
    }
    for row in rows(&report, "claims") {
        assert!(named(row, "group_id", &groups) && named(row, "story_id", &stories), "{row}");
    }
}

#[test]
fn a_report_without_texts_holds_no_passage() {
    let (full, shared) = (report(&[]), report(&["--no-text"]).to_string());
    for article in rows(&full, "articles") {
        let words: Vec<&str> = article["text"].as_str().unwrap().split_whitespace().collect();
        for run in words.windows(12) {
            assert!(!shared.contains(&run.join(" ")), "{}", run.join(" "));
        }
    }
}

#[test]
fn the_summary_says_first_what_was_compared() {
    let run = claimdiff(&["compare", SAMPLE, "--format", "table"]);
    let text = String::from_utf8(run.stdout).unwrap();
    assert!(text.starts_with("6 articles, 6 outlets, "), "{text}");
    assert!(!text.contains('\u{1b}'), "no colours where no terminal shows them");
}

#[test]
fn exit_statuses_tell_whether_something_differs() {
    assert_eq!(claimdiff(&["compare", SAMPLE]).status.code(), Some(0));
    assert_eq!(claimdiff(&["compare", SAMPLE, "--exit-code"]).status.code(), Some(1));
    let one = format!("{SAMPLE}/articles/daily-lantern.txt");
    assert_eq!(claimdiff(&["compare", &one, "--exit-code"]).status.code(), Some(0));
}

#[test]
fn every_finding_can_be_explained() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("report.json").display().to_string();
    assert!(claimdiff(&["compare", SAMPLE, "-o", &path]).status.success());
    let report: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    let keys =
        [("discrepancies", "discrepancy_id"), ("matches", "match_id"), ("groups", "group_id"), ("claims", "claim_id")];
    for (table, key) in keys {
        for row in rows(&report, table).iter().take(3) {
            let run = claimdiff(&["explain", &path, row[key].as_str().unwrap()]);
            assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
            let text = String::from_utf8(run.stdout).unwrap();
            assert!(text.contains(row[key].as_str().unwrap()), "{text}");
        }
    }
    assert_eq!(claimdiff(&["explain", &path, "d000000000000000"]).status.code(), Some(2));
    // one of each kind: the rule, both sides, the difference, and what a score is made of or that none decides
    let mut kinds = std::collections::BTreeSet::new();
    for row in rows(&report, "discrepancies").iter().filter(|row| kinds.insert(row["kind"].as_str().unwrap())) {
        let run = claimdiff(&["explain", &path, row["discrepancy_id"].as_str().unwrap()]);
        let text = String::from_utf8(run.stdout).unwrap();
        let told = |key: &str| text.contains(row[key].as_str().unwrap());
        assert!(told("kind") && told("severity") && told("outlet_a") && told("outlet_b"), "{text}");
        assert!(text.contains("difference") && text.contains("rule"), "{text}");
        assert!(text.contains("log-odds") || text.contains("the rule alone decides"), "{text}");
    }
}

#[test]
fn standard_input_is_read() {
    let mut command = Command::cargo_bin("claimdiff").unwrap();
    let run = command
        .args(["sentences", "-", "--format", "csv"])
        .write_stdin("The ferry sank. Nobody was hurt.")
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(run.stdout).unwrap().lines().count(), 3);
}
