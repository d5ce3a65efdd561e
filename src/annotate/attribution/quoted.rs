//! The cue and the source of words between marks.
//!
//! In: marked utterances. Out: quotations, joined over their cues, each with its attribution.
//! Invariant: pieces are in text order; an utterance is introduced by one cue at most, taken from a
//! bounded stretch before and after it.

use super::content::content;
use super::cues::{FoundCue, cues};
use super::features::{
    self, ATTITUDE, Beside, CAPITAL, CLAUSE, CueAt, Marked, NOTHING_NAMED, OTHER, QUOTED_AFTER, QUOTED_BEFORE,
};
use super::headline;
use super::phrase::Phrase;
use super::preface;
use super::reported::{Side, spoken};
use super::source::Sources;
use super::window::{
    COLON, COMMA, CUE, DASH, EDGE, FUNCTION, LOWER, MARK, NAME, PREPOSITION, SOURCE, STOP, View, Window, signed, step,
};
use crate::annotate::Annotated;
use crate::annotate::quotations::Utterance;
use crate::model::{AttributionMention, BlockKind, Class, Evidential, QuotationMention, Span, TokenRange};
use crate::text::{Code, Value, Word};

/// How many words make a quotation speech where no cue tells.
const SPEECH_WORDS: usize = 6;
/// How far from an utterance a cue is looked for, in tokens.
const WITHIN: u32 = 60;

/// The stretches beside an utterance, where its cue may stand.
pub(super) struct Surroundings<'a> {
    pub before: Option<Window<'a>>,
    pub after: Option<Window<'a>>,
    pub marked: Marked,
}

/// A cue beside an utterance.
pub(super) struct CueBeside<'w, 'a> {
    pub window: &'w Window<'a>,
    pub cue: CueAt,
    pub beside: Beside,
    pub evidential: Evidential,
}

/// Counts the cues on one side of an utterance, nearest first.
fn number(options: &mut [CueBeside<'_, '_>]) {
    let count = options.len();
    for (rank, option) in options.iter_mut().enumerate() {
        (option.beside.rank, option.beside.last) = (rank, rank + 1 == count);
    }
}

impl<'w, 'a> CueBeside<'w, 'a> {
    /// A cue that is yet to be counted.
    fn new(window: &'w Window<'a>, (cue, evidential): FoundCue, before: bool) -> Self {
        let distance = if before { window.len() - cue.end() } else { cue.at };
        Self { window, cue, beside: Beside { before, distance, rank: 0, last: true }, evidential }
    }

    /// On which side of the cue the words stand that it introduces.
    pub(super) const fn side(&self) -> Side {
        if self.beside.before { Side::After } else { Side::Before }
    }

    /// Where the words stand that the cue introduces, as a feature.
    pub(super) const fn direction(&self) -> Code {
        if self.beside.before { QUOTED_AFTER } else { QUOTED_BEFORE }
    }
}

impl<'a> Surroundings<'a> {
    pub(super) fn new(
        view: &'a View<'a>,
        utterance: &Utterance,
        previous: Option<u32>,
        next: Option<u32>,
        follows: bool,
    ) -> Self {
        let before = region_before(view.article, utterance, previous).map(|r| view.window(r));
        let after = region_after(view.article, utterance, next).map(|r| view.window(r));
        let marked = marked(view.article, utterance, before.as_ref(), after.as_ref(), follows);
        Self { before, after, marked }
    }

