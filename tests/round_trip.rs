//! What is written can be read again, nothing that is read can break the reader, and no cell acts.

#![allow(clippy::unwrap_used, reason = "a test")]

use claimdiff::ingest::{self, Intake, Options, Source};
use claimdiff::model::{Article, StoryComparison};
use claimdiff::report::{ARTICLES, Output, RowOptions, StoryRows, format_named};
use proptest::prelude::*;

/// The table of articles in one format.
fn written(articles: Vec<Article>, format: &str, output: Output) -> Vec<u8> {
    let story = StoryComparison { articles, ..StoryComparison::default() };
    let mut bytes = Vec::new();
    let mut sink = format_named(format).unwrap().start(ARTICLES, Box::new(&mut bytes), output).unwrap();
    ARTICLES.rows(&StoryRows::new(&story, RowOptions::default()), sink.as_mut()).unwrap();
    sink.finish().unwrap();
    drop(story);
    bytes
}

fn article(outlet: &str, title: &str, text: &str) -> Article {
    let mut article = Article::new(Some(title), text);
    article.id = "7".into();
    article.outlet = outlet.into();
    article
}

fn column(bytes: &[u8], name: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(bytes);
    let at = reader.headers().unwrap().iter().position(|h| h == name).unwrap();
    reader.records().map(|row| row.unwrap()[at].to_owned()).collect()
}

/// Whether a spreadsheet could take a cell for a formula.
fn acts(cell: &str) -> bool {
    cell.trim_start_matches([' ', '\u{a0}', '\u{feff}', '\u{200b}'])
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

proptest! {
    #[test]
    fn csv_keeps_every_character(outlet in any::<String>(), title in any::<String>()) {
        let bytes = written(vec![article(&outlet, &title, "x")], "csv", Output { raw_csv: true, width: None });
        prop_assert_eq!(&column(&bytes, "outlet"), &[outlet]);
        prop_assert_eq!(&column(&bytes, "title"), &[title.trim().to_owned()]);
    }

    #[test]
    fn no_cell_of_csv_acts(outlet in "[=+@\t\r\n ＝-]{0,3}.*", title in "[ ]{0,2}[=+@-].*") {
        let bytes = written(vec![article(&outlet, &title, "x")], "csv", Output::default());
        for name in ["outlet", "title", "article_id"] {
            for cell in column(&bytes, name) {
                prop_assert!(!acts(&cell), "{:?}", cell);
            }
        }
    }

    #[test]
    fn what_json_lines_hold_is_read_again(outlet in "[^\\p{Z}\\p{C}].{0,20}[^\\p{Z}\\p{C}]", text in "[^\\p{Z}\\p{C}].{0,80}") {
        let bytes = written(vec![article(&outlet, "Title", &text)], "jsonl", Output::default());
        let mut intake = Intake::default();
        let source = Source { name: "articles.jsonl".into(), path: Some("articles.jsonl".into()), bytes };
        ingest::read(source, None, &Options::default(), &mut intake).unwrap();
        prop_assert_eq!(intake.articles.len(), 1);
        let found = &intake.articles[0];
        prop_assert_eq!((found.id.as_str(), found.outlet.as_str(), found.text()), ("7", outlet.as_str(), text.as_str()));
    }

    #[test]
    fn any_bytes_are_read_without_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..400),
        ending in prop::sample::select(vec!["txt", "csv", "json", "jsonl", "html", "gz", "parquet", ""]),
    ) {
        let mut intake = Intake::default();
        let source = Source { name: "x".into(), path: Some(format!("x.{ending}")), bytes };
        // only a date can stop a run, and random bytes hold none
        prop_assert!(ingest::read(source, None, &Options::default(), &mut intake).is_ok());
        prop_assert!(!intake.articles.is_empty() || !intake.notes.notices.is_empty());
    }

    #[test]
    fn any_records_are_read_without_panic(
        rows in prop::collection::vec(prop::collection::vec("[a-z0-9/\":;,{} \\n-]{0,12}", 4), 0..6),
        head in prop::sample::select(vec!["id,text,date,outlet", "id;body;published;source", "text\tdate\tx\ty", "{\"text\":", "[{\"text\":"]),
    ) {
        let mut text = format!("{head}\n");
        for row in rows {
            text.push_str(&row.join(","));
            text.push('\n');
        }
        let mut intake = Intake::default();
        let source = Source { name: "x".into(), path: None, bytes: text.into_bytes() };
        // either it is read, or the message says what to decide
        if let Err(error) = ingest::read(source, None, &Options::default(), &mut intake) {
            prop_assert!(error.to_string().contains("--date-order"));
        }
    }

    #[test]
    fn any_date_is_read_without_panic(raw in any::<String>()) {
        let _ = ingest::read_date(&raw).settle(None);
    }

    #[test]
    fn anything_like_a_date_is_read_without_panic(raw in "[0-9]{0,5}[-/. :]?[0-9]{0,5}[-/. :T]?[0-9]{0,14}[ ,.:+-]?(am|pm|Z|EST|May)?[0-9:]{0,6}") {
        let _ = ingest::read_date(&raw).settle(None);
    }
}
