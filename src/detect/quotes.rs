//! Pairs of quotations that are one utterance, told word by word: what the detectors of quotes share.
//!
//! In: the pairs of variants of a story's groups of quotes. Out: [`QuotePair`]s.
//! Invariant: each pair is compared once, by the claims that are shown.

use super::StoryView;
use super::sources::Sources;
use super::view::VariantPair;
use crate::model::{Claim, ClaimIndex, ClaimKind, Class, Departs, Field, Probability, QuoteType, Side, Span};
use crate::score::quote::{Lost, QuoteComparison, Speakers, compare_in_context};

/// Two variants of one utterance.
#[derive(Debug, Clone)]
pub struct QuotePair {
    /// Index of the group.
    pub group: u32,
    /// The earlier article's side.
    pub a: Side,
    /// The later article's side.
    pub b: Side,
    /// How their words stand to each other.
    pub words: QuoteComparison,
    /// The similarity of the best match between the variants.
    pub similarity: Probability,
}

/// By how many words two counts of the same words may differ: "can't", numbers.
const UNEVEN: usize = 1;

/// Utterances that share less than this are two.
const ONE_UTTERANCE: f64 = 0.5;

/// The pairs of one story.
pub(super) fn quote_pairs(story: &StoryView<'_>) -> Vec<QuotePair> {
    let quotes = story.pairs().iter().filter(|p| story.group_of(p).kind == ClaimKind::Quote);
    quotes.filter_map(|pair| quote_pair(story, pair)).collect()
}

fn quote_pair(story: &StoryView<'_>, pair: &VariantPair) -> Option<QuotePair> {
    let (left, right) = story.variants_of(pair);
    let (a, b) = story.sides(left, right)?;
    let words = compare_in_context(story.claims, a.claim, b.claim);
    let similarity = story.matches_of(pair).next()?.similarity;
    (words.similarity >= ONE_UTTERANCE).then_some(QuotePair { group: pair.group, a, b, words, similarity })
}

