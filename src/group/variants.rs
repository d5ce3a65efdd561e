//! Claims of a group folded by what they say: same value, wording and speaker.
//!
//! In: the members of a group. Out: variants, in order of their first claim.
//! Invariant: linear: each member gives one key.

use rustc_hash::FxHashMap;

use crate::extract::StoryClaims;
use crate::model::{Claim, ClaimContent, ClaimIndex, Class, Variant};
use crate::text::word_id;

/// What claims of one variant share.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Saying {
    words: Vec<u64>,
    value: Vec<u64>,
    speaker: Option<u64>,
    negated: bool,
}

/// Folds the members of a group.
pub(super) fn fold(story: &StoryClaims<'_>, members: &[ClaimIndex]) -> Vec<Variant> {
    let mut place: FxHashMap<Saying, usize> = FxHashMap::default();
    let mut variants: Vec<Variant> = Vec::new();
    for member in members {
        let at = *place.entry(saying(story, &story.claims[*member as usize])).or_insert_with(|| {
            variants.push(Variant::default());
            variants.len() - 1
        });
        variants[at].claims.push(*member);
    }
    variants
}

fn saying(story: &StoryClaims<'_>, claim: &Claim) -> Saying {
    let article = story.article_of(claim).article;
    let source = claim.attribution.source_name.or(claim.attribution.source);
    let speaker = source.and_then(|s| article.slice(s).split_whitespace().next_back()).map(|word| word_id(word).0);
    let words = || {
        let tokens = story.tokens_of(claim).iter().filter(|t| t.is(Class::WORD.union(Class::DIGITS)));
        tokens.map(|t| t.word.0).collect::<Vec<_>>()
    };
    let end = |v: Option<f64>| v.map_or(u64::MAX, f64::to_bits);
    let (words, value) = match &claim.content {
        ClaimContent::Casualty(amount) | ClaimContent::Quantity(amount) => {
            (Vec::new(), vec![end(amount.interval.min), end(amount.interval.max), amount.bound as u64])
        }
        ClaimContent::Date(date) => match date.range {
            Some(range) => {
                let day = |d: jiff::civil::Date| {
                    u64::from_ne_bytes(i64::from(d.year()).to_ne_bytes()) << 16
                        | u64::from(d.day_of_year().unsigned_abs())
                };
                (Vec::new(), vec![day(range.start), day(range.end)])
            }
            None => (words(), Vec::new()),
        },
        ClaimContent::Quote(_) | ClaimContent::Name(_) | ClaimContent::Statement(_) => (words(), Vec::new()),
    };
    Saying { words, value, speaker, negated: claim.negated }
}
