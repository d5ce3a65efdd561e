//! Numbers: every amount that a sentence states, with its hedge, unit and what it counts.
//!
//! In: an annotated article whose dates are known. Out: its number mentions, in text order.
//! Invariant: work is done only where digits or a number word stand, and no two mentions overlap.

mod counted;
mod digits;
mod filter;
mod measure;
mod rank;
mod value;

use super::Annotated;
use super::sentence::SentenceTokens;
use crate::language::{Hedge, Use};
use crate::model::{Bound, Class, DateMention, Interval, NumberForm, NumberMention, Relation};
use measure::Measure;
use value::{Value, ValueKind, coded_at, value_at};

/// The numbers of an article.
pub(super) fn numbers(article: &Annotated<'_>) -> Vec<NumberMention> {
    let mut out = Vec::new();
    let mut dates = article.dates.iter().peekable();
    for sentence in article.claim_sentences() {
        let s = SentenceTokens::of(article, sentence);
        while dates.next_if(|d| d.sentence < sentence).is_some() {}
        let mut i = 0;
        while i < s.len() {
            let coded = s.is(i, Class::ALL_CAPS) && s.text(i).ends_with(|c: char| c.is_ascii_digit());
            if !(coded || s.is(i, Class::DIGITS | Class::NUMBER)) {
                i += 1;
                continue;
            }
            let index = s.base + u32::try_from(i).unwrap_or(u32::MAX);
            while dates.next_if(|d| d.sentence == sentence && d.tokens.end <= index).is_some() {}
            if let Some(end) = inside_date(dates.peek().copied(), sentence, index) {
                i = (end - s.base) as usize;
                continue;
            }
            i = match mention_at(&s, i) {
                Some((mut mention, end)) => {
                    if let Some(last) = out.last() {
                        convert(&s, last, &mut mention);
                        carry(&s, last, &mut mention);
                    }
                    out.push(mention);
                    end.max(i + 1)
                }
                None => filter::skip(&s, i).max(i + 1),
            };
        }
    }
    out
}

/// "under 296 hp (224 kW)": the same amount in another unit shares the hedge.
fn convert(s: &SentenceTokens<'_>, last: &NumberMention, mention: &mut NumberMention) {
    let (Some(a), Some(b)) =
        (last.unit.and_then(|u| s.pack.units.named(u)), mention.unit.and_then(|u| s.pack.units.named(u)))
    else {
        return;
    };
    let between = (last.tokens.end.max(s.base) - s.base) as usize..(mention.tokens.start - s.base) as usize;
    let opened = between.len() == 1 && s.mark(between.start, &['(', '/', '[']) && last.sentence == mention.sentence;
    let money = |form| form == NumberForm::Money;
    let same = a.name != b.name && (a.dimension == b.dimension || money(last.form) && money(mention.form));
    if opened && same && mention.bound == Bound::Exact && last.bound != Bound::Exact {
        let around = |end: Option<f64>, value: f64| {
            end.map(|e| if value == 0.0 { mention.value } else { mention.value * e / value })
        };
        mention.interval =
            Interval { min: around(last.interval.min, last.value), max: around(last.interval.max, last.value) };
        mention.bound = last.bound;
    }
}

/// "from 10 percent last year to 8": the second number has the unit of the first.
fn carry(s: &SentenceTokens<'_>, last: &NumberMention, mention: &mut NumberMention) {
    /// How many words may stand between the two.
    const NEAR: u32 = 6;
    let at = |i: u32| (i.max(s.base) - s.base) as usize;
    let (from, to) = (at(last.tokens.start), at(mention.tokens.start));
    let opened = s.used(from, Use::FROM) || s.used(from.wrapping_sub(1), Use::FROM);
    let near = last.sentence == mention.sentence && mention.tokens.start.saturating_sub(last.tokens.end) <= NEAR;
    let bare = mention.unit.is_none() && mention.counted.is_none() && mention.form == NumberForm::Cardinal;
    if opened && near && bare && s.used(to.wrapping_sub(1), Use::TO) {
        (mention.unit, mention.per, mention.form) = (last.unit, last.per, last.form);
    }
}

