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
    for text in [
        "The talks - the third this year - ended.",
        "NATO said it would stay.",
        "Mayor Poe (Labour) - who left - spoke.",
    ] {
        assert_eq!(kinds(text).len(), 1, "{text}");
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
