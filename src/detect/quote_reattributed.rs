//! The same words in another mouth.
//!
//! # What it finds
//! One utterance that two outlets give to two speakers, both named; at severity info, one named and one described
//! ("an aide") where neither article says that the two are one.
//!
//! # Why it matters
//! Who said it is half of a quotation.
//!
//! # Example
//! “We will not pay,” the minister, Ana Roth, said. / “We will not pay,” said Jon Hale, her deputy.
//!
//! # Stays silent on
//! "the minister" / "Mr Lee" when an article calls him so; two people of whom one article names both beside the words;
//! pronouns that no other outlet explains; two spellings of one name; short phrases that several people use.

use rustc_hash::{FxHashMap, FxHashSet};

use super::phrase::{quoted, runs_together};
use super::quotes::QuotePair;
use super::sources::{Sources, source_span};
use super::{Detector, StoryView};
use crate::annotate::Annotated;
use crate::language::{NameCue, People};
use crate::model::{
    Between, Claim, ClaimIndex, Class, Discrepancy, DiscrepancyKind, Match, Severity, Span, Token, WordId,
};
use crate::score::quote::{QuoteComparison, compare_in_context};

/// Fewer words in common may be said by two people.
const LEAST_SHARED: u32 = 6;
/// How much of both must be the same: two statements may share a formula.
const LEAST_RATIO: f64 = 0.6;
/// A smaller share of the words in common may be two utterances on one subject.
const LEAST_SIMILAR: f64 = 0.8;

/// See the module.
pub(super) struct QuoteReattributed;

impl Detector for QuoteReattributed {
    fn kind(&self) -> DiscrepancyKind {
        DiscrepancyKind::QuoteReattributed
    }

    fn detect(&self, story: &StoryView<'_>, out: &mut Vec<Discrepancy>) {
        let sure = sure_claims(story);
        // claims of one wording may stand in one variant though their speakers differ
        let others: Vec<QuotePair> = story.matches.iter().filter_map(|m| one_wording(story, &sure, m)).collect();
        for pair in story.quote_pairs().iter().chain(&others) {
            // of one outlet's articles both must name the speaker, beside most of the words
            let named = || [pair.a.claim, pair.b.claim].into_iter().all(|c| is_sure(story, story.claim(c)));
            let whole = pair.words.ratio >= LEAST_RATIO;
            if pair.both_direct(story)
                && pair.words.shared >= LEAST_SHARED
                && pair.words.similarity >= LEAST_SIMILAR
                && (whole || is_part(&pair.words))
                && (two_outlets(story, pair) || (whole && named()))
            {
                out.extend(row(story, &sure, pair));
            }
        }
    }
}

/// Whether two outlets stand against each other; of one outlet's articles, the later quotes from the earlier.
fn two_outlets(story: &StoryView<'_>, pair: &QuotePair) -> bool {
    let (a, b) = pair.claims(story);
    !story.are_of_one_outlet(a, b)
}

/// Whether the one quotation is a part of the other, and no formula: enough words, with none changed.
fn is_part(words: &QuoteComparison) -> bool {
    /// Words of a sentence that two people do not happen to say alike.
    const LEAST: u32 = 9;
    /// Nearly all of the shorter one.
    const WHOLE: f64 = 0.99;
    words.shared >= LEAST && words.similarity >= WHOLE && words.altered == 0
}

/// The claims whose speaker is sure: named beside the words, or a pronoun for somebody to whom another outlet, which is
/// sure, gives the same words.
fn sure_claims(story: &StoryView<'_>) -> FxHashSet<ClaimIndex> {
    let quotes = |m: &&Match| [m.a, m.b].iter().all(|c| story.claim(*c).quote().is_some());
    let mut known: FxHashMap<ClaimIndex, bool> = FxHashMap::default();
    let mut confirmed = FxHashSet::default();
    for found in story.matches.iter().filter(quotes) {
        let [a, b] = [found.a, found.b].map(|c| *known.entry(c).or_insert_with(|| is_sure(story, story.claim(c))));
        let (open, by) = match (a, b) {
            (true, false) => (found.b, found.a),
            (false, true) => (found.a, found.b),
            _ => continue,
        };
        let (claim, other) = (story.claim(open), story.claim(by));
        if is_pronoun(story, claim)
            && story.sources(claim, other) == Sources::Same
            && compare_in_context(story.claims, open, by).ratio >= LEAST_SIMILAR
        {
            confirmed.insert(open);
        }
    }
    confirmed.extend(known.into_iter().filter_map(|(claim, sure)| sure.then_some(claim)));
    confirmed
}

