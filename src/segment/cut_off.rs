//! Texts that break off: a teaser, or what stands before a paywall.
//!
//! In: an article and its blocks. Out: whether its text goes on somewhere else.
//! Invariant: an ellipsis alone tells, at the end or before a few words of the page ("... Read more"); one that ends what
//! somebody says, between marks, tells nothing.

use crate::model::{Article, Block, BlockKind, Field, Segmentation};

/// More words behind an ellipsis are a sentence of the article.
const INVITATION: usize = 5;

/// Whether an article's text breaks off.
#[must_use]
pub fn is_cut_off(article: &Article, segmentation: &Segmentation) -> bool {
    let told = |block: &&Block| block.kind == BlockKind::Paragraph && article.field(block.span) == Field::Text;
    let mut own = segmentation.blocks.iter().rev().filter(told).map(|block| article.slice(block.span));
    let (Some(last), before) = (own.next(), own.next()) else { return false };
    let invites = |text: &str| text.split_whitespace().count() <= INVITATION && !text.contains(['.', '!', '?']);
    breaks_off(last) || (invites(last) && before.is_some_and(breaks_off))
}

/// Whether a paragraph ends with an ellipsis, or a few words behind one.
fn breaks_off(text: &str) -> bool {
    let rest = ["…", "...", ". . ."].iter().filter_map(|mark| text.rsplit_once(mark)).map(|(_, rest)| rest);
    let Some(rest) = rest.min_by_key(|rest| rest.len()) else { return false };
    let said = rest.starts_with(['”', '"', '’', '\'', '»']);
    !said && rest.split_whitespace().count() <= INVITATION && !rest.contains(['.', '!', '?'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::pack;
    use crate::segment::segment;

    fn found(text: &str) -> bool {
        let article = Article::new(Some("A bus falls into a ravine"), text);
        is_cut_off(&article, &segment(&article, pack("en")))
    }

    #[test]
    fn fires_on_teasers() {
        for text in [
            "A bus fell into a ravine near Orla on Monday...",
            "A bus fell into a ravine near Orla on Monday … Read more",
            "A bus fell into a ravine near Orla. The driver [...]",
            "A bus fell into a ravine near Orla. The driver had been on the road for …\n\nRead the whole story",
            "A bus fell into a ravine near Orla on Monday...\n\nClick here to subscribe to the Vesna Mail.",
        ] {
            assert!(found(text), "{text}");
        }
    }

    #[test]
    fn stays_silent_on_whole_texts() {
        for text in [
            "A bus fell into a ravine near Orla on Monday.",
            "A bus fell into a ravine near Orla. “I heard a noise, and then …”",
            "A bus fell ... and the driver lived.",
            "A bus fell into a ravine near Orla on Monday ... The driver was pulled out alive by two shepherds.",
            "A bus fell into a ravine near Orla on Monday.\n\nPetra Holm",
        ] {
            assert!(!found(text), "{text}");
        }
    }
}
