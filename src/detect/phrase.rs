//! The parts of a summary: one plain sentence that a reporter could paste.
//!
//! In: a claim of each side. Out: "Outlet A, citing the ministry on Sunday," and words in quotation marks.
//! Invariant: no side is called right or wrong, and what an outlet wrote stands in quotation marks.

use jiff::civil::Date;

use super::StoryView;
use super::sides::one_line;
use super::sources::source_span;
use crate::extract::is_act;
use crate::language::Use;
use crate::model::{Claim, Class, DateRange, Span, Token};

/// How much of a passage a summary quotes, in characters.
const EXCERPT: usize = 140;

impl StoryView<'_> {
    /// The names of both outlets; where they are one, with the day or id of each article.
    #[must_use]
    pub fn outlets(&self, a: &Claim, b: &Claim) -> (String, String) {
        let (name_a, name_b) = (self.outlet(a), self.outlet(b));
        if name_a != name_b {
            return (name_a, name_b);
        }
        let [of_a, of_b] = [a, b].map(|c| self.claims.article_of(c).article);
        let days = (of_a.published.map(|p| p.date), of_b.published.map(|p| p.date));
        match days {
            (Some(x), Some(y)) if x != y => {
                (format!("{name_a} ({})", day_in_full(x)), format!("{name_b} ({})", day_in_full(y)))
            }
            _ => (format!("{name_a} ({})", of_a.id), format!("{name_b} ({})", of_b.id)),
        }
    }

    fn outlet(&self, claim: &Claim) -> String {
        let article = self.claims.article_of(claim).article;
        one_line(if article.outlet.is_empty() { &article.id } else { &article.outlet })
    }

    /// The source that a claim cites, as its article names it most fully.
    #[must_use]
    pub fn source_name(&self, claim: &Claim) -> Option<String> {
        let span = source_span(claim)?;
        let article = self.claims.article_of(claim);
        let tokens = article.tokens_in(&article.tokens_of_span(span));
        // "he said", "some say" name nobody outside their own paragraph
        let nobody = !tokens.is_empty() && tokens.iter().all(|t| t.is(Class::PRONOUN | Class::STOP));
        if nobody || runs_together(article.article.slice(span)) {
            return None;
        }
        let mut name = excerpt(&self.words(claim, span));
        // "The police said", "Engineers said": no sentence begins here
        let grammar = &article.pack.grammar;
        let opens = |t: &Token| article.sentence(claim.sentence).first().is_some_and(|first| first.span == t.span);
        let titled = tokens.get(1).is_some_and(|t| t.is(Class::CAPITALISED));
        let common = |t: &Token| {
            let noun = t.is(Class::SOURCE) || article.pack.casualties.listed(t).is_some();
            grammar.is(t, Use::DETERMINER | Use::ARTICLE) || (opens(t) && noun && !titled)
        };
        if tokens.first().is_some_and(common)
            && let Some(first) = name.get_mut(..1)
        {
            first.make_ascii_lowercase();
        }
        (!name.is_empty()).then_some(name)
    }

    /// ", citing the ministry on 5 May,": who says so, and when where that is known and asked for; empty
    /// for a claim without a source.
    #[must_use]
    pub fn citing(&self, claim: &Claim, with_day: bool) -> String {
        let Some(name) = self.source_name(claim).filter(|_| !self.is_act(claim)) else { return String::new() };
        match self.occasion(claim).filter(|_| with_day) {
            Some(range) => format!(", citing {name} on {},", days_in_full(range)),
            None => format!(", citing {name},"),
        }
    }

    /// Whether the cue of a claim tells what its source did and not what it said ("lawmakers passed the bill", "seeks a truce").
    pub(super) fn is_act(&self, claim: &Claim) -> bool {
        claim.attribution.cue.is_some_and(|cue| is_act(self.claims.article_of(claim), cue))
    }
}

