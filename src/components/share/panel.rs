//! The Share panel: the link to what is on screen, the markup for another page with a preview, and buttons that copy
//! them.

use chuhai_core::state::State;
use chuhai_core::text::{Lang, phrases};
use yew::prelude::*;

use super::copy::{CopyStatus, use_copy_status};
use super::options::{Controls, label};
use crate::page::{Page, use_page};
use crate::ptr_eq_rc::PtrEqRc;
use crate::share::{EmbedKind, FrameSize, ShareOptions, SiteUrls, link, snippet};

/// Properties of [`SharePanel`].
#[derive(Properties, PartialEq)]
pub struct SharePanelProps {
    /// State of the page.
    pub state: PtrEqRc<State>,
    /// Language of an address without `lang`.
    pub default_lang: Lang,
    /// Addresses of the page and of its site.
    pub urls: SiteUrls,
}

/// The Share panel.
#[component]
pub fn SharePanel(SharePanelProps { state, default_lang, urls }: &SharePanelProps) -> Html {
    let page = use_page();
    let options = use_state_eq(|| ShareOptions::new(state, *default_lang));
    let status = use_copy_status();
    let [link_field, code_field] = [use_node_ref(), use_node_ref()];
    let set = {
        let (options, status) = (options.setter(), status.clone());
        Callback::from(move |changed| {
            status.clear();
            options.set(changed);
        })
    };
    let controls = Controls { page: &page, state, now: *options, set };
    let is_framed = options.kind == EmbedKind::Frame || urls.site.is_none();
    let address = link(urls, state, &options, &page.dataset, false);
    let markup = snippet(urls, state, &options, &page.dataset);
    let copies = [status.copy(&address, &link_field), status.copy(&markup, &code_field)];
    html! {
        <div class="send-panel">
            { controls.view() }
            { controls.step() }
            { controls.chosen() }
            { controls.lang() }
            { controls.theme() }
            { label("send-link", page.text(phrases::SHARE_LINK)) }
            <input id="send-link" class="send-text" ref={link_field} readonly=true value={address} />
            if urls.site.is_some() { { controls.kind() } }
            if is_framed { { controls.size() } }
            { label("send-code", page.text(phrases::SHARE_CODE)) }
            <textarea id="send-code" class="send-text" ref={code_field} readonly=true rows="6" value={markup} />
            { preview(&page, state, urls, &options, if is_framed { options.size } else { FrameSize::Full }) }
            { copy_buttons(&page, copies, &status) }
            <p class="note">{ page.text(phrases::SHARE_NOTE) }</p>
        </div>
    }
}

/// The embedded page in a frame, loaded when it is unfolded. On its own site it needs no sandbox.
fn preview(page: &Page, state: &State, urls: &SiteUrls, options: &ShareOptions, size: FrameSize) -> Html {
    let (width, height) = size.attributes();
    html! {
        <details>
            <summary>{ page.text(phrases::SHARE_PREVIEW) }</summary>
            <div class="send-preview">
                <iframe loading="lazy" {width} {height} title={options.title(state, &page.dataset).to_owned()}
                    src={link(urls, state, options, &page.dataset, true)} />
            </div>
        </details>
    }
}

/// The buttons that copy link and markup, and the outcome.
fn copy_buttons(page: &Page, [copy_link, copy_code]: [Callback<MouseEvent>; 2], status: &CopyStatus) -> Html {
    let button = |of: &'static str, class: &'static str, name: &'static str, onclick: Callback<MouseEvent>| {
        html! { <button type="button" {class} data-copy={of} {onclick}>{ name }</button> }
    };
    html! {
        <p class="send-copy">
            { button("link", "button button-main", page.text(phrases::SHARE_COPY_LINK), copy_link) }
            { button("code", "button", page.text(phrases::SHARE_COPY_CODE), copy_code) }
            <span role="status">{ status.phrase().map_or("", |phrase| page.text(phrase)) }</span>
        </p>
    }
}
