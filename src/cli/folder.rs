//! `-o FOLDER/`: every table and the account of the run, complete or not at all.
//!
//! Everything is written to a folder beside the final one and moved when it is whole;
//! `datapackage.json`, with the digest of every other file, comes last.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::model::StoryComparison;
use crate::report::{
    ARTICLES, DISCREPANCIES, Document, FileEntry, OUTLETS, Outlets, Output, RowOptions, RowSink, RunReport,
    STORY_TABLES, StoryRows, StoryTable, datapackage, format_named,
};
use crate::text::hex;

/// The file that says that a folder is complete.
const PACKAGE: &str = "datapackage.json";

/// Where the files stand inside the temporary folder.
const FILES: &str = "report";

/// A folder of results in the making.
pub(super) struct Folder {
    target: PathBuf,
    work: TempDir,
    names: Vec<String>,
    sinks: Vec<(&'static dyn StoryTable, RowOptions, Box<dyn RowSink>)>,
    outlets: Outlets,
    outlet_sink: Option<Box<dyn RowSink>>,
    document: Document,
}

impl Folder {
    /// Starts a folder; `rows` says what its data leave out, `shown` what its table of discrepancies does.
    pub(super) fn create(target: &Path, rows: RowOptions, shown: RowOptions, output: Output) -> Result<Self> {
        let target: PathBuf = target.components().collect();
        let context = || format!("cannot write {}", target.display());
        let parent = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(parent).with_context(context)?;
        let work = tempfile::Builder::new()
            .prefix(".claimdiff-")
            .tempdir_in(parent)
            .map_err(|e| io::Error::from(e.kind()))
            .with_context(context)?;
        // a temporary folder is its owner's alone; one inside it is as open as the user's mask says
        let files = work.path().join(FILES);
        fs::create_dir(&files).with_context(context)?;
        let (csv, jsonl) = (format_named("csv")?, format_named("jsonl")?);
        let mut names = Vec::new();
        let mut open = |name: String| -> Result<Box<dyn Write>> {
            let file = File::create(files.join(&name)).with_context(context)?;
            names.push(name);
            Ok(Box::new(BufWriter::with_capacity(1 << 16, file)))
        };
        let mut sinks = Vec::new();
        for table in STORY_TABLES {
            let options = if table.name() == DISCREPANCIES.name() { shown } else { rows };
            sinks.push((*table, options, csv.start(*table, open(format!("{}.csv", table.name()))?, output)?));
        }
        let outlet_sink = Some(csv.start(OUTLETS, open(format!("{}.csv", OUTLETS.name()))?, output)?);
        sinks.push((ARTICLES, rows, jsonl.start(ARTICLES, open("articles.jsonl".to_owned())?, output)?));
        Ok(Self { target, work, names, sinks, outlets: Outlets::default(), outlet_sink, document: Document::new(rows) })
    }

    /// Where the files stand until they are complete.
    fn files(&self) -> PathBuf {
        self.work.path().join(FILES)
    }

    /// Adds the rows of a story.
    pub(super) fn add(&mut self, story: &StoryComparison) -> crate::Result<()> {
        for (table, options, sink) in &mut self.sinks {
            table.rows(&StoryRows::new(story, *options), sink.as_mut())?;
        }
        self.outlets.add(story);
        self.document.add(story)
    }

    /// Writes what concerns the whole run and makes the folder appear.
    pub(super) fn finish(mut self, run: &mut RunReport) -> Result<()> {
        let context = format!("cannot write {}", self.target.display());
        self.finish_tables(run).with_context(|| context.clone())?;
        self.move_into_place().with_context(|| context)
    }

    fn finish_tables(&mut self, run: &mut RunReport) -> Result<()> {
        for (_, _, sink) in self.sinks.drain(..) {
            sink.finish()?;
        }
        if let Some(mut sink) = self.outlet_sink.take() {
            self.outlets.rows(sink.as_mut())?;
            sink.finish()?;
        }
        let account = run.to_json();
        self.write("run.json", |out| Ok(writeln!(out, "{account:#}")?))?;
        let document = std::mem::replace(&mut self.document, Document::new(RowOptions::default()));
        self.write("report.json", |out| Ok(document.finish(&account, out)?))?;
        self.names.sort();
        let entries = self.names.iter().map(|name| entry(&self.files(), name)).collect::<Result<Vec<_>>>()?;
        let package = datapackage(&entries);
        self.write(PACKAGE, |out| Ok(writeln!(out, "{package:#}")?))
    }

    /// Writes one file of the folder.
    fn write(&mut self, name: &str, content: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
        let mut out = BufWriter::with_capacity(1 << 16, File::create(self.files().join(name))?);
        content(&mut out)?;
        out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        self.names.push(name.to_owned());
        Ok(())
    }

    /// Moves the folder, or its files into a folder that is there already.
    fn move_into_place(self) -> Result<()> {
        for name in &self.names {
            File::open(self.files().join(name))?.sync_all()?;
        }
        if !self.target.exists() {
            fs::rename(self.files(), &self.target)?;
            return Ok(());
        }
        // without its package the folder counts as incomplete, until the new one is there
        match fs::remove_file(self.target.join(PACKAGE)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
        let last = |name: &&String| name.as_str() == PACKAGE;
        for name in self.names.iter().filter(|name| !last(name)).chain(self.names.iter().filter(last)) {
            fs::rename(self.files().join(name), self.target.join(name))?;
        }
        Ok(())
    }
}

/// A file's size and digest.
fn entry(folder: &Path, name: &str) -> Result<FileEntry> {
    let mut file = File::open(folder.join(name))?;
    let mut hasher = Sha256::new();
    let mut bytes = 0;
    let mut buffer = vec![0; 1 << 16];
    loop {
        let n = file.read(&mut buffer)?;
        if n == 0 {
            break;
        }
        hasher.update(&buffer[..n]);
        bytes += n as u64;
    }
    Ok(FileEntry { name: name.to_owned(), bytes, sha256: hex(&hasher.finalize()) })
}
