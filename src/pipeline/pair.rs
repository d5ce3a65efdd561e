//! Two texts that a script already has, compared as if they stood in two articles of one story.
//!
//! In: two articles of a sentence or a few. Out: a [`PairComparison`].
//! Invariant: the texts are scored as wholes; their claims decide the verdict and the kinds.

use rayon::prelude::*;
use smallvec::smallvec;

use super::{annotated_with, own_labels, pack_of};
use crate::annotate::{Annotated, annotate};
use crate::candidates::Candidates;
use crate::config::Settings;
use crate::detect::{StoryView, detect};
use crate::error::Result;
use crate::extract::{StoryClaims, extract};
use crate::group::group;
use crate::language::Labels;
use crate::ledger::settle;
use crate::model::{
    Article, Attribution, Claim, ClaimContent, ClaimId, Discrepancy, DiscrepancyKind, Field, Match, PairComparison,
    Probability, RunNotes, Segmentation, StatementClaim, Verdict,
};
use crate::score::polarity::{Polarity, polarity};
use crate::score::{Contradiction, Features, Scorer};
use crate::segment::segment;

/// The features of two texts: what the models of a pair are trained on.
#[must_use]
pub fn pair_features(a: &Article, b: &Article, settings: &Settings) -> Features {
    as_wholes([a, b], |story| *Scorer::new_pair(story, settings).pair(0, 1).features())
}

/// What tells of two texts that one contradicts the other: what its model is trained on.
#[must_use]
pub fn contradiction_features(a: &Article, b: &Article, settings: &Settings) -> Contradiction {
    as_wholes([a, b], |story| {
        let scorer = Scorer::new_pair(story, settings);
        scorer.contradiction(0, 1, &scorer.pair(0, 1))
    })
}

