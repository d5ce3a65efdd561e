//! Whether one of two matched statements affirms what the other denies.
//!
//! In: two claims of one fact. Out: agree, opposed or unknown, with the words that show it.
//! Invariant: symmetric; precision first: a shared predicate of opposite sign is a conflict only where what surrounds it
//! is shared too, no other participant stands in its place, and both sides assert it.

use rustc_hash::FxHashSet;
use smallvec::SmallVec;

use crate::annotate::negation::{cue_at, ends_clause};
use crate::annotate::{Annotated, NameId};
use crate::extract::{StoryClaims, is_act};
use crate::language::{Reach, Use};
use crate::model::{Claim, Class, DateRange, Span, Token, WordId};

/// How two statements stand to each other in polarity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Polarity {
    /// Nothing opposes them, or nothing shows it.
    Unknown,
    /// They say the same by different signs ("did not include", "excluded").
    Agree,
    /// One affirms what the other denies.
    Opposed,
}

/// The finding, and the words of each side that show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolarityFinding {
    /// How they stand.
    pub polarity: Polarity,
    /// The predicate of the first, with its negation.
    pub evidence_a: Span,
    /// The predicate of the second, with its negation.
    pub evidence_b: Span,
    /// Whether the other side states all that is denied.
    pub whole: bool,
    /// Name of the rule.
    pub rule: &'static str,
}

/// Share of the weight of the smaller clause, beside the predicate, that the other must share.
const SHARED: f32 = 0.55;
/// Share of the weight of the larger clause.
const SHARED_OF_LARGER: f32 = 0.3;
/// Share of the weight of a denied clause that the other side must state.
const DENIED: f32 = 0.75;
/// From this share on all of the denied clause is stated, and less of the other side need be denied.
const WHOLE: f32 = 0.99;
const SHARED_OF_WHOLE: f32 = 0.2;
/// Share of the weight of what the negation reaches, beside the predicate, that the other side must state.
const REACHED: f32 = 0.3;
/// The same where three words and a name are shared: news words one thing in many ways.
const SHARED_OF_DENIED: f32 = 0.45;
/// A claim with more content words is compared by its first.
const WORDS: usize = 60;

/// Judges two claims.
#[must_use]
pub fn polarity(story: &StoryClaims<'_>, a: &Claim, b: &Claim) -> Option<PolarityFinding> {
    if !may_hold_signs(story, a) && !may_hold_signs(story, b) {
        return None;
    }
    let (left, right) = (Statement::of(story, a)?, Statement::of(story, b)?);
    if !left.signs && !right.signs {
        return None;
    }
    let mut best: Option<PolarityFinding> = None;
    for x in &left.terms {
        for y in right.terms.iter().filter(|y| x.may_oppose(y)) {
            let Some(found) = judge(&left, x, &right, y) else { continue };
            if best.as_ref().is_none_or(|kept| kept.polarity < found.polarity) {
                best = Some(found);
            }
        }
    }
    best
}

/// Whether a negation reaches a claim or a word of an opposition stands in it: few do, and this is cheap to tell.
fn may_hold_signs(story: &StoryClaims<'_>, claim: &Claim) -> bool {
    let article = story.article_of(claim);
    let first = article.negations.partition_point(|n| n.scope.end <= claim.tokens.start);
    article.negations.get(first).is_some_and(|n| n.scope.start < claim.tokens.end)
        || article.tokens_in(&claim.tokens).iter().any(|t| t.is(Class::OPPOSED))
}

/// What a negation denies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Denial {
    /// What its clause tells.
    Clause,
    /// An act beside it ("left without taking questions").
    Beside,
}

/// A content word of a statement.
#[derive(Debug)]
struct Term {
    /// Index into the article's tokens.
    token: u32,
    /// What it counts as: a name, a kind of thing, a stem.
    key: WordId,
    name: Option<NameId>,
    weight: f32,
    /// How many negations reach it as their focus.
    negations: u8,
    /// Whether a negation covers it at all, and how.
    covered: Option<Denial>,
    /// Whether it stands under "if", "could" and the like.
    open: bool,
    opposition: Option<crate::language::Opposition>,
    /// Whether that is a noun which hangs on a preposition ("out of jail").
    hangs: bool,
    /// The negating words that reach it.
    cue: Option<Span>,
}

