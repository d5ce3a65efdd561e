//! Different labels for the same people or acts, and verbs of saying that carry a stance.
//!
//! # What it finds
//! In two statements of one fact, or beside one number of the same people, two labels of one family, at least one of which
//! carries a judgement; or two verbs of saying of different stance for what one source said.
//!
//! # Why it matters
//! The label is the outlet's choice: it tells the reader what to think of the people or the words.
//!
//! # Example
//! "Police arrested 27 rioters." / "Police arrested 27 demonstrators."; "the ministry admitted" / "the ministry said".
//!
//! # Stays silent on
//! synonyms without a judgement; a statement that uses both labels; labels inside quotation marks, which are the
//! source's own; parts of names ("Secretary of State"); labels beside names that differ ("the Orla regime" / "the
//! government of Tirsk").

use std::collections::BTreeMap;

use super::labels::{LabelMention, label_mentions, names_beside};
use super::phrase::quoted;
use super::sources::Sources;
use super::voices::{is_object, mention};
use super::{Detector, StoryView};
use crate::language::Frame;
use crate::model::{
    Claim, ClaimIndex, ClaimKind, Discrepancy, DiscrepancyKind, Match, NameKind, Probability, Severity, Side, Span,
    Token, Verdict, WordId,
};

/// See the module.
pub(super) struct Wording;

impl Detector for Wording {
    fn kind(&self) -> DiscrepancyKind {
        DiscrepancyKind::Wording
    }

    fn detect(&self, story: &StoryView<'_>, out: &mut Vec<Discrepancy>) {
        let mut found: BTreeMap<Key, Finding> = BTreeMap::new();
        let alike = |m: &&Match| m.similarity >= Probability::HALF;
        for pair in story.matches.iter().filter(alike) {
            let (a, b) = (story.claim(pair.a), story.claim(pair.b));
            let statements = a.kind() == ClaimKind::Statement && b.kind() == ClaimKind::Statement;
            if !statements && !count_the_same(pair, a, b) {
                continue;
            }
            let verbs = if statements { differing_verbs(story, a, b) } else { None };
            for (x, y) in differing_labels(story, pair.similarity, (a, b)).into_iter().chain(verbs) {
                note(&mut found, pair, x, y);
            }
        }
        out.extend(found.into_values().filter_map(|finding| row(story, &finding)));
    }
}

/// Group and the two labels, in order.
type Key = (Option<u32>, WordId, WordId);

/// A label or verb where it stands.
#[derive(Debug, Clone, Copy)]
struct Choice {
    word: WordId,
    span: Span,
    /// Whether it colours what it names.
    judges: bool,
    /// Whether it is a verb of saying.
    verb: bool,
}

/// All claims of a group that differ in one pair of labels.
struct Finding {
    group: Option<u32>,
    similarity: Probability,
    left: Vec<ClaimIndex>,
    right: Vec<ClaimIndex>,
    /// Where the label stands in each claim.
    places: BTreeMap<ClaimIndex, Choice>,
}

fn note(found: &mut BTreeMap<Key, Finding>, pair: &Match, x: Choice, y: Choice) {
    let ((first, of_first), (second, of_second)) =
        if x.word <= y.word { ((pair.a, x), (pair.b, y)) } else { ((pair.b, y), (pair.a, x)) };
    let finding = found.entry((pair.group, of_first.word, of_second.word)).or_insert_with(|| Finding {
        group: pair.group,
        similarity: pair.similarity,
        left: Vec::new(),
        right: Vec::new(),
        places: BTreeMap::new(),
    });
    finding.similarity = finding.similarity.max(pair.similarity);
    finding.left.push(first);
    finding.right.push(second);
    finding.places.insert(first, of_first);
    finding.places.insert(second, of_second);
}

/// Whether both count the same people: the label beside the number is for them. A crowd is one however many came.
fn count_the_same(pair: &Match, a: &Claim, b: &Claim) -> bool {
    let Some((x, y)) = a.amount().zip(b.amount()) else { return false };
    let comparable = matches!(pair.verdict, Verdict::Agree | Verdict::Compatible);
    x.is_of_crowd() && y.is_of_crowd() || comparable && x.value.to_bits() == y.value.to_bits()
}

/// Labels of one family that differ: each side must use one label of the family only.
fn differing_labels(story: &StoryView<'_>, similarity: Probability, (a, b): (&Claim, &Claim)) -> Vec<(Choice, Choice)> {
    let (left, right) = (labels(story, a), labels(story, b));
    let mut out = Vec::new();
    for (family, x) in &left {
        let Some(y) = right.get(family) else { continue };
        if let (Some(x), Some(y)) = (x, y)
            && x.word != y.word
            && (x.judges || y.judges)
            && may_name_one(story, similarity, (a, x.span), (b, y.span))
        {
            out.push((*x, *y));
        }
    }
    out
}