/// Whether a claim's speaker is given by a pronoun, whose name its article tells.
fn is_pronoun(story: &StoryView<'_>, claim: &Claim) -> bool {
    let article = story.claims.article_of(claim);
    let Some(source) = claim.attribution.source else { return false };
    let tokens = article.tokens_in(&article.tokens_of_span(source));
    claim.attribution.source_name.is_some() && tokens.len() == 1 && tokens[0].is(Class::PRONOUN)
}

/// The pair of a match between two quotations of one group whose speakers differ, or may.
fn one_wording(story: &StoryView<'_>, sure: &FxHashSet<ClaimIndex>, found: &Match) -> Option<QuotePair> {
    let group = found.group?;
    let (a, b) = (story.claim(found.a), story.claim(found.b));
    if a.quote().is_none() || b.quote().is_none() {
        return None;
    }
    severity(story, sure, (found.a, found.b))?;
    let words = compare_in_context(story.claims, found.a, found.b);
    let (a, b) = story.sides(&[found.a], &[found.b])?;
    Some(QuotePair { group, a, b, words, similarity: found.similarity })
}

/// How much it matters that two claims name these speakers; nothing where they are one, or too little is sure.
fn severity(story: &StoryView<'_>, sure: &FxHashSet<ClaimIndex>, (a, b): (ClaimIndex, ClaimIndex)) -> Option<Severity> {
    let (sure_a, sure_b) = (sure.contains(&a), sure.contains(&b));
    let (a, b) = (story.claim(a), story.claim(b));
    let sources = story.sources(a, b);
    match (sure_a, sure_b) {
        (true, true) if sources == Sources::Different && !is_near(story, a, b) && !is_near(story, b, a) => {
            Some(Severity::Major)
        }
        (true, false) if sources != Sources::Same && is_described(story, b, a) => Some(Severity::Info),
        (false, true) if sources != Sources::Same && is_described(story, a, b) => Some(Severity::Info),
        _ => None,
    }
}

/// Whether the article of `claim` names the other's speaker beside the words, or as a part of its own: the speaker may be
/// that person under a description, or somebody who passes the words on.
fn is_near(story: &StoryView<'_>, claim: &Claim, other: &Claim) -> bool {
    /// How many bytes around the words.
    const AROUND: u32 = 200;
    let article = story.claims.article_of(claim);
    let Some(family) = family_of(story, other).map(|t| t.word) else { return false };
    let near = Span::new(claim.span.start.saturating_sub(AROUND), claim.span.end + AROUND);
    let said = |t: &Token| claim.pieces.iter().any(|piece| piece.contains(t.span));
    let names = |span: Span| {
        let range = article.tokens_of_span(span);
        // "the Hale government" is no speaker
        let of_body = |i: usize| article.tokens.get(i + 1).is_some_and(|t| t.is(Class::LABEL));
        let mut words = (range.start as usize..).zip(article.tokens_in(&range));
        words.any(|(i, t)| t.word == family && !said(t) && !of_body(i))
    };
    names(near) || source_span(claim).is_some_and(names)
}

/// The last word of a speaker's name, beside the words: its fullest mention may stand in a line that the page added.
fn family_of<'a>(story: &StoryView<'a>, claim: &Claim) -> Option<&'a Token> {
    let article = story.claims.article_of(claim);
    let source = claim.attribution.source.filter(|_| !is_pronoun(story, claim)).or_else(|| source_span(claim))?;
    article.tokens_in(&article.tokens_of_span(source)).iter().rfind(|t| t.is_content())
}

/// Whether a speaker is told of by office, party or place ("the Northland Liberal"): who that is, is not said there.
fn is_office(story: &StoryView<'_>, claim: &Claim) -> bool {
    let article = story.claims.article_of(claim);
    let (Some(source), Some(last)) = (claim.attribution.source, family_of(story, claim)) else { return false };
    let pack = article.pack;
    let words = article.tokens_in(&article.tokens_of_span(source));
    // "Cuban said", "Jeff Weaver said": names too
    let named = words.len() == 1 || words.iter().any(|t| pack.names.cue(t.word).contains(NameCue::GIVEN));
    !named && (pack.casualties.listed(last).is_some() || pack.names.aliases.single(last.word).is_some())
}

