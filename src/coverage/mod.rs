//! Who carries which claim: claim by outlet, and rates by outlet. Who uses which label.
//!
//! In: groups and articles. Out: one row a group and outlet.
//! Invariant: an outlet omits only what it could have known: it published later, whole, in a
//! language that is fully analysed. Without a known order nothing is omitted.

mod labels;
mod rates;

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use crate::extract::StoryClaims;
use crate::model::{
    Analysed, Article, Claim, ClaimIndex, CoverageRow, CoverageStatus, Group, Moment, NoticeKind, RunNotes,
};

pub use labels::label_uses;
pub use rates::{Rate, Rates};

/// At most so many rows a story say who does not carry a claim: enough for 200 outlets and 1,000 groups.
const ABSENT_ROWS: usize = 200_000;

/// The coverage of groups of two or more origins, by outlets with an article in the story.
///
/// A group's row for an outlet that does not carry it is left out where nothing can be said: all its
/// articles are stubs or in a language that is not fully analysed.
#[must_use]
pub fn coverage(story: &StoryClaims<'_>, groups: &[Group], notes: &mut RunNotes) -> Vec<CoverageRow> {
    let outlets = outlets(story);
    let mut budget = ABSENT_ROWS;
    let mut left_out = 0;
    let mut rows = Vec::new();
    for (index, group) in (0u32..).zip(groups) {
        if origins(story, group).len() < 2 {
            continue;
        }
        let carried = by_outlet(story, group);
        let absent = outlets.len() - carried.len();
        let tell_all = absent <= budget;
        if tell_all {
            budget -= absent;
        } else {
            left_out += absent as u64;
        }
        for (outlet, articles) in &outlets {
            match carried.get(outlet) {
                Some(claims) => rows.push(present(story, index, outlet, claims)),
                None if tell_all => rows.extend(absence(story, index, outlet, articles, group)),
                None => {}
            }
        }
    }
    notes.add_many(NoticeKind::Capped, "coverage", "rows of outlets that do not carry a group left out", left_out);
    rows
}

/// The articles of each outlet, by name.
fn outlets<'a>(story: &StoryClaims<'a>) -> BTreeMap<&'a str, Vec<&'a Article>> {
    let mut outlets: BTreeMap<&str, Vec<&Article>> = BTreeMap::new();
    for annotated in story.articles {
        outlets.entry(&annotated.article.outlet).or_default().push(annotated.article);
    }
    outlets
}

/// The independent texts that carry a group.
#[must_use]
pub fn origins<'a>(story: &StoryClaims<'a>, group: &Group) -> BTreeSet<&'a str> {
    group.members.iter().map(|c| origin(story.article_of(claim(story, *c)).article)).collect()
}

/// The origin of an article: its own id where none was found.
fn origin(article: &Article) -> &str {
    if article.origin.id.is_empty() { &article.id } else { &article.origin.id }
}

fn claim<'a>(story: &StoryClaims<'a>, index: ClaimIndex) -> &'a Claim {
    &story.claims[index as usize]
}

/// A group's claims by outlet, in the story's order.
fn by_outlet<'a>(story: &StoryClaims<'a>, group: &Group) -> BTreeMap<&'a str, Vec<&'a Claim>> {
    let mut carried: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
    for member in &group.members {
        let claim = claim(story, *member);
        carried.entry(&story.article_of(claim).article.outlet).or_default().push(claim);
    }
    carried
}

/// The row of an outlet that carries the group.
fn present(story: &StoryClaims<'_>, group: u32, outlet: &str, claims: &[&Claim]) -> CoverageRow {
    let first = claims.first().map(|c| story.article_of(c).article);
    CoverageRow {
        group,
        outlet: outlet.to_owned(),
        status: CoverageStatus::Present,
        mentions: u32::try_from(claims.len()).unwrap_or(u32::MAX),
        first_published: first.and_then(|a| a.published),
        position: first.zip(claims.first()).map(|(article, claim)| position(article, claim)),
        attributed: Some(claims.iter().all(|c| c.attribution.class.is_some())),
        origin: first.map(|a| origin(a).to_owned()),
    }
}

/// How far into its article a claim stands, in thousandths: 0 the start, 1 the end.
fn position(article: &Article, claim: &Claim) -> f64 {
    let length = article.buffer().len().max(1) as f64;
    (f64::from(claim.span.start) / length * 1000.0).round() / 1000.0
}

/// The row of an outlet that does not carry the group; none where nothing can be said.
fn absence(
    story: &StoryClaims<'_>,
    group: u32,
    outlet: &str,
    articles: &[&Article],
    of: &Group,
) -> Option<CoverageRow> {
    let readable: Vec<&Article> =
        articles.iter().copied().filter(|a| a.complete && a.analysed == Analysed::Full).collect();
    if readable.is_empty() {
        return None;
    }
    let known = known_from(story, of);
    let latest = readable.iter().filter_map(|a| a.published).max_by_key(Moment::sort_key);
    let status = match known.zip(latest).and_then(|(known, latest)| known.order(&latest)) {
        Some(Ordering::Less) => CoverageStatus::Omitted,
        Some(_) => CoverageStatus::NotYetKnown,
        None => CoverageStatus::OrderUnknown,
    };
    Some(CoverageRow {
        group,
        outlet: outlet.to_owned(),
        status,
        mentions: 0,
        first_published: None,
        position: None,
        attributed: None,
        origin: None,
    })
}

/// When a group could be known: the first publication of any of its claims; unknown where one of
/// its articles has no date, since that one may be the first.
#[must_use]
pub fn known_from(story: &StoryClaims<'_>, group: &Group) -> Option<Moment> {
    let moments = group.members.iter().map(|c| story.article_of(claim(story, *c)).article.published);
    moments.collect::<Option<Vec<_>>>()?.into_iter().min_by_key(Moment::sort_key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::cases::{group_of, sentence_claim, with_articles};
    use crate::model::{ClaimContent, ClaimKind, StatementClaim};

    #[test]
    fn an_outlet_omits_only_what_it_could_have_known() {
        let tellings = [
            ("Early", "2031-05-01T06:00", "The mayor of Orlava is well."),
            ("First", "2031-05-01T08:00", "The bridge fell at dawn."),
            ("Second", "2031-05-01T09:00", "The bridge fell in the morning."),
            ("Undated", "", "The harbour of Orlava is open."),
            ("Dayonly", "2031-05-01", "The market of Orlava is open."),
            ("Late", "2031-05-02", "The school of Orlava is open."),
        ];
        let rows = with_articles(&tellings, |articles| {
            let statement = || ClaimContent::Statement(StatementClaim::default());
            let claims = [sentence_claim(articles, 1, statement()), sentence_claim(articles, 2, statement())];
            let story = StoryClaims::new(articles, &claims);
            coverage(&story, &[group_of(ClaimKind::Statement, &[&[0, 1]])], &mut RunNotes::default())
        });
        let status: Vec<_> = rows.iter().map(|r| (r.outlet.as_str(), r.status)).collect();
        assert_eq!(
            status,
            [
                ("Dayonly", CoverageStatus::OrderUnknown),
                ("Early", CoverageStatus::NotYetKnown),
                ("First", CoverageStatus::Present),
                ("Late", CoverageStatus::Omitted),
                ("Second", CoverageStatus::Present),
                ("Undated", CoverageStatus::OrderUnknown),
            ]
        );
    }
}
