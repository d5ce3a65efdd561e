//! Which count of an article is the toll of its event.
//!
//! In: the settled mentions of an article. Out: the same, with counts that are a part of the toll marked as such.
//! Invariant: only what stands in the article's own headline is taken for the toll.

use super::{NAMES, REST, SOME_OF};
use crate::annotate::Annotated;
use crate::language::Use;
use crate::model::{BlockKind, CasualtyMention, Class, Relation, Role, Span};

/// "Four dead in ferry fire": a smaller count further down is a part of the headline's.
///
/// A greater count, where the text gives the headline's too, is of more than the article's event: no casualty of it.
pub(super) fn headline(mentions: &mut Vec<CasualtyMention>, article: &Annotated<'_>) {
    let Some(heading) = heading(article) else { return };
    let titled = mentions.partition_point(|m| m.span.start < heading.end);
    for role in [Role::Killed, Role::Injured] {
        let (titles, rest) = mentions.split_at_mut(titled);
        let Some((toll, span)) = toll(titles, role) else { continue };
        for mention in rest.iter_mut().filter(|m| m.role == role && counts(m) && m.value < toll) {
            mention.relation = mention.relation.or(Some(Relation::Part));
            mention.part_of = Some(span);
        }
        let told = titles.iter().any(|m| m.span == span && m.rule != REST);
        if told && rest.iter().any(|m| is_toll(m, role, toll)) {
            let mut at = 0;
            mentions.retain(|m| {
                at += 1;
                at <= titled || m.role != role || !counts(m) || m.value <= toll
            });
        }
    }
}

#[allow(clippy::float_cmp, reason = "counts are whole")]
fn is_toll(mention: &CasualtyMention, role: Role, toll: f64) -> bool {
    mention.role == role && mention.value == toll && mention.part_of.is_none()
}

/// "Four people were killed, police said. Ida and Jon Marl died at the scene": names after a count need not be all.
pub(super) fn names(mentions: &mut [CasualtyMention]) {
    for role in [Role::Killed, Role::Injured] {
        let mut toll: Option<(f64, Span)> = None;
        for mention in mentions.iter_mut().filter(|m| m.role == role && counts(m)) {
            match toll {
                Some((most, span)) if mention.rule == NAMES && mention.value < most => {
                    mention.relation = Some(Relation::Part);
                    mention.part_of = Some(span);
                }
                _ if mention.number.is_some() && toll.is_none_or(|(most, _)| mention.value > most) => {
                    toll = Some((mention.value, mention.span));
                }
                _ => {}
            }
        }
    }
}

/// "Three men were shot dead. Marl, who is said to have killed two men, is charged in two of the killings": those
/// whom somebody killed are a part of all.
pub(super) fn some_of(mentions: &mut [CasualtyMention]) {
    let part = mentions.iter().filter(|m| m.role == Role::Killed && m.rule == SOME_OF && m.value > 1.0);
    let Some(part) = part.map(|m| m.value).next() else { return };
    let all = mentions.iter().find(|m| m.role == Role::Killed && m.number.is_some() && counts(m) && m.value > part);
    let Some(span) = all.map(|m| m.span) else { return };
    let same = |m: &CasualtyMention| m.role == Role::Killed && (m.value - part).abs() < 0.5 && m.part_of.is_none();
    for mention in mentions.iter_mut().filter(|m| same(m)) {
        mention.relation = Some(Relation::Part);
        mention.part_of = Some(span);
    }
}

/// "Police at first said that eight were hurt": a count that was held to be so, where another stands beside it, is
/// no casualty any more.
pub(super) fn taken_back(mentions: &mut Vec<CasualtyMention>, article: &Annotated<'_>) {
    for role in [Role::Killed, Role::Injured] {
        let of = |m: &CasualtyMention| m.role == role && m.value > 1.0;
        let former: Vec<bool> = mentions.iter().map(|m| of(m) && held_at_first(m, article)).collect();
        if !former.contains(&true) {
            continue;
        }
        let stand = mentions.iter().zip(&former).filter(|(m, former)| of(m) && !**former && m.part_of.is_none());
        let (least, most) = stand.fold((f64::MAX, 0.0_f64), |(a, b), (m, _)| (a.min(m.value), b.max(m.value)));
        let other = |m: &CasualtyMention| most > 0.0 && (m.value > least || m.value < most);
        let mut former = former.into_iter();
        mentions.retain(|m| !(former.next().unwrap_or_default() && other(m)));
    }
}

/// Whether words before a count say that it was reported at first: "initial reports were that eight were hurt".
fn held_at_first(mention: &CasualtyMention, article: &Annotated<'_>) -> bool {
    /// How many words after it the verb or noun of saying stands.
    const NEAR: usize = 3;
    let start = article.sentence_tokens[mention.sentence as usize].start;
    let before = &article.tokens[start as usize..mention.tokens.start.max(start) as usize];
    let grammar = &article.pack.grammar;
    before.iter().rposition(|t| grammar.is(t, Use::FORMER)).is_some_and(|at| {
        let around = at.saturating_sub(1)..before.len().min(at + 1 + NEAR);
        before[around].iter().any(|t| t.is(Class::REPORTING))
    })
}

/// The block of the headline: the title, or the first line of a text that repeats it.
fn heading(article: &Annotated<'_>) -> Option<Span> {
    let first = article.claim_sentences().next()?;
    let block = article.segmentation.block_of(article.segmentation.sentences.get(first as usize)?);
    (article.article.title().is_some() || block.kind == BlockKind::Headline).then_some(block.span)
}

/// The one count of a fate in a headline.
fn toll(titles: &[CasualtyMention], role: Role) -> Option<(f64, Span)> {
    let mut told = titles.iter().filter(|m| m.role == role && counts(m));
    let first = told.next()?;
    #[allow(clippy::float_cmp, reason = "counts are whole")]
    let same = told.all(|m| m.value == first.value);
    same.then_some((first.value, first.span))
}

/// Whether a mention counts people exactly and as no part of others.
fn counts(mention: &CasualtyMention) -> bool {
    mention.part_of.is_none()
        && mention.value >= 1.0
        && mention.value_end.is_none()
        && mention.interval.min.is_some()
        && mention.interval.min == mention.interval.max
}
