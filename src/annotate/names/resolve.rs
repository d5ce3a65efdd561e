//! The fullest mention of each name inside its article: "Kerry" is "John Kerry", "OSCE" the organisation
//! spelled out.
//!
//! Invariant: cost is linear in the mentions; what two full names could claim goes to the latest before it.

use rustc_hash::FxHashMap;

use crate::annotate::Annotated;
use crate::model::{Class, NameKind, NameMention, Token, WordId};

/// The full mentions under one short form.
#[derive(Debug, Default)]
struct Full {
    /// Index of the fullest mention of each distinct name, in order of their first mention.
    mentions: Vec<usize>,
}

/// Sets `resolved` of every mention.
pub(super) fn resolve(article: &Annotated<'_>, mentions: &mut [NameMention]) {
    let words = |m: &NameMention| -> Vec<WordId> { content(article.tokens_in(&m.tokens)) };
    let mut by_form: FxHashMap<WordId, Full> = FxHashMap::default();
    let mut known: FxHashMap<Vec<WordId>, usize> = FxHashMap::default();
    for (i, mention) in mentions.iter().enumerate() {
        let name = words(mention);
        if name.len() < 2 || known.contains_key(&name) {
            continue;
        }
        for form in short_forms(article, mention, &name) {
            by_form.entry(form).or_default().mentions.push(i);
        }
        known.insert(name, i);
    }
    // of names that share a form, the one that holds the other is the fuller
    let mut resolved = Vec::with_capacity(mentions.len());
    for (i, mention) in mentions.iter().enumerate() {
        let name = words(mention);
        let candidates = name.last().into_iter().chain(name.first()).filter_map(|form| by_form.get(form));
        let best = candidates
            .flat_map(|full| latest_before(&full.mentions, i))
            .filter(|j| fits(article, &name, mention, &words(&mentions[*j]), &mentions[*j]))
            .max_by_key(|j| (words(&mentions[*j]).len() > name.len(), *j <= i, std::cmp::Reverse(i.abs_diff(*j))));
        resolved.push(best.map_or(mention.span, |j| mentions[j].span));
    }
    for (mention, resolved) in mentions.iter_mut().zip(resolved) {
        mention.resolved = resolved;
    }
}

/// The few candidates nearest to mention `i`: four before it, one after.
fn latest_before(mentions: &[usize], i: usize) -> impl Iterator<Item = usize> + '_ {
    let split = mentions.partition_point(|j| *j <= i);
    mentions[split.saturating_sub(4)..(split + 1).min(mentions.len())].iter().copied()
}

/// The words of a name that tell it apart.
fn content(tokens: &[Token]) -> Vec<WordId> {
    tokens.iter().filter(|t| t.is(Class::WORD)).map(|t| t.word).collect()
}

/// The forms under which a full name may return: its last word, its first, its initials.
fn short_forms(article: &Annotated<'_>, mention: &NameMention, name: &[WordId]) -> Vec<WordId> {
    let mut forms = Vec::with_capacity(3);
    forms.extend(name.last());
    forms.extend(name.first().filter(|f| Some(*f) != name.last()));
    if mention.kind != NameKind::Person {
        let tokens = article.tokens_in(&mention.tokens);
        let initials: String =
            tokens.iter().filter(|t| t.is(Class::CAPITALISED)).filter_map(|t| article.word(t).chars().next()).collect();
        if initials.chars().count() > 1 {
            forms.push(crate::text::word_id(&initials));
        }
    }
    forms
}

/// Whether `full` can be the fuller form of `name`.
fn fits(article: &Annotated<'_>, name: &[WordId], mention: &NameMention, full: &[WordId], of: &NameMention) -> bool {
    if name == full {
        return true;
    }
    if mention.kind != of.kind && mention.kind != NameKind::Other && of.kind != NameKind::Other {
        return false;
    }
    let entity = |m: &NameMention| {
        let tokens = article.tokens_in(&m.tokens);
        let found = article.pack.names.aliases.longest_at(tokens);
        found.filter(|(n, _)| *n == tokens.len()).map(|(_, alias)| alias.entity)
    };
    if full.len() <= name.len() || entity(mention).is_some_and(|e| entity(of) != Some(e)) {
        return false;
    }
    if let [one] = name {
        let acronym = article.tokens_in(&mention.tokens).iter().any(|t| t.is(Class::ALL_CAPS));
        let last = full.last() == Some(one);
        return last
            || (acronym && of.kind != NameKind::Person && full.first() != Some(one))
            || (of.kind == NameKind::Person && full.first() == Some(one));
    }
    full.ends_with(name)
}
