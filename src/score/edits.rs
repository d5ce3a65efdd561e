//! What it takes to turn one statement into the other: how long the edits are, and what kind of words they touch.
//!
//! In: two profiles. Out: numbers for [`NAMES`].
//! Invariant: symmetric in the two sides.
//!
//! Paraphrases differ in many places by a word; a statement that says more has a piece of its own. The difference of
//! word sequences is Myers's ("An O(ND) difference algorithm and its variations", 1986), by the crate `similar`.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::profile::{Form, Profile, WordKind};

/// What the edits of a pair are told by, in their order, as shares of the longer side. Words beyond are those that the other
/// side has nowhere; the side that has less of them comes first.
pub const NAMES: [&str; 16] = [
    "edits-longest",
    "edits-replaced",
    "edits-one-sided",
    "edits-letters-kept",
    "run-beyond-lesser",
    "run-beyond-greater",
    "end-beyond-lesser",
    "end-beyond-greater",
    "plain-beyond-lesser",
    "plain-beyond-greater",
    "reports-beyond-lesser",
    "reports-beyond-greater",
    "dates-beyond-lesser",
    "dates-beyond-greater",
    "numbers-beyond-lesser",
    "numbers-beyond-greater",
];

/// The edits between two statements: a number for each of [`NAMES`].
pub(super) fn edits(a: &Profile, b: &Profile) -> [f32; NAMES.len()] {
    let mut numbers = [0.0; NAMES.len()];
    numbers[..4].copy_from_slice(&between(a, b));
    let sides = [Beyond::of(a, b), Beyond::of(b, a)];
    let words = |side: &Profile| side.forms.iter().filter(|form| form.kind != WordKind::Small).count();
    let longer = words(a).max(words(b)).max(1) as f32;
    let share = |n: usize| n as f32 / longer;
    let [lesser, greater] =
        sides.map(|s| [share(s.run), share(s.end), s.plain, share(s.reports), share(s.dates), share(s.numbers)]);
    for (i, (x, y)) in lesser.into_iter().zip(greater).enumerate() {
        numbers[4 + 2 * i] = x.min(y);
        numbers[5 + 2 * i] = x.max(y);
    }
    numbers
}

/// The longest edit in words, how many replace words and how many add or leave out some, by the words of the longer side; and
/// the share of the letters that stand in words that both have in one order.
fn between(a: &Profile, b: &Profile) -> [f32; 4] {
    let ids = |profile: &Profile| profile.forms.iter().map(|form| form.concept).collect::<Vec<u32>>();
    let mut sides = [(ids(a), &a.forms), (ids(b), &b.forms)];
    // of several shortest differences the one that is found depends on which side comes first
    sides.sort_by(|x, y| x.0.cmp(&y.0));
    let [(old, old_forms), (new, new_forms)] = &sides;
    let (mut longest, mut replaced, mut one_sided, mut kept) = (0, 0usize, 0usize, 0usize);
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        longest = longest.max(match op {
            DiffOp::Equal { old_index, new_index, len } => {
                kept += letters(&old_forms[old_index..old_index + len]);
                kept += letters(&new_forms[new_index..new_index + len]);
                0
            }
            DiffOp::Replace { old_len, new_len, .. } => {
                replaced += 1;
                old_len.max(new_len)
            }
            DiffOp::Delete { old_len: len, .. } | DiffOp::Insert { new_len: len, .. } => {
                one_sided += 1;
                len
            }
        });
    }
    let all = letters(&a.forms) + letters(&b.forms);
    let share = if all == 0 { 1.0 } else { kept as f32 / all as f32 };
    let words = a.forms.len().max(b.forms.len()).max(1) as f32;
    [longest as f32 / words, replaced as f32 / words, one_sided as f32 / words, share]
}

fn letters(forms: &[Form]) -> usize {
    forms.iter().map(|form| usize::from(form.letters)).sum()
}

/// The words of one statement that the other has nowhere.
#[derive(Debug, Default)]
struct Beyond {
    /// The most of them in one run; small words neither count nor end it.
    run: usize,
    /// How many of them it ends with.
    end: usize,
    /// The weight of plain ones, as a share of the weight of all.
    plain: f32,
    reports: usize,
    dates: usize,
    numbers: usize,
}

