//! The distinct forms of names in a story, with where each first stands and how often.
//!
//! Two mentions have one form where their words are equal up to case, accents, hyphens and the particles
//! of a personal name ("al-Jubeir", "al Jubeir").

use rustc_hash::FxHashMap;

use super::MentionRef;
use super::spelling::plain;
use crate::annotate::Annotated;
use crate::language::NameCue;
use crate::model::{Class, NameKind, NameMention, WordId};

/// A form of a name.
#[derive(Debug, Clone)]
pub(super) struct Form {
    /// Its words, plain.
    pub(super) words: Vec<Box<str>>,
    /// The same as ids of the language pack.
    pub(super) ids: Vec<WordId>,
    /// The entity of the language pack that it names.
    pub(super) entity: Option<WordId>,
    /// Votes by kind.
    pub(super) kinds: [u32; 4],
    /// Its first mention.
    pub(super) first: MentionRef,
    /// Mentions by article, in order of the articles.
    pub(super) counts: Vec<(u32, u32)>,
    /// Whether a mention of it follows a title.
    pub(super) titled: bool,
    /// Whether one of its words is a common word that bodies, places or titles are made of.
    pub(super) generic: bool,
}

impl Form {
    pub(super) fn total(&self) -> u32 {
        self.counts.iter().map(|(_, n)| n).sum()
    }

    pub(super) fn count_in(&self, article: u32) -> u32 {
        self.counts.binary_search_by_key(&article, |(a, _)| *a).map_or(0, |i| self.counts[i].1)
    }

    /// The kind that most mentions show.
    pub(super) fn kind(&self) -> NameKind {
        let kinds = [NameKind::Person, NameKind::Place, NameKind::Organisation];
        let best = kinds.into_iter().rev().max_by_key(|k| self.kinds[*k as usize]);
        best.filter(|k| self.kinds[*k as usize] > 0).unwrap_or(NameKind::Other)
    }

    pub(super) fn last(&self) -> &str {
        self.words.last().map_or("", |w| w)
    }

    pub(super) fn first_word(&self) -> &str {
        self.words.first().map_or("", |w| w)
    }
}

/// All forms of a story, and the form of each mention.
#[derive(Debug, Default)]
pub(super) struct Forms {
    pub(super) list: Vec<Form>,
    pub(super) of_mention: Vec<Vec<u32>>,
}

impl Forms {
    pub(super) fn of(articles: &[Annotated<'_>]) -> Self {
        let mut forms = Self::default();
        let mut index: FxHashMap<Vec<Box<str>>, u32> = FxHashMap::default();
        for (a, article) in (0u32..).zip(articles) {
            let mut of_mention = Vec::with_capacity(article.names.len());
            for (m, mention) in (0u32..).zip(&article.names) {
                let words = words(article, mention);
                let next = u32::try_from(forms.list.len()).unwrap_or(u32::MAX);
                let id = *index.entry(words.clone()).or_insert(next);
                if id == next {
                    forms.list.push(new_form(article, mention, words, MentionRef { article: a, mention: m }));
                }
                forms.list[id as usize].count(a, mention);
                of_mention.push(id);
            }
            forms.of_mention.push(of_mention);
        }
        forms
    }
}

impl Form {
    fn count(&mut self, article: u32, mention: &NameMention) {
        self.kinds[mention.kind as usize] += 1;
        self.titled |= mention.title.is_some();
        match self.counts.last_mut() {
            Some((last, n)) if *last == article => *n += 1,
            _ => self.counts.push((article, 1)),
        }
    }
}

fn new_form(article: &Annotated<'_>, mention: &NameMention, words: Vec<Box<str>>, first: MentionRef) -> Form {
    let names = &article.pack.names;
    let tokens = article.tokens_in(&mention.tokens);
    let entity = names.aliases.longest_at(tokens).filter(|(n, _)| *n == tokens.len()).map(|(_, alias)| alias.entity);
    let generic = tokens.iter().any(|t| {
        t.is(Class::TITLE)
            || names
                .cue(t.word)
                .intersects(NameCue::ORGANISATION | NameCue::PLACE | NameCue::TOPIC | NameCue::PLACE_BEFORE)
    });
    let ids = words.iter().map(|w| crate::text::word_id(w)).collect();
    Form { words, ids, entity, kinds: [0; 4], first, counts: Vec::new(), titled: false, generic }
}

/// The plain words of a mention without hyphens and the particles of a personal name.
fn words(article: &Annotated<'_>, mention: &NameMention) -> Vec<Box<str>> {
    let tokens = article.tokens_in(&mention.tokens);
    let all = || tokens.iter().filter(|t| t.is(Class::WORD | Class::DIGITS));
    let told_apart: Vec<Box<str>> = all()
        .filter(|t| !article.pack.names.cue(t.word).contains(NameCue::PARTICLE))
        .map(|t| plain(article.word(t)).into_boxed_str())
        .collect();
    if told_apart.is_empty() { all().map(|t| plain(article.word(t)).into_boxed_str()).collect() } else { told_apart }
}