/// The end of the date that covers a token, where it is not a period whose length is an amount too.
fn inside_date(date: Option<&DateMention>, sentence: u32, index: u32) -> Option<u32> {
    let date = date.filter(|d| d.sentence == sentence && d.tokens.contains(&index))?;
    (!super::dates::is_span(date.rule)).then_some(date.tokens.end)
}

/// A mention in the making: positions of what has been read so far.
struct Draft {
    value: Value,
    start: usize,
    end: usize,
    form: NumberForm,
    hedge: Hedge,
    unit: Option<&'static str>,
    per: Option<&'static str>,
    relation: Option<Relation>,
    rule: &'static str,
}

/// The number that starts at `at`, and the position after what it took.
fn mention_at(s: &SentenceTokens<'_>, at: usize) -> Option<(NumberMention, usize)> {
    if let Some(found) = rank::rank_at(s, at) {
        return Some(found);
    }
    let coded = if s.is(at, Class::WORD) && s.is(at, Class::ALL_CAPS) { coded_at(s, at) } else { None };
    if let Some((unit, value)) = coded {
        return Some(money(s, unit, value));
    }
    let first = value_at(s, at)?;
    if first.kind == ValueKind::Ordinal || filter::is_no_amount(s, &first) {
        return None;
    }
    let mut draft = with_range(s, first);
    if !matches!(draft.form, NumberForm::Score) {
        measure(s, &mut draft);
        if draft.unit.is_none() && draft.rule == "range" {
            // "from 21 mpg to 23"
            (draft.unit, draft.form) = measure::unit_inside(s, first.end, draft.form);
        }
    }
    if draft.unit.is_none()
        && (filter::is_label(s, &draft.value, draft.end) || filter::is_compound(s, &draft.value, draft.end))
    {
        return None;
    }
    hedge(s, &mut draft);
    relation(s, &mut draft);
    let scale = draft.unit.and_then(|name| s.pack.units.named(name)).is_some_and(|unit| unit.scale);
    let counted = counted::counted(s, &draft.value, draft.end, draft.unit.is_some()).filter(|_| !scale);
    if draft.unit.is_none() && draft.form == NumberForm::Cardinal {
        if counted.is_none() && filter::is_bare(s, &draft.value) {
            return None;
        }
        age(s, &mut draft, counted.is_some());
    }
    Some(finish(s, &draft, counted))
}

/// Money whose code is written against its digits, or a range of such money.
fn money(s: &SentenceTokens<'_>, unit: &'static str, mut value: Value) -> (NumberMention, usize) {
    let joins = s.used(value.end, Use::TO)
        || (s.used(value.end, Use::AND) && s.used(value.start.wrapping_sub(1), Use::BETWEEN))
        || s.dash(value.end);
    let second = (value.end + 1..value.end + 3).find_map(|at| coded_at(s, at)).filter(|_| joins);
    if let Some((_, other)) = second.filter(|(u, other)| *u == unit && other.low > value.low) {
        (value.high, value.end) = (other.high, other.end);
        value.interval.max = other.interval.max;
    }
    let start = if s.mark(value.start.wrapping_sub(1), &['$']) { value.start - 1 } else { value.start };
    let mut draft = Draft {
        start,
        end: value.end,
        value,
        form: NumberForm::Money,
        hedge: Hedge::NONE,
        unit: Some(unit),
        per: None,
        relation: None,
        rule: "digits",
    };
    (draft.per, draft.end) = measure::rate(s, draft.end);
    hedge(s, &mut draft);
    finish(s, &draft, None)
}

fn finish(s: &SentenceTokens<'_>, draft: &Draft, counted: Option<(usize, usize)>) -> (NumberMention, usize) {
    let value = &draft.value;
    let base = Interval {
        min: value.interval.min.zip(value.interval.max).map_or(value.interval.min, |(a, b)| Some(a.min(b))),
        max: value.interval.min.zip(value.interval.max).map_or(value.interval.max, |(a, b)| Some(a.max(b))),
    };
    #[allow(clippy::float_cmp, reason = "equal ends are copies of one value")]
    let ranged = value.low != value.high;
    let mention = NumberMention {
        span: s.span(draft.start, draft.end),
        tokens: s.range(draft.start, draft.end),
        sentence: s.sentence,
        form: draft.form,
        value: value.low,
        value_end: ranged.then_some(value.high),
        bound: draft.hedge.sign,
        interval: if draft.form == NumberForm::Score { base } else { draft.hedge.widen(base) },
        unit: draft.unit,
        per: draft.per,
        quality: None,
        relation: draft.relation,
        counted: counted.map(|(start, end)| s.range(start, end)),
        rule: draft.rule,
    };
    // the words counted may hold the next number ("two of the 12 ships"): go on after the expression
    (mention, draft.end)
}

