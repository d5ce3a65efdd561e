//! What a clause tells of its people, as mentions.
//!
//! In: a clause that is read. Out: casualty mentions, sums before their parts.

use super::groups::{Sort, Victims};
use super::settle::Article;
use super::{Clause, Fate, LOOSE, NAMES, OWN, REST, UNSURE};
use crate::language::Use;
use crate::model::{Bound, CasualtyMention, Interval, Relation, Role, Span};

impl Clause<'_> {
    /// Every mention of the clause.
    pub(super) fn tell(&self, out: &mut Vec<CasualtyMention>) {
        let own = self.own_sum();
        for chain in 0..self.chains.len() {
            self.push(chain, own.as_ref().filter(|(c, _, _)| *c == chain).map(|o| o.2), out);
        }
        for (victims, fate) in &self.unnamed {
            out.push(self.mention(victims, *fate, None));
        }
        for (a, b) in &self.pairs {
            let Some((role, from, to, rule)) = self.roles[*a] else { continue };
            let people: Vec<Victims> = (*a..=*b).flat_map(|c| self.groups_of(c)).copied().collect();
            let rule = rule_of_sum(&people, rule);
            out.push(self.mention(&sum(&people), (role, from, to, rule), None));
        }
        if let Some((_, mention, _)) = own {
            out.push(mention);
        }
        for (all, dead) in &self.worse {
            let Some((role, from, to, _)) = self.roles[*all] else { continue };
            let ([all], [dead]) = (self.groups_of(*all), self.groups_of(*dead)) else { continue };
            let left = all.value - dead.value;
            if left >= 1.0 && all.value_end.is_none() && all.bound == Bound::Exact && dead.bound == Bound::Exact {
                let rest =
                    Victims { end: dead.end, value: left, interval: Interval::exact(left), number: None, ..*all };
                out.push(self.mention(&rest, (role, from, to, REST), None));
            }
        }
    }

    /// What the article learns of a clause: who by name had which fate, who may have done it.
    pub(super) fn remember(&self, seen: &mut Article) {
        seen.killer |= self.killer || self.own.is_some();
        seen.deadly |= self.died;
        seen.rising |= self.rising;
        let unborn = (0..self.s.len()).any(|i| self.s.used(i, Use::UNBORN));
        let killed = self.died || self.roles.iter().flatten().any(|r| r.0 == Role::Killed);
        let beside = |c: usize| self.groups_of(c).len() > 1 && self.groups_of(c).iter().any(|g| g.unborn);
        seen.unborn_apart |= unborn && killed;
        seen.unborn_beside |= (0..self.chains.len()).any(beside);
        self.suspects.iter().for_each(|name| seen.suspect(*name));
        let suspect = |i: usize| self.s.get(i).is_some_and(|t| self.s.pack.casualties.suspect(t));
        // "the suspect, Ida Marl": who it is
        for group in self.groups.iter().filter(|g| (g.start..g.end).any(suspect)) {
            self.last_name(group.start, group.end).into_iter().for_each(|name| seen.suspect(name));
        }
        for chain in 0..self.chains.len() {
            let Some((role, ..)) = self.roles[chain] else { continue };
            if self.groups_of(chain).iter().any(|g| g.value >= 1.0) {
                seen.told(role);
            }
            if role == Role::Killed && self.whole[chain] == Some(chain) {
                seen.one_died(self.s.sentence);
            }
            seen.deadly |= role == Role::Killed && self.groups_of(chain).iter().any(|g| g.value >= 1.0);
            let killer = |g: &Victims| {
                let (_, head) = g.counted.filter(|_| matches!(g.sort, Sort::Single | Sort::Definite))?;
                Some(suspect(head - 1))
            };
            seen.killer |= role == Role::Killed && self.groups_of(chain).iter().any(|g| killer(g) == Some(true));
            for group in self.groups_of(chain).iter().filter(|g| g.sort == Sort::Named) {
                if let Some(name) = self.last_name(group.start, group.end) {
                    seen.name(role, name, self.s.sentence);
                }
            }
        }
    }

    /// Those whom somebody killed before taking their own life, with them: the chain, the sum, its span.
    fn own_sum(&self) -> Option<(usize, CasualtyMention, Span)> {
        let (from, to) = self.own?;
        let by = |c: usize| (self.end_of(c)..from).any(|i| self.s.used(i, Use::BY));
        let killed =
            |c: usize| self.roles[c].filter(|r| r.0 == Role::Killed && (r.3 == "active" || r.3 == "passive" && by(c)));
        let chain = (0..self.chains.len()).rev().find(|c| self.end_of(*c) <= from && killed(*c).is_some())?;
        let fate = killed(chain)?;
        let last = self.groups_of(chain).last()?;
        let joined = self.s.used(last.start, Use::REFLEXIVE);
        // "killed his wife and fatally hurt their son before taking his own life": more died than those counted
        let words = self.s.pack.casualties.words();
        let died = |i: usize| {
            self.s.fateful(i) && words.longest_at(self.s.from(i)).is_some_and(|(_, w)| w.role == Role::Killed)
        };
        let more = (self.end_of(chain)..from).any(died);
        if joined || more || self.whole[chain].is_some() {
            return None;
        }
        let others = sum(self.groups_of(chain));
        if others.value_end.is_some() || others.bound != Bound::Exact {
            return None;
        }
        let value = others.value + 1.0;
        let all = Victims { end: to, value, interval: Interval::exact(value), number: None, counted: None, ..others };
        let mention = self.mention(&all, (fate.0, fate.1, fate.2, OWN), None);
        let span = mention.span;
        Some((chain, mention, span))
    }

    fn push(&self, chain: usize, all: Option<Span>, out: &mut Vec<CasualtyMention>) {
        let Some((role, from, to, rule)) = self.roles[chain] else { return };
        let s = &self.s;
        let whole = self.whole[chain]
            .map(|w| if w == chain { s.span(from, to) } else { s.span(self.start_of(w), self.end_of(w)) })
            .or(all);
        let pair = self.pair_of(chain);
        let whole = whole.or_else(|| pair.map(|(a, b)| s.span(self.start_of(a), self.end_of(b))));
        let groups = self.groups_of(chain);
        if let [single] = groups {
            if self.tells(chain) {
                let mut mention = self.mention(single, (role, from, to, rule), whole);
                if self.worse.iter().any(|(all, _)| *all == chain) {
                    // "shot four others, including one who died"
                    mention.interval.min = None;
                }
                out.push(mention);
            }
            return;
        }
        let all = self.mention(&sum(groups), (role, from, to, rule_of_sum(groups, rule)), whole);
        let span = all.span;
        out.push(all);
        let told = groups.iter().filter(|g| matches!(g.sort, Sort::Counted | Sort::Single));
        out.extend(told.map(|g| self.mention(g, (role, from, to, rule), Some(span))));
    }

    /// The pair that a chain belongs to; pairs are in order of their chains.
    fn pair_of(&self, chain: usize) -> Option<(usize, usize)> {
        let at = self.pairs.partition_point(|(_, b)| *b < chain);
        self.pairs.get(at).copied().filter(|(a, b)| (*a..=*b).contains(&chain))
    }

    fn mention(&self, group: &Victims, fate: Fate, whole: Option<Span>) -> CasualtyMention {
        let (s, (role, from, to, rule)) = (&self.s, fate);
        let last = group.value_end.unwrap_or(group.value);
        let mut interval = if group.changed { Interval::exact(last) } else { group.interval };
        if rule == UNSURE {
            interval.min = None;
        }
        CasualtyMention {
            span: s.span(group.start, group.end),
            tokens: s.range(group.start, group.end),
            sentence: s.sentence,
            role,
            number: group.number,
            value: if group.changed { last } else { group.value },
            value_end: group.value_end.filter(|_| !group.changed),
            bound: group.bound,
            interval,
            counted: group.counted.map(|(a, b)| s.range(a, b)),
            relation: if whole.is_some() { Some(Relation::Part) } else { group.relation },
            part_of: whole,
            ordinal: group.ordinal,
            cue: s.span(from, to),
            rule,
        }
    }
}

/// The rule of a sum of people of a fate.
fn rule_of_sum(people: &[Victims], rule: &'static str) -> &'static str {
    if rule == LOOSE {
        LOOSE
    } else if people.iter().all(|g| g.sort == Sort::Named) {
        NAMES
    } else {
        "sum"
    }
}

/// All people of joined groups; no toll counts the unborn.
fn sum(groups: &[Victims]) -> Victims {
    let born: Vec<Victims> = groups.iter().filter(|g| !g.unborn).copied().collect();
    let groups = if born.is_empty() { groups } else { &born };
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
