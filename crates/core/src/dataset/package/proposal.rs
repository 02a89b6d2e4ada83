//! Proposals for cells that are not in this project's form. They appear in the help of diagnostics and are never read as
//! values.

use crate::date::{Edtf, civil_from_day, day_from_civil};

/// Writes out a number in scientific notation.
pub(super) fn scientific(cell: &str) -> Option<String> {
    let cell = ascii(cell).replace(',', ".");
    let (mantissa, exponent) = cell.split_once(['e', 'E'])?;
    let exponent: i32 = exponent.parse().ok()?;
    let digits = mantissa.strip_prefix('-').unwrap_or(mantissa);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let is_number = !whole.is_empty() && whole.chars().chain(fraction.chars()).all(|c| c.is_ascii_digit());
    if !is_number || exponent.abs() > 30 {
        return None;
    }
    let sign = &mantissa[..mantissa.len() - digits.len()];
    let all = format!("{whole}{fraction}");
    let point = whole.len() as i32 + exponent;
    let number = if point <= 0 {
        format!("0.{}{all}", "0".repeat(point.unsigned_abs() as usize))
    } else if point as usize >= all.len() {
        format!("{all}{}", "0".repeat(point as usize - all.len()))
    } else {
        format!("{}.{}", &all[..point as usize], &all[point as usize..])
    };
    Some(sign.to_owned() + &number)
}

/// Full-width letters, digits and signs as ASCII; the signs and spaces that only look like ASCII's too.
fn ascii(cell: &str) -> String {
    let fold = |character: char| match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        '−' | '–' => '-',
        '\u{a0}' | '\u{202f}' | '\u{3000}' => ' ',
        '’' => '\'',
        other => other,
    };
    cell.chars().map(fold).collect::<String>().trim().to_owned()
}

/// The numbers that may be meant by one with a decimal comma, grouped thousands, a sign of its own or a unit.
pub(super) fn numbers(cell: &str) -> Vec<String> {
    let ascii = ascii(cell);
    let negative = ascii.starts_with('-') || ascii.starts_with('(') && ascii.ends_with(')');
    let bare: String = ascii.trim_matches(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').to_owned();
    let kept = bare.len() + ascii.chars().filter(|c| "-+()%$€£¥ ".contains(*c)).count()
        - bare.chars().filter(|c| *c == ' ').count();
    // Words beside it may be magnitudes: 4.3 亿, 430m.
    if bare.is_empty() || kept < ascii.chars().count() {
        return Vec::new();
    }
    let groups = |separator: &[char]| {
        let parts: Vec<&str> = bare.split(separator).collect();
        let grouped = parts.len() > 1 && parts[0].len() <= 3 && parts[1..].iter().all(|part| part.len() == 3);
        grouped.then(|| parts.concat())
    };
    let decimal = |thousands: &[char], point: char| {
        let (whole, fraction) = bare.rsplit_once(point)?;
        let parts: Vec<&str> = whole.split(thousands).collect();
        let grouped = parts.len() == 1 || parts[0].len() <= 3 && parts[1..].iter().all(|part| part.len() == 3);
        let whole = if whole.is_empty() { "0".to_owned() } else { parts.concat() };
        (grouped && !fraction.is_empty() && fraction != "000").then(|| format!("{whole}.{fraction}"))
    };
    let candidates = [
        groups(&[',', ' ', '\'']),
        groups(&['.']).filter(|_| bare.matches('.').count() > 1),
        decimal(&['.', ' ', '\''], ','),
        decimal(&[',', ' ', '\''], '.'),
        Some(bare.clone()),
    ];
    let mut proposed: Vec<String> = Vec::new();
    for candidate in candidates.into_iter().flatten() {
        // A fraction of noughts is what a spreadsheet adds.
        let candidate = match candidate.split_once('.') {
            Some((whole, fraction)) if fraction.bytes().all(|byte| byte == b'0') => whole.to_owned(),
            _ => candidate,
        };
        let candidate = if negative { format!("-{candidate}") } else { candidate };
        let is_number = candidate.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b'-');
        if is_number && candidate.parse::<f64>().is_ok() && candidate != cell && !proposed.contains(&candidate) {
            proposed.push(candidate);
        }
    }
    proposed
}

