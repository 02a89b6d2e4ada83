//! Folding of text for comparison (no case, accents, width, spaces or punctuation), and exact and fuzzy matching of a
//! word in folded text. Independent of records.

/// A folded character, and the range of bytes of the original text that it comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct FoldedChar {
    c: char,
    from: usize,
    to: usize,
    /// True if a word begins here; every Chinese character is a word.
    starts_word: bool,
}

/// The transliteration of Chinese characters that a query is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reading {
    /// The characters themselves.
    Written,
    /// Full pinyin.
    Pinyin,
    /// The first letter of each character's pinyin.
    Initials,
}

/// The quality of a match, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum MatchKind {
    /// The whole text.
    Whole,
    /// The beginning of the text.
    Prefix,
    /// The beginning of a word of the text.
    WordPrefix,
    /// Any part of a word.
    Substring,
}

/// Returns true if `c` is a Chinese character, which has a syllable in a record's pinyin.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

/// The folded form of `c`; `None` for spaces, punctuation and symbols.
pub(super) fn fold(c: char) -> Option<char> {
    /// À to ÿ without their accents.
    const LATIN: &[u8; 64] = b"aaaaaaaceeeeiiiidnooooo ouuuuypsaaaaaaaceeeeiiiidnooooo ouuuuypy";
    /// Ā to ſ, the marks of the first and third tone among them.
    const EXTENDED: &[u8; 128] = b"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
    /// Ǎ to ǜ, the marks of the third tone and all of ü.
    const CARONS: &[u8; 16] = b"aaiioouuuuuuuuuu";
    let c = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0)?,
        _ => c,
    };
    match c {
        '0'..='9' | 'a'..='z' | 'A'..='Z' => Some(c.to_ascii_lowercase()),
        '\u{c0}'..='\u{ff}' => {
            LATIN.get(c as usize - 0xc0).map(|byte| char::from(*byte)).filter(char::is_ascii_alphabetic)
        }
        '\u{100}'..='\u{17f}' => EXTENDED.get(c as usize - 0x100).map(|byte| char::from(*byte)),
        '\u{1cd}'..='\u{1dc}' => CARONS.get(c as usize - 0x1cd).map(|byte| char::from(*byte)),
        '\u{1f8}' | '\u{1f9}' => Some('n'),
        '\u{1e3e}' | '\u{1e3f}' => Some('m'),
        '\0'..='\u{bf}' | '\u{300}'..='\u{36f}' | '\u{2000}'..='\u{2bff}' | '\u{3000}'..='\u{303f}' => None,
        '\u{fe00}'..='\u{ffff}' => None,
        _ => Some(c),
    }
}

/// The form of `c` that the dataset uses. `variants` holds pairs of characters: a variant, then the form in the dataset.
pub(super) fn canonical(c: char, variants: &str) -> char {
    let mut pairs = variants.chars();
    while let (true, Some(variant), Some(used)) = (is_han(c), pairs.next(), pairs.next()) {
        if variant == c {
            return used;
        }
    }
    c
}

/// Replaces `folded` with the folded characters of `text`. `pinyin` holds one syllable for each Chinese character and is
/// advanced past those of this text; a character without a syllable stays itself. Returns true if any character was
/// transliterated.
pub(super) fn transliterate(text: &str, reading: Reading, pinyin: &mut &str, folded: &mut Vec<FoldedChar>) -> bool {
    folded.clear();
    let mut is_transliterated = false;
    let mut before = ' ';
    for (from, c) in text.char_indices() {
        let to = from + c.len_utf8();
        if is_han(c) {
            let (syllable, rest) = pinyin.split_once(' ').unwrap_or((pinyin, ""));
            *pinyin = rest;
            let latin = match reading {
                Reading::Written => "",
                Reading::Pinyin => syllable,
                Reading::Initials => syllable.get(..1).unwrap_or_default(),
            };
            is_transliterated |= !latin.is_empty();
            folded.extend(latin.bytes().enumerate().map(|(n, byte)| FoldedChar {
                c: char::from(byte),
                from,
                to,
                starts_word: n == 0,
            }));
            if latin.is_empty() {
                folded.push(FoldedChar { c, from, to, starts_word: true });
            }
        } else if let Some(letter) = fold(c) {
            // Words also begin after a Chinese character and at the hump of a name such as DeepSeek.
            let starts_word =
                fold(before).is_none() || is_han(before) || c.is_ascii_uppercase() && !before.is_ascii_uppercase();
            folded.push(FoldedChar { c: letter, from, to, starts_word });
        }
        before = c;
    }
    is_transliterated
}

