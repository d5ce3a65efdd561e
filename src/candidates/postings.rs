//! The inverted index: for each key the nodes that have it, in compressed sparse rows of `u32`.
//!
//! In: keys of nodes. Out: [`Postings`]. Invariant: rows are by key, each row by node.

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

/// A key of a node.
#[derive(Debug, Clone, Copy)]
pub(super) struct Key {
    pub id: u64,
    pub weight: f32,
}

impl Postings {
    /// Indexes the keys of nodes `0..`, each node's keys unique.
    pub(super) fn new(keys: &[Vec<Key>]) -> Self {
        let mut entries: Vec<(u64, u32, f32)> =
            (0..).zip(keys).flat_map(|(node, keys)| keys.iter().map(move |k| (k.id, node, k.weight))).collect();
        entries.sort_unstable_by_key(|(id, node, _)| (*id, *node));
        let mut postings = Self::default();
        let mut by_node: Vec<Vec<(u32, f32)>> = vec![Vec::new(); keys.len()];
        let mut previous = None;
        for (id, node, weight) in entries {
            if previous != Some(id) {
                postings.starts.push(size(&postings.nodes));
                previous = Some(id);
            }
            by_node[node as usize].push((size(&postings.starts) - 1, weight));
            postings.nodes.push(node);
        }
        postings.starts.push(size(&postings.nodes));
        for rows in by_node {
            postings.row_starts.push(size(&postings.rows));
            postings.rows.extend(rows);
        }
        postings.row_starts.push(size(&postings.rows));
        postings
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

    #[test]
    fn rows_hold_the_nodes_of_a_key() {
        let key = |id| Key { id, weight: 1.0 };
        let postings = Postings::new(&[vec![key(7), key(3)], vec![], vec![key(7)]]);
        let rows: Vec<Vec<u32>> = postings.rows_of(0).iter().map(|(row, _)| postings.row(*row).to_vec()).collect();
        assert_eq!(rows, [vec![0], vec![0, 2]]);
        assert!(postings.rows_of(1).is_empty());
    }
}