impl Term {
    /// Whether the two could be one predicate with two signs.
    fn may_oppose(&self, other: &Self) -> bool {
        if self.name.is_some() || other.name.is_some() {
            return false;
        }
        let opposed = self.opposed(other);
        let signed = self.negations != other.negations;
        (opposed.is_some() && (opposed == Some(true) || signed)) || (self.key == other.key && signed)
    }

    /// Whether two words stand on one axis: on opposite sides, or on one.
    fn opposed(&self, other: &Self) -> Option<bool> {
        let (x, y) = (self.opposition?, other.opposition?);
        // "walked out of jail" does not tell the opposite of "was released"
        (x.axis == y.axis && self.hangs == other.hangs).then_some(x.second != y.second)
    }

    fn same(&self, other: &Self) -> bool {
        self.key == other.key || (self.name.is_some() && self.name == other.name)
    }
}

/// A claim as the judge sees it.
struct Statement<'a> {
    article: &'a Annotated<'a>,
    tokens: std::ops::Range<u32>,
    /// Who says it, and the words that tell so.
    speech: SmallVec<[Span; 2]>,
    terms: Vec<Term>,
    /// Whether it holds a negation or a word of an opposition.
    signs: bool,
}

impl<'a> Statement<'a> {
    fn of(story: &StoryClaims<'a>, claim: &Claim) -> Option<Self> {
        let article = story.article_of(claim);
        let range = claim.tokens.clone();
        let tokens = article.tokens_in(&range);
        if is_question(article, tokens) {
            return None;
        }
        let open = open_tokens(article, tokens);
        let speech = speech(article, claim);
        let mut terms = Vec::new();
        for (i, token) in (range.start..).zip(tokens) {
            let skipped = !says_something(article, token) || negates(article, token);
            if terms.len() >= WORDS || skipped || speech.iter().any(|span| span.contains(token.span)) {
                continue;
            }
            terms.push(term(story, claim, i, token, open.get((i - range.start) as usize).copied().unwrap_or(false)));
        }
        let mut statement = Self { article, tokens: range, speech, terms, signs: false };
        statement.negate();
        statement.signs = statement.terms.iter().any(|t| t.covered.is_some() || t.opposition.is_some());
        (!statement.terms.is_empty()).then_some(statement)
    }

    /// Marks what negations reach: their focus is the first content word under them, and on through words that raise.
    fn negate(&mut self) {
        let article = self.article;
        let first = article.negations.partition_point(|n| n.scope.end <= self.tokens.start);
        for negation in article.negations[first..].iter().take_while(|n| n.scope.start < self.tokens.end) {
            let under = |t: &Term| negation.scope.contains(&t.token);
            // "not in an inquiry" denies no inquiry
            let next = self.terms.iter().find(|t| under(t)).map_or(negation.scope.end, |t| t.token);
            let between = article.tokens_in(&(negation.scope.start..next.max(negation.scope.start)));
            // "none of the passengers wore belts" denies what they did
            let of_none = between.first().is_some_and(|t| article.pack.grammar.is(t, Use::OF));
            let mut reaching = of_none || !between.iter().any(|t| t.is(Class::PREPOSITION));
            // "does not, and never will, accept": what is denied stands behind the mark
            if !self.terms.iter().any(under)
                && let Some(behind) = self.terms.iter_mut().find(|t| t.token >= negation.scope.end)
            {
                behind.covered = Some(Denial::Clause);
            }
            let cue = article.tokens_in(&article.tokens_of_span(negation.cue));
            let beside = matches!(cue, [one] if one.is(Class::PREPOSITION));
            let denial = if beside { Denial::Beside } else { Denial::Clause };
            for term in self.terms.iter_mut().filter(|t| under(t)) {
                term.covered = Some(denial);
                let token = &article.tokens[term.token as usize];
                if reaching && term.name.is_none() && (!of_none || is_past(article, token)) {
                    term.negations += 1;
                    term.cue = Some(term.cue.map_or(negation.cue, |c| c.hull(negation.cue)));
                    reaching = article.pack.polarity.raises(token.word);
                }
            }
        }
    }

    /// The terms of the clause around a term, itself left out.
    fn around(&self, term: &Term) -> impl Iterator<Item = &Term> {
        let tokens = self.article.tokens_in(&self.tokens);
        let at = (term.token - self.tokens.start) as usize;
        let before = (0..=at).rev().find(|i| ends_clause(self.article, tokens, *i)).map_or(0, |i| i + 1);
        let after = (at + 1..tokens.len()).find(|i| ends_clause(self.article, tokens, *i)).unwrap_or(tokens.len());
        let start = self.tokens.start;
        let window =
            start + u32::try_from(before).unwrap_or(0)..start + u32::try_from(after).unwrap_or(u32::MAX - start);
        let from = window.start;
        // "Lind, who is 46, then answered": the subject stands before what tells of it
        let subject = start + u32::try_from(self.before_aside(tokens, before)).unwrap_or(0);
        let own = term.token;
        let named = move |t: &&Term| t.name.is_some() && (subject..from).contains(&t.token);
        self.terms.iter().filter(move |t| (window.contains(&t.token) && t.token != own) || named(t))
    }

