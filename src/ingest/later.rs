//! Formats that are recognised so that the message can say what to do, and read by a later version.

use super::{Batch, Format, Reader};
use crate::error::{Error, Result};

/// A format that comes later.
#[derive(Debug, Clone, Copy)]
pub(super) struct Later(pub(super) Format);

impl Reader for Later {
    fn format(&self) -> Format {
        self.0
    }

    fn read(&self, _bytes: &[u8], _batch: &mut Batch<'_>) -> Result<()> {
        let name = self.0.name();
        Err(Error::malformed(format!(
            "{name} cannot be read yet (it comes with a later version): save it as CSV or text"
        )))
    }
}
