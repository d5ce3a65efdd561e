//! Digits with their separators, as a value.

/// What a run of digits looks like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Digits {
    /// The value.
    pub value: f64,
    /// Whether there is anything but digits in it.
    pub plain: bool,
    /// How many characters.
    pub length: usize,
}

/// The value of a token of digits, or `None` where it is no number (a version, a date).
///
/// Commas, dots and thin spaces part thousands; the last single dot, or a comma before one or two
/// digits, is the decimal mark.
pub(super) fn parse(text: &str) -> Option<Digits> {
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return Some(Digits { value: text.parse().ok()?, plain: true, length: text.len() });
    }
    let fraction: f64 = text.chars().filter_map(vulgar).sum();
    let text_without: String = text.chars().filter(|c| vulgar(*c).is_none()).collect();
    let value = if text_without.is_empty() { 0.0 } else { separated(&text_without)? };
    Some(Digits { value: value + fraction, plain: false, length: text.len() })
}

/// A value with separators.
fn separated(text: &str) -> Option<f64> {
    if !text.chars().all(|c| c.is_ascii_digit() || is_separator(c)) {
        return None;
    }
    let groups: Vec<&str> = text.split(is_separator).collect();
    let marks: Vec<char> = text.chars().filter(|c| is_separator(*c)).collect();
    let (last, whole) = groups.split_last()?;
    let Some(mark) = marks.last() else { return text.parse().ok() };
    let alone = marks.iter().filter(|m| *m == mark).count() == 1;
    let decimal = alone && (*mark == '.' || (*mark == ',' && last.len() < 3));
    let thousands = if decimal { whole } else { &groups[..] };
    // groups of three, or of two before a last of three (lakhs)
    if thousands.len() > 1 {
        let (tail, head) = thousands.split_last()?;
        let inner = head.get(1..).unwrap_or_default();
        let even = |n: usize| inner.iter().all(|g| g.len() == n);
        if tail.len() != 3 || !(even(3) || even(2)) || head.first().is_none_or(|g| g.is_empty() || g.len() > 3) {
            return None;
        }
    }
    let mut joined = thousands.concat();
    if decimal {
        joined.push('.');
        joined.push_str(last);
    }
    joined.parse().ok()
}

const fn is_separator(c: char) -> bool {
    matches!(c, '.' | ',' | '\u{2009}' | '\u{202f}')
}

/// The value of a fraction written as one character.
fn vulgar(c: char) -> Option<f64> {
    Some(match c {
        '½' => 0.5,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '¼' => 0.25,
        '¾' => 0.75,
        '⅕' => 0.2,
        '⅖' => 0.4,
        '⅗' => 0.6,
        '⅘' => 0.8,
        '⅙' => 1.0 / 6.0,
        '⅚' => 5.0 / 6.0,
        '⅛' => 0.125,
        '⅜' => 0.375,
        '⅝' => 0.625,
        '⅞' => 0.875,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_of_several_conventions() {
        for (text, value) in [
            ("250", Some(250.0)),
            ("1,200", Some(1200.0)),
            ("1,200.50", Some(1200.5)),
            ("1.200,50", Some(1200.5)),
            ("1.200.000", Some(1_200_000.0)),
            ("12,34,567", Some(1_234_567.0)),
            ("3.25", Some(3.25)),
            ("3,5", Some(3.5)),
            ("1\u{202f}500", Some(1500.0)),
            ("5½", Some(5.5)),
            ("¾", Some(0.75)),
            ("1.2.3", None),
            ("192.168.1.2", None),
            ("27.09.2016", None),
            ("1,2345", None),
        ] {
            assert_eq!(parse(text).map(|d| d.value), value, "{text}");
        }
    }
}
