//! Validation of a cell against its column. A spreadsheet's form of a value is accepted if it is unambiguous, and refused
//! with a proposal if it may have lost something.

use super::descriptor::{Field, FieldKind};
use super::diagnostic::quoted;
use super::encoding;
use super::proposal;
use crate::date::{DateError, Edtf};

/// A problem of a cell and its help.
type CellFault = (String, String);

/// The truth values of spreadsheets, by the languages that have words of their own for them.
const TRUE: [&str; 8] = ["true", "1", "wahr", "vrai", "verdadero", "vero", "waar", "истина"];
const FALSE: [&str; 7] = ["false", "0", "falsch", "faux", "falso", "onwaar", "ложь"];

/// Normalizes truth values; all other cells are unchanged.
pub(super) fn read(field: &Field, cell: String) -> String {
    if field.kind != FieldKind::Boolean {
        return cell;
    }
    let lower = cell.trim().to_lowercase();
    let is = |words: &[&str]| words.contains(&lower.as_str());
    match (is(&TRUE), is(&FALSE)) {
        (true, _) => "true".to_owned(),
        (_, true) => "false".to_owned(),
        _ => cell,
    }
}

/// Checks a cell that is not empty against its column.
pub(super) fn check(field: &Field, cell: &str) -> Result<(), CellFault> {
    let fault = |message: String, help: &str| Err((message, help.to_owned()));
    check_characters(cell)?;
    if cell.trim() != cell {
        return fault("has spaces at its ends".into(), "remove them");
    }
    match field.kind {
        FieldKind::Text => {}
        FieldKind::Date => cell.parse::<Edtf>().map(drop).map_err(|error| date_fault(cell, &error))?,
        FieldKind::Boolean => {
            if !matches!(cell, "true" | "false") {
                return fault(format!("“{cell}” is neither true nor false"), "write true or false");
            }
        }
        FieldKind::Integer => {
            if cell.parse::<i64>().is_err() || cell.starts_with('+') {
                let what = format!("“{cell}” is not a whole number");
                return Err(number_fault(cell, what, "write digits alone, such as 12"));
            }
            check_range(field, cell)?;
        }
        FieldKind::Number => {
            if cell.parse::<f64>().is_ok_and(|value| !value.is_finite()) {
                return fault(format!("“{cell}” is not a finite number"), "write its digits, or leave the cell empty");
            }
            if !is_plain(cell) {
                let what = format!("“{cell}” is not a number");
                return Err(number_fault(cell, what, "write digits alone, such as 430000000 or 50.07"));
            }
            if significant_digits(cell) > 15 {
                let what = format!("“{cell}” has more digits than a spreadsheet or a program keeps");
                return fault(what, "write at most 15, and put noughts for the others");
            }
            check_range(field, cell)?;
        }
        FieldKind::List { delimiter } => {
            let items: Vec<&str> = cell.split(delimiter).collect();
            if items.iter().any(|item| item.is_empty() || item.trim() != *item) {
                return fault(
                    format!("“{cell}” has an empty item or a space beside a “{delimiter}”"),
                    "put nothing but the delimiter between two items",
                );
            }
            if let Some((_, twice)) = items.iter().enumerate().find(|(ix, item)| items[..*ix].contains(item)) {
                return fault(format!("“{twice}” stands in the list twice"), "keep one of them");
            }
        }
    }
    let words =
        if let FieldKind::List { delimiter } = field.kind { cell.split(delimiter).collect() } else { vec![cell] };
    for word in words {
        if !field.allowed.is_empty() && !field.allowed.iter().any(|allowed| allowed == word) {
            let help = format!("write one of {}", quoted(field.allowed.iter().map(String::as_str)));
            return Err((format!("“{word}” is not one of the words for this column"), help));
        }
        // An unknown id is reported by its reference, not by its characters.
        if let Some(pattern) = &field.pattern
            && field.references.is_none()
            && !pattern.is_match(word)
        {
            return Err(pattern_fault(pattern.as_str(), word));
        }
    }
    Ok(())
}