    /// The cues beside the utterance, nearest first on each side.
    pub(super) fn options(&self) -> Vec<CueBeside<'_, 'a>> {
        let mut out: Vec<CueBeside<'_, 'a>> = Vec::new();
        if let Some(window) = &self.before {
            let colon = Some(window.len()).filter(|length| *length > 1 && window.shape(signed(*length) - 1) == COLON);
            let mark = colon.map(|length| (CueAt::mark(window, length - 1), Evidential::Asserts));
            let others = cues(window).filter(|(cue, _)| colon.is_none_or(|length| cue.at != length - 1));
            out.extend(others.chain(mark).map(|found| CueBeside::new(window, found, true)));
            out.reverse();
            number(&mut out);
        }
        if let Some(window) = &self.after {
            let dash = window.len() > 1 && window.shape(0) == DASH;
            let mark = dash.then(|| (CueAt::mark(window, 0), Evidential::Asserts));
            let first = out.len();
            out.extend(mark.into_iter().chain(cues(window)).map(|found| CueBeside::new(window, found, false)));
            number(&mut out[first..]);
        }
        out
    }
}

/// Who said an utterance, and where that stands.
struct Found {
    mention: AttributionMention,
    /// Around cue and source.
    hull: Span,
    /// The reported words, where they are more than those between marks.
    around: Option<Span>,
    /// The words of the same clause before the cue that interrupts it: "It was “a loss”, Orr said, “for all of us”".
    lead: Option<Span>,
}

/// The quotations of an article, with the attributions of those that a cue introduces.
pub(super) fn attribute(
    view: &View<'_>,
    sources: &Sources<'_>,
    utterances: &[Utterance],
    attributions: &mut Vec<AttributionMention>,
) -> Vec<QuotationMention> {
    let article = view.article;
    let mut out: Vec<QuotationMention> = Vec::new();
    let mut last: Option<Last> = None;
    let mut around_last: Option<(Span, u32)> = None;
    for (i, utterance) in utterances.iter().enumerate() {
        if let Some((_, attribution)) = around_last.filter(|(span, _)| span.contains(utterance.outer)) {
            out.push(QuotationMention {
                pieces: utterance.pieces.clone(),
                sentences: sentences(article, utterance.outer),
                speech: true,
                fragment: true,
                attribution: Some(attribution),
            });
            continue;
        }
        let next = utterances.get(i + 1).map(|u| u.outer.start);
        let previous = i.checked_sub(1).map(|p| utterances[p].outer.end);
        let follows = last.as_ref().is_some_and(|last| last.is_followed_by(article, utterance));
        let around = Surroundings::new(view, utterance, previous, next, follows);
        if follows && is_title(article, &around, utterance) {
            continue;
        }
        let told = preface::attribution(view, sources, utterance).filter(|_| !follows);
        let found = introduced(view, sources, &around, utterance).filter(|found| {
            // "Orr was blunt. “...” Others agreed."
            let stop = around.marked.stop == STOP;
            told.is_none() || found.mention.source.is_some() && (!stop || is_of_one_sentence(article, utterance, found))
        });
        let found = found.or_else(|| {
            let mention = headline::of_utterance(view, sources, utterance);
            let mention = mention.or_else(|| headline::of_turn(view, sources, utterance)).or(told)?;
            Some(Found { hull: mention.cue, around: None, lead: None, mention })
        });
        let speech = found.is_some() || is_sentence(article, utterance) || stands_alone(article, utterance);
        // the cue stood before these words: they go on with what it introduced
        let goes_on = follows && found.as_ref().is_none_or(|f| last.as_ref().is_some_and(|l| l.cue == f.mention.cue));
        if goes_on && let Some(joined) = out.last_mut() {
            joined.pieces.extend(&utterance.pieces);
            joined.sentences.end = sentences(article, utterance.outer).end;
            if let Some(attribution) = joined.attribution.and_then(|a| attributions.get_mut(a as usize)) {
                attribution.content.extend(&utterance.pieces);
            }
            if let Some(last) = &mut last {
                last.block = utterance.last_block;
                last.end = utterance.outer.end;
            }
            continue;
        }
        let mut quotation = QuotationMention {
            pieces: utterance.pieces.clone(),
            sentences: sentences(article, utterance.outer),
            speech,
            fragment: false,
            attribution: None,
        };
        last = None;
        if let Some(found) = found {
            last = Some(Last {
                block: utterance.last_block,
                end: found.hull.end.max(utterance.outer.end),
                cue: found.mention.cue,
            });
            quotation.attribution = u32::try_from(attributions.len()).ok();
            quotation.fragment = found.around.or(found.lead).is_some();
            if let Some(lead) = found.lead {
                join_lead(&mut out, lead, quotation.attribution);
            }
            around_last = found.around.zip(quotation.attribution);
            attributions.push(found.mention);
        }
        out.push(quotation);
    }
    out
}

