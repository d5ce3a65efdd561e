//! A progress bar on standard error: for people, and only where work takes longer than a second.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::pipeline::Progress;

/// Work that is done sooner shows no bar.
const PATIENCE: Duration = Duration::from_secs(1);
/// What a bar looks like.
const LOOK: &str = "{msg} {bar:30} {human_pos}/{human_len} articles, {eta} left";

/// A bar that appears when its work takes long.
pub(super) struct Bar {
    drawn: ProgressBar,
    started: Instant,
    shown: bool,
}

impl Bar {
    /// A bar of unknown length.
    pub(super) fn new(message: &'static str) -> Self {
        let drawn = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()).with_message(message);
        Self { drawn, started: Instant::now(), shown: false }
    }

    /// Says how much there is to do.
    pub(super) fn total(&mut self, articles: usize) {
        self.drawn.set_length(articles as u64);
    }

    /// Says that so many more are done.
    pub(super) fn advance(&mut self, articles: usize) {
        self.drawn.inc(articles as u64);
        if !self.shown && io::stderr().is_terminal() && self.started.elapsed() > PATIENCE {
            self.shown = true;
            if let Ok(style) = ProgressStyle::with_template(LOOK) {
                self.drawn.set_style(style);
            }
            self.drawn.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.drawn.finish_and_clear();
    }
}

impl Progress for Bar {
    fn stories_found(&mut self, _stories: usize, articles: usize) {
        self.total(articles);
    }

    fn articles_done(&mut self, articles: usize) {
        self.advance(articles);
    }
}
