//! Why a row is there: the rule, both contexts, the difference, what the score is made of.
//!
//! In: a report as [`Document`](super::Document) writes it, and an id. Out: text for a person.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use serde_json::Value;

use super::summary::one_line;
use crate::error::{Error, Result};
use crate::score::says_the_same_only;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const MARK: Style = AnsiColor::Yellow.on_default().bold();

/// How many characters of an article are shown before and after a claim.
const CONTEXT: usize = 160;
/// The longest bar of a waterfall.
const BAR: f64 = 24.0;
/// At most so many claims of a group are listed.
const MEMBERS: usize = 100;

/// A report and what stands in it.
#[derive(Debug)]
pub struct Explainer<'r> {
    report: &'r Value,
}

impl<'r> Explainer<'r> {
    /// Takes a report.
    ///
    /// # Errors
    /// It is of another form.
    pub fn new(report: &'r Value) -> Result<Self> {
        if ["articles", "claims", "matches", "groups", "discrepancies"].iter().all(|key| report[key].is_array()) {
            Ok(Self { report })
        } else {
            Err(Error::malformed("no report of `claimdiff compare`: write one with -o report.json or -o FOLDER/"))
        }
    }

    /// Explains the discrepancy, match, group or claim of that id.
    ///
    /// # Errors
    /// The report has none.
    pub fn explain(&self, id: &str) -> Result<String> {
        if let Some(row) = self.find("discrepancies", "discrepancy_id", id) {
            return Ok(self.discrepancy(row));
        }
        if let Some(row) = self.find("matches", "match_id", id) {
            return Ok(self.matched(row));
        }
        if let Some(row) = self.find("groups", "group_id", id) {
            return Ok(self.group(row));
        }
        if let Some(row) = self.find("claims", "claim_id", id) {
            return Ok(self.claim(row));
        }
        Err(Error::usage(format!("no discrepancy, match, group or claim is called `{id}`")))
    }

