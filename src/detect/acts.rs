//! Who harms whom, as far as a sentence tells it plainly.
//!
//! In: the sentences of a story. Out: an [`Account`] of each that tells of harm.
//! Invariant: precision first. Who stands apart from the verb, under "if" or a negation, or beside another of
//! another side is not read at all.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::StoryView;
use crate::annotate::{Annotated, NameId};
use crate::language::{ActForm, ActPhrase, PartySide, Use};
use crate::model::{Class, NameKind, NumberForm, Span, Token, WordId};

/// Those who do harm or suffer it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Party {
    /// Where they stand.
    pub span: Span,
    /// The side that the last word of theirs tells; `None` where none does, or two exclude each other.
    pub side: Option<PartySide>,
    /// The countries that the words name, or whose people they are.
    pub countries: BTreeSet<WordId>,
    /// Whether a word for the people of a country stands among them.
    pub people: bool,
    /// People and bodies named.
    pub names: BTreeSet<NameId>,
    /// The stems of the words.
    pub stems: BTreeSet<WordId>,
    /// How many, where the words hold one exact number.
    pub count: Option<f64>,
    /// How old, where they tell it of one.
    pub age: Option<f64>,
}

impl Party {
    /// Whether it can act: it is a country, a body, a person, or on a side.
    fn acts(&self) -> bool {
        self.side.is_some() || !self.countries.is_empty() || !self.names.is_empty()
    }

    /// Whether it is a country alone, which may be where it happened.
    fn is_place(&self) -> bool {
        self.side.is_none() && self.names.is_empty() && !self.people
    }

    /// Whether a reader learns who it is.
    pub fn is_told(&self) -> bool {
        self.side.map_or_else(|| self.acts(), PartySide::is_told)
    }

    /// Whether any word or name of theirs is the other's too.
    pub fn shares(&self, other: &Self) -> bool {
        let age = self.age.is_some() && self.age == other.age;
        let words = self.stems.intersection(&other.stems).next().is_some();
        age || words || self.names.intersection(&other.names).next().is_some()
    }

    /// Whether nobody can belong to both: they stand on sides that exclude each other, or are the forces of two countries.
    pub fn excludes(&self, other: &Self) -> bool {
        let sides = self.side.zip(other.side).is_some_and(|(x, y)| x.excludes(y));
        let state = |p: &Self| p.side.is_none_or(|s| s == PartySide::Forces);
        let countries = state(self)
            && state(other)
            && !self.countries.is_empty()
            && !other.countries.is_empty()
            && self.countries.is_disjoint(&other.countries);
        sides || (countries && !self.shares(other))
    }
}

/// Who did it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Doer {
    /// These did.
    Named(Party),
    /// The sentence names nobody.
    Nobody,
    /// It cannot be read.
    Unclear,
}

/// What a sentence tells of harm.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Account {
    /// The acts.
    pub acts: BTreeSet<u32>,
    /// Who did it.
    pub doer: Doer,
    /// To whom or what it was done.
    pub target: Option<Party>,
}

/// The accounts of a story, by article: one is read when it is first asked for, since few articles tell of harm that
/// others tell of too.
#[derive(Debug)]
pub(super) struct Accounts {
    by_article: Vec<OnceCell<BTreeMap<u32, Account>>>,
}

impl Accounts {
    /// Those of so many articles.
    pub fn new(articles: usize) -> Self {
        Self { by_article: vec![OnceCell::new(); articles] }
    }

    /// The accounts of an article, by sentence.
    pub fn of_article(&self, story: &StoryView<'_>, index: u32) -> &BTreeMap<u32, Account> {
        self.by_article[index as usize].get_or_init(|| {
            let article = &story.claims.articles[index as usize];
            let account = |sentence| Some((sentence, Reader::new(story, index, article, sentence)?.account()?));
            article.claim_sentences().filter_map(account).collect()
        })
    }
}

