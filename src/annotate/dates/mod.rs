//! Dates and times: what each expression means, resolved against the publication date.
//!
//! In: the tokens of an annotated article. Out: its date mentions, in text order. Invariant: work is
//! done only where digits or a word of the calendar stand, no two mentions overlap, and without a
//! publication date what is relative has no range.

mod clock;
mod digits;
mod named;
mod parts;
mod resolve;
mod spans;

use jiff::civil::Date;

use super::Annotated;
use super::sentence::SentenceTokens;
use crate::language::{Cardinal, DateWord, Use};
use crate::model::{Class, DateMention, DateRange};

/// The rule of a span of time up to now or from now ("the past 10 days").
const SPAN: &str = "span";

/// The rule of a span of time after something ("two years later").
const LATER: &str = "span-later";

/// The rule of a time of day without a day ("10:35 a.m."): the day that it is given is a guess.
pub const CLOCK: &str = "clock";
/// The name of the rule that reads days by their distance from the day of publication ("yesterday").
pub const DAY: &str = "day";

/// Whether a rule reads spans of time that are amounts too.
pub(super) fn is_span(rule: &str) -> bool {
    rule == SPAN || rule == LATER
}

/// A date expression as positions of its sentence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Found {
    start: usize,
    end: usize,
    range: Option<DateRange>,
    relative: bool,
    rule: &'static str,
}

/// What an expression is resolved against.
pub(super) struct Context<'a> {
    s: SentenceTokens<'a>,
    /// The day of publication.
    published: Option<Date>,
    /// The last day that the article resolved, for "the following day".
    anchor: Option<DateRange>,
    /// The last expression of this sentence, for times of day.
    same_sentence: Option<DateRange>,
}

/// The dates of an article.
pub(super) fn dates(article: &Annotated<'_>) -> Vec<DateMention> {
    let mut out: Vec<DateMention> = Vec::new();
    let published = article.article.published.map(|m| m.date);
    let mut anchor = None;
    for sentence in article.claim_sentences() {
        let s = SentenceTokens::of(article, sentence);
        let mut context = Context { s, published, anchor, same_sentence: None };
        let mut free = 0;
        let mut i = 0;
        while i < s.len() {
            if !s.is(i, Class::DIGITS | Class::DATE | Class::NUMBER) {
                i += 1;
                continue;
            }
            let found = read(&context, i, free).filter(|f| f.start >= free && f.end > i);
            let Some(found) = found else {
                i += 1;
                continue;
            };
            context.same_sentence = found.range.or(context.same_sentence);
            out.push(mention(&s, &found));
            (free, i) = (found.end, found.end);
            if let Some(second) = digits::second_day(&context, &found) {
                out.push(mention(&s, &second));
                (free, i) = (second.end, second.end);
            }
        }
        anchor = context.same_sentence.or(anchor);
    }
    out
}

fn mention(s: &SentenceTokens<'_>, found: &Found) -> DateMention {
    DateMention {
        span: s.span(found.start, found.end),
        tokens: s.range(found.start, found.end),
        sentence: s.sentence,
        range: found.range,
        relative: found.relative,
        rule: found.rule,
    }
}

/// The date expression with its first decisive word at `at`; its start is not before `free`.
fn read(context: &Context<'_>, at: usize, free: usize) -> Option<Found> {
    let s = &context.s;
    if s.is(at, Class::DIGITS) {
        return parts::first_of(context, at).or_else(|| digits::digits_at(context, at));
    }
    if let Some(holiday) = named::holiday_at(context, at) {
        return Some(holiday);
    }
    let Some(word) = s.get(at).and_then(|t| s.pack.calendar.word(t)) else {
        return parts::first_of(context, at).or_else(|| digits::spelled_year(context, at));
    };
    match word {
        DateWord::Month(month, ordinary) => named::month_at(context, at, month, ordinary),
        DateWord::Weekday(weekday, short) => named::weekday_at(context, at, weekday, short),
        DateWord::Day(offset) => Some(named::day_at(context, at, offset)),
        DateWord::Unit(unit) => spans::unit_at(context, at, unit, free),
        DateWord::Part(_) => named::part_at(context, at),
        DateWord::Season(month) => spans::season_at(context, at, month),
        DateWord::Half => spans::half_at(context, at),
        DateWord::Clock => clock::clock_at(context, at),
        DateWord::Quarter(n) => parts::signed_at(context, at, n * 3 - 2, n * 3),
        DateWord::HalfYear(n) => parts::signed_at(context, at, n * 6 - 5, n * 6),
        DateWord::Decade(first) => parts::decade_at(context, at, first),
        DateWord::Meridiem(_) | DateWord::Zone | DateWord::Pointer | DateWord::Kind => None,
    }
}

