//! Quantities: every amount that counts or measures anything but the fate of people.
//!
//! In: number mentions. Out: a claim for each that no casualty mention took.

use smallvec::SmallVec;

use super::{Extractor, attendance, scope};
use crate::annotate::Annotated;
use crate::annotate::sentence::SentenceTokens;
use crate::language::{CasualtyForm, CasualtyWord, Use};
use crate::model::{
    AmountClaim, Claim, ClaimContent, ClaimKind, Class, NameKind, NameMention, NumberForm, NumberMention, Relation,
    Role, Span,
};

pub(super) struct Quantities;

impl Extractor for Quantities {
    fn kind(&self) -> ClaimKind {
        ClaimKind::Quantity
    }

    fn extract(&self, article: &Annotated<'_>, out: &mut Vec<Claim>) {
        let mut taken: Vec<u32> = article.casualties.iter().filter_map(|c| c.number).collect();
        taken.sort_unstable();
        let attending = attendance::attending(article);
        for (index, number) in (0u32..).zip(&article.numbers) {
            if number.rule == VAGUE_PEOPLE || taken.binary_search(&index).is_ok() {
                continue;
            }
            let role = attending.contains(&index).then_some(Role::Attending);
            let before = index.checked_sub(1).map(|before| &article.numbers[before as usize]);
            let whole = before.is_some_and(|part| is_whole_of(article, part, number));
            let relation = number.relation.or(whole.then_some(Relation::Total));
            let content = ClaimContent::Quantity(AmountClaim { role, relation, ..amount(article, number) });
            out.push(claim(article, number, content, number.rule));
        }
    }
}

/// Words like "several" count only people with a fate: too vague for anything else.
const VAGUE_PEOPLE: &str = "vague-people";

/// Whether a number is the whole of which the one before it counts a part: the 120 of "61 of the 120 seats".
fn is_whole_of(article: &Annotated<'_>, part: &NumberMention, number: &NumberMention) -> bool {
    /// "of the".
    const BETWEEN: usize = 2;
    let grammar = &article.pack.grammar;
    let between = article.tokens_in(&(part.tokens.end..number.tokens.start.max(part.tokens.end)));
    part.relation == Some(Relation::Part)
        && part.sentence == number.sentence
        && (1..=BETWEEN).contains(&between.len())
        && grammar.is(&between[0], Use::OF)
        && between[1..].iter().all(|t| grammar.is(t, Use::DETERMINER))
}

/// The amount of a number mention, without a role.
fn amount(article: &Annotated<'_>, number: &NumberMention) -> AmountClaim {
    let counted = number.counted.clone();
    let (subject, subject_stems) = subject(article, number);
    AmountClaim {
        form: number.form,
        value: number.value,
        value_end: number.value_end,
        bound: number.bound,
        interval: number.interval,
        unit: number.unit,
        per: number.per,
        quality: number.quality,
        counted: counted.as_ref().map(|c| article.span_of(c)),
        counted_stems: counted.as_ref().map(|c| scope::stems(article, c)).unwrap_or_default(),
        role: None,
        subject,
        subject_stems,
        relation: number.relation,
        part_of: None,
        place: match number.form {
            NumberForm::Rank => ranked(article, number),
            // how long a war has lasted does not depend on where it is spoken of
            NumberForm::Duration | NumberForm::Age => {
                let end = counted.as_ref().map_or(number.tokens.end, |c| c.end);
                scope::place_of_phrase(article, number.sentence, &(number.tokens.start..end))
            }
            _ => scope::place(article, number.sentence, &number.tokens),
        },
        period: scope::period(article, number.sentence, &number.tokens),
    }
}

/// A claim over a number and what it counts.
fn claim(article: &Annotated<'_>, number: &NumberMention, content: ClaimContent, rule: &'static str) -> Claim {
    let mut tokens = number.tokens.clone();
    if let Some(counted) = &number.counted {
        tokens.end = tokens.end.max(counted.end);
    }
    let span = article.span_of(&tokens);
    Claim::draft(number.sentence, span, tokens, content, rule)
}

/// What an amount belongs to: the owner of a rank, or whose age it is.
fn subject(article: &Annotated<'_>, number: &NumberMention) -> (Option<Span>, SmallVec<[crate::model::WordId; 4]>) {
    let none = (None, SmallVec::new());
    let s = SentenceTokens::of(article, number.sentence);
    // "Pedro Voss, 54-year-old Ada Holm": what is counted has its own name
    if number.form == NumberForm::Age && number.counted.is_none() {
        return aged(article, number, &s).map_or(none, |m| (Some(m.span), scope::stems(article, &m.tokens)));
    }
    if number.form != NumberForm::Rank {
        return none;
    }
    let at = (number.tokens.start - s.base) as usize;
    let end = number.counted.as_ref().map_or(number.tokens.end, |c| c.end);
    let end = (end - s.base) as usize;
    let before = at.wrapping_sub(1);
    let capitalised = |i: usize| s.is(i, Class::CAPITALISED) && s.is(i, Class::WORD) && !s.is(i, Class::STOP);
    let (start, stop) = if s.is(before, Class::POSSESSIVE) {
        let mut start = before;
        while start > 0 && capitalised(start - 1) {
            start -= 1;
        }
        (start, before + 1)
    } else if s.used(end, Use::IN | Use::OF) {
        let start = if s.used(end + 1, Use::DETERMINER) { end + 2 } else { end + 1 };
        let mut stop = start;
        while capitalised(stop) {
            stop += 1;
        }
        (start, stop)
    } else {
        return none;
    };
    if stop <= start {
        return none;
    }
    let range = s.range(start, stop);
    (Some(article.span_of(&range)), scope::stems(article, &range))
}

