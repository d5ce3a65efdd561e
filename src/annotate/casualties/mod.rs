//! Casualties: which people of a sentence were killed, hurt, missing, driven out, held or saved.
//!
//! In: an annotated article whose numbers and names are known. Out: its casualty mentions, by position.
//! Invariant: a group of people has one role; work is done only where a casualty word stands.

mod chains;
mod elsewhere;
mod groups;
mod parts;
mod people;
mod reach;
mod settle;
mod told;
mod toll;

use super::Annotated;
use super::sentence::SentenceTokens;
use crate::language::{CasualtyForm, CasualtyWord, Use};
use crate::model::{CasualtyMention, Class, NameMention, NumberMention, Role, WordId};
use chains::chains;
use groups::{Sort, Victims, groups};
use settle::{Article, settle};

/// The casualties of an article.
pub(super) fn casualties(article: &Annotated<'_>) -> Vec<CasualtyMention> {
    let mut out = Vec::new();
    let mut seen = Article::default();
    let mut numbers = 0;
    for sentence in article.claim_sentences() {
        while article.numbers.get(numbers).is_some_and(|n| n.sentence < sentence) {
            numbers += 1;
        }
        let s = SentenceTokens::of(article, sentence);
        let counts = article.numbers.get(numbers).is_some_and(|n| n.sentence == sentence);
        if !(0..s.len()).any(|i| if counts { s.is(i, Class::CASUALTY) } else { s.fateful(i) }) {
            continue;
        }
        let count = article.numbers[numbers..].partition_point(|n| n.sentence == sentence);
        let first = u32::try_from(numbers).unwrap_or(u32::MAX);
        let names = &article.names[article.names_of(sentence)];
        Clause::new(s, &article.numbers[numbers..numbers + count], first, names).read(&mut out, &mut seen);
    }
    settle(&mut out, &seen, article);
    out
}

/// What happened to people, the positions of the words that say so, and the rule.
type Fate = (Role, usize, usize, &'static str);

/// A sentence with its groups of people.
struct Clause<'a> {
    s: SentenceTokens<'a>,
    groups: Vec<Victims>,
    /// Groups that "and" joins, as ranges of `groups`.
    chains: Vec<(usize, usize)>,
    /// What happened to each chain.
    roles: Vec<Option<Fate>>,
    /// The chain that another one is a part of.
    whole: Vec<Option<usize>>,
    /// The first and the last of chains of one fate that add up.
    pairs: Vec<(usize, usize)>,
    /// "No injuries", "double homicide": people whom no words name, with their fate.
    unnamed: Vec<(Victims, Fate)>,
    /// Where somebody who killed others took their own life.
    own: Option<(usize, usize)>,
    /// Who of those shot did not live: chains of one fate, and of the worse one.
    worse: Vec<(usize, usize)>,
    /// Whether somebody died, counted or not: "he later died".
    died: bool,
    /// Whether somebody died who may have killed others: "suspect dead".
    killer: bool,
    /// Whether the toll is said to rise.
    rising: bool,
    /// The last words of the names of those who did it, or may have: "Marl shot two men".
    suspects: Vec<WordId>,
}

/// The rule of fates that may have ended worse: "five people were shot".
const LOOSE: &str = "loose";

/// The rule of fates that may be none: "four people may have been killed".
const UNSURE: &str = "unsure";

/// The rule of sums of people by name: "Ida and Jon Marl were killed" may not name all.
const NAMES: &str = "names";

/// The rule of some of several deaths: "charged in two of the killings".
const SOME_OF: &str = "some-of";

/// The rule of sums of those whom somebody killed, and of their killer: "killed two sons before killing herself".
const OWN: &str = "own";

/// The rule of those who live of those shot: "four were shot, one of whom died".
const REST: &str = "rest";

/// The rule of fates of one degree: who were "critically wounded" are not all who were wounded.
const DEGREE: &str = "degree";

impl<'a> Clause<'a> {
    fn new(s: SentenceTokens<'a>, numbers: &[NumberMention], first: u32, names: &[NameMention]) -> Self {
        let groups = groups(&s, numbers, first, names);
        let chains = chains(&s, &groups);
        let roles = vec![None; chains.len()];
        let whole = vec![None; chains.len()];
        Self {
            s,
            groups,
            chains,
            roles,
            whole,
            pairs: Vec::new(),
            unnamed: Vec::new(),
            own: None,
            worse: Vec::new(),
            died: false,
            killer: false,
            rising: false,
            suspects: Vec::new(),
        }
    }

