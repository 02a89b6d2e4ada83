//! The other forms of the Chinese characters of a dataset, simplified or traditional, for searching in either. Host side
//! only: the page gets the pairs for its own characters, never the table they come from.

use std::collections::BTreeSet;

use super::folding::is_han;

/// Pairs of a character that nobody wrote in `texts` and the one that stands there for it, one after the other.
pub(super) fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Box<str> {
    let there: BTreeSet<char> = texts.flat_map(str::chars).filter(|c| is_han(*c)).collect();
    let mut pairs = String::new();
    let mut asked = BTreeSet::new();
    for other in ('\u{3400}'..='\u{9fff}').filter(|c| is_han(*c)) {
        let Some(simplified) = simplified(other) else { continue };
        let (missing, written) = match (there.contains(&other), there.contains(&simplified)) {
            (false, true) => (other, simplified),
            (true, false) => (simplified, other),
            // Both are written, each for itself, or neither.
            _ => continue,
        };
        if asked.insert(missing) {
            pairs.extend([missing, written]);
        }
    }
    pairs.into()
}

/// The simplified form of a character, where that is another.
fn simplified(c: char) -> Option<char> {
    let mut buffer = [0; 4];
    let converted = fast2s::convert(c.encode_utf8(&mut buffer));
    let mut characters = converted.chars();
    characters.next().filter(|other| *other != c && characters.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_has_its_other_form() {
        let pairs = of(["华为、东南亚"].into_iter());
        for pair in ["華华", "為为", "爲为", "東东", "亞亚"] {
            assert!(pairs.contains(pair), "{pair} is not in {pairs}");
        }
        assert!(!pairs.contains('南') && !pairs.contains('發'), "{pairs}");
        assert_eq!(&*of(["東"].into_iter()), "东東", "a traditional dataset is found by simplified characters");
        // Two words that simplified writing has made one are not taken for each other where both are written.
        assert!(!of(["皇后以後"].into_iter()).contains("後后"));
    }
}
