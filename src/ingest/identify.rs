//! Ids: as given, else made from the text; a repeated one is numbered.
//!
//! The number depends on publication and text alone, so that the order of the input changes nothing.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Intake;
use crate::model::NoticeKind;

/// How many hexadecimal digits of a text's hash make an id.
const DIGITS: usize = 15;

/// Gives every article an id that no other has.
pub fn identify(intake: &mut Intake) {
    for article in &mut intake.articles {
        if article.id.is_empty() {
            article.id = format!("a{}", &article.sha256[..DIGITS.min(article.sha256.len())]);
        }
    }
    let mut by_id: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (i, article) in intake.articles.iter().enumerate() {
        by_id.entry(&article.id).or_default().push(i);
    }
    let mut taken: FxHashSet<String> = by_id.keys().map(|id| (*id).to_owned()).collect();
    let mut repeated: Vec<Vec<usize>> = by_id.into_values().filter(|all| all.len() > 1).collect();
    repeated.sort_by(|a, b| intake.articles[a[0]].id.cmp(&intake.articles[b[0]].id));
    for mut all in repeated {
        all.sort_by(|a, b| {
            let key = |i: usize| {
                let x = &intake.articles[i];
                (x.published.map(|m| m.sort_key()), &x.sha256, &x.outlet, x.title(), &x.url, &x.path)
            };
            key(*a).cmp(&key(*b))
        });
        let id = intake.articles[all[0]].id.clone();
        let mut number = 1u64;
        for i in &all[1..] {
            let fresh = loop {
                number += 1;
                let candidate = format!("{id}#{number}");
                if taken.insert(candidate.clone()) {
                    break candidate;
                }
            };
            intake.articles[*i].id = fresh;
        }
        let message = format!("stands {} times: numbered #2 and on", all.len());
        intake.notes.add_many(NoticeKind::RepeatedId, format!("id {id}"), message, all.len() as u64 - 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{Options, Source, read};

    fn ids(lines: &[&str]) -> (Vec<(String, String)>, u64) {
        let mut intake = Intake::default();
        let source = Source { name: "x.jsonl".into(), path: None, bytes: lines.join("\n").into_bytes() };
        read(source, None, &Options::default(), &mut intake).unwrap();
        identify(&mut intake);
        let mut ids: Vec<_> = intake.articles.iter().map(|a| (a.id.clone(), a.text().to_owned())).collect();
        ids.sort();
        (ids, intake.notes.count(NoticeKind::RepeatedId))
    }

    #[test]
    fn repeated_ids_are_numbered_by_publication_whatever_the_order() {
        let lines = [
            r#"{"id":"7","text":"Late.","published":"2020-01-03"}"#,
            r#"{"id":"7","text":"Early.","published":"2020-01-02"}"#,
            r#"{"id":7,"text":"Unknown when."}"#,
            r#"{"id":"7#2","text":"Already called so."}"#,
        ];
        let (forward, counted) = ids(&lines);
        let mut reversed = lines;
        reversed.reverse();
        assert_eq!(forward, ids(&reversed).0);
        assert_eq!(counted, 2);
        let expected = [("7", "Unknown when."), ("7#2", "Already called so."), ("7#3", "Early."), ("7#4", "Late.")];
        assert_eq!(forward, expected.map(|(id, text)| (id.to_owned(), text.to_owned())));
    }

    #[test]
    fn an_article_without_id_is_called_by_its_text() {
        let (ids, _) = ids(&[r#"{"text":"The harbour is closed."}"#]);
        assert_eq!(ids[0].0.len(), 16);
        assert!(ids[0].0.starts_with('a'));
    }
}
