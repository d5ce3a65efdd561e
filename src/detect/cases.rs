//! Stories for the cases beside each detector: told in a few sentences, run through the real stages.

use crate::annotate::{Annotated, annotate};
use crate::candidates::find_candidates;
use crate::config::Settings;
use crate::extract::{StoryClaims, extract};
use crate::group::group;
use crate::language;
use crate::ledger::settle;
use jiff::civil::DateTime;

use smallvec::{SmallVec, smallvec};

use crate::model::{
    AmountClaim, Analysed, Article, Attribution, Bound, Claim, ClaimContent, ClaimId, ClaimIndex, ClaimKind,
    Discrepancy, DiscrepancyKind, Field, Group, Interval, Match, Moment, NumberForm, Probability, Role, RunNotes,
    Variant, Verdict,
};
use crate::score::score;
use crate::segment::segment;
use crate::story::find_origins;

use super::{StoryView, detect};

/// One article of a case: outlet, day of publication with or without a time, text.
pub(crate) type Telling<'t> = (&'t str, &'t str, &'t str);

/// The articles of a case in the story's order: tell the earlier one first.
pub(crate) fn articles(tellings: &[Telling<'_>]) -> Vec<Article> {
    let mut articles: Vec<Article> = tellings
        .iter()
        .enumerate()
        .map(|(i, (outlet, day, text))| {
            let mut article = Article::new(None, text);
            article.id = format!("{i}");
            article.outlet = (*outlet).to_owned();
            article.published = moment(day);
            article.analysed = Analysed::Full;
            article.language = Some("en".into());
            article
        })
        .collect();
    find_origins(&mut articles);
    articles
}

/// "2031-05-01", "2031-05-01T10:00", or nothing.
fn moment(text: &str) -> Option<Moment> {
    let date = text.get(..10)?.parse().ok()?;
    let time = text.contains('T').then(|| text.parse::<DateTime>().ok()).flatten().map(DateTime::time);
    Some(Moment { date, time, offset: None })
}

/// What a story of such articles gives, through every stage before the report.
pub(crate) fn discrepancies(tellings: &[Telling<'_>]) -> Vec<Discrepancy> {
    with_story(tellings, detect)
}

/// The findings of one kind.
pub(crate) fn of_kind(kind: DiscrepancyKind, tellings: &[Telling<'_>]) -> Vec<Discrepancy> {
    discrepancies(tellings).into_iter().filter(|d| d.kind == kind).collect()
}

/// What the findings of one kind between two texts of one day say of their difference.
pub(crate) fn differences(kind: DiscrepancyKind, a: &str, b: &str) -> Vec<String> {
    let tellings = [("North", "2031-05-01", a), ("Vesna Mail", "2031-05-01", b)];
    of_kind(kind, &tellings).into_iter().map(|d| d.difference).collect()
}

/// Runs the stages on a story and hands its view on.
pub(crate) fn with_story<T>(tellings: &[Telling<'_>], read: impl FnOnce(&StoryView<'_>, &mut RunNotes) -> T) -> T {
    with_read(&articles(tellings), read)
}

/// Runs the stages on articles and hands the story's view on.
pub(crate) fn with_read<T>(articles: &[Article], read: impl FnOnce(&StoryView<'_>, &mut RunNotes) -> T) -> T {
    let settings = Settings::default();
    annotated(articles, |annotated| {
        let claims: Vec<_> = (0u32..).zip(annotated).flat_map(|(i, a)| extract(a, i, &settings)).collect();
        let story = StoryClaims::new(annotated, &claims);
        let candidates = find_candidates(&story);
        let mut matches = score(&story, &candidates, &settings);
        let mut groups = group(&story, &mut matches);
        settle(&story, &mut groups, &mut matches);
        read(&StoryView::new(&story, &matches, &groups, &settings), &mut RunNotes::default())
    })
}

/// What is found where the first claims of one kind of two articles are known to speak of one fact, in two
/// variants: the detector's own work, apart from that of the stages that find the pair.
pub(crate) fn between_first(kind: ClaimKind, tellings: &[Telling<'_>; 2]) -> Vec<Discrepancy> {
    let settings = Settings::default();
    with_articles(tellings, |annotated| {
        let claims: Vec<_> = (0u32..).zip(annotated).flat_map(|(i, a)| extract(a, i, &settings)).collect();
        let first = |article: u32| claims.iter().position(|c| c.article == article && c.kind() == kind);
        let Some((a, b)) = first(0).zip(first(1)) else { panic!("no {} in {tellings:?}", kind.name()) };
        let (a, b) = (u32::try_from(a).unwrap(), u32::try_from(b).unwrap());
        let story = StoryClaims::new(annotated, &claims);
        let groups = [group_of(kind, &[&[a], &[b]])];
        let matches = [conflict(a, b, 0.9)];
        detect(&StoryView::new(&story, &matches, &groups, &settings), &mut RunNotes::default())
    })
}

/// Annotates the articles of a case and hands them on, for claims and groups made by hand.
pub(crate) fn with_articles<T>(tellings: &[Telling<'_>], read: impl FnOnce(&[Annotated<'_>]) -> T) -> T {
    annotated(&articles(tellings), read)
}

/// Annotates articles and hands them on.
pub(crate) fn annotated<T>(articles: &[Article], read: impl FnOnce(&[Annotated<'_>]) -> T) -> T {
    let pack = language::pack("en");
    let segmentations: Vec<_> = articles.iter().map(|a| segment(a, pack)).collect();
    let annotated: Vec<Annotated<'_>> =
        articles.iter().zip(&segmentations).map(|(a, s)| annotate(a, s, pack)).collect();
    read(&annotated)
}

/// A claim that is the first sentence of an article.
pub(crate) fn sentence_claim(articles: &[Annotated<'_>], article: u32, content: ClaimContent) -> Claim {
    let sentence = articles[article as usize].segmentation.sentences[0].span;
    Claim {
        id: ClaimId(u64::from(article) << 8),
        article,
        field: Field::Text,
        sentence: 0,
        paragraph: 0,
        span: sentence,
        pieces: smallvec![sentence],
        tokens: articles[article as usize].sentence_tokens[0].clone(),
        content,
        attribution: Attribution::default(),
        negated: false,
        rule: "by hand",
    }
}

/// People killed (or what the role says): exactly so many.
pub(crate) fn toll(role: Role, value: f64) -> ClaimContent {
    ClaimContent::Casualty(AmountClaim {
        form: NumberForm::Cardinal,
        value,
        value_end: None,
        bound: Bound::Exact,
        interval: Interval::exact(value),
        unit: None,
        per: None,
        quality: None,
        counted: None,
        counted_stems: SmallVec::new(),
        role: Some(role),
        subject: None,
        subject_stems: SmallVec::new(),
        relation: None,
        part_of: None,
        place: None,
        period: None,
    })
}

/// A group of these variants.
pub(crate) fn group_of(kind: ClaimKind, variants: &[&[ClaimIndex]]) -> Group {
    Group {
        id: "g".into(),
        kind,
        members: variants.concat(),
        variants: variants.iter().map(|v| Variant { claims: v.to_vec() }).collect(),
        label: 0,
        first_published: None,
        verdict: Verdict::Conflict,
    }
}

/// A conflict of two claims in the first group.
pub(crate) fn conflict(a: ClaimIndex, b: ClaimIndex, similarity: f64) -> Match {
    Match {
        a,
        b,
        similarity: Probability::new(similarity),
        equivalence: Probability::HALF,
        verdict: Verdict::Conflict,
        reasons: Vec::new(),
        group: Some(0),
        clauses_of: None,
    }
}
