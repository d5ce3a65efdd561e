//! Reads the words of a stretch as they were spoken, whatever way an outlet writes them.
//!
//! In: the tokens of one piece of a quote. Out: [`Word`]s: contractions in full, numbers in digits, one spelling,
//! without fillers and without the outlet's own words in brackets.
//! Invariant: each call takes at least one token; a bracket that is not closed near by holds nothing.

use super::words::{Before, Word};
use crate::annotate::Annotated;
use crate::language::{Cardinal, Said};
use crate::model::{Class, Span, Token, WordId};
use crate::text::word_id;

/// Reads one piece.
pub(super) struct Reader<'a> {
    article: &'a Annotated<'a>,
    before: Before,
    /// Nothing was read yet.
    first: bool,
    /// The word before is masked: what is glued to it belongs to it.
    masked: bool,
}

impl<'a> Reader<'a> {
    /// For the first piece of a quote, or for one after a cue.
    pub(super) fn new(article: &'a Annotated<'a>, after_cue: bool) -> Self {
        Self { article, before: Before { cue: after_cue, ..Before::default() }, first: true, masked: false }
    }

    /// Whether a mark of omission was the last that was read.
    pub(super) const fn ends_with_gap(&self) -> bool {
        self.before.gap
    }

    /// Reads what the first of `tokens` begins; returns how many tokens that takes.
    pub(super) fn read(&mut self, tokens: &[Token], out: &mut Vec<Word>) -> usize {
        let Some(token) = tokens.first() else { return 0 };
        let opens = token.is(Class::INITIAL) || (self.first && token.is(Class::CAPITALISED));
        self.before.stop |= opens;
        if let Some((taken, said)) = self.article.pack.spoken.phrase_at(tokens) {
            let span = tokens[..taken].iter().map(|t| t.span).reduce(Span::hull).unwrap_or(token.span);
            self.push_said(said, span, out);
            return taken;
        }
        if !token.is(Class::WORD | Class::DIGITS) {
            return self.mark(tokens, out);
        }
        if let Some((digits, taken)) = self.number(tokens, out) {
            let span = token.span.hull(tokens[taken - 1].span);
            self.push(word_id(&digits), span, token.class, out);
            return taken;
        }
        let text = self.article.word(token);
        if let Some((stem, bytes, said)) = self.article.pack.spoken.ending_of(text) {
            let cut = token.span.end - u32::try_from(bytes).unwrap_or(0);
            self.push(stem, Span::new(token.span.start, cut), token.class.difference(Class::NEGATION), out);
            self.push_said(said, Span::new(cut, token.span.end), out);
            return 1;
        }
        let masked = self.masked && token.is(Class::GLUED);
        self.push(word_of(token, text), token.span, token.class, out);
        if let Some(word) = out.last_mut() {
            word.free = masked;
        }
        1
    }

    fn push(&mut self, id: WordId, span: Span, class: Class, out: &mut Vec<Word>) {
        self.first = false;
        self.masked = false;
        out.push(Word { id, or: None, span, class, before: std::mem::take(&mut self.before), free: false });
    }

    fn push_said(&mut self, said: &Said, span: Span, out: &mut Vec<Word>) {
        for id in &said.words {
            self.push(*id, span, Class::WORD | self.article.pack.class(*id), out);
        }
        if let (Some(word), true) = (out.last_mut(), said.or.is_some()) {
            word.or = said.or;
        }
    }

    /// A number below a hundred in words, or one in digits: its digits, with a point where it is an ordinal ("2nd",
    /// "second") outside a date ("January 29th"), and how many tokens it takes.
    fn number(&self, tokens: &[Token], out: &[Word]) -> Option<(String, usize)> {
        let numbers = &self.article.pack.numbers;
        let cardinal = |t: &Token| numbers.word(t.word)?.cardinal;
        let ordinal = |t: &Token| numbers.word(t.word)?.ordinal;
        let first = tokens.first()?;
        if first.is(Class::DIGITS) {
            let digits = self.article.word(first).replace(',', "");
            let has_ending = tokens.get(1).is_some_and(|t| t.is(Class::GLUED) && ordinal(t).is_some_and(|n| n < 0.0));
            let dated = out.last().is_some_and(|w| w.class.intersects(Class::DATE));
            return Some(match (has_ending, dated) {
                (true, false) => (format!("{digits}."), 2),
                (true, true) => (digits, 2),
                (false, _) => (digits, 1),
            });
        }
        if let Some(n) = ordinal(first).filter(|n| *n > 0.0) {
            return Some((format!("{n}."), 1));
        }
        match cardinal(first)? {
            Cardinal::Unit(value) => Some((value.to_string(), 1)),
            Cardinal::Ten(ten) => match tokens.get(1..3) {
                Some([hyphen, unit]) if hyphen.is(Class::GLUED) && !hyphen.is(Class::WORD) && unit.is(Class::GLUED) => {
                    match (cardinal(unit), ordinal(unit)) {
                        (Some(Cardinal::Unit(unit)), _) => Some(((ten + unit).to_string(), 3)),
                        (_, Some(unit)) if unit > 0.0 && unit < 10.0 => Some((format!("{}.", ten + unit), 3)),
                        _ => Some((ten.to_string(), 1)),
                    }
                }
                _ => Some((ten.to_string(), 1)),
            },
            _ => None,
        }
    }

