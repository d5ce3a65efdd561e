//! Speech reported without marks, or with marks around a part: "said that ...", "..., the ministry
//! said", "according to ...", "called it “grim”".
//!
//! In: sentences outside of quoted speech. Out: attributions with the words that each reports.
//! Invariant: what is reported lies in its cue's sentence; each choice is the best of a bounded
//! number of candidates, scored by a linear model.

use super::clause::opens_relative;
use super::content::{Content, Ranges, content};
use super::cues::{FoundCue, Known, Reading, readings};
use super::features::{self, ADDRESS, AFTER, AROUND, BEFORE, CLAUSE, CueAt, INFINITIVE, OBJECT, QUESTION};
use super::headline;
use super::phrase::{Phrase, is_determiner};
use super::source::{Sources, quoted_as};
use super::window::{
    AUXILIARY, CLOSE, COLON, COMMA, CUE, DASH, DATE, FUNCTION, LOWER, NAME, NUMBER, PREPOSITION, Positions, QUOTE,
    SOURCE, STOP, View, Window, signed,
};
use crate::annotate::Annotated;
use crate::language::{AttributionModel, CLASSES, NameCue, Sum, Use};
use crate::model::{AttributionMention, Class, Evidential, Span, Token};
use crate::text::Code;

/// On which side of a cue the words stand that it reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    After,
    Before,
    Around,
}

impl Side {
    /// In the order of the classes of the model.
    pub(super) const ALL: [Self; 3] = [Self::After, Self::Before, Self::Around];

    /// As a feature.
    pub(super) const fn value(self) -> Code {
        match self {
            Self::After => AFTER,
            Self::Before => BEFORE,
            Self::Around => AROUND,
        }
    }
}

/// A cue is believed from this score up: its log-odds against reporting nothing, and the logarithm of how likely the words
/// found are those that it reports.
const THRESHOLD: f32 = -0.9;

/// A cue from this score up is believed where it leads to words between marks: somebody said them.
const MARKED_THRESHOLD: f32 = -2.0;

/// Adds the attributions that no mark shows.
pub(super) fn attribute(
    view: &View<'_>,
    sources: &Sources<'_>,
    known: &Known,
    attributions: &mut Vec<AttributionMention>,
) {
    let model = &view.article.pack.attribution;
    if model.is_empty() {
        return;
    }
    let quoted = attributions.len();
    let (readings, cues) = readings(view, known);
    // those of the whole article at once: meanwhile, what tells of cues stays in the cache
    let mut scored: Vec<ScoredCue> = Vec::with_capacity(cues.len());
    for reading in &readings {
        scored.extend(cues[reading.cues.clone()].iter().map(|found| ScoredCue::new(model, &reading.window, found)));
    }
    for reading in &readings {
        let previous = spoken_before(reading, &attributions[..quoted]);
        let mut reader = Reader { model, sources, reading, cues: &scored[reading.cues.clone()], previous };
        reader.read(known, attributions);
    }
}

/// A cue with what it and the words around it tell of whether it reports.
struct ScoredCue<'a> {
    cue: &'a CueAt,
    evidential: Evidential,
    sum: Sum<'a, CLASSES>,
}

impl<'a> ScoredCue<'a> {
    fn new(model: &'a AttributionModel, window: &Window<'_>, (cue, evidential): &'a FoundCue) -> Self {
        let mut sum = model.cues.sum();
        features::of_cue(window, cue, &mut sum);
        Self { cue, evidential: *evidential, sum }
    }
}

/// The source of a quotation in a sentence: "“...,” said Orr, adding that".
fn spoken_before(reading: &Reading<'_>, quoted: &[AttributionMention]) -> Option<usize> {
    let window = &reading.window;
    let at = quoted.partition_point(|a| a.sentence < reading.sentence);
    let of_sentence = quoted[at..].iter().take_while(|a| a.sentence == reading.sentence);
    let source = of_sentence.filter_map(|a| a.source).last()?;
    (0..window.len()).rev().find(|at| window.token(*at).is_some_and(|t| source.contains(t.span)))
}

/// How many fragments of a sentence, and doubtful cues for each, are looked at.
const MOST_FRAGMENTS: usize = 6;

