//! The learned weights of a run, where they are not those of the language packs.
//!
//! In: a CSV table of knots with the model that each belongs to. Out: [`Weights`].
//! Invariant: a model that the table does not name stays that of the language pack.

use serde::Deserialize;

use super::curves::{Curves, KnotRow};
use super::table::rows;
use super::trees::{TreeNode, Trees};
use crate::error::{Error, Result};

/// Models that take the place of those of the language packs.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Weights {
    /// The same fact? From the two statements alone.
    pub first_look: Option<Curves>,
    /// The same fact? In the context of the story.
    pub similarity: Option<Trees>,
    /// The same said about it?
    pub equivalence: Option<Curves>,
    /// The same, of two texts that a script has.
    pub equivalence_given: Option<Curves>,
    /// The same, where a model tells how alike they are in meaning: of long statements.
    pub equivalence_semantic: Option<Curves>,
    /// The same, of two long texts that a script has.
    pub equivalence_given_semantic: Option<Curves>,
    /// The same, of short ones.
    pub equivalence_short: Option<Curves>,
    /// Does one of two given texts contradict the other?
    pub contradiction: Option<Trees>,
}

/// A row of the table; `tree` and `node` are empty for a model of curves.
#[derive(Deserialize)]
struct WeightRow {
    model: String,
    tree: Option<u32>,
    node: Option<u32>,
    feature: String,
    at: f32,
    log_odds: f32,
}

impl Weights {
    /// Reads `model, tree, node, feature, at, log_odds`, where `model` is one of the names below.
    ///
    /// # Errors
    /// A row of another form, or of a model that does not exist.
    pub fn parse(csv: &str) -> Result<Self> {
        let (mut first_look, mut equivalence) = (Vec::new(), Vec::new());
        let (mut given, mut short) = (Vec::new(), Vec::new());
        let (mut semantic, mut given_semantic) = (Vec::new(), Vec::new());
        let (mut similarity, mut contradiction) = (Vec::new(), Vec::new());
        for WeightRow { model, tree, node, feature, at, log_odds } in rows(csv)? {
            match (model.as_str(), tree, node) {
                ("first_look", ..) => first_look.push(KnotRow { feature, at, log_odds }),
                ("equivalence_given", ..) => given.push(KnotRow { feature, at, log_odds }),
                ("equivalence_semantic", ..) => semantic.push(KnotRow { feature, at, log_odds }),
                ("equivalence_given_semantic", ..) => given_semantic.push(KnotRow { feature, at, log_odds }),
                ("equivalence_short", ..) => short.push(KnotRow { feature, at, log_odds }),
                ("equivalence", ..) => equivalence.push(KnotRow { feature, at, log_odds }),
                ("similarity" | "contradiction", Some(tree), Some(node)) if tree < MOST_TREES && node < MOST_NODES => {
                    let nodes = if model == "similarity" { &mut similarity } else { &mut contradiction };
                    nodes.push(TreeNode { tree, node, feature, at, log_odds });
                }
                ("similarity" | "contradiction", ..) => {
                    let most = format!("a tree below {MOST_TREES} and a node below {MOST_NODES}");
                    return Err(Error::usage(format!("a row of `{model}` needs {most}")));
                }
                _ => {
                    let known = "first_look, similarity, equivalence, equivalence_given, equivalence_semantic, \
                                 equivalence_given_semantic, equivalence_short, contradiction";
                    return Err(Error::usage(format!("no model is named `{model}`: {known}")));
                }
            }
        }
        let trees = |nodes: Vec<TreeNode>| (!nodes.is_empty()).then(|| Trees::from_nodes(nodes));
        let curves = |rows: Vec<KnotRow>| (!rows.is_empty()).then(|| Curves::from_rows(rows));
        Ok(Self {
            first_look: curves(first_look),
            similarity: trees(similarity),
            equivalence: curves(equivalence),
            equivalence_given: curves(given),
            equivalence_semantic: curves(semantic),
            equivalence_given_semantic: curves(given_semantic),
            equivalence_short: curves(short),
            contradiction: trees(contradiction),
        })
    }
}

/// What a file may ask for: a model that is far larger than any that was fitted is a mistake.
const MOST_TREES: u32 = 10_000;
/// Trees of six questions on the way to a leaf.
const MOST_NODES: u32 = 128;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_replaces_the_models_that_it_names() {
        let csv = "# invented\nmodel,tree,node,feature,at,log_odds\nequivalence,,,(intercept),0,-2\nequivalence,,,overlap,1,4\n";
        let Ok(weights) = Weights::parse(csv) else { unreachable!("well formed") };
        assert!(weights.equivalence.is_some_and(|m| (m.intercept() + 2.0).abs() < 1e-6));
        assert_eq!((weights.first_look, weights.similarity), (None, None));
    }

    #[test]
    fn an_unknown_model_is_an_error() {
        assert!(Weights::parse("model,tree,node,feature,at,log_odds\nsame,,,overlap,1,4\n").is_err());
        assert!(Weights::parse("feature,at,log_odds\noverlap,1,4\n").is_err());
        for place in [",", "1,4000000000", "4000000000,1"] {
            let csv = format!("model,tree,node,feature,at,log_odds\nsimilarity,{place},overlap,1,4\n");
            assert!(Weights::parse(&csv).is_err(), "{place}");
        }
    }
}