/// The label of each family that a claim uses; `None` where it uses several.
fn labels(story: &StoryView<'_>, claim: &Claim) -> BTreeMap<u32, Option<Choice>> {
    let article = story.claims.article_of(claim);
    let mut found: BTreeMap<u32, Option<Choice>> = BTreeMap::new();
    for LabelMention { label, span, word, .. } in
        label_mentions(article, &claim.tokens).into_iter().filter(|mention| !mention.quoted)
    {
        let choice = Choice { word, span, judges: label.judges, verb: false };
        let same = |kept: &Option<Choice>| kept.is_some_and(|k| k.word == word);
        found
            .entry(label.family)
            .and_modify(|kept| {
                if !same(kept) {
                    *kept = None;
                }
            })
            .or_insert(Some(choice));
    }
    found
}

/// Whether two labels can name one thing: of names right before them ("the Orla regime") they share one, or the one is of
/// a country and the other of whoever leads it ("the Holm regime"), in sentences told much alike; and both bear
/// their label as a title ("dictator Holm"), of one name, or neither does.
fn may_name_one(story: &StoryView<'_>, similarity: Probability, x: (&Claim, Span), y: (&Claim, Span)) -> bool {
    /// Sentences that tell of one body.
    const ALIKE: f64 = 0.75;
    let ((before_x, after_x), (before_y, after_y)) = (beside(story, x), beside(story, y));
    let shared = |left: &[String], right: &[String]| left.iter().any(|word| right.contains(word));
    let led = || similarity.get() >= ALIKE && of_person(story, x) != of_person(story, y);
    let one_owner = before_x.is_empty() || before_y.is_empty() || shared(&before_x, &before_y) || led();
    let one_title = (after_x.is_empty() && after_y.is_empty()) || shared(&after_x, &after_y);
    one_owner && one_title
}

/// Whether a person's name stands right before a label, as far as any article of the story tells that it is one.
fn of_person(story: &StoryView<'_>, (claim, span): (&Claim, Span)) -> bool {
    let (before, _) = names_beside(story.claims.article_of(claim), span);
    before.iter().any(|t| story.name_kind(claim, t.span) == Some(NameKind::Person))
}

/// The roots of the names right before a label and right after it.
fn beside(story: &StoryView<'_>, (claim, span): (&Claim, Span)) -> (Vec<String>, Vec<String>) {
    let article = story.claims.article_of(claim);
    let roots = |tokens: &[Token]| tokens.iter().map(|t| root(article.word(t))).collect();
    let (before, after) = names_beside(article, span);
    (roots(before), roots(after))
}

/// The letters that a name shares with the word for its people ("Iran", "Iranian").
fn root(word: &str) -> String {
    const LETTERS: usize = 4;
    word.chars().take(LETTERS).flat_map(char::to_lowercase).collect()
}

/// The verbs of saying of both claims, where one source is given two stances.
fn differing_verbs(story: &StoryView<'_>, a: &Claim, b: &Claim) -> Option<(Choice, Choice)> {
    let (x, y) = (verb(story, a)?, verb(story, b)?);
    let differ = x.1 != y.1 && (x.0.judges || y.0.judges);
    (differ && story.sources(a, b) == Sources::Same).then_some((x.0, y.0))
}

/// The verb of saying of a claim and its stance, where stances of that kind are compared.
fn verb<'a>(story: &StoryView<'a>, claim: &Claim) -> Option<(Choice, &'a str)> {
    let article = story.claims.article_of(claim);
    let cue = claim.attribution.cue?;
    let tokens = article.tokens_in(&article.tokens_of_span(cue));
    let (_, entry) = article.pack.reporting.cue_at(tokens)?;
    // "claimed the attack" says who did it, and doubts nothing
    let of_thing =
        entry.frame == Frame::Clause && mention(article, claim).is_some_and(|a| is_object(article, cue, &a.content));
    if of_thing || !article.pack.stances.compares(entry.stance) {
        return None;
    }
    let judges = !article.pack.stances.is_plain(entry.stance);
    Some((Choice { word: tokens.first()?.stem, span: cue, judges, verb: true }, entry.stance))
}

fn row(story: &StoryView<'_>, finding: &Finding) -> Option<Discrepancy> {
    let (a, b) = story.sides(&finding.left, &finding.right)?;
    let (x, y) = (finding.places.get(&a.claim)?, finding.places.get(&b.claim)?);
    let one_judges = x.judges != y.judges;
    // an outlet that varies its own words has chosen none of them
    let outlet = |side: &Side| &story.claims.article_of(story.claim(side.claim)).article.outlet;
    let severity = if one_judges && !x.verb && outlet(&a) != outlet(&b) { Severity::Minor } else { Severity::Info };
    let row = of_words(story, (a, x.span), (b, y.span), if x.verb { "reports it with" } else { "writes" });
    Some(Discrepancy {
        group: finding.group,
        severity: story.capped(severity, row.between),
        why: format!(
            "wording: {} in statements of one fact (similarity {})",
            if x.verb { "two verbs of saying of different stance" } else { "two labels of one family" },
            finding.similarity.get()
        ),
        ..row
    })
}

