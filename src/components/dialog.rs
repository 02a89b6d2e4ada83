//! A dialog over the page: the browser's own, which keeps the focus inside, closes on Esc and gives the focus back.

use chuhai_core::text::{Lang, phrases};
use yew::prelude::*;

use super::icon::{Icon, icon};
use crate::browser::dialog;

/// What a dialog needs.
#[derive(Properties, PartialEq)]
pub struct DialogProps {
    /// Language of the page.
    pub lang: Lang,
    /// Its heading, and its name.
    pub title: &'static str,
    /// Its class, beside that of all dialogs.
    pub class: &'static str,
    /// Called once it is closed, however that was done.
    pub on_close: Callback<()>,
    /// What stands in it.
    pub children: Html,
}

/// A modal dialog, open for as long as it is there.
#[component]
pub fn Dialog(DialogProps { lang, title, class, on_close, children }: &DialogProps) -> Html {
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
                <button type="button" class="icon-button" aria-label={phrases::DIALOG_CLOSE.get(*lang)} onclick={close}>
                    { icon(Icon::Close) }
                </button>
            </div>
            { children.clone() }
        </dialog>
    }
}
