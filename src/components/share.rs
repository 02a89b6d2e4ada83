//! The Share panel: the link to what is on screen, the markup for another page and how it will look there, and buttons
//! that copy them.

use chuhai_core::dataset::Dataset;
use chuhai_core::state::{State, Theme, View};
use chuhai_core::text::{Lang, Phrase, phrases};
use yew::prelude::*;

use super::dialog::Dialog;
use super::icon::{Icon, icon};
use crate::browser::timer::Timeout;
use crate::browser::{address, clipboard, document, element};
use crate::hooks::use_box_size;
use crate::share::{Form, Place, SANDBOX, Size, Wish, link, snippet};
use crate::shared::Shared;

/// How long the panel says that something was copied.
const COPIED_MS: i32 = 4_000;

/// What the button and its panel need.
#[derive(Properties, PartialEq)]
pub struct ShareProps {
    /// The facts.
    pub dataset: Shared<Dataset>,
    /// What is on screen.
    pub state: Shared<State>,
    /// The language an address without `lang` stands for.
    pub default_lang: Lang,
}

/// The button that opens the panel, and the panel.
#[component]
pub fn Share(ShareProps { dataset, state, default_lang }: &ShareProps) -> Html {
    let place = use_state_eq(|| None::<Place>);
    let lang = state.lang;
    let open = {
        let place = place.clone();
        Callback::from(move |_: MouseEvent| {
            place.set(Some(Place { own: address::own(), site: document::site(), kept: address::kept() }));
        })
    };
    let close = {
        let place = place.clone();
        Callback::from(move |()| place.set(None))
    };
    html! {
        <>
            <button type="button" class="button share" aria-haspopup="dialog" onclick={open}>
                { icon(Icon::Share) }<span>{ phrases::SHARE_OPEN.get(lang) }</span>
            </button>
            if let Some(place) = &*place {
                <Dialog {lang} title={phrases::SHARE_TITLE.get(lang)} class="share-dialog" on_close={close}>
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
    pub dataset: Shared<Dataset>,
    /// What is on screen.
    pub state: Shared<State>,
    /// The language an address without `lang` stands for.
    pub default_lang: Lang,
    /// Where the page stands.
    pub place: Place,
}

/// The panel.
#[component]
pub fn SharePanel(SharePanelProps { dataset, state, default_lang, place }: &SharePanelProps) -> Html {
    let wish = use_state_eq(|| Wish::new(state, *default_lang));
    // What came of the last copying, and the clock after which it is no news any more.
    let outcome = use_state_eq(|| None::<Phrase>);
    let clock = use_mut_ref(|| None::<Timeout>);
    let fields = [use_node_ref(), use_node_ref()];
    let lang = state.lang;

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
    let address = link(place, state, &wish, dataset, false);
    let markup = snippet(place, state, &wish, dataset);
    let wishes = |changed: Wish| {
        let (wish, outcome) = (wish.clone(), outcome.clone());
        (
            changed == *wish,
            Callback::from(move |_: MouseEvent| {
                outcome.set(None);
                wish.set(changed.clone());
            }),
        )
    };
    let text = |phrase: Phrase| phrase.get(lang);
    let sizes = Size::ALL.map(|size| {
        let (width, height) = size.attributes();
        (AttrValue::from(format!("{width} × {height}")), wishes(Wish { size, ..(*wish).clone() }))
    });
    let views = VIEWS.map(|(view, name)| (text(name).into(), wishes(Wish { view, ..(*wish).clone() })));
    let langs = [
        (None, phrases::SHARE_FOLLOW),
        (Some(Lang::Zh), phrases::SHARE_IN_CHINESE),
        (Some(Lang::En), phrases::SHARE_IN_ENGLISH),
    ]
    .map(|(lang, name)| (text(name).into(), wishes(Wish { lang, ..(*wish).clone() })));
    let themes = [
        (Theme::Auto, phrases::HEADER_THEME_AUTO),
        (Theme::Light, phrases::HEADER_THEME_LIGHT),
        (Theme::Dark, phrases::HEADER_THEME_DARK),
    ]
    .map(|(theme, name)| (text(name).into(), wishes(Wish { theme, ..(*wish).clone() })));
    let forms = [(Form::Frame, phrases::SHARE_FORM_FRAME), (Form::Element, phrases::SHARE_FORM_ELEMENT)]
        .map(|(form, name)| (text(name).into(), wishes(Wish { form, ..(*wish).clone() })));
    let change = |to: Callback<Event, Wish>| {
        let (wish, outcome) = (wish.clone(), outcome.clone());
        Callback::from(move |event: Event| {
            outcome.set(None);
            wish.set(to.emit(event));
        })
    };
    let to_step = {
        let wish = (*wish).clone();
        change(Callback::from(move |event: Event| Wish {
            step: element::value(event.target()).parse().ok(),
            ..wish.clone()
        }))
    };
    let to_chosen = {
        let wish = (*wish).clone();
        change(Callback::from(move |_: Event| Wish { chosen: !wish.chosen, ..wish.clone() }))
    };
    let at = wish.step.unwrap_or(state.step);
    let framed = wish.form == Form::Frame || place.site.is_none();
    let size = if framed { wish.size } else { Size::Full };
    let preview = AttrValue::from(link(place, state, &wish, dataset, true));
    let (copy_link, copy_code) = (copy(&address, &fields[0]), copy(&markup, &fields[1]));
    let [link_field, code_field] = fields;
    html! {
        <div class="share-panel">
            { choice(text(phrases::SHARE_VIEW), &views) }
            if wish.tells(state) && !dataset.story.is_empty() {
                <label class="share-label" for="share-step">{ text(phrases::SHARE_STEP) }</label>
                <select id="share-step" class="share-step" onchange={to_step}>
                    { for dataset.story.iter().enumerate().map(|(ix, step)| html! {
                        <option value={ix.to_string()} selected={ix == usize::from(at)}>
                            { [&*(ix + 1).to_string(), " ", step.title.get(lang)].concat() }
                        </option>
                    }) }
                </select>
            }
            if state.asks() {
                <label class="check">
                    <input type="checkbox" checked={wish.chosen} onchange={to_chosen} />{ text(phrases::SHARE_CHOSEN) }
                </label>
            }
            { choice(text(phrases::HEADER_LANGUAGES), &langs) }
            { choice(text(phrases::HEADER_THEMES), &themes) }
            <label class="share-label" for="share-link">{ text(phrases::SHARE_LINK) }</label>
            <input id="share-link" class="share-text" ref={link_field} readonly=true value={address} />
            if place.site.is_some() { { choice(text(phrases::SHARE_FORM), &forms) } }
            if framed { { choice(text(phrases::SHARE_SIZE), &sizes) } }
            <label class="share-label" for="share-code">{ text(phrases::SHARE_CODE) }</label>
            <textarea id="share-code" class="share-text" ref={code_field} readonly=true rows="6" value={markup} />
            <Preview label={text(phrases::SHARE_PREVIEW)} title={wish.title(state)} address={preview} {size} />
            <p class="share-copy">
                <button type="button" class="button button-main" data-copy="link" onclick={copy_link}>
                    { text(phrases::SHARE_COPY_LINK) }
                </button>
                <button type="button" class="button" data-copy="code" onclick={copy_code}>
                    { text(phrases::SHARE_COPY_CODE) }
                </button>
                <span role="status">{ outcome.map_or("", |outcome| outcome.get(lang)) }</span>
            </p>
            <p class="note">{ text(phrases::SHARE_NOTE) }</p>
        </div>
    }
}

/// What a preview needs.
#[derive(Properties, PartialEq)]
struct PreviewProps {
    /// What is written on it.
    label: &'static str,
    /// The title of the frame.
    title: &'static str,
    /// What it shows.
    address: AttrValue,
    /// How large that is.
    size: Size,
}

/// The frame as another page will have it, made smaller where it is too wide. It loads the page once more, so it is
/// there only when it is asked for.
#[component]
fn Preview(PreviewProps { label, title, address, size }: &PreviewProps) -> Html {
    let open = use_state_eq(|| false);
    let (room, frame) = (use_node_ref(), use_node_ref());
    let room_px = use_box_size(&room).map(|size| size.width_px as u32);
    use_effect_with((room_px, *size, *open), {
        let (room, frame) = (room.clone(), frame.clone());
        move |&(room_px, size, _)| {
            let (width_px, height_px) = size.px();
            let percent = match (width_px, room_px) {
                (Some(width_px), Some(room_px)) => (room_px * 100 / width_px).min(100),
                _ => 100,
            };
            element::set_style(&frame, "scale", &format!("{percent}%"));
            element::set_style(&room, "height", &format!("{}px", height_px * percent / 100));
        }
    });
    let toggle = {
        let open = open.clone();
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            open.set(!*open);
        })
    };
    let (width, height) = size.attributes();
    html! {
        <details class="share-preview" open={*open}>
            <summary onclick={toggle}>{ label }</summary>
            <div ref={room}>
                if *open {
                    <iframe ref={frame} src={address} title={*title} {width} {height} loading="lazy" sandbox={SANDBOX} />
                }
            </div>
        </details>
    }
}

/// What can be shown.
const VIEWS: [(Option<View>, Phrase); 7] = [
    (None, phrases::SHARE_VIEW_SCREEN),
    (Some(View::Story), phrases::SHARE_VIEW_STORY),
    (Some(View::Explore), phrases::SHARE_VIEW_EXPLORE),
    (Some(View::Map), phrases::SHARE_VIEW_MAP),
    (Some(View::Funding), phrases::SHARE_VIEW_FUNDING),
    (Some(View::Timeline), phrases::SHARE_VIEW_TIMELINE),
    (Some(View::Data), phrases::SHARE_VIEW_DATA),
];

/// One of several, as a row of buttons: the name of each, whether it is the one, and what choosing it does.
fn choice(label: &'static str, options: &[(AttrValue, (bool, Callback<MouseEvent>))]) -> Html {
    let button = |(name, (on, onclick)): &(AttrValue, (bool, Callback<MouseEvent>))| {
        html! { <button type="button" aria-pressed={on.to_string()} onclick={onclick.clone()}>{ name }</button> }
    };
    html! {
        <div class="share-choice">
            <span class="share-label">{ label }</span>
            <div class="switch" role="group" aria-label={label}>{ for options.iter().map(button) }</div>
        </div>
    }
}
