//! Collation: Chinese by pinyin, English by the alphabet.

use std::cmp::Ordering;

use chuhai_core::text::Lang;
use js_sys::{Array, JsString, Object};

/// The order of two texts in a language.
pub fn compare(lang: Lang, a: &str, b: &str) -> Ordering {
    let order = JsString::from(a).locale_compare(b, &Array::of1(&lang.bcp47().into()), &Object::new());
    order.cmp(&0)
}
