//! The cue and the source of quoted words.
//!
//! In: marked utterances. Out: quotations, joined over their cues, each with its attribution.
//! Invariant: pieces are in text order; a cue serves the utterances that it stands between or beside.

use super::source::Sources;
use crate::annotate::Annotated;
use crate::annotate::quotations::Utterance;
use crate::language::{CueKind, Frame};
use crate::model::{AttributionMention, Class, Evidential, QuotationMention, SourceClass, Span, TokenRange};

/// A cue beside an utterance.
struct Found {
    cue: Span,
    source: Option<TokenRange>,
    evidential: Evidential,
    /// First byte and last byte of cue and source.
    hull: Span,
    /// Whether the utterance is a part of the clause that the cue introduces.
    fragment: bool,
}

/// How many words make a quotation speech where no cue tells.
const SPEECH_WORDS: usize = 6;

pub(super) fn attribute(
    article: &Annotated<'_>,
    marked: &[Utterance],
    attributions: &mut Vec<AttributionMention>,
) -> Vec<QuotationMention> {
    let sources = Sources::new(article);
    let mut out: Vec<QuotationMention> = Vec::new();
    let mut last: Option<(u32, Span)> = None; // block and hull of the last attributed utterance with its cue
    for (i, utterance) in marked.iter().enumerate() {
        let next = marked.get(i + 1).map(|u| u.outer.start);
        let previous = i.checked_sub(1).map(|p| marked[p].outer.end);
        let found =
            after(article, &sources, utterance, next).or_else(|| before(article, &sources, utterance, previous));
        let follows = last.is_some_and(|(block, hull)| {
            block == utterance.first_block && only_space(article, Span::new(hull.end, utterance.outer.start))
        });
        if found.is_none()
            && follows
            && let Some(joined) = out.last_mut()
        {
            joined.pieces.extend(&utterance.pieces);
            if let Some(attribution) = joined.attribution.and_then(|a| attributions.get_mut(a as usize)) {
                attribution.content.extend(&utterance.pieces);
            }
            last = Some((utterance.last_block, utterance.outer));
            continue;
        }
        let speech = found.is_some() || is_sentence(article, utterance);
        let mut quotation = QuotationMention {
            pieces: utterance.pieces.clone(),
            sentences: sentences(article, utterance.outer),
            speech,
            fragment: found.as_ref().is_some_and(|f| f.fragment),
            attribution: None,
        };
        last = None;
        if let Some(found) = found {
            last = Some((utterance.last_block, utterance.outer.hull(found.hull)));
            quotation.attribution = u32::try_from(attributions.len()).ok();
            attributions.push(mention(article, &sources, &found, &utterance.pieces));
        }
        out.push(quotation);
    }
    out
}

fn mention(article: &Annotated<'_>, sources: &Sources<'_>, found: &Found, pieces: &[Span]) -> AttributionMention {
    let (source_name, class) = found.source.as_ref().map_or((None, SourceClass::Unknown), |s| sources.resolve(s));
    AttributionMention {
        cue: found.cue,
        source: found.source.as_ref().map(|s| article.span_of(s)),
        source_name,
        class,
        content: pieces.to_vec(),
        sentence: article.sentence_at(found.cue.start).unwrap_or_default(),
        evidential: found.evidential,
    }
}

/// A cue after the utterance: `," said X`, `," X said`.
fn after(article: &Annotated<'_>, sources: &Sources<'_>, utterance: &Utterance, next: Option<u32>) -> Option<Found> {
    let region = region_after(article, utterance.outer.end, utterance.last_block, next)?;
    let inner = utterance.pieces.last()?.slice(article.article.buffer());
    let stopped = inner.ends_with([',', '?', '!', '-', '—', '…']);
    let comma = article.word(article.tokens.get(region.start as usize)?) == ",";
    let start = region.start + u32::from(comma);
    if !stopped && !comma {
        return None;
    }
    for at in start..region.end {
        let Some((length, cue)) = article.pack.reporting.cue_at(&article.tokens[at as usize..region.end as usize])
        else {
            continue;
        };
        let length = u32::try_from(length).unwrap_or(1);
        let source = match cue.kind {
            CueKind::Preposition => sources.after(at + length, region.end),
            CueKind::Verb if !speaks(cue.frame) => continue,
            CueKind::Verb if at == start => sources.after(at + length, region.end),
            CueKind::Verb => sources.before(at, start),
            CueKind::Noun => continue,
        };
        let source = source?;
        let cue_span = article.span_of(&(at..at + length));
        let hull = cue_span.hull(article.span_of(&source));
        return Some(Found { cue: cue_span, hull, evidential: cue.evidential, source: Some(source), fragment: false });
    }
    None
}

