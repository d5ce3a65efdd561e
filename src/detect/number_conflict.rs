//! Amounts that cannot both hold.
//!
//! # What it finds
//! Two amounts of the same thing, in the same role, place and period, whose intervals share no value.
//!
//! # Why it matters
//! At most one of the figures is right, and a reader of one outlet cannot know that another figure stands.
//!
//! # Example
//! "14 people were killed in the blast" / "17 people were killed in the blast", on the same day; "the 32-year-old ship" /
//! "the 23-year-old ferry".
//!
//! # Stays silent on
//! "nearly 250" / "247"; "at least 10" / "14"; "12 children of 40 dead" / "40 dead"; another year's event;
//! a later report of a running toll, which is a `toll-update`.

use std::collections::BTreeMap;

use super::phrase::quoted;
use super::sources::Sources;
use super::view::VariantPair;
use super::{Detector, StoryView};
use crate::model::{
    AmountClaim, Between, Claim, ClaimIndex, ClaimKind, Discrepancy, DiscrepancyKind, Match, NumberForm, Probability,
    Role, Severity, Side, Verdict,
};
use crate::score::{is_standing_fact, same_but_for};

/// See the module.
pub(super) struct NumberConflict;

impl Detector for NumberConflict {
    fn kind(&self) -> DiscrepancyKind {
        DiscrepancyKind::NumberConflict
    }

    fn detect(&self, story: &StoryView<'_>, out: &mut Vec<Discrepancy>) {
        let mut found: Vec<(&VariantPair, &Match)> = Vec::new();
        for pair in story.pairs() {
            if !matches!(story.group_of(pair).kind, ClaimKind::Casualty | ClaimKind::Quantity) {
                continue;
            }
            // one pair that updates shows that the others are no rivals
            if story.matches_of(pair).any(|m| m.verdict == Verdict::Updates) {
                continue;
            }
            let rivals = |m: &&Match| m.verdict == Verdict::Conflict && are_rivals(story, m);
            found.extend(story.matches_of(pair).find(rivals).map(|rival| (pair, rival)));
        }
        let closest = closest_of_article(story, found.iter().map(|(_, rival)| *rival));
        for (pair, rival) in found.into_iter().filter(|(_, rival)| closest.is_closest(story, rival)) {
            let (left, right) = story.variants_of(pair);
            let Some((a, b)) = story.sides(left, right) else { continue };
            out.extend(row(story, pair.group, a, b, rival));
        }
    }
}

/// For a figure and another article, how close the closest figure is with which that article differs from it.
#[derive(Default)]
struct Closest(BTreeMap<(ClaimIndex, u32), (Probability, Probability)>);

impl Closest {
    /// Whether no figure of either article is closer to the other figure of a match: "the works employs 320 people" stands against
    /// "it employs 230", and not against "the sister works, which employs 150" as well.
    fn is_closest(&self, story: &StoryView<'_>, rival: &Match) -> bool {
        let own = closeness(rival);
        ends(story, rival).iter().all(|end| self.0.get(end).is_none_or(|closest| *closest <= own))
    }
}

/// The closest rivals of each figure in each other article.
fn closest_of_article<'m>(story: &StoryView<'_>, rivals: impl Iterator<Item = &'m Match>) -> Closest {
    let mut closest = Closest::default();
    for rival in rivals {
        for end in ends(story, rival) {
            let known = closest.0.entry(end).or_insert(closeness(rival));
            *known = closeness(rival).max(*known);
        }
    }
    closest
}

/// Each figure of a match with the article of the other.
fn ends(story: &StoryView<'_>, rival: &Match) -> [(ClaimIndex, u32); 2] {
    [(rival.a, story.claim(rival.b).article), (rival.b, story.claim(rival.a).article)]
}

fn closeness(rival: &Match) -> (Probability, Probability) {
    (rival.similarity, rival.equivalence)
}