/// The words between marks in a sentence that no cue introduces.
fn fragments<'k>(article: &Annotated<'_>, sentence: u32, known: &'k Known) -> &'k [Span] {
    let span = article.segmentation.sentences[sentence as usize].span;
    let behind = &known.fragments[known.fragments.partition_point(|f| f.start < span.start)..];
    let within = behind.iter().take(MOST_FRAGMENTS).take_while(|f| f.end <= span.end).count();
    &behind[..within]
}

/// Reads attributions in one sentence.
struct Reader<'r, 's, 'a> {
    model: &'r AttributionModel,
    sources: &'r Sources<'s>,
    reading: &'r Reading<'a>,
    cues: &'r [ScoredCue<'r>],
    /// The head of the last source.
    previous: Option<usize>,
}

impl Reader<'_, '_, '_> {
    fn read(&mut self, known: &Known, attributions: &mut Vec<AttributionMention>) {
        let Reading { window, headline, sentence, .. } = self.reading;
        let first = attributions.len();
        let fragments = fragments(window.article(), *sentence, known);
        // without words between marks, what is not believed by itself leads nowhere
        let least = if fragments.is_empty() { THRESHOLD } else { MARKED_THRESHOLD };
        let mut doubtful = Vec::new();
        if *headline && let Some(mention) = headline::of_sentence(self.sources, window, *sentence) {
            attributions.push(mention);
            return;
        }
        for ScoredCue { cue, evidential, sum } in self.cues {
            let mut sum = sum.clone();
            features::of_place(cue, attributions.len() > first, *headline, &mut sum);
            let Some((likely, score)) = side(sum.total(), least).filter(|_| !is_reduced(window, cue)) else { continue };
            let trailing = is_trailing(window, cue);
            let before = trailing || is_inverted(window, cue) || is_dated(window, cue);
            let side = if before { Side::Before } else { likely };
            // no words make a cue likelier than it is by itself
            let content =
                (score >= THRESHOLD).then(|| content(&self.model.choices, window, cue, side, THRESHOLD - score));
            let content = content.filter(|c| c.ranges.iter().all(|said| is_parted(window, cue, said)));
            let content = content.map(|c| Content { ranges: with_rest(window, cue, c.ranges), ..c });
            if let Some(content) = content.filter(|c| score + c.likelihood >= THRESHOLD) {
                let mention = self.mention(cue, side, *evidential, &content.ranges);
                // a noun before words that a verb introduces ("said in a statement: “...”") reports nothing more
                let mention = mention.filter(|m| !m.content.iter().all(|said| known.is_speech(*said)));
                if let Some(mention) = &mention
                    && attributions[first..].last().is_some_and(|last| leads_to(last, mention, window, cue))
                {
                    attributions.pop();
                }
                if let (Some(mention), Some(last)) = (&mention, attributions[first..].last_mut()) {
                    self.part(last, mention, cue);
                    self.part_sources(last, mention);
                    part_from_verb(window.article(), last, mention);
                }
                let ends = trailing && mention.is_some();
                attributions.extend(mention);
                if ends {
                    // what follows names an occasion: "in a statement"
                    break;
                }
            } else {
                doubtful.push((score, cue, side, evidential));
            }
        }
        doubtful.sort_by(|a, b| b.0.total_cmp(&a.0));
        for fragment in fragments {
            let covers = |a: &AttributionMention| a.content.iter().any(|c| c.contains(*fragment));
            if attributions[first..].iter().any(covers) {
                continue;
            }
            let mut options = doubtful.iter().take(MOST_FRAGMENTS).filter_map(|(_, cue, side, evidential)| {
                let content = content(&self.model.choices, window, cue, *side, f32::NEG_INFINITY);
                self.mention(cue, *side, **evidential, &content.ranges).filter(covers)
            });
            attributions.extend(options.next());
        }
    }

    /// Ends what was reported before a second verb of the same source ("said [the bridge is safe] and warned that ...").
    fn part(&self, last: &mut AttributionMention, mention: &AttributionMention, cue: &CueAt) {
        let (window, article) = (&self.reading.window, self.reading.window.article());
        let joins = |t: &Token| {
            article.pack.names.cue(t.word).contains(NameCue::CONJUNCTION) || article.pack.contrasts.contains(t.word)
        };
        let Some(at) = cue.at.checked_sub(1).filter(|at| window.token(*at).is_some_and(joins)) else { return };
        let one_source = last.source.is_some() && last.source == mention.source && last.cue.end <= mention.cue.start;
        let start = article.span_of(&window.tokens(&(at..at + 1))).start;
        let (Some(content), true) = (last.content.last_mut(), one_source) else { return };
        let end = (0..at).rev().find(|i| window.is_word(*i)).map(|i| article.span_of(&window.tokens(&(i..i + 1))).end);
        if let Some(end) = end.filter(|end| content.contains(Span::new(start, mention.cue.end)) && *end > content.start)
        {
            content.end = end;
        }
    }

    /// Ends what was reported before another source behind a semicolon, or behind a comma where the sentence sets the two
    /// against each other ("While Orr said [it was safe], Lind insisted ...", "Orr said [it was safe], but Lind said ...").
    fn part_sources(&self, last: &mut AttributionMention, mention: &AttributionMention) {
        let (window, article) = (&self.reading.window, self.reading.window.article());
        let behind = |at: &usize| window.token(*at).is_some_and(|t| t.span.start >= last.cue.end);
        let before = |at: &usize| window.token(*at).is_some_and(|t| t.span.end <= mention.cue.start);
        let semicolon = (1..window.len()).filter(behind).take_while(before).find(|at| is_semicolon(window, *at));
        if let (Some(at), Some(content)) = (semicolon, last.content.last_mut()) {
            let word = article.span_of(&window.tokens(&(at - 1..at)));
            content.end = if content.contains(word) { word.end } else { content.end };
        }
        let (Some(source), Some(content)) = (mention.source, last.content.last_mut()) else { return };
        if last.source.is_none_or(|s| s == source) || !content.contains(source) || last.cue.end > content.start {
            return;
        }
        let first = article.tokens_of_span(source).start.checked_sub(window.range.start).map(|at| at as usize);
        let Some(before) = first.and_then(|first| first.checked_sub(1)) else { return };
        let contrasts = |t: &Token| t.is(Class::OPENER) || article.pack.contrasts.contains(t.word);
        let against = window.token(before).is_some_and(contrasts);
        let opened = window.token(0).is_some_and(|t| t.is(Class::OPENER));
        let joint = before.saturating_sub(usize::from(against));
        let parted = window.shape(signed(joint)) == COMMA && (against || opened);
        if parted && let Some(word) = (0..joint).rev().find(|at| window.is_word(*at)) {
            let end = article.span_of(&window.tokens(&(word..word + 1))).end;
            content.end = if end > content.start { end } else { content.end };
        }
    }

    /// The attribution of a cue that reports on one side.
    fn mention(
        &mut self,
        cue: &CueAt,
        side: Side,
        evidential: Evidential,
        content: &[Positions],
    ) -> Option<AttributionMention> {
        let window = &self.reading.window;
        let article = window.article();
        if content.is_empty() {
            return None;
        }
        let head = self.sources.head(window, cue, side.value(), content, self.previous);
        let head = head.or_else(|| self.previous.filter(|_| is_second_verb(window, cue)));
        self.previous = head.or(self.previous);
        let phrase = head.map(|head| Phrase::around(window, cue, head));
        let (source_name, class) = self.sources.resolve(phrase.as_ref());
        let content: Ranges = content.iter().filter_map(|said| beside(window, cue, said, phrase.as_ref())).collect();
        if content.is_empty() {
            return None;
        }
        Some(AttributionMention {
            cue: cue.span(window),
            source: phrase.as_ref().map(|p| article.span_of(&p.tokens)),
            source_name,
            class,
            content: content.iter().map(|said| spoken(window, said)).collect(),
            sentence: self.reading.sentence,
            evidential,
        })
    }
}