/// Whether a passage of an article speaks of a party: by a word of its own, its country, or any word of its side.
pub(super) fn speaks_of(article: &Annotated<'_>, tokens: &[Token], party: &Party) -> bool {
    (0..tokens.len()).any(|i| {
        let same_side = || party_at(article, tokens, i).is_some_and(|(_, side)| party.side == Some(side));
        let country = || {
            let alias = article.pack.names.aliases.longest_at(&tokens[i..]);
            alias.is_some_and(|(_, alias)| party.countries.contains(&alias.entity))
        };
        party.stems.contains(&tokens[i].stem) || same_side() || country()
    })
}

/// A sentence while it is read.
struct Reader<'s, 'a> {
    story: &'s StoryView<'a>,
    index: u32,
    article: &'s Annotated<'a>,
    /// The place of the first token in the article.
    first: usize,
    tokens: &'s [Token],
    /// Who is cited: no party to the act.
    sources: Vec<Span>,
    /// The phrases for acts, by their first token.
    phrases: Vec<(Range<usize>, ActPhrase)>,
}

/// How a verb takes who does it and to whom.
enum Voice {
    /// Who does it stands before it.
    Active,
    /// These words before it name to whom it was done.
    Passive(Range<usize>),
    /// It cannot be told.
    Unclear,
}

/// What has been read so far.
#[derive(Default)]
struct Findings {
    acts: BTreeSet<u32>,
    doers: Vec<Party>,
    /// Somebody or something did it that cannot be read.
    unclear: bool,
    /// The words leave room for a doer and name none.
    open: bool,
    targets: Vec<Party>,
}

/// More tokens of a party are not read.
const LONGEST: usize = 12;
/// More tokens before a noun do not tell whose it is.
const MODIFIERS: usize = 5;
/// A doer stands at most so far behind the act ("killed in raids on Sunday by ...").
const REACH: usize = 14;

impl<'s, 'a> Reader<'s, 'a> {
    /// Starts a sentence that holds a phrase for an act: few do.
    fn new(story: &'s StoryView<'a>, index: u32, article: &'s Annotated<'a>, sentence: u32) -> Option<Self> {
        let range = &article.sentence_tokens[sentence as usize];
        let tokens = article.sentence(sentence);
        let mut phrases = phrases(article, tokens);
        if phrases.is_empty() {
            phrases.extend(resumed(article, sentence));
        }
        if phrases.is_empty() {
            return None;
        }
        // "attacks" reports nothing where it is the act itself
        let is_act = |cue: Span| phrases.iter().any(|(at, _)| tokens[at.clone()].iter().any(|t| t.span.overlaps(cue)));
        let cited = article.attributions.iter().filter(|a| a.sentence == sentence && !is_act(a.cue));
        let sources = cited.filter_map(|a| a.source).collect();
        Some(Self { story, index, article, first: range.start as usize, tokens, sources, phrases })
    }

    fn account(&self) -> Option<Account> {
        let mut found = Findings::default();
        for (at, phrase) in &self.phrases {
            if self.is_open(at.start) {
                return None;
            }
            if phrase.form != ActForm::Means {
                found.acts.insert(phrase.act);
            }
            self.read(phrase.form, at, &mut found);
        }
        if found.acts.is_empty() {
            return None;
        }
        let target = one_target(&found.targets);
        Some(Account { doer: self.doer(&found)?, acts: found.acts, target })
    }

    /// Whether what stands at a place is denied, supposed or to come.
    fn is_open(&self, at: usize) -> bool {
        /// An auxiliary stands at most so far before its verb.
        const BEFORE: usize = 4;
        let grammar = &self.article.pack.grammar;
        let token = u32::try_from(self.first + at).unwrap_or(u32::MAX);
        let denied = self.article.negations.iter().any(|n| n.scope.contains(&token));
        let near = self.tokens[at.saturating_sub(BEFORE)..at].iter();
        denied || near.rev().take_while(|t| !t.is(Class::PUNCTUATION)).any(|t| grammar.is(t, Use::FUTURE | Use::IF))
    }

