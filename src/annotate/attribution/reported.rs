//! Speech reported without marks, or with marks around a part: "said that ...", "..., the ministry
//! said", "according to ...", "called it “grim”".
//!
//! In: sentences outside of quoted speech. Out: attributions with the words that each reports.
//! Invariant: what is reported lies in its cue's sentence; each choice is the best of a bounded
//! number of candidates, scored by a linear model.

use rustc_hash::FxHashSet;

use super::features::{self, CueAt, Passed, signed};
use super::source::{Direction, Sources};
use super::window::{
    CLOSE, COLON, COMMA, CONJUNCTION, CUE, DASH, DATE, EDGE, LOWER, MARK, NAME, NUMBER, OPEN, PREPOSITION, QUOTE, STOP,
    Window,
};
use crate::annotate::Annotated;
use crate::language::Weights;
use crate::model::{AttributionMention, Class, Evidential, Span, TokenRange};

/// On which side of a cue the words stand that it reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    After,
    Before,
    Around,
}

impl Side {
    pub(super) const ALL: [Self; 3] = [Self::After, Self::Before, Self::Around];

    const fn direction(self) -> Direction {
        match self {
            Self::After => Direction::After,
            Self::Before => Direction::Before,
            Self::Around => Direction::Around,
        }
    }
}

/// A candidate is a cue from this score up, in log-odds against reporting nothing.
const THRESHOLD: f32 = -0.5;

/// A cue from this score up is believed where it leads to words between marks: somebody said them.
const MARKED_THRESHOLD: f32 = -2.0;

/// What is known of the quotations of an article before reported words are looked for.
pub(super) struct Known {
    /// Quoted speech, in text order.
    pub speech: Vec<Span>,
    /// Words between marks that no cue introduces, in text order.
    pub fragments: Vec<Span>,
    /// The cues that introduce quoted speech.
    pub taken: FxHashSet<Span>,
}

/// Adds the attributions that no mark shows.
pub(super) fn attribute(article: &Annotated<'_>, known: &Known, attributions: &mut Vec<AttributionMention>) {
    let weights = &article.pack.attribution;
    if weights.is_empty() {
        return;
    }
    let sources = Sources::new(article);
    for sentence in article.claim_sentences() {
        let range = article.sentence_tokens[sentence as usize].clone();
        let found = candidates(article, &range);
        if found.is_empty() {
            continue;
        }
        let window = Window::new(article, range);
        let headline = is_headline(article, sentence);
        let mut reader = Reader { article, weights, sources: &sources, window: &window, previous: None };
        let first = attributions.len();
        let mut doubtful = Vec::new();
        for (cue, evidential) in found.iter().filter_map(|c| c.resolve(&window)) {
            let span = article.span_of(&(window.index(cue.at)..window.index(cue.end())));
            if known.taken.contains(&span) || inside(&known.speech, span) {
                continue;
            }
            let earlier = attributions.len() > first;
            let (side, score) = side(weights, &window, &cue, earlier, headline);
            if score < THRESHOLD {
                if score >= MARKED_THRESHOLD {
                    doubtful.push((score, cue, side, evidential));
                }
            } else if let Some(mention) = reader.mention(&cue, side, evidential, sentence) {
                attributions.push(mention);
            }
        }
        doubtful.sort_by(|a, b| b.0.total_cmp(&a.0));
        let span = article.segmentation.sentences[sentence as usize].span;
        let start = known.fragments.partition_point(|f| f.start < span.start);
        for fragment in known.fragments[start..].iter().take_while(|f| f.end <= span.end).take(MOST_FRAGMENTS) {
            let covers = |a: &AttributionMention| a.content.iter().any(|c| c.contains(*fragment));
            if attributions[first..].iter().any(covers) {
                continue;
            }
            let mut options = doubtful.iter().take(MOST_FRAGMENTS).filter_map(|(_, cue, side, evidential)| {
                reader.mention(cue, *side, *evidential, sentence).filter(covers)
            });
            attributions.extend(options.next());
        }
    }
}

/// How many fragments of a sentence, and doubtful cues for each, are looked at.
const MOST_FRAGMENTS: usize = 6;

/// Reads attributions in one sentence.
struct Reader<'r, 'a> {
    article: &'a Annotated<'a>,
    weights: &'r Weights,
    sources: &'r Sources<'a>,
    window: &'r Window<'a>,
    /// The head of the last source.
    previous: Option<usize>,
}

