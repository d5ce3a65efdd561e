//! How the people of one clause stand to each other: parts of others, additions to others.
//!
//! In: a clause whose chains have their fates. Out: wholes, and pairs that add up.

use super::groups::{Sort, Victims};
use super::{Clause, DEGREE, Fate, LOOSE};
use crate::language::{CasualtyForm, Use};
use crate::model::{Class, Relation, Role};

impl Clause<'_> {
    /// "The murder of six nuns and two cooks", "five guards and a driver were killed": people whom "and" joins
    /// share a fate, though they are not one number.
    pub(super) fn share(&mut self) {
        for chain in 1..self.chains.len() {
            let before = self.before_aside(chain);
            if !self.adjoined(before, chain) || !self.tells(chain) || !self.tells(before) {
                continue;
            }
            match (self.roles[before], self.roles[chain]) {
                (Some(fate), None) if fate.2 <= self.start_of(before) => {
                    let end = self.end_of(chain);
                    if !self.s.is(end, Class::AUXILIARY) && !self.s.fateful(end) {
                        self.roles[chain] = Some(fate);
                    }
                }
                (None, Some(fate)) if fate.1 >= self.end_of(chain) => self.roles[before] = Some(fate),
                _ => {}
            }
        }
        // "two guards, a cook and three pilots were killed": those before the last comma
        for chain in (1..self.chains.len()).rev() {
            let before = chain - 1;
            let listed = self.s.mark(self.end_of(before), &[',']) && self.start_of(chain) == self.end_of(before) + 1;
            if let (None, Some(fate)) = (self.roles[before], self.roles[chain])
                && listed
                && self.adds_to_list(before)
                && self.adds_to_list(chain)
                && fate.1 > self.end_of(chain)
            {
                self.roles[before] = Some(fate);
            }
        }
    }

    /// Whether a chain is people who may stand in a list with others.
    fn adds_to_list(&self, chain: usize) -> bool {
        let member = |g: &Victims| g.known && g.relation != Some(Relation::Part) && g.sort != Sort::Definite;
        self.tells(chain) && self.groups_of(chain).iter().all(member)
    }

    /// "A guard was killed, along with three others": people who share the fate of those before them, and add up
    /// with them.
    pub(super) fn along(&mut self) {
        /// How many people may stand between.
        const NEAR: usize = 4;
        let s = self.s;
        for chain in 0..self.chains.len() {
            let start = self.start_of(chain);
            let with = if s.used(start.wrapping_sub(1), Use::DETERMINER) {
                start.wrapping_sub(2)
            } else {
                start.wrapping_sub(1)
            };
            let opens = if s.is(with, Class::PREPOSITION) { with.wrapping_sub(1) } else { with };
            if self.roles[chain].is_some() || !(s.used(opens, Use::ALONG) || s.used(with, Use::ALONG)) {
                continue;
            }
            let at = if s.used(opens, Use::ALONG) { opens } else { with };
            let verb = if s.mark(at.wrapping_sub(1), &[',']) { at - 1 } else { at };
            let fate = |c: &usize| self.roles[*c].filter(|r| r.2 == verb && r.1 >= self.end_of(*c));
            if let Some((before, fate)) = (0..chain).rev().take(NEAR).find_map(|c| Some((c, fate(&c)?))) {
                self.roles[chain] = Some(fate);
                if chain == before + 1 {
                    self.pairs.push((before, chain));
                }
            } else if let Some(fate) = self.fate_before(verb) {
                // "he was killed along with three others": not all
                self.roles[chain] = Some(fate);
                self.whole[chain] = Some(chain);
            }
        }
    }

    /// What a passive verb that ends at a position tells of whom no words count.
    fn fate_before(&self, end: usize) -> Option<Fate> {
        /// The most words of a phrase for a fate.
        const LONGEST: usize = 4;
        let words = self.s.pack.casualties.words();
        let verb =
            |i: usize| words.longest_at(self.s.from(i)).filter(|(length, _)| i + length == end).map(|(_, w)| (i, w));
        let (start, word) = (end.saturating_sub(LONGEST)..end).find_map(verb)?;
        let passive = word.form == CasualtyForm::Participle && self.passive(start) && !self.unreal(start);
        passive.then_some((word.role, start, end, if word.loose { LOOSE } else { "passive" }))
    }

    /// The chain before another, past an aside in brackets: "six monks (four old and two young) and a cook".
    fn before_aside(&self, chain: usize) -> usize {
        let close = self.start_of(chain).wrapping_sub(2);
        let dash = self.aside_dash(close);
        if !(self.s.mark(close, &[')']) || dash) {
            return chain - 1;
        }
        let opens = |i: &usize| if dash { self.aside_dash(*i) } else { self.s.mark(*i, &['(']) };
        // a dash may be typed as two hyphens
        let first = |at: usize| (0..=at).rev().take_while(|i| opens(i)).last().unwrap_or(at);
        let open = (0..if dash { first(close) } else { close }).rev().find(opens).map(first);
        (0..chain).rev().find(|c| Some(self.end_of(*c)) == open).unwrap_or(chain - 1)
    }

    /// Whether a position holds a dash between words: it opens or closes an aside.
    fn aside_dash(&self, at: usize) -> bool {
        self.s.mark(at, &['-', '–', '—']) && !self.s.hyphen(at)
    }

    /// Whether "and" joins a chain to another before, past a determiner ("and their two maids") or brackets.
    pub(super) fn adjoined(&self, before: usize, chain: usize) -> bool {
        let (s, start) = (&self.s, self.start_of(chain));
        let (open, close) = (self.end_of(before), start.wrapping_sub(2));
        let aside = s.mark(open, &['(']) && s.mark(close, &[')'])
            || open < close && self.aside_dash(open) && self.aside_dash(close);
        let end = if aside { start - 1 } else { self.end_of(before) };
        let mut at = if s.mark(end, &[',']) { end + 1 } else { end };
        let word = |i: usize| s.get(i).map(|t| t.word);
        let likewise = s.used(at + 1, Use::LIKEWISE) && word(at).is_some() && word(at) == word(at + 2);
        if likewise {
            // "as well as": its last word stands for the "and"
            at += 2;
        }
        let known = |c: usize| self.groups_of(c).iter().all(|g| g.known && g.relation != Some(Relation::Part));
        (likewise || s.used(at, Use::AND))
            && (at + 1 == start || at + 2 == start && s.used(at + 1, Use::DETERMINER))
            && known(chain)
            && known(before)
    }

    /// "including 12 children", "among them two women": parts of the people before them. "40 children were
    /// among the dead": a part of people not counted here.
    pub(super) fn parts(&mut self) {
        let s = self.s;
        for chain in 0..self.chains.len() {
            let (start, end) = (self.start_of(chain), self.end_of(chain));
            let opened = self.opened(chain)
                || s.used(end, Use::OF)
                    && s.used(end + 1, Use::ANAPHOR)
                    && chain > 0
                    && s.mark(start.wrapping_sub(1), &[',']);
            let listed =
                chain > 0 && self.whole[chain - 1].is_some_and(|w| self.lists(w, chain - 1)) && self.continues(chain);
            if listed {
                self.whole[chain] = self.whole[chain - 1];
                if let Some(whole) = self.whole[chain] {
                    self.roles[chain] = self.roles[whole].map(|(role, a, b, _)| (role, a, b, "part"));
                    self.unborn(chain, whole);
                }
                continue;
            }
            if opened
                && let Some(whole) = (0..chain).rev().take(4).find(|c| self.roles[*c].is_some())
                && self.end_of(whole) + 16 > start
            {
                if self.roles[chain].is_none() {
                    self.roles[chain] = self.roles[whole].map(|(role, a, b, _)| (role, a, b, "part"));
                }
                self.whole[chain] = Some(whole);
                self.unborn(chain, whole);
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
        self.of_others();
        self.some_worse();
    }

    /// "Seven are in hospital, one with critical injuries": a bare number that tells of a degree is a part of those
    /// before it.
    fn some_worse(&mut self) {
        for chain in 1..self.chains.len() {
            let ([before], [group]) = (self.groups_of(chain - 1), self.groups_of(chain)) else { continue };
            let bare = group.number.is_some() && group.counted.is_none() && group.value < before.value;
            let degree = self.roles[chain].is_some_and(|r| r.3 == DEGREE);
            if bare && degree && self.whole[chain].is_none() && self.s.mark(group.start.wrapping_sub(1), &[',']) {
                self.whole[chain] = Some(chain - 1);
            }
        }
    }

    /// "Six people, including an unborn child": tolls differ in whether they count it.
    fn unborn(&mut self, part: usize, whole: usize) {
        let unborn: f64 = self.groups_of(part).iter().filter(|g| g.unborn).map(|g| g.value).sum();
        for group in self.chains[whole].0..self.chains[whole].1 {
            let min = &mut self.groups[group].interval.min;
            *min = min.map(|min| min - unborn);
        }
    }

    /// Whether a word like "including" opens a chain.
    pub(super) fn opened(&self, chain: usize) -> bool {
        let (s, before) = (&self.s, self.start_of(chain).wrapping_sub(1));
        // "he was among four people shot": the group that he is in
        (chain > 0 && self.lists(chain - 1, chain))
            || (s.used(before, Use::INCLUDING) && !s.used(before, Use::AMONG))
            || (s.used(before, Use::ANAPHOR) && s.used(before.wrapping_sub(1), Use::INCLUDING))
    }

    /// Whether a colon after people that a number counts lists who they are: "six people: three brothers and a cook".
    fn lists(&self, whole: usize, part: usize) -> bool {
        let numbered = matches!(self.groups_of(whole), [one] if one.number.is_some() && one.value >= 2.0);
        numbered && part > whole && self.s.mark(self.end_of(whole), &[':'])
    }

    /// Whether nothing but a comma or "and" stands between a chain and the one before it.
    fn continues(&self, chain: usize) -> bool {
        let (s, gap) = (&self.s, self.end_of(chain - 1)..self.start_of(chain));
        gap.start < gap.end && gap.len() <= 2 && gap.clone().all(|i| s.mark(i, &[',', ';']) || s.used(i, Use::AND))
    }

    /// "Two of the men", "one of her sons": a part of people whom the words name and do not count.
    fn of_others(&mut self) {
        let s = self.s;
        for chain in 0..self.chains.len() {
            let [group] = self.groups_of(chain) else { continue };
            if group.number.is_none() || self.whole[chain].is_some() {
                continue;
            }
            // "One was pronounced dead": of those in the sentence before
            let bare = group.start == 0 && group.end == 1 && group.value < 2.0 && s.is(group.end, Class::AUXILIARY);
            // right after the number: "two guards of the mine" are no part
            let of = (group.start..=group.end)
                .find(|i| s.used(*i, Use::OF))
                .filter(|i| group.counted.is_none_or(|(from, _)| *i < from));
            let known = of.is_some_and(|i| {
                s.used(i + 1, Use::DETERMINER | Use::ANAPHOR) || (i + 1..i + 4).any(|i| s.is(i, Class::POSSESSIVE))
            });
            if (known || bare) && self.roles[chain].is_some() {
                self.whole[chain] = Some(chain);
            }
        }
    }

    /// People of one fate in clauses that "and" joins: "A woman was shot in the back and a boy was shot in
    /// the arm" are two, "one man is in hospital and three others are hurt" are four.
    pub(super) fn joined(&mut self) {
        for chain in 1..self.chains.len() {
            let role = |c: usize| self.roles[c].map(|r| r.0);
            let free = |c: usize| self.whole[c].is_none() && self.pairs.last().is_none_or(|(_, b)| *b != c);
            let and = self.s.used(self.start_of(chain).wrapping_sub(1), Use::AND);
            if and
                && role(chain).is_some()
                && role(chain) == role(chain - 1)
                && free(chain)
                && free(chain - 1)
                && self.adds(chain - 1, chain)
            {
                // "A man was shot in the leg, a woman in the arm was shot and a boy was hurt"
                let listed = |c: usize| {
                    c > 0
                        && role(c - 1) == role(chain)
                        && free(c - 1)
                        && self.s.mark(self.start_of(c).wrapping_sub(1), &[','])
                        && self.adds(c - 1, c)
                };
                let mut first = chain - 1;
                while listed(first) {
                    first -= 1;
                }
                self.pairs.push((first, chain));
            }
        }
    }

    /// Of those shot or hurt, who died: "five were shot and one was killed", "three were hurt, including a boy
    /// who died", "four were shot, two of whom died". The dead are a toll of their own, the others live.
    pub(super) fn survivors(&mut self) {
        for dead in 1..self.chains.len() {
            let role = |c: usize| self.roles[c].map(|r| r.0);
            if role(dead) != Some(Role::Killed) {
                continue;
            }
            let hurt = match self.whole[dead] {
                Some(whole) if whole < dead => Some(whole),
                Some(_) if self.of_them(dead) => Some(dead - 1),
                Some(_) => None,
                None => self.shot_before(dead).then_some(dead - 1),
            };
            let Some(hurt) = hurt.filter(|h| role(*h) == Some(Role::Injured)) else { continue };
            if let Some(fate) = &mut self.roles[hurt] {
                fate.3 = LOOSE;
            }
            self.whole[dead] = None;
            let first = self.chains[dead].0;
            self.groups[first].relation = self.groups[first].relation.filter(|r| *r != Relation::Part);
            if !self.worse.iter().any(|(_, d)| *d == dead) {
                self.worse.push((hurt, dead));
            }
        }
    }

    /// Whether a chain counts some of those right before it: "two of whom died".
    fn of_them(&self, chain: usize) -> bool {
        let (s, start, end) = (&self.s, self.start_of(chain), self.end_of(chain));
        let of = (start..end).find(|i| s.used(*i, Use::OF));
        of.is_some_and(|i| s.used(i + 1, Use::ANAPHOR) && !s.fateful(i + 1))
    }

    /// Whether a chain counts some of those who were shot just before: "5 shot, 1 killed".
    fn shot_before(&self, dead: usize) -> bool {
        let (s, start) = (&self.s, self.start_of(dead));
        let ([shot], [killed]) = (self.groups_of(dead - 1), self.groups_of(dead)) else { return false };
        let Some((Role::Injured, _, end, LOOSE)) = self.roles[dead - 1] else { return false };
        let joined = s.used(start.wrapping_sub(1), Use::AND) || s.mark(start.wrapping_sub(1), &[',', ';']);
        // "28 people shot and 10 people killed": two counts of their own
        let noun = |g: &Victims| g.counted.and_then(|(_, to)| s.get(to - 1)).map(|t| t.stem);
        let apart = noun(killed).is_some_and(|n| noun(shot) == Some(n));
        joined
            && !apart
            && end < start
            && shot.number.is_some()
            && killed.number.is_some()
            && shot.relation.is_none()
            && killed.relation.is_none()
    }

    /// Whether two chains are different people for sure.
    fn adds(&self, a: usize, b: usize) -> bool {
        let ([first], [second]) = (self.groups_of(a), self.groups_of(b)) else { return false };
        let single = |g: &Victims| g.sort == Sort::Single && g.plain && g.value < 2.0 && g.relation.is_none();
        let loose = |c: usize| self.roles[c].is_some_and(|r| r.3 == LOOSE);
        let more = second.relation == Some(Relation::Addition) || second.counted.is_none() && second.number.is_some();
        // "two were killed and a third died"
        let next = first.relation.is_none() && second.ordinal == Some(first.value + 1.0);
        let counted = (first.known || next) && first.value_end.is_none() && second.value_end.is_none();
        single(first) && single(second) || counted && (more || next) && first.value >= 1.0 && loose(a) == loose(b)
    }
}
