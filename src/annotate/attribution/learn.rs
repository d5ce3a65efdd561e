//! Trains the weights of attribution on labelled articles.
//!
//! In: articles whose quotes people marked. Out: the rows of `attribution.csv`.
//! Invariant: the examples are read with the candidates and features of use, in the order given,
//! so the same articles give the same weights.

use rustc_hash::{FxHashMap, FxHashSet};

use super::features::{self, CueAt, MORE_CODES, TEMPLATES};
use super::quoted::Surroundings;
use super::reported::{Positions, candidates, ends, heads, inside, is_headline, is_word, starts, tails};
use super::source::{Direction, Sources};
use super::window::{CODES, Window};
use crate::annotate::quotations::{Utterance, utterances};
use crate::annotate::{Annotated, annotate};
use crate::language::{CLASSES, Pack};
use crate::model::{Article, Segmentation, Span};
use crate::text::{FeatureId, FeatureSink, Template, Value};

/// A quote that people marked.
#[derive(Debug, Clone, Default)]
pub struct LabelledQuote {
    /// What was said.
    pub content: Vec<Span>,
    /// Who said it.
    pub source: Vec<Span>,
    /// The words that report it.
    pub cue: Vec<Span>,
}

/// An article with its quotes.
#[derive(Debug, Clone)]
pub struct LabelledArticle {
    /// The article.
    pub article: Article,
    /// Its blocks and sentences.
    pub segmentation: Segmentation,
    /// Its quotes.
    pub quotes: Vec<LabelledQuote>,
}

/// Passes over the examples.
const PASSES: usize = 5;
/// Length of a step.
const RATE: f32 = 0.03;
/// How strongly weights are drawn to zero, by example.
const DECAY: f32 = 3e-5;
/// A feature seen less often is not learned.
const LEAST_SEEN: u32 = 8;
/// A smaller weight is not written.
const LEAST_WEIGHT: f32 = 0.06;

/// Learns from articles; returns each feature's name with its weights, sorted by name.
#[must_use]
pub fn learn(articles: &[LabelledArticle], pack: &'static Pack) -> Vec<(String, [f32; CLASSES])> {
    let mut collected = Collected::default();
    for labelled in articles {
        let annotated = annotate(&labelled.article, &labelled.segmentation, pack);
        collected.read(&annotated, &labelled.quotes);
    }
    let weights = descend(&collected);
    let mut rows: Vec<(String, [f32; CLASSES])> = (0..)
        .zip(&weights)
        .filter(|(_, w)| w.iter().any(|w| w.abs() >= LEAST_WEIGHT))
        .filter_map(|(i, w)| Some((collected.name(i)?, *w)))
        .filter(|(name, _)| FeatureId::parse(name).is_some())
        .collect();
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    rows.dedup_by(|a, b| a.0 == b.0);
    rows
}

/// One choice: the candidates' features, and which are right.
struct Choice {
    candidates: Vec<Vec<u32>>,
    right: Vec<bool>,
}

/// One cue: its features, and the class that it has (none is the last).
struct Labelled {
    features: Vec<u32>,
    class: usize,
}

#[derive(Default)]
struct Collected {
    ids: FxHashMap<u64, u32>,
    features: Vec<(Template, Value, Value)>,
    seen: Vec<u32>,
    spellings: FxHashMap<Value, String>,
    choices: Vec<Choice>,
    cues: Vec<Labelled>,
}

/// Collects the features of one candidate.
struct Collector<'a> {
    all: &'a mut Collected,
    found: Vec<u32>,
}

impl FeatureSink for Collector<'_> {
    fn put(&mut self, template: Template, a: Value, b: Value) {
        let id = FeatureId::new(template, a, b).0;
        let next = u32::try_from(self.all.features.len()).unwrap_or(u32::MAX);
        let index = *self.all.ids.entry(id).or_insert(next);
        if index == next {
            self.all.features.push((template, a, b));
            self.all.seen.push(0);
        }
        self.all.seen[index as usize] += 1;
        self.found.push(index);
    }
}

