//! Cases of attribution: who is cited for which words, and what is nobody's speech.

use proptest::prelude::*;

use crate::annotate::{Annotated, annotate};
use crate::language::pack;
use crate::model::{Article, Evidential, SourceClass};
use crate::segment::segment;

/// Runs `check` on an annotated text.
pub(super) fn with<T>(text: &str, check: impl FnOnce(&Annotated<'_>) -> T) -> T {
    let article = Article::new(None, text);
    let segmentation = segment(&article, pack("en"));
    check(&annotate(&article, &segmentation, pack("en")))
}

/// Source, cue and content of each attribution.
pub(super) fn found(text: &str) -> Vec<(String, String, String)> {
    with(text, |a| {
        let slice = |s| a.article.slice(s).to_owned();
        let content = |c: &[crate::model::Span]| c.iter().map(|s| slice(*s)).collect::<Vec<_>>().join(" / ");
        a.attributions
            .iter()
            .map(|m| (m.source.map(slice).unwrap_or_default(), slice(m.cue), content(&m.content)))
            .collect()
    })
}

/// The source of each attribution as mentioned, and whom it names.
pub(super) fn named(text: &str) -> Vec<(String, String)> {
    with(text, |a| {
        let slice = |s: Option<crate::model::Span>| s.map(|s| a.article.slice(s).to_owned()).unwrap_or_default();
        a.attributions.iter().map(|m| (slice(m.source), slice(m.source_name))).collect()
    })
}

#[test]
fn a_figure_is_given_by_who_puts_something_at_it() {
    let sources = |text: &str| -> Vec<(String, String)> {
        let figures =
            found(text).into_iter().filter(|(_, _, content)| content.chars().all(|c| c.is_ascii_digit() || c == ','));
        figures.map(|(source, _, content)| (source, content)).collect()
    };
    let told = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs.iter().map(|(source, content)| ((*source).to_owned(), (*content).to_owned())).collect()
    };
    for (text, expected) in [
        ("The coast guard put the number of dead at 14.", vec![("The coast guard", "14")]),
        ("Organisers have put the crowd on the square at 30,000.", vec![("Organisers", "30,000")]),
        // the verb of the first holds for the second
        ("The unions said 10,000 people had taken part, and the police 3,000.", vec![("the police", "3,000")]),
    ] {
        assert_eq!(sources(text), told(&expected), "{text}");
    }
    for text in [
        "The toll was put at 14.",
        "It puts the crowd at 3,000.",
        "She put the kettle on at 14 Harbour Road.",
        // who holds people is no source
        "Officials said that police had held 12 people and soldiers 40.",
    ] {
        assert_eq!(sources(text), told(&[]), "{text}");
    }
}

#[test]
fn quoted_speech_has_a_cue_and_a_source() {
    for (text, source, cue, content) in [
        ("“We will rebuild the mill,” Dora Kessel said.", "Dora Kessel", "said", "We will rebuild the mill,"),
        ("“We will rebuild the mill,” said Dora Kessel.", "Dora Kessel", "said", "We will rebuild the mill,"),
        ("Dora Kessel told reporters: “We will rebuild the mill.”", "Dora Kessel", "told", "We will rebuild the mill."),
        (
            "According to Dora Kessel, “we will rebuild the mill.”",
            "Dora Kessel",
            "According to",
            "we will rebuild the mill.",
        ),
        (
            "According to Dora Kessel, “Be careful with the boats, because it could be rough out there.”",
            "Dora Kessel",
            "According to",
            "Be careful with the boats, because it could be rough out there.",
        ),
        (
            "“We will rebuild the mill,” Kessel said. “It takes a year.”",
            "Kessel",
            "said",
            "We will rebuild the mill, / It takes a year.",
        ),
        (
            "“We will rebuild the mill,” she said, “and it takes a year.”",
            "she",
            "said",
            "We will rebuild the mill, / and it takes a year.",
        ),
        ("\"We will rebuild the mill,” said an official.", "an official", "said", "We will rebuild the mill,"),
    ] {
        assert_eq!(found(text), [(source.into(), cue.into(), content.into())], "{text}");
    }
}