/// Reported words without the source that they begin with: "accused by [the council] of hiding the report".
fn beside(window: &Window<'_>, cue: &CueAt, said: &Positions, source: Option<&Phrase>) -> Option<Positions> {
    let Some(source) = source else { return Some(said.clone()) };
    let end = source.tokens.end.saturating_sub(window.range.start) as usize;
    if cue.frame == PREPOSITION && said.start >= cue.end() {
        // "according to police, who searched the house, nobody was hurt"
        let clause = opens_relative(window, said.start);
        let from = if clause { said.start } else { end };
        let comma = (from..said.end).find(|at| window.shape(signed(*at)) == COMMA);
        let inside = said.start < end || clause;
        return Some(comma.filter(|_| inside).map_or(said.clone(), |comma| comma + 1..said.end))
            .filter(|s| s.start < s.end);
    }
    let behind = source.tokens.end.saturating_sub(window.range.start) as usize;
    let opens = (window.index(said.start)..=window.index(said.start) + 1).contains(&source.tokens.start);
    let start = if opens { (behind..said.end).find(|at| window.is_word(*at)) } else { Some(said.start) };
    start.map(|start| start..said.end)
}

/// The span of reported words: with the marks of a quotation that it holds a part of, without those of
/// one that is all of it.
pub(super) fn spoken(window: &Window<'_>, said: &Positions) -> Span {
    let opens = said.start > 0 && window.quoted(said.start) && !window.quoted(said.start - 1);
    let closing = window.closing(said.end);
    let end = closing.map_or(said.end, |mark| mark + 1);
    let inside_one = (said.start..said.end).all(|at| window.quoted(at));
    let positions = match closing {
        Some(mark) if opens && inside_one => said.start..mark,
        _ if opens && !inside_one => said.start - 1..end,
        _ => said.start..end,
    };
    window.article().span_of(&window.tokens(&positions))
}

