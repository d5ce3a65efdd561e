//! What the program does with far too much of one thing: the cost stays linear and nothing is left out silently.

use claimdiff::annotate::{Annotated, annotate};
use claimdiff::candidates::{COPIES, Candidates, find_candidates};
use claimdiff::extract::{StoryClaims, extract};
use claimdiff::model::{Claim, NoticeKind, Segmentation};
use claimdiff::segment::segment;
use claimdiff::{Article, Settings, compare, language};

fn article(i: usize, text: &str) -> Article {
    let mut article = Article::new(None, text);
    article.id = format!("a{i:05}");
    article.outlet = format!("Outlet {i}");
    article.language = Some("en".into());
    article
}

const SAID: &str = "The ferry Calanthe burned off Korvath while the crew slept below.";

/// `n` articles with one sentence in common and one of their own.
fn copies(n: usize) -> Vec<Article> {
    let own = |i| format!("{SAID}\n\nDravik{i} weighs{i} barrels{i} behind{i} Tresk{i} every{i} evening{i}.");
    (0..n).map(|i| article(i, &own(i))).collect()
}

fn candidates(articles: &[Article]) -> Candidates {
    let segmentations: Vec<Segmentation> = articles.iter().map(|a| segment(a, language::pack("en"))).collect();
    let annotated: Vec<Annotated<'_>> =
        articles.iter().zip(&segmentations).map(|(a, s)| annotate(a, s, language::pack("en"))).collect();
    let settings = Settings::default();
    let claims: Vec<Claim> = (0..).zip(&annotated).flat_map(|(i, a)| extract(a, i, &settings)).collect();
    find_candidates(&StoryClaims::new(&annotated, &claims))
}

#[test]
fn copies_of_one_sentence_cost_their_number_and_are_counted() {
    let (few, many) = (candidates(&copies(500)), candidates(&copies(1000)));
    let pairs = |found: &Candidates| found.pairs.len() as u64;
    assert_eq!((few.duplicates, many.duplicates), (499, 999));
    assert_eq!(many.left_out.copies, 1000 - COPIES as u64);
    assert!(pairs(&few) >= 499 && pairs(&many) >= 999);
    assert!(10 * pairs(&many) <= 22 * pairs(&few), "{} pairs become {}", pairs(&few), pairs(&many));
}

#[test]
fn every_limit_that_is_hit_is_named_in_the_notes() {
    let settings = Settings::default();
    let comparison = compare(copies(120), &settings);
    let mut notes = comparison.notes.clone();
    comparison.stories.iter().for_each(|story| notes.absorb(story.notes.clone()));
    notes.sort();
    let capped = notes.notices.iter().filter(|n| n.kind == NoticeKind::Capped);
    let places: Vec<(&str, u64)> = capped.map(|n| (n.place.as_str(), n.count)).collect();
    assert!(comparison.stories.len() == 1, "copies are one story");
    assert!(places.contains(&("candidates", 120 - COPIES as u64)), "{places:?}");
    for place in ["origins", "stories"] {
        assert!(places.iter().any(|(known, count)| *known == place && *count > 0), "{place}: {places:?}");
    }
    assert!(comparison.stories.iter().all(|story| story.matches.len() < 120 * 60), "far fewer than all pairs");
}

#[test]
fn a_few_articles_hit_no_limit() {
    let comparison = compare(copies(6), &Settings::default());
    assert_eq!(comparison.notes.count(NoticeKind::Capped), 0);
    assert!(comparison.stories.iter().all(|story| story.notes.count(NoticeKind::Capped) == 0));
}