/// Whether a claim's speaker is given without a person's name ("an aide", "the report", "Velm Radio"), and nothing says that it
/// is the person whom `named` names: neither article uses a word of the description beside that name, and this one never names anybody so.
fn is_described(story: &StoryView<'_>, claim: &Claim, named: &Claim) -> bool {
    /// How many bytes beside a name may describe who it is.
    const BESIDE: u32 = 80;
    let attribution = &claim.attribution;
    let (Some(source), Some(cue)) = (attribution.source, attribution.cue) else { return false };
    // a body with a name ("Velm Radio said") is no person either
    let of = story.claims.article_of(claim);
    let is_body = |name| (story.is_body(claim, source) && story.is_body(claim, name)) || is_agency(of, name);
    if attribution.source_name.is_some_and(|name| !is_body(name)) {
        return false;
    }
    let (article, other) = (story.claims.article_of(claim), story.claims.article_of(named));
    let described = article.tokens_in(&article.tokens_of_span(source));
    let tells = |t: &Token| t.is(Class::SOURCE | Class::TITLE) || article.pack.casualties.listed(t).is_some();
    if attribution.source_name.is_none() && !described.iter().any(tells) {
        return false;
    }
    let mut nouns = described.iter().filter(|t| t.is_content() && !t.is(Class::DIGITS)).map(|t| t.stem).peekable();
    let Some(family) = family_of(story, named).map(|t| t.word) else { return false };
    if nouns.peek().is_none() || gap(cue, source) > NEAR || article.tokens.iter().any(|t| t.word == family) {
        return false;
    }
    let said: Vec<WordId> = nouns.collect();
    let mentions = other.tokens.iter().filter(|t| t.word == family);
    !mentions.map(|t| Span::new(t.span.start.saturating_sub(BESIDE), t.span.end + BESIDE)).any(|near| {
        // what is quoted tells nothing of who says it
        let around = other.tokens_in(&other.tokens_of_span(near)).iter();
        let mut around = around.filter(|t| !named.pieces.iter().any(|piece| piece.contains(t.span)));
        around.any(|t| said.contains(&t.stem))
    })
}

/// How many words of a title may stand between a body and the name of who speaks for it.
const TITLE_WORDS: usize = 4;

/// How many bytes may part the words from the cue, and the cue from the speaker.
const NEAR: u32 = 40;

/// Whether a claim's speaker is sure: named as a person beside the cue, and both close to the words, in their
/// sentence and outside them. A pronoun or a speaker of the sentence before may be misread.
fn is_sure(story: &StoryView<'_>, claim: &Claim) -> bool {
    let (Some(source), Some(cue)) = (claim.attribution.source, claim.attribution.cue) else { return false };
    let article = story.claims.article_of(claim);
    // "the New York Democrat" is somebody with another name
    let before = article.tokens.partition_point(|t| t.span.end <= source.start).checked_sub(1);
    let before = before.map(|i| article.tokens[i]).filter(|t| !cue.overlaps(t.span));
    let described = before.is_some_and(|t| t.is(Class::STOP) && !t.is(Class::PREPOSITION));
    // "an aide of Roth", but not "harbour master Ana Roth"
    let tokens = article.tokens_in(&article.tokens_of_span(source));
    let is_capital = |t: Option<&Token>| t.is_some_and(|t| t.is(Class::CAPITALISED));
    let ends_with_name = claim.attribution.source_name.is_some() && is_capital(tokens.last());
    let opens_small = !is_capital(tokens.first()) && !ends_with_name;
    // "said Port Union chief clerk Jon Hale" misread: the name belongs to what follows
    let rest = &article.tokens[article.tokens.partition_point(|t| t.span.start < source.end)..];
    let nouns =
        rest.iter().take(TITLE_WORDS).take_while(|t| t.is_content() && !t.is(Class::CAPITALISED | Class::DATE)).count();
    let goes_on =
        nouns > 0 && rest.get(nouns).is_some_and(|t| t.is(Class::CAPITALISED) && !t.is(Class::STOP | Class::DATE));
    let person = story.is_person(claim, source) && is_name(story, claim) && !is_office(story, claim);
    let person = person && !described && !opens_small && !goes_on;
    let outside = !claim.pieces.iter().any(|piece| piece.overlaps(source) || piece.overlaps(cue));
    let beside = claim.pieces.iter().any(|piece| gap(*piece, cue.hull(source)) <= NEAR);
    person && outside && beside && gap(cue, source) <= NEAR
}

