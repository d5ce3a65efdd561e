//! Which outlet uses which label of a family for whom: a count, without a judgement of any of them.
//!
//! In: articles and matches. Out: one row a family, referent, label and outlet.
//! Invariant: a referent is named only where a name stands beside the label, or beside that of the same
//! family in a matched statement; else it stays open.

use std::collections::{BTreeMap, BTreeSet};

use crate::annotate::Annotated;
use crate::detect::labels::{LabelMention, around, label_mentions, names_beside};
use crate::extract::StoryClaims;
use crate::language::Use;
use crate::model::{ClaimIndex, ClaimKind, Class, LabelUse, Match, Probability, Token, WordId};

/// How often each outlet uses each label for each referent, by family, referent, label and outlet.
#[must_use]
pub fn label_uses(story: &StoryClaims<'_>, matches: &[Match]) -> Vec<LabelUse> {
    let mut mentions = Mentions::of(story);
    mentions.name_the_matched(story, matches);
    let mut counts: BTreeMap<(&str, String, &str, &str), (u32, u32)> = BTreeMap::new();
    for ((article, _), mention) in &mentions.by_place {
        let article = &story.articles[*article as usize];
        let referent = mention.referent.and_then(|key| mentions.names.get(&key).cloned()).unwrap_or_default();
        let label = mention.at.label;
        let key = (article.labels.family(label), referent, article.labels.name(label), article.article.outlet.as_str());
        let (count, quoted) = counts.entry(key).or_default();
        *(if mention.at.quoted { quoted } else { count }) += 1;
    }
    let row = |((family, referent, label, outlet), (count, quoted)): ((&str, String, &str, &str), _)| LabelUse {
        family: family.to_owned(),
        referent: Some(referent).filter(|name| !name.is_empty()),
        label: label.to_owned(),
        outlet: outlet.to_owned(),
        count,
        quoted,
    };
    counts.into_iter().map(row).collect()
}

/// A label and whom it stands for, as far as that is told.
struct Mention {
    at: LabelMention,
    referent: Option<WordId>,
}

/// Every label of a story.
struct Mentions {
    /// By article and first byte.
    by_place: BTreeMap<(u32, u32), Mention>,
    /// What each referent is called in this story.
    names: BTreeMap<WordId, String>,
}

impl Mentions {
    fn of(story: &StoryClaims<'_>) -> Self {
        let mut mentions = Self { by_place: BTreeMap::new(), names: BTreeMap::new() };
        for (index, article) in (0u32..).zip(story.articles) {
            for sentence in article.claim_sentences() {
                for at in label_mentions(article, &article.sentence_tokens[sentence as usize]) {
                    let referent = mentions.referent(story, index, &at);
                    mentions.by_place.insert((index, at.span.start), Mention { at, referent });
                }
            }
        }
        mentions
    }

    /// Whom the words beside a label name: before it ("the Orla regime"), after it ("dictator Holm") or behind
    /// "of" ("the government of Orla").
    fn referent(&mut self, story: &StoryClaims<'_>, index: u32, at: &LabelMention) -> Option<WordId> {
        let article = &story.articles[index as usize];
        let (before, after) = names_beside(article, at.span);
        let owner = owner(article, at);
        let token = before.last().or(after.first()).or(owner)?;
        let position = u32::try_from(article.tokens.partition_point(|t| t.span.start < token.span.start)).ok()?;
        let table = &story.names;
        let named = table.at_token(story.articles, index, position).and_then(|id| table.name(id));
        if let Some(name) = named {
            let holder = &story.articles[name.fullest.article as usize];
            let words = holder.article.slice(holder.names[name.fullest.mention as usize].span);
            self.names.insert(name.key, words.split_whitespace().collect::<Vec<_>>().join(" "));
            return Some(name.key);
        }
        // the word for a country's people: the country, by its own name where the story has it
        let rest = article.tokens.get(position as usize..)?;
        let (_, alias) = article.pack.names.aliases.longest_at(rest)?;
        self.names.entry(alias.entity).or_insert_with(|| article.word(token).to_owned());
        Some(alias.entity)
    }

