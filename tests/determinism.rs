//! The same input and settings give the same bytes, whatever the threads and the order of the input.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Both sample stories as one JSON Lines file, a record a line.
fn records() -> Vec<String> {
    let run = Command::cargo_bin("claimdiff")
        .unwrap()
        .current_dir(root())
        .args(["articles", "data/samples/ferry-fire", "data/samples/budget-speech", "--format", "jsonl"])
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).unwrap().lines().map(str::to_owned).collect()
}

/// Standard output of a command over these records.
fn output(folder: &Path, records: &[String], args: &[&str]) -> Vec<u8> {
    fs::write(folder.join("input.jsonl"), records.join("\n")).unwrap();
    let run = Command::cargo_bin("claimdiff").unwrap().current_dir(folder).args(args).output().unwrap();
    assert!(run.status.success(), "{args:?}: {}", String::from_utf8_lossy(&run.stderr));
    run.stdout
}

#[test]
fn threads_and_order_change_nothing() {
    let folder = TempDir::new().unwrap();
    let records = records();
    let compare = ["compare", "input.jsonl", "--format", "json", "--threads", "1"];
    let expected = output(folder.path(), &records, &compare);
    assert!(expected.len() > 10_000);
    for threads in ["2", "8"] {
        let args = ["compare", "input.jsonl", "--format", "json", "--threads", threads];
        assert!(output(folder.path(), &records, &args) == expected, "{threads} threads");
    }
    let mut shuffled = records.clone();
    shuffled.reverse();
    shuffled.rotate_left(5);
    shuffled.swap(0, 3);
    assert!(output(folder.path(), &shuffled, &compare) == expected, "another order of the input");
}

#[test]
fn a_repeated_id_is_numbered_alike_in_any_order() {
    let folder = TempDir::new().unwrap();
    let mut records: Vec<String> =
        records().iter().map(|r| r.replacen("\"article_id\":\"a", "\"article_id\":\"", 1)).collect();
    for record in &mut records {
        let mut value: serde_json::Value = serde_json::from_str(record).unwrap();
        value["article_id"] = "same".into();
        *record = value.to_string();
    }
    let args = ["compare", "input.jsonl", "--format", "json"];
    let expected = output(folder.path(), &records, &args);
    records.reverse();
    assert!(output(folder.path(), &records, &args) == expected);
}

#[test]
fn a_folder_of_results_is_complete_and_tells_its_digests() {
    let folder = TempDir::new().unwrap();
    let out = folder.path().join("report");
    let run = |threads: &str| {
        let target = format!("{}/", out.display());
        let args = ["compare", "data/samples/ferry-fire", "-o", &target, "--threads", threads];
        Command::cargo_bin("claimdiff").unwrap().current_dir(root()).args(args).assert().success();
        let mut files: Vec<_> = fs::read_dir(&out).unwrap().map(|e| e.unwrap().path()).collect();
        files.sort();
        files.into_iter().map(|f| (f.file_name().unwrap().to_owned(), fs::read(&f).unwrap())).collect::<Vec<_>>()
    };
    let first = run("1");
    assert!(first == run("3"), "a second run over the first gives the same files");
    let package: serde_json::Value = serde_json::from_slice(&fs::read(out.join("datapackage.json")).unwrap()).unwrap();
    let resources = package["resources"].as_array().unwrap();
    assert_eq!(resources.len() + 1, first.len(), "every other file is listed");
    for resource in resources {
        let bytes = fs::read(out.join(resource["path"].as_str().unwrap())).unwrap();
        assert_eq!(resource["bytes"], bytes.len());
        let digest = <sha2::Sha256 as sha2::Digest>::digest(&bytes);
        let hex = claimdiff::text::hex(&digest);
        assert_eq!(resource["hash"], format!("sha256:{hex}"));
    }
    let leftovers = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(leftovers, 1, "nothing temporary is left");
}