/// Whether nothing but a day follows a cue with its source behind a comma, up to the end or a semicolon: "..., officials said
/// on Wednesday".
fn is_dated(window: &Window<'_>, cue: &CueAt) -> bool {
    let shape = |at: usize| window.shape(signed(at));
    let parted = (1..cue.at).any(|at| shape(at) == COMMA) && shape(cue.at.saturating_sub(1)) != COMMA;
    let day = |at: usize| window.token(at).is_some_and(|t| t.is(Class::DATE));
    let clause = || (cue.end()..window.len()).take_while(|at| !is_semicolon(window, *at));
    let words = || clause().filter(|at| window.is_word(*at));
    parted && words().all(|at| day(at) || [PREPOSITION, NUMBER].contains(&shape(at))) && words().any(day)
}

fn is_semicolon(window: &Window<'_>, at: usize) -> bool {
    window.shape(signed(at)) == DASH && window.text(at) == ";"
}

/// Whether nothing follows a cue with its source behind a comma but whom they told, in what and when: "..., the bank said in a
/// statement on Monday", "..., Orr told the Herald in an interview".
fn is_trailing(window: &Window<'_>, cue: &CueAt) -> bool {
    /// Fewer words before the comma tell when ("Last week, the bank said in a statement").
    const LEAST_BEFORE: usize = 3;
    let shape = |at: usize| window.shape(signed(at));
    if ![CLAUSE, ADDRESS].contains(&cue.frame) {
        return false;
    }
    let told = if cue.frame == ADDRESS { noun_phrase(window, cue.end()) } else { cue.end() };
    // asked first: hardly any cue stands before it
    if !window.token(told).is_some_and(|t| window.article().pack.grammar.is(t, Use::IN)) {
        return false;
    }
    let comma = (1..cue.at).rev().find(|at| shape(*at) == COMMA).filter(|at| at + 1 < cue.at);
    let opens = shape(0) != PREPOSITION && window.token(0).is_some_and(|t| !t.is(Class::OPENER));
    let clause = comma.is_some_and(|comma| (0..comma).filter(|at| window.is_word(*at)).count() >= LEAST_BEFORE);
    // "in a letter", "in an interview"; of others the verb may tell more: "responded by", "believes in the plan"
    let occasion = noun_phrase(window, told + 1);
    let own = window
        .token(told + 1)
        .is_some_and(|t| t.is(Class::PRONOUN) || window.article().pack.grammar.is(t, Use::ARTICLE));
    if !opens || !clause || !own || occasion < told + 3 || shape(occasion - 1) != CUE {
        return false;
    }
    let mut at = occasion;
    while at < window.len() && shape(at) != STOP {
        let from = if shape(at) == PREPOSITION { at + 1 } else { at };
        let end = noun_phrase(window, from);
        let day = window.token(from).is_some_and(|t| t.is(Class::DATE));
        if end == from || (from == at && !day) {
            return false;
        }
        at = end;
    }
    at + 1 >= window.len()
}

