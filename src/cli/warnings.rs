//! Warnings on standard error: what was skipped, replaced or guessed.

use anstyle::{AnsiColor, Style};

use crate::model::RunNotes;

pub(super) const RED: Style = AnsiColor::Red.on_default().bold();
const YELLOW: Style = AnsiColor::Yellow.on_default().bold();

/// At most so many warnings are shown one by one.
const SHOWN: usize = 20;

/// Shows the first warnings and counts the rest.
pub(super) fn show(notes: &RunNotes) {
    let mut sorted = notes.clone();
    sorted.sort();
    for notice in sorted.notices.iter().take(SHOWN) {
        let times = if notice.count > 1 { format!(" ({} times)", notice.count) } else { String::new() };
        anstream::eprintln!("{YELLOW}warning:{YELLOW:#} {}: {}{times}", notice.place, notice.message);
    }
    let more: u64 = sorted.notices.iter().skip(SHOWN).map(|n| n.count).sum();
    if more > 0 {
        anstream::eprintln!("{YELLOW}warning:{YELLOW:#} and {more} more of this sort");
    }
}
