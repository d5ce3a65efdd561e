//! Speech reported without marks: "said that ...", "..., the ministry said", "according to ...".
//!
//! In: sentences outside of quoted speech. Out: attributions with the clause that each reports.
//! Invariant: a clause lies in its cue's sentence; a quotation inside it becomes a part of it.

use rustc_hash::FxHashMap;

use super::source::Sources;
use crate::annotate::Annotated;
use crate::language::{Cue, CueKind, Frame};
use crate::model::{AttributionMention, Class, QuotationMention, Span, TokenRange};

pub(super) fn attribute(
    article: &Annotated<'_>,
    quotations: &[QuotationMention],
    attributions: &mut Vec<AttributionMention>,
) {
    let sources = Sources::new(article);
    let taken: FxHashMap<Span, usize> = attributions.iter().enumerate().map(|(i, a)| (a.cue, i)).collect();
    let mut fragments = vec![false; attributions.len()];
    for quotation in quotations.iter().filter(|q| q.fragment) {
        if let Some(slot) = quotation.attribution.and_then(|i| fragments.get_mut(i as usize)) {
            *slot = true;
        }
    }
    for sentence in article.claim_sentences() {
        let range = article.sentence_tokens[sentence as usize].clone();
        let mut at = range.start;
        while at < range.end {
            if !article.tokens[at as usize].is(Class::REPORTING) {
                at += 1;
                continue;
            }
            let tokens = &article.tokens[at as usize..range.end as usize];
            let Some((length, cue)) = article.pack.reporting.cue_at(tokens) else {
                at += 1;
                continue;
            };
            let length = u32::try_from(length).unwrap_or(1);
            let span = article.span_of(&(at..at + length));
            if !inside_speech(quotations, span)
                && let Some(found) = reported(article, &sources, &range, at..at + length, cue)
            {
                match taken.get(&span) {
                    // the cue already introduces a fragment: it grows to the clause
                    Some(i) if fragments[*i] => attributions[*i].content = found.content,
                    Some(_) => {}
                    None => attributions.push(found),
                }
            }
            at += length;
        }
    }
}

/// Whether a cue stands inside words that somebody else said.
fn inside_speech(quotations: &[QuotationMention], cue: Span) -> bool {
    let first = quotations.partition_point(|q| q.pieces.last().is_some_and(|p| p.end <= cue.start));
    quotations.get(first).is_some_and(|q| q.speech && !q.fragment && q.pieces.iter().any(|piece| piece.contains(cue)))
}

fn reported(
    article: &Annotated<'_>,
    sources: &Sources<'_>,
    sentence: &TokenRange,
    cue_tokens: TokenRange,
    cue: &Cue,
) -> Option<AttributionMention> {
    let (source, content) = match cue.kind {
        CueKind::Preposition => according_to(article, sources, sentence, &cue_tokens)?,
        CueKind::Verb if matches!(cue.frame, Frame::Clause | Frame::Address | Frame::Question | Frame::Infinitive) => {
            clause(article, sources, sentence, &cue_tokens, cue.frame)?
        }
        _ => return None,
    };
    let (source_name, class) = sources.resolve(&source);
    Some(AttributionMention {
        cue: article.span_of(&cue_tokens),
        source: Some(article.span_of(&source)),
        source_name,
        class,
        content: vec![article.span_of(&content)],
        sentence: article.sentence_at(article.tokens[cue_tokens.start as usize].span.start)?,
        evidential: cue.evidential,
    })
}

/// "According to X, ..." and "..., according to X".
fn according_to(
    article: &Annotated<'_>,
    sources: &Sources<'_>,
    sentence: &TokenRange,
    cue: &TokenRange,
) -> Option<(TokenRange, TokenRange)> {
    let source = sources.after(cue.end, sentence.end)?;
    let content = if cue.start <= sentence.start + 1 {
        without_stop(article, source.end..sentence.end)
    } else {
        without_stop(article, sentence.start..cue.start)
    };
    (content.end > content.start + 1).then_some((source, content))
}

/// "X said (that) ..." and "..., X said" and "..., said X".
fn clause(
    article: &Annotated<'_>,
    sources: &Sources<'_>,
    sentence: &TokenRange,
    cue: &TokenRange,
    frame: Frame,
) -> Option<(TokenRange, TokenRange)> {
    let word = |at: u32| article.tokens.get(at as usize).map_or("", |t| article.word(t));
    let rest = without_stop(article, cue.end..sentence.end);
    if let Some(source) = sources.before(cue.start, sentence.start) {
        if rest.end > rest.start + 2 && frame != Frame::Address && word(cue.end) != "," {
            return Some((source, rest));
        }
        if frame == Frame::Address {
            let that = (rest.start..rest.end.min(rest.start + 10)).find(|at| matches!(word(*at), "that" | "to"))?;
            return Some((source, without_stop(article, that..sentence.end)));
        }
        let head = without_stop(article, sentence.start..source.start);
        if head.end > head.start + 2 && word(source.start - 1) == "," {
            return Some((source, head));
        }
        return None;
    }
    // inverted: "..., said X"
    let head = without_stop(article, sentence.start..cue.start);
    (head.end > head.start + 2 && cue.start > sentence.start && word(cue.start - 1) == ",")
        .then(|| sources.after(cue.end, sentence.end).map(|source| (source, head)))
        .flatten()
}

/// A range without the marks at its ends.
fn without_stop(article: &Annotated<'_>, range: TokenRange) -> TokenRange {
    let TokenRange { mut start, mut end } = range;
    let mark = |at: u32| article.tokens.get(at as usize).is_some_and(|t| t.is(Class::PUNCTUATION));
    while start < end && mark(start) {
        start += 1;
    }
    while start < end && mark(end - 1) {
        end -= 1;
    }
    start..end
}
