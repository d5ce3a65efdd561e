//! Tokens with word ids, stems and classes: one look-up in the lexicon a word.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use crate::language::Pack;
use crate::model::{Class, Segmentation, Span, Token, TokenRange};
use crate::text::{RawKind, Stemmer, tokenize, word_id};

thread_local! {
    /// Stems are the same whoever computes them, so a memory a thread changes no output.
    static STEMMERS: RefCell<FxHashMap<&'static str, Stemmer>> = RefCell::default();
}

/// The tokens of all sentences, and the range of each sentence.
pub(super) fn tokens(buffer: &str, segmentation: &Segmentation, pack: &'static Pack) -> (Vec<Token>, Vec<TokenRange>) {
    STEMMERS.with_borrow_mut(|stemmers| {
        let stemmer = stemmers.entry(pack.code).or_insert_with(|| Stemmer::new(pack.stemming));
        let mut tokens = Vec::with_capacity(buffer.len() / 5);
        let mut ranges = Vec::with_capacity(segmentation.sentences.len());
        for sentence in &segmentation.sentences {
            let start = len(&tokens);
            push_sentence(buffer, sentence.span, pack, stemmer, &mut tokens);
            ranges.push(start..len(&tokens));
        }
        (tokens, ranges)
    })
}

fn len(tokens: &[Token]) -> u32 {
    u32::try_from(tokens.len()).unwrap_or(u32::MAX)
}

fn push_sentence(buffer: &str, span: Span, pack: &Pack, stemmer: &mut Stemmer, out: &mut Vec<Token>) {
    let shouted = is_shouted(span.slice(buffer));
    let first = out.len();
    for raw in tokenize(buffer, span) {
        let text = raw.span.slice(buffer);
        let mut class = shape(text, raw.kind);
        if raw.glued {
            class |= Class::GLUED;
        }
        if out.len() == first {
            class |= Class::INITIAL;
        }
        let mut word = word_id(text);
        let mut known = pack.known(word);
        let acronym = known.class.contains(Class::STOP) && !known.class.contains(Class::NEGATION);
        if class.contains(Class::ALL_CAPS) && acronym && !shouted {
            // "US" and "WHO" are names where the sentence is not all in capitals; "NOT" is stressed
            word.0 = !word.0;
            known = pack.known(word);
        }
        let (stem, concept) = if raw.kind == RawKind::Word {
            let stem = stemmer.stem(text, word);
            (stem, pack.families.of(word, stem))
        } else {
            (word, word)
        };
        out.push(Token { span: raw.span, word, stem, concept, class: class | known.class, number: known.number });
    }
    name_entities(pack, &mut out[first..]);
}

/// A name known under several forms stands for its entity.
fn name_entities(pack: &Pack, tokens: &mut [Token]) {
    let mut i = 0;
    while i < tokens.len() {
        let alias = tokens[i].is(Class::CAPITALISED).then(|| pack.names.aliases.longest_at(&tokens[i..])).flatten();
        let Some((n, alias)) = alias else {
            i += 1;
            continue;
        };
        tokens[i].concept = alias.entity;
        for token in &mut tokens[i + 1..i + n] {
            token.class |= Class::IN_KNOWN_NAME;
        }
        i += n;
    }
}

/// Whether a sentence is all in capitals, as old wire copy is.
fn is_shouted(text: &str) -> bool {
    let letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
    let capitals = text.bytes().filter(u8::is_ascii_uppercase).count();
    letters > 12 && capitals * 10 > letters * 9
}

fn shape(text: &str, kind: RawKind) -> Class {
    match kind {
        RawKind::Mark
            if matches!(text, "\"" | "“" | "”" | "„" | "«" | "»" | "‘" | "’" | "'" | "「" | "」" | "『" | "』") =>
        {
            Class::PUNCTUATION | Class::QUOTE_MARK
        }
        RawKind::Mark if matches!(text, ";" | "—" | "–") => Class::PUNCTUATION | Class::BREAK,
        RawKind::Mark => Class::PUNCTUATION,
        RawKind::Number => Class::DIGITS,
        RawKind::Word => {
            let mut class = Class::WORD;
            let mut chars = text.chars();
            if chars.next().is_some_and(char::is_uppercase) {
                class |= Class::CAPITALISED;
                let mut letters = text.chars().filter(|c| c.is_alphabetic());
                if letters.clone().count() > 1 && letters.all(char::is_uppercase) {
                    class |= Class::ALL_CAPS;
                }
            }
            if text.ends_with("'s") || text.ends_with("’s") {
                class |= Class::POSSESSIVE;
            }
            class
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::annotate::annotate;
    use crate::language::pack;
    use crate::model::{Article, Class, WordId};
    use crate::segment::segment;

    /// What the content words of a sentence stand for.
    fn concepts(text: &str) -> Vec<WordId> {
        let article = Article::new(None, text);
        let segmentation = segment(&article, pack("en"));
        let annotated = annotate(&article, &segmentation, pack("en"));
        let counts = |t: &&crate::model::Token| t.is_content() && !t.is(Class::IN_KNOWN_NAME);
        annotated.tokens.iter().filter(counts).map(|t| t.concept).collect()
    }

    #[test]
    fn names_of_one_entity_and_forms_of_one_word_stand_for_the_same() {
        for (a, b) in [
            ("The ferry sank off the United States.", "The ferry sinks off the US."),
            ("They met in the United Kingdom.", "They meet in Britain."),
        ] {
            assert_eq!(concepts(a), concepts(b), "{a} / {b}");
        }
    }

    #[test]
    fn words_of_a_known_name_stand_for_themselves_elsewhere() {
        assert_ne!(concepts("They sued the United States."), concepts("They sued the states."));
        assert_ne!(concepts("The north won."), concepts("The south won."));
    }
}
