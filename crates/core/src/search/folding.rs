//! From what is written to what is compared: one letter at a time, without case, accents, width, space or
//! punctuation; and where a word stands among such letters. Nothing here knows what a record is.

/// A letter to compare, and the bytes of the text it stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct FoldedChar {
    c: char,
    from: usize,
    to: usize,
    /// Whether a word begins here; every Chinese character is a word.
    starts: bool,
}

/// How Chinese characters are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reading {
    /// As they are written.
    Written,
    /// As pinyin, in full.
    Pinyin,
    /// By the first letter of each one's pinyin.
    Initials,
}

/// How well a word sits in a text; better is less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum MatchKind {
    /// It is the whole text.
    Whole,
    /// The text begins with it.
    Start,
    /// A word of the text begins with it.
    Word,
    /// It stands within a word.
    Inside,
}

/// Whether `c` is a Chinese character, and so has a place in a record's pinyin.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

/// The letter that `c` is compared as; none for space, punctuation and signs.
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

/// The character that the dataset writes for `c`; `variants` has pairs, a character that may be asked for and the one that
/// is written.
pub(super) fn written(c: char, variants: &str) -> char {
    let mut pairs = variants.chars();
    while let (true, Some(asked), Some(written)) = (is_han(c), pairs.next(), pairs.next()) {
        if asked == c {
            return written;
        }
    }
    c
}

/// Puts the letters of `text` into `letters`, in place of what was there. `pinyin` has a syllable for each Chinese
/// character to come and is moved past those of this text; a character without one stays as it is written.
/// Returns whether the text has a character that was read.
pub(super) fn transliterate(text: &str, reading: Reading, pinyin: &mut &str, letters: &mut Vec<FoldedChar>) -> bool {
    letters.clear();
    let mut read = false;
    let mut before = ' ';
    for (from, c) in text.char_indices() {
        let to = from + c.len_utf8();
        if is_han(c) {
            let (syllable, rest) = pinyin.split_once(' ').unwrap_or((pinyin, ""));
            *pinyin = rest;
            let may_be_pinyin = match reading {
                Reading::Written => "",
                Reading::Pinyin => syllable,
                Reading::Initials => syllable.get(..1).unwrap_or_default(),
            };
            read |= !may_be_pinyin.is_empty();
            letters.extend(may_be_pinyin.bytes().enumerate().map(|(n, byte)| FoldedChar {
                c: char::from(byte),
                from,
                to,
                starts: n == 0,
            }));
            if may_be_pinyin.is_empty() {
                letters.push(FoldedChar { c, from, to, starts: true });
            }
        } else if let Some(folded) = fold(c) {
            // After a space or a sign, after a Chinese character, and at the hump of a name such as DeepSeek.
            let starts =
                fold(before).is_none() || is_han(before) || c.is_ascii_uppercase() && !before.is_ascii_uppercase();
            letters.push(FoldedChar { c: folded, from, to, starts });
        }
        before = c;
    }
    read
}

/// Where `word` sits best among `letters`, as a range of the text's bytes. What is read is found only from the
/// beginning of a character; within a text few initials, and within a word few letters, would be found by chance (“ai”
/// in Thailand).
pub(super) fn place(word: &[char], letters: &[FoldedChar], reading: Reading) -> Option<(MatchKind, usize, usize)> {
    const FEW: usize = 3;
    let mut best: Option<(MatchKind, usize, usize)> = None;
    for at in 0..(letters.len() + 1).saturating_sub(word.len()) {
        let run = &letters[at..at + word.len()];
        if !run.iter().zip(word).all(|(letter, c)| same(letter.c, *c)) {
            continue;
        }
        let fit = if at == 0 && run.len() == letters.len() {
            MatchKind::Whole
        } else if at == 0 {
            MatchKind::Start
        } else if run[0].starts && (reading != Reading::Initials || word.len() >= FEW) {
            MatchKind::Word
        } else if reading == Reading::Written && word.len() >= FEW {
            MatchKind::Inside
        } else {
            continue;
        };
        if best.is_none_or(|(other, ..)| fit < other) {
            best = Some((fit, run[0].from, run[run.len() - 1].to));
        }
    }
    best
}

/// Where a word of the text stands that is one slip away from `word`; for words of five letters and more.
pub(super) fn fuzzy_find(word: &[char], letters: &[FoldedChar]) -> Option<(usize, usize)> {
    const LEAST: usize = 5;
    if word.len() < LEAST || !word.iter().all(char::is_ascii) {
        return None;
    }
    let ends = |end: usize| letters.get(end).is_none_or(|letter| letter.starts);
    let starts = (0..letters.len()).filter(|at| letters[*at].starts);
    let runs = starts.flat_map(|at| (at + word.len() - 1..at + word.len() + 2).map(move |end| (at, end)));
    let mut whole = runs.filter(|(_, end)| *end <= letters.len() && ends(*end));
    let (at, end) = whole.find(|(at, end)| within_one_edit(word, &letters[*at..*end]))?;
    Some((letters[at].from, letters[end - 1].to))
}

/// Whether the two differ by a letter too many, one missing, one wrong or two in each other's place.
fn within_one_edit(word: &[char], letters: &[FoldedChar]) -> bool {
    let same_all = |word: &[char], letters: &[FoldedChar]| {
        word.len() == letters.len() && word.iter().zip(letters).all(|(c, letter)| same(letter.c, *c))
    };
    let common = word.iter().zip(letters).take_while(|(c, letter)| same(letter.c, **c)).count();
    let (word, letters) = (&word[common..], &letters[common..]);
    match (word, letters) {
        ([], []) | ([_], []) | ([], [_]) => true,
        ([], _) | (_, []) => false,
        ([first, more @ ..], [other, others @ ..]) => {
            same_all(more, others)
                || same_all(word, others)
                || same_all(more, letters)
                || matches!((more, others), ([second, more @ ..], [another, others @ ..])
                    if same(other.c, *second) && same(another.c, *first) && same_all(more, others))
        }
    }
}

/// Whether a letter is the one asked for. Pinyin's ü is written v; people write v, ü or u.
fn same(letter: char, asked: char) -> bool {
    letter == asked || letter == 'v' && asked == 'u'
}

/// The letters as one text, for tests.
#[cfg(test)]
pub(super) fn text(letters: &[FoldedChar]) -> String {
    letters.iter().map(|letter| letter.c).collect()
}