    fn read(&self, form: ActForm, at: &Range<usize>, found: &mut Findings) {
        match form {
            ActForm::Past => match self.voice(at) {
                Voice::Passive(subject) => {
                    found.targets.extend(self.party(&subject));
                    self.read_doer_behind(at.end, found);
                }
                Voice::Active => self.read_active(at, found),
                Voice::Unclear => found.unclear = true,
            },
            ActForm::Present => self.read_active(at, found),
            ActForm::Going => found.targets.extend(self.party(&self.run_behind(at.end))),
            ActForm::Noun | ActForm::Means => {
                match self.party(&self.modifiers(at.start)).filter(Party::acts) {
                    // "Syria air strikes" may be strikes on Syria
                    Some(place) if place.is_place() => found.unclear = true,
                    Some(doer) => found.doers.push(doer),
                    None => self.read_doer_behind(at.end, found),
                }
                found.targets.extend(self.aim(at.end));
            }
            ActForm::Suffered => {
                self.read_doer_behind(at.end, found);
                found.targets.extend(self.hit(at.end));
            }
        }
    }

    /// Whether a past form is a passive: after "was", or with nobody behind it.
    fn voice(&self, at: &Range<usize>) -> Voice {
        let grammar = &self.article.pack.grammar;
        let auxiliary = |t: &Token| t.is(Class::AUXILIARY) || grammar.is(t, Use::PASSIVE);
        let adverb = |t: &Token| grammar.is(t, Use::ADVERB) && !auxiliary(t);
        let group = self.tokens[..at.start].iter().rev().take_while(|t| auxiliary(t) || adverb(t));
        let (mut length, mut passive, mut helped) = (0, false, false);
        for token in group {
            length += 1;
            passive |= grammar.is(token, Use::PASSIVE);
            helped |= auxiliary(token);
        }
        let subject = self.run_before(at.start - length);
        if helped {
            return if passive { Voice::Passive(subject) } else { Voice::Active };
        }
        let behind = self.tokens.get(at.end);
        if behind.is_some_and(|t| t.is(Class::CONJUNCTION)) {
            return Voice::Unclear;
        }
        let ends =
            behind.is_none_or(|t| t.is(Class::PUNCTUATION | Class::AUXILIARY | Class::REPORTING) || self.leads_off(t));
        if ends { Voice::Passive(subject) } else { Voice::Active }
    }

    /// Who stands before an active verb, and to whom it was done behind it.
    fn read_active(&self, at: &Range<usize>, found: &mut Findings) {
        let grammar = &self.article.pack.grammar;
        let helper = |t: &&Token| t.is(Class::AUXILIARY) || grammar.is(t, Use::ADVERB);
        let helpers = self.tokens[..at.start].iter().rev().take_while(helper).count();
        let subject = self.run_before(at.start - helpers);
        let holds_act = self.phrases.iter().any(|(phrase, _)| subject.contains(&phrase.start));
        match self.party(&subject).filter(Party::acts) {
            Some(doer) => found.doers.push(doer),
            // "air strikes killed 12": the act's own words say whose they are, or nobody does
            None if holds_act => found.open = true,
            None => found.unclear = true,
        }
        found.targets.extend(self.party(&self.run_behind(at.end)));
    }

    /// Who did it, named behind the act ("by"); the words are open where nobody is.
    fn read_doer_behind(&self, from: usize, found: &mut Findings) {
        let grammar = &self.article.pack.grammar;
        let to = self.tokens.len().min(from + REACH);
        let clause = self.tokens[from.min(to)..to].iter().take_while(|t| !t.is(Class::PUNCTUATION | Class::OPENER));
        let Some(by) = clause.enumerate().find(|(_, t)| grammar.is(t, Use::DOER)).map(|(i, _)| from + i) else {
            found.open = true;
            return;
        };
        match self.party(&self.run_behind(by + 1)).filter(Party::acts) {
            Some(doer) => found.doers.push(doer),
            None => found.unclear = true,
        }
    }

    /// To whom a noun's act was done: right behind it ("on", "against").
    fn aim(&self, from: usize) -> Option<Party> {
        let aimed = self.tokens.get(from).is_some_and(|t| self.article.pack.grammar.is(t, Use::AIM));
        aimed.then(|| self.party(&self.run_behind(from + 1))).flatten()
    }

