//! Notices: what went wrong or was left out, dismissible.

use chuhai_core::text::{Lang, phrases};
use yew::prelude::*;

/// The place of notices, with what there is to say, if anything; `dismiss` is called when the reader has read it. It
/// is always there, so that assistive technology hears of what appears in it.
pub fn notice(lang: Lang, text: Option<String>, dismiss: Callback<MouseEvent>) -> Html {
    html! {
        <div id="notice" role="alert">
            if let Some(text) = text {
                <p>{ text }</p>
                <button type="button" class="link" onclick={dismiss}>{ phrases::NOTICE_DISMISS.get(lang) }</button>
            }
        </div>
    }
}
