//! Bytes as text: UTF-8 where it is, else what a byte order mark or the bytes themselves tell.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

/// Text, and how many places in it were not text and became U+FFFD.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decoded<'a> {
    pub text: Cow<'a, str>,
    pub replaced: u64,
}

/// The byte order marks of UTF-16.
pub(super) const UTF_16_MARKS: [&[u8]; 2] = [&[0xff, 0xfe], &[0xfe, 0xff]];

/// Decodes text of unknown encoding.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, &bytes[mark..]);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: Cow::Borrowed(text), replaced: 0 };
    }
    if mostly_utf8(bytes) {
        return decode_as(UTF_8, bytes);
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    decode_as(detector.guess(None, chardetng::Utf8Detection::Deny), bytes)
}

/// How far into a web page it may name its encoding: the standard says 1024 bytes, pages say it later.
const DECLARED_WITHIN: usize = 8192;

/// Decodes a web page, which may name its encoding.
pub(super) fn decode_page(bytes: &[u8]) -> Decoded<'_> {
    let marked = Encoding::for_bom(bytes).is_some();
    if marked || std::str::from_utf8(bytes).is_ok() || mostly_utf8(bytes) {
        return decode(bytes);
    }
    match declared(&bytes[..bytes.len().min(DECLARED_WITHIN)]) {
        Some(encoding) => decode_as(encoding, bytes),
        None => decode(bytes),
    }
}

/// The encoding that a page names: `charset=...` in a `meta` element.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let key = b"charset=";
    let at = head.windows(key.len()).position(|window| window.eq_ignore_ascii_case(key))? + key.len();
    let label = head[at..].trim_ascii_start();
    let label = label.strip_prefix(b"\"").or_else(|| label.strip_prefix(b"'")).unwrap_or(label);
    let end = label.iter().position(|b| !b.is_ascii_alphanumeric() && !b"-_:.".contains(b)).unwrap_or(label.len());
    // a page of single bytes that says it is UTF-8 or UTF-16 errs
    Encoding::for_label(&label[..end]).filter(|encoding| encoding.is_ascii_compatible() && *encoding != UTF_8)
}

/// Decodes text that its format says is UTF-8; UTF-16 only with its mark.
pub(super) fn decode_utf8(bytes: &[u8]) -> Decoded<'_> {
    match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => decode_as(encoding, &bytes[mark..]),
        None => decode_as(UTF_8, bytes),
    }
}

fn decode_as<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Decoded<'a> {
    let (text, faulty) = encoding.decode_without_bom_handling(bytes);
    // the text may have held the character before; only where something was faulty is it worth counting
    let replaced = if faulty { text.matches('\u{fffd}').count() as u64 } else { 0 };
    Decoded { text, replaced }
}

/// Whether well-formed characters of several bytes outnumber faults: UTF-8 with damage, not another encoding.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_encodings_that_are_met() {
        let plain = "Café déjà fermé à Orléans, selon la préfecture";
        assert_eq!(decode(plain.as_bytes()).text, plain);
        let (latin, ..) = encoding_rs::WINDOWS_1252.encode(plain);
        assert_eq!(decode(&latin), Decoded { text: plain.into(), replaced: 0 });
        let mut marked = vec![0xef, 0xbb, 0xbf];
        marked.extend_from_slice(plain.as_bytes());
        assert_eq!(decode(&marked).text, plain);
        let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(plain.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(decode(&wide).text, plain);
    }

    #[test]
    fn damage_is_replaced_and_counted() {
        let damaged = b"na\xc3\xafve caf\xc3\xa9 \xff closed";
        assert_eq!(decode(damaged), Decoded { text: "naïve café \u{fffd} closed".into(), replaced: 1 });
        assert_eq!(decode_utf8(b"\xe9t\xe9").replaced, 2);
    }
}
