//! What tells of two texts that one contradicts the other, as numbers that a reader can check.
//!
//! In: two texts that a script has, each as one claim, and the features of the pair. Out: numbers for [`NAMES`]; what cannot be
//! both is found in [`apart`], what is said in other words in [`said`].
//! Invariant: symmetric in the two texts: the one that says less comes first.
//!
//! Two statements found in articles are never judged by this: there a difference needs words that
//! show it. Of two texts that somebody put side by side the question is which way they stand.

mod apart;
mod said;

use rustc_hash::FxHashSet;

use super::features::{Features, index_of, place};
use crate::extract::StoryClaims;
use crate::model::{Claim, Class, Token, WordId};

/// What contradictions are told by, in their order.
pub const NAMES: [&str; 24] = [
    "shorter-covered",
    "longer-covered",
    "beyond-in-shorter",
    "late-names-beyond-in-shorter",
    "words-in-shorter",
    "words-in-longer",
    "denied-stated",
    "other-date",
    "other-noun",
    "words-in-order",
    "negations-in-shorter",
    "negations-in-longer",
    "said-of-shorter",
    "said-of-longer",
    "unsaid-of-shorter",
    "rarest-unsaid-of-longer",
    "names-unsaid-of-shorter",
    "said-of-denied",
    "first-denied-said",
    "last-denied-said",
    "unsaid-behind-denied",
    OF_PAIR[0],
    OF_PAIR[1],
    OF_PAIR[2],
];

/// The features of the pair that are read too: what the words and the edits between the texts tell of how they differ.
const OF_PAIR: [&str; 3] = ["values-beyond-lesser", "edits-one-sided", "plain-beyond-lesser"];

/// More words than these are not told apart.
const MANY_BEYOND: usize = 6;
const MANY_NAMES: usize = 8;
const MANY_NEGATIONS: usize = 2;
const LONG: usize = 15;
const VERY_LONG: usize = 40;
/// The number of what is not there to be told: no denial, or one of no word.
const NO_DENIAL: f32 = -1.0;
const NO_WORD: f32 = 2.0;

/// A number for each of [`NAMES`].
pub type Contradiction = [f32; NAMES.len()];

/// How two texts stand to each other; `features` are those of the pair.
#[must_use]
pub fn contradiction(story: &StoryClaims<'_>, a: &Claim, b: &Claim, features: &Features) -> Contradiction {
    let (mut shorter, mut longer) = (Text::of(story, a), Text::of(story, b));
    if shorter.order() > longer.order() {
        std::mem::swap(&mut shorter, &mut longer);
    }
    let (of_shorter, of_longer) = (shorter.beyond(&longer), longer.beyond(&shorter));
    let (x, y) = (&shorter.whole, &longer.whole);
    let said = said::said(x, y);
    let of_denied = |number: &dyn Fn(&said::Denied) -> f32| said.denied.as_ref().map_or(NO_DENIAL, number);
    let yes = |holds: bool| f32::from(u8::from(holds));
    let count = |n: usize, most: usize| n.min(most) as f32;
    let [values, one_sided, plain] =
        const { [index_of(OF_PAIR[0]), index_of(OF_PAIR[1]), index_of(OF_PAIR[2])] }.map(|i| features[i]);
    [
        shorter.share_without(of_shorter.words),
        longer.share_without(of_longer.words),
        count(of_shorter.words, MANY_BEYOND),
        count(of_shorter.late_names, MANY_NAMES),
        count(shorter.content.len(), LONG),
        count(longer.content.len(), VERY_LONG),
        apart::stated(x, y),
        yes(apart::date_otherwise(x, y)),
        yes(apart::are_other_nouns(x, y)),
        apart::in_order(x, y),
        count(said.negations[0], MANY_NEGATIONS),
        count(said.negations[1], MANY_NEGATIONS),
        said.shares[0],
        said.shares[1],
        said.unsaid,
        said.rarest_unsaid,
        count(said.names_unsaid, MANY_NAMES),
        of_denied(&|d| d.share),
        of_denied(&|d| d.first.map_or(NO_WORD, yes)),
        of_denied(&|d| d.last.map_or(NO_WORD, yes)),
        of_denied(&|d| count(d.unsaid_behind, MANY_BEYOND)),
        values,
        one_sided,
        plain,
    ]
}

