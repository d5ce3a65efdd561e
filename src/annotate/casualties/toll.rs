//! Which count of an article is the toll of its event.
//!
//! In: the settled mentions of an article. Out: the same, with counts that are a part of the toll marked as such.
//! Invariant: only what stands in the article's own headline is taken for the toll.

use crate::annotate::Annotated;
use crate::model::{BlockKind, CasualtyMention, Relation, Role, Span};

/// "Four dead in ferry fire": a smaller count further down is a part of the headline's.
pub(super) fn headline(mentions: &mut [CasualtyMention], article: &Annotated<'_>) {
    let Some(heading) = heading(article) else { return };
    let titled = mentions.partition_point(|m| m.span.start < heading.end);
    let (titles, rest) = mentions.split_at_mut(titled);
    for role in [Role::Killed, Role::Injured] {
        let Some((toll, span)) = toll(titles, role) else { continue };
        for mention in rest.iter_mut().filter(|m| m.role == role && counts(m) && m.value < toll) {
            mention.relation = mention.relation.or(Some(Relation::Part));
            mention.part_of = Some(span);
        }
    }
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
