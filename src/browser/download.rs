//! Files made in the page. The address of a blob is no request, so the Content-Security-Policy needs no word for it.

use chuhai_charts::scene::Scene;
use chuhai_charts::theme::Scheme;
use chuhai_core::text::Lang;
use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, HtmlElement, Url, window};

use super::canvas;
use super::timer::Timeout;

/// How long a file can be fetched from its address.
const KEPT_MS: i32 = 60_000;
/// Pixels of a saved picture in a logical pixel.
const PNG_SCALE: f64 = 2.0;

/// Hands the reader a text as a file called `name`.
pub fn save_text(name: &str, text: &str) {
    if let Ok(blob) = Blob::new_with_str_sequence(&Array::of1(&text.into())) {
        save(name, &blob);
    }
}

/// Hands the reader a picture as pixels, twice as many as it is wide and high.
pub fn save_png(name: String, scene: &Scene, scheme: Scheme, lang: Lang) {
    let Some(canvas) = canvas::painted(scene, scheme, PNG_SCALE, lang) else { return };
    // No blob comes of a canvas that is larger than the browser can write down.
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
        // Not every browser has taken hold of the blob by now; kept for good, it would fill the memory.
        std::mem::forget(Timeout::new(KEPT_MS, move || {
            let _ = Url::revoke_object_url(&address);
        }));
    }
}
