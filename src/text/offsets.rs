//! Byte offsets as code points: every output counts in code points, every stage in bytes.

/// Maps byte offsets of a text to code points: constant memory a kilobyte, a short scan a look-up.
#[derive(Debug)]
pub struct CodePoints<'a> {
    text: &'a str,
    /// Code points before each multiple of `STRIDE` bytes; empty for plain ASCII.
    marks: Vec<u32>,
}

const STRIDE: usize = 128;

impl<'a> CodePoints<'a> {
    /// Counts through `text` once.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, reason = "ingest refuses texts of 4 GiB and more")]
    pub fn new(text: &'a str) -> Self {
        if text.is_ascii() {
            return Self { text, marks: Vec::new() };
        }
        let bytes = text.as_bytes();
        let mut marks = Vec::with_capacity(bytes.len() / STRIDE + 1);
        let mut count = 0;
        for chunk in bytes.chunks(STRIDE) {
            marks.push(count as u32);
            count += starts(chunk);
        }
        Self { text, marks }
    }

    /// The number of code points before byte `at`, which must be a character boundary.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, reason = "ingest refuses texts of 4 GiB and more")]
    pub fn at(&self, at: usize) -> u32 {
        let at = at.min(self.text.len());
        if self.marks.is_empty() {
            return at as u32;
        }
        let mark = (at / STRIDE).min(self.marks.len() - 1);
        self.marks[mark] + starts(&self.text.as_bytes()[mark * STRIDE..at]) as u32
    }
}

/// How many characters start in these bytes.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| (**b & 0xC0) != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_counting() {
        for text in ["", "plain", &"naïve “quote” — 战争 ".repeat(50)] {
            let points = CodePoints::new(text);
            for (i, (byte, _)) in text.char_indices().enumerate() {
                assert_eq!(points.at(byte) as usize, i);
            }
            assert_eq!(points.at(text.len()) as usize, text.chars().count());
        }
    }
}
