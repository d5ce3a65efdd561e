//! What a named one does or suffers once: "Lind stepped down" and "the minister, Ada Lind, resigned" are one fact however else
//! their sentences differ.
//!
//! In: a story's articles and claims. Out: pairs of sentences of different articles that tell of one such event.
//! Invariant: linear in the words; each mention is compared with the first mentions of its event and names.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::annotate::{Annotated, NameId};
use crate::extract::StoryClaims;
use crate::language::{Argument, EventPhrase, Use};
use crate::model::{Claim, ClaimIndex, Class, DateMention, DateRange, NameKind, NameMention, Token};

/// How many words may stand between a phrase and its name.
const REACH: usize = 8;
/// How many words before a phrase may leave open whether it is so ("should now resign").
const LED_BY: usize = 3;
/// How many mentions of one event others are compared with.
const MENTIONS: usize = 16;
/// Articles that are further apart may tell of two events of one sort.
const DAYS_APART: i32 = 4;

/// An event and whose it is; the second name only of those that take two.
type Event = (u32, NameId, Option<NameId>);

/// A sentence that tells of an event.
#[derive(Debug, Clone, Copy)]
struct Mention {
    sentence: ClaimIndex,
    article: u32,
    /// The days that its sentence tells of, where it tells of one only.
    day: Option<DateRange>,
}

