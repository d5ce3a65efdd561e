//! What two texts tell that cannot be both, or seldom is: other days, another noun for one thing, a denial of what the other states.
//!
//! In: two texts, each as one claim. Out: numbers that [`super::contradiction()`] reads.
//! Invariant: symmetric in the two texts, and blind to whether they are about one thing: other numbers tell that.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::annotate::Annotated;
use crate::language::Use;
use crate::model::{Class, NegationMention, Token, TokenRange, WordId};
use crate::score::order::Order;

/// One text.
pub(super) struct Text<'a> {
    pub article: &'a Annotated<'a>,
    pub tokens: TokenRange,
}

impl<'a> Text<'a> {
    pub(super) fn words(&self) -> &'a [Token] {
        self.article.tokens_in(&self.tokens)
    }

    fn stems(&self) -> FxHashSet<WordId> {
        self.words().iter().map(|t| t.stem).collect()
    }

    pub(super) fn negations(&self) -> impl Iterator<Item = &'a NegationMention> + '_ {
        self.article.negations.iter().filter(|n| self.tokens.contains(&n.scope.start))
    }

    /// What the text says that something is ("a French film").
    fn noun_phrase(&self) -> Vec<&'a Token> {
        /// Where the noun stands at the furthest.
        const REACH: usize = 9;
        let (words, pack) = (self.words(), self.article.pack);
        let is_article = |t: &Token| pack.grammar.is(t, Use::ARTICLE | Use::DETERMINER);
        let copula = |at: &usize| {
            let verb = &words[*at];
            verb.is(Class::AUXILIARY)
                && pack.grammar.is(verb, Use::PASSIVE)
                && words.get(at + 1).is_some_and(is_article)
        };
        let Some(at) = (0..words.len()).find(copula) else { return Vec::new() };
        let ends = |t: &Token| t.is(Class::PUNCTUATION | Class::PREPOSITION | Class::OPENER | Class::AUXILIARY);
        let phrase = words[at + 2..].iter().take(REACH).take_while(|t| !ends(t) || t.is(Class::GLUED));
        phrase.filter(|t| t.is_content()).collect()
    }

    /// The words of the calendar.
    fn calendar(&self) -> BTreeSet<WordId> {
        self.words().iter().filter(|t| t.is(Class::DATE)).map(|t| t.word).collect()
    }
}

/// Whether both say what something is, and the noun of the shorter phrase stands nowhere in the other text.
pub(super) fn are_other_nouns(x: &Text<'_>, y: &Text<'_>) -> bool {
    let (of_x, of_y) = (x.noun_phrase(), y.noun_phrase());
    let unstated =
        |phrase: &[&Token], other: &Text<'_>| phrase.last().is_some_and(|noun| !other.stems().contains(&noun.stem));
    let said = !of_x.is_empty() && !of_y.is_empty();
    said && match of_x.len().cmp(&of_y.len()) {
        Ordering::Less => unstated(&of_x, y),
        Ordering::Greater => unstated(&of_y, x),
        Ordering::Equal => unstated(&of_x, y) && unstated(&of_y, x),
    }
}

/// How far both have the same words in the same order.
pub(super) fn in_order(x: &Text<'_>, y: &Text<'_>) -> f32 {
    let mut ids: FxHashMap<WordId, u32> = FxHashMap::default();
    let mut order = |text: &Text<'_>| {
        let words = text.words().iter().filter(|t| t.is(Class::WORD | Class::DIGITS));
        let numbered = words.map(|t| {
            let next = u32::try_from(ids.len()).unwrap_or(u32::MAX);
            *ids.entry(t.stem).or_insert(next)
        });
        Order::of(&numbered.collect::<Vec<u32>>())
    };
    let (of_x, of_y) = (order(x), order(y));
    of_x.alike(&of_y)
}

/// Whether both name a month or a day, and the one with fewer names one that the other does not.
pub(super) fn date_otherwise(x: &Text<'_>, y: &Text<'_>) -> bool {
    let (of_x, of_y) = (x.calendar(), y.calendar());
    let (fewer, more) = if of_x.len() <= of_y.len() { (of_x, of_y) } else { (of_y, of_x) };
    !fewer.is_empty() && !fewer.is_subset(&more)
}

/// The share of what the one denies once more than the other that the other has word for word: of the denial with the most of it.
pub(super) fn stated(x: &Text<'_>, y: &Text<'_>) -> f32 {
    let count = |text: &Text<'_>| text.negations().count();
    let (denies, other) = match count(x).cmp(&count(y)) {
        Ordering::Equal => return 0.0,
        Ordering::Greater => (x, y),
        Ordering::Less => (y, x),
    };
    let stems = other.stems();
    let share = |negation: &NegationMention| {
        let under = denies.article.tokens_in(&negation.scope).iter().filter(|t| t.is_content());
        let (all, common) =
            under.fold((0usize, 0usize), |(all, common), t| (all + 1, common + usize::from(stems.contains(&t.stem))));
        common as f32 / all.max(1) as f32
    };
    denies.negations().map(share).fold(0.0, f32::max)
}
