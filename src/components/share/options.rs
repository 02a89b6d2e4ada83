//! The controls of the Share panel: each sets one of the share options.

use std::borrow::Cow;

use chuhai_core::state::{State, Theme, View};
use chuhai_core::text::{Lang, Phrase, phrases};
use yew::prelude::*;

use crate::browser::element;
use crate::page::Page;
use crate::share::{EmbedKind, FrameSize, ShareOptions};
use crate::views::spec::{is_available, spec};

/// The options as they are, and the setter of changed ones.
pub struct Controls<'a> {
    /// Dataset and language.
    pub page: &'a Page,
    /// State of the page.
    pub state: &'a State,
    /// The options.
    pub now: ShareOptions,
    /// Receives the changed options.
    pub set: Callback<ShareOptions>,
}

impl Controls<'_> {
    /// The view to share; none is what is on screen.
    pub fn view(&self) -> Html {
        let views = View::ALL.into_iter().filter(|view| is_available(*view, &self.page.dataset));
        let views = views.map(|view| (Some(view), spec(view).share));
        let options = std::iter::once((None, phrases::SHARE_VIEW_SCREEN)).chain(views);
        let options = options.map(|(view, name)| (self.page.said(name), ShareOptions { view, ..self.now }));
        self.choice(phrases::SHARE_VIEW, options)
    }

    /// The step the story begins with, where the story is shared.
    pub fn step(&self) -> Html {
        let (now, story) = (self.now, &self.page.dataset.story);
        if !now.shows_story(self.state) || story.is_empty() {
            return Html::default();
        }
        let selected = usize::from(now.step.unwrap_or(self.state.page.step));
        let onchange = self
            .set
            .reform(move |event: Event| ShareOptions { step: element::value(event.target()).parse().ok(), ..now });
        html! {
            <>
                { label("send-step", self.page.text(phrases::SHARE_STEP)) }
                <select id="send-step" class="send-step" {onchange}>
                    { for story.iter().enumerate().map(|(ix, step)| html! {
                        <option value={ix.to_string()} selected={ix == selected}>{ step.title.get(self.page.lang) }</option>
                    }) }
                </select>
            </>
        }
    }

    /// A check box for sharing filter and selection too, where there are any.
    pub fn chosen(&self) -> Html {
        let now = self.now;
        let onchange = self.set.reform(move |_: Event| ShareOptions { chosen: !now.chosen, ..now });
        html! {
            if self.state.is_choosing() {
                <label class="check">
                    <input type="checkbox" checked={now.chosen} {onchange} />{ self.page.text(phrases::SHARE_CHOSEN) }
                </label>
            }
        }
    }

    /// The language to share in.
    pub fn lang(&self) -> Html {
        let langs = [
            (None, phrases::SHARE_FOLLOW),
            (Some(Lang::Zh), phrases::SHARE_IN_CHINESE),
            (Some(Lang::En), phrases::SHARE_IN_ENGLISH),
        ];
        let options = langs.map(|(lang, name)| (self.page.text(name).into(), ShareOptions { lang, ..self.now }));
        self.choice(phrases::HEADER_LANGUAGES, options)
    }

    /// The colours to share in.
    pub fn theme(&self) -> Html {
        let themes = [
            (Theme::Auto, phrases::HEADER_THEME_AUTO),
            (Theme::Light, phrases::HEADER_THEME_LIGHT),
            (Theme::Dark, phrases::HEADER_THEME_DARK),
        ];
        let options = themes.map(|(theme, name)| (self.page.text(name).into(), ShareOptions { theme, ..self.now }));
        self.choice(phrases::HEADER_THEMES, options)
    }

    /// The kind of embed.
    pub fn kind(&self) -> Html {
        let kinds = [(EmbedKind::Frame, phrases::SHARE_FORM_FRAME), (EmbedKind::Element, phrases::SHARE_FORM_ELEMENT)];
        let options = kinds.map(|(kind, name)| (self.page.text(name).into(), ShareOptions { kind, ..self.now }));
        self.choice(phrases::SHARE_FORM, options)
    }

    /// The size of the frame.
    pub fn size(&self) -> Html {
        self.choice(
            phrases::SHARE_SIZE,
            FrameSize::ALL.map(|size| (size.name().into(), ShareOptions { size, ..self.now })),
        )
    }

    /// A row of buttons of which one is pressed: the name of each, and the options it sets.
    fn choice(&self, name: Phrase, options: impl IntoIterator<Item = (Cow<'static, str>, ShareOptions)>) -> Html {
        let name = self.page.text(name);
        let button = |(name, options): (Cow<'static, str>, ShareOptions)| {
            let onclick = self.set.reform(move |_: MouseEvent| options);
            html! { <button type="button" aria-pressed={(options == self.now).to_string()} {onclick}>{ name }</button> }
        };
        html! {
            <div class="send-choice">
                <span class="send-label">{ name }</span>
                <div class="switch" role="group" aria-label={name}>{ for options.into_iter().map(button) }</div>
            </div>
        }
    }
}

/// The label of a field.
pub fn label(field: &'static str, name: &'static str) -> Html {
    html! { <label class="send-label" for={field}>{ name }</label> }
}