/// The end of a plain noun phrase: names, days or numbers, one noun, or a few words behind a determiner.
fn noun_phrase(window: &Window<'_>, from: usize) -> usize {
    const MOST_WORDS: usize = 4;
    let shape = |at: usize| window.shape(signed(at));
    let named = (from..window.len()).take_while(|at| [NAME, NUMBER, DATE].contains(&shape(*at))).count();
    if named > 0 {
        return from + named;
    }
    let noun = |at: usize| [NAME, LOWER, SOURCE, NUMBER, CUE, DATE].contains(&shape(at));
    if !is_determiner(window, from) {
        return from + usize::from([LOWER, SOURCE].contains(&shape(from)));
    }
    let words = (from + 1..window.len()).take_while(|at| noun(*at)).take(MOST_WORDS).count();
    if words == 0 { from } else { from + 1 + words }
}

/// Whether a participle tells of a noun that another verb follows: "documents seen by the Herald show that".
fn is_reduced(window: &Window<'_>, cue: &CueAt) -> bool {
    let grammar = &window.article().pack.grammar;
    let by = window.token(cue.end()).is_some_and(|t| grammar.is(t, Use::DOER));
    let noun = cue.at.checked_sub(1).is_some_and(|at| [NAME, LOWER, SOURCE, CUE].contains(&window.shape(signed(at))));
    let doer = noun_phrase(window, cue.end() + 1);
    // many verbs are nouns too, and may seem to be a part of the phrase
    let verb = (cue.end() + 2..=doer).any(|at| window.shape(signed(at)) == CUE);
    cue.frame == CLAUSE && by && noun && verb
}

/// Whether an attribution only leads to another: "quoted Orr" of "quoted Orr as saying that".
fn leads_to(last: &AttributionMention, mention: &AttributionMention, window: &Window<'_>, cue: &CueAt) -> bool {
    let holds = |span: Span| last.content.iter().any(|c| c.contains(span));
    quoted_as(window, cue).is_some() && holds(mention.cue) && mention.source.is_some_and(holds)
}

/// Ends what a cue reports where all of it, cue and words, is what another reports: "Orr's claim that [the mill is safe] was
/// rejected", "Orr said [the mill was safe], according to Lind". A verb before one that no comma parts from it may be a
/// part of its clause.
fn part_from_verb(article: &Annotated<'_>, last: &mut AttributionMention, mention: &AttributionMention) {
    let subject = mention.content.iter().find(|c| c.contains(last.cue) && c.end < mention.cue.start);
    let (Some(subject), Some(content)) = (subject, last.content.last_mut()) else { return };
    let before = (article.tokens_of_span(last.cue).start as usize).checked_sub(1).and_then(|at| article.tokens.get(at));
    let noun = before.is_some_and(|t| is_owner(t) || article.pack.grammar.is(t, Use::DETERMINER | Use::ARTICLE));
    let parted = article.article.buffer()[subject.end as usize..].starts_with(',');
    if (noun || parted) && content.contains(mention.cue) && subject.end > content.start {
        content.end = subject.end;
    }
}

