//! Who is cited: the noun phrase beside a cue, the name it resolves to, and what kind of source it is.
//!
//! In: tokens around a cue. Out: a token range, a name's span, a [`SourceClass`].
//! Invariant: a phrase never leaves the limits given; a pronoun resolves to a name before it.

use crate::annotate::Annotated;
use crate::model::{Class, NameKind, SourceClass, Span, Token, TokenRange};

/// The longest phrase that can name a source, in tokens.
const LONGEST: u32 = 40;

/// Finds phrases, and remembers what pronouns refer to.
pub(super) struct Sources<'a> {
    article: &'a Annotated<'a>,
}

impl<'a> Sources<'a> {
    pub(super) const fn new(article: &'a Annotated<'a>) -> Self {
        Self { article }
    }

    fn token(&self, at: u32) -> &'a Token {
        &self.article.tokens[at as usize]
    }

    fn text(&self, at: u32) -> &'a str {
        self.article.word(self.token(at))
    }

    /// The phrase that ends right before the cue at `cue`, no further left than `floor`.
    pub(super) fn before(&self, cue: u32, floor: u32) -> Option<TokenRange> {
        let mut end = cue;
        while end > floor && self.is_adverbial(end - 1) {
            end -= 1;
        }
        // "Mr Orr, the mayor, said": the phrase ends at the comma and begins before another
        let appositive = end > floor && self.text(end - 1) == ",";
        let mut start = end;
        let mut commas = 0;
        while start > floor && end - start < LONGEST {
            let token = self.token(start - 1);
            if self.text(start - 1) == "," {
                if !appositive || commas == 2 {
                    break;
                }
                commas += 1;
            } else if self.ends_phrase_leftwards(token, self.text(start - 1)) {
                break;
            }
            start -= 1;
        }
        self.trimmed(start..end)
    }

    /// The phrase that starts right after the cue, no further right than `ceiling`.
    pub(super) fn after(&self, from: u32, ceiling: u32) -> Option<TokenRange> {
        let mut end = from;
        while end < ceiling && end - from < LONGEST {
            let token = self.token(end);
            let text = self.text(end);
            let ends = matches!(text, "," | "." | ";" | ":" | "?" | "!" | "(" | "—" | "–" | "-" if end == from || text != "-")
                || token.is(Class::QUOTE_MARK)
                || token.is(Class::DATE)
                || (token.is(Class::PREPOSITION) && !self.joins_phrase(end))
                || (token.is(Class::CONJUNCTION) && !self.joins_names(end))
                || (end > from && token.is(Class::AUXILIARY));
            if ends {
                break;
            }
            end += 1;
        }
        self.trimmed(from..end)
    }

    /// Whether a token stands between a source and its verb: "also", "has", "later".
    fn is_adverbial(&self, at: u32) -> bool {
        let token = self.token(at);
        let text = self.text(at);
        token.is(Class::AUXILIARY | Class::NEGATION | Class::DATE)
            || (token.is(Class::STOP) && !token.is(Class::PRONOUN | Class::PREPOSITION | Class::CONJUNCTION))
            || (text.len() > 4 && text.ends_with("ly") && !token.is(Class::CAPITALISED))
    }

    /// Whether a phrase read from right to left cannot hold this token.
    fn ends_phrase_leftwards(&self, token: &Token, text: &str) -> bool {
        token.is(Class::QUOTE_MARK)
            || matches!(text, "." | ";" | ":" | "?" | "!" | "—" | "–" | ")")
            || (token.is(Class::CONJUNCTION) && !matches!(self.is_joint(token), Some(true)))
            || (token.is(Class::REPORTING) && !token.is(Class::CAPITALISED | Class::SOURCE))
            || (token.is(Class::AUXILIARY))
    }

    /// Whether a conjunction joins two names ("Kell and Orr said"): capitals on both sides.
    fn is_joint(&self, token: &Token) -> Option<bool> {
        let at = u32::try_from(self.article.tokens.partition_point(|t| t.span.start < token.span.start)).ok()?;
        Some(self.joins_names(at))
    }

    fn joins_names(&self, at: u32) -> bool {
        let capital = |i: u32| self.article.tokens.get(i as usize).is_some_and(|t| t.is(Class::CAPITALISED));
        at > 0 && capital(at - 1) && capital(at + 1)
    }

    /// Whether a preposition goes on with the phrase: "the head of the union", "the mayor of Orsk".
    fn joins_phrase(&self, at: u32) -> bool {
        self.text(at) == "of" || self.text(at) == "for"
    }

    /// The range without marks and joining words at its ends; `None` where nothing is left.
    fn trimmed(&self, range: TokenRange) -> Option<TokenRange> {
        let TokenRange { mut start, mut end } = range;
        let loose = |at: u32| {
            let token = self.token(at);
            token.is(Class::PUNCTUATION) || (token.is(Class::CONJUNCTION) && !token.is(Class::PRONOUN))
        };
        while start < end && loose(start) {
            start += 1;
        }
        while start < end && loose(end - 1) {
            end -= 1;
        }
        (start < end).then_some(start..end)
    }

    /// The fullest name of whom a phrase names, and what kind of source it is.
    pub(super) fn resolve(&self, phrase: &TokenRange) -> (Option<Span>, SourceClass) {
        let article = self.article;
        let span = article.span_of(phrase);
        let first = article.names.partition_point(|n| n.span.end <= span.start);
        let inside = || article.names[first..].iter().take_while(|n| n.span.start < span.end);
        let named = inside().find(|n| n.kind == NameKind::Person).or_else(|| inside().next());
        if let Some(name) = named {
            return (Some(name.resolved), SourceClass::Named);
        }
        let tokens = article.tokens_in(phrase);
        let class = tokens.iter().find_map(|t| article.pack.reporting.source(t.word));
        if tokens.len() == 1 && tokens[0].is(Class::PRONOUN) {
            let name = article.names[..first].iter().rev().find(|n| n.kind == NameKind::Person);
            return (name.map(|n| n.resolved), if name.is_some() { SourceClass::Named } else { SourceClass::Unknown });
        }
        let capital = tokens.iter().any(|t| t.is(Class::CAPITALISED) && !t.is(Class::INITIAL | Class::STOP));
        match class {
            Some(class) => (None, class),
            None if capital => (None, SourceClass::Named),
            None => (None, SourceClass::Unknown),
        }
    }
}
