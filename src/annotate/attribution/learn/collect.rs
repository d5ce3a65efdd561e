//! Examples read from labelled articles: choices between candidates, cues with their class.
//!
//! In: articles whose quotes people marked. Out: [`Collected`].
//! Invariant: the candidates and features are those of use.

use rustc_hash::FxHashMap;

use super::LabelledQuote;
use crate::annotate::Annotated;
use crate::annotate::attribution::content::{ends, heads, starts, tails};
use crate::annotate::attribution::cues::{Known, Reading, readings};
use crate::annotate::attribution::features::{self, CueAt, Passed};
use crate::annotate::attribution::quoted::{Surroundings, in_sentence};
use crate::annotate::attribution::reported::Side;
use crate::annotate::attribution::source::{Candidates, Sources};
use crate::annotate::attribution::window::{Positions, View, Window};
use crate::annotate::attribution::{blocks, unclosed};
use crate::annotate::quotations::{Utterance, utterances};
use crate::language::{CLASSES, Part, code_name, is_of_cue, parts, template_name};
use crate::model::Span;
use crate::text::{Code, Family, FeatureId, FeatureSink, OneWord, Template, Value, Word, ending, word_id};

/// A feature seen less often is not learned.
const LEAST_SEEN: u32 = 3;

/// One choice: the candidates' features, and which are right.
pub(super) struct Choice {
    pub candidates: Vec<Vec<u32>>,
    pub right: Vec<bool>,
}

/// One cue: its features, and the class that it has (none is the last).
pub(super) struct Labelled {
    pub features: Vec<u32>,
    pub class: usize,
}

#[derive(Default)]
pub(super) struct Collected {
    ids: FxHashMap<u64, u32>,
    pub features: Vec<(Template, Value, Value)>,
    seen: Vec<u32>,
    spellings: FxHashMap<Value, String>,
    pub choices: Vec<Choice>,
    pub cues: Vec<Labelled>,
}

/// Collects the features of one candidate.
struct Collector<'a> {
    all: &'a mut Collected,
    found: Vec<u32>,
}

