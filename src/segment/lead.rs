//! Headings of texts whose line breaks were lost: heading, date stamp and first sentence stand on
//! one line, with no mark between them.
//!
//! In: a body that is one paragraph. Out: the blocks in front of its running text.
//! Invariant: only the first sentence is cut, and nothing where the body has line breaks: those
//! say where a heading ends.

use std::collections::hash_map::Entry;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::chars::trim_end;
use super::sentences::sentences;
use super::stamp::stamps;
use super::words::{Word, words};
use crate::language::{Pack, word_key};
use crate::model::{BlockKind, Class, Curves, Span};
use crate::text::word_id;

/// What tells whether running text begins at a word, in the order of [`Candidate::features`].
pub const NAMES: [&str; 20] = [
    "opener",
    "opener-after-title",
    "small-elsewhere",
    "small-elsewhere-after-title",
    "small-follows",
    "small-follows-after-title",
    "after-function-word",
    "after-comma",
    "after-closer",
    "after-digit",
    "digit",
    "quote",
    "pair-elsewhere",
    "next-pair-elsewhere",
    "capitals-before",
    "capitals-after",
    "words-before",
    "words-after",
    "taken-up",
    "taken-up-at-once",
];

/// A word at which running text may begin.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Byte offset of the word.
    pub at: usize,
    /// A number for each of [`NAMES`].
    pub features: [f32; NAMES.len()],
}

/// A body of fewer sentences is no article: only a stamp tells its heading.
const LEAST_SENTENCES: usize = 3;
/// Sentences among which stamps are looked for: a stamp has dots of its own.
const STAMPED_SENTENCES: usize = 2;
/// A heading and a summary under it: so many cuts a stretch without a stamp.
const CUTS: usize = 2;
/// Where running text begins, the log-odds are above this: of ten articles of the training set that have a cut,
/// it is found in six to seven, and of ten cuts made, eight are right. A heading that stays in front of its sentence costs
/// the matches of both (docs/decisions/0006).
const LEAST_LOG_ODDS: f32 = -1.0;
/// Where it may begin, they are above this: the sentence stays whole, its two parts are clauses of it.
const SEAM_LOG_ODDS: f32 = -3.0;

/// What stands in front of the running text of a body.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Headings {
    pub blocks: Vec<(BlockKind, Span)>,
    /// Where the running text begins.
    pub start: usize,
    /// Words behind it at which it may as well begin, by byte offset.
    pub seams: Vec<u32>,
}

/// The headings in front of the running text of `body`.
pub(super) fn headings(text: &str, body: Span, pack: &Pack) -> Headings {
    let mut start = body.start as usize;
    let (mut found, mut seams) = (Vec::new(), Vec::new());
    let lead = if pack.lead.is_empty() { None } else { Lead::new(text, body, pack) };
    let Some(lead) = lead else { return Headings { start, ..Headings::default() } };
    for (stamp, range) in lead.stretches() {
        let here = lead.words[range.start].start;
        if stamp {
            push(text, BlockKind::Headline, start..here, &mut found);
            let end = lead.words[range.end - 1].end;
            push(text, BlockKind::Dateline, here..end, &mut found);
            start = end;
            continue;
        }
        let mut from = range.start;
        for _ in 0..CUTS {
            let Some((cut, odds)) = lead.best_cut(from..range.end, &pack.lead) else { break };
            let at = lead.words[cut].start;
            if odds <= LEAST_LOG_ODDS || !lead.is_article {
                seams.extend((odds > SEAM_LOG_ODDS).then_some(at).and_then(|at| u32::try_from(at).ok()));
                break;
            }
            push(text, BlockKind::Headline, start..at, &mut found);
            start = at;
            from = cut;
        }
    }
    let rest = &text[start..body.end as usize];
    seams.retain(|at| *at as usize > start);
    Headings { blocks: found, start: start + rest.len() - rest.trim_start().len(), seams }
}

/// The words of a body's first sentence at which running text may begin: what a model is fitted to.
#[must_use]
pub fn candidates(text: &str, body: Span, pack: &Pack) -> Vec<Candidate> {
    let Some(lead) = Lead::new(text, body, pack) else { return Vec::new() };
    let open = lead.stretches().into_iter().filter(|(stamp, _)| !stamp);
    open.flat_map(|(_, range)| lead.candidates(range)).map(|(_, candidate)| candidate).collect()
}

fn push(text: &str, kind: BlockKind, range: Range<usize>, found: &mut Vec<(BlockKind, Span)>) {
    let part = &text[range.clone()];
    let start = range.start + part.len() - part.trim_start().len();
    let end = trim_end(text, start, range.end);
    if start < end {
        found.push((kind, Span::of(start..end)));
    }
}

/// The first words of a body and what the rest says about words.
struct Lead<'a> {
    words: Vec<Word<'a>>,
    /// How many of the words stand in the first sentence.
    first: usize,
    /// Whether the body is long enough for an article's.
    is_article: bool,
    pack: &'a Pack,
    /// Words that the body has in small letters.
    small: FxHashSet<u64>,
    /// Neighbours that the body has more than once.
    pairs: FxHashMap<(u64, u64), bool>,
}

