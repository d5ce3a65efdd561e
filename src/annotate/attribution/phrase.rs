//! The words that name a source: the noun phrase around its head, with titles, complements and appositions.
//!
//! In: a cue in a window, and the head of its source. Out: a [`Phrase`].
//! Invariant: a phrase stays in its window, on its head's side of the cue.

use super::clause::{self, Antecedent};
use super::features::CueAt;
use super::window::{
    COMMA, CONJUNCTION, CUE, DASH, EDGE, FUNCTION, LOWER, NAME, NUMBER, PREPOSITION, PRONOUN, Positions, QUOTE, SOURCE,
    STOP, Window, signed,
};
use crate::language::{NameCue, Use};
use crate::model::{Class, Token, TokenRange};

/// The words that name a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    /// Its tokens in the article.
    pub tokens: TokenRange,
    /// The token that says who it is.
    pub head: u32,
    /// Whether it names two sources.
    pub conjoined: bool,
}

impl Phrase {
    fn new(window: &Window<'_>, positions: Positions, head: usize) -> Self {
        Self { tokens: window.tokens(&positions), head: window.index(head), conjoined: false }
    }

    /// The phrase around a head: its titles and modifiers before it, the rest of a name after it, and
    /// what a preposition or an apposition adds to it ("Orr of Velm", "Orr, the mayor,").
    pub(super) fn around(window: &Window<'_>, cue: &CueAt, head: usize) -> Self {
        let head = possessed(window, cue, head);
        let mention = head;
        let Antecedent { head, edge, by_relative } = clause::antecedent(window, cue, head);
        if window.shape(signed(head)) == PRONOUN || by_relative {
            // "who" is the mention, whom it stands for the head
            return Self::new(window, mention..mention + 1, head);
        }
        let head = owned(window, cue, head);
        let fence = if head < cue.at { 0 } else { cue.end() };
        let end = forward(window, head, if head < cue.at { edge } else { window.len() });
        let end = if end > head + 1 { owned(window, cue, end - 1) + 1 } else { end };
        let mut main = end - 1;
        let mut start = backward(window, head, fence);
        if head >= cue.end() {
            return behind(window, cue.end(), start..end, main);
        }
        let before_cue = end + ADVERBS >= edge;
        for _ in 0..MOST_PARTS {
            if !before_cue || start < fence + 2 {
                break;
            }
            let (joint, last) = (window.shape(signed(start) - 1), window.shape(signed(start) - 2));
            let complement = joint == PREPOSITION && [NAME, SOURCE].contains(&last);
            let apposition = joint == COMMA
                && last == NAME
                && window.shape(signed(start)) != NAME
                && window.shape(signed(end)) == COMMA;
            if complement || apposition {
                main = start - 2;
                start = backward(window, main, fence);
            } else if let Some((noun, from)) =
                clause::opening_noun(window, start, fence).filter(|_| joint == PREPOSITION)
            {
                main = noun;
                start = from;
            } else {
                break;
            }
        }
        let phrase = Self::new(window, start..end, main);
        match conjoined(window, cue, start..end) {
            Some(both) => Self { tokens: window.tokens(&both), conjoined: true, ..phrase },
            None => phrase,
        }
    }
}

/// A phrase behind its cue: two names, or a description with the name that follows it ("said his lawyer, Ada Lind.").
fn behind(window: &Window<'_>, from: usize, phrase: Positions, main: usize) -> Phrase {
    let shape = |at: usize| window.shape(signed(at));
    // "said one of the engineers", "said a spokesman for the trust"
    let part = |at: usize| [FUNCTION, LOWER, SOURCE, NUMBER, PREPOSITION, NAME].contains(&shape(at));
    if from < phrase.start
        && phrase.start - from <= MOST_WORDS + 1
        && (from..phrase.start).all(part)
        && shape(phrase.start - 1) == PREPOSITION
    {
        let noun = (from..phrase.start)
            .find(|at| clause::is_person(window, *at) || window.token(*at).is_some_and(|t| t.is(Class::NUMBER)));
        let name = Some(phrase.start - 2).filter(|at| *at >= from && shape(*at) == NAME);
        if let Some(noun) = name.or(noun) {
            return Phrase::new(window, from..phrase.end, noun);
        }
    }
    let found = Phrase::new(window, phrase.clone(), main);
    if let Some(both) = conjoined_behind(window, phrase.clone()) {
        return Phrase { tokens: window.tokens(&both), conjoined: true, ..found };
    }
    let described =
        [LOWER, SOURCE].contains(&shape(main)) && shape(phrase.end) == COMMA && shape(phrase.end + 1) == NAME;
    if described {
        let end = forward(window, phrase.end + 1, window.len());
        if [EDGE, COMMA, QUOTE, STOP, DASH].contains(&shape(end)) {
            return Phrase::new(window, phrase.start..end, end - 1);
        }
    }
    match told_by(window, &phrase, main) {
        Some(end) => Phrase::new(window, phrase.start..end, main),
        None => found,
    }
}

