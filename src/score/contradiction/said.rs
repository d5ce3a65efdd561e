//! What one text says that the other says too: in the same words, in words for the same, or in wider ones.
//!
//! In: two texts, each as one claim. Out: [`Said`]. Invariant: blind to which text came first; the shorter is given first.
//!
//! "No woman was singing" contradicts "a girl sang in the square", though it has no girl, and hardly "a girl wept in the
//! square at night": what counts is how much of what the one denies the other says, and how much more.

use rustc_hash::FxHashSet;

use super::apart::Text;
use crate::language::{Opposition, Pack};
use crate::model::{Class, Token, WordId};
use crate::text::word_id;

/// What two texts say in like words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Said {
    /// How many negations the shorter text has, and the longer.
    pub negations: [usize; 2],
    /// The share of the words of the shorter text that the longer says too, and the other way round.
    pub shares: [f32; 2],
    /// The share of the weight of the shorter text that the longer does not say.
    pub unsaid: f32,
    /// The weight of the rarest word of the longer text that the shorter does not say.
    pub rarest_unsaid: f32,
    /// How many names, numbers and days of the shorter text the longer does not say.
    pub names_unsaid: usize,
    /// What is said of what one text denies; `None` where neither denies once more than the other.
    pub denied: Option<Denied>,
}

/// What the other text says of what one text denies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Denied {
    /// The share of the weight of it.
    pub share: f32,
    /// Whether the first word of it is said; `None` where nothing is denied that says something.
    pub first: Option<bool>,
    /// Whether the last one is.
    pub last: Option<bool>,
    /// How many words the other text has behind a denied one that the denying text says nowhere.
    pub unsaid_behind: usize,
}

/// Words of more letters than this are alike if they begin alike ("bombard", "bombardment").
const ROOT: usize = 5;

/// A text and its words that say something.
struct Side<'a> {
    words: Vec<Word<'a>>,
    /// Every word of the text, small ones too; of those that say something also the others that do the same, and what they
    /// begin with.
    same: FxHashSet<WordId>,
    /// What they are kinds of.
    wider: FxHashSet<WordId>,
    kinds: FxHashSet<&'static str>,
    opposed: Vec<Opposition>,
    negations: usize,
}

/// A word that says something.
struct Word<'a> {
    token: &'a Token,
    root: Option<WordId>,
    weight: f32,
    denied: bool,
}

impl<'a> Side<'a> {
    fn of(text: &Text<'a>) -> Self {
        let pack = text.article.pack;
        let mut side = Self {
            words: words(text),
            same: text.words().iter().flat_map(|t| [t.stem, t.concept]).collect(),
            wider: FxHashSet::default(),
            kinds: FxHashSet::default(),
            opposed: Vec::new(),
            negations: text.negations().count(),
        };
        for Word { token, root, .. } in &side.words {
            side.same.extend(pack.wider.same(&token.concept));
            side.same.extend(root);
            side.wider.extend(pack.wider.wider(token.concept));
            side.kinds.extend(pack.subjects.kind(token.word));
            side.opposed.extend(pack.polarity.opposition(token.word));
        }
        side.opposed.sort_unstable();
        side
    }

    /// Whether the text says what a word of the other text says.
    fn says(&self, word: &Word<'_>, pack: &Pack) -> bool {
        let Word { token, root, .. } = word;
        let same = pack.wider.same(&token.concept);
        self.same.contains(&token.stem)
            || same.iter().chain(pack.wider.wider(token.concept)).chain(root).any(|w| self.same.contains(w))
            || same.iter().any(|w| self.wider.contains(w))
            || pack.subjects.kind(token.word).is_some_and(|kind| self.kinds.contains(kind))
            || pack.polarity.opposition(token.word).is_some_and(|side| self.opposed.binary_search(&side).is_ok())
    }

    fn weight(&self) -> f32 {
        self.words.iter().map(|w| w.weight).sum()
    }

    /// The words that the other text does not say.
    fn beyond(&self, other: &Self, pack: &Pack) -> Vec<&Word<'a>> {
        self.words.iter().filter(|w| !other.says(w, pack)).collect()
    }
}

