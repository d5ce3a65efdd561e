//! **matches**: two claims of different articles that speak of the same fact.

use serde_json::{Value, json};

use crate::error::Result;
use crate::model::{Article, Claim, Match, Reason};
use crate::report::table::columns;
use crate::report::{Column, RowSink, StoryRows, StoryTable, Table};
use crate::text::hex;
use sha2::{Digest, Sha256};

struct Matches;

/// The table of matches.
pub static MATCHES: &dyn StoryTable = &Matches;

struct MatchRow<'a> {
    rows: &'a StoryRows<'a>,
    found: &'a Match,
    claims: [&'a Claim; 2],
    articles: [&'a Article; 2],
}

columns! { |row: &MatchRow<'_>|
    "match_id", Id, "Stable id, made from both claims" => match_id(row.claims);
    "story_id", Id, "The story of both" => &row.rows.story.id;
    "group_id", Id, "The group of both; empty where they are in different ones" => row.group_id();
    "kind", Word, "The kind of claims" => row.claims[0].kind().name();
    "claim_a", Id, "The claim of the earlier article" => row.claims[0].id.to_string();
    "claim_b", Id, "The claim of the later article" => row.claims[1].id.to_string();
    "outlet_a", Text, "The outlet of `claim_a`" => &row.articles[0].outlet;
    "outlet_b", Text, "The outlet of `claim_b`" => &row.articles[1].outlet;
    "similarity", Number, "The probability that both speak of the same fact" => row.found.similarity;
    "equivalence", Number, "The probability that they also say the same about it" => row.found.equivalence;
    "verdict", Word, "`agree`, `compatible`, `refines`, `updates`, `different-scope` or `conflict`" => row.found.verdict.name();
    "same_origin", Boolean, "Whether both articles are copies of one text" => row.articles[0].origin.id == row.articles[1].origin.id;
    "reasons", List, "What the score is made of: feature, its value, what it added to the log-odds of `similarity` (`semantic`: of `equivalence`)" => reason_list(&row.found.reasons);
}

impl MatchRow<'_> {
    fn group_id(&self) -> Option<&String> {
        let group = self.found.group?;
        self.rows.story.groups.get(group as usize).map(|g| &g.id)
    }
}

/// A match's id.
fn match_id(claims: [&Claim; 2]) -> String {
    let digest = Sha256::digest(format!("{} {}", claims[0].id, claims[1].id).as_bytes());
    format!("m{}", &hex(&digest)[..15])
}

/// Reasons as a JSON list.
pub(super) fn reason_list(reasons: &[Reason]) -> Value {
    // a float of 32 bits would print the error of its conversion
    let round = |x: f32| (f64::from(x) * 1000.0).round() / 1000.0;
    reasons
        .iter()
        .map(|r| json!({"feature": r.feature, "value": round(r.value), "contribution": round(r.contribution)}))
        .collect()
}

impl Table for Matches {
    fn name(&self) -> &'static str {
        "matches"
    }

    fn description(&self) -> &'static str {
        "Pairs of claims of different articles that speak of the same fact."
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }
}

impl StoryTable for Matches {
    fn rows(&self, rows: &StoryRows<'_>, sink: &mut dyn RowSink) -> Result<()> {
        for found in &rows.story.matches {
            let claims = [rows.claim(found.a), rows.claim(found.b)];
            let articles = claims.map(|claim| rows.article_of(claim));
            sink.row(&cells(&MatchRow { rows, found, claims, articles }))?;
        }
        Ok(())
    }
}