    /// On whom something came down, behind the verb: "was fired at noon into a crowd".
    fn hit(&self, from: usize) -> Option<Party> {
        let to = self.tokens.len().min(from + REACH);
        let aims = (from..to).filter(|at| self.article.pack.grammar.is(&self.tokens[*at], Use::AIM));
        let mut parties = aims.filter_map(|at| self.party(&self.run_behind(at + 1)));
        parties.find(|party| party.side.is_some())
    }

    /// Whether a token ends the words of a party: a mark, a verb, the start of another clause.
    fn ends(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let grammar = &self.article.pack.grammar;
        let joins = grammar.is(token, Use::AND);
        let owns = grammar.is(token, Use::DETERMINER);
        let act = self.phrases.iter().find(|(phrase, _)| phrase.contains(&at));
        (token.is(Class::PUNCTUATION) && !is_hyphen(self.tokens, at))
            || token.is(Class::OPENER | Class::AUXILIARY)
            || (token.is(Class::REPORTING) && act.is_none())
            || (token.is(Class::PRONOUN) && !owns)
            || (token.is(Class::CONJUNCTION) && !joins)
            || act.is_some_and(|(_, act)| !matches!(act.form, ActForm::Noun | ActForm::Means))
    }

    /// Whether a token opens a part that says no more of who it is ("in the city").
    fn leads_off(&self, token: &Token) -> bool {
        let leads = token.is(Class::PREPOSITION) && !self.article.pack.grammar.is(token, Use::OF);
        // "at least 12", "17-year-old"
        (leads || token.is(Class::DATE)) && !self.is_counting(token)
    }

    /// Whether a token is a part of a number ("at least 12").
    fn is_counting(&self, token: &Token) -> bool {
        let numbers = &self.article.numbers;
        let at = numbers.partition_point(|n| n.span.end <= token.span.start);
        numbers.get(at).is_some_and(|n| n.span.contains(token.span))
    }

    /// The words of a party that ends at a place.
    fn run_before(&self, end: usize) -> Range<usize> {
        let start = end - (0..end).rev().take(LONGEST).take_while(|i| !self.ends(*i)).count();
        let cut = self.tokens[start..end].iter().position(|t| self.leads_off(t)).unwrap_or(end - start);
        start..start + cut
    }

    /// The words right before a noun.
    fn modifiers(&self, end: usize) -> Range<usize> {
        let article = |t: &Token| self.article.pack.grammar.is(t, Use::DETERMINER | Use::ARTICLE);
        let own = |i: &usize| !self.ends(*i) && !self.leads_off(&self.tokens[*i]) && !article(&self.tokens[*i]);
        end - (0..end).rev().take(MODIFIERS).take_while(own).count()..end
    }

    /// The words of a party that starts at a place, past adverbs ("shortly").
    fn run_behind(&self, start: usize) -> Range<usize> {
        let adverb = |t: &&Token| t.is(Class::WORD) && self.article.pack.grammar.is_adverb(t, self.article.word(t));
        let start = start + self.tokens[start.min(self.tokens.len())..].iter().take_while(adverb).count();
        let own = |i: &usize| !self.ends(*i) && !self.leads_off(&self.tokens[*i]);
        start..start + (start..self.tokens.len()).take(LONGEST).take_while(own).count()
    }

    /// The party of some words; none where they are empty or name who is cited.
    fn party(&self, range: &Range<usize>) -> Option<Party> {
        let tokens = self.tokens.get(range.clone())?;
        let span = tokens.first()?.span.hull(tokens.last()?.span);
        if self.sources.iter().any(|source| source.overlaps(span)) {
            return None;
        }
        let mut party = Party {
            span,
            side: None,
            countries: BTreeSet::new(),
            people: false,
            names: BTreeSet::new(),
            stems: BTreeSet::new(),
            count: self.count(span, NumberForm::Cardinal),
            age: self.count(span, NumberForm::Age),
        };
        let mut mixed = false;
        let among = self.container(tokens);
        let mut i = 0;
        while i < tokens.len() {
            let side = party_at(self.article, tokens, i);
            let alias = self.article.pack.names.aliases.longest_at(&tokens[i..]);
            if let Some((_, alias)) = alias.filter(|(_, alias)| alias.kind == NameKind::Place) {
                party.countries.insert(alias.entity);
                party.people |= alias.demonym;
            }
            if let Some((_, side)) = side {
                // "the army and the rebels" are two
                mixed |= self.article.pack.grammar.is(&tokens[i.saturating_sub(1)], Use::AND)
                    && party.side.is_some_and(|s| s != side);
                party.side = Some(side);
            }
            let length = side.map_or(1, |(length, _)| length);
            if i >= among && side.is_none_or(|(_, side)| side.is_told()) {
                party.stems.extend(tokens[i..i + length].iter().filter(|t| tells(t)).map(|t| t.stem));
            }
            i += length;
        }
        if mixed {
            party.side = None;
        }
        party.names = self.names(span);
        Some(party)
    }

