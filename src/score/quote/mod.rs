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
mod changed;
mod diff;
mod reader;
mod speakers;
mod words;

use std::ops::Range;

use crate::extract::StoryClaims;
use crate::language::NameCue;
use crate::model::{Claim, ClaimIndex, ClaimKind, Class, QuoteType, WordId};
use align::{Step, align};
use changed::Changed;
pub use diff::{first_difference, word_diff};
pub use speakers::Speakers;
use words::{Before, Word, Words, words_of};

/// Words that one side lacks, by place. Marked omissions are not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Lost {
    /// Before the first word shared.
    pub head: u32,
    /// Between words shared: the quote is spliced.
    pub middle: u32,
    /// After the last word shared.
    pub tail: u32,
    /// Whether the first word shared stands inside a sentence of the longer side.
    pub begins_inside: bool,
    /// Whether what follows the last one belongs to it: the rest of its sentence, more than a word or two, or a
    /// sentence that turns it ("But ...").
    pub ends_inside: bool,
    /// Whether what follows the last one limits what stands before ("unless ..."), or is a statement of its own ("and they
    /// will pay").
    pub weighs: bool,
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
    /// Words changed: replaced, inserted or dropped one by one, sentences joined.
    pub altered: u32,
    /// Those of them where the words that differ tell something by themselves.
    pub telling: u32,
    /// Whether a negation or a number is among them.
    pub turns: bool,
    /// Whether they join what the other side parts into two sentences.
    pub joined: bool,
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
/// A sentence that lacks fewer words at its end is not cut.
const CUT: u32 = 3;
/// More words that differ before or after those in common are no change of words: the quotations begin or end apart.
const CHANGED_AT_END: usize = 4;
/// A run of fewer words is shared by accident, unless it is all there is.
const RUN: usize = 3;
/// Fewer words shared that tell something say nothing about being one utterance.
const LEAST_CONTENT: u32 = 2;

/// A run of so many words is one utterance, whatever they tell.
const LONG_RUN: usize = 8;
/// So many words that open a longer quotation are one with it.
const OPENING: usize = 5;