impl Collected {
    fn features(&mut self, put: impl FnOnce(&mut Collector<'_>)) -> Vec<u32> {
        let mut collector = Collector { all: self, found: Vec::new() };
        put(&mut collector);
        collector.found
    }

    fn choose(&mut self, candidates: Vec<Vec<u32>>, right: Vec<bool>) {
        if right.iter().any(|r| *r) && right.len() > 1 {
            self.choices.push(Choice { candidates, right });
        }
    }

    /// Reads the examples of one article.
    fn read(&mut self, article: &Annotated<'_>, quotes: &[LabelledQuote]) {
        self.spell(article);
        let marked = utterances(article.article, article.segmentation);
        let mut taken = FxHashSet::default();
        let mut speech = Vec::new();
        self.read_marked(article, quotes, &marked, &mut taken, &mut speech);
        speech.sort_unstable();
        self.read_reported(article, quotes, &taken, &speech);
    }

    /// Remembers how words are written, for the names of features.
    fn spell(&mut self, article: &Annotated<'_>) {
        for token in &article.tokens {
            let text = article.word(token);
            let value = Value::word(token.word);
            self.spellings.entry(value).or_insert_with(|| text.to_lowercase());
            if let Some((at, _)) = text.char_indices().rev().nth(2) {
                let suffix = Value::word(crate::text::word_id(&text[at..]));
                self.spellings.entry(suffix).or_insert_with(|| text[at..].to_lowercase());
            }
            if let Some(cue) = article.pack.reporting.cue(token.word) {
                let entry = Value::word(crate::text::word_id(cue.entry));
                self.spellings.entry(entry).or_insert_with(|| cue.entry.to_owned());
            }
        }
    }

    /// Utterances between marks: which cue introduces each.
    fn read_marked(
        &mut self,
        article: &Annotated<'_>,
        quotes: &[LabelledQuote],
        marked: &[Utterance],
        taken: &mut FxHashSet<Span>,
        speech: &mut Vec<Span>,
    ) {
        let sources = Sources::new(article);
        let mut last_end = None;
        for (i, utterance) in marked.iter().enumerate() {
            let next = marked.get(i + 1).map(|u| u.outer.start);
            let previous = i.checked_sub(1).map(|p| marked[p].outer.end);
            let follows = last_end.is_some_and(|(block, end): (u32, u32)| {
                block == utterance.first_block && utterance.outer.start.saturating_sub(end) < 80
            });
            let around = Surroundings::new(article, utterance, previous, next, follows);
            let gold = quotes.iter().find(|q| is_utterance(article, q, utterance));
            let options = around.options();
            let mut candidates = vec![self.features(|sink| {
                features::not_by(around.before.as_ref(), around.after.as_ref(), &around.marked, sink);
            })];
            let mut right = vec![true];
            for option in &options {
                candidates.push(self.features(|sink| {
                    features::by(option.window, &option.cue, &around.marked, &option.beside, sink);
                }));
                let is_right = gold.is_some_and(|g| overlaps(&g.cue, cue_span(option.window, &option.cue)));
                right.push(is_right);
                if is_right {
                    right[0] = false;
                }
            }
            if gold.is_some() {
                speech.extend(&utterance.pieces);
            }
            last_end = (!right[0]).then_some((utterance.last_block, utterance.outer.end));
            let chosen = right.iter().skip(1).position(|r| *r).map(|i| &options[i]);
            if let (Some(option), Some(gold)) = (chosen, gold) {
                taken.insert(cue_span(option.window, &option.cue));
                last_end =
                    Some((utterance.last_block, utterance.outer.end.max(cue_span(option.window, &option.cue).end)));
                let direction = if option.beside.before { Direction::QuotedAfter } else { Direction::QuotedBefore };
                self.read_source(&sources, option.window, &option.cue, direction, &[], None, gold);
            }
            // the cue may stand too far away to be a candidate: that teaches nothing
            if gold.is_none_or(|g| !right[0] || g.cue.is_empty()) || follows {
                self.choose(candidates, right);
            }
        }
    }

    /// Cues in sentences: whether they report, what, and whom they cite.
    fn read_reported(
        &mut self,
        article: &Annotated<'_>,
        quotes: &[LabelledQuote],
        taken: &FxHashSet<Span>,
        speech: &[Span],
    ) {
        let sources = Sources::new(article);
        for sentence in article.claim_sentences() {
            let range = article.sentence_tokens[sentence as usize].clone();
            let found = candidates(article, &range);
            if found.is_empty() {
                continue;
            }
            let window = Window::new(article, range);
            let headline = is_headline(article, sentence);
            let (mut earlier, mut previous) = (false, None);
            for (cue, _) in found.iter().filter_map(|c| c.resolve(&window)) {
                let span = cue_span(&window, &cue);
                if taken.contains(&span) || inside(speech, span) {
                    continue;
                }
                let gold = quotes.iter().find(|q| overlaps(&q.cue, span));
                let content = gold.map(|g| positions(&window, &g.content, &cue));
                let class = content.as_ref().map_or(CLASSES, |(before, after)| match (before, after) {
                    (None, Some(_)) => 0,
                    (Some(_), None) => 1,
                    (Some(b), Some(a)) if a.len() < 2 && b.len() > 4 => 1,
                    (Some(b), Some(a)) if b.len() < 2 && a.len() > 4 => 0,
                    (Some(_), Some(_)) => 2,
                    (None, None) => CLASSES,
                });
                let features = self.features(|sink| features::cue(&window, &cue, earlier, headline, sink));
                self.cues.push(Labelled { features, class });
                let (Some(gold), Some((before, after))) = (gold, content) else { continue };
                if class == CLASSES {
                    continue;
                }
                earlier = true;
                let (before, after) = (before.filter(|_| class != 0), after.filter(|_| class != 1));
                if let Some(after) = &after {
                    self.read_after(&window, &cue, after);
                }
                if let Some(before) = &before {
                    self.read_before(&window, &cue, before);
                }
                let direction = [Direction::After, Direction::Before, Direction::Around][class];
                let content: Vec<Positions> = before.into_iter().chain(after).collect();
                let head = self.read_source(&sources, &window, &cue, direction, &content, previous, gold);
                previous = head.or(previous);
            }
        }
    }

    fn read_after(&mut self, window: &Window<'_>, cue: &CueAt, content: &Positions) {
        let at = starts(window, cue);
        let candidates = at.iter().map(|at| self.features(|sink| features::start(window, cue, *at, sink))).collect();
        self.choose(candidates, at.iter().map(|at| *at == content.start).collect());
        let at = ends(window, content.start);
        let candidates = at
            .iter()
            .map(|(at, passed)| self.features(|sink| features::end(window, cue, content.start, *at, *passed, sink)))
            .collect();
        self.choose(candidates, at.iter().map(|(at, _)| *at == content.end).collect());
    }

    fn read_before(&mut self, window: &Window<'_>, cue: &CueAt, content: &Positions) {
        let at = tails(window, cue);
        let candidates = at.iter().map(|at| self.features(|sink| features::tail(window, cue, *at, sink))).collect();
        self.choose(candidates, at.iter().map(|at| *at == content.end).collect());
        let at = heads(window, cue, content.end);
        let candidates = at.iter().map(|at| self.features(|sink| features::head(window, cue, *at, sink))).collect();
        self.choose(candidates, at.iter().map(|at| *at == content.start).collect());
    }

    #[allow(clippy::too_many_arguments, reason = "one cue with everything that its source is chosen by")]
    fn read_source(
        &mut self,
        sources: &Sources<'_>,
        window: &Window<'_>,
        cue: &CueAt,
        direction: Direction,
        content: &[Positions],
        previous: Option<usize>,
        gold: &LabelledQuote,
    ) -> Option<usize> {
        let found = sources.candidates(window, cue, content, previous);
        let mut candidates = vec![self.features(|sink| features::nobody(window, cue, direction.value(), sink))];
        let mut right = vec![true];
        let mut head = None;
        for who in &found {
            candidates.push(self.features(|sink| features::who(window, cue, direction.value(), who, sink)));
            let is_right = window.token(who.at).is_some_and(|t| overlaps(&gold.source, t.span));
            right.push(is_right);
            if is_right {
                right[0] = false;
                head = head.or(Some(who.at));
            }
        }
        self.choose(candidates, right);
        head
    }

    /// The name of a feature, as a weights file spells it.
    fn name(&self, index: u32) -> Option<String> {
        let (template, a, b) = *self.features.get(index as usize)?;
        if *self.seen.get(index as usize)? < LEAST_SEEN {
            return None;
        }
        let name = TEMPLATES.iter().find(|(_, t)| *t == template)?.0;
        let spell = |value: Value| -> Option<String> {
            let code = CODES.iter().chain(MORE_CODES).find(|c| Value::code(c) == value);
            code.map(|c| (*c).to_owned()).or_else(|| {
                let word = self.spellings.get(&value)?;
                (!word.contains(['|', '#', '\n']) && Value::parse(word) == value).then(|| word.clone())
            })
        };
        let a = if a == Value::NONE { "#nothing".into() } else { spell(a)? };
        if b == Value::NONE { Some(format!("{name}={a}")) } else { Some(format!("{name}={a}|{}", spell(b)?)) }
    }
}

fn cue_span(window: &Window<'_>, cue: &CueAt) -> Span {
    window.article.span_of(&(window.index(cue.at)..window.index(cue.end())))
}

fn overlaps(spans: &[Span], span: Span) -> bool {
    spans.iter().any(|s| s.overlaps(span))
}

/// Whether a quote is this utterance: most of its bytes lie in it, and most of it in the quote.
fn is_utterance(article: &Annotated<'_>, quote: &LabelledQuote, utterance: &Utterance) -> bool {
    let shared: u32 = quote
        .content
        .iter()
        .flat_map(|c| utterance.pieces.iter().map(move |p| c.end.min(p.end).saturating_sub(c.start.max(p.start))))
        .sum();
    let length: u32 = utterance.pieces.iter().map(|p| p.len()).sum();
    // of what the quote holds outside of marks
    let outside: u32 = quote
        .content
        .iter()
        .filter(|c| !article.article.slice(**c).starts_with(['“', '"', '\'', '‘', '’', '`']))
        .filter(|c| utterance.pieces.iter().any(|p| c.overlaps(*p)))
        .map(|c| c.len().saturating_sub(shared))
        .sum();
    shared * 2 > length && outside * 3 < shared
}

/// The words of a content before and after a cue in one sentence.
fn positions(window: &Window<'_>, content: &[Span], cue: &CueAt) -> (Option<Positions>, Option<Positions>) {
    let covered = |at: &usize| {
        is_word(window, *at) && window.token(*at).is_some_and(|t| content.iter().any(|c| c.overlaps(t.span)))
    };
    let run = |range: Positions| {
        let first = range.clone().find(|at| covered(at))?;
        let last = range.rev().find(|at| covered(at))?;
        Some(first..last + 1)
    };
    (run(0..cue.at), run(cue.end()..window.len()))
}

/// Weights by stochastic gradient descent with a step length of their own (`AdaGrad`).
fn descend(collected: &Collected) -> Vec<[f32; CLASSES]> {
    let mut model = Model {
        weights: vec![[0.0; CLASSES]; collected.features.len()],
        squares: vec![[0.0; CLASSES]; collected.features.len()],
        seen: &collected.seen,
    };
    for _ in 0..PASSES {
        for choice in &collected.choices {
            model.learn_choice(choice);
        }
        for cue in &collected.cues {
            model.learn_cue(cue);
        }
    }
    model.weights
}

struct Model<'a> {
    weights: Vec<[f32; CLASSES]>,
    squares: Vec<[f32; CLASSES]>,
    seen: &'a [u32],
}

