//! Matches merged into groups about one fact, and folded into variants.
//!
//! In: matches. Out: groups; each match in one group learns its index.
//! Invariant: a claim is in one group; merging is by descending similarity, ties by claim, and a
//! merge is accepted only when the groups' representatives match too.

mod variants;

use petgraph::unionfind::UnionFind;
use rustc_hash::{FxHashMap, FxHashSet};
use sha2::{Digest as _, Sha256};

use crate::extract::StoryClaims;
use crate::model::{Claim, ClaimIndex, ClaimKind, Group, Match, Probability, SentencePlace, Verdict};

/// A group is represented by at most so many of its claims.
const REPRESENTATIVES: usize = 8;

/// Merges matches at one half and above into groups.
#[must_use]
pub fn group(story: &StoryClaims<'_>, matches: &mut [Match]) -> Vec<Group> {
    let members = merge(story, matches);
    let mut groups: Vec<Group> = members.into_iter().map(|members| describe(story, members)).collect();
    let mut group_of: FxHashMap<ClaimIndex, u32> = FxHashMap::default();
    for (i, group) in (0..).zip(&groups) {
        group_of.extend(group.members.iter().map(|m| (*m, i)));
    }
    for m in matches.iter_mut() {
        let (a, b) = m.clauses_of.map_or((m.a, m.b), |whole| (whole.a, whole.b));
        let (a, b) = (group_of.get(&a), group_of.get(&b));
        m.group = a.filter(|a| Some(*a) == b && links(m)).copied();
        if let Some(group) = m.group {
            let group = &mut groups[group as usize];
            group.verdict = group.verdict.worse(m.verdict);
        }
    }
    groups
}

/// Whether a match joins its claims: other scopes are not one fact.
fn links(m: &Match) -> bool {
    m.similarity >= Probability::HALF && !matches!(m.verdict, Verdict::DifferentScope | Verdict::Unrelated)
}

/// Whether a match makes groups: the clauses of two sentences tell of the fact of which these tell.
fn joins(m: &Match) -> bool {
    links(m) && m.clauses_of.is_none()
}

/// The members of each group of two or more, in the story's order of their first claims.
fn merge(story: &StoryClaims<'_>, matches: &[Match]) -> Vec<Vec<ClaimIndex>> {
    let mut edges: Vec<&Match> = matches.iter().filter(|m| joins(m)).collect();
    edges.sort_by(|x, y| y.similarity.cmp(&x.similarity).then((x.a, x.b).cmp(&(y.a, y.b))));
    let joined: FxHashSet<(ClaimIndex, ClaimIndex)> = edges.iter().map(|m| (m.a, m.b)).collect();
    let mut sets = UnionFind::<usize>::new(story.claims.len());
    let mut representatives: FxHashMap<usize, Vec<ClaimIndex>> = FxHashMap::default();
    let mut places: FxHashMap<usize, FxHashSet<SentencePlace>> = FxHashMap::default();
    // of how many came, one sentence may give the figure of each side
    let place = |i: ClaimIndex| Some(&story.claims[i as usize]).filter(|claim| !claim.is_of_crowd()).map(Claim::place);
    for edge in edges {
        let (a, b) = (sets.find(edge.a as usize), sets.find(edge.b as usize));
        if a == b {
            continue;
        }
        let of = |root: usize, claim: ClaimIndex| representatives.get(&root).cloned().unwrap_or_else(|| vec![claim]);
        let (left, right) = (of(a, edge.a), of(b, edge.b));
        if !agree(story, &left, &right, &joined) {
            continue;
        }
        let mut in_a = places.remove(&a).unwrap_or_else(|| FxHashSet::from_iter(place(edge.a)));
        let mut in_b = places.remove(&b).unwrap_or_else(|| FxHashSet::from_iter(place(edge.b)));
        let swapped = in_a.len() < in_b.len();
        if swapped {
            std::mem::swap(&mut in_a, &mut in_b);
        }
        // one sentence tells a fact once
        let twice = in_b.iter().any(|place| in_a.contains(place));
        if twice {
            let (larger, smaller) = if swapped { (b, a) } else { (a, b) };
            places.insert(larger, in_a);
            places.insert(smaller, in_b);
            continue;
        }
        in_a.extend(in_b);
        sets.union(a, b);
        representatives.remove(&a);
        representatives.remove(&b);
        let mut both = [left, right].concat();
        both.sort_unstable();
        both.truncate(REPRESENTATIVES);
        representatives.insert(sets.find(a), both);
        places.insert(sets.find(a), in_a);
    }
    collect(sets, matches)
}

/// Whether at least half of the pairs of representatives match; claims of one article never do,
/// so such pairs neither help nor hinder.
fn agree(
    story: &StoryClaims<'_>,
    left: &[ClaimIndex],
    right: &[ClaimIndex],
    joined: &FxHashSet<(ClaimIndex, ClaimIndex)>,
) -> bool {
    let article = |i: ClaimIndex| story.claims[i as usize].article;
    let (mut asked, mut matched) = (0, 0);
    for a in left {
        for b in right.iter().filter(|b| article(*a) != article(**b)) {
            asked += 1;
            matched += usize::from(joined.contains(&((*a).min(*b), (*a).max(*b))));
        }
    }
    matched * 2 >= asked
}

