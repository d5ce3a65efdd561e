//! In whose voice a claim is told: a source's or the outlet's own.
//!
//! In: a story. Out: for a match, which side names a source that the other lacks.
//! Invariant: what cannot be told for sure (a source near by, words of somebody else inside) is no loss.

use std::cell::OnceCell;

use rustc_hash::{FxHashMap, FxHashSet};

use super::StoryView;
use super::labels::around;
use super::sources::source_span;
use crate::annotate::{Annotated, is_figure};
use crate::extract::is_set_off;
use crate::language::{Frame, Use};
use crate::model::{
    Attribution, AttributionMention, Claim, ClaimIndex, ClaimKind, Class, Evidential, Match, NameKind, Probability,
    SentencePlace, SourceClass, Span, Token, Verdict, WordId,
};
use crate::score::polarity::is_past;
use crate::text::word_id;

/// In whose voice each claim is told.
pub(super) struct Voices<'s, 'a> {
    story: &'s StoryView<'a>,
    /// The claims with a source, by group and article.
    sourced: FxHashMap<(u32, u32), Vec<ClaimIndex>>,
    /// The words of each outlet's name.
    outlets: Vec<FxHashSet<WordId>>,
    /// How alike two sentences or clauses of them are; known once an amount asks, for few do.
    sentences: OnceCell<FxHashMap<[SentencePlace; 2], Probability>>,
}

impl<'s, 'a> Voices<'s, 'a> {
    pub(super) fn new(story: &'s StoryView<'a>) -> Self {
        let mut sourced: FxHashMap<(u32, u32), Vec<ClaimIndex>> = FxHashMap::default();
        for (g, group) in (0u32..).zip(story.groups) {
            for index in group.members.iter().filter(|c| story.claim(**c).attribution.class.is_some()) {
                sourced.entry((g, story.claim(*index).article)).or_default().push(*index);
            }
        }
        let words = |name: &str| {
            name.split(|c: char| !c.is_alphanumeric())
                .filter(|w| !w.is_empty())
                .map(|w| word_id(&w.to_lowercase()))
                .collect()
        };
        let outlets = story.claims.articles.iter().map(|a| words(&a.article.outlet)).collect();
        Self { story, sourced, outlets, sentences: OnceCell::new() }
    }

    /// The claim with a source and the one without, where a match joins two that say the same.
    pub(super) fn loss(&self, group: u32, found: &Match) -> Option<(ClaimIndex, ClaimIndex)> {
        let weighty = |c: ClaimIndex| is_weighty(self.story, self.story.claim(c));
        // what an outlet has told with its source it may tell again without
        if self.story.are_of_one_outlet(self.story.claim(found.a), self.story.claim(found.b)) {
            return None;
        }
        if !weighty(found.a) || !weighty(found.b) {
            return None;
        }
        let (sourced, flat) = self.direction(found)?;
        if !self.says_the_same(found, sourced, flat) || self.cites_outlet(sourced, flat) {
            return None;
        }
        (self.is_flat(sourced, flat) && !self.sourced_elsewhere(group, sourced, flat)).then_some((sourced, flat))
    }

    /// Whether `flat` says what the source of `sourced` said: amounts of one value in sentences of one fact, statements
    /// that the model takes for one and of which the flat one has most of the words.
    fn says_the_same(&self, found: &Match, sourced: ClaimIndex, flat: ClaimIndex) -> bool {
        /// From here on the model is sure, and some of the words are enough.
        const SURELY: f64 = 0.85;
        const SOME: f64 = 0.6;
        /// Below this the model takes them for two.
        const LIKELY: f64 = 0.55;
        /// Amounts are short: their sentences must speak of one fact.
        const ONE_FACT: f64 = 0.75;
        /// A large toll that both give is one fact almost by itself: there is seldom a second one of that number.
        const LARGE: f64 = 50.0;
        const LARGE_FACT: f64 = 0.55;
        /// The same for amounts that are no people's fates: most are on public record (votes, prices, the terms of a bill),
        /// whoever reads them out, and their sentences must be told alike.
        const TOLD_ALIKE: f64 = 0.95;
        /// The share that either must hold of the other where the model is less sure.
        const SHARED: f64 = 0.8;
        let story = self.story;
        let (with, without) = (story.claim(sourced), story.claim(flat));
        if !matches!(found.verdict, Verdict::Agree | Verdict::Compatible | Verdict::Refines) {
            return false;
        }
        if let Some(amount) = with.amount() {
            let agree = found.verdict == Verdict::Agree;
            // each side of a quarrel has its own, however the sentences are told
            if amount.is_of_crowd() {
                return agree
                    && amount.interval.is_closed()
                    && amount.value_end.is_none()
                    && found.similarity.get() >= LARGE_FACT;
            }
            let large = amount.value >= LARGE;
            let least = match with.kind() {
                ClaimKind::Casualty if large => LARGE_FACT,
                ClaimKind::Casualty => ONE_FACT,
                _ => TOLD_ALIKE,
            };
            return agree && found.similarity.get() >= least && self.sentences_alike(found).get() >= least;
        }
        let equivalence = found.equivalence.get();
        let share = said_held(story, with, without);
        // who said it and to whom may be most of a short sentence: what the flat one says may then tell
        let likely = || equivalence >= LIKELY || held(story, without, with) >= SHARED;
        (equivalence >= SURELY && share >= SOME) || (share >= SHARED && likely())
    }

