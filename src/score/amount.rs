//! Two amounts: whether they can be compared at all, and whether both can hold.
//!
//! In: two claims with amounts. Out: a [`ValueVerdict`]. Invariant: judged from the two claims alone; what
//! one of them leaves open (place, period) neither agrees nor disagrees, and is told by `scope_known`.

use super::same_but_for;
use crate::annotate::{Annotated, NameId};
use crate::extract::StoryClaims;
use crate::language::{People, Unit, Use};
use crate::model::{
    AmountClaim, Bound, Claim, Class, DateRange, Interval, NumberForm, Relation, Span, Token, Verdict, WordId,
};
use crate::text::{fold, word_id};

/// How two values stand to each other, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueVerdict {
    /// The pair's verdict.
    pub verdict: Verdict,
    /// Whether both are values of one thing: same role, unit, thing counted, compatible scope.
    pub comparable: bool,
    /// Whether both state the scope (place and period; for standing facts the subject) and agree in it.
    pub scope_known: bool,
    /// Why, in a few words.
    pub evidence: String,
}

impl ValueVerdict {
    pub(super) fn apart(evidence: &str) -> Self {
        Self { verdict: Verdict::DifferentScope, comparable: false, scope_known: false, evidence: evidence.to_owned() }
    }
}

/// Two readings of one quantity in different units may differ by rounding.
const CONVERSION: f64 = 0.03;
/// Readings on scales whose zeros differ (Celsius, Fahrenheit) by so many base units: degrees, not a share of them.
const DEGREES: f64 = 0.6;

/// The verdict of two amounts.
#[must_use]
pub fn verdict(a: &Claim, b: &Claim, story: &StoryClaims<'_>) -> ValueVerdict {
    let (Some(x), Some(y)) = (a.amount(), b.amount()) else { return ValueVerdict::apart("not two amounts") };
    let (left, right) = (Side::new(a, x, story), Side::new(b, y, story));
    match comparable(&left, &right) {
        Err(why) => ValueVerdict::apart(why),
        Ok(scope) => values(&left, &right, scope),
    }
}

/// One of the two claims with what is needed to read it.
struct Side<'a> {
    claim: &'a Claim,
    amount: &'a AmountClaim,
    story: &'a StoryClaims<'a>,
    buffer: &'a str,
    unit: Option<&'static Unit>,
    /// The head of what is counted.
    head: Option<WordId>,
    kind: Option<&'static str>,
    people: Option<People>,
    /// Whether anybody may be counted: no noun says whom, or one for all ("people").
    anybody: bool,
    /// The family of labels of what is counted.
    family: Option<u32>,
    /// Whose age it is.
    aged: Option<NameId>,
}

impl<'a> Side<'a> {
    fn new(claim: &'a Claim, amount: &'a AmountClaim, story: &'a StoryClaims<'_>) -> Self {
        let article = story.article_of(claim);
        let token = amount.counted.and_then(|span| head(article, span));
        let pack = article.pack;
        Self {
            claim,
            amount,
            story,
            buffer: article.article.buffer(),
            unit: amount.unit.and_then(|name| pack.units.named(name)),
            head: amount.counted_stems.last().copied(),
            kind: kind(amount, article),
            people: token.and_then(|t| pack.casualties.listed(t)),
            anybody: token.is_none_or(|t| pack.casualties.is_anybody(t)),
            family: amount.counted.and_then(|span| family(article, span)),
            aged: aged(claim, story),
        }
    }

    /// Whether its sentence measures nothing else in such units.
    fn is_only_measure(&self) -> bool {
        self.story.is_only_measure(self.claim)
    }

    /// The sentence, and where in it the amount stands.
    fn in_sentence(&self) -> (&[Token], Span) {
        self.story.in_sentence(self.claim)
    }

    /// Whether the side says of its place that it lies in another one: "on Harbour Square in Orla".
    fn lies_in(&self, place: Span, other: &str) -> bool {
        let article = self.story.article_of(self.claim);
        let behind = article.names.partition_point(|name| name.span.start < place.end);
        article.names.get(behind).is_some_and(|name| {
            let between = article.tokens_in(&article.tokens_of_span(Span::new(place.end, name.span.start)));
            let within = matches!(between, [one] if article.pack.grammar.is(one, Use::IN));
            within && same_name(self.text(name.span), other)
        })
    }

    fn text(&self, span: Span) -> &'a str {
        span.slice(self.buffer)
    }

    /// What the unit measures; ages and durations both measure time.
    fn dimension(&self) -> Option<&'static str> {
        let unit = self.unit?;
        Some(if self.amount.form == NumberForm::Age && self.people.is_none() { DURATION } else { unit.dimension })
    }

    /// The factor to the base unit: of seconds for ages of things.
    fn factor(&self) -> f64 {
        self.unit.map_or(1.0, |unit| if unit.dimension == "age" { unit.factor * YEAR } else { unit.factor })
    }
}