    fn rows(&self, table: &str) -> impl Iterator<Item = &'r Value> {
        self.report[table].as_array().into_iter().flatten()
    }

    fn find(&self, table: &str, key: &str, id: &str) -> Option<&'r Value> {
        self.rows(table).find(|row| row[key] == id)
    }

    fn discrepancy(&self, row: &Value) -> String {
        let mut out = String::new();
        let confidence = row["confidence"].as_f64().map_or("not measured".to_owned(), |p| p.to_string());
        head(&mut out, "discrepancy", row, "discrepancy_id");
        let _ = writeln!(out, "{}, severity {}, confidence {confidence}", text(row, "kind"), text(row, "severity"));
        let _ = writeln!(out, "{}", one_line(text(row, "summary"), 2000));
        for side in ["a", "b"] {
            match text(row, &format!("claim_{side}")) {
                "" => silent_side(&mut out, side, row),
                claim => self.side(&mut out, side, claim),
            }
        }
        out.push('\n');
        field(&mut out, "difference", text(row, "difference"));
        field(&mut out, "rule", text(row, "why"));
        field(&mut out, "between", text(row, "conflict_between"));
        field(&mut out, "departs", text(row, "departs"));
        if row["same_origin"] == true {
            field(&mut out, "origin", "both articles are copies of one text");
        }
        match self.match_between(row) {
            Some(found) => scores(&mut out, found),
            None => field(&mut out, "weights", "none: the rule alone decides, no score of a pair"),
        }
        if let Some(group) = self.find("groups", "group_id", text(row, "group_id")) {
            group_line(&mut out, group);
        }
        out
    }

    /// The match of the claims shown, or the best one between the two sides.
    fn match_between(&self, row: &Value) -> Option<&'r Value> {
        let side = |shown: &str, all: &str| -> Vec<String> {
            let all = row[all].as_array().into_iter().flatten().filter_map(Value::as_str);
            std::iter::once(text(row, shown)).chain(all).map(str::to_owned).collect()
        };
        let (a, b) = (side("claim_a", "claims_a"), side("claim_b", "claims_b"));
        let joins = |found: &Value, a: &[String], b: &[String]| {
            let (x, y) = (text(found, "claim_a"), text(found, "claim_b"));
            let has = |side: &[String], id: &str| side.iter().any(|s| s == id);
            (has(a, x) && has(b, y)) || (has(a, y) && has(b, x))
        };
        self.rows("matches").find(|found| joins(found, &a[..1], &b[..1])).or_else(|| {
            let between = self.rows("matches").filter(|found| joins(found, &a, &b));
            between
                .reduce(|best, next| if number(next, "similarity") > number(best, "similarity") { next } else { best })
        })
    }

    fn matched(&self, row: &Value) -> String {
        let mut out = String::new();
        head(&mut out, "match", row, "match_id");
        self.side(&mut out, "a", text(row, "claim_a"));
        self.side(&mut out, "b", text(row, "claim_b"));
        scores(&mut out, row);
        if let Some(group) = self.find("groups", "group_id", text(row, "group_id")) {
            group_line(&mut out, group);
        }
        out
    }

    fn group(&self, row: &Value) -> String {
        let mut out = String::new();
        head(&mut out, "group", row, "group_id");
        group_line(&mut out, row);
        let members: Vec<_> = self.rows("claims").filter(|claim| claim["group_id"] == row["group_id"]).collect();
        for claim in members.iter().take(MEMBERS) {
            let _ = writeln!(
                out,
                "  {BOLD}{}{BOLD:#} {DIM}{}, {}{DIM:#}\n    {}",
                text(claim, "outlet"),
                text(claim, "claim_id"),
                or(text(claim, "published"), "no date"),
                one_line(text(claim, "exact"), 2 * CONTEXT)
            );
        }
        if members.len() > MEMBERS {
            let _ = writeln!(out, "  and {} more", members.len() - MEMBERS);
        }
        for found in self.rows("discrepancies").filter(|found| found["group_id"] == row["group_id"]) {
            let summary = one_line(text(found, "summary"), 2 * CONTEXT);
            let _ =
                writeln!(out, "  {MARK}{}{MARK:#} {}: {summary}", text(found, "discrepancy_id"), text(found, "kind"));
        }
        out
    }

    fn claim(&self, row: &'r Value) -> String {
        let mut out = String::new();
        head(&mut out, "claim", row, "claim_id");
        self.context(&mut out, row);
        // everything that is known of it, in the order of the table
        let shown = ["claim_id", "exact", "prefix", "suffix", "spans", "article_id"];
        for column in super::CLAIMS.columns().iter().filter(|c| !shown.contains(&c.name)) {
            let value = match &row[column.name] {
                Value::Null => continue,
                Value::String(text) => text.clone(),
                Value::Array(items) if items.is_empty() => continue,
                other => other.to_string(),
            };
            field(&mut out, column.name, &value);
        }
        out
    }

    /// One side: who, when, where, and the passage in its context.
    fn side(&self, out: &mut String, name: &str, claim: &str) {
        let Some(claim) = self.find("claims", "claim_id", claim) else { return };
        let _ = write!(out, "\n{BOLD}{name}{BOLD:#}  ");
        self.context(out, claim);
    }

    fn context(&self, out: &mut String, claim: &Value) {
        let article = self.find("articles", "article_id", text(claim, "article_id"));
        let about = |key: &str| article.map_or("", |a| text(a, key));
        let parts = [text(claim, "outlet"), text(claim, "published"), about("title")];
        let known: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let _ = writeln!(out, "{}", one_line(&known.join(", "), 2 * CONTEXT));
        let (start, end) = (number(claim, "char_start"), number(claim, "char_end"));
        let place = or(about("path"), text(claim, "article_id"));
        let _ = writeln!(out, "   {DIM}{place}, {} {start}-{end}{DIM:#}", or(text(claim, "field"), "text"));
        let body = if text(claim, "field") == "title" { about("title") } else { about("text") };
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "offsets are whole and not negative"
        )]
        let (start, end) = (start as usize, end as usize);
        let characters = || body.chars();
        let from = start.saturating_sub(CONTEXT);
        let before: String = characters().skip(from).take(start - from).collect();
        let inside: String = characters().skip(start).take(end.saturating_sub(start)).collect();
        let after: String = characters().skip(end).take(CONTEXT).collect();
        let inside = if inside.is_empty() { text(claim, "exact").to_owned() } else { inside };
        // what was one run of white space in the article stays one
        let gap = |text: &str, edge: Option<char>| {
            if edge.is_some_and(char::is_whitespace) && !text.is_empty() { " " } else { "" }
        };
        let (left, right) = (gap(&before, before.chars().last()), gap(&after, after.chars().next()));
        let cut = |there: bool| if there { "…" } else { "" };
        let (more_before, more_after) = (cut(from > 0), cut(characters().nth(end + CONTEXT).is_some()));
        let (before, inside, after) = (one_line(&before, CONTEXT), one_line(&inside, 4000), one_line(&after, CONTEXT));
        let _ = writeln!(out, "   {more_before}{before}{left}{MARK}[{inside}]{MARK:#}{right}{after}{more_after}");
    }
}

