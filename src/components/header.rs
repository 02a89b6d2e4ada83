//! The head of the page: seal, title, origin, tabs and controls.

use chuhai_core::dataset::Meta;
use chuhai_core::format;
use chuhai_core::state::{Action, PageState, State, Theme, View, to_query};
use chuhai_core::text::{Lang, Phrase, phrases};
use yew::prelude::*;

use super::icon::{Icon, icon};
use super::tabs::tabs;
use super::view_link::{ViewLink, view_link};
use crate::browser::element;
use crate::page::Page;
use crate::views::spec::first_section;

/// The head of the page. `help` opens the help, `share` is the button of the Share panel. An embed has `links` in place of
/// controls.
pub fn header(page: &Page, state: &State, help: &Callback<()>, [share, links]: [Html; 2]) -> Html {
    let meta = &page.dataset.meta;
    let (dek, address) = origin(meta, page.lang);
    // The menu closes when the help opens, so the focus returns to the menu's button.
    let open_help = help.reform(|_: MouseEvent| {
        element::focus("menu");
    });
    let first = first_section(state.page.view);
    html! {
        <header class="head">
            <a class="skip" href={format!("#{}", first.id())}>{ page.text(phrases::HEADER_SKIP) }</a>
            if meta.about.is_none() {
                <div class="seal" lang="zh-Hans" aria-hidden="true"><span>{ "出" }</span><span>{ "海" }</span></div>
            }
            <h1>{ meta.title.get(page.lang) }</h1>
            if !dek.is_empty() {
                <p class="dek">
                    if address.is_empty() {
                        { dek }
                    } else {
                        <a href={address.to_owned()} target="_blank" rel="noopener">{ dek }</a>
                    }
                </p>
            }
            if state.page.embed {
                { links }
            } else {
                { tabs(page, state) }
                <div class="tools">
                    <div class="switch" role="group" aria-label={page.text(phrases::HEADER_LANGUAGES)}>
                        { language_button(page, Lang::Zh, "中文") }
                        { language_button(page, Lang::En, "EN") }
                    </div>
                    // A popover closes on Escape and on a press elsewhere. On wide screens the style sheet shows it as
                    // part of the head, without the button.
                    <button type="button" id="menu" class="icon-button" popovertarget="more"
                        aria-label={page.text(phrases::HEADER_MENU)} title={page.text(phrases::HEADER_MENU)}>
                        { icon(Icon::Menu) }
                    </button>
                    <div id="more" popover="auto">
                        <button type="button" class="icon-button" aria-label={page.text(phrases::HELP_OPEN)}
                            title={page.text(phrases::HELP_OPEN)} aria-haspopup="dialog" onclick={open_help}>
                            { icon(Icon::Help) }<span aria-hidden="true">{ page.text(phrases::HELP_OPEN) }</span>
                        </button>
                        <div class="switch" role="group" aria-label={page.text(phrases::HEADER_THEMES)}>
                            { theme_button(page, state.page.theme, Theme::Auto, Icon::Auto, phrases::HEADER_THEME_AUTO) }
                            { theme_button(page, state.page.theme, Theme::Light, Icon::Sun, phrases::HEADER_THEME_LIGHT) }
                            { theme_button(page, state.page.theme, Theme::Dark, Icon::Moon, phrases::HEADER_THEME_DARK) }
                        </div>
                        { share }
                    </div>
                </div>
            }
        </header>
    }
}

/// The line under the title and the address it links to, of the article or of the dataset's maker; either may be empty.
fn origin(meta: &Meta, lang: Lang) -> (String, &str) {
    let date = || format::date_short(meta.published, lang);
    match &meta.about {
        None => (phrases::HEADER_DEK.fill(lang, &[("date", &date())]), meta.article_url.get(lang)),
        Some(about) => (about.origin.get(lang).to_owned(), about.address.get(lang)),
    }
}

/// The links of an embed: back to the story, if the frame was opened with it (`from_story`), and to the whole page in the
/// same state, in a tab of its own.
pub fn embed_links(page: &Page, state: &State, from_story: bool) -> Html {
    let whole = State { page: PageState { embed: false, ..state.page }, ..state.clone() };
    let whole = to_query(&whole, &page.dataset, page.lang.other());
    let story = ViewLink { to: View::Story, label: None, current: None, body: page.text(phrases::TABS_STORY).into() };
    html! {
        <div class="embed-actions">
            if from_story && state.page.view != View::Story {
                { view_link(story, page, state) }
            }
            <a class="embed-link" href={format!("?{whole}")} target="_blank" rel="noopener">
                <span>{ page.text(phrases::HEADER_WHOLE) }</span>{ icon(Icon::Expand) }
            </a>
        </div>
    }
}

/// The switch to a language, named in that language. In the prerendered page it is a link to another document.
fn language_button(page: &Page, to: Lang, name: &'static str) -> Html {
    let is_current = to == page.lang;
    if page.mode.is_prerender() {
        let href = match (page.lang, to) {
            (Lang::Zh, Lang::En) => "en/",
            (Lang::En, Lang::Zh) => "../",
            (Lang::Zh, Lang::Zh) | (Lang::En, Lang::En) => "./",
        };
        let current = is_current.then_some("page");
        return html! { <a data-lang={to.code()} lang={to.bcp47()} hreflang={to.bcp47()} {href} aria-current={current}>{ name }</a> };
    }
    html! {
        <button type="button" data-lang={to.code()} lang={to.bcp47()} aria-pressed={is_current.to_string()}
            onclick={page.on_click(Action::SetLang(to))}>
            { name }
        </button>
    }
}

fn theme_button(page: &Page, now: Theme, to: Theme, sign: Icon, name: Phrase) -> Html {
    let name = page.text(name);
    html! {
        <button type="button" class="icon-button" aria-pressed={(to == now).to_string()} aria-label={name} title={name}
            onclick={page.on_click(Action::SetTheme(to))}>
            { icon(sign) }
        </button>
    }
}
