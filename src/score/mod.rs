//! How alike two claims are, and what the pair's verdict is.
//!
//! In: candidate pairs of sentences and quotations. Out: a [`Match`] for each pair of claims at or
//! above the threshold: sentences, their clauses, and the typed claims inside them.
//! Invariant: differing values, speakers or polarity never lower the similarity: they decide the verdict.

pub mod amount;
mod alike;
mod boost;
mod clauses;
mod company;
pub mod context;
mod contradiction;
pub mod date;
mod edits;
mod features;
mod first_look;
mod fit;
mod meanings;
mod model;
mod name;
mod named_events;
mod occurrence;
mod order;
mod parts;
pub mod polarity;
mod profile;
pub mod quote;
mod rivals;
mod same_but_for;
mod same_number;
mod slot;
mod standing;
mod tolls;
pub mod wording;

use std::sync::Arc;

use rustc_hash::FxHashMap;

use alike::{Alike, Articles};
pub use boost::Boost;
use clauses::Clauses;
use context::Context;
pub use contradiction::{Contradiction, NAMES as CONTRADICTION_NAMES};
use edits::Words;
use features::Side;
pub use features::{Features, NAMES as FEATURE_NAMES, OF_PAIR, of_articles, of_given, says_the_same_only, slope};
use first_look::FirstLook;
pub use first_look::Promising;
pub use fit::{Example, Fit, Slope};
use meanings::Meanings;
pub use model::{Forest, Model};
use model::{Models, Semantic};
pub use parts::Likely;
use parts::{is_clause, parts};
use profile::{LocalCounts, Outline, Profile};
pub use same_but_for::{same_but_for, within_but_for};
pub use standing::is_standing_fact;

use crate::candidates::Candidates;
use crate::config::Settings;
use crate::extract::StoryClaims;
use crate::model::{Claim, ClaimContent, ClaimIndex, ClaimKind, Match, Probability, Reason, SentencePlace, Verdict};
use crate::work::{OneThread, Workers};

/// Scores the candidates of a story and keeps those at or above `settings.min_similarity`, by `a` then `b`.
#[must_use]
pub fn score(story: &StoryClaims<'_>, candidates: &Candidates, settings: &Settings) -> Vec<Match> {
    Scorer::new(story, settings, &OneThread).score(candidates, settings)
}

/// Sorts matches by claims and keeps the best of each pair: two clauses may lead to one.
fn keep_best(matches: &mut Vec<Match>) {
    matches.sort_by(|x, y| (x.a, x.b).cmp(&(y.a, y.b)).then(y.similarity.cmp(&x.similarity)));
    matches.dedup_by_key(|m| (m.a, m.b));
}

/// The probabilities of a pair of texts.
#[derive(Debug, Clone, PartialEq)]
pub struct PairScore {
    /// That both speak of the same fact.
    pub similarity: Probability,
    /// That they also say the same about it.
    pub equivalence: Probability,
    features: Features,
    /// Whether the context of the pair was known.
    in_context: bool,
}

impl PairScore {
    /// The features of the pair.
    #[must_use]
    pub const fn features(&self) -> &Features {
        &self.features
    }
}

/// Scores pairs of one story: everything that does not depend on the pair is computed once.
#[derive(Debug)]
pub struct Scorer<'a> {
    story: &'a StoryClaims<'a>,
    profiles: Vec<Profile>,
    outlines: Vec<Outline>,
    articles: Articles,
    models: Arc<Models>,
    /// What the claims mean, where a model was named.
    meanings: Option<Meanings<'a>>,
    /// How alike the articles are, where that is not known from their texts.
    alike: Option<Alike>,
    /// The claim of the sentence in which each claim stands.
    sentences: Vec<Option<ClaimIndex>>,
    /// The clauses and typed claims of each sentence, by the sentence's own claim.
    parts: FxHashMap<ClaimIndex, Vec<ClaimIndex>>,
}

impl<'a> Scorer<'a> {
    /// Prepares a story.
    #[must_use]
    pub fn new(story: &'a StoryClaims<'a>, settings: &Settings, workers: &impl Workers) -> Self {
        Self::prepare(story, settings, None, workers)
    }

    /// Prepares two texts that a script already has: what articles they come from is not known.
    #[must_use]
    pub fn new_pair(story: &'a StoryClaims<'a>, settings: &Settings) -> Self {
        Self::prepare(story, settings, Some(Alike::UNKNOWN), &OneThread)
    }

