//! Learned models as data: small decision trees, added up to log-odds.
//!
//! In: a CSV table of nodes. Out: [`Trees`], a model whose every step can be shown.
//! Invariant: every node knows its log-odds, so that a path from the root says what each question on
//! it added.

use serde::Deserialize;

use super::curves::INTERCEPT;
use super::table::rows;
use crate::error::Result;

/// A model: an intercept and trees, each as deep as the others.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Trees {
    intercept: f32,
    nodes: Vec<TreeNode>,
}

/// A node of a tree, and a row of the model's table.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct TreeNode {
    /// Number of its tree.
    pub tree: u32,
    /// Its place: the root is 1, the branches of node `n` are `2n` and `2n + 1`.
    pub node: u32,
    /// The feature that it asks for; empty for a leaf.
    pub feature: String,
    /// Where the feature is greater, the way goes to branch `2n + 1`.
    pub at: f32,
    /// What the tree says so far.
    pub log_odds: f32,
}

impl Trees {
    /// Reads a model from CSV: the content of a weights file.
    ///
    /// # Errors
    /// A row of another form.
    pub fn parse(csv: &str) -> Result<Self> {
        Ok(Self::from_nodes(rows::<TreeNode>(csv)?))
    }

    pub(crate) fn from_nodes(nodes: impl IntoIterator<Item = TreeNode>) -> Self {
        let mut model = Self::default();
        for node in nodes {
            if node.feature == INTERCEPT {
                model.intercept = node.log_odds;
            } else {
                model.nodes.push(node);
            }
        }
        model.nodes.sort_by_key(|n| (n.tree, n.node));
        model
    }

    /// The log-odds before any feature is seen.
    #[must_use]
    pub const fn intercept(&self) -> f32 {
        self.intercept
    }

    /// The nodes, by tree and place.
    #[must_use]
    pub fn nodes(&self) -> &[TreeNode] {
        &self.nodes
    }
}
