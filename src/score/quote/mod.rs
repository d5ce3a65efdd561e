//! How two utterances stand to each other, word by word.
//!
//! In: two claims, at least one of them a quote (the other may be a statement: words that stand
//! in quotes here and as a fact there). Out: a [`QuoteComparison`].
//! Invariants: marks, capitals, spacing, words in square brackets and what a mark of omission
//! stands for are no difference; what is left out at a join between two pieces is told apart;
//! words that the other article quotes next to it are not lost.
//!
//! How to use it: `score` takes [`QuoteComparison::similarity`] and, for the verdict,
//! [`QuoteComparison::agrees`]; the detectors of quotes read `altered`, `lost_a`, `lost_b`,
//! `speakers` and show [`word_diff`].

mod align;
mod diff;
mod speakers;
mod words;

use crate::extract::StoryClaims;
use crate::model::{Claim, ClaimIndex, ClaimKind, QuoteType};
use align::{Step, align};
pub use diff::word_diff;
pub use speakers::Speakers;
use words::{Word, Words, words_of};

/// Words that one side lacks, by place. Marked omissions are not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Lost {
    /// Before the first word shared.
    pub head: u32,
    /// Between words shared: the quote is spliced.
    pub middle: u32,
    /// After the last word shared.
    pub tail: u32,
}

impl Lost {
    /// All words lost.
    #[must_use]
    pub const fn words(self) -> u32 {
        self.head + self.middle + self.tail
    }
}

/// How a claim gives words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// Between marks.
    Quoted,
    /// In part between marks, inside a reported clause.
    Fragment,
    /// Without marks: reported, or stated as a fact.
    Unquoted,
}

/// How the words of two claims stand to each other.
#[derive(Debug, Clone, PartialEq)]
pub struct QuoteComparison {
    /// 0 to 1: that both are one utterance, by shared words; a part is as similar as the whole.
    pub similarity: f64,
    /// 0 to 1: how much of both is the same (twice the words shared by the words of both).
    pub ratio: f64,
    /// Words shared in runs.
    pub shared: u32,
    /// Words shared that tell something by themselves.
    pub shared_content: u32,
    /// Words changed inside: replaced, inserted or dropped one by one, sentences joined.
    pub altered: u32,
    /// What `a` lacks of `b`.
    pub lost_a: Lost,
    /// What `b` lacks of `a`.
    pub lost_b: Lost,
    /// Words left out behind a mark of omission or around a cue.
    pub marked: u32,
    /// Whether they have one speaker.
    pub speakers: Speakers,
    /// How `a` gives the words.
    pub form_a: Form,
    /// How `b` gives the words.
    pub form_b: Form,
}

impl QuoteComparison {
    /// Whether both give the same words, up to marks, capitals, spacing and marked omissions.
    #[must_use]
    pub const fn agrees(&self) -> bool {
        self.altered == 0 && self.lost_a.words() == 0 && self.lost_b.words() == 0
    }

    /// Whether only one side is cut, and nothing is changed.
    #[must_use]
    pub const fn truncated(&self) -> bool {
        self.altered == 0 && (self.lost_a.words() > 0 || self.lost_b.words() > 0)
    }
}

/// A cut in the middle of fewer words is a change of wording.
const SPLICE: usize = 3;
/// A run of fewer words is shared by accident, unless it is all there is.
const RUN: usize = 3;
/// Fewer words shared that tell something say nothing about being one utterance.
const LEAST_CONTENT: u32 = 2;

/// Compares the words of two claims.
///
/// Costs the product of their differing words at worst, both bounded by a constant.
#[must_use]
pub fn compare_quotes(story: &StoryClaims<'_>, a: &Claim, b: &Claim) -> QuoteComparison {
    let words_a = words_of(story.article_of(a), a);
    let words_b = words_of(story.article_of(b), b);
    let steps = align(&words_a.words, &words_b.words);
    let mut found = measure(&words_a, &words_b, &steps);
    found.speakers = speakers::compare(story, a, b);
    found.form_a = form(a);
    found.form_b = form(b);
    found
}

/// Compares two claims of a story by index; words that the other article quotes right before or
/// after the claim are not counted as lost.
#[must_use]
pub fn compare_in_context(story: &StoryClaims<'_>, a: ClaimIndex, b: ClaimIndex) -> QuoteComparison {
    let (claim_a, claim_b) = (&story.claims[a as usize], &story.claims[b as usize]);
    let mut found = compare_quotes(story, claim_a, claim_b);
    if found.lost_b.words() > 0 {
        found.lost_b = without_neighbours(story, claim_a, b, found.lost_b);
    }
    if found.lost_a.words() > 0 {
        found.lost_a = without_neighbours(story, claim_b, a, found.lost_a);
    }
    found
}

/// How many quotes before and after a claim are looked at for words that it seems to lack.
const NEIGHBOURS: usize = 3;