/// Whether the two amounts of a match are told of one thing: near the same words, beside the same names, in
/// articles of one time that do not tell both.
fn are_rivals(story: &StoryView<'_>, found: &Match) -> bool {
    /// Words beside the value that a sentence needs to say what it counts.
    const CONTEXT: usize = 3;
    /// Figures that are no standing facts change from day to day.
    const DAYS: i32 = 3;
    /// Apart from the figures, the sentences must say much the same; standing facts have their thing beside them.
    const ONE_FACT: f64 = 0.28;
    /// Or one says most of what the other does, and the story knows no closer pair.
    const CLOSE: f64 = 0.85;
    /// Share of the words of two sentences, beside their figures, that both have where these alone differ.
    const TOLD_ALIKE: f64 = 0.8;
    /// Of sentences that say the same and have one figure of the kind, less is enough.
    const SAME: f64 = 0.65;
    const MUCH_ALIKE: f64 = 0.45;
    /// A sentence of few words is the other one but for the figure.
    const TWIN: f64 = 0.8;
    /// What a match of two measures of which nothing says what they are of is lowered by (`score/slot.rs`).
    const HALF_KNOWN: f64 = 0.8;
    /// Fewer words in common are said of many things: where what is counted is named beside them, and where it is not.
    const FRAME: usize = 2;
    const FRAME_OF_MEASURE: usize = 3;
    let (a, b) = (story.claim(found.a), story.claim(found.b));
    let (Some(x), Some(y)) = (a.amount(), b.amount()) else { return false };
    let named = |x: &AmountClaim| x.counted.is_some();
    let lasting = x.form == NumberForm::Duration && named(x) && named(y);
    let standing = lasting || matches!(x.form, NumberForm::Rank | NumberForm::Age);
    let one_time = standing || story.days_apart(a, b).is_some_and(|days| days <= DAYS);
    // "86 percent of 71 percent who voted" / "68 percent of 71": what both articles tell is the figure of something else
    let tells = |article: &Claim, own: &AmountClaim, of: &Claim, value: &AmountClaim| {
        story.also_tells(article, |c| {
            c.amount().is_some_and(|other| {
                is_rival_value(own, other, value)
                    && !story.count_other_things(c, of)
                    && (other.interval == value.interval || !story.also_tells(of, |d| is_same_figure(d, other)))
            })
        })
    };
    let stand_alone = [a, b].into_iter().all(|claim| is_standing_fact(claim, story.claims));
    let only = || [a, b].into_iter().all(|claim| story.claims.is_only_measure(claim));
    // where nothing else is measured so, what is counted need not be named for two figures to be of one thing
    let close = found.similarity.get() >= CLOSE;
    let close_alone = !close && !named(x) && !named(y) && found.similarity.get() >= CLOSE * HALF_KNOWN && only();
    let one_frame =
        close && story.share_most_words(a, b, FRAME) || close_alone && story.share_most_words(a, b, FRAME_OF_MEASURE);
    // one outlet numbers its pictures and its columns
    let twin = found.equivalence.get() >= TWIN
        && x.role.is_none()
        && is_one_scope(x, y)
        && !story.are_of_one_outlet(a, b)
        && story.tell_the_same_around(a, b);
    let one_crowd = x.is_of_crowd() && y.is_of_crowd() && found.similarity.get() >= CLOSE;
    let one_fact =
        stand_alone || one_crowd || found.equivalence.get() >= ONE_FACT || one_frame || story.agree_beside(a, b);
    // shares of what is not said may be of two things ("the sampling error is 3.1 points"), and so may times ("for 19 hours"), unless
    // all else is told alike of one named thing
    let of_something = |form| matches!(form, NumberForm::Percent | NumberForm::Duration);
    let open = |x: &AmountClaim| of_something(x.form) && !named(x) && x.subject.is_none();
    let [in_a, in_b] = [a, b].map(|claim| story.claims.in_sentence(claim));
    let told = |equivalence, alike| found.equivalence.get() >= equivalence && same_but_for(in_a, in_b, alike);
    let lengths = x.form == NumberForm::Duration;
    let alone = || {
        let named = told(CLOSE, TOLD_ALIKE) || told(SAME, MUCH_ALIKE) && only() || lengths && one_frame;
        story.name_one_in_common(a, b) && named || twin && (lengths || story.sources(a, b) == Sources::Same)
    };
    // one source that counts the dead of one event may be told of in any words
    let of_one_fate = x.role.is_some() && found.similarity.get() >= CLOSE && story.sources(a, b) == Sources::Same;
    // the age of a thing stands in a sentence about anything: only names that the other article never gives tell two apart
    let aged = [a, b].into_iter().all(|claim| story.claims.aged_thing(claim).is_some());
    let of_others = |a, b| if aged { story.names_unknown(a, b) } else { story.name_others(a, b) };
    // an index moves by the minute: two figures of one day may both be right
    let moves = |claim: &Claim, amount: &AmountClaim| {
        let units = &story.claims.article_of(claim).pack.units;
        amount.unit.and_then(|name| units.named(name)).is_some_and(|unit| unit.dimension == "index")
    };
    one_time
        && one_fact
        && !moves(a, x)
        && (x.form != NumberForm::Score || found.equivalence >= Probability::HALF)
        && (!open(x) && !open(y) || alone())
        && (one_frame || twin || story.has_context(a, CONTEXT) && story.has_context(b, CONTEXT))
        && (stand_alone || one_crowd || of_one_fate || story.share_words_near(a, b))
        && (found.equivalence >= Probability::HALF || !of_others(a, b))
        && (x.role.is_some() || stand_alone || !story.have_other_subjects(a, b))
        && !tells(a, x, b, y)
        && !tells(b, y, a, x)
}

