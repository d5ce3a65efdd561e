//! Names found in invented sentences about invented people.

use crate::annotate::{Annotated, annotate};
use crate::language::pack;
use crate::model::{Article, NameKind};
use crate::segment::segment;

fn with<T>(text: &str, read: impl Fn(&Annotated<'_>) -> T) -> T {
    let article = Article::new(None, text);
    let pack = pack("en");
    let segmentation = segment(&article, pack);
    read(&annotate(&article, &segmentation, pack))
}

fn found(text: &str) -> Vec<String> {
    with(text, |a| a.names.iter().map(|n| a.article.slice(n.span).to_owned()).collect())
}

#[test]
fn runs_of_capitals_with_particles_titles_and_hyphens() {
    for (text, names) in [
        ("The minister met Staal de Corvina and Omar al-Haddeh there.", vec!["Staal de Corvina", "Omar al-Haddeh"]),
        ("Jordan's Foreign Minister Rami Odeh arrived in Geneva.", vec!["Jordan", "Rami Odeh", "Geneva"]),
        ("They told Lt. Gen. Pavel Goralenko of it.", vec!["Pavel Goralenko"]),
        ("Russian General Pavel Goralenko spoke to reporters.", vec!["Pavel Goralenko"]),
        ("It was said by spokesman Liam K. Thorne, the US envoy.", vec!["Liam K. Thorne", "US"]),
        ("Fighters of the al-Qadra Front left.", vec!["al-Qadra Front"]),
        (
            "A report by the Kestrian Observatory for Human Rights says so.",
            vec!["Kestrian Observatory for Human Rights"],
        ),
        ("They flew to Saudi-backed areas of Syria with Jean-Luc Marchetti.", vec!["Syria", "Jean-Luc Marchetti"]),
        ("The envoy Kwan Ki-moon spoke.", vec!["Kwan Ki-moon"]),
        ("The US-Russia talks went on.", vec!["US", "Russia"]),
    ] {
        assert_eq!(found(text), names, "{text}");
    }
}

#[test]
fn common_words_in_capitals_are_no_names() {
    for text in [
        "Reports from the city said the fighting went on.",
        "However, the order did not include the town.",
        "The Foreign Minister spoke to the President.",
        "They told us that it was over.",
    ] {
        assert_eq!(found(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_word_that_opens_a_sentence_is_a_name_where_the_article_says_so() {
    let text = "Fishermen saw Brannok near the pier. Brannok was calm. Fishermen left.";
    assert_eq!(found(text), ["Brannok", "Brannok"]);
}

#[test]
fn short_forms_resolve_to_the_fullest_in_the_article() {
    let text = "Foreign Minister Rami Odeh arrived. Odeh met Bashar al-Tarim and his father Hafiz al-Tarim. \
                The Organisation for Trade and Cooperation, or OTC, said Mr Odeh was late. The OTC waited for Odeh.";
    let resolved = with(text, |a| {
        let pairs =
            a.names.iter().map(|n| (a.article.slice(n.span).to_owned(), a.article.slice(n.resolved).to_owned()));
        pairs.collect::<Vec<_>>()
    });
    for (short, full) in
        [("Odeh", "Rami Odeh"), ("OTC", "Organisation for Trade and Cooperation"), ("Hafiz al-Tarim", "Hafiz al-Tarim")]
    {
        assert!(resolved.iter().filter(|(s, _)| s == short).all(|(_, f)| f == full), "{short}: {resolved:?}");
        assert!(resolved.iter().any(|(s, _)| s == short), "{short}: {resolved:?}");
    }
}

#[test]
fn kinds_by_lists_titles_and_heads() {
    let text = "Mayor Ilse Brandt of Geneva met the Transport Ministry in Korvath Province.";
    let kinds = with(text, |a| a.names.iter().map(|n| n.kind).collect::<Vec<_>>());
    assert_eq!(kinds, [NameKind::Person, NameKind::Place, NameKind::Organisation, NameKind::Place]);
}

#[test]
fn headlines_take_only_names_known_or_shown_elsewhere() {
    let text =
        "Odeh Demands Inquiry Into Harbour Fire Deaths\n\nMinister Rami Odeh asked for an inquiry. He told Odeh so.";
    assert_eq!(found(text), ["Odeh", "Rami Odeh", "Odeh"]);
}
