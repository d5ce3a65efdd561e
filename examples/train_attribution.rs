//! Trains the weights of attribution (`data/en/attribution.csv`) on labelled articles.
//!
//! Usage: `cargo run --release --example train_attribution -- LABELLED.jsonl[.gz] > data/en/attribution.csv`
//!
//! Each line holds an article: `text`, and `quotes`, each with `spans` (what was said),
//! `speaker_spans` and `cue_spans`: lists of [start, end) in Unicode code points of the text.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};

use anyhow::{Context, Result};
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
    let path = std::env::args().nth(1).context("usage: train_attribution LABELLED.jsonl[.gz]")?;
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
    let mut out = std::io::stdout().lock();
    writeln!(out, "# Weights of attribution: which words report speech, what they report, and who is cited.")?;
    writeln!(
        out,
        "# Learned by examples/train_attribution.rs from the PolNeAR corpus (training part); see data/README.md."
    )?;
    writeln!(out, "feature,after,before,around")?;
    let mut lines = Vec::new();
    for (feature, weights) in learn_attribution(&articles, pack) {
        let cells = weights.map(|w| if w.abs() < 0.005 { String::new() } else { format!("{w:.2}") });
        let mut line = csv::Writer::from_writer(Vec::new());
        line.write_record([feature].iter().chain(&cells))?;
        lines.push(String::from_utf8(line.into_inner()?)?);
    }
    lines.sort();
    out.write_all(lines.concat().as_bytes())?;
    Ok(())
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