impl<'a> Lead<'a> {
    fn new(text: &'a str, body: Span, pack: &'a Pack) -> Option<Self> {
        let opening: Vec<Span> = sentences(text, body, &pack.segmentation).take(LEAST_SENTENCES).collect();
        let first = opening.first()?.end as usize;
        let last = opening[opening.len().min(STAMPED_SENTENCES) - 1].end as usize;
        let all = words(text, body.range());
        let mut small = FxHashSet::default();
        let mut pairs = FxHashMap::default();
        let mut previous = None;
        for word in &all {
            let key = word_key(word.bare());
            if word.bare().starts_with(char::is_lowercase) {
                small.insert(key);
            }
            if let Some(previous) = previous.replace(key) {
                match pairs.entry((previous, key)) {
                    Entry::Occupied(mut seen) => *seen.get_mut() = true,
                    Entry::Vacant(place) => _ = place.insert(false),
                }
            }
        }
        let mut words = all;
        words.retain(|w| w.end <= last);
        let first = words.iter().take_while(|w| w.end <= first).count();
        Some(Self { words, first, is_article: opening.len() == LEAST_SENTENCES, pack, small, pairs })
    }

    /// Stamps and what stands before, between and behind them, up to the end of the first sentence
    /// or of the last stamp.
    fn stretches(&self) -> Vec<(bool, Range<usize>)> {
        let mut out = Vec::new();
        let mut at = 0;
        let followed = |stamp: &Range<usize>| self.is_article || stamp.end < self.words.len();
        for stamp in stamps(&self.words, &self.pack.segmentation).into_iter().filter(followed) {
            if at < stamp.start {
                out.push((false, at..stamp.start));
            }
            at = stamp.end;
            out.push((true, stamp));
        }
        if at < self.first {
            out.push((false, at..self.first));
        }
        out
    }

    /// The word at which running text most likely begins, with its log-odds.
    fn best_cut(&self, range: Range<usize>, model: &Curves) -> Option<(usize, f32)> {
        let scored = self.candidates(range).map(|(word, c)| (word, model.log_odds(&NAMES, &c.features)));
        scored.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
    }

    /// Words with a capital or a digit that follow others in a stretch.
    fn candidates(&self, range: Range<usize>) -> impl Iterator<Item = (usize, Candidate)> + '_ {
        let opens = |word: &Word<'_>| word.is_capital() || word.bare().starts_with(|c: char| c.is_ascii_digit());
        (range.start + 1..range.end).filter(move |k| opens(&self.words[*k])).map(move |k| {
            let features = self.features(&range, k);
            (k, Candidate { at: self.words[k].start, features })
        })
    }

    fn features(&self, range: &Range<usize>, k: usize) -> [f32; NAMES.len()] {
        let (word, before) = (&self.words[k], &self.words[k - 1]);
        let [head, tail] = [&self.words[range.start..k], &self.words[k..range.end]];
        let key = |word: &Word<'_>| word_key(word.bare());
        let opener = self.pack.segmentation.opens_sentence(word.bare());
        let small = self.small.contains(&key(word));
        let follows = tail.get(1).is_some_and(|w| w.bare().starts_with(char::is_lowercase));
        let titled = capitals(head) > TITLE;
        let again = |pair: Option<(u64, u64)>| pair.is_some_and(|p| self.pairs.get(&p).copied().unwrap_or(false));
        let taken_up = |tail: &[Word<'_>]| {
            let tail: FxHashSet<u64> = tail.iter().filter(|w| is_long(w)).map(key).collect();
            let head: FxHashSet<u64> = head.iter().filter(|w| is_long(w)).map(key).collect();
            (head.intersection(&tail).count() as f32, head.len().max(1) as f32)
        };
        let (shared, of) = taken_up(tail);
        let flag = |yes: bool| if yes { 1.0 } else { 0.0 };
        [
            flag(opener),
            flag(opener && titled),
            flag(small),
            flag(small && titled),
            flag(follows),
            flag(follows && titled),
            flag(self.is_function_word(before)),
            flag(before.text.ends_with([',', ';', ':', '-', '–', '—', '&', '('])),
            flag(before.text.ends_with(['"', '”', '’', '\'', ')', '?', '!'])),
            flag(before.text.ends_with(|c: char| c.is_ascii_digit())),
            flag(word.bare().starts_with(|c: char| c.is_ascii_digit())),
            flag(word.text.starts_with(['"', '“', '‘', '\''])),
            flag(again(Some((key(before), key(word))))),
            flag(again(tail.get(1).map(|next| (key(word), key(next))))),
            capitals(head),
            capitals(&tail[..tail.len().min(TAIL)]),
            head.len().min(LONGEST) as f32,
            tail.len().min(LONGEST) as f32,
            shared / of,
            taken_up(&tail[..tail.len().min(AT_ONCE)]).0.min(3.0),
        ]
    }

    /// Whether a heading does not end with the word: an article, a preposition, a conjunction.
    fn is_function_word(&self, word: &Word<'_>) -> bool {
        let class = self.pack.class(word_id(&word.bare().to_lowercase()));
        class.contains(Class::STOP) || !word.is_capital() && self.pack.segmentation.opens_sentence(word.bare())
    }
}

