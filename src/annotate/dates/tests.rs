//! Dates of invented sentences, published on Tuesday 20 May 2031.

use crate::annotate::annotate;
use crate::model::{Article, Moment};
use crate::segment::segment;

/// The dates of a text as "first..last", or "?" where they have no days.
fn read(text: &str, published: bool) -> Vec<String> {
    let pack = crate::language::pack("en");
    let mut article = Article::new(None, text);
    article.published = published.then(|| Moment::day(jiff::civil::date(2031, 5, 20)));
    let segmentation = segment(&article, pack);
    let annotated = annotate(&article, &segmentation, pack);
    let one = |range: &crate::model::DateRange| {
        if range.start == range.end { range.start.to_string() } else { format!("{}..{}", range.start, range.end) }
    };
    annotated.dates.iter().map(|d| d.range.as_ref().map_or_else(|| "?".to_owned(), one)).collect()
}

#[test]
fn dates_are_resolved() {
    for (text, expected) in [
        ("It began on Sept. 27, 2016.", "2016-09-27"),
        ("It began on 27 September 2016.", "2016-09-27"),
        ("It began on the 27th of September 2016.", "2016-09-27"),
        ("It began on 2016-09-27.", "2016-09-27"),
        ("It began on 27/9/2016.", "2016-09-27"),
        ("It began on Feb. 27.", "2031-02-27"),
        ("It began on Friday.", "2031-05-16"),
        ("It will begin on Friday.", "2031-05-23"),
        ("It began last Friday.", "2031-05-16"),
        ("It began on Friday, May 16.", "2031-05-16"),
        ("It began yesterday.", "2031-05-19"),
        ("It began the day before yesterday.", "2031-05-18"),
        ("It will begin the day after tomorrow.", "2031-05-22"),
        ("He will speak on Friday.", "2031-05-23"),
        ("On Friday both sides will exchange prisoners.", "2031-05-23"),
        ("On Friday both sides exchanged prisoners and will meet again.", "2031-05-16"),
        ("On Friday the owner said it will close.", "2031-05-16"),
        ("The bridge is closed until Friday.", "2031-05-23"),
        ("The bridge was closed until Friday.", "2031-05-16"),
        ("The bridge is old, and it was closed until Friday.", "2031-05-16"),
        ("He said on Friday that he would rest.", "2031-05-16"),
        ("It began three days ago.", "2031-05-17"),
        ("It began last week.", "2031-05-12..2031-05-18"),
        ("It began in March.", "2031-03-01..2031-03-31"),
        ("It began in the third quarter of 2029.", "2029-07-01..2029-09-30"),
        ("It began in 1998.", "1998-01-01..1998-12-31"),
        ("It began in the 1980s.", "1980-01-01..1989-12-31"),
        ("It began last spring.", "2030-03-01..2030-05-31"),
        ("It lasted for the past 10 days.", "2031-05-10..2031-05-20"),
        ("It will end over the next two days.", "2031-05-20..2031-05-22"),
        ("It began this morning.", "2031-05-20"),
        ("It began at 3 p.m. Monday.", "2031-05-19"),
        ("It began a year ago.", "2030-01-01..2030-12-31"),
        ("It began on Christmas Day 2029.", "2029-12-25"),
        ("It ran from April 20-24.", "2031-04-20..2031-04-24"),
        ("It began on the ninth day.", "?"),
        ("It began on 3/4/2030.", "?"),
        ("It began in Q3 2029.", "2029-07-01..2029-09-30"),
        ("It began in 2029 H1.", "2029-01-01..2029-06-30"),
        ("It ran through the first nine months of 2029.", "2029-01-01..2029-09-30"),
        ("It began on the third day of April 2029.", "2029-04-03"),
        ("It ran from June to August 2029.", "2029-06-01..2029-08-31"),
        ("It ran Nov-Feb 2029.", "2028-11-01..2029-02-28"),
        ("It began in the nineties.", "1990-01-01..1999-12-31"),
        ("It began in 12-2029.", "2029-12-01..2029-12-31"),
        ("It began on January first, 2029.", "2029-01-01"),
        ("It began on the 18th.", "2031-05-18"),
        ("It began on Friday the 13th.", "2030-12-13"),
        ("It will end in two days.", "2031-05-22"),
        ("It must end by August.", "2031-08-01..2031-08-31"),
        ("A record was set in August.", "2030-08-01..2030-08-31"),
        ("Sales fell over the past two quarters.", "2030-10-01..2031-03-31"),
        ("It began in the first quarter of the year.", "2031-01-01..2031-03-31"),
        ("It began at 10:35 a.m. (local time) Friday.", "2031-05-16"),
    ] {
        assert_eq!(read(text, true), [expected], "{text}");
    }
}

#[test]
fn the_next_day_follows_the_one_just_told_of() {
    for (text, last) in [
        ("It began on Saturday. It ended the next day.", "2031-05-18"),
        ("It began on Saturday. It ended the following day.", "2031-05-18"),
        // the day after a year is nobody's
        ("It began in 2029. It ended the next day.", "?"),
        ("It will end next week.", "2031-05-26..2031-06-01"),
    ] {
        assert_eq!(read(text, true).pop().as_deref(), Some(last), "{text}");
    }
}

#[test]
fn without_a_publication_date_only_full_dates_have_days() {
    assert_eq!(read("It began on Friday.", false), ["?"]);
    assert_eq!(read("It began on 27 September 2016.", false), ["2016-09-27"]);
}

#[test]
fn what_is_no_date() {
    for text in [
        "They may march on.",
        "The sun sat low.",
        "He bought 2000 sheep.",
        "A second attempt failed.",
        "He has a fall in mind.",
        "She is in her nineties.",
        "He drove a Q3 home.",
        "They won the first of two rounds.",
        "It was done in two days.",
    ] {
        assert!(read(text, true).is_empty(), "{text}: {:?}", read(text, true));
    }
}
