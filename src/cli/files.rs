//! Files and folders read for `ingest`, in name order.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::ingest::{self, Intake, Manifest, ManifestRow, Options, Source, host_of, outlet_of_path};
use crate::model::{Article, NoticeKind};

/// The file that says which files of a folder are read.
pub(super) const MANIFEST: &str = "manifest.csv";
/// What is told of a file that is passed over.
const PASSED_OVER: &str = "hidden, temporary or part of a saved page: passed over";

/// Reads one INPUT.
///
/// # Errors
/// Dates that only the user can decide.
pub(super) fn read_input(path: &Path, options: &Options, intake: &mut Intake) -> Result<()> {
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        match io::stdin().lock().take(options.max_bytes.saturating_add(1)).read_to_end(&mut bytes) {
            Ok(_) => ingest::read(Source { name: "standard input".into(), path: None, bytes }, None, options, intake)?,
            Err(error) => intake.notes.add(NoticeKind::UnreadableFile, "standard input", error.to_string()),
        }
        return Ok(());
    }
    if path.is_dir() {
        return Folder { root: path, options }.read(intake);
    }
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    read_file(path, &name, None, options, intake)
}

/// Opens one file, or standard input, to be read whole.
///
/// # Errors
/// It cannot be read.
pub(super) fn open_source(path: &Path, options: &Options) -> Result<Source> {
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin()
            .lock()
            .take(options.max_bytes.saturating_add(1))
            .read_to_end(&mut bytes)
            .context("standard input")?;
        return Ok(Source { name: "standard input".into(), path: None, bytes });
    }
    let name = path.display().to_string();
    let bytes = read_bytes(path, options.max_bytes).with_context(|| name.clone())?;
    Ok(Source { path: Some(name.clone()), name, bytes })
}

/// Reads one file; `relative` is its path below the INPUT.
fn read_file(
    path: &Path,
    relative: &str,
    given: Option<&ManifestRow>,
    options: &Options,
    intake: &mut Intake,
) -> Result<()> {
    let name = path.display().to_string();
    match read_bytes(path, options.max_bytes) {
        Ok(bytes) => {
            ingest::read(Source { name, path: Some(relative.to_owned()), bytes }, given, options, intake)?;
        }
        Err(error) => intake.notes.add(NoticeKind::UnreadableFile, name, error.to_string()),
    }
    Ok(())
}

fn read_bytes(path: &Path, max_bytes: u64) -> io::Result<Vec<u8>> {
    let file = fs::File::open(path)?;
    let size = file.metadata()?.len();
    if size > max_bytes {
        return Err(io::Error::other(format!("larger than the limit of {} MB", max_bytes >> 20)));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    // pipes and devices have no size
    file.take(max_bytes.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A folder given as INPUT.
struct Folder<'a> {
    root: &'a Path,
    options: &'a Options,
}

/// The files below a folder, by their paths relative to the INPUT, with `/`.
type Files = BTreeMap<String, PathBuf>;

impl Folder<'_> {
    fn read(&self, intake: &mut Intake) -> Result<()> {
        let mut found = Files::new();
        let mut manifests = Vec::new();
        self.walk(&mut found, &mut manifests, intake);
        for (folder, manifest) in &manifests {
            self.read_listed(folder, manifest, &mut found, intake)?;
        }
        let relative: Vec<&str> = found.keys().map(String::as_str).collect();
        let outlets = outlet_of_path(&relative);
        for ((relative, path), outlet) in found.iter().zip(outlets) {
            let first = intake.articles.len();
            read_file(path, relative, None, self.options, intake)?;
            // an address tells more than a name of a file
            let unnamed = |a: &&mut Article| a.outlet_guessed && a.url.as_deref().and_then(host_of).is_none();
            intake.articles[first..].iter_mut().filter(unnamed).for_each(|a| a.outlet.clone_from(&outlet));
        }
        Ok(())
    }

    /// Finds every file; folders with a manifest are noted apart.
    fn walk(&self, found: &mut Files, manifests: &mut Vec<(String, PathBuf)>, intake: &mut Intake) {
        let mut stack = vec![(self.root.to_path_buf(), String::new())];
        while let Some((path, relative)) = stack.pop() {
            if !path.is_dir() {
                found.insert(relative, path);
                continue;
            }
            let mut entries = match entries(&path) {
                Ok(entries) => entries,
                Err(error) => {
                    intake.notes.add(NoticeKind::UnreadableFile, path.display().to_string(), error.to_string());
                    continue;
                }
            };
            entries.sort_by(|a, b| a.1.cmp(&b.1));
            for (entry, name) in entries {
                let below = if relative.is_empty() { name.clone() } else { format!("{relative}/{name}") };
                let folder = entry.is_dir();
                if is_passed_over(&name, folder) {
                    intake.notes.add(NoticeKind::Ignored, entry.display().to_string(), PASSED_OVER);
                } else if name == MANIFEST {
                    manifests.push((relative.clone(), entry));
                } else if folder && is_loop(&entry) {
                    intake.notes.add(
                        NoticeKind::Ignored,
                        entry.display().to_string(),
                        "a link to a folder above: passed over",
                    );
                } else {
                    stack.push((entry, below));
                }
            }
        }
    }

    /// Reads the files that a manifest lists and takes all files of its folder out of `found`.
    fn read_listed(&self, folder: &str, manifest: &Path, found: &mut Files, intake: &mut Intake) -> Result<()> {
        let name = manifest.display().to_string();
        let bytes = match read_bytes(manifest, self.options.max_bytes) {
            Ok(bytes) => bytes,
            Err(error) => {
                intake.notes.add(NoticeKind::UnreadableFile, name, error.to_string());
                return Ok(());
            }
        };
        let rows = Manifest::read(&name, &bytes, self.options, &mut intake.notes)?.rows;
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        // the files of the manifest's folder stand together
        let mut below = found.split_off(&prefix);
        let after = below.keys().find(|path| !path.starts_with(&prefix)).cloned();
        if let Some(after) = after {
            found.append(&mut below.split_off(&after));
        }
        for row in &rows {
            let relative = format!("{prefix}{}", row.file);
            if let Some(path) = below.remove(&relative) {
                read_file(&path, &relative, Some(row), self.options, intake)?;
            } else {
                let message = format!("`{}` is listed but not there", row.file);
                intake.notes.add(NoticeKind::UnreadableFile, format!("{name}:{}", row.line), message);
            }
        }
        for path in below.into_values() {
            intake.notes.add(NoticeKind::NotListed, path.display().to_string(), "not listed in the manifest");
        }
        Ok(())
    }
}

/// The entries of a folder with their names.
fn entries(path: &Path) -> io::Result<Vec<(PathBuf, String)>> {
    fs::read_dir(path)?
        .map(|entry| entry.map(|entry| (entry.path(), entry.file_name().to_string_lossy().into_owned())))
        .collect()
}

/// Hidden files, lock files of office programs, and the folders beside saved pages.
fn is_passed_over(name: &str, folder: bool) -> bool {
    name.starts_with('.') || name.starts_with("~$") || (folder && name.ends_with("_files"))
}

/// Whether a folder is a link to one that holds it.
fn is_loop(folder: &Path) -> bool {
    let linked = folder.symlink_metadata().is_ok_and(|m| m.file_type().is_symlink());
    linked
        && folder
            .canonicalize()
            .is_ok_and(|target| folder.parent().is_some_and(|p| p.canonicalize().is_ok_and(|p| p.starts_with(target))))
}
