//! Spellings of one name: pairs of forms that differ in marks or in letters alone.
//!
//! Invariant: two forms that one article both uses often are two names, however alike.

use rustc_hash::{FxHashMap, FxHashSet};

use super::forms::{Form, Forms};
use super::spelling::{alike, alike_given, lost_end, plain, skeleton};
use super::{MentionRef, SpellingDifference, SpellingPair};
use crate::annotate::Annotated;
use crate::language::NameCue;
use crate::model::{Class, NameKind, Span, WordId};

/// At most so many forms of one block are compared with each other: the most frequent.
const BLOCK_LIMIT: usize = 40;

/// Two forms that are one name, and which word of each differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct LetterPair {
    pub(super) a: u32,
    pub(super) b: u32,
    word_a: u32,
    word_b: u32,
}

/// Finds pairs of forms that differ in the letters of one word.
pub(super) fn letters(articles: &[Annotated<'_>], forms: &Forms) -> Vec<LetterPair> {
    let judge = Judge::new(articles, forms);
    let mut blocks: FxHashMap<(String, String), Vec<u32>> = FxHashMap::default();
    for (i, form) in (0u32..).zip(&forms.list) {
        if form.words.is_empty() || form.words.len() > 6 {
            continue;
        }
        let last = skeleton(form.last());
        // a word that lost or gained a consonant shares its beginning and the rest of the name
        let start: String = form.last().chars().take(4).collect();
        blocks.entry((last.clone(), String::new())).or_default().push(i);
        if form.words.len() > 1 {
            blocks.entry((start, form.first_word().to_owned())).or_default().push(i);
        }
    }
    let mut found: FxHashSet<LetterPair> = FxHashSet::default();
    for block in blocks.into_values() {
        let mut block = block;
        block.sort_by_key(|i| (std::cmp::Reverse(forms.list[*i as usize].total()), *i));
        block.truncate(BLOCK_LIMIT);
        for (at, a) in block.iter().enumerate() {
            for b in &block[at + 1..] {
                let (a, b) = (*a.min(b), *a.max(b));
                found.extend(judge.compare(a, b));
            }
        }
    }
    let mut found: Vec<LetterPair> = found.into_iter().collect();
    found.sort();
    found
}

struct Judge<'a> {
    articles: &'a [Annotated<'a>],
    forms: &'a Forms,
    /// Per word of a name: mentions by article.
    words: FxHashMap<&'a str, Vec<(u32, u32)>>,
    /// For each form of one word, articles in which it is the last word of no longer name.
    orphans: FxHashSet<(u32, u32)>,
}

