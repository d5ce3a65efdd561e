//! Cuts texts with the crate `sentencex`, in the form of `claimdiff sentences`, to be scored beside it.
//!
//! `cargo run --release --example sentencex -- sentences TEXTS.jsonl`; `just golden` runs it.

use std::error::Error;
use std::io::{BufRead, BufReader, BufWriter, Write};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(2).ok_or("usage: sentencex sentences TEXTS.jsonl")?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for line in BufReader::new(std::fs::File::open(path)?).lines() {
        let row: serde_json::Value = serde_json::from_str(&line?)?;
        let text = row["text"].as_str().ok_or("a row without a text")?;
        let language = row["language"].as_str().unwrap_or("en");
        for sentence in sentencex::get_sentence_boundaries(language, text) {
            let white = |c: &char| c.is_whitespace();
            let lead = sentence.text.chars().take_while(white).count();
            let tail = sentence.text.chars().rev().take_while(white).count();
            if lead < sentence.text.chars().count() {
                let (start, end) = (sentence.start_index + lead, sentence.end_index - tail);
                let row = serde_json::json!({"article_id": row["id"], "char_start": start, "char_end": end});
                writeln!(out, "{row}")?;
            }
        }
    }
    Ok(())
}