/// Where the words end that tell of somebody unnamed behind a cue: "according to two people familiar with the matter".
fn told_by(window: &Window<'_>, phrase: &Positions, main: usize) -> Option<usize> {
    let shape = |at: usize| window.shape(signed(at));
    let grammar = &window.article().pack.grammar;
    let (adjective, joint) = (phrase.end, phrase.end + 1);
    let narrows = window.token(adjective).is_some_and(|t| grammar.is(t, Use::NARROWING));
    // "familiar" tells elsewhere what somebody thinks
    let attitude = |at: usize| window.token(at).is_some_and(|t| window.article().pack.reporting.is_adjective(t.word));
    let tells = (shape(adjective) == LOWER || attitude(adjective))
        && !narrows
        && !is_adverb(window, adjective)
        && shape(joint) == PREPOSITION;
    let end =
        (joint + 1..window.len()).take(MOST_WORDS).find(|at| ![FUNCTION, LOWER, SOURCE, NAME].contains(&shape(*at)));
    let end = end.unwrap_or(window.len()).min(joint + 1 + MOST_WORDS);
    let closed = end > joint + 1 && [EDGE, COMMA, QUOTE, STOP, DASH].contains(&shape(end));
    (main + 1 == phrase.end && clause::is_person(window, main) && tells && closed).then_some(end)
}

/// Two names before a cue that are one source: "Orr and Lind said".
fn conjoined(window: &Window<'_>, cue: &CueAt, name: Positions) -> Option<Positions> {
    let shape = |at: isize| window.shape(at);
    let start = signed(name.start);
    if name.start >= cue.at || name.start < 2 || shape(start - 1) != CONJUNCTION {
        return None;
    }
    let last = name.start - 2;
    if shape(start - 2) == NAME {
        // only a name: "they met Orr and Lind said" has one speaker
        let mut first = run_start(window, last);
        while shape(signed(first) - 1) == COMMA && shape(signed(first) - 2) == NAME {
            let before = run_start(window, first - 2);
            if ![EDGE, QUOTE, STOP, COMMA].contains(&shape(signed(before) - 1)) {
                break;
            }
            first = before;
        }
        let before = shape(signed(first) - 1);
        let opens = [EDGE, COMMA, QUOTE, STOP, DASH].contains(&before)
            || first.checked_sub(1).is_some_and(|at| is_both(window, at));
        return opens.then_some(first..name.end);
    }
    // "the ministry and the council": the first opens the sentence, so that no verb stands before
    let first = if clause::is_person(window, last) { backward(window, last, 0) } else { return None };
    let opens = [EDGE, QUOTE].contains(&shape(signed(first) - 1)) && last - first < MOST_WORDS;
    opens.then_some(first..name.end)
}

/// The start of the run of names that ends at `last`.
fn run_start(window: &Window<'_>, last: usize) -> usize {
    (1..=last).rev().find(|at| window.shape(signed(*at) - 1) != NAME).unwrap_or(0)
}

/// Whether a word says that two follow: "both".
fn is_both(window: &Window<'_>, at: usize) -> bool {
    window.token(at).is_some_and(|t| window.article().pack.grammar.is(t, Use::BOTH))
}

/// How many words the first of two sources has.
const MOST_WORDS: usize = 4;

