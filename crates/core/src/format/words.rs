//! Lists, the spacing between Han and Latin, and the names of the evidence statuses.

use crate::dataset::Status;
use crate::text::{Lang, Phrase, phrases};

/// A list in words: `a, b and c` / `a、b 和 c`. Empty without items.
pub fn list(items: &[impl AsRef<str>], lang: Lang) -> String {
    let mut out = String::new();
    for (ix, item) in items.iter().enumerate() {
        if ix > 0 {
            let joint = if ix + 1 == items.len() { phrases::FORMAT_AND } else { phrases::FORMAT_COMMA };
            out.push_str(joint.get(lang));
        }
        out.push_str(item.as_ref());
    }
    spaced(out, lang)
}

/// Chinese text with one space between Han characters and neighbouring Latin letters, digits and `%`; other languages
/// unchanged.
pub fn spaced(text: String, lang: Lang) -> String {
    if lang != Lang::Zh {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = None;
    for character in text.chars() {
        if let Some(before) = before
            && ((is_han(before) && starts_latin(character)) || (ends_latin(before) && is_han(character)))
        {
            out.push(' ');
        }
        out.push(character);
        before = Some(character);
    }
    out
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}')
}

fn starts_latin(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '$' | '−')
}

fn ends_latin(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '%'
}

/// The word beside the evidence sign: “as stated”, “checked”, “disputed”.
pub fn status_word(status: Status, lang: Lang) -> &'static str {
    let phrase: Phrase = match status {
        Status::AsStated => phrases::STATUS_AS_STATED,
        Status::Confirmed => phrases::STATUS_CONFIRMED,
        Status::Caveat => phrases::STATUS_CAVEAT,
        Status::Contested => phrases::STATUS_CONTESTED,
        Status::NotFound => phrases::STATUS_NOT_FOUND,
        Status::NotChecked => phrases::STATUS_NOT_CHECKED,
        Status::Derived => phrases::STATUS_DERIVED,
        Status::Context => phrases::STATUS_CONTEXT,
    };
    phrase.get(lang)
}

/// Returns true if an undisputed claim has another reservation: a caveat, no corroboration, or an origin other than the
/// article.
pub fn is_qualified(status: Status) -> bool {
    match status {
        Status::Caveat | Status::NotFound | Status::NotChecked | Status::Derived | Status::Context => true,
        Status::AsStated | Status::Confirmed | Status::Contested => false,
    }
}

/// The end of an accessible name that states the disagreement of sources and any other reservation: “disputed: no”,
/// “disputed: no; not checked”.
pub fn disputed_words(status: Status, lang: Lang) -> String {
    let phrase = if status == Status::Contested { phrases::STATUS_IS_DISPUTED } else { phrases::STATUS_NOT_DISPUTED };
    let disputed = phrase.get(lang);
    if is_qualified(status) {
        [disputed, status_word(status, lang)].join(phrases::MAP_JOINT.get(lang))
    } else {
        disputed.to_owned()
    }
}

/// The meaning of that word, one sentence for the help and the panel.
pub fn status_meaning(status: Status, lang: Lang) -> &'static str {
    let phrase: Phrase = match status {
        Status::AsStated => phrases::STATUS_AS_STATED_MEANING,
        Status::Confirmed => phrases::STATUS_CONFIRMED_MEANING,
        Status::Caveat => phrases::STATUS_CAVEAT_MEANING,
        Status::Contested => phrases::STATUS_CONTESTED_MEANING,
        Status::NotFound => phrases::STATUS_NOT_FOUND_MEANING,
        Status::NotChecked => phrases::STATUS_NOT_CHECKED_MEANING,
        Status::Derived => phrases::STATUS_DERIVED_MEANING,
        Status::Context => phrases::STATUS_CONTEXT_MEANING,
    };
    phrase.get(lang)
}
