//! Greedy line breaking in Chinese and English: the rules of line start and line end (W3C, Requirements for Chinese Text
//! Layout, 3.1.2) without a dictionary, since Chinese may break between any two characters.

/// Breaks a text into lines of at most `room_px`: at spaces, and in Chinese between any two characters. A word wider
/// than that gets a line of its own.
pub fn wrap(text: &str, room_px: f64, width_px: impl Fn(&str) -> f64) -> Vec<String> {
    fill(pieces(text), room_px, &width_px)
}

/// Breaks a short text as [`wrap`] does, but between its phrases where these fit on a line: `零一万物` in a list of names stays
/// whole.
pub fn wrap_phrases(text: &str, room_px: f64, width_px: impl Fn(&str) -> f64) -> Vec<String> {
    let phrases = text.split_inclusive(PAUSES);
    let pieces = phrases.flat_map(|phrase| match width_px(phrase) <= room_px {
        true => vec![phrase.to_owned()],
        false => pieces(phrase),
    });
    fill(pieces.collect(), room_px, &width_px)
}

/// Fills lines of at most `room_px` with pieces. Not generic: its code is in the module once.
fn fill(pieces: Vec<String>, room_px: f64, width_px: &dyn Fn(&str) -> f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    // The width of the last line, as the sum of its pieces: these recur, so that few of them have to be measured.
    let mut last_px = 0.0;
    for piece in pieces {
        let Some(last) = lines.last_mut() else { break };
        if last.is_empty() || last_px + width_px(piece.trim_end()) <= room_px {
            last_px += width_px(&piece);
            last.push_str(&piece);
        } else {
            let piece = piece.trim_start();
            last_px = width_px(piece);
            lines.push(piece.to_owned());
        }
    }
    // No orphan: a single character on the last line is joined by the one before it.
    if let [.., before, last] = lines.as_mut_slice()
        && last.chars().count() == 1
        && before.chars().count() > 3
        && let Some(moved) = before.pop()
    {
        last.insert(0, moved);
    }
    lines.into_iter().map(|line| line.trim_end().to_owned()).filter(|line| !line.is_empty()).collect()
}

/// Characters that never begin a line.
const CLOSING: &str = "，。、；：！？）》〉」』】〕”’…—·％%,.;:!?)";
/// Characters that end a phrase.
const PAUSES: [char; 4] = ['、', '，', '；', '：'];
/// Characters that never end a line.
const OPENING: &str = "（《〈「『【〔“‘(";

/// Splits a text into unbreakable pieces: a word with its space, a Han character with its punctuation.
fn pieces(text: &str) -> Vec<String> {
    let is_wide = |character: char| character >= '\u{2e80}';
    let mut pieces: Vec<String> = Vec::new();
    let mut before = ' ';
    for character in text.chars() {
        let wide = is_wide(before) || is_wide(character);
        let breaks =
            before == ' ' || (wide && character != ' ' && !CLOSING.contains(character) && !OPENING.contains(before));
        match pieces.last_mut() {
            Some(last) if !breaks => last.push(character),
            _ => pieces.push(character.to_string()),
        }
        before = character;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(line: &str) -> f64 {
        line.chars().count() as f64
    }

    #[test]
    fn breaks_at_spaces_and_between_han_and_never_before_punctuation() {
        assert_eq!(wrap("constant 2021 US dollars", 14.0, chars), ["constant 2021", "US dollars"]);
        assert_eq!(wrap("国家网信办，备案", 5.0, chars), ["国家网信", "办，备案"]);
        assert_eq!(wrap("", 5.0, chars), Vec::<String>::new());
    }

    #[test]
    fn a_phrase_stays_whole_where_it_fits() {
        let names = "字节跳动、MiniMax、零一万物";
        assert_eq!(wrap_phrases(names, 9.0, chars), ["字节跳动、", "MiniMax、", "零一万物"]);
        assert_eq!(wrap_phrases(names, 13.0, chars), ["字节跳动、MiniMax、", "零一万物"]);
        // One that does not fit is broken like any text, and so is English.
        assert_eq!(wrap_phrases("约半年，不可比", 3.0, chars), ["约半", "年，", "不可比"]);
        assert_eq!(wrap_phrases("one, two three", 8.0, chars), wrap("one, two three", 8.0, chars));
    }

    #[test]
    fn no_line_begins_with_what_closes_or_ends_with_what_opens() {
        let text = "文章只说“非洲”（未点名国家），《人工智能法案》、“AI+”战略……";
        for room in 3..20 {
            let lines = wrap(text, f64::from(room), chars);
            assert_eq!(lines.concat(), text, "in {room}");
            for line in &lines {
                assert!(!CLOSING.contains(line.chars().next().unwrap()), "{line} in {room}");
                assert!(!OPENING.contains(line.chars().last().unwrap()), "{line} in {room}");
            }
        }
    }

    #[test]
    fn no_character_is_left_alone() {
        assert_eq!(wrap("一年不变价美元", 6.0, chars), ["一年不变价", "美元"]);
    }

    #[test]
    fn a_word_longer_than_the_room_stands_alone() {
        assert_eq!(wrap("an incomprehensible word", 5.0, chars), ["an", "incomprehensible", "word"]);
    }
}
