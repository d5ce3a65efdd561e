//! What every extractor shares, computed once an article.
//!
//! In: an article, its segmentation and language pack. Out: [`Annotated`].
//! Invariant: annotations are in text order and lie inside sentences that carry claims.

mod attribution;
mod casualties;
mod dates;
mod numbers;
mod quotations;
pub(crate) mod sentence;
mod name_table;
mod names;
pub(crate) mod negation;
mod tokens;

pub(crate) use attribution::is_figure;
pub use attribution::{LabelledArticle, LabelledQuote, Learned, learn as learn_attribution};
pub use dates::{CLOCK, DAY};
pub use name_table::{MentionRef, Name, NameId, NameTable, SpellingDifference, SpellingPair};

use std::ops::{Range, RangeInclusive};

use rustc_hash::FxHashSet;

use crate::language::{Label, Labels, Pack};
use crate::model::{
    Article, AttributionMention, CasualtyMention, Class, DateMention, NameMention, NegationMention, NumberMention,
    QuotationMention, Segmentation, Span, Token, TokenRange, WordId,
};

/// An article with everything that its extractors read.
#[derive(Debug)]
pub struct Annotated<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its blocks and sentences.
    pub segmentation: &'a Segmentation,
    /// What is known of its language.
    pub pack: &'static Pack,
    /// The labels that are told apart: those of the pack, or a user's own.
    pub labels: &'a Labels,
    /// Every token of every sentence, in text order.
    pub tokens: Vec<Token>,
    /// The tokens of each sentence.
    pub sentence_tokens: Vec<TokenRange>,
    /// Numbers.
    pub numbers: Vec<NumberMention>,
    /// People and what happened to them.
    pub casualties: Vec<CasualtyMention>,
    /// Dates.
    pub dates: Vec<DateMention>,
    /// Proper names.
    pub names: Vec<NameMention>,
    /// Words between quotation marks.
    pub quotations: Vec<QuotationMention>,
    /// Cues of attribution.
    pub attributions: Vec<AttributionMention>,
    /// Negations.
    pub negations: Vec<NegationMention>,
}

/// Annotates one article.
#[must_use]
pub fn annotate<'a>(article: &'a Article, segmentation: &'a Segmentation, pack: &'static Pack) -> Annotated<'a> {
    let (tokens, sentence_tokens) = tokens::tokens(article.buffer(), segmentation, pack);
    let mut annotated = Annotated {
        article,
        segmentation,
        pack,
        labels: &pack.labels,
        tokens,
        sentence_tokens,
        numbers: Vec::new(),
        casualties: Vec::new(),
        dates: Vec::new(),
        names: Vec::new(),
        quotations: Vec::new(),
        attributions: Vec::new(),
        negations: Vec::new(),
    };
    annotated.dates = dates::dates(&annotated);
    annotated.numbers = numbers::numbers(&annotated);
    annotated.names = names::names(&annotated);
    annotated.casualties = casualties::casualties(&annotated);
    annotated.negations = negation::negations(&annotated);
    (annotated.quotations, annotated.attributions) = attribution::attribute(&annotated);
    annotated
}

/// Dates, numbers and casualties of an article that is annotated already: what a bench measures.
#[must_use]
pub fn amounts(article: &Annotated<'_>) -> (Vec<DateMention>, Vec<NumberMention>, Vec<CasualtyMention>) {
    (dates::dates(article), numbers::numbers(article), casualties::casualties(article))
}

/// The quotations and attributions of an article whose tokens and names are known.
#[must_use]
pub fn attribute(article: &Annotated<'_>) -> (Vec<QuotationMention>, Vec<AttributionMention>) {
    attribution::attribute(article)
}

impl<'a> Annotated<'a> {
    /// The same article, with other labels than those of its language pack.
    #[must_use]
    pub fn with_labels(mut self, labels: &'a Labels) -> Self {
        let first: FxHashSet<WordId> = labels.first_words().collect();
        self.tokens.iter_mut().for_each(|t| t.class.set(Class::LABEL, first.contains(&t.word)));
        self.labels = labels;
        self
    }
}

/// How many sentences a span has for which they are counted one by one.
const NEAR: usize = 8;