#[test]
fn reported_speech_has_a_cue_a_source_and_a_clause() {
    for (text, source, cue, content) in [
        ("The ministry said the mill would be rebuilt.", "The ministry", "said", "the mill would be rebuilt"),
        ("The mill will be rebuilt, the ministry said.", "the ministry", "said", "The mill will be rebuilt"),
        (
            "The mill will be rebuilt, according to the ministry.",
            "the ministry",
            "according to",
            "The mill will be rebuilt",
        ),
        (
            "According to activists, the mill burned for two days.",
            "activists",
            "According to",
            "the mill burned for two days",
        ),
    ] {
        assert_eq!(found(text), [(source.into(), cue.into(), content.into())], "{text}");
    }
}

#[test]
fn a_quotation_inside_reported_words_belongs_to_them() {
    let text = "Kessel said the mill was “beyond repair.”";
    assert_eq!(found(text), [("Kessel".into(), "said".into(), "the mill was “beyond repair.”".into())]);
}

#[test]
fn an_utterance_that_is_never_closed_ends_at_its_cue() {
    let text = "“It is a lie, said Kessel. She left the hall.";
    assert_eq!(found(text), [("Kessel".into(), "said".into(), "It is a lie,".into())]);
    with("“We stay, whatever the council and the mayor think of it.", |a| {
        let said: Vec<_> = a.quotations.iter().flat_map(|q| &q.pieces).map(|p| a.article.slice(*p)).collect();
        assert_eq!(said, ["We stay, whatever the council and the mayor think of it."]);
    });
}

