//! What two statements have in common, as numbers that a reader can check.
//!
//! In: two [`Profile`]s and how alike their articles are. Out: [`Features`].
//! Invariant: symmetric in the two sides; none looks at differing values, speakers or polarity
//! but those of [`says_the_same_only`].

use smallvec::SmallVec;

use super::alike::Alike;
use super::clauses::best_overlap;
use super::context;
use super::edits;
use super::fit::Slope;
use super::meanings;
use super::profile::{Outline, Profile};
use super::wording;
use crate::model::Probability;

/// A number for each of [`NAMES`].
pub type Features = [f32; NAMES.len()];

/// The features, in the order of [`Features`]: what the two statements have in common, their
/// [`context`](super::context::NAMES), their [`wording`](super::wording::NAMES), the edits between them and how
/// alike they are in meaning.
pub const NAMES: [&str; MEANING + meanings::NAMES.len()] = names();

/// The features that read nothing but the two statements and their articles.
const PAIR_NAMES: [&str; 32] = [
    "overlap",
    "contained",
    "contained-in-longer",
    "local-overlap",
    "local-contained",
    "cosine",
    "local-cosine",
    "clauses",
    "shared-weight",
    "rarest-shared",
    "second-rarest-shared",
    "roots",
    "trigrams",
    "trigrams-contained",
    "bigrams",
    "word-order",
    "content-order",
    "names",
    "names-missing",
    "values-shared",
    "values-differ",
    "length-ratio",
    "shorter-length",
    "articles",
    "articles-overlap",
    "articles-local",
    "articles-local-overlap",
    "articles-clauses",
    "articles-company",
    "position",
    "earlier-rank",
    "rarest-plain",
];

/// How many of the features read nothing but the two statements and their articles.
pub const OF_PAIR: usize = PAIR_NAMES.len();

/// The features that read nothing but the two statements and their articles.
pub(super) type OfPair = [f32; OF_PAIR];

/// Those of all features.
pub(super) fn of_pair(features: &Features) -> OfPair {
    let mut of_pair = [0.0; OF_PAIR];
    of_pair.copy_from_slice(&features[..OF_PAIR]);
    of_pair
}

/// All features, those that read more left at zero.
pub(super) fn of_pair_alone(of_pair: &OfPair) -> Features {
    let mut features = [0.0; NAMES.len()];
    features[..OF_PAIR].copy_from_slice(of_pair);
    features
}

/// How many of them there are with those of the context.
const IN_CONTEXT: usize = OF_PAIR + context::NAMES.len();

/// Where those begin that tell how alike two statements are in meaning; zeros without a model.
pub(super) const MEANING: usize = WORDED + edits::NAMES.len();

/// How many of them there are with those of the wording.
const WORDED: usize = IN_CONTEXT + wording::NAMES.len();

const fn names() -> [&'static str; MEANING + meanings::NAMES.len()] {
    let mut names = [""; MEANING + meanings::NAMES.len()];
    let mut i = 0;
    while i < names.len() {
        names[i] = if i < OF_PAIR {
            PAIR_NAMES[i]
        } else if i < IN_CONTEXT {
            context::NAMES[i - OF_PAIR]
        } else if i < WORDED {
            wording::NAMES[i - IN_CONTEXT]
        } else if i < MEANING {
            edits::NAMES[i - WORDED]
        } else {
            meanings::NAMES[i - MEANING]
        };
        i += 1;
    }
    names
}

/// Whether a feature tells if two statements say the same of one fact: the models of `similarity`
/// must not read it.
#[must_use]
pub fn says_the_same_only(feature: &str) -> bool {
    feature == "values-differ"
        || [&wording::NAMES[..], &edits::NAMES, &meanings::NAMES].iter().any(|names| names.contains(&feature))
}

/// Whether a feature is known of two texts that a script has alone: what it takes to turn one into the other, and how close their
/// words are.
#[must_use]
pub fn of_given(feature: &str) -> bool {
    edits::NAMES.contains(&feature) || meanings::NAMES[meanings::OF_WORDS].contains(&feature)
}

/// Whether a feature is told by the articles around two statements: two texts that a script has show none of it.
#[must_use]
pub fn of_articles(feature: &str) -> bool {
    feature.starts_with("articles")
        || ["position", "earlier-rank"].contains(&feature)
        || context::NAMES.contains(&feature)
}

