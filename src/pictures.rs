//! What the views' layouts are made with, and kept from one frame to the next: text measures.

use chuhai_core::text::Lang;
use chuhai_views::measure::Measure;

/// How wide text is, in each language's type.
pub struct Measures {
    /// For Chinese.
    pub zh: Box<dyn Measure>,
    /// For English.
    pub en: Box<dyn Measure>,
}

impl Measures {
    /// The measure of `lang`.
    pub fn of(&self, lang: Lang) -> &dyn Measure {
        match lang {
            Lang::Zh => &*self.zh,
            Lang::En => &*self.en,
        }
    }
}
