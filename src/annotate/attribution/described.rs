//! Who a description stands for: "the minister" is the Ada Orr whom the article calls trade minister.
//!
//! In: an article's names. Out: the name of whom a definite description tells.
//! Invariant: a description that fits two names stands for the only one of them before it, or for nobody; one pass over the names.

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use crate::annotate::Annotated;
use crate::language::{NameCue, People, Use};
use crate::model::{Class, NameKind, NameMention, Span, Token, WordId};

/// How many words describe a name.
const MOST_WORDS: usize = 5;
/// How many descriptions of one noun are remembered beyond the first of each name.
const MOST_OF_NOUN: usize = 64;
/// Letters by which two forms of one place begin ("Orla", "Orlan").
const SAME_START: usize = 3;

/// What an article says of whom.
#[derive(Debug)]
pub(super) struct Descriptions<'a> {
    article: &'a Annotated<'a>,
    all: Vec<Description>,
    /// Descriptions by their noun.
    by_noun: FxHashMap<WordId, SmallVec<[usize; 2]>>,
    /// The last words of names with the noun that tells of them.
    told: FxHashSet<(WordId, WordId)>,
    /// The last words of names of whom anything is told.
    names: FxHashSet<WordId>,
}

/// The words of a description.
type Words = SmallVec<[WordId; 3]>;
/// The names in it, mostly none.
type Names = SmallVec<[Span; 1]>;

/// A name and the words by which the article tells who that is.
#[derive(Debug)]
struct Description {
    /// The noun last, what limits it before: "trade", "minister".
    words: Words,
    /// Names beside the noun: the place of "the mayor of Velm".
    of: Names,
    /// The fullest mention of the name.
    name: Span,
    /// Where the description stands.
    at: u32,
}

impl<'a> Descriptions<'a> {
    /// Reads the titles, appositions and predicates of an article's names.
    pub(super) fn of(article: &'a Annotated<'a>) -> Self {
        let (by_noun, told, names) = Default::default();
        let mut found = Self { article, all: Vec::new(), by_noun, told, names };
        for name in article.names.iter().filter(|n| n.kind != NameKind::Place) {
            found.read(name);
        }
        found
    }

    /// The name that a description stands for, from its article to its noun: "the top Orlan diplomat".
    pub(super) fn name(&self, description: &[Token]) -> Option<Span> {
        let (first, noun) = (description.first()?, description.last()?);
        let definite = self.article.pack.names.cue(first.word).contains(NameCue::ARTICLE);
        let plural = self.article.pack.casualties.listed(noun) == Some(People::Many);
        if !definite || plural || noun.is(Class::CAPITALISED) {
            return None;
        }
        let offices = &self.article.pack.offices;
        let fits = |d: &&Description| self.is_limited_alike(d, description);
        let stands = |d: &&Description| offices.stands_for(noun.word, &d.words) && self.agrees(d, description);
        let named = offices.nouns_of(noun.word);
        let (own, others) = (std::iter::once(noun.word), named.iter().copied());
        self.only(noun.span.start, own, fits).or_else(|| self.only(noun.span.start, others, stands))
    }

    /// Whether the article tells of a name who or what that is.
    pub(super) fn is_told_of(&self, name: Span) -> bool {
        self.last_word(name).is_some_and(|word| self.names.contains(&word))
    }

    /// The one name that fits; of several, the one before `at` where that is one.
    fn only(&self, at: u32, nouns: impl Iterator<Item = WordId>, fits: impl Fn(&&Description) -> bool) -> Option<Span> {
        let of_nouns = nouns.filter_map(|noun| self.by_noun.get(&noun)).flatten();
        let found: Vec<&Description> = of_nouns.map(|i| &self.all[*i]).filter(fits).collect();
        let one = |all: &[&Description]| {
            let first = all.first()?;
            all.iter().all(|d| self.is_one(d.name, first.name)).then_some(first.name)
        };
        let before = || found.iter().copied().filter(|d| d.at < at).collect::<Vec<_>>();
        one(&found).or_else(|| one(&before()))
    }

    /// Whether two mentions end with the same word.
    fn is_one(&self, a: Span, b: Span) -> bool {
        a == b || self.last_word(a).is_some() && self.last_word(a) == self.last_word(b)
    }