impl Collector<'_> {
    /// A feature and its parts.
    fn put_values(&mut self, template: Template, a: Value, b: Value) {
        self.put_one(template, a, b);
        for (part, template) in parts(template) {
            match part {
                Part::Whole => self.put_one(template, a, b),
                Part::First => self.put_one(template, a, Value::NONE),
                Part::Second => self.put_one(template, b, Value::NONE),
            }
        }
    }

    fn put_one(&mut self, template: Template, a: Value, b: Value) {
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

impl FeatureSink for Collector<'_> {
    fn put_codes(&mut self, template: Template, a: Code, b: Code) {
        self.put_values(template, Value::code(a), Value::code(b));
    }

    fn put_word_code(&mut self, template: Template, word: Word, code: Code) {
        self.put_values(template, word.value, Value::code(code));
    }

    fn put_code_word(&mut self, template: Template, code: Code, word: Word) {
        self.put_values(template, Value::code(code), word.value);
    }

    fn put_words(&mut self, template: Template, a: Word, b: Word) {
        self.put_values(template, a.value, b.value);
    }

    fn put_word(&mut self, family: Family<OneWord>, word: Word) {
        self.put_values(family.template, word.value, Value::NONE);
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
    pub(super) fn read(&mut self, article: &Annotated<'_>, quotes: &[LabelledQuote]) {
        self.spell(article);
        let mut marked = utterances(article.article, article.segmentation);
        unclosed::close(article, &mut marked);
        blocks::add(article, &mut marked);
        let view = View::new(article, &marked);
        let mut known = Known::default();
        self.read_marked(&view, quotes, &marked, &mut known);
        known.speech.sort_unstable();
        known.taken.sort_unstable();
        self.read_reported(&view, quotes, &known);
    }

    /// Remembers how words are written, for the names of features.
    fn spell(&mut self, article: &Annotated<'_>) {
        for token in &article.tokens {
            let text = article.word(token);
            let value = Value::word(token.word);
            self.spellings.entry(value).or_insert_with(|| text.to_lowercase());
            let suffix = ending(text);
            self.spellings.entry(Value::word(word_id(suffix))).or_insert_with(|| suffix.to_lowercase());
            if let Some(cue) = article.pack.reporting.cue(token.word) {
                self.spellings.entry(Value::word(cue.id)).or_insert_with(|| cue.entry.to_owned());
            }
        }
    }

    /// Utterances between marks: which cue introduces each.
    fn read_marked(&mut self, view: &View<'_>, quotes: &[LabelledQuote], marked: &[Utterance], known: &mut Known) {
        let article = view.article;
        let sources = Sources::new(article);
        let mut last_end = None;
        for (i, utterance) in marked.iter().enumerate() {
            let next = marked.get(i + 1).map(|u| u.outer.start);
            let previous = i.checked_sub(1).map(|p| marked[p].outer.end);
            let follows = last_end.is_some_and(|(block, end): (u32, u32)| {
                block == utterance.first_block && utterance.outer.start.saturating_sub(end) < 80
            });
            let around = Surroundings::new(view, utterance, previous, next, follows);
            let gold = quotes.iter().find(|q| is_utterance(article, q, utterance));
            let options = around.options();
            let mut candidates = vec![self.features(|sink| features::not_by(&around.marked, sink))];
            let mut right = vec![true];
            for option in &options {
                candidates.push(self.features(|sink| {
                    features::by(option.window, &option.cue, &around.marked, &option.beside, sink);
                }));
                let is_right = gold.is_some_and(|g| overlaps(&g.cue, option.cue.span(option.window)));
                right.push(is_right);
                if is_right {
                    right[0] = false;
                }
            }
            if gold.is_some() {
                known.speech.extend(&utterance.pieces);
            }
            last_end = (!right[0]).then_some((utterance.last_block, utterance.outer.end));
            let chosen = right.iter().skip(1).position(|r| *r).map(|i| &options[i]);
            if let (Some(option), Some(gold)) = (chosen, gold) {
                let cue = option.cue.span(option.window);
                known.taken.push(cue);
                last_end = Some((utterance.last_block, utterance.outer.end.max(cue.end)));
                if let Some((window, cue)) = in_sentence(view, option, utterance) {
                    match (option.side(), positions(&window, &gold.content, &cue)) {
                        (Side::After, (_, Some(after))) => self.read_after(&window, &cue, &after),
                        (Side::Before, (Some(before), _)) => self.read_before(&window, &cue, &before),
                        _ => {}
                    }
                }
                let place = Place { window: option.window, cue: &option.cue, direction: option.direction() };
                self.read_source(&sources, &place, &[], None, gold);
            }
            // the cue may stand too far away to be a candidate: that teaches nothing
            if gold.is_none_or(|g| !right[0] || g.cue.is_empty()) || follows {
                self.choose(candidates, right);
            }
        }
    }

    /// Cues in sentences: whether they report, what, and whom they cite.
    fn read_reported(&mut self, view: &View<'_>, quotes: &[LabelledQuote], known: &Known) {
        let sources = Sources::new(view.article);
        let (readings, found) = readings(view, known);
        for Reading { window, headline, cues, .. } in readings {
            let (mut earlier, mut previous) = (false, None);
            for (cue, _) in &found[cues] {
                let span = cue.span(&window);
                let gold = quotes.iter().find(|q| overlaps(&q.cue, span));
                let content = gold.map(|g| positions(&window, &g.content, cue));
                let side = content.as_ref().and_then(|(before, after)| side(before.as_ref(), after.as_ref()));
                let class = side.and_then(|side| Side::ALL.iter().position(|s| *s == side)).unwrap_or(CLASSES);
                let features = self.features(|sink| features::cue(&window, cue, earlier, headline, sink));
                self.cues.push(Labelled { features, class });
                let (Some(gold), Some((before, after)), Some(side)) = (gold, content, side) else { continue };
                earlier = true;
                let (before, after) = (before.filter(|_| side != Side::After), after.filter(|_| side != Side::Before));
                if let Some(after) = &after {
                    self.read_after(&window, cue, after);
                }
                if let Some(before) = &before {
                    self.read_before(&window, cue, before);
                }
                let content: Vec<Positions> = before.into_iter().chain(after).collect();
                let place = Place { window: &window, cue, direction: side.value() };
                let head = self.read_source(&sources, &place, &content, previous, gold);
                previous = head.or(previous);
            }
        }
    }

    fn read_after(&mut self, window: &Window<'_>, cue: &CueAt, content: &Positions) {
        let at: Vec<usize> = starts(window, cue).collect();
        let candidates = at.iter().map(|at| self.features(|sink| features::start(window, cue, *at, sink))).collect();
        self.choose(candidates, at.iter().map(|at| *at == content.start).collect());
        let at: Vec<(usize, Passed)> = ends(window, content.start).collect();
        let put = |(at, passed): &(usize, Passed), sink: &mut Collector<'_>| {
            features::end(window, cue, content.start, *at, *passed, sink);
        };
        let candidates = at.iter().map(|end| self.features(|sink| put(end, sink))).collect();
        self.choose(candidates, at.iter().map(|(at, _)| *at == content.end).collect());
    }

    fn read_before(&mut self, window: &Window<'_>, cue: &CueAt, content: &Positions) {
        let at: Vec<usize> = tails(window, cue).collect();
        let candidates = at.iter().map(|at| self.features(|sink| features::tail(window, cue, *at, sink))).collect();
        self.choose(candidates, at.iter().map(|at| *at == content.end).collect());
        let at: Vec<usize> = heads(window, content.end).collect();
        let candidates = at.iter().map(|at| self.features(|sink| features::head(window, cue, *at, sink))).collect();
        self.choose(candidates, at.iter().map(|at| *at == content.start).collect());
    }

    /// Whom a cue cites; returns the head of the right phrase.
    fn read_source(
        &mut self,
        sources: &Sources<'_>,
        place: &Place<'_, '_>,
        content: &[Positions],
        previous: Option<usize>,
        gold: &LabelledQuote,
    ) -> Option<usize> {
        let Place { window, cue, direction } = *place;
        let mut found = Candidates::new();
        sources.candidates(window, cue, content, previous, &mut found);
        let mut candidates = vec![self.features(|sink| features::nobody(window, cue, direction, sink))];
        let mut right = vec![true];
        let mut head = None;
        for who in &found {
            candidates.push(self.features(|sink| features::who(window, cue, direction, who, sink)));
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

    /// Whether a feature is frequent enough to be learned.
    pub(super) fn is_learned(&self, index: usize) -> bool {
        self.seen.get(index).is_some_and(|seen| *seen >= LEAST_SEEN)
    }

    /// Whether a feature tells whether a cue reports.
    pub(super) fn is_of_cue(&self, index: usize) -> bool {
        self.features.get(index).is_some_and(|(template, ..)| is_of_cue(*template))
    }

    /// The name of a feature, as a weights file spells it.
    pub(super) fn name(&self, index: usize) -> Option<String> {
        let (template, a, b) = *self.features.get(index)?;
        let name = template_name(template).filter(|_| self.is_learned(index))?;
        let spell = |value: Value| -> Option<String> {
            code_name(value).map(str::to_owned).or_else(|| {
                let word = self.spellings.get(&value)?;
                (!word.contains(['|', '#', '\n']) && Value::word(word_id(word)) == value).then(|| word.clone())
            })
        };
        let a = if a == Value::NONE { "#nothing".into() } else { spell(a)? };
        if b == Value::NONE { Some(format!("{name}={a}")) } else { Some(format!("{name}={a}|{}", spell(b)?)) }
    }
}

/// A cue in its window, and where the words stand that it reports.
#[derive(Clone, Copy)]
struct Place<'p, 'a> {
    window: &'p Window<'a>,
    cue: &'p CueAt,
    direction: Code,
}

/// On which side of its cue a content stands: a word or two on the other side of a long one are a slip.
fn side(before: Option<&Positions>, after: Option<&Positions>) -> Option<Side> {
    match (before, after) {
        (None, None) => None,
        (None, Some(_)) => Some(Side::After),
        (Some(_), None) => Some(Side::Before),
        (Some(b), Some(a)) if a.len() < 2 && b.len() > 4 => Some(Side::Before),
        (Some(b), Some(a)) if b.len() < 2 && a.len() > 4 => Some(Side::After),
        (Some(_), Some(_)) => Some(Side::Around),
    }
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
        window.is_word(*at) && window.token(*at).is_some_and(|t| content.iter().any(|c| c.overlaps(t.span)))
    };
    let run = |range: Positions| {
        let first = range.clone().find(|at| covered(at))?;
        let last = range.rev().find(|at| covered(at))?;
        Some(first..last + 1)
    };
    (run(0..cue.at), run(cue.end()..window.len()))
}
