//! Notices: what went wrong or was left out, dismissible.

use chuhai_core::text::{Lang, phrases};
use yew::prelude::*;

/// What the notice needs.
#[derive(Properties, PartialEq)]
pub struct NoticeProps {
    /// Language of the page.
    pub lang: Lang,
    /// What it says; none for no notice.
    pub text: Option<AttrValue>,
    /// Called when the reader has read it.
    pub dismiss: Callback<()>,
}

/// The place of notices. It is always there, so that assistive technology hears of what appears in it.
#[component]
pub fn Notice(NoticeProps { lang, text, dismiss }: &NoticeProps) -> Html {
    let onclick = dismiss.reform(|_: MouseEvent| ());
    html! {
        <div id="notice" role="alert">
            if let Some(text) = text {
                <p>{ text }</p>
                <button type="button" class="link" {onclick}>{ phrases::NOTICE_DISMISS.get(*lang) }</button>
            }
        </div>
    }
}
