//! A picture with the words around it that it needs away from the page, as one Scene: its title, how to read it, what it
//! shows, where it is from and what may be done with it. Nothing in it is an item: a poster is looked at.

use chuhai_core::dataset::{About, Dataset};
use chuhai_core::format;
use chuhai_core::text::{Lang, phrases};

use crate::measure::TextMeasurer;
use crate::scene::{Anchor, Label, Mark, Rect, Scene, Shape, Size, Weight, pt};
use crate::theme::ColorToken;
use crate::transition::{Coord, visit_coords_mut};
use crate::wrap::wrap;

/// Where the licence of our pictures and data is explained.
const LICENCE: &str = "creativecommons.org/licenses/by/4.0";
/// The paper left around everything; less around pictures of a phone.
const MARGINS_PX: [f64; 2] = [16.0, 24.0];
const NARROW_PX: f64 = 480.0;
/// Lines longer than this are tiring to read, however wide the picture.
const LONGEST_PX: f64 = 720.0;

/// The words around a picture.
#[derive(Clone, Debug)]
pub struct FrameText<'a> {
    /// What it is.
    pub title: &'a str,
    /// How to read it; may be empty.
    pub note: &'a str,
    /// Where it is from and what may be done with it, each on lines of its own.
    pub credits: Vec<String>,
}

/// What a text of a poster looks like.
#[derive(Clone, Copy)]
pub(crate) struct TypeStyle {
    /// TypeStyle size.
    pub size_px: f64,
    /// Distance of lines.
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

/// Who is to be named: the article, whose estimate is drawn beside it if `series`, our page at `page` (empty where it
/// has no address that others could use), the version of the data, and the licence. Of a dataset that is not the page's
/// own, what that says of itself.
pub fn credits(dataset: &Dataset, series: bool, page: &str, lang: Lang) -> Vec<String> {
    let meta = &dataset.meta;
    if let Some(about) = &meta.about {
        return of_another(about, page, lang);
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

fn of_another(about: &About, page: &str, lang: Lang) -> Vec<String> {
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

/// What tells of a page, with its address, if it has one that others could use.
fn located(page: String, address: &str, lang: Lang) -> String {
    match address {
        "" => page,
        address => phrases::POSTER_PAGE_AT.fill(lang, &[("page", &page), ("address", bare(address))]),
    }
}

/// An address as it is written down: whoever types it needs no scheme.
fn bare(address: &str) -> &str {
    address.strip_prefix("https://").unwrap_or(address)
}

/// `picture` with `words` around it.
pub fn compose(picture: &Scene, words: &FrameText<'_>, measure: &dyn TextMeasurer) -> Scene {
    let Size { width_px, height_px } = picture.size;
    let margin_px = MARGINS_PX[usize::from(width_px >= NARROW_PX)];
    let mut text =
        TextColumn { x: margin_px, y: margin_px, room_px: width_px.min(LONGEST_PX), measure, marks: Vec::new() };
    text.add(words.title, TITLE);
    text.add(words.note, NOTE);
    let place = Rect { x: margin_px, y: text.y + 8.0, w: width_px, h: height_px };
    text.y = place.y + place.h + 8.0;
    text.add(&picture.summary, CAPTION);
    text.y += 10.0;
    let rule = Rect { x: margin_px, y: text.y, w: width_px, h: 1.0 };
    text.marks.push(filled(rule, ColorToken::Rule));
    text.y += 9.0;
    for credit in &words.credits {
        text.add(credit, CREDIT);
    }
    let size = Size { width_px: width_px + 2.0 * margin_px, height_px: text.y + margin_px };
    let mut marks = framed(&picture.marks, size, place, 1.0);
    marks.append(&mut text.marks);
    Scene { size, marks, summary: picture.summary.clone(), ..Scene::default() }
}

/// Marks moved into a place on a sheet of paper, enlarged by `scale`. What a picture that is zoomed into has beyond its
/// edges is covered, as its canvas cuts it off.
pub(crate) fn framed(marks: &[Mark], size: Size, place: Rect, scale: f64) -> Vec<Mark> {
    let Size { width_px, height_px } = size;
    let mut framed = vec![filled(Rect { x: 0.0, y: 0.0, w: width_px, h: height_px }, ColorToken::Paper)];
    framed.extend(marks.iter().map(|mark| {
        let mut mark = Mark { item: None, ..mark.clone() };
        visit_coords_mut(&mut mark.shape, &mut |axis, number| {
            *number = scale * *number
                + match axis {
                    Coord::Across => place.x,
                    Coord::Down => place.y,
                    Coord::Size => 0.0,
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

/// A box of one colour.
pub(crate) fn filled(rect: Rect, token: ColorToken) -> Mark {
    Mark { shape: Shape::Rect(rect), fill: Some(token), stroke: None, item: None }
}

/// Texts set below each other.
pub(crate) struct TextColumn<'a> {
    /// Their left edge.
    pub x: f64,
    /// Where the next begins.
    pub y: f64,
    /// How long lines may be.
    pub room_px: f64,
    /// How wide text is.
    pub measure: &'a dyn TextMeasurer,
    /// What is set.
    pub marks: Vec<Mark>,
}

impl TextColumn<'_> {
    /// Sets a text.
    pub fn add(&mut self, text: &str, kind: TypeStyle) {
        for text in lines(text, self.room_px, kind, self.measure) {
            let label = Label {
                text,
                at: pt(self.x, self.y + kind.line_px / 2.0),
                size_px: kind.size_px,
                weight: kind.weight,
                anchor: Anchor::Start,
                halo_px: 0.0,
            };
            self.marks.push(Mark { shape: Shape::Text(label), fill: Some(kind.token), stroke: None, item: None });
            self.y += kind.line_px;
        }
    }
}

/// A text broken into lines. An address knows no spaces: what is longer than the room is broken anywhere.
pub(crate) fn lines(text: &str, room_px: f64, kind: TypeStyle, measure: &dyn TextMeasurer) -> Vec<String> {
    let width_px = |text: &str| measure.width_px(text, kind.size_px, kind.weight);
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