    fn read(mut self, out: &mut Vec<CasualtyMention>, seen: &mut Article) {
        let s = self.s;
        let mut i = 0;
        while i < s.len() {
            let word = if s.is(i, Class::CASUALTY) { s.pack.casualties.words().longest_at(s.from(i)) } else { None };
            let Some((length, word)) = word else {
                i += 1;
                continue;
            };
            self.word(i, i + length, *word);
            i += length;
        }
        self.along();
        self.share();
        self.parts();
        self.joined();
        self.survivors();
        self.pairs.sort_unstable();
        self.tell(out);
        self.remember(seen);
    }

    /// Whether a verb only may or shall happen ("could kill", "to kill").
    fn unreal(&self, start: usize) -> bool {
        self.s.used(start.wrapping_sub(1), Use::IF | Use::TO)
    }

    /// Gives a role to the people of a casualty word at `start..end`.
    fn word(&mut self, start: usize, end: usize, word: CasualtyWord) {
        if let Some((at, many)) = self.multiple(start) {
            let victims = Victims::unnamed(at, end, many);
            let rule = if word.loose { LOOSE } else { "multiple" };
            self.unnamed.push((victims, (word.role, start, end, rule)));
            return;
        }
        if word.role == Role::Killed && !self.unreal(start) && self.ends_own(start, end, word.form) {
            self.own = Some((start, end + usize::from(self.s.used(end, Use::REFLEXIVE))));
            return;
        }
        if word.role == Role::Killed && self.happened(start, word.form) {
            self.died |= word.form != CasualtyForm::State;
            self.killer |= self.of_suspect(start);
        }
        if let Some(chain) = self.attributed(start, end) {
            self.give(chain, word, start, end, "attributive");
            return;
        }
        match word.form {
            CasualtyForm::Participle => self.participle(start, end, word),
            CasualtyForm::Active => match self.object(end) {
                Some(chain) if !self.unreal(start) => {
                    // "the deaths of three" tells nobody who did it
                    let rule = if self.s.used(end - 1, Use::OF) { "noun" } else { "active" };
                    self.give(chain, word, start, end, rule);
                }
                Some(_) => {}
                // "28 bodies of villagers"
                None => self.noun(start, end, word),
            },
            CasualtyForm::Intransitive => {
                if let Some(chain) = self.subject(start).or_else(|| self.resumed(start)) {
                    self.give(chain, word, start, end, "intransitive");
                }
            }
            CasualtyForm::State => {
                if let Some(chain) = self.subject(start).or_else(|| self.resumed(start)) {
                    self.give(chain, word, start, end, "state");
                }
            }
            CasualtyForm::Manner => self.manner(start, end, word),
            CasualtyForm::Noun => self.noun(start, end, word),
            CasualtyForm::Toll => {
                // "left the toll of dead at 12", "two were pronounced dead at the scene"
                let told = self.toll(start, end, word);
                self.rising |= !told && word.role == Role::Killed && self.rises(end);
                if let Some(chain) = self.subject(start).filter(|_| !told) {
                    self.give(chain, word, start, end, "state");
                }
            }
            CasualtyForm::Harm => self.unharmed(start, end),
            CasualtyForm::Event | CasualtyForm::Own => {}
        }
    }

    /// "Three were killed", "killed three", "three killed": whom a participle takes.
    fn participle(&mut self, start: usize, end: usize, word: CasualtyWord) {
        if let Some(first) = self.inverted(start, end) {
            let mut last = first;
            self.give(first, word, start, end, "passive");
            while last + 1 < self.chains.len() && self.listed_after(last) {
                last += 1;
                self.give(last, word, start, end, "passive");
            }
            if last > first {
                self.pairs.push((first, last));
            }
            return;
        }
        let passive = self.passive(start);
        let object = if passive { None } else { self.object(end) };
        if !passive && object.is_none() && (self.takes_someone(end) || self.aims(end)) {
            // "two men killed their landlord", "two men shot at them": they did it
            self.killer |= word.role == Role::Killed && self.slain(start, end);
            return;
        }
        if object.is_some() {
            self.suspect(start);
        }
        let found = match object {
            // "3 killed 12 hurt": the second group has a word of its own
            Some(object) if self.subject(start).is_none_or(|_| !self.followed(object)) => Some((object, "active")),
            _ => self.subject(start).map(|c| (c, if self.unsure(start, end) { UNSURE } else { "passive" })),
        };
        if let Some((chain, rule)) = found {
            self.give(chain, word, start, end, rule);
        }
    }

