//! Holds the code to its architecture: modules use only those declared above them, no stage touches
//! the world, every plug-in file is registered, and the data files keep their form.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its own repository should stop")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below `folder` with this ending, in name order.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The source without its line comments and its test modules: what the program itself is made of.
fn program(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    text.lines().map(|l| l.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// The modules of `lib.rs` in the order in which they are declared.
fn modules() -> Vec<String> {
    let lib = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    lib.lines().filter_map(|l| l.strip_prefix("pub mod ")?.strip_suffix(';')).map(str::to_owned).collect()
}

/// The top-level module that a file belongs to.
fn module_of(path: &Path) -> String {
    let inside = path.strip_prefix(root().join("src")).unwrap();
    let first = inside.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// The crate's modules that a source uses: each `crate::name`, also inside braces.
fn used(source: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (at, _) in source.match_indices("crate::") {
        let rest = &source[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let group = group.split('}').next().unwrap_or_default();
            names.extend(group.split(',').map(|part| word(part.trim())));
        } else {
            names.insert(word(rest));
        }
    }
    names
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn modules_use_only_those_above_them() {
    let order = modules();
    let rank = |name: &str| order.iter().position(|m| m == name);
    let mut broken = Vec::new();
    for path in files(&root().join("src"), "rs") {
        let own = module_of(&path);
        let Some(own_rank) = rank(&own) else { continue };
        for name in used(&program(&path)) {
            if rank(&name).is_some_and(|r| r > own_rank) {
                broken.push(format!("{} uses `{name}`, which is declared below `{own}`", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_module_is_declared() {
    let declared: BTreeSet<String> = modules().into_iter().collect();
    let lib_and_main = ["lib".to_owned(), "main".to_owned()];
    for path in files(&root().join("src"), "rs") {
        let own = module_of(&path);
        assert!(declared.contains(&own) || lib_and_main.contains(&own), "{} is in no module of lib.rs", path.display());
    }
}

#[test]
fn only_the_command_line_touches_the_world() {
    let forbidden = [
        "std::fs",
        "std::env",
        "std::io::stdin",
        "std::io::stdout",
        "println!",
        "SystemTime",
        "Instant::now",
        "File::open",
    ];
    for path in files(&root().join("src"), "rs") {
        if module_of(&path) == "cli" {
            continue;
        }
        let source = program(&path);
        for name in forbidden {
            let found = source
                .match_indices(name)
                .any(|(at, _)| !source[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'));
            assert!(!found, "{} uses {name}: only `cli` touches the world", path.display());
        }
    }
}

#[test]
fn only_the_pipeline_knows_of_threads() {
    for path in files(&root().join("src"), "rs") {
        if ["pipeline", "cli"].contains(&module_of(&path).as_str()) {
            continue;
        }
        assert!(!program(&path).contains("rayon"), "{} uses rayon: parallelism is the pipeline's", path.display());
    }
}

/// A plug-in folder: each file but these holds one plug-in, and `mod.rs` must list it in the registry.
const PLUG_INS: &[(&str, &str, &str)] = &[
    ("src/detect", "DETECTORS", "impl Detector for"),
    ("src/extract", "EXTRACTORS", "impl Extractor for"),
    ("src/ingest", "READERS", "impl Reader for"),
    ("src/report", "WRITERS", "impl Writer for"),
];

#[test]
fn every_plug_in_is_registered() {
    for (folder, registry, implementation) in PLUG_INS {
        let module = fs::read_to_string(root().join(folder).join("mod.rs")).unwrap();
        let after = module.split(&format!("static {registry}")).nth(1);
        let Some(list) = after.and_then(|rest| rest.split("];").next()) else { continue };
        for path in files(&root().join(folder), "rs") {
            if program(&path).contains(implementation) {
                let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
                assert!(list.contains(&format!("{stem}::")), "{} is not listed in {registry}", path.display());
            }
        }
    }
}

#[test]
fn every_module_says_what_it_is() {
    for path in files(&root().join("src"), "rs") {
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("//!"), "{} does not open with `//!`", path.display());
    }
}

#[test]
fn word_lists_are_sorted_unique_and_explained() {
    for path in files(&root().join("data"), "csv") {
        if path.components().any(|c| c.as_os_str() == "samples") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        assert!(text.starts_with('#'), "{} does not open with a comment on its origin", path.display());
        let rows: Vec<&str> = text.lines().filter(|l| !l.starts_with('#')).skip(1).collect();
        for pair in rows.windows(2) {
            assert!(pair[0] < pair[1], "{}: `{}` stands before `{}`", path.display(), pair[0], pair[1]);
        }
    }
}

#[test]
fn every_data_file_is_described() {
    let readme = fs::read_to_string(root().join("data/README.md")).unwrap();
    for path in files(&root().join("data"), "csv") {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let folder = path.parent().unwrap().file_name().unwrap().to_string_lossy().into_owned();
        if path.components().any(|c| c.as_os_str() == "samples") || folder == "ingest" {
            continue;
        }
        assert!(readme.contains(&format!("`{name}`")), "data/README.md does not describe {folder}/{name}");
    }
}
