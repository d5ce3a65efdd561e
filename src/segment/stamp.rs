//! Date stamps inside running words: "Posted Friday, May 3, 2019 | 2:00 pm".
//!
//! In: the words of a line. Out: the ranges of words that date the article and belong to no
//! sentence. Invariant: a date that a word ties to its sentence ("since May 3, 2019") is no stamp.

use std::ops::Range;

use super::words::Word;
use crate::language::{SegmentationRules, StampPart};

/// What a word is to a stamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// A day, a month, a time zone.
    Name,
    Number,
    Word(StampPart),
    Separator,
}

/// The stamps among some words, in order and disjoint.
pub(super) fn stamps(words: &[Word<'_>], rules: &SegmentationRules) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let end = run(words, at, rules);
        if end == at {
            at += 1;
            continue;
        }
        if dates(&words[at..end], rules) && stands_apart(words, at..end, rules) {
            found.push(at..end);
        }
        at = end;
    }
    found
}

/// Where the words end that a stamp may consist of; fillers and separators neither open nor close it.
fn run(words: &[Word<'_>], start: usize, rules: &SegmentationRules) -> usize {
    let mut end = start;
    for (i, word) in words.iter().enumerate().skip(start) {
        match role(word, rules) {
            None => break,
            Some(Role::Separator | Role::Word(StampPart::Filler | StampPart::Clock)) if i == start => break,
            Some(Role::Separator | Role::Word(StampPart::Filler | StampPart::Opener)) => {}
            Some(_) => end = i + 1,
        }
    }
    end
}

fn role(word: &Word<'_>, rules: &SegmentationRules) -> Option<Role> {
    let bare = word.bare();
    if bare.is_empty() {
        return word
            .text
            .chars()
            .all(|c| matches!(c, '|' | '@' | '/' | '-' | '–' | '—' | ',' | ':'))
            .then_some(Role::Separator);
    }
    let capital = bare.starts_with(char::is_uppercase);
    match rules.stamp_part(bare) {
        Some(StampPart::Tie) => return None,
        Some(part @ (StampPart::Filler | StampPart::Clock)) => return Some(Role::Word(part)),
        // "updated" stands in small letters too, an opener before it does not
        Some(part) => return (capital || part == StampPart::Label).then_some(Role::Word(part)),
        None => {}
    }
    if capital && rules.is_time(bare) {
        return Some(Role::Name);
    }
    is_number(bare).then_some(Role::Number)
}

/// Digits with the marks of dates and times and at most two letters behind ("2nd", "13:42", "9am").
fn is_number(bare: &str) -> bool {
    let digits = bare.trim_end_matches(char::is_alphabetic);
    bare.len() - digits.len() <= 2
        && digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | '/' | '-'))
}

/// Whether the words date something: a named or written-out day with its year, or a label.
fn dates(words: &[Word<'_>], rules: &SegmentationRules) -> bool {
    let (mut named, mut numbers, mut year, mut clock, mut label, mut slashes) = (false, 0, false, false, false, false);
    for word in words {
        match role(word, rules) {
            Some(Role::Name) => named = true,
            Some(Role::Number) => {
                numbers += 1;
                year |= has_year(word.bare());
                clock |= word.text.contains(':');
                slashes |= word.text.contains('/');
            }
            Some(Role::Separator) => slashes |= word.text == "/",
            Some(Role::Word(StampPart::Clock)) => clock = true,
            Some(Role::Word(StampPart::Label)) => label = true,
            Some(Role::Word(_)) | None => {}
        }
    }
    numbers > 0 && (named && (year || label) || slashes && (year || clock || label) || label && clock)
}

fn has_year(bare: &str) -> bool {
    bare.split(['/', '-', '.']).any(|part| part.len() == 4 && (part.starts_with("19") || part.starts_with("20")))
}

/// Whether no word before ties the date to a sentence and none after goes on with one.
fn stands_apart(words: &[Word<'_>], stamp: Range<usize>, rules: &SegmentationRules) -> bool {
    let last = &words[stamp.end - 1];
    let stopped = last.text.ends_with(['.', ',', ';', ')']) && rules.stamp_part(last.bare()) != Some(StampPart::Clock);
    let goes_on = words.get(stamp.end).is_some_and(|next| next.bare().starts_with(char::is_lowercase));
    let tied = stamp.start.checked_sub(1).is_some_and(|before| {
        let before = &words[before];
        before.text.ends_with([',', '('])
            || rules.stamp_part(before.bare()) == Some(StampPart::Tie)
            || rules.stamp_part(before.bare()) == Some(StampPart::Filler)
    });
    !(tied || goes_on || stopped && stamp.start > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::pack;
    use crate::segment::words::words;

    fn found(text: &str) -> Vec<String> {
        let words = words(text, 0..text.len());
        let stamps = stamps(&words, &pack("en").segmentation);
        stamps.into_iter().map(|r| text[words[r.start].start..words[r.end - 1].end].to_owned()).collect()
    }

    #[test]
    fn a_line_that_dates_the_article_is_a_stamp() {
        assert_eq!(
            found("Ferry sinks off Marn Posted: Friday, May 3, 2019 | 2: 00 pm The ferry"),
            ["Posted: Friday, May 3, 2019 | 2: 00 pm"]
        );
        assert_eq!(found("Ferry sinks 05/03/2019 08:15 AM GMT Rescuers said"), ["05/03/2019 08:15 AM GMT"]);
        assert_eq!(found("3 May 2019 Last updated at 13:42 GMT Ferry sinks"), ["3 May 2019 Last updated at 13:42 GMT"]);
    }

    #[test]
    fn a_date_inside_a_sentence_is_none() {
        for text in [
            "The bridge fell on May 3, 2019 after a storm.",
            "The Orvane flood of 12 May 2008 Killed many.",
            "He was seen around 4 p.m. Monday.",
            "Officials met in Marn, May 3, 2019 Records show.",
            "Ms Abara spoke in the garden Monday, July 13, 2009. Then she left.",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
