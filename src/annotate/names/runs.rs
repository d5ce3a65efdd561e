//! Runs of words that make one name, with the title before it.
//!
//! In: a sentence's tokens and the article's casing. Out: runs in text order, disjoint.

use std::ops::Range;

use super::casing::{Casing, Setting, is_parted, may_be_name};
use crate::annotate::Annotated;
use crate::language::{Alias, NameCue};
use crate::model::{Class, Token};

/// A name, and the title before it: ranges of the sentence's tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) sentence: u32,
    pub(super) tokens: Range<usize>,
    pub(super) title: Option<Range<usize>>,
}

/// Reads the runs of one sentence.
pub(super) struct Reader<'a, 'b> {
    article: &'a Annotated<'b>,
    casing: &'a Casing,
    sentence: u32,
    tokens: &'a [Token],
}

impl<'a, 'b> Reader<'a, 'b> {
    pub(super) fn new(article: &'a Annotated<'b>, casing: &'a Casing, sentence: u32) -> Self {
        Self { article, casing, sentence, tokens: article.sentence(sentence) }
    }

    /// Adds the runs of the sentence.
    pub(super) fn read(&self, out: &mut Vec<Run>) {
        if self.casing.setting(self.sentence).is_none() {
            return;
        }
        let mut i = 0;
        while i < self.tokens.len() {
            if !self.tokens[i].is(Class::WORD) {
                i += 1;
                continue;
            }
            let alias = self.alias_at(i);
            let title = if alias.is_some_and(|(n, _)| n > 1) { None } else { self.titles_at(i) };
            if let Some(end) = title {
                if self.starts(end) {
                    i = self.push(end, Some(i..end), out);
                } else {
                    i = end;
                }
            } else if self.starts(i) {
                i = self.push(i, None, out);
            } else {
                i += 1;
            }
        }
    }

    /// Reads the run that starts at `start`, splits off adjectives of nations, and returns where to go on.
    fn push(&self, start: usize, title: Option<Range<usize>>, out: &mut Vec<Run>) -> usize {
        let end = self.end_of_run(start);
        let mut from = start;
        if let Some((n, alias)) = self.alias_at(start) {
            let after = start + n;
            let splits = after < end
                && n > 0
                && (self.cue(after).contains(NameCue::GIVEN) && alias.kind != crate::model::NameKind::Person);
            if alias.demonym && after >= end {
                return after.max(start + 1);
            }
            if splits {
                if !alias.demonym {
                    out.push(Run { sentence: self.sentence, tokens: start..after, title: None });
                }
                from = after;
            }
        }
        out.push(Run { sentence: self.sentence, tokens: from..end, title: title.filter(|_| from == start) });
        end
    }

    fn cue(&self, i: usize) -> NameCue {
        self.tokens.get(i).map_or(NameCue::empty(), |t| self.article.pack.names.cue(t.word))
    }

