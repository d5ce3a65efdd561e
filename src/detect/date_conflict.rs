//! The same event on different days.
//!
//! # What it finds
//! Two dates of one event that share no day.
//!
//! # Why it matters
//! Who knew what when is often the heart of a story.
//!
//! # Example
//! "caught fire on Sunday" / "caught fire on Saturday", both written on the Tuesday after.
//!
//! # Stays silent on
//! "on Sunday" / "1 May 2016" when that is the Sunday; "27 February" / "Feb. 27"; a month and a day in it;
//! dates that cannot be resolved; times without a day; the days on which two sources spoke.

use super::phrase::{days_in_full, quoted};
use super::{Detector, StoryView};
use crate::annotate::{CLOCK, DAY};
use crate::model::{
    Between, BlockKind, Claim, ClaimKind, DateRange, Discrepancy, DiscrepancyKind, Match, Severity, Side, Span, Verdict,
};
use crate::score::{is_standing_fact, same_but_for};
use crate::text::fold;

/// See the module.
pub(super) struct DateConflict;

impl Detector for DateConflict {
    fn kind(&self) -> DiscrepancyKind {
        DiscrepancyKind::DateConflict
    }

    fn detect(&self, story: &StoryView<'_>, out: &mut Vec<Discrepancy>) {
        for pair in story.pairs() {
            if story.group_of(pair).kind != ClaimKind::Date {
                continue;
            }
            let rivals = |m: &&Match| m.verdict == Verdict::Conflict && are_rivals(story, m);
            let Some(found) = story.matches_of(pair).find(rivals) else { continue };
            let (left, right) = story.variants_of(pair);
            let Some((a, b)) = story.sides(left, right) else { continue };
            out.extend(row(story, pair.group, a, b, found));
        }
    }
}

/// Whether the two dates of a match are those of one event: the sentences say the same but for them, near the same
/// words, in articles that do not tell both days.
fn are_rivals(story: &StoryView<'_>, found: &Match) -> bool {
    /// The sentences must agree in what happened.
    const SAME_EVENT: f64 = 0.5;
    /// Words beside the date that a sentence needs to say what happened.
    const CONTEXT: usize = 2;
    /// Days further apart are those of two events of one kind.
    const ONE_EVENT: i32 = 31;
    /// Or those of one thing whose years alone differ: so much of the words of both sentences is the same.
    const TOLD_ALIKE: f64 = 0.8;
    /// Reports further apart, or of unknown date, may speak of two events.
    const ONE_STORY: i32 = 14;
    /// "Today" and "Wednesday" of reports further apart are those of two events, or of a text that is older.
    const ONE_MEANING: i32 = 3;
    let (a, b) = (story.claim(found.a), story.claim(found.b));
    let (Some(days_a), Some(days_b)) = (a.date().and_then(|d| d.range), b.date().and_then(|d| d.range)) else {
        return false;
    };
    let length = |days: DateRange| (days.end - days.start).get_days();
    let tells = |claim: &Claim, days: DateRange| {
        story.also_tells(claim, |c| c.date().and_then(|d| d.range).is_some_and(|range| range == days))
    };
    let gap = (days_b.start - days_a.start).get_days().abs();
    let relative = |c: &Claim| c.date().is_some_and(|d| d.relative);
    let most = if relative(a) || relative(b) { ONE_MEANING } else { ONE_STORY };
    let one_time = story.days_apart(a, b).is_some_and(|days| days <= most);
    let caption = |c: &Claim| {
        let article = story.claims.article_of(c);
        let sentence = article.segmentation.sentences.get(c.sentence as usize);
        sentence.is_some_and(|s| article.segmentation.block_of(s).kind == BlockKind::Caption)
    };
    // a weekday told weeks apart was counted from two days of publication: one text may be an older one
    let counted = |c: &Claim| relative(c) && !story.claims.text_of(c).contains(|x: char| x.is_ascii_digit());
    let both_counted = counted(a) && counted(b);
    let one_weekday = both_counted && gap % 7 == 0;
    // "today" of two days is one text twice, or stands for these times
    let one_word = both_counted && fold(story.claims.text_of(a)) == fold(story.claims.text_of(b));
    let standing = is_standing_fact(a, story.claims) && is_standing_fact(b, story.claims);
    let one_event = found.equivalence.get() >= SAME_EVENT
        && story.has_context(a, CONTEXT)
        && story.has_context(b, CONTEXT)
        && story.follow_same_word(a, b);
    // what is to begin is not yet what began; "yesterday" is that of the day of writing
    let told_as_past = |c: &Claim, days: DateRange| {
        let published = story.claims.article_of(c).article.published;
        c.rule != DAY && published.is_some_and(|moment| days.end <= moment.date)
    };
    let years = |days: DateRange| days.start == days.start.first_of_year() && days.end == days.end.last_of_year();
    // with a figure beside it, another year has another figure; an outlet's own texts repeat lines of the page with their year
    let figures = |claim: &Claim| !story.claims.article_of(claim).numbers_of(claim.sentence).is_empty();
    let told_alike = || {
        years(days_a)
            && years(days_b)
            && !story.are_of_one_outlet(a, b)
            && !figures(a)
            && !figures(b)
            && same_but_for(story.claims.in_sentence(a), story.claims.in_sentence(b), TOLD_ALIKE)
    };
    let one_past = standing && told_as_past(a, days_a) && told_as_past(b, days_b);
    // the day of a standing fact stands in a sentence about anything: only names that the other article never gives tell two apart
    let of_others = if one_past { story.names_unknown(a, b) } else { story.name_others(a, b) };
    (one_past || one_event)
        && (gap <= ONE_EVENT || told_alike())
        && !one_weekday
        && !one_word
        && a.rule != CLOCK
        && b.rule != CLOCK
        && !is_dateline(story, a)
        && !is_dateline(story, b)
        && one_time
        && !caption(a)
        && !caption(b)
        && (length(days_a) == length(days_b) || (years(days_a) && years(days_b)))
        && !of_others
        && !is_occasion(story, a)
        && !is_occasion(story, b)
        && !tells(a, days_b)
        && !tells(b, days_a)
}

