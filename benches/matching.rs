//! The matching core beside its peers: the same sentences, in the same run.
//!
//! `cargo bench --bench matching -- [SENTENCES,...] [--no-peers | --times]`, 10,000 and 20,000 by default; `just bench-matching`.
//! `--times` prints what ours takes and no more: no recall, no peers.
//! The sentences are those of whole articles of a corpus of real news (`CLAIMDIFF_CORPUS`, JSON Lines, or the
//! evaluation's) in the order of their days, else of a generated one.
//!
//! **What is compared.** All articles are offered as one story, so that ours may pair any two sentences of different
//! articles, as the peers do. That is the hardest case for us: `compare` finds the stories first and looks only inside
//! them, and a second line says what that costs and gives. What counts is candidates, profiles and scores, not the
//! reading and annotating before; of the peers the comparison alone, not the making of vectors.
//!
//! **What is true.** Brute force with our full scorer: the pairs of sentences of different articles that it puts at .5 or
//! above when every pair is a candidate; from 20,000 sentences up, those of 1,000 sentences drawn at random. Recall is the share of them
//! that is found; `benches/peers.py` gives each peer the threshold at which it returns as many pairs as we do.

mod corpus;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::process::Command;
use std::time::Instant;

use claimdiff::annotate::{Annotated, annotate};
use claimdiff::extract::{StoryClaims, extract};
use claimdiff::model::{Claim, ClaimContent, ClaimIndex, ClaimKind, Match, Probability, Segmentation};
use claimdiff::score::{Promising, Scorer};
use claimdiff::segment::segment;
use claimdiff::story::{find_stories, sketch};
use claimdiff::{Article, Settings, language, pipeline};
use rayon::prelude::*;

/// From so many sentences up, the true pairs of some sentences stand for all.
const DRAWN_FROM: usize = 20_000;
const DRAWN: usize = 1000;
/// What the extrapolation is to.
const MANY: f64 = 1e6;

type Pair = (ClaimIndex, ClaimIndex);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let sizes = arguments.iter().find(|a| a.starts_with(|c: char| c.is_ascii_digit()));
    let sizes: Vec<usize> = sizes
        .map_or("10000,20000", String::as_str)
        .split(',')
        .filter_map(|n| n.replace('_', "").parse().ok())
        .collect();
    let mut all = corpus::news(usize::MAX);
    if all.is_empty() {
        println!("no corpus at hand (CLAIMDIFF_CORPUS): sentences of a generated one");
        all = corpus::corpus(2000, 8);
    }
    all.sort_by(|a, b| a.published.map(|m| m.sort_key()).cmp(&b.published.map(|m| m.sort_key())).then(a.id.cmp(&b.id)));
    let asked = |name: &str| arguments.iter().any(|a| a == name);
    let compared = match (asked("--times"), asked("--no-peers")) {
        (true, _) => Compared::Nothing,
        (_, true) => Compared::BruteForce,
        _ => Compared::Peers,
    };
    let measured: Vec<Measured> = sizes.into_iter().map(|size| measure(&all, size, compared)).collect();
    print_growth(&measured);
}

/// What ours is compared with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Compared {
    Nothing,
    BruteForce,
    Peers,
}

/// One size: the number of sentences, and the seconds of each method by name.
struct Measured {
    sentences: f64,
    seconds: Vec<(String, f64)>,
}

/// What a million sentences would take each method.
fn print_growth(measured: &[Measured]) {
    let Some(last) = measured.last() else { return };
    println!("\n{:<32} {:>9} {:>14}", "", "exponent", "a million, s");
    for (name, seconds) in &last.seconds {
        let before = measured.iter().rev().skip(1).find_map(|m| {
            let (_, seconds) = m.seconds.iter().find(|(other, _)| other == name)?;
            Some((m.sentences, seconds))
        });
        let exponent = before.map_or(2.0, |(n, before)| (seconds / before).ln() / (last.sentences / n).ln());
        println!("{name:<32} {exponent:>9.2} {:>14.0}", seconds * (MANY / last.sentences).powf(exponent));
    }
}

