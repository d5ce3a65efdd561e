//! What the comparison of two statements reads, computed once a claim.
//!
//! In: a claim's tokens and the story's local counts. Out: [`Profile`]s.
//! Invariant: values (numbers, dates) stand apart from the words, so that two reports of one fact
//! with differing values have the same words.

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::clauses::Clauses;
use super::order::Order;
use crate::annotate::Annotated;
use crate::extract::StoryClaims;
use crate::model::{Claim, Class, QuoteType, Token, WordId};
use crate::text::TrigramSet;
use crate::work::Workers;

/// A content word: its stem, how rare it is in general and in this story.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Term {
    pub id: u32,
    pub weight: f32,
    pub local: f32,
    pub name: bool,
}

/// What a statement has some of, within its profile: in a large story nearly every pair reads a profile that no pair before it
/// read, and what takes time is to find it in memory.
type Few<T> = SmallVec<[T; 12]>;

/// A claim as the features see it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Profile {
    /// Content words by id, each once.
    pub terms: Few<Term>,
    /// Sums over `terms`: general weight, local weight, weight of names.
    pub weight: f32,
    pub local: f32,
    pub name_weight: f32,
    /// Sums of squares, general and local.
    pub squares: f32,
    pub local_squares: f32,
    /// Every word and value in text order.
    pub words: Vec<u32>,
    /// The order of the words, and of the content words alone.
    pub order: Order,
    pub content_order: Order,
    /// Pairs of neighbouring content words, by id.
    pub bigrams: Few<u32>,
    /// Beginnings of content words, by id, with the weight of the word.
    pub roots: Few<(u32, f32)>,
    /// Sum of their weights.
    pub root_weight: f32,
    pub trigrams: TrigramSet,
    /// Numbers, by id.
    pub values: SmallVec<[u32; 4]>,
    /// What of it stands in which clause.
    pub clauses: Clauses,
}

/// What of a claim tells soonest that a pair is hopeless: little enough that those of many claims are at hand at once.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Outline {
    pub article: u32,
    /// Whether it is a quotation word for word.
    pub direct: bool,
    /// How many words and values it has.
    pub words: f32,
    /// How far into the article it stands: 0 the first sentence, 1 the last.
    pub position: f32,
    /// Index of its sentence among those that carry claims.
    pub rank: f32,
}

impl Outline {
    /// The outline of a claim with its profile.
    pub(crate) fn of(claim: &Claim, profile: &Profile, story: &StoryClaims<'_>) -> Self {
        let last = story.article_of(claim).segmentation.sentences.len().saturating_sub(1).max(1);
        Self {
            article: claim.article,
            direct: claim.quote().is_some_and(|q| q.quote_type == QuoteType::Direct),
            words: profile.words.len() as f32,
            position: claim.sentence as f32 / last as f32,
            rank: claim.sentence as f32,
        }
    }
}

/// How often each stem stands in a story: in how many sentences.
#[derive(Debug, Default)]
pub(crate) struct LocalCounts {
    sentences: f32,
    articles: f32,
    counts: FxHashMap<WordId, StemCount>,
}

/// In how many sentences a stem stands, and in how many articles.
#[derive(Debug, Clone, Copy, Default)]
struct StemCount {
    sentences: u32,
    articles: u32,
}

