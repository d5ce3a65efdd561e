//! What an article as a whole tells of its casualties: who is one of several, and who was only hurt.
//!
//! In: the mentions of an article, in text order. Out: the same, with intervals and parts settled.

use rustc_hash::{FxHashMap, FxHashSet};

use super::elsewhere::elsewhere;
use super::{DEGREE, LOOSE, NAMES, OWN, toll};
use crate::annotate::Annotated;
use crate::model::{Bound, CasualtyMention, Class, Interval, NameMention, Relation, Role, WordId};

/// What the clauses of an article tell beside their mentions.
#[derive(Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "what an article tells, each independent of the others")]
pub(super) struct Article {
    /// Whether anybody died.
    pub deadly: bool,
    /// Whether somebody died who may have killed the others.
    pub killer: bool,
    /// Whether somebody who was not born yet died, and no count tells whether it holds them.
    pub unborn_apart: bool,
    /// Whether somebody who was not born yet stands beside a count: "five people and an unborn child".
    pub unborn_beside: bool,
    /// Whether the toll is said to rise.
    pub rising: bool,
    /// Which fates somebody had, counted or not.
    told: FxHashSet<Role>,
    /// The sentences that tell that one of those before died.
    one_died: Vec<u32>,
    /// Who had which fate, by the last word of their names, and the first sentence that tells it.
    names: FxHashMap<(Role, WordId), u32>,
    /// Who did it, or may have, by the last word of their names.
    suspects: FxHashSet<WordId>,
}

impl Article {
    /// Notes that somebody had a fate.
    pub(super) fn told(&mut self, role: Role) {
        self.told.insert(role);
    }

    /// Notes that one of those told of before died.
    pub(super) fn one_died(&mut self, sentence: u32) {
        self.one_died.push(sentence);
    }

    /// Notes the fate of somebody by name.
    pub(super) fn name(&mut self, role: Role, name: WordId, sentence: u32) {
        self.names.entry((role, name)).or_insert(sentence);
    }

    /// Notes somebody by name who did it, or may have.
    pub(super) fn suspect(&mut self, name: WordId) {
        self.suspects.insert(name);
    }

    fn names(&self, role: Role) -> usize {
        self.names.keys().filter(|(r, _)| *r == role).count()
    }

    /// Whether somebody died who hurt or killed others.
    fn killer_died(&self, article: &Annotated<'_>) -> bool {
        let died = |name: WordId| self.names.contains_key(&(Role::Killed, name));
        self.killer
            || self.suspects.iter().any(|name| died(*name))
            || article.names.iter().any(|name| {
                let last = article.tokens_in(&name.tokens).last();
                last.is_some_and(|t| died(t.word)) && beside_suspect(name, article)
            })
    }

    /// Whether somebody of a fate stands by name before a sentence, or somebody of any fate in it.
    fn named_before(&self, role: Role, sentence: u32) -> bool {
        self.names.iter().any(|((r, _), at)| *r == role && *at < sentence)
    }
}

/// Whether the words beside a name say that its bearer did it, or may have: "Ida Marl, who is believed to be the
/// shooter".
fn beside_suspect(name: &NameMention, article: &Annotated<'_>) -> bool {
    /// How many words after the name.
    const NEAR: usize = 12;
    let end = article.sentence_tokens[name.sentence as usize].end;
    let after = &article.tokens[name.tokens.end.min(end) as usize..end as usize];
    let own = after.iter().take(NEAR).take_while(|t| !t.is(Class::CAPITALISED));
    own.into_iter().any(|t| article.pack.casualties.suspect(t))
}