/// Checks for characters that no text has, and for the traces of a lossy program.
fn check_characters(cell: &str) -> Result<(), CellFault> {
    let fault = |message: String, help: &str| Err((message, help.to_owned()));
    if let Some(was) = encoding::ungarbled(cell) {
        let help = format!("it should be “{was}”: open the original file as UTF-8, and save it as UTF-8");
        return Err((format!("“{cell}” was read in a wrong encoding"), help));
    }
    for character in cell.chars() {
        match character {
            '\n' | '\r' | '\u{b}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                return fault("has a line break inside".into(), "write it in one line, and look for a stray quote");
            }
            '\t' => return fault("has a tab inside".into(), "write a space"),
            '\u{fffd}' => {
                return fault(
                    "has “\u{fffd}”, which stands for a character that was lost".into(),
                    "write the character",
                );
            }
            '\u{200b}' | '\u{2060}' | '\u{feff}' => {
                let message = format!("has an invisible character (U+{:04X})", u32::from(character));
                return fault(message, "remove it, or write the cell anew");
            }
            _ if character.is_control() => {
                let message = format!("has a control character (U+{:04X})", u32::from(character));
                return fault(message, "remove it, or write the cell anew");
            }
            _ => {}
        }
    }
    if cell.contains("??") && !cell.contains("://") {
        return fault(
            "has “??”, as a program writes that cannot keep the characters".into(),
            "write the text anew, and save the file as UTF-8",
        );
    }
    let is_error = cell.len() > 2
        && cell.starts_with('#')
        && (cell.ends_with(['!', '?']) && !cell.contains(' ') || cell.chars().all(|c| c == '#'))
        || ["#N/A", "#NV", "#N/D"].contains(&cell)
        || cell.strip_prefix("Err:").is_some_and(|code| code.parse::<u16>().is_ok());
    if is_error {
        return fault(format!("“{cell}” is what a spreadsheet shows for an error"), "write the value");
    }
    Ok(())
}

/// Returns true if a number has only digits and a point.
fn is_plain(cell: &str) -> bool {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    all_digits(whole) && all_digits(fraction)
}

/// The number of digits from the first to the last that is not 0.
fn significant_digits(cell: &str) -> usize {
    let digits: String = cell.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').len()
}

fn number_fault(cell: &str, what: String, otherwise: &str) -> CellFault {
    if let Some(number) = proposal::scientific(cell) {
        let help = format!(
            "write all its digits ({number}, if none were lost), and give the column the format “number” before saving"
        );
        return (format!("“{cell}” is in scientific notation: a spreadsheet has shortened it"), help);
    }
    match proposal::numbers(cell).as_slice() {
        [] => (what, otherwise.to_owned()),
        proposed => (what, format!("write {}", proposed.join(" or "))),
    }
}

fn date_fault(cell: &str, error: &DateError) -> CellFault {
    match proposal::dates(cell).as_slice() {
        [] => (error.message(), error.help().to_owned()),
        [one] => (error.message(), format!("write {one}")),
        proposed => (error.message(), format!("write {}, whichever is meant", proposed.join(" or "))),
    }
}

/// Describes the common patterns in words, and quotes others.
fn pattern_fault(pattern: &str, word: &str) -> CellFault {
    // Without the anchors that the descriptor's reader adds.
    let bare = pattern.trim_start_matches("^(?:").trim_end_matches(")$").trim_start_matches('^').trim_end_matches('$');
    match bare {
        "[a-z0-9][a-z0-9-]*" => {
            let help = "write small letters a to z, digits and hyphens alone";
            let proposed = proposal::id(word).map(|id| format!(", such as {id}")).unwrap_or_default();
            (format!("“{word}” is not an id"), format!("{help}{proposed}"))
        }
        "[A-Z]{3}" => {
            (format!("“{word}” is not a country’s code"), "write its three capital letters, such as DEU".to_owned())
        }
        "[0-9]+\\.[0-9]+\\.[0-9]+" => (
            format!("“{word}” is not a version"),
            "write three numbers with points between them, such as 1.0.2".to_owned(),
        ),
        "[0-9a-f]{8}" => (
            format!("“{word}” is not a fingerprint of eight digits 0 to 9 and a to f"),
            "a spreadsheet may have taken it for a number: take the row from the file as it was".to_owned(),
        ),
        _ if bare.starts_with("https?:") => {
            (format!("“{word}” is not a web address"), "begin it with https:// and leave no spaces".to_owned())
        }
        _ => (format!("“{word}” is not written as this column is"), format!("keep to the pattern {bare}")),
    }
}

fn check_range(field: &Field, cell: &str) -> Result<(), CellFault> {
    let value: f64 = cell.parse().unwrap_or_default();
    match (field.minimum, field.maximum) {
        (Some(minimum), _) if value < minimum => {
            Err((format!("{cell} is less than {minimum}"), format!("write {minimum} or more")))
        }
        (_, Some(maximum)) if value > maximum => {
            Err((format!("{cell} is more than {maximum}"), format!("write {maximum} or less")))
        }
        _ => Ok(()),
    }
}
