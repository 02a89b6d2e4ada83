//! Decoding of a file's bytes, with a diagnosis of files that are not UTF-8 text.

/// A file that is not UTF-8 text: the first line that shows it, the problem and the help.
pub(super) type Unreadable = (Option<u64>, String, String);

/// The help for saving UTF-8 with Excel and LibreOffice.
const SAVE: &str = "save it as “CSV UTF-8” (Excel), or as “Text CSV” with the character set UTF-8 (LibreOffice)";

/// The text of a file, without the byte order mark that Excel and Notepad put before it.
pub(super) fn text(bytes: &[u8]) -> Result<&str, Unreadable> {
    let whole = |what: &str, help: &str| Err((None, what.to_owned(), help.to_owned()));
    if let Some(what) = other_format(bytes) {
        return whole(&format!("is {what}, not CSV, whatever its name says"), &format!("open it and {SAVE}"));
    }
    if is_utf16(bytes) {
        return whole("is written in UTF-16, not UTF-8", SAVE);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => {
            let before = &bytes[..error.valid_up_to()];
            let line = 1 + before.iter().filter(|byte| **byte == b'\n').count() as u64;
            // A file that begins as UTF-8 is UTF-8, and was cut or patched.
            if !before.is_ascii() {
                let help = "take the file from a copy that is whole, or write the text of this line anew";
                return Err((Some(line), "the text stops being UTF-8 here".into(), help.into()));
            }
            whole(&format!("is written in {}, not UTF-8", legacy_encoding(bytes)), SAVE)
        }
    }
}

/// The name of a format that is not plain text.
fn other_format(bytes: &[u8]) -> Option<&'static str> {
    let has = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let begins = |with: &[u8]| start.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with));
    Some(match bytes {
        [b'P', b'K', 3, 4, ..] if has(b"xl/") => "an Excel workbook (.xlsx)",
        [b'P', b'K', 3, 4, ..] if has(b"opendocument.spreadsheet") => "a LibreOffice spreadsheet (.ods)",
        [b'P', b'K', 3, 4, ..] if has(b"Index/") => "a Numbers spreadsheet",
        [b'P', b'K', 3, 4, ..] => "a zip",
        [0xd0, 0xcf, 0x11, 0xe0, ..] => "an old Excel workbook (.xls)",
        [0x1f, 0x8b, ..] => "packed with gzip",
        _ if begins(b"%PDF-") => "a PDF",
        _ if begins(b"{\\rtf") => "a rich text document",
        _ if begins(b"<!doctype html") || begins(b"<html") => "a web page",
        _ if begins(b"<?xml") => "an XML file",
        _ => return None,
    })
}

/// Returns true for a byte order mark of UTF-16, or a zero beside nearly every character of a table's ASCII part.
fn is_utf16(bytes: &[u8]) -> bool {
    let zeros = |first: usize| bytes.iter().skip(first).step_by(2).take(32).filter(|byte| **byte == 0).count();
    matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]) || zeros(0).max(zeros(1)) >= 4 && zeros(0).min(zeros(1)) == 0
}

/// The encoding that Windows had before Unicode, by the bytes beyond ASCII. Chinese comes in pairs of them, and in Big5
/// alone the commonest characters have 0xA1 to 0xA7 first and a letter's byte second.
fn legacy_encoding(bytes: &[u8]) -> &'static str {
    const WINDOWS: &str = "an old Windows encoding (such as Windows-1252)";
    let (mut pairs, mut high, mut of_big5, mut at) = (0, 0, 0, 0);
    while at < bytes.len() {
        match (bytes[at], bytes.get(at + 1)) {
            (0..=0x7f, _) => {
                at += 1;
                continue;
            }
            (first @ 0x81..=0xfe, Some(&second @ (0x40..=0x7e | 0x80..=0xfe))) => {
                pairs += 1;
                high += usize::from(second >= 0x80);
                of_big5 += usize::from((0xa1..=0xa7).contains(&first) && second < 0x80);
            }
            _ => return WINDOWS,
        }
        at += 2;
    }
    match () {
        () if of_big5 * 10 >= pairs => "Big5 (traditional Chinese Windows)",
        () if high * 2 >= pairs => "GBK (Chinese Windows)",
        () => WINDOWS,
    }
}

/// Restores a text whose UTF-8 was read as Windows-1252 and saved again: `å¤§` for `大`.
pub(super) fn ungarbled(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let bytes: Option<Vec<u8>> = text.chars().map(windows_1252).collect();
    String::from_utf8(bytes?).ok()
}

/// The byte of a character in Windows-1252; bytes that mean nothing there are read as control characters.
fn windows_1252(character: char) -> Option<u8> {
    const FROM_0X80: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match FROM_0X80.iter().position(|other| *other == character) {
        Some(ix) => Some(0x80 + ix as u8),
        None => u8::try_from(u32::from(character)).ok().filter(|byte| !(0x80..0xa0).contains(byte)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn names(bytes: &[u8], what: &str) {
        let (_, message, _) = text(bytes).unwrap_err();
        assert!(message.contains(what), "{message}");
    }

    #[test]
    fn what_is_not_utf_8_is_named() {
        let utf16 = |text: &str, swap: bool| -> Vec<u8> {
            let unit = |unit: u16| if swap { unit.to_be_bytes() } else { unit.to_le_bytes() };
            text.encode_utf16().flat_map(unit).collect()
        };
        for swap in [false, true] {
            names(&utf16("\u{feff}id,title\nvw,华为\n", swap), "UTF-16");
            names(&utf16("id,title\nvw,大众\n", swap), "UTF-16");
        }
        names(b"id,title\nvw,\xb4\xf3\xd6\xda\xc6\xfb\xb3\xb5\n", "GBK");
        names(b"id,title\nvw,\xc3\xf1\xd6\xf7\xd5\xdf\xa3\xac\x81\x40\n", "GBK");
        names(b"id,title\nvw,\xa4j\xb2\xb3\xa8T\xa8\xae\xa1A\xa4\xa4\xb0\xea\xa5D\xad\xb1\xa4\xe5\n", "Big5");
        names(b"id,title\nvw,M\xfcnchen; \x84so\x93 \x96 caf\xe9\n", "Windows-1252");
        names(b"id,title\nvw,K\xf6ln\n", "Windows-1252");
        names(b"PK\x03\x04\x14\x00....xl/workbook.xml", "Excel workbook (.xlsx)");
        names(b"PK\x03\x04\x14\x00....application/vnd.oasis.opendocument.spreadsheet", ".ods");
        names(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls");
        names(b"\n<!DOCTYPE html><title>Sign in</title>", "web page");
        let (line, message, _) = text("id,title\nvw,大众\nbmw,宝".as_bytes().split_last().unwrap().1).unwrap_err();
        assert_eq!((line, message.as_str()), (Some(3), "the text stops being UTF-8 here"));
    }

    #[test]
    fn utf_8_is_read_with_and_without_its_mark() {
        assert_eq!(text("\u{feff}id,大".as_bytes()), Ok("id,大"));
        assert_eq!(text("id,大".as_bytes()), Ok("id,大"));
        assert_eq!(text(b""), Ok(""));
    }

    #[test]
    fn text_read_in_the_wrong_encoding_is_known() {
        for (garbled, was) in [("å¤§ä¼—", "大众"), ("MÃ¼nchen", "München"), ("itâ€™s", "it’s")] {
            assert_eq!(ungarbled(garbled).as_deref(), Some(was));
        }
        for fine in ["München", "it’s", "大众", "café – naïve", "€5", "plain", "½ ©"] {
            assert_eq!(ungarbled(fine), None, "{fine}");
        }
    }
}
