//! Blocks of invented articles, and what holds for any text.

use proptest::prelude::*;

use super::segment;
use crate::language::pack;
use crate::model::{Article, BlockKind};

fn kinds(text: &str) -> Vec<(BlockKind, String)> {
    let article = Article::new(None, text);
    let segmentation = segment(&article, pack("en"));
    segmentation.blocks.iter().map(|b| (b.kind, article.slice(b.span).to_owned())).collect()
}

#[test]
fn a_dateline_is_a_block_of_its_own() {
    for (dateline, rest) in [
        ("GENEVA, May 1 (AP) —", "The talks ended."),
        ("PORT MELLON (Reuters) -", "The talks ended."),
        ("Oslo, Norway (AFP) –", "The talks ended."),
        ("WASHINGTON, UNITED STATES-", "The talks ended."),
    ] {
        let found = kinds(&format!("{dateline} {rest}"));
        assert_eq!(found, [(BlockKind::Dateline, dateline.to_owned()), (BlockKind::Paragraph, rest.to_owned())]);
    }
    for (dateline, rest) in
        [("(CNN)", " The talks ended."), ("(CNN) —", " The talks ended."), ("(CNN)", "The talks ended.")]
    {
        assert_eq!(kinds(&format!("{dateline}{rest}"))[0], (BlockKind::Dateline, dateline.to_owned()));
    }
    for dateline in ["Port Mellon, May 1 —", "NEW HALVIK:", "14:02 —", "9.40 –"] {
        assert_eq!(kinds(&format!("{dateline} The talks ended."))[0], (BlockKind::Dateline, dateline.to_owned()));
    }
    for text in [
        "(Poe) The talks ended.",
        "On 5 May 1999, a Poe - 24 left.",
        "14:02 The talks ended.",
        "3.5 - a record - was told of.",
        "10:30 - 11:15 The mayor spoke.",
        "Port Mellon, in May — The talks ended.",
        "The talks - the third this year - ended.",
        "NATO said it would stay.",
        "Mayor Poe (Labour) - who left - spoke.",
    ] {
        assert_eq!(kinds(text).len(), 1, "{text}");
    }
}

#[test]
fn datelines_of_other_languages() {
    for (code, dateline, rest) in [
        ("es", "LOMORA, 5 mayo (EFE).-", "La ministra se fue."),
        ("de", "LOMORA (dpa) -", "Die Ministerin ging."),
        ("ru", "ЛОМОРА, 5 мая (ТАСС) —", "Министр уехал."),
        ("ar", "لومورا (رويترز) -", "غادر الوزير."),
    ] {
        let article = Article::new(None, &format!("{dateline} {rest}"));
        let blocks = segment(&article, pack(code)).blocks;
        assert_eq!((blocks[0].kind, article.slice(blocks[0].span)), (BlockKind::Dateline, dateline), "{code}");
    }
}

#[test]
fn a_colon_ends_a_dateline_only_before_running_text() {
    let found = kinds("The talks ended.\n\nPOE ROE: They did not.");
    assert_eq!(found[1], (BlockKind::Paragraph, "POE ROE: They did not.".to_owned()));
}

#[test]
fn a_headline_stands_before_a_byline() {
    let found = kinds("Ferry sinks off Port Mellon\n\nBy Ann Poe\n\nThe crew was saved.");
    let kinds: Vec<_> = found.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(kinds, [BlockKind::Headline, BlockKind::Byline, BlockKind::Paragraph]);
}

#[test]
fn captions_with_their_credit() {
    let filler = "Roe, who leads the council, said that the line would close. ".repeat(12);
    for (caption, rest) in [
        (format!("FILE — In this May 3, 2019 file photo, Olu Roe speaks. {filler}(AP Photo/Ann Poe)"), None),
        ("The ferry in 2017. ".to_owned(), Some("| Ann Poe/AP")),
        ("Workers at the harbour on Monday ".to_owned(), Some("[Olu Roe/AFP]")),
        ("The mayor waits. ".to_owned(), Some("(Ann Poe/Mellon Press)")),
    ] {
        let found = kinds(&format!("{caption}{}", rest.unwrap_or_default()));
        assert_eq!(found[0], (BlockKind::Caption, caption.trim().to_owned()));
        assert_eq!(found.get(1).map(|(kind, text)| (*kind, text.as_str())), rest.map(|r| (BlockKind::Boilerplate, r)));
    }
    for text in ["He belongs to an alliance (Labour/Green)", &format!("This photo is known. {filler}")] {
        assert_ne!(kinds(text)[0].0, BlockKind::Caption, "{text}");
    }
}

