//! Writes the features of labelled pairs as tab-separated values: what `train` fits curves to.
//!
//! `features align ARTICLES.jsonl.gz SENTENCES.jsonl.gz` or `features pairs PAIRS.jsonl.gz [MODEL]`, where MODEL is the
//! folder of a sentence encoder (feature `semantic`);
//! columns: fold, weight group, label, then one a feature.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};

use std::path::Path;
use std::sync::Arc;

use anyhow::{Result, bail};
use claimdiff::annotate::{Annotated, annotate};
use claimdiff::candidates::find_candidates;
use claimdiff::config::Settings;
use claimdiff::extract::{StoryClaims, extract};
use claimdiff::language::pack;
use claimdiff::meaning::Encoder;
use claimdiff::model::{
    Article, Block, BlockKind, Claim, ClaimContent, Class, Curves, Segmentation, Sentence, Span, Token, Weights,
};
use claimdiff::score::{
    CONTRADICTION_NAMES, Example, FEATURE_NAMES, Features, Fit, OF_PAIR, Scorer, says_the_same_only, slope,
};
use claimdiff::segment::{lead, segment};
use claimdiff::story::{ArticleSketch, LINK_FEATURES};
use claimdiff::work::OneThread;
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
    #[serde(default)]
    set: String,
}

impl PairRow {
    fn texts(&self) -> [Article; 2] {
        [&self.text_a, &self.text_b].map(|text| {
            let mut article = Article::new(None, text);
            article.language = Some("en".into());
            article
        })
    }
}

/// The sets of pairs that contradictions are learned from: those that were not written to fool a program.
const TAUGHT: [&str; 5] = [
    "pairs_feversymmetric_dev",
    "pairs_negation_mnli",
    "pairs_negation_snli",
    "pairs_rte3_3way_dev",
    "pairs_conjnli_dev",
];

/// What a text says or denies, as the stems of its words: pairs of one text stay together, and with them those of its denial.
fn said(text: &Article) -> String {
    let segmentation = segment(text, pack("en"));
    let annotated = annotate(text, &segmentation, pack("en"));
    let says = |t: &&Token| t.is_content() && !t.is(Class::NEGATION | Class::AUXILIARY);
    let stems: Vec<String> = annotated.tokens.iter().filter(says).map(|t| format!("{:016x}", t.stem.0)).collect();
    stems.concat()
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

/// A labelled pair of sentences.
struct Line {
    group: &'static str,
    label: f64,
    features: Features,
    /// The claims, the earlier first.
    claims: (u32, u32),
}

/// Articles that are compared as one story, and their labelled pairs.
struct Labels<'a> {
    topic: &'a str,
    articles: Vec<&'a ArticleRow>,
    lines: Vec<Line>,
}

/// Sizes of the small stories that are made of each large one, for a model that knows both.
const SMALL_STORIES: [usize; 2] = [5, 2];