/// The sets of two or more, by first claim.
fn collect(mut sets: UnionFind<usize>, matches: &[Match]) -> Vec<Vec<ClaimIndex>> {
    let mut claims: Vec<ClaimIndex> = matches.iter().filter(|m| joins(m)).flat_map(|m| [m.a, m.b]).collect();
    claims.sort_unstable();
    claims.dedup();
    let mut place: FxHashMap<usize, usize> = FxHashMap::default();
    let mut groups: Vec<Vec<ClaimIndex>> = Vec::new();
    for claim in claims {
        let root = sets.find_mut(claim as usize);
        let at = *place.entry(root).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[at].push(claim);
    }
    groups.retain(|g| g.len() > 1);
    groups
}

fn describe(story: &StoryClaims<'_>, members: Vec<ClaimIndex>) -> Group {
    let claim = |i: &ClaimIndex| &story.claims[*i as usize];
    let mut hash = Sha256::new();
    for member in &members {
        hash.update(claim(member).id.0.to_be_bytes());
    }
    let digest = hash.finalize();
    let number = digest.iter().take(8).fold(0u64, |n, byte| n << 8 | u64::from(*byte));
    let published = |i: &ClaimIndex| story.article_of(claim(i)).article.published;
    Group {
        id: format!("g{:015x}", number >> 4),
        kind: claim(&members[0]).kind(),
        variants: variants::fold(story, &members),
        label: clearest(story, &members),
        first_published: members.iter().filter_map(published).min_by_key(crate::model::Moment::sort_key),
        verdict: Verdict::Agree,
        members,
    }
}

/// The wording of middle length: neither a fragment nor a sentence that says much else.
fn clearest(story: &StoryClaims<'_>, members: &[ClaimIndex]) -> ClaimIndex {
    let mut by_length = members.to_vec();
    by_length.sort_by_key(|i| (story.claims[*i as usize].span.len(), *i));
    by_length[(by_length.len() - 1) / 2]
}

/// The matches without those that tell no more than that their sentences match: of clauses that are no closer, of which the
/// sentences' own match takes the worse verdict, and of names that are written alike.
#[must_use]
pub fn told_once(story: &StoryClaims<'_>, matches: Vec<Match>) -> Vec<Match> {
    let tells_more = |m: &Match| match m.clauses_of {
        Some(sentences) => sentences.clauses_closer,
        None => !are_written_alike(story, m),
    };
    let (mut kept, folded): (Vec<Match>, Vec<Match>) = matches.into_iter().partition(tells_more);
    for (sentences, found) in folded.iter().filter_map(|m| Some((m.clauses_of?, m))) {
        if let Ok(at) = kept.binary_search_by_key(&(sentences.a, sentences.b), |m| (m.a, m.b)) {
            kept[at].verdict = kept[at].verdict.worse(found.verdict);
        }
    }
    kept
}

/// Whether a match is of two names in the same words.
fn are_written_alike(story: &StoryClaims<'_>, m: &Match) -> bool {
    let words = |i: ClaimIndex| story.tokens_of(&story.claims[i as usize]).iter().map(|t| t.word);
    story.claims[m.a as usize].kind() == ClaimKind::Name && words(m.a).eq(words(m.b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::cases::with_story;

    const A: &str =
        "The mayor said that the old harbour bridge had cracked after the second tremor, and that nobody was on it.";
    const B: &str = "The old harbour bridge cracked after the second tremor on Tuesday.";
    const C: &str = "Engineers found that the old harbour bridge had cracked after the second tremor, the town said.";

    /// Hands on the claims, matches and groups of three tellings of one fact.
    fn read<T>(read: impl FnOnce(&crate::detect::StoryView<'_>) -> T) -> T {
        let tellings = [("North", "2031-05-01", A), ("South", "2031-05-01", B), ("West", "2031-05-02", C)];
        with_story(&tellings, |story, _| read(story))
    }

    #[test]
    fn a_fact_makes_one_group_though_sentences_and_their_clauses_match() {
        read(|story| {
            let clauses: Vec<&Match> = story.matches.iter().filter(|m| m.clauses_of.is_some()).collect();
            assert!(!clauses.is_empty());
            let of_statements = story.groups.iter().filter(|g| g.kind == ClaimKind::Statement);
            assert_eq!(of_statements.count(), 1);
            assert!(clauses.iter().all(|m| m.group.is_some()), "clauses are of the group of their sentences");
        });
    }

    #[test]
    fn two_sentences_are_told_of_once_with_the_worst_verdict_of_their_parts() {
        read(|story| {
            let mut matches = story.matches.to_vec();
            let found = matches.iter_mut().find(|m| m.clauses_of.is_some()).unwrap();
            found.verdict = Verdict::Conflict;
            let (clauses, sentences) = ((found.a, found.b), found.clauses_of.as_mut().unwrap());
            let whole = (sentences.a, sentences.b);
            let conflicts = |matches: Vec<Match>| -> Vec<(ClaimIndex, ClaimIndex)> {
                let conflicts = matches.iter().filter(|m| m.verdict == Verdict::Conflict);
                conflicts.map(|m| (m.a, m.b)).collect()
            };
            sentences.clauses_closer = false;
            assert_eq!(conflicts(told_once(story.claims, matches.clone())), [whole]);
            let found = matches.iter_mut().find(|m| (m.a, m.b) == clauses).unwrap();
            found.clauses_of.as_mut().unwrap().clauses_closer = true;
            assert_eq!(
                conflicts(told_once(story.claims, matches)),
                [clauses],
                "a part that is clearly closer is told of too"
            );
        });
    }
}