#[test]
fn credits_on_lines_of_their_own() {
    for (text, kind) in [
        ("Photo: Ann Poe/AP", BlockKind::Boilerplate),
        ("Photograph: Ann Poe for The Mellon Press", BlockKind::Boilerplate),
        ("Photo: Ann Poe crosses the bridge", BlockKind::Caption),
        ("Photo: The Bridge.", BlockKind::Caption),
    ] {
        assert_eq!(kinds(text)[0].0, kind, "{text}");
    }
}

#[test]
fn a_few_words_that_lead_up_to_an_appeal_go_with_it() {
    for text in ["Like what you read? Sign up here.", "The Mellon Press is written by its readers. Donate now."] {
        assert!(kinds(text).iter().all(|(kind, _)| *kind == BlockKind::Boilerplate), "{text}");
    }
    let filler = "Roe, who leads the council, said that the line would close. ".repeat(3);
    for text in ["The line will close in May. (Reporting by Ann Poe)", &format!("{filler}Sign up here.")] {
        assert!(kinds(text).iter().any(|(kind, _)| *kind == BlockKind::Paragraph), "{text}");
    }
}

#[test]
fn items_signatures_and_dates() {
    for (text, kind) in [
        ("- The engine failed", BlockKind::ListItem),
        ("• The engine failed.", BlockKind::ListItem),
        ("- Ann Poe", BlockKind::Byline),
        ("Ann Poe | 5 May 2019 14:20", BlockKind::Byline),
        ("— We are late, he said.", BlockKind::Paragraph),
        ("14:20, 5 May 2019", BlockKind::Dateline),
        ("May be", BlockKind::Paragraph),
    ] {
        assert_eq!(kinds(text)[0].0, kind, "{text}");
    }
}

#[test]
fn a_title_that_the_body_repeats_is_read_from_the_body() {
    let article =
        Article::new(Some("Dam bursts near Port Mellon"), "Dam bursts near Port Mellon\n\nTwo people are missing.");
    let segmentation = segment(&article, pack("en"));
    let kinds: Vec<_> = segmentation.blocks.iter().map(|b| b.kind).collect();
    assert_eq!(kinds, [BlockKind::Boilerplate, BlockKind::Headline, BlockKind::Paragraph]);
}

#[test]
fn a_repeated_caption_counts_once() {
    let caption = "Mayor Ann Poe speaks to reporters in Port Mellon, May 3, 2019.";
    let found = kinds(&format!("{caption}\n{caption}\n\nThe mayor spoke."));
    assert_eq!(found[1].0, BlockKind::Boilerplate);
    assert_ne!(found[0].0, BlockKind::Boilerplate);
}

proptest! {
    #[test]
    fn pieces_rebuild_any_text(title in "\\PC{0,40}", text in "[ a-zA-Z0-9.!?\"'“”‘’()\\[\\]…。—•\n\r\t,;:À-ſа-я一-丆-]{0,400}") {
        check(&Article::new(Some(&title), &text));
    }

    #[test]
    fn any_characters_do(text in "\\PC{0,300}") {
        check(&Article::new(None, &text));
    }
}

fn check(article: &Article) {
    for code in ["en", "xx"] {
        let segmentation = segment(article, pack(code));
        let solid = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let (mut blocks, mut sentences) = (String::new(), String::new());
        let mut last = 0;
        for block in &segmentation.blocks {
            assert!(block.span.start >= last && block.span.start < block.span.end);
            last = block.span.end;
            let text = article.slice(block.span);
            assert_eq!(text.trim(), text);
            blocks.push_str(text);
        }
        last = 0;
        for sentence in &segmentation.sentences {
            assert!(sentence.span.start >= last && sentence.span.start < sentence.span.end);
            last = sentence.span.end;
            let text = article.slice(sentence.span);
            assert_eq!(text.trim(), text);
            assert!(segmentation.block_of(sentence).span.contains(sentence.span));
            sentences.push_str(text);
        }
        assert_eq!(solid(&blocks), solid(article.buffer()));
        assert_eq!(solid(&sentences), solid(article.buffer()));
    }
}
