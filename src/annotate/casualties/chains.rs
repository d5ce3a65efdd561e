//! Groups of people that "and" or commas join: "two women and a man" are three.
//!
//! In: the groups of a sentence. Out: chains, as ranges of their list; most hold one group.

use super::groups::{Sort, Victims};
use crate::annotate::sentence::SentenceTokens;
use crate::language::Use;
use crate::model::{Class, Relation};

/// How two neighbours are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Join {
    Apart,
    Comma,
    And,
}

/// The chains of a sentence's groups.
pub(super) fn chains(s: &SentenceTokens<'_>, groups: &[Victims]) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    let mut first = 0;
    while first < groups.len() {
        let mut last = first + 1;
        // one past the last group that a list surely holds: unnumbered people need its closing "and"
        let mut sure = last;
        while last < groups.len() {
            let (a, b) = (&groups[last - 1], &groups[last]);
            match join(s, a, b) {
                Join::And => sure = last + 1,
                Join::Comma if a.number.is_some() && b.number.is_some() && sure == last => sure = last + 1,
                Join::Comma if a.number.is_none() && b.number.is_none() => {}
                // "a man, two women and a child"
                Join::Comma
                    if !matches!(
                        (a.sort, b.sort),
                        (Sort::Definite | Sort::Named, _) | (_, Sort::Definite | Sort::Named)
                    ) => {}
                _ => break,
            }
            last += 1;
        }
        // "killed a man and his wife was hurt": the last one has a verb of its own
        let taken = s.fateful(groups[first].start.wrapping_sub(1));
        let after = groups[sure - 1].end;
        let verb = s.is(after, Class::AUXILIARY | Class::REPORTING) && !s.is(after, Class::PREPOSITION);
        if taken && sure > first + 1 && verb {
            sure -= 1;
        }
        out.push((first, sure));
        first = sure;
    }
    out
}

/// Whether and how two groups are one list of people.
fn join(s: &SentenceTokens<'_>, a: &Victims, b: &Victims) -> Join {
    let counts = |g: &Victims| {
        g.value_end.is_none()
            && g.value >= 1.0
            && g.known
            && (g.plain || g.number.is_none())
            && g.relation != Some(Relation::Part)
    };
    if !counts(a) || !counts(b) {
        return Join::Apart;
    }
    let gap = a.end..b.start.max(a.end);
    let own = b.sort == Sort::Definite && s.used(b.start, Use::REFLEXIVE);
    match gap.len() {
        1 if s.used(gap.start, Use::AND) => Join::And,
        1 if s.mark(gap.start, &[',', ';']) => Join::Comma,
        2 if s.mark(gap.start, &[',', ';']) && s.used(gap.start + 1, Use::AND) => Join::And,
        2 if own && s.used(gap.start, Use::AND) => Join::And,
        _ => Join::Apart,
    }
}
