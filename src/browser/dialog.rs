//! Modal dialogs of the browser, which trap the focus, close on Escape and restore the focus.

use web_sys::HtmlDialogElement;
use yew::NodeRef;

/// Opens the dialog at `node`.
pub fn show(node: &NodeRef) {
    if let Some(dialog) = node.cast::<HtmlDialogElement>() {
        let _ = dialog.show_modal();
    }
}

/// Closes the dialog at `node`.
pub fn close(node: &NodeRef) {
    if let Some(dialog) = node.cast::<HtmlDialogElement>() {
        dialog.close();
    }
}
