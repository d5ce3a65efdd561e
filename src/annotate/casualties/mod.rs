//! Casualties: which people of a sentence were killed, hurt, missing, driven out, held or saved.
//!
//! In: an annotated article whose numbers are known. Out: its casualty mentions, by position.
//! Invariant: a group of people has one role; work is done only where a casualty word stands.

mod groups;

use super::Annotated;
use super::sentence::SentenceTokens;
use crate::language::{CasualtyForm, CasualtyWord, Use};
use crate::model::{Bound, CasualtyMention, Class, Interval, NumberMention, Relation, Role, Span};
use groups::{Victims, chains, groups};

/// The casualties of an article.
pub(super) fn casualties(article: &Annotated<'_>) -> Vec<CasualtyMention> {
    let mut out = Vec::new();
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
        Clause::new(s, &article.numbers[numbers..numbers + count], first).read(&mut out);
    }
    settle_loose(&mut out);
    out
}

/// A sentence with its groups of people.
struct Clause<'a> {
    s: SentenceTokens<'a>,
    groups: Vec<Victims>,
    /// Groups that "and" joins, as ranges of `groups`.
    chains: Vec<(usize, usize)>,
    /// What happened to each chain, the words that say so, and the rule.
    roles: Vec<Option<(Role, usize, usize, &'static str)>>,
    /// The chain that another one is a part of.
    whole: Vec<Option<usize>>,
    /// Chains of single victims with one fate: two.
    pairs: Vec<(usize, usize)>,
    /// "No injuries": nobody, with the fate and the words that say so.
    nobody: Vec<(Victims, Role, usize, usize)>,
}

/// The rule of fates that may have ended worse: "five people were shot".
const LOOSE: &str = "loose";

/// Where an article counts dead, those who were "shot" may be among them: at most so many were only hurt.
fn settle_loose(mentions: &mut [CasualtyMention]) {
    let deadly = mentions.iter().any(|m| m.role == Role::Killed && m.value >= 1.0);
    for mention in mentions.iter_mut().filter(|m| deadly && m.rule == LOOSE) {
        mention.interval.min = None;
    }
}

/// How many words may stand between people and what happened to them.
const GAP: usize = 8;

/// How many words an aside between commas may have ("12 people, among them two children, were killed").
const ASIDE: usize = 24;

impl<'a> Clause<'a> {
    fn new(s: SentenceTokens<'a>, numbers: &[NumberMention], first: u32) -> Self {
        let groups = groups(&s, numbers, first);
        let chains = chains(&s, &groups);
        let roles = vec![None; chains.len()];
        let whole = vec![None; chains.len()];
        Self { s, groups, chains, roles, whole, pairs: Vec::new(), nobody: Vec::new() }
    }

    fn read(mut self, out: &mut Vec<CasualtyMention>) {
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
        self.parts();
        self.singles();
        for chain in 0..self.chains.len() {
            self.push(chain, out);
        }
        for (nobody, role, from, to) in &self.nobody {
            out.push(self.mention(nobody, (*role, *from, *to, "none"), None));
        }
        for (a, b) in &self.pairs {
            let Some((role, from, to, _)) = self.roles[*a] else { continue };
            let pair = sum(&[self.groups[self.chains[*a].0], self.groups[self.chains[*b].0]]);
            out.push(self.mention(&pair, (role, from, to, "sum"), None));
        }
    }

    /// Gives a role to the people of a casualty word at `start..end`.
    fn word(&mut self, start: usize, end: usize, word: CasualtyWord) {
        match word.form {
            CasualtyForm::Participle => {
                let passive = self.passive(start);
                let object = if passive { None } else { self.object(end) };
                if !passive && object.is_none() && self.takes_someone(end) {
                    // "two men killed their landlord": they did it
                    return;
                }
                let found = match object {
                    // "3 killed 12 hurt": the second group has a word of its own
                    Some(object) if self.subject(start).is_none_or(|_| !self.followed(object)) => {
                        Some((object, "active"))
                    }
                    _ => self.subject(start).map(|c| (c, "passive")),
                };
                if let Some((chain, rule)) = found {
                    self.give(chain, word.role, start, end, if word.loose { LOOSE } else { rule });
                }
            }
            CasualtyForm::Active => {
                let modal = self.s.used(start.wrapping_sub(1), Use::IF) || self.s.used(start.wrapping_sub(1), Use::TO);
                if let Some(chain) = self.object(end).filter(|_| !modal) {
                    self.give(chain, word.role, start, end, if word.loose { LOOSE } else { "active" });
                }
            }
            CasualtyForm::Intransitive => {
                if let Some(chain) = self.subject(start) {
                    self.give(chain, word.role, start, end, "intransitive");
                }
            }
            CasualtyForm::State => {
                if let Some(chain) = self.subject(start) {
                    self.give(chain, word.role, start, end, "state");
                }
            }
            CasualtyForm::Noun => self.noun(start, end, word),
            CasualtyForm::Toll => self.toll(start, end, word),
            CasualtyForm::Event => {}
        }
    }

