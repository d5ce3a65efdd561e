//! Where results go: standard output, a file that appears whole or not at all, or a folder of files.

use std::fs;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;
use tempfile::NamedTempFile;

use super::config::Defaults;
use crate::report::{self, Format, Output, RowOptions};

/// Where and how to write.
#[derive(Debug, Args)]
pub(super) struct OutputArgs {
    /// Write to a file (its ending chooses the format) or, with a final `/`, a folder
    #[arg(short, long, value_name = "OUT", help_heading = "Output")]
    pub output: Option<PathBuf>,
    /// csv, jsonl, json or table
    #[arg(long, value_name = "FORMAT", help_heading = "Output")]
    pub format: Option<String>,
    /// Leave CSV cells that a spreadsheet would run as formulas as they are
    #[arg(long, help_heading = "Output")]
    pub raw_csv: bool,
    /// Put a digest in the place of every text, so that the result may be shared
    #[arg(long, help_heading = "Output")]
    pub no_text: bool,
}

impl OutputArgs {
    /// The same, with what a file of settings says where no flag does.
    pub(super) fn with(&self, defaults: &Defaults) -> Self {
        Self {
            output: self.output.clone(),
            format: self.format.clone().or_else(|| defaults.format.clone().filter(|_| self.output.is_none())),
            raw_csv: self.raw_csv || defaults.raw_csv,
            no_text: self.no_text || defaults.no_text,
        }
    }

    /// The format asked for by name or by ending; `None` where neither says.
    pub(super) fn chosen(&self) -> Result<Option<&'static dyn Format>> {
        match (&self.format, &self.output) {
            (Some(_), Some(path)) if self.is_folder() => {
                bail!("{} is a folder and holds every table as CSV and JSON: leave --format out", path.display())
            }
            (Some(name), _) => Ok(Some(report::format_named(name)?)),
            (None, Some(path)) if !self.is_folder() => Ok(Some(report::format_of_path(&path.to_string_lossy())?)),
            _ => Ok(None),
        }
    }

    /// The format, by default CSV, and a table where a person reads.
    pub(super) fn format(&self) -> Result<&'static dyn Format> {
        let default = if self.output.is_none() && io::stdout().is_terminal() { "table" } else { "csv" };
        Ok(self.chosen()?.map_or_else(|| report::format_named(default), Ok)?)
    }

    /// Whether the output is a folder: it ends with a slash or is one.
    pub(super) fn is_folder(&self) -> bool {
        self.output.as_ref().is_some_and(|path| path.to_string_lossy().ends_with(['/', '\\']) || path.is_dir())
    }

    /// What rows leave out.
    pub(super) fn rows(&self) -> RowOptions {
        RowOptions { no_text: self.no_text, ..RowOptions::default() }
    }

    /// How formats are written.
    pub(super) const fn writing(&self) -> Output {
        Output { raw_csv: self.raw_csv, width: None }
    }

    /// Refuses a folder, for commands of one table.
    ///
    /// # Errors
    /// The output is a folder.
    pub(super) fn refuse_folder(&self) -> Result<()> {
        match &self.output {
            Some(path) if self.is_folder() => {
                bail!("{} is a folder: this command writes one table, such as {0}/table.csv", path.display())
            }
            _ => Ok(()),
        }
    }

    /// Opens the output.
    ///
    /// # Errors
    /// The folder of the file does not exist or cannot be written.
    pub(super) fn open(&self) -> Result<Target> {
        match &self.output {
            None => Ok(Target::stdout()),
            Some(path) => Target::file(path),
        }
    }
}

/// An open output.
pub(super) enum Target {
    /// Standard output.
    Stdout(BufWriter<io::Stdout>),
    /// A file in the making, beside its final place.
    File(BufWriter<NamedTempFile>, PathBuf),
    /// A device or a pipe, which nothing may take the place of.
    Device(BufWriter<fs::File>, PathBuf),
}

impl Target {
    /// Standard output.
    pub(super) fn stdout() -> Self {
        Self::Stdout(BufWriter::with_capacity(1 << 16, io::stdout()))
    }

    /// A file that appears at `path` when it is complete; what a link points to; a device or a pipe as it stands.
    pub(super) fn file(path: &Path) -> Result<Self> {
        let context = || format!("cannot write {}", path.display());
        if fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir()) {
            let device = fs::OpenOptions::new().write(true).open(path).with_context(context)?;
            return Ok(Self::Device(BufWriter::with_capacity(1 << 16, device), path.to_path_buf()));
        }
        let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        let folder = place.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !folder.is_dir() {
            bail!("cannot write {}: there is no folder {}", path.display(), folder.display());
        }
        let temporary = tempfile::Builder::new()
            .prefix(".claimdiff-")
            .permissions(permissions())
            .tempfile_in(folder)
            // the error names a file that nobody asked for
            .map_err(|error| io::Error::from(error.kind()))
            .with_context(context)?;
        Ok(Self::File(BufWriter::with_capacity(1 << 16, temporary), place))
    }

    /// Makes the output appear.
    pub(super) fn finish(self) -> Result<()> {
        match self {
            Self::Stdout(mut out) => Ok(out.flush()?),
            Self::File(out, path) => {
                let context = || format!("cannot write {}", path.display());
                let temporary = out.into_inner().map_err(io::IntoInnerError::into_error).with_context(context)?;
                temporary.as_file().sync_all().with_context(context)?;
                temporary.persist(&path).map_err(|e| e.error).with_context(context)?;
                Ok(())
            }
            Self::Device(mut out, path) => out.flush().with_context(|| format!("cannot write {}", path.display())),
        }
    }
}

impl Target {
    /// Writes text with colours; they are left out where no terminal shows them.
    pub(super) fn write_styled(&mut self, text: &[u8]) -> io::Result<()> {
        let coloured = match self {
            Self::Stdout(_) => anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
            Self::File(..) | Self::Device(..) => false,
        };
        if coloured { self.write_all(text) } else { self.write_all(&anstream::adapter::strip_bytes(text).into_vec()) }
    }
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(out) => out.write(bytes),
            Self::File(out, _) => out.write(bytes),
            Self::Device(out, _) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(out) => out.flush(),
            Self::File(out, _) => out.flush(),
            Self::Device(out, _) => out.flush(),
        }
    }
}

/// The permissions of a new file: as the user's mask says, not a temporary file's.
#[cfg(unix)]
fn permissions() -> fs::Permissions {
    use std::os::unix::fs::PermissionsExt as _;
    fs::Permissions::from_mode(0o666)
}

/// The permissions of a new file.
#[cfg(not(unix))]
fn permissions() -> fs::Permissions {
    tempfile::NamedTempFile::new()
        .and_then(|f| f.as_file().metadata())
        .map(|m| m.permissions())
        .unwrap_or_else(|_| unreachable!("a temporary folder exists"))
}
