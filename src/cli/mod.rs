//! The command line: sole owner of files, standard output and exit statuses.

mod articles;
mod claims;
mod compare;
mod config;
mod explain;
mod files;
mod folder;
mod inputs;
mod match_pairs;
mod output;
mod profile;
mod progress;
mod sentences;
mod settings;
mod warnings;

use std::io;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use warnings::RED;

/// diff for news: aligns the claims of several outlets about one event and reports where the accounts differ.
#[derive(Debug, Parser)]
#[command(
    name = "claimdiff",
    version,
    propagate_version = true,
    subcommand_required = true,
    arg_required_else_help = true
)]
#[command(after_help = "Examples:
  claimdiff compare articles/                  where do these accounts differ?
  claimdiff compare articles/ -o report.csv    the same, for a spreadsheet
  claimdiff compare export.csv -o report/      every table, for a notebook
  claimdiff articles articles/                 what was read, and as what

Exit status: 0 done, 2 it could not be done; with `compare --exit-code`, 1 when something differs.")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Compare articles and report where their accounts differ
    Compare(compare::Compare),
    /// List what was read: one row an article
    Articles(articles::Articles),
    /// Cut articles into sentences: one row a sentence
    Sentences(sentences::Sentences),
    /// Extract claims: one row a claim
    Claims(claims::Claims),
    /// Score given pairs of sentences
    Match(match_pairs::Match),
    /// Learn the lines that outlets repeat over many articles
    Profile(profile::Profile),
    /// Say why a row is there
    Explain(explain::Explain),
}

/// What a command ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// It was done.
    Done,
    /// It was done, and something differs; told apart only by `--exit-code`.
    Differs,
}

/// Runs the command line of this process.
#[must_use]
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // help and version go to standard output; both end well, also into a closed pipe
            let _ = error.print();
            return if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS };
        }
    };
    let done = match cli.command {
        Command::Compare(command) => command.run(),
        Command::Articles(command) => command.run(),
        Command::Sentences(command) => command.run(),
        Command::Claims(command) => command.run(),
        Command::Match(command) => command.run(),
        Command::Profile(command) => command.run(),
        Command::Explain(command) => command.run(),
    };
    match done {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Differs) => ExitCode::from(1),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            anstream::eprintln!("{RED}error:{RED:#} {}", told(&error));
            ExitCode::from(2)
        }
    }
}

/// An error with its causes, each told once: some say again what caused them.
fn told(error: &anyhow::Error) -> String {
    let mut out = error.to_string();
    for cause in error.chain().skip(1).map(ToString::to_string) {
        if !out.ends_with(&cause) {
            out = format!("{out}: {cause}");
        }
    }
    out
}

/// Whether the reader of our output went away, as `head` does: no error.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe))
}