    /// Whether somebody not counted here stands where the object of a verb does.
    fn takes_someone(&self, end: usize) -> bool {
        let s = &self.s;
        if s.used(end, Use::REFLEXIVE) || s.is(end, Class::DATE) {
            return false;
        }
        let named =
            s.is(end, Class::CAPITALISED) && s.is(end, Class::WORD) && !s.is(end, Class::STOP | Class::ALL_CAPS);
        let pronoun = s.is(end, Class::PRONOUN) && !s.used(end, Use::RELATIVE);
        let phrase =
            s.used(end, Use::DETERMINER | Use::ARTICLE) && !(end..end + 4).any(|i| s.is(i, Class::DATE | Class::UNIT));
        named || pronoun || phrase
    }

    fn give(&mut self, chain: usize, role: Role, start: usize, end: usize, rule: &'static str) {
        let slot = &mut self.roles[chain];
        if slot.is_none() {
            *slot = Some((role, start, end, rule));
        }
    }

    /// Whether a participle is passive: a form of "be" stands before it, past adverbs.
    fn passive(&self, start: usize) -> bool {
        let s = &self.s;
        (start.saturating_sub(4)..start)
            .rev()
            .take_while(|i| s.used(*i, Use::ADVERB | Use::PASSIVE | Use::AND) || s.adverb(*i) || s.fateful(*i))
            .any(|i| s.used(i, Use::PASSIVE))
    }

    fn start_of(&self, chain: usize) -> usize {
        self.groups[self.chains[chain].0].start
    }

    fn end_of(&self, chain: usize) -> usize {
        self.groups[self.chains[chain].1 - 1].end
    }

    /// The chain that starts at a position, past adverbs and determiners.
    fn object(&self, end: usize) -> Option<usize> {
        let mut at = end;
        while at < end + 3
            && !self.s.used(at, Use::RELATIVE)
            && (self.s.used(at, Use::ADVERB) || self.s.adverb(at) || self.s.used(at, Use::DETERMINER))
        {
            if self.chain_at(at).is_some() {
                break;
            }
            at += 1;
        }
        self.chain_at(at)
    }

    fn chain_at(&self, at: usize) -> Option<usize> {
        let found = self.chains.partition_point(|(first, _)| self.groups[*first].start < at);
        (found < self.chains.len() && self.start_of(found) == at).then_some(found)
    }

    /// Whether the words after a chain say what happened to it ("12 hurt").
    fn followed(&self, chain: usize) -> bool {
        let end = self.end_of(chain);
        self.s.fateful(end)
            && self.s.pack.casualties.words().longest_at(self.s.from(end)).is_some_and(|(_, w)| {
                matches!(w.form, CasualtyForm::Participle | CasualtyForm::State | CasualtyForm::Noun)
            })
    }

    /// The chain before a casualty word, past auxiliaries, adverbs, a relative pronoun or an aside.
    fn subject(&self, start: usize) -> Option<usize> {
        let s = &self.s;
        let before = self.chains.partition_point(|(_, last)| self.groups[*last - 1].end <= start);
        let chain = before.checked_sub(1)?;
        let mut at = self.end_of(chain);
        if self.gap(at, start) {
            return Some(chain);
        }
        // "12 people, including three children, were killed": the chain before the aside
        for chain in (0..=chain).rev().take(3) {
            at = self.end_of(chain);
            if !s.mark(at, &[',', '(', '–', '—']) || start - at > ASIDE {
                continue;
            }
            let close = (at + 1..start).rev().find(|i| s.mark(*i, &[',', ')', '–', '—']))?;
            if self.gap(close + 1, start) && !(at + 1..close).any(|i| s.fateful(i)) && close + 1 < start {
                return Some(chain);
            }
        }
        None
    }