    /// Prepares a story; `alike` says how alike its articles are, where their texts do not.
    fn prepare(story: &'a StoryClaims<'a>, settings: &Settings, alike: Option<Alike>, workers: &impl Workers) -> Self {
        let local = LocalCounts::of(story.articles, workers);
        let profile = |claim: &Claim| match claim.content {
            ClaimContent::Statement(_) | ClaimContent::Quote(_) => Profile::of(claim, story, &local),
            _ => Profile::default(),
        };
        let are_asked = alike.is_none() && story.articles.len() > 1;
        let articles = || if are_asked { Articles::of(story.articles, &local, workers) } else { Articles::default() };
        let profiles = || workers.each(story.claims.len(), |i| profile(&story.claims[i]));
        let (mut profiles, articles) = workers.both(profiles, articles);
        let sentences = sentences(story.claims);
        let parts = parts(story.claims, &sentences);
        let parted: Vec<(&ClaimIndex, &Vec<ClaimIndex>)> = parts.iter().collect();
        let clauses = workers.each(parted.len(), |i| {
            let (sentence, parts) = parted[i];
            let clauses = parts.iter().filter(|i| is_clause(&story.claims[**i as usize]));
            Clauses::of(&profiles[*sentence as usize], clauses.map(|i| &profiles[*i as usize]))
        });
        for ((sentence, _), clauses) in parted.into_iter().zip(clauses) {
            profiles[*sentence as usize].clauses = clauses;
        }
        let pack = story.articles.first().map_or_else(|| crate::language::pack(""), |a| a.pack);
        let outlines = story.claims.iter().zip(&profiles).map(|(claim, profile)| Outline::of(claim, profile, story));
        Self {
            story,
            outlines: outlines.collect(),
            articles,
            profiles,
            models: Models::of(pack, settings.weights.as_deref()),
            meanings: settings.model.clone().map(|encoder| Meanings::new(story, encoder, alike.is_some())),
            alike,
            sentences: story.claims.iter().map(|claim| sentences.get(&claim.place()).copied()).collect(),
            parts,
        }
    }

    /// Scores candidates and keeps the matches at or above `settings.min_similarity`, by `a` then `b`.
    #[must_use]
    pub fn score(&self, candidates: &Candidates, settings: &Settings) -> Vec<Match> {
        let promising: Vec<Promising> = self.look(&candidates.pairs, settings).collect();
        let context = self.context(&promising);
        self.finish(&self.score_pairs(&promising, context.as_ref(), settings), settings, &OneThread)
    }

