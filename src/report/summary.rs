//! The summary that a person reads at a terminal: what was compared, then where it differs.
//!
//! Stories come one at a time; only what is shown of them is kept. Colours are escape codes: the
//! stream that they go to leaves them out where nobody would see them.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write;

use anstyle::{AnsiColor, Style};
use itertools::Itertools as _;

use super::{RowOptions, StoryRows, Unshown};
use crate::error::Result;
use crate::model::{Analysed, Article, Claim, Departs, Discrepancy, Field, Notice, Severity, Side, StoryComparison};

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const MAJOR: Style = AnsiColor::Red.on_default().bold();
const MINOR: Style = AnsiColor::Yellow.on_default();
const A: Style = AnsiColor::Magenta.on_default();
const B: Style = AnsiColor::Cyan.on_default();

/// At most so many stories with findings are shown.
const STORIES: usize = 50;
/// The sizes of so many stories are named.
const SIZES: usize = 6;
/// Passages are cut after so many characters.
const PASSAGE: usize = 220;

/// A summary in the making.
#[derive(Debug, Default)]
pub struct Summary {
    options: RowOptions,
    articles: usize,
    undated: usize,
    unread: usize,
    outlets: BTreeSet<String>,
    origins: BTreeSet<String>,
    sizes: Vec<usize>,
    found: usize,
    unshown: Unshown,
    shown: Vec<u8>,
    stories_shown: usize,
    stories_left: usize,
}

impl Summary {
    /// A summary of nothing yet.
    #[must_use]
    pub fn new(options: RowOptions) -> Self {
        Self { options, ..Self::default() }
    }

    /// Adds a story.
    ///
    /// # Errors
    /// None that are met: the text is gathered in memory.
    pub fn add(&mut self, story: &StoryComparison) -> Result<()> {
        self.articles += story.articles.len();
        self.sizes.push(story.articles.len());
        for article in &story.articles {
            self.undated += usize::from(article.published.is_none());
            self.unread += usize::from(article.analysed != Analysed::Full);
            self.outlets.insert(article.outlet.clone());
            self.origins.insert(format!("{}/{}", story.id, article.origin.id));
        }
        self.found += story.discrepancies.len();
        self.unshown.add(story, &self.options);
        let shown: Vec<_> = self.options.shown(story).collect();
        if shown.is_empty() {
            return Ok(());
        }
        if self.stories_shown == STORIES {
            self.stories_left += 1;
            return Ok(());
        }
        self.stories_shown += 1;
        let out = &mut self.shown;
        writeln!(out, "\n{BOLD}{}{BOLD:#}  {DIM}{}{DIM:#}", one_line(&story.label, PASSAGE), story_size(story))?;
        let rows = StoryRows::new(story, self.options);
        shown.iter().try_for_each(|found| write_finding(&rows, found, out))
    }

    /// Writes the summary; the first lines say what was compared.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn finish(mut self, notices: &[Notice], out: &mut dyn Write) -> Result<()> {
        writeln!(out, "{BOLD}{}{BOLD:#}", self.compared())?;
        if self.undated > 0 {
            writeln!(
                out,
                "{} without date: updates, stale figures and omissions are not checked for them",
                self.undated
            )?;
        }
        if self.unread > 0 {
            let n = count(self.unread, "article");
            writeln!(out, "{n} in a language that is not fully analysed: they never count as agreeing or omitting")?;
        }
        let skipped: u64 = notices.iter().map(|notice| notice.count).sum();
        if skipped > 0 {
            let times = if skipped == 1 { "once".to_owned() } else { format!("{skipped} times") };
            writeln!(
                out,
                "{times} something was skipped, capped or replaced: see standard error, or run.json in -o FOLDER/"
            )?;
        }
        if self.shown.is_empty() {
            writeln!(out, "\nNo discrepancies{} found.", self.least())?;
        }
        out.write_all(&std::mem::take(&mut self.shown))?;
        if self.stories_left > 0 {
            writeln!(out, "\n{} more with discrepancies: -o FOLDER/ writes all", stories(self.stories_left))?;
        }
        self.write_unshown(out)
    }

    /// "12 articles, 11 outlets, 8 independent origins, 2 stories (9 + 3; --one-story joins them)".
    fn compared(&mut self) -> String {
        self.sizes.sort_unstable_by(|a, b| b.cmp(a));
        let mut told = format!(
            "{}, {}, {}, {}",
            count(self.articles, "article"),
            count(self.outlets.len(), "outlet"),
            count(self.origins.len(), "independent origin"),
            stories(self.sizes.len()),
        );
        if self.sizes.len() > 1 {
            let sizes: Vec<_> = self.sizes.iter().take(SIZES).map(ToString::to_string).collect();
            let more = if self.sizes.len() > SIZES { " + ..." } else { "" };
            let _ = write!(told, " ({}{more}; --one-story joins them)", sizes.join(" + "));
        }
        told
    }

    /// " of severity minor or above".
    fn least(&self) -> String {
        match self.options.least_severity {
            Severity::Info => String::new(),
            least => {
                format!(" of severity {}{}", least.name(), if least == Severity::Minor { " or above" } else { "" })
            }
        }
    }

    fn write_unshown(&self, out: &mut dyn Write) -> Result<()> {
        let Unshown { below, beyond } = self.unshown;
        if below > 0 || beyond > 0 {
            let mut parts = Vec::new();
            if below > 0 {
                parts.push(format!("{below} of lower severity (--pedantic)"));
            }
            if beyond > 0 {
                parts.push(format!("{beyond} beyond {} a story (--all)", self.options.discrepancies_per_story));
            }
            writeln!(out, "\n{DIM}Not shown: {}{DIM:#}", parts.join(", "))?;
        }
        if self.stories_shown > 0 {
            writeln!(out, "{DIM}Why a row is there: -o report/, then `claimdiff explain report/ ID`{DIM:#}")?;
        }
        Ok(())
    }
}

