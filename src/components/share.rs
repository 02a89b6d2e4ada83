//! The Share panel: the link to what is on screen, the markup for another page and how it will look there, and buttons
//! that copy them.

use std::borrow::Cow;

use chuhai_core::dataset::Dataset;
use chuhai_core::state::{State, Theme, View};
use chuhai_core::text::{Lang, Phrase, phrases};
use yew::prelude::*;

use super::dialog::Dialog;
use super::icon::{Icon, icon};
use crate::browser::timer::Timeout;
use crate::browser::{clipboard, document, element, location};
use crate::ptr_eq_rc::PtrEqRc;
use crate::share::{EmbedKind, FrameSize, ShareOptions, SiteUrls, link, snippet};
use crate::views::spec::{is_available, spec};

/// How long the panel says that something was copied.
const COPIED_MS: i32 = 4_000;

/// What the button and its panel need.
#[derive(Properties, PartialEq)]
pub struct ShareProps {
    /// The facts.
    pub dataset: PtrEqRc<Dataset>,
    /// What is on screen.
    pub state: PtrEqRc<State>,
    /// The language an address without `lang` stands for.
    pub default_lang: Lang,
}

/// The button that opens the panel, and the panel.
#[component]
pub fn Share(ShareProps { dataset, state, default_lang }: &ShareProps) -> Html {
    let place = use_state_eq(|| None::<SiteUrls>);
    let lang = state.page.lang;
    let open = {
        let place = place.clone();
        Callback::from(move |_: MouseEvent| {
            place.set(Some(SiteUrls { page: location::own(), site: document::site() }));
        })
    };
    let close = {
        let place = place.clone();
        Callback::from(move |()| place.set(None))
    };
    html! {
        <>
            <button type="button" class="button send" aria-haspopup="dialog" onclick={open}>
                { icon(Icon::Share) }<span>{ phrases::SHARE_OPEN.get(lang) }</span>
            </button>
            if let Some(place) = &*place {
                <Dialog {lang} title={phrases::SHARE_TITLE.get(lang)} class="send-dialog" on_close={close}>
                    <SharePanel dataset={dataset.clone()} state={state.clone()} default_lang={*default_lang}
                        place={place.clone()} />
                </Dialog>
            }
        </>
    }
}

/// What the panel needs.
#[derive(Properties, PartialEq)]
pub struct SharePanelProps {
    /// The facts.
    pub dataset: PtrEqRc<Dataset>,
    /// What is on screen.
    pub state: PtrEqRc<State>,
    /// The language an address without `lang` stands for.
    pub default_lang: Lang,
    /// Where the page stands.
    pub place: SiteUrls,
}