    /// The candidate pairs that may be a match or tell of others, in their order: pairs may be looked at apart.
    pub fn look<'p>(
        &'p self,
        pairs: &'p [(ClaimIndex, ClaimIndex)],
        settings: &Settings,
    ) -> impl Iterator<Item = Promising> + 'p {
        let hopeless = worth_a_second_look(Probability::new(settings.min_similarity)).min(context::least_log_odds());
        let mut first_look = FirstLook::new(self, hopeless);
        pairs.iter().filter_map(move |pair| first_look.look(*pair))
    }

    /// What the pairs of sentences say of each other; nothing for two texts that a script already has.
    #[must_use]
    pub fn context(&self, promising: &[Promising]) -> Option<Context> {
        let of_sentences = promising.iter().filter(|found| is_sentence(self.claim(found.pair.0)));
        self.alike
            .is_none()
            .then(|| Context::new(self.story.claims, of_sentences.map(|found| (found.pair, found.log_odds))))
    }

    /// Those of some pairs that match if no rival is closer, in their order: pairs may be scored apart.
    #[must_use]
    pub fn score_pairs(&self, promising: &[Promising], context: Option<&Context>, settings: &Settings) -> Vec<Likely> {
        let least = Probability::new(settings.min_similarity);
        let worth = worth_a_second_look(least);
        let likely = |Promising { pair, alike, features, .. }: &Promising| {
            let seen = Seen { alike: *alike, around: self.around(*pair, context) };
            let whole = self.similar_by(*pair, &features::of_pair_alone(features), seen, least);
            (whole.similarity >= least).then_some(Likely { pair: *pair, seen, whole })
        };
        promising.iter().filter(|found| found.log_odds > worth).filter_map(likely).collect()
    }

    /// The matches of pairs that stand beside their rivals, and of their parts, those of standing facts, of agreeing numbers, of named
    /// events and of tolls: the best of each pair, by `a` then `b`.
    #[must_use]
    pub fn finish(&self, likely: &[Likely], settings: &Settings, workers: &impl Workers) -> Vec<Match> {
        let least = Probability::new(settings.min_similarity);
        let much_the_same = |a: ClaimIndex, b: ClaimIndex| {
            features::local_overlap(&self.profiles[a as usize], &self.profiles[b as usize]) >= MUCH_THE_SAME
        };
        let pairs: Vec<rivals::Pair> = likely.iter().map(|found| (found.pair, found.whole.similarity)).collect();
        let most_left = rivals::most_left(self.story.claims, &pairs, much_the_same);
        // what a pair's clauses and values say takes longer to tell than that a rival is closer
        let left: Vec<(&Likely, Probability)> =
            likely.iter().zip(most_left).filter(|(_, most)| *most >= least).collect();
        let matches = workers.each(left.len(), |i| self.matches_of(left[i].0, left[i].1, least));
        let mut matches: Vec<Match> = matches.into_iter().flatten().collect();
        standing::add(self.story, least, &mut matches);
        same_number::add(self.story, least, &mut matches);
        self.add_named_events(least, &mut matches);
        self.add_tolls(least, &mut matches);
        keep_best(&mut matches);
        matches
    }

    /// Adds the matches of sentences that tell of one event of one named one.
    fn add_named_events(&self, least: Probability, out: &mut Vec<Match>) {
        for pair in named_events::pairs(self.story) {
            let reason = Reason { feature: "one event", value: 1.0, contribution: ONE_EVENT };
            out.extend(self.lifted(pair, pair, reason, least));
        }
    }

    /// Adds the matches of figures that are the toll of one event.
    fn add_tolls(&self, least: Probability, out: &mut Vec<Match>) {
        for pair in tolls::pairs(self.story) {
            let Some(sentences) = self.sentences_of(pair) else { continue };
            let reason = Reason { feature: "one toll", value: 1.0, contribution: ONE_TOLL };
            out.extend(self.lifted(pair, sentences, reason, least));
        }
    }

    /// The match of two claims that are as alike as the statements around them, and more for a reason that these do not know.
    fn lifted(
        &self,
        pair: (ClaimIndex, ClaimIndex),
        statements: (ClaimIndex, ClaimIndex),
        reason: Reason,
        least: Probability,
    ) -> Option<Match> {
        let seen = Seen { alike: self.alike_of(pair), around: None };
        let similar = self.similar(statements, seen, Probability::ZERO);
        let similarity = similar.similarity.and(f64::from(reason.contribution));
        if similarity < least {
            return None;
        }
        let mut found = self.matched(pair, &Similar { similarity, ..similar });
        found.reasons.push(reason);
        Some(found)
    }

    fn claim(&self, claim: ClaimIndex) -> &'a Claim {
        &self.story.claims[claim as usize]
    }

    /// Scores two statements or quotations, taken alone.
    #[must_use]
    pub fn pair(&self, a: ClaimIndex, b: ClaimIndex) -> PairScore {
        let alike = self.alike_of((a, b));
        self.judged(&self.similar((a, b), Seen { alike, around: None }, Probability::ZERO))
    }

    /// What tells of two texts that a script has that one contradicts the other; `scored` is what they were scored.
    #[must_use]
    pub fn contradiction(&self, a: ClaimIndex, b: ClaimIndex, scored: &PairScore) -> Contradiction {
        contradiction::contradiction(self.story, self.claim(a), self.claim(b), &scored.features)
    }

    /// Whether one of them does, as far as these numbers tell.
    #[must_use]
    pub fn contradicts(&self, numbers: &Contradiction) -> bool {
        let least = contradiction::least_probability(numbers);
        least.is_some_and(|least| self.models.contradiction.probability(numbers).get() >= least)
    }

    /// How alike the articles of a pair are.
    fn alike_of(&self, (a, b): (ClaimIndex, ClaimIndex)) -> Alike {
        let [x, y] = [a, b].map(|i| self.outlines[i as usize].article);
        self.alike.unwrap_or_else(|| self.articles.alike(x, y))
    }

    /// A claim as the features see it.
    fn side(&self, claim: ClaimIndex) -> Side<'_> {
        Side { outline: &self.outlines[claim as usize], profile: &self.profiles[claim as usize] }
    }

    /// How likely two statements or quotations speak of one fact; zero as soon as that is surely less than `least`.
    fn similar(&self, pair: (ClaimIndex, ClaimIndex), seen: Seen, least: Probability) -> Similar {
        let features = features::features(self.side(pair.0), self.side(pair.1), seen.alike);
        self.similar_by(pair, &features, seen, least)
    }

    /// The same of two that have these features.
    fn similar_by(
        &self,
        pair: (ClaimIndex, ClaimIndex),
        features: &Features,
        seen: Seen,
        least: Probability,
    ) -> Similar {
        let mut features = *features;
        if let Some(context) = &seen.around {
            features::add_context(&mut features, context);
        }
        let in_context = seen.around.is_some();
        let by_words = |least| {
            if in_context {
                self.models.similarity.probability_from(&features, least)
            } else {
                self.models.first_look.probability(&features)
            }
        };
        let mut similarity = if self.claim(pair.0).kind() == ClaimKind::Quote {
            let utterance = self.utterance(pair, &features);
            let least = if utterance >= least { Probability::ZERO } else { least };
            // words that are quoted are as alike as their sentences at most
            let of_sentences = self.sentences_of(pair).map(|sentences| self.similar(sentences, seen, least).similarity);
            let of_sentences = of_sentences.unwrap_or(Probability::ONE);
            let of_words = if of_sentences < least { Probability::ZERO } else { by_words(least) };
            of_words.min(of_sentences).max(utterance)
        } else {
            by_words(least)
        };
        if similarity < least {
            similarity = Probability::ZERO;
        }
        Similar { statements: pair.into(), similarity, features, in_context }
    }

    /// How likely two quotations are one utterance; zero for all else.
    fn utterance(&self, pair: (ClaimIndex, ClaimIndex), features: &Features) -> Probability {
        let in_marks = self.claim(pair.0).is_in_marks() && self.claim(pair.1).is_in_marks();
        let long = [pair.0, pair.1].iter().all(|i| self.profiles[*i as usize].words.len() >= UTTERANCE);
        if self.is_verbatim(pair) {
            return Probability::ONE;
        }
        if in_marks && long { features::same_utterance(features) } else { Probability::ZERO }
    }

    /// Whether two short quotations are one utterance by their run of words, though few of them tell anything.
    fn is_verbatim(&self, pair: (ClaimIndex, ClaimIndex)) -> bool {
        let [x, y] = [pair.0, pair.1].map(|i| self.side(i));
        x.outline.direct && y.outline.direct && features::is_one_run(&x.profile.words, &y.profile.words)
    }

    /// Whether two claims that may speak of one fact also say the same about it.
    fn judged(&self, similar: &Similar) -> PairScore {
        let Similar { statements: [a, b], similarity, mut features, in_context } = *similar;
        let (x, y) = (&self.profiles[a as usize], &self.profiles[b as usize]);
        features::add_wording(&mut features, x, y);
        // a text that a script has is a sentence or more, one that was found in an article often a clause
        let given = self.alike.is_some();
        if given {
            let words = |claim, profile| Words::of(self.claim(claim), self.story, profile);
            features::add_edits(&mut features, &words(a, x), &words(b, y));
        }
        if let Some(meanings) = &self.meanings {
            features::add_meaning(&mut features, &meanings.alike(a, b));
        }
        let model = if given { &self.models.equivalence_given } else { &self.models.equivalence };
        let by_words = || model.probability(&features);
        let equivalence = self.semantic().map_or_else(by_words, |semantic| semantic.probability(&features));
        PairScore { similarity, equivalence, features, in_context }
    }

    /// What tells whether two statements say the same, where likeness in meaning is known.
    fn semantic(&self) -> Option<&Semantic> {
        let of = if self.alike.is_some() { &self.models.semantic_given } else { &self.models.semantic };
        self.meanings.as_ref().and(of.as_ref())
    }

    /// The sentences in which two claims stand.
    fn sentences_of(&self, pair: (ClaimIndex, ClaimIndex)) -> Option<(ClaimIndex, ClaimIndex)> {
        self.sentences[pair.0 as usize].zip(self.sentences[pair.1 as usize])
    }

    /// The context of the sentences in which two claims stand.
    fn around(&self, pair: (ClaimIndex, ClaimIndex), context: Option<&Context>) -> Option<Around> {
        let (a, b) = self.sentences_of(pair).unwrap_or(pair);
        context.map(|context| context.of(a, b))
    }

    /// What each feature added to the log-odds of `similarity`; last, where a model was named, what likeness in meaning
    /// added to those of `equivalence`.
    #[must_use]
    pub fn reasons(&self, score: &PairScore) -> Vec<Reason> {
        let mut reasons = if score.in_context {
            self.models.similarity.reasons(&score.features)
        } else {
            self.models.first_look.reasons(&score.features)
        };
        reasons.extend(self.semantic().into_iter().flat_map(|semantic| semantic.reasons(&score.features)));
        reasons
    }

    fn matched(&self, pair: (ClaimIndex, ClaimIndex), similar: &Similar) -> Match {
        let score = self.judged(similar);
        let (a, b) = (pair.0.min(pair.1), pair.0.max(pair.1));
        Match {
            a,
            b,
            similarity: score.similarity,
            equivalence: score.equivalence,
            verdict: verdict(self.story, a, b, &score),
            reasons: self.reasons(&score),
            group: None,
            clauses_of: None,
        }
    }
}

