//! Sets in fixed space: character trigrams as bits, so that two words, sentences or articles
//! compare in a few instructions.

/// The character trigrams of some words, one bit each; different trigrams may share a bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrigramSet {
    bits: [u64; WORDS],
    count: u32,
}

const WORDS: usize = 16;

impl Default for TrigramSet {
    fn default() -> Self {
        Self { bits: [0; WORDS], count: 0 }
    }
}

impl TrigramSet {
    /// Adds the trigrams of a word with a mark on either side; a word of one letter adds one.
    pub fn add(&mut self, word: &str) {
        let mut window = [0u32, 0, u32::from(EDGE)];
        for c in word.chars().flat_map(char::to_lowercase).map(u32::from).chain(std::iter::once(u32::from(EDGE))) {
            window = [window[1], window[2], c];
            if window[0] != 0 {
                self.set(window);
            }
        }
    }

    fn set(&mut self, window: [u32; 3]) {
        let mixed = window.iter().fold(0u64, |h, c| (h.rotate_left(21) ^ u64::from(*c)).wrapping_mul(MIX));
        let bit = (mixed >> 54) as usize;
        let mask = 1u64 << (bit % 64);
        let word = &mut self.bits[bit / 64];
        self.count += u32::from(*word & mask == 0);
        *word |= mask;
    }

    /// How alike two sets are: twice the shared bits over all bits (1 for equal sets, 0 for disjoint or
    /// empty ones), and the share of the smaller set that lies in the larger.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "at most 1,024 bits")]
    pub fn alike(&self, other: &Self) -> (f32, f32) {
        let shared: u32 = self.bits.iter().zip(&other.bits).map(|(a, b)| (a & b).count_ones()).sum();
        let share = |of: u32, times: f32| if of == 0 { 0.0 } else { times * shared as f32 / of as f32 };
        (share(self.count + other.count, 2.0), share(self.count.min(other.count), 1.0))
    }
}

/// Stands for the edge of a word.
const EDGE: u8 = b'^';

/// An odd multiplier whose bits look random (the golden ratio in 64 bits).
const MIX: u64 = 0x9E37_79B9_7F4A_7C15;

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str) -> TrigramSet {
        let mut set = TrigramSet::default();
        text.split_whitespace().for_each(|w| set.add(w));
        set
    }

    #[test]
    fn related_words_share_most() {
        assert!((set("Bombardment").alike(&set("bombardment")).0 - 1.0).abs() < 1e-6);
        assert!(set("bombardment").alike(&set("bombarded")).0 > 0.5);
        assert!(set("bombardment").alike(&set("ceasefire")).0 < 0.2);
        assert_eq!(set("").alike(&set("")), (0.0, 0.0));
        assert!(set("ferry").alike(&set("a ferry burned off the coast")).1 > 0.99);
    }
}