    /// How alike the sentences are in which the claims of a match stand.
    fn sentences_alike(&self, found: &Match) -> Probability {
        let story = self.story;
        let places = |m: &Match| [m.a, m.b].map(|c| story.claim(c).place());
        let sentences = self.sentences.get_or_init(|| {
            let mut sentences: FxHashMap<[SentencePlace; 2], Probability> = FxHashMap::default();
            for of_sentences in story.matches.iter().filter(|m| story.claim(m.a).kind() == ClaimKind::Statement) {
                let alike = sentences.entry(places(of_sentences)).or_default();
                *alike = of_sentences.similarity.max(*alike);
            }
            sentences
        });
        sentences.get(&places(found)).copied().unwrap_or_default()
    }

    /// Whether the article of the claim without a source names one for the same fact in another place; sources
    /// inside what was said do not count.
    fn sourced_elsewhere(&self, group: u32, sourced: ClaimIndex, flat: ClaimIndex) -> bool {
        /// An article that tells one fact more often than this names its source somewhere.
        const OFTEN: usize = 16;
        let with = self.story.claim(sourced);
        let places = self.sourced.get(&(group, self.story.claim(flat).article)).map(Vec::as_slice).unwrap_or_default();
        places.len() > OFTEN || places.iter().any(|c| *c != flat && !is_inner(self.story, self.story.claim(*c), with))
    }

    /// The claim with a source and the one that may lack it. A source that both tell of is a part of what was said
    /// ("I think", "the minister says" inside a quotation) where one side gives the same words to somebody else.
    pub(super) fn direction(&self, found: &Match) -> Option<(ClaimIndex, ClaimIndex)> {
        let (a, b) = (self.story.claim(found.a), self.story.claim(found.b));
        let inner = |x, y| is_inner(self.story, x, y) && is_verbatim(self.story, a, b);
        let (with, without) = match (is_sourced(self.story, a), is_sourced(self.story, b)) {
            (true, false) => (found.a, found.b),
            (false, true) => (found.b, found.a),
            (true, true) if inner(a, b) => (found.b, found.a),
            (true, true) if inner(b, a) => (found.a, found.b),
            _ => return None,
        };
        let claim = self.story.claim(with);
        (is_well_sourced(self.story, claim) && !self.is_outlet(claim)).then_some((with, without))
    }

    /// Whether a claim's source is an outlet of the story: it tells the fact itself, and what it tells in its own
    /// voice is no source's.
    fn is_outlet(&self, claim: &Claim) -> bool {
        let article = self.story.claims.article_of(claim);
        let Some(span) = source_span(claim) else { return false };
        let words = article.tokens_in(&article.tokens_of_span(span));
        let named = || words.iter().filter(|t| t.is_content());
        self.outlets.iter().any(|outlet| named().count() > 0 && named().all(|t| outlet.contains(&t.word)))
    }

    /// Whether the claim with a source cites the outlet of the other one ("Petra Holm of the Vesna Mail reported"): what it
    /// found out itself needs no source there.
    fn cites_outlet(&self, sourced: ClaimIndex, flat: ClaimIndex) -> bool {
        let with = self.story.claim(sourced);
        let article = self.story.claims.article_of(with);
        let outlet = &self.outlets[self.story.claim(flat).article as usize];
        let told: FxHashSet<WordId> = article.sentence(with.sentence).iter().map(|t| t.word).collect();
        !outlet.is_empty() && outlet.iter().all(|word| told.contains(word))
    }