/// Measures one size and prints its table.
fn measure(all: &[Article], size: usize, compared: Compared) -> Measured {
    let settings = Settings { claim_kinds: vec![ClaimKind::Statement], ..Settings::default() };
    let (articles, segmentations) = first(all, size);
    let annotated: Vec<Annotated<'_>> =
        articles.iter().zip(&segmentations).map(|(a, s)| annotate(a, s, language::pack("en"))).collect();
    let claims: Vec<Claim> = (0u32..).zip(&annotated).flat_map(|(i, a)| extract(a, i, &settings)).collect();
    let story = StoryClaims::new(&annotated, &claims);
    let sentences: Vec<ClaimIndex> = (0..).zip(&claims).filter(|(_, c)| is_sentence(c)).map(|(i, _)| i).collect();
    let threads = rayon::current_num_threads();
    println!("\n{} sentences of {} articles, {threads} threads", sentences.len(), articles.len());
    let mut measured = Measured { sentences: sentences.len() as f64, seconds: Vec::new() };

    let ((candidates, scorer), preparing) = timed(|| pipeline::prepared(&story, &settings));
    let (matches, scoring) = timed(|| pipeline::scored(&scorer, &candidates.pairs, &settings));
    let pairs = candidates.pairs.len();
    let of_a_pair = |seconds: f64| seconds * 1e9 * threads as f64 / pairs.max(1) as f64;
    let seconds = preparing + scoring;
    println!(
        "ours: {pairs} candidate pairs found, beside the profiles, in {preparing:.2} s, scoring {scoring:.2} s; \
         a candidate pair takes a thread {:.0} ns to score, {:.0} ns in all",
        of_a_pair(scoring),
        of_a_pair(seconds),
    );
    if compared == Compared::Nothing {
        measured.seconds.push((OURS.into(), seconds));
        return measured;
    }

    let queries = draw(&sentences);
    let ours = alike(&claims, &matches, &queries);
    let (truth, looking) =
        timed(|| brute_force(&scorer, &claims, &sentences, (&queries, &candidates.pairs), &settings));
    println!(
        "brute force with the full scorer: {} pairs of {} sentences at .5 or above, {looking:.1} s",
        truth.len(),
        queries.len(),
    );
    let recall = |found: &BTreeSet<Pair>| truth.intersection(found).count() as f64 / truth.len().max(1) as f64;
    println!("{:<32} {:>9} {:>12} {:>8} {:>8}", "", "seconds", "pairs/s", "ratio", "recall");
    let mut line = |name: &str, time: f64, recall: f64, note: &str| {
        let pairs = measured.sentences * (measured.sentences - 1.0) / 2.0 / time;
        println!("{name:<32} {time:>9.2} {pairs:>12.0} {:>8.2} {recall:>8.3} {note}", time / seconds);
        measured.seconds.push((name.to_owned(), time));
    };
    line(OURS, seconds, recall(&ours), "");
    let (inside, time) = timed(|| in_stories(&articles, &settings));
    let note = format!("all stages; {} stories; recall of what one story gives", inside.1);
    let places: BTreeMap<Place, ClaimIndex> = sentences.iter().map(|i| (place(&articles, &claims, *i), *i)).collect();
    let known = |[a, b]: &[Place; 2]| Some((*places.get(a)?, *places.get(b)?));
    let inside_pairs = inside.0.iter().filter_map(known).map(|(a, b)| (a.min(b), a.max(b))).collect();
    line("ours, as `compare` does", time, recall(&inside_pairs), &note);
    if compared == Compared::Peers {
        for peer in ask_peers(&story, &sentences, (&queries, &truth, &ours)) {
            let text = |key: &str| peer[key].as_str().unwrap_or_default().to_owned();
            let number = |key: &str| peer[key].as_f64().unwrap_or(f64::NAN);
            let note = format!("at {:.3} {}", number("threshold"), text("note"));
            line(&text("name"), number("seconds"), number("recall"), &note);
        }
    }
    measured
}

/// What a method is called that takes all articles for one story.
const OURS: &str = "ours, one story";

/// What some work gives, and how many seconds it takes.
fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed().as_secs_f64())
}

fn is_sentence(claim: &Claim) -> bool {
    matches!(&claim.content, ClaimContent::Statement(s) if !s.clause)
}

/// The first articles, until they hold so many sentences.
fn first(all: &[Article], size: usize) -> (Vec<Article>, Vec<Segmentation>) {
    let mut sentences = 0;
    let segmented = all.iter().map(|a| (a.clone(), segment(a, language::pack("en"))));
    let taken = segmented.take_while(|(_, s)| {
        sentences += s.sentences.len();
        sentences <= size + size / 20
    });
    taken.unzip()
}

/// The sentences whose partners are looked for by brute force: all of few, some of many, by `SplitMix64`.
fn draw(sentences: &[ClaimIndex]) -> BTreeSet<ClaimIndex> {
    if sentences.len() < DRAWN_FROM * 9 / 10 {
        return sentences.iter().copied().collect();
    }
    let mut state = 6u64;
    let mut drawn = BTreeSet::new();
    while drawn.len() < DRAWN {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        drawn.insert(sentences[usize::try_from((z ^ (z >> 31)) % sentences.len() as u64).unwrap_or(0)]);
    }
    drawn
}

/// The matches of sentences at one half and above of which one is a query.
fn alike(claims: &[Claim], matches: &[Match], queries: &BTreeSet<ClaimIndex>) -> BTreeSet<Pair> {
    let of_sentences = |m: &&Match| [m.a, m.b].iter().all(|i| is_sentence(&claims[*i as usize]));
    let asked = |m: &&Match| queries.contains(&m.a) || queries.contains(&m.b);
    let alike = matches.iter().filter(|m| m.similarity >= Probability::HALF).filter(of_sentences).filter(asked);
    alike.map(|m| (m.a, m.b)).collect()
}

