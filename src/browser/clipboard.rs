//! The clipboard, which a browser may refuse, and the selection in its place.

use wasm_bindgen::prelude::*;
use web_sys::{HtmlInputElement, window};
use yew::{Callback, NodeRef};

/// Writes `text` to the clipboard; `done` receives true if it succeeded.
pub fn write(text: &str, done: Callback<bool>) {
    // Outside secure contexts `clipboard` is undefined.
    let clipboard = window().map(|window| window.navigator().clipboard()).filter(|clipboard| !clipboard.is_undefined());
    let Some(clipboard) = clipboard else { return done.emit(false) };
    let answer = |well: bool| {
        let done = done.clone();
        Closure::once(move |_: JsValue| done.emit(well))
    };
    let (well, ill) = (answer(true), answer(false));
    let _ = clipboard.write_text(text).then2(&well, &ill);
    // Only one of the two is called, so neither can drop the other: a few bytes leak per copy.
    well.forget();
    ill.forget();
}

/// Focuses a field and selects its text, for copying by hand.
pub fn select(field: &NodeRef) {
    if let Some(node) = field.get() {
        // A `textarea` has the same methods.
        let field: HtmlInputElement = node.unchecked_into();
        let _ = field.focus();
        field.select();
    }
}
