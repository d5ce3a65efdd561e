//! One id for one name, and which spellings are variants: invented stories.

use super::{NameTable, SpellingDifference};
use crate::annotate::{Annotated, annotate};
use crate::language::pack;
use crate::model::Article;
use crate::segment::segment;

fn with<T>(texts: &[&str], read: impl Fn(&[Annotated<'_>], &NameTable) -> T) -> T {
    let articles: Vec<Article> = texts.iter().map(|t| Article::new(None, t)).collect();
    let pack = pack("en");
    let segmentations: Vec<_> = articles.iter().map(|a| segment(a, pack)).collect();
    let annotated: Vec<_> = articles.iter().zip(&segmentations).map(|(a, s)| annotate(a, s, pack)).collect();
    let table = NameTable::of(&annotated);
    read(&annotated, &table)
}

fn letters(texts: &[&str]) -> Vec<(String, String)> {
    with(texts, |articles, table| {
        let part = |m: super::MentionRef, s| articles[m.article as usize].article.slice(s).to_owned();
        let letters = table.spellings().iter().filter(|s| s.difference == SpellingDifference::Letters);
        letters.map(|s| (part(s.a, s.part_a), part(s.b, s.part_b))).collect()
    })
}

/// Ids of the mentions with these words.
fn ids(articles: &[Annotated<'_>], table: &NameTable, name: &str) -> Vec<u32> {
    let mut out = Vec::new();
    for (a, article) in (0u32..).zip(articles) {
        for (m, mention) in (0u32..).zip(&article.names) {
            if article.article.slice(mention.span) == name {
                out.extend(table.id_of(a, m));
            }
        }
    }
    out
}

#[test]
fn spellings_of_one_person_are_found() {
    for texts in [
        ["General Pavel Goralenko told reporters.", "Lieutenant General Pavel Gorylenko told agencies."],
        ["They met Sergey Brannok there.", "They met Sergei Brannok here."],
        ["They saw General Pavel Gorylenko. It was Goralenko who spoke.", "Nothing."],
        ["The port of Tarsheeba fell. Ships left Tarsheeba at dawn.", "They flew to Tarshiba. All of Tarshiba slept."],
    ] {
        assert_eq!(letters(&texts).len(), 1, "{texts:?}: {:?}", letters(&texts));
    }
}

#[test]
fn spellings_of_one_name_become_one_concept() {
    let concepts = |texts: [&str; 2]| {
        let articles = texts.map(|text| Article::new(None, text));
        let segmentations = [0, 1].map(|i| segment(&articles[i], pack("en")));
        let mut annotated = [0, 1].map(|i| annotate(&articles[i], &segmentations[i], pack("en")));
        NameTable::of(&annotated).unify_spellings(&mut annotated);
        annotated.map(|a| {
            a.tokens
                .iter()
                .filter(|t| a.word(t).contains("ylenko") || a.word(t).contains("alenko"))
                .map(|t| t.concept)
                .collect::<Vec<_>>()
        })
    };
    let [a, b] =
        concepts(["General Pavel Goralenko told reporters.", "Lieutenant General Pavel Gorylenko told agencies."]);
    assert_eq!((a.len(), &a), (1, &b));
    let [a, b] = concepts(["General Pavel Goralenko told reporters.", "The singer Ilka Gorylenko told agencies."]);
    assert!(a.len() == 1 && b.len() == 1 && a != b);
}

#[test]
fn different_names_are_not() {
    for texts in [
        ["They saw Bashar al-Tarim there.", "His father Hafiz al-Tarim came."],
        ["Michael Brannok spoke.", "They met Michelle Brannok."],
        ["They went from Iran to Austria.", "They went from Iraq to Australia."],
        ["Mr Hansen met Mr Hanson. Then Mr Hansen left and Mr Hanson stayed.", "Nothing."],
        ["The Foreign Ministry said so.", "The Foreign Minister said so."],
        ["They met the Democrat Ann Lee.", "They met Democrats and Tom Lee."],
        ["A visit by John Miller ended.", "A visit by Paul Muller ended."],
    ] {
        assert_eq!(letters(&texts), [], "{texts:?}");
    }
}

#[test]
fn one_name_has_one_id_over_articles() {
    let texts = [
        "Foreign Minister Rami Odeh met Daesh envoys. Odeh left for the US with Adel al-Corbeir.",
        "They saw Odeh in the United States with Adel al Corbeir. Islamic State denied it.",
    ];
    with(&texts, |articles, table| {
        for (a, b) in [
            ("Rami Odeh", "Odeh"),
            ("US", "United States"),
            ("Daesh", "Islamic State"),
            ("Adel al-Corbeir", "Adel al Corbeir"),
        ] {
            let (a, b) = (ids(articles, table, a), ids(articles, table, b));
            assert!(!a.is_empty() && !b.is_empty() && a.iter().chain(&b).all(|id| *id == a[0]), "{a:?} {b:?}");
        }
    });
}

#[test]
fn metonyms_and_namesakes_stay_apart() {
    let texts = ["They saw Ann Lee in Washington. Lee spoke.", "They saw Tom Lee in the United States. Lee spoke."];
    with(&texts, |articles, table| {
        assert_ne!(ids(articles, table, "Washington"), ids(articles, table, "United States"));
        let lees = ids(articles, table, "Lee");
        assert_eq!(lees.len(), 2);
        assert_ne!(lees[0], lees[1]);
    });
}

#[test]
fn marks_alone_are_marked_so() {
    let texts = ["They met Adel al-Corbeir there.", "They met Adel al Corbeir here."];
    let found = with(&texts, |_, table| table.spellings().iter().map(|s| s.difference).collect::<Vec<_>>());
    assert_eq!(found, [SpellingDifference::Marks]);
}
