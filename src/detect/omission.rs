//! What most carry and one does not.
//!
//! # What it finds
//! A group that most independent outlets of the story carry, and an outlet that does not, though it published
//! later with a complete text.
//!
//! # Why it matters
//! What is left out can change a story as much as what is changed in it.
//!
//! # Example
//! Three of four outlets report that survivors found the doors locked; the fourth, published last, does not.
//!
//! # Stays silent on
//! outlets that could not have known yet, or whose order is unknown; teasers and paywall stubs; languages that are not
//! fully analysed; articles that use most of the claim's rare words, and may tell it in other terms; columns and letters, which
//! argue.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use super::labels::is_quoted;
use super::phrase::quoted;
use super::{Detector, StoryView};
use crate::annotate::Annotated;
use crate::ledger::published;
use crate::model::{
    Analysed, Between, Claim, ClaimContent, ClaimIndex, Class, Departs, Discrepancy, DiscrepancyKind, Field, Group,
    Moment, Role, Severity, Token, WordId,
};

/// Independent texts that must carry a claim before its absence says anything.
const CARRIED_BY: usize = 3;
/// Share of those who could have known that must carry it.
const MOST: f64 = 0.6;
/// From this share on, and with one text more, the omission is worth a look.
const NEARLY_ALL: f64 = 0.8;
/// An article that uses so much of the claim's rare words may tell it in other terms.
const ALLUDED: f64 = 0.4;

/// See the module.
pub(super) struct Omission;

impl Detector for Omission {
    fn kind(&self) -> DiscrepancyKind {
        DiscrepancyKind::Omission
    }

    fn detect(&self, story: &StoryView<'_>, out: &mut Vec<Discrepancy>) {
        let mut readers = Readers::new(story);
        for (index, group) in (0u32..).zip(story.groups) {
            if worth_telling(story, group) {
                readers.omissions(index, group, out);
            }
        }
    }
}

/// Whether an article gives its author's opinion, and is no account of all that happened: its first words or the last ones of its
/// title say so, or several of its sentences speak of "I" outside of marks.
fn is_opinion(article: &Annotated<'_>) -> bool {
    /// In fewer sentences an author may only have been there.
    const OWN_VOICE: usize = 3;
    let label = |t: &Token| article.pack.opinions.contains(t.word);
    let labelled = match article.sentence(0) {
        [first, mark, ..] if label(first) && mark.is(Class::PUNCTUATION) => true,
        [.., mark, last] => {
            article.article.field(last.span) == Field::Title && mark.is(Class::PUNCTUATION) && label(last)
        }
        _ => false,
    };
    let own = |t: &Token| article.pack.reporting.is_author(t.word) && !is_quoted(article, t.span);
    let sentences = (0..article.sentence_tokens.len()).filter_map(|i| u32::try_from(i).ok());
    labelled || sentences.filter(|i| article.sentence(*i).iter().any(own)).take(OWN_VOICE).count() == OWN_VOICE
}

/// Whole statements, tolls and quotations of some length: a clause or a date says too little alone.
fn worth_telling(story: &StoryView<'_>, group: &Group) -> bool {
    /// Words that say something, in the shortest claim that can be missed.
    const LEAST_WORDS: usize = 6;
    /// How many of them must be no names.
    const LEAST_PLAIN: usize = 3;
    let label = story.claim(group.label);
    let words = || story.claims.tokens_of(label).iter().filter(|t| t.is_content());
    // names alone are a credit or a heading
    let tells =
        || words().count() >= LEAST_WORDS && words().filter(|t| !t.is(Class::CAPITALISED)).count() >= LEAST_PLAIN;
    match &label.content {
        ClaimContent::Casualty(_) => true,
        ClaimContent::Quote(_) => tells(),
        ClaimContent::Statement(statement) => !statement.clause && tells(),
        _ => false,
    }
}