impl QuotePair {
    /// The claims shown.
    #[must_use]
    pub fn claims<'a>(&self, story: &StoryView<'a>) -> (&'a Claim, &'a Claim) {
        (story.claim(self.a.claim), story.claim(self.b.claim))
    }

    /// Whether both stand between marks.
    #[must_use]
    pub fn both_quoted(&self, story: &StoryView<'_>) -> bool {
        let quoted = |c: &Claim| c.quote().is_some_and(|q| q.quote_type != QuoteType::Indirect);
        let (a, b) = self.claims(story);
        quoted(a) && quoted(b)
    }

    /// Whether both are whole utterances between marks, without a reported clause around them.
    #[must_use]
    pub fn both_direct(&self, story: &StoryView<'_>) -> bool {
        let direct = |c: &Claim| c.quote().is_some_and(|q| q.quote_type == QuoteType::Direct);
        let (a, b) = self.claims(story);
        direct(a) && direct(b)
    }

    /// Whether the shorter side is a fragment: a few words inside a reported clause, or words that begin no sentence.
    #[must_use]
    pub fn is_fragment(&self, story: &StoryView<'_>) -> bool {
        /// More words than this are a quotation, however they are introduced.
        const FRAGMENT: u32 = 8;
        let begins = self.shorter_opens_sentence(story);
        let short = story.claim(self.shorter_side());
        self.words.shared < FRAGMENT && (!begins || short.quote().is_some_and(|q| q.quote_type == QuoteType::Mixed))
    }

    /// Whether the shorter side begins with a capital: not in the middle of its outlet's own sentence.
    fn shorter_opens_sentence(&self, story: &StoryView<'_>) -> bool {
        let short = story.claim(self.shorter_side());
        let article = story.claims.article_of(short);
        short.pieces.first().is_some_and(|piece| {
            article.tokens_in(&article.tokens_of_span(*piece)).first().is_some_and(|t| t.is(Class::CAPITALISED))
        })
    }

    /// Whether the words in common are enough to call it one utterance in spite of what differs.
    #[must_use]
    pub fn is_one_utterance(&self, story: &StoryView<'_>) -> bool {
        /// Fewer words in common are a set phrase.
        const LEAST_SHARED: u32 = 5;
        /// Fewer words in common may be said by two people.
        const SHARED_BY_TWO: u32 = 8;
        /// The share of the shorter side that must stand in the other.
        const LEAST_SIMILAR: f64 = 0.7;
        let (a, b) = self.claims(story);
        let least = if story.sources(a, b) == Sources::Different { SHARED_BY_TWO } else { LEAST_SHARED };
        self.words.shared >= least && self.words.similarity >= LEAST_SIMILAR
    }

    /// Whether all that the shorter side lacks stands behind the cue that interrupts the longer one: another sentence
    /// of the speaker, not a part of this one.
    #[must_use]
    pub fn lacks_later_pieces(&self, story: &StoryView<'_>) -> bool {
        let lost = self.shorter_lost();
        // whole pieces from the end: of a piece that is given in part the rest was cut off
        let mut later = self.words_behind_cue(story).into_iter().rev().scan(0, |sum, words| {
            *sum += words;
            Some(*sum)
        });
        lost.head + lost.middle == 0 && later.any(|sum| sum.abs_diff(lost.tail as usize) <= UNEVEN)
    }

    /// How many words each piece has that stands behind the cue which interrupts the longer side.
    fn words_behind_cue(&self, story: &StoryView<'_>) -> Vec<usize> {
        let (a, b) = self.claims(story);
        let long = if self.shorter() == Some(Departs::A) { b } else { a };
        let article = story.claims.article_of(long);
        let words = |piece: &Span| {
            let tokens = article.tokens_in(&article.tokens_of_span(*piece)).iter();
            tokens.filter(|t| t.is(Class::WORD | Class::DIGITS)).count()
        };
        long.pieces.iter().skip(1).map(words).collect()
    }

    /// Whether the shorter side ends before the speaker's sentence does, or before one that turns it.
    #[must_use]
    pub fn is_cut(&self, story: &StoryView<'_>) -> bool {
        self.shorter_lost().ends_inside && self.only_ends_earlier(story) && !self.lacks_later_pieces(story)
    }

    /// Whether the shorter side is a whole utterance from the beginning of a sentence of the longer one, which goes on.
    #[must_use]
    pub fn only_ends_earlier(&self, story: &StoryView<'_>) -> bool {
        let lost = self.shorter_lost();
        lost.tail > 0
            && !lost.begins_inside
            && self.shorter_opens_sentence(story)
            && self.both_direct(story)
            && !self.is_fragment(story)
    }

    /// Whether what the shorter side lacks behind its end limits what it has, or says something of another subject.
    #[must_use]
    pub fn loses_weight(&self) -> bool {
        self.shorter_lost().weighs
    }

    /// What the shorter side lacks.
    fn shorter_lost(&self) -> Lost {
        if self.shorter() == Some(Departs::A) { self.lost().0 } else { self.lost().1 }
    }

    /// The claim shown for the shorter side.
    #[must_use]
    pub fn shorter_side(&self) -> ClaimIndex {
        if self.shorter() == Some(Departs::A) { self.a.claim } else { self.b.claim }
    }

    /// Whether two people are said to have said it.
    #[must_use]
    pub fn two_speakers(&self) -> bool {
        self.words.speakers == Speakers::Different
    }

    /// What each side lacks.
    #[must_use]
    pub const fn lost(&self) -> (Lost, Lost) {
        (self.words.lost_a, self.words.lost_b)
    }

    /// The side that lacks more words.
    #[must_use]
    pub const fn shorter(&self) -> Option<Departs> {
        let (a, b) = (self.words.lost_a.words(), self.words.lost_b.words());
        if a > b {
            Some(Departs::A)
        } else if b > a {
            Some(Departs::B)
        } else {
            None
        }
    }

    /// Whether a careful editor may expect other words: a headline, or speech that was translated.
    #[must_use]
    pub fn may_differ(&self, story: &StoryView<'_>) -> bool {
        let (a, b) = self.claims(story);
        [a, b].into_iter().any(|claim| claim.field == Field::Title || is_translated(story, claim))
    }

    /// The speaker as the side that names one gives it.
    #[must_use]
    pub fn speaker(&self, story: &StoryView<'_>) -> Option<String> {
        let (a, b) = self.claims(story);
        story.source_name(a).or_else(|| story.source_name(b))
    }
}