/// Settles what single clauses leave open.
pub(super) fn settle(mentions: &mut Vec<CasualtyMention>, seen: &Article, article: &Annotated<'_>) {
    // where somebody died, those who were "shot" may be among them: at most so many were only hurt. Not so
    // the "three others" who were shot
    let deadly = seen.deadly || mentions.iter().any(|m| m.role == Role::Killed && m.value >= 1.0);
    let others = |m: &CasualtyMention| m.relation == Some(Relation::Addition);
    for mention in mentions.iter_mut().filter(|m| deadly && m.rule == LOOSE && !others(m)) {
        mention.interval.min = None;
    }
    one_of_them_died(mentions, seen);
    // "two were critically wounded": others may be hurt less. Not so in a tally ("7 dead and 12 badly hurt") that no
    // other count exceeds
    let hurt = mentions.iter().filter(|m| m.role == Role::Injured && m.rule != DEGREE);
    let most = hurt.map(|m| m.value).fold(0.0, f64::max);
    let tallies: FxHashSet<u32> = mentions.iter().filter(|m| m.role == Role::Killed).map(|m| m.sentence).collect();
    let open = |m: &&mut CasualtyMention| m.rule == DEGREE && (m.value < most || !tallies.contains(&m.sentence));
    for mention in mentions.iter_mut().filter(open) {
        mention.interval.max = None;
    }
    // "he killed five people and was found dead": whether a toll counts him, the words leave open
    if mentions.iter().any(killed_by_someone) && seen.killer_died(article) {
        let victims: Vec<f64> = mentions.iter().filter(|m| killed_by_someone(m)).map(|m| m.value).collect();
        let same = |m: &CasualtyMention| victims.iter().any(|v| (m.value - v).abs() < 0.5);
        let total =
            |m: &&mut CasualtyMention| m.role == Role::Killed && m.part_of.is_none() && m.rule != OWN && same(m);
        for mention in mentions.iter_mut().filter(total) {
            mention.interval.max = mention.interval.max.map(|max| max + 1.0);
        }
    }
    for mention in mentions.iter_mut().filter(|m| m.role == Role::Killed && m.part_of.is_none() && m.value > 1.0) {
        if seen.rising {
            mention.interval.max = None;
        }
    }
    unborn(mentions, seen);
    for role in [Role::Killed, Role::Injured] {
        if several(mentions, seen, role, article) {
            // one that a number counts is all, unless several stand by name
            let named = seen.names(role) > 1;
            let one = |m: &CasualtyMention| is_single(m) || named && (m.value - 1.0).abs() < 1e-9;
            for mention in mentions.iter_mut().filter(|m| m.role == role && one(m) && m.part_of.is_none()) {
                mention.relation = Some(Relation::Part);
                mention.part_of = Some(mention.cue);
            }
        }
    }
    additions(mentions, seen);
    ordinals(mentions, seen);
    nobody(mentions, seen);
    fewer_than_named(mentions, seen);
    fewer_than_shot(mentions, seen);
    pairs_of_more(mentions, article);
    // "a man was killed" tells of one and counts nobody: there may be more
    for mention in mentions.iter_mut().filter(|m| is_single(m) && m.part_of.is_none()) {
        mention.interval.max = None;
    }
    toll::names(mentions);
    toll::some_of(mentions);
    toll::headline(mentions, article);
    toll::taken_back(mentions, article);
    elsewhere(mentions, article);
}

/// "Six people, including an unborn child, died. The six victims lived here": the same count leaves open the same. So
/// do all where no count tells whether it holds the unborn who died.
fn unborn(mentions: &mut [CasualtyMention], seen: &Article) {
    let killed = |m: &CasualtyMention| m.role == Role::Killed && m.part_of.is_none() && m.value > 1.0;
    let open = |m: &&CasualtyMention| {
        let least = m.interval.min.is_some_and(|min| min < m.value);
        killed(m) && m.bound == Bound::Exact && least && m.value_end.is_none()
    };
    let told = mentions.iter().find(open).map(|m| m.value);
    if told.is_none() && (seen.unborn_beside || !seen.unborn_apart) {
        return;
    }
    let same = |m: &CasualtyMention| told.is_none_or(|value| (m.value - value).abs() < 0.5);
    for mention in mentions.iter_mut().filter(|m| killed(m) && same(m) && m.interval == Interval::exact(m.value)) {
        mention.interval.min = Some(mention.value - 1.0);
    }
}