    /// Where a clause starts that goes on at `at`, behind a relative clause between commas.
    fn before_aside(&self, tokens: &[Token], at: usize) -> usize {
        let Some(open) = relative_aside(self.article, tokens, at) else { return at };
        (0..open).rev().find(|i| ends_clause(self.article, tokens, *i)).map_or(0, |i| i + 1)
    }

    /// The days that the claim states.
    fn days(&self) -> impl Iterator<Item = DateRange> + '_ {
        let (first, last) = (self.tokens.start, self.tokens.end);
        let at = self.article.dates.partition_point(|d| d.tokens.end <= first);
        self.article.dates[at..].iter().take_while(move |d| d.tokens.start < last).filter_map(|d| d.range)
    }

    fn span(&self, term: &Term) -> Span {
        let own = self.article.tokens[term.token as usize].span;
        term.cue.map_or(own, |cue| cue.hull(own))
    }
}

fn term(story: &StoryClaims<'_>, claim: &Claim, i: u32, token: &Token, open: bool) -> Term {
    let article = story.article_of(claim);
    let pack = article.pack;
    let name = story.names.at_token(story.articles, claim.article, i);
    let kind = pack.subjects.kind(token.word).map(crate::text::word_id);
    let opposition = pack.polarity.opposition(token.word);
    Term {
        token: i,
        key: kind.or_else(|| told_of(article, i).then(|| pack.families.verb_of(token.word))?).unwrap_or(token.stem),
        name,
        weight: pack.rarity.weight(token.word).max(0.1),
        negations: 0,
        covered: None,
        open,
        opposition,
        hangs: opposition.is_some() && hangs(article, i),
        cue: None,
    }
}

/// Where a relative clause between commas opens that closes right before `at`: "Lind, who is 46, resigned".
pub fn relative_aside(article: &Annotated<'_>, tokens: &[Token], at: usize) -> Option<usize> {
    /// A longer clause has a subject of its own.
    const LONGEST: usize = 12;
    let comma = |i: usize| article.word(&tokens[i]) == ",";
    let close = at.checked_sub(1).filter(|i| comma(*i))?;
    let opens = |i: &usize| comma(*i) && article.pack.grammar.is(&tokens[*i + 1], Use::RELATIVE);
    (close.saturating_sub(LONGEST)..close).rev().find(opens)
}

/// Whether a word stands right behind a preposition and is no verb there ("without paying", "to jail them").
fn hangs(article: &Annotated<'_>, i: u32) -> bool {
    let at = |i: u32| article.tokens.get(i as usize);
    let grammar = &article.pack.grammar;
    let verbal = at(i).is_some_and(|t| grammar.is_progressive(t, article.word(t)) || is_past(article, t));
    let before = i.checked_sub(1).and_then(at);
    !verbal && before.is_some_and(|t| t.is(Class::PREPOSITION) && !grammar.is(t, Use::TO))
}

/// Whether a past form tells an act: "payments made by them" tells of payments.
fn told_of(article: &Annotated<'_>, i: u32) -> bool {
    let at = |i: u32| article.tokens.get(i as usize);
    let by = at(i + 1).is_some_and(|t| article.pack.grammar.is(t, Use::DOER));
    !by || i.checked_sub(1).and_then(at).is_some_and(|t| t.is(Class::AUXILIARY))
}

/// Whether a word has the form of a past tense or of a participle.
pub fn is_past(article: &Annotated<'_>, token: &Token) -> bool {
    article.pack.grammar.is_participle(token, article.word(token))
        || article.pack.families.verb_of(token.word).is_some()
}

fn says_something(article: &Annotated<'_>, token: &Token) -> bool {
    token.is(Class::WORD)
        && token.is_content()
        && !token.is(Class::NEGATION.union(Class::DATE).union(Class::AUXILIARY))
        && (!article.pack.slight.contains(token.word) || article.pack.polarity.raises(token.word))
        && article.word(token).len() > 2
}