/// Features of which more speaks against a match.
const AGAINST: [&str; 3] = ["names-missing", "position", "values-differ"];
/// Features that speak for it or against it: lengths, and how crowded the surroundings are.
const EITHER_WAY: [&str; 9] = [
    "length-ratio",
    "shorter-length",
    "earlier-rank",
    "rival",
    "lesser-rival",
    "articles-other-pair",
    "articles-other-pairs",
    "partners-of-lesser",
    "partners-of-greater",
];

/// Which way the curve of a feature may go in a model of `similarity`: what two statements have in
/// common never speaks against them.
#[must_use]
pub fn slope(feature: &str) -> Slope {
    if AGAINST.contains(&feature) || feature.contains("beyond") {
        Slope::Falling
    } else if EITHER_WAY.contains(&feature) {
        Slope::Free
    } else {
        Slope::Rising
    }
}

/// Sums over the terms of two statements.
#[derive(Debug, Default)]
struct Shared {
    weight: f32,
    local: f32,
    squares: f32,
    local_squares: f32,
    names: f32,
    count: f32,
    rarest: f32,
    second: f32,
    /// The greatest local weight of a word that is no name.
    rarest_plain: f32,
    /// Where the terms stand on either side.
    places: SmallVec<[(u16, u16); 16]>,
}

impl Shared {
    fn of(a: &Profile, b: &Profile) -> Self {
        let mut shared = Self::default();
        let (mut i, mut j) = (0, 0);
        while let (Some(x), Some(y)) = (a.terms.get(i), b.terms.get(j)) {
            let at = (i, j);
            i += usize::from(x.id <= y.id);
            j += usize::from(y.id <= x.id);
            if x.id == y.id {
                if let (Ok(i), Ok(j)) = (u16::try_from(at.0), u16::try_from(at.1)) {
                    shared.places.push((i, j));
                }
                let weight = x.weight.min(y.weight);
                shared.weight += weight;
                shared.local += x.local;
                shared.squares += x.weight * y.weight;
                shared.local_squares += x.local * y.local;
                shared.count += 1.0;
                if x.name || y.name {
                    shared.names += weight;
                } else {
                    shared.rarest_plain = shared.rarest_plain.max(x.local);
                }
                if weight > shared.rarest {
                    shared.second = shared.rarest;
                    shared.rarest = weight;
                } else {
                    shared.second = shared.second.max(weight);
                }
            }
        }
        shared
    }
}

/// Puts features where they belong.
macro_rules! put {
    ($features:expr, $($name:literal: $value:expr),+ $(,)?) => {{
        $($features[const { index_of($name) }] = $value;)+
    }};
}

/// The steps in which the features of a pair are worked out, those that take least first: a pair that is hopeless by some of
/// them is never given the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// What the articles of the two have in common.
    Articles,
    /// What is known without a look at their words.
    Outline,
    /// Sets of letters and of values.
    Sets,
    /// The words that they share.
    Terms,
    /// Beginnings of words.
    Roots,
    /// Pairs of neighbouring words.
    Bigrams,
    /// The order in which the words stand.
    Order,
}

impl Stage {
    /// Every stage, in order.
    pub(super) const ALL: [Self; 7] =
        [Self::Articles, Self::Outline, Self::Sets, Self::Terms, Self::Roots, Self::Bigrams, Self::Order];

    /// The stage in which a feature of a pair is worked out; for features of other kinds this one is as good as another.
    pub(super) fn of(feature: &str) -> Self {
        match feature {
            "articles" | "articles-local" | "articles-company" => Self::Articles,
            "length-ratio" | "shorter-length" | "position" | "earlier-rank" => Self::Outline,
            "trigrams" | "trigrams-contained" | "values-shared" | "values-differ" => Self::Sets,
            "roots" => Self::Roots,
            "bigrams" => Self::Bigrams,
            "word-order" | "content-order" => Self::Order,
            _ => Self::Terms,
        }
    }

