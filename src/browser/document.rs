//! The document as a whole: its language, theme and title, its marks on the performance timeline, where it stands
//! in its life (`data-state`, `data-details`), and where its details are.

use chuhai_core::state::Theme;
use chuhai_core::text::Lang;
use wasm_bindgen::JsValue;
use web_sys::{Element, window};

use super::hydrate;
use super::load::own_address;
use super::place::Place;

fn root() -> Option<Element> {
    window()?.document()?.document_element()
}

fn set_root_attribute(name: &str, value: &str) {
    if let Some(root) = root() {
        let _ = root.set_attribute(name, value);
    }
}

fn understood(tag: &str) -> Option<Lang> {
    Lang::ALL.into_iter().find(|lang| tag.starts_with(lang.code()))
}

/// The language the document is in, as the page that stands in it says: whoever translates a document says so at its
/// root.
pub fn own_lang() -> Option<Lang> {
    let tag = hydrate::prerendered_lang().or_else(|| root()?.get_attribute("lang"));
    understood(&tag?)
}

/// The language to start in: the first of the browser's that the page has, else the document's own. A document other
/// than the site's first is there for its language alone (`data-own`), and whoever opens it has asked for that.
pub fn preferred_lang() -> Lang {
    let own = own_lang();
    if root().is_some_and(|root| root.has_attribute("data-own")) {
        return own.unwrap_or_default();
    }
    let browser = window().and_then(|window| {
        // Not every browser has such a list.
        let languages = window.navigator().languages();
        let mut tags = js_sys::try_iter(&languages).ok().flatten().into_iter().flatten().flatten();
        tags.find_map(|tag| tag.as_string().and_then(|tag| understood(&tag)))
    });
    browser.or(own).unwrap_or_default()
}

/// Sets the colours of the document.
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

/// The page is painted and listening: it takes the place of the one that stood there. Returns the reader's.
pub fn set_ready() -> Option<Place> {
    let place = hydrate::swap_in();
    set_root_attribute("data-state", "ready");
    mark("chuhai:ready");
    place
}

/// Where the details are, if the document says.
pub fn details_address() -> Option<String> {
    window()?.document()?.query_selector("meta[name='chuhai:details']").ok()??.get_attribute("content")
}

/// Whether the page is one file, which has its details in itself.
pub fn is_one_file() -> bool {
    details_address().is_some_and(|address| address.starts_with('#'))
}

/// Takes out of the document's head what it says of the page's own dataset, once another one is shown: description,
/// cards, what search engines read, where it stands and how it is embedded.
pub fn forget_own() {
    const SAID: &str = "meta[name=description], meta[property], meta[name^=twitter], script[type='application/ld+json'], \
                        link[rel=canonical], link[rel=alternate]";
    let said = window().and_then(|window| window.document()?.query_selector_all(SAID).ok());
    for element in hydrate::each(said) {
        element.remove();
    }
}

/// The address of the site's own folder: that of the page in one of its languages may lie below it. None where the page
/// is one file and there is no site.
pub fn site() -> Option<String> {
    let icon = window()?.document()?.query_selector("link[rel=icon]").ok()??.get_attribute("href")?;
    let address = own_address(&icon).filter(|address| address.starts_with("http"))?;
    Some(address[..=address.rfind('/')?].to_owned())
}

/// What is read beside the pictures is `loading`, `ready` or `failed`.
pub fn set_details(state: &str) {
    set_root_attribute("data-details", state);
}

/// The page could not start or broke: what stands in the document stays readable, and says so (`.when-failed`).
pub fn set_failed(reason: &str) {
    set_root_attribute("data-state", "failed");
    web_sys::console::error_1(&JsValue::from_str(reason));
}

/// Puts words into the notice of the page that stands in the document before it starts.
pub fn say_in_notice(text: &str) {
    let notice = window().and_then(|window| window.document()?.get_element_by_id("notice"));
    if let Some(notice) = notice {
        notice.set_text_content(Some(text));
    }
}

/// Leaves a mark on the performance timeline.
pub fn mark(name: &str) {
    if let Some(performance) = window().and_then(|window| window.performance()) {
        let _ = performance.mark(name);
    }
}
