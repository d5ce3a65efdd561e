//! The cues of an article's sentences: every word that may report something, outside of quoted speech.
//!
//! In: a [`View`], and what is known of its quotations. Out: sentences with their cues, in text order.
//! Invariant: training and use walk the same sentences and the same cues.

use std::ops::Range;

use super::features::CueAt;
use super::window::{View, Window};
use crate::annotate::Annotated;
use crate::model::{BlockKind, Class, Evidential, Span};

/// What is known of the quotations of an article before reported words are looked for.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Quoted speech, in text order.
    pub speech: Vec<Span>,
    /// Words between marks that no cue introduces, in text order.
    pub fragments: Vec<Span>,
    /// The cues that introduce quoted speech, in text order.
    pub taken: Vec<Span>,
}

impl Known {
    /// Whether words stand in quoted speech.
    pub(super) fn is_speech(&self, said: Span) -> bool {
        let first = self.speech.partition_point(|s| s.end <= said.start);
        self.speech.get(first).is_some_and(|s| s.contains(said))
    }

    /// What is known of the quotations in a sentence.
    fn within(&self, sentence: Span) -> KnownWithin<'_> {
        KnownWithin { speech: overlapping(&self.speech, sentence), taken: overlapping(&self.taken, sentence) }
    }
}

/// Those of some spans in text order that overlap one.
fn overlapping(spans: &[Span], span: Span) -> &[Span] {
    let behind = &spans[spans.partition_point(|s| s.end <= span.start)..];
    &behind[..behind.iter().take_while(|s| s.start < span.end).count()]
}

/// What is known of the quotations in a sentence: mostly there are none.
struct KnownWithin<'k> {
    speech: &'k [Span],
    taken: &'k [Span],
}

impl KnownWithin<'_> {
    /// Whether a cue introduces quoted speech, or stands in it.
    fn has(&self, cue: &CueAt, window: &Window<'_>) -> bool {
        if self.speech.is_empty() && self.taken.is_empty() {
            return false;
        }
        let cue = cue.span(window);
        self.taken.contains(&cue) || self.speech.iter().any(|s| s.contains(cue))
    }
}

/// A sentence with its cues.
pub(super) struct Reading<'a> {
    /// Its index.
    pub sentence: u32,
    pub window: Window<'a>,
    /// Whether it is a headline: in such a block, or a line without a stop at its end.
    pub headline: bool,
    /// Where its cues stand among those of the article.
    pub cues: Range<usize>,
}

/// The sentences of an article that hold cues, and the cues of all of them.
pub(super) fn readings<'a>(view: &'a View<'a>, known: &Known) -> (Vec<Reading<'a>>, Vec<FoundCue>) {
    let article = view.article;
    let mut readings = Vec::with_capacity(article.segmentation.sentences.len());
    let mut found = Vec::with_capacity(view.most_cues());
    for sentence in article.claim_sentences() {
        let window = view.window(article.sentence_tokens[sentence as usize].clone());
        let first = found.len();
        let known = known.within(article.segmentation.sentences[sentence as usize].span);
        found.extend(cues(&window).filter(|(cue, _)| !known.has(cue, &window)));
        if found.len() > first {
            readings.push(Reading {
                sentence,
                headline: is_headline(article, sentence),
                window,
                cues: first..found.len(),
            });
        }
    }
    (readings, found)
}

/// A cue, and how it presents what it reports.
pub(super) type FoundCue = (CueAt, Evidential);

/// How far into a sentence a colon may part a source from its words.
const COLON_WITHIN: usize = 9;

/// The cues of a window, and how each presents what it reports.
pub(super) fn cues(window: &Window<'_>) -> impl Iterator<Item = FoundCue> {
    let reporting = &window.article().pack.reporting;
    window.introducing().filter_map(move |at| {
        let tokens = window.tokens_from(at);
        if tokens.first()?.is(Class::REPORTING) {
            let (form, cue) = reporting.form_at(tokens)?;
            Some((CueAt::new(window, at, form, cue), cue.evidential))
        } else {
            (1..COLON_WITHIN).contains(&at).then(|| (CueAt::mark(window, at), Evidential::Asserts))
        }
    })
}

fn is_headline(article: &Annotated<'_>, sentence: u32) -> bool {
    let sentence = &article.segmentation.sentences[sentence as usize];
    article.segmentation.block_of(sentence).kind == BlockKind::Headline
        || !article.article.slice(sentence.span).ends_with(['.', '?', '!', '”', '"', '\'', '’', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::attribution::tests::with;
    use crate::text::{Value, Word, ending, word_id};

    #[test]
    fn a_cue_ends_as_it_is_written() {
        for text in [
            "Orr said it.",
            "Orr WARNED that it fell.",
            "The report’s author says so.",
            "According to Orr, it is.",
            "Orr: No.",
        ] {
            with(text, |article| {
                let view = View::new(article, &[]);
                let window = view.window(article.sentence_tokens[0].clone());
                let found: Vec<FoundCue> = cues(&window).collect();
                assert!(!found.is_empty(), "{text}");
                for (cue, _) in found.iter().filter(|(cue, _)| cue.suffix != Word::NONE) {
                    let written = Value::word(word_id(ending(window.text(cue.at))));
                    assert_eq!(cue.suffix, article.pack.attribution.vocabulary.word(written), "{text}");
                }
            });
        }
    }
}