    fn is_capital(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.is(Class::CAPITALISED) && t.is(Class::WORD))
    }

    fn is_glued_hyphen(&self, i: usize) -> bool {
        let text = |t: &Token| matches!(self.article.word(t), "-" | "‐" | "‑");
        self.tokens.get(i).is_some_and(|t| t.is(Class::PUNCTUATION) && t.is(Class::GLUED) && text(t))
            && self.tokens.get(i + 1).is_some_and(|t| t.is(Class::GLUED))
    }

    fn alias_at(&self, i: usize) -> Option<(usize, &Alias)> {
        if !self.is_capital(i) && !self.cue(i).contains(NameCue::PARTICLE) {
            return None;
        }
        self.article.pack.names.aliases.longest_at(self.tokens.get(i..)?)
    }

    /// The end of the titles that start at `i`, one after another.
    fn titles_at(&self, i: usize) -> Option<usize> {
        let mut end = i;
        while let Some((n, _)) = self.tokens.get(end..).and_then(|t| self.article.pack.names.titles.longest_at(t)) {
            end += n;
        }
        // "General Assembly", "Sheriff Department": the head of a body follows
        let body = self.is_capital(end) && self.cue(end).intersects(NameCue::ORGANISATION);
        (end > i && !body).then_some(end)
    }

    /// Whether a name starts at `i`.
    fn starts(&self, i: usize) -> bool {
        let Some(token) = self.tokens.get(i) else { return false };
        if self.casing.is_name_word(self.article, self.sentence, i) {
            return true;
        }
        let particle =
            self.cue(i).contains(NameCue::PARTICLE) && !token.is(Class::CAPITALISED) && token.is(Class::WORD);
        particle && self.after_particles(i).is_some()
    }

    /// The capitalised word after the particles that start at `i`: "bin", "al-".
    fn after_particles(&self, i: usize) -> Option<usize> {
        let mut at = i;
        while at < i + 6 {
            if self.is_glued_hyphen(at) && at > i {
                at += 1;
            } else if self.is_capital(at) && !self.cue(at).contains(NameCue::PARTICLE) {
                return (at > i && may_be_name(&self.tokens[at])).then_some(at);
            } else if self.cue(at).contains(NameCue::PARTICLE) {
                at += 1;
            } else {
                return None;
            }
        }
        None
    }

    /// The end of the run that starts at `start`.
    fn end_of_run(&self, start: usize) -> usize {
        let mut last = start;
        if self.cue(start).contains(NameCue::PARTICLE) {
            last = self.after_particles(start).unwrap_or(start);
        }
        let mut body = false;
        let mut connected = false;
        loop {
            body |= self.cue(last).intersects(NameCue::ORGANISATION | NameCue::PLACE_BEFORE);
            if self.tokens[last].is(Class::POSSESSIVE) {
                return last + 1;
            }
            match self.extension(start, last, body, connected) {
                Some((next, by_connector)) => {
                    connected |= by_connector;
                    last = next;
                }
                None => return last + 1,
            }
        }
    }

    /// The next token of the run after `last`, and whether a connector led there.
    fn extension(&self, start: usize, last: usize, body: bool, connected: bool) -> Option<(usize, bool)> {
        let next = last + 1;
        if self.is_glued_hyphen(next) {
            return self.over_hyphen(last).map(|i| (i, false));
        }
        if self.is_initial_letter(last) && self.tokens.get(next).is_some_and(|t| self.article.word(t) == ".") {
            // "J. Smith": the dot belongs to the name where a capital follows
            return (self.is_capital(next + 1) && self.continues(start, last, next + 1)).then_some((next + 1, false));
        }
        if self.continues(start, last, next) {
            return Some((next, false));
        }
        let token = self.tokens.get(next)?;
        if self.cue(next).contains(NameCue::PARTICLE)
            && let Some(after) = self.after_particles(next)
        {
            return Some((after, false));
        }
        if self.article.word(token) == "&" && self.is_capital(next + 1) {
            return Some((next + 1, false));
        }
        if body && self.cue(next).contains(NameCue::CONNECTOR) {
            let after = if self.cue(next + 1).contains(NameCue::ARTICLE) { next + 2 } else { next + 1 };
            let fits = self.is_capital(after) && may_be_name(&self.tokens[after]) && self.titles_at(after).is_none();
            return fits.then_some((after, true));
        }
        let joins_subjects = connected
            && self.cue(next).contains(NameCue::CONJUNCTION)
            && self.is_capital(next + 1)
            && self.cue(next + 1).intersects(NameCue::TOPIC | NameCue::ORGANISATION);
        joins_subjects.then_some((next + 1, true))
    }

    fn is_initial_letter(&self, i: usize) -> bool {
        let text = self.article.word(&self.tokens[i]);
        text.chars().count() == 1 && self.is_capital(i)
    }

    /// The part after a hyphen that belongs to the name: "Jean-Claude", "al-Nusra", "Ki-moon".
    fn over_hyphen(&self, last: usize) -> Option<usize> {
        let part = last + 2;
        if self.is_capital(part) {
            let nation = |i: usize| self.alias_at(i).is_some_and(|(n, _)| n == 1);
            return (!(nation(last) && nation(part))).then_some(part);
        }
        if self.cue(part).contains(NameCue::SYLLABLE) {
            return Some(part);
        }
        self.cue(part).contains(NameCue::PARTICLE).then(|| self.after_particles(part)).flatten()
    }

    /// Whether the token at `next` carries the run on.
    fn continues(&self, start: usize, last: usize, next: usize) -> bool {
        if !self.is_capital(next) {
            return false;
        }
        let token = &self.tokens[next];
        if self.casing.setting(self.sentence) == Some(Setting::Capitals) {
            return self.casing.is_name_word(self.article, self.sentence, next) && self.titles_at(next).is_none();
        }
        if is_parted(self.tokens, next) && !self.is_initial_letter(last) {
            return false;
        }
        if token.is(Class::DATE) {
            return self.cue(last).contains(NameCue::GIVEN);
        }
        if !may_be_name(token) {
            let given = self.cue(last).contains(NameCue::GIVEN);
            return given && last == start || (self.is_capital(next + 1) && may_be_name(&self.tokens[next + 1]));
        }
        self.titles_at(next).is_none()
    }
}