/// Whether nothing but its source follows a cue behind a comma: "..., says Orla's mayor", "it was shut, insists Ada Orr, the
/// owner". Without an owner, the words before need a verb of their own: "Orr, 40, says Lind left".
fn is_inverted(window: &Window<'_>, cue: &CueAt) -> bool {
    /// A longer source is a clause.
    const LONGEST: usize = 12;
    /// Fewer words before the comma are a name.
    const LEAST_BEFORE: usize = 2;
    let shape = |at: usize| window.shape(signed(at));
    let comma = cue.at.checked_sub(1).filter(|at| *at >= LEAST_BEFORE && shape(*at) == COMMA);
    let one_comma = comma.is_some_and(|comma| !(0..comma).any(|at| shape(at) == COMMA));
    if cue.frame != CLAUSE || !one_comma {
        return false;
    }
    let ends = |at: usize| shape(at) == STOP || (shape(at) == COMMA && opens_relative(window, at + 1));
    let end = (cue.end()..window.len()).find(|at| ends(*at)).unwrap_or(window.len());
    let noun = |at: usize| {
        let determiner = window.token(at).is_some_and(|t| window.article().pack.grammar.is(t, Use::DETERMINER));
        [NAME, SOURCE, FUNCTION, LOWER, PREPOSITION, COMMA].contains(&shape(at)) || determiner
    };
    let owns = |at: usize| window.token(at).is_some_and(is_owner);
    let owned = (cue.end()..end.saturating_sub(1)).any(owns);
    let clause = (0..cue.at).any(|at| shape(at) == AUXILIARY);
    let named = [NAME, FUNCTION, SOURCE].contains(&shape(cue.end()));
    end > cue.end() && end - cue.end() <= LONGEST && (cue.end()..end).all(noun) && (owned || (clause && named))
}

fn is_owner(token: &Token) -> bool {
    token.is(Class::POSSESSIVE)
}

/// Whether a cue goes on after a conjunction: "called it grim and asked him to resign".
fn is_second_verb(window: &Window<'_>, cue: &CueAt) -> bool {
    let joined = cue.at.checked_sub(1).and_then(|at| window.token(at));
    let verb = [CLAUSE, ADDRESS, QUESTION, OBJECT, INFINITIVE].contains(&cue.frame);
    verb && joined.is_some_and(|t| window.article().pack.names.cue(t.word).contains(NameCue::CONJUNCTION))
}

/// Words before a source between commas with the rest of their clause behind it: "[The quay], Orr said on Monday, [is safe]".
fn with_rest(window: &Window<'_>, cue: &CueAt, mut ranges: Ranges) -> Ranges {
    /// How many words may stand between the cue and the comma.
    const BEHIND: usize = 5;
    let shape = |at: usize| window.shape(signed(at));
    let [before] = ranges.as_slice() else { return ranges };
    let verb = |range: &Positions| range.clone().any(|at| [AUXILIARY, CUE].contains(&shape(at)));
    let comma = (cue.end()..cue.end() + BEHIND).find(|at| shape(*at) == COMMA).filter(|at| shape(at + 1) == AUXILIARY);
    let Some(comma) = comma.filter(|_| cue.frame == CLAUSE && before.end <= cue.at && !verb(before)) else {
        return ranges;
    };
    let end = (comma + 1..window.len()).rev().find(|at| window.is_word(*at)).map_or(comma + 1, |at| at + 1);
    ranges.push(comma + 1..end);
    ranges
}

/// Whether words before a verb of saying are parted from it, or its subject in the passive: "..., Orr said", "... was denied".
fn is_parted(window: &Window<'_>, cue: &CueAt, said: &Positions) -> bool {
    let grammar = &window.article().pack.grammar;
    let parts = |at: usize| {
        [COMMA, DASH, QUOTE, CLOSE, COLON, STOP].contains(&window.shape(signed(at)))
            || window.token(at).is_some_and(|t| grammar.is(t, Use::PASSIVE))
    };
    cue.frame != CLAUSE || said.end > cue.at || (said.end..cue.at).any(parts)
}

/// On which side a cue with these scores reports, and how likely it reports at all, in log-odds; `None` if that is below
/// `least`.
fn side(scores: [f32; CLASSES], least: f32) -> Option<(Side, f32)> {
    /// A little more than the logarithm of how many classes there are: all of them are no likelier than as many of the best.
    const ALL: f32 = 1.1;
    let (side, best) = Side::ALL.into_iter().zip(scores).reduce(|a, b| if b.1 > a.1 { b } else { a })?;
    if best + ALL < least {
        return None;
    }
    let all: f32 = scores.iter().map(|s| s.exp()).sum();
    Some((side, all.ln())).filter(|(_, score)| *score >= least)
}