    fn last_word(&self, name: Span) -> Option<WordId> {
        self.article.tokens_in(&self.article.tokens_of_span(name)).last().map(|t| t.word)
    }

    /// Whether what limits the noun of a description ("trade minister", "deputy minister") is no other than here.
    fn is_limited_alike(&self, known: &Description, description: &[Token]) -> bool {
        let pack = self.article.pack;
        let limits = |words: &[WordId], word: WordId| words.contains(&word);
        let said: Vec<WordId> = description.iter().map(|t| t.word).collect();
        let before = &known.words[..known.words.len() - 1];
        // "the deputy" of one office is not who holds it
        let turned = |words: &[WordId]| words.iter().any(|w| pack.offices.turns(*w));
        if turned(before) != turned(&said) {
            return false;
        }
        // "trade minister" is an office of its own, "top minister" is none
        let office = (1..description.len() - 1).find(|i| {
            let longest = pack.names.titles.longest_at(&description[*i..]);
            longest.is_some_and(|(length, _)| i + length == description.len())
        });
        let alike =
            office.is_none_or(|i| before.is_empty() || said[i..said.len() - 1].iter().all(|w| limits(before, *w)));
        alike && self.agrees(known, description)
    }

    /// Whether the names in two descriptions are none or of one place.
    fn agrees(&self, known: &Description, description: &[Token]) -> bool {
        let start = |span: Span| self.article.article.slice(span).chars().take(SAME_START).collect::<String>();
        let mut names = description.iter().filter(|t| t.is(Class::CAPITALISED) && t.is_content()).peekable();
        names.peek().is_none()
            || known.of.is_empty()
            || names.any(|t| known.of.iter().any(|of| start(*of) == start(t.span)))
    }

    fn read(&mut self, name: &NameMention) {
        let article = self.article;
        let sentence = article.sentence_tokens[name.sentence as usize].clone();
        let before = article.tokens_in(&(sentence.start..name.tokens.start));
        let after = article.tokens_in(&(name.tokens.end.min(sentence.end)..sentence.end));
        if let Some(title) = name.title {
            let tokens = article.tokens_in(&article.tokens_of_span(title));
            let place = before.iter().rfind(|t| t.span.end <= title.start && t.is_content());
            let of = place.filter(|t| t.is(Class::CAPITALISED)).map(|t| t.span).into_iter().collect();
            self.add(name, tokens, of);
        } else {
            self.read_before(name, before);
        }
        if name.kind == NameKind::Organisation {
            self.read_own(name);
        }
        let joined = |t: &Token| article.word(t) == "," || article.pack.grammar.is(t, Use::PASSIVE);
        if let Some((_, rest)) = after.split_first().filter(|(t, _)| joined(t)) {
            self.read_after(name, rest);
        }
    }

    /// Words right before a name ("lawyer Bess Arden"), or parted from it by a comma ("the judge, Tor Hask").
    fn read_before(&mut self, name: &NameMention, before: &[Token]) {
        let comma = before.last().is_some_and(|t| self.article.word(t) == ",");
        let before = &before[..before.len() - usize::from(comma)];
        let content = |t: &&Token| t.is_content() && !t.is(Class::PUNCTUATION);
        let length = before.iter().rev().take_while(content).take(MOST_WORDS).count();
        let tokens = &before[before.len() - length..];
        let definite =
            before.len() > length && self.article.pack.grammar.is(&before[before.len() - length - 1], Use::DETERMINER);
        if !comma || definite {
            self.add_noun_phrase(name, tokens, &[]);
        }
    }

    /// Words behind a name: "Ada Orr, the trade minister of Orla,", "Ada Orr is the minister".
    fn read_after(&mut self, name: &NameMention, after: &[Token]) {
        let grammar = &self.article.pack.grammar;
        let opens = after.first().is_some_and(|t| grammar.is(t, Use::DETERMINER | Use::ARTICLE));
        let after = &after[usize::from(opens)..];
        let length = after.iter().take_while(|t| t.is_content() && !t.is(Class::PUNCTUATION)).take(MOST_WORDS).count();
        let ends = after.get(length).is_none_or(|t| {
            t.is(Class::PUNCTUATION | Class::PREPOSITION | Class::CONJUNCTION) || grammar.is(t, Use::RELATIVE | Use::OF)
        });
        if ends {
            self.add_noun_phrase(name, &after[..length], &after[length..]);
        }
    }

