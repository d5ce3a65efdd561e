//! Which capitals mean something: sentence case, and what the rest of the article shows of a word.
//!
//! In: an article's tokens. Out: for each sentence how it is set, for each word how often it stands
//! in capitals where it need not.

use rustc_hash::FxHashMap;

use crate::annotate::Annotated;
use crate::language::NameCue;
use crate::model::{BlockKind, Class, Token, WordId};

/// How a sentence is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    /// Capitals mark names.
    Sentence,
    /// Capitals mark nothing: a headline with a capital on each word, or all in capitals.
    Capitals,
}

#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    capitalised: u32,
    lower: u32,
}

/// What the article shows of its words.
#[derive(Debug, Default)]
pub(super) struct Casing {
    settings: Vec<Option<Setting>>,
    seen: FxHashMap<WordId, Seen>,
}

impl Casing {
    /// Reads the case of every word of the article.
    pub(super) fn of(article: &Annotated<'_>) -> Self {
        let mut casing = Self { settings: vec![None; article.sentence_tokens.len()], seen: FxHashMap::default() };
        for sentence in article.claim_sentences() {
            let tokens = article.sentence(sentence);
            let block = article.segmentation.block_of(&article.segmentation.sentences[sentence as usize]).kind;
            let setting = setting(tokens, block);
            casing.settings[sentence as usize] = Some(setting);
            for (i, token) in tokens.iter().enumerate().filter(|(_, t)| t.is(Class::WORD)) {
                let seen = casing.seen.entry(token.word).or_default();
                if !token.is(Class::CAPITALISED) {
                    seen.lower += 1;
                } else if setting == Setting::Sentence && !opens(article, tokens, i) {
                    seen.capitalised += 1;
                }
            }
        }
        casing
    }

    /// How a sentence is set; `None` where it carries no claims.
    pub(super) fn setting(&self, sentence: u32) -> Option<Setting> {
        self.settings.get(sentence as usize).copied().flatten()
    }

    /// Whether the article writes the word with a capital where it need not, more often than without.
    pub(super) fn shows_name(&self, word: WordId) -> bool {
        self.seen.get(&word).is_some_and(|s| s.capitalised > s.lower)
    }

    /// Whether the article writes the word in lower case.
    pub(super) fn shows_common(&self, word: WordId) -> bool {
        self.seen.get(&word).is_some_and(|s| s.lower > 0)
    }

    /// Whether the capital of the token at `i` says that a name stands there.
    pub(super) fn is_name_word(&self, article: &Annotated<'_>, sentence: u32, i: usize) -> bool {
        let tokens = article.sentence(sentence);
        let token = &tokens[i];
        if !token.is(Class::CAPITALISED) || !may_be_name(token) {
            return false;
        }
        let known = is_known(article, &tokens[i..]);
        match self.setting(sentence) {
            None => false,
            Some(Setting::Capitals) => known && !self.shows_common(token.word) || self.shows_name(token.word),
            Some(Setting::Sentence) if !opens(article, tokens, i) => true,
            Some(Setting::Sentence) => {
                if self.shows_name(token.word) || (token.is(Class::ALL_CAPS) && token.span.len() > 2) {
                    return true;
                }
                // "Chipmaker Velm said"
                let describes = || {
                    article.pack.names.cue(token.word).contains(NameCue::BODY_BEFORE)
                        && tokens.get(i + 1).is_some_and(|next| next.is(Class::CAPITALISED) && may_be_name(next))
                };
                !self.shows_common(token.word) && (known || suits_opening(article, tokens, i)) && !describes()
            }
        }
    }
}

/// Whether a word that opens a sentence stands where names stand: before another capital, or as
/// an owner. Before a known name it may be anything ("Leaving Geneva").
fn suits_opening(article: &Annotated<'_>, tokens: &[Token], i: usize) -> bool {
    if tokens[i].is(Class::POSSESSIVE) || !article.pack.names.cue(tokens[i].word).is_empty() {
        return true;
    }
    tokens.get(i + 1).is_some_and(|next| {
        let name = next.is(Class::CAPITALISED) && next.is(Class::WORD) && may_be_name(next);
        name && !is_known(article, &tokens[i + 1..])
    })
}

/// Words of closed classes are no names, whatever their case.
pub(super) fn may_be_name(token: &Token) -> bool {
    const CLOSED: Class = Class::STOP
        .union(Class::PRONOUN)
        .union(Class::CONJUNCTION)
        .union(Class::PREPOSITION)
        .union(Class::AUXILIARY)
        .union(Class::NEGATION)
        .union(Class::DATE)
        .union(Class::NUMBER);
    token.is(Class::WORD) && !token.is(CLOSED)
}

/// Whether the language knows the word as (the start of) a name.
fn is_known(article: &Annotated<'_>, tokens: &[Token]) -> bool {
    let names = &article.pack.names;
    tokens.first().is_some_and(|t| names.cue(t.word).contains(NameCue::GIVEN))
        || names.aliases.longest_at(tokens).is_some()
}

/// Whether a capital at the token need not mean anything: it opens a sentence, a quotation or what follows a colon or
/// dash. Behind a comma capitals mark names as anywhere else.
fn opens(article: &Annotated<'_>, tokens: &[Token], i: usize) -> bool {
    is_parted(tokens, i) && i.checked_sub(1).is_none_or(|before| article.word(&tokens[before]) != ",")
}

/// Whether a mark parts the token from the word before it.
pub(super) fn is_parted(tokens: &[Token], i: usize) -> bool {
    i.checked_sub(1).is_none_or(|before| {
        let before = &tokens[before];
        if before.is(Class::QUOTE_MARK) {
            // a mark that closes ("...,” Orr said") opens nothing
            return tokens[i].is(Class::GLUED);
        }
        before.is(Class::PUNCTUATION) && !tokens[i].is(Class::GLUED)
    })
}

fn setting(tokens: &[Token], block: BlockKind) -> Setting {
    let words = || tokens.iter().filter(|t| t.is(Class::WORD) && !t.is(Class::STOP));
    let (all, capitals) = (words().count(), words().filter(|t| t.is(Class::CAPITALISED)).count());
    let shouted = words().filter(|t| t.is(Class::ALL_CAPS)).count();
    let headline = block == BlockKind::Headline;
    let enough = if headline { 3 } else { 5 };
    let ended = tokens.last().is_none_or(|t| t.is(Class::PUNCTUATION) && !t.is(Class::QUOTE_MARK));
    let most = capitals == all || (capitals * 10 >= all * 7 && (headline || !ended) && lower_words(tokens) * 5 <= all);
    if all >= enough && (most || shouted * 10 > all * 8) { Setting::Capitals } else { Setting::Sentence }
}

/// How many words that say something are in lower case.
fn lower_words(tokens: &[Token]) -> usize {
    tokens.iter().filter(|t| t.is(Class::WORD) && !t.is(Class::CAPITALISED | Class::STOP)).count()
}
