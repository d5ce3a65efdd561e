//! Links between articles joined into stories.
//!
//! In: the links of pairs, with their log-odds. Out: sets of articles.
//! Invariant: the surest links join first, ties by article, so neither threads nor the order of the
//! input change the sets; a link joins two sets only where no two of their representatives are clearly
//! apart, so that a chain of weak links never makes one story of a month of politics.

use petgraph::unionfind::UnionFind;
use rustc_hash::FxHashMap;

/// A pair of articles that belong together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// The earlier article.
    pub a: usize,
    /// The later article.
    pub b: usize,
    /// How sure it is: above 0.
    pub log_odds: f32,
}

/// A story is represented by at most so many articles, those that joined first.
const REPRESENTATIVES: usize = 8;
/// Articles with lower log-odds are clearly apart.
const APART: f32 = -1.0;

/// The set of each of `articles` articles, named by one of its members; `log_odds` is asked about pairs
/// of representatives.
pub(super) fn join(articles: usize, mut links: Vec<Link>, log_odds: impl Fn(usize, usize) -> f32) -> Vec<usize> {
    links.sort_by(|x, y| y.log_odds.total_cmp(&x.log_odds).then((x.a, x.b).cmp(&(y.a, y.b))));
    let mut sets = UnionFind::<usize>::new(articles);
    let mut representatives: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for link in links {
        let (a, b) = (sets.find_mut(link.a), sets.find_mut(link.b));
        if a == b {
            continue;
        }
        let of = |root: &usize| representatives.get(root).cloned().unwrap_or_else(|| vec![*root]);
        let (left, right) = (of(&a), of(&b));
        if left.iter().any(|x| right.iter().any(|y| log_odds(*x, *y) < APART)) {
            continue;
        }
        let mut both = if left.len() < right.len() { [right, left].concat() } else { [left, right].concat() };
        both.truncate(REPRESENTATIVES);
        representatives.remove(&a);
        representatives.remove(&b);
        sets.union(a, b);
        representatives.insert(sets.find_mut(a), both);
    }
    sets.into_labeling()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(a: usize, b: usize, log_odds: f32) -> Link {
        Link { a, b, log_odds }
    }

    #[test]
    fn linked_articles_are_one_story() {
        let sets = join(4, vec![link(0, 1, 2.0), link(1, 2, 1.0)], |_, _| 0.5);
        assert!(sets[0] == sets[1] && sets[1] == sets[2] && sets[3] != sets[0]);
    }

    #[test]
    fn a_weak_link_makes_no_chain_of_what_is_clearly_apart() {
        let apart = |a, b| if a + b == 2 { -3.0 } else { 0.5 };
        let sets = join(3, vec![link(1, 2, 0.5), link(0, 1, 2.0)], apart);
        assert!(sets[0] == sets[1] && sets[2] != sets[1]);
    }
}
