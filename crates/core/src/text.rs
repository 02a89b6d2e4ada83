//! The two languages: bilingual values and the interface texts compiled from `i18n/`.

use serde::{Deserialize, Serialize};

/// A language of the page. Chinese is the dataset's first language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Lang {
    /// Simplified Chinese, `zh-Hans`.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Both languages, in the dataset's order.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// The value of the HTML `lang` attribute.
    pub const fn bcp47(self) -> &'static str {
        match self {
            Self::Zh => "zh-Hans",
            Self::En => "en",
        }
    }

    /// The code in addresses and in `data-lang`: `zh` or `en`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// The language with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// The other language.
    pub const fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }
}

/// A text of the dataset in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// Simplified Chinese.
    pub zh: Box<str>,
    /// English.
    pub en: Box<str>,
}

impl Text {
    /// The text in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// An interface text in both languages, with `{name}` placeholders: the Chinese one, a zero, and the English one. As one string
/// it takes half as much code wherever it is passed on, 3.4 KB of all files together (brotli).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase(&'static str);

impl Phrase {
    /// The phrase in `lang`, with its placeholders.
    pub fn get(self, lang: Lang) -> &'static str {
        let (zh, en) = self.0.split_once('\0').unwrap_or_default();
        match lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// The phrase in `lang` with every `{name}` replaced by its value; unknown names stay unchanged.
    pub fn fill(self, lang: Lang, values: &[(&str, &str)]) -> String {
        filled(self.get(lang), values)
    }
}

/// `text` with every `{name}` replaced by its value; unknown names stay unchanged.
pub(crate) fn filled(text: &str, values: &[(&str, &str)]) -> String {
    let mut rest = text;
    let mut out = String::with_capacity(rest.len() + 32);
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        let Some(close) = rest.find('}') else { break };
        let name = &rest[1..close];
        match values.iter().find(|(key, _)| *key == name) {
            Some((_, value)) => out.push_str(value),
            None => out.push_str(&rest[..=close]),
        }
        rest = &rest[close + 1..];
    }
    out.push_str(rest);
    out
}

/// The interface texts, one constant for each key of `i18n/*.toml` (`map.title` is `MAP_TITLE`).
#[allow(missing_docs, reason = "generated; each key is explained beside its texts in i18n/")]
pub mod phrases {
    use super::Phrase;
    include!(concat!(env!("OUT_DIR"), "/phrases.rs"));
}