/// Gives the fragments of a clause before its cue the attribution of what stands behind.
fn join_lead(quotations: &mut [QuotationMention], lead: Span, attribution: Option<u32>) {
    let inside = |q: &QuotationMention| q.pieces.iter().all(|p| lead.contains(*p));
    for quotation in quotations.iter_mut().rev().take_while(|q| inside(q)).filter(|q| q.attribution.is_none()) {
        (quotation.attribution, quotation.fragment, quotation.speech) = (attribution, true, true);
    }
}

/// The last utterance with a cue.
struct Last {
    block: u32,
    /// Where the utterance and its cue end.
    end: u32,
    cue: Span,
}

impl Last {
    /// Whether only white space, or the end of its sentence, parts it from an utterance.
    fn is_followed_by(&self, article: &Annotated<'_>, utterance: &Utterance) -> bool {
        if self.end > utterance.outer.start {
            return false;
        }
        let between = article.article.buffer().get(self.end as usize..utterance.outer.start as usize);
        if self.block == utterance.first_block {
            // the rest of the cue's sentence may stand between ("he said in Orsk. “...”")
            return between.is_some_and(|b| {
                // words behind the stop begin another sentence, with a quotation of its own
                let stop = b.rfind(". ").map_or("", |at| &b[at + 1..]);
                b.len() < FOLLOWS_WITHIN && b.matches(". ").count() <= 1 && stop.trim().is_empty()
            });
        }
        false
    }
}

/// Whether the cue of an utterance stands in a sentence of it.
fn is_of_one_sentence(article: &Annotated<'_>, utterance: &Utterance, found: &Found) -> bool {
    sentences(article, utterance.outer).contains(&found.mention.sentence)
}

/// How many bytes may stand between a cue and the words that go on after it.
const FOLLOWS_WITHIN: usize = 80;

/// Whether words between marks behind a cue name where they were spoken: "he said on “The Morning Hour.”"
fn is_title(article: &Annotated<'_>, around: &Surroundings<'_>, utterance: &Utterance) -> bool {
    /// More words are speech.
    const LONGEST: usize = 6;
    let text = article.article.slice(utterance.pieces[0]);
    let before = around.before.as_ref().and_then(|w| w.token(w.len().checked_sub(1)?));
    text.starts_with(char::is_uppercase)
        && text.split_whitespace().nth(LONGEST).is_none()
        && before.is_some_and(|t| t.is(Class::PREPOSITION | Class::POSSESSIVE))
}

