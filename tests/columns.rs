//! Holds `docs/columns.md` to the tables: the dictionary of columns is generated, never edited.
//!
//! `CLAIMDIFF_WRITE_DOCS=1 cargo test --test columns` writes it anew.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use claimdiff::report::TABLES;

const HEAD: &str = "# The columns of every table

Generated from the tables themselves (`tests/columns.rs`). UTF-8; an empty cell (`null` in JSON) means unknown; dates are
ISO 8601; offsets are Unicode code points of the field named by `field`, end exclusive; lists are JSON arrays.
";

fn dictionary() -> String {
    let mut out = HEAD.to_owned();
    for table in TABLES {
        let _ = write!(
            out,
            "\n## {}\n\n{}\n\n| column | type | meaning |\n|---|---|---|\n",
            table.name(),
            table.description()
        );
        for column in table.columns() {
            let _ = writeln!(
                out,
                "| `{}` | {} | {} |",
                column.name,
                column.kind.name(),
                column.description.replace('|', "\\|")
            );
        }
    }
    out
}

#[test]
fn the_dictionary_of_columns_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/columns.md");
    let expected = dictionary();
    if env::var_os("CLAIMDIFF_WRITE_DOCS").is_some() {
        fs::write(&path, &expected).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(found == expected, "docs/columns.md is out of date: CLAIMDIFF_WRITE_DOCS=1 cargo test --test columns");
}

#[test]
fn every_column_has_its_own_name_and_a_meaning() {
    for table in TABLES {
        let mut names: Vec<_> = table.columns().iter().map(|c| c.name).collect();
        assert!(table.columns().iter().all(|c| !c.description.is_empty()), "{}", table.name());
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{} has a column twice", table.name());
    }
}

/// The public contract: columns may be added at the end of a table, never dropped or renamed.
#[test]
fn the_contract_holds() {
    let contract = [
        (
            "articles",
            "article_id path sha256 outlet outlet_guessed published modified title author url language analysed words complete story_id origin_id is_wire wire_agency duplicate_of text",
        ),
        ("sentences", "article_id field sentence_index paragraph_index block char_start char_end text"),
        (
            "claims",
            "claim_id article_id outlet published story_id group_id field sentence_index char_start char_end spans exact prefix suffix kind role value value_end bound value_min value_max unit counted subject relation part_of place date_start date_end quote_type speaker speaker_start speaker_end speaker_name cue source hedge negated loaded_terms rule confidence",
        ),
        (
            "matches",
            "match_id story_id group_id kind claim_a claim_b outlet_a outlet_b similarity equivalence verdict same_origin reasons",
        ),
        (
            "groups",
            "group_id story_id kind label outlets origins first_published value_low value_high variants verdict",
        ),
        (
            "discrepancies",
            "discrepancy_id story_id group_id kind severity confidence summary outlet_a outlet_b published_a published_b value_a value_b text_a text_b speaker_a speaker_b title_a title_b link_a link_b difference departs conflict_between why same_origin outlets_a outlets_b origins_a origins_b claim_a claim_b claims_a claims_b article_a article_b path_a path_b paragraph_a paragraph_b char_start_a char_end_a char_start_b char_end_b status coder1 coder2 note",
        ),
        ("coverage", "group_id story_id outlet status mentions first_published position attributed origin_id"),
        ("stories", "story_id label first_published last_published articles outlets origins"),
        ("outlets", "outlet articles origins stories_covered claims groups_present groups_known pairs_compared"),
        ("pairs", "id similarity equivalence verdict kinds reasons"),
        ("labels", "story_id family referent label outlet count quoted"),
    ];
    for (name, columns) in contract {
        let table = TABLES.iter().find(|t| t.name() == name).unwrap();
        let found: Vec<_> = table.columns().iter().map(|c| c.name).collect();
        let expected: Vec<_> = columns.split(' ').collect();
        assert_eq!(found[..expected.len()], expected[..], "{name}");
    }
}