/// Annotates two texts and hands them on, each as one claim.
fn as_wholes<T>(texts: [&Article; 2], read: impl FnOnce(&StoryClaims<'_>) -> T) -> T {
    let segmentations = texts.map(|text| segment(text, pack_of(text)));
    let annotated: [Annotated<'_>; 2] =
        std::array::from_fn(|i| annotate(texts[i], &segmentations[i], pack_of(texts[i])));
    let claims = [whole(&annotated[0], 0), whole(&annotated[1], 1)];
    read(&StoryClaims::new(&annotated, &claims))
}

/// Compares two texts: how alike they are, how they stand to each other and what differs.
#[must_use]
pub fn compare_pair(a: &Article, b: &Article, settings: &Settings) -> PairComparison {
    compare_two([a, b], settings, own_labels(settings).as_ref())
}

/// Compares two texts; `labels`, where given, take the place of those of the language packs.
fn compare_two(texts: [&Article; 2], settings: &Settings, labels: Option<&Labels>) -> PairComparison {
    let articles = texts.map(|article| {
        let mut article = article.clone();
        super::recognise_language(&mut article);
        article
    });
    let segmentations: [Segmentation; 2] = std::array::from_fn(|i| segment(&articles[i], pack_of(&articles[i])));
    let annotated: [Annotated<'_>; 2] =
        std::array::from_fn(|i| annotated_with(&articles[i], &segmentations[i], labels));
    let mut claims = vec![whole(&annotated[0], 0), whole(&annotated[1], 1)];
    for (i, article) in (0..).zip(&annotated) {
        claims.extend(extract(article, i, settings));
    }
    let story = StoryClaims::new(&annotated, &claims);
    let scorer = Scorer::new_pair(&story, settings);
    let whole = scorer.pair(0, 1);
    let verdicts = Findings::of(&scorer, &story, settings);
    // "did not include", "excluded": the words show that both say the same
    let by_other_signs = || {
        let signs = polarity(&story, &story.claims[0], &story.claims[1]);
        signs.is_some_and(|found| found.polarity == Polarity::Agree)
    };
    PairComparison {
        similarity: whole.similarity.max(whole.equivalence),
        equivalence: whole.equivalence,
        verdict: if scorer.contradicts(&scorer.contradiction(0, 1, &whole)) && !by_other_signs() {
            Verdict::Conflict
        } else {
            verdicts.verdict(whole.similarity.max(whole.equivalence), whole.equivalence)
        },
        kinds: verdicts.kinds,
        reasons: scorer.reasons(&whole),
    }
}

/// Compares given pairs of texts and hands each result to `sink`, in the order given.
///
/// # Errors
/// The first error of `sink`, after which nothing more is compared.
pub fn each_pair<T: Send>(
    pairs: Vec<(T, [Article; 2])>,
    settings: &Settings,
    sink: &mut dyn FnMut(T, PairComparison) -> Result<()>,
) -> Result<()> {
    let labels = own_labels(settings);
    let mut pairs = pairs.into_iter().peekable();
    while pairs.peek().is_some() {
        let batch: Vec<_> = pairs.by_ref().take(PAIRS).collect();
        let compare = |(id, [a, b]): (T, [Article; 2])| (id, compare_two([&a, &b], settings, labels.as_ref()));
        let done: Vec<_> = batch.into_par_iter().map(compare).collect();
        done.into_iter().try_for_each(|(id, found)| sink(id, found))?;
    }
    Ok(())
}

/// So many pairs are compared between two visits to the sink.
const PAIRS: usize = 1024;

/// What the claims inside the two texts are found to be.
struct Findings {
    worst: Option<Verdict>,
    kinds: Vec<DiscrepancyKind>,
}

impl Findings {
    /// Compares all claims of one text with all of the other: a pair of texts is small.
    fn of(scorer: &Scorer<'_>, story: &StoryClaims<'_>, settings: &Settings) -> Self {
        let scored = |c: &Claim| match &c.content {
            ClaimContent::Statement(statement) => !statement.clause,
            content => matches!(content, ClaimContent::Quote(_)),
        };
        let sides = |article| (2u32..).zip(&story.claims[2..]).filter(move |(_, c)| c.article == article && scored(c));
        let first = sides(0).take(CLAIMS);
        let pairs = first
            .flat_map(|(i, x)| {
                sides(1).take(CLAIMS).filter(move |(_, y)| x.kind() == y.kind()).map(move |(j, _)| (i, j))
            })
            .collect();
        let candidates = Candidates { pairs, ..Candidates::default() };
        let mut matches = scorer.score(&candidates, settings);
        matches.retain(|m| m.a > 1);
        let mut groups = group(story, &mut matches);
        settle(story, &mut groups, &mut matches);
        let view = StoryView::new(story, &matches, &groups, settings);
        let found = detect(&view, &mut RunNotes::default());
        let mut kinds: Vec<_> = found.iter().map(|d: &Discrepancy| d.kind).collect();
        kinds.sort();
        kinds.dedup();
        let half = |m: &&Match| m.similarity >= Probability::HALF;
        Self { worst: matches.iter().filter(half).map(|m| m.verdict).reduce(Verdict::worse), kinds }
    }

    fn verdict(&self, similarity: Probability, equivalence: Probability) -> Verdict {
        if similarity < Probability::HALF {
            return Verdict::Unrelated;
        }
        let plain = if equivalence >= Probability::HALF { Verdict::Agree } else { Verdict::Compatible };
        self.worst.map_or(plain, |worst| plain.worse(worst))
    }
}

/// A text of more claims than this is an article: its first claims are compared.
const CLAIMS: usize = 200;

/// A text as one statement.
fn whole(article: &Annotated<'_>, index: u32) -> Claim {
    let tokens = 0..u32::try_from(article.tokens.len()).unwrap_or(u32::MAX);
    let span = article.article.text_span();
    Claim {
        id: ClaimId::default(),
        article: index,
        field: Field::Text,
        sentence: 0,
        paragraph: 0,
        span,
        pieces: smallvec![span],
        tokens,
        content: ClaimContent::Statement(StatementClaim::default()),
        attribution: Attribution::default(),
        negated: false,
        rule: "text",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(a: &str, b: &str) -> Verdict {
        let [a, b] = [a, b].map(|text| Article::new(None, text));
        compare_pair(&a, &b, &Settings::default()).verdict
    }

    const BRIDGE: &str = "The long bridge over the Vesna was built by the engineer Ada Orr in 1982.";

    #[test]
    fn one_text_that_contradicts_the_other_is_a_conflict_in_either_order() {
        for (a, b) in [
            (BRIDGE, "The bridge over the Vesna was built in 1979."),
            (
                "The council of Orlava voted to close the harbour.",
                "The council of Orlava did not vote to close the harbour.",
            ),
            (
                "Ada Orr sang on the second night of the festival in Kelm.",
                "Ada Orr never sang at the festival in Kelm.",
            ),
        ] {
            assert_eq!((verdict(a, b), verdict(b, a)), (Verdict::Conflict, Verdict::Conflict), "{a} / {b}");
        }
    }

    #[test]
    fn texts_that_agree_or_have_nothing_to_do_with_each_other_are_none() {
        for (a, b) in [
            (BRIDGE, "The bridge over the Vesna was built in 1982."),
            ("Dorvane is a town in the north of Ostria, on the river Vesna.", "Dorvane lies on a river in Ostria."),
            ("The ferry did not include a lifeboat.", "The lifeboat was excluded from the ferry."),
            ("The minister resigned on Monday after the vote in Orlava.", "Rain is forecast for the weekend in Kelm."),
            ("The bank was founded in 1950.", "A fire killed 12 people in Dorvane in 2031."),
        ] {
            assert_ne!(verdict(a, b), Verdict::Conflict, "{a} / {b}");
        }
    }
}