/// The attribution of an utterance, where a cue introduces it.
fn introduced(
    view: &View<'_>,
    sources: &Sources<'_>,
    around: &Surroundings<'_>,
    utterance: &Utterance,
) -> Option<Found> {
    let article = view.article;
    let weights = &article.pack.attribution.choices;
    let mut sum = weights.sum();
    features::not_by(&around.marked, &mut sum);
    let mut best = (sum.total()[0], None);
    let options = around.options();
    for (i, option) in options.iter().enumerate() {
        let mut sum = weights.sum();
        features::by(option.window, &option.cue, &around.marked, &option.beside, &mut sum);
        let [score] = sum.total();
        if score > best.0 {
            best = (score, Some(i));
        }
    }
    let option = &options[best.1?];
    let window = option.window;
    let is_label = option.cue.frame == ATTITUDE && around.marked.stop == NOTHING_NAMED;
    if is_label || is_work(article, &around.marked, utterance) {
        return None;
    }
    let head = sources.head(window, &option.cue, option.direction(), &[], None);
    let head = head.or_else(|| beside_mark(option));
    let phrase = head.map(|head| Phrase::around(window, &option.cue, head));
    let (source_name, class) = sources.resolve(phrase.as_ref());
    let cue = option.cue.span(window);
    let source = phrase.as_ref().map(|p| article.span_of(&p.tokens));
    // what stands before a colon introduces the words
    let beyond = if around.marked.previous == COLON { None } else { in_sentence(view, option, utterance) };
    let around = beyond
        .and_then(|(sentence, cue)| beyond_marks(&sentence, &cue, option.side(), utterance))
        .filter(|span| source.is_none_or(|source| !source.overlaps(*span)));
    let lead = source.and_then(|source| interrupted(article, source.hull(cue), utterance));
    let mut content = around.map_or_else(|| utterance.pieces.clone(), |span| vec![span]);
    if let Some(lead) = lead {
        content.insert(0, lead);
    }
    let mention = AttributionMention {
        cue,
        source,
        source_name,
        class,
        content,
        sentence: article.sentence_at(cue.start).unwrap_or_default(),
        evidential: option.evidential,
    };
    Some(Found { hull: source.map_or(cue, |s| s.hull(cue)), around, lead, mention })
}

/// The head of the noun phrase that is all that stands between a mark and its cue: "“...,” the letter said".
fn beside_mark(option: &CueBeside<'_, '_>) -> Option<usize> {
    let (window, cue) = (option.window, &option.cue);
    let noun = |at: usize| [FUNCTION, LOWER, NAME, SOURCE].contains(&window.shape(signed(at)));
    let head = cue.at.checked_sub(1).filter(|_| !option.beside.before && cue.frame == CLAUSE)?;
    (head > 0 && (0..cue.at).all(noun) && window.shape(signed(head)) != FUNCTION).then_some(head)
}

/// The words before a source and cue between commas that interrupt a clause, where a part of them stands between marks.
fn interrupted(article: &Annotated<'_>, hull: Span, utterance: &Utterance) -> Option<Span> {
    let goes_on = article.article.slice(utterance.pieces[0]).starts_with(char::is_lowercase);
    let tokens = article.sentence(article.sentence_at(hull.start)?);
    let (first, behind) =
        (tokens.partition_point(|t| t.span.start < hull.start), tokens.partition_point(|t| t.span.start < hull.end));
    let comma = |at: usize| tokens.get(at).is_some_and(|t| article.word(t) == ",");
    let mark = |at: usize| tokens.get(at).is_some_and(|t| t.is(Class::QUOTE_MARK));
    let end = match first.checked_sub(2)? {
        at if comma(at + 1) => at,
        at if comma(at) && mark(at + 1) => at + 1,
        _ => return None,
    };
    let parted = tokens[..=end].iter().any(|t| t.is(Class::QUOTE_MARK)) && !mark(0);
    let between = utterance.outer.start > hull.end && comma(behind);
    (goes_on && parted && between).then(|| tokens[0].span.hull(tokens[end].span))
}

/// The sentence of a cue with the cue in it, where an utterance of one piece stands in that sentence.
pub(super) fn in_sentence<'a>(
    view: &'a View<'a>,
    option: &CueBeside<'_, '_>,
    utterance: &Utterance,
) -> Option<(Window<'a>, CueAt)> {
    let [piece] = utterance.pieces.as_slice() else { return None };
    let article = view.article;
    let first = option.window.index(option.cue.at);
    let sentence = article.sentence_at(article.tokens.get(first as usize)?.span.start)?;
    let one = article.segmentation.sentences.get(sentence as usize)?.span.contains(*piece);
    let window = view.window(article.sentence_tokens.get(sentence as usize)?.clone());
    let at = first.checked_sub(window.range.start)? as usize;
    (one && option.cue.frame != COLON).then_some((window, CueAt { at, ..option.cue }))
}

