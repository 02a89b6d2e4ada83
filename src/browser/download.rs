//! Files made in the page. The address of a blob is no request, so the Content-Security-Policy needs no word for it.

use js_sys::Array;
use wasm_bindgen::JsCast;
use web_sys::{Blob, HtmlElement, Url, window};

use super::timer::Timeout;

/// How long a file can be fetched from its address.
const KEPT_MS: i32 = 60_000;

/// Hands the reader a text as a file called `name`.
pub fn save_text(name: &str, text: &str) {
    let Some(document) = window().and_then(|window| window.document()) else { return };
    let link = document.create_element("a").ok().and_then(|link| link.dyn_into::<HtmlElement>().ok());
    let address =
        Blob::new_with_str_sequence(&Array::of1(&text.into())).and_then(|blob| Url::create_object_url_with_blob(&blob));
    if let (Some(link), Ok(address)) = (link, address) {
        let _ = link.set_attribute("href", &address);
        let _ = link.set_attribute("download", name);
        link.click();
        // Not every browser has taken hold of the blob by now; kept for good, it would fill the memory.
        std::mem::forget(Timeout::new(KEPT_MS, move || {
            let _ = Url::revoke_object_url(&address);
        }));
    }
}
