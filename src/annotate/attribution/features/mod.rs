//! What the learned models look at: a cue, where its content starts and ends, and who is cited.
//!
//! In: a [`Window`] and positions in it. Out: features, put into a sink.
//! Invariant: the same features in training and use; a bounded number of them a position.

use super::window::{COLON, NAME, PREPOSITION, SHAPES, STEPS, Window, codes, signed};
use crate::language::{Cue, CueKind, Frame};
use crate::model::Span;
use crate::text::{Template, Value, word_id};

/// Declares templates: the name in the weights file is the text given.
macro_rules! templates {
    ($($name:ident = $text:literal),+ $(,)?) => {
        $(const $name: crate::text::Template = crate::text::Template::new($text);)+
        /// Every template of this model with its name, for training.
        pub(super) const TEMPLATES: &[(&str, crate::text::Template)] = &[$(($text, $name)),+];
    };
}

mod beside;
mod content;
mod cue;
mod source;

pub(super) use beside::{Beside, Marked, by, not_by};
pub(super) use content::{Passed, end, head, start, tail};
pub(super) use cue::cue;
pub(super) use source::{Who, nobody, of_candidate, of_side, who};

codes! { CODES:
    YES = "#yes", NO = "#no",
    NOUN = "#noun", ATTITUDE = "#attitude", CLAUSE = "#clause", ADDRESS = "#address", QUESTION = "#question",
    INFINITIVE = "#infinitive", OBJECT = "#object", APPEARANCE = "#appearance",
    CAPITAL = "#capital",
    BEFORE = "#before", AFTER = "#after", AROUND = "#around",
    QUOTED_BEFORE = "#quoted-before", QUOTED_AFTER = "#quoted-after",
    NOTHING_NAMED = "#none", PERSON = "#person", PLACE = "#place", ORGANISATION = "#organisation", OTHER = "#other",
}

/// The name of a template in the weights file.
pub(super) fn template_name(template: Template) -> Option<&'static str> {
    let all = [beside::TEMPLATES, content::TEMPLATES, cue::TEMPLATES, source::TEMPLATES];
    all.into_iter().flatten().find(|(_, t)| *t == template).map(|(name, _)| *name)
}

/// Whether a template is one of the model that tells which cues report.
pub(super) fn is_of_cue(template: Template) -> bool {
    cue::TEMPLATES.iter().any(|(_, t)| *t == template)
}

/// The name of a code in the weights file.
pub(super) fn code_name(value: Value) -> Option<&'static str> {
    [CODES, SHAPES, STEPS].into_iter().flatten().find(|(_, code)| *code == value).map(|(name, _)| *name)
}

const fn flag(yes: bool) -> Value {
    if yes { YES } else { NO }
}

/// The last letters of a word, which tell its form.
pub(super) fn ending(word: &str) -> &str {
    word.char_indices().rev().nth(2).map_or(word, |(i, _)| &word[i..])
}

/// A cue in a window.
#[derive(Debug, Clone, Copy)]
pub(super) struct CueAt {
    /// Its first token.
    pub at: usize,
    /// How many tokens it has.
    pub length: usize,
    /// The entry's dictionary form.
    pub entry: Value,
    /// Its word as written.
    pub word: Value,
    /// Its last letters.
    pub suffix: Value,
    /// What follows such a cue.
    pub frame: Value,
}

impl CueAt {
    pub(super) fn new(window: &Window<'_>, at: usize, length: usize, cue: &Cue) -> Self {
        Self {
            at,
            length,
            entry: Value::word(cue.id),
            word: window.word(signed(at)),
            suffix: Value::word(word_id(ending(window.text(at)))),
            frame: frame(cue),
        }
    }

    /// A mark as a cue: the colon of "Minister: ...".
    pub(super) fn mark(window: &Window<'_>, at: usize) -> Self {
        let word = window.word(signed(at));
        Self { at, length: 1, entry: word, word, suffix: Value::NONE, frame: COLON }
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

const fn frame(cue: &Cue) -> Value {
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