impl Model<'_> {
    fn score(&self, features: &[u32], class: usize) -> f32 {
        features.iter().map(|f| self.weights[*f as usize][class]).sum()
    }

    fn step(&mut self, features: &[u32], class: usize, gradient: f32) {
        if gradient.abs() < 1e-4 {
            return;
        }
        for feature in features {
            let f = *feature as usize;
            if self.seen[f] < LEAST_SEEN {
                continue;
            }
            let g = gradient + DECAY * self.weights[f][class];
            self.squares[f][class] += g * g;
            self.weights[f][class] -= RATE * g / (self.squares[f][class].sqrt() + 1e-2);
        }
    }

    fn learn_choice(&mut self, choice: &Choice) {
        let scores: Vec<f32> = choice.candidates.iter().map(|c| self.score(c, 0)).collect();
        let p = softmax(&scores);
        let right: f32 = p.iter().zip(&choice.right).filter(|(_, r)| **r).map(|(p, _)| p).sum();
        for ((features, p), is_right) in choice.candidates.iter().zip(&p).zip(&choice.right) {
            let target = if *is_right { p / right.max(1e-6) } else { 0.0 };
            self.step(features, 0, p - target);
        }
    }

    fn learn_cue(&mut self, cue: &Labelled) {
        let mut scores: Vec<f32> = (0..CLASSES).map(|class| self.score(&cue.features, class)).collect();
        scores.push(0.0);
        let p = softmax(&scores);
        for (class, p) in p.iter().enumerate().take(CLASSES) {
            self.step(&cue.features, class, p - f32::from(u8::from(class == cue.class)));
        }
    }
}

fn softmax(scores: &[f32]) -> Vec<f32> {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let exps: Vec<f32> = scores.iter().map(|s| (s - most).exp()).collect();
    let sum: f32 = exps.iter().sum();
    exps.into_iter().map(|e| e / sum).collect()
}
