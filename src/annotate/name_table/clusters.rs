//! One id for all mentions of a name.
//!
//! Forms join by known entity, by spelling, by middle names; a short form goes to the full name that its
//! article introduces, else to the only one of the story that it fits.

use petgraph::unionfind::UnionFind;
use rustc_hash::FxHashMap;

use super::forms::{Form, Forms};
use super::variants::LetterPair;
use super::{MentionRef, Name, NameId};
use crate::annotate::Annotated;
use crate::model::{NameKind, WordId};
use crate::text::word_id;

/// The names, and the name of each mention.
pub(super) fn cluster(
    articles: &[Annotated<'_>],
    forms: &Forms,
    letters: &[LetterPair],
) -> (Vec<Name>, Vec<Vec<NameId>>) {
    let mut sets: UnionFind<u32> = UnionFind::new(forms.list.len());
    join_entities(forms, &mut sets);
    join_middle_names(forms, &mut sets);
    for pair in letters {
        sets.union(pair.a, pair.b);
    }
    let only = OnlyFull::of(forms, &sets);
    let mut ids: FxHashMap<u32, NameId> = FxHashMap::default();
    let mut names: Vec<Name> = Vec::new();
    let mut of_mention = Vec::with_capacity(articles.len());
    for (a, (article, own)) in (0u32..).zip(articles.iter().zip(&forms.of_mention)) {
        let mut row = Vec::with_capacity(own.len());
        for (m, (mention, form)) in (0u32..).zip(article.names.iter().zip(own)) {
            let resolved = resolved_form(article, own, mention.resolved).unwrap_or(*form);
            let effective = if resolved == *form { only.full_of(forms, &sets, *form) } else { resolved };
            let next = u32::try_from(names.len()).unwrap_or(u32::MAX);
            let id = *ids.entry(sets.find(effective)).or_insert(next);
            let here = MentionRef { article: a, mention: m };
            if id == next {
                names.push(Name { key: WordId(0), kind: NameKind::Other, fullest: here, mentions: 0 });
            }
            let name = &mut names[id as usize];
            name.mentions += 1;
            if name.mentions == 1 || fuller(forms, effective, name.fullest) {
                name.fullest = forms.list[effective as usize].first;
                name.kind = forms.list[effective as usize].kind();
                name.key = key(&forms.list[effective as usize]);
            }
            row.push(id);
        }
        of_mention.push(row);
    }
    (names, of_mention)
}

/// A key of a form that is the same in every story.
fn key(form: &Form) -> WordId {
    form.entity.unwrap_or_else(|| word_id(&form.words.join(" ")))
}

/// Whether a form says more than the mention kept so far; a known entity's own names are kept.
fn fuller(forms: &Forms, form: u32, kept: MentionRef) -> bool {
    let kept = forms.of_mention[kept.article as usize][kept.mention as usize];
    let (new, old) = (&forms.list[form as usize], &forms.list[kept as usize]);
    old.entity.is_none() && (new.entity.is_some() || new.words.len() > old.words.len())
}

/// The form of the mention that stands at `span`.
fn resolved_form(article: &Annotated<'_>, own: &[u32], span: crate::model::Span) -> Option<u32> {
    let i = article.names.partition_point(|m| m.span.start < span.start);
    own.get(i).copied()
}

fn join_entities(forms: &Forms, sets: &mut UnionFind<u32>) {
    let mut first: FxHashMap<WordId, u32> = FxHashMap::default();
    for (i, form) in (0u32..).zip(&forms.list) {
        if let Some(entity) = form.entity {
            let joined = *first.entry(entity).or_insert(i);
            sets.union(joined, i);
        }
    }
}

/// "Anna M. Roth" and "Anna Roth" are one person where first and last name agree and no middle names differ.
fn join_middle_names(forms: &Forms, sets: &mut UnionFind<u32>) {
    let mut by_ends: FxHashMap<(&str, &str), Vec<u32>> = FxHashMap::default();
    for (i, form) in (0u32..).zip(&forms.list).filter(|(_, f)| f.words.len() > 1 && f.kind() == NameKind::Person) {
        by_ends.entry((form.first_word(), form.last())).or_default().push(i);
    }
    let mut groups: Vec<Vec<u32>> = by_ends.into_values().collect();
    groups.sort();
    for group in groups {
        let plain = group.iter().find(|i| forms.list[**i as usize].words.len() == 2);
        let longer = group.iter().filter(|i| forms.list[**i as usize].words.len() > 2).count();
        if let (Some(plain), 1) = (plain, longer) {
            for i in &group {
                sets.union(*plain, *i);
            }
        }
    }
}

/// For each last word and each set of initials, the one full name of the story that has it.
struct OnlyFull<'a> {
    by_last: FxHashMap<&'a str, Option<u32>>,
    by_initials: FxHashMap<String, Option<u32>>,
}

impl<'a> OnlyFull<'a> {
    fn of(forms: &'a Forms, sets: &UnionFind<u32>) -> Self {
        let mut only = Self { by_last: FxHashMap::default(), by_initials: FxHashMap::default() };
        for (i, form) in (0u32..).zip(&forms.list).filter(|(_, f)| f.words.len() > 1) {
            let root = sets.find(i);
            let keep = |slot: &mut Option<u32>| {
                if slot.is_some_and(|j| sets.find(j) != root) {
                    *slot = None;
                }
            };
            only.by_last.entry(form.last()).and_modify(keep).or_insert(Some(i));
            if form.kind() == NameKind::Organisation {
                let initials: String =
                    form.words.iter().filter(|w| w.len() > 3).filter_map(|w| w.chars().next()).collect();
                only.by_initials.entry(initials).and_modify(keep).or_insert(Some(i));
            }
        }
        only
    }

    /// The full form that a form of one word stands for; the form itself where none or several fit.
    fn full_of(&self, forms: &Forms, sets: &UnionFind<u32>, form: u32) -> u32 {
        let short = &forms.list[form as usize];
        if short.words.len() != 1 || short.entity.is_some() {
            return form;
        }
        let fits = |full: &u32| {
            let kind = forms.list[*full as usize].kind();
            sets.find(*full) != sets.find(form) && (short.kind() == kind || short.kind() == NameKind::Other)
        };
        let by_last = self.by_last.get(short.last()).copied().flatten().filter(fits);
        let by_initials = || self.by_initials.get(short.last()).copied().flatten().filter(fits);
        by_last.or_else(by_initials).unwrap_or(form)
    }
}
