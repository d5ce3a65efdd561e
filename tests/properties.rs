//! Properties of the whole library: no text makes it panic, every claim stands where it says, and
//! the order of the input changes nothing.

use claimdiff::model::{Article, Claim, StoryComparison};
use claimdiff::{Settings, compare};
use proptest::prelude::*;

fn article(i: usize, title: Option<&str>, text: &str) -> Article {
    let mut article = Article::new(title, text);
    article.id = format!("article-{i}");
    article.outlet = format!("Outlet {i}");
    article.story = Some("one".into());
    article
}

/// News-like pieces, so that random texts reach the rules and not only the tokenizer.
fn piece() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "At least",
        "nearly",
        "250",
        "12 people",
        "were killed",
        "wounded",
        "said",
        "“",
        "”",
        "\"",
        "'",
        "’",
        "on Sunday",
        "Feb. 27",
        "2024-03-04",
        "Foreign Minister",
        "Ilse Brandvold",
        "U.S.",
        "not",
        "denied that",
        "according to",
        "…",
        "--",
        "(",
        ")",
        "\n\n",
        "\n",
        ".",
        ",",
        "!",
        "$3.2bn",
        "70 percent",
        "5-year",
        "ten to 15",
        "Source: Reuters",
        "Comments (0)",
        "By Jo Roe",
        "—",
        "é战\u{301}",
        "caféÉtait",
        "\u{200b}",
        "\u{feff}",
        "1,2,3.4.5",
        "no one",
        "half a million",
        "second-largest",
        "two-thirds",
        "Jan",
        "the",
        "of",
        "a.m.",
    ]);
    prop_oneof![4 => words.prop_map(str::to_owned), 1 => any::<String>()]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec((piece(), prop::bool::weighted(0.8)), 0..60)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, space)| if space { piece + " " } else { piece }).collect())
}

fn stands_in_its_article(story: &StoryComparison, claim: &Claim) -> bool {
    let article = &story.articles[claim.article as usize];
    let buffer = article.buffer();
    let sound = |span: claimdiff::model::Span| buffer.get(span.range()).is_some_and(|slice| !slice.is_empty());
    sound(claim.span)
        && claim.pieces.iter().all(|piece| sound(*piece) && claim.span.contains(*piece))
        && claim.attribution.source.is_none_or(sound)
        && claim.attribution.cue.is_none_or(sound)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_compared_and_every_claim_stands_where_it_says(texts in prop::collection::vec((prop::option::of(text()), text()), 1..4)) {
        let articles = texts.iter().enumerate().map(|(i, (title, text))| article(i, title.as_deref(), text)).collect();
        for story in compare(articles, &Settings::default()).stories {
            for (segmentation, article) in story.segmentations.iter().zip(&story.articles) {
                for pair in segmentation.sentences.windows(2) {
                    prop_assert!(pair[0].span.end <= pair[1].span.start, "sentences overlap");
                }
                for sentence in &segmentation.sentences {
                    let slice = article.slice(sentence.span);
                    prop_assert!(!slice.is_empty() && slice.trim() == slice, "{slice:?}");
                }
            }
            let ids: std::collections::BTreeSet<_> = story.claims.iter().map(|c| c.id).collect();
            prop_assert_eq!(ids.len(), story.claims.len(), "claim ids repeat");
            for claim in &story.claims {
                prop_assert!(stands_in_its_article(&story, claim), "{claim:?}");
            }
            for found in &story.matches {
                let (a, b) = (&story.claims[found.a as usize], &story.claims[found.b as usize]);
                prop_assert!(found.a < found.b && a.article != b.article, "{found:?}");
            }
        }
    }

    #[test]
    fn the_order_of_the_input_changes_nothing(texts in prop::collection::vec(text(), 2..5), turn in 0usize..5) {
        let articles: Vec<Article> = texts.iter().enumerate().map(|(i, text)| article(i, None, text)).collect();
        let mut turned = articles.clone();
        turned.rotate_left(turn % texts.len());
        turned.reverse();
        prop_assert_eq!(compare(articles, &Settings::default()), compare(turned, &Settings::default()));
    }
}
