//! Times of day: "10:35 a.m.", "3 p.m. Wednesday", "8 p.m. on 4 May", "noon".

use super::{CLOCK, Context, Found};
use crate::language::{DateWord, Use};
use crate::model::{Class, DateRange};

/// The time that starts at `at`, with the day beside it; by itself it belongs to the sentence's last
/// date or to the day of publication.
pub(super) fn clock_at(context: &Context<'_>, at: usize) -> Option<Found> {
    let s = &context.s;
    let mut end = if s.is(at, Class::DIGITS) { digits(context, at)? } else { at + 1 };
    if matches!(context.word(end), Some(DateWord::Zone)) && s.is(end, Class::ALL_CAPS) {
        end += 1;
    }
    // "10:35 a.m. (local time) Friday", "10:35 a.m. (0735 GMT) Friday"
    let closed = s.mark(end, &['(']).then(|| (end + 1..end + 7).find(|i| s.mark(*i, &[')']))).flatten();
    let next = closed.map_or(end, |i| i + 1);
    let next = if s.mark(next, &[',']) { next + 1 } else { next };
    let next = if s.used(next, Use::BEFORE_DATE) { next + 1 } else { next };
    let day = match context.word(next) {
        Some(DateWord::Weekday(weekday, short)) => super::named::weekday_at(context, next, weekday, short),
        Some(DateWord::Day(offset)) => Some(super::named::day_at(context, next, offset)),
        Some(DateWord::Month(month, ordinary)) => {
            super::named::month_at(context, next, month, ordinary).filter(|f| f.rule == "month-day")
        }
        _ => super::digits::day_month(context, next),
    };
    if let Some(day) = day {
        return Some(Found { start: at, ..day });
    }
    let same = context.same_sentence.filter(|r| r.start == r.end);
    let range = same.or(context.published.map(DateRange::day));
    Some(Found { start: at, end, range, relative: true, rule: CLOCK })
}

/// The end of a time in digits: hours with minutes, a meridiem or a zone.
fn digits(context: &Context<'_>, at: usize) -> Option<usize> {
    let s = &context.s;
    let text = s.text(at);
    let minutes = s.mark(at + 1, &[':']) && s.glued(at + 1) && s.glued(at + 2) && s.text(at + 2).len() == 2;
    let hours: u8 = text.split('.').next()?.parse().ok()?;
    let dotted = text.len() >= 4 && text.split('.').nth(1).is_some_and(|m| m.len() == 2 && m < "60");
    if hours > 24 || !(text.len() <= 2 || dotted) {
        return None;
    }
    let end = if minutes && s.is(at + 2, Class::DIGITS) { at + 3 } else { at + 1 };
    let meridiem = matches!(context.word(end), Some(DateWord::Meridiem(_)));
    let zoned = matches!(context.word(end), Some(DateWord::Zone)) && s.is(end, Class::ALL_CAPS);
    if meridiem && !(s.text(end) == "am" && !s.glued(end) && hours > 12) {
        return Some(end + 1);
    }
    // "10:30" without more is a time only where one is expected, and never a result ("1:36.6")
    let at_time = s.used(at.wrapping_sub(1), Use::BEFORE_DATE) && !s.glued(end);
    (minutes && (zoned || at_time) || zoned && dotted).then_some(end)
}