impl Annotated<'_> {
    /// The longest label that starts at the first of `tokens`: how many tokens it takes, and what it is.
    #[must_use]
    pub fn label_at(&self, tokens: &[Token]) -> Option<(usize, Label)> {
        tokens.first()?.is(Class::LABEL).then(|| self.labels.at(tokens)).flatten()
    }

    /// The tokens of a range.
    #[must_use]
    pub fn tokens_in(&self, range: &TokenRange) -> &[Token] {
        &self.tokens[range.start as usize..range.end as usize]
    }

    /// The tokens of a sentence.
    #[must_use]
    pub fn sentence(&self, sentence: u32) -> &[Token] {
        self.tokens_in(&self.sentence_tokens[sentence as usize])
    }

    /// Where the names of a sentence stand among all.
    #[must_use]
    pub fn names_of(&self, sentence: u32) -> Range<usize> {
        self.names.partition_point(|n| n.sentence < sentence)..self.names.partition_point(|n| n.sentence <= sentence)
    }

    /// The dates of a sentence.
    #[must_use]
    pub fn dates_of(&self, sentence: u32) -> &[DateMention] {
        let first = self.dates.partition_point(|d| d.sentence < sentence);
        let count = self.dates[first..].partition_point(|d| d.sentence == sentence);
        &self.dates[first..first + count]
    }

    /// The numbers of a sentence.
    #[must_use]
    pub fn numbers_of(&self, sentence: u32) -> &[NumberMention] {
        let first = self.numbers.partition_point(|n| n.sentence < sentence);
        let count = self.numbers[first..].partition_point(|n| n.sentence == sentence);
        &self.numbers[first..first + count]
    }

    /// The attributions whose cues stand in the sentences from one to another.
    pub fn attributions_of(&self, sentences: RangeInclusive<u32>) -> impl Iterator<Item = &AttributionMention> {
        let first = self.attributions.partition_point(|a| a.sentence < *sentences.start());
        self.attributions[first..].iter().take_while(move |a| sentences.contains(&a.sentence))
    }

    /// The text of a token.
    #[must_use]
    pub fn word(&self, token: &Token) -> &str {
        self.article.slice(token.span)
    }

    /// The text of the last of some tokens that is no quotation mark: a full stop, a question mark.
    #[must_use]
    pub fn end_of(&self, tokens: &[Token]) -> Option<&str> {
        tokens.iter().rfind(|t| !t.is(Class::QUOTE_MARK)).map(|t| self.word(t))
    }

    /// Indices of the sentences that carry claims.
    pub fn claim_sentences(&self) -> impl Iterator<Item = u32> + '_ {
        (0u32..)
            .zip(&self.segmentation.sentences)
            .filter_map(|(i, sentence)| self.segmentation.block_of(sentence).kind.carries_claims().then_some(i))
    }

    /// The index of the paragraph that holds a sentence.
    #[must_use]
    pub fn paragraph_of(&self, sentence: u32) -> u32 {
        let sentence = self.segmentation.sentences.get(sentence as usize);
        sentence.map_or(0, |s| self.segmentation.block_of(s).paragraph)
    }

    /// The tokens that lie wholly inside a span.
    #[must_use]
    pub fn tokens_of_span(&self, span: Span) -> TokenRange {
        // sentences are fewer than tokens, and lie closer together
        let sentences = &self.segmentation.sentences;
        let first = sentences.partition_point(|s| s.span.end <= span.start);
        let last = first + sentences[first..].iter().take(NEAR).take_while(|s| s.span.end < span.end).count();
        let all = self.tokens.len();
        let tokens_of =
            |sentence: usize| self.sentence_tokens.get(sentence).map_or(all..all, |r| r.start as usize..r.end as usize);
        let within = tokens_of(first);
        let start = within.start + self.tokens[within].partition_point(|t| t.span.start < span.start);
        let behind = if last == first + NEAR { start..all } else { tokens_of(last) };
        let from = behind.start.max(start);
        let end = from + self.tokens[from..behind.end.max(from)].partition_point(|t| t.span.end <= span.end);
        u32::try_from(start).unwrap_or(u32::MAX)..u32::try_from(end).unwrap_or(u32::MAX)
    }

    /// The span of a range of tokens; empty for an empty range.
    #[must_use]
    pub fn span_of(&self, range: &TokenRange) -> Span {
        let tokens = self.tokens_in(range);
        tokens.first().zip(tokens.last()).map_or_else(Span::default, |(a, b)| a.span.hull(b.span))
    }

    /// The index of the sentence that holds a byte.
    #[must_use]
    pub fn sentence_at(&self, byte: u32) -> Option<u32> {
        let sentences = &self.segmentation.sentences;
        let i = sentences.partition_point(|s| s.span.end <= byte);
        (sentences.get(i)?.span.start <= byte).then(|| u32::try_from(i).unwrap_or(u32::MAX))
    }
}
