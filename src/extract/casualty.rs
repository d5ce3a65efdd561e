//! Casualties: people and what happened to them.
//!
//! In: casualty mentions. Out: a claim for each, with place and period.

use smallvec::smallvec;

use super::{Extractor, scope};
use crate::annotate::Annotated;
use crate::model::{AmountClaim, CasualtyMention, Claim, ClaimContent, ClaimKind, NumberForm};

pub(super) struct Casualties;

impl Extractor for Casualties {
    fn kind(&self) -> ClaimKind {
        ClaimKind::Casualty
    }

    fn extract(&self, article: &Annotated<'_>, out: &mut Vec<Claim>) {
        out.extend(article.casualties.iter().map(|mention| {
            Claim::draft(
                mention.sentence,
                mention.span,
                mention.tokens.clone(),
                ClaimContent::Casualty(amount(article, mention)),
                mention.rule,
            )
        }));
    }
}

fn amount(article: &Annotated<'_>, mention: &CasualtyMention) -> AmountClaim {
    let counted = mention.counted.as_ref();
    AmountClaim {
        form: NumberForm::Cardinal,
        value: mention.value,
        value_end: mention.value_end,
        bound: mention.bound,
        interval: mention.interval,
        unit: None,
        per: None,
        quality: None,
        counted: counted.map(|c| article.span_of(c)),
        counted_stems: counted.map(|c| scope::stems(article, c)).unwrap_or_default(),
        role: Some(mention.role),
        subject: None,
        subject_stems: smallvec![],
        relation: mention.relation,
        part_of: mention.part_of,
        place: scope::place(article, mention.sentence, &mention.tokens),
        period: scope::period(article, mention.sentence, &mention.tokens),
    }
}
