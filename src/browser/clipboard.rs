//! The clipboard: writing to it, which a browser may refuse, and the selection, which it may not.

use wasm_bindgen::prelude::*;
use web_sys::{HtmlInputElement, window};
use yew::{Callback, NodeRef};

/// Writes `text` to the clipboard; `done` hears whether that went well.
pub fn write(text: &str, done: Callback<bool>) {
    // Outside secure contexts there is no clipboard, whatever the types say.
    let clipboard = window().map(|window| window.navigator().clipboard()).filter(|clipboard| !clipboard.is_undefined());
    let Some(clipboard) = clipboard else { return done.emit(false) };
    let answer = |well: bool| {
        let done = done.clone();
        Closure::once(move |_: JsValue| done.emit(well))
    };
    let (well, ill) = (answer(true), answer(false));
    let _ = clipboard.write_text(text).then2(&well, &ill);
    // Only one of the two is ever called, so nothing knows when to drop the other: some bytes a copy.
    well.forget();
    ill.forget();
}

/// Selects all that stands in a field and gives it the focus, for the reader to copy by hand.
pub fn select(field: &NodeRef) {
    if let Some(node) = field.get() {
        // An area of text does both under the same names.
        let field: HtmlInputElement = node.unchecked_into();
        let _ = field.focus();
        field.select();
    }
}