/// Whether `other`, of the article of `own`, gives `value` for a thing of the same kind.
fn is_rival_value(own: &AmountClaim, other: &AmountClaim, value: &AmountClaim) -> bool {
    // "410 million euros, and 590 million before tax": the second has lost its unit
    let bare = other.unit.is_none() && other.form == NumberForm::Cardinal && own.form == NumberForm::Money;
    (bare || (other.form == own.form && other.unit == own.unit))
        && other.role == own.role
        && (other.subject_stems == own.subject_stems || own.form != NumberForm::Age)
        && other.interval.intersects(&value.interval)
        && !other.interval.intersects(&own.interval)
}

/// Whether a claim gives a figure of one kind with another one, and the same.
fn is_same_figure(claim: &Claim, figure: &AmountClaim) -> bool {
    let same = |own: &AmountClaim| {
        (own.form, own.unit, own.role, own.interval) == (figure.form, figure.unit, figure.role, figure.interval)
    };
    claim.amount().is_some_and(same)
}

/// Whether two amounts state one place and period, or neither does.
fn is_one_scope(x: &AmountClaim, y: &AmountClaim) -> bool {
    x.place.is_some() == y.place.is_some() && x.period == y.period
}

fn row(story: &StoryView<'_>, group: u32, a: Side, b: Side, found: &Match) -> Option<Discrepancy> {
    let (claim_a, claim_b) = (story.claim(a.claim), story.claim(b.claim));
    let (amount_a, amount_b) = (claim_a.amount()?, claim_b.amount()?);
    let between = story.between(claim_a, claim_b);
    let severity = story.capped(severity(amount_a, amount_b), between);
    Some(Discrepancy {
        id: String::new(),
        kind: DiscrepancyKind::NumberConflict,
        group: Some(group),
        severity,
        confidence: None,
        summary: summary(story, claim_a, claim_b, between),
        difference: difference(amount_a, amount_b),
        departs: None,
        between,
        why: format!(
            "number-conflict: {} and {} share no value, and nothing stated sets what they count apart (similarity {})",
            interval(amount_a),
            interval(amount_b),
            found.similarity.get()
        ),
        a,
        b,
    })
}

/// Major: people's fates or twice as much, with place and period stated on both sides. Info: a difference of less
/// than one part in fifty. Else minor.
fn severity(a: &AmountClaim, b: &AmountClaim) -> Severity {
    /// Below this share of the larger value two figures differ as roundings do.
    const ROUNDING: f64 = 0.02;
    let larger = a.value.abs().max(b.value.abs());
    // how far two figures lie apart is told by one unit alone
    let share = if a.unit == b.unit && larger > 0.0 { (a.value - b.value).abs() / larger } else { ROUNDING };
    let stated = |x: &AmountClaim| x.place.is_some() && x.period.is_some();
    if share < ROUNDING {
        Severity::Info
    } else if (a.role.is_some() && !a.is_of_crowd() || share >= 0.5) && stated(a) && stated(b) {
        Severity::Major
    } else {
        Severity::Minor
    }
}

