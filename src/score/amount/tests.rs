//! Pairs of invented sentences: what their amounts say of each other.

use super::*;
use crate::annotate::annotate;
use crate::config::Settings;
use crate::extract::extract;
use crate::model::{Article, Moment};
use crate::segment::segment;

/// The verdict of the first amounts of two texts.
fn judge(a: &str, b: &str) -> (Verdict, bool) {
    let pack = crate::language::pack("en");
    let articles: Vec<Article> = [a, b]
        .iter()
        .map(|text| {
            let mut article = Article::new(None, text);
            article.published = Some(Moment::day(jiff::civil::date(2031, 5, 20)));
            article
        })
        .collect();
    let segmentations: Vec<_> = articles.iter().map(|a| segment(a, pack)).collect();
    let annotated: Vec<_> = articles.iter().zip(&segmentations).map(|(a, s)| annotate(a, s, pack)).collect();
    let settings = Settings::default();
    let claims: Vec<Claim> = (0u32..).zip(&annotated).flat_map(|(i, a)| extract(a, i, &settings)).collect();
    let first = |article: u32| claims.iter().find(|c| c.article == article && c.amount().is_some()).expect("an amount");
    let story = StoryClaims::new(&annotated, &claims);
    let found = verdict(first(0), first(1), &story);
    (found.verdict, found.comparable)
}

#[test]
fn amounts_are_judged() {
    use Verdict::{Agree, Compatible, Conflict, DifferentScope, Refines};
    let mut wrong = Vec::new();
    for (a, b, expected) in [
        // must fire
        ("The blast killed 12 people.", "The blast killed 15 people.", Conflict),
        ("They ended the 5-year conflict.", "They ended the six year war.", Conflict),
        ("They ended the five-year civil war.", "It was a six-year-old war.", Conflict),
        ("Dorvane, Ostria's second city, fell.", "In Ostria's largest city, Dorvane, shops shut.", Conflict),
        ("The bridge is 40 km long.", "The bridge is 60 miles long.", Conflict),
        ("It was 104 degrees Fahrenheit.", "It was 44 degrees Celsius.", Conflict),
        // must stay silent
        ("It was 101 degrees Fahrenheit.", "It was 38 degrees Celsius.", Agree),
        ("Nearly 250 people were killed.", "Nearly 250 people have been killed.", Agree),
        ("Nearly 250 people were killed.", "The raids killed 247 people.", Compatible),
        ("At least 10 people died.", "A fire killed 14 people.", Compatible),
        ("The blast killed 12.", "The blast killed 15 pilots.", DifferentScope),
        ("Dozens of people were killed.", "A fire killed 40 people.", Refines),
        ("The fire killed 12 people.", "The fire injured 15 people.", DifferentScope),
        ("Nearly 30 air strikes hit the town.", "Nearly 250 people were killed.", DifferentScope),
        ("They agreed to a five-day pause.", "They ended the five-year civil war.", DifferentScope),
        ("They seized 70 percent of the territory.", "The blast killed 15 people.", DifferentScope),
        ("The blast killed 12 people.", "Another 24 people were killed.", DifferentScope),
        ("It travelled 10 km.", "It travelled 6.2 miles.", Agree),
        ("The deal is worth $1.2 billion.", "The deal is worth $1.23 billion.", Compatible),
        ("Ostria's second city fell.", "In Ostria's largest city shops shut.", DifferentScope),
    ] {
        for (a, b) in [(a, b), (b, a)] {
            let (found, _) = judge(a, b);
            if found != expected {
                wrong.push(format!("{a} / {b}: {found:?}, not {expected:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
