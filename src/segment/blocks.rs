//! What a paragraph is for: headline, byline, caption, item, boilerplate, running text.
//!
//! In: one paragraph and the rules of its language. Out: its kind, and where the credit of a picture
//! begins. Invariant: decided from the paragraph alone; what depends on other paragraphs
//! (repetition, titles) is `segment`'s business.

use super::chars::{at, char_before, is_closer, is_ender};
use super::dateline::is_date;
use super::enumeration::Enumerator;
use crate::language::SegmentationRules;
use crate::model::BlockKind;

/// A heading has at most so many bytes.
const LONGEST_HEADING: usize = 120;
/// A byline has at most so many bytes.
const LONGEST_BYLINE: usize = 100;

/// What a paragraph is by its own words and form.
pub(super) fn kind_of(text: &str, rules: &SegmentationRules) -> BlockKind {
    if is_rule(text) || is_credit(text, rules) {
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
    if let Some(item) = dashed_item(text) {
        // "- Ann Poe": who wrote it
        let signed = item.len() <= LONGEST_BYLINE && item.contains(' ') && is_capitalised(item);
        return if signed { BlockKind::Byline } else { BlockKind::ListItem };
    }
    if is_date(text, rules) {
        return BlockKind::Dateline;
    }
    if is_dated_name(text, rules) { BlockKind::Byline } else { BlockKind::Paragraph }
}

/// Whether a line is a name, a bar and a date ("Ann Poe | 5 May 2019").
fn is_dated_name(text: &str, rules: &SegmentationRules) -> bool {
    text.len() <= LONGEST_BYLINE
        && text.rsplit_once(['|', '·']).is_some_and(|(name, date)| is_capitalised(name) && is_date(date, rules))
}

/// What stands after the dash of an item; a line that ends as a sentence does may be speech.
fn dashed_item(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(['-', '–', '—'])?.strip_prefix(' ')?;
    (rest.starts_with(char::is_alphanumeric) && !ends_as_sentence(text)).then_some(rest)
}

/// Whether the first word of a text and every longer one have capitals.
fn is_capitalised(text: &str) -> bool {
    let capital = |word: &str| word.starts_with(|c: char| c.is_uppercase());
    capital(text.trim_start()) && text.split_whitespace().filter(|word| word.len() > 3).all(capital)
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

/// Where the credit of a picture begins that ends a caption: after a label ("... at the gate Photo: Ann Poe"),
/// or behind a bar or in brackets, with a stroke ("... at the gate. (Ann Poe/AP)", "... at the gate | Ann Poe/AP").
pub(super) fn credit(text: &str, rules: &SegmentationRules) -> Option<usize> {
    labelled_credit(text, rules).or_else(|| stroke_credit(text))
}

/// A credit has at most so many bytes.
const LONGEST_CREDIT: usize = 90;

/// Whether a line is the credit of a picture and nothing else ("Photo: Ann Poe/AP").
fn is_credit(text: &str, rules: &SegmentationRules) -> bool {
    let Some((label, name)) = text.split_once(':').filter(|_| text.len() <= LONGEST_CREDIT) else { return false };
    rules.opens_credit(label.trim_end()) && is_capitalised(name) && !ends_as_sentence(text)
}

fn labelled_credit(text: &str, rules: &SegmentationRules) -> Option<usize> {
    let from = text.len().saturating_sub(LONGEST_CREDIT);
    let colon = memchr::memchr_iter(b':', &text.as_bytes()[from..]).map(|i| from + i);
    colon.filter(|colon| text.as_bytes().get(colon + 1) == Some(&b' ')).find_map(|colon| {
        let start = text[..colon].rfind(' ')? + 1;
        let label = &text[start..colon];
        (start > 1 && label.starts_with(char::is_uppercase) && rules.opens_credit(label)).then_some(start)
    })
}

fn stroke_credit(text: &str) -> Option<usize> {
    // most paragraphs have no stroke at their end
    memchr::memrchr(b'/', &text.as_bytes()[text.len().saturating_sub(LONGEST_CREDIT)..])?;
    let (inner, open) = match text.as_bytes().last()? {
        b')' => (&text[..text.len() - 1], '('),
        b']' => (&text[..text.len() - 1], '['),
        _ => (text, '|'),
    };
    let start = inner.rfind(open)?;
    let name = &inner[start + 1..];
    let (photographer, agency) = name.split_once('/')?;
    // "(Labour/Green)" is no credit: one side is a name of two words
    let named = photographer.split_whitespace().count() > 1 || agency.split_whitespace().count() > 1;
    let known = name.len() <= LONGEST_CREDIT && named && is_capitalised(photographer) && !agency.trim().is_empty();
    (start > 1 && known && agency.trim().starts_with(char::is_uppercase)).then_some(start)
}
