//! Keys that belong to the browser or to an input method.

use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// Returns true if a key is the page's to handle. With Ctrl, Alt or Meta it is the browser's; during a composition it is the
/// input method's, and browsers that end the composition first report its last key with code 229. Autofill dispatches
/// key events that are no `KeyboardEvent`.
pub fn is_ours(event: &KeyboardEvent) -> bool {
    let composing = event.is_composing() || event.key_code() == 229;
    event.is_instance_of::<KeyboardEvent>() && !(composing || event.ctrl_key() || event.alt_key() || event.meta_key())
}