/// `lost`, the words of `whole` that claim `part` lacks, without those that its neighbours give.
fn without_neighbours(story: &StoryClaims<'_>, whole: &Claim, part: ClaimIndex, lost: Lost) -> Lost {
    let article = story.claims[part as usize].article;
    let is_quote = |c: &&Claim| c.kind() == ClaimKind::Quote && c.article == article;
    let same_article = |c: &&Claim| c.article == article;
    let before = story.claims[..part as usize].iter().rev().take_while(same_article).filter(is_quote).take(NEIGHBOURS);
    let after = story.claims[part as usize + 1..].iter().take_while(same_article).filter(is_quote).take(NEIGHBOURS);
    let mut found = lost;
    let words = words_of(story.article_of(whole), whole);
    for neighbour in before.chain(after) {
        let other = words_of(story.article_of(neighbour), neighbour);
        let steps = align(&words.words, &other.words);
        let shared: usize = steps.iter().filter(|s| s.equal && s.a.len() >= RUN).map(|s| s.a.len()).sum();
        // the neighbour gives (most of) what is missing before or after
        let shared = u32::try_from(shared).unwrap_or(u32::MAX);
        if neighbour.span.start < story.claims[part as usize].span.start {
            found.head = found.head.saturating_sub(shared);
        } else {
            found.tail = found.tail.saturating_sub(shared);
        }
    }
    found
}

fn form(claim: &Claim) -> Form {
    match claim.quote().map(|q| q.quote_type) {
        Some(QuoteType::Direct) => Form::Quoted,
        Some(QuoteType::Mixed) => Form::Fragment,
        Some(QuoteType::Indirect) | None => Form::Unquoted,
    }
}

/// The figures of an alignment.
fn measure(a: &Words, b: &Words, steps: &[Step]) -> QuoteComparison {
    let mut found = QuoteComparison {
        similarity: 0.0,
        ratio: 0.0,
        shared: 0,
        shared_content: 0,
        altered: 0,
        lost_a: Lost::default(),
        lost_b: Lost::default(),
        marked: 0,
        speakers: Speakers::Unknown,
        form_a: Form::Unquoted,
        form_b: Form::Unquoted,
    };
    let (length_a, length_b) = (a.words.len(), b.words.len());
    let shorter = length_a.min(length_b);
    let mut equal = 0;
    for step in steps.iter().filter(|s| s.equal) {
        equal += step.a.len();
        if step.a.len() >= RUN.min(shorter) {
            found.shared += count(step.a.len());
            found.shared_content += count(a.words[step.a.clone()].iter().filter(|w| w.content).count());
        }
    }
    if equal == 0 {
        return found;
    }
    found.ratio = 2.0 * equal as f64 / (length_a + length_b) as f64;
    let part = f64::from(found.shared) / shorter as f64;
    found.similarity = if found.shared_content >= LEAST_CONTENT { found.ratio.max(part) } else { found.ratio };
    let first = steps.iter().position(|s| s.equal).unwrap_or(0);
    let last = steps.iter().rposition(|s| s.equal).unwrap_or(0);
    for (i, step) in steps.iter().enumerate().filter(|(_, s)| !s.equal) {
        let place = if i < first {
            Place::Head
        } else if i > last {
            Place::Tail
        } else {
            Place::Middle
        };
        difference(a, b, step, place, &mut found);
    }
    found
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Head,
    Middle,
    Tail,
}

/// Counts what one differing step means.
fn difference(a: &Words, b: &Words, step: &Step, place: Place, found: &mut QuoteComparison) {
    let said = |words: &[Word]| words.iter().filter(|w| !w.inserted).count();
    let (only_a, only_b) = (said(&a.words[step.a.clone()]), said(&b.words[step.b.clone()]));
    // the side that lacks words may say so: "..." where they stood, or its own words in brackets
    let marks = |words: &Words, range: &std::ops::Range<usize>| {
        let at = words.words.get(range.end);
        at.is_some_and(|w| w.gap_before)
            || (place != Place::Tail && at.is_some_and(|w| w.piece_start))
            || (range.end == words.words.len() && words.gap_after)
            || words.words[range.clone()].iter().any(|w| w.inserted || w.gap_before)
    };
    let (marked_a, marked_b) = (marks(a, &step.a), marks(b, &step.b));
    if (only_b == 0 && marked_b) || (only_a == 0 && marked_a) {
        found.marked += count(only_a.max(only_b));
        return;
    }
    let negates = a.words[step.a.clone()].iter().chain(&b.words[step.b.clone()]).any(|w| w.negates);
    match place {
        // a "not" at either end turns the meaning: it is no mere cut
        Place::Head | Place::Tail if negates && only_a.max(only_b) < SPLICE => {
            found.altered += count(only_a.max(only_b));
            return;
        }
        Place::Head => {
            found.lost_b.head += count(only_a);
            found.lost_a.head += count(only_b);
        }
        Place::Tail => {
            found.lost_b.tail += count(only_a);
            found.lost_a.tail += count(only_b);
        }
        Place::Middle if only_a == 0 && only_b >= SPLICE => found.lost_a.middle += count(only_b),
        Place::Middle if only_b == 0 && only_a >= SPLICE => found.lost_b.middle += count(only_a),
        Place::Middle => found.altered += count(only_a.max(only_b)),
    }
    // both go on, each with other words: one of them changed the speaker's
    if place != Place::Middle && only_a > 0 && only_b > 0 {
        found.altered += count(only_a.min(only_b));
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
