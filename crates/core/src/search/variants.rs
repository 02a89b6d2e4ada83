//! Simplified and traditional variants of the Chinese characters of a dataset. Host only: the page gets the pairs for its
//! own characters, never the table they come from.

use std::collections::BTreeSet;

use super::folding::is_han;

/// Pairs of characters, concatenated: a variant that does not occur in `texts`, then the form that does.
pub(super) fn pairs<'a>(texts: impl Iterator<Item = &'a str>) -> Box<str> {
    let used: BTreeSet<char> = texts.flat_map(str::chars).filter(|c| is_han(*c)).collect();
    let mut pairs = String::new();
    let mut seen = BTreeSet::new();
    for other in ('\u{3400}'..='\u{9fff}').filter(|c| is_han(*c)) {
        let Some(simplified) = simplified(other) else { continue };
        let (missing, present) = match (used.contains(&other), used.contains(&simplified)) {
            (false, true) => (other, simplified),
            (true, false) => (simplified, other),
            // Both occur, each for itself, or neither.
            (true, true) | (false, false) => continue,
        };
        if seen.insert(missing) {
            pairs.extend([missing, present]);
        }
    }
    pairs.into()
}

/// The simplified form of a character; `None` if it is the character itself.
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
        let found = pairs(["华为、东南亚"].into_iter());
        for pair in ["華华", "為为", "爲为", "東东", "亞亚"] {
            assert!(found.contains(pair), "{pair} is not in {found}");
        }
        assert!(!found.contains('南') && !found.contains('發'), "{found}");
        assert_eq!(&*pairs(["東"].into_iter()), "东東", "a traditional dataset is found by simplified characters");
        // Simplified writing merged these two words; where both occur, neither is a variant of the other.
        assert!(!pairs(["皇后以後"].into_iter()).contains("後后"));
    }
}
