//! What a name names: by lists, by its own words, by what stands beside it; then one kind for
//! all mentions of a name.

use rustc_hash::FxHashMap;

use super::runs::Run;
use crate::annotate::Annotated;
use crate::language::NameCue;
use crate::model::{Class, NameKind, NameMention, WordId};

/// The kind that one mention shows.
pub(super) fn guess(article: &Annotated<'_>, run: &Run) -> NameKind {
    let names = &article.pack.names;
    let sentence = article.sentence(run.sentence);
    let tokens = &sentence[run.tokens.clone()];
    if run.title.is_some() {
        return NameKind::Person;
    }
    if let Some((n, alias)) = names.aliases.longest_at(tokens)
        && n == tokens.len()
    {
        return alias.kind;
    }
    let words: Vec<NameCue> = tokens.iter().filter(|t| t.is(Class::WORD)).map(|t| names.cue(t.word)).collect();
    let Some((first, last)) = words.first().zip(words.last()) else { return NameKind::Other };
    if words.len() > 1 {
        if last.contains(NameCue::PLACE)
            || first.contains(NameCue::PLACE_BEFORE) && !last.contains(NameCue::ORGANISATION)
        {
            return NameKind::Place;
        }
        if words.iter().any(|w| w.contains(NameCue::ORGANISATION)) {
            return NameKind::Organisation;
        }
        if first.contains(NameCue::GIVEN) || words[1..words.len() - 1].iter().any(|w| w.contains(NameCue::PARTICLE)) {
            return NameKind::Person;
        }
        if first.contains(NameCue::PARTICLE)
            && words.len() == 2
            && !last.intersects(NameCue::ORGANISATION | NameCue::PLACE)
        {
            return NameKind::Person;
        }
    } else if tokens[0].is(Class::ALL_CAPS) {
        return NameKind::Organisation;
    }
    let after = sentence.get(run.tokens.end);
    let before = run.tokens.start.checked_sub(1).and_then(|i| sentence.get(i));
    if words.len() == 1 && before.is_some_and(|t| names.cue(t.word).contains(NameCue::PLACE_PREPOSITION)) {
        return NameKind::Place;
    }
    if words.len() == 2 && after.is_some_and(|t| t.is(Class::REPORTING)) {
        return NameKind::Person;
    }
    NameKind::Other
}

/// Gives all mentions with the same last word the kind that most of them show.
pub(super) fn agree(article: &Annotated<'_>, mentions: &mut [NameMention]) {
    let key = |m: &NameMention| article.tokens_in(&m.tokens).last().map_or(WordId::default(), |t| t.word);
    let mut votes: FxHashMap<WordId, [u32; 4]> = FxHashMap::default();
    for mention in mentions.iter() {
        votes.entry(key(mention)).or_default()[mention.kind as usize] += 1;
    }
    for mention in mentions.iter_mut().filter(|m| m.tokens.len() == 1 || m.kind == NameKind::Other) {
        let Some(votes) = votes.get(&key(mention)) else { continue };
        let kinds = [NameKind::Person, NameKind::Place, NameKind::Organisation];
        let best = kinds.into_iter().rev().max_by_key(|k| votes[*k as usize]).unwrap_or(NameKind::Other);
        let weak = mention.kind == NameKind::Other || votes[mention.kind as usize] < votes[best as usize];
        if weak && votes[best as usize] > 0 {
            mention.kind = best;
        }
    }
}