/// "Four people were hurt. One of the men later died": how many live, the first count does not tell.
fn one_of_them_died(mentions: &mut [CasualtyMention], seen: &Article) {
    /// How many sentences later.
    const NEAR: u32 = 3;
    for i in 0..mentions.len() {
        let m = &mentions[i];
        let next = seen.one_died.partition_point(|sentence| *sentence <= m.sentence);
        let near = seen.one_died.get(next).is_some_and(|died| *died <= m.sentence + NEAR);
        let all = m.role == Role::Injured && m.relation.is_none() && m.part_of.is_none() && m.value > 1.0;
        let beside = || {
            let from = i.saturating_sub(8);
            mentions[from..].iter().take(16).any(|o| o.sentence == m.sentence && o.role == Role::Killed)
        };
        if near && all && !beside() {
            mentions[i].interval.min = None;
        }
    }
}

/// "No one was shot from the three rounds", where somebody was hurt otherwise: nobody of some, not of all.
fn nobody(mentions: &mut [CasualtyMention], seen: &Article) {
    for mention in mentions.iter_mut().filter(|m| m.value < 1.0 && m.part_of.is_none() && seen.told.contains(&m.role)) {
        mention.part_of = Some(mention.cue);
    }
}

/// "Ida and Jon Marl were killed", where the article tells of the death of a third: two are not all.
fn fewer_than_named(mentions: &mut [CasualtyMention], seen: &Article) {
    for mention in
        mentions.iter_mut().filter(|m| (m.rule == NAMES || m.rule == "active" && m.value > 1.0) && m.part_of.is_none())
    {
        #[allow(clippy::cast_precision_loss, reason = "a handful of names")]
        if mention.value < seen.names(mention.role) as f64 {
            mention.interval.max = None;
        }
    }
}

/// "Five people were shot. One was hurt": with nobody dead who makes up for the others, one is not all.
fn fewer_than_shot(mentions: &mut [CasualtyMention], seen: &Article) {
    let open = |m: &&CasualtyMention| m.rule == LOOSE && m.interval.min.is_none() && m.part_of.is_none();
    let Some(shot) = mentions.iter().filter(open).map(|m| m.value).max_by(f64::total_cmp) else { return };
    let killed = mentions.iter().filter(|m| m.role == Role::Killed).map(|m| m.value);
    #[allow(clippy::cast_precision_loss, reason = "a handful of names")]
    let named = seen.names(Role::Killed) as f64;
    let dead: Vec<f64> = killed.chain([named, 1.0]).collect();
    let all = |m: &&mut CasualtyMention| {
        m.role == Role::Injured
            && m.number.is_some()
            && m.rule != LOOSE
            && m.relation.is_none()
            && m.part_of.is_none()
            && m.value < shot
    };
    for mention in mentions.iter_mut().filter(all) {
        if !dead.iter().any(|dead| (mention.value + dead - shot).abs() < 0.5) {
            mention.interval.max = None;
        }
    }
}

/// "A woman and a man were shot", where a girl was shot too: the two are not all.
fn pairs_of_more(mentions: &mut [CasualtyMention], article: &Annotated<'_>) {
    let head = |m: &CasualtyMention| m.counted.as_ref().and_then(|c| article.tokens_in(c).last()).map(|t| t.stem);
    let unsure = |m: &CasualtyMention| m.rule == LOOSE && m.interval.min.is_none();
    let single = mentions.iter().filter(|m| is_single(m) && !unsure(m));
    let told: FxHashSet<(Role, WordId)> = single.filter_map(|m| Some((m.role, head(m)?))).collect();
    for i in 0..mentions.len() {
        let all = &mentions[i];
        if all.number.is_some() || all.value < 2.0 || !matches!(all.rule, LOOSE | "sum") {
            continue;
        }
        let inside = |m: &&CasualtyMention| m.role == all.role && m.part_of == Some(all.span);
        let near = mentions[i.saturating_sub(8)..].iter().take(16);
        let parts: Vec<&CasualtyMention> = near.filter(inside).collect();
        let singles = parts.iter().all(|m| is_single(m)) && parts.iter().map(|m| m.value).sum::<f64>() >= all.value;
        let heads: Vec<WordId> = parts.iter().filter_map(|m| head(m)).collect();
        // of more people than the pair has, one at least is somebody else
        let of_role = told.iter().filter(|(role, _)| *role == all.role).take(heads.len() + 1);
        if singles && of_role.into_iter().any(|(_, who)| !heads.contains(who)) {
            mentions[i].interval.max = None;
        }
    }
}