fn summary(story: &StoryView<'_>, a: &Claim, b: &Claim, between: Between) -> String {
    let (outlet_a, outlet_b) = story.outlets(a, b);
    let with_day = between == Between::Times;
    let (from_a, from_b) = (story.citing(a, with_day), story.citing(b, with_day));
    let (said_a, said_b) = (quoted(&story.words(a, a.span)), quoted(&story.words(b, b.span)));
    let about = about(story, a).unwrap_or_default();
    format!("{outlet_a}{from_a} and {outlet_b}{from_b} differ{about}: {said_a} in the first, {said_b} in the second.")
}

/// What two amounts differ on, where they say it.
fn about(story: &StoryView<'_>, claim: &Claim) -> Option<String> {
    let amount = claim.amount()?;
    let counted = amount.role.map(|role| format!(" on the number {}", fate(role)));
    counted.or_else(|| Some(format!(" on the age of {}", story.words(claim, amount.age_of()?))))
}

/// What happened to the people counted, after "the number".
pub(super) const fn fate(role: Role) -> &'static str {
    match role {
        Role::Killed => "killed",
        Role::Injured => "injured",
        Role::Missing => "missing",
        Role::Displaced => "driven from their homes",
        Role::Detained => "detained",
        Role::Rescued => "rescued",
        Role::Hospitalised => "taken to hospital",
        Role::Attending => "who came",
    }
}

/// "5 against 6 (+1)".
pub(super) fn difference(a: &AmountClaim, b: &AmountClaim) -> String {
    let (shown_a, shown_b) = (value(a), value(b));
    if a.form == NumberForm::Rank || a.unit != b.unit || a.value_end.is_some() || b.value_end.is_some() {
        return format!("{shown_a} against {shown_b}");
    }
    let delta = b.value - a.value;
    let sign = if delta < 0.0 { "−" } else { "+" };
    format!("{shown_a} against {shown_b} ({sign}{})", number(delta.abs()))
}

/// A value as its claim denotes it, with the sign of its bound.
fn value(amount: &AmountClaim) -> String {
    let sign = amount.bound.sign().trim_start_matches('=');
    let end = amount.value_end.map_or_else(String::new, |end| format!(" to {}", number(end)));
    let unit = amount.unit.map_or_else(String::new, |unit| format!(" {unit}"));
    format!("{sign}{}{end}{unit}", number(amount.value))
}

/// The interval meant, for `why`.
fn interval(amount: &AmountClaim) -> String {
    let end = |x: Option<f64>| x.map_or_else(|| "…".to_owned(), number);
    format!("[{}, {}]", end(amount.interval.min), end(amount.interval.max))
}