    /// Whether nothing but auxiliaries, adverbs and the like stands between two positions.
    fn gap(&self, from: usize, to: usize) -> bool {
        let s = &self.s;
        if to < from || to - from > GAP {
            return false;
        }
        (from..to).all(|i| {
            (s.is(i, Class::AUXILIARY) || s.fateful(i))
                || s.used(i, Use::ADVERB | Use::RELATIVE | Use::PASSIVE | Use::INCLUDING | Use::OTHER)
                || s.adverb(i)
                || s.participle(i)
                || (s.used(i, Use::AND | Use::OR) && (s.fateful(i.wrapping_sub(1)) || s.fateful(i + 1)))
                || (s.used(i, Use::DETERMINER) && s.used(i.wrapping_sub(1), Use::INCLUDING))
                || (s.mark(i, &['-']) && s.hyphen(i))
        })
    }

    /// "41 deaths", "no injuries": a number whose noun is the casualty word.
    fn noun(&mut self, start: usize, end: usize, word: CasualtyWord) {
        let s = self.s;
        let before = self.chains.partition_point(|(first, _)| self.groups[*first].start < end);
        let found = before.checked_sub(1).filter(|chain| {
            let group = &self.groups[self.chains[*chain].1 - 1];
            let between = |i: usize| {
                s.is(i, Class::WORD)
                    && !s.is(i, Class::STOP | Class::PREPOSITION | Class::AUXILIARY | Class::CONJUNCTION)
            };
            let adjacent = group.end <= start && start - group.end <= 3 && (group.end..start).all(between);
            group.number.is_some() && (adjacent && !group.known || group.counted.is_some_and(|(_, to)| to == end))
        });
        if let Some(chain) = found {
            self.give(chain, word.role, start, end, "noun");
            return;
        }
        let none = (start.saturating_sub(3)..start)
            .rev()
            .take_while(|i| s.is(*i, Class::WORD))
            .find(|i| s.used(*i, Use::NONE));
        if let Some(at) = none.filter(|at| (at + 1..start).all(|i| !s.is(i, Class::STOP))) {
            let victims = Victims {
                start: at,
                end,
                number: None,
                value: 0.0,
                value_end: None,
                bound: Bound::Exact,
                interval: Interval::exact(0.0),
                counted: None,
                relation: None,
                known: true,
                plain: true,
                changed: false,
            };
            self.nobody.push((victims, word.role, start, end));
        }
    }

    /// "the death toll rose to 41": the next number after words that lead to it.
    fn toll(&mut self, start: usize, end: usize, word: CasualtyWord) {
        let s = self.s;
        let found = self.chains.partition_point(|(first, _)| self.groups[*first].start < end);
        if found >= self.chains.len() {
            return;
        }
        let at = self.start_of(found);
        let near = at - end <= 14 && !(end..at).any(|i| s.mark(i, &[';', ':', '"', '“', '”']) || s.fateful(i));
        let leads =
            at == end || (end..=at).rev().take(4).any(|i| s.used(i, Use::REACHES | Use::OF | Use::TO | Use::FROM));
        if near && leads && self.groups[self.chains[found].0].number.is_some() {
            self.give(found, word.role, start, end, "toll");
        }
    }

    /// "including 12 children", "among them two women": parts of the people before them. "40 children were
    /// among the dead": a part of people not counted here.
    fn parts(&mut self) {
        let s = self.s;
        for chain in 0..self.chains.len() {
            let (start, end) = (self.start_of(chain), self.end_of(chain));
            let opened = s.used(start.wrapping_sub(1), Use::INCLUDING)
                || (s.used(start.wrapping_sub(1), Use::ANAPHOR) && s.used(start.wrapping_sub(2), Use::INCLUDING))
                || s.used(end, Use::OF)
                    && s.used(end + 1, Use::ANAPHOR)
                    && chain > 0
                    && s.mark(start.wrapping_sub(1), &[',']);
            if opened
                && let Some(whole) = (0..chain).rev().take(4).find(|c| self.roles[*c].is_some())
                && self.end_of(whole) + 16 > start
            {
                if self.roles[chain].is_none() {
                    self.roles[chain] = self.roles[whole].map(|(role, a, b, _)| (role, a, b, "part"));
                }
                self.whole[chain] = Some(whole);
                continue;
            }
            // "859 civilians were among the 3,116 people killed"
            let among = (end..s.len().min(end + 6)).find(|i| s.used(*i, Use::INCLUDING));
            if let Some(among) = among.filter(|a| self.gap(end, *a)) {
                let next = if s.used(among + 1, Use::DETERMINER) { among + 2 } else { among + 1 };
                let whole =
                    self.chain_at(next).or_else(|| self.chain_at(among + 1)).filter(|w| self.roles[*w].is_some());
                if let Some(whole) = whole {
                    self.roles[chain] = self.roles[whole].map(|(role, a, b, _)| (role, a, b, "part"));
                    self.whole[chain] = Some(whole);
                } else if self.roles[chain].is_some() {
                    self.whole[chain] = Some(chain);
                }
            }
        }
    }

