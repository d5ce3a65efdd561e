//! Datelines and date stamps: where and when an article was written.
//!
//! In: one paragraph and the rules of its language. Out: where a dateline or a stamp ends or begins.
//! Invariant: only the first or last bytes of a paragraph are looked at, a bounded number of them.

use super::chars::{at, is_space, skip_space};
use crate::language::SegmentationRules;

/// A dateline ends within so many bytes.
const LONGEST_DATELINE: usize = 90;

/// The length of a dateline in front of a paragraph ("GENEVA, May 1 (AP) —"): a place in capitals, a place
/// with a day or with an agency in brackets, or the agency alone, up to the dash; or up to the bracket.
/// `first` says that no running text stands before it: then a colon may end a place in capitals too.
pub(super) fn dateline(text: &str, first: bool, rules: &SegmentationRules) -> Option<usize> {
    if let Some(length) = clock(text) {
        return Some(length);
    }
    let mut here = 0;
    let mut seen = Place::default();
    while here < text.len() && here < LONGEST_DATELINE {
        let c = at(text, here)?;
        if c == ':' {
            let opens = text[here + 1..].starts_with(' ') && opens_text(text, here + 1);
            return (first && seen.shouts && seen.words <= 4 && opens).then_some(here + 1);
        }
        if is_space(c) || matches!(c, ',' | '.' | '/' | ';') {
            here += c.len_utf8();
            continue;
        }
        if is_dash(c) {
            let end = here + text[here..].find(|d: char| !is_dash(d)).unwrap_or(0);
            let apart = at(text, end).is_some_and(|d| is_space(d) || d.is_uppercase() || matches!(d, '"' | '“'));
            // "On 5 May the M - 24 left"
            let dated = seen.month && seen.number && seen.words > 2 && !seen.sentence;
            let placed = seen.loud || (seen.agency || dated) && opens_text(text, end);
            return (seen.words > 0 && placed && apart && end < text.len()).then_some(end);
        }
        if c == '(' {
            let close = text[here..].find(')').filter(|i| *i <= 32)? + here;
            let name = &text[here + 1..close];
            // "(Reuters)", "(dpa)"
            let short = name.len() <= 4 && name.chars().all(char::is_alphabetic);
            let named = name.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
            if !(named || short) || name.split_whitespace().count() > 4 {
                return None;
            }
            let alone = seen.words == 0 && name.len() > 1 && name.chars().all(char::is_uppercase);
            if seen.words == 0 && !alone {
                return None;
            }
            here = close + 1;
            // "(EFE).-"
            here += usize::from(text[here..].starts_with(".-") || text[here..].starts_with(".–"));
            let after = skip_space(text, here, text.len());
            let dashed = at(text, after).is_some_and(is_dash);
            if !dashed {
                let opens = at(text, after).is_some_and(|d| d.is_uppercase() || matches!(d, '"' | '“'));
                return ((seen.loud || alone) && opens).then_some(here);
            }
            seen.agency = true;
            seen.words += 1;
            continue;
        }
        let length = text[here..]
            .find(|d: char| !(d.is_alphanumeric() || matches!(d, '\'' | '’' | '.')))
            .unwrap_or(text.len() - here);
        let word = text.get(here..here + length).filter(|word| !word.is_empty())?;
        if !seen.add(word, rules) {
            return None;
        }
        here += length;
    }
    None
}

/// The length of a time of day in front of an entry of a live page: "14:02 — Roads are shut."
fn clock(text: &str) -> Option<usize> {
    let digits = |from: usize| text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let hours = digits(0);
    let mark = text[hours..].starts_with([':', '.']).then_some(hours + 1)?;
    let end = mark + digits(mark);
    let dash = skip_space(text, end, text.len());
    let entry = dash + text[dash..].find(|c: char| !is_dash(c))?;
    let opens =
        at(text, skip_space(text, entry, text.len())).is_some_and(|c| !c.is_numeric()) && opens_text(text, entry);
    ((1..=2).contains(&hours) && end == mark + 2 && dash > end && entry > dash && opens).then_some(entry)
}

/// What the words of a possible dateline are.
#[derive(Default)]
#[allow(clippy::struct_excessive_bools, reason = "what was seen, each by itself")]
struct Place {
    words: u32,
    /// Whether the first word is in capitals.
    loud: bool,
    /// Whether every word is.
    shouts: bool,
    month: bool,
    number: bool,
    /// Whether the first word opens sentences.
    sentence: bool,
    /// Whether an agency stands in brackets before the dash.
    agency: bool,
}

impl Place {
    /// Adds a word; `false` where it does not belong into a dateline.
    fn add(&mut self, word: &str, rules: &SegmentationRules) -> bool {
        let Some(first) = word.chars().next() else { return false };
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let capitals = !word.contains(char::is_lowercase);
        if self.words == 0 {
            self.loud = letters >= 3 && capitals && first.is_uppercase();
            self.shouts = self.loud;
            self.sentence = rules.opens_sentence(word);
        }
        self.shouts &= capitals && first.is_alphabetic();
        let time = || rules.is_time(word.trim_end_matches('.'));
        self.month |= !self.month && first.is_uppercase() && time();
        self.number |= first.is_numeric();
        self.words += 1;
        if self.sentence && !self.loud && !self.month {
            return false;
        }
        !first.is_lowercase() || letters <= 3 || self.number && time()
    }
}

const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―')
}

/// Whether a sentence may begin at an offset, white space aside.
fn opens_text(text: &str, offset: usize) -> bool {
    at(text, skip_space(text, offset, text.len())).is_some_and(|c| {
        c.is_alphanumeric() && !c.is_lowercase() || matches!(c, '"' | '“' | '‘' | '\'' | '«' | '„' | '¿' | '¡')
    })
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

/// Whether a text holds a date and nothing else: numbers, days, months, time zones.
pub(super) fn is_date(text: &str, rules: &SegmentationRules) -> bool {
    const LONGEST_DATE: usize = 60;
    if text.len() > LONGEST_DATE {
        return false;
    }
    let (mut numbers, mut names) = (0, 0);
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 4 {
            numbers += 1;
        } else if rules.is_time(word) {
            names += 1;
        } else {
            return false;
        }
    }
    numbers > 0 && names > 0
}
