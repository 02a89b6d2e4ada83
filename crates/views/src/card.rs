//! The card that stands for the page, or for a step of its story, where a link to it is shared: 1200 by 630, read at half
//! that and less. So everything in it is large: few words, and the picture enlarged until its own words can be read.

use chuhai_core::dataset::{Dataset, StoryStep};
use chuhai_core::format::date_short;
use chuhai_core::state::{Focus, State};
use chuhai_core::text::{Lang, phrases};

use crate::map::{self, Choice, MapBase};
use crate::measure::Measure;
use crate::poster::{Type, filled, framed, lines};
use crate::scene::{Anchor, Label, Mark, Rect, Scene, Shape, Size, Stroke, Weight, pt};
use crate::story::{self, Room};
use crate::theme::Role;

/// What hosts ask for.
pub const SIZE: Size = Size { width_px: 1200.0, height_px: 630.0 };
const MARGIN_PX: f64 = 48.0;
const TOP_PX: f64 = 40.0;
const SEAL_PX: f64 = 76.0;
/// Between the seal and the words beside it.
const GAP_PX: f64 = 24.0;
/// The line at the foot, from the middle of its letters to the edge.
const FOOT_PX: f64 = 34.0;
/// Sizes of the title: the largest that fits on one line is taken, the last goes on two.
const TITLES_PX: [f64; 4] = [54.0, 48.0, 43.0, 40.0];
/// How much the picture is enlarged: as much as it has room for.
const SCALES: [f64; 14] = [2.2, 2.1, 2.0, 1.9, 1.8, 1.7, 1.6, 1.5, 1.4, 1.3, 1.2, 1.1, 1.0, 0.9];

/// The words of a card.
struct Words<'a> {
    /// Its title.
    title: &'a str,
    /// What the picture shows.
    lead: &'a str,
    /// At the foot: what the page is called; empty where that is the title.
    page: &'a str,
    /// At the foot: where it is from.
    source: &'a str,
}

/// The card of the page: where all of them went, and the old route.
pub fn of_page(dataset: &Dataset, lang: Lang, measure: &dyn Measure) -> Option<Scene> {
    let state = State { lang, voyages: true, ..State::default() };
    let choice = Choice::new(dataset, Focus::new(&state, dataset, None));
    let source = source(dataset, lang);
    let (title, lead) = (phrases::PAGE_TITLE.get(lang), phrases::PAGE_DESCRIPTION.get(lang));
    card(&Words { title, lead, page: "", source: &source }, measure, &mut |size| {
        Some(map::layout(&MapBase::new(dataset, size), dataset, &state, &choice, measure))
    })
}

/// The card of a step: its picture with all of its notes. `kept` keeps the map's outlines from one card to the next.
pub fn of_step(
    dataset: &Dataset,
    step: &StoryStep,
    lang: Lang,
    kept: &mut Option<MapBase>,
    measure: &dyn Measure,
) -> Option<Scene> {
    let reader = State { lang, ..State::default() };
    let (page, source) = (phrases::PAGE_TITLE.get(lang), source(dataset, lang));
    let words = Words { title: step.title.get(lang), lead: step.picture.get(lang), page, source: &source };
    card(&words, measure, &mut |size| {
        let (scene, homeless) = story::layout(dataset, step, &reader, kept, Room { size, measure });
        homeless.is_empty().then_some(scene)
    })
}

fn source(dataset: &Dataset, lang: Lang) -> String {
    phrases::HEADER_DEK.fill(lang, &[("date", &date_short(dataset.meta.published, lang))])
}

