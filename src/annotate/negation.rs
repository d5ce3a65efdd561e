//! Negations and what they cover.
//!
//! In: an article's tokens. Out: negations in text order; the scope of each runs from its cue to the end of its
//! clause, or over the next verb. Invariant: a scope stays inside its sentence.

use crate::annotate::Annotated;
use crate::language::Reach;
use crate::model::{Class, NegationMention, Token};

/// The longest scope, in tokens: beyond it nothing is certain.
const LONGEST: usize = 24;

/// The negations of an article.
pub(super) fn negations(article: &Annotated<'_>) -> Vec<NegationMention> {
    let mut out = Vec::new();
    for sentence in article.claim_sentences() {
        let range = article.sentence_tokens[sentence as usize].clone();
        let tokens = article.tokens_in(&range);
        let mut i = 0;
        while i < tokens.len() {
            let Some((length, reach)) = cue_at(article, &tokens[i..]) else {
                i += 1;
                continue;
            };
            let from = i + length;
            let end = match reach {
                Reach::Clause => clause_end(article, tokens, from),
                Reach::Verb => verb_end(article, tokens, from),
                Reach::None | Reach::Open => from,
            };
            if end > from {
                let index = |at: usize| range.start + u32::try_from(at).unwrap_or(u32::MAX);
                let cue = tokens[i].span.hull(tokens[from - 1].span);
                out.push(NegationMention { cue, sentence, scope: index(from)..index(end) });
            }
            i = from;
        }
    }
    out
}

/// The negating phrase that starts here: its length and reach.
pub(crate) fn cue_at(article: &Annotated<'_>, tokens: &[Token]) -> Option<(usize, Reach)> {
    let first = tokens.first()?;
    if let [_, dot, number, ..] = tokens
        && dot.is(Class::PUNCTUATION)
        && dot.is(Class::GLUED)
        && number.is(Class::DIGITS)
    {
        // "No. 1" counts
        return None;
    }
    let phrase = article.pack.polarity.negations.longest_at(tokens).map(|(n, reach)| (n, *reach));
    phrase.or_else(|| first.is(Class::NEGATION).then_some((1, Reach::Clause)))
}

/// Where the clause that goes on at `from` ends.
pub(crate) fn clause_end(article: &Annotated<'_>, tokens: &[Token], from: usize) -> usize {
    let rest = tokens.iter().enumerate().skip(from).take(LONGEST);
    rest.clone()
        .find(|(i, _)| *i > from && ends_clause(article, tokens, *i))
        .map_or((from + LONGEST).min(tokens.len()), |(i, _)| i)
}

/// Whether a clause ends before the token at `i`: at a mark that parts clauses, or a word that opens another
/// clause. Some such words carry a negation on ("denied that").
pub(crate) fn ends_clause(article: &Annotated<'_>, tokens: &[Token], i: usize) -> bool {
    let token = &tokens[i];
    let mark = token.is(Class::PUNCTUATION)
        && !token.is(Class::QUOTE_MARK)
        && !is_joint(tokens, i)
        && !is_sign(article.word(token));
    mark || (token.is(Class::OPENER) && !article.pack.polarity.raises(token.word))
}

/// Whether a mark is a sign beside a number ("40%") and parts nothing.
fn is_sign(mark: &str) -> bool {
    matches!(mark, "%" | "‰" | "°" | "$" | "€" | "£" | "¥" | "#" | "&")
}

/// Whether a mark joins the parts of a word ("militant-held", "Aleppo's").
fn is_joint(tokens: &[Token], i: usize) -> bool {
    tokens[i].is(Class::GLUED) && tokens.get(i + 1).is_some_and(|next| next.is(Class::GLUED))
}

/// The end of the next verb's chain: up to its first word that raises nothing.
fn verb_end(article: &Annotated<'_>, tokens: &[Token], from: usize) -> usize {
    let end = clause_end(article, tokens, from);
    let raised = |t: &Token| !t.is_content() || article.pack.polarity.raises(t.word);
    tokens[from..end].iter().position(|t| !raised(t)).map_or(end, |i| from + i + 1)
}

#[cfg(test)]
mod tests {
    use crate::annotate::annotate;
    use crate::language::pack;
    use crate::model::Article;
    use crate::segment::segment;

    /// Each negation with the words under it.
    fn scopes(text: &str) -> Vec<(String, String)> {
        let article = Article::new(None, text);
        let segmentation = segment(&article, pack("en"));
        let annotated = annotate(&article, &segmentation, pack("en"));
        let scope = |n: &crate::model::NegationMention| article.slice(annotated.span_of(&n.scope)).to_owned();
        annotated.negations.iter().map(|n| (article.slice(n.cue).to_owned(), scope(n))).collect()
    }

    #[test]
    fn a_negation_covers_the_rest_of_its_clause() {
        for (text, cue, scope) in [
            ("The order did not include the harbour, but it held.", "not", "include the harbour"),
            ("The ministry denied that it had sold the port.", "denied", "that it had sold the port"),
            ("The crew refused to leave the ship on Monday.", "refused to", "leave"),
            ("They didn't sink while the storm lasted.", "didn't", "sink"),
            (
                "The city will not seek a halt to raids on rebel-held towns.",
                "not",
                "seek a halt to raids on rebel-held towns",
            ),
        ] {
            assert_eq!(scopes(text), [(cue.to_owned(), scope.to_owned())], "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_negation_is_none() {
        for text in ["Not only the crew left.", "No fewer than ten boats sank.", "The ship has not yet sunk."] {
            assert_eq!(scopes(text), [], "{text}");
        }
    }
}