/// Month names and their abbreviations in the languages of the commonest spreadsheets, by their beginnings.
const MONTHS: [&[&str]; 12] = [
    &["jan", "jän", "ene", "gen"],
    &["feb", "fév", "fev"],
    &["mar", "mär", "mrz", "maa"],
    &["apr", "avr", "abr"],
    &["may", "mai", "mag", "mei"],
    &["jun", "juin", "giu"],
    &["jul", "juil", "lug"],
    &["aug", "aoû", "ago"],
    &["sep", "set"],
    &["oct", "okt", "out", "ott"],
    &["nov"],
    &["dec", "dez", "déc", "dic"],
];

/// A piece of a date as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    /// Its value and its number of digits.
    Number(u32, usize),
    Month(u32),
}

/// The dates that may be meant by one that a spreadsheet has rewritten, the likelier first.
pub(super) fn dates(cell: &str) -> Vec<String> {
    let ascii = ascii(cell).to_lowercase();
    if let Some(date) = serial(&ascii) {
        return vec![date];
    }
    let Some(pieces) = pieces(&ascii) else { return Vec::new() };
    use Piece::{Month, Number};
    let day = |y, m, d| format!("{y:04}-{m:02}-{d:02}");
    let month = |y, m| format!("{y:04}-{m:02}");
    // 24 is 2024: years of two digits are recent.
    let full = |year: u32, digits: usize| match digits {
        2 => Some(if year < 70 { 2000 + year } else { 1900 + year }),
        4 => Some(year),
        _ => None,
    };
    let candidates: Vec<Option<String>> = match *pieces.as_slice() {
        [Number(y, 4), Number(m, _), Number(d, _)] => vec![Some(day(y, m, d))],
        [Number(a, 1 | 2), Number(b, 1 | 2), Number(y, digits)] => {
            let y = full(y, digits);
            // Points separate day and month, slashes mostly month and day.
            let (first, second) = if ascii.contains('.') { ((b, a), (a, b)) } else { ((a, b), (b, a)) };
            vec![y.map(|y| day(y, first.0, first.1)), y.map(|y| day(y, second.0, second.1))]
        }
        [Number(y, 4), Number(m, 1 | 2)] | [Number(m, 1 | 2), Number(y, 4)] | [Number(y, 4), Month(m)] => {
            vec![Some(month(y, m))]
        }
        [Month(m), Number(y, digits @ (2 | 4))] => vec![full(y, digits).map(|y| month(y, m))],
        [Number(a, digits @ 2), Month(m)] => vec![full(a, digits).map(|y| month(y, m))],
        [Number(d, 1 | 2), Month(m), Number(y, digits)] | [Month(m), Number(d, 1 | 2), Number(y, digits)] => {
            vec![full(y, digits).map(|y| day(y, m, d))]
        }
        [Number(ymd, 8)] => vec![Some(day(ymd / 10_000, ymd / 100 % 100, ymd % 100))],
        [Number(y, 4)] => vec![Some(format!("{y:04}"))],
        _ => Vec::new(),
    };
    let mut proposed: Vec<String> = Vec::new();
    for date in candidates.into_iter().flatten() {
        if date != cell && date.parse::<Edtf>().is_ok() && !proposed.contains(&date) {
            proposed.push(date);
        }
    }
    proposed
}