/// The articles of the story as readers of the others.
struct Readers<'s, 'a> {
    story: &'s StoryView<'a>,
    /// Articles by outlet.
    outlets: BTreeMap<&'a str, Vec<u32>>,
    origins: usize,
    /// The first claim of each article.
    first_claims: FxHashMap<u32, ClaimIndex>,
    /// The roles of people that each article counts.
    roles: FxHashMap<u32, BTreeSet<Option<Role>>>,
    stems: FxHashMap<u32, FxHashSet<WordId>>,
}

impl<'s, 'a> Readers<'s, 'a> {
    fn new(story: &'s StoryView<'a>) -> Self {
        let mut outlets: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        let mut origins: BTreeSet<&str> = BTreeSet::new();
        for (i, annotated) in (0u32..).zip(story.claims.articles) {
            outlets.entry(&annotated.article.outlet).or_default().push(i);
            origins.insert(&annotated.article.origin.id);
        }
        let mut first_claims = FxHashMap::default();
        let mut roles: FxHashMap<u32, BTreeSet<Option<Role>>> = FxHashMap::default();
        for (i, claim) in (0u32..).zip(story.claims.claims) {
            first_claims.entry(claim.article).or_insert(i);
            if let Some(role) = claim.amount().and_then(|amount| amount.role) {
                roles.entry(claim.article).or_default().insert(Some(role));
            }
        }
        Self { story, outlets, origins: origins.len(), first_claims, roles, stems: FxHashMap::default() }
    }

    /// Adds the outlets that leave a group out.
    fn omissions(&mut self, index: u32, group: &Group, out: &mut Vec<Discrepancy>) {
        let carriers: BTreeSet<&str> = group.members.iter().map(|c| self.story.origin(*c)).collect();
        if carriers.len() < CARRIED_BY || (carriers.len() as f64) < MOST / 2.0 * self.origins as f64 {
            return;
        }
        let Some(known) = self.known_from(group) else { return };
        let carrying: BTreeSet<&str> = group.members.iter().map(|c| self.outlet_of(*c)).collect();
        // what one outlet repeats in each of its texts is its own
        if carrying.len() < CARRIED_BY {
            return;
        }
        let silent: Vec<(&str, u32)> = self
            .outlets
            .iter()
            .filter(|(o, _)| !carrying.contains(*o))
            .filter_map(|(o, a)| Some((*o, self.knowing(a, known)?)))
            .collect();
        let origins: BTreeSet<&str> = silent.iter().map(|(_, a)| self.origin(*a)).collect();
        let share = carriers.len() as f64 / (carriers.len() + origins.difference(&carriers).count()) as f64;
        if share < MOST {
            return;
        }
        for (_, article) in silent {
            let argues = is_opinion(&self.story.claims.articles[article as usize]);
            if !argues && !carriers.contains(self.origin(article)) && !self.may_tell(group, article) {
                out.extend(self.row(index, group, article, carriers.len(), share));
            }
        }
    }