/// Whose age an amount is: somebody of a given name and a surname, for two may share either.
pub(super) fn aged(claim: &Claim, story: &StoryClaims<'_>) -> Option<NameId> {
    let subject = claim.amount()?.age_of()?;
    let full = subject.slice(story.article_of(claim).article.buffer()).split_whitespace().nth(1).is_some();
    story.names.at_span(story.articles, claim.article, subject).filter(|_| full)
}

/// The head of what is counted.
fn head<'a>(article: &'a Annotated<'_>, counted: Span) -> Option<&'a Token> {
    article.tokens_in(&article.tokens_of_span(counted)).iter().rfind(|t| t.is(Class::WORD))
}

/// The family of the label that ends what is counted.
pub(super) fn family(article: &Annotated<'_>, counted: Span) -> Option<u32> {
    let tokens = article.tokens_in(&article.tokens_of_span(counted));
    let ends = |i: usize| article.label_at(&tokens[i..]).filter(|(length, _)| i + length == tokens.len());
    (0..tokens.len()).find_map(ends).map(|(_, label)| label.family)
}

/// The kind of thing that is counted. What lasts may stand before a word that is no part of the phrase ("the five-year
/// war ground on").
pub(super) fn kind(amount: &AmountClaim, article: &Annotated<'_>) -> Option<&'static str> {
    let counted = amount.counted?;
    let kind = |t: &Token| article.pack.subjects.kind(t.word);
    match amount.form {
        NumberForm::Duration | NumberForm::Age => {
            article.tokens_in(&article.tokens_of_span(counted)).iter().rev().find_map(kind)
        }
        _ => head(article, counted).and_then(kind),
    }
}

/// From this value on what is added is a sum, below it a count of things.
const SUM: f64 = 1_000.0;

/// The dimension of time, as `units.csv` names it.
const DURATION: &str = "duration";

/// Seconds of a Gregorian year.
const YEAR: f64 = 31_556_952.0;

/// What is known of the scope of a comparable pair.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// Both state it, and agree.
    Known,
    /// One leaves it open.
    Open,
    /// One counts a kind, the other may count all, or both count the rest of something: a difference proves nothing.
    Subset,
}

/// Whether two amounts are values of one thing.
fn comparable(x: &Side<'_>, y: &Side<'_>) -> Result<Scope, &'static str> {
    let (a, b) = (x.amount, y.amount);
    let fate_open = one_family(x, y) && (a.role.is_none() || b.role.is_none());
    if a.role != b.role && !fate_open {
        return Err("different fates");
    }
    let standing = |form| matches!(form, NumberForm::Duration | NumberForm::Age);
    if a.form != b.form && !(standing(a.form) && standing(b.form)) {
        return Err("different kinds of number");
    }
    if x.dimension() != y.dimension() || (a.unit.is_some() && x.unit.is_none() && a.unit != b.unit) {
        return Err("different units");
    }
    if a.per != b.per {
        return Err("different rates");
    }
    let relation = |r: Option<Relation>| r.filter(|r| *r != Relation::Total);
    if relation(a.relation) != relation(b.relation) {
        return Err("a part, an addition or a change against a total");
    }
    if a.form == NumberForm::Rank {
        return rank(x, y);
    }
    let counted = counted(x, y)?;
    let place = places(x, y)?;
    let period = if standing(a.form) { Some(true) } else { periods(a.period, b.period)? };
    // "another six countries", "the other 14": what they come on top of is not told; "another 650 million" is a sum by itself
    let few = a.value.max(b.value) < SUM;
    let remainder = a.relation == Some(Relation::Addition) && a.role.is_none() && few;
    // "61 of the 120 seats" / "67 seats": the other may tell the part, and the difference is none
    let whole = |x: &AmountClaim| x.relation == Some(Relation::Total);
    if counted == Scope::Subset || remainder || whole(a) != whole(b) {
        return Ok(Scope::Subset);
    }
    if standing(a.form) {
        return Ok(Scope::Known);
    }
    Ok(if place == Some(true) && period == Some(true) { Scope::Known } else { Scope::Open })
}

