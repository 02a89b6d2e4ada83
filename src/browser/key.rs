//! Keys, before anything asks what they mean: whose they are.

use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// Whether a key is the page's to answer. With Ctrl, Alt or Meta it is the browser's; while an input method composes it
/// is that one's, and the key that ends a composition comes as code 229 from browsers that have ended it already. What
/// a browser fills in by itself comes as a key that has no name.
pub fn is_ours(event: &KeyboardEvent) -> bool {
    let composing = event.is_composing() || event.key_code() == 229;
    event.is_instance_of::<KeyboardEvent>() && !(composing || event.ctrl_key() || event.alt_key() || event.meta_key())
}
