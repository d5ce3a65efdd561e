//! What the learned models look at: a cue, where its content starts and ends, and who is cited.
//!
//! In: a [`Window`] and positions in it. Out: features, put into a sink.
//! Invariant: the same features in training and use; a bounded number of them a position.

use super::window::{COLON, NAME, PREPOSITION, Window, signed};
use crate::language::{Cue, CueKind, Form, Frame};
use crate::model::Span;
use crate::text::{Code, Value, Word, ending, word_id};

mod beside;
mod content;
mod cue;
mod source;

pub(super) use beside::{Beside, Marked, by, not_by};
pub(super) use content::{Passed, end, head, start, tail};
pub(super) use cue::{cue, of_cue, of_place};
pub(super) use source::{Between, Who, nobody, of_candidate, of_side, who};

pub(super) use crate::language::codes::{
    ADDRESS, AFTER, AROUND, ATTITUDE, BEFORE, CAPITAL, CLAUSE, INFINITIVE, NOTHING_NAMED, NOUN, OBJECT, ORGANISATION,
    OTHER, PERSON, PLACE, QUESTION, QUOTED_AFTER, QUOTED_BEFORE,
};
use crate::language::codes::{APPEARANCE, NO, YES};

const fn flag(yes: bool) -> Code {
    if yes { YES } else { NO }
}

/// A cue in a window.
#[derive(Debug, Clone, Copy)]
pub(super) struct CueAt {
    /// Its first token.
    pub at: usize,
    /// How many tokens it has.
    pub length: usize,
    /// The entry's dictionary form.
    pub entry: Word,
    /// Its word as written.
    pub word: Word,
    /// Its last letters.
    pub suffix: Word,
    /// What follows such a cue.
    pub frame: Code,
}

impl CueAt {
    pub(super) fn new(window: &Window<'_>, at: usize, form: Form, cue: &Cue) -> Self {
        let text = window.text(at);
        // so ends the form too; a word that ends with a mark or in capitals is cut before it is folded
        let plain = text.len().checked_sub(3).is_some_and(|i| text.as_bytes()[i..].iter().all(u8::is_ascii_lowercase));
        let suffix = if plain {
            form.ending
        } else {
            window.article().pack.attribution.vocabulary.word(Value::word(word_id(ending(text))))
        };
        Self { at, length: form.length, entry: cue.word, word: window.word(signed(at)), suffix, frame: frame(cue) }
    }

    /// A mark as a cue: the colon of "Minister: ...".
    pub(super) fn mark(window: &Window<'_>, at: usize) -> Self {
        let word = window.word(signed(at));
        Self { at, length: 1, entry: word, word, suffix: Word::NONE, frame: COLON }
    }

    /// Its span in the article.
    pub(super) fn span(&self, window: &Window<'_>) -> Span {
        window.article().span_of(&window.tokens(&(self.at..self.end())))
    }

    /// One past its last token.
    pub(super) const fn end(&self) -> usize {
        self.at + self.length
    }
}

const fn frame(cue: &Cue) -> Code {
    match (cue.kind, cue.frame) {
        (CueKind::Noun, _) | (_, Frame::Noun) => NOUN,
        (CueKind::Adjective, _) | (_, Frame::Attitude) => ATTITUDE,
        (CueKind::Preposition, _) | (_, Frame::Source) => PREPOSITION,
        (_, Frame::Clause) => CLAUSE,
        (_, Frame::Address) => ADDRESS,
        (_, Frame::Question) => QUESTION,
        (_, Frame::Infinitive) => INFINITIVE,
        (_, Frame::Name) => NAME,
        (_, Frame::Object) => OBJECT,
        (_, Frame::Appearance) => APPEARANCE,
    }
}