impl Reader<'_, '_> {
    /// The attribution of a cue that reports on one side.
    fn mention(
        &mut self,
        cue: &CueAt,
        side: Side,
        evidential: Evidential,
        sentence: u32,
    ) -> Option<AttributionMention> {
        let (article, window) = (self.article, self.window);
        let content = content(self.weights, window, cue, side);
        if content.is_empty() {
            return None;
        }
        let head = self.sources.head(window, cue, side.direction(), &content, self.previous);
        self.previous = head.or(self.previous);
        let phrase = head.map(|head| Sources::phrase(window, cue, head));
        let (source_name, class) = self.sources.resolve(phrase.as_ref());
        Some(AttributionMention {
            cue: article.span_of(&(window.index(cue.at)..window.index(cue.end()))),
            source: phrase.as_ref().map(|p| article.span_of(&p.tokens)),
            source_name,
            class,
            content: content.iter().map(|r| span_at(window, r)).collect(),
            sentence,
            evidential,
        })
    }
}

/// Positions of a window.
pub(super) type Positions = std::ops::Range<usize>;

fn span_at(window: &Window<'_>, positions: &Positions) -> Span {
    window.article.span_of(&(window.index(positions.start)..window.index(positions.end)))
}

/// Whether a sentence is a headline: in such a block, or a line without a stop at its end.
pub(super) fn is_headline(article: &Annotated<'_>, sentence: u32) -> bool {
    let sentence = &article.segmentation.sentences[sentence as usize];
    article.segmentation.block_of(sentence).kind == crate::model::BlockKind::Headline
        || !article.article.slice(sentence.span).ends_with(['.', '?', '!', '”', '"', '\'', '’', ':'])
}

/// Whether a cue stands in words that somebody is quoted with.
pub(super) fn inside(speech: &[Span], cue: Span) -> bool {
    let first = speech.partition_point(|s| s.end <= cue.start);
    speech.get(first).is_some_and(|s| s.contains(cue))
}

/// A token that may be a cue.
pub(super) struct Candidate {
    at: usize,
}

impl Candidate {
    /// The cue with its features, and how it presents what it reports.
    pub(super) fn resolve(&self, window: &Window<'_>) -> Option<(CueAt, Evidential)> {
        if window.shape(signed(self.at)) == COLON {
            return Some((CueAt::mark(window, self.at), Evidential::Asserts));
        }
        let tokens = &window.article.tokens[window.index(self.at) as usize..window.range.end as usize];
        let (length, cue) = window.article.pack.reporting.cue_at(tokens)?;
        Some((CueAt::new(window, self.at, length, cue), cue.evidential))
    }
}

/// How far into a sentence a colon may part a source from its words.
const COLON_WITHIN: usize = 9;

/// The tokens of a sentence that may be cues.
pub(super) fn candidates(article: &Annotated<'_>, range: &TokenRange) -> Vec<Candidate> {
    let tokens = article.tokens_in(range);
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let colon = at > 0 && at < COLON_WITHIN && token.is(Class::PUNCTUATION) && article.word(token) == ":";
        if token.is(Class::REPORTING) || colon {
            found.push(Candidate { at });
        }
    }
    found
}

/// On which side a cue reports, and how likely it reports at all, in log-odds.
fn side(weights: &Weights, window: &Window<'_>, cue: &CueAt, earlier: bool, headline: bool) -> (Side, f32) {
    let mut sum = weights.sum();
    features::cue(window, cue, earlier, headline, &mut sum);
    let all: f32 = sum.total.iter().map(|s| s.exp()).sum();
    let best = Side::ALL.into_iter().zip(sum.total).reduce(|a, b| if b.1 > a.1 { b } else { a });
    (best.map_or(Side::After, |(side, _)| side), all.ln())
}

/// The words that a cue reports.
fn content(weights: &Weights, window: &Window<'_>, cue: &CueAt, side: Side) -> Vec<Positions> {
    let mut out = Vec::new();
    if side != Side::After {
        out.extend(before(weights, window, cue));
    }
    if side != Side::Before {
        out.extend(after(weights, window, cue));
    }
    out
}

