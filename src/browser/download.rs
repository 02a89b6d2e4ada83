//! Downloads of files made in the page. Addresses of blobs need no entry in the Content-Security-Policy.

use chuhai_charts::scene::Scene;
use chuhai_charts::theme::Scheme;
use chuhai_core::text::Lang;
use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, HtmlElement, Url, window};

use super::canvas;
use super::timer::Timeout;

/// Time after which the address of a file is revoked.
const REVOKE_MS: u32 = 60_000;
/// Pixels of a saved picture per logical pixel.
const PNG_SCALE: f64 = 2.0;

/// Downloads a text as a file called `name`.
pub fn save_text(name: &str, text: &str) {
    if let Ok(blob) = Blob::new_with_str_sequence(&Array::of1(&text.into())) {
        save(name, &blob);
    }
}

/// Downloads a picture as a PNG file at twice its size.
pub fn save_png(name: String, scene: &Scene, scheme: Scheme, lang: Lang) {
    let Some(canvas) = canvas::painted(scene, scheme, PNG_SCALE, lang) else { return };
    // There is no blob of a canvas that is too large for the browser's encoder.
    let done = Closure::once_into_js(move |blob: Option<Blob>| {
        if let Some(blob) = blob {
            save(&name, &blob);
        }
    });
    let _ = canvas.to_blob(done.unchecked_ref());
}

fn save(name: &str, blob: &Blob) {
    let Some(document) = window().and_then(|window| window.document()) else { return };
    let link = document.create_element("a").ok().and_then(|link| link.dyn_into::<HtmlElement>().ok());
    if let (Some(link), Ok(address)) = (link, Url::create_object_url_with_blob(blob)) {
        let _ = link.set_attribute("href", &address);
        let _ = link.set_attribute("download", name);
        link.click();
        // Some browsers read the blob later; kept for good, it would fill the memory.
        let _ = Timeout::new(REVOKE_MS, move || {
            let _ = Url::revoke_object_url(&address);
        })
        .forget();
    }
}
