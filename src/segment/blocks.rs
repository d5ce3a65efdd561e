//! What a paragraph is for: headline, byline, caption, item, boilerplate, running text.
//!
//! In: one paragraph and the rules of its language. Out: its kind, and where a dateline in front
//! of it ends. Invariant: decided from the paragraph alone; what depends on other paragraphs
//! (repetition, titles) is `segment`'s business.

use super::chars::{at, char_before, is_closer, is_ender, is_space, skip_space};
use super::enumeration::Enumerator;
use crate::language::SegmentationRules;
use crate::model::BlockKind;

/// A heading has at most so many bytes.
const LONGEST_HEADING: usize = 120;
/// A byline has at most so many bytes.
const LONGEST_BYLINE: usize = 100;

/// What a paragraph is by its own words and form.
pub(super) fn kind_of(text: &str, rules: &SegmentationRules) -> BlockKind {
    if is_rule(text) {
        return BlockKind::Boilerplate;
    }
    match rules.lines.block(text) {
        Some(BlockKind::Byline) if !is_byline(text) => {}
        Some(kind) => return kind,
        None => {}
    }
    if Enumerator::read(text, 0, text.len()).is_some_and(|e| e.is_plain()) {
        return BlockKind::ListItem;
    }
    BlockKind::Paragraph
}

/// Whether a paragraph is only signs: a rule of dashes, a row of stars.
fn is_rule(text: &str) -> bool {
    text.len() >= 3 && !text.chars().any(char::is_alphanumeric) && !text.contains(['?', '!', '…', '.'])
}

/// Whether a line that opens as a byline does is one: short, no sentence, mostly capitalised.
fn is_byline(text: &str) -> bool {
    if text.len() > LONGEST_BYLINE || ends_as_sentence(text) {
        return false;
    }
    let (mut capitals, mut small) = (0, 0);
    for word in text.split_whitespace().skip(1) {
        match word.chars().find(|c| c.is_alphanumeric()) {
            Some(c) if c.is_uppercase() => capitals += 1,
            Some(c) if c.is_lowercase() && word.len() > 3 => small += 1,
            _ => {}
        }
    }
    capitals >= 2 && small * 3 <= capitals
}

/// Whether a paragraph looks like a heading: short, capitalised, several words, no end of a sentence.
pub(super) fn is_heading(text: &str) -> bool {
    text.len() <= LONGEST_HEADING
        && !ends_as_sentence(text)
        && !text.ends_with([':', ',', ';', '-', '–', '—'])
        && text.contains(' ')
        && at(text, 0).is_some_and(|c| c.is_uppercase() || c.is_numeric())
}

/// Whether a text ends with a mark that ends sentences, closing quotes aside.
pub(super) fn ends_as_sentence(text: &str) -> bool {
    let mut end = text.len();
    while let Some(c) = char_before(text, end) {
        if matches!(c, '.' | '!' | '?') || is_ender(c) {
            return true;
        }
        if !is_closer(c, None) {
            return false;
        }
        end -= c.len_utf8();
    }
    false
}

/// A dateline ends within so many bytes.
const LONGEST_DATELINE: usize = 90;