    /// Gives a label beside which nobody is named the referent of the labels of its family that matched statements
    /// have in its place; none where they name several.
    fn name_the_matched(&mut self, story: &StoryClaims<'_>, matches: &[Match]) {
        let mut told: BTreeMap<(u32, u32), BTreeSet<WordId>> = BTreeMap::new();
        for found in matches.iter().filter(|m| m.similarity >= Probability::HALF) {
            let (left, right) = (self.only_labels(story, found.a), self.only_labels(story, found.b));
            for (family, x) in left {
                let Some(y) = right.get(&family).copied() else { continue };
                let referent = |place| self.by_place.get(&place).and_then(|m: &Mention| m.referent);
                match (referent(x), referent(y)) {
                    (Some(name), None) => told.entry(y).or_default().insert(name),
                    (None, Some(name)) => told.entry(x).or_default().insert(name),
                    _ => continue,
                };
            }
        }
        for (place, names) in told {
            if let (Some(mention), 1) = (self.by_place.get_mut(&place), names.len()) {
                mention.referent = names.first().copied();
            }
        }
    }

    /// Where a statement has its label of each family of which it has one.
    fn only_labels(&self, story: &StoryClaims<'_>, claim: ClaimIndex) -> BTreeMap<u32, (u32, u32)> {
        let claim = &story.claims[claim as usize];
        if claim.kind() != ClaimKind::Statement {
            return BTreeMap::new();
        }
        let range = (claim.article, claim.span.start)..(claim.article, claim.span.end);
        let mut found: BTreeMap<u32, Option<(u32, u32)>> = BTreeMap::new();
        for (place, mention) in self.by_place.range(range) {
            let once = found.entry(mention.at.label.family).or_insert(Some(*place));
            *once = once.filter(|kept| kept == place);
        }
        found.into_iter().filter_map(|(family, place)| Some((family, place?))).collect()
    }
}

/// The first word of the name behind "of", with or without an article.
fn owner<'s>(article: &'s Annotated<'_>, at: &LabelMention) -> Option<&'s Token> {
    let (sentence, _, last) = around(article, at.span);
    let (of, rest) = sentence.get(last..)?.split_first()?;
    if !article.pack.grammar.is(of, Use::OF) {
        return None;
    }
    let rest =
        if rest.first().is_some_and(|t| article.pack.grammar.is(t, Use::DETERMINER)) { &rest[1..] } else { rest };
    rest.first().filter(|t| t.is(Class::CAPITALISED) && !t.is(Class::STOP | Class::DATE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::cases::with_story;

    fn uses(tellings: &[(&str, &str, &str)]) -> Vec<String> {
        let rows = with_story(tellings, |story, _| label_uses(story.claims, story.matches));
        let told = |r: &LabelUse| {
            let referent = r.referent.as_deref().unwrap_or("-");
            format!("{} {referent} {} {} {}+{}", r.family, r.label, r.outlet, r.count, r.quoted)
        };
        rows.iter().map(told).collect()
    }

    #[test]
    fn labels_are_counted_by_referent_and_outlet() {
        let rows = uses(&[
            ("North", "2031-05-01", "The Tirsk regime closed the harbour. The regime of Tirsk paid nobody."),
            ("South", "2031-05-01", "The Tirsk government opened a school. Rioters sang, and “rioters” it was."),
        ]);
        assert_eq!(
            rows,
            ["crowd - rioters South 1+1", "government Tirsk government South 1+0", "government Tirsk regime North 2+0"]
        );
    }

    #[test]
    fn a_label_without_a_name_takes_that_of_its_match() {
        let rows = uses(&[
            (
                "North",
                "2031-05-01",
                "The sanctions on the ferries are meant to change the behaviour of the Tirsk regime.",
            ),
            (
                "South",
                "2031-05-01",
                "The sanctions on the ferries are meant to change the behaviour of the government.",
            ),
            ("South", "2031-05-02", "A government without a harbour is no government, the poet said."),
        ]);
        assert_eq!(
            rows,
            [
                "government - government South 2+0",
                "government Tirsk government South 1+0",
                "government Tirsk regime North 1+0"
            ]
        );
    }
}
