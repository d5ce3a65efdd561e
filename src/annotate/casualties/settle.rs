//! What an article as a whole tells of its casualties: who is one of several, and who was only hurt.
//!
//! In: the mentions of an article, in text order. Out: the same, with intervals and parts settled.

use rustc_hash::FxHashSet;

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
    /// Who had which fate, by the last word of their names.
    names: FxHashSet<(Role, WordId)>,
}

impl Article {
    /// Notes the fate of somebody by name.
    pub(super) fn name(&mut self, role: Role, name: WordId) {
        self.names.insert((role, name));
    }

    fn names(&self, role: Role) -> usize {
        self.names.iter().filter(|(r, _)| *r == role).count()
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
    // "two were critically wounded": others may be hurt less
    let hurt = mentions.iter().filter(|m| m.role == Role::Injured && m.rule != DEGREE);
    let most = hurt.map(|m| m.value).fold(0.0, f64::max);
    for mention in mentions.iter_mut().filter(|m| m.rule == DEGREE && m.value < most) {
        mention.interval.max = None;
    }
    // "he killed five people and was found dead": whether a toll counts him, the words leave open
    for mention in mentions.iter_mut().filter(|m| seen.killer && killed_by_someone(m)) {
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
    if seen.names(role) > 1 || of_role().any(|m| m.value > 1.0 || m.ordinal || m.relation == Some(Relation::Addition)) {
        return true;
    }
    // two people whom different words introduce
    let mut singles = of_role().filter(|m| is_single(m));
    let Some(first) = singles.next() else { return false };
    let head = |m: &CasualtyMention| m.counted.as_ref().and_then(|c| article.tokens_in(c).last()).map(|t| t.stem);
    let who = head(first);
    singles.any(|m| m.sentence != first.sentence && head(m) != who)
}