/// The panel.
#[component]
pub fn SharePanel(SharePanelProps { dataset, state, default_lang, place }: &SharePanelProps) -> Html {
    let wish = use_state_eq(|| ShareOptions::new(state, *default_lang));
    // What came of the last copying, and the clock after which it is no news any more.
    let outcome = use_state_eq(|| None::<Phrase>);
    let clock = use_mut_ref(|| None::<Timeout>);
    let fields = [use_node_ref(), use_node_ref()];
    let lang = state.page.lang;

    let copy = |text: &str, field: &NodeRef| {
        let (text, field) = (text.to_owned(), field.clone());
        let (set, clock) = (outcome.setter(), clock.clone());
        Callback::from(move |_: MouseEvent| {
            let (set, clock, field) = (set.clone(), clock.clone(), field.clone());
            let done = Callback::from(move |well: bool| {
                if well {
                    set.set(Some(phrases::SHARE_COPIED));
                    let set = set.clone();
                    clock.replace(Some(Timeout::new(COPIED_MS, move || set.set(None))));
                } else {
                    clipboard::select(&field);
                    set.set(Some(phrases::SHARE_REFUSED));
                }
            });
            clipboard::write(&text, done);
        })
    };
    let now = *wish;
    let set = {
        let (wish, outcome) = (wish.clone(), outcome.clone());
        Callback::from(move |changed: ShareOptions| {
            outcome.set(None);
            wish.set(changed);
        })
    };
    let text = |phrase: Phrase| phrase.get(lang);
    let group = |label: Phrase, options: &[(Cow<'static, str>, ShareOptions)]| choice(text(label), options, now, &set);
    let mut views = vec![(dataset.meta.said(text(phrases::SHARE_VIEW_SCREEN)), ShareOptions { view: None, ..now })];
    for view in View::ALL.into_iter().filter(|view| is_available(*view, dataset)) {
        views.push((dataset.meta.said(text(spec(view).share)), ShareOptions { view: Some(view), ..now }));
    }
    let langs = [
        (None, phrases::SHARE_FOLLOW),
        (Some(Lang::Zh), phrases::SHARE_IN_CHINESE),
        (Some(Lang::En), phrases::SHARE_IN_ENGLISH),
    ]
    .map(|(lang, name)| (text(name).into(), ShareOptions { lang, ..now }));
    let themes = [
        (Theme::Auto, phrases::HEADER_THEME_AUTO),
        (Theme::Light, phrases::HEADER_THEME_LIGHT),
        (Theme::Dark, phrases::HEADER_THEME_DARK),
    ]
    .map(|(theme, name)| (text(name).into(), ShareOptions { theme, ..now }));
    let forms = [(EmbedKind::Frame, phrases::SHARE_FORM_FRAME), (EmbedKind::Element, phrases::SHARE_FORM_ELEMENT)]
        .map(|(kind, name)| (text(name).into(), ShareOptions { kind, ..now }));
    let sizes = FrameSize::ALL.map(|size| (size.name().into(), ShareOptions { size, ..now }));
    let to_step =
        set.reform(move |event: Event| ShareOptions { step: element::value(event.target()).parse().ok(), ..now });
    let to_chosen = set.reform(move |_: Event| ShareOptions { chosen: !now.chosen, ..now });
    let at = usize::from(now.step.unwrap_or(state.page.step));
    let framed = now.kind == EmbedKind::Frame || place.site.is_none();
    let (width, height) = if framed { now.size } else { FrameSize::Full }.attributes();
    let address = link(place, state, &now, dataset, false);
    let markup = snippet(place, state, &now, dataset);
    let (copy_link, copy_code) = (copy(&address, &fields[0]), copy(&markup, &fields[1]));
    let [link_field, code_field] = fields;
    html! {
        <div class="send-panel">
            { group(phrases::SHARE_VIEW, &views) }
            if now.shows_story(state) && !dataset.story.is_empty() {
                { label("send-step", text(phrases::SHARE_STEP)) }
                <select id="send-step" class="send-step" onchange={to_step}>
                    { for dataset.story.iter().enumerate().map(|(ix, step)| html! {
                        <option value={ix.to_string()} selected={ix == at}>{ step.title.get(lang) }</option>
                    }) }
                </select>
            }
            if state.is_choosing() {
                <label class="check">
                    <input type="checkbox" checked={now.chosen} onchange={to_chosen} />{ text(phrases::SHARE_CHOSEN) }
                </label>
            }
            { group(phrases::HEADER_LANGUAGES, &langs) }
            { group(phrases::HEADER_THEMES, &themes) }
            { label("send-link", text(phrases::SHARE_LINK)) }
            <input id="send-link" class="send-text" ref={link_field} readonly=true value={address} />
            if place.site.is_some() { { group(phrases::SHARE_FORM, &forms) } }
            if framed { { group(phrases::SHARE_SIZE, &sizes) } }
            { label("send-code", text(phrases::SHARE_CODE)) }
            <textarea id="send-code" class="send-text" ref={code_field} readonly=true rows="6" value={markup} />
            // It loads the page once more: a browser does that when it is unfolded. On its own site it needs no sandbox.
            <details>
                <summary>{ text(phrases::SHARE_PREVIEW) }</summary>
                <div class="send-preview">
                    <iframe loading="lazy" {width} {height} title={now.title(state, dataset).to_owned()}
                        src={link(place, state, &now, dataset, true)} />
                </div>
            </details>
            <p class="send-copy">
                { copy_button("link", "button button-main", text(phrases::SHARE_COPY_LINK), copy_link) }
                { copy_button("code", "button", text(phrases::SHARE_COPY_CODE), copy_code) }
                <span role="status">{ outcome.map_or("", |outcome| outcome.get(lang)) }</span>
            </p>
            <p class="note">{ text(phrases::SHARE_NOTE) }</p>
        </div>
    }
}

/// The name of the field with this id.
#[inline(never)]
fn label(field: &'static str, name: &'static str) -> Html {
    html! { <label class="send-label" for={field}>{ name }</label> }
}

/// The button that copies what is called `of`.
#[inline(never)]
fn copy_button(of: &'static str, class: &'static str, name: &'static str, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" {class} data-copy={of} {onclick}>{ name }</button> }
}

/// One of several, as a row of buttons: the name of each and what is wished for then, of which `now` is one.
#[inline(never)]
fn choice(
    label: &'static str,
    options: &[(Cow<'static, str>, ShareOptions)],
    now: ShareOptions,
    set: &Callback<ShareOptions>,
) -> Html {
    let button = |(name, wish): &(Cow<'static, str>, ShareOptions)| {
        let wish = *wish;
        let onclick = set.reform(move |_: MouseEvent| wish);
        html! { <button type="button" aria-pressed={(wish == now).to_string()} {onclick}>{ &**name }</button> }
    };
    html! {
        <div class="send-choice">
            <span class="send-label">{ label }</span>
            <div class="switch" role="group" aria-label={label}>{ for options.iter().map(button) }</div>
        </div>
    }
}
