//! The document: language, theme, title, performance marks, loading state (`data-state`, `data-details`) and addresses.

use chuhai_core::state::Theme;
use chuhai_core::text::Lang;
use wasm_bindgen::JsValue;
use web_sys::{Element, window};

use super::dom::query_document;
use super::hydrate;
use super::load::own_address;
use super::scroll_anchor::ScrollAnchor;

fn root() -> Option<Element> {
    window()?.document()?.document_element()
}

/// Sets an attribute of the root element that has another value: for `lang`, the same one has the whole page styled again.
fn set_root_attribute(name: &str, value: &str) {
    if let Some(root) = root().filter(|root| root.get_attribute(name).as_deref() != Some(value)) {
        let _ = root.set_attribute(name, value);
    }
}

fn parse_lang(tag: &str) -> Option<Lang> {
    Lang::ALL.into_iter().find(|lang| tag.starts_with(lang.code()))
}

/// The language of the prerendered page, or else of the root element, which translators change.
pub fn own_lang() -> Option<Lang> {
    let tag = hydrate::prerendered_lang().or_else(|| root()?.get_attribute("lang"));
    parse_lang(&tag?)
}

/// The language to start in: the first of the browser's languages that the page has, else the document's own. A document
/// with `data-own` is opened for its language, which wins then.
pub fn preferred_lang() -> Lang {
    let own = own_lang();
    if root().is_some_and(|root| root.has_attribute("data-own")) {
        return own.unwrap_or_default();
    }
    let browser = window().and_then(|window| {
        // Not every browser has the list.
        let languages = window.navigator().languages();
        let mut tags = js_sys::try_iter(&languages).ok().flatten().into_iter().flatten().flatten();
        tags.find_map(|tag| tag.as_string().and_then(|tag| parse_lang(&tag)))
    });
    browser.or(own).unwrap_or_default()
}

/// Sets the colour theme of the document.
pub fn colour(theme: Theme) {
    let theme = match theme {
        Theme::Auto => "auto",
        Theme::Light => "light",
        Theme::Dark => "dark",
    };
    set_root_attribute("data-theme", theme);
}

/// Sets language and title of the document.
pub fn describe(lang: Lang, title: &str) {
    set_root_attribute("lang", lang.bcp47());
    if let Some(document) = window().and_then(|window| window.document()) {
        document.set_title(title);
    }
}

/// Swaps the running page in, painted and listening, and sets `data-state`. Returns the reader's scroll position.
pub fn set_ready() -> Option<ScrollAnchor> {
    let anchor = hydrate::swap_in();
    set_root_attribute("data-state", "ready");
    mark("chuhai:ready");
    anchor
}

/// The address of the record details, if the document has one.
pub fn details_address() -> Option<String> {
    content_of("meta[name='chuhai:details']")
}

/// The address of the story's text in `lang`, if the document has one: it has none of the text that is in itself.
pub fn story_address(lang: Lang) -> Option<String> {
    content_of(&["meta[name='chuhai:story'][lang=", lang.bcp47(), "]"].concat())
}

fn content_of(selector: &str) -> Option<String> {
    window()?.document()?.query_selector(selector).ok()??.get_attribute("content")
}

/// Returns true for the single-file edition, which has its details in itself.
pub fn is_one_file() -> bool {
    details_address().is_some_and(|address| address.starts_with('#'))
}

/// Removes the metadata of the site's own dataset from the document's head, since another dataset is shown.
pub fn forget_own() {
    const OWN: &str = "meta[name=description], meta[property], meta[name^=twitter], script[type='application/ld+json'], \
                       link[rel=canonical], link[rel=alternate]";
    query_document(OWN).for_each(|element| element.remove());
}

/// The address of the site's folder, which may be above the document's; none in the single-file edition.
pub fn site() -> Option<String> {
    let icon = window()?.document()?.query_selector("link[rel=icon]").ok()??.get_attribute("href")?;
    let address = own_address(&icon).filter(|address| address.starts_with("http"))?;
    Some(address[..=address.rfind('/')?].to_owned())
}

/// Sets the loading state of the record details: `loading`, `ready` or `failed`.
pub fn set_details(state: &str) {
    set_root_attribute("data-details", state);
}

/// Marks the page as failed: the prerendered page stays readable, with a notice (`.when-failed`).
pub fn set_failed(reason: &str) {
    set_root_attribute("data-state", "failed");
    web_sys::console::error_1(&JsValue::from_str(reason));
}

/// Sets a mark on the performance timeline.
pub fn mark(name: &str) {
    if let Some(performance) = window().and_then(|window| window.performance()) {
        let _ = performance.mark(name);
    }
}