    /// How many of the first words only say in what number or place people were: "a gathering of", before a word for them.
    fn container(&self, tokens: &[Token]) -> usize {
        let of = tokens.iter().position(|t| self.article.pack.grammar.is(t, Use::OF)).map_or(0, |at| at + 1);
        let behind = (of..tokens.len()).any(|at| party_at(self.article, tokens, at).is_some());
        if behind { of } else { 0 }
    }

    /// The people and bodies named in a span.
    fn names(&self, span: Span) -> BTreeSet<NameId> {
        let mentions = &self.article.names;
        let first = mentions.partition_point(|m| m.span.end <= span.start);
        (first..)
            .zip(&mentions[first..])
            .take_while(|(_, m)| m.span.start < span.end)
            .filter(|(_, m)| matches!(m.kind, NameKind::Person | NameKind::Organisation))
            .filter_map(|(i, _)| self.story.claims.names.id_of(self.index, u32::try_from(i).ok()?))
            .collect()
    }

    /// The only number in a span, where it is exact and of a form.
    fn count(&self, span: Span, form: NumberForm) -> Option<f64> {
        let numbers = &self.article.numbers;
        let first = numbers.partition_point(|n| n.span.end <= span.start);
        let mut inside = numbers[first..].iter().take_while(|n| n.span.start < span.end);
        let only = inside.next()?;
        let alone = inside.next().is_none() && only.form == form && only.value_end.is_none();
        alone.then_some(only.value)
    }

    /// Who did it, of all that was read; `None` where two did that exclude each other.
    fn doer(&self, found: &Findings) -> Option<Doer> {
        if let Some((first, others)) = found.doers.split_first() {
            let clear = others.iter().all(|other| !first.excludes(other));
            return clear.then(|| Doer::Named(first.clone()));
        }
        let parties = || (0..self.tokens.len()).filter(|i| self.is_party(*i, &found.targets));
        let nobody = found.open && !found.unclear && parties().next().is_none();
        Some(if nobody { Doer::Nobody } else { Doer::Unclear })
    }

    /// Whether a word that can stand for a doer stands at a place, outside the words for whom it was done to.
    fn is_party(&self, at: usize, targets: &[Party]) -> bool {
        let span = self.tokens[at].span;
        let side = party_at(self.article, self.tokens, at).map(|(_, side)| side);
        side.is_some_and(|side| side != PartySide::Civilians)
            && !targets.iter().map(|t| t.span).chain(self.sources.iter().copied()).any(|s| s.contains(span))
    }
}

/// The word for a party at a place; none where it is the first half of a compound ("rebel-held").
fn party_at(article: &Annotated<'_>, tokens: &[Token], at: usize) -> Option<(usize, PartySide)> {
    let (length, side) = article.pack.acts.party_at(&tokens[at..])?;
    (!is_hyphen(tokens, at + length)).then_some((length, side))
}

/// Whether a mark joins two words to one.
fn is_hyphen(tokens: &[Token], at: usize) -> bool {
    let glued = |i: usize, class: Class| tokens.get(i).is_some_and(|t| t.is(Class::GLUED) && t.is(class));
    at > 0 && glued(at, Class::PUNCTUATION) && glued(at + 1, Class::WORD)
}

/// The phrases for acts in a sentence.
fn phrases(article: &Annotated<'_>, tokens: &[Token]) -> Vec<(Range<usize>, ActPhrase)> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        let phrase = article.pack.acts.at(&tokens[i..]);
        found.extend(phrase.map(|(length, phrase)| (i..i + length, phrase)));
        i += phrase.map_or(1, |(length, _)| length);
    }
    found
}

