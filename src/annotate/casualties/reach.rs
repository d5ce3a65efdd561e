//! Whom a casualty word takes: the people before it, after it, or the number that its noun counts.
//!
//! In: a clause and the position of a casualty word. Out: one of its chains.

use super::groups::{Sort, Victims};
use super::{Clause, SOME_OF, UNSURE};
use crate::language::{CasualtyForm, CasualtyWord, Use};
use crate::model::{Class, Relation, Role};

/// How many words may stand between people and what happened to them.
const GAP: usize = 8;

/// How many words an aside between commas may have ("12 people, among them two children, were killed").
const ASIDE: usize = 24;

/// How many words may stand between somebody's suffering and the noun of it ("non-life-threatening gunshot wounds").
const WOUNDS: usize = 9;

/// How many words before a count a modal reaches ("could lead to 40 deaths").
const MODAL: usize = 5;

/// How many words may say where people died, with no auxiliary after them.
const PLACE: usize = 6;

/// How many words may say more of people before what happened to them.
const MODIFIER: usize = 14;

impl Clause<'_> {
    /// The chain whose words hold a casualty word before their head: "30 dead villagers".
    pub(super) fn attributed(&self, start: usize, end: usize) -> Option<usize> {
        (0..self.chains.len()).find(|chain| {
            let holds = |g: &Victims| g.counted.is_some_and(|(from, to)| from <= start && end < to);
            matches!(self.groups_of(*chain), [one] if one.known && one.number.is_some() && holds(one))
        })
    }

    /// How many "double" or "triple" before a noun of an event makes its victims, and where it stands.
    pub(super) fn multiple(&self, start: usize) -> Option<(usize, f64)> {
        let s = &self.s;
        let at = if s.hyphen(start.wrapping_sub(1)) { start.wrapping_sub(2) } else { start.wrapping_sub(1) };
        let many = s.get(at).and_then(|t| s.pack.numbers.word(t.word))?.multiple?;
        Some((at, many))
    }

    /// Whether somebody took their own life: "killing himself", "taking her own life".
    pub(super) fn ends_own(&self, start: usize, end: usize, form: CasualtyForm) -> bool {
        let own = self.s.used(end, Use::REFLEXIVE) && matches!(form, CasualtyForm::Active | CasualtyForm::Participle);
        (own || form == CasualtyForm::Own) && start > 0
    }

    /// Whether somebody not counted here stands where the object of a verb does.
    pub(super) fn takes_someone(&self, end: usize) -> bool {
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

    /// Whether somebody who killed people in a clause before was killed himself: "killed two before guards shot him
    /// dead".
    pub(super) fn slain(&self, start: usize, end: usize) -> bool {
        let him = self.s.is(end, Class::PRONOUN) && !self.s.used(end, Use::DETERMINER | Use::RELATIVE);
        let killed = |c: usize| self.roles[c].is_some_and(|r| r.0 == Role::Killed && r.3 == "active");
        let before = self.chains.partition_point(|(_, last)| self.groups[*last - 1].end <= start);
        him && (0..before).rev().take(4).any(killed)
    }

    /// The people after a participle that opens its sentence: "Killed in the fire were Ida and Jon Marl".
    pub(super) fn inverted(&self, start: usize, end: usize) -> Option<usize> {
        let s = &self.s;
        let opens =
            (0..start).all(|i| s.used(i, Use::ADVERB | Use::AMONG | Use::DETERMINER) || s.is(i, Class::QUOTE_MARK));
        if !opens || s.used(end, Use::RELATIVE) || s.is(end, Class::AUXILIARY) && !s.used(end, Use::PASSIVE) {
            return None;
        }
        let verb = (end..s.len().min(end + MODIFIER)).find(|i| s.is(*i, Class::AUXILIARY) || s.fateful(*i))?;
        // the people who follow are not those of another verb: "shot in the leg, they were guards"
        let free = s.used(verb, Use::PASSIVE)
            && !(end..verb).any(|i| s.is(i, Class::PRONOUN | Class::CONJUNCTION) || s.mark(i, &[',', ':']));
        let next = (verb + 1..=verb + 2).find_map(|at| self.chain_at(at))?;
        (free && !s.is(self.end_of(next), Class::AUXILIARY) && !s.fateful(self.end_of(next))).then_some(next)
    }

    /// Whether the next people go on with a list: "Ida and Jon Marl, and their cousins Brynja and Orvan Dosk".
    pub(super) fn listed_after(&self, chain: usize) -> bool {
        let (s, gap) = (&self.s, self.end_of(chain)..self.start_of(chain + 1));
        let people = |i: usize| s.get(i).is_some_and(|t| s.pack.casualties.listed(t).is_some());
        let joins = |i: usize| s.mark(i, &[',', ';']) || s.used(i, Use::AND | Use::DETERMINER) || people(i);
        (1..=5).contains(&gap.len())
            && gap.clone().any(|i| s.mark(i, &[',', ';']) || s.used(i, Use::AND))
            && gap.clone().all(joins)
    }

    /// Whether a preposition leads to somebody at whom a verb is aimed: "shot at them", not "shot at a bar".
    pub(super) fn aims(&self, end: usize) -> bool {
        let s = &self.s;
        s.is(end, Class::PREPOSITION)
            && s.is(end + 1, Class::PRONOUN)
            && !s.used(end + 1, Use::RELATIVE | Use::DETERMINER)
    }

    /// Whether a participle is passive: a form of "be" stands before it, past adverbs.
    pub(super) fn passive(&self, start: usize) -> bool {
        let s = &self.s;
        (start.saturating_sub(4)..start)
            .rev()
            .take_while(|i| s.used(*i, Use::ADVERB | Use::PASSIVE | Use::AND) || s.adverb(*i) || s.fateful(*i))
            .any(|i| s.used(i, Use::PASSIVE))
    }

    /// The chain that starts at a position, past adverbs and determiners.
    pub(super) fn object(&self, end: usize) -> Option<usize> {
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

    pub(super) fn chain_at(&self, at: usize) -> Option<usize> {
        let found = self.chains.partition_point(|(first, _)| self.groups[*first].start < at);
        (found < self.chains.len() && self.start_of(found) == at).then_some(found)
    }

    /// Whether the words after a chain say what happened to it ("12 hurt").
    pub(super) fn followed(&self, chain: usize) -> bool {
        let end = self.end_of(chain);
        self.s.fateful(end)
            && self.s.pack.casualties.words().longest_at(self.s.from(end)).is_some_and(|(_, w)| {
                matches!(w.form, CasualtyForm::Participle | CasualtyForm::State | CasualtyForm::Noun)
            })
    }

    /// The chain before a casualty word, past auxiliaries, adverbs, a relative pronoun or an aside.
    pub(super) fn subject(&self, start: usize) -> Option<usize> {
        let s = &self.s;
        let before = self.chains.partition_point(|(_, last)| self.groups[*last - 1].end <= start);
        let chain = self.doer(self.outer(before.checked_sub(1)?, start), start)?;
        let mut at = self.end_of(chain);
        // "Ida Marl, 34, and Jon Marl, 36, were killed"
        // and "Ida Marl, who was killed"
        let closed = self.groups_of(chain).iter().any(|g| g.apposed) || s.used(at + 1, Use::RELATIVE);
        let after = if closed && s.mark(at, &[',']) { at + 1 } else { at };
        if self.gap(after, start) {
            // "40 people including 12 children were killed": those before "including"
            // but "four others, including one who died"
            let own = (after..start).any(|i| s.used(i, Use::RELATIVE));
            let opened = !own && self.opened(chain) && chain > 0 && self.end_of(chain - 1) + 2 >= self.start_of(chain);
            return Some(if opened { chain - 1 } else { chain });
        }
        if self.gap(self.modified(at, start), start) {
            return Some(chain);
        }
        // "12 people, including three children, were killed": the chain before the aside
        for chain in (0..=chain).rev().take(3) {
            at = self.end_of(chain);
            if !s.mark(at, &[',', '(', '[', '–', '—']) || start - at > ASIDE {
                continue;
            }
            let Some(close) = (at + 1..start).rev().find(|i| s.mark(*i, &[',', ')', ']', '–', '—'])) else {
                continue;
            };
            if self.gap(close + 1, start) && !(at + 1..close).any(|i| s.fateful(i)) && close + 1 < start {
                return Some(chain);
            }
        }
        None
    }

    /// The people who open a sentence, where the verb of its main clause stands past what more it says of them: "A
    /// fourth victim of the fire, which killed three others, has died". Who killed others and died himself is noted.
    pub(super) fn resumed(&mut self, start: usize) -> Option<usize> {
        let s = self.s;
        let verb = |i: usize| s.is(i, Class::AUXILIARY) || s.used(i, Use::ADVERB | Use::PASSIVE) || s.adverb(i);
        let from = (0..start).rev().find(|i| !verb(*i))? + 1;
        if self.chains.is_empty() {
            return None;
        }
        let [one] = self.groups_of(0) else { return None };
        let opens = one.start == 0 && one.end < start && matches!(one.sort, Sort::Single | Sort::Counted);
        let modified = |i: usize| s.used(i, Use::RELATIVE) || s.is(i, Class::PREPOSITION) || s.mark(i, &[',']);
        let verb = from < start || s.is(start, Class::AUXILIARY);
        if !opens || !verb || !modified(one.end) || start - one.end > ASIDE {
            return None;
        }
        // "a man who is suspected of killing five people was found dead"
        let others = (1..self.chains.len()).rev().find(|c| self.start_of(*c) < start);
        let did = |c: usize| self.roles[c].is_some_and(|r| r.0 == Role::Killed && r.3 == "active");
        if s.used(one.end, Use::RELATIVE) && others.is_some_and(did) {
            self.killer = true;
            return None;
        }
        // "two teens who were shot on Wednesday have died": of the people who open the sentence alone
        let hurt = self.roles[0].is_some_and(|r| r.0 == Role::Injured && r.2 <= from);
        let alone = others.is_none() && s.used(one.end, Use::RELATIVE) && hurt;
        (alone || s.mark(from - 1, &[','])).then_some(0)
    }

    /// Whom a verb after "one of the four victims" takes: the one. "One of four people shot", "one of the two who
    /// died": it is the others' verb too.
    fn outer(&self, chain: usize, start: usize) -> usize {
        let (word, end) = (self.s.pack.casualties.words().longest_at(self.s.from(start)), self.end_of(chain));
        let reduced = word.is_some_and(|(_, w)| w.form == CasualtyForm::Participle) && end == start
            || self.s.used(end, Use::RELATIVE);
        let holds = chain > 0 && self.end_of(chain - 1) == self.end_of(chain);
        if holds && !reduced { chain - 1 } else { chain }
    }

    /// Whom a verb takes past a relative clause with an object: "two men who shot a guard have died" tells of the
    /// men, "the men who shot two guards fled" of nobody counted.
    fn doer(&self, chain: usize, start: usize) -> Option<usize> {
        let s = &self.s;
        let mut object = chain;
        while object > 0 && self.roles[object].is_none() && self.adjoined(object - 1, object) {
            object -= 1;
        }
        let Some((_, cue, end, _)) = self.roles[object].filter(|r| r.2 <= self.start_of(object)) else {
            return Some(chain);
        };
        // "a man who is suspected of killing two guards was found dead"
        let clause = (cue.saturating_sub(GAP)..cue).rev().take_while(|i| !s.is(*i, Class::PUNCTUATION));
        let opens = clause.into_iter().find(|i| s.used(*i, Use::RELATIVE));
        let Some(opens) = opens.filter(|_| end <= self.start_of(object)) else { return Some(chain) };
        let dies = |(_, w): (usize, &CasualtyWord)| w.form == CasualtyForm::Intransitive;
        let verb = (self.end_of(chain)..=start).any(|i| s.is(i, Class::AUXILIARY))
            || s.pack.casualties.words().longest_at(s.from(start)).is_some_and(dies);
        let relative = (self.end_of(chain)..start).any(|i| s.used(i, Use::RELATIVE));
        if !verb || relative {
            return Some(chain);
        }
        object.checked_sub(1).filter(|before| self.end_of(*before) == opens)
    }

    /// The auxiliary after what only says more of the people: "two guards of the mine were killed", "four
    /// women waiting for a bus were hurt", "a man who had slept there was found dead".
    fn modified(&self, from: usize, to: usize) -> usize {
        let s = &self.s;
        let opened = s.used(from, Use::OF | Use::IN | Use::FROM | Use::RELATIVE)
            || s.is(from, Class::PREPOSITION) && !s.used(from, Use::BY)
            || (s.participle(from) || s.progressive(from)) && !s.fateful(from);
        if !opened {
            return from;
        }
        let closed = Class::PUNCTUATION | Class::REPORTING | Class::CONJUNCTION;
        let free = |i: usize| {
            // "a man who knew she was hurt": she is somebody else
            let someone = s.is(i, Class::PRONOUN)
                && s.is(i + 1, Class::AUXILIARY)
                && !s.is(i.wrapping_sub(1), Class::PREPOSITION)
                && i > from;
            !someone
                && (i == from || (!s.is(i, closed) || s.is(i, Class::PREPOSITION)) && !s.used(i, Use::RELATIVE))
                && !s.used(i, Use::AND)
                && !s.fateful(i)
        };
        let end = (from..to.min(from + MODIFIER)).find(|i| !free(*i)).unwrap_or(to.min(from + MODIFIER));
        // "three civilians in Arbel died": a verb that needs no auxiliary
        let dies =
            s.pack.casualties.words().longest_at(s.from(to)).is_some_and(|(_, w)| w.form == CasualtyForm::Intransitive);
        if dies && end == to && !s.is(to, Class::AUXILIARY) && to - from <= PLACE {
            return to;
        }
        (from..=end).find(|i| s.is(*i, Class::AUXILIARY) && self.gap(*i, to)).unwrap_or(from)
    }

    /// Whether nothing but auxiliaries, adverbs and the like stands between two positions.
    pub(super) fn gap(&self, from: usize, to: usize) -> bool {
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
    pub(super) fn noun(&mut self, start: usize, end: usize, word: CasualtyWord) {
        let s = self.s;
        if let Some(verb) = self.suffered(start)
            && let Some(chain) = self.subject(verb)
        {
            // "suffered minor injuries": others may be hurt otherwise
            let word = CasualtyWord { degree: word.degree || verb + 1 < start, ..word };
            self.give(chain, word, start, end, "intransitive");
            return;
        }
        let before = self.chains.partition_point(|(first, _)| self.groups[*first].start < end);
        let found = before.checked_sub(1).filter(|chain| {
            let group = &self.groups[self.chains[*chain].1 - 1];
            let between = |i: usize| {
                s.hyphen(i)
                    || s.is(i, Class::WORD)
                        && !s.is(i, Class::STOP | Class::PREPOSITION | Class::AUXILIARY | Class::CONJUNCTION)
            };
            // "15,500 heroin-related deaths"
            let adjacent = group.end <= start && start - group.end <= 5 && (group.end..start).all(between);
            group.number.is_some()
                && ((adjacent || group.end == end && word.role == Role::Killed) && !group.known
                    || group.counted.is_some_and(|(_, to)| start < to && to <= end))
        });
        if let Some(chain) = found {
            // "it could lead to 40 deaths"
            let (from, to) = (self.start_of(chain).saturating_sub(MODAL), self.start_of(chain));
            let clause = (from..to).rev().take_while(|i| !s.is(*i, Class::PUNCTUATION | Class::OPENER));
            let unsure = clause.into_iter().any(|i| s.used(i, Use::IF));
            self.give(chain, word, start, end, if unsure { UNSURE } else { "noun" });
            return;
        }
        // "charged in two of the killings": not all
        let of = start.wrapping_sub(2);
        if s.used(of, Use::OF) && s.used(of + 1, Use::DETERMINER) {
            let before = self.chains.partition_point(|(_, last)| self.groups[*last - 1].end <= of);
            let counts = |c: &usize| self.groups[self.chains[*c].0].number.is_some() && self.end_of(*c) == of;
            if let Some(chain) = before.checked_sub(1).filter(counts).filter(|c| self.roles[*c].is_none()) {
                self.give(chain, word, start, end, SOME_OF);
                self.whole[chain] = Some(chain);
                return;
            }
        }
        // "without shooting": what nobody did, not whom it hit
        if let Some(at) = self.none_before(start).filter(|_| !word.loose) {
            let victims = Victims::unnamed(at, end, 0.0);
            self.unnamed.push((victims, (word.role, start, end, "none")));
        }
    }

    /// "No casualties": nobody dead, and nobody hurt.
    pub(super) fn unharmed(&mut self, start: usize, end: usize) {
        let Some(at) = self.none_before(start) else { return };
        for role in [Role::Killed, Role::Injured] {
            self.unnamed.push((Victims::unnamed(at, end, 0.0), (role, start, end, "none")));
        }
    }

    /// Where a word denies the noun at a position, past what describes it.
    fn none_before(&self, start: usize) -> Option<usize> {
        let s = &self.s;
        let words = (start.saturating_sub(3)..start).rev().take_while(|i| s.is(*i, Class::WORD));
        let none = words.into_iter().find(|i| s.used(*i, Use::NONE));
        none.filter(|at| (at + 1..start).all(|i| !s.is(i, Class::STOP)))
    }

    /// The verb of those who "suffered", "were treated for" or are "with" the wounds at a position.
    fn suffered(&self, start: usize) -> Option<usize> {
        let s = &self.s;
        let closed = Class::STOP | Class::PREPOSITION | Class::AUXILIARY | Class::CONJUNCTION;
        let describes = |i: usize| {
            s.hyphen(i)
                || s.used(i, Use::ARTICLE)
                || s.is(i, Class::WORD) && !s.is(i, closed)
                || s.is(i, Class::PREPOSITION) && s.used(i.wrapping_sub(1), Use::SUFFERS)
        };
        let verb = (start.saturating_sub(WOUNDS)..start).rev().find(|i| s.used(*i, Use::SUFFERS) || !describes(*i))?;
        s.used(verb, Use::SUFFERS).then_some(verb)
    }

    /// Whether a toll is yet to rise: "the death toll is expected to rise", "could climb further".
    pub(super) fn rises(&self, end: usize) -> bool {
        let s = &self.s;
        let open = (end..end + 4).find(|i| s.used(*i, Use::FUTURE | Use::IF));
        open.is_some_and(|at| (at..at + 4).any(|i| s.used(i, Use::MOVES)))
            && !(end..end + 4).any(|i| s.is(i, Class::NEGATION))
    }

    /// "the death toll rose to 41": the next number after words that lead to it; or "raised to 41 the death toll". Whether there is one.
    pub(super) fn toll(&mut self, start: usize, end: usize, word: CasualtyWord) -> bool {
        let s = self.s;
        if let Some(raised) = self.raised_to(start) {
            self.give(raised, word, start, end, "toll");
            return true;
        }
        let found = self.chains.partition_point(|(first, _)| self.groups[*first].start < end);
        if found >= self.chains.len() {
            return false;
        }
        let at = self.start_of(found);
        let near = at - end <= 14 && !(end..at).any(|i| s.mark(i, &[';', ':', '"', '“', '”']) || s.fateful(i));
        let leads =
            at == end || (end..=at).rev().take(4).any(|i| s.used(i, Use::REACHES | Use::OF | Use::TO | Use::FROM));
        let counts = near && leads && self.groups[self.chains[found].0].number.is_some();
        if counts {
            self.give(found, word, start, end, "toll");
            // "rose by 12 to 40"
            let change = self.groups[self.chains[found].0].relation == Some(Relation::Change);
            let to = self.end_of(found);
            let reached = self.chain_at(to + 1).filter(|_| change && s.used(to, Use::TO));
            if let Some(chain) = reached.filter(|c| self.groups[self.chains[*c].0].number.is_some()) {
                self.give(chain, word, start, end, "toll");
            }
        }
        counts
    }

    /// The number between "to" and the determiner of a toll.
    fn raised_to(&self, start: usize) -> Option<usize> {
        let determiner = start.checked_sub(1).filter(|i| self.s.used(*i, Use::DETERMINER))?;
        let chain = self.chains.partition_point(|(_, last)| self.groups[*last - 1].end <= determiner).checked_sub(1)?;
        let led = self.start_of(chain).checked_sub(1).is_some_and(|to| self.s.used(to, Use::TO));
        let counts = self.groups[self.chains[chain].0].number.is_some();
        (led && counts && self.end_of(chain) == determiner).then_some(chain)
    }
}