    /// Whether a claim is told in the outlet's own voice, as fact; `sourced` says the same with a source or a hedge.
    pub(super) fn is_flat(&self, sourced: ClaimIndex, flat: ClaimIndex) -> bool {
        let story = self.story;
        let (with, claim) = (story.claim(sourced), story.claim(flat));
        // a hedge that both have is a part of what was said
        let own_hedge = claim.attribution.hedge.is_some_and(|hedge| !names(story, with, claim, hedge));
        // its own source is a part of what was said
        let inner = is_sourced(story, claim) || is_inner(story, claim, with);
        let own_voice = claim.attribution.class.is_none() && claim.attribution.cue.is_none();
        // the police of a march act in every other sentence
        let alone =
            || !source_in_sight(story, with, claim, inner) && (claim.is_of_crowd() || !takes_part(story, with, claim));
        !own_hedge && !between_marks(story, claim) && (inner || own_voice) && !exclaims(story, claim) && alone()
    }
}

/// Whether the cue of `x`, and its source where it has one, stand in what the source of `y` said.
fn is_inner(story: &StoryView<'_>, x: &Claim, y: &Claim) -> bool {
    let inside = |span: Span| names(story, y, x, span);
    x.attribution.source.is_none_or(inside)
        && x.attribution.cue.is_some_and(inside)
        && x.attribution.cue != y.attribution.cue
}

/// Whether the reported words around claim `y` hold the words that `span` marks in the article of `x`.
fn names(story: &StoryView<'_>, y: &Claim, x: &Claim, span: Span) -> bool {
    let (of_y, of_x) = (story.claims.article_of(y), story.claims.article_of(x));
    let mention = mention(of_y, y);
    let content = mention.map(|m| m.content.as_slice()).unwrap_or_default();
    let said: FxHashSet<WordId> =
        content.iter().flat_map(|piece| of_y.tokens_in(&of_y.tokens_of_span(*piece))).map(|t| t.word).collect();
    let words = of_x.tokens_in(&of_x.tokens_of_span(span));
    !words.is_empty() && words.iter().all(|t| said.contains(&t.word))
}

/// Who says a claim, as its article does: one verb may stand for two sources ("the unions said 10,000, and the police 3,000").
pub(super) fn mention<'a>(article: &'a Annotated<'_>, claim: &Claim) -> Option<&'a AttributionMention> {
    let Attribution { source, cue, .. } = claim.attribution;
    article.attributions.iter().find(|a| Some(a.cue) == cue && a.source == source)
}

/// Whether a claim is large enough that a lost source matters: an amount of more than one, or a statement of more than names.
fn is_weighty(story: &StoryView<'_>, claim: &Claim) -> bool {
    /// Words that say something, in the shortest statement that can be doubted.
    const LEAST_WORDS: usize = 3;
    match claim.kind() {
        // "a boy was hurt" tells of somebody; it is no figure that anybody has to vouch for
        ClaimKind::Casualty | ClaimKind::Quantity => claim.amount().is_some_and(|a| a.value > 1.0),
        ClaimKind::Statement => {
            let content = || story.claims.tokens_of(claim).iter().filter(|t| t.is_content());
            content().count() >= LEAST_WORDS && content().any(|t| !t.is(Class::CAPITALISED))
        }
        ClaimKind::Date | ClaimKind::Quote | ClaimKind::Name => false,
    }
}

/// How much of a claim's words, by rarity, another holds: 0 none, 1 all.
fn held(story: &StoryView<'_>, claim: &Claim, by: &Claim) -> f64 {
    let rarity = &story.claims.article_of(claim).pack.rarity;
    share_held(story, claim, by, |token| f64::from(rarity.weight(token.word)))
}

/// The share of what a claim's source said that another holds: of its words but those that name the source.
fn said_held(story: &StoryView<'_>, claim: &Claim, by: &Claim) -> f64 {
    let Attribution { source, cue, .. } = claim.attribution;
    let article = story.claims.article_of(claim);
    let hull = source.zip(cue).filter(|(source, cue)| is_set_off(article, *source, *cue));
    let hull = hull.map(|(source, cue)| source.hull(cue));
    let frames = |span: Span| [source, cue, hull].into_iter().flatten().any(|frame| frame.contains(span));
    share_held(story, claim, by, |token| if frames(token.span) { 0.0 } else { 1.0 })
}

