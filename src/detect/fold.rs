//! Findings of all detectors made into rows: one a difference, with ids, in order.
//!
//! In: what the detectors found, the most specific kind first. Out: rows in the order of the report.
//! Invariant: of two findings about the same passages of the same articles the first is kept, and
//! its id depends on its kind and both claims alone; copies of one passage stand in one row.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};
use sha2::{Digest, Sha256};

use super::StoryView;
use crate::model::{AmountClaim, Discrepancy, DiscrepancyKind, Probability, Severity, Side, Span};

/// Keeps one row a difference, fills in the ids, applies the settings and sorts.
pub(super) fn settle(story: &StoryView<'_>, found: Vec<Discrepancy>) -> Vec<Discrepancy> {
    let mut seen = Seen::default();
    let mut copies: FxHashMap<Wording, (usize, bool)> = FxHashMap::default();
    let mut rows: Vec<Discrepancy> = Vec::with_capacity(found.len());
    for mut row in found {
        if seen.covers(story, &row) {
            continue;
        }
        let (wording, swapped) = wording(story, &row);
        if let Some((kept, kept_swapped)) = copies.get(&wording) {
            let kept = &mut rows[*kept];
            let (a, b) = if swapped == *kept_swapped { (row.a, row.b) } else { (row.b, row.a) };
            kept.a.add(a.claims);
            kept.b.add(b.claims);
            continue;
        }
        copies.insert(wording, (rows.len(), swapped));
        seen.add(story, &row, rows.len());
        row.id = id(story, &row);
        row.confidence = confidence(story, &row);
        rows.push(row);
    }
    rows.retain(|row| {
        let confident = row.confidence.is_none_or(|p| p.get() >= story.settings.min_confidence);
        row.severity >= story.settings.min_severity && confident
    });
    // the most serious first; of one severity what was said and counted before how it was spelt
    rows.sort_by(|x, y| {
        let serious = y.severity.cmp(&x.severity).then_with(|| x.kind.cmp(&y.kind));
        serious.then_with(|| y.confidence.cmp(&x.confidence)).then_with(|| x.id.cmp(&y.id))
    });
    rows
}

/// How likely a row is right: as often as those of its kind that were read, in texts of the language of both sides.
/// Those that are but a hint were not read.
fn confidence(story: &StoryView<'_>, row: &Discrepancy) -> Option<Probability> {
    let [a, b] = [&row.a, &row.b].map(|side| story.claims.article_of(story.claim(side.claim)).pack);
    let measured = row.severity > Severity::Info && a.code == b.code;
    measured.then(|| a.precision.of(row.kind)).flatten()
}

/// What a row tells: its kind and the words of both sides, the smaller hash first.
type Wording = (DiscrepancyKind, u64, u64);

/// The wording of a row, and whether its sides stand the other way round. Copies of a passage have the same: the whole
/// sentence and the claim in it. Of labels, an outlet's choice is told once, and so are two days of one event and two
/// figures of one fate or of somebody's age.
fn wording(story: &StoryView<'_>, row: &Discrepancy) -> (Wording, bool) {
    let of_figures = matches!(row.kind, DiscrepancyKind::NumberConflict | DiscrepancyKind::TollUpdate);
    let of_days = row.kind == DiscrepancyKind::DateConflict;
    let has_owner = |amount: &&AmountClaim| of_figures && (amount.role.is_some() || amount.age_of().is_some());
    let told = |side: &Side| {
        let claim = story.claim(side.claim);
        let article = story.claims.article_of(claim);
        let mut hasher = FxHasher::default();
        let part = article.tokens_in(&article.tokens_of_span(side.span)).iter();
        if row.kind == DiscrepancyKind::Wording {
            article.article.outlet.hash(&mut hasher);
            part.for_each(|t| t.stem.0.hash(&mut hasher));
        } else if let Some(date) = claim.date().filter(|_| of_days) {
            (row.group, date.range).hash(&mut hasher);
        } else if let Some(amount) = claim.amount().filter(has_owner) {
            (amount.role, &amount.subject_stems).hash(&mut hasher);
            [amount.interval.min, amount.interval.max].map(|end| end.map(f64::to_bits)).hash(&mut hasher);
        } else {
            part.for_each(|t| t.word.0.hash(&mut hasher));
            article.sentence(claim.sentence).iter().for_each(|t| t.word.0.hash(&mut hasher));
        }
        hasher.finish()
    };
    let (a, b) = (told(&row.a), told(&row.b));
    ((row.kind, a.min(b), a.max(b)), a > b)
}

/// `d` and 15 hex digits of kind and claims.
fn id(story: &StoryView<'_>, row: &Discrepancy) -> String {
    let mut hash = Sha256::new();
    hash.update(row.kind.name());
    for side in [&row.a, &row.b] {
        let claim = story.claim(side.claim);
        hash.update(claim.id.0.to_be_bytes());
        // one pair of claims may differ in two places ("rebels" / "terrorists", "said" / "claimed")
        if side.span != claim.span {
            hash.update(side.span.start.saturating_sub(claim.span.start).to_be_bytes());
        }
    }
    let digest = hash.finalize();
    let head = digest.iter().take(8).fold(0u64, |all, byte| all << 8 | u64::from(*byte));
    format!("d{:015x}", head >> 4)
}

