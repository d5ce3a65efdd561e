//! Writes the features of labelled pairs as tab-separated values: what `train` fits curves to.
//!
//! `features align ARTICLES.jsonl.gz SENTENCES.jsonl.gz` or `features pairs PAIRS.jsonl.gz`;
//! columns: fold, weight group, label, then one a feature.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};

use anyhow::{Result, bail};
use claimdiff::annotate::{Annotated, annotate};
use claimdiff::config::Settings;
use claimdiff::extract::{StoryClaims, extract};
use claimdiff::language::pack;
use claimdiff::model::{Article, Block, BlockKind, Claim, ClaimContent, Segmentation, Sentence, Span};
use claimdiff::score::{FEATURE_NAMES, Scorer};
use claimdiff::segment::lead;
use claimdiff::story::{ArticleSketch, LINK_FEATURES};
use serde::Deserialize;
use serde::de::DeserializeOwned;

fn rows<T: DeserializeOwned>(path: &str) -> Result<Vec<T>> {
    let file = flate2::read::MultiGzDecoder::new(std::fs::File::open(path)?);
    BufReader::new(file).lines().map(|line| Ok(serde_json::from_str(&line?)?)).collect()
}

#[derive(Deserialize)]
struct ArticleRow {
    id: String,
    story: String,
    topic: String,
    text: String,
    sentences: Vec<SentenceRow>,
}

#[derive(Deserialize)]
struct SentenceRow {
    i: serde_json::Value,
    text: String,
}

#[derive(Deserialize)]
struct LabelRow {
    doc: String,
    story: String,
    sent: serde_json::Value,
    mentions: Vec<Mention>,
}

#[derive(Deserialize)]
struct Mention {
    kind: String,
    chain: String,
    r#type: String,
}

#[derive(Deserialize)]
struct PairRow {
    id: String,
    text_a: String,
    text_b: String,
    label: serde_json::Value,
}

/// A labelled sentence: the claim that stands there and the events that it tells of.
struct Labelled {
    claim: u32,
    article: u32,
    story: String,
    events: BTreeSet<String>,
}

const NOT_EVENTS: [&str; 3] = ["ACTION_REPORTING", "ACTION_ASPECTUAL", "NEG_ACTION_REPORTING"];