/// A side that has no claim: who, when, where.
fn silent_side(out: &mut String, name: &str, row: &Value) {
    let of = |key: &str| text(row, &format!("{key}_{name}"));
    let known: Vec<_> = ["outlet", "published", "title"].into_iter().map(of).filter(|part| !part.is_empty()).collect();
    let _ = writeln!(out, "\n{BOLD}{name}{BOLD:#}  {}", one_line(&known.join(", "), 2 * CONTEXT));
    let place = or(of("path"), of("article"));
    let _ = writeln!(out, "   {DIM}{place}{DIM:#}\n   no such claim in this article");
}

/// "discrepancy d0123".
fn head(out: &mut String, what: &str, row: &Value, key: &str) {
    let _ = writeln!(out, "{BOLD}{what} {}{BOLD:#}", text(row, key));
}

/// A named line; nothing where there is nothing to say.
fn field(out: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        let _ = writeln!(out, "  {DIM}{name:<16}{DIM:#} {}", one_line(value, 4000));
    }
}

fn group_line(out: &mut String, group: &Value) {
    let _ = writeln!(
        out,
        "  {DIM}{:<16}{DIM:#} {}, {} outlets, {} origins, told in {} ways, verdict {}: {}",
        "group",
        text(group, "group_id"),
        number(group, "outlets"),
        number(group, "origins"),
        number(group, "variants"),
        text(group, "verdict"),
        one_line(text(group, "label"), CONTEXT)
    );
}

/// The score of a match and what it is made of, the heaviest part first.
fn scores(out: &mut String, found: &Value) {
    let _ = writeln!(
        out,
        "\n  {BOLD}similarity {}{BOLD:#} (one fact), {BOLD}equivalence {}{BOLD:#} (says the same), verdict {}  {DIM}{}{DIM:#}",
        number(found, "similarity"),
        number(found, "equivalence"),
        text(found, "verdict"),
        text(found, "match_id")
    );
    let reasons = found["reasons"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|r| (text(r, "feature"), number(r, "value"), number(r, "contribution")))
        .filter(|(_, _, contribution)| *contribution != 0.0);
    let (of_equivalence, mut reasons): (Vec<_>, Vec<_>) = reasons.partition(|r| says_the_same_only(r.0));
    reasons.sort_by(|x, y| y.2.abs().total_cmp(&x.2.abs()).then(x.0.cmp(y.0)));
    let longest = reasons.first().map_or(1.0, |r| r.2.abs());
    let width = reasons.iter().map(|r| r.0.chars().count()).max().unwrap_or(0);
    let _ = writeln!(out, "  {DIM}{:<width$}  {:>8}  {:>8} to the log-odds{DIM:#}", "feature", "value", "adds");
    let mut sum = 0.0;
    for (feature, value, contribution) in &reasons {
        sum += contribution;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the longest bar")]
        let length = (contribution.abs() / longest * BAR).round() as usize;
        let bar = if *contribution < 0.0 { "-" } else { "+" }.repeat(length);
        let _ = writeln!(out, "  {feature:<width$}  {value:>8.3}  {contribution:>+8.3} {DIM}{bar}{DIM:#}");
    }
    // what the model says before it has seen any feature, and the log-odds that all of it adds up to
    let similarity = number(found, "similarity").clamp(0.0005, 0.9995);
    let total = (similarity / (1.0 - similarity)).ln();
    let _ = writeln!(out, "  {:<width$}  {:>8}  {:>+8.3}", "(constant)", "", total - sum);
    let _ = writeln!(out, "  {:<width$}  {:>8}  {total:>+8.3}", "log-odds", "");
    for (feature, value, contribution) in of_equivalence {
        let _ = writeln!(
            out,
            "  {feature:<width$}  {value:>8.3}  {contribution:>+8.3} {DIM}to those of equivalence{DIM:#}"
        );
    }
}

fn text<'v>(row: &'v Value, key: &str) -> &'v str {
    row[key].as_str().unwrap_or_default()
}

fn number(row: &Value, key: &str) -> f64 {
    row[key].as_f64().unwrap_or_default()
}

fn or<'t>(text: &'t str, otherwise: &'t str) -> &'t str {
    if text.is_empty() { otherwise } else { text }
}
