//! What a detector reads: the story, and for each group which variants stand against each other.
//!
//! In: claims, matches, groups, settings. Out: [`StoryView`] with its pairs of variants.
//! Invariant: only variants that a match joins are paired, so the cost is linear in the matches;
//! a group's variants beyond the limit are left out and counted.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::acts::{Account, Accounts};
use super::quotes::{QuotePair, quote_pairs};
use crate::config::Settings;
use crate::extract::StoryClaims;
use crate::model::{Claim, ClaimIndex, Group, Match, NoticeKind, RunNotes};

/// What a detector reads.
#[derive(Debug)]
pub struct StoryView<'a> {
    /// Claims and articles.
    pub claims: &'a StoryClaims<'a>,
    /// Matches, by `a` then `b`.
    pub matches: &'a [Match],
    /// Groups.
    pub groups: &'a [Group],
    /// Thresholds and limits.
    pub settings: &'a Settings,
    /// Pairs of variants that a match joins: by group, then variant.
    pairs: Vec<VariantPair>,
    quotes: OnceCell<Vec<QuotePair>>,
    accounts: Accounts,
}

/// Two variants of one group, joined by at least one match.
#[derive(Debug, Clone)]
pub struct VariantPair {
    /// Index of the group.
    pub group: u32,
    /// Index of the variant whose first claim is the earlier one.
    pub left: u32,
    /// Index of the other.
    pub right: u32,
    /// Indices of the matches between them, the most similar first.
    pub matches: SmallVec<[u32; 2]>,
}

impl<'a> StoryView<'a> {
    /// Gathers what the detectors of one story read.
    #[must_use]
    pub fn new(claims: &'a StoryClaims<'a>, matches: &'a [Match], groups: &'a [Group], settings: &'a Settings) -> Self {
        let pairs = variant_pairs(matches, groups, settings.variants_per_group);
        let accounts = Accounts::new(claims.articles.len());
        Self { claims, matches, groups, settings, pairs, quotes: OnceCell::new(), accounts }
    }

    /// Every pair of variants that a match joins, by group.
    #[must_use]
    pub fn pairs(&self) -> &[VariantPair] {
        &self.pairs
    }

    /// The pairs of quotations that are one utterance.
    #[must_use]
    pub fn quote_pairs(&self) -> &[QuotePair] {
        self.quotes.get_or_init(|| quote_pairs(self))
    }

    /// Who harms whom in an article, by sentence.
    #[must_use]
    pub(super) fn accounts(&self, article: u32) -> &BTreeMap<u32, Account> {
        self.accounts.of_article(self, article)
    }

    /// The group of a pair.
    #[must_use]
    pub fn group_of(&self, pair: &VariantPair) -> &'a Group {
        &self.groups[pair.group as usize]
    }

    /// The claims of both variants of a pair.
    #[must_use]
    pub fn variants_of(&self, pair: &VariantPair) -> (&'a [ClaimIndex], &'a [ClaimIndex]) {
        let variants = &self.group_of(pair).variants;
        (&variants[pair.left as usize].claims, &variants[pair.right as usize].claims)
    }

    /// The matches of a pair, the most similar first.
    pub fn matches_of<'s>(&'s self, pair: &'s VariantPair) -> impl Iterator<Item = &'a Match> + 's {
        pair.matches.iter().map(|m| &self.matches[*m as usize])
    }

    /// A claim by its index.
    #[must_use]
    pub fn claim(&self, index: ClaimIndex) -> &'a Claim {
        &self.claims.claims[index as usize]
    }

    /// Counts what the limit of variants left out.
    pub(super) fn note_limits(&self, notes: &mut RunNotes) {
        let limit = self.settings.variants_per_group;
        for group in self.groups.iter().filter(|g| g.variants.len() > limit) {
            let left_out = (group.variants.len() - limit) as u64;
            notes.add_many(NoticeKind::Capped, group.id.as_str(), "variants of the group not compared", left_out);
        }
    }
}

/// The pairs of variants that a match joins, among the first `limit` variants of each group.
fn variant_pairs(matches: &[Match], groups: &[Group], limit: usize) -> Vec<VariantPair> {
    let mut place: FxHashMap<ClaimIndex, (u32, u32)> = FxHashMap::default();
    for (g, group) in (0u32..).zip(groups) {
        for (v, variant) in (0u32..).zip(group.variants.iter().take(limit)) {
            place.extend(variant.claims.iter().map(|claim| (*claim, (g, v))));
        }
    }
    let mut pairs: Vec<VariantPair> = Vec::new();
    let mut index: FxHashMap<(u32, u32, u32), usize> = FxHashMap::default();
    for (i, found) in (0u32..).zip(matches) {
        let (Some(a), Some(b)) = (place.get(&found.a), place.get(&found.b)) else { continue };
        if a.0 != b.0 || a.1 == b.1 {
            continue;
        }
        let (group, left, right) = (a.0, a.1.min(b.1), a.1.max(b.1));
        let at = *index.entry((group, left, right)).or_insert_with(|| {
            pairs.push(VariantPair { group, left, right, matches: SmallVec::new() });
            pairs.len() - 1
        });
        pairs[at].matches.push(i);
    }
    for pair in &mut pairs {
        pair.matches.sort_by_key(|m| (std::cmp::Reverse(matches[*m as usize].similarity), *m));
    }
    pairs.sort_by_key(|p| (p.group, p.left, p.right));
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::cases::{conflict, group_of, with_story};
    use crate::model::ClaimKind;

    fn group(variants: &[&[ClaimIndex]]) -> Group {
        group_of(ClaimKind::Statement, variants)
    }

    #[test]
    fn variants_are_paired_where_a_match_joins_them() {
        let matches = [conflict(0, 1, 0.6), conflict(0, 2, 0.7), conflict(1, 2, 0.9), conflict(2, 3, 0.8)];
        let groups = [group(&[&[0, 1], &[2], &[3]])];
        let found = variant_pairs(&matches, &groups, 20);
        let places: Vec<_> = found.iter().map(|p| (p.left, p.right, p.matches.to_vec())).collect();
        assert_eq!(places, [(0, 1, vec![2, 1]), (1, 2, vec![3])]);
    }

    #[test]
    fn variants_beyond_the_limit_are_left_out_and_counted() {
        with_story(&[("North", "2031-05-01", "One."), ("South", "2031-05-02", "Two.")], |story, notes| {
            let groups = [group(&[&[0], &[1]])];
            let settings = Settings { variants_per_group: 1, ..Settings::default() };
            let view = StoryView::new(story.claims, &[], &groups, &settings);
            view.note_limits(notes);
            assert_eq!(notes.count(NoticeKind::Capped), 1);
            assert!(variant_pairs(&[conflict(0, 1, 0.9)], &groups, 1).is_empty());
        });
    }
}