/// Ranks: of one thing among the same.
fn rank(x: &Side<'_>, y: &Side<'_>) -> Result<Scope, &'static str> {
    let (a, b) = (x.amount, y.amount);
    if x.head != y.head && (x.kind.is_none() || x.kind != y.kind) {
        return Err("ranks of different things");
    }
    if a.quality.zip(b.quality).is_some_and(|(p, q)| p != q) {
        return Err("ranks by different qualities");
    }
    if a.subject_stems != b.subject_stems || a.subject_stems.is_empty() {
        return Err("ranks among different things");
    }
    // what is ranked stands in `place`
    match a.place.zip(b.place) {
        Some((p, q)) if same_name(x.text(p), y.text(q)) => Ok(Scope::Known),
        Some(_) => Err("ranks of different things"),
        None => Err("what is ranked is not named"),
    }
}

/// Whether the same things are counted; people with one fate may be named by different words.
fn counted(x: &Side<'_>, y: &Side<'_>) -> Result<Scope, &'static str> {
    let (a, b) = (x.amount, y.amount);
    let (Some(p), Some(q)) = (x.head, y.head) else {
        return match a.form {
            NumberForm::Age if x.aged.is_some() && x.aged == y.aged => Ok(Scope::Open),
            // the one price, length of time or share that either sentence tells
            _ if x.is_only_measure() && y.is_only_measure() => Ok(Scope::Open),
            // how long what lasted? all the other words may tell
            NumberForm::Duration if is_told_alike(x, y) => Ok(Scope::Open),
            NumberForm::Duration | NumberForm::Age => Err("what is measured is not named"),
            // "3 shot", "2 teens shot": the teens may be two of the three
            _ if a.role.is_some() && x.anybody != y.anybody => Ok(Scope::Subset),
            _ if a.role.is_some() || (x.head.is_none() && y.head.is_none()) => Ok(Scope::Open),
            _ if a.unit.is_some() => Ok(Scope::Subset),
            _ => Err("what is counted is not named"),
        };
    };
    let named = |side: &Side<'_>| -> Vec<WordId> {
        let words = side.amount.counted.map(|span| side.text(span)).unwrap_or_default().split_whitespace();
        words.filter(|w| w.starts_with(char::is_uppercase)).map(word_id).collect()
    };
    let (mine, theirs) = (named(x), named(y));
    if !mine.is_empty() && !theirs.is_empty() && !mine.iter().any(|w| theirs.contains(w)) {
        return Err("different names counted");
    }
    if a.is_of_crowd() && is_one_crowd(x, y) {
        return Ok(Scope::Open);
    }
    if p == q || (x.kind.is_some() && x.kind == y.kind) {
        let qualified = a.counted_stems.len() > 1 || b.counted_stems.len() > 1;
        let shared = a.counted_stems == b.counted_stems || !qualified || a.unit.is_some();
        return Ok(if shared { Scope::Open } else { Scope::Subset });
    }
    let people = x.people.is_some() && y.people.is_some();
    if (a.role.is_some() && people) || one_family(x, y) { Ok(Scope::Subset) } else { Err("different things counted") }
}

/// Whether neither side names what it measures, in sentences that are the same but for the measure.
fn is_told_alike(x: &Side<'_>, y: &Side<'_>) -> bool {
    /// Share of the words of both that either must have.
    const ALIKE: f64 = 0.8;
    x.head.is_none() && y.head.is_none() && same_but_for(x.in_sentence(), y.in_sentence(), ALIKE)
}

/// Whether both are counted by labels of one family ("27 rioters" / "27 demonstrators").
fn one_family(x: &Side<'_>, y: &Side<'_>) -> bool {
    x.family.is_some() && x.family == y.family
}

/// Whether all who came are counted on both sides: by a noun for anybody, or by labels of one family.
fn is_one_crowd(x: &Side<'_>, y: &Side<'_>) -> bool {
    let all = |side: &Side<'_>| side.anybody || side.family.is_some();
    all(x) && all(y) && (x.anybody || y.anybody || one_family(x, y))
}

/// `None` where a place is open, else whether both are one.
fn places(x: &Side<'_>, y: &Side<'_>) -> Result<Option<bool>, &'static str> {
    let Some((p, q)) = x.amount.place.zip(y.amount.place) else { return Ok(None) };
    if same_name(x.text(p), y.text(q)) {
        Ok(Some(true))
    } else if x.lies_in(p, y.text(q)) || y.lies_in(q, x.text(p)) {
        Ok(None)
    } else {
        Err("different places")
    }
}

/// Whether two names are one, or one holds the other.
fn same_name(a: &str, b: &str) -> bool {
    let (a, b) = (fold(a), fold(b));
    a == b || a.split_whitespace().any(|w| w == b) || b.split_whitespace().any(|w| w == a)
}