/// Whether a claim's speaker is given by a name, and no other word with a capital beside the words ("Update: ...", "Police
/// said", "Reports", "Captain", "the Courier reported").
fn is_name(story: &StoryView<'_>, claim: &Claim) -> bool {
    const COMMON: Class = Class::SOURCE.union(Class::TITLE).union(Class::DATE).union(Class::NUMBER).union(Class::STOP);
    const BODY: NameCue = NameCue::ORGANISATION.union(NameCue::PLACE).union(NameCue::TOPIC);
    let (article, attribution) = (story.claims.article_of(claim), &claim.attribution);
    let (Some(name), Some(source)) = (attribution.source_name, attribution.source) else { return false };
    let pack = article.pack;
    let mention = article.tokens_in(&article.tokens_of_span(source));
    // "the Courier", but not "the Courier's Ana Roth"
    let owned = mention.iter().rev().skip(1).any(|t| t.is(Class::POSSESSIVE));
    let definite = !owned && mention.first().is_some_and(|t| pack.names.cue(t.word).contains(NameCue::ARTICLE));
    if runs_together(article.article.slice(name)) {
        return false;
    }
    let [token] = article.tokens_in(&article.tokens_of_span(name)) else { return !definite };
    let plural = token.stem != token.word && pack.names.aliases.single(token.word).is_some();
    let common = token.is(COMMON)
        || pack.names.cue(token.word).intersects(BODY)
        || pack.casualties.listed(token) == Some(People::Many)
        || is_agency(article, name);
    !definite && !common && !plural
}

/// Whether a name is that of a news agency.
fn is_agency(article: &Annotated<'_>, name: Span) -> bool {
    article.pack.agencies.named(article.article.slice(name)).is_some()
}

/// Bytes between two spans.
const fn gap(a: Span, b: Span) -> u32 {
    if a.end <= b.start { b.start - a.end } else { a.start.saturating_sub(b.end) }
}

fn row(story: &StoryView<'_>, sure: &FxHashSet<ClaimIndex>, pair: &QuotePair) -> Option<Discrepancy> {
    let (claim_a, claim_b) = pair.claims(story);
    let severity = severity(story, sure, (pair.a.claim, pair.b.claim))?;
    let (speaker_a, speaker_b) = (story.source_name(claim_a)?, story.source_name(claim_b)?);
    let (outlet_a, outlet_b) = story.outlets(claim_a, claim_b);
    let (mut a, mut b) = (pair.a.clone(), pair.b.clone());
    a.value.clone_from(&speaker_a);
    b.value.clone_from(&speaker_b);
    Some(Discrepancy {
        id: String::new(),
        kind: DiscrepancyKind::QuoteReattributed,
        group: Some(pair.group),
        severity,
        confidence: None,
        summary: format!(
            "{outlet_a} gives these words to {speaker_a}, {outlet_b} to {speaker_b}: {}.",
            quoted(&story.words(claim_a, claim_a.span))
        ),
        difference: format!("[-{speaker_a}-]{{+{speaker_b}+}}"),
        departs: None,
        // one utterance has one speaker: the outlets differ, not what they cite
        between: Between::Outlets,
        why: format!(
            "quote-reattributed: {} words in common, and {} (similarity {})",
            pair.words.shared,
            if severity == Severity::Info {
                "one speaker is named, the other described, who may be one"
            } else {
                "the speakers named share no word of their names"
            },
            pair.similarity.get()
        ),
        a,
        b,
    })
}

#[cfg(test)]
mod tests {
    use crate::detect::cases::{between_first, with_story};
    use crate::detect::detect;
    use crate::model::{ClaimKind, Discrepancy, DiscrepancyKind, Severity};

    const WORDS: &str = "“The harbour will stay closed until every crane is checked and repaired”";

    /// The severities of what is found between two articles' quotations of the same words.
    fn found(a: &str, b: &str) -> Vec<Severity> {
        let [a, b] = [a, b].map(|who| who.replace("{}", WORDS));
        let rows = between_first(ClaimKind::Quote, &[("North", "2031-05-01", &a), ("South", "2031-05-01", &b)]);
        rows.iter().filter(|r| r.kind == DiscrepancyKind::QuoteReattributed).map(|r| r.severity).collect()
    }