/// The act that a sentence before ends with, where this one goes on with it: "They were met with tear gas. It was fired without
/// warning."
fn resumed(article: &Annotated<'_>, sentence: u32) -> Option<(Range<usize>, ActPhrase)> {
    let [it, was, done, ..] = article.sentence(sentence) else { return None };
    let grammar = &article.pack.grammar;
    let goes_on =
        it.is(Class::PRONOUN) && grammar.is(was, Use::PASSIVE) && grammar.is_participle(done, article.word(done));
    let before = sentence.checked_sub(1).filter(|_| goes_on)?;
    let tokens = article.sentence(before);
    let (last, phrase) = phrases(article, tokens).pop()?;
    let noun = matches!(phrase.form, ActForm::Noun | ActForm::Suffered);
    let ends = noun && tokens[last.end..].iter().all(|t| t.is(Class::PUNCTUATION));
    let one_paragraph = article.paragraph_of(before) == article.paragraph_of(sentence);
    (ends && one_paragraph).then_some((1..3, ActPhrase { form: ActForm::Suffered, ..phrase }))
}

/// Whether a word says something of who it is: no number, no word for people as such.
fn tells(token: &Token) -> bool {
    token.is_content() && token.is(Class::WORD) && !token.is(Class::NUMBER | Class::DATE | Class::BOUND)
}

/// The first target that is on a side, without its side where others exclude it.
fn one_target(targets: &[Party]) -> Option<Party> {
    let sided = targets.iter().find(|t| t.side.is_some_and(PartySide::is_told)).or(targets.first())?;
    let mut target = sided.clone();
    if targets.iter().any(|other| other.excludes(sided)) {
        target.side = None;
    }
    Some(target)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::cases::with_story;

    /// Doer and target of the first sentence that tells of harm.
    fn told(text: &str) -> (String, String) {
        with_story(&[("North", "2031-05-01", text)], |story, _| {
            let Some(account) = story.accounts(0).values().next() else { return ("-".into(), "-".into()) };
            let words = |party: &Party| story.claims.articles[0].article.slice(party.span).to_owned();
            let doer = match &account.doer {
                Doer::Named(party) => words(party),
                Doer::Nobody => "nobody".into(),
                Doer::Unclear => "?".into(),
            };
            (doer, account.target.as_ref().map(words).unwrap_or_default())
        })
    }

    #[test]
    fn doer_and_target_are_read_from_plain_sentences() {
        for (text, doer, target) in [
            ("Soldiers killed 12 villagers in Orla on Monday.", "Soldiers", "12 villagers"),
            ("Twelve villagers were killed in Orla on Monday.", "nobody", "Twelve villagers"),
            ("Twelve villagers were killed by soldiers in Orla.", "soldiers", "Twelve villagers"),
            (
                "At least 12 people have been killed in raids by government jets.",
                "government jets",
                "At least 12 people",
            ),
            ("Nine villagers were killed in rebel rocket attacks on Orla.", "rebel", "Nine villagers"),
            ("Air strikes killed nine villagers near Orla.", "nobody", "nine villagers"),
            ("Nine killed near the harbour of Orla", "nobody", "Nine"),
            ("Police fired tear gas at demonstrators outside the hall.", "Police", "demonstrators"),
            ("A landslide killed nine villagers.", "?", "nine villagers"),
            ("Nine villagers were killed by a landslide.", "?", "Nine villagers"),
            ("Nine villagers were killed, the army said.", "nobody", "Nine villagers"),
            ("Nine villagers were killed as rebels fled.", "?", "Nine villagers"),
        ] {
            assert_eq!(told(text), (doer.to_owned(), target.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_did_not_happen_is_no_account() {
        for text in [
            "Soldiers did not kill the villagers.",
            "Soldiers could have killed the villagers.",
            "The council met in Orla.",
        ] {
            assert_eq!(told(text), ("-".to_owned(), "-".to_owned()), "{text}");
        }
    }
}