/// What a cue reports, where that is more than the words between marks: "he said “reforms” would help".
fn beyond_marks(window: &Window<'_>, cue: &CueAt, side: Side, utterance: &Utterance) -> Option<Span> {
    let [piece] = utterance.pieces.as_slice() else { return None };
    let weights = &window.article().pack.attribution.choices;
    let content = content(weights, window, cue, side, f32::NEG_INFINITY);
    let span = spoken(window, content.ranges.first()?);
    (span.contains(*piece) && span.len() > utterance.outer.len()).then_some(span)
}

fn marked(
    article: &Annotated<'_>,
    utterance: &Utterance,
    before: Option<&Window<'_>>,
    after: Option<&Window<'_>>,
    follows: bool,
) -> Marked {
    let text = article.article.slice(utterance.pieces[0]);
    let last_piece = utterance.pieces.last().map_or("", |p| article.article.slice(*p));
    let stop = match last_piece.chars().next_back() {
        Some(',') => COMMA,
        Some('.') => STOP,
        Some('?' | '!') => MARK,
        Some('—' | '–' | '-' | '…') => DASH,
        _ => NOTHING_NAMED,
    };
    let capital = match text.chars().next() {
        Some(c) if c.is_uppercase() => CAPITAL,
        Some(c) if c.is_lowercase() => LOWER,
        _ => OTHER,
    };
    let last = |w: &Window<'_>| signed(w.len()) - 1;
    // words behind the end of the sentence are no part of it
    let end = article.sentence_at(utterance.outer.end.saturating_sub(1));
    let after = after.filter(|w| w.token(0).is_some_and(|t| article.sentence_at(t.span.start) == end));
    Marked {
        stop,
        capital,
        length: step(words(text)),
        single: utterance.single,
        follows,
        previous: before.map_or(Code::NONE, |w| w.shape(last(w))),
        previous_word: before.map_or(Word::NONE, |w| w.word(last(w))),
        next: after.map_or(EDGE, |w| w.shape(0)),
        next_word: after.map_or_else(|| article.pack.attribution.vocabulary.word(Value::code(EDGE)), |w| w.word(0)),
    }
}

/// How many words a text has; of a long one some are enough.
fn words(text: &str) -> usize {
    /// Above the highest step.
    const ENOUGH: usize = 30;
    // added up, not chosen: nobody could foresee which letters begin words
    let (mut count, mut between) = (0, true);
    for c in text.chars() {
        let space = if c.is_ascii() { matches!(c, ' ' | '\t'..='\r') } else { c.is_whitespace() };
        count += usize::from(between && !space);
        between = space;
        if count == ENOUGH {
            break;
        }
    }
    count
}

/// The tokens from the end of an utterance to the end of that sentence or the next utterance.
fn region_after(article: &Annotated<'_>, utterance: &Utterance, next: Option<u32>) -> Option<TokenRange> {
    let block_end = article.segmentation.blocks.get(utterance.last_block as usize)?.span.end;
    let start = index(article.tokens.partition_point(|t| t.span.start < utterance.outer.end));
    let first = article.tokens.get(start as usize)?;
    if first.span.start >= block_end {
        return None;
    }
    if article.word(first) == "." {
        return None;
    }
    // a comma may stand behind the mark; the sentence is that of the first word
    let word = article.tokens[start as usize..].iter().take(3).find(|t| !t.is(Class::PUNCTUATION));
    let sentence = article.sentence_at(word.unwrap_or(first).span.start)?;
    let end = article.segmentation.sentences.get(sentence as usize)?.span.end;
    let end = end.min(next.unwrap_or(u32::MAX)).min(block_end);
    let end = index(article.tokens.partition_point(|t| t.span.end <= end)).min(start + WITHIN);
    (start < end).then_some(start..end)
}