    /// The words of a body's own name that say what it is: the trust of "White Quay Trust".
    fn read_own(&mut self, name: &NameMention) {
        let article = self.article;
        for token in article.tokens_in(&name.tokens) {
            if article.pack.names.cue(token.word).contains(NameCue::ORGANISATION) {
                self.add(name, std::slice::from_ref(token), Names::new());
            }
        }
    }

    /// A noun phrase whose last word tells of people, or of a body where a body is named.
    fn add_noun_phrase(&mut self, name: &NameMention, tokens: &[Token], after: &[Token]) {
        let Some(noun) = tokens.last() else { return };
        let pack = self.article.pack;
        // "Orla's trade minister"; what a name owns is no word for the owner ("the magazine's Book Prize")
        let owned = tokens.iter().rposition(|t| t.is(Class::POSSESSIVE)).map_or(0, |at| at + 1);
        let person =
            pack.casualties.listed_at(Some(noun)) || pack.names.titles.longest_at(std::slice::from_ref(noun)).is_some();
        let common = !noun.is(Class::CAPITALISED | Class::DIGITS | Class::DATE);
        let named =
            tokens.iter().chain(after.iter().take(MOST_WORDS)).filter(|t| t.is(Class::CAPITALISED) && t.is_content());
        let of = named.map(|t| t.span).collect();
        if person || (name.kind == NameKind::Organisation && common) {
            self.add(name, &tokens[owned..], of);
        }
    }

    fn add(&mut self, name: &NameMention, tokens: &[Token], of: Names) {
        let words: Words = tokens.iter().filter(|t| t.is(Class::WORD)).map(|t| t.word).collect();
        let Some((noun, last)) = words.last().copied().zip(self.last_word(name.resolved)) else { return };
        self.names.insert(last);
        // the first time a name is told of so is enough, unless there are limits
        if self.told.insert((noun, last))
            || words.len() > 1 && self.by_noun.get(&noun).is_none_or(|all| all.len() < MOST_OF_NOUN)
        {
            self.by_noun.entry(noun).or_default().push(self.all.len());
            self.all.push(Description { words, of, name: name.resolved, at: name.span.start });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::annotate::attribution::tests::named;

    /// Whom the last attribution of a text names.
    fn last(text: &str) -> String {
        named(text).pop().unwrap_or_default().1
    }

    #[test]
    fn a_description_stands_for_the_name_that_it_tells_of() {
        for (text, name) in [
            ("Trade Minister Ada Orr came on Monday. The minister said the mill would close.", "Ada Orr"),
            ("Ada Orr, the trade minister, came on Monday. “We close,” the minister said.", "Ada Orr"),
            ("The judge, Tor Hask, came on Monday. The judge said the mill would close.", "Tor Hask"),
            ("Foreign Minister Lusk Averin came. “We are close,” the top Orlan diplomat said.", "Lusk Averin"),
            ("The Velm Council, a body of nine, met. The council said the mill would close.", "Velm Council"),
            (
                "Trade Minister Ada Orr met Foreign Minister Lusk Averin. The foreign minister said the mill would close.",
                "Lusk Averin",
            ),
        ] {
            assert_eq!(last(text), name, "{text}");
        }
    }

    #[test]
    fn what_fits_two_or_nobody_stands_for_nobody() {
        for text in [
            "Trade Minister Ada Orr met Foreign Minister Lusk Averin. The minister said the mill would close.",
            "Deputy Minister Ada Orr came on Monday. The minister said the mill would close.",
            "Trade Minister Ada Orr came on Monday. The justice minister said the mill would close.",
            "Trade Minister Ada Orr came on Monday. A minister said the mill would close.",
            "The magazine's Velm Book Prize went to Ada Orr. The magazine said the mill would close.",
            "One of the authors of the report, Ada Orr, came on Monday. The report said the mill would close.",
            "The island's Harbour Board met on Monday. The island said the mill would close.",
            "Orla mayor Ada Orr came on Monday. The Velm mayor said the mill would close.",
            "Ada Orr came on Monday. The minister said the mill would close.",
        ] {
            assert_eq!(last(text), "", "{text}");
        }
    }
}