/// The length of a dateline in front of a paragraph ("GENEVA, May 1 (AP) —"): a place in capitals
/// or a place with an agency in brackets, up to the dash; or up to the bracket.
pub(super) fn dateline(text: &str) -> Option<usize> {
    let mut here = 0;
    let (mut words, mut loud, mut agency) = (0u32, false, false);
    while here < text.len() && here < LONGEST_DATELINE {
        let c = at(text, here)?;
        if is_space(c) || matches!(c, ',' | '.' | '/' | ';' | ':') {
            here += c.len_utf8();
            continue;
        }
        if matches!(c, '-' | '–' | '—' | '―') {
            let end = here + text[here..].find(|d: char| !matches!(d, '-' | '–' | '—' | '―')).unwrap_or(0);
            let apart = at(text, end).is_some_and(|d| is_space(d) || d.is_uppercase() || matches!(d, '"' | '“'));
            let opens = at(text, skip_space(text, end, text.len()))
                .is_some_and(|d| d.is_uppercase() || d.is_numeric() || matches!(d, '"' | '“' | '‘' | '\''));
            return (words > 0 && (loud || agency && opens) && apart && end < text.len()).then_some(end);
        }
        if c == '(' {
            let close = text[here..].find(')').filter(|i| *i <= 32)? + here;
            let name = &text[here + 1..close];
            let upper = name.chars().next().is_some_and(char::is_uppercase);
            if words == 0 || !upper || name.split_whitespace().count() > 4 {
                return None;
            }
            here = close + 1;
            let after = skip_space(text, here, text.len());
            let dashed = at(text, after).is_some_and(|d| matches!(d, '-' | '–' | '—' | '―'));
            if loud && !dashed && at(text, after).is_some_and(|d| d.is_uppercase() || matches!(d, '"' | '“')) {
                return Some(here);
            }
            agency = dashed;
            if !dashed {
                return None;
            }
            continue;
        }
        let length = text[here..]
            .find(|d: char| !(d.is_alphanumeric() || matches!(d, '\'' | '’' | '.')))
            .unwrap_or(text.len() - here);
        if length == 0 {
            return None;
        }
        let word = &text[here..here + length];
        let first = word.chars().next()?;
        let letters = word.chars().filter(|d| d.is_alphabetic()).count();
        if words == 0 {
            loud = letters >= 3 && word.chars().all(|d| !d.is_lowercase());
        }
        if !(first.is_uppercase() || first.is_numeric() || letters <= 3) {
            return None;
        }
        words += 1;
        here += length;
    }
    None
}

/// A date stamp: a day of the week, a day, a month and a year, as words in the order of the text.
fn is_stamp(words: &[&str], rules: &SegmentationRules) -> bool {
    let [weekday, first, second, year] = words else { return false };
    let bare = |word: &str| word.trim_end_matches([',', '.']).to_owned();
    let named = |word: &str| word.starts_with(char::is_uppercase) && rules.is_time(&bare(word));
    let day = |word: &str| matches!(bare(word).len(), 1 | 2) && bare(word).bytes().all(|b| b.is_ascii_digit());
    let year = bare(year).len() == 4 && bare(year).bytes().all(|b| b.is_ascii_digit());
    year && named(weekday) && (named(first) && day(second) || day(first) && named(second))
}

/// A date stamp has four words.
const STAMP_WORDS: usize = 4;
/// A paragraph that ends with a date stamp is no longer than this.
const LONGEST_STAMPED: usize = 240;

/// Where a date stamp begins that ends a heading ("... wins cup Sunday, May 3, 2019").
pub(super) fn stamp_at_end(text: &str, rules: &SegmentationRules) -> Option<usize> {
    if text.len() > LONGEST_STAMPED || !text.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut words: Vec<&str> = text.rsplit(' ').take(STAMP_WORDS).collect();
    words.reverse();
    is_stamp(&words, rules).then(|| text.len() - words.iter().map(|w| w.len()).sum::<usize>() - (STAMP_WORDS - 1))
}

/// Where a date stamp ends that opens a paragraph ("Sunday, May 3, 2019 The mayor ...").
pub(super) fn stamp_at_start(text: &str, rules: &SegmentationRules) -> Option<usize> {
    let first = text.split([' ', ',']).next()?;
    if !rules.is_time(first) {
        return None;
    }
    let words: Vec<&str> = text.split(' ').take(STAMP_WORDS).collect();
    let end = words.iter().map(|w| w.len()).sum::<usize>() + STAMP_WORDS - 1;
    let capital = text.get(end + 1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_uppercase() || c == '"'));
    (is_stamp(&words, rules) && capital && !words[STAMP_WORDS - 1].ends_with(',')).then_some(end)
}

/// Where the credit of a picture begins that ends a caption ("... at the gate Photo: Ann Poe").
pub(super) fn credit(text: &str, rules: &SegmentationRules) -> Option<usize> {
    const LONGEST_CREDIT: usize = 90;
    let from = text.len().saturating_sub(LONGEST_CREDIT);
    let colon = memchr::memchr_iter(b':', &text.as_bytes()[from..]).map(|i| from + i);
    colon.filter(|colon| text.as_bytes().get(colon + 1) == Some(&b' ')).find_map(|colon| {
        let start = text[..colon].rfind(' ')? + 1;
        let label = &text[start..colon];
        (start > 1 && label.starts_with(char::is_uppercase) && rules.opens_credit(label)).then_some(start)
    })
}
