//! Buttons that save a table or a picture as a file, made when one is pressed.

use chuhai_charts::export::frame::{FrameText, compose, credits};
use chuhai_charts::paint::svg::svg;
use chuhai_charts::scene::Scene;
use chuhai_core::text::phrases;
use yew::prelude::*;

use super::icon::{Icon, icon};
use crate::browser::{download, location};
use crate::ptr_eq_rc::PtrEqRc;
use crate::views::context::ViewContext;

/// A button that saves a file.
pub struct ExportButton {
    /// The format, which is its visible text.
    pub format: &'static str,
    /// Its accessible name.
    pub label: String,
    /// Saves the file.
    pub onclick: Callback<MouseEvent>,
}

/// The group of export buttons called `label`.
pub fn export_buttons(label: &'static str, buttons: [ExportButton; 2]) -> Html {
    html! {
        <div class="save" role="group" aria-label={label}>
            <span aria-hidden="true">{ icon(Icon::Download) }{ label }</span>
            <span class="switch">
                { for buttons.into_iter().map(|ExportButton { format, label, onclick }| html! {
                    <button type="button" aria-label={label} {onclick}>{ format }</button>
                }) }
            </span>
        </div>
    }
}

/// A picture to export.
pub struct Picture {
    /// Part of its file's name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// A note on how to read it; may be empty.
    pub note: AttrValue,
    /// True if the credits name the source of the context series.
    pub series: bool,
    /// The picture on the screen.
    pub scene: PtrEqRc<Scene>,
}

/// The format of an exported picture.
#[derive(Clone, Copy)]
enum Format {
    Svg,
    Png,
}

impl Format {
    const fn name(self) -> &'static str {
        match self {
            Self::Svg => "SVG",
            Self::Png => "PNG",
        }
    }
}

/// The buttons that export a picture.
pub fn save_picture(context: &ViewContext, picture: Picture) -> Html {
    let lang = context.page.lang;
    let (context, picture) = (context.clone(), PtrEqRc::new(picture));
    let buttons = [Format::Svg, Format::Png].map(|format| {
        let label = phrases::POSTER_SAVE_AS.fill(lang, &[("view", &picture.title), ("format", format.name())]);
        let (context, picture) = (context.clone(), picture.clone());
        ExportButton {
            format: format.name(),
            label,
            onclick: Callback::from(move |_| save(&context, &picture, format)),
        }
    });
    export_buttons(phrases::POSTER_SAVE.get(lang), buttons)
}

fn save(context: &ViewContext, picture: &Picture, format: Format) {
    let lang = context.page.lang;
    let meta = &context.page.dataset.meta;
    let credits = credits(&context.page.dataset, picture.series, &page_address(&meta.asked_with), lang);
    let text = FrameText { title: &picture.title, note: &picture.note, credits };
    let framed = compose(&picture.scene, &text, context.measures.of(lang));
    let scheme = context.scheme.for_export();
    let name = |ending| format!("{}-{}-{}-{}.{ending}", meta.file_name(), picture.name, lang.code(), meta.version);
    match format {
        Format::Svg => {
            download::save_text(&name("svg"), &svg(&framed, scheme, lang, &picture.name, &picture.title));
        }
        Format::Png => download::save_png(name("png"), &framed, scheme, lang),
    }
}

/// The address of the page for the credits, with the parameter that names the dataset; empty for a page on disk, which
/// nobody else can open.
fn page_address(asked_with: &str) -> String {
    let own = location::own();
    match (own.starts_with("http"), asked_with.is_empty()) {
        (false, _) => String::new(),
        (true, true) => own,
        (true, false) => format!("{own}?{asked_with}"),
    }
}
