//! Who says so: every claim inside reported words carries their attribution, and its hedge.
//!
//! In: the claims of one article. Out: the same claims with `attribution` filled in.
//! Invariant: the innermost attribution around a claim is its own, but for acts that somebody tells of; one pass over claims and
//! attributions.

use crate::annotate::Annotated;
use crate::language::{Cue, Frame, HedgeKind};
use crate::model::{Attribution, AttributionMention, Claim, ClaimKind, Class, Evidential, Span, Token};

/// What is reported in an article, and what is hedged.
pub(super) struct Said<'a> {
    article: &'a Annotated<'a>,
    covers: Vec<Cover>,
    hedges: Vec<Hedge>,
}

impl<'a> Said<'a> {
    /// Reads the tokens of an article, one after the other.
    pub(super) fn of(article: &'a Annotated<'a>) -> Self {
        Self { article, hedges: hedges(article), covers: covers(article) }
    }

    /// Fills in the attribution of claims, which are in text order.
    pub(super) fn attribute(&self, claims: &mut [Claim]) {
        for claim in claims {
            if claim.kind() != ClaimKind::Quote
                && let Some(found) = innermost(self.article, &self.covers, claim)
            {
                let mention = &self.article.attributions[found];
                claim.attribution = attribution(mention);
            }
            if claim.attribution.hedge.is_none() {
                claim.attribution.hedge = hedge_of(&self.hedges, claim.span);
            }
        }
    }
}

fn attribution(mention: &AttributionMention) -> Attribution {
    Attribution {
        source: mention.source,
        source_name: mention.source_name,
        class: Some(mention.class),
        cue: Some(mention.cue),
        hedge: None,
        evidential: Some(mention.evidential),
    }
}

/// A stretch of reported words.
struct Cover {
    span: Span,
    /// The furthest end of this and all covers before it: where the search to the left may stop.
    reach: u32,
    attribution: usize,
}

/// The reported stretches, by start.
fn covers(article: &Annotated<'_>) -> Vec<Cover> {
    let mut covers: Vec<Cover> = article
        .attributions
        .iter()
        .enumerate()
        .filter(|(_, a)| !is_author(article, a))
        .flat_map(|(attribution, a)| a.content.iter().map(move |span| Cover { span: *span, reach: 0, attribution }))
        .collect();
    covers.sort_by_key(|c| (c.span.start, std::cmp::Reverse(c.span.end), c.attribution));
    let mut reach = 0;
    for cover in &mut covers {
        reach = reach.max(cover.span.end);
        cover.reach = reach;
    }
    covers
}

/// Whether the article's own author is the source, outside of anybody's quotation.
fn is_author(article: &Annotated<'_>, mention: &AttributionMention) -> bool {
    let Some(source) = mention.source else { return false };
    let tokens = article.tokens_in(&article.tokens_of_span(source));
    tokens.len() == 1 && article.pack.reporting.is_author(tokens[0].word)
}

/// How far to the left the search goes: deeper nesting is not found in prose.
const DEEPEST: usize = 32;

/// The attribution of the smallest stretch that holds a claim, or the most of one.
fn innermost(article: &Annotated<'_>, covers: &[Cover], claim: &Claim) -> Option<usize> {
    // a value that somebody asks for is told by who tells of it; what else they ask for nobody says is so
    let of_value = claim.amount().is_some() || claim.kind() == ClaimKind::Date;
    let claim = claim.span;
    let frame = |cover: &Cover| frame_in(article, &article.attributions[cover.attribution], claim);
    let end = covers.partition_point(|c| c.span.start < claim.end);
    // holds the whole claim, tells what was said and not what was done, length, index
    let mut best: Option<(bool, bool, u32, usize)> = None;
    for cover in covers[..end].iter().rev().take(DEEPEST) {
        if cover.reach <= claim.start {
            break;
        }
        let whole = cover.span.contains(claim);
        if !whole && common(cover.span, claim) * 2 <= claim.len() - frame(cover) {
            continue;
        }
        let said = tells_so(article, article.attributions[cover.attribution].cue);
        let better = best.is_none_or(|(w, s, length, _)| match (whole, w) {
            // "they demanded a ransom, a parent said": the parent is the source of what they did
            (true, true) if of_value && said != s => said,
            (true, true) => cover.span.len() < length,
            // of two that hold parts, the outer one says most about the whole
            (false, false) => cover.span.len() > length,
            (now, _) => now,
        });
        if better {
            best = Some((whole, said, cover.span.len(), cover.attribution));
        }
    }
    best.map(|(.., attribution)| attribution)
}

/// Whether a cue tells that something is so or not: no act, and no demand.
fn tells_so(article: &Annotated<'_>, cue: Span) -> bool {
    let tokens = article.tokens_in(&article.tokens_of_span(cue));
    let entry = article.pack.reporting.cue_at(tokens).map(|(_, entry)| entry);
    let asks = |entry: &Cue| entry.evidential == Evidential::Asserts && !article.pack.stances.asserts(entry.stance);
    !is_act(article, cue) && !entry.is_some_and(asks)
}