/// Compares the words of two claims.
///
/// Costs the product of their differing words at worst, both bounded by a constant.
#[must_use]
pub fn compare_quotes(story: &StoryClaims<'_>, a: &Claim, b: &Claim) -> QuoteComparison {
    let words_a = words_of(story.article_of(a), a);
    let words_b = words_of(story.article_of(b), b);
    let steps = align(&words_a, &words_b);
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
        let steps = align(&words, &other);
        let shared: usize = steps.iter().filter(|s| s.equal && s.a.len() >= RUN).map(|s| s.a.len()).sum();
        // the neighbour gives (most of) what is missing before or after
        let shared = u32::try_from(shared).unwrap_or(u32::MAX);
        if neighbour.span.start < story.claims[part as usize].span.start {
            found.head = found.head.saturating_sub(shared);
        } else {
            found.tail = found.tail.saturating_sub(shared);
        }
    }
    found.begins_inside &= found.head > 0;
    found.ends_inside &= found.tail >= CUT;
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
fn measure(a: &Words<'_>, b: &Words<'_>, steps: &[Step]) -> QuoteComparison {
    let mut found = QuoteComparison {
        similarity: 0.0,
        ratio: 0.0,
        shared: 0,
        shared_content: 0,
        altered: 0,
        telling: 0,
        turns: false,
        joined: false,
        lost_a: Lost::default(),
        lost_b: Lost::default(),
        marked: 0,
        speakers: Speakers::Unknown,
        form_a: Form::Unquoted,
        form_b: Form::Unquoted,
    };
    let (length_a, length_b) = (a.list.len(), b.list.len());
    let shorter = length_a.min(length_b);
    let mut equal = 0;
    for step in steps.iter().filter(|s| s.equal) {
        equal += step.a.len();
        if step.a.len() >= RUN.min(shorter) {
            found.shared += count(step.a.len());
            found.shared_content += count(a.list[step.a.clone()].iter().filter(|w| w.is_content()).count());
        }
    }
    if equal == 0 {
        return found;
    }
    found.ratio = (2.0 * equal as f64 / (length_a + length_b) as f64).min(1.0);
    let part = f64::from(found.shared) / shorter as f64;
    let run = steps.iter().filter(|s| s.equal).map(|s| s.a.len()).max().unwrap_or(0);
    let opens = run == shorter && run >= OPENING && steps.first().is_some_and(|s| s.equal);
    let telling = found.shared_content >= LEAST_CONTENT || run >= LONG_RUN || opens;
    found.similarity = if telling { found.ratio.max(part) } else { found.ratio };
    let first = steps.iter().position(|s| s.equal).unwrap_or(0);
    let last = steps.iter().rposition(|s| s.equal).unwrap_or(0);
    let mut changed = Changed::default();
    for (i, step) in steps.iter().enumerate().filter(|(_, s)| !s.equal) {
        let place = if i < first || (i == first + 1 && begins_anew(a, b, &steps[first], step)) {
            Place::Head
        } else if i > last {
            Place::Tail
        } else {
            Place::Middle
        };
        difference(a, b, step, place, &mut found, &mut changed);
    }
    found.turns = changed.turn(a, b);
    if !found.turns && changed.are_forms(a, b) {
        found.telling = 0;
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
fn difference(
    a: &Words<'_>,
    b: &Words<'_>,
    step: &Step,
    place: Place,
    found: &mut QuoteComparison,
    changed: &mut Changed,
) {
    let (mut of_a, mut of_b) = (&a.list[step.a.clone()], &b.list[step.b.clone()]);
    if place == Place::Tail {
        (of_a, of_b) = (before_cue(of_a), before_cue(of_b));
    }
    let said = |words: &[Word]| words.iter().filter(|w| !w.free).count();
    let (only_a, only_b) = (said(of_a), said(of_b));
    let (marked_a, marked_b) = (marks(a, &step.a, place), marks(b, &step.b, place));
    if (only_b == 0 && marked_b) || (only_a == 0 && marked_a) {
        found.marked += count(only_a.max(only_b));
        return;
    }
    // a mark stands for what the other side has more
    let stands_for = (marked_a && only_a < only_b) || (marked_b && only_b < only_a);
    let longer = if stands_for { only_a.min(only_b) } else { only_a.max(only_b) };
    // what a page set into its text is no word of the speaker's
    if place == Place::Middle && (only_a == 0 && is_of_page(b, of_b) || only_b == 0 && is_of_page(a, of_a)) {
        found.marked += count(only_a.max(only_b));
        return;
    }
    let mut alter = |found: &mut QuoteComparison, words: usize| {
        changed.add(step, of_a, of_b);
        found.altered += count(words);
        found.telling += if is_telling((a, of_a), (b, of_b)) { count(words) } else { 0 };
    };
    match place {
        // a "not" at either end turns the meaning: it is no mere cut
        Place::Head | Place::Tail
            if longer < SPLICE && negations(a, of_a) != negations(b, of_b) && !is_sentence(a, b, step) =>
        {
            alter(found, longer);
            return;
        }
        Place::Head => {
            found.lost_b.head += count(only_a);
            found.lost_a.head += count(only_b);
            found.lost_b.begins_inside = only_a > 0 && !a.begins(step.a.end);
            found.lost_a.begins_inside = only_b > 0 && !b.begins(step.b.end);
        }
        Place::Tail => {
            found.lost_b.tail += count(step.a.len());
            found.lost_a.tail += count(step.b.len());
            found.lost_b.ends_inside = ends_inside(a, &step.a);
            found.lost_a.ends_inside = ends_inside(b, &step.b);
            found.lost_b.weighs = weighs(a, &step.a);
            found.lost_a.weighs = weighs(b, &step.b);
        }
        Place::Middle if only_a == 0 && only_b >= SPLICE => found.lost_a.middle += count(only_b),
        Place::Middle if only_b == 0 && only_a >= SPLICE => found.lost_b.middle += count(only_a),
        Place::Middle => {
            alter(found, longer);
            found.joined |= a.begins(step.a.end) != b.begins(step.b.end);
        }
    }
    // both go on, each with other words: one of them changed the speaker's, unless two other sentences stand there or
    // what one quotes apart
    let apart = match place {
        Place::Head => {
            let parted = |words: &Words<'_>, at: usize| words.list.get(at).is_some_and(|w| w.before.cue);
            let (x, y) = (step.a.end, step.b.end);
            // "asked him “to see”": the outlet's sentence leads to what was said
            let leads =
                |words: &[Word]| words.iter().all(|w| w.class.intersects(Class::PREPOSITION | Class::CONJUNCTION));
            (a.begins(x) && b.begins(y)) || parted(a, x) || parted(b, y) || leads(of_a) || leads(of_b)
        }
        Place::Tail => {
            let (of_a, of_b) = (opening(a, step.a.start), opening(b, step.b.start));
            let parted = |before: Before| before.gap || before.cue;
            (of_a.stop && of_b.stop) || parted(of_a) || parted(of_b)
        }
        Place::Middle => true,
    };
    if !apart && only_a > 0 && only_b > 0 && longer <= CHANGED_AT_END {
        alter(found, only_a.min(only_b));
    }
}

/// The words of a tail up to the first cue: what an outlet quotes apart is no part of the sentence.
fn before_cue(tail: &[Word]) -> &[Word] {
    let end = tail.iter().skip(1).position(|w| w.before.cue).map_or(tail.len(), |at| at + 1);
    &tail[..end]
}

/// Whether what one side has more begins a sentence, or is followed by one.
fn is_sentence(a: &Words<'_>, b: &Words<'_>, step: &Step) -> bool {
    let (words, range) = if step.a.is_empty() { (b, &step.b) } else { (a, &step.a) };
    words.begins(range.start) && words.begins(range.end)
}

/// What stands before the word at `at`, or before one of the two before it: a sentence of which only so much is shared is
/// another sentence.
fn opening(words: &Words<'_>, at: usize) -> Before {
    let near = words.list[at.saturating_sub(2)..].iter().take(at.min(2) + 1).map(|w| w.before);
    near.fold(Before::default(), |all, one| Before {
        gap: all.gap | one.gap,
        cue: all.cue | one.cue,
        stop: all.stop | one.stop,
    })
}

/// Whether the side that lacks words says so: "..." where they stood, its own words in brackets, a cue.
fn marks(words: &Words<'_>, range: &Range<usize>, place: Place) -> bool {
    let next = words.list.get(range.end);
    next.is_some_and(|w| w.before.gap || (w.before.cue && place != Place::Tail))
        || (range.end == words.list.len() && words.gap_after)
        || words.list[range.clone()].iter().any(|w| w.free || w.before.gap)
}

/// Whether a sentence goes on after what both share, for more than a word or two, or the next one turns it.
fn ends_inside(words: &Words<'_>, lost: &Range<usize>) -> bool {
    let goes_on = lost.clone().take_while(|at| !words.begins(*at)).count();
    let turned = words.list.get(lost.start).is_some_and(|w| words.article.pack.contrasts.contains(w.id));
    count(if turned { lost.len() } else { goes_on }) >= CUT
}

/// Whether what a cut loses limits what stands before it, or says something of another subject.
fn weighs(words: &Words<'_>, lost: &Range<usize>) -> bool {
    /// Where the word that limits stands: "in certain cases", "for not paying".
    const OPENING: usize = 3;
    /// Where the verb of a clause with a subject of its own stands.
    const CLAUSE: Range<usize> = 2..6;
    let lost = &words.list[lost.clone()];
    let end = lost.iter().enumerate().position(|(i, w)| i > 0 && w.before.stop).unwrap_or(lost.len());
    let (lost, pack) = (&lost[..end], words.article.pack);
    let is = |at: usize, class: Class| lost.get(at).is_some_and(|w| w.class.intersects(class));
    let limits = lost.iter().take(OPENING).any(|w| pack.qualifiers.contains(w.id))
        || is(0, Class::NEGATION)
        || is(1, Class::NEGATION);
    let joined = lost.first().is_some_and(|w| pack.names.cue(w.id).contains(NameCue::CONJUNCTION));
    let verb = (0..lost.len()).find(|at| is(*at, Class::AUXILIARY));
    limits || joined && (is(1, Class::PRONOUN) || verb.is_some_and(|at| CLAUSE.contains(&at)))
}

/// Whether words that differ tell something by themselves: more than an article, a "that", a "really", a form of "to be".
fn is_telling((a, of_a): (&Words<'_>, &[Word]), (b, of_b): (&Words<'_>, &[Word])) -> bool {
    let content = |of: &Words<'_>, words: &[Word]| words.iter().any(|w| w.is_content() && of.tells(w));
    let helps = |words: &[Word]| words.iter().any(|w| w.class.intersects(Class::AUXILIARY));
    let helpers = |of: &Words<'_>, words: &[Word]| -> Vec<WordId> {
        words.iter().filter(|w| w.class.intersects(Class::AUXILIARY) && of.tells(w)).map(|w| w.id).collect()
    };
    content(a, of_a)
        || content(b, of_b)
        || helps(of_a) && helps(of_b) && helpers(a, of_a) != helpers(b, of_b)
        || negations(a, of_a) != negations(b, of_b)
}

/// Whether what one side has more ends with the words before it: the other begins with the second of two alike ("If you
/// stay ... If you stay ...").
fn begins_anew(a: &Words<'_>, b: &Words<'_>, shared: &Step, more: &Step) -> bool {
    let ends = |words: &Words<'_>, range: &Range<usize>| {
        let start = &a.list[shared.a.clone()];
        let more = &words.list[range.clone()];
        more.len() > start.len() && more[more.len() - start.len()..].iter().zip(start).all(|(x, y)| x.id == y.id)
    };
    more.b.is_empty() && ends(a, &more.a) || more.a.is_empty() && ends(b, &more.b)
}

/// Whether inserted words stand between others as a page sets them there, one glued to the next (`KesselThere are`).
fn is_of_page(of: &Words<'_>, words: &[Word]) -> bool {
    /// Fewer words are the speaker's.
    const LEAST_WORDS: usize = 6;
    /// Letters on each side of the joint: `MacArthur` is one word.
    const LEAST_LETTERS: usize = 4;
    let glued = |word: &Word| {
        let letters: Vec<char> = of.text(word).chars().collect();
        let joint = letters.windows(2).position(|two| two[0].is_lowercase() && two[1].is_uppercase());
        joint.is_some_and(|at| at + 1 >= LEAST_LETTERS && letters.len() - at > LEAST_LETTERS)
    };
    words.len() >= LEAST_WORDS && words.iter().any(glued)
}

/// How many words negate, an answer apart ("No, ...").
fn negations(of: &Words<'_>, words: &[Word]) -> usize {
    words.iter().filter(|w| of.negates(w)).count()
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
