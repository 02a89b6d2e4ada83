//! The frame of an exported picture: title, reading note, summary, source and licence, as one Scene with the picture.
//!
//! It has no items, since an exported picture is not interactive.

use chuhai_core::dataset::{About, Dataset};
use chuhai_core::format;
use chuhai_core::text::{Lang, phrases};

use crate::layout::wrap::wrap;
use crate::measure::TextMeasurer;
use crate::scene::{Coord, Label, Mark, Rect, Scene, Shape, Size, Weight, pt};
use crate::theme::ColorToken;

/// The address of the licence of our pictures and data.
const LICENCE: &str = "creativecommons.org/licenses/by/4.0";
/// The margins: narrow for pictures of a phone, else wide.
const MARGINS_PX: [f64; 2] = [16.0, 24.0];
const NARROW_PX: f64 = 480.0;
/// The longest line, however wide the picture: longer ones are tiring to read.
const LONGEST_PX: f64 = 720.0;

/// The text of a frame.
#[derive(Clone, Debug)]
pub struct FrameText<'a> {
    /// The title.
    pub title: &'a str,
    /// The reading note; may be empty.
    pub note: &'a str,
    /// Source, page and licence, each on lines of its own.
    pub credits: Vec<String>,
}

/// Size, weight and colour of a text.
#[derive(Clone, Copy)]
pub(crate) struct TypeStyle {
    /// Type size.
    pub size_px: f64,
    /// Line height.
    pub line_px: f64,
    /// Weight.
    pub weight: Weight,
    /// Colour.
    pub token: ColorToken,
}

const TITLE: TypeStyle = TypeStyle { size_px: 20.0, line_px: 28.0, weight: Weight::Bold, token: ColorToken::Ink };
const NOTE: TypeStyle = TypeStyle { size_px: 13.0, line_px: 20.0, weight: Weight::Regular, token: ColorToken::Ink3 };
const CAPTION: TypeStyle = TypeStyle { token: ColorToken::Ink2, ..NOTE };
const CREDIT: TypeStyle = TypeStyle { size_px: 12.0, line_px: 18.0, weight: Weight::Regular, token: ColorToken::Ink3 };

/// Returns the credits of a picture: the article, the source of the series if `series`, our page at the address `page`
/// (empty if it has none that others could use) with the version of the data, and the licence. For another dataset than
/// the page's own, the credits that it states.
pub fn credits(dataset: &Dataset, series: bool, page: &str, lang: Lang) -> Vec<String> {
    let meta = &dataset.meta;
    if let Some(about) = &meta.about {
        return foreign_credits(about, page, lang);
    }
    let date = format::date_short(meta.published, lang);
    let article = bare(meta.article_url.get(lang));
    let mut credits = vec![phrases::POSTER_SOURCE.fill(lang, &[("date", &date), ("address", article)])];
    if series {
        credits.push(phrases::POSTER_SOURCE_SERIES.get(lang).to_owned());
    }
    let title = meta.title.get(lang);
    let ours = phrases::POSTER_PAGE.fill(lang, &[("title", title), ("version", &meta.version)]);
    credits.push(located(ours, page, lang));
    credits.push(phrases::POSTER_LICENCE.fill(lang, &[("address", LICENCE)]));
    credits
}

/// Returns the credits of a dataset that is not the page's own.
fn foreign_credits(about: &About, page: &str, lang: Lang) -> Vec<String> {
    let mut credits = Vec::new();
    for source in &about.sources {
        credits.push(source.get(lang).to_owned());
    }
    credits.push(located(about.made.get(lang).to_owned(), page, lang));
    for licence in &about.licences {
        credits.push(licence.get(lang).to_owned());
    }
    credits
}

/// Appends the address of a page to its credit, if it has one.
fn located(page: String, address: &str, lang: Lang) -> String {
    match address {
        "" => page,
        address => phrases::POSTER_PAGE_AT.fill(lang, &[("page", &page), ("address", bare(address))]),
    }
}

/// Returns an address without its scheme, as in print.
fn bare(address: &str) -> &str {
    address.strip_prefix("https://").unwrap_or(address)
}