/// Whether a cue tells what a source did and not what it said ("lawmakers passed the bill", "seeks a truce").
pub(crate) fn is_act(article: &Annotated<'_>, cue: Span) -> bool {
    let cue = article.tokens_in(&article.tokens_of_span(cue));
    let entry = article.pack.reporting.cue_at(cue).map(|(_, entry)| entry);
    entry.is_some_and(|entry| matches!(entry.frame, Frame::Object | Frame::Infinitive))
}

/// How many bytes of a claim frame the reported words ("Petra Holm, a lawyer for Vesna Steel, said"): no part of what is
/// claimed.
fn frame_in(article: &Annotated<'_>, mention: &AttributionMention, claim: Span) -> u32 {
    let Some(source) = mention.source else { return common(mention.cue, claim) };
    let hull = source.hull(mention.cue);
    if mention.content.iter().any(|piece| piece.overlaps(hull)) {
        return 0;
    }
    let frame = if is_set_off(article, source, mention.cue) { common(hull, claim) } else { 0 };
    frame.max(common(source, claim) + common(mention.cue, claim))
}

/// Whether what stands between a source and its cue says who the source is ("Petra Holm, a lawyer, said") and not what
/// it did before it spoke.
pub(crate) fn is_set_off(article: &Annotated<'_>, source: Span, cue: Span) -> bool {
    let between = Span::new(source.end.min(cue.end), source.start.max(cue.start));
    let tokens = article.tokens_in(&article.tokens_of_span(between));
    let mark = |t: Option<&Token>| t.is_some_and(|t| t.is(Class::PUNCTUATION));
    mark(tokens.first()) && mark(tokens.last())
}

/// How many bytes two spans share.
fn common(a: Span, b: Span) -> u32 {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// A hedge and the stretch that it hedges.
struct Hedge {
    cue: Span,
    scope: Span,
}

/// The hedges of an article, in text order.
fn hedges(article: &Annotated<'_>) -> Vec<Hedge> {
    let mut found = Vec::new();
    for sentence in article.claim_sentences() {
        let tokens = article.sentence(sentence);
        let mut clause_start = 0;
        let mut at = 0;
        while at < tokens.len() {
            let token = &tokens[at];
            if ends_clause(article, tokens, at) {
                clause_start = at + 1;
            }
            let hedge = token.is(Class::HEDGE).then(|| article.pack.reporting.hedge_at(&tokens[at..])).flatten();
            let Some((length, kind)) = hedge else {
                at += 1;
                continue;
            };
            let end = (at + length..tokens.len()).find(|i| ends_clause(article, tokens, *i)).unwrap_or(tokens.len());
            let from = if kind == HedgeKind::Adverb { clause_start } else { at };
            let cue = tokens[at].span.hull(tokens[at + length - 1].span);
            let scope = tokens[from.min(at)].span.hull(tokens[end - 1].span);
            found.push(Hedge { cue, scope });
            at += length;
        }
    }
    found
}

/// Whether a clause ends at this token: a semicolon, or a comma before a conjunction.
fn ends_clause(article: &Annotated<'_>, tokens: &[Token], at: usize) -> bool {
    let joined = || tokens.get(at + 1).is_some_and(|t| t.is(Class::CONJUNCTION));
    tokens[at].is(Class::PUNCTUATION)
        && match article.word(&tokens[at]) {
            ";" | "—" | "–" => true,
            "," => joined(),
            _ => false,
        }
}

/// The hedge whose stretch holds a claim.
fn hedge_of(hedges: &[Hedge], claim: Span) -> Option<Span> {
    let end = hedges.partition_point(|h| h.scope.start < claim.end);
    hedges[..end]
        .iter()
        .rev()
        .take(4)
        .find(|h| h.scope.contains(claim) || (h.scope.overlaps(claim) && claim.contains(h.cue)))
        .map(|h| h.cue)
}

#[cfg(test)]
mod tests {
    use crate::detect::cases::with_story;
    use crate::model::ClaimKind;

    #[test]
    fn who_tells_of_an_act_or_a_demand_is_the_source_of_what_it_holds() {
        for (text, source) in [
            ("The gang demanded a ransom of 2 million crowns, a parent said.", "a parent"),
            ("Lawmakers passed a budget of 2 million crowns, the speaker said.", "the speaker"),
            ("The gang demanded a ransom of 2 million crowns.", "The gang"),
            ("The mayor claimed that the hall cost 2 million crowns, a councillor said.", "The mayor"),
        ] {
            let cited = with_story(&[("North", "2031-05-01", text)], |story, _| {
                let claims = story.claims.claims.iter();
                let cited = claims.filter(|c| c.kind() == ClaimKind::Quantity).map(|c| c.attribution.source);
                cited.map(|span| span.map(|s| story.claims.articles[0].article.slice(s).to_owned())).collect::<Vec<_>>()
            });
            assert_eq!(cited, [Some(source.to_owned())], "{text}");
        }
    }
}
