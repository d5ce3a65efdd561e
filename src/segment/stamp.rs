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
        let foreign = role(&words[at], rules) == Some(Role::Number) && begins(words, at + 1, rules);
        let stamp = widened(words, at + usize::from(foreign)..end, rules);
        if dates(&words[stamp.clone()], rules) && stands_apart(words, &stamp, rules) {
            found.push(stamp);
        }
        at = end;
    }
    found
}

/// Whether a stamp begins at a word that a number goes before: at its label, or at a month that its day
/// follows ("dies at 91 JUNE 6, 2013").
fn begins(words: &[Word<'_>], at: usize, rules: &SegmentationRules) -> bool {
    let is_day = |word: &Word<'_>| is_number(word.bare()) && !has_year(word.bare());
    match words.get(at).and_then(|word| role(word, rules)) {
        Some(Role::Word(StampPart::Label | StampPart::Opener)) => true,
        Some(Role::Name) => words.get(at + 1).is_some_and(is_day),
        _ => false,
    }
}

/// A stamp with the place ("MARN, May 3, 2019 The ferry") or the word that leads to it ("on May 3, 2019 at 2 pm The ferry").
fn widened(words: &[Word<'_>], stamp: Range<usize>, rules: &SegmentationRules) -> Range<usize> {
    let is_place = |word: &Word<'_>| word.text.ends_with(',') && is_all_capitals(word.bare());
    let mut start = stamp.start;
    while start > 0 && is_place(&words[start - 1]) {
        start -= 1;
    }
    let after = words.get(stamp.end);
    let opens = after.is_some_and(|next| next.is_capital() && rules.opens_sentence(next.bare()));
    let timed = || words[stamp.clone()].iter().any(|word| is_clock(word, rules));
    let led = start > 1 && role(&words[start - 1], rules) == Some(Role::Word(StampPart::Filler));
    if led && start == stamp.start && (opens || timed()) {
        start -= 1;
    }
    start..stamp.end
}

fn is_all_capitals(bare: &str) -> bool {
    bare.len() > 1 && bare.chars().all(|c| !c.is_lowercase()) && bare.starts_with(char::is_alphabetic)
}

/// Whether a word tells the time of day.
fn is_clock(word: &Word<'_>, rules: &SegmentationRules) -> bool {
    match role(word, rules) {
        Some(Role::Number) => word.text.contains(':'),
        Some(Role::Word(part)) => part == StampPart::Clock,
        _ => false,
    }
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
    match rules.stamp_part(word.text).or_else(|| rules.stamp_part(bare)) {
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

/// Whether the words date something: a named or written-out day with its year or the time of day, or a label.
fn dates(words: &[Word<'_>], rules: &SegmentationRules) -> bool {
    let (mut named, mut numbers, mut year, mut clock, mut label, mut slashes) = (false, 0, false, false, false, false);
    for word in words {
        clock |= is_clock(word, rules);
        match role(word, rules) {
            Some(Role::Name) => named = true,
            Some(Role::Number) => {
                numbers += 1;
                year |= has_year(word.bare());
                slashes |= word.text.contains('/');
            }
            Some(Role::Separator) => slashes |= word.text == "/",
            Some(Role::Word(StampPart::Label)) => label = true,
            Some(Role::Word(_)) | None => {}
        }
    }
    let day_and_time = numbers > 1 && clock;
    numbers > 0 && (named && (year || label || day_and_time) || slashes && (year || clock || label) || label && clock)
}

fn has_year(bare: &str) -> bool {
    bare.split(['/', '-', '.']).any(|part| part.len() == 4 && (part.starts_with("19") || part.starts_with("20")))
}

/// Whether no word before ties the date to a sentence and none after goes on with one.
fn stands_apart(words: &[Word<'_>], stamp: &Range<usize>, rules: &SegmentationRules) -> bool {
    let last = &words[stamp.end - 1];
    let stopped = last.text.ends_with(['.', ',', ';', ')']) && rules.stamp_part(last.bare()) != Some(StampPart::Clock);
    // a capital, a digit or a quotation mark opens what follows a stamp
    let opens = |c: char| c.is_alphanumeric() && !c.is_lowercase() || matches!(c, '"' | '“' | '‘' | '\'' | '«' | '„');
    let goes_on = words.get(stamp.end).is_some_and(|next| !next.text.starts_with(opens));
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
        assert_eq!(found("Ferry captain dies at 75 Published: May 3, 2019 Odo Kern"), ["Published: May 3, 2019"]);
        assert_eq!(found("Ferry captain dies at 75 MAY 3, 2019 11:34 PM Odo Kern"), ["MAY 3, 2019 11:34 PM"]);
        assert_eq!(found("Ferry sinks off Marn May 3 4:33 AM EST Divers"), ["May 3 4:33 AM EST"]);
    }

    #[test]
    fn a_stamp_takes_its_place_and_the_word_before_it_along() {
        assert_eq!(found("Ferry Rules Restored MARN, OR, April 28, 2019 The senate"), ["MARN, OR, April 28, 2019"]);
        assert_eq!(
            found("Captain found guilty on April 30, 2019 at 4:31 AM Odo Kern"),
            ["on April 30, 2019 at 4:31 AM"]
        );
        assert_eq!(found("Ferry sinks off Marn on May 3, 2019 According to police"), ["on May 3, 2019"]);
    }

    #[test]
    fn a_date_inside_a_sentence_is_none() {
        for text in [
            "The bridge fell on May 3, 2019 after a storm.",
            "The Orvane flood of 12 May 2008 Killed many.",
            "He was seen around 4 p.m. Monday.",
            "On May 3, at 6 a.m. Odo Kern sailed.",
            "Ada Lunt ( born May 3 , 1954 ) is a captain.",
            "Ada Lunt -LRB- born May 3 , 1954 -RRB- is a captain.",
            "The captain was 75 on May 3, 2019 and died that night.",
            "The trial of Odo Kern opened on May 3, 2019 Judge Lunt presiding.",
            "Officials met in Marn, May 3, 2019 Records show.",
            "Ms Abara spoke in the garden Monday, July 13, 2009. Then she left.",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
