//! Whether two articles tell of one event: a learned decision from their sketches and days.
//!
//! In: two [`ArticleSketch`]es. Out: log-odds.
//! Invariant: depends on the two articles and the frozen tables only.

use super::sketch::Sketch;
use crate::language::{Curve, Curves, Pack};
use crate::model::{Article, Class, Span, WordId};
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

/// Words and weights of 8 bytes each, 2,000 bytes together.
const BODY: usize = 100;
const TITLE: usize = 15;
const LEAD: usize = 45;
const PAIRS: usize = 90;
/// The first words of an article tell what it is about.
const LEAD_WORDS: usize = 100;

impl ArticleSketch {
    /// Sketches an article.
    #[must_use]
    pub fn of(article: &Article, pack: &Pack) -> Self {
        let words = |span: Span| {
            let buffer = article.buffer();
            tokenize(buffer, span).filter(|t| t.kind != RawKind::Mark).filter_map(move |t| {
                let word = word_id(t.span.slice(buffer));
                let stop = pack.class(word).contains(Class::STOP);
                (!stop).then(|| (word, pack.rarity.weight(word)))
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
        let body = self.body.cosine(&other.body);
        let title = self.title.cosine(&other.title);
        let lead = self.lead.cosine(&other.lead);
        let pairs = self.pairs.cosine(&other.pairs);
        let apart = self.day.zip(other.day).map(|(a, b)| a.abs_diff(b).min(60));
        #[allow(clippy::cast_precision_loss, reason = "at most 60 days")]
        let days = apart.map_or(-1.0, |d| d as f32);
        [body, body.sqrt(), title, title.sqrt(), lead, lead.sqrt(), pairs, pairs.sqrt(), body * lead, days]
    }
}

/// The features of a pair of articles.
pub const LINK_FEATURES: [&str; 10] =
    ["body", "body-root", "title", "title-root", "lead", "lead-root", "pairs", "pairs-root", "body-lead", "days"];

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

    /// Whether two articles belong to one story.
    pub(super) fn links(&self, a: &ArticleSketch, b: &ArticleSketch) -> bool {
        let features = a.features(b);
        let sum = self.curves.iter().zip(features).fold(self.intercept, |sum, (curve, value)| sum + curve.at(value));
        sum > 0.0
    }
}
