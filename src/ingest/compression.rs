//! Packed bytes unpacked: gzip and Zstandard, told by their first bytes, with a cap on the size.

use std::io::{self, Read};

use crate::error::{Error, Result};

/// The first bytes of a gzip stream.
const GZIP: &[u8] = &[0x1f, 0x8b];
/// The first bytes of a Zstandard frame.
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];
/// A file inside a file inside a file is somebody's joke.
const MAX_LAYERS: usize = 3;

/// The bytes unpacked, or as they are where they are not packed.
///
/// # Errors
/// A damaged stream, or more than `max_bytes` bytes of content.
pub(super) fn unpack(mut bytes: Vec<u8>, max_bytes: u64) -> Result<Vec<u8>> {
    for _ in 0..MAX_LAYERS {
        let unpacked = if bytes.starts_with(GZIP) {
            read_capped(flate2::read::MultiGzDecoder::new(bytes.as_slice()), bytes.len(), max_bytes)
        } else if bytes.starts_with(ZSTD) {
            zstd::Decoder::new(bytes.as_slice()).and_then(|d| read_capped(d, bytes.len(), max_bytes))
        } else {
            break;
        };
        bytes = unpacked.map_err(|e| Error::malformed(format!("cannot be unpacked: {e}")))?;
    }
    if bytes.len() as u64 > max_bytes {
        return Err(too_large(max_bytes).into());
    }
    Ok(bytes)
}

/// Reads to the end, or fails beyond `max_bytes`.
fn read_capped(reader: impl Read, packed: usize, max_bytes: u64) -> io::Result<Vec<u8>> {
    let mut out = Vec::with_capacity(packed.saturating_mul(3).min(1 << 28));
    reader.take(max_bytes.saturating_add(1)).read_to_end(&mut out)?;
    if out.len() as u64 > max_bytes { Err(too_large(max_bytes)) } else { Ok(out) }
}

fn too_large(max_bytes: u64) -> io::Error {
    io::Error::other(format!("larger than the limit of {} MB", max_bytes >> 20))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn unpacks_what_is_packed() {
        let text = b"The harbour is closed.".repeat(20);
        assert_eq!(unpack(text.clone(), 1 << 20).unwrap(), text);
        assert_eq!(unpack(gzip(&text), 1 << 20).unwrap(), text);
        assert_eq!(unpack(gzip(&gzip(&text)), 1 << 20).unwrap(), text);
        assert_eq!(unpack(zstd::encode_all(text.as_slice(), 1).unwrap(), 1 << 20).unwrap(), text);
    }

    #[test]
    fn refuses_bombs_and_damage() {
        let bomb = gzip(&vec![b'a'; 1 << 20]);
        assert!(unpack(bomb.clone(), 1 << 10).unwrap_err().to_string().contains("limit"));
        assert!(unpack(bomb[..bomb.len() / 2].to_vec(), 1 << 22).is_err());
    }
}