    /// Those that read the two statements.
    pub(super) fn of_statements() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|stage| *stage != Self::Articles)
    }

    /// Adds the features of a stage to those of the stages before it.
    pub(super) fn add(self, features: &mut Features, a: Side<'_>, b: Side<'_>) {
        match self {
            Self::Articles => {}
            Self::Outline => add_outline(features, a.outline, b.outline),
            Self::Sets => add_sets(features, a.profile, b.profile),
            Self::Terms => add_terms(features, a.profile, b.profile),
            Self::Roots => put!(features, "roots": roots(a.profile, b.profile)),
            Self::Bigrams => put!(features, "bigrams": bigrams(a.profile, b.profile)),
            Self::Order => add_order(features, a.profile, b.profile),
        }
    }
}

/// A statement as the features see it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Side<'p> {
    pub outline: &'p Outline,
    pub profile: &'p Profile,
}

/// The features of a pair, those of its context and wording left at zero.
pub(crate) fn features(a: Side<'_>, b: Side<'_>, alike: Alike) -> Features {
    let mut features = [0.0; NAMES.len()];
    add_articles(&mut features, alike);
    Stage::of_statements().for_each(|stage| stage.add(&mut features, a, b));
    features
}

/// Adds the features of [`Stage::Articles`].
pub(super) fn add_articles(features: &mut Features, alike: Alike) {
    put!(features,
        "articles": alike.general,
        "articles-local": alike.local,
        "articles-company": alike.company,
    );
}

/// Adds those of [`Stage::Outline`].
fn add_outline(features: &mut Features, a: &Outline, b: &Outline) {
    let (shorter, longer) = (a.words.min(b.words), a.words.max(b.words));
    put!(features,
        "length-ratio": ratio(shorter, longer),
        "shorter-length": shorter.min(40.0),
        "position": (a.position - b.position).abs(),
        "earlier-rank": a.rank.min(b.rank).min(20.0),
    );
}

/// Adds those of [`Stage::Sets`].
fn add_sets(features: &mut Features, a: &Profile, b: &Profile) {
    let values = common(&a.values, &b.values);
    let values_least = a.values.len().min(b.values.len()) as f32;
    let trigrams = a.trigrams.alike(&b.trigrams);
    put!(features,
        "trigrams": trigrams.0,
        "trigrams-contained": trigrams.1,
        "values-shared": values.min(3.0),
        "values-differ": if values == 0.0 { values_least.min(3.0) } else { 0.0 },
    );
}

/// Adds those of [`Stage::Terms`], which read those of [`Stage::Articles`].
fn add_terms(features: &mut Features, a: &Profile, b: &Profile) {
    let shared = Shared::of(a, b);
    let clauses = best_overlap(a, b, &shared.places);
    let overlap = ratio(shared.weight, a.weight + b.weight - shared.weight);
    let local_overlap = ratio(shared.local, a.local + b.local - shared.local);
    let names_least = a.name_weight.min(b.name_weight);
    let [general, local] = const { [index_of("articles"), index_of("articles-local")] }.map(|i| features[i]);
    put!(features,
        "overlap": overlap,
        "contained": ratio(shared.weight, a.weight.min(b.weight)),
        "contained-in-longer": ratio(shared.weight, a.weight.max(b.weight)),
        "local-overlap": local_overlap,
        "local-contained": ratio(shared.local, a.local.min(b.local)),
        "cosine": ratio(shared.squares, (a.squares * b.squares).sqrt()),
        "local-cosine": ratio(shared.local_squares, (a.local_squares * b.local_squares).sqrt()),
        "clauses": clauses,
        "shared-weight": shared.weight.sqrt(),
        "rarest-shared": shared.rarest,
        "second-rarest-shared": shared.second,
        "rarest-plain": shared.rarest_plain,
        "names": shared.names.sqrt(),
        "names-missing": if shared.names == 0.0 { names_least.sqrt() } else { 0.0 },
        "articles-overlap": general * overlap.sqrt(),
        "articles-local-overlap": local * local_overlap.sqrt(),
        "articles-clauses": local * clauses,
    );
}

/// Adds those of [`Stage::Order`].
fn add_order(features: &mut Features, a: &Profile, b: &Profile) {
    put!(features,
        "word-order": a.order.alike(&b.order),
        "content-order": a.content_order.alike(&b.content_order),
    );
}

/// Where a feature stands.
pub(super) const fn index_of(name: &str) -> usize {
    place(&NAMES, name)
}

