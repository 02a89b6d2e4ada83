//! Pictures saved as files, with title, note and credits around them.

use chuhai_charts::export::frame::{FrameText, compose, credits};
use chuhai_charts::paint::svg::svg;
use chuhai_charts::scene::Scene;
use yew::prelude::*;

use crate::browser::{download, location};
use crate::ptr_eq_rc::PtrEqRc;
use crate::views::context::ViewContext;

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
pub enum Format {
    /// Lines and text.
    Svg,
    /// Pixels.
    Png,
}

impl Format {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Svg => "SVG",
            Self::Png => "PNG",
        }
    }
}

/// Saves `picture` as a file.
pub fn save(context: &ViewContext, picture: &Picture, format: Format) {
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