/// From which probability on texts with these numbers are said to contradict each other (docs/decisions/0015, 0019); none where
/// they have nothing in common: what is not about one thing contradicts nothing, though no pair that was learned from shows it.
#[must_use]
pub fn least_probability(numbers: &Contradiction) -> Option<f64> {
    let [of_denied, of_shorter] =
        const { [place(&NAMES, "said-of-denied"), place(&NAMES, "said-of-shorter")] }.map(|i| numbers[i]);
    let least = if of_denied > NO_DENIAL { OF_DENIALS } else { OF_OTHERS };
    (of_shorter > 0.0).then_some(least)
}

/// Where one text denies once more than the other.
const OF_DENIALS: f64 = 0.46;
/// Where none does: what differs is told by words beyond, which two true texts have as well.
const OF_OTHERS: f64 = 0.5;

/// A text as the numbers see it.
struct Text<'a> {
    whole: apart::Text<'a>,
    words: &'a str,
    tokens: usize,
    stems: FxHashSet<WordId>,
    /// The words that say something, each with its place.
    content: Vec<(usize, &'a Token)>,
}

/// What one text says beyond another.
#[derive(Default)]
struct Beyond {
    words: usize,
    /// Names in the second half: what is told of, seldom whom the text is about.
    late_names: usize,
}

impl<'a> Text<'a> {
    fn of(story: &StoryClaims<'a>, claim: &Claim) -> Self {
        let article = story.article_of(claim);
        let tokens = story.tokens_of(claim);
        let content = tokens.iter().enumerate().filter(|(_, t)| t.is_content()).collect();
        Self {
            whole: apart::Text { article, tokens: claim.tokens.clone() },
            words: article.article.slice(claim.span),
            tokens: tokens.len(),
            stems: tokens.iter().map(|t| t.stem).collect(),
            content,
        }
    }

    /// What decides which of two texts is the shorter.
    fn order(&self) -> (usize, &'a str) {
        (self.content.len(), self.words)
    }

    /// The share of the words that is left without so many of them.
    fn share_without(&self, beyond: usize) -> f32 {
        1.0 - beyond as f32 / self.content.len().max(1) as f32
    }