/// Whether a date opens its article, as the day on which it was written does.
fn is_dateline(story: &StoryView<'_>, claim: &Claim) -> bool {
    let article = story.claims.article_of(claim).article;
    let before = Span { start: article.text_span().start, end: claim.span.start };
    before.start <= before.end && article.slice(before).trim().is_empty()
}

/// Whether a date says when a source spoke: it stands beside a cue, outside what was said.
fn is_occasion(story: &StoryView<'_>, claim: &Claim) -> bool {
    /// How many bytes may stand between cue and day.
    const REACH: u32 = 24;
    let article = story.claims.article_of(claim);
    article.attributions_of(claim.sentence..=claim.sentence).any(|a| {
        let near = a.cue.start <= claim.span.end + REACH && claim.span.start <= a.cue.end + REACH;
        near && !a.content.iter().any(|piece| piece.contains(claim.span))
    })
}

fn row(story: &StoryView<'_>, group: u32, a: Side, b: Side, found: &Match) -> Option<Discrepancy> {
    let (claim_a, claim_b) = (story.claim(a.claim), story.claim(b.claim));
    let (date_a, date_b) = (claim_a.date()?, claim_b.date()?);
    let (days_a, days_b) = (date_a.range?, date_b.range?);
    if days_a.overlaps(&days_b) {
        return None;
    }
    let between = match story.between(claim_a, claim_b) {
        // when a source spoke says nothing of when the event was
        Between::Times => Between::Outlets,
        between => between,
    };
    let severity = severity(days_a, days_b, date_a.relative || date_b.relative);
    Some(Discrepancy {
        id: String::new(),
        kind: DiscrepancyKind::DateConflict,
        group: Some(group),
        severity: story.capped(severity, between),
        confidence: None,
        summary: summary(story, claim_a, claim_b, days_a, days_b),
        difference: format!("{} against {}", days_in_full(days_a), days_in_full(days_b)),
        departs: None,
        between,
        why: format!(
            "date-conflict: the sentences speak of one event (similarity {}), and {} and {} share no day",
            found.similarity.get(),
            days_in_full(days_a),
            days_in_full(days_b)
        ),
        a,
        b,
    })
}

/// Major: both dates written out and a week or more apart. Else minor.
fn severity(a: DateRange, b: DateRange, relative: bool) -> Severity {
    /// A week: beyond it neither time zones nor "overnight" explain the difference.
    const FAR: i32 = 7;
    let gap = if a.end < b.start { (b.start - a.end).get_days() } else { (a.start - b.end).get_days() };
    if !relative && gap >= FAR { Severity::Major } else { Severity::Minor }
}