    /// "A woman was shot in the back and a boy was shot in the arm" are two: single victims of one fate whom
    /// "and" joins across their verbs.
    fn singles(&mut self) {
        for chain in 1..self.chains.len() {
            let single = |c: usize| {
                let (first, last) = self.chains[c];
                let group = &self.groups[first];
                last == first + 1
                    && group.known
                    && group.plain
                    && group.number.is_none()
                    && (group.value - 1.0).abs() < 1e-9
                    && group.relation.is_none()
            };
            let role = |c: usize| self.roles[c].map(|r| r.0);
            let joined = self.s.used(self.start_of(chain).wrapping_sub(1), Use::AND);
            if joined
                && single(chain)
                && single(chain - 1)
                && role(chain).is_some()
                && role(chain) == role(chain - 1)
                && self.whole[chain].is_none()
                && self.whole[chain - 1].is_none()
            {
                self.pairs.push((chain - 1, chain));
            }
        }
    }

    fn push(&self, chain: usize, out: &mut Vec<CasualtyMention>) {
        let Some((role, from, to, rule)) = self.roles[chain] else { return };
        let (first, last) = self.chains[chain];
        let s = &self.s;
        let whole = self.whole[chain]
            .map(|w| if w == chain { s.span(from, to) } else { s.span(self.start_of(w), self.end_of(w)) });
        let groups = &self.groups[first..last];
        if let [single] = groups {
            let pair = self.pair_of(chain);
            let whole = whole.or_else(|| pair.map(|(a, b)| s.span(self.start_of(a), self.end_of(b))));
            out.push(self.mention(single, (role, from, to, rule), whole));
            return;
        }
        let all = self.mention(&sum(groups), (role, from, to, "sum"), whole);
        let span = all.span;
        out.push(all);
        out.extend(groups.iter().map(|g| self.mention(g, (role, from, to, rule), Some(span))));
    }

    /// The pair of single victims that a chain belongs to; pairs are in order of their chains.
    fn pair_of(&self, chain: usize) -> Option<(usize, usize)> {
        let at = self.pairs.partition_point(|(_, b)| *b < chain);
        self.pairs.get(at).copied().filter(|(a, b)| *a == chain || *b == chain)
    }

    fn mention(
        &self,
        group: &Victims,
        fate: (Role, usize, usize, &'static str),
        whole: Option<Span>,
    ) -> CasualtyMention {
        let (s, (role, from, to, rule)) = (&self.s, fate);
        let last = group.value_end.unwrap_or(group.value);
        CasualtyMention {
            span: s.span(group.start, group.end),
            tokens: s.range(group.start, group.end),
            sentence: s.sentence,
            role,
            number: group.number,
            value: if group.changed { last } else { group.value },
            value_end: group.value_end.filter(|_| !group.changed),
            bound: group.bound,
            interval: if group.changed { Interval::exact(last) } else { group.interval },
            counted: group.counted.map(|(a, b)| s.range(a, b)),
            relation: if whole.is_some() { Some(Relation::Part) } else { group.relation },
            part_of: whole,
            cue: s.span(from, to),
            rule,
        }
    }
}

/// All people of joined groups.
fn sum(groups: &[Victims]) -> Victims {
    let end = |pick: fn(&Interval) -> Option<f64>| groups.iter().map(|g| pick(&g.interval)).sum::<Option<f64>>();
    let bound = groups.iter().map(|g| g.bound).find(|b| *b != Bound::Exact).unwrap_or_default();
    let (first, last) = (groups[0], groups[groups.len() - 1]);
    Victims {
        end: last.end,
        number: None,
        value: groups.iter().map(|g| g.value).sum(),
        bound,
        interval: Interval { min: end(|i| i.min), max: end(|i| i.max) },
        counted: None,
        ..first
    }
}

#[cfg(test)]
mod tests;
