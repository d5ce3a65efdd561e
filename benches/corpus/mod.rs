//! A corpus made for the benches: stories told by several invented outlets, the same for every run.
#![allow(dead_code, reason = "each bench uses a part of it")]

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use claimdiff::Article;
use claimdiff::model::Moment;

/// A small deterministic generator (SplitMix64): benches must not differ from run to run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.roll() % n as u64).unwrap_or(0)
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

const FIRST: &[&str] = &["Amara", "Dario", "Ilse", "Kemal", "Nadia", "Oskar", "Petra", "Ruben", "Selma", "Viktor"];
const LAST: &[&str] =
    &["Brandvold", "Castellan", "Dravik", "Harrowgate", "Ilyin", "Marchetti", "Okonjo", "Strand", "Tarrow", "Velasque"];
const TOWN: &[&str] =
    &["Carrowmere", "Dunhaven", "Eskerra", "Halvik", "Lomora", "Port Sable", "Quillan", "Tresk", "Ulverby", "Zarna"];
const THING: &[&str] =
    &["bridge", "depot", "ferry", "harbour", "mine", "pipeline", "refinery", "school", "station", "warehouse"];
const EVENT: &[&str] =
    &["blast", "collapse", "crash", "fire", "flood", "landslide", "leak", "raid", "shooting", "storm"];
const BODY: &[&str] =
    &["the interior ministry", "the coast guard", "the mayor's office", "the fire service", "the regional police"];

/// `stories` stories of `outlets` articles each, about 350 words an article.
pub fn corpus(stories: usize, outlets: usize) -> Vec<Article> {
    let mut dice = Dice(20_261_122);
    (0..stories).flat_map(|story| told_by(story, outlets, &mut dice)).collect()
}

fn told_by(story: usize, outlets: usize, dice: &mut Dice) -> Vec<Article> {
    let scene = Scene::new(dice);
    (0..outlets)
        .map(|outlet| {
            let mut sentences = scene.sentences(dice);
            // each outlet tells it in its own order and leaves something out
            for i in (1..sentences.len()).rev() {
                sentences.swap(i, dice.below(i + 1));
            }
            sentences.truncate(16 + dice.below(8));
            let paragraphs: Vec<String> = sentences.chunks(2).map(|pair| pair.join(" ")).collect();
            let mut article = Article::new(Some(&scene.title), &paragraphs.join("\n\n"));
            article.id = format!("story{story:05}-{outlet:02}");
            article.outlet = format!("Outlet {outlet}");
            article.story = Some(format!("story{story:05}"));
            article.language = Some("en".into());
            article
        })
        .collect()
}

struct Scene {
    title: String,
    town: &'static str,
    thing: &'static str,
    event: &'static str,
    who: String,
    body: &'static str,
    toll: usize,
}

impl Scene {
    fn new(dice: &mut Dice) -> Self {
        let (town, thing, event) = (dice.pick(TOWN), dice.pick(THING), dice.pick(EVENT));
        Self {
            title: format!("Dozens hurt in {town} {thing} {event}"),
            town,
            thing,
            event,
            who: format!("{} {}", dice.pick(FIRST), dice.pick(LAST)),
            body: dice.pick(BODY),
            toll: 3 + dice.below(60),
        }
    }