/// The name that an age stands beside, "Ada Voss, 54,", or of whom its sentence tells that they died: "Ada Voss died aged 77".
fn aged<'a>(article: &'a Annotated<'_>, number: &NumberMention, s: &SentenceTokens<'_>) -> Option<&'a NameMention> {
    beside(article, number, s).or_else(|| deceased(article, number, s))
}

/// The only person named before an age at which somebody died: "Ada Voss died at her home in Velm at the age of 77".
fn deceased<'a>(article: &'a Annotated<'_>, number: &NumberMention, s: &SentenceTokens<'_>) -> Option<&'a NameMention> {
    /// Words between the verb and the age.
    const BETWEEN: usize = 16;
    let age = (number.tokens.start - s.base) as usize;
    let ends = |at: usize| s.is(at, Class::PUNCTUATION | Class::OPENER | Class::CONJUNCTION) || reports(s, at);
    let before = (0..age).rev().take(BETWEEN).take_while(|at| !ends(*at) || s.is(*at, Class::PREPOSITION));
    let verb = before.into_iter().find(|at| is_death(s, *at)).filter(|verb| verb + 1 < age)?;
    who_died(article, s, verb)
}

/// Whether words at a place report what somebody said.
fn reports(s: &SentenceTokens<'_>, at: usize) -> bool {
    s.is(at, Class::REPORTING) && s.pack.reporting.cue_at(s.from(at)).is_some()
}

/// Whether a verb at a place tells that somebody died.
fn is_death(s: &SentenceTokens<'_>, at: usize) -> bool {
    let died = |(_, word): (usize, &CasualtyWord)| word.role == Role::Killed && word.form == CasualtyForm::Intransitive;
    s.pack.casualties.words().longest_at(s.from(at)).is_some_and(died)
}

/// The only person named before a verb, if it tells of nobody else: neither of whom they own ("Ada Voss's son"), nor of whom owns
/// them ("the mother of Ada Voss"), nor of whom they speak ("Ada Voss said the boy had died").
fn who_died<'a>(article: &'a Annotated<'_>, s: &SentenceTokens<'_>, verb: usize) -> Option<&'a NameMention> {
    let end = s.base + u32::try_from(verb).unwrap_or(u32::MAX);
    let named = article.names_of(s.sentence).map(|i| &article.names[i]);
    let mut people = named.filter(|m| m.tokens.end <= end && m.kind != NameKind::Place);
    let person = people.next()?;
    if people.next().is_some() {
        return None;
    }
    let [first, behind] = [person.tokens.start, person.tokens.end].map(|at| (at - s.base) as usize);
    let others = first.checked_sub(1).is_some_and(|at| s.used(at, Use::OF))
        || (first..=behind).any(|at| s.is(at, Class::POSSESSIVE))
        || (behind..verb).any(|at| reports(s, at));
    (!others).then_some(person)
}

/// The name right before an age, and a comma between them.
fn beside<'a>(article: &'a Annotated<'_>, number: &NumberMention, s: &SentenceTokens<'_>) -> Option<&'a NameMention> {
    let comma =
        number.tokens.start.checked_sub(1).filter(|at| *at >= s.base && s.mark((at - s.base) as usize, &[',']))?;
    let before = article.names.partition_point(|m| m.tokens.end <= comma).checked_sub(1)?;
    article.names.get(before).filter(|m| m.tokens.end == comma)
}

/// The name of what has a rank, beside it: "Dorvane, Ostria's second city", "Ostria's second city, Dorvane".
fn ranked(article: &Annotated<'_>, number: &NumberMention) -> Option<Span> {
    let s = SentenceTokens::of(article, number.sentence);
    let at = |index: u32| (index - s.base) as usize;
    let capitalised = |i: usize| s.is(i, Class::CAPITALISED) && s.is(i, Class::WORD) && !s.is(i, Class::STOP);
    // before: the owner of the rank stands between the name and the rank
    let mut start = at(number.tokens.start);
    while start > 0 && (capitalised(start - 1) || s.used(start - 1, Use::DETERMINER)) {
        start -= 1;
    }
    let linked = |i: usize| s.mark(i, &[',']) || s.is(i, Class::AUXILIARY);
    let mut stop = start;
    if start > 0 && linked(start - 1) {
        stop = start - 1;
        while stop > 0 && (s.is(stop - 1, Class::AUXILIARY) || s.used(stop - 1, Use::ADVERB)) {
            stop -= 1;
        }
    }
    let mut first = stop;
    while first > 0 && capitalised(first - 1) {
        first -= 1;
    }
    if first < stop && stop < start {
        return Some(s.span(first, stop));
    }
    // after: "largest city, Dorvane"
    let end = number.counted.as_ref().map_or(number.tokens.end, |c| c.end);
    let from = if s.mark(at(end), &[',']) { at(end) + 1 } else { at(end) };
    let mut to = from;
    while capitalised(to) {
        to += 1;
    }
    (to > from).then(|| s.span(from, to))
}
