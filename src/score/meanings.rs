//! What the statements of a story mean, where the user named a model.
//!
//! In: a story's claims and an encoder. Out: how alike two of them are in meaning.
//! Invariant: a text is read when first asked for and once, whichever thread asks; what comes out does not depend on it.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use crate::extract::StoryClaims;
use crate::meaning::{Encoder, Vector};
use crate::model::{ClaimContent, ClaimIndex};

/// The name of the feature that tells how alike two statements are in meaning.
pub(super) const NAME: &str = "semantic";

/// The meanings of a story's statements and quotations.
#[derive(Debug)]
pub(super) struct Meanings<'a> {
    encoder: Arc<Encoder>,
    /// The text of each claim, by its number in `texts`; other claims than statements and quotations have none.
    numbers: Vec<Option<u32>>,
    /// Each text once, with its meaning as soon as that is known.
    texts: Vec<(&'a str, OnceLock<Vector>)>,
}

impl<'a> Meanings<'a> {
    /// Prepares the texts of a story; reads none yet.
    pub(super) fn new(story: &StoryClaims<'a>, encoder: Arc<Encoder>) -> Self {
        let mut known: FxHashMap<&str, u32> = FxHashMap::default();
        let mut texts = Vec::new();
        let numbers = story.claims.iter().map(|claim| {
            if !matches!(claim.content, ClaimContent::Statement(_) | ClaimContent::Quote(_)) {
                return None;
            }
            let text = story.text_of(claim);
            Some(*known.entry(text).or_insert_with(|| {
                texts.push((text, OnceLock::new()));
                u32::try_from(texts.len() - 1).unwrap_or(u32::MAX)
            }))
        });
        let numbers = numbers.collect();
        Self { encoder, numbers, texts }
    }

    /// How alike two claims are in meaning: the cosine of their vectors; zero for claims that are no text.
    pub(super) fn alike(&self, a: ClaimIndex, b: ClaimIndex) -> f32 {
        let [a, b] = [a, b].map(|claim| self.numbers[claim as usize].map(|text| self.meaning(text)));
        a.zip(b).map_or(0.0, |(a, b)| a.cosine(b))
    }

    fn meaning(&self, text: u32) -> &Vector {
        let (text, meaning) = &self.texts[text as usize];
        meaning.get_or_init(|| self.encoder.meaning(text))
    }
}
