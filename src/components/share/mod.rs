//! The Share button and its dialog.

mod copy;
mod options;
mod panel;

use chuhai_core::state::State;
use chuhai_core::text::{Lang, phrases};
use yew::prelude::*;

pub use self::panel::{SharePanel, SharePanelProps};
use super::dialog::Dialog;
use super::icon::{Icon, icon};
use super::part_placeholder::part_placeholder;
use crate::browser::{document, location};
use crate::page::use_page;
use crate::parts::{ToolsPart, use_part};
use crate::ptr_eq_rc::PtrEqRc;
use crate::share::SiteUrls;

/// Properties of [`Share`].
#[derive(Properties, PartialEq)]
pub struct ShareProps {
    /// State of the page.
    pub state: PtrEqRc<State>,
    /// Language of an address without `lang`.
    pub default_lang: Lang,
}

/// The button that opens the Share panel, and the panel while it is open.
#[component]
pub fn Share(ShareProps { state, default_lang }: &ShareProps) -> Html {
    let page = use_page();
    // The addresses are read when the panel opens: rendering has no browser.
    let urls = use_state_eq(|| None::<SiteUrls>);
    let tools = use_part::<ToolsPart>(urls.is_some());
    let set_urls = urls.setter();
    let open = {
        let set_urls = set_urls.clone();
        move |_: MouseEvent| set_urls.set(Some(SiteUrls { page: location::own(), site: document::site() }))
    };
    html! {
        <>
            <button type="button" class="button send" aria-haspopup="dialog" onclick={open}>
                { icon(Icon::Share) }<span>{ page.text(phrases::SHARE_OPEN) }</span>
            </button>
            if let Some(urls) = &*urls {
                <Dialog title={page.text(phrases::SHARE_TITLE)} class="send-dialog" on_close={move |()| set_urls.set(None)}>
                    { match tools.get() {
                        Some(part) => (part.share_panel)(SharePanelProps {
                            state: state.clone(),
                            default_lang: *default_lang,
                            urls: urls.clone(),
                        }),
                        None => part_placeholder(&page, &tools),
                    } }
                </Dialog>
            }
        </>
    }
}