/// `None` where a period is open, else whether both are (nearly) one.
fn periods(a: Option<DateRange>, b: Option<DateRange>) -> Result<Option<bool>, &'static str> {
    let Some((a, b)) = a.zip(b) else { return Ok(None) };
    let days = |r: DateRange| f64::from(r.start.until(r.end).map_or(0, |s| s.get_days())) + 1.0;
    if !a.overlaps(&b) {
        return Err("different periods");
    }
    let (long, short) = if days(a) >= days(b) { (days(a), days(b)) } else { (days(b), days(a)) };
    if long >= short * 2.0 + 1.0 { Err("periods of different length") } else { Ok(Some(true)) }
}

/// The verdict of two values of one thing.
fn values(x: &Side<'_>, y: &Side<'_>, scope: Scope) -> ValueVerdict {
    let (a, b) = (base(x), base(y));
    let converted = x.amount.unit != y.amount.unit;
    let (loose_a, loose_b) = if converted { (widen(x, a), widen(y, b)) } else { (a, b) };
    let found = |verdict, evidence: &str| ValueVerdict {
        verdict,
        comparable: true,
        scope_known: scope == Scope::Known,
        evidence: evidence.to_owned(),
    };
    if x.amount.form == NumberForm::Score {
        let same = (x.amount.value, x.amount.value_end) == (y.amount.value, y.amount.value_end);
        return if same { found(Verdict::Agree, "one score") } else { found(Verdict::Conflict, "two scores") };
    }
    if same(&a, &b) && (x.amount.bound == y.amount.bound || a.point().is_some()) {
        return found(Verdict::Agree, "one value");
    }
    if loose_a.intersects(&loose_b) {
        if converted && a.point().is_some() && b.point().is_some() {
            return found(Verdict::Agree, "one value in two units");
        }
        let closed = |i: &Interval| i.is_closed() && i.point().is_none();
        let narrower = (closed(&a) && a.contains(&b)) || (closed(&b) && b.contains(&a));
        let vague = x.amount.bound != Bound::Exact || y.amount.bound != Bound::Exact;
        return if narrower && !vague {
            found(Verdict::Refines, "one value lies inside the range of the other")
        } else {
            found(Verdict::Compatible, "both can hold")
        };
    }
    if rounded(x, y) {
        return found(Verdict::Compatible, "one value rounds to the other");
    }
    if scope == Scope::Subset {
        return ValueVerdict::apart("one may count a part of the other");
    }
    found(Verdict::Conflict, "the values cannot both hold")
}

/// The interval in base units.
fn base(side: &Side<'_>) -> Interval {
    let offset = side.unit.map_or(0.0, |u| u.offset);
    let convert = |v: Option<f64>| v.map(|v| v * side.factor() + offset);
    Interval { min: convert(side.amount.interval.min), max: convert(side.amount.interval.max) }
}

fn widen(side: &Side<'_>, interval: Interval) -> Interval {
    let shifted = side.unit.is_some_and(|unit| unit.offset != 0.0);
    let slack = |v: f64| if shifted { DEGREES } else { v.abs() * CONVERSION };
    let by = |v: Option<f64>, sign: f64| v.map(|v| v + sign * slack(v));
    Interval { min: by(interval.min, -1.0), max: by(interval.max, 1.0) }
}

fn same(a: &Interval, b: &Interval) -> bool {
    let equal = |p: Option<f64>, q: Option<f64>| match (p, q) {
        (Some(p), Some(q)) => (p - q).abs() <= 1e-9 * p.abs().max(q.abs()).max(1.0),
        (None, None) => true,
        _ => false,
    };
    equal(a.min, b.min) && equal(a.max, b.max)
}

/// Whether one of two large or measured values is the other one rounded ("1.2 billion" / "1.23 billion").
/// Small counts are never rounded: 250 dead are not 247.
fn rounded(x: &Side<'_>, y: &Side<'_>) -> bool {
    let (Some(a), Some(b)) = (x.amount.interval.point(), y.amount.interval.point()) else { return false };
    if x.amount.unit != y.amount.unit || (x.amount.unit.is_none() && a.min(b) < 10_000.0) {
        return false;
    }
    let (coarse, fine) = if digits(a) <= digits(b) { (a, b) } else { (b, a) };
    let n = digits(coarse);
    if n < 2 || fine == 0.0 {
        return false;
    }
    #[allow(clippy::cast_possible_truncation, reason = "the magnitude of a float")]
    let scale = 10f64.powi(n - 1 - fine.abs().log10().floor() as i32);
    ((fine * scale).round() / scale - coarse).abs() <= 1e-9 * coarse.abs()
}

/// Significant digits as written: trailing zeros of whole numbers are not.
pub(super) fn digits(value: f64) -> i32 {
    let text = format!("{:e}", value.abs());
    let mantissa = text.split('e').next().unwrap_or_default();
    i32::try_from(mantissa.bytes().filter(u8::is_ascii_digit).count()).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests;
