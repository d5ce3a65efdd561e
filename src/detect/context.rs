//! Whether two values stand in one place of two tellings: what surrounds them, and what else their articles say.
//!
//! In: two claims that are short (an amount, a date). Out: reasons to doubt that they are rivals.
//! Invariant: the words of one sentence and the claims of one article are looked at, both up to a limit.

use rustc_hash::FxHashSet;

use super::StoryView;
use super::entity_conflict::is_source;
use crate::annotate::NameId;
use crate::model::{
    AmountClaim, Claim, ClaimKind, Class, NameKind, NameMention, NumberForm, NumberMention, Span, Token, WordId,
};

/// Words that say something, on each side of a value, that belong to it.
const NEAR: usize = 4;
/// More claims of one article are not looked at.
const MOST_CLAIMS: usize = 4096;

impl StoryView<'_> {
    /// Whether a word that says something stands near both values.
    #[must_use]
    pub fn share_words_near(&self, a: &Claim, b: &Claim) -> bool {
        let near: FxHashSet<WordId> = self.words_near(a).into_iter().collect();
        self.words_near(b).iter().any(|word| near.contains(word))
    }

    /// Whether the sentences of two amounts agree in another amount of the same things: they tell of one state of affairs.
    #[must_use]
    pub fn agree_beside(&self, a: &Claim, b: &Claim) -> bool {
        /// Smaller amounts are the same by chance.
        const TELLING: f64 = 10.0;
        let (a, b) = (self.amounts_beside(a), self.amounts_beside(b));
        a.iter().filter(|x| x.value >= TELLING && x.form == NumberForm::Cardinal).any(|x| {
            b.iter().any(|y| {
                let same_things = x.counted_stems.iter().any(|stem| y.counted_stems.contains(stem));
                x.form == y.form && x.interval == y.interval && same_things
            })
        })
    }

    /// Whether what one sentence says around its value, the other says too: most of the words of the shorter, and so many.
    #[must_use]
    pub fn share_most_words(&self, a: &Claim, b: &Claim, least: usize) -> bool {
        let (a, b) = (self.words_around(a), self.words_around(b));
        let shorter = a.len().min(b.len());
        let shared = a.intersection(&b).count();
        shared >= least && 3 * shared >= 2 * shorter
    }

    /// The clause that holds a value, or its sentence.
    fn statement_around(&self, claim: &Claim) -> &[Token] {
        let article = self.claims.article_of(claim);
        let statements = self.claims_beside(claim).filter(|c| c.kind() == ClaimKind::Statement);
        let holding = statements.filter(|c| c.span.contains(claim.span)).min_by_key(|c| c.span.len());
        holding.map_or_else(|| article.sentence(claim.sentence), |c| self.claims.tokens_of(c))
    }

    /// Whether what the clause of either value says around it is all that the other says, but for one word ("the strike", "it") and for
    /// who is cited: something, and nothing else.
    #[must_use]
    pub fn tell_the_same_around(&self, a: &Claim, b: &Claim) -> bool {
        let told = |claim: &Claim| -> FxHashSet<WordId> {
            let words = self.statement_around(claim).iter().filter(|t| tells(t) && !is_source(claim, t.span));
            words.filter(|t| !claim.span.contains(t.span)).map(|t| t.stem).collect()
        };
        let (a, b) = (told(a), told(b));
        let shared = a.intersection(&b).count();
        shared > 0 && shared == a.len().min(b.len()) && a.len().abs_diff(b.len()) <= 1
    }

    /// Whether one of two amounts counts people and the other things: gunmen are no hospitals.
    #[must_use]
    pub fn count_other_things(&self, a: &Claim, b: &Claim) -> bool {
        let head = |claim: &Claim| {
            let article = self.claims.article_of(claim);
            let counted = article.tokens_of_span(claim.amount()?.counted?);
            let head = article.tokens_in(&counted).iter().rfind(|t| t.is(Class::WORD))?;
            Some((head.stem, article.pack.casualties.listed(head).is_some()))
        };
        head(a).zip(head(b)).is_some_and(|((_, people), (_, others))| people != others)
    }

    /// The other amounts of the kind in a claim's sentence.
    fn amounts_beside(&self, claim: &Claim) -> Vec<&AmountClaim> {
        let own = self.claims_beside(claim).filter(|c| c.sentence == claim.sentence);
        own.filter(|c| c.kind() == claim.kind() && c.span != claim.span).filter_map(Claim::amount).collect()
    }

    /// The claims of a claim's article, itself among them.
    fn claims_beside(&self, claim: &Claim) -> impl Iterator<Item = &Claim> {
        let (claims, article) = (self.claims.claims, claim.article);
        let first = claims.partition_point(|c| c.article < article);
        claims[first..].iter().take_while(move |c| c.article == article).take(MOST_CLAIMS)
    }

    /// The stems of a claim's sentence that say something, but for those of its value and what it counts.
    fn words_around(&self, claim: &Claim) -> FxHashSet<WordId> {
        let article = self.claims.article_of(claim);
        let words = article.sentence(claim.sentence).iter().filter(|t| tells(t));
        words.filter(|t| !claim.span.contains(t.span)).map(|t| t.stem).collect()
    }

    /// Whether both sentences name people, places or bodies, and none of them in common.
    #[must_use]
    pub fn name_others(&self, a: &Claim, b: &Claim) -> bool {
        let (names_a, names_b) = (self.names_in_sentence(a), self.names_in_sentence(b));
        !names_a.is_empty() && !names_b.is_empty() && !names_a.iter().any(|id| names_b.contains(id))
    }

    /// Whether either sentence names, before its value, somebody or a body of whom the other says nothing: shares of two parties.
    #[must_use]
    pub fn have_other_subjects(&self, a: &Claim, b: &Claim) -> bool {
        self.has_own_subject(a, b) && self.has_own_subject(b, a)
    }

    /// Whether a name stands before a claim's value that the sentence of `other` has neither as a name nor in a word.
    fn has_own_subject(&self, claim: &Claim, other: &Claim) -> bool {
        /// Words that say something between a name and its value: a verb and what it takes.
        const TOLD_BETWEEN: usize = 2;
        let (article, theirs) = (self.claims.article_of(claim), self.names_in_sentence(other));
        let words = self.claims.article_of(other).sentence(other.sentence);
        let first = article.names.partition_point(|m| m.sentence < claim.sentence);
        let of_sentence = (first..).zip(&article.names[first..]).take_while(|(_, m)| m.sentence == claim.sentence);
        let before = of_sentence.take_while(|(_, m)| m.span.end <= claim.span.start);
        let known = |t: &Token| t.is_content() && words.iter().any(|word| word.stem == t.stem);
        // "Orla's council wants the pilots to pay 12 crowns": who stands further away may have little to do with it
        let between = |m: &NameMention| article.tokens_in(&(m.tokens.end..claim.tokens.start.max(m.tokens.end)));
        let near = |m: &NameMention| between(m).iter().filter(|t| t.is_content()).count() <= TOLD_BETWEEN;
        let mut subjects = before.filter(|(_, m)| m.kind != NameKind::Place && near(m));
        subjects.any(|(i, m)| {
            let id = u32::try_from(i).ok().and_then(|i| self.claims.names.id_of(claim.article, i));
            !is_source(claim, m.span)
                && !id.is_some_and(|id| theirs.contains(&id))
                && !article.tokens_in(&m.tokens).iter().any(known)
        })
    }

    /// Whether both sentences name one of the same people, places or bodies.
    #[must_use]
    pub fn name_one_in_common(&self, a: &Claim, b: &Claim) -> bool {
        let names = self.names_in_sentence(b);
        self.names_in_sentence(a).iter().any(|id| names.contains(id))
    }

    /// Whether both sentences name people, places or bodies of whom the other article says nothing.
    #[must_use]
    pub fn names_unknown(&self, a: &Claim, b: &Claim) -> bool {
        let unknown = |claim: &Claim, other: &Claim| {
            let mentions = self.claims.article_of(other).names.len();
            let known = (0u32..).take(mentions).filter_map(|i| self.claims.names.id_of(other.article, i));
            let known: FxHashSet<NameId> = known.collect();
            self.names_in_sentence(claim).iter().any(|id| !known.contains(id))
        };
        unknown(a, b) && unknown(b, a)
    }

    /// Whether the article of `claim` has another claim of which `holds` is true: it tells both values.
    #[must_use]
    pub fn also_tells(&self, claim: &Claim, holds: impl Fn(&Claim) -> bool) -> bool {
        self.claims_beside(claim).any(|c| c.id != claim.id && holds(c))
    }

    /// Whether a claim's sentence is long enough to say what its value is about.
    #[must_use]
    pub fn has_context(&self, claim: &Claim, least: usize) -> bool {
        let article = self.claims.article_of(claim);
        let words = article.sentence(claim.sentence).iter();
        words.filter(|t| t.is_content() && !t.is(Class::DIGITS) && !claim.span.contains(t.span)).count() >= least
    }

    /// Days between the publications of two claims, where both are known.
    #[must_use]
    pub fn days_apart(&self, a: &Claim, b: &Claim) -> Option<i32> {
        self.claims.days_apart(a.article, b.article)
    }

    /// Whether one outlet tells both claims.
    #[must_use]
    pub fn are_of_one_outlet(&self, a: &Claim, b: &Claim) -> bool {
        self.claims.article_of(a).article.outlet == self.claims.article_of(b).article.outlet
    }

    /// Whether both values follow the same word closely: what happened on a day stands right before the day.
    #[must_use]
    pub fn follow_same_word(&self, a: &Claim, b: &Claim) -> bool {
        let (a, b) = (self.words_before(a), self.words_before(b));
        a.iter().any(|word| b.contains(word))
    }

    /// The stems of the words in small letters right before a value, or behind it where it opens its sentence.
    fn words_before(&self, claim: &Claim) -> Vec<WordId> {
        /// Words that say something.
        const CLOSE: usize = 2;
        let article = self.claims.article_of(claim);
        let stems = |t: &Token| t.stem;
        let words = || {
            article
                .sentence(claim.sentence)
                .iter()
                .filter(|t| t.is_content() && !t.is(Class::DIGITS | Class::DATE | Class::CAPITALISED))
        };
        let before: Vec<WordId> =
            words().rev().filter(|t| t.span.end <= claim.span.start).take(CLOSE).map(stems).collect();
        if before.is_empty() {
            return words().filter(|t| t.span.start >= claim.span.end).take(2 * CLOSE).map(stems).collect();
        }
        before
    }

    /// The stems of the words near a value, in its sentence.
    fn words_near(&self, claim: &Claim) -> Vec<WordId> {
        let article = self.claims.article_of(claim);
        let words = || article.sentence(claim.sentence).iter().filter(|t| tells(t));
        let before = words().rev().filter(|t| t.span.end <= claim.span.start).take(NEAR);
        let after = words().filter(|t| t.span.start >= claim.span.end).take(NEAR);
        before.chain(after).map(|t| t.stem).collect()
    }

    /// The numbers of a claim, those that it holds in part among them.
    #[must_use]
    pub fn numbers(&self, claim: &Claim) -> &[NumberMention] {
        let numbers = &self.claims.article_of(claim).numbers;
        let first = numbers.partition_point(|n| n.span.end <= claim.span.start);
        let count = numbers[first..].iter().take_while(|n| n.span.start < claim.span.end).count();
        &numbers[first..first + count]
    }

    /// What bears the name in which a span of a claim's article stands.
    pub(super) fn name_kind(&self, claim: &Claim, span: Span) -> Option<NameKind> {
        let id = self.claims.names.at_span(self.claims.articles, claim.article, span)?;
        self.claims.names.name(id).map(|name| name.kind)
    }

    /// The names of a claim's sentence.
    fn names_in_sentence(&self, claim: &Claim) -> Vec<NameId> {
        let mentions = self.claims.article_of(claim).names_of(claim.sentence);
        mentions.filter_map(|i| self.claims.names.id_of(claim.article, u32::try_from(i).ok()?)).collect()
    }
}

/// Whether a word says what a value is about: no value itself, and no verb of saying.
fn tells(token: &Token) -> bool {
    token.is_content() && !token.is(Class::DIGITS | Class::DATE | Class::NUMBER | Class::REPORTING)
}