/// Two names behind a cue that are one source: "said Orr and Lind.".
fn conjoined_behind(window: &Window<'_>, name: Positions) -> Option<Positions> {
    let shape = |at: isize| window.shape(at);
    let end = signed(name.end);
    let both = |kind| shape(end + 1) == kind && shape(end - 1) == kind;
    if shape(end) == CONJUNCTION && (both(NAME) || both(SOURCE)) {
        let last = forward(window, name.end + 1, window.len());
        let ends = [EDGE, COMMA, QUOTE, STOP, DASH].contains(&shape(signed(last)));
        return ends.then_some(name.start..last);
    }
    None
}

/// Whom a head behind a cue stands before: the mayor of "said Orla's new mayor", the diplomat of "said the top Orlan
/// diplomat".
fn owned(window: &Window<'_>, cue: &CueAt, head: usize) -> usize {
    let owns = window.token(head).is_some_and(|t| t.is(Class::POSSESSIVE));
    // "according to court records": a noun that is a verb elsewhere ends the phrase
    let ends = |at: usize| [EDGE, COMMA, QUOTE, STOP, DASH].contains(&window.shape(signed(at)));
    let last_noun =
        |at: usize| head >= cue.end() && window.shape(signed(at)) == CUE && is_plural_noun(window, at) && ends(at + 1);
    let nouns = |at: &usize| [LOWER, SOURCE].contains(&window.shape(signed(*at))) || last_noun(*at);
    let end = if head < cue.at { cue.at.min(head + 1 + OWNED) } else { head + 1 + OWNED };
    let mut owned = (head + 1..end).take_while(nouns);
    let common = nouns(&head);
    if head < cue.at {
        // what stands behind the noun may be an adverb ("Orr's office later said"); a name before one tells of it ("Velm
        // dockers said")
        // and so does a noun before a body ("the tide office said")
        let sure = |at: usize| clause::is_person(window, at) || (common && is_body(window, at));
        let sure = owned.clone().find(|at| sure(*at) && window.shape(signed(*at) + 1) != NAME);
        // "court records show": the noun right before its verb
        let adjacent = cue.at.checked_sub(1).filter(|at| common && *at <= head + OWNED && is_plural_noun(window, *at));
        let within = |at: &usize| (head + 1..=*at).all(|at| [LOWER, SOURCE, CUE].contains(&window.shape(signed(at))));
        let adjacent = adjacent.filter(|at| *at > head && within(at));
        let any = if owns { owned.next() } else { None };
        return sure.or(adjacent).or(any).unwrap_or(head);
    }
    if owns {
        return owned.last().unwrap_or(head);
    }
    // "according to the statistics office": a noun before a body or a person tells of it
    let sure = |at: &usize| clause::is_person(window, *at) || is_body(window, *at);
    let compound = owned.clone().filter(|at| common && sure(at)).last();
    // "according to final results": an adjective before what it tells of
    let adjective = common && !sure(&head) && !is_plural_noun(window, head);
    let told_of = || owned.clone().find(|at| adjective && is_plural_noun(window, *at));
    if let Some(noun) = compound.or_else(told_of) {
        return noun;
    }
    let last = owned.last();
    let named = window.shape(signed(head)) == NAME && window.shape(signed(head) + 1) != NAME;
    let determined = (cue.end()..head).any(|at| is_determiner(window, at));
    match last {
        // "said the Orlan envoy", "said Orlan officials": a name before a noun tells of it
        Some(last) if named && (determined || window.shape(signed(last)) == SOURCE) => last,
        _ => head,
    }
}

/// Whom or what a pronoun before a cue owns: the agent of "her agent said", or the noun right before the verb, as in "his party said".
fn possessed(window: &Window<'_>, cue: &CueAt, head: usize) -> usize {
    let owns = head < cue.at && window.shape(signed(head)) == PRONOUN && is_determiner(window, head);
    let behind =
        || (head + 1..cue.at).take(OWNED).take_while(|at| [LOWER, SOURCE].contains(&window.shape(signed(*at))));
    let last = || behind().last().filter(|at| at + 1 == cue.at && !is_adverb(window, *at));
    let owned = if owns { behind().find(|at| clause::is_person(window, *at)).or_else(last) } else { None };
    owned.unwrap_or(head)
}

