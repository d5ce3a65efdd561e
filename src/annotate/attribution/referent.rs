//! Whom a source's words name: the fullest mention of the name, whom a pronoun or a description stands for, and what kind of
//! source that is.
//!
//! In: a [`Phrase`]. Out: a name's span and a [`SourceClass`].
//! Invariant: a pronoun stands for a name before it; what is read of the whole article is read once, and only where it is asked.

use std::cell::OnceCell;

use rustc_hash::FxHashSet;

use super::described::Descriptions;
use super::phrase::Phrase;
use crate::annotate::Annotated;
use crate::language::NameCue;
use crate::model::{Class, NameKind, NameMention, SourceClass, Span, Token, WordId};

/// How many names before a pronoun are looked at for one that it stands for.
const RECENT: usize = 12;
/// How rare a word is that opens a sentence as a name: no more than about one article in a hundred holds it.
const RARE: f32 = 4.6;

/// Finds whom sources of one article name.
pub(super) struct Referents<'a> {
    article: &'a Annotated<'a>,
    descriptions: OnceCell<Descriptions<'a>>,
    small: OnceCell<FxHashSet<WordId>>,
}

impl<'a> Referents<'a> {
    pub(super) const fn new(article: &'a Annotated<'a>) -> Self {
        Self { article, descriptions: OnceCell::new(), small: OnceCell::new() }
    }

    /// The fullest name of whom a phrase names, and what kind of source it is.
    pub(super) fn resolve(&self, phrase: &Phrase) -> (Option<Span>, SourceClass) {
        let article = self.article;
        let tokens = article.tokens_in(&phrase.tokens);
        let Some(head) = article.tokens.get(phrase.head as usize) else { return (None, SourceClass::Unknown) };
        let first = article.names.partition_point(|n| n.span.end <= head.span.start);
        let named = article.names.get(first).filter(|n| n.span.overlaps(head.span) && !is_common(article, n));
        if phrase.conjoined && (named.is_some() || self.opens_as_name(head)) {
            return (Some(article.span_of(&phrase.tokens)), SourceClass::Named);
        }
        // the head names the source: the spokesman of somebody is not that person
        if let Some(name) = named {
            return (Some(name.resolved), SourceClass::Named);
        }
        if let [token] = tokens
            && let Some(kind) = article.pack.reporting.pronoun(token.word)
        {
            let name = self.stood_for(first, kind);
            return (name, if name.is_some() { SourceClass::Named } else { SourceClass::Unknown });
        }
        if self.opens_as_name(head) {
            return (Some(head.span), SourceClass::Named);
        }
        let before = phrase.head.saturating_sub(phrase.tokens.start) as usize;
        if let Some(name) = tokens.get(..=before).and_then(|d| self.descriptions().name(d)) {
            return (Some(name), SourceClass::Named);
        }
        let class = tokens.iter().rev().find_map(|t| article.pack.reporting.source(t.word));
        let capitals = |t: &&Token| t.is(Class::CAPITALISED) && !t.is(Class::INITIAL | Class::STOP | Class::PRONOUN);
        let name = tokens.iter().filter(capitals).map(|t| t.span).reduce(Span::hull);
        match (article.pack.reporting.source(head.word).or(class), name) {
            (Some(class), _) => (None, class),
            // a name that nothing else in the article bears out
            (None, Some(name)) if capitals(&head) => (Some(name), SourceClass::Named),
            (None, Some(_)) => (None, SourceClass::Named),
            (None, None) => (None, SourceClass::Unknown),
        }
    }

    fn descriptions(&self) -> &Descriptions<'a> {
        self.descriptions.get_or_init(|| Descriptions::of(self.article))
    }

    /// The last name of a kind before the `before`th name; for a person, a name of two or more words that nothing tells to be
    /// something else will do, and so will one that stands beside a verb of saying.
    fn stood_for(&self, before: usize, kind: NameKind) -> Option<Span> {
        let article = self.article;
        let recent = || article.names[..before].iter().rev().take(RECENT);
        let speaks = |name: &NameMention| {
            let beside = [name.tokens.end, name.tokens.start.wrapping_sub(1)];
            beside.into_iter().any(|i| article.tokens.get(i as usize).is_some_and(|t| t.is(Class::REPORTING)))
        };
        let other = |n: &NameMention| kind == NameKind::Person && n.kind == NameKind::Other;
        let person = |n: &&NameMention| {
            n.kind == kind || (other(n) && (speaks(n) || self.descriptions().is_told_of(n.resolved)))
        };
        let full = |n: &&NameMention| other(n) && article.tokens_of_span(n.resolved).len() > 1;
        recent().find(person).or_else(|| recent().find(full)).map(|n| n.resolved)
    }

    /// Whether a word that opens its sentence is a name: rare, written with a capital throughout, and neither a noun of
    /// people nor in the plural ("Orr said", but not "Engineers said").
    pub(super) fn opens_as_name(&self, token: &Token) -> bool {
        const CLOSED: Class = Class::STOP
            .union(Class::PRONOUN)
            .union(Class::NUMBER)
            .union(Class::DATE)
            .union(Class::SOURCE)
            .union(Class::TITLE)
            .union(Class::REPORTING);
        let article = self.article;
        if !token.is(Class::INITIAL) || !token.is(Class::CAPITALISED) || token.is(CLOSED) {
            return false;
        }
        let pack = article.pack;
        let given = pack.names.cue(token.word).contains(NameCue::GIVEN);
        let singular = token.stem == token.word || !article.word(token).ends_with('s');
        let common = pack.casualties.listed(token).is_some() || pack.names.aliases.single(token.word).is_some();
        !common && (given || singular && pack.rarity.weight(token.word) >= RARE) && !self.small().contains(&token.word)
    }

    /// The words that the article writes in small letters.
    fn small(&self) -> &FxHashSet<WordId> {
        self.small.get_or_init(|| {
            let words = self.article.tokens.iter().filter(|t| t.is(Class::WORD) && !t.is(Class::CAPITALISED));
            words.map(|t| t.word).collect()
        })
    }
}

/// Whether what was read as a name is a noun for an unnamed source that opens its sentence: "Police".
fn is_common(article: &Annotated<'_>, name: &NameMention) -> bool {
    let [token] = article.tokens_in(&name.tokens) else { return false };
    token.is(Class::SOURCE)
        && token.is(Class::INITIAL)
        && name.title.is_none()
        && article.pack.names.aliases.single(token.word).is_none()
}

#[cfg(test)]
mod tests {
    use crate::annotate::attribution::tests::named;

    #[test]
    fn a_lone_name_that_opens_its_sentence_is_named() {
        assert_eq!(named("Dunmore denied that he had sold the mill.")[0].1, "Dunmore");
        for text in [
            "Engineers denied that they had sold the mill.",
            "Police denied that they had sold the mill.",
            "Staff denied that they had sold the mill.",
            "Others denied that they had sold the mill.",
        ] {
            assert_eq!(named(text)[0].1, "", "{text}");
        }
    }

    #[test]
    fn a_pronoun_stands_for_the_nearest_person() {
        let text =
            "Prime Minister Tovald Lund spoke first. His deputy, Irma Falk, was brief. “We must talk,” she said.";
        assert_eq!(named(text).pop().unwrap_or_default().1, "Irma Falk");
    }
}
