//! Files of the site, fetched by address.

use wasm_bindgen::prelude::*;
use web_sys::{Url, XmlHttpRequest, XmlHttpRequestResponseType, window};

/// How long a file may take.
const PATIENCE_MS: u32 = 60_000;

/// `address` in full, where it is one of this site's own.
pub fn own_address(address: &str) -> Option<String> {
    let location = window()?.location();
    let url = Url::new_with_base(address, &location.href().ok()?).ok()?;
    (url.origin() == location.origin().ok()?).then(|| url.href())
}

/// Fetches the file at `address`; `done` gets its bytes, or none where it cannot be had. Of an edition that is one file
/// the address is a place in it, and the bytes stand there in base64.
pub fn load(address: &str, done: Box<dyn FnOnce(Option<Vec<u8>>)>) {
    if let Some(id) = address.strip_prefix('#') {
        return done(packed(id));
    }
    let Ok(request) = XmlHttpRequest::new() else { return done(None) };
    if request.open("GET", address).is_err() {
        return done(None);
    }
    // A file that never answers is one that does not come.
    request.set_timeout(PATIENCE_MS);
    request.set_response_type(XmlHttpRequestResponseType::Arraybuffer);
    let ended = {
        let request = request.clone();
        Closure::once_into_js(move || done(body(&request)))
    };
    request.set_onloadend(Some(ended.unchecked_ref()));
    // What goes wrong from here on is told by the same event.
    let _ = request.send();
}

fn packed(id: &str) -> Option<Vec<u8>> {
    let text = window()?.document()?.get_element_by_id(id)?.text_content()?;
    // A character a byte.
    Some(window()?.atob(&text).ok()?.chars().map(|byte| byte as u8).collect())
}

fn body(request: &XmlHttpRequest) -> Option<Vec<u8>> {
    let body = request.response().ok().filter(|_| request.status() == Ok(200))?;
    Some(js_sys::Uint8Array::new(&body).to_vec())
}