    fn beyond(&self, other: &Self) -> Beyond {
        let mut beyond = Beyond::default();
        for (place, token) in self.content.iter().filter(|(_, t)| !other.stems.contains(&t.stem)) {
            beyond.words += 1;
            let late = token.is(Class::CAPITALISED) && !token.is(Class::DIGITS) && 2 * place > self.tokens;
            beyond.late_names += usize::from(late);
        }
        beyond
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::{Annotated, annotate};
    use crate::config::Settings;
    use crate::extract::extract;
    use crate::language::pack;
    use crate::model::{Article, ClaimKind};
    use crate::score::Scorer;
    use crate::segment::segment;

    /// The numbers of two texts of one sentence.
    fn numbers(a: &str, b: &str) -> Contradiction {
        let texts = [a, b].map(|text| Article::new(None, text));
        let segmentations = texts.each_ref().map(|text| segment(text, pack("en")));
        let annotated: Vec<Annotated<'_>> =
            texts.iter().zip(&segmentations).map(|(text, parts)| annotate(text, parts, pack("en"))).collect();
        let claims: Vec<Claim> =
            (0u32..).zip(&annotated).flat_map(|(i, text)| extract(text, i, &Settings::default())).collect();
        let story = StoryClaims::new(&annotated, &claims);
        let scorer = Scorer::new_pair(&story, &Settings::default());
        let statement = |article: u32| {
            let found = (0u32..).zip(&claims).find(|(_, c)| c.article == article && c.kind() == ClaimKind::Statement);
            found.map(|(i, _)| i).expect("a statement")
        };
        let (a, b) = (statement(0), statement(1));
        scorer.contradiction(a, b, &scorer.pair(a, b))
    }

    fn number(a: &str, b: &str, name: &str) -> f32 {
        NAMES.iter().position(|n| *n == name).map_or(f32::NAN, |i| numbers(a, b)[i])
    }

    #[test]
    fn both_orders_give_the_same_numbers() {
        let (a, b) = ("The harbour of Orlava was closed in 2031.", "The harbour was never closed.");
        assert_eq!(numbers(a, b).map(f32::to_bits), numbers(b, a).map(f32::to_bits));
    }

    /// Whether each of the later numbers is told of two texts.
    fn tells(a: &str, b: &str, name: &str) -> bool {
        let (told, turned) = (number(a, b, name), number(b, a, name));
        assert!((told - turned).abs() < 1e-6, "{name}: {told} {turned}");
        told > 0.5
    }

    #[test]
    fn what_cannot_be_both_is_seen() {
        for (a, b, name) in [
            ("The harbour of Orlava was not closed.", "The harbour of Orlava was closed.", "denied-stated"),
            ("The bridge opened in March 1982.", "The bridge opened on 4 May 1982.", "other-date"),
            ("Ada Orr is a poker player.", "Ada Orr is an old senator of Orlava.", "other-noun"),
        ] {
            assert!(tells(a, b, name), "{name}: {a} / {b}");
        }
    }

    #[test]
    fn what_may_be_both_is_not() {
        for (a, b, name) in [
            ("The bridge opened in May.", "The bridge opened on 4 May 1982.", "other-date"),
            ("Ada Orr is a player.", "Ada Orr is a poker player of Orlava.", "other-noun"),
        ] {
            assert!(!tells(a, b, name), "{name}: {a} / {b}");
        }
    }

    #[test]
    fn what_is_denied_may_be_said_in_other_words() {
        for (a, b) in [
            ("The mayor did not obtain a permit.", "The mayor got a permit."),
            ("No woman sang in the hall.", "A woman sang in the hall."),
            ("The children were not quiet.", "The girls were silent."),
            ("Kelm was never bombarded.", "The bombardment of Kelm lasted two days."),
        ] {
            assert!(tells(a, b, "said-of-denied"), "{a} / {b}");
            assert!(tells(a, b, "first-denied-said"), "{a} / {b}");
        }
    }

    #[test]
    fn what_nobody_says_stays_unsaid() {
        for (a, b) in [
            ("The mayor did not buy a horse.", "The mayor sold the bridge."),
            ("The children were not quiet.", "The children were on a ferry."),
        ] {
            assert!(!tells(a, b, "said-of-denied"), "{a} / {b}");
            assert!(!tells(a, b, "last-denied-said"), "{a} / {b}");
        }
    }

    #[test]
    fn where_both_deny_or_neither_does_no_denial_is_read() {
        for (a, b) in [
            ("The harbour was not closed.", "Nobody closed the harbour."),
            ("The harbour was closed.", "The harbour is open."),
        ] {
            assert!((number(a, b, "said-of-denied") - NO_DENIAL).abs() < 1e-6, "{a} / {b}");
            assert_eq!(least_probability(&numbers(a, b)), Some(OF_OTHERS), "{a} / {b}");
        }
        let denial = numbers("The harbour was not closed.", "The harbour was closed.");
        assert_eq!(least_probability(&denial), Some(OF_DENIALS));
        let apart = numbers("The bank was founded in 1950.", "A fire killed 12 people in Dorvane in 2031.");
        assert_eq!(least_probability(&apart), None);
    }

    #[test]
    fn what_is_said_behind_what_is_denied_is_counted() {
        let denial = "The council did not close the harbour.";
        assert!(number(denial, "The council closed the harbour.", "unsaid-behind-denied").abs() < 1e-6);
        let more = "The council closed the harbour for ferries on Sunday.";
        assert!((number(denial, more, "unsaid-behind-denied") - 2.0).abs() < 1e-6);
    }

    #[test]
    fn negations_are_counted_by_side() {
        let (a, b) = ("The harbour of Orlava was closed on Sunday.", "The harbour of Orlava was not closed.");
        assert!((number(a, b, "negations-in-shorter") - 1.0).abs() < 1e-6);
        assert!(number(a, b, "negations-in-longer").abs() < 1e-6);
    }

    #[test]
    fn other_numbers_and_names_are_counted() {
        let a = "The long bridge over the Vesna was built by Ada Orr in 1982.";
        let b = "The bridge was built in 1979 by Jon Hale.";
        assert!((number(a, b, "late-names-beyond-in-shorter") - 2.0).abs() < 1e-6);
        assert!((number(a, b, "names-unsaid-of-shorter") - 3.0).abs() < 1e-6);
    }
}