/// Whether the paragraph of a claim speaks of a translation, outside what was said.
fn is_translated(story: &StoryView<'_>, claim: &Claim) -> bool {
    let article = story.claims.article_of(claim);
    let words = &article.pack.translation;
    let told = |sentence: u32| {
        let tokens = article.sentence(sentence).iter();
        tokens.filter(|t| !claim.pieces.iter().any(|p| p.contains(t.span))).any(|t| words.contains(t.word))
    };
    let last = article.sentence_at(claim.span.end.saturating_sub(1)).unwrap_or(claim.sentence);
    (claim.sentence..=last).any(told)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::cases::between_first;
    use crate::model::{DiscrepancyKind as Kind, Severity};

    /// What is found between two articles' quotations: the kinds at minor severity and above.
    fn kinds(a: &str, b: &str) -> Vec<Kind> {
        let found = between_first(ClaimKind::Quote, &[("North", "2031-05-01", a), ("South", "2031-05-01", b)]);
        found.iter().filter(|row| row.severity > Severity::Info).map(|row| row.kind).collect()
    }

    #[test]
    fn one_utterance_in_two_shapes() {
        let whole =
            "“The harbour will stay closed until every crane is checked, and the owners will pay,” Ana Roth said.";
        for (other, kind) in [
            (
                "“The harbour will stay open until every crane is checked, and the owners will pay,” Ana Roth said.",
                Kind::QuoteAltered,
            ),
            (
                "“The harbour will not stay closed until every crane is checked, and the owners will pay,” Ana Roth said.",
                Kind::QuoteAltered,
            ),
            ("“The harbour will stay closed and the owners will pay,” Ana Roth said.", Kind::QuoteAltered),
            ("“The harbour will stay closed until every crane is checked,” Ana Roth said.", Kind::QuoteTruncated),
            (
                "“The harbour will stay closed until every crane is checked, and the owners will pay,” Jon Hale said.",
                Kind::QuoteReattributed,
            ),
        ] {
            assert_eq!(kinds(whole, other), [kind], "{other}");
            assert_eq!(kinds(other, whole), [kind], "{other}");
        }
    }

    #[test]
    fn stays_silent() {
        let whole =
            "“The harbour will stay closed until every crane is checked, and the owners will pay,” Ana Roth said.";
        for other in [
            "\"The harbour will stay closed until every crane is checked, and the owners will pay\", said Ana Roth.",
            "“The harbour will stay closed until every crane is checked,” Roth said, “and the owners will pay.”",
            "“The harbour will stay closed until every crane is checked ...” Ana Roth said.",
            "According to Ana Roth, “the harbour will stay closed until every crane is checked – and the owners will pay”.",
            "“The harbour will stay closed until every crane is checked, and the owners will pay,” the minister said.",
            // other forms, another order, a slip of the pen, what a page sets between the words
            "“The harbours will stay closed until every crane is checked, and the owners will pay,” Ana Roth said.",
            "“The harbour will stay closed until every crane is checked, and the owners will pay,” Ana Roth said on “The Late Hour.”",
            "“The harbour will stay closed until every Ana RothHarbour cranes inspected in three towns this week MORE crane is checked, and the owners will pay,” Ana Roth said.",
        ] {
            assert_eq!(kinds(whole, other), [], "{other}");
            assert_eq!(kinds(other, whole), [], "{other}");
        }
    }

    #[test]
    fn a_cut_counts_where_what_is_lost_limits_the_rest_or_says_more_than_it() {
        let cut = "“The harbour will stay closed to every ship of the line,” Ana Roth said.";
        for (lost, expected) in [
            ("unless the owners pay", vec![Kind::QuoteTruncated]),
            ("under the terms of the old treaty", vec![Kind::QuoteTruncated]),
            ("but we will open the quay", vec![Kind::QuoteTruncated]),
            ("and the owners will pay for it", vec![Kind::QuoteTruncated]),
            ("and to the boats of the town", vec![]),
            ("because time runs out for the town", vec![]),
            ("which is a good thing for the town", vec![]),
        ] {
            let whole = format!("“The harbour will stay closed to every ship of the line, {lost},” Ana Roth said.");
            assert_eq!(kinds(&whole, cut), expected, "{lost}");
            assert_eq!(kinds(cut, &whole), expected, "{lost}");
        }
    }

    #[test]
    fn a_cut_inside_what_stands_behind_the_cue_is_a_cut() {
        let whole = "“The harbour will stay closed,” Ana Roth said on the quay. “Every crane of the port must be checked, and the owners will pay for it.”";
        let cut = "“The harbour will stay closed. Every crane of the port must be checked,” Ana Roth said.";
        let first = "“The harbour will stay closed,” Ana Roth said.";
        for (other, expected) in [(cut, vec![Kind::QuoteTruncated]), (first, vec![])] {
            assert_eq!(kinds(whole, other), expected, "{other}");
            assert_eq!(kinds(other, whole), expected, "{other}");
        }
    }

    #[test]
    fn small_changes_are_no_more_than_a_hint() {
        let said = "“We have got to keep the harbour open, and I will tell anybody on 3 May that the quay was ours,” Ana Roth said.";
        for other in [
            // plain auxiliaries, intensifiers, forms of address, pronouns of one meaning
            "“We really have to keep the harbour open, and I will tell everyone on 3 May that the quay was ours,” Ana Roth said.",
            "“We've got to keep the harbour open, folks, and I will tell anybody on 3 May that the quay is ours,” Ana Roth said.",
            // an answer, and what only moved
            "“No, we have got to keep the harbour open, and I will tell anybody on May 3 that the quay was ours,” Ana Roth said.",
            // a slip of the pen
            "“We have got to keep the habour open, and I will tell anybody on 3 May that the quay was ours,” Ana Roth said.",
        ] {
            assert_eq!(kinds(said, other), [], "{other}");
            assert_eq!(kinds(other, said), [], "{other}");
        }
        let hoped = "“I hope you can see your way clear to closing the harbour of the town,” Ana Roth said.";
        let asked = "Ana Roth asked him “to see your way clear to closing the harbour of the town.”";
        assert_eq!(kinds(hoped, asked), []);
        for other in [
            "“We have got to keep the harbour shut, and I will tell anybody on 3 May that the quay was ours,” Ana Roth said.",
            "“We have got to keep the harbour open, and I will tell anybody on 4 May that the quay was ours,” Ana Roth said.",
            "“We have got to keep the harbour open, and I will tell nobody on 3 May that the quay was ours,” Ana Roth said.",
            "“We have got to keep the harbour open, and I might tell anybody on 3 May that the quay was ours,” Ana Roth said.",
            "“We have not got to keep the harbour open, and I will tell anybody on 3 May that the quay was ours,” Ana Roth said.",
        ] {
            assert_eq!(kinds(said, other), [Kind::QuoteAltered], "{other}");
            assert_eq!(kinds(other, said), [Kind::QuoteAltered], "{other}");
        }
    }

    #[test]
    fn a_small_change_beside_a_cut_counts_where_the_cut_does() {
        let whole =
            "“The harbour is closed by now to every ship of the line, {} the boats of the town,” Ana Roth said.";
        let cut = "“The harbour was closed by now to every ship of the line,” Ana Roth said.";
        for (lost, expected) in [("and to", vec![]), ("unless they are", vec![Kind::QuoteAltered])] {
            assert_eq!(kinds(&whole.replace("{}", lost), cut), expected, "{lost}");
        }
        // a cut of what was joined is one too many
        let whole = "“These are dark hours. We look to the harbour. We look to the owners of the ferries to pay the pilots of Orla,” Ana Roth said.";
        let joined = "“These are dark hours. We look to the harbour, and we look to the owners of the ferries to pay,” Ana Roth said.";
        assert_eq!(kinds(whole, joined), [Kind::QuoteAltered]);
    }

    #[test]
    fn ordinals_in_digits_are_no_other_words() {
        let digits = "“The ruling of the 2nd Harbour Court goes to the 21st session of the council,” Ana Roth said.";
        let words =
            "“The ruling of the Second Harbour Court goes to the twenty-first session of the council,” Ana Roth said.";
        let other = "“The ruling of the 3rd Harbour Court goes to the 21st session of the council,” Ana Roth said.";
        assert_eq!(kinds(digits, words), []);
        assert_eq!(kinds(digits, other), [Kind::QuoteAltered]);
    }

    #[test]
    fn a_quotation_may_begin_with_the_second_of_two_alike() {
        let whole = "“If you like your boat you will keep your boat. If you like your berth at the quay you will keep your berth at the quay,” Ana Roth said.";
        let part = "“If you like your berth at the quay you will keep your berth at the quay,” Ana Roth said.";
        assert_eq!(kinds(whole, part), []);
        assert_eq!(kinds(part, whole), []);
    }
}