/// Where a name stands among names; one that does not is no program.
pub(super) const fn place(names: &[&str], name: &str) -> usize {
    let mut i = 0;
    while i < names.len() {
        if is(names[i], name) {
            return i;
        }
        i += 1;
    }
    panic!("no such name")
}

const fn is(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut i = 0;
    while i < a.len() && i < b.len() && a[i] == b[i] {
        i += 1;
    }
    i == a.len() && i == b.len()
}

/// Adds the context of a pair.
pub(crate) fn add_context(features: &mut Features, context: &[f32; context::NAMES.len()]) {
    features[OF_PAIR..IN_CONTEXT].copy_from_slice(context);
}

/// Adds the wording of a pair.
pub(crate) fn add_wording(features: &mut Features, a: &Profile, b: &Profile) {
    features[IN_CONTEXT..WORDED].copy_from_slice(&wording::wording(a, b));
}

/// Adds the edits between the two.
pub(super) fn add_edits(features: &mut Features, a: &edits::Words, b: &edits::Words) {
    features[WORDED..MEANING].copy_from_slice(&edits::edits(a, b));
}

/// How many words the shorter of two statements has, at most 40.
pub(super) fn shorter_length(features: &Features) -> f32 {
    features[const { index_of("shorter-length") }]
}

/// Adds how alike two statements are in meaning.
pub(super) fn add_meaning(features: &mut Features, alike: &[f32; meanings::NAMES.len()]) {
    features[MEANING..].copy_from_slice(alike);
}

/// How likely two quotations are one utterance: one may be a cut of the other, so that what counts
/// is the share of the shorter that stands in the longer, if it is enough to go by.
pub(crate) fn same_utterance(features: &Features) -> Probability {
    let [of, shared] = const { [index_of("contained"), index_of("second-rarest-shared")] }.map(|i| features[i]);
    if shared > 0.0 { Probability::new(f64::from(of)) } else { Probability::ZERO }
}

/// Whether the shorter of two short lists of words opens the longer one, or most of it is a run of the longer one.
pub(crate) fn is_one_run(a: &[u32], b: &[u32]) -> bool {
    /// Fewer words are a phrase that anybody says.
    const OPENING: usize = 5;
    const RUN: usize = 6;
    /// Longer lists hold words that tell.
    const LONGEST: usize = 24;
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.len() < OPENING || short.len() > LONGEST {
        return false;
    }
    if long.starts_with(short) {
        return true;
    }
    let least = RUN.max(short.len() * 3 / 4);
    short.windows(least).any(|run| long.windows(least).take(LONGEST * 4).any(|other| run == other))
}

fn ratio(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// How many ids two sorted lists share.
pub(super) fn common(a: &[u32], b: &[u32]) -> f32 {
    let (mut i, mut j, mut n) = (0, 0, 0u16);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        i += usize::from(x <= y);
        j += usize::from(y <= x);
        n = n.saturating_add(u16::from(x == y));
    }
    f32::from(n)
}

/// Pairs of neighbouring content words that both have, as a share of both.
fn bigrams(a: &Profile, b: &Profile) -> f32 {
    ratio(2.0 * common(&a.bigrams, &b.bigrams), (a.bigrams.len() + b.bigrams.len()) as f32)
}

/// Weighted Jaccard over the beginnings of words.
fn roots(a: &Profile, b: &Profile) -> f32 {
    let (mut i, mut j, mut shared) = (0, 0, 0.0);
    while let (Some(x), Some(y)) = (a.roots.get(i), b.roots.get(j)) {
        i += usize::from(x.0 <= y.0);
        j += usize::from(y.0 <= x.0);
        if x.0 == y.0 {
            shared += x.1.min(y.1);
        }
    }
    ratio(shared, a.root_weight + b.root_weight - shared)
}

/// The overlap of two statements by local weight.
pub(crate) fn local_overlap(a: &Profile, b: &Profile) -> f32 {
    let (mut i, mut j, mut shared) = (0, 0, 0.0);
    while let (Some(x), Some(y)) = (a.terms.get(i), b.terms.get(j)) {
        i += usize::from(x.id <= y.id);
        j += usize::from(y.id <= x.id);
        if x.id == y.id {
            shared += x.local;
        }
    }
    ratio(shared, a.local + b.local - shared)
}