impl LocalCounts {
    /// Counts the sentences of a story.
    pub(crate) fn of(articles: &[Annotated<'_>], workers: &impl Workers) -> Self {
        let mut local = Self { articles: articles.len() as f32, ..Self::default() };
        for (sentences, counts) in workers.each(articles.len(), |i| Self::of_article(&articles[i])) {
            local.sentences += sentences as f32;
            for (stem, sentences) in counts {
                let count = local.counts.entry(stem).or_default();
                count.sentences += sentences;
                count.articles += 1;
            }
        }
        local
    }

    /// How many sentences an article has, and in how many of them each stem stands.
    fn of_article(article: &Annotated<'_>) -> (u32, FxHashMap<WordId, u32>) {
        let (mut sentences, mut counts) = (0, FxHashMap::default());
        let mut seen = FxHashSet::default();
        for sentence in article.claim_sentences() {
            sentences += 1;
            seen.clear();
            for token in article.sentence(sentence).iter().filter(|t| t.carries_meaning()) {
                if seen.insert(token.concept) {
                    *counts.entry(token.concept).or_default() += 1;
                }
            }
        }
        (sentences, counts)
    }

    fn count(&self, stem: WordId) -> StemCount {
        self.counts.get(&stem).copied().unwrap_or_default()
    }

    /// Inverse sentence frequency in the story, 0 for a word that every sentence has.
    fn weight(&self, stem: WordId) -> f32 {
        ((self.sentences + 1.0) / (self.count(stem).sentences as f32 + 0.5)).ln().max(0.0)
    }
}

/// A story of few articles says little about rarity: so many are added to its number.
const PRIOR_ARTICLES: f32 = 10.0;

impl LocalCounts {
    /// Inverse article frequency in the story.
    pub(crate) fn article_weight(&self, stem: WordId) -> f32 {
        ((self.articles + PRIOR_ARTICLES) / (self.count(stem).articles as f32 + 0.5)).ln().max(0.0)
    }
}

fn is_value(token: &Token) -> bool {
    token.is(Class::DIGITS.union(Class::NUMBER).union(Class::DATE)) && !token.is(Class::STOP)
}

/// The upper half of a word's hash: enough to tell the words of one story apart.
#[allow(clippy::cast_possible_truncation, reason = "the upper half fits")]
pub(crate) const fn short(word: WordId) -> u32 {
    (word.0 >> 32) as u32
}

/// Beginnings of so many letters stand for related forms ("bombard", "bombardment").
const ROOT_LETTERS: usize = 5;

impl Profile {
    /// The profile of a claim.
    pub(crate) fn of(claim: &Claim, story: &StoryClaims<'_>, local: &LocalCounts) -> Self {
        Self::of_tokens(story.tokens_of(claim), story.article_of(claim), local)
    }

    /// The profile of some tokens of an article.
    pub(crate) fn of_tokens(tokens: &[Token], article: &Annotated<'_>, local: &LocalCounts) -> Self {
        let mut profile = Self::default();
        let mut content = Vec::new();
        for token in tokens {
            if token.is(Class::WORD.union(Class::DIGITS)) {
                profile.words.push(short(token.word));
            }
            if token.carries_meaning() {
                profile.add_term(token, article, local);
                content.push(short(token.concept));
            } else if is_value(token) {
                profile.values.push(short(token.word));
            }
        }
        profile.bigrams = content.windows(2).map(|pair| pair[0].rotate_left(9) ^ pair[1]).collect();
        profile.order = Order::of(&profile.words);
        profile.content_order = Order::of(&content);
        profile.finish();
        profile
    }

    fn add_term(&mut self, token: &Token, article: &Annotated<'_>, local: &LocalCounts) {
        let id = short(token.concept);
        let weight = article.pack.rarity.weight(token.word);
        let name = token.is(Class::CAPITALISED) && !token.is(Class::INITIAL);
        self.terms.push(Term { id, weight, local: local.weight(token.concept), name });
        let word = article.word(token);
        self.trigrams.add(word);
        let root = if token.concept == token.stem { root(word, id) } else { id };
        self.roots.push((root, weight));
    }

    fn finish(&mut self) {
        // the lightest of several forms of one stem speaks for it
        self.terms.sort_by(|a, b| a.id.cmp(&b.id).then(b.name.cmp(&a.name)).then(a.weight.total_cmp(&b.weight)));
        self.terms.dedup_by_key(|t| t.id);
        self.roots.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        self.roots.dedup_by_key(|r| r.0);
        self.bigrams.sort_unstable();
        self.bigrams.dedup();
        self.values.sort_unstable();
        self.values.dedup();
        self.weight = self.terms.iter().map(|t| t.weight).sum();
        self.local = self.terms.iter().map(|t| t.local).sum();
        self.squares = self.terms.iter().map(|t| t.weight * t.weight).sum();
        self.root_weight = self.roots.iter().map(|r| r.1).sum();
        self.local_squares = self.terms.iter().map(|t| t.local * t.local).sum();
        self.name_weight = self.terms.iter().filter(|t| t.name).map(|t| t.weight).sum();
    }
}

/// The id of a word's beginning; its stem where the word is short.
fn root(word: &str, stem: u32) -> u32 {
    let Some((end, _)) = word.char_indices().nth(ROOT_LETTERS) else { return stem };
    short(crate::text::word_id(&word[..end]))
}