/// How much of a claim's words, each of its weight, another holds.
fn share_held(story: &StoryView<'_>, claim: &Claim, by: &Claim, weight: impl Fn(&Token) -> f64) -> f64 {
    let stems: FxHashSet<WordId> = story.claims.tokens_of(by).iter().map(|t| t.stem).collect();
    // one number in two spellings ("0.9%", "0.9 per cent") is one
    let given = story.numbers(by);
    let same_number = |token: &Token| {
        let mut own = story.numbers(claim).iter().filter(|n| n.span.contains(token.span));
        own.any(|n| given.iter().any(|m| m.unit == n.unit && (m.value - n.value).abs() < f64::EPSILON))
    };
    let (mut all, mut shared) = (0.0, 0.0);
    for token in story.claims.tokens_of(claim).iter().filter(|t| t.is_content()) {
        let weight = weight(token);
        all += weight;
        shared += if stems.contains(&token.stem) || same_number(token) { weight } else { 0.0 };
    }
    if all > 0.0 { shared / all } else { 0.0 }
}

/// Share of words from which one claim holds the other.
const NEARLY_ALL: f64 = 0.95;

/// Whether two claims have nearly all their words in common.
fn is_verbatim(story: &StoryView<'_>, a: &Claim, b: &Claim) -> bool {
    held(story, a, b) >= NEARLY_ALL && held(story, b, a) >= NEARLY_ALL
}

/// Whether a claim is given to a source that asserts it.
fn is_sourced(story: &StoryView<'_>, claim: &Claim) -> bool {
    let attribution = &claim.attribution;
    let Some(source) = attribution.source else { return false };
    attribution.class.is_some_and(|class| class != SourceClass::Unknown || story.is_person(claim, source))
        && !matches!(attribution.evidential, Some(Evidential::Denies | Evidential::Questions))
}

/// Whether a claim's source is one that a reader would call so, and said most of the claim.
fn is_well_sourced(story: &StoryView<'_>, claim: &Claim) -> bool {
    /// A longer mention is a clause misread.
    const LONGEST: usize = 14;
    let attribution = &claim.attribution;
    let (Some(source), Some(cue)) = (attribution.source, attribution.cue) else { return false };
    let article = story.claims.article_of(claim);
    let tokens = article.tokens_in(&article.tokens_of_span(source));
    let first = article.names.partition_point(|m| m.span.end <= source.start);
    let named = article.names.get(first).is_some_and(|m| m.span.start < source.end);
    let known = named
        || tokens.iter().any(|t| t.is(Class::SOURCE | Class::PRONOUN))
        || story.is_person(claim, source)
        || attribution.class != Some(SourceClass::Named);
    // "another" is nobody
    let says_who = |t: &Token| t.is_content() && !article.pack.grammar.is(t, Use::ADDITION);
    let named_at_all = tokens.iter().any(|t| says_who(t) || t.is(Class::PRONOUN));
    if !known || !named_at_all || tokens.len() > LONGEST {
        return false;
    }
    let Some(mention) = mention(article, claim) else { return false };
    let content = &mention.content;
    let asserted = is_figure(article, content) || reports_a_clause(story, claim, cue, content);
    if !asserted || is_background(story, claim, content) {
        return false;
    }
    let shared = |span: Span| span.end.min(claim.span.end).saturating_sub(span.start.max(claim.span.start));
    let said: u32 = mention.content.iter().map(|piece| shared(*piece)).sum();
    // what frames the reported words ("another aide close to the owners said") is no part of what was said
    let frame = cue.hull(source);
    // "Roth threw out one charge but allowed": the clause before is no frame
    let between = Span::new(source.end.min(cue.end), source.start.max(cue.start));
    let two = article.tokens_in(&article.tokens_of_span(between)).iter().any(|t| t.is(Class::CONJUNCTION));
    let apart = !two && mention.content.iter().all(|piece| !piece.overlaps(frame));
    let frame = if apart { shared(frame) } else { shared(cue) + shared(source) };
    said * 10 >= claim.span.len().saturating_sub(frame) * 7
}

/// Whether a claim speaks of itself as "I" or "we": words of somebody, set without marks.
pub(super) fn in_first_person(story: &StoryView<'_>, claim: &Claim) -> bool {
    let first_person = &story.claims.article_of(claim).pack.first_person;
    story.claims.tokens_of(claim).iter().any(|t| first_person.contains(t.word))
}

