//! How many came: which numbers count the people of a crowd.
//!
//! In: an article whose numbers are known. Out: those of its numbers that count people who came together.
//! Invariant: only what happened counts, not who is expected; work is done only at numbers.

use rustc_hash::FxHashSet;

use crate::annotate::Annotated;
use crate::annotate::sentence::SentenceTokens;
use crate::language::{GatheringForm, Use};
use crate::model::{Class, NumberForm, NumberMention, Relation};

/// How many words may stand between those who came and what they did: "who had", "have since".
const VERB_WITHIN: usize = 4;
/// How many words of a crowd stand before its number: "a crowd of", "the turnout was".
const CROWD_WITHIN: usize = 4;
/// Fewer demonstrators than this may be some of them.
const MANY: f64 = 100.0;
/// Words that may stand between a phrase that draws people and their number: "more than".
const HEDGES: usize = 2;

/// The numbers of an article that count the people of a crowd, by index.
pub(super) fn attending(article: &Annotated<'_>) -> FxHashSet<u32> {
    let mut found = FxHashSet::default();
    let numbers = || (0u32..).zip(&article.numbers).filter(|(_, number)| may_count_people(number));
    for (index, number) in numbers() {
        if Counted::new(article, number).is_crowd(article) {
            found.insert(index);
        }
    }
    // "the unions spoke of 10,000, and the police of 3,000": what the second counts is told by the first
    let told: FxHashSet<u32> = found.iter().map(|index| article.numbers[*index as usize].sentence).collect();
    let bare = |number: &NumberMention| {
        let Counted { s, end, .. } = Counted::new(article, number);
        let noun = s.is(end, Class::WORD) && !s.is(end, Class::STOP);
        number.counted.is_none() && number.value >= MANY && !noun
    };
    found.extend(numbers().filter(|(_, n)| told.contains(&n.sentence) && bare(n)).map(|(index, _)| index));
    found
}

/// Whether a number may be one of people as a whole.
fn may_count_people(number: &NumberMention) -> bool {
    number.form == NumberForm::Cardinal
        && number.unit.is_none()
        && number.per.is_none()
        && matches!(number.relation, None | Some(Relation::Total))
}

/// A number in its sentence.
struct Counted<'a> {
    s: SentenceTokens<'a>,
    number: &'a NumberMention,
    /// Where the number begins, and where it ends with what it counts.
    start: usize,
    end: usize,
}

impl<'a> Counted<'a> {
    fn new(article: &'a Annotated<'_>, number: &'a NumberMention) -> Self {
        let s = SentenceTokens::of(article, number.sentence);
        let end = number.counted.as_ref().map_or(number.tokens.end, |c| c.end.max(number.tokens.end));
        Self { s, number, start: (number.tokens.start - s.base) as usize, end: (end - s.base) as usize }
    }

    fn is_crowd(&self, article: &Annotated<'_>) -> bool {
        self.counts_people() && (self.attend() || self.are_drawn() || self.are_participants())
            || self.is_size_of_crowd()
            || self.is_estimate(article)
    }

    /// The form of the phrase that starts at a position, and where it ends.
    fn form_at(&self, at: usize) -> Option<(GatheringForm, usize)> {
        self.s.pack.gatherings.at(self.s.from(at)).map(|(length, form)| (form, at + length))
    }

    /// Whether people are counted, or what is counted is not said.
    fn counts_people(&self) -> bool {
        let head = self.end.checked_sub(1).and_then(|at| self.s.get(at));
        let people = |token| self.s.pack.casualties.people(token, self.s.text(self.end - 1)).is_some();
        self.number.counted.is_none() || head.is_some_and(people) || self.are_participants()
    }

    /// "3,000 people have gathered".
    fn attend(&self) -> bool {
        let s = &self.s;
        let leads = |at: usize| {
            s.is(at, Class::AUXILIARY) && !s.used(at, Use::FUTURE | Use::IF)
                || s.used(at, Use::ADVERB | Use::RELATIVE | Use::PASSIVE)
                || s.adverb(at)
        };
        let verb = (self.end..).take(VERB_WITHIN).find(|at| !leads(*at));
        verb.and_then(|at| self.form_at(at)).is_some_and(|(form, _)| form == GatheringForm::Attend)
    }