impl<'a> Judge<'a> {
    fn new(articles: &'a [Annotated<'a>], forms: &'a Forms) -> Self {
        let mut words: FxHashMap<&str, Vec<(u32, u32)>> = FxHashMap::default();
        let mut introduced: FxHashSet<(&str, u32)> = FxHashSet::default();
        for form in &forms.list {
            for word in &form.words {
                words.entry(word).or_default().extend(&form.counts);
                if form.words.len() > 1 {
                    introduced.extend(form.counts.iter().map(|(a, _)| (&**word, *a)));
                }
            }
        }
        for counts in words.values_mut() {
            counts.sort_unstable();
            counts.dedup_by(|next, kept| {
                let same = next.0 == kept.0;
                if same {
                    kept.1 += next.1;
                }
                same
            });
        }
        let mut orphans = FxHashSet::default();
        for (i, form) in (0u32..).zip(&forms.list).filter(|(_, f)| f.words.len() == 1) {
            for (article, _) in &form.counts {
                if !introduced.contains(&(form.last(), *article)) {
                    orphans.insert((i, *article));
                }
            }
        }
        Self { articles, forms, words, orphans }
    }

    fn compare(&self, a: u32, b: u32) -> Option<LetterPair> {
        let (x, y) = (&self.forms.list[a as usize], &self.forms.list[b as usize]);
        if !comparable(x, y) {
            return None;
        }
        if x.words.len() == y.words.len() {
            let mut differing = (0..x.words.len()).filter(|i| x.words[*i] != y.words[*i]);
            let at = differing.next()?;
            if differing.next().is_some() || (x.words.len() == 1 && !stand_alone(x, y)) {
                return None;
            }
            return self.one_word(x, y, at, at).then(|| pair(a, b, at, at));
        }
        // "Kuralenko" where "Sergei Kurylenko" was introduced
        let (short, long, full) = if x.words.len() == 1 { (a, x, y) } else { (b, y, x) };
        if long.words.len() != 1 || full.words.len() > 3 || full.kind() != NameKind::Person {
            return None;
        }
        let at = full.words.len() - 1;
        let orphaned = long
            .counts
            .iter()
            .any(|(article, _)| self.orphans.contains(&(short, *article)) && full.count_in(*article) > 0);
        if !orphaned || !self.one_word(long, full, 0, at) {
            return None;
        }
        let (word_a, word_b) = if short == a { (0, at) } else { (at, 0) };
        Some(pair(a, b, word_a, word_b))
    }

    /// Whether word `i` of `x` and word `j` of `y` are two spellings of one.
    fn one_word(&self, x: &Form, y: &Form, i: usize, j: usize) -> bool {
        let (a, b) = (&*x.words[i], &*y.words[j]);
        let given = i == 0 && j == 0 && x.words.len() > 1 && x.kind() == NameKind::Person;
        let Some(article) = self.articles.get(x.first.article as usize) else { return false };
        let names = &article.pack.names;
        let known = |id: WordId| names.cue(id).contains(NameCue::GIVEN);
        let (id_a, id_b) = (x.ids[i], y.ids[j]);
        let alike = if known(id_a) && known(id_b) {
            let family = names.family(id_a).is_some() && names.family(id_a) == names.family(id_b);
            family || (!given && alike(a, b))
        } else if given {
            alike_given(a, b)
        } else {
            let person = |form: &Form| form.words.len() > 1 && form.kind() == NameKind::Person;
            let whole = x.words.len() == y.words.len() && person(x) && person(y);
            (alike(a, b) || whole && lost_end(a, b)) && stems_differ(a, b)
        };
        // spellings of one given name may stand side by side: two people share it
        let family = given && names.family(id_a).is_some() && names.family(id_a) == names.family(id_b);
        let apart = if given {
            !family && x.counts.iter().any(|(article, _)| y.count_in(*article) > 0)
        } else {
            self.used_apart(a, b)
        };
        alike && !apart
    }

    /// Whether an article uses both words more than once, as two names are used.
    fn used_apart(&self, a: &str, b: &str) -> bool {
        let (Some(x), Some(y)) = (self.words.get(a), self.words.get(b)) else { return false };
        let (few, many) = if x.len() <= y.len() { (x, y) } else { (y, x) };
        few.iter()
            .any(|(article, n)| many.binary_search_by_key(article, |(a, _)| *a).is_ok_and(|i| (*n).min(many[i].1) >= 2))
    }
}

/// Whether two names of one word may be compared: long enough to be no chance, and of one kind.
fn stand_alone(x: &Form, y: &Form) -> bool {
    let least = if x.kind() == NameKind::Other { 7 } else { 6 };
    x.last().chars().count().min(y.last().chars().count()) >= least
        && x.kind() == y.kind()
        && skeleton(x.last()) == skeleton(y.last())
}

/// Whether two words differ by more than the ending of a plural: "Democrat" and "Democrats" are one word.
fn stems_differ(a: &str, b: &str) -> bool {
    // "Democrat" and "Democrats", "Islamist" and "Islamists" are one word
    let plural = |x: &str, y: &str| x.strip_suffix('s') == Some(y);
    !plural(a, b) && !plural(b, a)
}

fn pair(a: u32, b: u32, word_a: usize, word_b: usize) -> LetterPair {
    let index = |i: usize| u32::try_from(i).unwrap_or(u32::MAX);
    LetterPair { a, b, word_a: index(word_a), word_b: index(word_b) }
}

