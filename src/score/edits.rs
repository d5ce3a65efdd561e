//! What it takes to turn one statement into the other: how long the edits are, and what kind of words they touch.
//!
//! In: the words of two statements. Out: numbers for [`NAMES`].
//! Invariant: symmetric in the two sides.
//!
//! Paraphrases differ in many places by a word; a statement that says more has a piece of its own. The difference of
//! word sequences is Myers's ("An O(ND) difference algorithm and its variations", 1986), by the crate `similar`.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::profile::{Profile, short};
use crate::extract::StoryClaims;
use crate::model::{Claim, Class, Token};

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

/// The words of a statement, in text order.
#[derive(Debug)]
pub(super) struct Words {
    forms: Vec<Form>,
    /// Sum of the weights of the content words, each once.
    weight: f32,
}

/// A word in its place.
#[derive(Debug, Clone, Copy)]
struct Form {
    concept: u32,
    kind: WordKind,
    weight: f32,
    /// How many bytes it has.
    letters: u8,
}

/// What a word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WordKind {
    /// Nothing by itself.
    Small,
    Date,
    Number,
    /// Who says something, and that they do.
    Report,
    Name,
    Plain,
}

impl WordKind {
    fn of(token: &Token, reports: bool) -> Self {
        match token {
            t if t.is(Class::DATE) && !t.is(Class::STOP) => Self::Date,
            t if t.is(Class::DIGITS | Class::NUMBER) && !t.is(Class::STOP) => Self::Number,
            t if reports && (t.is(Class::REPORTING) || !t.is(Class::STOP)) => Self::Report,
            t if t.is(Class::STOP) => Self::Small,
            t if t.is(Class::CAPITALISED) && !t.is(Class::INITIAL) => Self::Name,
            _ => Self::Plain,
        }
    }
}

impl Words {
    /// The words of a claim with this profile.
    pub(super) fn of(claim: &Claim, story: &StoryClaims<'_>, profile: &Profile) -> Self {
        let (article, tokens) = (story.article_of(claim), story.tokens_of(claim));
        let sentence = |token: Option<&Token>| token.and_then(|t| article.sentence_at(t.span.start));
        let sentences = sentence(tokens.first()).zip(sentence(tokens.last()));
        let reports = |token: &Token| {
            let said = sentences.map(|(first, last)| article.attributions_of(first..=last));
            said.into_iter().flatten().any(|a| [Some(a.cue), a.source].iter().flatten().any(|s| s.contains(token.span)))
        };
        let form = |token: &Token| {
            let concept = short(token.concept);
            let term = profile.terms.binary_search_by_key(&concept, |t| t.id);
            Form {
                concept,
                kind: WordKind::of(token, reports(token)),
                weight: term.map_or(0.0, |at| profile.terms[at].weight),
                letters: u8::try_from(token.span.len()).unwrap_or(u8::MAX),
            }
        };
        let forms = tokens.iter().filter(|t| t.is(Class::WORD | Class::DIGITS)).map(form).collect();
        Self { forms, weight: profile.weight }
    }

    fn ids(&self) -> Vec<u32> {
        self.forms.iter().map(|form| form.concept).collect()
    }
}

/// The edits between two statements: a number for each of [`NAMES`].
pub(super) fn edits(a: &Words, b: &Words) -> [f32; NAMES.len()] {
    let mut numbers = [0.0; NAMES.len()];
    numbers[..4].copy_from_slice(&between(a, b));
    let sides = [Beyond::of(a, b), Beyond::of(b, a)];
    let words = |side: &Words| side.forms.iter().filter(|form| form.kind != WordKind::Small).count();
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
fn between(a: &Words, b: &Words) -> [f32; 4] {
    let mut sides = [(a.ids(), &a.forms), (b.ids(), &b.forms)];
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
    fn of(this: &Words, other: &Words) -> Self {
        let mut others = other.ids();
        others.sort_unstable();
        let mut beyond = Self::default();
        let mut run = 0;
        for form in this.forms.iter().filter(|form| form.kind != WordKind::Small) {
            if others.binary_search(&form.concept).is_ok() {
                run = 0;
                continue;
            }
            match form.kind {
                WordKind::Plain => beyond.plain += form.weight / this.weight.max(1.0),
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

    /// Words with the kinds of the others told apart by their ids: from 100 on small words, from 200 on dates.
    fn said(words: &[u32]) -> Words {
        let kind = |id: u32| match id {
            100..200 => WordKind::Small,
            200.. => WordKind::Date,
            _ => WordKind::Plain,
        };
        let weight = |id: u32| if kind(id) == WordKind::Plain { 2.0 } else { 0.0 };
        let form = |id: &u32| Form { concept: *id, kind: kind(*id), weight: weight(*id), letters: 5 };
        let forms: Vec<Form> = words.iter().map(form).collect();
        let weight = forms.iter().map(|form| form.weight).sum();
        Words { forms, weight }
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