/// Pairs of sentences of different articles of a topic, and of small stories taken from it: yes where
/// both tell of the same events. The context of a pair is that of the program: all candidates of the
/// story, by a model that did not see its topic.
fn align(articles: &str, labels: &str, out: &mut impl std::io::Write) -> Result<()> {
    let mut topics: BTreeMap<String, Vec<ArticleRow>> = BTreeMap::new();
    for row in rows::<ArticleRow>(articles)? {
        topics.entry(row.topic.clone()).or_default().push(row);
    }
    let mut labelled: BTreeMap<(String, String), LabelRow> = BTreeMap::new();
    for row in rows::<LabelRow>(labels)? {
        labelled.insert((row.doc.clone(), name(&row.sent)), row);
    }
    let mut stories: Vec<Labels<'_>> = Vec::new();
    for (topic, rows) in &topics {
        let mut add = |articles| stories.push(Labels { topic, articles, lines: Vec::new() });
        add(rows.iter().collect());
        let mut of_story: BTreeMap<&str, Vec<&ArticleRow>> = BTreeMap::new();
        for row in rows {
            of_story.entry(&row.story).or_default().push(row);
        }
        for size in SMALL_STORIES {
            let small = of_story.values().flat_map(|rows| rows.chunks(size)).filter(|rows| rows.len() == size);
            small.for_each(|rows| add(rows.to_vec()));
        }
    }
    let settings = Settings::default();
    for story in &mut stories {
        story.lines = compared(&story.articles, &settings, |scorer, claims, _| {
            labelled_pairs(&story.articles, claims, &labelled, scorer)
        });
    }
    let folds: BTreeMap<&str, usize> =
        topics.keys().enumerate().map(|(i, topic)| (topic.as_str(), i % FOLDS)).collect();
    let models =
        (0..FOLDS).map(|fold| first_look(&stories, |topic| folds[topic] != fold)).collect::<Result<Vec<_>>>()?;
    for story in &mut stories {
        let weights = Weights { first_look: Some(models[folds[story.topic]].clone()), ..Weights::default() };
        let settings = Settings { weights: Some(Arc::new(weights)), ..Settings::default() };
        let context = compared(&story.articles, &settings, |scorer, _, pairs| {
            scorer.context(&scorer.look(pairs, &settings).collect::<Vec<_>>()).unwrap_or_default()
        });
        for line in &mut story.lines {
            line.features[OF_PAIR..OF_PAIR + CONTEXT].copy_from_slice(&context.of(line.claims.0, line.claims.1));
            write(out, story.topic, line.group, &line.label.to_string(), &line.features)?;
        }
    }
    Ok(())
}

/// The names of the features that the first look reads.
const FIRST: &[&str] = FEATURE_NAMES.first_chunk::<OF_PAIR>().expect("the first of the features").as_slice();
/// How many features the context has.
const CONTEXT: usize = claimdiff::score::context::NAMES.len();
/// Topics are left out in so many turns.
const FOLDS: usize = 6;

