//! Cases of two quotes: what is a difference and what is not.

use super::*;
use crate::Settings;
use crate::annotate::{Annotated, annotate};
use crate::extract::extract;
use crate::language::pack;
use crate::model::Article;
use crate::segment::segment;

/// Compares the first quotes of two texts.
fn compare(a: &str, b: &str) -> (QuoteComparison, String) {
    let settings = Settings { claim_kinds: vec![ClaimKind::Quote], ..Settings::default() };
    let articles = [Article::new(None, a), Article::new(None, b)];
    let segmentations: Vec<_> = articles.iter().map(|x| segment(x, pack("en"))).collect();
    let annotated: Vec<Annotated<'_>> =
        articles.iter().zip(&segmentations).map(|(x, s)| annotate(x, s, pack("en"))).collect();
    let claims: Vec<Claim> = (0..).zip(&annotated).flat_map(|(i, x)| extract(x, i, &settings)).collect();
    let story = StoryClaims::new(&annotated, &claims);
    let first = |article: u32| (0..).zip(&claims).find(|(_, c)| c.article == article).map(|(i, _)| i).expect("a quote");
    let (i, j) = (first(0), first(1));
    (compare_in_context(&story, i, j), word_diff(&story, &claims[i as usize], &claims[j as usize]))
}

const WHOLE: &str = "“The bridge will open in May, and the toll is two crowns for every lorry,” Ilsa Brandt said.";

#[test]
fn other_marks_capitals_and_dashes_are_no_difference() {
    for other in [
        "\"The bridge will open in May, and the toll is two crowns for every lorry,\" Ilsa Brandt said.",
        "According to Ilsa Brandt, “the bridge will open in May — and the toll is two crowns for every lorry.”",
        "“The bridge will open in May,” Ilsa Brandt said, “and the toll is two crowns for every lorry.”",
    ] {
        let (found, diff) = compare(WHOLE, other);
        assert!(found.agrees(), "{other}: {found:?} {diff}");
        assert!(found.similarity > 0.99, "{other}: {found:?}");
    }
}

#[test]
fn a_marked_cut_is_no_difference() {
    let (found, _) = compare(WHOLE, "“The bridge will open in May ... two crowns for every lorry,” Ilsa Brandt said.");
    assert!(found.agrees(), "{found:?}");
    assert_eq!(found.marked, 4);
}

#[test]
fn cuts_are_found_where_they_are() {
    let (found, diff) = compare(WHOLE, "“The bridge will open in May,” Ilsa Brandt said.");
    assert_eq!((found.lost_b.tail, found.altered, found.lost_a.words()), (9, 0, 0), "{diff}");
    assert!(found.similarity > 0.99);
    let (found, _) = compare(WHOLE, "“And the toll is two crowns for every lorry,” Ilsa Brandt said.");
    assert_eq!((found.lost_b.head, found.altered), (6, 0));
    let (found, _) = compare(WHOLE, "“The bridge will open in May for every lorry,” Ilsa Brandt said.");
    assert_eq!((found.lost_b.middle, found.altered), (6, 0));
}

#[test]
fn changed_words_are_altered() {
    let (found, diff) = compare(
        WHOLE,
        "“The bridge will not open in May, and the toll is two crowns for every lorry,” Ilsa Brandt said.",
    );
    assert_eq!((found.altered, found.lost_a.words() + found.lost_b.words()), (1, 0));
    assert_eq!(diff, "The bridge will {+not+} open in May and the toll …");
    let (found, diff) =
        compare(WHOLE, "“The tunnel will open in May, and the toll is two crowns for every lorry,” Ilsa Brandt said.");
    assert_eq!(found.altered, 1);
    assert_eq!(diff, "The [-bridge-]{+tunnel+} will open in May and the …");
}

#[test]
fn speakers_are_told_apart() {
    let same = "“The bridge will open in May, and the toll is two crowns for every lorry,” said Brandt.";
    assert_eq!(compare(WHOLE, same).0.speakers, Speakers::Same);
    let other = "“The bridge will open in May, and the toll is two crowns for every lorry,” Tomas Velde said.";
    assert_eq!(compare(WHOLE, other).0.speakers, Speakers::Different);
    let unnamed = "“The bridge will open in May, and the toll is two crowns for every lorry,” an official said.";
    assert_eq!(compare(WHOLE, unnamed).0.speakers, Speakers::Unknown);
}

#[test]
fn other_words_are_another_utterance() {
    let (found, _) = compare(WHOLE, "“The mayor and the council are in the hall for the vote,” Ilsa Brandt said.");
    assert!(found.similarity < 0.4, "{found:?}");
}
