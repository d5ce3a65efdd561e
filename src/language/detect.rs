//! Which language a text is in, told by the words that open its sentences and by its script.
//!
//! In: a text, and `openers.csv` and the script of every pack. Out: the code of a pack, or nothing
//! where the text is too short or in none of these languages. Invariant: a new pack is known here
//! by its data alone; only the beginning of a text is read.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::segmentation::word_key;
use super::{EMBEDDED, PackFiles};
use crate::error::Result;

/// So many bytes of a text are read.
const SAMPLE: usize = 2000;
/// Of a hundred words, so many must be known words of the language: a fraction of what its own
/// texts have, the least in languages of long words.
const LEAST_SHARE: usize = 5;
/// And so many different ones at least: a text that repeats one word of a language is not in it.
const LEAST_HITS: usize = 3;
/// A hit counts as much, shared among the languages that know the word.
const HIT: usize = 12;

/// What the text is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detected {
    /// A language that has a pack.
    Known(&'static str),
    /// Long enough to tell that it is none of them.
    Unknown,
    /// Too short to tell.
    Unclear,
}

/// The words and scripts of all packs.
struct Detector {
    /// Bit `i` stands for the `i`th pack.
    words: FxHashMap<u64, u64>,
    /// The packs known by their script alone: name of the script and index.
    scripts: Vec<(String, usize)>,
}

static DETECTOR: LazyLock<Detector> = LazyLock::new(|| Detector::read().unwrap_or_else(|_| Detector::empty()));

#[derive(Deserialize)]
struct Word {
    word: String,
    opens: String,
}

#[derive(Deserialize)]
struct Scripted {
    script: Option<String>,
}

impl Detector {
    fn empty() -> Self {
        Self { words: FxHashMap::default(), scripts: Vec::new() }
    }

    fn read() -> Result<Self> {
        let mut all = Self::empty();
        for (i, (code, files)) in EMBEDDED.iter().enumerate().take(64) {
            let files = PackFiles::new(code, files);
            for row in files.rows::<Word>("openers.csv")? {
                if row.opens.split(' ').any(|opens| matches!(opens, "sentence" | "word")) {
                    *all.words.entry(word_key(&row.word)).or_default() |= 1 << i;
                }
            }
            if let Some(script) = files.header::<Scripted>()?.script {
                all.scripts.push((script, i));
            }
        }
        Ok(all)
    }

    fn of_script(&self, name: &str) -> Option<&'static str> {
        self.scripts.iter().find(|(script, _)| script == name).map(|(_, i)| EMBEDDED[*i].0)
    }
}

/// The language of a text.
#[must_use]
pub fn detect(text: &str) -> Detected {
    let detector = &*DETECTOR;
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = &text[..end];
    if let Some(code) = by_script(detector, sample) {
        return Detected::Known(code);
    }
    let mut hits = [0usize; 64];
    let mut kinds = [0usize; 64];
    let mut seen = FxHashSet::default();
    let mut words = 0usize;
    for word in sample.split(|c: char| !(c.is_alphabetic() || matches!(c, '\'' | '’'))).filter(|w| !w.is_empty()) {
        words += 1;
        let key = word_key(word);
        let mut packs = detector.words.get(&key).copied().unwrap_or_default();
        let new = packs != 0 && seen.insert(key);
        let shared = packs.count_ones() as usize;
        while packs != 0 {
            let pack = packs.trailing_zeros() as usize;
            hits[pack] += HIT / shared.min(HIT);
            kinds[pack] += usize::from(new);
            packs &= packs - 1;
        }
    }
    // the first of equals, so that the answer does not depend on anything but the packs
    let (best, score) = hits.iter().copied().enumerate().rev().max_by_key(|(_, n)| *n).unwrap_or_default();
    let second = hits.iter().enumerate().filter(|(i, _)| *i != best).map(|(_, n)| *n).max().unwrap_or_default();
    // letters beyond Latin rule out most languages, so less will do
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    let foreign = sample.chars().filter(|c| c.is_alphabetic() && *c > '\u{24f}').count() * 2 > letters;
    let least = if foreign { 1 } else { LEAST_HITS };
    let known = kinds[best] >= least
        && score >= least * HIT
        && score * 100 >= words * HIT * LEAST_SHARE
        && score * 2 >= second * 3;
    match EMBEDDED.get(best).filter(|_| known) {
        Some((code, _)) => Detected::Known(code),
        None if words >= 60 || foreign => Detected::Unknown,
        None => Detected::Unclear,
    }
}

/// Scripts that belong to one language of the packs: kana is Japanese, Han without kana Chinese.
fn by_script(detector: &Detector, sample: &str) -> Option<&'static str> {
    let (mut letters, mut kana, mut han) = (0usize, 0usize, 0usize);
    for c in sample.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        match c {
            '\u{3041}'..='\u{30ff}' => kana += 1,
            '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' => han += 1,
            _ => {}
        }
    }
    if (kana + han) * 3 < letters || letters == 0 {
        return None;
    }
    detector.of_script(if kana * 20 >= kana + han { "kana" } else { "han" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_every_language_of_the_packs() {
        for (code, text) in [
            ("en", "The mayor said on Monday that they had not seen the letter, but it was in the file."),
            ("es", "El alcalde dijo el lunes que no había visto la carta, pero estaba en el archivo."),
            ("fr", "Le maire a dit lundi qu'il n'avait pas vu la lettre, mais elle est dans le dossier."),
            ("de", "Der Bürgermeister sagte am Montag, dass er den Brief nicht gesehen hat, aber er ist in der Akte."),
            ("it", "Il sindaco ha detto che non ha visto la lettera, ma è nel fascicolo con le altre."),
            ("pt", "O prefeito disse que não viu a carta, mas ela está no arquivo com as outras."),
            ("nl", "De burgemeester zei dat hij de brief niet heeft gezien, maar hij is in het dossier."),
            ("ru", "Мэр сказал, что он не видел письма, но оно есть в деле и на столе."),
            ("uk", "Мер сказав, що він не бачив листа, але він є у справі та на столі."),
            ("pl", "Burmistrz powiedział, że nie widział listu, ale jest on w aktach i na biurku."),
            ("tr", "Belediye başkanı bu mektubu görmedi ama daha sonra bir dosya için çok önemli dedi."),
            ("ar", "قال رئيس البلدية إن هذا لا يعني أن الرسالة في الملف ولكن من كل ذلك"),
            ("zh", "市长星期一说他没有看到那封信。"),
            ("ja", "市長は月曜日にその手紙を見ていないと述べた。"),
        ] {
            assert_eq!(detect(text), Detected::Known(code), "{text}");
        }
    }

    #[test]
    fn does_not_guess() {
        assert_eq!(detect(""), Detected::Unclear);
        assert_eq!(detect("Port Mellon 3, Oslo 2"), Detected::Unclear);
        assert_eq!(detect("A cup is half of a mug, a quarter of a jug and an eighth of a pail."), Detected::Unclear);
        assert_eq!(detect(&"qwertz asdfgh yxcvbn ".repeat(40)), Detected::Unknown);
    }
}
