//! `--labels FILE` and the table of labels, as users meet them.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

const NORTH: &str = "Police in Orla fined the mudlarks near the Vesna bridge.";
const SOUTH: &str = "Police in Orla fined the tideworkers near the Vesna bridge.";
const TABLE: &str = "# our own\nlabel,family,judges,origin\nmudlarks,shore,yes,ours\ntideworkers,shore,no,ours\n";

/// A folder with two articles and a table of labels.
fn folder(table: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("articles")).unwrap();
    fs::write(folder.path().join("articles/north.txt"), NORTH).unwrap();
    fs::write(folder.path().join("articles/south.txt"), SOUTH).unwrap();
    fs::write(folder.path().join("labels.csv"), table).unwrap();
    folder
}

fn claimdiff(folder: &Path, args: &[&str]) -> std::process::Output {
    Command::cargo_bin("claimdiff").unwrap().current_dir(folder).args(args).output().unwrap()
}

fn report(folder: &Path, args: &[&str]) -> Value {
    let run = claimdiff(folder, &[&["compare", "articles", "--one-story", "--format", "json"], args].concat());
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    serde_json::from_slice(&run.stdout).unwrap()
}

/// The labels of each finding of wording, in order: without dates either article may be the first.
fn wording(report: &Value) -> Vec<Vec<&str>> {
    let rows = report["discrepancies"].as_array().unwrap().iter().filter(|row| row["kind"] == "wording");
    rows.map(|row| {
        let mut labels: Vec<&str> = row["difference"].as_str().unwrap().split(" / ").collect();
        labels.sort_unstable();
        labels
    })
    .collect()
}

#[test]
fn labels_of_ones_own_take_the_place_of_the_packs() {
    let folder = folder(TABLE);
    let with = report(folder.path(), &["--labels", "labels.csv"]);
    assert_eq!(wording(&with), [["mudlarks", "tideworkers"]]);
    assert_eq!(with["run"]["settings"]["files"]["labels"].as_str().map(str::len), Some(64));
    let minor = with["discrepancies"].as_array().unwrap().iter().find(|row| row["kind"] == "wording").unwrap();
    assert_eq!(minor["severity"], "minor");
    let loaded = |row: &&Value| row["loaded_terms"] == serde_json::json!(["mudlarks"]);
    assert!(with["claims"].as_array().unwrap().iter().any(|row| loaded(&row)), "claims tell of them too");
    let uses: Vec<_> = with["labels"].as_array().unwrap().iter().map(|row| &row["label"]).collect();
    assert_eq!(uses, ["mudlarks", "tideworkers"]);

    fs::write(folder.path().join("articles/north.txt"), NORTH.replace("mudlarks", "rioters")).unwrap();
    fs::write(folder.path().join("articles/south.txt"), SOUTH.replace("tideworkers", "demonstrators")).unwrap();
    assert_eq!(wording(&report(folder.path(), &[])), [["demonstrators", "rioters"]]);
    assert!(!wording(&report(folder.path(), &["--labels", "labels.csv"])).contains(&vec!["demonstrators", "rioters"]));
}

#[test]
fn a_file_of_settings_may_name_the_labels() {
    let folder = folder(TABLE);
    fs::create_dir(folder.path().join("house")).unwrap();
    fs::rename(folder.path().join("labels.csv"), folder.path().join("house/ours.csv")).unwrap();
    fs::write(folder.path().join("house/claimdiff.toml"), "labels = \"ours.csv\"\n").unwrap();
    assert_eq!(wording(&report(folder.path(), &["--config", "house/claimdiff.toml"])), [["mudlarks", "tideworkers"]]);
}

#[test]
fn an_error_names_file_and_line() {
    let folder = folder("label,family,judges,origin\nmudlarks,shore,yes,ours\ntideworkers,shore,perhaps,ours\n");
    fs::write(folder.path().join("pairs.csv"), format!("id,text_a,text_b\n1,{NORTH},{SOUTH}\n")).unwrap();
    for args in [["compare", "articles"], ["claims", "articles"], ["match", "pairs.csv"]] {
        let run = claimdiff(folder.path(), &[&args[..], &["--labels", "labels.csv"]].concat());
        let told = String::from_utf8(run.stderr).unwrap();
        assert_eq!(run.status.code(), Some(2), "{told}");
        assert!(told.contains("labels.csv:3") && told.contains("not `perhaps`"), "{told}");
    }
}

#[test]
fn pairs_are_compared_by_them_too() {
    let folder = folder(TABLE);
    fs::write(folder.path().join("pairs.csv"), format!("id,text_a,text_b\n1,{NORTH},{SOUTH}\n")).unwrap();
    let kinds = |args: &[&str]| {
        let run = claimdiff(folder.path(), &[&["match", "pairs.csv", "--format", "jsonl"], args].concat());
        let row: Value = serde_json::from_slice(&run.stdout).unwrap();
        row["kinds"].to_string()
    };
    assert!(kinds(&["--labels", "labels.csv"]).contains("wording"));
}

#[test]
fn a_folder_holds_the_table_of_labels() {
    let folder = folder(TABLE);
    let run = claimdiff(folder.path(), &["compare", "articles", "--one-story", "--labels", "labels.csv", "-o", "out/"]);
    assert!(run.status.success());
    let table = fs::read_to_string(folder.path().join("out/labels.csv")).unwrap();
    let rows: Vec<&str> = table.lines().map(|l| l.split_once(',').unwrap().1).collect();
    assert_eq!(
        rows,
        ["family,referent,label,outlet,count,quoted", "shore,,mudlarks,north,1,0", "shore,,tideworkers,south,1,0"]
    );
    let package = fs::read_to_string(folder.path().join("out/datapackage.json")).unwrap();
    assert!(package.contains("labels-csv"));
}