/// The card with these words. `draw` makes the picture for a size, or none where not all of it fits there.
fn card(words: &Words<'_>, measure: &dyn Measure, draw: &mut dyn FnMut(Size) -> Option<Scene>) -> Option<Scene> {
    let mut marks = Vec::new();
    let beside = MARGIN_PX + SEAL_PX + GAP_PX;
    let room_px = SIZE.width_px - MARGIN_PX - beside;
    let title = title(words.title, room_px, measure);
    let lead = Type { size_px: 25.0, line_px: 35.0, weight: Weight::Regular, role: Role::Ink2 };
    let mut y = TOP_PX - 6.0;
    for (kind, text) in [(title, words.title), (lead, words.lead)] {
        for line in lines(text, room_px, kind, measure) {
            marks.push(set(line, (beside, y + kind.line_px / 2.0), Anchor::Start, kind));
            y += kind.line_px;
        }
    }
    seal(&mut marks);
    foot(words, &mut marks);

    let top = y.max(TOP_PX + SEAL_PX) + 14.0;
    let room =
        Size { width_px: SIZE.width_px - 2.0 * MARGIN_PX, height_px: SIZE.height_px - 2.0 * FOOT_PX - top + 6.0 };
    let (picture, scale) = SCALES.into_iter().find_map(|scale| {
        let size = Size { width_px: (room.width_px / scale).floor(), height_px: (room.height_px / scale).floor() };
        let picture = draw(size)?;
        (picture.size.height_px <= size.height_px).then_some((picture, scale))
    })?;
    // A picture that is lower than the room stands in its middle.
    let (w, h) = (picture.size.width_px * scale, picture.size.height_px * scale);
    let place = Rect { x: MARGIN_PX, y: top + (room.height_px - h) / 2.0, w, h };
    let mut all =
        framed(&picture.marks.iter().map(|mark| enlarged(mark, scale)).collect::<Vec<_>>(), SIZE, place, scale);
    all.append(&mut marks);
    Some(Scene { size: SIZE, marks: all, summary: picture.summary, ..Scene::default() })
}

/// A mark whose lines are as much thicker as [`framed`] makes it larger.
fn enlarged(mark: &Mark, scale: f64) -> Mark {
    let mut mark = mark.clone();
    mark.stroke = mark.stroke.map(|stroke| Stroke {
        width_px: stroke.width_px * scale,
        dash_px: stroke.dash_px.map(|(on, off)| (on * scale, off * scale)),
        ..stroke
    });
    match &mut mark.shape {
        Shape::Hatch { width_px, step_px, .. } => {
            *width_px *= scale;
            *step_px *= scale;
        }
        Shape::Text(label) => label.halo_px *= scale,
        _ => {}
    }
    mark
}

/// The largest type that the title fits in.
fn title(text: &str, room_px: f64, measure: &dyn Measure) -> Type {
    let of = |size_px: f64| Type { size_px, line_px: (size_px * 1.2).round(), weight: Weight::Bold, role: Role::Ink };
    let fits = |size_px: &f64| measure.width_px(text, *size_px, Weight::Bold) <= room_px;
    of(TITLES_PX.into_iter().find(fits).unwrap_or(TITLES_PX[TITLES_PX.len() - 1]))
}

/// The seal of the page, in both languages as it is in its head.
fn seal(marks: &mut Vec<Mark>) {
    marks.push(filled(Rect { x: MARGIN_PX, y: TOP_PX, w: SEAL_PX, h: SEAL_PX }, Role::Accent));
    let kind = Type { size_px: 31.0, line_px: 32.0, weight: Weight::Bold, role: Role::OnAccent };
    let x = MARGIN_PX + SEAL_PX / 2.0;
    for (ix, sign) in ["出", "海"].into_iter().enumerate() {
        let y = TOP_PX + SEAL_PX / 2.0 + (ix as f64 - 0.5) * kind.line_px;
        marks.push(set(sign.to_owned(), (x, y), Anchor::Middle, kind));
    }
}

/// A rule, and below it what the page is called and where it is from.
fn foot(words: &Words<'_>, marks: &mut Vec<Mark>) {
    let (left, right) = (MARGIN_PX, SIZE.width_px - MARGIN_PX);
    let y = SIZE.height_px - FOOT_PX;
    marks.push(filled(Rect { x: left, y: y - 24.0, w: right - left, h: 1.5 }, Role::Rule));
    let kind = Type { size_px: 21.0, line_px: 28.0, weight: Weight::Regular, role: Role::Ink2 };
    if words.page.is_empty() {
        marks.push(set(words.source.to_owned(), (left, y), Anchor::Start, kind));
    } else {
        marks.push(set(words.page.to_owned(), (left, y), Anchor::Start, Type { weight: Weight::Bold, ..kind }));
        marks.push(set(words.source.to_owned(), (right, y), Anchor::End, kind));
    }
}

fn set(text: String, (x, y): (f64, f64), anchor: Anchor, kind: Type) -> Mark {
    let Type { size_px, weight, role, .. } = kind;
    let label = Label { text, at: pt(x, y), size_px, weight, anchor, halo_px: 0.0 };
    Mark { shape: Shape::Text(label), fill: Some(role), stroke: None, item: None }
}
