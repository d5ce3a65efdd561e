//! Where labels stand, and whom the words beside them name.
//!
//! In: an annotated article. Out: [`LabelMention`]s in text order.
//! Invariant: a label that is a part of a name or an office is no mention of it.

use crate::annotate::Annotated;
use crate::language::{Label, Use};
use crate::model::{Class, Span, Token, TokenRange, WordId};

/// A label where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LabelMention {
    /// Which label.
    pub label: Label,
    /// Its words.
    pub span: Span,
    /// One id for the forms of one label ("rebel", "rebels").
    pub word: WordId,
    /// Whether it stands between quotation marks: then it is the source's own word.
    pub quoted: bool,
}

/// The labels in a range of tokens.
pub(crate) fn label_mentions(article: &Annotated<'_>, range: &TokenRange) -> Vec<LabelMention> {
    let tokens = article.tokens_in(range);
    let mut found = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        let Some((length, label)) = article.label_at(&tokens[i..]) else {
            i += 1;
            continue;
        };
        let last = &tokens[i + length - 1];
        let span = tokens[i].span.hull(last.span);
        // of a longer label the first word tells it apart from the short one
        let word = if length > 1 { WordId(last.stem.0 ^ tokens[i].stem.0.rotate_left(7)) } else { last.stem };
        if !is_in_name(article, span) {
            found.push(LabelMention { label, span, word, quoted: is_quoted(article, span) });
        }
        i += length;
    }
    found
}

/// The tokens of the sentence that holds a span, and the places before it and behind it.
pub(crate) fn around<'s>(article: &'s Annotated<'_>, span: Span) -> (&'s [Token], usize, usize) {
    let sentence = article.sentence_at(span.start).map_or(&[][..], |i| article.sentence(i));
    let first = sentence.partition_point(|t| t.span.end <= span.start);
    let last = sentence.partition_point(|t| t.span.start < span.end);
    (sentence, first, last)
}

/// Whether every word that says something has a capital: a title in capitals, in which every word looks like a name.
pub(crate) fn is_capitalised(sentence: &[Token]) -> bool {
    sentence.iter().filter(|t| t.is_content()).all(|t| t.is(Class::CAPITALISED))
}

/// The words with a capital right before a label ("the Orla regime") and right after it ("dictator Holm").
pub(crate) fn names_beside<'s>(article: &'s Annotated<'_>, span: Span) -> (&'s [Token], &'s [Token]) {
    let (sentence, first, last) = around(article, span);
    if is_capitalised(sentence) {
        return (&[], &[]);
    }
    let name = |t: &&Token| t.is(Class::CAPITALISED) && !t.is(Class::STOP | Class::LABEL | Class::DATE | Class::TITLE);
    let before = sentence[..first].iter().rev().take_while(name).count();
    let after = sentence[last..].iter().take_while(name).count();
    (&sentence[first - before..first], &sentence[last..last + after])
}

/// Whether a label is a part of a name or an office: a capital inside a sentence after
/// another ("Orla State") or after that and "of" ("Secretary of State").
fn is_in_name(article: &Annotated<'_>, span: Span) -> bool {
    let (sentence, at, _) = around(article, span);
    let Some(label) = sentence.get(at) else { return false };
    let capital = |t: &Token| t.is(Class::CAPITALISED) && !t.is(Class::INITIAL);
    let capital_or_first = |t: &Token| t.is(Class::CAPITALISED);
    let before = |steps: usize| at.checked_sub(steps).map(|i| &sentence[i]);
    let office =
        before(1).is_some_and(|t| article.pack.grammar.is(t, Use::OF)) && before(2).is_some_and(capital_or_first);
    !is_capitalised(sentence) && capital(label) && (before(1).is_some_and(capital) || office)
}

/// Whether a passage stands between quotation marks.
pub(crate) fn is_quoted(article: &Annotated<'_>, span: Span) -> bool {
    let quotations = &article.quotations;
    let first = quotations.partition_point(|q| q.pieces.last().is_some_and(|p| p.end <= span.start));
    quotations[first..]
        .iter()
        .take_while(|q| q.pieces.first().is_some_and(|p| p.start < span.end))
        .any(|q| q.pieces.iter().any(|p| p.overlaps(span)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::cases::with_articles;

    fn found(text: &str) -> Vec<(String, bool)> {
        with_articles(&[("North", "2031-05-01", text)], |articles| {
            let article = &articles[0];
            let all = 0..u32::try_from(article.tokens.len()).unwrap();
            let told = |m: &LabelMention| (article.article.slice(m.span).to_owned(), m.quoted);
            label_mentions(article, &all).iter().map(told).collect()
        })
    }

    #[test]
    fn labels_are_found_where_they_stand_alone() {
        let plain = |words: &[&str]| words.iter().map(|w| ((*w).to_owned(), false)).collect::<Vec<_>>();
        assert_eq!(found("The regime arrested rioters in Orla."), plain(&["regime", "arrested", "rioters"]));
        assert_eq!(found("The rebel fighters left the town."), plain(&["rebel fighters"]), "the longest");
        assert_eq!(found("Secretary of State Petra Holm spoke in Orla State."), [], "names and offices");
        assert_eq!(found("He called them “rioters” once more."), [("rioters".to_owned(), true)]);
    }
}