    fn sentences(&self, dice: &mut Dice) -> Vec<String> {
        let Self { town, thing, event, who, body, toll, .. } = self;
        let other = format!("{} {}", dice.pick(FIRST), dice.pick(LAST));
        let elsewhere = dice.pick(TOWN);
        let surname = who.split(' ').next_back().unwrap_or_default();
        let near = dice.pick(&["nearly", "at least", "more than", "about", "some"]);
        let said = dice.pick(&["said", "told reporters", "confirmed", "announced"]);
        let n = 20 + dice.below(400);
        vec![
            format!(
                "At least {toll} people were killed and {n} injured in a {event} at a {thing} in {town} on Tuesday, {body} {said}."
            ),
            format!(
                "The {event} began shortly after 6 a.m. and spread to two neighbouring buildings, according to {body}."
            ),
            format!(
                "“We have never seen anything like this, and we will not rest until we know why it happened,” {who} {said}."
            ),
            format!(
                "{surname}, who leads the inquiry, {said} that {near} {n} residents had been moved to shelters in {elsewhere}."
            ),
            format!("Witnesses described a loud noise, then smoke rising over the {thing}."),
            format!(
                "The {thing}, built in 1987, was inspected in March and found to be “in good order”, {other} {said}."
            ),
            format!("Damage is put at $4.{} million, roughly 12 percent of the town's yearly budget.", dice.below(9)),
            format!("{other} denied that warnings about the {thing} had been ignored."),
            format!(
                "It was the third {event} in the region in five years; a similar one in {elsewhere} left 11 dead in 2019."
            ),
            format!("Schools in {town} will stay closed until Monday, the mayor's office announced."),
            format!("“The alarm did not go off,” said one worker, who asked not to be named."),
            format!("Rescuers from {elsewhere} joined the search on Wednesday and found two more bodies."),
            format!("Among the dead were {} children, hospital officials {said}.", 1 + dice.below(9)),
            format!("Opposition parties called for the resignation of {who}, a demand that the government rejected."),
            format!("Trains between {town} and {elsewhere} were halted for {} hours.", 2 + dice.below(20)),
            format!(
                "The company that owns the {thing} said in a statement that it was cooperating with investigators."
            ),
            format!("Electricity has been restored to {n} of the {} homes that lost it.", n + 100),
            format!("A U.N. team led by Dr. {other} is due to arrive in the capital on Friday."),
            format!(
                "Prices rose by 3.{} percent in the week after the {event}, local traders reported.",
                dice.below(9)
            ),
            format!("{body} have opened a telephone line for relatives, and asked people to keep away from the area."),
            format!("Some {near} 30 firefighters were still at work late on Tuesday."),
            format!("An earlier report by the ministry had warned of “serious faults” in the roof."),
            format!("{who} is expected to visit {town} next week with {other}."),
            format!("The wind, which reached 90 kilometres an hour, made the work harder, crews said."),
        ]
    }
}

/// A generated corpus, and one of real news where it is at hand, each made when it is first asked for.
pub struct Corpora {
    generated: LazyLock<Vec<Article>>,
    news: LazyLock<Vec<Article>>,
}

impl Corpora {
    /// The two, as these make them.
    pub const fn new(generated: fn() -> Vec<Article>, news: fn() -> Vec<Article>) -> Self {
        Self { generated: LazyLock::new(generated), news: LazyLock::new(news) }
    }

    /// The corpora that are at hand.
    pub fn names(&self) -> Vec<&'static str> {
        if self.news.is_empty() { vec!["generated"] } else { vec!["generated", "news"] }
    }

    /// The articles of one.
    pub fn articles(&self, name: &str) -> &[Article] {
        if name == "news" { &self.news } else { &self.generated }
    }
}

/// The bytes of all articles.
pub fn bytes(articles: &[Article]) -> usize {
    articles.iter().map(|a| a.buffer().len()).sum()
}

/// The first articles of a corpus of real news (`CLAIMDIFF_CORPUS`, or the evaluation's); none where it is not at hand.
pub fn news(most: usize) -> Vec<Article> {
    let path = std::env::var_os("CLAIMDIFF_CORPUS")
        .map_or_else(|| PathBuf::from("../shared/eval/data/corpus_20k.jsonl.gz"), PathBuf::from);
    read_news(&path, most).unwrap_or_default()
}

fn read_news(path: &Path, most: usize) -> Option<Vec<Article>> {
    let file = File::open(path).ok()?;
    let reader = BufReader::new(flate2::read::MultiGzDecoder::new(file));
    let articles = reader.lines().take(most).map_while(Result::ok).filter_map(|line| {
        let row: serde_json::Value = serde_json::from_str(&line).ok()?;
        let mut article = Article::new(row["title"].as_str(), row["text"].as_str()?);
        row["id"].as_str()?.clone_into(&mut article.id);
        row["outlet"].as_str().unwrap_or_default().clone_into(&mut article.outlet);
        article.language = Some("en".into());
        article.published = row["date"].as_str()?.parse().ok().map(Moment::day);
        Some(article)
    });
    Some(articles.collect())
}