/// Whether two forms may be spellings of one name at all.
fn comparable(x: &Form, y: &Form) -> bool {
    let known = x.entity.is_some() && y.entity.is_some();
    let kinds = x.kind() == y.kind() || x.kind() == NameKind::Other || y.kind() == NameKind::Other;
    !known && kinds && !(x.generic && y.generic && x.words.len() == 1)
}

/// The pairs of letters as pairs of mentions.
pub(super) fn pairs(articles: &[Annotated<'_>], forms: &Forms, letters: &[LetterPair]) -> Vec<SpellingPair> {
    let mut seen: FxHashSet<(&str, &str)> = FxHashSet::default();
    let mut out = Vec::new();
    for pair in letters {
        let (x, y) = (&forms.list[pair.a as usize], &forms.list[pair.b as usize]);
        let (a, b) = (&*x.words[pair.word_a as usize], &*y.words[pair.word_b as usize]);
        let words = (a.min(b), a.max(b));
        if !seen.insert(words) {
            continue;
        }
        let (first, second) = if x.first <= y.first {
            ((x, pair.word_a), (y, pair.word_b))
        } else {
            ((y, pair.word_b), (x, pair.word_a))
        };
        let part = |form: &Form, word: u32| part_of(articles, form, word);
        out.push(SpellingPair {
            a: first.0.first,
            part_a: part(first.0, first.1),
            b: second.0.first,
            part_b: part(second.0, second.1),
            difference: SpellingDifference::Letters,
        });
    }
    out
}

/// Where a word of a form stands in its first mention.
fn part_of(articles: &[Annotated<'_>], form: &Form, word: u32) -> Span {
    let MentionRef { article, mention } = form.first;
    let Some(article) = articles.get(article as usize) else { return Span::default() };
    let Some(mention) = article.names.get(mention as usize) else { return Span::default() };
    let wanted = &*form.words[word as usize];
    let tokens = article.tokens_in(&mention.tokens);
    let token = tokens.iter().find(|t| plain(article.word(t)) == wanted);
    let Some(token) = token else { return mention.span };
    Span::new(token.span.start, token.span.end.min(mention.span.end))
}

/// Pairs of one form written with other hyphens, spaces, accents or case.
pub(super) fn marks(articles: &[Annotated<'_>], forms: &Forms) -> Vec<SpellingPair> {
    let mut surfaces: FxHashMap<u32, Vec<(&str, MentionRef)>> = FxHashMap::default();
    for (a, (article, of_mention)) in (0u32..).zip(articles.iter().zip(&forms.of_mention)) {
        for (m, (mention, form)) in (0u32..).zip(article.names.iter().zip(of_mention)) {
            let text = article.article.slice(mention.span);
            let shouted =
                article.tokens_in(&mention.tokens).iter().all(|t| !t.is(Class::WORD) || t.is(Class::ALL_CAPS));
            let known = surfaces.entry(*form).or_default();
            if known.len() < 4 && !(shouted && text.len() > 5) && known.iter().all(|(t, _)| !same_marks(t, text)) {
                known.push((text, MentionRef { article: a, mention: m }));
            }
        }
    }
    let mut out = Vec::new();
    for surfaces in surfaces.values() {
        let Some((_, a)) = surfaces.first() else { continue };
        for (_, b) in &surfaces[1..] {
            let span = |m: &MentionRef| articles[m.article as usize].names[m.mention as usize].span;
            out.push(SpellingPair {
                a: *a,
                part_a: span(a),
                b: *b,
                part_b: span(b),
                difference: SpellingDifference::Marks,
            });
        }
    }
    out.sort_by_key(|s| (s.a, s.b));
    out
}

/// Whether two surfaces differ in dots or apostrophe shapes alone, in shouting, or by a particle: no spelling of its own.
fn same_marks(a: &str, b: &str) -> bool {
    let bare = |text: &str| -> String {
        text.chars()
            .filter(|c| !matches!(c, '.' | '\n'))
            .map(|c| match c {
                '’' | '‘' | '`' => '\'',
                c => c,
            })
            .collect()
    };
    let shouted = |x: &str, y: &str| x == y.to_uppercase();
    bare(a) == bare(b) || shouted(a, b) || shouted(b, a) || plain(a) != plain(b)
}