/// How likely two statements speak of one fact, and what tells so.
#[derive(Debug, Clone, Copy)]
struct Similar {
    /// The two statements or quotations.
    statements: [ClaimIndex; 2],
    similarity: Probability,
    features: Features,
    /// Whether the context of the pair was known.
    in_context: bool,
}

/// What the context of a pair of sentences says of it.
type Around = [f32; context::NAMES.len()];

/// What is known of a pair of sentences besides the two.
#[derive(Debug, Clone, Copy)]
struct Seen {
    alike: Alike,
    /// The context of the pair; `None` where there is none to know.
    around: Option<Around>,
}

/// The context lifts no pair by more than this, in log-odds, but for one match in fifty (docs/decisions/0009): on ECB+ and on the
/// sample stories nothing changes.
const MOST_LIFT: f32 = 2.5;

/// The log-odds, taken alone, above which a pair may come to a similarity of `least` or have parts that do.
fn worth_a_second_look(least: Probability) -> f32 {
    model::below(least.min(Probability::HALF)) - MOST_LIFT
}

/// Fewer words between marks may be said by anybody.
const UTTERANCE: usize = 4;

/// Sentences of one article that share so much of their words tell of one fact.
const MUCH_THE_SAME: f32 = 0.25;

/// What it adds to the log-odds of two sentences that they tell of one event of one named one: ten times the odds. On ECB+ all 112 such
/// pairs that are judged speak of one fact; of 31 of whole articles that it lifts above one half about two in three did.
const ONE_EVENT: f32 = 2.3;