/// What the scorer finds where every pair with a query is a candidate, beside those that we look at.
fn brute_force(
    scorer: &Scorer<'_>,
    claims: &[Claim],
    sentences: &[ClaimIndex],
    (queries, candidates): (&BTreeSet<ClaimIndex>, &[Pair]),
    settings: &Settings,
) -> BTreeSet<Pair> {
    let article = |i: ClaimIndex| claims[i as usize].article;
    let hopeful = |query: &ClaimIndex| {
        let others = sentences.iter().filter(|s| article(**s) != article(*query));
        // a pair of two queries is looked at once
        let others = others.filter(|s| *s > query || !queries.contains(s));
        let pairs: Vec<Pair> = others.map(|s| (*query, *s)).collect();
        let in_order = |found: Promising| (found.pair.0.min(found.pair.1), found.pair.0.max(found.pair.1));
        scorer.look(&pairs, settings).map(in_order).collect::<Vec<_>>()
    };
    let queries_in_order: Vec<ClaimIndex> = queries.iter().copied().collect();
    let mut pairs: Vec<Pair> = queries_in_order.par_iter().flat_map_iter(hopeful).collect();
    pairs.extend_from_slice(candidates);
    pairs.sort_unstable();
    pairs.dedup();
    alike(claims, &pipeline::scored(scorer, &pairs, settings), queries)
}

/// Where a sentence stands: its article's id, and bytes.
type Place = (String, u32, u32);

fn place(articles: &[Article], claims: &[Claim], claim: ClaimIndex) -> Place {
    let claim = &claims[claim as usize];
    (articles[claim.article as usize].id.clone(), claim.span.start, claim.span.end)
}

/// The matches inside the stories that the program finds, and how many stories there are.
fn in_stories(articles: &[Article], settings: &Settings) -> (BTreeSet<[Place; 2]>, usize) {
    let sketches: Vec<_> = articles.par_iter().map(|a| sketch(a, settings)).collect();
    let stories = find_stories(articles, &sketches, settings);
    let count = stories.len();
    let compared = stories.into_par_iter().map(|story| {
        let members = story.articles.iter().map(|i| articles[*i].clone()).collect();
        pipeline::compare_story(story.id, members, settings)
    });
    let places = compared.flat_map_iter(|story| {
        let found = story.matches.iter().filter(|m| m.similarity >= Probability::HALF);
        let places = found.map(|m| [m.a, m.b].map(|i| place(&story.articles, &story.claims, i)));
        places.collect::<Vec<_>>()
    });
    (places.collect(), count)
}

/// What the peers take and find; nothing where Python or a package is missing.
fn ask_peers(
    story: &StoryClaims<'_>,
    sentences: &[ClaimIndex],
    (queries, truth, ours): (&BTreeSet<ClaimIndex>, &BTreeSet<Pair>, &BTreeSet<Pair>),
) -> Vec<serde_json::Value> {
    let number: BTreeMap<ClaimIndex, usize> = sentences.iter().copied().zip(0..).collect();
    let numbers = |pairs: &BTreeSet<Pair>| pairs.iter().map(|(a, b)| [number[a], number[b]]).collect::<Vec<_>>();
    let mut lines = String::new();
    for sentence in sentences {
        let claim = &story.claims[*sentence as usize];
        let row = serde_json::json!({ "text": story.text_of(claim), "article": claim.article });
        // writing to a string cannot fail
        let _ = writeln!(lines, "{row}");
    }
    let queries: Vec<usize> = queries.iter().map(|q| number[q]).collect();
    let pairs = serde_json::json!({ "queries": queries, "truth": numbers(truth), "returned": numbers(ours) });
    let ask = || -> std::io::Result<Vec<serde_json::Value>> {
        let folder = tempfile::tempdir()?;
        std::fs::write(folder.path().join("sentences.jsonl"), &lines)?;
        std::fs::write(folder.path().join("pairs.json"), pairs.to_string())?;
        let python = std::env::var_os("PYTHON").unwrap_or_else(|| "python3".into());
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/peers.py");
        let mut command = Command::new(python);
        command.arg(script).arg(folder.path()).args(["--workers", &rayon::current_num_threads().to_string()]);
        let output = command.stderr(std::process::Stdio::inherit()).output()?;
        let answers = String::from_utf8_lossy(&output.stdout).into_owned();
        Ok(answers.lines().filter_map(|line| serde_json::from_str(line).ok()).collect())
    };
    ask().unwrap_or_else(|error| {
        println!("the peers are skipped: {error} (PYTHON names the interpreter)");
        Vec::new()
    })
}