impl Context<'_> {
    fn word(&self, at: usize) -> Option<DateWord> {
        self.s.get(at).and_then(|t| self.s.pack.calendar.word(t))
    }

    /// The pointer ("last", "next", "this") before a position, past "the" and the like.
    fn pointer(&self, at: usize) -> (Use, usize) {
        let pointers = Use::LAST | Use::NEXT | Use::THIS | Use::PREVIOUS | Use::FOLLOWING;
        let Some(before) = at.checked_sub(1) else { return (Use::empty(), at) };
        let found = self.s.uses(before) & pointers;
        if found.is_empty() { (Use::empty(), at) } else { (found, before) }
    }

    /// Whether the clause before a position speaks of the future: the nearest sign within a dozen words
    /// decides, and a verb of saying ends the search ("said Friday").
    fn future(&self, at: usize) -> bool {
        let s = &self.s;
        for i in (at.saturating_sub(12)..at).rev() {
            let is_to = s.used(i, Use::TO) && s.used(i.wrapping_sub(1), Use::PASSIVE);
            // "set to rise", not "a record set in May"
            let set = !s.used(i, Use::CONTEST) || s.used(i + 1, Use::TO);
            if s.used(i, Use::FUTURE) && set || is_to {
                return true;
            }
            // "in a statement" starts with a word of reporting that reports nothing by itself
            let reports = s.is(i, Class::REPORTING) && !s.is(i, Class::PREPOSITION | Class::CONJUNCTION);
            // "he will speak on Friday"
            let ahead = (i.saturating_sub(2)..i).any(|i| s.used(i, Use::FUTURE));
            if reports && !ahead || s.mark(i, &[';', '"', '“', '”', '—']) {
                return false;
            }
        }
        false
    }

    /// Whether the clause that a date opens speaks of the future: "On Friday both sides will meet".
    fn opens_future(&self, start: usize, end: usize) -> bool {
        /// A longer subject has a clause of its own.
        const SUBJECT: usize = 8;
        let s = &self.s;
        // the words between the sentence's start and the date: "On", "But on"
        let opens = (0..start)
            .all(|i| s.used(i, Use::BEFORE_DATE) || s.is(i, Class::CONJUNCTION) || s.is(i, Class::QUOTE_MARK));
        // "sides will meet": what stands right before "will" is a noun
        let tells = |i: usize| s.is(i, Class::REPORTING) && !s.used(i + 1, Use::FUTURE);
        let ends = |i: usize| {
            s.is(i, Class::OPENER | Class::AUXILIARY)
                || tells(i)
                || s.participle(i)
                || s.mark(i, &[';', ':', '"', '“', '”', '—'])
        };
        let verb = (end..s.len()).take(SUBJECT).find(|i| s.used(*i, Use::FUTURE) || ends(*i));
        opens && verb.is_some_and(|i| s.used(i, Use::FUTURE))
    }

    /// Whether a date is the limit of what is so now: "the bridge is closed until Friday".
    fn limits_present(&self, at: usize) -> bool {
        let s = &self.s;
        let verb = (at.saturating_sub(12)..at).rev().find(|i| s.is(*i, Class::AUXILIARY | Class::REPORTING));
        self.deadline(at) && verb.is_some_and(|i| s.used(i, Use::PRESENT))
    }

    /// Whether a date is the limit of something ("by August", "until March 6"): it may lie ahead.
    fn deadline(&self, at: usize) -> bool {
        self.s.used(at.wrapping_sub(1), Use::DEADLINE)
    }

    /// A whole number in words or digits that ends before a position: its value and where it starts.
    fn number_before(&self, at: usize) -> Option<(u16, usize)> {
        let s = &self.s;
        let last = at.checked_sub(1)?;
        if s.is(last, Class::DIGITS) {
            return Some((s.text(last).parse().ok()?, last));
        }
        let cardinal = |i: usize| s.get(i).and_then(|t| s.pack.numbers.word(t.word)).and_then(|w| w.cardinal);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "number words below a hundred")]
        match cardinal(last)? {
            Cardinal::Unit(unit) => {
                let tens = last.checked_sub(1).map(|i| if s.hyphen(i) { i.wrapping_sub(1) } else { i });
                if let Some(i) = tens
                    && let Some(Cardinal::Ten(ten)) = cardinal(i)
                    && unit < 10.0
                {
                    return Some(((ten + unit) as u16, i));
                }
                Some((unit as u16, last))
            }
            Cardinal::Ten(ten) => Some((ten as u16, last)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
