//! The story's name table: which mentions name one person, place or body.
//!
//! In: a story's annotated articles. Out: one [`NameId`] a mention, and the pairs of spellings of one name.
//! Invariants: the cost is near-linear in the mentions (blocks of forms, never all pairs); ids depend on
//! nothing but the articles in their order.

mod clusters;
mod forms;
mod spelling;
mod variants;

use rustc_hash::FxHashMap;

use super::Annotated;
use crate::model::{Class, NameKind, Span, WordId};
use forms::Forms;

/// Index of a name in its story's table.
pub type NameId = u32;

/// One mention: index of the article, index into its `names`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MentionRef {
    /// Index of the article in its story.
    pub article: u32,
    /// Index into [`Annotated::names`].
    pub mention: u32,
}

/// How two spellings of one name differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpellingDifference {
    /// In hyphens, spaces, accents or case alone.
    Marks,
    /// In letters.
    Letters,
}

/// Two spellings of one name, each by its first mention; `a` stands before `b`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpellingPair {
    /// First mention of the one.
    pub a: MentionRef,
    /// The part of it that differs.
    pub part_a: Span,
    /// First mention of the other.
    pub b: MentionRef,
    /// The part of it that differs.
    pub part_b: Span,
    /// How they differ.
    pub difference: SpellingDifference,
}

/// A person, place or body of the story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// A key that is the same for this name in every story: of the known entity or the fullest form.
    pub key: WordId,
    /// What it names.
    pub kind: NameKind,
    /// The fullest of its common mentions.
    pub fullest: MentionRef,
    /// How many mentions it has in the story.
    pub mentions: u32,
}

/// The names of a story.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NameTable {
    names: Vec<Name>,
    of_mention: Vec<Vec<NameId>>,
    spellings: Vec<SpellingPair>,
}

impl NameTable {
    /// Builds the table of a story.
    #[must_use]
    pub fn of(articles: &[Annotated<'_>]) -> Self {
        let forms = Forms::of(articles);
        let mut spellings = variants::marks(articles, &forms);
        let letters = variants::letters(articles, &forms);
        let (names, of_mention) = clusters::cluster(articles, &forms, &letters);
        spellings.extend(variants::pairs(articles, &forms, &letters));
        spellings.sort_by_key(|s| (s.difference, s.a, s.b));
        Self { names, of_mention, spellings }
    }

    /// The name of a mention.
    #[must_use]
    pub fn id_of(&self, article: u32, mention: u32) -> Option<NameId> {
        self.of_mention.get(article as usize)?.get(mention as usize).copied()
    }

    /// What is known of a name.
    #[must_use]
    pub fn name(&self, id: NameId) -> Option<&Name> {
        self.names.get(id as usize)
    }

    /// The name that a token of an article belongs to.
    #[must_use]
    pub fn at_token(&self, articles: &[Annotated<'_>], article: u32, token: u32) -> Option<NameId> {
        let mentions = &articles.get(article as usize)?.names;
        let i = mentions.partition_point(|m| m.tokens.end <= token);
        (mentions.get(i)?.tokens.start <= token).then(|| self.id_of(article, u32::try_from(i).ok()?)).flatten()
    }

    /// The first name whose mention shares words with a span of an article.
    #[must_use]
    pub fn at_span(&self, articles: &[Annotated<'_>], article: u32, span: Span) -> Option<NameId> {
        let mentions = &articles.get(article as usize)?.names;
        let i = mentions.partition_point(|m| m.span.end <= span.start);
        let found = mentions.get(i).is_some_and(|m| m.span.overlaps(span));
        found.then(|| self.id_of(article, u32::try_from(i).ok()?)).flatten()
    }

    /// How many names the story has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether the story has no names.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Makes the words in which spellings of one name differ one concept ("Kuralenko", "Kurylenko"), that of the first.
    pub fn unify_spellings(&self, articles: &mut [Annotated<'_>]) {
        let mut first: FxHashMap<WordId, WordId> = FxHashMap::default();
        for pair in self.spellings.iter().filter(|pair| pair.difference == SpellingDifference::Letters) {
            let concept = |mention: MentionRef, part: Span| {
                let article = &articles[mention.article as usize];
                let [word] = article.tokens_in(&article.tokens_of_span(part)) else { return None };
                Some(word.concept)
            };
            let Some((a, b)) = concept(pair.a, pair.part_a).zip(concept(pair.b, pair.part_b)) else { continue };
            let a = first.get(&a).copied().unwrap_or(a);
            first.entry(b).or_insert(a);
        }
        if first.is_empty() {
            return;
        }
        let tokens = articles.iter_mut().flat_map(|article| &mut article.tokens);
        for token in tokens.filter(|token| token.is(Class::CAPITALISED)) {
            token.concept = first.get(&token.concept).copied().unwrap_or(token.concept);
        }
    }

    /// Pairs of spellings of one name.
    #[must_use]
    pub fn spellings(&self) -> &[SpellingPair] {
        &self.spellings
    }
}

#[cfg(test)]
mod tests;
