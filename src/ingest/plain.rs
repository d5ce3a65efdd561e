//! Plain text: the whole file is one article.

use super::columns::FieldName;
use super::encoding::decode;
use super::record::Record;
use super::{Batch, Format, Reader};
use crate::error::Result;

pub(super) struct Plain;

impl Reader for Plain {
    fn format(&self) -> Format {
        Format::Plain
    }

    fn read(&self, bytes: &[u8], batch: &mut Batch<'_>) -> Result<()> {
        let decoded = decode(bytes);
        batch.replaced(decoded.replaced, None);
        let mut record = Record::default();
        record.set(FieldName::Text, decoded.text.into_owned());
        batch.push(record);
        Ok(())
    }
}