/// The pairs of sentences that tell of one event of one named one, `a < b`, in order.
pub(super) fn pairs(story: &StoryClaims<'_>) -> Vec<(ClaimIndex, ClaimIndex)> {
    let mut firsts: BTreeMap<Event, Vec<Mention>> = BTreeMap::new();
    let mut pairs = Vec::new();
    for (event, mention) in mentions(story) {
        let known = firsts.entry(event).or_default();
        for other in known.iter().filter(|other| other.article != mention.article && may_be_one(story, other, &mention))
        {
            pairs.push((other.sentence.min(mention.sentence), other.sentence.max(mention.sentence)));
        }
        if known.len() < MENTIONS {
            known.push(mention);
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Whether two mentions may be of one day.
fn may_be_one(story: &StoryClaims<'_>, a: &Mention, b: &Mention) -> bool {
    let near = story.days_apart(a.article, b.article).is_none_or(|days| days <= DAYS_APART);
    let of_one_day = a.day.zip(b.day).is_none_or(|(x, y)| x.start <= y.end && y.start <= x.end);
    near && of_one_day
}

/// The events that the sentences of a story tell of, in the order of the claims.
fn mentions(story: &StoryClaims<'_>) -> Vec<(Event, Mention)> {
    let mut found = Vec::new();
    for (index, claim) in (0u32..).zip(story.claims).filter(|(_, c)| super::is_sentence(c)) {
        let events = Sentence::new(story, claim).events();
        if events.is_empty() {
            continue;
        }
        let day = only_day(story.article_of(claim).dates_of(claim.sentence));
        let mention = Mention { sentence: index, article: claim.article, day };
        found.extend(events.into_iter().map(|event| (event, mention)));
    }
    found
}

/// The day that some dates tell of, where they tell of one only.
fn only_day(dates: &[DateMention]) -> Option<DateRange> {
    let mut days = dates.iter().filter_map(|date| date.range);
    days.next().filter(|_| days.next().is_none())
}

/// A sentence and its names.
struct Sentence<'a> {
    story: &'a StoryClaims<'a>,
    article: &'a Annotated<'a>,
    /// Index of the article.
    number: u32,
    tokens: &'a [Token],
    /// Where its tokens start in the article.
    start: usize,
    /// The names in it, by index in the article.
    names: Range<usize>,
}

impl<'a> Sentence<'a> {
    fn new(story: &'a StoryClaims<'a>, claim: &Claim) -> Self {
        let article = story.article_of(claim);
        let tokens = article.sentence(claim.sentence);
        let names = article.names_of(claim.sentence);
        let start = article.sentence_tokens[claim.sentence as usize].start as usize;
        Self { story, article, number: claim.article, tokens, start, names }
    }

    /// The events that it tells of.
    fn events(&self) -> Vec<Event> {
        if self.names.is_empty() {
            return Vec::new();
        }
        let mut found = Vec::new();
        for (i, token) in self.tokens.iter().enumerate() {
            if !token.is_content() && !token.is(Class::NEGATION) {
                continue;
            }
            let Some((n, phrase)) = self.article.pack.events.at(&self.tokens[i..]) else { continue };
            if self.is_told(i) {
                self.add(phrase, i..i + n, &mut found);
            }
        }
        found
    }

    /// Whether what a phrase tells is told as a fact: not denied, to come, wished for or supposed.
    fn is_told(&self, at: usize) -> bool {
        let open =
            |t: &Token| t.is(Class::NEGATION) || self.article.pack.grammar.is(t, Use::FUTURE | Use::IF | Use::TO);
        !self.tokens[at.saturating_sub(LED_BY)..at].iter().any(open)
    }

    /// Adds the events that a phrase at a place tells of: one a name that fits.
    fn add(&self, phrase: EventPhrase, at: Range<usize>, found: &mut Vec<Event>) {
        let passive = self.tokens[at.start.saturating_sub(2)..at.start].iter().any(|t| t.is(Class::AUXILIARY));
        let fits = |(id, _): &(NameId, &NameMention)| !phrase.personal || self.is_person(*id);
        match phrase.argument {
            Argument::Pair => {
                let [x, y] = self.people()[..] else { return };
                let behind = self.behind(at.end).any(|name| [x.1, y.1].iter().any(|p| p.span == name.1.span));
                // "following their meeting"
                let theirs = at.start > 0 && self.tokens[at.start - 1].is(Class::PRONOUN);
                if behind || theirs {
                    found.push((phrase.event, x.0.min(y.0), Some(x.0.max(y.0))));
                }
            }
            Argument::Object if !passive || self.tokens[at.start].is(Class::NEGATION) => {
                found.extend(self.behind(at.end).filter(fits).map(|(id, _)| (phrase.event, id, None)));
            }
            Argument::Subject | Argument::Object => {
                let before = self.before(at.start).filter(fits);
                found.extend(before.map(|(id, _)| (phrase.event, id, None)));
            }
        }
    }

    /// The names behind a place, within reach.
    fn behind(&self, at: usize) -> impl Iterator<Item = (NameId, &NameMention)> {
        let end =
            (at..self.tokens.len()).take(REACH).find(|i| self.ends(*i)).unwrap_or((at + REACH).min(self.tokens.len()));
        self.named().filter(move |(_, name)| (at..end).contains(&self.place(name)))
    }

    /// The last name before a place, within reach.
    fn before(&self, at: usize) -> Option<(NameId, &NameMention)> {
        self.named().filter(|(_, name)| (at.saturating_sub(REACH)..at).contains(&self.place(name))).last()
    }

    /// The people named, each once.
    fn people(&self) -> Vec<(NameId, &NameMention)> {
        let mut people: Vec<(NameId, &NameMention)> = Vec::new();
        for (id, name) in self.named().filter(|(id, _)| self.is_person(*id)) {
            if people.iter().all(|p| p.0 != id) {
                people.push((id, name));
            }
        }
        people
    }

    /// Whether the story knows a name as that of a person.
    fn is_person(&self, id: NameId) -> bool {
        self.story.names.name(id).is_some_and(|name| name.kind == NameKind::Person)
    }

    /// Its names, in order.
    fn named(&self) -> impl Iterator<Item = (NameId, &NameMention)> {
        let id = |i: usize| self.story.names.id_of(self.number, u32::try_from(i).ok()?);
        self.names.clone().filter_map(move |i| Some((id(i)?, &self.article.names[i])))
    }

    /// Where a name starts, in tokens of the sentence.
    fn place(&self, name: &NameMention) -> usize {
        (name.tokens.start as usize).saturating_sub(self.start)
    }

    /// Whether another clause begins at a place.
    fn ends(&self, at: usize) -> bool {
        self.tokens[at].is(Class::OPENER | Class::BREAK)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::cases::with_story;

    /// Whether two texts tell of one event.
    fn meet(a: (&str, &str), b: (&str, &str)) -> bool {
        with_story(&[("North", a.0, a.1), ("South", b.0, b.1)], |story, _| !pairs(story.claims).is_empty())
    }

    const DAY: &str = "2031-05-01";

    #[test]
    fn one_event_of_one_named_one_is_one_fact_in_any_words() {
        for (a, b) in [
            ("Interior Minister Ada Lind stepped down.", "After a night of protests Ada Lind quit the cabinet."),
            ("Police arrested Karl Orban on the ferry.", "A clerk, Karl Orban, was arrested over the missing money."),
            (
                "Interior Minister Ada Lind met Foreign Minister Karl Orban in Tirsk on Thursday.",
                "“We need the port,” Karl Orban said as he drove into a meeting with Ada Lind.",
            ),
            (
                "Interior Minister Ada Lind spoke to Foreign Minister Karl Orban at length.",
                "Ada Lind phoned her neighbour Karl Orban to ask that the guns fall silent.",
            ),
            ("The order did not include Tirsk.", "The calm that began at noon excluded Tirsk."),
        ] {
            assert!(meet((DAY, a), (DAY, b)), "{a} / {b}");
        }
    }

    #[test]
    fn others_other_days_and_what_is_not_told_as_a_fact_are_not() {
        const RESIGNED: &str = "Interior Minister Ada Lind stepped down.";
        for (a, b) in [
            (RESIGNED, (DAY, "After a night of protests Karl Orban quit the cabinet.")),
            (RESIGNED, (DAY, "Ada Lind was arrested.")),
            (RESIGNED, ("2031-05-20", "After a night of protests Ada Lind quit the cabinet.")),
            (RESIGNED, (DAY, "Ada Lind should quit, the union said.")),
            (RESIGNED, (DAY, "Ada Lind has not quit, her office said.")),
            ("President Karl Orban met Minister Ada Lind on April 3.", (DAY, "Karl Orban met Ada Lind on April 20.")),
            ("President Karl Orban met Minister Ada Lind.", (DAY, "Karl Orban met Ada Lind and Minister Petra Vold.")),
        ] {
            assert!(!meet((DAY, a), b), "{a} / {b:?}");
        }
    }
}
