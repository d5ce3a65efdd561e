//! Whether two articles tell of one event: a learned decision from their sketches and days.
//!
//! In: two [`ArticleSketch`]es. Out: log-odds.
//! Invariant: depends on the two articles and the frozen tables only.

use super::sketch::Sketch;
use crate::language::Pack;
use crate::model::{Article, Class, Span, WordId};
use crate::model::{Curve, Curves};
use crate::text::{RawKind, tokenize, word_id};

/// What the story stage keeps of an article: at most 2 KiB.
#[derive(Debug, Clone, Default)]
pub struct ArticleSketch {
    /// The weightiest words of title and body.
    pub body: Sketch,
    /// Those of the title.
    pub title: Sketch,
    /// Those of the title and the first words.
    pub lead: Sketch,
    /// The weightiest pairs of neighbouring words.
    pub pairs: Sketch,
    /// The day of publication.
    pub day: Option<i64>,
}

/// Words with their weights, of 6 bytes each: 2,010 bytes together.
const BODY: usize = 150;
const TITLE: usize = 15;
const LEAD: usize = 50;
const PAIRS: usize = 120;
/// The first words of an article tell what it is about.
const LEAD_WORDS: usize = 100;
/// No word weighs more: that of one document in 150, in the English table. What is rarer still is as
/// often one writer's word as the event's.
const HEAVIEST: f32 = 5.0;

impl ArticleSketch {
    /// Sketches an article.
    #[must_use]
    pub fn of(article: &Article, pack: &Pack) -> Self {
        let words = |span: Span| {
            let buffer = article.buffer();
            tokenize(buffer, span).filter(|t| t.kind != RawKind::Mark).filter_map(move |t| {
                let word = word_id(t.span.slice(buffer));
                let stop = pack.class(word).contains(Class::STOP);
                (!stop).then(|| (word, pack.rarity.weight(word).min(HEAVIEST)))
            })
        };
        let title = article.title_span();
        let all: Vec<(WordId, f32)> = words(title).chain(words(article.text_span())).collect();
        let pairs = all.windows(2).map(|w| {
            let id = w[0].0.0.rotate_left(23) ^ w[1].0.0;
            (WordId(id.wrapping_mul(0x9E37_79B9_7F4A_7C15)), w[0].1 + w[1].1)
        });
        Self {
            title: Sketch::of(words(title), TITLE),
            lead: Sketch::of(all.iter().copied().take(LEAD_WORDS), LEAD),
            pairs: Sketch::of(pairs, PAIRS),
            day: article.published.map(|m| days(m.date)),
            body: Sketch::of(all.iter().copied(), BODY),
        }
    }

    /// The features of a pair, in the order of [`LINK_FEATURES`].
    #[must_use]
    pub fn features(&self, other: &Self) -> [f32; LINK_FEATURES.len()] {
        let apart = self.day.zip(other.day).map(|(a, b)| a.abs_diff(b).min(60));
        #[allow(clippy::cast_precision_loss, reason = "at most 60 days")]
        let days = apart.map_or(-1.0, |d| d as f32);
        let [body, title, lead, pairs] = [
            (&self.body, &other.body),
            (&self.title, &other.title),
            (&self.lead, &other.lead),
            (&self.pairs, &other.pairs),
        ]
        .map(|(a, b)| a.cosine(b).sqrt());
        [body, title, lead, pairs, days]
    }
}

/// The features of a pair of articles: roots of cosines, which grow about as the log-odds do; days apart,
/// -1 where one has no day.
pub const LINK_FEATURES: [&str; 5] = ["body", "title", "lead", "pairs", "days"];

/// Days since the epoch.
fn days(date: jiff::civil::Date) -> i64 {
    let epoch = jiff::civil::Date::constant(1970, 1, 1);
    i64::from(epoch.until(date).map_or(0, |span| span.get_days()))
}

/// The learned decision.
#[derive(Debug)]
pub(super) struct Linker {
    intercept: f32,
    curves: [Curve; LINK_FEATURES.len()],
}

impl Linker {
    pub(super) fn new(curves: &Curves) -> Self {
        Self { intercept: curves.intercept(), curves: LINK_FEATURES.map(|name| curves.curve(name)) }
    }

    /// The log-odds that two articles belong to one story.
    pub(super) fn log_odds(&self, a: &ArticleSketch, b: &ArticleSketch) -> f32 {
        let features = a.features(b);
        self.curves.iter().zip(features).fold(self.intercept, |sum, (curve, value)| sum + curve.at(value))
    }
}
