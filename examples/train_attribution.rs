//! Trains the weights of attribution (`attribution.csv`, `attribution_cues.csv`) on labelled articles.
//!
//! Usage: `cargo run --release --example train_attribution -- LABELLED.jsonl[.gz] data/en`
//!
//! Each line holds an article: `text`, and `quotes`, each with `spans` (what was said),
//! `speaker_spans` and `cue_spans`: lists of [start, end) in Unicode code points of the text.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use claimdiff::annotate::{LabelledArticle, LabelledQuote, learn_attribution};
use claimdiff::language;
use claimdiff::model::{Article, Span};
use claimdiff::segment::segment;
use serde::Deserialize;

#[derive(Deserialize)]
struct Row {
    text: String,
    quotes: Vec<Quote>,
}

#[derive(Deserialize)]
struct Quote {
    spans: Vec<[usize; 2]>,
    #[serde(default)]
    speaker_spans: Vec<[usize; 2]>,
    #[serde(default)]
    cue_spans: Vec<[usize; 2]>,
}

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(path), Some(out)) = (arguments.next(), arguments.next()) else {
        bail!("usage: train_attribution LABELLED.jsonl[.gz] FOLDER");
    };
    let out = PathBuf::from(out);
    let pack = language::pack("en");
    let mut articles = Vec::new();
    for line in open(&path)?.lines() {
        let row: Row = serde_json::from_str(&line?)?;
        let bytes: Vec<usize> = row.text.char_indices().map(|(i, _)| i).chain([row.text.len()]).collect();
        let span = |[start, end]: &[usize; 2]| Some(Span::of(*bytes.get(*start)?..*bytes.get(*end)?));
        let quotes = row.quotes.iter().map(|q| LabelledQuote {
            content: q.spans.iter().filter_map(span).collect(),
            source: q.speaker_spans.iter().filter_map(span).collect(),
            cue: q.cue_spans.iter().filter_map(span).collect(),
        });
        let article = Article::new(None, &row.text);
        let quotes = quotes.collect();
        articles.push(LabelledArticle { segmentation: segment(&article, pack), article, quotes });
    }
    let learned = learn_attribution(&articles, pack);
    let choices: Vec<(String, [f32; 1])> = learned.choices.into_iter().map(|(name, w)| (name, [w])).collect();
    write(
        &out.join("attribution.csv"),
        "what is reported, which cue introduces a quotation, who is cited",
        "weight",
        &choices,
    )?;
    write(
        &out.join("attribution_cues.csv"),
        "which cues report, and on which side",
        "after,before,around",
        &learned.cues,
    )
}

/// Writes a table of weights, sorted as every data file.
fn write<const N: usize>(path: &Path, what: &str, columns: &str, rows: &[(String, [f32; N])]) -> Result<()> {
    let mut lines = Vec::new();
    for (feature, weights) in rows {
        let cells = weights.map(|w| if w.abs() < 0.005 { String::new() } else { format!("{w:.2}") });
        let mut line = csv::Writer::from_writer(Vec::new());
        line.write_record([feature].into_iter().chain(&cells))?;
        lines.push(String::from_utf8(line.into_inner()?)?);
    }
    lines.sort();
    let head = format!(
        "# Weights of attribution: {what}.\n\
         # Learned by examples/train_attribution.rs from the PolNeAR corpus (training part); see data/README.md.\n\
         feature,{columns}\n"
    );
    std::fs::write(path, head + &lines.concat()).with_context(|| format!("{} cannot be written", path.display()))
}

/// The lines of a file, plain or compressed.
fn open(path: &str) -> Result<Box<dyn BufRead>> {
    let file = File::open(path).with_context(|| format!("{path} cannot be read"))?;
    let reader: Box<dyn Read> = if std::path::Path::new(path).extension().is_some_and(|e| e == "gz") {
        Box::new(flate2::read::GzDecoder::new(file))
    } else {
        Box::new(file)
    };
    Ok(Box::new(BufReader::new(reader)))
}
