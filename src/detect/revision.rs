//! Two versions of one article.
//!
//! # What it finds
//! Two articles of one outlet at one address, or with one origin, whose sentences differ.
//!
//! # Why it matters
//! What an outlet changed after publishing, and whether it says so, is a question of its own.
//!
//! # Example
//! The morning version says "a gunman", the evening version "two gunmen", at the same address.
//!
//! # Stays silent on
//! versions whose words are the same; two articles of one outlet about one story.

use std::collections::BTreeMap;

use itertools::Itertools as _;
use rustc_hash::FxHashSet;

use super::phrase::{excerpt, quoted};
use super::{Detector, StoryView};
use crate::annotate::Annotated;
use crate::model::{Between, ClaimContent, ClaimIndex, Discrepancy, DiscrepancyKind, Severity, WordId};

/// See the module.
pub(super) struct Revision;

impl Detector for Revision {
    fn kind(&self) -> DiscrepancyKind {
        DiscrepancyKind::Revision
    }

    fn detect(&self, story: &StoryView<'_>, out: &mut Vec<Discrepancy>) {
        let sentences = sentence_claims(story);
        for versions in versions(story).into_values() {
            // each version against the one before it
            for (earlier, later) in versions.into_iter().tuple_windows() {
                out.extend(row(story, &sentences, earlier, later));
            }
        }
    }
}

/// The articles that are versions of one: same outlet and address, or same outlet and origin.
fn versions<'a>(story: &StoryView<'a>) -> BTreeMap<(&'a str, &'a str), Vec<u32>> {
    let mut versions: BTreeMap<(&str, &str), Vec<u32>> = BTreeMap::new();
    for (i, annotated) in (0u32..).zip(story.claims.articles) {
        let article = annotated.article;
        let key = article.url.as_deref().filter(|url| !url.is_empty()).unwrap_or(&article.origin.id);
        if !article.outlet.is_empty() && !key.is_empty() {
            versions.entry((&article.outlet, key)).or_default().push(i);
        }
    }
    versions
}

/// The claims that are whole sentences, by article.
fn sentence_claims(story: &StoryView<'_>) -> BTreeMap<u32, Vec<ClaimIndex>> {
    let mut claims: BTreeMap<u32, Vec<ClaimIndex>> = BTreeMap::new();
    for (i, claim) in (0u32..).zip(story.claims.claims) {
        if matches!(&claim.content, ClaimContent::Statement(statement) if !statement.clause) {
            claims.entry(claim.article).or_default().push(i);
        }
    }
    claims
}

/// Sentences whose words do not stand as a sentence in the other version.
fn only_here(
    story: &StoryView<'_>,
    sentences: &BTreeMap<u32, Vec<ClaimIndex>>,
    here: u32,
    there: u32,
) -> Vec<ClaimIndex> {
    let words = |c: &ClaimIndex| -> Vec<WordId> { words_of(story.claims.article_of(story.claim(*c)), story, *c) };
    let known: FxHashSet<Vec<WordId>> = sentences.get(&there).into_iter().flatten().map(words).collect();
    sentences.get(&here).into_iter().flatten().copied().filter(|c| !known.contains(&words(c))).collect()
}

/// The words and numbers of a sentence, without its marks.
fn words_of(article: &Annotated<'_>, story: &StoryView<'_>, claim: ClaimIndex) -> Vec<WordId> {
    use crate::model::Class;
    let tokens = article.tokens_in(&story.claim(claim).tokens);
    tokens.iter().filter(|t| t.is(Class::WORD | Class::DIGITS)).map(|t| t.word).collect()
}

fn row(
    story: &StoryView<'_>,
    sentences: &BTreeMap<u32, Vec<ClaimIndex>>,
    first: u32,
    second: u32,
) -> Option<Discrepancy> {
    let removed = only_here(story, sentences, first, second);
    let added = only_here(story, sentences, second, first);
    if removed.is_empty() && added.is_empty() {
        return None;
    }
    // where one version only adds, the other is shown by its first sentence
    let shown =
        |changed: &[ClaimIndex], article: u32| changed.first().or_else(|| sentences.get(&article)?.first()).copied();
    let (shown_a, shown_b) = (shown(&removed, first)?, shown(&added, second)?);
    let or_shown = |changed: Vec<ClaimIndex>, shown| if changed.is_empty() { vec![shown] } else { changed };
    let counts =
        format!("{} removed or changed, {} added or changed", sentences_of(removed.len()), sentences_of(added.len()));
    let difference = format!("[-{}-] {{+{}+}}", text(story, removed.first()), text(story, added.first()));
    let a = story.side(shown_a, &or_shown(removed, shown_a));
    let b = story.side(shown_b, &or_shown(added, shown_b));
    let (version_a, version_b) = story.outlets(story.claim(a.claim), story.claim(b.claim));
    Some(Discrepancy {
        id: String::new(),
        kind: DiscrepancyKind::Revision,
        group: None,
        severity: Severity::Info,
        confidence: None,
        summary: format!(
            "Two versions of one article differ, {version_a} and {version_b}: {counts}; the first change is {} in the \
             earlier and {} in the later.",
            quoted(&a.value),
            quoted(&b.value)
        ),
        difference,
        departs: None,
        between: Between::Outlets,
        why: "revision: one outlet, one address or origin, and sentences that stand in one version only".into(),
        a,
        b,
    })
}

/// "1 sentence", "2 sentences".
fn sentences_of(count: usize) -> String {
    if count == 1 { "1 sentence".into() } else { format!("{count} sentences") }
}

fn text(story: &StoryView<'_>, claim: Option<&ClaimIndex>) -> String {
    claim.map(|c| excerpt(&story.words(story.claim(*c), story.claim(*c).span))).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::detect::cases::{articles, with_read};
    use crate::detect::detect;
    use crate::model::DiscrepancyKind::Revision;

    const FIRST: &str = "A gunman fled into the hills above Orlava.\n\nThe road was closed for the night.\n\n\
        Nobody was hurt in the market, the mayor said, and the stalls would open again.\n\nThe river was searched by boat.";

    /// The revisions between two texts at one address.
    fn revisions(second: &str) -> Vec<String> {
        let mut versions = articles(&[("North", "2031-05-01", FIRST), ("North", "2031-05-02", second)]);
        for version in &mut versions {
            version.url = Some("https://north.example/orlava".into());
        }
        let found = with_read(&versions, detect);
        found.into_iter().filter(|row| row.kind == Revision).map(|row| row.summary).collect()
    }

    #[test]
    fn fires_on_a_changed_version() {
        let found = revisions(&FIRST.replace("A gunman", "Two gunmen"));
        assert_eq!(found.len(), 1);
        assert!(found[0].contains("1 sentence removed or changed"), "{}", found[0]);
    }

    #[test]
    fn stays_silent_on_the_same_words() {
        assert!(revisions(FIRST).is_empty());
        assert!(revisions(&FIRST.replace(", the mayor said,", " – the mayor said –")).is_empty());
    }
}
