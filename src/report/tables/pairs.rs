//! **pairs**: what `claimdiff match` says of each given pair.

use serde_json::Value;

use super::matches::reason_list;
use crate::error::Result;
use crate::model::PairComparison;
use crate::report::table::columns;
use crate::report::{Column, RowSink, Table};

struct Pairs;

/// The table of given pairs.
pub static PAIRS: &dyn Table = &Pairs;

struct PairRow<'a> {
    id: &'a str,
    found: &'a PairComparison,
}

columns! { |row: &PairRow<'_>|
    "id", Id, "The id given" => row.id;
    "similarity", Number, "The probability that both texts speak of the same fact" => row.found.similarity;
    "equivalence", Number, "The probability that they also say the same about it" => row.found.equivalence;
    "verdict", Word, "`agree`, `compatible`, `refines`, `updates`, `different-scope`, `conflict` or `unrelated`" => row.found.verdict.name();
    "kinds", List, "The kinds of discrepancies found between the two" => kinds(row.found);
    "reasons", List, "What the score is made of: feature, its value, what it added to the log-odds of `similarity` (`semantic`: of `equivalence`)" => reason_list(&row.found.reasons);
}

fn kinds(found: &PairComparison) -> Value {
    found.kinds.iter().map(|kind| kind.name()).collect()
}

/// Gives the row of one pair.
///
/// # Errors
/// Those of the sink.
pub fn pair_row(id: &str, found: &PairComparison, sink: &mut dyn RowSink) -> Result<()> {
    sink.row(&cells(&PairRow { id, found }))
}

impl Table for Pairs {
    fn name(&self) -> &'static str {
        "pairs"
    }

    fn description(&self) -> &'static str {
        "What `claimdiff match` says of each given pair."
    }

    fn columns(&self) -> &'static [Column] {
        COLUMNS
    }
}
