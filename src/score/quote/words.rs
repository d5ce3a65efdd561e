//! The words of a quote: what is compared, without marks, capitals and spacing.
//!
//! In: a claim's pieces. Out: word ids with their spans, and where the text marks that words were left out.
//! Invariant: words are in text order; at most [`MOST_WORDS`] of a claim are compared.

use crate::annotate::Annotated;
use crate::model::{Claim, Class, QuoteType, Span, Token, WordId};
use crate::text::word_id;

/// More words of one utterance are not compared.
pub(super) const MOST_WORDS: usize = 2_000;

/// One word of a quote.
#[allow(clippy::struct_excessive_bools, reason = "independent facts about one word")]
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// Equal words have equal ids.
    pub id: WordId,
    /// Where it stands.
    pub span: Span,
    /// Whether it tells something by itself.
    pub content: bool,
    /// Whether a mark before it says that words were left out ("...", "[...]").
    pub gap_before: bool,
    /// Whether it begins a piece after the first: the cue stands before it.
    pub piece_start: bool,
    /// Whether it negates.
    pub negates: bool,
    /// Whether it stands in square brackets: the outlet's word, not the speaker's.
    pub inserted: bool,
}

/// The words of one claim.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub words: Vec<Word>,
    /// Whether the quote ends with a mark of omission.
    pub gap_after: bool,
}

/// The words of a claim: of a mixed quote those between marks, where there are enough of them.
pub(super) fn words_of(article: &Annotated<'_>, claim: &Claim) -> Words {
    if claim.quote().is_some_and(|q| q.quote_type == QuoteType::Mixed) {
        let quoted = words_in(article, &quoted_spans(article, claim));
        if quoted.words.len() >= LEAST_QUOTED {
            return quoted;
        }
    }
    words_in(article, &claim.pieces)
}

/// Fewer quoted words are compared with the clause around them.
const LEAST_QUOTED: usize = 3;

/// The stretches between marks inside a claim.
fn quoted_spans(article: &Annotated<'_>, claim: &Claim) -> Vec<Span> {
    let first = article.quotations.partition_point(|q| q.pieces.last().is_some_and(|p| p.end <= claim.span.start));
    article.quotations[first..]
        .iter()
        .take_while(|q| q.pieces.first().is_some_and(|p| p.start < claim.span.end))
        .flat_map(|q| q.pieces.iter().copied())
        .filter(|piece| claim.pieces.iter().any(|p| p.contains(*piece)))
        .collect()
}

fn words_in(article: &Annotated<'_>, spans: &[Span]) -> Words {
    let mut out = Words::default();
    for (i, span) in spans.iter().enumerate() {
        let mut reader = Reader { bracket: false, gap: false, piece: i > 0 };
        let range = article.tokens_of_span(*span);
        let tokens = article.tokens_in(&range);
        for (k, token) in tokens.iter().enumerate() {
            if out.words.len() == MOST_WORDS {
                return out;
            }
            reader.read(article, tokens, k, token, &mut out.words);
        }
        out.gap_after = reader.gap;
    }
    out
}

/// What was read since the last word.
struct Reader {
    bracket: bool,
    gap: bool,
    piece: bool,
}

impl Reader {
    fn read(&mut self, article: &Annotated<'_>, tokens: &[Token], k: usize, token: &Token, out: &mut Vec<Word>) {
        let text = article.word(token);
        if !token.is(Class::WORD | Class::DIGITS) {
            match text {
                "[" => self.bracket = true,
                "]" => self.bracket = false,
                "…" => self.gap = true,
                // "..." is three tokens; ". . ." too
                "." if (1..3).all(|i| tokens.get(k + i).is_some_and(|t| article.word(t) == ".")) => self.gap = true,
                _ => {}
            }
            return;
        }
        // a word in capitals is the same word
        let id = if token.is(Class::ALL_CAPS) { word_id(text) } else { token.word };
        out.push(Word {
            id,
            span: token.span,
            content: token.is_content(),
            negates: token.is(Class::NEGATION),
            gap_before: std::mem::take(&mut self.gap),
            piece_start: std::mem::take(&mut self.piece),
            inserted: self.bracket,
        });
    }
}