/// Whether the token belongs to a phrase that negates and is no opposition of its own ("ruled out").
fn negates(article: &Annotated<'_>, token: &Token) -> bool {
    let at = article.negations.partition_point(|n| n.cue.end <= token.span.start);
    !token.is(Class::OPPOSED) && article.negations.get(at).is_some_and(|n| n.cue.contains(token.span))
}

/// The names of those whom a claim cites, and the words that report their speech: they take no part in what is said.
fn speech(article: &Annotated<'_>, claim: &Claim) -> SmallVec<[Span; 2]> {
    let (Some(first), Some(last)) =
        (article.sentence_at(claim.span.start), article.sentence_at(claim.span.end.saturating_sub(1)))
    else {
        return SmallVec::new();
    };
    let reported = article.attributions_of(first..=last).filter(|a| {
        let reports = a.content.iter().any(|c| c.overlaps(claim.span));
        // "the council rejected the dam", "is seeking a truce" report nothing: it is what the council did
        let acts = is_act(article, a.cue)
            || article.tokens_in(&article.tokens_of_span(a.cue)).iter().any(|t| t.is(Class::OPPOSED));
        reports && !acts
    });
    reported.flat_map(|a| std::iter::once(a.cue).chain(a.source)).collect()
}

fn is_question(article: &Annotated<'_>, tokens: &[Token]) -> bool {
    article.end_of(tokens) == Some("?")
}

/// For each token whether it stands under a word that takes the assertion back ("if", "could").
fn open_tokens(article: &Annotated<'_>, tokens: &[Token]) -> Vec<bool> {
    let mut open = vec![false; tokens.len()];
    for i in 0..tokens.len() {
        if let Some((length, Reach::Open)) = cue_at(article, &tokens[i..]) {
            let end = crate::annotate::negation::clause_end(article, tokens, i + length);
            open[i..end].fill(true);
        }
    }
    open
}

/// Judges two terms that may be one predicate.
fn judge(left: &Statement<'_>, x: &Term, right: &Statement<'_>, y: &Term) -> Option<PolarityFinding> {
    if x.open || y.open || (x.covered.is_some() && x.negations == 0) || (y.covered.is_some() && y.negations == 0) {
        return None;
    }
    let opposite = x.opposed(y) == Some(true);
    let signs_differ = x.negations % 2 != y.negations % 2;
    let polarity = if opposite == signs_differ { Polarity::Agree } else { Polarity::Opposed };
    if !one_sign_each(left, x) || !one_sign_each(right, y) {
        return None;
    }
    let whole = if is_verbatim(left, x, right, y) { true } else { participants_align(left, x, right, y)? };
    let rule = match (opposite, signs_differ) {
        (true, false) => "opposed words",
        (false, _) => "negation",
        (true, true) => "negation of the opposite",
    };
    Some(PolarityFinding { polarity, evidence_a: left.span(x), evidence_b: right.span(y), whole, rule })
}

/// Whether one statement is the other one but for the words that negate, however little else they say: "he has resigned" / "he
/// has not resigned".
fn is_verbatim(left: &Statement<'_>, x: &Term, right: &Statement<'_>, y: &Term) -> bool {
    let words = |statement: &Statement<'_>, term: &Term| -> Vec<WordId> {
        let article = statement.article;
        let tokens = article.tokens_in(&statement.tokens).iter().filter(|t| t.is(Class::WORD | Class::DIGITS));
        let said = tokens.filter(|t| !statement.speech.iter().any(|span| span.contains(t.span)));
        said.filter(|t| !term.cue.is_some_and(|cue| cue.contains(t.span))).map(|t| t.word).collect()
    };
    x.key == y.key && x.negations != y.negations && words(left, x) == words(right, y)
}

/// Whether a statement uses the predicate, or a word of its axis, with one sign only.
fn one_sign_each(statement: &Statement<'_>, term: &Term) -> bool {
    statement.terms.iter().filter(|t| t.token != term.token).all(|t| {
        let same_word = t.key == term.key && t.negations % 2 != term.negations % 2;
        let same_axis = t.opposed(term) == Some(true);
        !same_word && !same_axis
    })
}