/// Whether a cue says that something is so: what somebody proposed, supports, voted for or told others to do is
/// no statement of theirs.
fn reports_a_clause(story: &StoryView<'_>, claim: &Claim, cue: Span, content: &[Span]) -> bool {
    let article = story.claims.article_of(claim);
    let tokens = article.tokens_in(&article.tokens_of_span(cue));
    let Some((_, entry)) = article.pack.reporting.cue_at(tokens) else { return false };
    if !article.pack.stances.asserts(entry.stance) {
        return false;
    }
    match entry.frame {
        Frame::Clause => !is_object(article, cue, content),
        Frame::Source => true,
        Frame::Address => content.first().is_some_and(|said| {
            let first = article.tokens_in(&article.tokens_of_span(*said)).first();
            first.is_some_and(|t| !t.is(Class::PREPOSITION))
        }),
        _ => false,
    }
}

/// Whether what stands right behind a cue is a thing and no clause: "police found a gun in his car", "claimed the attack". A clause
/// has a verb before anything that only tells which thing is meant.
pub(super) fn is_object(article: &Annotated<'_>, cue: Span, content: &[Span]) -> bool {
    let Some(said) = content.first().filter(|said| said.start > cue.end) else { return false };
    let tokens = article.tokens_in(&article.tokens_of_span(cue.hull(*said)));
    let behind = &tokens[tokens.partition_point(|t| t.span.start < cue.end)..];
    let grammar = &article.pack.grammar;
    let verb = |t: &Token| {
        t.is(Class::AUXILIARY | Class::OPENER | Class::PUNCTUATION)
            || grammar.is(t, Use::TO)
            || is_past(article, t)
            || (t.is_content() && grammar.is_plural(t, article.word(t)))
    };
    let names_which = |t: &Token| grammar.is(t, Use::RELATIVE) && !t.is(Class::PRONOUN);
    let opens = behind.first().is_some_and(|t| grammar.is(t, Use::DETERMINER | Use::ARTICLE) && !t.is(Class::OPENER));
    opens && !behind.iter().take_while(|t| !names_which(t)).any(verb)
}

/// Whether an amount stands in a relative clause of what was said ("the fire that killed 14 began in the kitchen"), or a
/// claim is such a clause: the source takes it as known.
fn is_background(story: &StoryView<'_>, claim: &Claim, content: &[Span]) -> bool {
    let article = story.claims.article_of(claim);
    let Some(said) = content.iter().find(|piece| piece.overlaps(claim.span)) else { return false };
    if claim.amount().is_none() {
        return is_relative_clause(story, claim);
    }
    let tokens = article.tokens_in(&article.tokens_of_span(*said));
    let mut before = tokens.iter().skip(1).take_while(|t| t.span.end <= claim.span.start);
    before.any(|t| article.pack.grammar.is(t, Use::RELATIVE))
}

/// Whether a claim is a clause that only tells which thing is meant ("the fire that killed 14"): "that" and its like stand before
/// it, and no subject behind them ("the fact is that the doors were locked", "said that five had died").
pub(super) fn is_relative_clause(story: &StoryView<'_>, claim: &Claim) -> bool {
    const SUBJECT: Class = Class::PRONOUN.union(Class::CAPITALISED).union(Class::NUMBER).union(Class::DIGITS);
    let article = story.claims.article_of(claim);
    let grammar = &article.pack.grammar;
    let (sentence, first, _) = around(article, claim.span);
    let opener =
        (first.saturating_sub(1)..=first).find(|at| sentence.get(*at).is_some_and(|t| grammar.is(t, Use::RELATIVE)));
    let Some(opener) = opener else { return false };
    let subject = |t: &Token| t.is(SUBJECT) || grammar.is(t, Use::DETERMINER | Use::ARTICLE | Use::NONE);
    let copula = opener.checked_sub(1).is_some_and(|at| sentence[at].is(Class::AUXILIARY));
    !copula && !sentence.get(opener + 1).is_some_and(subject)
}

/// Whether a statement only tells when something else was so ("while her father ran the port"): what its source takes as known.
pub(super) fn tells_when(story: &StoryView<'_>, claim: &Claim) -> bool {
    let article = story.claims.article_of(claim);
    let (sentence, first, _) = around(article, claim.span);
    let opener = first.saturating_sub(1)..=first;
    sentence.get(opener).is_some_and(|words| words.iter().any(|t| article.pack.grammar.is(t, Use::WHEN)))
}