/// What it adds to the log-odds of two sentences of one fact that give the toll of their articles. Of 45 pairs that it lifts above
/// one half among whole articles, 41 were of one toll.
const ONE_TOLL: f32 = 2.3;

/// How two matched claims stand to each other, from the two alone.
fn verdict(story: &StoryClaims<'_>, a: ClaimIndex, b: ClaimIndex, score: &PairScore) -> Verdict {
    let (x, y) = (&story.claims[a as usize], &story.claims[b as usize]);
    let by_signs = match (x.kind(), y.kind()) {
        (ClaimKind::Casualty | ClaimKind::Quantity, _) => return amount::verdict(x, y, story).verdict,
        (ClaimKind::Date, _) => return date::verdict(x, y, story).verdict,
        (ClaimKind::Statement, ClaimKind::Statement) if score.similarity >= Probability::HALF => {
            polarity::polarity(story, x, y).map(|found| found.polarity)
        }
        (ClaimKind::Quote | ClaimKind::Name | ClaimKind::Statement, _) => None,
    };
    match by_signs {
        Some(polarity::Polarity::Opposed) => Verdict::Conflict,
        Some(polarity::Polarity::Agree) => Verdict::Agree,
        _ if score.equivalence >= Probability::HALF => Verdict::Agree,
        _ => Verdict::Compatible,
    }
}

fn is_sentence(claim: &Claim) -> bool {
    matches!(&claim.content, ClaimContent::Statement(s) if !s.clause)
}

/// The claim of each sentence, by article and sentence.
fn sentences(claims: &[Claim]) -> FxHashMap<SentencePlace, ClaimIndex> {
    (0..).zip(claims).filter(|(_, c)| is_sentence(c)).map(|(i, c)| (c.place(), i)).collect()
}

/// What the tests of this module compare.
#[cfg(test)]
mod invented {
    use crate::model::{Attribution, Claim, ClaimContent, ClaimId, Field, Span, StatementClaim};

    /// A sentence of which only the place counts.
    pub(super) fn sentence(article: u32, sentence: u32) -> Claim {
        Claim {
            id: ClaimId::default(),
            article,
            field: Field::Text,
            sentence,
            paragraph: 0,
            span: Span::default(),
            pieces: smallvec::smallvec![Span::default()],
            tokens: 0..0,
            content: ClaimContent::Statement(StatementClaim::default()),
            attribution: Attribution::default(),
            negated: false,
            rule: "sentence",
        }
    }
}