/// A cue before the utterance: `X said: "`, `X told Y that "`.
fn before(
    article: &Annotated<'_>,
    sources: &Sources<'_>,
    utterance: &Utterance,
    previous: Option<u32>,
) -> Option<Found> {
    let region = region_before(article, utterance.outer.start, utterance.first_block, previous)?;
    let fragment = !matches!(article.word(article.tokens.get(region.end as usize - 1)?), "," | ":")
        && article.article.slice(utterance.pieces[0]).starts_with(char::is_lowercase);
    for at in (region.start..region.end).rev() {
        let token = &article.tokens[at as usize];
        if !token.is(Class::REPORTING) {
            continue;
        }
        let Some((length, cue)) = article.pack.reporting.cue_at(&article.tokens[at as usize..region.end as usize])
        else {
            continue;
        };
        let length = u32::try_from(length).unwrap_or(1);
        let source = match cue.kind {
            CueKind::Preposition => sources.after(at + length, region.end),
            CueKind::Verb => sources.before(at, region.start),
            CueKind::Noun => None,
        };
        let Some(source) = source else { continue };
        let cue_span = article.span_of(&(at..at + length));
        let hull = cue_span.hull(article.span_of(&source));
        return Some(Found { cue: cue_span, hull, evidential: cue.evidential, source: Some(source), fragment });
    }
    None
}

/// Whether a verb of this frame can stand behind quoted words.
const fn speaks(frame: Frame) -> bool {
    !matches!(frame, Frame::Name | Frame::Appearance)
}

/// The tokens from the end of an utterance to the end of that sentence or the next utterance.
fn region_after(article: &Annotated<'_>, from: u32, block: u32, next: Option<u32>) -> Option<TokenRange> {
    let block_end = article.segmentation.blocks.get(block as usize)?.span.end;
    let start = index(article.tokens.partition_point(|t| t.span.start < from));
    let first = article.tokens.get(start as usize)?;
    let sentence = article.sentence_at(first.span.start)?;
    let end = article.segmentation.sentences.get(sentence as usize)?.span.end.min(next.unwrap_or(u32::MAX));
    let end = index(article.tokens.partition_point(|t| t.span.end <= end.min(block_end)));
    (start < end).then_some(start..end)
}

/// The tokens from the start of a sentence, or the utterance before, to an utterance in it.
fn region_before(article: &Annotated<'_>, to: u32, block: u32, previous: Option<u32>) -> Option<TokenRange> {
    let block_start = article.segmentation.blocks.get(block as usize)?.span.start;
    let end = index(article.tokens.partition_point(|t| t.span.end <= to));
    let last = article.tokens.get((end as usize).checked_sub(1)?)?;
    let sentence = article.sentence_at(last.span.start)?;
    let start = article.segmentation.sentences.get(sentence as usize)?.span.start;
    let start = start.max(previous.unwrap_or(0)).max(block_start);
    let start = index(article.tokens.partition_point(|t| t.span.start < start));
    (start < end).then_some(start..end)
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Whether an utterance without a cue reads as a sentence somebody said.
fn is_sentence(article: &Annotated<'_>, utterance: &Utterance) -> bool {
    let text = article.article.slice(utterance.pieces[0]);
    text.starts_with(|c: char| c.is_uppercase() || c == '[')
        && text.split_whitespace().nth(SPEECH_WORDS - 1).is_some()
        && text.ends_with(['.', '?', '!', ',', '…'])
}

fn only_space(article: &Annotated<'_>, span: Span) -> bool {
    span.start <= span.end
        && article
            .article
            .buffer()
            .get(span.range())
            .is_some_and(|between| between.chars().all(|c| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':')))
}

/// The sentences that a span touches.
pub(super) fn sentences(article: &Annotated<'_>, span: Span) -> std::ops::Range<u32> {
    let all = &article.segmentation.sentences;
    let first = all.partition_point(|s| s.span.end <= span.start);
    let end = first + all[first..].partition_point(|s| s.span.start < span.end);
    index(first)..index(end)
}