    /// "The march drew 3,000 people", "attended by 3,000".
    fn are_drawn(&self) -> bool {
        let before = (self.start.saturating_sub(HEDGES + 2)..self.start).filter_map(|at| self.form_at(at));
        before.into_iter().any(|(form, end)| form == GatheringForm::Draw && self.are_hedges(end))
    }

    /// Whether nothing but words that hedge or count stands from a position to the number.
    fn are_hedges(&self, from: usize) -> bool {
        let s = &self.s;
        let plain = |at: usize| s.used(at, Use::DETERMINER | Use::ARTICLE | Use::ADVERB) || s.adverb(at);
        from <= self.start && (from..self.start).all(plain)
    }

    /// "3,000 demonstrators".
    fn are_participants(&self) -> bool {
        let head = self.number.counted.as_ref().and_then(|_| self.form_at(self.end - 1));
        self.number.value >= MANY && head.is_some_and(|(form, _)| form == GatheringForm::Participants)
    }

    /// "A crowd of 3,000", "the turnout was 3,000".
    fn is_size_of_crowd(&self) -> bool {
        let s = &self.s;
        let joins = |at: usize| {
            s.used(at, Use::OF | Use::ADVERB | Use::PASSIVE | Use::ARTICLE)
                || s.is(at, Class::AUXILIARY)
                || s.adverb(at)
        };
        let of_number = |end: usize| end < self.start && (end..self.start).all(joins);
        let named = |from: usize| {
            let found = (from..self.start).filter_map(|at| self.form_at(at));
            found.into_iter().any(|(form, end)| form == GatheringForm::Crowd && of_number(end))
        };
        self.counts_people() && named(self.start.saturating_sub(CROWD_WITHIN))
    }

    /// "Police put the crowd at 3,000": of "it", the sentence before tells what is meant.
    fn is_estimate(&self, article: &Annotated<'_>) -> bool {
        let s = &self.s;
        let Some(what) = s.put_at(self.start) else { return false };
        let crowd = |s: &SentenceTokens<'_>, mut range: std::ops::Range<usize>| {
            range.any(|at| s.pack.gatherings.at(s.from(at)).is_some_and(|(_, form)| form == GatheringForm::Crowd))
        };
        let it = what.len() == 1 && s.is(what.start, Class::PRONOUN);
        let before = || s.sentence.checked_sub(1).map(|sentence| SentenceTokens::of(article, sentence));
        crowd(s, what) || it && before().is_some_and(|before| crowd(&before, 0..before.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::cases::with_articles;

    /// The values that a text gives for a crowd.
    fn sizes(text: &str) -> Vec<f64> {
        with_articles(&[("North", "2031-05-04", text)], |articles| {
            let mut found: Vec<u32> = attending(&articles[0]).into_iter().collect();
            found.sort_unstable();
            found.into_iter().map(|index| articles[0].numbers[index as usize].value).collect()
        })
    }

    #[test]
    fn people_who_came_are_counted() {
        for (text, expected) in [
            ("Some 3,000 people gathered in Orlava on Sunday.", vec![3000.0]),
            ("About 3,000 teachers have since taken to the streets of Orlava.", vec![3000.0]),
            ("A crowd of more than 3,000 waited outside the harbour office.", vec![3000.0]),
            ("The rally drew 3,000 people, the mayor said.", vec![3000.0]),
            ("The vigil was attended by some 3,000.", vec![3000.0]),
            ("Police used water cannon against 3,000 demonstrators.", vec![3000.0]),
            ("Organisers put the crowd at 30,000, while police spoke of 12,000.", vec![30_000.0, 12_000.0]),
            ("The crowd had been growing since noon. Police put it at about 3,000.", vec![3000.0]),
            ("The unions said 10,000 people had taken part, and the police 3,000.", vec![10_000.0, 3000.0]),
        ] {
            assert_eq!(sizes(text), expected, "{text}");
        }
    }

    #[test]
    fn whoever_is_expected_or_does_something_else_is_not() {
        for text in [
            "Some 3,000 people are expected to gather in Orlava on Sunday.",
            "Some 3,000 people will march through Orlava.",
            "Some 3,000 people work at the harbour.",
            // some of them
            "Twelve demonstrators climbed onto the roof.",
            "The mayor put the damage at 3,000 crowns after the march.",
            "The price was put at 3,000 crowns.",
            "The fire drew 12 fire engines.",
        ] {
            assert_eq!(sizes(text), Vec::<f64>::new(), "{text}");
        }
    }
}
