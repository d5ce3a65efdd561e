//! **outlets**: one row an outlet, over the whole run.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::coverage::{Rate, Rates};
use crate::error::Result;
use crate::model::{CoverageStatus, DiscrepancyKind, StoryComparison};
use crate::report::{Cell, Column, ColumnType, RowSink, Table};

struct OutletsTable;

/// The table of outlets.
pub static OUTLETS: &dyn Table = &OutletsTable;

/// The columns before those of the kinds.
static COUNTS: &[(&str, ColumnType, &str)] = &[
    ("outlet", ColumnType::Text, "The outlet"),
    ("articles", ColumnType::Integer, "How many of its articles were read"),
    ("origins", ColumnType::Integer, "How many origins those have"),
    ("stories_covered", ColumnType::Integer, "How many stories it has an article in"),
    ("claims", ColumnType::Integer, "How many claims its articles make"),
    ("groups_present", ColumnType::Integer, "How many groups of the coverage table it carries"),
    ("groups_known", ColumnType::Integer, "How many of them it carries or could have known"),
    ("pairs_compared", ColumnType::Integer, "How many matches it has a side in"),
];

/// What is counted for each kind of discrepancy.
static MEASURES: &[(&str, ColumnType, &str)] = &[
    ("opportunities", ColumnType::Integer, "how often it could have been found"),
    ("findings", ColumnType::Integer, "how often it was found"),
    ("rate", ColumnType::Number, "findings by opportunities"),
    ("ci_low", ColumnType::Number, "lower end of the rate's 95% interval"),
    ("ci_high", ColumnType::Number, "upper end of the rate's 95% interval"),
];

static COLUMNS: LazyLock<Vec<Column>> = LazyLock::new(|| {
    let counts = COUNTS.iter().map(|(name, kind, description)| Column { name, kind: *kind, description });
    let measures = DiscrepancyKind::ALL.iter().flat_map(|of| {
        MEASURES.iter().map(|(measure, kind, meaning)| Column {
            // built once and kept for the life of the program, as every other column is
            name: String::leak(format!("{}_{measure}", of.name().replace('-', "_"))),
            kind: *kind,
            description: String::leak(format!("`{}`: {meaning}", of.name())),
        })
    });
    counts.chain(measures).collect()
});

/// What is counted of one outlet.
#[derive(Debug, Clone, Default)]
struct Tally {
    articles: usize,
    origins: BTreeSet<String>,
    stories: usize,
    claims: usize,
    present: usize,
    known: usize,
    pairs: usize,
}

/// The counts of every outlet, summed story by story.
#[derive(Debug, Clone, Default)]
pub struct Outlets {
    tallies: BTreeMap<String, Tally>,
    rates: Rates,
}

impl Outlets {
    /// Adds the counts of a story.
    pub fn add(&mut self, story: &StoryComparison) {
        self.rates.add(story);
        let mut covered = BTreeSet::new();
        for article in &story.articles {
            let tally = self.tallies.entry(article.outlet.clone()).or_default();
            tally.articles += 1;
            tally.origins.insert(article.origin.id.clone());
            if covered.insert(article.outlet.as_str()) {
                tally.stories += 1;
            }
        }
        let outlet_of = |claim: u32| &story.articles[story.claims[claim as usize].article as usize].outlet;
        for claim in &story.claims {
            if let Some(tally) = self.tallies.get_mut(&story.articles[claim.article as usize].outlet) {
                tally.claims += 1;
            }
        }
        for found in &story.matches {
            let (a, b) = (outlet_of(found.a), outlet_of(found.b));
            for outlet in [Some(a), Some(b).filter(|b| *b != a)].into_iter().flatten() {
                if let Some(tally) = self.tallies.get_mut(outlet) {
                    tally.pairs += 1;
                }
            }
        }
        for row in &story.coverage {
            let Some(tally) = self.tallies.get_mut(&row.outlet) else { continue };
            tally.present += usize::from(row.status == CoverageStatus::Present);
            tally.known += usize::from(matches!(row.status, CoverageStatus::Present | CoverageStatus::Omitted));
        }
    }

    /// Gives the rows, by outlet.
    ///
    /// # Errors
    /// Those of the sink.
    pub fn rows(&self, sink: &mut dyn RowSink) -> Result<()> {
        for (outlet, tally) in &self.tallies {
            let counts = [
                tally.articles,
                tally.origins.len(),
                tally.stories,
                tally.claims,
                tally.present,
                tally.known,
                tally.pairs,
            ];
            let mut cells = vec![Cell::from(outlet)];
            cells.extend(counts.map(Cell::from));
            for kind in DiscrepancyKind::ALL {
                cells.extend(measures(self.rates.of(outlet, *kind)));
            }
            sink.row(&cells)?;
        }
        Ok(())
    }
}

/// The cells of one kind: empty where no finding could have been made.
fn measures(rate: Option<Rate>) -> [Cell<'static>; 5] {
    let Some(rate) = rate else { return [const { Cell::Empty }; 5] };
    let (low, high) = rate.interval.unzip();
    [
        Cell::from(rate.opportunities),
        Cell::from(rate.findings),
        Cell::from(rate.rate),
        low.map_or(Cell::Empty, Cell::from),
        high.map_or(Cell::Empty, Cell::from),
    ]
}

impl Table for OutletsTable {
    fn name(&self) -> &'static str {
        "outlets"
    }

    fn description(&self) -> &'static str {
        "One row an outlet, over the whole run; for each kind of discrepancy its rate, with the number of opportunities."
    }

    fn columns(&self) -> &'static [Column] {
        &COLUMNS
    }
}
