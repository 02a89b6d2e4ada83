//! Files to take away: a named group of buttons, each of which makes a file when it is pressed and not before; and the
//! files of pictures, which are posters (`chuhai_charts::export::frame`). Those of tables are the table's.

use chuhai_charts::export::frame::{FrameText, compose, credits};
use chuhai_charts::paint::svg::svg;
use chuhai_charts::scene::Scene;
use chuhai_core::text::phrases;
use yew::prelude::*;

use super::icon::{Icon, icon};
use crate::browser::{download, location};
use crate::ptr_eq_rc::PtrEqRc;
use crate::views::ViewContext;

/// A button of the group: what it says, what it says to a listener, what it does.
pub type Choice = (&'static str, String, Callback<MouseEvent>);

/// The group called `label`.
pub fn save_group(label: &str, choices: [Choice; 2]) -> Html {
    html! {
        <div class="save" role="group" aria-label={label.to_owned()}>
            <span aria-hidden="true">{ icon(Icon::Download) }{ label }</span>
            <span class="switch">
                { for choices.into_iter().map(|(format, name, onclick)| html! {
                    <button type="button" aria-label={name} {onclick}>{ format }</button>
                }) }
            </span>
        </div>
    }
}

/// A picture to take away as it stands.
pub struct Picture {
    /// What its file is called after.
    pub name: String,
    /// Its title.
    pub title: String,
    /// How to read it; may be empty.
    pub note: AttrValue,
    /// Whether the context series may be in it.
    pub series: bool,
    /// What is on screen.
    pub scene: PtrEqRc<Scene>,
}

/// The buttons that save a picture.
pub fn save_picture(frame: &ViewContext, picture: Picture) -> Html {
    let lang = frame.state.page.lang;
    let choices = ["SVG", "PNG"].map(|format| {
        let name = phrases::POSTER_SAVE_AS.fill(lang, &[("view", &picture.title), ("format", format)]);
        (format, name)
    });
    let (frame, picture) = (frame.clone(), PtrEqRc::new(picture));
    let choices = choices.map(|(format, name)| {
        let (frame, picture) = (frame.clone(), picture.clone());
        (format, name, Callback::from(move |_: MouseEvent| save(&frame, &picture, format)))
    });
    save_group(phrases::POSTER_SAVE.get(lang), choices)
}

fn save(frame: &ViewContext, picture: &Picture, format: &str) {
    let lang = frame.state.page.lang;
    // Where the page was opened from a disk, its address leads nobody else anywhere.
    let mut page = Some(location::own()).filter(|own| own.starts_with("http")).unwrap_or_default();
    let meta = &frame.dataset.meta;
    if !page.is_empty() && !meta.asked_with.is_empty() {
        page += &["?", &*meta.asked_with].concat();
    }
    let credits = credits(&frame.dataset, picture.series, &page, lang);
    let words = FrameText { title: &picture.title, note: &picture.note, credits };
    let poster = compose(&picture.scene, &words, frame.measures.of(lang));
    let name = |ending| format!("{}-{}-{}-{}.{ending}", meta.file_name(), picture.name, lang.code(), meta.version);
    let scheme = frame.scheme.for_export();
    if format == "SVG" {
        download::save_text(&name("svg"), &svg(&poster, scheme, lang, &picture.name, &picture.title));
    } else {
        download::save_png(name("png"), &poster, scheme, lang);
    }
}
