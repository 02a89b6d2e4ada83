//! The head of the page: seal, title, origin, tabs and controls.

use chuhai_core::dataset::{Dataset, Meta};
use chuhai_core::format;
use chuhai_core::state::{Action, PageState, State, Theme, View, to_query};
use chuhai_core::text::{Lang, Phrase, phrases};
use yew::prelude::*;

use super::icon::{Icon, icon};
use super::tabs::tabs;
use super::view_link::{ViewLink, view_link};
use crate::browser::element;
use crate::render_mode::RenderMode;
use crate::views::spec::first_section;

/// The head of the page. `help` opens the help, `share` is the button of the Share panel. An embed has `links` in place of
/// controls.
pub fn header(
    dataset: &Dataset,
    state: &State,
    act: &Callback<Action>,
    help: &Callback<()>,
    [share, links]: [Html; 2],
    mode: RenderMode,
) -> Html {
    let PageState { lang, theme, embed, .. } = state.page;
    let meta = &dataset.meta;
    let (dek, address) = origin(meta, lang);
    // The menu closes when the help opens, so the focus returns to the menu's button.
    let open_help = help.reform(|_: MouseEvent| {
        element::focus("menu");
    });
    let first = first_section(state.page.view);
    html! {
        <header class="head">
            <a class="skip" href={format!("#{}", first.id())}>{ phrases::HEADER_SKIP.get(lang) }</a>
            if meta.about.is_none() {
                <div class="seal" lang="zh-Hans" aria-hidden="true"><span>{ "出" }</span><span>{ "海" }</span></div>
            }
            <h1>{ meta.title.get(lang) }</h1>
            if !dek.is_empty() {
                <p class="dek">
                    if address.is_empty() {
                        { dek }
                    } else {
                        <a href={address.to_owned()} target="_blank" rel="noopener">{ dek }</a>
                    }
                </p>
            }
            if embed {
                { links }
            } else {
                { tabs(dataset, state, act, mode) }
                <div class="tools">
                    <div class="switch" role="group" aria-label={phrases::HEADER_LANGUAGES.get(lang)}>
                        { language_button(Lang::Zh, "中文", lang, act, mode) }
                        { language_button(Lang::En, "EN", lang, act, mode) }
                    </div>
                    // A popover closes on Escape and on a press elsewhere. On wide screens the style sheet shows it as
                    // part of the head, without the button.
                    <button type="button" id="menu" class="icon-button" popovertarget="more"
                        aria-label={phrases::HEADER_MENU.get(lang)} title={phrases::HEADER_MENU.get(lang)}>
                        { icon(Icon::Menu) }
                    </button>
                    <div id="more" popover="auto">
                        <button type="button" class="icon-button" aria-label={phrases::HELP_OPEN.get(lang)}
                            title={phrases::HELP_OPEN.get(lang)} aria-haspopup="dialog" onclick={open_help}>
                            { icon(Icon::Help) }<span aria-hidden="true">{ phrases::HELP_OPEN.get(lang) }</span>
                        </button>
                        <div class="switch" role="group" aria-label={phrases::HEADER_THEMES.get(lang)}>
                            { theme_button(Theme::Auto, Icon::Auto, phrases::HEADER_THEME_AUTO, theme, lang, act) }
                            { theme_button(Theme::Light, Icon::Sun, phrases::HEADER_THEME_LIGHT, theme, lang, act) }
                            { theme_button(Theme::Dark, Icon::Moon, phrases::HEADER_THEME_DARK, theme, lang, act) }
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
pub fn embed_links(
    dataset: &Dataset,
    state: &State,
    act: &Callback<Action>,
    from_story: bool,
    mode: RenderMode,
) -> Html {
    let lang = state.page.lang;
    let whole =
        to_query(&State { page: PageState { embed: false, ..state.page }, ..state.clone() }, dataset, lang.other());
    let story = ViewLink { to: View::Story, label: None, current: None, body: phrases::TABS_STORY.get(lang).into() };
    html! {
        <div class="ways">
            if from_story && state.page.view != View::Story {
                { view_link(story, dataset, state, act, mode) }
            }
            <a class="way" href={["?", &whole].concat()} target="_blank" rel="noopener">
                <span>{ phrases::HEADER_WHOLE.get(lang) }</span>{ icon(Icon::Expand) }
            </a>
        </div>
    }
}

/// The switch to a language, named in that language. In the prerendered page it is a link to another document.
fn language_button(to: Lang, name: &'static str, now: Lang, act: &Callback<Action>, mode: RenderMode) -> Html {
    if mode.is_prerender() {
        let href = match (now, to) {
            (Lang::Zh, Lang::En) => "en/",
            (Lang::En, Lang::Zh) => "../",
            _ => "./",
        };
        let current = (to == now).then_some("page");
        return html! { <a data-lang={to.code()} lang={to.bcp47()} hreflang={to.bcp47()} {href} aria-current={current}>{ name }</a> };
    }
    let onclick = act.reform(move |_: MouseEvent| Action::SetLang(to));
    html! {
        <button type="button" data-lang={to.code()} lang={to.bcp47()} aria-pressed={(to == now).to_string()} {onclick}>
            { name }
        </button>
    }
}

fn theme_button(to: Theme, sign: Icon, name: Phrase, now: Theme, lang: Lang, act: &Callback<Action>) -> Html {
    let onclick = act.reform(move |_: MouseEvent| Action::SetTheme(to));
    html! {
        <button type="button" class="icon-button" aria-pressed={(to == now).to_string()} aria-label={name.get(lang)}
            title={name.get(lang)} {onclick}>
            { icon(sign) }
        </button>
    }
}
