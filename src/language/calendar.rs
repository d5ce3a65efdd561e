//! Words of the calendar: months, weekdays, seasons, holidays, spans of time.
//!
//! In: `calendar.csv`. Out: [`Calendar`]. Invariant: months count from 1, weekdays from Monday as 0.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::PackFiles;
use crate::error::{Error, Result};
use crate::model::{Token, WordId};
use crate::text::{PhraseTable, word_id};

/// A span of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeUnit {
    /// An hour or less.
    Hour,
    /// A day.
    Day,
    /// Saturday and Sunday.
    Weekend,
    /// Monday to Sunday.
    Week,
    /// Two weeks.
    Fortnight,
    /// A month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

/// A holiday: a day of each year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holiday {
    /// Month and day.
    Fixed(i8, i8),
    /// Month, weekday and which one; negative counts from the end.
    Nth(i8, i8, i8),
    /// Days after Easter Sunday.
    Easter(i8),
}

/// What a word of the calendar means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateWord {
    /// A month; `bool` where the word is also an ordinary one ("May").
    Month(i8, bool),
    /// A weekday; `bool` where it is a shortened form, which needs its dot or a date.
    Weekday(i8, bool),
    /// So many days from the publication.
    Day(i8),
    /// A span.
    Unit(TimeUnit),
    /// A part of the day: the hour at which it starts.
    Part(i8),
    /// A season, by the month it starts in.
    Season(i8),
    /// Half a year or another word that takes an ordinal ("half").
    Half,
    /// "a.m.", "p.m.": hours to add.
    Meridiem(i8),
    /// A quarter by its sign ("Q3").
    Quarter(i8),
    /// A half of a year by its sign ("H1").
    HalfYear(i8),
    /// A decade of the last century by name ("the nineties"): its first year.
    Decade(i8),
    /// A time zone.
    Zone,
    /// A clock word: "noon", "midnight".
    Clock,
    /// Narrows or points; see the grammar.
    Pointer,
    /// "fiscal" and the like, which stand between a pointer and a span.
    Kind,
}

/// The calendar of a language.
#[derive(Debug, Default)]
pub struct Calendar {
    words: FxHashMap<WordId, DateWord>,
    holidays: PhraseTable<Holiday>,
}

/// A row of `calendar.csv`.
#[derive(Deserialize)]
struct CalendarRow {
    word: String,
    kind: String,
    value: String,
}

impl Calendar {
    /// Reads `calendar.csv`.
    ///
    /// # Errors
    /// A row of another form.
    pub fn read(files: &PackFiles) -> Result<Self> {
        let mut calendar = Self::default();
        for row in files.rows::<CalendarRow>("calendar.csv")? {
            let number =
                || row.value.parse::<i8>().map_err(|_| Error::malformed(format!("`{}` is no number", row.value)));
            let word = match row.kind.as_str() {
                "month" => DateWord::Month(number()?, false),
                "month-or-word" => DateWord::Month(number()?, true),
                "weekday" => DateWord::Weekday(number()?, false),
                "weekday-short" => DateWord::Weekday(number()?, true),
                "day" => DateWord::Day(number()?),
                "unit" => DateWord::Unit(time_unit(&row.value)?),
                "part" => DateWord::Part(number()?),
                "season" => DateWord::Season(number()?),
                "half" => DateWord::Half,
                "meridiem" => DateWord::Meridiem(number()?),
                "quarter" => DateWord::Quarter(number()?),
                "half-year" => DateWord::HalfYear(number()?),
                "decade" => DateWord::Decade(number()?),
                "zone" => DateWord::Zone,
                "clock" => DateWord::Clock,
                "pointer" => DateWord::Pointer,
                "kind" => DateWord::Kind,
                "holiday" => {
                    calendar.holidays.insert(&row.word, holiday(&row.value)?);
                    continue;
                }
                other => return Err(Error::malformed(format!("no kind of date word is called `{other}`"))),
            };
            calendar.words.insert(word_id(&row.word), word);
        }
        Ok(calendar)
    }

    /// What a token means.
    #[must_use]
    pub fn word(&self, token: &Token) -> Option<DateWord> {
        self.words.get(&token.word).copied()
    }

    /// Holidays.
    #[must_use]
    pub const fn holidays(&self) -> &PhraseTable<Holiday> {
        &self.holidays
    }

    /// The words that can start or build a date; zones and clock parts only follow one.
    pub(super) fn triggers(&self) -> impl Iterator<Item = WordId> + '_ {
        let words = self.words.iter().filter(|(_, w)| !matches!(w, DateWord::Zone | DateWord::Meridiem(_)));
        words.map(|(word, _)| *word).chain(self.holidays.first_words())
    }
}

fn time_unit(name: &str) -> Result<TimeUnit> {
    Ok(match name {
        "hour" => TimeUnit::Hour,
        "day" => TimeUnit::Day,
        "weekend" => TimeUnit::Weekend,
        "week" => TimeUnit::Week,
        "fortnight" => TimeUnit::Fortnight,
        "month" => TimeUnit::Month,
        "quarter" => TimeUnit::Quarter,
        "year" => TimeUnit::Year,
        "decade" => TimeUnit::Decade,
        "century" => TimeUnit::Century,
        other => return Err(Error::malformed(format!("no span of time is called `{other}`"))),
    })
}

/// `12-25`, `nth 11 3 4` (the fourth Thursday of November), `easter -2`.
fn holiday(rule: &str) -> Result<Holiday> {
    let malformed = || Error::malformed(format!("`{rule}` is no rule of a holiday"));
    let number = |text: Option<&str>| text.and_then(|t| t.parse::<i8>().ok()).ok_or_else(malformed);
    let mut parts = rule.split_whitespace();
    match parts.next() {
        Some("nth") => Ok(Holiday::Nth(number(parts.next())?, number(parts.next())?, number(parts.next())?)),
        Some("easter") => Ok(Holiday::Easter(number(parts.next())?)),
        Some(fixed) => {
            let (month, day) = fixed.split_once('-').ok_or_else(malformed)?;
            Ok(Holiday::Fixed(number(Some(month))?, number(Some(day))?))
        }
        None => Err(malformed()),
    }
}
