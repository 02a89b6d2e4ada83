//! Loading of the site's files.

use wasm_bindgen::prelude::*;
use web_sys::{Url, XmlHttpRequest, XmlHttpRequestResponseType, window};

/// Time after which a request fails.
const TIMEOUT_MS: u32 = 60_000;

/// The absolute address, if it is of this site's origin.
pub fn own_address(address: &str) -> Option<String> {
    let location = window()?.location();
    let url = Url::new_with_base(address, &location.href().ok()?).ok()?;
    (url.origin() == location.origin().ok()?).then(|| url.href())
}

/// Loads the file at `address`; `done` receives its bytes, or none on any failure. In the single-file edition the address is
/// the id of an element with the bytes in base64.
pub fn load(address: &str, done: Box<dyn FnOnce(Option<Vec<u8>>)>) {
    if let Some(id) = address.strip_prefix('#') {
        return done(packed(id));
    }
    let Ok(request) = XmlHttpRequest::new() else { return done(None) };
    if request.open("GET", address).is_err() {
        return done(None);
    }
    request.set_timeout(TIMEOUT_MS);
    request.set_response_type(XmlHttpRequestResponseType::Arraybuffer);
    let ended = {
        let request = request.clone();
        Closure::once_into_js(move || done(body(&request)))
    };
    request.set_onloadend(Some(ended.unchecked_ref()));
    // Failures after this end in the same event.
    let _ = request.send();
}

fn packed(id: &str) -> Option<Vec<u8>> {
    let text = window()?.document()?.get_element_by_id(id)?.text_content()?;
    // One character per byte.
    Some(window()?.atob(&text).ok()?.chars().map(|byte| byte as u8).collect())
}

fn body(request: &XmlHttpRequest) -> Option<Vec<u8>> {
    let body = request.response().ok().filter(|_| request.status() == Ok(200))?;
    Some(js_sys::Uint8Array::new(&body).to_vec())
}