/// The tokens from the start of a sentence, or the utterance before, to an utterance in it; for an
/// utterance that begins a paragraph, the last sentence of the paragraph before, if it ends with a colon.
fn region_before(article: &Annotated<'_>, utterance: &Utterance, previous: Option<u32>) -> Option<TokenRange> {
    let block = article.segmentation.blocks.get(utterance.first_block as usize)?;
    let end = index(article.tokens.partition_point(|t| t.span.end <= utterance.outer.start));
    let last = article.tokens.get((end as usize).checked_sub(1)?)?;
    if last.span.start < block.span.start && article.word(last) != ":" {
        return None;
    }
    let sentence = article.sentence_at(last.span.start)?;
    let start = article.segmentation.sentences.get(sentence as usize)?.span.start;
    let start = start.max(previous.unwrap_or(0));
    let start = index(article.tokens.partition_point(|t| t.span.start < start)).max(end.saturating_sub(WITHIN));
    (start < end).then_some(start..end)
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Whether an utterance without a cue reads as a sentence somebody said.
fn is_sentence(article: &Annotated<'_>, utterance: &Utterance) -> bool {
    let text = article.article.slice(utterance.pieces[0]);
    let opens = || {
        let sentence =
            article.sentence_at(utterance.outer.start).map(|i| article.segmentation.sentences[i as usize].span);
        sentence.is_some_and(|span| span.start == utterance.outer.start)
    };
    let stop_behind = || {
        article.article.buffer()[utterance.outer.end as usize..].starts_with(['.', '?', '!'])
            && opens()
            && utterance.closed
    };
    text.starts_with(|c: char| c.is_uppercase() || c == '[')
        && text.split_whitespace().nth(SPEECH_WORDS - 1).is_some()
        && (text.ends_with(['.', '?', '!', ',', '…']) || stop_behind())
}

/// Whether words between marks name a work in the middle of a sentence: "she reads “The Long Winter” every year".
fn is_work(article: &Annotated<'_>, marked: &Marked, utterance: &Utterance) -> bool {
    let [piece] = utterance.pieces.as_slice() else { return false };
    let inside = [LOWER, FUNCTION, PREPOSITION, NAME, SOURCE, CUE].contains(&marked.previous)
        && marked.stop == NOTHING_NAMED
        && ![EDGE, COMMA].contains(&marked.next);
    inside && is_titled(article, *piece)
}

/// Whether an utterance is a sentence of its own: “Go home.” between two others.
fn stands_alone(article: &Annotated<'_>, utterance: &Utterance) -> bool {
    let [piece] = utterance.pieces.as_slice() else { return false };
    let text = article.article.slice(*piece);
    let whole = article.sentence_at(utterance.outer.start).is_some_and(|i| {
        let span = article.segmentation.sentences[i as usize].span;
        span.start == utterance.outer.start && utterance.outer.end >= span.end
    });
    let block = article.segmentation.blocks.get(utterance.first_block as usize);
    whole
        && utterance.closed
        && !utterance.single
        && block.is_some_and(|b| b.kind == BlockKind::Paragraph)
        && text.starts_with(char::is_uppercase)
        && text.ends_with(['.', '?', '!'])
        && !is_titled(article, *piece)
        && text.contains(char::is_whitespace)
}

/// Whether words stand as a title is set: every word that says something with a capital, two of them or more.
fn is_titled(article: &Annotated<'_>, piece: Span) -> bool {
    let tokens = article.tokens_in(&article.tokens_of_span(piece));
    let telling = || tokens.iter().filter(|t| t.is(Class::WORD) && t.is_content());
    telling().count() > 1 && telling().all(|t| t.is(Class::CAPITALISED))
}

/// The sentences that a span touches.
pub(super) fn sentences(article: &Annotated<'_>, span: Span) -> std::ops::Range<u32> {
    let all = &article.segmentation.sentences;
    let first = all.partition_point(|s| s.span.end <= span.start);
    let end = first + all[first..].partition_point(|s| s.span.start < span.end);
    index(first)..index(end)
}
