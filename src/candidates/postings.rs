//! The inverted index: for each key the nodes that have it, in compressed sparse rows of `u32`.
//!
//! In: keys of nodes. Out: [`Postings`]. Invariant: rows are by key, each row by node.

use crate::work::Workers;

/// Keys and the nodes that have them.
#[derive(Debug, Default)]
pub(super) struct Postings {
    starts: Vec<u32>,
    nodes: Vec<u32>,
    /// The row of each key of each node, node by node, with the key's weight.
    rows: Vec<(u32, f32)>,
    /// Where each node's rows start.
    row_starts: Vec<u32>,
}

/// The keys are sorted in so many parts, each of a range of ids; a power of two.
const PARTS: usize = 16;

/// A key and a node that has it.
struct Entry {
    id: u64,
    node: u32,
    weight: f32,
}

impl Entry {
    /// Those of a part, in order.
    fn of_part(keys: &[Vec<Key>], part: usize) -> Vec<Self> {
        let first = |part: usize| (part as u64) << (u64::BITS - PARTS.ilog2());
        let of_part = |keys: &[Key]| {
            let from = |part| keys.partition_point(|key| key.id < first(part));
            from(part)..if part + 1 == PARTS { keys.len() } else { from(part + 1) }
        };
        let entries = (0..).zip(keys).flat_map(|(node, keys)| {
            keys[of_part(keys)].iter().map(move |key| Self { id: key.id, node, weight: key.weight })
        });
        let mut entries: Vec<Self> = entries.collect();
        entries.sort_unstable_by_key(|entry| (entry.id, entry.node));
        entries
    }
}

/// A key of a node.
#[derive(Debug, Clone, Copy)]
pub(super) struct Key {
    pub id: u64,
    pub weight: f32,
}

impl Postings {
    /// Indexes the keys of nodes `0..`, each node's keys unique and by id.
    pub(super) fn new(keys: &[Vec<Key>], workers: &impl Workers) -> Self {
        let mut row_starts = vec![0];
        row_starts.extend(keys.iter().scan(0, |end, keys| {
            *end += size(keys);
            Some(*end)
        }));
        let places = row_starts.last().map_or(0, |end| *end as usize);
        let mut postings = Self { nodes: Vec::with_capacity(places), rows: vec![(0, 0.0); places], ..Self::default() };
        let mut next = row_starts.clone();
        let mut previous = None;
        for Entry { id, node, weight } in workers.each(PARTS, |part| Entry::of_part(keys, part)).into_iter().flatten() {
            if previous != Some(id) {
                postings.starts.push(size(&postings.nodes));
                previous = Some(id);
            }
            let place = &mut next[node as usize];
            postings.rows[*place as usize] = (size(&postings.starts) - 1, weight);
            *place += 1;
            postings.nodes.push(node);
        }
        postings.starts.push(size(&postings.nodes));
        Self { row_starts, ..postings }
    }

    /// The rows of a node, with the weight of each key.
    pub(super) fn rows_of(&self, node: u32) -> &[(u32, f32)] {
        let at = node as usize;
        &self.rows[self.row_starts[at] as usize..self.row_starts[at + 1] as usize]
    }

    /// The nodes of a row.
    pub(super) fn row(&self, row: u32) -> &[u32] {
        let at = row as usize;
        &self.nodes[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}

fn size<T>(list: &[T]) -> u32 {
    u32::try_from(list.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::work::OneThread;

    #[test]
    fn rows_hold_the_nodes_of_a_key() {
        let key = |id| Key { id, weight: 1.0 };
        let postings = Postings::new(&[vec![key(3), key(7)], vec![], vec![key(7)]], &OneThread);
        let rows: Vec<Vec<u32>> = postings.rows_of(0).iter().map(|(row, _)| postings.row(*row).to_vec()).collect();
        assert_eq!(rows, [vec![0], vec![0, 2]]);
        assert!(postings.rows_of(1).is_empty());
    }
}