/// The best match of `word` in `text`, with its range of bytes in the original text. Transliterations match only from the
/// beginning of a character. A few initials within a text, or a few letters within a word, would match by chance (“ai” in
/// Thailand).
pub(super) fn best_match(word: &[char], text: &[FoldedChar], reading: Reading) -> Option<(MatchKind, usize, usize)> {
    const MIN_CHARS: usize = 3;
    let mut best: Option<(MatchKind, usize, usize)> = None;
    for at in 0..(text.len() + 1).saturating_sub(word.len()) {
        let run = &text[at..at + word.len()];
        if !equals(word, run) {
            continue;
        }
        let kind = if at == 0 && run.len() == text.len() {
            MatchKind::Whole
        } else if at == 0 {
            MatchKind::Prefix
        } else if run[0].starts_word && (reading != Reading::Initials || word.len() >= MIN_CHARS) {
            MatchKind::WordPrefix
        } else if reading == Reading::Written && word.len() >= MIN_CHARS {
            MatchKind::Substring
        } else {
            continue;
        };
        if best.is_none_or(|(other, ..)| kind < other) {
            best = Some((kind, run[0].from, run[run.len() - 1].to));
        }
    }
    best
}

/// The range of bytes of the first word of `text` within one edit of `word`, for ASCII words of five letters and more.
pub(super) fn fuzzy_find(word: &[char], text: &[FoldedChar]) -> Option<(usize, usize)> {
    const MIN_CHARS: usize = 5;
    if word.len() < MIN_CHARS || !word.iter().all(char::is_ascii) {
        return None;
    }
    let is_word_end = |end: usize| text.get(end).is_none_or(|next| next.starts_word);
    let starts = (0..text.len()).filter(|at| text[*at].starts_word);
    let runs = starts.flat_map(|at| (at + word.len() - 1..at + word.len() + 2).map(move |end| (at, end)));
    let mut words = runs.filter(|(_, end)| *end <= text.len() && is_word_end(*end));
    let (at, end) = words.find(|(at, end)| within_one_edit(word, &text[*at..*end]))?;
    Some((text[at].from, text[end - 1].to))
}

/// Returns true if the Damerau–Levenshtein distance is at most 1: an insertion, a deletion, a substitution or a
/// transposition of neighbours.
fn within_one_edit(word: &[char], text: &[FoldedChar]) -> bool {
    let common = word.iter().zip(text).take_while(|(c, folded)| is_same(folded.c, **c)).count();
    let (word, text) = (&word[common..], &text[common..]);
    match (word, text) {
        ([], []) | ([_], []) | ([], [_]) => true,
        ([], _) | (_, []) => false,
        ([first, more @ ..], [other, others @ ..]) => {
            equals(more, others)
                || equals(word, others)
                || equals(more, text)
                || matches!((more, others), ([second, more @ ..], [another, others @ ..])
                    if is_same(other.c, *second) && is_same(another.c, *first) && equals(more, others))
        }
    }
}

fn equals(word: &[char], text: &[FoldedChar]) -> bool {
    word.len() == text.len() && word.iter().zip(text).all(|(c, folded)| is_same(folded.c, *c))
}

/// Returns true if the folded character matches the typed one. Pinyin's ü is written v here; people type v, ü or u.
fn is_same(folded: char, typed: char) -> bool {
    folded == typed || folded == 'v' && typed == 'u'
}

/// The folded characters as one string.
#[cfg(test)]
pub(super) fn joined(folded: &[FoldedChar]) -> String {
    folded.iter().map(|folded| folded.c).collect()
}