    #[test]
    fn two_people_are_major() {
        for (a, b) in [
            ("{}, Roth said.", "{}, said Jon Hale."),
            ("Roth told reporters: {}.", "According to Hale, {}."),
            ("{}, said Ana Roth.", "{}, Ana Hale said."),
            ("Ana Roth: {}.", "{}, said Jon Hale."),
            ("{}, harbour master Ana Roth said.", "{}, said Jon Hale."),
            ("{}, Tom Weaver said.", "{}, said Jon Hale."),
            ("{}, Weaver said.", "{}, said Jon Hale."),
            ("{}, the Courier's Ana Roth said.", "{}, said Jon Hale."),
            ("{}, Ana Roth said. The Hale regime fell silent.", "{}, said Jon Hale."),
        ] {
            assert_eq!(found(a, b), [Severity::Major], "{a} / {b}");
        }
    }

    #[test]
    fn a_part_of_the_words_is_enough_where_it_is_no_formula() {
        let whole = "“The harbour will stay closed until every crane is checked and repaired, and whoever let it rust for \
                     thirty years while the town paid for paint will answer for it,” said Jon Hale.";
        let part = "“The harbour will stay closed until every crane is checked and repaired,” Ana Roth said.";
        let formula = "“The harbour will stay closed,” Ana Roth said.";
        assert_eq!(found(whole, part), [Severity::Major]);
        assert_eq!(found(whole, formula), []);
    }

    #[test]
    fn a_pronoun_counts_where_another_outlet_names_who_it_is() {
        let pronoun = format!("Ana Roth came to the quay at noon. {WORDS}, she said.");
        let (named, other) = (format!("{WORDS}, Ana Roth said."), format!("{WORDS}, said Jon Hale."));
        // in how many rows the first article's words stand
        let rows = |tellings: &[(&str, &str, &str)]| {
            with_story(tellings, |story, notes| {
                let found = detect(story, notes);
                let rows = found.iter().filter(|r| r.kind == DiscrepancyKind::QuoteReattributed);
                let first = |r: &&Discrepancy| {
                    r.a.claims.iter().chain(&r.b.claims).any(|claim| story.claim(*claim).article == 0)
                };
                rows.filter(first).count()
            })
        };
        let (a, b) = (("North", "2031-05-01", pronoun.as_str()), ("South", "2031-05-01", other.as_str()));
        assert_eq!(rows(&[a, b]), 0);
        assert_eq!(rows(&[a, b, ("East", "2031-05-01", named.as_str())]), 1);
    }

    #[test]
    fn a_person_and_a_description_are_info() {
        for (a, b) in [
            ("{}, a dock worker said.", "{}, said Jon Hale."),
            ("{}, the report said.", "{}, Jon Hale said."),
            ("{}, the Velm Council said.", "{}, Jon Hale said."),
            ("{}, Reuters reported.", "{}, Jon Hale said."),
        ] {
            assert_eq!(found(a, b), [Severity::Info], "{a} / {b}");
        }
    }

    #[test]
    fn one_person_is_silent() {
        for (a, b) in [
            ("{}, Roth said.", "{}, said Ana Roth."),
            ("{}, she said.", "{}, said Ana Roth."),
            ("{}, the harbour master said.", "{}, said Ana Roth, the harbour master."),
            ("{}, the minister said.", "Ana Roth, the minister, came to the quay. {}, said Roth."),
            ("{}, Mohamed Salahi said.", "{}, said Muhammad Salahy."),
            ("{}, Oleh Hrynak said.", "{}, said Oleh Grinak."),
            ("{}, the Velm Council said.", "{}, said Ana Roth of the Velm Council."),
            ("Update: {}.", "{}, said Ana Roth."),
            ("{}, Captain said.", "{}, said Ana Roth."),
            ("{}, Canadians said.", "{}, said Ana Roth."),
            ("{}, the Courier reported.", "{}, said Ana Roth."),
            ("{}. Jon Hale agreed.", "{}, said Ana Roth."),
            ("Roth was firm. {}. Jon Hale agreed.", "{}, said Ana Roth."),
            ("{}, the Canadian Democrat said.", "{}, said Ana Roth."),
            ("{}, Jon Hale said, reading from a letter by Roth.", "{}, said Ana Roth."),
        ] {
            assert!(found(a, b).is_empty(), "{a} / {b}");
            assert!(found(b, a).is_empty(), "{b} / {a}");
        }
    }
}