/// The words of a text that say something.
fn words<'a>(text: &Text<'a>) -> Vec<Word<'a>> {
    let (article, start) = (text.article, text.tokens.start);
    let mut denials = vec![0usize; text.words().len()];
    let mut negates = vec![false; text.words().len()];
    for negation in text.negations() {
        let place = |i: u32| i.checked_sub(start).map(|i| i as usize);
        for at in negation.scope.clone().filter_map(place).filter(|at| *at < text.words().len()) {
            denials[at] += 1;
        }
        for at in article.tokens_of_span(negation.cue).filter_map(place).filter(|at| *at < text.words().len()) {
            negates[at] = true;
        }
    }
    let root = |token: &Token| {
        let letters = article.word(token).to_lowercase();
        letters.char_indices().nth(ROOT).map(|(end, _)| root_id(&letters[..end]))
    };
    let says = |at: usize, token: &Token| {
        // "excluded" negates and says something
        let negates = negates[at] && !token.is(Class::OPPOSED);
        token.is_content() && !token.is(Class::AUXILIARY | Class::NEGATION) && !negates
    };
    let word = |(at, token): (usize, &'a Token)| Word {
        token,
        root: root(token),
        weight: article.pack.rarity.weight(token.word),
        denied: denials[at] % 2 == 1,
    };
    text.words().iter().enumerate().filter(|(at, token)| says(*at, token)).map(word).collect()
}

/// The id of a beginning of words, which is no word's.
fn root_id(letters: &str) -> WordId {
    word_id(&format!("{letters}-"))
}

/// Reads two texts, the shorter first.
pub(super) fn said(shorter: &Text<'_>, longer: &Text<'_>) -> Said {
    let pack = shorter.article.pack;
    let (shorter, longer) = (Side::of(shorter), Side::of(longer));
    let (of_shorter, of_longer) = (shorter.beyond(&longer, pack), longer.beyond(&shorter, pack));
    let share = |side: &Side<'_>, beyond: &[&Word<'_>]| 1.0 - beyond.len() as f32 / side.words.len().max(1) as f32;
    let denied = match (shorter.negations, longer.negations) {
        (x, y) if x % 2 == y % 2 => None,
        (x, y) if x > y => Some(denied(&shorter, &longer, &of_longer, pack)),
        _ => Some(denied(&longer, &shorter, &of_shorter, pack)),
    };
    Said {
        negations: [shorter.negations, longer.negations],
        shares: [share(&shorter, &of_shorter), share(&longer, &of_longer)],
        unsaid: of_shorter.iter().map(|w| w.weight).sum::<f32>() / shorter.weight().max(1.0),
        rarest_unsaid: of_longer.iter().map(|w| w.weight).fold(0.0, f32::max),
        names_unsaid: of_shorter.iter().filter(|w| names(w.token)).count(),
        denied,
    }
}

/// Whether a word names somebody, a number or a day.
fn names(token: &Token) -> bool {
    token.is(Class::DIGITS | Class::NUMBER | Class::DATE) || (token.is(Class::CAPITALISED) && !token.is(Class::INITIAL))
}

/// What a text that `states` says of what the other `denies`; `beyond` are its words that the other does not say.
fn denied(denies: &Side<'_>, states: &Side<'_>, beyond: &[&Word<'_>], pack: &Pack) -> Denied {
    let under: Vec<&Word<'_>> = denies.words.iter().filter(|w| w.denied).collect();
    let said: Vec<bool> = under.iter().map(|w| states.says(w, pack)).collect();
    let weight = |words: &mut dyn Iterator<Item = &&Word<'_>>| words.map(|w| w.weight).sum::<f32>();
    let all = weight(&mut under.iter());
    let shared = weight(&mut under.iter().zip(&said).filter(|(_, said)| **said).map(|(w, _)| w));
    let concepts: FxHashSet<WordId> = under.iter().map(|w| w.token.concept).collect();
    let first = states.words.iter().find(|w| concepts.contains(&w.token.concept)).map(|w| w.token.span.start);
    Denied {
        share: if all > 0.0 { shared / all } else { 0.0 },
        first: said.first().copied(),
        last: said.last().copied(),
        unsaid_behind: beyond.iter().filter(|w| first.is_some_and(|at| at < w.token.span.start)).count(),
    }
}