fn summary(story: &StoryView<'_>, a: &Claim, b: &Claim, days_a: DateRange, days_b: DateRange) -> String {
    let (outlet_a, outlet_b) = story.outlets(a, b);
    let (said_a, said_b) = (quoted(&story.words(a, a.span)), quoted(&story.words(b, b.span)));
    format!(
        "{outlet_a} dates the event to {} ({said_a}), {outlet_b} to {} ({said_b}).",
        days_in_full(days_a),
        days_in_full(days_b)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::cases::of_kind;

    fn found(a: &str, b: &str) -> Vec<Discrepancy> {
        of_kind(DiscrepancyKind::DateConflict, &[("North", "2031-05-06", a), ("South", "2031-05-06", b)])
    }

    #[test]
    fn fires_on_two_days_of_one_event() {
        for (a, b) in [
            (
                "The ferry Vesna caught fire in Orlava harbour on 4 May 2031.",
                "The ferry Vesna caught fire in Orlava harbour on 3 May 2031.",
            ),
            (
                "The ferry Vesna caught fire in Orlava harbour on Sunday.",
                "The ferry Vesna caught fire in Orlava harbour on Saturday.",
            ),
            // few words, and all of them the same; no one reports anything by voting
            ("Parliament votes on 4 May 2031.", "Parliament votes on May 3."),
        ] {
            let rows = found(a, b);
            assert_eq!(rows.len(), 1, "{a} / {b}");
            assert_eq!((rows[0].severity, rows[0].between), (Severity::Minor, Between::Outlets));
            assert_eq!(rows[0].difference, "4 May 2031 against 3 May 2031");
        }
    }

    #[test]
    fn fires_on_two_days_of_what_happened_once_whatever_else_is_told() {
        let rows = found(
            "Nine people died in the blaze that broke out on the ferry Vesna on Sunday, May 4.",
            "The Vesna caught fire on Saturday evening on its way home. The harbour was closed for a night.",
        );
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].difference, "4 May 2031 against 3 May 2031");
    }

    #[test]
    fn fires_on_two_years_where_nothing_else_differs() {
        let built = "The abbey of Orlava was built in 1672 by monks from Ostria.";
        let rows = found(built, "The abbey of Orlava was built in 1762 by monks from Ostria.");
        assert_eq!(rows.iter().map(|row| row.difference.as_str()).collect::<Vec<_>>(), ["1672 against 1762"]);
        let sold = "Orlava exported 4.1 million tonnes of wheat and barley in 1672.";
        assert!(found(sold, &sold.replace("4.1", "6.3").replace("1672", "1671")).is_empty());
        assert!(found(built, "The abbey of Orlava burned in 1762, and monks from Ostria built a new one.").is_empty());
    }

    #[test]
    fn stays_silent_on_what_is_to_happen_and_on_the_day_of_writing() {
        let told = "The truce of Orlava began on Sunday, May 4, and guns fell silent in the north.";
        for other in [
            "Envoys hope for the Wednesday, May 7 truce that the generals announced by radio.",
            "The truce began yesterday, and nobody fired a shot, an officer wrote by telephone.",
        ] {
            assert!(found(told, other).is_empty(), "{other}");
        }
    }

    #[test]
    fn stays_silent_where_the_day_is_told_by_the_day_of_publication() {
        for (day, a, b) in [
            (
                "2031-05-09",
                "The ferry Vesna caught fire in Orlava harbour at 3:10 p.m., the owner said.",
                "The ferry Vesna caught fire in Orlava harbour at 3:10 p.m., the owner said.",
            ),
            (
                "2031-05-15",
                "The pilot of the ferry Vesna appeared before a judge in Orlava on Wednesday.",
                "The pilot of the ferry Vesna appeared before a judge in Orlava today.",
            ),
            (
                "2031-05-07",
                "The plan for the ferry Vesna had no friends in 2013. Today, more than a third of the council has signed it.",
                "The plan for the ferry Vesna had no friends in 2013. Today, more than a third of the council has signed it.",
            ),
        ] {
            let tellings = [("North", "2031-05-06", a), ("South", day, b)];
            assert!(of_kind(DiscrepancyKind::DateConflict, &tellings).is_empty(), "{a} / {b}");
        }
    }

    #[test]
    fn stays_silent_where_both_can_hold() {
        for (a, b) in [
            (
                "The ferry Vesna caught fire in Orlava harbour on Sunday.",
                "The ferry Vesna caught fire in Orlava harbour on 4 May 2031.",
            ),
            (
                "The ferry Vesna caught fire in Orlava harbour in May 2031.",
                "The ferry Vesna caught fire in Orlava harbour on 4 May 2031.",
            ),
            (
                "The ferry Vesna caught fire in Orlava harbour on Sunday.",
                "The ferry Marula sank off Cape Tarn on Saturday.",
            ),
            (
                "The mayor of Orlava said on Sunday that the ferry had caught fire.",
                "The mayor of Orlava said on Saturday that the ferry had caught fire.",
            ),
            // two days of one affair
            (
                "Brannok of Orlava, who died on 4 May, a week after the police arrested him, was 25.",
                "Brannok of Orlava, who was arrested on 27 April by the police, died a week later at 25.",
            ),
        ] {
            assert!(found(a, b).is_empty(), "{a} / {b}");
        }
    }
}