/// Whether two statements have most of their words in common, apart from those that name the source: then it is the source
/// alone that got lost. Amounts were told alike to be compared.
pub(super) fn differ_in_source_alone(story: &StoryView<'_>, with: &Claim, without: &Claim) -> bool {
    /// The share of either's words, beside the source's, that the other has.
    const MOST: f64 = 0.75;
    with.amount().is_some()
        || (said_held(story, with, without) >= MOST && share_held(story, without, with, |_| 1.0) >= MOST)
}

/// Whether a good part of a claim's words stands between quotation marks as speech.
pub(super) fn between_marks(story: &StoryView<'_>, claim: &Claim) -> bool {
    /// One part in so many: less is a word or two.
    const LEAST_PART: u32 = 4;
    let quotations = &story.claims.article_of(claim).quotations;
    let first = quotations.partition_point(|q| q.pieces.last().is_some_and(|p| p.end <= claim.span.start));
    quotations[first..]
        .iter()
        .take_while(|q| q.pieces.first().is_some_and(|p| p.start < claim.span.end))
        .filter(|q| q.speech)
        .flat_map(|q| &q.pieces)
        .map(|piece| claim.span.end.min(piece.end).saturating_sub(claim.span.start.max(piece.start)))
        .sum::<u32>()
        * LEAST_PART
        > claim.span.len()
}

/// Whether a claim's sentence asks or exclaims: news in its own voice does neither, and neither states a fact.
fn exclaims(story: &StoryView<'_>, claim: &Claim) -> bool {
    let article = story.claims.article_of(claim);
    matches!(article.end_of(article.sentence(claim.sentence)), Some("?" | "!"))
}

/// Whether the sentences around `claim` mention the source of `with` by its last word or by a name in it: who is told of
/// there may be its source in words that no cue marks, or in those that go before or on.
fn takes_part(story: &StoryView<'_>, with: &Claim, claim: &Claim) -> bool {
    /// Sentences before the claim's and after it in which a source stands for all of them.
    const BEFORE: u32 = 3;
    const AFTER: u32 = 1;
    let Attribution { source, source_name, .. } = with.attribution;
    let of_with = story.claims.article_of(with);
    // "the Velm Radio report", not "the mayor of Orla"
    let bears_name = |t: &&Token| story.name_kind(with, t.span).is_some_and(|kind| kind != NameKind::Place);
    // whom "he" stands for is told of by name
    let mentions = source.into_iter().chain(source_name).map(|span| of_with.tokens_in(&of_with.tokens_of_span(span)));
    let telling: Vec<WordId> = mentions
        .flat_map(|words| words.iter().filter(bears_name).chain(words.iter().rfind(|t| t.is_content())))
        .map(|t| t.stem)
        .collect();
    let article = story.claims.article_of(claim);
    let sentences = u32::try_from(article.segmentation.sentences.len()).unwrap_or(u32::MAX);
    let near = claim.sentence.saturating_sub(BEFORE)..(claim.sentence + AFTER + 1).min(sentences);
    near.into_iter().any(|sentence| article.sentence(sentence).iter().any(|t| telling.contains(&t.stem)))
}

/// Whether the claim's own sentence or the one before it names a source: what follows "Police said ..." often goes
/// on in the police's words, also in the next paragraph. `inner`: the source in the claim's own sentence is a part of what
/// was said.
fn source_in_sight(story: &StoryView<'_>, with: &Claim, claim: &Claim, inner: bool) -> bool {
    let article = story.claims.article_of(claim);
    let verbatim = held(story, claim, with) >= NEARLY_ALL;
    // how many came is told in passing: the paragraph before is about something else
    let goes_on = |sentence: &u32| {
        !claim.is_of_crowd() || article.paragraph_of(*sentence) == article.paragraph_of(claim.sentence)
    };
    let before = claim.sentence.checked_sub(1).filter(goes_on);
    let sentences = before.into_iter().chain((!inner).then_some(claim.sentence));
    sentences.flat_map(|sentence| article.attributions_of(sentence..=sentence)).any(|a| {
        // of the same words, who is named in them as the one who thinks or says something is no source of the whole
        let thinks = |source| verbatim && names(story, with, claim, source) && names(story, with, claim, a.cue);
        // who came does not vouch for their number
        let came = |source: Span| claim.is_of_crowd() && source.overlaps(claim.span);
        a.source.is_some_and(|source| !thinks(source) && !came(source))
    })
}
