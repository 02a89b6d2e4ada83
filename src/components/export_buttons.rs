//! Buttons that save a table or a picture as a file, made when one is pressed.

use chuhai_core::text::phrases;
use yew::prelude::*;

use super::icon::{Icon, icon};
use super::picture_export::{Format, Picture};
use crate::browser::element::PendingButton;
use crate::parts::tools::ToolsPart;
use crate::parts::{self, Part as _};
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
            onclick: Callback::from(move |event| save(&event, &context, &picture, format)),
        }
    });
    export_buttons(phrases::POSTER_SAVE.get(lang), buttons)
}

/// Saves `picture`, once the part that does is there. If it does not come, the notice says so.
fn save(event: &MouseEvent, context: &ViewContext, picture: &PtrEqRc<Picture>, format: Format) {
    if let Some(part) = ToolsPart::get() {
        return (part.save_picture)(context, picture, format);
    }
    let (button, context, picture) = (PendingButton::new(event), context.clone(), picture.clone());
    parts::load(vec![ToolsPart::LOADER], move |_| {
        drop(button);
        match ToolsPart::get() {
            Some(part) => (part.save_picture)(&context, &picture, format),
            None => context.parts.tools.fetch.emit(()),
        }
    });
}
