//! What a date is the day of: "the fire broke out on Sunday", "caught fire on Saturday", "the Feb. 27 truce".
//!
//! In: a date claim. Out: the kind of event that happened or began on that day. Invariant: linear in the words of the
//! date's clause; a date that stands with another verb is the day of nothing.

use std::ops::Range;

use crate::annotate::{Annotated, CLOCK};
use crate::extract::StoryClaims;
use crate::language::{DateWord, Onset, Use};
use crate::model::{Claim, Class, Token};

/// How many words before a date are searched for what happened.
const REACH: usize = 16;
/// How many words may stand between an event and the verb that tells that it began ("the “cessation of hostilities,”
/// which began").
const VERB_WITHIN: usize = 6;

/// The kind of event that happened or began on the day of a date.
pub(super) fn event(claim: &Claim, story: &StoryClaims<'_>) -> Option<&'static str> {
    claim.date().filter(|_| claim.rule != CLOCK)?;
    let article = story.article_of(claim);
    let sentence = article.sentence_tokens.get(claim.sentence as usize)?;
    let at = |i: u32| i.checked_sub(sentence.start).map(|i| i as usize);
    let date = at(claim.tokens.start)?..at(claim.tokens.end)?;
    let clause = Clause { article, tokens: article.tokens_in(sentence) };
    clause.named_after(&date).or_else(|| clause.begun_on(&date))
}

/// The sentence of a date.
struct Clause<'a> {
    article: &'a Annotated<'a>,
    tokens: &'a [Token],
}

impl Clause<'_> {
    /// The event that is called by its day: "the Feb. 27 truce", "Sunday's crash".
    fn named_after(&self, date: &Range<usize>) -> Option<&'static str> {
        let dated = self.tokens.get(date.end.checked_sub(1)?)?;
        let before = date.start.checked_sub(1).and_then(|i| self.tokens.get(i));
        if !dated.is(Class::POSSESSIVE) && !before.is_some_and(|t| self.is_determiner(t)) {
            return None;
        }
        self.kind(date.end)
    }

    /// The event that a verb before the date has begin.
    fn begun_on(&self, date: &Range<usize>) -> Option<&'static str> {
        let mut verb = None;
        let end = self.before(date);
        for i in (end.saturating_sub(REACH)..end).rev() {
            let token = &self.tokens[i];
            if let Some(kind) = self.kind(i) {
                let behind = verb.is_some_and(|v: usize| v - i <= VERB_WITHIN);
                let before = (i.saturating_sub(2)..i).any(|j| self.onset(j) == Some(Onset::Before));
                return (behind || before).then_some(kind);
            }
            // a relative pronoun stands between an event and its verb
            let relative = verb == Some(i + 1) && token.is(Class::OPENER);
            let parts = token.is(Class::OPENER | Class::CONJUNCTION | Class::BREAK | Class::REPORTING);
            if parts && !relative || self.is_of_day(token) {
                return None;
            }
            match self.onset(i) {
                Some(Onset::Behind) if verb.is_none() => verb = Some(i),
                Some(Onset::Behind) => return None,
                _ => {}
            }
        }
        None
    }

    /// One past the last word before a date, less the preposition of a time of day ("began before 8 p.m. on Sunday").
    fn before(&self, date: &Range<usize>) -> usize {
        let pack = self.article.pack;
        let is_time = |t: &Token| matches!(pack.calendar.word(t), Some(DateWord::Meridiem(_) | DateWord::Clock));
        let timed = self.tokens.get(date.clone()).is_some_and(|tokens| tokens.iter().any(is_time));
        let led = date.start.checked_sub(1).filter(|i| timed && pack.grammar.is(&self.tokens[*i], Use::BEFORE_DATE));
        led.unwrap_or(date.start)
    }

    /// The kind of event that the word at a place names.
    fn kind(&self, at: usize) -> Option<&'static str> {
        let subjects = &self.article.pack.subjects;
        self.tokens.get(at).and_then(|t| subjects.kind(t.word)).filter(|kind| subjects.happens(kind))
    }

    fn onset(&self, at: usize) -> Option<Onset> {
        self.tokens.get(at).and_then(|t| self.article.pack.subjects.onset(t.word))
    }

    /// Whether a word belongs to another day; times of a day do not.
    fn is_of_day(&self, token: &Token) -> bool {
        let dates = &self.article.dates;
        let next = dates.partition_point(|date| date.span.end <= token.span.start);
        dates.get(next).is_some_and(|date| date.span.contains(token.span) && date.rule != CLOCK)
    }

    fn is_determiner(&self, token: &Token) -> bool {
        self.article.pack.grammar.is(token, Use::DETERMINER | Use::ARTICLE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::annotate;
    use crate::config::Settings;
    use crate::extract::extract;
    use crate::language::pack;
    use crate::model::Article;
    use crate::segment::segment;

    /// What the first date of a text is the day of.
    fn of_first_date(text: &str) -> Option<&'static str> {
        let article = Article::new(None, text);
        let segmentation = segment(&article, pack("en"));
        let articles = [annotate(&article, &segmentation, pack("en"))];
        let claims = extract(&articles[0], 0, &Settings::default());
        let story = StoryClaims::new(&articles, &claims);
        claims.iter().find(|c| c.date().is_some()).and_then(|date| event(date, &story))
    }

    #[test]
    fn a_date_is_the_day_of_what_happened_or_began_on_it() {
        for (text, kind) in [
            ("The fire broke out on the car deck on Sunday evening, off Cape Tarn.", "fire"),
            ("The Vesna caught fire off Cape Tarn on Saturday on its way home.", "fire"),
            ("Nine people died in the blaze that gutted the ferry Vesna on Sunday, the owner said.", "fire"),
            ("The fire began shortly before 8 p.m. on 4 May 2031, at dinner.", "fire"),
            ("Both sides kept to the “cessation of hostilities,” which began on May 4.", "truce"),
            ("Envoys brokered the May 4 ceasefire in Orlava.", "truce"),
            ("Divers looked for victims of Sunday’s crash.", "crash"),
        ] {
            assert_eq!(of_first_date(text), Some(kind), "{text}");
        }
    }

    #[test]
    fn a_date_of_something_else_is_the_day_of_nothing() {
        for text in [
            "The families of those who died in the fire met in Orlava on Sunday.",
            "The fire broke out at night, and the owner was arrested on Sunday.",
            "The fire that gutted the ferry was out when divers arrived on Sunday.",
            "The owner said on Sunday that a fire had broken out.",
            "On Sunday fire crews left Orlava.",
            "The trial began on Sunday.",
        ] {
            assert_eq!(of_first_date(text), None, "{text}");
        }
    }
}
