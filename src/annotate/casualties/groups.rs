//! Groups of people in one sentence: counted, single, or nobody.
//!
//! In: the numbers and names of a sentence. Out: groups by position, none overlapping.

use super::people::{Before, named, nobody, own, single};
use crate::annotate::sentence::SentenceTokens;
use crate::language::{People, Use};
use crate::model::{Bound, Class, Interval, NameMention, NumberForm, NumberMention, Relation};

/// How the words present people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// With a number, or as nobody.
    Counted,
    /// As somebody new: "a man".
    Single,
    /// As somebody known: "his wife". Counts only together with others.
    Definite,
    /// By name. Counts only together with others.
    Named,
}

/// People whom a casualty word may take, as positions of their sentence.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(clippy::struct_excessive_bools, reason = "traits of a phrase, each independent of the others")]
pub(super) struct Victims {
    /// First position, hedge included.
    pub start: usize,
    /// One past the last word of who they are.
    pub end: usize,
    /// Index of the number mention.
    pub number: Option<u32>,
    pub value: f64,
    pub value_end: Option<f64>,
    pub bound: Bound,
    pub interval: Interval,
    pub counted: Option<(usize, usize)>,
    pub relation: Option<Relation>,
    /// How they are presented.
    pub sort: Sort,
    /// Whether the words say that they are people; a number alone may count anything.
    pub known: bool,
    /// Whether they are named by age, sex or kinship alone: soldiers and rebels are not added up.
    pub plain: bool,
    /// Whether the number ended a range ("from 12 to 40").
    pub changed: bool,
    /// Whether an age or a name in apposition closes them: a comma may follow.
    pub apposed: bool,
    /// Where in a row they stand ("a second man").
    pub ordinal: Option<f64>,
    /// Not born yet: no toll counts them.
    pub unborn: bool,
}

impl Victims {
    /// Exactly so many people, by words without a number.
    pub(super) const fn exactly(start: usize, end: usize, value: f64, counted: Option<(usize, usize)>) -> Self {
        Self {
            start,
            end,
            number: None,
            value,
            value_end: None,
            bound: Bound::Exact,
            interval: Interval::exact(value),
            counted,
            relation: None,
            sort: Sort::Counted,
            known: true,
            plain: true,
            changed: false,
            apposed: false,
            ordinal: None,
            unborn: false,
        }
    }

    /// People whom no words name.
    pub(super) const fn unnamed(start: usize, end: usize, value: f64) -> Self {
        Self::exactly(start, end, value, None)
    }
}

/// The groups of a sentence; `numbers` are its mentions with their indices in the article.
pub(super) fn groups(
    s: &SentenceTokens<'_>,
    numbers: &[NumberMention],
    first: u32,
    names: &[NameMention],
) -> Vec<Victims> {
    let mut out: Vec<Victims> = names.iter().filter_map(|n| named(s, n)).collect();
    let named = out.len();
    for victims in (first..).zip(numbers).filter_map(|(index, n)| counted(s, n, index)) {
        if !out[..named].iter().any(|n| n.start < victims.end && victims.start < n.end) {
            out.push(victims);
        }
    }
    out.sort_by_key(|g| (g.start, g.end));
    singles(s, &mut out);
    out.sort_by_key(|g| (g.start, g.end));
    apposed(s, &mut out);
    out
}

/// Adds the people without number and name.
fn singles(s: &SentenceTokens<'_>, out: &mut Vec<Victims>) {
    let taken = out.len();
    // where a group of people ends
    let mut ended = vec![false; s.len() + 1];
    out.iter().filter(|g| g.known).for_each(|g| ended[g.end] = true);
    let (mut i, mut next) = (0, 0);
    while i < s.len() {
        while next < taken && out[next].end <= i {
            next += 1;
        }
        if next < taken && out[next].start <= i {
            i = out[next].end;
            continue;
        }
        let group = own(s, i).or_else(|| single(s, i, before(s, i, &ended))).or_else(|| nobody(s, i));
        i = match group {
            Some(group) if next >= taken || group.end <= out[next].start => {
                let end = group.end;
                ended[end] = true;
                out.push(group);
                end
            }
            _ => i + 1,
        };
    }
}