/// Returns `picture` in a frame with `text`.
pub fn compose(picture: &Scene, text: &FrameText<'_>, measure: &dyn TextMeasurer) -> Scene {
    let Size { width_px, height_px } = picture.size;
    let margin_px = MARGINS_PX[usize::from(width_px >= NARROW_PX)];
    let mut column =
        TextColumn { x: margin_px, y: margin_px, room_px: width_px.min(LONGEST_PX), measure, marks: Vec::new() };
    column.add(text.title, TITLE);
    column.add(text.note, NOTE);
    let place = Rect { x: margin_px, y: column.y + 8.0, w: width_px, h: height_px };
    column.y = place.y + place.h + 8.0;
    column.add(&picture.summary, CAPTION);
    column.y += 10.0;
    let rule = Rect { x: margin_px, y: column.y, w: width_px, h: 1.0 };
    column.marks.push(filled(rule, ColorToken::Rule));
    column.y += 9.0;
    for credit in &text.credits {
        column.add(credit, CREDIT);
    }
    let size = Size { width_px: width_px + 2.0 * margin_px, height_px: column.y + margin_px };
    let mut marks = framed(&picture.marks, size, place, 1.0);
    marks.append(&mut column.marks);
    Scene { size, marks, summary: picture.summary.clone(), ..Scene::default() }
}

/// Returns marks enlarged by `scale` and moved into `place` on a paper of `size`. The parts of a zoomed picture beyond its
/// edges are covered, as its canvas clips them.
pub(crate) fn framed(marks: &[Mark], size: Size, place: Rect, scale: f64) -> Vec<Mark> {
    let Size { width_px, height_px } = size;
    let mut framed = vec![filled(Rect { x: 0.0, y: 0.0, w: width_px, h: height_px }, ColorToken::Paper)];
    framed.extend(marks.iter().map(|mark| {
        let mut mark = Mark { item: None, ..mark.clone() };
        mark.shape.visit_coords_mut(&mut |coord, number| {
            *number = scale * *number
                + match coord {
                    Coord::X => place.x,
                    Coord::Y => place.y,
                    Coord::Length => 0.0,
                };
        });
        mark
    }));
    let (right, bottom) = (place.x + place.w, place.y + place.h);
    let around = [
        Rect { x: 0.0, y: 0.0, w: width_px, h: place.y },
        Rect { x: 0.0, y: bottom, w: width_px, h: height_px - bottom },
        Rect { x: 0.0, y: place.y, w: place.x, h: place.h },
        Rect { x: right, y: place.y, w: width_px - right, h: place.h },
    ];
    framed.extend(around.map(|rect| filled(rect, ColorToken::Paper)));
    framed
}

/// A filled box.
pub(crate) fn filled(rect: Rect, token: ColorToken) -> Mark {
    Mark::filled(Shape::Rect(rect), token)
}

/// A column of texts, set from top to bottom.
pub(crate) struct TextColumn<'a> {
    /// Left edge.
    pub x: f64,
    /// Top of the next line.
    pub y: f64,
    /// The longest line.
    pub room_px: f64,
    /// The text measurer.
    pub measure: &'a dyn TextMeasurer,
    /// The lines set so far.
    pub marks: Vec<Mark>,
}

impl TextColumn<'_> {
    /// Appends a text.
    pub fn add(&mut self, text: &str, style: TypeStyle) {
        for text in lines(text, self.room_px, style, self.measure) {
            let label = Label::new(text, pt(self.x, self.y + style.line_px / 2.0), style.size_px).weight(style.weight);
            self.marks.push(Mark::text(label, style.token));
            self.y += style.line_px;
        }
    }
}

/// Wraps a text. Longer words than the room, such as addresses, are broken anywhere.
pub(crate) fn lines(text: &str, room_px: f64, style: TypeStyle, measure: &dyn TextMeasurer) -> Vec<String> {
    let width_px = |text: &str| measure.width_px(text, style.size_px, style.weight);
    let mut broken = Vec::new();
    for line in wrap(text, room_px, width_px) {
        let mut rest = String::new();
        for character in line.chars() {
            rest.push(character);
            if width_px(&rest) > room_px && rest.chars().count() > 1 {
                rest.pop();
                broken.push(std::mem::replace(&mut rest, character.into()));
            }
        }
        broken.push(rest);
    }
    broken
}
