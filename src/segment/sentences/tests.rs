//! Sentences: texts with a bar where one ends.

use super::sentences;
use crate::language::pack;
use crate::model::Span;

fn cut(code: &str, text: &str) -> Vec<String> {
    sentences(text, Span::of(0..text.len()), &pack(code).segmentation).map(|s| s.slice(text).to_owned()).collect()
}

/// Each row: a text with `|` where a sentence ends and the next begins.
fn check(code: &str, rows: &[&str]) {
    for row in rows {
        let expected: Vec<_> = row.split('|').map(|s| s.trim().to_owned()).collect();
        let text = row.replace('|', "");
        assert_eq!(cut(code, &text), expected, "{text}");
        for sentence in expected {
            assert_eq!(cut(code, &sentence), std::slice::from_ref(&sentence), "cut again");
        }
    }
}

#[test]
fn abbreviations() {
    check(
        "en",
        &[
            "Gen. Ann Poe met Lt. Gen. Olu Roe. |They left at 3 p.m. Monday.",
            "The U.S. Embassy closed. |He flew to the U.S. |The trip took a day.",
            "It is no. 5 on the list. |See p. 55 and Fig. 3.",
            "Roe Corp. bought Poe Inc. |It paid in cash.",
            "Mr. J. K. Doe spoke. |A. B. Poe did not.",
            "The answer is no. |They left.",
            "He arrived on Jan. 5. |She left on Feb. 9, 2011.",
            "At 5 a.m. Mr. Poe rose. |The bus left at 5 p.m. |Travellers waited.",
        ],
    );
}

#[test]
fn numbers_and_addresses() {
    check(
        "en",
        &[
            "It cost $3.50. |The rest was 1,200.75 euros.",
            "Thieves took $2. 6 million and €1. 7m in gems.",
            "It cost $2. |In all 6 million came and each paid $3. |\"6 of us left,\" he said.",
            "See https://news.example.org/a.b/c.html. |It is long.",
            "Write to ann.poe@example.org today. |Or do not.",
            "It rose 4.5 percent in 2019. |81 people came.",
        ],
    );
}

#[test]
fn quotations() {
    check(
        "en",
        &[
            "“We go. |We stay,” she said. |He left.",
            "\"We go!\" she said. |\"Why?\" |He left.",
            "They held the town in a siege.|“We are here,” he said.",
            "He spoke of a threat.”|Poe Retort",
            "She said: \"Go.\" |He went.",
        ],
    );
}

#[test]
fn ellipses_notes_and_lists() {
    check(
        "en",
        &[
            "I meant ... well, no. |It was... |Then he left.",
            "The town fell.[12] |It rose again. [3] |He left.",
            "1. First thing 2. |Second".replace(" 2. |", " |2. ").as_str(),
            "1) apples |2) pears |3) plums",
        ],
    );
}

#[test]
fn other_scripts() {
    check("xx", &["他来了。|她走了！|“好。”", "هو هنا. |هي هناك؟ |نعم."]);
}

#[test]
fn a_heading_that_runs_into_its_text() {
    check(
        "en",
        &[
            "Ferry sinks off Port Mellon coast |The crew was saved.",
            "Three people were hurt in the blast |They are in hospital.",
            // names and titles of works hold words that open sentences
            "She wrote for The Mellon Post. |He sang in a band called The slow trains.",
            "The Order of The silver fish met. |They want Homes for All and will march.",
            "A lack of vitamin A can harm the eyes.",
        ],
    );
    check("ro", &["Podul din Mirna a fost închis |Un purtător de cuvânt a confirmat."]);
    check("de", &["Bitte rufen Sie uns an. |Dann kommen Sie zu uns."]);
}

#[test]
fn careless_writers() {
    check(
        "en",
        &[
            "i went home early. nobody was there. |The end.".replace("early. ", "early. |").as_str(),
            "who is there? |nobody came.",
            "The hall was full...|Everybody sang.",
            // a capital at the start: a small letter goes on
            "The company (see sect. four) paid.",
        ],
    );
    check("hy", &["Սկսեց անձրևել...Այդպես էլ գիտեի:"]);
}

#[test]
fn speech_that_breaks_off() {
    check(
        "en",
        &[
            "\"We only wanted to--\" |The door flew open.",
            "“We only wanted to—” |The door flew open.",
            "“We only wanted to—” she said.",
            "“Who is it?” |She opened the door.",
            "“Who is it?” Poe asked.",
        ],
    );
}

#[test]
fn omissions_and_remarks() {
    check(
        "en",
        &[
            "The custom was known. |. . . The habit did not last. . . .",
            "She waited . . . and he came.",
            "... Then it rained.",
            "It was [who knows? 12 people] in all.",
            "\"Were you there?\" |\"No. |No one was.\"",
            "It is plan-B. |Nobody liked it.",
        ],
    );
}

#[test]
fn marks_of_other_languages() {
    check("fr", &["« Nul ne savait. |Nul n’est venu. » |Il est parti."]);
    check("fr", &["« Nul n’est venu\u{a0}!\u{a0}» |Il est parti."]);
    check("nl", &["Om vijf uur kwam mevr. Poe. |'s Avonds vertrok zij."]);
    check("de", &["„Wir warten. |Wir hoffen“, sagte er. |Am 12. Juni kam Dr. Poe."]);
}
