//! Builds the table of document frequencies: `rarity CORPUS.jsonl.gz ORIGIN > data/en/rarity.csv`.

use std::io::{BufRead as _, BufReader};

use claimdiff::language::{RarityCounter, pack};

#[derive(serde::Deserialize)]
struct Row {
    text: String,
}

fn main() -> anyhow::Result<()> {
    let mut args = std::env::args().skip(1);
    let corpus = args.next().unwrap_or_default();
    let origin = args.next().unwrap_or_default();
    let file = flate2::read::MultiGzDecoder::new(std::fs::File::open(corpus)?);
    let mut counter = RarityCounter::default();
    for line in BufReader::new(file).lines() {
        let row: Row = serde_json::from_str(&line?)?;
        counter.add(&row.text, pack("en"));
    }
    print!("{}", counter.to_csv(4, &origin));
    Ok(())
}
