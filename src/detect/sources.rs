//! Between whom a difference stands: two outlets, two sources, or two days of one source.
//!
//! In: the attribution of both shown claims. Out: [`Between`], and whether the severity is capped.
//! Invariant: sources count as different only where both have a name or kind and these differ.

use crate::annotate::NameId;
use crate::model::{Between, Claim, Class, DateRange, NameKind, Severity, Span, Token, WordId};

use super::StoryView;

/// How the sources of two claims stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sources {
    /// Neither claim, or only one of them, names a source.
    Unstated,
    /// Both cite the same source.
    Same,
    /// They cite different ones.
    Different,
}

impl StoryView<'_> {
    /// How the sources of two claims stand to each other.
    #[must_use]
    pub fn sources(&self, a: &Claim, b: &Claim) -> Sources {
        // who acts says nothing: "the group claimed responsibility"
        let cited = |claim| source_span(claim).filter(|_| !self.is_act(claim));
        let (Some(in_a), Some(in_b)) = (cited(a), cited(b)) else { return Sources::Unstated };
        let (people_a, people_b) = (self.named(a, in_a, true), self.named(b, in_b, true));
        if !people_a.is_empty() && !people_b.is_empty() {
            let shared = people_a.iter().any(|id| people_b.contains(id)) || self.share_a_name(a, in_a, b, in_b);
            return if shared || self.nearly_one_name(a, in_a, b, in_b) { Sources::Same } else { Sources::Different };
        }
        let (words_a, words_b) = (self.source_words(a, in_a), self.source_words(b, in_b));
        if words_a.is_empty() || words_b.is_empty() {
            return Sources::Unstated;
        }
        let (names_a, names_b) = (self.named(a, in_a, false), self.named(b, in_b, false));
        if words_a.iter().any(|word| words_b.contains(word)) || names_a.iter().any(|id| names_b.contains(id)) {
            return Sources::Same;
        }
        // a person against a body or an office ("the minister said") may be one voice
        if self.is_person(a, in_a) == self.is_person(b, in_b) { Sources::Different } else { Sources::Unstated }
    }

    /// Whether a source reads as a person: it mentions one, or is nothing but a capital word or two ("Lee said").
    #[must_use]
    pub fn is_person(&self, claim: &Claim, span: Span) -> bool {
        /// Words of a name that stands alone.
        const LONE: usize = 2;
        if !self.named(claim, span, false).is_empty() {
            return !self.named(claim, span, true).is_empty();
        }
        let article = self.claims.article_of(claim);
        let tokens = article.tokens_in(&article.tokens_of_span(span));
        let name = |t: &Token| t.is(Class::CAPITALISED) && !t.is(Class::STOP | Class::SOURCE | Class::PRONOUN);
        !tokens.is_empty() && tokens.len() <= LONE && tokens.iter().all(name)
    }

    /// Whether a source mentions names of bodies, and nobody's.
    #[must_use]
    pub fn is_body(&self, claim: &Claim, span: Span) -> bool {
        let mentions = &self.claims.article_of(claim).names;
        let first = mentions.partition_point(|m| m.span.end <= span.start);
        let mut inside = mentions[first..].iter().take_while(|m| m.span.start < span.end).peekable();
        inside.peek().is_some() && inside.all(|m| m.kind == NameKind::Organisation)
    }

    /// The names that a source mentions: people, or anything.
    fn named(&self, claim: &Claim, span: Span, people: bool) -> Vec<NameId> {
        let mentions = &self.claims.article_of(claim).names;
        let first = mentions.partition_point(|m| m.span.end <= span.start);
        let inside = (first..).zip(&mentions[first..]).take_while(|(_, m)| m.span.start < span.end);
        inside
            .filter(|(_, m)| !people || matches!(m.kind, NameKind::Person | NameKind::Other))
            .filter_map(|(i, _)| self.claims.names.id_of(claim.article, u32::try_from(i).ok()?))
            .collect()
    }

    /// Between whom a difference of two claims stands.
    #[must_use]
    pub fn between(&self, a: &Claim, b: &Claim) -> Between {
        match self.sources(a, b) {
            Sources::Different => Between::Sources,
            Sources::Same => match (self.occasion(a), self.occasion(b)) {
                (Some(day_a), Some(day_b)) if !day_a.overlaps(&day_b) => Between::Times,
                _ => Between::Outlets,
            },
            Sources::Unstated => Between::Outlets,
        }
    }

    /// The severity after the rule of sources: at most minor where sources or times differ.
    #[must_use]
    pub fn capped(&self, severity: Severity, between: Between) -> Severity {
        if between == Between::Outlets { severity } else { severity.min(Severity::Minor) }
    }

    /// The day on which a claim's source spoke: the date nearest to the cue, outside all that was said.
    #[must_use]
    pub fn occasion(&self, claim: &Claim) -> Option<DateRange> {
        /// How many bytes may stand between cue and day ("told reporters in the capital on Sunday").
        const REACH: u32 = 60;
        let cue = claim.attribution.cue?;
        let article = self.claims.article_of(claim);
        let said = article.attributions.iter().find(|a| a.cue == cue).map_or(&[][..], |a| &a.content);
        let first = article.dates.partition_point(|d| d.span.end + REACH < cue.start);
        article.dates[first..]
            .iter()
            .take_while(|d| d.span.start <= cue.end + REACH)
            .filter(|d| !claim.pieces.iter().chain(said).any(|p| p.overlaps(d.span)))
            .filter(|d| article.sentence_at(d.span.start) == article.sentence_at(cue.start))
            .min_by_key(|d| (distance(d.span, cue), d.span.start))?
            .range
    }

    /// The stems that identify a source: those of its content words, or of the last word.
    fn source_words(&self, claim: &Claim, span: Span) -> Vec<WordId> {
        let article = self.claims.article_of(claim);
        let range = article.tokens_of_span(span);
        article.tokens_in(&range).iter().filter(|t| t.is_content()).map(|t| t.stem).collect()
    }

    /// Whether two sources share a word that can be one person's name: more than the given name of two full names.
    fn share_a_name(&self, a: &Claim, in_a: Span, b: &Claim, in_b: Span) -> bool {
        let (words_a, words_b) = (self.source_words(a, in_a), self.source_words(b, in_b));
        let given_only = |words: &[WordId], others: &[WordId]| {
            words.len() > 1 && words[1..].iter().all(|word| !others.contains(word))
        };
        let both_named = a.attribution.source_name.is_some() && b.attribution.source_name.is_some();
        let two_people = both_named && given_only(&words_a, &words_b) && given_only(&words_b, &words_a);
        !two_people && words_a.iter().any(|word| words_b.contains(word))
    }

    /// Whether the last words of two names are one name in two spellings.
    fn nearly_one_name(&self, a: &Claim, in_a: Span, b: &Claim, in_b: Span) -> bool {
        let last = |claim: &Claim, span| {
            let words = self.words(claim, span);
            words.rsplit(' ').next().unwrap_or_default().to_lowercase()
        };
        let others = self.source_words(b, in_b);
        let given = self.source_words(a, in_a).iter().any(|word| others.contains(word));
        let (a, b) = (last(a, in_a), last(b, in_b));
        let least = if given { SPELLING_AFTER_GIVEN_NAME } else { SPELLING };
        a.len() > 3 && b.len() > 3 && strsim::jaro_winkler(&a, &b) >= least
    }
}

/// Jaro-Winkler similarity from which two family names are spellings of one.
const SPELLING: f64 = 0.9;
/// The same where the given names are one: transliterations differ in first letters too.
const SPELLING_AFTER_GIVEN_NAME: f64 = 0.75;

/// The fullest mention of a claim's source.
pub(super) fn source_span(claim: &Claim) -> Option<Span> {
    claim.attribution.source_name.or(claim.attribution.source)
}

/// Bytes between two spans.
fn distance(a: Span, b: Span) -> u32 {
    if a.end <= b.start { b.start - a.end } else { a.start.saturating_sub(b.end) }
}
