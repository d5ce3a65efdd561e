//! Fits a model to the output of `features` and prints its CSV, or what it says of rows that it did not see.
//!
//! `train FEATURES.tsv... [--leave NAME]... [--only NAME] [--alone] [--fact] [--statements] [--texts] [--by-slope] [--trees [--least N]] [--across W] [--raise R] [--scale S] [--folds N [--fold K]]`
//!
//! - `--leave NAME` does not read a feature, `--only NAME` no other, `--alone` not the context of a pair;
//! - `--fact` reads only what tells of one fact, not whether the same is said of it;
//! - `--statements` reads nothing that is known of two given texts only: edits, and how close words are in meaning;
//! - `--texts` reads only what two texts show, whatever articles they come from;
//! - `--by-slope` holds the effect of each feature to its slope;
//! - `--trees` fits trees instead of curves, whose leaves speak for N rows or more, `--ridge R` and `--knots N` are those of the curves;
//! - `--across W` lets pairs of two stories count W, `--raise R` raises the intercept;
//! - `--folds N --fold K` fits to all but fold K of N; `--folds N` alone prints group, label and
//!   log-odds of every row, each by the model that did not see its fold.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, Result};
use claimdiff::model::{Curves, INTERCEPT, Trees};
use claimdiff::score::{
    Boost, Example, FEATURE_NAMES, Fit, Forest, OF_PAIR, Slope, of_articles, of_given, says_the_same_only, slope,
};

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
    let raise = |line: &str| match line.rsplit_once(',').filter(|_| line.contains(INTERCEPT)) {
        Some((row, log_odds)) => Ok(format!("{row},{:.4}\n", log_odds.parse::<f32>()? + by)),
        None => Ok(format!("{line}\n")),
    };
    csv.lines().map(raise).collect()
}

fn main() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let mut names: Vec<String> = Vec::new();
    let (mut rows, mut left_out, mut folds, mut fit, mut scale) = (Vec::new(), Vec::new(), 0, Fit::default(), 1.0);
    let mut fold = None;
    let mut boost = Boost::default();

    let (mut by_slope, mut trees, mut raise, mut across) = (false, false, 0.0, 1.0);
    while let Some(arg) = args.next() {
        let mut value = || args.next().context("a value is missing");
        match arg.as_str() {
            "--leave" => left_out.push(value()?),
            "--only" => {
                let only = value()?;
                left_out.extend(FEATURE_NAMES.iter().filter(|n| **n != only).map(|n| (*n).to_owned()));
            }
            "--trees" => trees = true,
            "--across" => across = value()?.parse()?,
            "--fact" => {
                left_out.extend(FEATURE_NAMES.iter().filter(|n| says_the_same_only(n)).map(|n| (*n).to_owned()));
            }
            "--statements" => left_out.extend(FEATURE_NAMES.iter().filter(|n| of_given(n)).map(|n| (*n).to_owned())),
            "--texts" => left_out.extend(FEATURE_NAMES.iter().filter(|n| of_articles(n)).map(|n| (*n).to_owned())),
            "--raise" => raise = value()?.parse::<f32>()?,
            "--by-slope" => by_slope = true,
            "--alone" => left_out.extend(FEATURE_NAMES[OF_PAIR..].iter().map(|name| (*name).to_owned())),
            "--folds" => folds = value()?.parse()?,
            "--ridge" => {
                fit.ridge = value()?.parse()?;
                boost.ridge = fit.ridge;
            }
            "--fold" => fold = Some(value()?.parse::<usize>()?),
            "--knots" => fit.knots = value()?.parse()?,
            "--least" => boost.least = value()?.parse()?,
            "--scale" => scale = value()?.parse()?,
            path => {
                let text = std::fs::read_to_string(path)?;
                names = text.lines().next().unwrap_or_default().split('\t').skip(3).map(str::to_owned).collect();
                rows.extend(read(&text, scale)?);
            }
        }
    }
    for row in rows.iter_mut().filter(|row| row.group == "across") {
        row.example.weight = across;
    }
    let left_out: Vec<&str> = left_out.iter().map(String::as_str).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let slope = |name: &str| if by_slope { slope(name) } else { Slope::Free };
    let examples = |keep: &dyn Fn(usize) -> bool| -> Vec<Example> {
        rows.iter().enumerate().filter(|(i, _)| keep(*i)).map(|(_, r)| r.example.clone()).collect()
    };
    let fitted = |examples: &[Example]| {
        if trees { boost.fit(&names, examples, &left_out, slope) } else { fit.fit(&names, examples, &left_out, slope) }
    };
    if folds == 0 {
        print!("{}", raised(&fitted(&examples(&|_| true)), raise)?);
        return Ok(());
    }
    let names_of_folds: BTreeSet<&str> = rows.iter().map(|row| row.fold.as_str()).collect();
    let numbers: BTreeMap<&str, usize> = names_of_folds.into_iter().zip(0..).collect();
    let fold_of = |i: usize| numbers[rows[i].fold.as_str()] % folds;
    if let Some(fold) = fold {
        print!("{}", raised(&fitted(&examples(&|i| fold_of(i) != fold)), raise)?);
        return Ok(());
    }
    for fold in 0..folds {
        let csv = fitted(&examples(&|i| fold_of(i) != fold));
        let curves = if trees { Curves::default() } else { Curves::parse(&csv)? };
        let forest = if trees { Forest::new(&Trees::parse(&csv)?, &names) } else { Forest::default() };
        let log_odds = |features: &[f32]| -> Result<f32> {
            Ok(if trees { forest.log_odds(features) } else { curves.log_odds(&names, features) })
        };
        for (_, row) in rows.iter().enumerate().filter(|(i, _)| fold_of(*i) == fold) {
            println!("{}\t{}\t{:.5}", row.group, row.example.label, log_odds(&row.example.features)?);
        }
    }
    Ok(())
}