/// Reads the other end of a range, a score, or a proportion.
fn with_range(s: &SentenceTokens<'_>, first: Value) -> Draft {
    let rule = match first.kind {
        ValueKind::Digits => "digits",
        ValueKind::Vague => "vague",
        ValueKind::Weak => "vague-people",
        ValueKind::Fraction => "fraction",
        ValueKind::Words | ValueKind::Ordinal => "words",
    };
    let form = if first.kind == ValueKind::Fraction { NumberForm::Fraction } else { NumberForm::Cardinal };
    let mut draft = Draft {
        start: first.start,
        end: first.end,
        value: first,
        form,
        hedge: Hedge::NONE,
        unit: None,
        per: None,
        relation: None,
        rule,
    };
    if let Some((value, rule)) = measure::proportion(s, &first) {
        (draft.end, draft.value, draft.form, draft.rule) = (value.end, value, NumberForm::Fraction, rule);
    } else if let Some((value, form, rule)) = measure::range(s, &first).filter(|_| !changes(s, &first)) {
        (draft.end, draft.value, draft.form, draft.rule) = (value.end, value, form, rule);
        if s.used(first.start.wrapping_sub(1), Use::BETWEEN | Use::FROM) {
            draft.start -= 1;
        }
    }
    draft
}

/// "Rose by 12 to 40": the change, and what it led to.
fn changes(s: &SentenceTokens<'_>, first: &Value) -> bool {
    let by = first.start.wrapping_sub(1);
    s.used(by, Use::BY) && s.used(by.wrapping_sub(1), Use::MOVES) && s.used(first.end, Use::TO)
}

/// Reads money before, a unit after, and the denominator of a rate.
fn measure(s: &SentenceTokens<'_>, draft: &mut Draft) {
    let before = measure::currency_before(s, draft);
    let Measure { unit, per, end, form, factor } = measure::unit_after(s, &draft.value, draft.end, before);
    if let Some(taken) = before.map(|(_, taken)| taken) {
        draft.start = draft.start.min(draft.value.start - taken);
    }
    draft.end = end;
    draft.unit = unit;
    draft.per = per;
    if let Some(form) = form {
        draft.form = form;
    }
    #[allow(clippy::float_cmp, reason = "equal ends are copies of one value")]
    let single = draft.value.low == draft.value.high && per.is_none() && factor > 0.0;
    if let Some(unit) = unit.filter(|_| single)
        && let Some((share, end)) = measure::smaller_after(s, unit, draft.end)
    {
        let whole = draft.value.low + share;
        (draft.value.low, draft.value.high, draft.end) = (whole, whole, end);
        draft.value.interval = Interval::exact(whole);
    }
    if factor < 0.0 {
        draft.value.low = -draft.value.low;
        draft.value.high = -draft.value.high;
        let Interval { min, max } = draft.value.interval;
        draft.value.interval = Interval { min: max.map(|v| -v), max: min.map(|v| -v) };
        draft.start = draft.start.saturating_sub(1);
    }
}