fn write_finding(rows: &StoryRows<'_>, found: &Discrepancy, out: &mut Vec<u8>) -> Result<()> {
    let style = if found.severity == Severity::Major { MAJOR } else { MINOR };
    let kind = found.kind.name();
    writeln!(out, "\n  {style}{} {kind}{style:#}  {DIM}{}{DIM:#}", found.severity.name(), found.id)?;
    writeln!(out, "  {}", one_line(&found.summary, 2 * PASSAGE))?;
    for (style, which, side) in [(A, Departs::A, &found.a), (B, Departs::B, &found.b)] {
        if found.is_silent(which) {
            continue;
        }
        let claim = rows.claim(side.claim);
        let article = rows.article_of(claim);
        let passage = rows.passage(article.slice(side.span));
        writeln!(out, "    {style}{}{style:#}: {}", byline(article, claim), one_line(&passage, PASSAGE))?;
        write_others(rows, side, &article.outlet, out)?;
    }
    let difference = rows.passage(&found.difference);
    if !difference.is_empty() {
        writeln!(out, "    {DIM}difference: {}{DIM:#}", one_line(&difference, PASSAGE))?;
    }
    Ok(())
}

/// "Daily Lantern, 2024-03-04, paragraph 2".
fn byline(article: &Article, claim: &Claim) -> String {
    let outlet = if article.outlet.is_empty() { &article.id } else { &article.outlet };
    let day = article.published.map_or_else(String::new, |moment| format!(", {}", moment.date));
    let place = match claim.field {
        Field::Title => "title".to_owned(),
        // a title counts as the paragraph before the first
        Field::Text => format!("paragraph {}", claim.paragraph + u32::from(article.title_span().is_empty())),
    };
    format!("{}{day}, {place}", one_line(outlet, 60))
}

/// The other outlets that tell it the same way.
fn write_others(rows: &StoryRows<'_>, side: &Side, shown: &str, out: &mut Vec<u8>) -> Result<()> {
    let outlets: BTreeSet<&str> = side.claims.iter().map(|c| rows.article_of(rows.claim(*c)).outlet.as_str()).collect();
    let others: Vec<&str> = outlets.into_iter().filter(|outlet| *outlet != shown && !outlet.is_empty()).collect();
    if !others.is_empty() {
        writeln!(out, "      {DIM}so too: {}{DIM:#}", one_line(&others.join(", "), PASSAGE))?;
    }
    Ok(())
}

fn story_size(story: &StoryComparison) -> String {
    let outlets: BTreeSet<&str> = story.articles.iter().map(|a| a.outlet.as_str()).collect();
    format!("{}, {}", count(story.articles.len(), "article"), count(outlets.len(), "outlet"))
}

fn count(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

fn stories(n: usize) -> String {
    if n == 1 { "1 story".to_owned() } else { format!("{n} stories") }
}

/// A text as one line without control characters, so that nothing in an article can steer a
/// terminal; cut where it is longer than `longest` characters.
pub(super) fn one_line(text: &str, longest: usize) -> String {
    // marks that turn the direction of writing would reorder the rest of the line
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let mut parts =
        text.split(|c: char| c.is_whitespace() || c.is_control() || turns(c)).filter(|part| !part.is_empty());
    let mut out = parts.join(" ");
    if let Some((at, _)) = out.char_indices().nth(longest) {
        out.truncate(at);
        out.push('…');
    }
    out
}