/// The row of two words, each side with where its own stands: info, until its detector says more and why.
pub(super) fn of_words(
    story: &StoryView<'_>,
    (mut a, of_a): (Side, Span),
    (mut b, of_b): (Side, Span),
    verb: &str,
) -> Discrepancy {
    let (claim_a, claim_b) = (story.claim(a.claim), story.claim(b.claim));
    (a.span, b.span) = (of_a, of_b);
    (a.value, b.value) = (story.words(claim_a, of_a), story.words(claim_b, of_b));
    let (outlet_a, outlet_b) = story.outlets(claim_a, claim_b);
    Discrepancy {
        id: String::new(),
        kind: DiscrepancyKind::Wording,
        group: None,
        severity: Severity::Info,
        confidence: None,
        summary: format!("{outlet_a} {verb} {}, {outlet_b} {}.", quoted(&a.value), quoted(&b.value)),
        difference: format!("{} / {}", a.value, b.value),
        departs: None,
        between: story.between(claim_a, claim_b),
        why: String::new(),
        a,
        b,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::cases::of_kind;

    fn found(a: &str, b: &str) -> Vec<(String, Severity)> {
        let rows = of_kind(DiscrepancyKind::Wording, &[("North", "2031-05-01", a), ("South", "2031-05-01", b)]);
        rows.into_iter().map(|d| (d.difference, d.severity)).collect()
    }

    #[test]
    fn fires_on_labels_that_judge() {
        let rows = found(
            "Police in Orla arrested rioters near the Vesna bridge.",
            "Police in Orla arrested demonstrators near the Vesna bridge.",
        );
        assert_eq!(rows, [("rioters / demonstrators".to_owned(), Severity::Minor)]);
    }

    #[test]
    fn fires_on_one_number_of_people_by_two_labels() {
        let rows = found(
            "Twenty-seven rioters were arrested. The bridge stayed shut.",
            "By noon 27 demonstrators had been detained at the harbour of Orla.",
        );
        assert_eq!(rows, [("rioters / demonstrators".to_owned(), Severity::Minor)]);
    }

    #[test]
    fn fires_on_titles_of_one_person_and_owners_told_in_other_words() {
        for (a, b) in [
            (
                "Talks with the dictator Anders Vell about the harbour of Orla broke off on Monday.",
                "Talks with President Anders Vell about the harbour of Orla broke off on Monday.",
            ),
            (
                "The sanctions on the ferries of Tirsk are meant to change the behaviour of the Tirskan regime.",
                "The sanctions on the ferries of Tirsk are meant to change the behaviour of the government.",
            ),
        ] {
            assert_eq!(found(a, b).len(), 1, "{a} / {b}");
        }
    }

    #[test]
    fn fires_on_a_country_and_who_leads_it() {
        let country = "Tirsk's government will cut its spending on ferries by 1.2 billion florins next year.";
        let leader = "Prime Minister Anders Vell was cheered on the quay.\n\nThe Vell regime will cut its spending on ferries by 1.2 billion florins next year.";
        assert_eq!(found(country, leader).len(), 1);
    }

    #[test]
    fn fires_on_how_something_is_asked_for() {
        let rows = found(
            "Fishermen in Orla demanded a new pier for the winter ferry.",
            "Fishermen in Orla appealed for a new pier for the winter ferry.",
        );
        assert_eq!(rows, [("demanded / appealed for".to_owned(), Severity::Minor)]);
    }

    #[test]
    fn one_outlet_that_varies_its_words_is_a_hint() {
        let tell = |who: &str| format!("Police in Orla arrested {who} near the Vesna bridge.");
        let (a, b) = (tell("rioters"), tell("demonstrators"));
        let rows = of_kind(DiscrepancyKind::Wording, &[("North", "2031-05-01", &a), ("North", "2031-05-02", &b)]);
        let severities: Vec<Severity> = rows.iter().map(|row| row.severity).collect();
        assert!(severities.iter().all(|s| *s == Severity::Info), "{severities:?}");
    }

    #[test]
    fn stays_silent_where_neither_judges_or_both_are_used() {
        for (a, b) in [
            (
                "Police in Orla arrested protesters near the Vesna bridge.",
                "Police in Orla arrested demonstrators near the Vesna bridge.",
            ),
            (
                "Police in Orla arrested rioters near the Vesna bridge.",
                "Police in Orla arrested demonstrators and rioters near the Vesna bridge.",
            ),
            ("Rioters burned a bus in Orla.", "The demonstrators sang at the harbour of Tirsk."),
            // a charge has its name from the law
            (
                "Anders Vell was charged with the murder of a 19-year-old pilot in Orla on Sunday.",
                "Anders Vell was charged in the killing of a 19-year-old pilot in Orla on Sunday.",
            ),
            (
                "Petra Holm praised the troops that drove the dictator Anders Vell out of the Vesna valley.",
                "Praise for the troops that drove the invaders out of the Vesna valley came from the former president.",
            ),
            (
                "The sanctions on Vesna Steel target the Tirsk regime and its ferries.",
                "The sanctions on Vesna Steel target the Orla government and its ferries.",
            ),
            (
                "Secretary of State Petra Holm said the sanctions on Vesna Steel would change its behaviour.",
                "The sanctions on Vesna Steel would change the behaviour of the regime, Petra Holm said.",
            ),
        ] {
            assert_eq!(found(a, b), [], "{a} / {b}");
        }
    }
}