/// Reads the hedge before or after the amount.
fn hedge(s: &SentenceTokens<'_>, draft: &mut Draft) {
    let mut at = draft.start;
    // "at least a third", "more than a hundred": the article belongs to the number
    if at > 0 && draft.value.kind != ValueKind::Digits && s.used(at - 1, Use::ARTICLE) {
        at -= 1;
    }
    if at > 1
        && s.hyphen(at - 1)
        && let Some((length, hedge)) = s.pack.bounds.ending(s.upto(at - 1))
    {
        (draft.hedge, draft.start) = (hedge, at - 1 - length);
        return;
    }
    if at > 0 && s.mark(at - 1, &['~', '≈', '<', '>', '≤', '≥']) {
        let (sign, low, high) = match s.text(at - 1) {
            "<" | "≤" => (Bound::Below, None, Some(1.0)),
            ">" | "≥" => (Bound::Above, Some(1.0), None),
            _ => (Bound::About, Some(0.9), Some(1.1)),
        };
        (draft.hedge, draft.start) = (Hedge { sign, low, high }, at - 1);
        return;
    }
    if at > 0
        && s.is(at - 1, Class::BOUND)
        && let Some((length, hedge)) = s.pack.bounds.ending(s.upto(at))
    {
        (draft.hedge, draft.start) = (hedge, at - length);
        // "at least about 40", "an estimated more than": the outer word counts only for its span
        if let Some((length, outer)) = s.pack.bounds.ending(s.upto(draft.start)) {
            draft.start -= length;
            if hedge.sign == Bound::Exact || outer.sign != Bound::Exact && outer.sign != Bound::About {
                draft.hedge = outer;
            }
        }
        return;
    }
    draft.start = at.min(draft.start);
    if s.mark(draft.end, &['+']) && s.glued(draft.end) {
        (draft.hedge, draft.end) = (Hedge { sign: Bound::Above, low: Some(1.0), high: None }, draft.end + 1);
    } else if s.is(draft.end, Class::WORD | Class::PUNCTUATION)
        && let Some((length, hedge)) = s.pack.bounds.following(s.from(draft.end))
    {
        (draft.hedge, draft.end) = (hedge, draft.end + length);
    }
}

/// How many words may stand before "by" in "raise the tax on lamps by 94 cents to $1.95", with the verb.
const MOVED: usize = 8;

/// Whether the amount adds to another, or is a part of one.
fn relation(s: &SentenceTokens<'_>, draft: &mut Draft) {
    let before = draft.start.wrapping_sub(1);
    if s.used(draft.end, Use::ADDITION) && !s.used(draft.end + 1, Use::THAN) {
        draft.relation = Some(Relation::Addition);
        draft.end += 1;
    } else if s.used(before, Use::ADDITION) {
        draft.relation = Some(Relation::Addition);
        draft.start = before;
    } else if s.used(draft.end, Use::OTHER) || s.used(before, Use::OTHER) {
        draft.relation = Some(Relation::Addition);
    } else if is_part(s, draft.end, before) {
        draft.relation = Some(Relation::Part);
    } else if s.used(before, Use::BY) && is_moved(s, before, if s.used(draft.end, Use::TO) { MOVED } else { 1 }) {
        draft.relation = Some(Relation::Change);
    }
}

/// Whether one of so many words before "by" is a verb that moves a figure ("rose by 12 percent", "raise the tax on lamps by 94
/// cents to $1.95": what is moved stands between them).
fn is_moved(s: &SentenceTokens<'_>, by: usize, words: usize) -> bool {
    let before = (by.saturating_sub(words)..by).rev();
    before
        .take_while(|at| !s.is(*at, Class::PUNCTUATION | Class::CONJUNCTION))
        .any(|at| s.used(at, Use::MOVES | Use::REACHES))
}

/// "410 of those", "12 of the 40", "including 12", "including the 12".
fn is_part(s: &SentenceTokens<'_>, end: usize, before: usize) -> bool {
    let anaphor = s.used(end + 1, Use::ANAPHOR);
    // "among the 12": a group that somebody is a part of
    let opens = |at: usize| s.used(at, Use::INCLUDING) && !s.used(at, Use::AMONG);
    s.used(end, Use::OF) && (anaphor || part_of_number(s, end + 1))
        || opens(before)
        || s.used(before, Use::DETERMINER) && opens(before.wrapping_sub(1))
}

/// "of the 40", "of 12": the words after "of" hold another number.
fn part_of_number(s: &SentenceTokens<'_>, at: usize) -> bool {
    let at = if s.used(at, Use::DETERMINER) { at + 1 } else { at };
    s.is(at, Class::DIGITS) || (s.is(at, Class::NUMBER) && value_at(s, at).is_some_and(|v| v.kind == ValueKind::Words))
}

/// "Lee, 44," and "aged 13" are ages.
fn age(s: &SentenceTokens<'_>, draft: &mut Draft, counted: bool) {
    if measure::is_age(s, &draft.value, draft.start, draft.end, counted) {
        draft.form = NumberForm::Age;
        draft.unit = s.pack.units.age();
        draft.rule = "age";
    }
}

#[cfg(test)]
mod tests;