    /// Whether a verb tells of a death that came about, whoever it was: "he died", "she was pronounced dead".
    fn happened(&self, start: usize, form: CasualtyForm) -> bool {
        let dies = matches!(form, CasualtyForm::Intransitive | CasualtyForm::State)
            || matches!(form, CasualtyForm::Participle | CasualtyForm::Toll) && self.passive(start);
        let none = (start.saturating_sub(4)..start).any(|i| self.s.is(i, Class::NEGATION) || self.s.used(i, Use::NONE));
        dies && !none && !self.unreal(start) && !self.unsure(start, start)
    }

    /// Whether a suspect stands right before what is said of somebody: "suspect dead", "the gunman was killed".
    fn of_suspect(&self, start: usize) -> bool {
        let s = &self.s;
        let verb = |i: &usize| s.is(*i, Class::AUXILIARY) || s.used(*i, Use::ADVERB | Use::PASSIVE) || s.adverb(*i);
        let before = (start.saturating_sub(6)..start).rev().find(|i| !(verb(i) || s.participle(*i)));
        before.and_then(|i| s.get(i)).is_some_and(|t| s.pack.casualties.suspect(t))
    }

    /// Remembers by name who hurt or killed others.
    fn suspect(&mut self, start: usize) {
        let Some(chain) = self.subject(start) else { return };
        let [one] = self.groups_of(chain) else { return };
        if one.sort == Sort::Named {
            let name = self.last_name(one.start, one.end);
            self.suspects.extend(name);
        }
    }

    /// The last word of a name, before an age.
    fn last_name(&self, start: usize, end: usize) -> Option<WordId> {
        let at = (start..end).rev().find(|i| self.s.is(*i, Class::CAPITALISED))?;
        self.s.get(at).map(|t| t.word)
    }

    /// Whether a fate may be another or none: "four may have been killed", "13 were killed or wounded".
    fn unsure(&self, start: usize, end: usize) -> bool {
        let s = &self.s;
        let verb = (start.saturating_sub(4)..start)
            .rev()
            .take_while(|i| s.is(*i, Class::AUXILIARY) || s.used(*i, Use::ADVERB | Use::IF))
            .any(|i| s.used(i, Use::IF));
        verb || s.used(end, Use::OR) && s.fateful(end + 1)
    }

    /// "Six were shot, two fatally": some of the people before did not live.
    fn manner(&mut self, start: usize, end: usize, word: CasualtyWord) {
        let Some(chain) = self.subject(start) else { return };
        if self.end_of(chain) != start {
            return;
        }
        if let Some((_, _, verb, _)) = self.roles[chain] {
            // "shot three people to death"
            let rule = if verb <= self.start_of(chain) { "active" } else { "manner" };
            self.give(chain, word, start, end, rule);
            return;
        }
        self.give(chain, word, start, end, "manner");
        if let Some(shot) = (0..chain).rev().find(|c| self.roles[*c].is_some_and(|r| r.3 == LOOSE)) {
            self.worse.push((shot, chain));
        }
    }

    fn give(&mut self, chain: usize, word: CasualtyWord, start: usize, end: usize, rule: &'static str) {
        // "three gunmen fled": they were not driven out
        let suspect = |g: &Victims| {
            let head = g.counted.and_then(|(_, to)| self.s.get(to - 1));
            head.is_some_and(|t| self.s.pack.casualties.suspect(t))
        };
        if word.role == Role::Displaced && self.groups_of(chain).iter().any(suspect) {
            return;
        }
        let slot = &mut self.roles[chain];
        // "shot three people dead": what is surely worse
        let worse = |fate: &Fate| fate.3 == LOOSE && word.role == Role::Killed && !word.loose;
        if slot.as_ref().is_none_or(worse) {
            let rule = if word.loose {
                LOOSE
            } else if word.degree {
                DEGREE
            } else {
                rule
            };
            *slot = Some((word.role, start, end, rule));
        }
    }

    fn start_of(&self, chain: usize) -> usize {
        self.groups[self.chains[chain].0].start
    }

    fn end_of(&self, chain: usize) -> usize {
        self.groups[self.chains[chain].1 - 1].end
    }

    /// The groups of a chain.
    fn groups_of(&self, chain: usize) -> &[Victims] {
        let (first, last) = self.chains[chain];
        &self.groups[first..last]
    }

    /// Whether the words count somebody: one person who is known already is not counted.
    fn tells(&self, chain: usize) -> bool {
        !matches!(self.groups_of(chain), [one] if matches!(one.sort, Sort::Definite | Sort::Named))
    }
}

#[cfg(test)]
mod tests;