/// The date of a spreadsheet's serial number, the days since 30 December 1899.
fn serial(cell: &str) -> Option<String> {
    let whole = cell.split_once('.').map_or(cell, |(whole, _)| whole);
    let days: i32 = if whole.len() == 5 { whole.parse().ok()? } else { return None };
    let (year, month, day) = civil_from_day(day_from_civil(1899, 12, 30) + days);
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// The numbers and months of a date, its time of day left out; none where there is anything else.
fn pieces(cell: &str) -> Option<Vec<Piece>> {
    let date = match cell.split_once([' ', 't']) {
        Some((date, time)) if time.contains(':') && date.starts_with(|c: char| c.is_ascii_digit()) => date,
        _ => cell,
    };
    let is_between = |c: char| " .,/-'年月日号".contains(c);
    let mut pieces = Vec::new();
    for word in date.split(is_between).filter(|word| !word.is_empty()) {
        if word.bytes().all(|byte| byte.is_ascii_digit()) {
            pieces.push(Piece::Number(word.parse().ok()?, word.len()));
        } else if word == "de" || word == "of" {
        } else {
            let month = MONTHS.iter().position(|names| names.iter().any(|name| word.starts_with(name)))?;
            pieces.push(Piece::Month(month as u32 + 1));
        }
    }
    Some(pieces)
}

/// An id made of a title, where that has letters for one.
pub(super) fn id(word: &str) -> Option<String> {
    let mut id = String::new();
    for character in ascii(word).to_lowercase().chars() {
        match character {
            'a'..='z' | '0'..='9' => id.push(character),
            ' ' | '_' | '-' | '.' | '/' | ',' | ';' if !id.ends_with('-') && !id.is_empty() => id.push('-'),
            ' ' | '_' | '-' | '.' | '/' | ',' | ';' | '\'' | '’' => {}
            _ => return None,
        }
    }
    let id = id.trim_end_matches('-');
    (!id.is_empty()).then(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_spreadsheets_write_them() {
        for (cell, meant) in [
            ("7/26/2022", vec!["2022-07-26"]),
            ("26.07.2022", vec!["2022-07-26"]),
            ("26/7/2022", vec!["2022-07-26"]),
            ("2022/7/26", vec!["2022-07-26"]),
            ("2022-7-26", vec!["2022-07-26"]),
            ("2022.07.26", vec!["2022-07-26"]),
            ("26-Jul-22", vec!["2022-07-26"]),
            ("26. Juli 2022", vec!["2022-07-26"]),
            ("July 26, 2022", vec!["2022-07-26"]),
            ("26 de julio de 2022", vec!["2022-07-26"]),
            ("2022年7月26日", vec!["2022-07-26"]),
            ("2022年7月", vec!["2022-07"]),
            ("2022-07-26 00:00:00", vec!["2022-07-26"]),
            ("2022-07-26T00:00:00Z", vec!["2022-07-26"]),
            ("5/3/2024", vec!["2024-05-03", "2024-03-05"]),
            ("5.3.24", vec!["2024-03-05", "2024-05-03"]),
            ("May-24", vec!["2024-05"]),
            ("Mai 24", vec!["2024-05"]),
            ("24-May", vec!["2024-05"]),
            ("05/2024", vec!["2024-05"]),
            ("2024/5", vec!["2024-05"]),
            ("Mrz 24", vec!["2024-03"]),
            ("45356", vec!["2024-03-05"]),
            ("45356.0", vec!["2024-03-05"]),
            ("20240305", vec!["2024-03-05"]),
            ("２０２４", vec!["2024"]),
            ("2024年", vec!["2024"]),
            ("31/31/2024", vec![]),
            ("soon", vec![]),
            ("1.2.3.4", vec![]),
            ("12345678901234567890", vec![]),
        ] {
            assert_eq!(dates(cell), meant, "{cell}");
        }
    }

    #[test]
    fn numbers_as_spreadsheets_write_them() {
        for (cell, meant) in [
            ("50,07", vec!["50.07"]),
            ("1.234.567", vec!["1234567"]),
            ("430,000,000", vec!["430000000"]),
            ("430 000 000", vec!["430000000"]),
            ("430\u{202f}000", vec!["430000"]),
            ("430'000", vec!["430000"]),
            ("1.234,5", vec!["1234.5"]),
            ("1,234.5", vec!["1234.5"]),
            ("1,234", vec!["1234", "1.234"]),
            ("$430,000", vec!["430000"]),
            ("82%", vec!["82"]),
            ("−5", vec!["-5"]),
            ("(5)", vec!["-5"]),
            ("+5", vec!["5"]),
            (".5", vec!["0.5"]),
            ("12.0", vec!["12"]),
            ("４３０", vec!["430"]),
            ("430m", vec![]),
            ("4.3 亿", vec![]),
            ("n/a", vec![]),
        ] {
            assert_eq!(numbers(cell), meant, "{cell}");
        }
        for (cell, meant) in [
            ("2.03135E+10", Some("20313500000")),
            ("2,03135E+10", Some("20313500000")),
            ("7.86e4", Some("78600")),
            ("-1.5E-03", Some("-0.0015")),
            ("1E+300", None),
            ("Event", None),
            ("5", None),
        ] {
            assert_eq!(scientific(cell).as_deref(), meant, "{cell}");
        }
    }

    #[test]
    fn ids_from_titles() {
        assert_eq!(id("Volkswagen Group").as_deref(), Some("volkswagen-group"));
        assert_eq!(id("A_b; C").as_deref(), Some("a-b-c"));
        assert_eq!(id("华为"), None);
    }
}
