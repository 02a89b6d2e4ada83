//! Text measures of both languages, which keep what they have measured.

use chuhai_charts::measure::TextMeasurer;
use chuhai_core::text::Lang;

/// Text measures in each language's type.
pub struct TextMeasures {
    /// The measure for Chinese.
    pub zh: Box<dyn TextMeasurer>,
    /// The measure for English.
    pub en: Box<dyn TextMeasurer>,
}

impl TextMeasures {
    /// The measure of `lang`.
    pub fn of(&self, lang: Lang) -> &dyn TextMeasurer {
        match lang {
            Lang::Zh => &*self.zh,
            Lang::En => &*self.en,
        }
    }
}