/// Whether a word says how or when something is done: "later", "repeatedly".
fn is_adverb(window: &Window<'_>, at: usize) -> bool {
    let grammar = &window.article().pack.grammar;
    window.token(at).is_some_and(|t| grammar.is(t, Use::ADVERB) || grammar.is_adverb(t, window.text(at)))
}

/// Whether a word reads as a noun for several: "records".
fn is_plural_noun(window: &Window<'_>, at: usize) -> bool {
    let grammar = &window.article().pack.grammar;
    window.token(at).is_some_and(|t| grammar.is_plural(t, window.text(at)) && !grammar.is(t, Use::ADVERB))
}

/// Whether a word in small letters is a noun for a body: "office", "service".
pub(super) fn is_body(window: &Window<'_>, at: usize) -> bool {
    let names = &window.article().pack.names;
    window.token(at).is_some_and(|t| !t.is(Class::CAPITALISED) && names.cue(t.word).contains(NameCue::ORGANISATION))
}

/// Whether a word opens a noun phrase: "the", "a", "his".
pub(super) fn is_determiner(window: &Window<'_>, at: usize) -> bool {
    let grammar = &window.article().pack.grammar;
    window.token(at).is_some_and(|t| grammar.is(t, Use::DETERMINER | Use::ARTICLE))
}

/// How many words name what somebody owns.
const OWNED: usize = 3;

/// How many words may stand between a source and its cue.
const ADVERBS: usize = 3;
/// How many complements and appositions a source has.
const MOST_PARTS: usize = 3;

/// The start of the noun phrase that a head ends.
pub(super) fn backward(window: &Window<'_>, head: usize, fence: usize) -> usize {
    let mut start = head;
    // "the 47-year-old": what a hyphen joins to the next word is a part of it
    let joined = |at: usize| at + 1 < head && is_joint(window, at + 1);
    let belongs = |at: usize| belongs(window, at) || joined(at) || is_compound(window, at, fence);
    while start > fence && belongs(start - 1) && head - start < LONGEST {
        start -= 1;
    }
    // "how Orr put it", "what Orr told them"
    let title = |at: usize| window.token(at).is_some_and(|t| t.is(Class::TITLE));
    let asks = |at: usize| window.shape(signed(at)) == FUNCTION && !is_determiner(window, at) && !title(at);
    let honorific = title(start + 1) && window.token(start + 1).is_some_and(|t| t.is(Class::CAPITALISED));
    if start < head && asks(start) && (window.shape(signed(start) + 1) == NAME || honorific) {
        return start + 1;
    }
    // "his lawyer", "its owner's lawyer"
    let owner = start > fence
        && window.shape(signed(start) - 1) == PRONOUN
        && is_determiner(window, start - 1)
        && !window.article().pack.grammar.is(&window.article().tokens[window.index(start - 1) as usize], Use::RELATIVE);
    if owner { start - 1 } else { start }
}

/// The end of the name that a head is a part of: "Orr", then "spokeswoman Ada Lind".
fn forward(window: &Window<'_>, head: usize, limit: usize) -> usize {
    let mut end = head + 1;
    let mut at = end;
    while at < limit && at - head < LONGEST {
        let shape = window.shape(signed(at));
        if [NAME, NUMBER].contains(&shape) {
            end = at + 1;
        } else if ![SOURCE, LOWER].contains(&shape) && !is_joint(window, at) {
            break;
        }
        at += 1;
    }
    end
}

fn belongs(window: &Window<'_>, at: usize) -> bool {
    [NAME, LOWER, NUMBER, SOURCE, FUNCTION].contains(&window.shape(signed(at)))
        || window.token(at).is_some_and(|t| t.is(Class::POSSESSIVE))
        || is_joint(window, at)
}