/// Several people whom somebody killed ("killed five", "triple homicide"), not a part of a sum that counts their
/// killer.
fn killed_by_someone(mention: &CasualtyMention) -> bool {
    let by_someone = matches!(mention.rule, "active" | "multiple");
    mention.role == Role::Killed && by_someone && mention.value > 1.0 && mention.part_of.is_none()
}

/// One person without a number: "a man", "a third victim".
fn is_single(mention: &CasualtyMention) -> bool {
    mention.number.is_none() && (mention.value - 1.0).abs() < 1e-9
}

/// Whether an article tells of more than one person with a fate, so that one of them is not all.
fn several(mentions: &[CasualtyMention], seen: &Article, role: Role, article: &Annotated<'_>) -> bool {
    let of_role = || mentions.iter().filter(|m| m.role == role);
    if seen.names(role) > 1
        || of_role().any(|m| m.value > 1.0 || m.ordinal.is_some() || m.relation == Some(Relation::Addition))
    {
        return true;
    }
    // two people whom different words introduce
    let mut singles = of_role().filter(|m| is_single(m));
    let Some(first) = singles.next() else { return false };
    let head = |m: &CasualtyMention| m.counted.as_ref().and_then(|c| article.tokens_in(c).last()).map(|t| t.stem);
    let who = head(first);
    singles.any(|m| m.sentence != first.sentence && head(m) != who)
}

/// "Two others were wounded", with nobody else in the sentence: they come on top of those hurt before, and are not all.
fn additions(mentions: &mut [CasualtyMention], seen: &Article) {
    let adds = |m: &CasualtyMention| m.relation == Some(Relation::Addition) && m.part_of.is_none();
    let alone: Vec<usize> = (0..mentions.len())
        .filter(|i| {
            let m = &mentions[*i];
            let beside = || {
                let other = |o: &CasualtyMention| o.sentence == m.sentence && o.span != m.span;
                mentions.iter().skip(i.saturating_sub(8)).take(16).any(other)
            };
            let before = || mentions[..*i].iter().any(|o| o.role == m.role && o.sentence < m.sentence && is_single(o));
            adds(m) && (seen.named_before(m.role, m.sentence) || before()) && !beside()
        })
        .collect();
    for i in alone {
        mentions[i].part_of = Some(mentions[i].cue);
    }
}

/// "A fourth victim has died": those whom a smaller count tells were not all. Victims who live are counted with the
/// dead ("a fifth person was hurt" after one dead and four hurt).
fn ordinals(mentions: &mut [CasualtyMention], seen: &Article) {
    let dead = mentions.iter().filter(|m| m.role == Role::Killed).map(|m| m.value).fold(0.0, f64::max);
    let dead = if seen.deadly { dead.max(1.0) } else { dead };
    for (role, before) in [(Role::Killed, 0.0), (Role::Injured, dead)] {
        let of = |m: &&CasualtyMention| m.role == role || role == Role::Injured && m.role == Role::Hospitalised;
        let ranks = mentions.iter().filter(of).filter_map(|m| Some((m.ordinal?, m.cue)));
        let Some((rank, cue)) = ranks.max_by(|a, b| a.0.total_cmp(&b.0)) else { continue };
        let fewer = |m: &&mut CasualtyMention| m.role == role && m.part_of.is_none() && m.value + before < rank;
        for mention in mentions.iter_mut().filter(fewer).filter(|m| m.value >= 1.0) {
            mention.relation = mention.relation.or(Some(Relation::Part));
            mention.part_of = Some(cue);
        }
    }
}