fn name(value: &serde_json::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn write(out: &mut impl std::io::Write, fold: &str, group: &str, label: &str, features: &[f32]) -> Result<()> {
    write!(out, "{fold}\t{group}\t{label}")?;
    for value in features {
        write!(out, "\t{value:.5}")?;
    }
    writeln!(out)?;
    Ok(())
}

fn align(articles: &str, labels: &str, out: &mut impl std::io::Write) -> Result<()> {
    let mut topics: BTreeMap<String, Vec<ArticleRow>> = BTreeMap::new();
    for row in rows::<ArticleRow>(articles)? {
        topics.entry(row.topic.clone()).or_default().push(row);
    }
    let mut labelled: BTreeMap<(String, String), LabelRow> = BTreeMap::new();
    for row in rows::<LabelRow>(labels)? {
        labelled.insert((row.doc.clone(), name(&row.sent)), row);
    }
    for (topic, rows) in &topics {
        let texts: Vec<Article> = rows.iter().map(|r| Article::new(None, &r.text)).collect();
        let segmentations: Vec<_> = rows.iter().map(as_labelled).collect();
        let annotated: Vec<Annotated<'_>> =
            texts.iter().zip(&segmentations).map(|(a, s)| annotate(a, s, pack("en"))).collect();
        let mut claims: Vec<Claim> = Vec::new();
        for (i, article) in (0..).zip(&annotated) {
            claims.extend(extract(article, i, &Settings::default()));
        }
        let story = StoryClaims::new(&annotated, &claims);
        let scorer = Scorer::new(&story);
        let mut sentences = Vec::new();
        for (i, row) in (0u32..).zip(rows) {
            sentences.extend(place(row, i, &claims, &labelled));
        }
        for (at, x) in sentences.iter().enumerate() {
            for y in sentences[at + 1..].iter().filter(|y| y.article != x.article) {
                let shared = x.events.intersection(&y.events).count() as f64;
                let jaccard = shared / x.events.union(&y.events).count() as f64;
                if jaccard == 0.0 || jaccard >= 0.5 {
                    let label = if jaccard > 0.0 { "1" } else { "0" };
                    let group = if x.story == y.story { "inside" } else { "across" };
                    write(out, topic, group, label, scorer.pair(x.claim, y.claim).features())?;
                }
            }
        }
    }
    Ok(())
}

/// Pairs of articles: yes where both tell of one event.
fn stories(articles: &str, out: &mut impl std::io::Write) -> Result<()> {
    let rows = rows::<ArticleRow>(articles)?;
    let sketch = |row: &ArticleRow| ArticleSketch::of(&Article::new(None, &row.text), pack("en"));
    let sketches: Vec<ArticleSketch> = rows.iter().map(sketch).collect();
    for (i, x) in rows.iter().enumerate() {
        for (j, y) in rows.iter().enumerate().skip(i + 1) {
            let features = sketches[i].features(&sketches[j]);
            if features[0] > 0.03 {
                let label = if x.story == y.story { "1" } else { "0" };
                write(out, &x.topic, &y.topic, label, &features)?;
            }
        }
    }
    Ok(())
}

/// Words at which the running text of an article may begin: yes where a labelled sentence does.
fn leads(articles: &str, out: &mut impl std::io::Write) -> Result<()> {
    for row in rows::<ArticleRow>(articles)? {
        let starts: BTreeSet<u32> = as_labelled(&row).sentences.iter().map(|s| s.span.start).collect();
        let body = Span::of(0..row.text.len());
        for candidate in lead::candidates(&row.text, body, pack("en")) {
            let label = if starts.contains(&u32::try_from(candidate.at)?) { "1" } else { "0" };
            write(out, &row.topic, &row.id, label, &candidate.features)?;
        }
    }
    Ok(())
}

/// The sentences as the labels cut them.
fn as_labelled(row: &ArticleRow) -> Segmentation {
    let mut out = Segmentation::default();
    let mut at = 0;
    for sentence in &row.sentences {
        let Some(start) = row.text[at..].find(&sentence.text).map(|k| at + k) else { continue };
        at = start + sentence.text.len();
        let block = u32::try_from(out.blocks.len()).unwrap_or(u32::MAX);
        let span = Span::of(start..at);
        out.blocks.push(Block { kind: BlockKind::Paragraph, span, paragraph: block });
        out.sentences.push(Sentence { span, block });
    }
    out
}

/// The labelled sentences of an article, each with the claim that covers most of it.
fn place(
    row: &ArticleRow,
    article: u32,
    claims: &[Claim],
    labelled: &BTreeMap<(String, String), LabelRow>,
) -> Vec<Labelled> {
    let mut found = Vec::new();
    let mut at = 0;
    for sentence in &row.sentences {
        let Some(start) = row.text[at..].find(&sentence.text).map(|k| at + k) else { continue };
        at = start + sentence.text.len();
        let Some(label) = labelled.get(&(row.id.clone(), name(&sentence.i))) else { continue };
        let is_event = |m: &&Mention| m.kind == "event" && !NOT_EVENTS.iter().any(|n| m.r#type.starts_with(n));
        let events: BTreeSet<String> = label.mentions.iter().filter(is_event).map(|m| m.chain.clone()).collect();
        let whole = |c: &Claim| matches!(&c.content, ClaimContent::Statement(s) if !s.clause);
        let shared = |c: &Claim| (at.min(c.span.end as usize)).saturating_sub(start.max(c.span.start as usize));
        let best =
            (0u32..).zip(claims).filter(|(_, c)| c.article == article && whole(c)).max_by_key(|(_, c)| shared(c));
        if let Some((claim, _)) = best.filter(|(_, c)| shared(c) > 0 && !events.is_empty()) {
            found.push(Labelled { claim, article, story: label.story.clone(), events });
        }
    }
    found
}

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let mut out = BufWriter::new(std::io::stdout().lock());
    let names = match args.first().map(String::as_str) {
        Some("stories") => &LINK_FEATURES[..],
        Some("lead") => &lead::NAMES[..],
        _ => &FEATURE_NAMES[..],
    };
    writeln!(out, "fold\tgroup\tlabel\t{}", names.join("\t"))?;
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["align", articles, labels] => align(articles, labels, &mut out)?,
        ["stories", articles] => stories(articles, &mut out)?,
        ["lead", articles] => leads(articles, &mut out)?,
        ["pairs", pairs] => {
            for row in rows::<PairRow>(pairs)? {
                let [a, b] = [&row.text_a, &row.text_b].map(|text| {
                    let mut article = Article::new(None, text);
                    article.language = Some("en".into());
                    article
                });
                write(&mut out, &row.id, "pair", &name(&row.label), &claimdiff::pipeline::pair_features(&a, &b))?;
            }
        }
        _ => bail!("usage: features align ARTICLES SENTENCES | lead ARTICLES | pairs PAIRS | stories ARTICLES"),
    }
    Ok(())
}
