//! The browser's own dialogs: it keeps the focus inside, closes them on Escape and brings the focus back after.

use web_sys::HtmlDialogElement;
use yew::NodeRef;

/// Opens the dialog at `node` over the page.
pub fn show(node: &NodeRef) {
    if let Some(dialog) = node.cast::<HtmlDialogElement>() {
        let _ = dialog.show_modal();
    }
}

/// Closes it.
pub fn close(node: &NodeRef) {
    if let Some(dialog) = node.cast::<HtmlDialogElement>() {
        dialog.close();
    }
}
