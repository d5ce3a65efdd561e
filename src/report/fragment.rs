//! Links that open a page at a passage: text fragments (`url#:~:text=...`).

use std::fmt::Write as _;

/// Passages of more words are named by their first and last ones.
const LONG: usize = 12;
/// How many words name either end.
const ENDS: usize = 5;

/// The address of a page with the passage marked in it.
#[must_use]
pub fn link_to(url: &str, passage: &str) -> String {
    // a fragment ends at the paragraph, since a browser looks inside one block
    let passage = passage.split('\n').find(|line| !line.trim().is_empty()).unwrap_or_default();
    let words: Vec<&str> = passage.split_whitespace().collect();
    if words.is_empty() {
        return url.to_owned();
    }
    let mut link = url.to_owned();
    link.push_str(if url.contains('#') { ":~:text=" } else { "#:~:text=" });
    if words.len() > LONG {
        encode(&words[..ENDS].join(" "), &mut link);
        link.push(',');
        encode(&words[words.len() - ENDS..].join(" "), &mut link);
    } else {
        encode(&words.join(" "), &mut link);
    }
    link
}

/// Percent-encodes all but letters and digits: commas, dashes and ampersands mean something here.
fn encode(text: &str, out: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passages_are_named_in_links() {
        let url = "https://lantern.example/a";
        assert_eq!(link_to(url, "ten, at-least"), "https://lantern.example/a#:~:text=ten%2C%20at%2Dleast");
        assert_eq!(link_to("https://x.example/#top", "é"), "https://x.example/#top:~:text=%C3%A9");
        let long = "one two three four five six seven eight nine ten eleven twelve thirteen";
        assert!(
            link_to(url, long).ends_with("one%20two%20three%20four%20five,nine%20ten%20eleven%20twelve%20thirteen")
        );
        assert_eq!(link_to(url, " "), url);
    }
}