#[test]
fn the_sentence_before_a_quotation_names_its_speaker() {
    for (text, source, cue) in [
        ("The mayor was blunt. “No one will be paid.”", "The mayor", "was blunt"),
        ("Mayor Ilsa Orr was blunt. “No one will be paid.” Others agreed.", "Mayor Ilsa Orr", "was blunt"),
        ("Kessel shook her head. “No one will be paid.”", "Kessel", "shook her head"),
        ("“No one will be paid.” Kessel said.", "Kessel", "said"),
    ] {
        assert_eq!(found(text), [(source.into(), cue.into(), "No one will be paid.".into())], "{text}");
    }
    for text in [
        "The mill burned down. “No one will be paid.”",
        "The mayor left the hall with her son and two of the men who had come to the mill. “No one will be paid.”",
        "The mayor was blunt.\n\n“No one will be paid.”",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn two_speakers_are_one_source() {
    for (text, source) in [
        ("Dora Kessel and Ada Lind said the mill would be rebuilt.", "Dora Kessel and Ada Lind"),
        ("“We will rebuild the mill,” said Dora Kessel and Ada Lind.", "Dora Kessel and Ada Lind"),
        ("The guards met Ada Lind and Kessel said the mill would be rebuilt.", "Kessel"),
    ] {
        assert_eq!(found(text).first().map(|f| f.0.clone()), Some(source.to_owned()), "{text}");
    }
}

#[test]
fn sources_have_a_class_and_a_name() {
    for (text, class, name) in [
        ("“We stay,” said Dora Kessel of Velm.", SourceClass::Named, Some("Dora Kessel")),
        ("“We stay,” an official said.", SourceClass::Official, None),
        ("Activists said the mill burned for two days.", SourceClass::Unofficial, None),
        ("Dora Kessel left the hall. “We stay,” she said.", SourceClass::Named, Some("Dora Kessel")),
    ] {
        with(text, |a| {
            let mention = a.attributions.first().expect("an attribution");
            assert_eq!((mention.class, mention.source_name.map(|s| a.article.slice(s))), (class, name), "{text}");
        });
    }
}

#[test]
fn denials_and_questions_are_told_apart() {
    for (text, evidential) in [
        ("The company denied that the mill was unsafe.", Evidential::Denies),
        ("The company said that the mill was unsafe.", Evidential::Asserts),
        ("The company did not say whether the mill was unsafe.", Evidential::Questions),
    ] {
        with(text, |a| assert_eq!(a.attributions.first().map(|m| m.evidential), Some(evidential), "{text}"));
    }
}

#[test]
fn nobody_is_cited_for_plain_words() {
    for text in ["The mill burned for two days.", "The fire spread to the old station and two houses."] {
        assert_eq!(found(text), [], "{text}");
    }
    with("They call it the “old” mill, a ruin since the war.", |a| {
        assert!(a.quotations.iter().all(|q| !q.speech || q.fragment), "{:?}", a.quotations);
    });
}

#[test]
fn a_cue_between_commas_interrupts_a_clause() {
    for (text, said) in [
        ("It was “a total loss”, Kessel said, “for all of us”.", "It was “a total loss” / for all of us"),
        ("It was “a total loss,” Kessel said, “for all of us”.", "It was “a total loss,” / for all of us"),
        ("On Monday, Kessel said, “for all of us it was a loss”.", "for all of us it was a loss"),
    ] {
        assert_eq!(found(text), [("Kessel".into(), "said".into(), said.into())], "{text}");
    }
}

#[test]
fn what_stands_alone_between_marks_is_speech_and_a_title_is_none() {
    let speech = |text: &str| {
        with(text, |a| {
            let spoken = a.quotations.iter().filter(|q| q.speech).flat_map(|q| &q.pieces);
            spoken.map(|p| a.article.slice(*p).to_owned()).collect::<Vec<_>>()
        })
    };
    assert_eq!(speech("The hall fell silent. “Go home.” Nobody moved."), ["Go home."]);
    for text in [
        "She took “The Long Winter” with her every year.",
        "“Low Tide” opens on Friday.",
        "The “Harbour Four” were freed.",
    ] {
        assert!(speech(text).is_empty(), "{text}: {:?}", speech(text));
    }
}

#[test]
fn a_second_source_ends_what_the_first_said() {
    for (text, first) in [
        ("Kessel said the mill is unsafe; Lind said it is not.", "the mill is unsafe"),
        ("While Kessel said the mill was unsafe, Lind insisted that it would hold.", "the mill was unsafe"),
        ("Kessel said the mill was unsafe, but Lind insisted that it would hold.", "the mill was unsafe"),
        (
            "Kessel said the mill was unsafe and the wheel, too, was old.",
            "the mill was unsafe and the wheel, too, was old",
        ),
    ] {
        assert_eq!(found(text).first().map(|f| f.2.as_str()), Some(first), "{text}");
    }
}

#[test]
fn the_source_may_end_its_sentence() {
    for (text, source, said) in [
        ("The mill was never safe, said its owner's lawyer.", "its owner's lawyer", "The mill was never safe"),
        ("Nothing was agreed, insists Nils Brandt, chairman of the board.", "Nils Brandt", "Nothing was agreed"),
        ("Six people were killed, officials said on Wednesday.", "officials", "Six people were killed"),
        ("The mill was never safe, the ministry said on May 4.", "the ministry", "The mill was never safe"),
        (
            "The mill was never safe, the ministry said on May 4; the village had not been told.",
            "the ministry",
            "The mill was never safe",
        ),
        ("The collapse was foretold, says a report on the mill.", "a report", "The collapse was foretold"),
        ("Kessel, 40, says Lind left the mill.", "Kessel", "Lind left the mill"),
        ("Three people have died, says the ministry, which blames the mill.", "the ministry", "Three people have died"),
        ("According to police, who searched the mill, nobody was hurt.", "police", "nobody was hurt"),
        ("The mill, Kessel said on Monday, is safe.", "Kessel", "The mill / is safe"),
    ] {
        let all = found(text);
        assert!(all.iter().any(|f| f.0 == source && f.2 == said), "{text}: {all:?}");
    }
}

#[test]
fn a_question_of_the_article_leaves_open_what_was_said() {
    with("Did Kessel say the mill was unsafe? Nobody knows.", |a| {
        assert_eq!(a.attributions.first().map(|m| m.evidential), Some(Evidential::Questions));
    });
    with("“Is the mill safe?” asked Kessel. “We say it is.”", |a| {
        assert!(a.attributions.iter().all(|m| m.source.is_some()), "{:?}", a.attributions);
    });
}

proptest! {
    /// Any marks in any order: spans stay inside the text, on character boundaries, and nothing panics.
    #[test]
    fn no_text_is_too_strange(text in "([a-z ,.“”\"'‘’«»„:—()\\n]|said|Kessel|told|é){0,80}") {
        with(&text, |a| {
            for span in a.attributions.iter().flat_map(|m| m.content.iter().chain(&m.source).chain([&m.cue])) {
                assert!(a.article.buffer().get(span.range()).is_some_and(|s| !s.is_empty()));
            }
            for quotation in &a.quotations {
                assert!(quotation.pieces.windows(2).all(|p| p[0].end <= p[1].start));
            }
        });
    }
}

#[test]
fn a_paragraph_behind_a_colon_is_quoted() {
    let said = |text: &str| found(text).into_iter().map(|(who, _, said)| (who, said)).collect::<Vec<_>>();
    for (text, who, content) in [
        (
            "On Monday Ilsa Orr wrote:\n\nThe mill has served us for two hundred years.\n\nNobody replied.",
            "Ilsa Orr",
            "The mill has served us for two hundred years.",
        ),
        (
            "The company said in a statement:\n\nWe regret the delay and will pay in full.\n\nIt rained.",
            "The company",
            "We regret the delay and will pay in full.",
        ),
    ] {
        assert_eq!(said(text), [(who.to_owned(), content.to_owned())], "{text}");
    }
    for text in [
        "The mill has three parts:\n\nThe old wheel has served us for two hundred years.",
        "Orr wrote:\n\nThe old wheel",
    ] {
        assert!(said(text).iter().all(|(_, said)| !said.starts_with("The old wheel")), "{text}");
    }
}

#[test]
fn a_programme_between_marks_is_no_part_of_what_was_said() {
    for (text, said) in [
        (
            "“We will rebuild the mill,” Dora Kessel said on “The Morning Hour.” “It takes a year.”",
            "We will rebuild the mill, / It takes a year.",
        ),
        ("“We will rebuild the mill,” Dora Kessel said on Radio Velm's “Morning Hour.”", "We will rebuild the mill,"),
        (
            "“We will rebuild the mill,” Dora Kessel said. “Not This Year.”",
            "We will rebuild the mill, / Not This Year.",
        ),
    ] {
        assert_eq!(found(text), [("Dora Kessel".into(), "said".into(), said.into())], "{text}");
    }
}

#[test]
fn a_second_verb_of_one_source_ends_what_the_first_reports() {
    for (text, first, second) in [
        (
            "Orr said the mill was safe and warned that the wheel could break.",
            "the mill was safe",
            "that the wheel could break",
        ),
        (
            "Orr said the mill was safe, but added that the wheel could break.",
            "the mill was safe",
            "that the wheel could break",
        ),
    ] {
        let said: Vec<String> = found(text).into_iter().map(|(_, _, said)| said).collect();
        assert_eq!(said, [first, second], "{text}");
    }
}

#[test]
fn headlines_may_end_with_their_source() {
    let said = |title: &str| {
        let article = Article::new(Some(title), "It rained in Orsk on Monday.");
        let segmentation = segment(&article, pack("en"));
        let annotated = annotate(&article, &segmentation, pack("en"));
        let slice = |s| article.slice(s).to_owned();
        let mentions = annotated.attributions.iter();
        mentions.map(|m| (m.source.map(slice).unwrap_or_default(), slice(m.content[0]))).collect::<Vec<_>>()
    };
    for (title, who, what) in [
        ("“No deal”: Orr", "Orr", "No deal"),
        ("“We will not pay” - Ilsa Orr", "Ilsa Orr", "We will not pay"),
        ("Mill owners knew of the fault: report", "report", "Mill owners knew of the fault"),
        ("Orr: no deal", "Orr", "no deal"),
        ("No closure before winter, says Orla's mayor", "Orla's mayor", "No closure before winter"),
        ("No closure before winter, Orla's mayor says", "Orla's mayor", "No closure before winter"),
        ("No closure before winter, according to Orla's mayor", "Orla's mayor", "No closure before winter"),
        ("Orla bridge unsafe, warn Velm's engineers", "Velm's engineers", "Orla bridge unsafe"),
    ] {
        assert_eq!(said(title), [(who.to_owned(), what.to_owned())], "{title}");
    }
    let title = "The “old” mill: a history";
    assert!(said(title).is_empty(), "{title}: {:?}", said(title));
}

#[test]
fn an_occasion_behind_the_source_is_not_what_was_said() {
    for (text, source, said) in [
        ("The mill will stay shut, the bank said in a statement on Monday.", "the bank", "The mill will stay shut"),
        ("The quay is safe, Orr said in a letter to the council.", "Orr", "The quay is safe"),
        ("The mill had been sold, Orr told the Gull in an interview.", "Orr", "The mill had been sold"),
        ("Nobody was hurt, the ministry wrote in a post on its website.", "the ministry", "Nobody was hurt"),
    ] {
        let all = found(text);
        assert_eq!(all.len(), 1, "{text}: {all:?}");
        assert_eq!((all[0].0.as_str(), all[0].2.as_str()), (source, said), "{text}");
    }
    for (text, said) in [
        ("On Monday, Orr said in a letter the mill would close.", "the mill would close"),
        ("Last week, the bank said in a statement that rates would rise.", "that rates would rise"),
        ("The fire was out by noon, and Orr said in Velm the owners lied.", "the owners lied"),
    ] {
        assert_eq!(found(text).first().map(|f| f.2.clone()), Some(said.to_owned()), "{text}");
    }
}

#[test]
fn whoever_is_quoted_by_another_is_the_source() {
    for (text, source, said) in [
        ("The paper quoted Falk as saying the bridge would be closed.", "Falk", "the bridge would be closed"),
        (
            "The agency quoted an official as saying that the bridge would be closed.",
            "an official",
            "that the bridge would be closed",
        ),
    ] {
        assert_eq!(found(text), [(source.into(), "saying".into(), said.into())], "{text}");
    }
    let text = "Falk described the deal as promising.";
    assert_eq!(found(text).first().map(|f| f.0.as_str()), Some("Falk"), "{text}");
}

#[test]
fn what_a_noun_reports_ends_before_the_verb_of_its_sentence() {
    let all = found("Orr's claim that the bridge was safe was rejected by the council.");
    let said = |who: &str| all.iter().find(|f| f.0 == who).map(|f| f.2.as_str());
    assert_eq!(said("Orr's"), Some("that the bridge was safe"), "{all:?}");
    assert_eq!(said("the council"), Some("Orr's claim that the bridge was safe"), "{all:?}");
    let all = found("Orr's claim that the bridge was safe and had been mended is old.");
    assert!(all.iter().any(|f| f.0 == "Orr's" && f.2.contains("had been mended")), "{all:?}");
}

#[test]
fn lines_behind_a_colon_are_quoted_without_their_marks() {
    let said = |text: &str| found(text).into_iter().map(|(who, _, said)| (who, said)).collect::<Vec<_>>();
    let text =
        "Ilsa Orr wrote:\n\n> The mill has served us for two hundred years.\n> It will be missed.\n\nNobody replied.";
    let lines = "The mill has served us for two hundred years. / It will be missed.";
    assert_eq!(said(text), [("Ilsa Orr".to_owned(), lines.to_owned())]);
    let text = "The mill is > 20 metres high.\n\n> The mill has served us for two hundred years.";
    assert_eq!(said(text), []);
}

#[test]
fn turns_of_a_transcript_have_speakers() {
    let said = |text: &str| found(text).into_iter().map(|(who, _, said)| (who, said)).collect::<Vec<_>>();
    let turn = |who: &str, said: &str| (who.to_owned(), said.to_owned());
    assert_eq!(
        said("They met in Velm.\n\nORR: Do you stay?\n\nLUND: I stay. The mill is mine."),
        [turn("ORR", "Do you stay?"), turn("LUND", "I stay. The mill is mine.")]
    );
    for text in ["NOTE: The mill is shut.\n\nIt rained in Orla.", "Orr: the mill is shut.\n\nIt rained in Orla."] {
        assert!(said(text).iter().all(|(who, _)| who != "NOTE"), "{text}: {:?}", said(text));
    }
}