/// A heading of which more words have capitals is written as a title.
const TITLE: f32 = 0.8;
/// So many words behind a cut show how they are written.
const TAIL: usize = 12;
/// A sentence that takes up the heading's words does so among so many words.
const AT_ONCE: usize = 5;
/// Stretches longer than this are alike.
const LONGEST: usize = 40;

/// Words of four letters or more: in titles they have capitals, shorter ones may not.
fn is_long(word: &Word<'_>) -> bool {
    word.bare().len() >= 4 && word.bare().starts_with(char::is_alphabetic)
}

/// The share of long words that have capitals; a half where there is none.
fn capitals(words: &[Word<'_>]) -> f32 {
    let long = words.iter().filter(|w| is_long(w)).count();
    let capitals = words.iter().filter(|w| is_long(w) && w.is_capital()).count();
    if long == 0 { 0.5 } else { capitals as f32 / long as f32 }
}

#[cfg(test)]
mod tests {
    use crate::language::pack;
    use crate::model::{Article, BlockKind};
    use crate::segment::segment;

    const REST: &str = "The vessel had left Marn at dawn with two hundred people on board. \
        Divers reached the hull before noon. A spokeswoman said that the search would go on.";

    fn blocks(lead: &str) -> Vec<(BlockKind, String)> {
        let article = Article::new(None, &format!("{lead} {REST}"));
        let segmentation = segment(&article, pack("en"));
        let head = |kind| matches!(kind, BlockKind::Headline | BlockKind::Dateline);
        let heads = segmentation.blocks.iter().filter(|b| head(b.kind));
        heads.map(|b| (b.kind, b.span.slice(article.buffer()).to_owned())).collect()
    }

    #[test]
    fn a_heading_ends_before_its_stamp() {
        let found = blocks(
            "Ferry Sinks Off Marn Posted: Friday, May 3, 2019 | 2:00 pm A ferry sank off the coast of Marn on Friday.",
        );
        let expected = [
            (BlockKind::Headline, "Ferry Sinks Off Marn".to_owned()),
            (BlockKind::Dateline, "Posted: Friday, May 3, 2019 | 2:00 pm".to_owned()),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_heading_ends_where_a_sentence_takes_it_up() {
        for (heading, sentence) in [
            (
                "Ferry Sinks Off Marn Coast After Storm",
                "The ferry Halvard sank off the coast of Marn on Friday, police said.",
            ),
            (
                "Rescuers search for 12 after ferry sinks",
                "A ferry sank off the coast of Marn on Friday and rescuers searched for 12 people.",
            ),
        ] {
            let found = blocks(&format!("{heading} {sentence}"));
            assert_eq!(found, [(BlockKind::Headline, heading.to_owned())]);
        }
    }

    #[test]
    fn what_may_be_a_heading_is_a_seam_of_its_sentence() {
        let text = "Rescuers Search for Twelve off Marn Coast A ferry sank off Marn on Friday. Divers reached it.";
        let segmentation = segment(&Article::new(None, text), pack("en"));
        assert_eq!(segmentation.sentences.len(), 2, "two sentences are too few to cut on a guess");
        let behind = text.find("A ferry").and_then(|at| u32::try_from(at).ok());
        assert_eq!(segmentation.seams.first().copied(), behind);
        let plain = "The ferry Halvard sank off the coast of Marn on Friday, police said. Divers reached it.";
        assert_eq!(segment(&Article::new(None, plain), pack("en")).seams, [0; 0]);
    }

    #[test]
    fn a_stamp_tells_a_heading_in_a_short_text_too() {
        let text = "Ferry Sinks Off Marn Posted: Friday, May 3, 2019 | 2:00 pm A ferry sank off Marn on Friday.";
        let blocks = segment(&Article::new(None, text), pack("en")).blocks;
        assert_eq!(
            blocks.iter().map(|b| b.kind).collect::<Vec<_>>(),
            [BlockKind::Headline, BlockKind::Dateline, BlockKind::Paragraph]
        );
    }

    #[test]
    fn a_sentence_alone_is_no_heading() {
        for lead in [
            "The ferry Halvard sank off the coast of Marn on Friday, the Coast Guard of Orvane said.",
            "President Ilva Brandt told the Senate on Monday that The Hague would hear the case.",
            "After the vote in Marn on May 3, 2019, Prime Minister Odo Kern resigned.",
        ] {
            assert_eq!(blocks(lead), [], "{lead}");
        }
    }

    #[test]
    fn line_breaks_say_where_a_heading_ends() {
        let lead = "Ferry Sinks Off Marn The Ferry Halvard\nA ferry sank off the coast of Marn on Friday.";
        assert!(blocks(lead).iter().all(|(_, text)| text.starts_with("Ferry Sinks Off Marn The")));
    }
}