/// Whether a verb of saying in its plain form is the first part of a compound, right behind a determiner or at the start of a
/// clause: "the fire service said", "fire officers said".
fn is_compound(window: &Window<'_>, at: usize, fence: usize) -> bool {
    let opens = || at == fence || [EDGE, COMMA, QUOTE, STOP, DASH].contains(&window.shape(signed(at) - 1));
    let determined = || at > fence && is_determiner(window, at - 1);
    let plain = |t: &Token| window.article().pack.reporting.cue(t.word).is_some_and(|entry| entry.id == t.word);
    window.shape(signed(at)) == CUE && window.token(at).is_some_and(plain) && (determined() || opens())
}

/// Whether a mark joins the parts of a name or compound.
fn is_joint(window: &Window<'_>, at: usize) -> bool {
    matches!(window.text(at), "-" | "." | "&") && window.token(at).is_some_and(|t| t.is(Class::GLUED))
}

/// The longest phrase that names a source, in tokens on each side of its head.
const LONGEST: usize = 12;

#[cfg(test)]
mod tests {
    use crate::annotate::attribution::tests::named;

    #[test]
    fn a_phrase_has_all_that_names_its_source() {
        for (text, source, name) in [
            ("“We close in May,” said its owner's lawyer, Tom Brill.", "its owner's lawyer, Tom Brill", "Tom Brill"),
            ("“We close in May,” his lawyer said.", "his lawyer", ""),
            ("Ada Lind died in May. She was 71, her agent said.", "her agent", ""),
            ("The mill would close, the fire service said.", "the fire service", ""),
            ("The mill would close, fire officers said.", "fire officers", ""),
            (
                "“We close,” insisted harbour master Nils Brandt of the Velm Authority.",
                "harbour master Nils Brandt of the Velm Authority",
                "Nils Brandt",
            ),
            ("The mill would close, according to officials and witnesses.", "officials and witnesses", ""),
            ("“We close in May,” said one of the engineers.", "one of the engineers", ""),
            ("“We close in May,” said one engineer.", "one engineer", ""),
            ("The statistics office said the mill would close.", "The statistics office", ""),
            ("The statistics office reported a loss.", "The statistics office", ""),
            ("“We close in May,” Orr's office said.", "Orr's office", ""),
            ("The mill would close, according to the statistics office.", "the statistics office", ""),
            ("The mill would close, according to the coast guard.", "the coast guard", ""),
            ("The mill would close, according to final results.", "final results", ""),
            ("The mill would close, according to research published on Monday.", "research", ""),
            ("The mill had been sold, court records show.", "court records", ""),
            ("The mill had been sold, according to court records.", "court records", ""),
            ("The mill would close, a spokesman for his party said.", "a spokesman for his party", ""),
            ("The mill would close, his family said.", "his family", ""),
            (
                "The mill would close, according to two people familiar with the matter.",
                "two people familiar with the matter",
                "",
            ),
            ("The mill would close, according to two officials early in the week.", "two officials", ""),
            ("The mill would close, the harbour office in Velm said.", "the harbour office in Velm", ""),
            ("The 47-year-old admitted that the mill was shut.", "The 47-year-old", ""),
            ("Brandt, Falk and Holm said the mill would close.", "Brandt, Falk and Holm", "Brandt, Falk and Holm"),
            ("Both Brandt and Falk said the mill would close.", "Brandt and Falk", "Brandt and Falk"),
            ("“We close,” was how Mr Lund put it.", "Mr Lund", "Lund"),
            ("According to the top Orlan diplomat in Velm, the mill would close.", "the top Orlan diplomat", ""),
            ("Dunmore was accused by the council of hiding the letter.", "the council", ""),
        ] {
            let found = named(text);
            assert_eq!(found.first(), Some(&(source.to_owned(), name.to_owned())), "{text}: {found:?}");
        }
    }

    #[test]
    fn nobody_is_the_source_of_what_they_are_told() {
        for text in [
            "Lund was told the mill would close.",
            "It is said that the mill was opened by hand.",
            "Lund is said to have known.",
        ] {
            assert_eq!(named(text).first().map(|f| f.0.as_str()), Some(""), "{text}");
        }
        let found = named("Lund was saying that the mill would close.");
        assert_eq!(found.first().map(|f| f.0.as_str()), Some("Lund"));
    }
}