/// Whether what surrounds the predicate is shared, and nobody else stands in a participant's place; and if so, whether all
/// of a denied clause is.
///
/// What a negation denies of something narrower ("did not sail at night") contradicts nothing wider: so nearly
/// all of the denied clause must stand on the other side, or most of both.
fn participants_align(left: &Statement<'_>, x: &Term, right: &Statement<'_>, y: &Term) -> Option<bool> {
    let is_light =
        |s: &Statement<'_>, t: &Term| s.article.pack.polarity.raises(s.article.tokens[t.token as usize].word);
    // the words that negate take no part in what is negated
    let negates = |s: &Statement<'_>, t: &Term, of: &Term| {
        of.cue.is_some_and(|cue| cue.contains(s.article.tokens[t.token as usize].span))
    };
    let a: Vec<&Term> = left.around(x).filter(|t| !is_light(left, t) && !negates(left, t, x)).collect();
    let b: Vec<&Term> = right.around(y).filter(|t| !is_light(right, t) && !negates(right, t, y)).collect();
    if !days_agree(left, right) || others_instead(&a, x, &b, y) {
        return None;
    }
    let negation = x.negations % 2 != y.negations % 2;
    if negation && is_denied_too(left, x, right, y) {
        return None;
    }
    let weight = |terms: &[&Term]| terms.iter().map(|t| t.weight).sum::<f32>();
    let share = |own: &[&Term], other: &[&Term]| weight(&shared(own, other)) / weight(own).max(f32::MIN_POSITIVE);
    if negation {
        let (denied, stated) = if x.negations % 2 == 1 { (&a, &b) } else { (&b, &a) };
        // "left by a side door without taking questions" denies nothing of how she left
        let beside = (if x.negations % 2 == 1 { x } else { y }).covered == Some(Denial::Beside);
        let own: Vec<&Term> =
            denied.iter().filter(|t| !beside || t.covered.is_some() || t.name.is_some()).copied().collect();
        let denied = &own;
        let under: Vec<&Term> = denied.iter().filter(|t| t.covered.is_some()).copied().collect();
        let common = shared(&under, stated);
        // "not insured against war risks" denies nothing of who is insured: what the negation reaches is told of too
        if share(&under, stated) < REACHED && !under.is_empty() {
            return None;
        }
        let named = common.len() >= 3 && common.iter().any(|t| t.name.is_some());
        // what is stated must be about the same too, not only hold the words
        let whole = share(denied, stated);
        let least = if whole >= WHOLE { SHARED_OF_WHOLE } else { SHARED_OF_LARGER };
        let both = shared(denied, stated).len() >= 2 && share(stated, denied) >= least;
        let align = both && (whole >= DENIED || (named && share(&under, stated) >= SHARED_OF_DENIED));
        return align.then_some(whole >= WHOLE);
    }
    if shared(&a, &b).len() < 2 {
        return None;
    }
    let (share_a, share_b) = (share(&a, &b), share(&b, &a));
    (share_a.max(share_b) >= SHARED && share_a.min(share_b) >= SHARED_OF_LARGER).then_some(false)
}

/// Whether the side that states the predicate denies something else in the same clause, and not beside it.
fn is_denied_too(left: &Statement<'_>, x: &Term, right: &Statement<'_>, y: &Term) -> bool {
    let denies =
        |s: &Statement<'_>, t: &Term| t.negations == 0 && s.around(t).any(|o| o.covered == Some(Denial::Clause));
    denies(left, x) || denies(right, y)
}

/// The terms of `own` that `other` has too.
fn shared<'t>(own: &[&'t Term], other: &[&Term]) -> Vec<&'t Term> {
    let keys: FxHashSet<WordId> = other.iter().map(|t| t.key).collect();
    let names: FxHashSet<NameId> = other.iter().filter_map(|t| t.name).collect();
    let has = |t: &&&Term| keys.contains(&t.key) || t.name.is_some_and(|n| names.contains(&n));
    own.iter().filter(has).copied().collect()
}

/// Whether, on the same side of the predicate, both name somebody whom the other does not name.
fn others_instead(a: &[&Term], x: &Term, b: &[&Term], y: &Term) -> bool {
    let unshared = |own: &[&Term], other: &[&Term], at: u32, before: bool| {
        own.iter().any(|t| t.name.is_some() && (t.token < at) == before && !other.iter().any(|o| o.same(t)))
    };
    [true, false].into_iter().any(|before| unshared(a, b, x.token, before) && unshared(b, a, y.token, before))
}

/// Whether the days that both state share one.
fn days_agree(left: &Statement<'_>, right: &Statement<'_>) -> bool {
    let mut stated = false;
    for a in left.days() {
        for b in right.days() {
            if a.overlaps(&b) {
                return true;
            }
            stated = true;
        }
    }
    !stated
}
