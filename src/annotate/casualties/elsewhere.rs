//! Counts of other events than the article's own: of earlier years, of a long period, told for comparison.
//!
//! In: the settled mentions of an article whose dates are known. Out: the same, with such counts marked as no
//! toll of the article. Invariant: what stands in the headline or the lead is the article's own.

use jiff::civil::Date;

use crate::annotate::Annotated;
use crate::model::{CasualtyMention, DateMention, DateRange, Relation, Role};

/// How many sentences lead an article.
const LEAD: usize = 4;

/// How many counts and dates of a lead are looked at.
const MOST: usize = 32;

/// How many tokens away from a count its date is looked for.
const REACH: u32 = 16;

/// Days before the publication after which an event is an earlier one.
const EARLIER: i32 = 30;

/// Days of a period that no single event fills.
const PERIOD: i32 = 60;

/// "Last year 49 people were killed at the quarry": a count with a date of its own, far from the lead's, where the
/// lead gives a toll.
pub(super) fn elsewhere(mentions: &mut [CasualtyMention], article: &Annotated<'_>) {
    let Some(published) = article.article.published.map(|m| m.date) else { return };
    let Some(last) = article.claim_sentences().take(LEAD + usize::from(article.article.title().is_some())).last()
    else {
        return;
    };
    for role in [Role::Killed, Role::Injured] {
        let lead = mentions.iter().take_while(|m| m.sentence <= last).filter(|m| m.role == role && m.value >= 1.0);
        let tolls: Vec<f64> = lead.map(|m| m.value).take(MOST).collect();
        if tolls.is_empty() {
            continue;
        }
        let told = &article.dates[..article.dates.partition_point(|d| d.sentence <= last)];
        let counts = |m: &CasualtyMention| m.role == role && m.value > 1.0 && m.sentence > last && m.part_of.is_none();
        for mention in mentions.iter_mut().filter(|m| counts(m)) {
            let own = tolls.iter().any(|toll| (toll - mention.value).abs() < 0.5);
            if let Some(date) = nearest(article.dates_of(mention.sentence), mention).filter(|_| !own)
                && let Some(range) = date.range
                && apart(range, published)
                && !told.iter().take(MOST).filter_map(|d| d.range).any(|r| r.overlaps(&range) && days(r) < PERIOD)
            {
                mention.relation = Some(Relation::Part);
                mention.part_of = Some(date.span);
            }
        }
    }
}

/// Whether a date is an earlier one, or a period in which much happens.
fn apart(range: DateRange, published: Date) -> bool {
    (published - range.end).get_days() > EARLIER || days(range) >= PERIOD && range.start < published
}

/// How many days after its first a range ends.
fn days(range: DateRange) -> i32 {
    (range.end - range.start).get_days()
}

/// The date nearest to a mention, of the dates of its sentence.
fn nearest<'a>(dates: &'a [DateMention], mention: &CasualtyMention) -> Option<&'a DateMention> {
    let distance = |d: &DateMention| {
        let (a, b) = (&d.tokens, &mention.tokens);
        b.start.saturating_sub(a.end).max(a.start.saturating_sub(b.end))
    };
    dates.iter().filter(|d| distance(d) <= REACH).min_by_key(|d| (distance(d), d.tokens.start))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::annotate::annotate;
    use crate::model::{Article, Moment};
    use crate::segment::segment;

    /// The counts of an article of 20 May 2031 that are no part of others.
    fn tolls(text: &str) -> Vec<f64> {
        let pack = crate::language::pack("en");
        let mut article = Article::new(None, text);
        article.published = Some(Moment::day(date(2031, 5, 20)));
        let segmentation = segment(&article, pack);
        let annotated = annotate(&article, &segmentation, pack);
        annotated.casualties.iter().filter(|c| c.part_of.is_none() && c.value > 1.0).map(|c| c.value).collect()
    }

    #[test]
    fn counts_with_a_date_far_from_the_lead() {
        let lead = "Three miners were killed on Sunday. It rained. It was cold. The mine is closed. ";
        for (more, expected) in [
            ("Last year, 49 people were killed at the quarry.", vec![3.0]),
            ("Between January 2029 and August 2030, seven people were killed there.", vec![3.0]),
            ("Seven people were killed there, the town said.", vec![3.0, 7.0]),
            ("On Monday, 12 people were killed at the quarry.", vec![3.0, 12.0]),
        ] {
            assert_eq!(tolls(&format!("{lead}{more}")), expected, "{more}");
        }
        // the event itself is told again, and there is no toll in the lead
        let trial = "The trial opens in Arbel. It rained. It was cold. The mine is closed. ";
        assert_eq!(tolls(&format!("{trial}Last year, 49 people were killed at the quarry.")), [49.0]);
        let again = "Three miners were killed in March 2029. It rained. It was cold. The mine is closed. ";
        assert_eq!(tolls(&format!("{again}Four miners were killed in March 2029, the town says.")), [3.0, 4.0]);
    }
}
