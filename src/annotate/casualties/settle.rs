//! What an article as a whole tells of its casualties: who is one of several, and who was only hurt.
//!
//! In: the mentions of an article, in text order. Out: the same, with intervals and parts settled.

use rustc_hash::{FxHashMap, FxHashSet};

use super::toll::headline;
use super::{DEGREE, LOOSE};
use crate::annotate::Annotated;
use crate::model::{CasualtyMention, Relation, Role, WordId};

/// What the clauses of an article tell beside their mentions.
#[derive(Debug, Default)]
pub(super) struct Article {
    /// Whether anybody died.
    pub deadly: bool,
    /// Whether somebody died who may have killed the others.
    pub killer: bool,
    /// Who had which fate, by the last word of their names, and the first sentence that tells it.
    names: FxHashMap<(Role, WordId), u32>,
    /// Who did it, or may have, by the last word of their names.
    suspects: FxHashSet<WordId>,
}

impl Article {
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
    fn killer_died(&self) -> bool {
        self.killer || self.suspects.iter().any(|name| self.names.contains_key(&(Role::Killed, *name)))
    }

    /// Whether somebody of a fate stands by name before a sentence, or somebody of any fate in it.
    fn named_before(&self, role: Role, sentence: u32) -> bool {
        self.names.iter().any(|((r, _), at)| *r == role && *at < sentence)
    }
}

/// Settles what single clauses leave open.
pub(super) fn settle(mentions: &mut [CasualtyMention], seen: &Article, article: &Annotated<'_>) {
    // where somebody died, those who were "shot" may be among them: at most so many were only hurt. Not so
    // the "three others" who were shot
    let deadly = seen.deadly || mentions.iter().any(|m| m.role == Role::Killed && m.value >= 1.0);
    let others = |m: &CasualtyMention| m.relation == Some(Relation::Addition);
    for mention in mentions.iter_mut().filter(|m| deadly && m.rule == LOOSE && !others(m)) {
        mention.interval.min = None;
    }
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
    let killer = seen.killer_died();
    for mention in mentions.iter_mut().filter(|m| killer && killed_by_someone(m)) {
        mention.interval.max = mention.interval.max.map(|max| max + 1.0);
    }
    for role in [Role::Killed, Role::Injured] {
        if several(mentions, seen, role, article) {
            for mention in mentions.iter_mut().filter(|m| m.role == role && is_single(m) && m.part_of.is_none()) {
                mention.relation = Some(Relation::Part);
                mention.part_of = Some(mention.cue);
            }
        }
    }
    additions(mentions, seen);
    ordinals(mentions);
    // "a man was killed" tells of one and counts nobody: there may be more
    for mention in mentions.iter_mut().filter(|m| is_single(m) && m.part_of.is_none()) {
        mention.interval.max = None;
    }
    headline(mentions, article);
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

/// "A fourth victim has died": those whom a smaller count tells were not all.
fn ordinals(mentions: &mut [CasualtyMention]) {
    let of_dead = mentions.iter().filter(|m| m.role == Role::Killed);
    let Some((rank, cue)) = of_dead.filter_map(|m| Some((m.ordinal?, m.cue))).max_by(|a, b| a.0.total_cmp(&b.0)) else {
        return;
    };
    let fewer = |m: &&mut CasualtyMention| m.role == Role::Killed && m.part_of.is_none() && m.value < rank;
    for mention in mentions.iter_mut().filter(fewer).filter(|m| m.value >= 1.0) {
        mention.relation = mention.relation.or(Some(Relation::Part));
        mention.part_of = Some(cue);
    }
}