/// A number with at most three decimals.
fn number(x: f64) -> String {
    let text = format!("{x:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::cases::of_kind;

    /// Pairs of sentences that both can be true.
    const SILENT: &[(&str, &str)] = &[
        // one article tells what either side says
        (
            "Police put the crowd at the harbour office in Orla on Sunday at 3,000; the unions spoke of 10,000.",
            "When 10,000 protesters gathered at the harbour office in Orla on Sunday, police used tear gas.",
        ),
        // those who stormed it may be some of them
        (
            "Police used tear gas at the harbour office in Orla on Sunday after 40 rioters tried to storm it.",
            "When 10,000 protesters gathered at the harbour office in Orla on Sunday, police used tear gas.",
        ),
        // those hurt in a war, and by one bomb
        (
            "By Tuesday 137 people had died in Orlava. More than 1,100 people were injured.",
            "A bomb went off in a bus in Tirsk. Twenty-two people were injured.",
        ),
        // two places, neither of which lies in the other
        (
            "Some 3,000 people gathered in Velm outside Orlava on Monday to demand the release of two teachers, police said.",
            "Police said 9,000 people gathered in Tirsk on Monday to demand the release of two teachers.",
        ),
        ("Nearly 250 people were killed in Orlava.", "In Orlava 247 people were killed."),
        ("At least 10 people died in the Orlava fire.", "Fourteen people died in the Orlava fire."),
        ("The fire in Orlava killed 40 people, 12 of them children.", "The fire in Orlava killed 40 people."),
        ("The Orlava quake killed 12 people.", "An Orlava quake killed 31 people in 1988."),
        (
            "Envoys met in Orlava, hoping to bring an end to Ostria's five-year war.",
            "The truce is meant to bring an end to Belmark's nine-year war, the minister said.",
        ),
        // the teens may be two of the three
        (
            "Three were wounded when shots were fired at the harbour bridge in Orlava on Sunday.",
            "Two teens were wounded when shots were fired at the harbour bridge in Orlava on Sunday.",
        ),
        // the other tells how many of them, not how many there are
        (
            "The harbour party won 61 of the 120 seats on the Orlava council on Sunday.",
            "The harbour party won 67 seats on the Orlava council on Sunday.",
        ),
        (
            "Police searched 12 of the 40 trawlers at the Orlava quay on Sunday.",
            "Police searched 31 trawlers at the Orlava quay on Sunday.",
        ),
        // the shares of two parties
        (
            "The Unity party won 31 percent of the vote in Orlava on Sunday, the commission said.",
            "The Green party won 12 percent of the vote in Orlava on Sunday, the commission said.",
        ),
        // an index moves through the day
        (
            "The Orlava 50 index of the harbour exchange lost 1,255 points on Monday.",
            "The Orlava 50 index of the harbour exchange lost 1,600 points on Monday.",
        ),
        // what is added, and what it is then
        (
            "The Orlava council would raise the harbour tax on lamps by 94 cents to $1.95.",
            "The Orlava council would nearly double the harbour tax on lamps to $1.95.",
        ),
        // what the rest is of, nobody tells
        (
            "Anders Vell asked for shelter in another six countries on Friday, his lawyers in Orlava said.",
            "Anders Vell asked for shelter in 20 other countries on Friday, his lawyers in Orlava said.",
        ),
        (
            "Orlava will put tariffs on tens of billions of crowns of fish.",
            "Orlava will put tariffs on billions of crowns of fish.",
        ),
        // the other article gives both, one of them without its currency
        (
            "Vesna Steel of Orlava made a net profit of 410 million euros in April. Operating profit came to 590 million.",
            "The operating profit of Vesna Steel of Orlava was 590 million euros in April, and net profit 410 million euros.",
        ),
        // how long what lasted?
        (
            "The council of Orlava met for six hours on Monday and rejected the harbour tax.",
            "On Monday the harbour pilots of Orlava waited for nine hours outside the council.",
        ),
        // what it is not
        (
            "Nurses in Orlava will strike for three days from Monday over pay, their union said.",
            "Orlava's nurses are not to walk out for five days from Monday in a row over pay, the union said.",
        ),
        // two lengths of time in one sentence
        (
            "Nurses in Orlava will strike for three days from Monday over pay, their union said.",
            "Orlava's nurses, who walked out for two days in May, are to walk out for five days from Monday in a row over pay, the union said.",
        ),
        // since Tuesday, and on one day
        (
            "At least 12 people have been wounded in Orlava shootings since Tuesday morning.",
            "At least 15 people were wounded in Orlava shootings late on Thursday.",
        ),
        // two shares, and two people of one surname
        (
            "Unemployment in Orlava fell to 6.2 percent in April, the statistics office said.",
            "Prices of bread in Orlava rose by 6.8 percent in April, the statistics office said.",
        ),
        // the errors of two polls
        (
            "The overall sampling error of the poll is plus or minus 3.1 percentage points.",
            "The sampling error of the poll is plus or minus 3.5 percentage points.",
        ),
        ("Ada Voss, 54, the mayor of Orlava, stepped down.", "Her son, Anders Voss, 23, of Orlava, took her home."),
        (
            "Police in Orlava hold Anders Voss, 54-year-old Petra Holm and a third man.",
            "Police in Orlava hold Anders Voss, 50, and Petra Holm, 54, for the fire.",
        ),
        // a captain's age, and two ships of which neither article knows the other's people
        (
            "The 32-year-old ferry left the quay in the dark without a light on its stern.",
            "The 23-year-old ferry captain had failed a test of his eyes in November, the harbour office said.",
        ),
        (
            "The 32-year-old ship went down off Tirsk, where Petra Holm watched it from the beach.",
            "The 23-year-old ferry was towed to Marsk at dawn, the mayor, Anders Vell, said on Monday.",
        ),
    ];

    /// Pairs of sentences of which at most one is true.
    const FIRING: &[(&str, &str)] = &[
        // how many came, in other words
        (
            "Police used tear gas at the harbour office in Orla on Sunday after 3,000 rioters tried to storm it.",
            "When 10,000 protesters gathered at the harbour office in Orla on Sunday, police used tear gas.",
        ),
        (
            "The ferry fire in Orlava harbour on Sunday killed 14 people.",
            "The ferry fire in Orlava harbour on Sunday killed 17 people.",
        ),
        (
            "The Orlava council will spend 40 million euros on the new harbour bridge.",
            "The Orlava council will spend 65 million euros on the new harbour bridge.",
        ),
        // one source that counts the dead of one night, in other words
        (
            "A ferry with 104 people on board capsized off Orlava on Sunday evening, killing nine people, the coast guard said.",
            "Twelve people died when the ferry Vesna sank off Orlava on Sunday evening, according to the coast guard.",
        ),
        // so long, as only the same words say
        (
            "Hostages were held for 19 hours in the savings bank of Orlava before police stormed the building.",
            "Hostages were held for nine hours in the savings bank of Orlava before police stormed the building.",
        ),
        // the one length of time, or price, that either sentence tells
        (
            "Nurses in Orlava will strike for three days from Monday over pay, their union said.",
            "Orlava's nurses are to walk out for five days from Monday in a row over pay, the union said.",
        ),
        (
            "Velm Motors bought the battery maker Osk Power for 2.4 billion crowns, the companies said on Monday.",
            "Velm Motors has agreed to pay 4.2 billion crowns for battery maker Osk Power, it said on Monday.",
        ),
        // the share of one party
        (
            "The Unity party won 31 percent of the vote in Orlava on Sunday, the commission said.",
            "Unity took 34 percent of the vote in Orlava on Sunday, the commission said.",
        ),
        // degrees of two scales
        (
            "Temperatures reached 104 degrees Fahrenheit in Orlava on Sunday, the highest since 1950.",
            "Temperatures reached 44 degrees Celsius in Orlava on Sunday, the highest since 1950.",
        ),
        // a share of what only the same words say
        (
            "Unemployment in Orlava fell to 6.2 percent in April, the statistics office said.",
            "Unemployment in Orlava fell to 6.8 percent in April, the statistics office said.",
        ),
        // the age of somebody, whatever else is told
        (
            "Ada Voss, 54, the mayor of Orlava, stepped down.",
            "The council voted at noon. Ada Voss, 45, was not in the room.",
        ),
        // the age of a thing, which every story tells of one
        (
            "When it left the quay in Orlava, the 32-year-old ship had 231 people on board.",
            "The 23-year-old ferry had failed an inspection of its lifeboats in November, the owners said.",
        ),
        // a standing fact, whatever the sentences speak of and wherever it is said
        (
            "Talks in Orlava to end the five-year conflict ground to a halt last week, and the envoy asked for help.",
            "The minister said in Kelm that Orlava was near a truce, the first step to end the six year war.",
        ),
    ];

    #[test]
    fn fires() {
        for (a, b) in FIRING {
            let found =
                of_kind(DiscrepancyKind::NumberConflict, &[("North", "2031-05-05", a), ("South", "2031-05-05", b)]);
            assert_eq!(found.len(), 1, "{a} / {b}");
            assert!(found[0].severity >= Severity::Minor, "{}", found[0].summary);
        }
    }

    #[test]
    fn stays_silent() {
        for (a, b) in SILENT {
            let found =
                of_kind(DiscrepancyKind::NumberConflict, &[("North", "2031-05-01", a), ("South", "2031-05-01", b)]);
            assert!(found.is_empty(), "{a} / {b}: {}", found[0].summary);
        }
    }

    /// Pairs of texts that differ in one figure, and how the row tells it.
    const SHORT: &[(&str, &str, &str)] = &[
        // sentences of few words, told alike but for the figure
        ("The union has 40,000 members.", "The union has 14,000 members.", "40000 against 14000 (−26000)"),
        ("The outage lasted six hours.", "The outage lasted nine hours.", "6 hour against 9 hour (+3)"),
        (
            "The sale will lead to 1,200 job cuts.",
            "It will lead to 2,100 job cuts, the owners said.",
            "1200 against 2100 (+900)",
        ),
        (
            "The union is demanding a rise of 6.5 per cent.",
            "The union is demanding a rise of 7.5 per cent.",
            "6.5 percent against 7.5 percent (+1)",
        ),
        // a clause of few words
        (
            "The union is demanding a rise of 6.5 per cent; the operator has offered 4 per cent.",
            "The union is demanding a rise of 7.5 per cent. Managers have put 4 per cent on the table.",
            "6.5 percent against 7.5 percent (+1)",
        ),
        // a place that lies in the other
        (
            "Some 3,000 people gathered on Harbour Square in Orlava on Monday to demand the release of two teachers, police said.",
            "Police said 9,000 people gathered in Orlava on Monday to demand the release of two teachers.",
            "~3000 against 9000 (+6000)",
        ),
        // at what age somebody died
        (
            "Lola Prent, who played queens for six decades, died at the age of 84 in Velm.",
            "Lola Prent has died at home in Velm at the age of 86, her agent said. The actor had been ill for a year.",
            "84 year of age against 86 year of age (+2)",
        ),
        // for each share, beside a sum
        (
            "Vesna Lines agreed to buy the ferry firm Marula for 38.50 crowns a share in cash, valuing it at 2.4 billion crowns, both said.",
            "Vesna Lines agreed to buy the ferry firm Marula for 35.80 crowns a share in cash on Thursday.",
            "38.5 krone against 35.8 krone (−2.7)",
        ),
        // one man's sentence in other words
        (
            "A court in Orlava sentenced former police chief Otto Grell to nine years in prison on Monday for selling seized guns.",
            "Otto Grell, once the police chief of Orlava, was jailed for six years on Monday. He had sold guns.",
            "9 year against 6 year (−3)",
        ),
        // both articles tell of three hospitals, and both of a turnout
        (
            "Two gunmen opened fire on the crowd in Orlava on Sunday. The wounded were taken to three hospitals.",
            "Three gunmen opened fire on the crowd in Orlava on Sunday. The wounded were taken to three hospitals.",
            "2 against 3 (+1)",
        ),
        (
            "In the ballot 86 per cent of members voted to strike, on a turnout of 71 per cent.",
            "Some 68 per cent of members voted to strike in the ballot, in which 71 per cent took part.",
            "86 percent against ~68 percent (−18)",
        ),
        // and the sister works has a figure of its own
        (
            "The works employs 320 people.",
            "The works, on strike since May, employs 230 people. At the sister works in Tirsk, which employs 150 people, nobody is on strike.",
            "320 against 230 (−90)",
        ),
    ];

    #[test]
    fn one_figure_of_an_article_stands_against_one_of_the_other_however_little_is_told() {
        for (a, b, difference) in SHORT {
            let found =
                of_kind(DiscrepancyKind::NumberConflict, &[("North", "2031-05-01", a), ("South", "2031-05-01", b)]);
            let found: Vec<&str> = found.iter().map(|row| row.difference.as_str()).collect();
            assert_eq!(found, [*difference], "{a} / {b}");
        }
    }

    #[test]
    fn one_outlet_numbers_its_galleries() {
        let gallery = |count| format!("The week in pictures: {count} photographs.");
        let (one, other) = (gallery("19"), gallery("13"));
        let days = [("North", "2031-05-01", one.as_str()), ("North", "2031-05-02", other.as_str())];
        assert!(of_kind(DiscrepancyKind::NumberConflict, &days).is_empty());
    }

    #[test]
    fn an_age_that_several_tell_is_one_row() {
        let rows = of_kind(
            DiscrepancyKind::NumberConflict,
            &[
                ("North", "2031-05-01", "Ada Voss, 54, the mayor of Orlava, stepped down."),
                ("South", "2031-05-01", "The council voted at noon. Ada Voss, 45, was not in the room."),
                ("East", "2031-05-02", "Nobody had seen Ada Voss, 45, since the morning."),
            ],
        );
        assert_eq!(rows.len(), 1);
        assert!(rows[0].summary.contains("on the age of Ada Voss"), "{}", rows[0].summary);
    }

    #[test]
    fn numbers_without_needless_decimals() {
        assert_eq!(number(5.0), "5");
        assert_eq!(number(1_200_000.0), "1200000");
        assert_eq!(number(2.5), "2.5");
    }
}