/// Whether the words of a name run into each other, as where a page sets links into its text (a name, and at once
/// the next one without a space).
#[must_use]
pub fn runs_together(name: &str) -> bool {
    /// Shorter words ("Mac") begin longer names.
    const LEAST_LETTERS: usize = 4;
    let glued = |word: &str| {
        let letters: Vec<char> = word.chars().collect();
        letters.windows(3).any(|three| three[0].is_lowercase() && three[1..].iter().all(|c| c.is_uppercase()))
    };
    let words = || name.split_whitespace();
    let begins = |word: &str, longer: &str| {
        let rest = longer.strip_prefix(word).and_then(|rest| rest.chars().next());
        word.chars().count() >= LEAST_LETTERS && rest.is_some_and(char::is_uppercase)
    };
    words().any(glued) || words().any(|word| words().any(|longer| begins(word, longer)))
}

/// A passage in quotation marks, shortened at a word where it is long.
#[must_use]
pub fn quoted(text: &str) -> String {
    format!("“{}”", excerpt(text).trim_matches(['“', '”', '"']))
}

/// Part of a claim in quotation marks, with "…" where the claim goes on.
#[must_use]
pub fn passage(story: &StoryView<'_>, claim: &Claim, part: Span) -> String {
    let text = excerpt(story.claims.article_of(claim).article.slice(part));
    let before = if part.start > claim.span.start { "… " } else { "" };
    let after = if part.end < claim.span.end && !text.ends_with('…') { " …" } else { "" };
    format!("“{before}{}{after}”", text.trim_matches(['“', '”', '"']))
}

/// A passage on one line, shortened at a word where it is long.
#[must_use]
pub fn excerpt(text: &str) -> String {
    let line = one_line(text);
    let Some((cut, _)) = line.char_indices().nth(EXCERPT) else { return line };
    let head = &line[..cut];
    let head = head.rfind(' ').map_or(head, |blank| &head[..blank]);
    format!("{} …", head.trim_end_matches([',', ';', ':', '.']))
}

/// "5 May 2016".
#[must_use]
pub fn day_in_full(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// "5 May 2016", "5 to 7 May 2016".
#[must_use]
pub fn days_in_full(range: DateRange) -> String {
    let DateRange { start, end } = range;
    if start == end {
        return day_in_full(start);
    }
    if start == start.first_of_year() && end == start.last_of_year() {
        return start.year().to_string();
    }
    if start == start.first_of_month() && end == start.last_of_month() {
        return start.strftime("%B %Y").to_string();
    }
    format!("{} to {}", day_in_full(start), day_in_full(end))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn words_that_run_together_are_no_name() {
        assert!(runs_together("RothLAB") && runs_together("Roth Ana Maria RothHale"));
        for name in ["McDowell", "NATO", "O'Hara", "Ana Roth", "Mac MacDowell"] {
            assert!(!runs_together(name), "{name}");
        }
    }

    #[test]
    fn long_passages_are_cut_at_a_word() {
        let long = "word ".repeat(60);
        let cut = excerpt(&long);
        assert!(cut.ends_with("word …") && cut.chars().count() <= EXCERPT + 2, "{cut}");
        assert_eq!(excerpt("two\n lines"), "two lines");
        assert_eq!(quoted("“as is”"), "“as is”");
    }

    #[test]
    fn days_read_as_a_person_writes_them() {
        let range = |start, end| DateRange { start, end };
        assert_eq!(days_in_full(DateRange::day(date(2031, 5, 4))), "4 May 2031");
        assert_eq!(days_in_full(range(date(2031, 2, 1), date(2031, 2, 28))), "February 2031");
        assert_eq!(days_in_full(range(date(2031, 1, 1), date(2031, 12, 31))), "2031");
        assert_eq!(days_in_full(range(date(2031, 1, 2), date(2031, 1, 3))), "2 January 2031 to 3 January 2031");
    }
}
