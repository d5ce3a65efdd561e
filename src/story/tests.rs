//! Cases: which articles hang together, and which are copies.

use super::*;

fn article(id: &str, day: &str, title: &str, text: &str) -> Article {
    let mut article = Article::new(Some(title), text);
    article.id = id.into();
    article.language = Some("en".into());
    article.published = day.parse().ok().map(crate::model::Moment::day);
    article
}

const FERRY: &str = "A fire on the ferry Calanthe killed forty passengers off Korvath on Tuesday, the coast guard said. \
    Rescuers pulled survivors from the burning ferry through the night as the Calanthe drifted towards Korvath harbour.";
const FERRY_TOO: &str = "Forty people died when the ferry Calanthe caught fire near Korvath, officials reported. \
    The coast guard towed the burnt ferry to Korvath harbour, where survivors of the Calanthe were treated.";
const BUDGET: &str = "Finance Minister Odo Brandt raised the tax on sugar in his budget speech to the parliament of Vallon. \
    Protesters outside demanded that Brandt withdraw the budget.";

fn groups(articles: &[Article], settings: &Settings) -> Vec<Vec<usize>> {
    let sketches: Vec<_> = articles.iter().map(|a| sketch(a, settings)).collect();
    let mut groups: Vec<_> = find_stories(articles, &sketches, settings).into_iter().map(|s| s.articles).collect();
    groups.sort();
    groups
}

fn three() -> [Article; 3] {
    [
        article("a", "2031-03-04", "Ferry fire off Korvath kills forty", FERRY),
        article("b", "2031-03-04", "Forty dead in ferry Calanthe fire", FERRY_TOO),
        article("c", "2031-03-04", "Brandt raises sugar tax in budget", BUDGET),
    ]
}

#[test]
fn articles_about_one_event_are_one_story() {
    assert_eq!(groups(&three(), &Settings::default()), [vec![0, 1], vec![2]]);
}

#[test]
fn the_same_words_months_later_are_another_story() {
    let mut articles = three();
    articles[1].published = "2031-11-20".parse().ok().map(crate::model::Moment::day);
    assert_eq!(groups(&articles, &Settings::default()).len(), 3);
}

#[test]
fn without_a_day_the_words_decide() {
    let mut articles = three();
    articles[1].published = None;
    assert_eq!(groups(&articles, &Settings::default()), [vec![0, 1], vec![2]]);
}

#[test]
fn a_sketch_takes_two_kibibytes_at_most() {
    let text = (0..5000).map(|i| format!("word{i}")).collect::<Vec<_>>().join(" ");
    let sketch = sketch(&article("a", "2031-03-04", &text[..400], &text), &Settings::default());
    let parts = [&sketch.body, &sketch.title, &sketch.lead, &sketch.pairs];
    assert!(parts.map(Sketch::bytes).iter().sum::<usize>() <= 2048);
}

#[test]
fn a_given_story_is_never_split_nor_merged() {
    let mut articles = three();
    articles[0].story = Some("x".into());
    articles[2].story = Some("x".into());
    articles[1].story = Some("y".into());
    assert_eq!(groups(&articles, &Settings::default()), [vec![0, 2], vec![1]]);
    let one = Settings { one_story: true, ..Settings::default() };
    assert_eq!(groups(&articles, &one), [vec![0, 1, 2]]);
}

#[test]
fn copies_share_an_origin_and_its_agency() {
    let wire = format!("KORVATH (AFP) {FERRY}");
    let mut articles = [
        article("a", "2031-03-04", "One", &wire),
        article("b", "2031-03-05", "Two", FERRY),
        article("c", "2031-03-05", "Three", BUDGET),
        article("d", "2031-03-06", "Four", FERRY),
    ];
    find_origins(&mut articles);
    let origins: Vec<_> = articles.iter().map(|a| (a.origin.id.as_str(), a.origin.agency.as_deref())).collect();
    assert_eq!(origins, [("a", Some("AFP")), ("a", Some("AFP")), ("c", None), ("a", Some("AFP"))]);
    assert_eq!(articles[3].origin.duplicate_of.as_deref(), Some("b"));
    assert_eq!(articles[1].origin.duplicate_of, None);
}
