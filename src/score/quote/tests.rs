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
fn initials_stand_for_their_words() {
    let told =
        |body: &str| format!("“Every member may read the decision of the {body} as it likes,” Ilsa Brandt said.");
    for (short, long) in [("HB", "Harbour Board"), ("D.O.F.", "Department of Ferries"), ("DF", "Department of Ferries")]
    {
        let (found, diff) = compare(&told(short), &told(long));
        assert!(found.agrees(), "{short}: {diff}");
    }
    let (found, diff) = compare(&told("HB"), &told("Ferry Board"));
    assert!(!found.agrees(), "{diff}");
}

#[test]
fn what_a_page_set_between_the_words_is_none_of_the_speakers() {
    // the joint may be of letters of more than one byte
    for joint in ["KesselThere", "KarpatéThere", "KesseléÉtait"] {
        let set = format!(
            "“The bridge will open in May, read also the new toll of {joint} are pictures, and the toll is two crowns for every lorry,” Ilsa Brandt said."
        );
        let (found, diff) = compare(WHOLE, &set);
        assert!(found.agrees(), "{joint}: {diff}");
    }
    let added = "“The bridge will open in May, after years of work by three MacArthur firms, and the toll is two crowns for every lorry,” Ilsa Brandt said.";
    let (found, diff) = compare(WHOLE, added);
    assert!(!found.agrees(), "{diff}");
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

#[test]
fn one_utterance_in_two_spellings_is_no_difference() {
    for (a, b) in [
        ("it is a labour of love and we can not pay for it", "it's a labor of love and we can't pay for it"),
        ("they have been late for twenty-five years with the toll", "they've been late for 25 years with the toll"),
        (
            "it has been the No. 1 question for the health care board",
            "it's been the number one question for the healthcare board",
        ),
        ("we, we will, you know, pay for the bridge and the ferry", "we will pay for the bridge and the ferry"),
        ("Governor Holt and the United States will pay for it", "Gov. Holt and the U.S. will pay for it"),
        ("they will pay for the damn bridge and for the ferry", "they will pay for the d**n bridge and for the ferry"),
        (
            "on January 29 we wait for 7 1/2 hours at the bridge",
            "on January 29th we wait for 7 and a half hours at the bridge",
        ),
        ("they will pay for the damn bridge and for the ferry", "they will pay for the d–n bridge and for the ferry"),
        ("they will pay for the damn bridge and for the ferry", "they will pay for the d--n bridge and for the ferry"),
        ("they will pay for the bridge and for the ferry", "[The owners] will pay for the bridge and for the ferry"),
        ("when they pay for the bridge we open the ferry", "[W]hen they pay for the bridge we open [a new] ferry"),
        (
            "they will pay for the bridge .. and for the ferry",
            "they will pay for the bridge, and the tunnel, and for the ferry",
        ),
    ] {
        let [a, b] = [a, b].map(|words| format!("“{words},” Ilsa Brandt said."));
        for (x, y) in [(&a, &b), (&b, &a)] {
            let (found, diff) = compare(x, y);
            assert!(found.agrees(), "{x} / {y}: {found:?} {diff}");
        }
    }
}

#[test]
fn excerpts_that_begin_or_end_with_other_sentences_change_no_words() {
    let a = "“We waited for years. The bridge will open in May at last. The toll is low,” Ilsa Brandt said.";
    let b = "“It was hard. The bridge will open in May at last. Nobody will pay twice,” Ilsa Brandt said.";
    let (found, diff) = compare(a, b);
    assert_eq!((found.altered, found.lost_a.head, found.lost_b.tail), (0, 3, 4), "{diff}");
    assert!(!found.lost_a.ends_inside && !found.lost_a.begins_inside, "{found:?}");
    // a beginning that comes twice belongs to the excerpt that has it
    let a = "“I think the bridge is late. I think the ferry will have to run until May,” Ilsa Brandt said.";
    let (found, diff) = compare(a, "“I think the ferry will have to run until May,” Ilsa Brandt said.");
    assert_eq!((found.altered, found.lost_b.head, found.lost_b.middle), (0, 6, 0), "{diff}");
}

#[test]
fn what_a_cut_leaves_out_is_told_apart() {
    for (other, inside) in [
        ("“The bridge will open in May,” Ilsa Brandt said.", true),
        ("“The bridge will open in May, and the toll is two,” Ilsa Brandt said.", true),
    ] {
        assert_eq!(compare(WHOLE, other).0.lost_b.ends_inside, inside, "{other}");
    }
    let sentences = "“The bridge will open in May. The toll is two crowns for every lorry,” Ilsa Brandt said.";
    let turned = "“The bridge will open in May. But the toll is two crowns for every lorry,” Ilsa Brandt said.";
    let other = "“The bridge will open in May,” Ilsa Brandt said.";
    assert!(!compare(sentences, other).0.lost_b.ends_inside);
    assert!(compare(turned, other).0.lost_b.ends_inside);
}

#[test]
fn small_words_tell_nothing() {
    let a = "“The bridge will open in May, and the toll is two crowns for every lorry,” Ilsa Brandt said.";
    for (b, telling, turns) in [
        ("“The bridge will open in May, and a toll is two crowns for every lorry,” Ilsa Brandt said.", 0, false),
        ("“The bridge may open in May, and the toll is two crowns for every lorry,” Ilsa Brandt said.", 1, false),
        ("“The bridge will open in May, and the toll is three crowns for every lorry,” Ilsa Brandt said.", 1, true),
        ("“The bridge will open in May, and the toll is 12 crowns for every lorry,” Ilsa Brandt said.", 1, true),
    ] {
        let (found, diff) = compare(a, b);
        assert_eq!((found.altered, found.telling, found.turns), (1, telling, turns), "{diff}");
    }
}