impl Beyond {
    fn of(this: &Profile, other: &Profile) -> Self {
        let mut others: Vec<u32> = other.forms.iter().map(|form| form.concept).collect();
        others.sort_unstable();
        let mut beyond = Self::default();
        let mut run = 0;
        for form in this.forms.iter().filter(|form| form.kind != WordKind::Small) {
            if others.binary_search(&form.concept).is_ok() {
                run = 0;
                continue;
            }
            match form.kind {
                WordKind::Plain => beyond.plain += this.weight_of(form.concept) / this.weight.max(1.0),
                WordKind::Report => beyond.reports += 1,
                WordKind::Date => beyond.dates += 1,
                WordKind::Number => beyond.numbers += 1,
                WordKind::Name | WordKind::Small => {}
            }
            run += 1;
            beyond.run = beyond.run.max(run);
        }
        beyond.end = run;
        beyond
    }
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "shares of small numbers are exact")]
mod tests {
    use super::*;
    use crate::score::profile::Term;

    /// Words with the kinds of the others told apart by their ids: from 100 on small words, from 200 on dates.
    fn said(words: &[u32]) -> Profile {
        let kind = |id: u32| match id {
            100..200 => WordKind::Small,
            200.. => WordKind::Date,
            _ => WordKind::Plain,
        };
        let forms: Vec<Form> = words.iter().map(|id| Form { concept: *id, kind: kind(*id), letters: 5 }).collect();
        let mut terms: Vec<Term> = words
            .iter()
            .filter(|id| **id < 100)
            .map(|id| Term { id: *id, weight: 2.0, local: 1.0, name: false })
            .collect();
        terms.sort_by_key(|t| t.id);
        let weight = 2.0 * terms.len() as f32;
        Profile { forms, terms, weight, words: words.to_vec(), ..Profile::default() }
    }

    fn number(of: [f32; NAMES.len()], name: &str) -> f32 {
        NAMES.iter().position(|n| *n == name).map_or(f32::NAN, |i| of[i])
    }

    #[test]
    fn the_same_words_take_no_edits() {
        let found = edits(&said(&[1, 2, 101, 3]), &said(&[1, 2, 101, 3]));
        assert_eq!(number(found, "edits-letters-kept"), 1.0);
        assert_eq!(found.iter().sum::<f32>(), 1.0, "{found:?}");
    }

    #[test]
    fn what_one_side_adds_is_one_edit_at_its_end() {
        let found = edits(&said(&[1, 2, 3, 4]), &said(&[1, 2, 3, 4, 101, 5, 6, 201]));
        assert_eq!(number(found, "edits-longest"), 0.5);
        assert_eq!(number(found, "edits-one-sided"), 0.125);
        assert_eq!(number(found, "edits-replaced"), 0.0);
        assert_eq!(number(found, "end-beyond-lesser"), 0.0);
        // small words do not count: three of seven
        assert!((number(found, "end-beyond-greater") - 3.0 / 7.0).abs() < 1e-6);
        assert!((number(found, "dates-beyond-greater") - 1.0 / 7.0).abs() < 1e-6);
        assert!((number(found, "plain-beyond-greater") - 2.0 / 6.0).abs() < 1e-6);
    }

    #[test]
    fn words_in_the_place_of_others_are_replaced() {
        let found = edits(&said(&[1, 2, 3, 4]), &said(&[1, 7, 3, 8]));
        assert_eq!((number(found, "edits-replaced"), number(found, "edits-longest")), (0.5, 0.25));
        assert_eq!(number(found, "edits-letters-kept"), 0.5);
    }

    #[test]
    fn which_side_comes_first_changes_nothing() {
        for (a, b) in [(vec![1, 2, 1, 3, 2], vec![2, 1, 3, 1]), (vec![5, 201], vec![201, 5, 101]), (vec![], vec![4])] {
            assert_eq!(edits(&said(&a), &said(&b)), edits(&said(&b), &said(&a)), "{a:?} {b:?}");
        }
    }
}