fn before(weights: &Weights, window: &Window<'_>, cue: &CueAt) -> Option<Positions> {
    let end = best(tails(window, cue), |at, sum| features::tail(window, cue, at, sum), weights)?;
    let start = best(heads(window, cue, end), |at, sum| features::head(window, cue, at, sum), weights)?;
    (start < end).then_some(start..end)
}

fn after(weights: &Weights, window: &Window<'_>, cue: &CueAt) -> Option<Positions> {
    let start = best(starts(window, cue), |at, sum| features::start(window, cue, at, sum), weights)?;
    let end = best_end(weights, window, cue, start)?;
    (start < end).then_some(start..end)
}

/// The candidate of the highest score; the first of equals.
fn best(
    candidates: Vec<usize>,
    mut put: impl FnMut(usize, &mut crate::language::Sum<'_>),
    weights: &Weights,
) -> Option<usize> {
    let mut found: Option<(f32, usize)> = None;
    for at in candidates {
        let mut sum = weights.sum();
        put(at, &mut sum);
        if found.is_none_or(|(score, _)| sum.total[0] > score) {
            found = Some((sum.total[0], at));
        }
    }
    found.map(|(_, at)| at)
}

fn best_end(weights: &Weights, window: &Window<'_>, cue: &CueAt, start: usize) -> Option<usize> {
    let mut found: Option<(f32, usize)> = None;
    for (at, passed) in ends(window, start) {
        let mut sum = weights.sum();
        features::end(window, cue, start, at, passed, &mut sum);
        if found.is_none_or(|(score, _)| sum.total[0] > score) {
            found = Some((sum.total[0], at));
        }
    }
    found.map(|(_, at)| at)
}

/// How far from its cue reported words start.
const START_WITHIN: usize = 16;
/// How long reported words may be, in tokens.
const LONGEST: usize = 100;

/// Whether a position holds a word, not a mark.
pub(super) fn is_word(window: &Window<'_>, at: usize) -> bool {
    let shape = window.shape(signed(at));
    ![EDGE, QUOTE, COMMA, STOP, DASH, COLON, OPEN, CLOSE].contains(&shape) && (shape != MARK || window.text(at) == "$")
}

/// Where the words after a cue may start.
pub(super) fn starts(window: &Window<'_>, cue: &CueAt) -> Vec<usize> {
    (cue.end()..window.len().min(cue.end() + START_WITHIN)).filter(|at| is_word(window, *at)).collect()
}

/// Where words that start at `start` may end, with what was passed until there.
pub(super) fn ends(window: &Window<'_>, start: usize) -> Vec<(usize, Passed)> {
    let mut out = Vec::new();
    let mut passed = Passed::default();
    for at in start + 1..=window.len().min(start + LONGEST) {
        let shape = window.shape(signed(at));
        if is_word(window, at - 1) || window.shape(signed(at) - 1) == CLOSE {
            let inside = [LOWER, NUMBER, NAME].contains(&shape);
            if !inside || at == window.len() {
                out.push((at, passed));
            }
        }
        passed.commas += usize::from(shape == COMMA);
        passed.cues += usize::from(shape == CUE);
    }
    out
}

/// Where the words before a cue may end.
pub(super) fn tails(window: &Window<'_>, cue: &CueAt) -> Vec<usize> {
    (cue.at.saturating_sub(TAIL_WITHIN).max(1)..=cue.at)
        .filter(|at| {
            let shape = window.shape(signed(*at));
            is_word(window, at - 1) && (*at + 3 > cue.at || [COMMA, QUOTE, DASH, STOP, CLOSE, COLON].contains(&shape))
        })
        .collect()
}

/// How far from its cue the words before it end: a source with its titles stands between.
const TAIL_WITHIN: usize = 40;

/// Where words that end at `end` may start.
pub(super) fn heads(window: &Window<'_>, _cue: &CueAt, end: usize) -> Vec<usize> {
    let from = end.saturating_sub(LONGEST);
    let first = (from..end).find(|at| is_word(window, *at));
    (from..end)
        .filter(|at| {
            let before = window.shape(signed(*at) - 1);
            is_word(window, *at)
                && (Some(*at) == first
                    || [COMMA, DASH, COLON, CONJUNCTION, QUOTE, STOP, CUE, PREPOSITION, DATE, CLOSE].contains(&before))
        })
        .collect()
}