    /// A mark: of omission, of an outlet's own words, or none of these.
    fn mark(&mut self, tokens: &[Token], out: &mut Vec<Word>) -> usize {
        let is = |at: usize, text: &str| tokens.get(at).is_some_and(|t| self.article.word(t) == text);
        match self.article.word(&tokens[0]) {
            "…" => self.before.gap = true,
            // "...", ". . .", and ".." before a word
            "." if is(1, ".") && (is(2, ".") || tokens.get(2).is_some_and(|t| t.is(Class::WORD))) => {
                self.before.gap = true;
            }
            "*" => self.mask(&tokens[0], out),
            "-" if tokens[0].is(Class::GLUED) && (self.masked || (is(1, "-") && is(2, "-"))) => {
                self.mask(&tokens[0], out);
            }
            "–" | "—" if Self::hides_letters(&tokens[..tokens.len().min(2)], out) => self.mask(&tokens[0], out),
            "-" if is(1, "-") && Self::hides_letters(&tokens[..tokens.len().min(3)], out) => self.mask(&tokens[0], out),
            "[" | "(" => {
                if let Some(end) = self.closed(tokens) {
                    return self.bracket(tokens, end, out);
                }
            }
            _ => {}
        }
        1
    }

    /// Whether a dash stands for letters: glued to a letter that is no word, and to what follows ("d–n", "d--n").
    fn hides_letters(tokens: &[Token], out: &[Word]) -> bool {
        let Some((next, dashes)) = tokens.split_last() else { return false };
        let letter = out.last().is_some_and(|w| {
            dashes.first().is_some_and(|dash| w.span.end == dash.span.start) && w.span.len() == 1 && w.is_content()
        });
        letter && !dashes.is_empty() && next.is(Class::WORD) && tokens.iter().all(|t| t.is(Class::GLUED))
    }

    /// A word with letters hidden: what is left of it may be any word.
    fn mask(&mut self, star: &Token, out: &mut [Word]) {
        if let Some(word) = out.last_mut().filter(|w| w.span.end == star.span.start || self.masked) {
            word.free = true;
        }
        self.masked = true;
    }

    /// The index of the mark that closes a bracket.
    fn closed(&self, tokens: &[Token]) -> Option<usize> {
        /// More words in brackets are the speaker's.
        const MOST_INSERTED: usize = 14;
        let closing = if self.article.word(&tokens[0]) == "[" { "]" } else { ")" };
        tokens.iter().take(MOST_INSERTED).position(|t| self.article.word(t) == closing)
    }

    /// What stands in brackets is the outlet's: "\[the owners\] will", "\[W\]e will", "help\[ed\]".
    fn bracket(&mut self, tokens: &[Token], end: usize, out: &mut Vec<Word>) -> usize {
        let after = tokens.get(end + 1).filter(|t| t.is(Class::GLUED) && t.is(Class::WORD));
        if let (Some(rest), [letter]) = (after, &tokens[1..end]) {
            let text = self.article.word(letter);
            if text.chars().count() == 1 && text.chars().all(char::is_alphabetic) {
                let id = word_id(&format!("{text}{}", self.article.word(rest)));
                let class = Class::WORD | self.article.pack.class(id);
                self.push(id, letter.span.hull(rest.span), class, out);
                return end + 2;
            }
        }
        if let Some(word) = out.last_mut().filter(|w| w.span.end == tokens[0].span.start) {
            word.free = true;
        }
        self.before.gap = true;
        // "[the owners]' plan", "[they]'ll"
        let ending =
            |t: &&Token| t.is(Class::GLUED) && (t.is(Class::WORD) || matches!(self.article.word(t), "'" | "’"));
        end + 1 + tokens[end + 1..].iter().take_while(ending).count()
    }
}

/// A word in capitals is the same word.
fn word_of(token: &Token, text: &str) -> WordId {
    if token.is(Class::ALL_CAPS) { word_id(text) } else { token.word }
}