/// The passages of the rows kept so far, by article and place.
#[derive(Default)]
struct Seen {
    by_place: FxHashMap<(u32, u32), Vec<Passage>>,
    kinds: Vec<DiscrepancyKind>,
}

/// One passage of one row: any claim of a side, or the part of the shown one that differs.
#[derive(Clone, Copy)]
struct Passage {
    row: usize,
    second: bool,
    span: Span,
}

/// Bytes of text that share one list of passages.
const CELL: u32 = 512;
/// A passage longer than so many cells is known by its first ones.
const CELLS: u32 = 64;

impl Seen {
    /// Remembers a row.
    fn add(&mut self, story: &StoryView<'_>, row: &Discrepancy, index: usize) {
        self.kinds.push(row.kind);
        for (second, side) in [(false, &row.a), (true, &row.b)] {
            for (article, span) in passages(story, side) {
                for cell in cells(span) {
                    let passage = Passage { row: index, second, span };
                    self.by_place.entry((article, cell)).or_default().push(passage);
                }
            }
        }
    }

    /// Whether a row kept before tells the same difference: one of its kind that overlaps on both sides,
    /// or one of another kind that holds both passages.
    fn covers(&self, story: &StoryView<'_>, row: &Discrepancy) -> bool {
        let (a, b) = (self.touching(story, row, &row.a), self.touching(story, row, &row.b));
        a.iter().any(|(x, second)| b.iter().any(|(y, other)| x == y && second != other))
    }

    /// The rows that cover one shown passage, and by which of their sides.
    fn touching(&self, story: &StoryView<'_>, row: &Discrepancy, side: &Side) -> Vec<(usize, bool)> {
        let article = story.claim(side.claim).article;
        let Some(cell) = cells(side.span).next() else { return Vec::new() };
        let near = self.by_place.get(&(article, cell)).map(Vec::as_slice).unwrap_or_default();
        near.iter()
            .filter(|p| {
                let same_kind = self.kinds[p.row] == row.kind && p.span.overlaps(side.span);
                same_kind || p.span.contains(side.span)
            })
            .map(|p| (p.row, p.second))
            .collect()
    }
}

/// The passages by which a row is known: of the shown claim the part that differs, of the others the whole.
fn passages<'s>(story: &'s StoryView<'_>, side: &'s Side) -> impl Iterator<Item = (u32, Span)> + 's {
    side.claims.iter().map(|c| {
        let claim = story.claim(*c);
        (claim.article, if *c == side.claim { side.span } else { claim.span })
    })
}

fn cells(span: Span) -> impl Iterator<Item = u32> {
    let first = span.start / CELL;
    let last = span.end.saturating_sub(1).max(span.start) / CELL;
    first..=last.min(first.saturating_add(CELLS))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::cases::with_story;
    use crate::model::{Between, Severity};

    const TELLINGS: [(&str, &str, &str); 2] = [
        ("North", "2031-05-01", "The bridge at Orla fell into the river."),
        ("South", "2031-05-01", "The bridge at Orla fell at dawn."),
    ];

    /// A row between the two sentences, narrowed to these words of each.
    fn row(story: &StoryView<'_>, kind: DiscrepancyKind, words: Option<&str>) -> Discrepancy {
        let statements: Vec<u32> = (0u32..)
            .zip(story.claims.claims)
            .filter_map(|(i, claim)| (claim.kind() == crate::model::ClaimKind::Statement).then_some(i))
            .collect();
        let (mut a, mut b) = story.sides(&statements[..1], &statements[statements.len() - 1..]).unwrap();
        if let Some(words) = words {
            for side in [&mut a, &mut b] {
                let article = story.claims.article_of(story.claim(side.claim)).article;
                let at = article.buffer().find(words).unwrap();
                side.span = Span::of(at..at + words.len());
            }
        }
        Discrepancy {
            id: String::new(),
            kind,
            group: None,
            severity: Severity::Minor,
            confidence: None,
            summary: String::new(),
            a,
            b,
            difference: String::new(),
            departs: None,
            between: Between::Outlets,
            why: String::new(),
        }
    }

    #[test]
    fn a_difference_is_told_once_by_the_kind_that_came_first() {
        with_story(&TELLINGS, |story, _| {
            use DiscrepancyKind::{NumberConflict, PolarityConflict, Wording};
            let kinds = |rows: Vec<Discrepancy>| settle(story, rows).iter().map(|r| r.kind).collect::<Vec<_>>();
            let whole = |kind| row(story, kind, None);
            let part = |kind| row(story, kind, Some("bridge at Orla"));
            assert_eq!(kinds(vec![whole(PolarityConflict), part(Wording)]), [PolarityConflict]);
            assert_eq!(kinds(vec![whole(PolarityConflict), whole(PolarityConflict)]), [PolarityConflict]);
            assert_eq!(kinds(vec![part(NumberConflict), whole(PolarityConflict)]).len(), 2);
        });
    }

    #[test]
    fn ids_depend_on_kind_claims_and_the_part_that_differs() {
        with_story(&TELLINGS, |story, _| {
            let whole = id(story, &row(story, DiscrepancyKind::Wording, None));
            let part = id(story, &row(story, DiscrepancyKind::Wording, Some("Orla")));
            let other = id(story, &row(story, DiscrepancyKind::NameVariant, None));
            assert!(whole != part && whole != other, "{whole} {part} {other}");
            assert!(whole.len() == 16 && whole.starts_with('d'), "{whole}");
        });
    }
}
