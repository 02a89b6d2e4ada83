//! A modal dialog over the page: the browser's own, which traps the focus, closes on Escape and restores the focus.

use chuhai_core::text::phrases;
use yew::prelude::*;

use super::icon::{Icon, icon};
use crate::browser::dialog;
use crate::page::use_page;

/// Properties of [`Dialog`].
#[derive(Properties, PartialEq)]
pub struct DialogProps {
    /// Its heading and accessible name.
    pub title: &'static str,
    /// Its class, besides that of all dialogs.
    pub class: &'static str,
    /// Called once it is closed, by whatever means.
    pub on_close: Callback<()>,
    /// Its content.
    pub children: Html,
}

/// A modal dialog, open for as long as it is rendered.
#[component]
pub fn Dialog(DialogProps { title, class, on_close, children }: &DialogProps) -> Html {
    let page = use_page();
    let node = use_node_ref();
    use_effect_with(node.clone(), dialog::show);
    let close = {
        let node = node.clone();
        Callback::from(move |_: MouseEvent| dialog::close(&node))
    };
    html! {
        <dialog ref={node} class={classes!("dialog", *class)} closedby="any" aria-labelledby="dialog-title"
            onclose={on_close.reform(|_: Event| ())}>
            <div class="dialog-head">
                <h2 id="dialog-title">{ title }</h2>
                <button type="button" class="icon-button" aria-label={page.text(phrases::DIALOG_CLOSE)} onclick={close}>
                    { icon(Icon::Close) }
                </button>
            </div>
            { children.clone() }
        </dialog>
    }
}
