//! What tells of two texts that one contradicts the other, as numbers that a reader can check.
//!
//! In: two texts that a script has, each as one claim. Out: numbers for [`NAMES`]; what cannot be both is found in [`apart`].
//! Invariant: symmetric in the two texts: the one that says less comes first.
//!
//! Two statements found in articles are never judged by this: there a difference needs words that
//! show it. Of two texts that somebody put side by side the question is which way they stand.

mod apart;

use rustc_hash::FxHashSet;

use crate::extract::StoryClaims;
use crate::model::{Claim, Class, Token, WordId};

/// What contradictions are told by, in their order.
pub const NAMES: [&str; 19] = [
    "negated-in-shorter",
    "negated-in-longer",
    "shorter-covered",
    "longer-covered",
    "beyond-in-shorter",
    "values-beyond-in-shorter",
    "values-beyond-in-both",
    "names-beyond-in-shorter",
    "late-names-beyond-in-shorter",
    "names-beyond-in-longer",
    "plain-words-beyond-in-shorter",
    "words-in-shorter",
    "words-in-longer",
    "odd-negation",
    "denied-stated",
    "first-denied-stated",
    "other-date",
    "other-noun",
    "words-in-order",
];

/// More words than these are not told apart.
const MANY_BEYOND: usize = 6;
const MANY_VALUES: usize = 3;
const MANY_NAMES: usize = 8;
const MANY_PLAIN: usize = 5;
const LONG: usize = 15;
const VERY_LONG: usize = 40;

/// A number for each of [`NAMES`].
pub type Contradiction = [f32; NAMES.len()];

/// How two texts stand to each other.
#[must_use]
pub fn contradiction(story: &StoryClaims<'_>, a: &Claim, b: &Claim) -> Contradiction {
    let (mut shorter, mut longer) = (Text::of(story, a), Text::of(story, b));
    if shorter.order() > longer.order() {
        std::mem::swap(&mut shorter, &mut longer);
    }
    let (of_shorter, of_longer) = (shorter.beyond(&longer), longer.beyond(&shorter));
    let whole = |claim: &Claim| apart::Text { article: story.article_of(claim), tokens: claim.tokens.clone() };
    let (x, y) = (&whole(a), &whole(b));
    let denial = apart::denial(x, y);
    let yes = |holds: bool| f32::from(u8::from(holds));
    let count = |n: usize, most: usize| n.min(most) as f32;
    [
        yes(shorter.negated && !longer.negated),
        yes(longer.negated && !shorter.negated),
        shorter.share_without(of_shorter.words),
        longer.share_without(of_longer.words),
        count(of_shorter.words, MANY_BEYOND),
        count(of_shorter.values, MANY_VALUES),
        yes(of_shorter.values > 0 && of_longer.values > 0),
        count(of_shorter.names, MANY_NAMES),
        count(of_shorter.late_names, MANY_NAMES),
        count(of_longer.names, MANY_NAMES),
        count(of_shorter.words - of_shorter.values - of_shorter.names, MANY_PLAIN),
        count(shorter.content.len(), LONG),
        count(longer.content.len(), VERY_LONG),
        yes(denial.odd),
        denial.stated,
        yes(denial.focus),
        yes(apart::date_otherwise(x, y)),
        yes(apart::are_other_nouns(x, y)),
        apart::in_order(x, y),
    ]
}

/// A text as the numbers see it.
struct Text<'a> {
    words: &'a str,
    tokens: usize,
    stems: FxHashSet<WordId>,
    /// The words that say something, each with its place.
    content: Vec<(usize, &'a Token)>,
    negated: bool,
}

/// What one text says beyond another.
#[derive(Default)]
struct Beyond {
    words: usize,
    values: usize,
    names: usize,
    /// Names in the second half: what is told of, seldom whom the text is about.
    late_names: usize,
}

impl<'a> Text<'a> {
    fn of(story: &StoryClaims<'a>, claim: &Claim) -> Self {
        let article = story.article_of(claim);
        let tokens = story.tokens_of(claim);
        let content = tokens.iter().enumerate().filter(|(_, t)| t.is_content()).collect();
        Self {
            words: article.article.slice(claim.span),
            tokens: tokens.len(),
            stems: tokens.iter().map(|t| t.stem).collect(),
            content,
            negated: article.negations.iter().any(|n| claim.span.contains(n.cue)),
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
            if token.is(Class::DIGITS) {
                beyond.values += 1;
            } else if token.is(Class::CAPITALISED) {
                beyond.names += 1;
                beyond.late_names += usize::from(2 * place > self.tokens);
            }
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
    use crate::segment::segment;

    /// The numbers of two texts of one sentence.
    fn numbers(a: &str, b: &str) -> Contradiction {
        let texts = [a, b].map(|text| Article::new(None, text));
        let segmentations = texts.each_ref().map(|text| segment(text, pack("en")));
        let annotated: Vec<Annotated<'_>> =
            texts.iter().zip(&segmentations).map(|(text, parts)| annotate(text, parts, pack("en"))).collect();
        let claims: Vec<Claim> =
            (0u32..).zip(&annotated).flat_map(|(i, text)| extract(text, i, &Settings::default())).collect();
        let statement = |article: u32| {
            claims.iter().find(|c| c.article == article && c.kind() == ClaimKind::Statement).expect("a statement")
        };
        contradiction(&StoryClaims::new(&annotated, &claims), statement(0), statement(1))
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
            ("The harbour of Orlava was not closed.", "The harbour of Orlava was closed.", "odd-negation"),
            ("The harbour of Orlava was not closed.", "The harbour of Orlava was closed.", "denied-stated"),
            ("The harbour of Orlava was not closed.", "The harbour of Orlava was closed.", "first-denied-stated"),
            ("The bridge opened in March 1982.", "The bridge opened on 4 May 1982.", "other-date"),
            ("Ada Orr is a poker player.", "Ada Orr is an old senator of Orlava.", "other-noun"),
        ] {
            assert!(tells(a, b, name), "{name}: {a} / {b}");
        }
    }

    #[test]
    fn what_may_be_both_is_not() {
        for (a, b, name) in [
            ("The harbour was not closed.", "Nobody closed the harbour.", "odd-negation"),
            ("The bridge opened in May.", "The bridge opened on 4 May 1982.", "other-date"),
            ("Ada Orr is a player.", "Ada Orr is a poker player of Orlava.", "other-noun"),
        ] {
            assert!(!tells(a, b, name), "{name}: {a} / {b}");
        }
    }

    #[test]
    fn a_negation_of_one_side_is_seen() {
        let (a, b) = ("The harbour of Orlava was closed on Sunday.", "The harbour of Orlava was not closed.");
        assert!((number(a, b, "negated-in-shorter") - 1.0).abs() < 1e-6);
        assert!(number(a, a, "negated-in-shorter").abs() < 1e-6);
    }

    #[test]
    fn other_numbers_and_names_are_counted() {
        let a = "The long bridge over the Vesna was built by Ada Orr in 1982.";
        let b = "The bridge was built in 1979 by Jon Hale.";
        assert!((number(a, b, "values-beyond-in-both") - 1.0).abs() < 1e-6);
        assert!((number(a, b, "late-names-beyond-in-shorter") - 2.0).abs() < 1e-6);
        assert!((number(a, b, "names-beyond-in-longer") - 3.0).abs() < 1e-6);
    }
}