/// What joins a position to people before it.
fn before(s: &SentenceTokens<'_>, at: usize, ended: &[bool]) -> Before {
    let end = |back: usize| at.checked_sub(back).is_some_and(|i| ended[i]);
    if s.used(at.wrapping_sub(1), Use::AND) && (end(1) || s.mark(at.wrapping_sub(2), &[',', ';']) && end(2)) {
        Before::And
    } else if s.mark(at.wrapping_sub(1), &[',', ';']) && end(1) {
        Before::Comma
    } else {
        Before::Other
    }
}

/// Joins a person to the name that stands beside the words for them: "his wife Ida Marl", "Ida Marl, his wife,".
fn apposed(s: &SentenceTokens<'_>, groups: &mut Vec<Victims>) {
    groups.dedup_by(|b, a| {
        let alone = |g: &Victims| matches!(g.sort, Sort::Single | Sort::Definite) && g.value < 2.0;
        let gap = b.start.saturating_sub(a.end);
        let comma = gap == 1 && s.mark(a.end, &[',']);
        let same = alone(a) && b.sort == Sort::Named && (gap == 0 || comma)
            || a.sort == Sort::Named && alone(b) && comma && s.mark(b.end, &[',', '.']);
        if same && b.start >= a.end {
            (a.end, a.apposed) = (b.end, b.apposed || comma);
        }
        same && b.end == a.end
    });
}

/// A number that counts people, or may.
fn counted(s: &SentenceTokens<'_>, number: &NumberMention, index: u32) -> Option<Victims> {
    if number.form != NumberForm::Cardinal || number.unit.is_some() || number.value < 0.0 {
        return None;
    }
    let at = |i: u32| (i - s.base) as usize;
    let (start, mut end) = (at(number.tokens.start), at(number.tokens.end));
    if s.get(end.wrapping_sub(1)).and_then(|t| s.pack.casualties.listed(t)) == Some(People::Two)
        && !s.used(end, Use::OF)
    {
        // "a young couple": two people
        return None;
    }
    let person = s.get(start.wrapping_sub(2)).and_then(|t| s.pack.casualties.listed(t)) == Some(People::One);
    if person && s.used(start.wrapping_sub(1), Use::OF) {
        // "a father of three": who has them
        return None;
    }
    let counted = number.counted.as_ref().map(|c| (at(c.start), at(c.end)));
    let mut known = false;
    if let Some((from, to)) = counted {
        let head = to - 1;
        let people = s.get(head).and_then(|t| s.pack.casualties.people(t, s.text(head)));
        let named = s.is(head, Class::CAPITALISED) && s.plural(head) && !s.is(head, Class::ALL_CAPS);
        let other = s.used(head, Use::OTHER | Use::ANAPHOR);
        let casualty = s.fateful(head);
        // a person inside the phrase: "24 Afghan security force members", "two police officers"
        known = people.is_some() || named || other;
        if !known && !casualty && !(from..to).any(|i| s.get(i).is_some_and(|t| s.pack.casualties.listed(t).is_some())) {
            return None;
        }
        end = if casualty && people.is_none() && to - from == 1 { end } else { to };
        // "five men and women"
        let many = |i: usize| s.get(i).and_then(|t| s.pack.casualties.listed(t)) == Some(People::Many);
        if people == Some(People::Many) && s.used(end, Use::AND) && many(end + 1) && !s.fateful(end + 1) {
            end += 2;
        }
    } else if s.used(end, Use::OF) && s.used(end + 1, Use::ANAPHOR) {
        end += 2;
        known = true;
    } else if s.used(end, Use::OF) && s.used(end + 1, Use::DETERMINER) && s.used(end + 2, Use::ANAPHOR) {
        end += 3;
        known = true;
    }
    Some(Victims {
        start,
        end,
        number: Some(index),
        value: number.value,
        value_end: number.value_end,
        bound: number.bound,
        interval: number.interval,
        counted: counted.filter(|_| known),
        relation: number.relation,
        known,
        plain: counted.is_none_or(|(_, to)| s.get(to - 1).is_some_and(|t| s.pack.casualties.plain(t))),
        // "rose from 12 to 40", not "anywhere from two to seven"
        changed: number.rule == "range" && start > 0 && s.used(start, Use::FROM) && s.used(start - 1, Use::MOVES),
        ..Victims::exactly(start, end, number.value, None)
    })
}
