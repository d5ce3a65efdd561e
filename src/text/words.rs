//! Words as ids: the normal form under which two spellings count as one word.

use std::borrow::Cow;
use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::model::WordId;

/// The normal form of a word: lower case, typographic apostrophes straightened, dots of an
/// abbreviation and a possessive ending dropped. `U.S.` and `US` share one, `Kerry’s` and `kerry` too.
#[must_use]
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
        return Cow::Borrowed(word);
    }
    let letters_and_dots = word.len() > 2 && word.contains('.') && word.chars().any(char::is_alphabetic);
    let mut folded = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            '.' if letters_and_dots => {}
            '’' | 'ʼ' | '‘' | '`' => folded.push('\''),
            c if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
            c => folded.extend(c.to_lowercase()),
        }
    }
    if let Some(stem) = folded.strip_suffix("'s") {
        let keep = stem.len();
        folded.truncate(keep);
    } else if folded.ends_with("s'") {
        folded.pop();
    }
    Cow::Owned(folded)
}

/// The last letters of a word, which tell its form.
#[must_use]
pub fn ending(word: &str) -> &str {
    word.char_indices().rev().nth(2).map_or(word, |(i, _)| &word[i..])
}

/// The id of a word: the hash of its normal form.
#[must_use]
pub fn word_id(word: &str) -> WordId {
    hash_folded(&fold(word))
}

/// The id of a word that is in its normal form already.
pub(super) fn hash_folded(folded: &str) -> WordId {
    let mut hasher = FxHasher::default();
    hasher.write(folded.as_bytes());
    hasher.write_u8(0xff);
    WordId(hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_share_an_id() {
        for (a, b) in
            [("Kerry’s", "kerry"), ("U.S.", "us"), ("Didn’t", "didn't"), ("ministers'", "Ministers"), ("É", "é")]
        {
            assert_eq!(word_id(a), word_id(b), "{a} / {b}");
        }
    }

    #[test]
    fn different_words_do_not() {
        for (a, b) in [("form", "from"), ("didn't", "did"), ("3.5", "35")] {
            assert_ne!(word_id(a), word_id(b), "{a} / {b}");
        }
    }
}
