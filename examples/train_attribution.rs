//! Trains the weights of attribution (`attribution.csv`, `attribution_cues.csv`) on labelled articles.
//!
//! Usage: `cargo run --release --example train_attribution -- LABELLED.jsonl[.gz] data/en`
//!
//! With `--folds N` in place of the folder, the articles are parted into N and each part is read with weights learned from
//! the others; the quotes found are printed as `claimdiff claims --kinds quote --format jsonl` prints them.
//!
//! Each line holds an article: `id`, `text`, and `quotes`, each with `spans` (what was said),
//! `speaker_spans` and `cue_spans`: lists of [start, end) in Unicode code points of the text.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use anyhow::{Context, Result, bail};
use claimdiff::Settings;
use claimdiff::annotate::{LabelledArticle, LabelledQuote, annotate, learn_attribution};
use claimdiff::extract::extract;
use claimdiff::language::{self, AttributionModel, Pack, PackFiles};
use claimdiff::model::{Article, Claim, ClaimKind, Span};
use claimdiff::segment::segment;
use serde::Deserialize;

#[derive(Deserialize)]
struct Row {
    id: String,
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
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        [path, "--folds", folds] => across(&labelled(path)?, folds.parse()?),
        [path, out] => train(&labelled(path)?, Path::new(out)),
        _ => bail!("usage: train_attribution LABELLED.jsonl[.gz] FOLDER | --folds N"),
    }
}

/// Reads labelled articles: ids, and what is learned from.
fn labelled(path: &str) -> Result<Vec<(String, LabelledArticle)>> {
    let mut articles = Vec::new();
    for line in open(path)?.lines() {
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
        let segmentation = segment(&article, language::pack(LANGUAGE));
        articles.push((row.id, LabelledArticle { article, segmentation, quotes }));
    }
    Ok(articles)
}

/// The language of the articles.
const LANGUAGE: &str = "en";

/// Writes the weights learned from all articles.
fn train(articles: &[(String, LabelledArticle)], out: &Path) -> Result<()> {
    let learned = learn_attribution(articles.iter().map(|(_, a)| a), language::pack(LANGUAGE));
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

/// Prints the quotes of each part, found with weights learned from the others.
fn across(articles: &[(String, LabelledArticle)], folds: usize) -> Result<()> {
    let settings = Settings { claim_kinds: vec![ClaimKind::Quote], ..Settings::default() };
    for fold in 0..folds {
        let parts = || articles.iter().enumerate();
        let rest = parts().filter(|(i, _)| i % folds != fold).map(|(_, (_, a))| a);
        let learned = learn_attribution(rest, language::pack(LANGUAGE));
        let pack = pack_with(learned.model())?;
        for (_, (id, labelled)) in parts().filter(|(i, _)| i % folds == fold) {
            let annotated = annotate(&labelled.article, &labelled.segmentation, pack);
            for claim in extract(&annotated, 0, &settings) {
                println!("{}", row(id, &labelled.article, &claim));
            }
        }
    }
    Ok(())
}

/// The language's pack with another model; it lives as long as this program.
fn pack_with(model: AttributionModel) -> Result<&'static Pack> {
    let files = language::embedded_files().filter(|(code, ..)| *code == LANGUAGE).map(|(_, name, text)| (name, text));
    let files: Vec<(&str, &str)> = files.collect();
    let mut pack = Pack::read(LANGUAGE, &PackFiles::new(LANGUAGE, files.leak()))?;
    pack.attribution = model;
    Ok(Box::leak(Box::new(pack)))
}

/// A quote as the table of claims has it: offsets in Unicode code points.
fn row(id: &str, article: &Article, claim: &Claim) -> serde_json::Value {
    let at = |byte: u32| article.buffer()[..byte as usize].chars().count();
    let spans: Vec<[usize; 2]> = claim.pieces.iter().map(|p| [at(p.start), at(p.end)]).collect();
    serde_json::json!({
        "article_id": id,
        "kind": ClaimKind::Quote.name(),
        "char_start": at(claim.span.start),
        "char_end": at(claim.span.end),
        "spans": spans,
        "quote_type": claim.quote().map(|q| q.quote_type.name()),
        "speaker_start": claim.attribution.source.map(|s| at(s.start)),
        "speaker_end": claim.attribution.source.map(|s| at(s.end)),
        "cue": claim.attribution.cue.map(|s| article.slice(s)),
        "cue_at": claim.attribution.cue.map(|s| at(s.start)),
        "cue_end": claim.attribution.cue.map(|s| at(s.end)),
    })
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
