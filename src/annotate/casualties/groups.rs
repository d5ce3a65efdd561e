//! Groups of people in one sentence: counted, single, or nobody; joined where "and" joins them.
//!
//! In: the numbers of a sentence. Out: groups by position, none overlapping.

use crate::annotate::sentence::SentenceTokens;
use crate::language::{People, Use};
use crate::model::{Bound, Class, Interval, NumberForm, NumberMention, Relation};

/// People whom a casualty word may take, as positions of their sentence.
#[derive(Debug, Clone, Copy, PartialEq)]
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
    /// Whether the words say that they are people; a number alone may count anything.
    pub known: bool,
    /// Whether they are named by age, sex or kinship alone: soldiers and rebels are not added up.
    pub plain: bool,
    /// Whether the number ended a range ("from 12 to 40").
    pub changed: bool,
}

/// The groups of a sentence; `numbers` are its mentions with their indices in the article.
pub(super) fn groups(s: &SentenceTokens<'_>, numbers: &[NumberMention], first: u32) -> Vec<Victims> {
    let mut out: Vec<Victims> = (first..).zip(numbers).filter_map(|(index, n)| counted(s, n, index)).collect();
    let counted = out.len();
    // where a group of people ends
    let mut ended = vec![false; s.len() + 1];
    out.iter().filter(|g| g.known).for_each(|g| ended[g.end] = true);
    let mut i = 0;
    let mut next = 0;
    while i < s.len() {
        while next < counted && out[next].end <= i {
            next += 1;
        }
        if next < counted && out[next].start <= i {
            i = out[next].end;
            continue;
        }
        let after_group =
            s.used(i.wrapping_sub(1), Use::AND) && ended.get(i.wrapping_sub(1)).copied().unwrap_or_default();
        let group = single(s, i, after_group).or_else(|| nobody(s, i));
        i = match group {
            Some(group) if next >= counted || group.end <= out[next].start || out[next].number.is_none() => {
                let end = group.end;
                ended[end] = true;
                out.push(group);
                end
            }
            _ => i + 1,
        };
    }
    out.sort_by_key(|g| (g.start, g.end));
    out
}

/// A number that counts people, or may.
fn counted(s: &SentenceTokens<'_>, number: &NumberMention, index: u32) -> Option<Victims> {
    if number.form != NumberForm::Cardinal || number.unit.is_some() || number.value < 0.0 {
        return None;
    }
    let at = |i: u32| (i - s.base) as usize;
    let (start, mut end) = (at(number.tokens.start), at(number.tokens.end));
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
        changed: number.rule == "range" && start > 0 && s.used(start, Use::FROM),
    })
}

/// One person without a number, as in "a lock keeper drowned" or "one more fisherman".
fn single(s: &SentenceTokens<'_>, at: usize, after_group: bool) -> Option<Victims> {
    let opens = s.used(at, Use::ARTICLE) || s.used(at, Use::ADDITION) && !s.used(at + 1, Use::OTHER);
    // "a woman and her son", "a 63-year-old pilot and 19-year-old deckhand": the article carries over
    let owned = after_group && s.is(at, Class::PRONOUN) && s.used(at, Use::DETERMINER);
    if !(opens || after_group) {
        return None;
    }
    let mut i = if opens || owned { at + 1 } else { at };
    while i < at + 8 {
        let word = s.is(i, Class::WORD | Class::DIGITS) || s.hyphen(i);
        if !word
            || s.is(
                i,
                Class::PREPOSITION | Class::AUXILIARY | Class::CONJUNCTION | Class::POSSESSIVE | Class::REPORTING,
            )
        {
            return None;
        }
        if s.get(i).and_then(|t| s.pack.casualties.listed(t)) == Some(People::One) {
            let mut end = i + 1;
            // "a police officer", "a student activist": the last noun of people is the head
            while s.get(end).and_then(|t| s.pack.casualties.listed(t)) == Some(People::One) {
                end += 1;
            }
            if s.is(end - 1, Class::POSSESSIVE) {
                return None;
            }
            let relation = s.used(at, Use::ADDITION).then_some(Relation::Addition);
            let plain = s.get(end - 1).is_some_and(|t| s.pack.casualties.plain(t));
            return Some(Victims { plain, ..exactly(at, end, 1.0, Some((at + 1, end)), relation) });
        }
        i += 1;
    }
    None
}

/// "no one", "nobody", "no people".
fn nobody(s: &SentenceTokens<'_>, at: usize) -> Option<Victims> {
    if s.used(at, Use::NOBODY) {
        return Some(exactly(at, at + 1, 0.0, None, None));
    }
    if !s.used(at, Use::NONE) {
        return None;
    }
    let one = s.get(at + 1).and_then(|t| s.pack.numbers.word(t.word)).is_some_and(|w| w.cardinal.is_some());
    let people = s.get(at + 1).is_some_and(|t| s.pack.casualties.listed(t).is_some());
    (one || people).then(|| exactly(at, at + 2, 0.0, people.then_some((at + 1, at + 2)), None))
}

fn exactly(
    start: usize,
    end: usize,
    value: f64,
    counted: Option<(usize, usize)>,
    relation: Option<Relation>,
) -> Victims {
    Victims {
        start,
        end,
        number: None,
        value,
        value_end: None,
        bound: Bound::Exact,
        interval: Interval::exact(value),
        counted,
        relation,
        known: true,
        plain: true,
        changed: false,
    }
}

/// Groups that "and" or commas join, as ranges of their list: "two women and a man" are three.
pub(super) fn chains(s: &SentenceTokens<'_>, groups: &[Victims]) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (i, group) in groups.iter().enumerate() {
        if let Some(last) = out.last_mut() {
            let previous = &groups[last.1 - 1];
            let gap = previous.end..group.start;
            let joined = match gap.len() {
                1 => s.used(gap.start, Use::AND) || s.mark(gap.start, &[',']),
                2 => s.mark(gap.start, &[',']) && s.used(gap.start + 1, Use::AND),
                _ => false,
            };
            let counts = |g: &Victims| {
                g.value_end.is_none() && g.value >= 1.0 && g.known && g.plain && g.relation != Some(Relation::Part)
            };
            if joined && counts(previous) && counts(group) {
                last.1 = i + 1;
                continue;
            }
        }
        out.push((i, i + 1));
    }
    out
}
