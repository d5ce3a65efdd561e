//! Outlets guessed from addresses, file names and folders, where nothing names them.

use std::collections::BTreeSet;

/// The host of a web address, without `www.`.
#[must_use]
pub fn host_of(url: &str) -> Option<&str> {
    let rest = url.split_once("://").map(|(_, rest)| rest)?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (host.contains('.') && !host.contains(char::is_whitespace)).then_some(host)
}

/// The name of a file without its endings.
pub(super) fn stem_of(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let mut stem = name;
    for ending in [".gz", ".zst", ".zstd"] {
        stem = stem.strip_suffix(ending).unwrap_or(stem);
    }
    match stem.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && ending.len() <= 8 && !ending.contains(' ') => stem,
        _ => stem,
    }
}

/// The outlets of plain files found under one folder: the folder that holds each, where the files
/// lie in two or more sibling folders, else its stem.
///
/// `paths` are relative to the folder, with `/`.
#[must_use]
pub fn outlet_of_path(paths: &[&str]) -> Vec<String> {
    let folder = |path: &str| path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
    let folders: BTreeSet<Option<String>> = paths.iter().map(|p| folder(p)).collect();
    let parent = |folder: &str| folder.rsplit_once('/').map_or(String::new(), |(parent, _)| parent.to_owned());
    let parents: BTreeSet<String> = folders.iter().flatten().map(|f| parent(f)).collect();
    let siblings = folders.len() > 1 && !folders.contains(&None) && parents.len() == 1;
    paths
        .iter()
        .map(|path| match folder(path) {
            Some(folder) if siblings => folder.rsplit('/').next().unwrap_or(&folder).to_owned(),
            _ => stem_of(path).to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_found_in_addresses() {
        assert_eq!(host_of("https://www.lantern.example/2024/a?b#c"), Some("lantern.example"));
        assert_eq!(host_of("http://u:p@lantern.example:8080"), Some("lantern.example"));
        assert_eq!(host_of("lantern"), None);
        assert_eq!(host_of("urn:x:y"), None);
    }

    #[test]
    fn folders_are_outlets_only_among_siblings() {
        assert_eq!(
            outlet_of_path(&["lantern/1.txt", "lantern/2.txt", "herald/1.txt"]),
            ["lantern", "lantern", "herald"]
        );
        assert_eq!(outlet_of_path(&["articles/lantern.txt", "articles/herald.txt.gz"]), ["lantern", "herald"]);
        assert_eq!(outlet_of_path(&["x/lantern/1.txt", "x/herald/2.txt"]), ["lantern", "herald"]);
        assert_eq!(outlet_of_path(&["lantern.txt", "more/herald.txt"]), ["lantern", "herald"]);
    }
}
