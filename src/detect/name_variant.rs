//! One name, two spellings.
//!
//! # What it finds
//! A person, place or body that is spelled in two ways, by two outlets or inside one article.
//!
//! # Why it matters
//! A reader who searches for one spelling misses the other, and inside one article one of them is a slip.
//!
//! # Example
//! "General Pavel Goralenko" / "General Pavel Gorylenko".
//!
//! # Stays silent on
//! the full name and the short; aliases ("Islamic State" / "Daesh"); two people of one family name;
//! two names that an article uses side by side. Hyphens, spaces, accents and capitals are `info`.

use rustc_hash::FxHashMap;

use super::{Detector, StoryView};
use crate::annotate::{MentionRef, NameId, SpellingDifference, SpellingPair};
use crate::model::{Between, Claim, ClaimIndex, ClaimKind, Discrepancy, DiscrepancyKind, Severity, Side, Span};

/// See the module.
pub(super) struct NameVariant;

impl Detector for NameVariant {
    fn kind(&self) -> DiscrepancyKind {
        DiscrepancyKind::NameVariant
    }

    fn detect(&self, story: &StoryView<'_>, out: &mut Vec<Discrepancy>) {
        let table = &story.claims.names;
        if table.spellings().is_empty() {
            return;
        }
        let claims = NameClaims::of(story);
        out.extend(table.spellings().iter().filter_map(|pair| row(story, &claims, pair)));
    }
}

/// The name claims of a story.
pub(super) struct NameClaims {
    by_place: FxHashMap<(u32, Span), ClaimIndex>,
    by_name: FxHashMap<NameId, Vec<ClaimIndex>>,
}

impl NameClaims {
    pub(super) fn of(story: &StoryView<'_>) -> Self {
        let mut claims = Self { by_place: FxHashMap::default(), by_name: FxHashMap::default() };
        let table = &story.claims.names;
        for (i, claim) in (0u32..).zip(story.claims.claims).filter(|(_, c)| c.kind() == ClaimKind::Name) {
            claims.by_place.insert((claim.article, claim.span), i);
            if let Some(name) = table.at_span(story.claims.articles, claim.article, claim.span) {
                claims.by_name.entry(name).or_default().push(i);
            }
        }
        claims
    }

    /// The claim of a mention; none where claims of names are off.
    pub(super) fn at(&self, article: u32, span: Span) -> Option<ClaimIndex> {
        self.by_place.get(&(article, span)).copied()
    }

    /// The claims that spell a name as `mention` does, in the story's order; none where claims of names are off.
    fn spelled_as(&self, story: &StoryView<'_>, mention: MentionRef, part: Span) -> Vec<ClaimIndex> {
        let article = &story.claims.articles[mention.article as usize];
        let span = article.names[mention.mention as usize].span;
        let Some(own) = self.by_place.get(&(mention.article, span)) else { return Vec::new() };
        let spelling = article.article.slice(part);
        let name = story.claims.names.id_of(mention.article, mention.mention);
        let others = name.and_then(|n| self.by_name.get(&n)).into_iter().flatten().copied();
        let mut claims: Vec<ClaimIndex> = others
            .filter(|i| {
                let claim = story.claim(*i);
                words_of(story, claim).any(|word| word == spelling) || story.claims.text_of(claim) == spelling
            })
            .collect();
        claims.push(*own);
        claims.sort_unstable();
        claims.dedup();
        claims
    }
}

/// The words of a name claim without a possessive ending.
fn words_of<'a>(story: &StoryView<'a>, claim: &Claim) -> impl Iterator<Item = &'a str> {
    let article = story.claims.article_of(claim);
    let end = claim.span.end;
    story
        .claims
        .tokens_of(claim)
        .iter()
        .map(move |t| article.article.slice(Span::new(t.span.start, t.span.end.min(end).max(t.span.start))))
}

fn row(story: &StoryView<'_>, claims: &NameClaims, pair: &SpellingPair) -> Option<Discrepancy> {
    let left = claims.spelled_as(story, pair.a, pair.part_a);
    let right = claims.spelled_as(story, pair.b, pair.part_b);
    let (a, b) = story.sides(&left, &right)?;
    let (part_a, part_b) = (spelling(story, pair.a, pair.part_a), spelling(story, pair.b, pair.part_b));
    let (part_a, part_b) = if left.contains(&a.claim) { (part_a, part_b) } else { (part_b, part_a) };
    let severity = match pair.difference {
        SpellingDifference::Letters => Severity::Minor,
        SpellingDifference::Marks => Severity::Info,
    };
    Some(Discrepancy {
        id: String::new(),
        kind: DiscrepancyKind::NameVariant,
        group: None,
        severity,
        confidence: None,
        summary: summary(story, &a, &b),
        difference: format!("{part_a} / {part_b}"),
        departs: None,
        between: Between::Outlets,
        why: why(pair, left.len(), right.len()),
        a,
        b,
    })
}

