//! Fits a model to the output of `features`: `train FEATURES.tsv... [--leave NAME]... [--alone] [--by-slope] [--raise R] [--scale S]`.
//!
//! `--alone` leaves out the context of a pair, `--by-slope` holds the curves of a pair's features to their slopes. Prints the CSV of `data/<language>/similarity.csv` or `equivalence.csv`. `--folds N` prints
//! `label, probability` of every row instead, each from a model that did not see its fold.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use claimdiff::language::{Curves, INTERCEPT};
use claimdiff::score::{Example, FEATURE_NAMES, Fit, OF_PAIR, Slope, slope};

struct Row {
    fold: String,
    group: String,
    example: Example,
}

fn read(text: &str, scale: f64) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for line in text.lines().skip(1) {
        let mut cells = line.split('\t');
        let (fold, group, label) =
            (cells.next().context("fold")?, cells.next().context("group")?, cells.next().context("label")?);
        let features = cells.map(str::parse).collect::<Result<Vec<f32>, _>>()?;
        let label = label.parse::<f64>()? / scale;
        rows.push(Row { fold: fold.into(), group: group.into(), example: Example { features, label, weight: 1.0 } });
    }
    Ok(rows)
}

/// A model whose intercept is raised: what the program compares has another share of matches than
/// the labelled pairs, and what competes for one partner is lowered afterwards.
fn raised(csv: &str, by: f32) -> Result<String> {
    let intercept = Curves::parse(csv)?.intercept();
    let raise = |line: &str| match line.strip_prefix(INTERCEPT) {
        Some(_) => format!("{INTERCEPT},0,{:.4}\n", intercept + by),
        None => format!("{line}\n"),
    };
    Ok(csv.lines().map(raise).collect())
}

fn main() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let mut names: Vec<String> = Vec::new();
    let (mut rows, mut left_out, mut folds, mut fit, mut scale) = (Vec::new(), Vec::new(), 0, Fit::default(), 1.0);
    let (mut by_slope, mut raise) = (false, 0.0);
    while let Some(arg) = args.next() {
        let mut value = || args.next().context("a value is missing");
        match arg.as_str() {
            "--leave" => left_out.push(value()?),
            "--raise" => raise = value()?.parse::<f32>()?,
            "--by-slope" => by_slope = true,
            "--alone" => left_out.extend(FEATURE_NAMES[OF_PAIR..].iter().map(|name| (*name).to_owned())),
            "--folds" => folds = value()?.parse()?,
            "--ridge" => fit.ridge = value()?.parse()?,
            "--knots" => fit.knots = value()?.parse()?,
            "--scale" => scale = value()?.parse()?,
            path => {
                let text = std::fs::read_to_string(path)?;
                names = text.lines().next().unwrap_or_default().split('\t').skip(3).map(str::to_owned).collect();
                rows.extend(read(&text, scale)?);
            }
        }
    }
    let left_out: Vec<&str> = left_out.iter().map(String::as_str).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let slope = |name: &str| if by_slope { slope(name) } else { Slope::Free };
    let examples = |keep: &dyn Fn(usize) -> bool| -> Vec<Example> {
        rows.iter().enumerate().filter(|(i, _)| keep(*i)).map(|(_, r)| r.example.clone()).collect()
    };
    if folds == 0 {
        print!("{}", raised(&fit.fit(&names, &examples(&|_| true), &left_out, slope), raise)?);
        return Ok(());
    }
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &rows {
        let next = numbers.len();
        numbers.entry(&row.fold).or_insert(next);
    }
    let fold_of = |i: usize| numbers[rows[i].fold.as_str()] % folds;
    for fold in 0..folds {
        let model = Curves::parse(&fit.fit(&names, &examples(&|i| fold_of(i) != fold), &left_out, slope))?;
        for (_, row) in rows.iter().enumerate().filter(|(i, _)| fold_of(*i) == fold) {
            let parts = names.iter().zip(&row.example.features).map(|(name, value)| model.curve(name).at(*value));
            println!("{}\t{}\t{:.5}", row.group, row.example.label, model.intercept() + parts.sum::<f32>());
        }
    }
    Ok(())
}
