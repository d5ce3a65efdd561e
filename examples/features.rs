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
use claimdiff::language::{Curves, pack};
use claimdiff::model::{Article, Block, BlockKind, Claim, ClaimContent, Segmentation, Sentence, Span};
use claimdiff::score::context::Context;
use claimdiff::score::{Example, FEATURE_NAMES, Features, Fit, OF_PAIR, SAYS_THE_SAME_ONLY, Scorer, slope};
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

/// A labelled pair of sentences: its row, and the claims by which the context finds it.
struct PairLine {
    topic: String,
    group: &'static str,
    label: f64,
    features: Features,
    claims: (u32, u32),
}

/// Sizes of the small stories that are made of each large one, for a model that knows both.
const SMALL_STORIES: [usize; 2] = [5, 2];

/// Pairs of sentences of different articles of a topic, and of small stories taken from it: yes where
/// both tell of the same events. The context of a pair is what others look like to a model that did not
/// see its topic.
fn align(articles: &str, labels: &str, out: &mut impl std::io::Write) -> Result<()> {
    let mut topics: BTreeMap<String, Vec<ArticleRow>> = BTreeMap::new();
    for row in rows::<ArticleRow>(articles)? {
        topics.entry(row.topic.clone()).or_default().push(row);
    }
    let mut labelled: BTreeMap<(String, String), LabelRow> = BTreeMap::new();
    for row in rows::<LabelRow>(labels)? {
        labelled.insert((row.doc.clone(), name(&row.sent)), row);
    }
    let mut stories: Vec<(Vec<Claim>, Vec<PairLine>)> = Vec::new();
    for rows in topics.values() {
        stories.push(pairs_of(&rows.iter().collect::<Vec<_>>(), &labelled));
        let mut of_story: BTreeMap<&str, Vec<&ArticleRow>> = BTreeMap::new();
        for row in rows {
            of_story.entry(&row.story).or_default().push(row);
        }
        for size in SMALL_STORIES {
            let small = of_story.values().flat_map(|rows| rows.chunks(size)).filter(|rows| rows.len() == size);
            stories.extend(small.map(|rows| pairs_of(rows, &labelled)));
        }
    }
    let folds: BTreeMap<&String, usize> = topics.keys().enumerate().map(|(i, topic)| (topic, i % FOLDS)).collect();
    let models =
        (0..FOLDS).map(|fold| first_look(&stories, |topic| folds[topic] != fold)).collect::<Result<Vec<_>>>()?;
    for (claims, lines) in &mut stories {
        let look = |line: &PairLine| models[folds[&line.topic]].log_odds(FIRST, &line.features[..OF_PAIR]);
        let alone: Vec<f32> = lines.iter().map(look).collect();
        let context = Context::new(claims, lines.iter().zip(&alone).map(|(line, alone)| (line.claims, *alone)));
        for line in lines {
            line.features[OF_PAIR..].copy_from_slice(&context.of(line.claims.0, line.claims.1));
            write(out, &line.topic, line.group, &line.label.to_string(), &line.features)?;
        }
    }
    Ok(())
}

/// The names of the features that the first look reads.
const FIRST: &[&str] = FEATURE_NAMES.first_chunk::<OF_PAIR>().expect("the first of the features").as_slice();
/// Topics are left out in so many turns.
const FOLDS: usize = 6;

/// A model of the first look, fitted to the topics of which `seen` is true.
fn first_look(stories: &[(Vec<Claim>, Vec<PairLine>)], seen: impl Fn(&String) -> bool) -> Result<Curves> {
    let lines = stories.iter().flat_map(|(_, lines)| lines).filter(|line| seen(&line.topic));
    let example = |l: &PairLine| Example { features: l.features[..OF_PAIR].to_vec(), label: l.label, weight: 1.0 };
    let examples: Vec<Example> = lines.map(example).collect();
    let fit = Fit { ridge: 10.0, knots: 8, ..Fit::default() };
    Ok(Curves::parse(&fit.fit(FIRST, &examples, &SAYS_THE_SAME_ONLY, slope))?)
}

/// The labelled pairs of some articles, compared as one story.
fn pairs_of(rows: &[&ArticleRow], labelled: &BTreeMap<(String, String), LabelRow>) -> (Vec<Claim>, Vec<PairLine>) {
    let texts: Vec<Article> = rows.iter().map(|r| Article::new(None, &r.text)).collect();
    let segmentations: Vec<_> = rows.iter().map(|r| as_labelled(r)).collect();
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
        sentences.extend(place(row, i, &claims, labelled));
    }
    let small = SMALL_STORIES.contains(&rows.len());
    let mut lines = Vec::new();
    for (at, x) in sentences.iter().enumerate() {
        for y in sentences[at + 1..].iter().filter(|y| y.article != x.article) {
            let shared = x.events.intersection(&y.events).count() as f64;
            let jaccard = shared / x.events.union(&y.events).count() as f64;
            if jaccard == 0.0 || jaccard >= 0.5 {
                lines.push(PairLine {
                    topic: rows[0].topic.clone(),
                    group: if small {
                        "small"
                    } else if x.story == y.story {
                        "inside"
                    } else {
                        "across"
                    },
                    label: f64::from(u8::from(jaccard > 0.0)),
                    features: *scorer.pair(x.claim, y.claim).features(),
                    claims: (x.claim.min(y.claim), x.claim.max(y.claim)),
                });
            }
        }
    }
    (claims, lines)
}

/// Articles whose words have less in common (the root of a cosine of .03) are never asked about.
const LEAST_IN_COMMON: f32 = 0.173;

/// Pairs of articles: yes where both tell of one event.
fn stories(articles: &str, out: &mut impl std::io::Write) -> Result<()> {
    let rows = rows::<ArticleRow>(articles)?;
    let sketch = |row: &ArticleRow| ArticleSketch::of(&Article::new(None, &row.text), pack("en"));
    let sketches: Vec<ArticleSketch> = rows.iter().map(sketch).collect();
    for (i, x) in rows.iter().enumerate() {
        for (j, y) in rows.iter().enumerate().skip(i + 1) {
            let features = sketches[i].features(&sketches[j]);
            if features[0] > LEAST_IN_COMMON {
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