fn spelling<'a>(story: &StoryView<'a>, mention: MentionRef, part: Span) -> &'a str {
    story.claims.articles[mention.article as usize].article.slice(part)
}

fn summary(story: &StoryView<'_>, a: &Side, b: &Side) -> String {
    let (claim_a, claim_b) = (story.claim(a.claim), story.claim(b.claim));
    let (outlet_a, outlet_b) = story.outlets(claim_a, claim_b);
    if claim_a.article == claim_b.article {
        let (outlet, _) = story.outlets(claim_a, claim_a);
        let outlet = outlet.split(" (").next().unwrap_or_default();
        return format!("{outlet} spells one name in two ways: “{}” and “{}”.", a.value, b.value);
    }
    format!("{outlet_a} writes “{}”, {outlet_b} “{}”.", a.value, b.value)
}

fn why(pair: &SpellingPair, left: usize, right: usize) -> String {
    let rule = match pair.difference {
        SpellingDifference::Letters => "one name in two spellings, by sound and by the rest of the name",
        SpellingDifference::Marks => "one name with other hyphens, spaces, accents or capitals",
    };
    format!("name-variant: {rule}; {left} mention(s) against {right}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::cases::of_kind;

    fn found(tellings: &[(&str, &str, &str)]) -> Vec<(String, Severity)> {
        let rows = of_kind(DiscrepancyKind::NameVariant, tellings);
        rows.into_iter().map(|d| (d.difference, d.severity)).collect()
    }

    #[test]
    fn fires_on_two_spellings() {
        for (a, b, difference) in [
            ("General Pavel Goralenko said so.", "General Pavel Gorylenko said so.", "Goralenko / Gorylenko"),
            ("They met Sergey Brannok there.", "They met Sergei Brannok here.", "Sergey / Sergei"),
            ("They met Oleksa Hrotnyk there.", "They met Oleksa Grotnik here.", "Hrotnyk / Grotnik"),
            ("They met Luc Valrieu there.", "They met Luc Valrieux here.", "Valrieu / Valrieux"),
        ] {
            let rows = found(&[("North", "2031-05-01", a), ("South", "2031-05-02", b)]);
            assert_eq!(rows, [(difference.to_owned(), Severity::Minor)], "{a} {b}");
        }
    }

    #[test]
    fn fires_inside_one_article() {
        for text in [
            "They saw General Pavel Gorylenko at the base. It was Goralenko who spoke.",
            "They saw General Pavel Gorylenko at the base. Asked about it, Goralenko said no.",
        ] {
            let rows = of_kind(DiscrepancyKind::NameVariant, &[("North", "2031-05-01", text)]);
            assert_eq!(rows.len(), 1);
            assert_eq!(rows[0].difference, "Gorylenko / Goralenko");
            assert!(rows[0].summary.starts_with("North spells one name in two ways"), "{}", rows[0].summary);
        }
    }

    #[test]
    fn hyphens_are_for_the_curious() {
        let rows = found(&[
            ("North", "2031-05-01", "They met Adel al-Corbeir there."),
            ("South", "2031-05-01", "They met Adel al Corbeir here."),
        ]);
        assert_eq!(rows, [("Adel al-Corbeir / Adel al Corbeir".to_owned(), Severity::Info)]);
    }

    #[test]
    fn stays_silent_on_other_names() {
        for (a, b) in [
            ("They met Anna Brannok there.", "They met Brannok here."),
            ("They saw Bashar al-Tarim.", "They saw his father Hafiz al-Tarim."),
            ("The Islamic State said so.", "It was said by Daesh."),
            ("They flew to Iran and Austria.", "They flew to Iraq and Australia."),
            ("They met Ann Lee there.", "They met Tom Lee there."),
            ("They met Valrieu there.", "They met Luc Valrieux here."),
            ("They met Carl Robert there.", "They met Carl Roberts here."),
            ("They flew to North Ostria.", "It is a North Ostrian town."),
        ] {
            assert_eq!(found(&[("North", "2031-05-01", a), ("South", "2031-05-02", b)]), [], "{a} {b}");
        }
    }
}