    fn origin(&self, article: u32) -> &'a str {
        &self.story.claims.articles[article as usize].article.origin.id
    }

    fn outlet_of(&self, claim: ClaimIndex) -> &'a str {
        &self.story.claims.article_of(self.story.claim(claim)).article.outlet
    }

    /// When a second independent text carried the group: from then on it was news; unknown where a date is missing.
    fn known_from(&self, group: &Group) -> Option<Moment> {
        let mut first: BTreeMap<&str, Moment> = BTreeMap::new();
        for claim in &group.members {
            let moment = published(self.story.claims, self.story.claim(*claim))?;
            let slot = first.entry(self.story.origin(*claim)).or_insert(moment);
            if moment.sort_key() < slot.sort_key() {
                *slot = moment;
            }
        }
        let mut moments: Vec<Moment> = first.into_values().collect();
        moments.sort_by_key(Moment::sort_key);
        moments.get(1).copied()
    }

    /// The last whole article of an outlet, where all that it wrote is readable and the last came after `known`.
    fn knowing(&self, articles: &[u32], known: Moment) -> Option<u32> {
        let article = |i: &u32| self.story.claims.articles[*i as usize].article;
        let readable = |i: &u32| article(i).complete && article(i).analysed == Analysed::Full;
        if !articles.iter().all(readable) {
            return None;
        }
        let last = articles.iter().copied().max_by_key(|i| article(i).published.map(|m| m.sort_key()))?;
        (known.order(&article(&last).published?) == Some(Ordering::Less)).then_some(last)
    }

    /// Whether an article may tell a group's fact in other terms: it uses many of the rare words of one of its
    /// claims, or counts people in the same role.
    fn may_tell(&mut self, group: &Group, article: u32) -> bool {
        /// Enough wordings of one fact to know its words.
        const WORDINGS: usize = 8;
        let role = |claim: &Claim| claim.amount().and_then(|amount| amount.role);
        let told = role(self.story.claim(group.label));
        if told.is_some() && self.roles.get(&article).is_some_and(|roles| roles.contains(&told)) {
            return true;
        }
        group.members.iter().take(WORDINGS).any(|claim| self.alluded(*claim, article) >= ALLUDED)
    }

    /// How much of a claim's words an article uses, by rarity: 0 none, 1 all.
    fn alluded(&mut self, claim: ClaimIndex, article: u32) -> f64 {
        let annotated = &self.story.claims.articles[article as usize];
        let stems = self.stems.entry(article).or_insert_with(|| annotated.tokens.iter().map(|t| t.stem).collect());
        let claim = self.story.claim(claim);
        let rarity = &self.story.claims.article_of(claim).pack.rarity;
        let (mut all, mut used) = (0.0, 0.0);
        for token in self.story.claims.tokens_of(claim).iter().filter(|t| t.is_content()) {
            let weight = f64::from(rarity.weight(token.word));
            all += weight;
            used += if stems.contains(&token.stem) { weight } else { 0.0 };
        }
        if all > 0.0 { used / all } else { 1.0 }
    }

    /// Whether half of the independent texts that carry a group, or more, tell it among their first sentences: what they
    /// hold for news, and no background.
    fn leads(&self, group: &Group, carriers: usize) -> bool {
        /// The title and the paragraphs that open a report.
        const FIRST: u32 = 6;
        let opens = |claim: &&ClaimIndex| self.story.claim(**claim).sentence < FIRST;
        let leading: BTreeSet<&str> = group.members.iter().filter(opens).map(|c| self.story.origin(*c)).collect();
        leading.len() * 2 >= carriers
    }

    fn row(&self, index: u32, group: &Group, article: u32, carriers: usize, share: f64) -> Option<Discrepancy> {
        let first = *self.first_claims.get(&article)?;
        let (mut a, mut b) = self.story.sides(&group.members, &[first])?;
        let departs = if b.claim == first { Departs::B } else { Departs::A };
        // nothing stands there: the first words of the article only say which it is
        if departs == Departs::B { &mut b } else { &mut a }.value.clear();
        let (teller, silent) = if departs == Departs::B { (&a, &b) } else { (&b, &a) };
        let (told, untold) = (self.story.claim(teller.claim), self.story.claim(silent.claim));
        let (outlet, other) = self.story.outlets(told, untold);
        let share_of = format!("{carriers} of {} independent texts", (carriers as f64 / share).round());
        let weighty = share >= NEARLY_ALL && carriers > CARRIED_BY && self.leads(group, carriers);
        let severity = if weighty { Severity::Minor } else { Severity::Info };
        Some(Discrepancy {
            id: String::new(),
            kind: DiscrepancyKind::Omission,
            group: Some(index),
            severity,
            confidence: None,
            summary: format!(
                "{other} does not mention what {share_of} carry, among them {outlet}: {}.",
                quoted(&self.story.words(told, told.span))
            ),
            difference: share_of.clone(),
            departs: Some(departs),
            between: Between::Outlets,
            why: format!(
                "omission: {share_of} that could know carry the group; {other} published later and is complete"
            ),
            a,
            b,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;
    use crate::detect::cases::{group_of, sentence_claim, with_articles};
    use crate::extract::StoryClaims;
    use crate::model::{ClaimKind, StatementClaim};

    const CARRIED: &str = "Survivors of the night found both doors of the lower lounge locked.";

    /// The omissions of a story in which all outlets but the last carry one claim, in their sentence of that number.
    fn omissions_of(tellings: &[(&str, &str, &str)], sentence: u32) -> Vec<Discrepancy> {
        with_articles(tellings, |articles| {
            let statement = || ClaimContent::Statement(StatementClaim::default());
            let last = u32::try_from(articles.len()).unwrap() - 1;
            let mut claims: Vec<_> = (0..=last).map(|i| sentence_claim(articles, i, statement())).collect();
            for carrying in &mut claims[..last as usize] {
                carrying.sentence = sentence;
            }
            let story = StoryClaims::new(articles, &claims);
            let carriers: Vec<ClaimIndex> = (0..last).collect();
            let groups = [group_of(ClaimKind::Statement, &[&carriers])];
            let settings = Settings::default();
            let mut out = Vec::new();
            Omission.detect(&StoryView::new(&story, &[], &groups, &settings), &mut out);
            out
        })
    }

    const CARRIERS: [(&str, &str, &str); 4] = [
        ("North", "2031-05-01", CARRIED),
        ("South", "2031-05-01", "The lounge was locked, survivors of the fire say."),
        ("East", "2031-05-02", "For the survivors there was no way through the locked lounge."),
        ("Port", "2031-05-02", "Nobody could leave the lounge, which had been locked, survivors recall."),
    ];

    /// The omissions of a story in which three outlets carry one claim and the last writes `other`.
    fn omissions(day: &str, other: &str) -> Vec<Discrepancy> {
        let [north, south, east, _] = CARRIERS;
        omissions_of(&[north, south, east, ("West", day, other)], 0)
    }

    #[test]
    fn fires_on_what_most_carry_and_the_last_does_not() {
        let found = omissions("2031-05-03", "The harbour of Orlava opened again.");
        assert_eq!(found.len(), 1);
        for row in &found {
            assert_eq!(row.departs, Some(Departs::B));
            assert!(row.summary.starts_with("West does not mention"), "{}", row.summary);
        }
    }

    #[test]
    fn what_few_lead_with_is_a_hint() {
        let severity = |sentence: u32| {
            let [north, south, east, port] = CARRIERS;
            let silent = ("West", "2031-05-03", "The harbour of Orlava opened again.");
            let rows = omissions_of(&[north, south, east, port, silent], sentence);
            rows.into_iter().map(|row| row.severity).collect::<Vec<_>>()
        };
        assert_eq!(severity(1), [Severity::Minor]);
        assert_eq!(severity(20), [Severity::Info]);
    }

    #[test]
    fn stays_silent() {
        let unknown_order = omissions("2031-05-01", "The harbour of Orlava opened again.");
        let earlier = omissions("2031-04-30", "The harbour of Orlava opened again.");
        let in_other_words = omissions("2031-05-03", "In the lounge the doors had been locked.");
        assert!(unknown_order.is_empty() && earlier.is_empty() && in_other_words.is_empty());
    }

    #[test]
    fn a_column_omits_nothing() {
        let labelled = omissions("2031-05-03", "Opinion: The harbour of Orlava opened again. Nobody cared.");
        let own = "I learned to swim in Orlava. I swam there again today. I would not have missed it.";
        assert!(labelled.is_empty() && omissions("2031-05-03", own).is_empty());
        let quoted = "“I learned to swim in Orlava,” she said. “I swam there,” he said. “I may go again,” they said.";
        assert_eq!(omissions("2031-05-03", quoted).len(), 1);
    }
}