/// A model of the first look, fitted to the topics of which `seen` is true.
fn first_look(stories: &[Labels<'_>], seen: impl Fn(&str) -> bool) -> Result<Curves> {
    let lines = stories.iter().filter(|story| seen(story.topic)).flat_map(|story| &story.lines);
    let example = |l: &Line| Example { features: l.features[..OF_PAIR].to_vec(), label: l.label, weight: 1.0 };
    let examples: Vec<Example> = lines.map(example).collect();
    let fit = Fit { ridge: 10.0, knots: 8, ..Fit::default() };
    let left_out: Vec<&str> = FIRST.iter().copied().filter(|name| says_the_same_only(name)).collect();
    Ok(Curves::parse(&fit.fit(FIRST, &examples, &left_out, slope))?)
}

/// What `read` makes of some articles as the program compares them, but by bare stems: the scorer, the claims and the candidate
/// pairs. Trees that are fitted to families of words know less of topics that they did not see (docs/decisions/0013).
fn compared<T>(
    rows: &[&ArticleRow],
    settings: &Settings,
    read: impl FnOnce(&Scorer<'_>, &[Claim], &[(u32, u32)]) -> T,
) -> T {
    let texts: Vec<Article> = rows.iter().map(|r| Article::new(None, &r.text)).collect();
    let segmentations: Vec<_> = texts.iter().map(|text| segment(text, pack("en"))).collect();
    let annotated: Vec<Annotated<'_>> =
        texts.iter().zip(&segmentations).map(|(a, s)| by_stems(annotate(a, s, pack("en")))).collect();
    let mut claims: Vec<Claim> = Vec::new();
    for (i, article) in (0..).zip(&annotated) {
        claims.extend(extract(article, i, settings));
    }
    let story = StoryClaims::new(&annotated, &claims);
    read(&Scorer::new(&story, settings, &OneThread), &claims, &find_candidates(&story).pairs)
}

/// An article whose words stand for their stems alone.
fn by_stems(mut article: Annotated<'_>) -> Annotated<'_> {
    for token in &mut article.tokens {
        token.concept = token.stem;
        token.class.remove(Class::IN_KNOWN_NAME);
    }
    article
}

/// The labelled pairs of some articles, each as it looks alone.
fn labelled_pairs(
    rows: &[&ArticleRow],
    claims: &[Claim],
    labelled: &BTreeMap<(String, String), LabelRow>,
    scorer: &Scorer<'_>,
) -> Vec<Line> {
    let mut sentences = Vec::new();
    for (i, row) in (0u32..).zip(rows) {
        sentences.extend(place(row, i, claims, labelled));
    }
    let small = SMALL_STORIES.contains(&rows.len());
    let mut lines = Vec::new();
    for (at, x) in sentences.iter().enumerate() {
        for y in sentences[at + 1..].iter().filter(|y| y.article != x.article) {
            let shared = x.events.intersection(&y.events).count() as f64;
            let jaccard = shared / x.events.union(&y.events).count() as f64;
            if jaccard == 0.0 || jaccard >= 0.5 {
                lines.push(Line {
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
    lines
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

/// The labelled sentences of an article that the program cuts much as the labels do, each with its claim.
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
        let both = |c: &Claim| at.max(c.span.end as usize) - start.min(c.span.start as usize);
        let best =
            (0u32..).zip(claims).filter(|(_, c)| c.article == article && whole(c)).max_by_key(|(_, c)| shared(c));
        if let Some((claim, _)) = best.filter(|(_, c)| 2 * shared(c) > both(c) && !events.is_empty()) {
            found.push(Labelled { claim, article, story: label.story.clone(), events });
        }
    }
    found
}

/// Pairs of texts that a script has.
fn pair_features(pairs: &str, settings: &Settings, out: &mut impl std::io::Write) -> Result<()> {
    for row in rows::<PairRow>(pairs)? {
        let [a, b] = row.texts();
        let features = claimdiff::pipeline::pair_features(&a, &b, settings);
        write(out, &row.id, "pair", &name(&row.label), &features)?;
    }
    Ok(())
}

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let mut out = BufWriter::new(std::io::stdout().lock());
    let names = match args.first().map(String::as_str) {
        Some("stories") => &LINK_FEATURES[..],
        Some("lead") => &lead::NAMES[..],
        Some("contradictions") => &CONTRADICTION_NAMES[..],
        _ => &FEATURE_NAMES[..],
    };
    writeln!(out, "fold\tgroup\tlabel\t{}", names.join("\t"))?;
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["align", articles, labels] => align(articles, labels, &mut out)?,
        ["stories", articles] => stories(articles, &mut out)?,
        ["lead", articles] => leads(articles, &mut out)?,
        ["contradictions", pairs] => {
            for row in rows::<PairRow>(pairs)?.iter().filter(|row| TAUGHT.contains(&row.set.as_str())) {
                let [a, b] = row.texts();
                let label = u8::from(name(&row.label) == "contradiction").to_string();
                let fold = said(&a);
                write(
                    &mut out,
                    &fold,
                    &row.set,
                    &label,
                    &claimdiff::pipeline::contradiction_features(&a, &b, &Settings::default()),
                )?;
            }
        }
        ["pairs", pairs] => pair_features(pairs, &Settings::default(), &mut out)?,
        ["pairs", pairs, model] => {
            let file = |name: &str| Ok(std::fs::read(Path::new(model).join(name))?);
            let settings = Settings { model: Some(Arc::new(Encoder::read(file)?)), ..Settings::default() };
            pair_features(pairs, &settings, &mut out)?;
        }
        _ => bail!(
            "usage: features align ARTICLES SENTENCES | lead ARTICLES | pairs PAIRS [MODEL] | contradictions PAIRS | stories ARTICLES"
        ),
    }
    Ok(())
}
