//! The card that stands for the page, or for a step of its story, where a link to it is shared: 1200 by 630, read at half
//! that and less. So everything in it is large: few words, and the picture enlarged until its own words can be read.

use chuhai_core::dataset::{Dataset, StoryStep, StoryView};
use chuhai_core::format::date_short;
use chuhai_core::state::{Cameras, PageState, ResolvedFilter, State};
use chuhai_core::text::{Lang, phrases};

use crate::annotations::text_box;
use crate::export_frame::{TypeStyle, filled, framed, lines};
use crate::map::{self, MapBase, MapFilter};
use crate::measure::TextMeasurer;
use crate::scene::{Anchor, HitShape, Item, Label, Mark, Rect, Scene, Shape, Size, Stroke, Weight, pt};
use crate::story::{self, LayoutOptions};
use crate::theme::ColorToken;
use crate::transition::{Coord, visit_coords_mut};
use crate::waffle;

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
/// How much the picture is enlarged: as much as it has room for. Any more, and the map shows no more than half the world.
const SCALES: [f64; 10] = [1.8, 1.7, 1.6, 1.5, 1.4, 1.3, 1.2, 1.1, 1.0, 0.9];

/// How many faults of a picture are worth as much as being enlarged by one time more.
const FAULTS_A_SCALE: f64 = 1.6;

/// In a wider picture on a card the small type of the views is too small to read.
const WIDEST_PX: f64 = 920.0;

/// LayoutOptions for a tally with the largest marks.
const TALLY_PX: f64 = 1000.0;

/// A note farther from what it is about might be about anything between.
const LEADER_PX: f64 = 50.0;

/// The words of a card.
struct CardText<'a> {
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
pub fn of_page(dataset: &Dataset, lang: Lang, measure: &dyn TextMeasurer) -> Option<Scene> {
    let state = State {
        page: PageState { lang, ..PageState::default() },
        cameras: Cameras { voyages: true, ..Cameras::default() },
        ..State::default()
    };
    let choice = MapFilter::new(dataset, ResolvedFilter::new(&state, dataset, None));
    let source = source(dataset, lang);
    let (title, lead) = (phrases::PAGE_TITLE.get(lang), phrases::PAGE_DESCRIPTION.get(lang));
    card(&CardText { title, lead, page: "", source: &source }, measure, &mut |size| {
        let scene = map::layout(&MapBase::new(dataset, size), dataset, &state, &choice, measure);
        let faults = faults(&scene, dataset, measure);
        Some((scene, faults))
    })
}

/// The card of a step: its picture with all of its notes. `base_cache` keeps the map's outlines from one card to the next.
pub fn of_step(
    dataset: &Dataset,
    step: &StoryStep,
    lang: Lang,
    base_cache: &mut Option<MapBase>,
    measure: &dyn TextMeasurer,
) -> Option<Scene> {
    let reader = State { page: PageState { lang, ..PageState::default() }, ..State::default() };
    let (page, source) = (phrases::PAGE_TITLE.get(lang), source(dataset, lang));
    let words = CardText { title: step.title.get(lang), lead: step.picture.get(lang), page, source: &source };
    card(&words, measure, &mut |size| {
        let height_px = if step.view == StoryView::Waffle { TALLY_PX } else { size.height_px };
        let room = LayoutOptions { size: Size { height_px, ..size }, measure };
        let (mut scene, unplaced) = story::layout(dataset, step, &reader, base_cache, room);
        let fits = match step.view {
            StoryView::Waffle => side_by_side(&mut scene, measure),
            StoryView::Timeline => {
                trim(&mut scene, measure);
                true
            }
            StoryView::Map | StoryView::Funding => size.width_px <= WIDEST_PX,
        };
        let faults = faults(&scene, dataset, measure);
        (fits && unplaced.is_empty()).then_some((scene, faults))
    })
}

/// A tally whose words stand before their marks instead of above, and larger: it has no room for what they mean. Whether
/// its rows have room.
fn side_by_side(scene: &mut Scene, measure: &dyn TextMeasurer) -> bool {
    scene.marks.retain(|mark| !matches!(&mark.shape, Shape::Text(label) if label.weight == Weight::Regular));
    let mut words_px = 0.0;
    for mark in &mut scene.marks {
        if let Shape::Text(label) = &mut mark.shape {
            label.size_px = 20.0;
            words_px = f64::max(words_px, measure.width_px(&label.text, label.size_px, label.weight));
        }
    }
    let up_px = (waffle::HEAD_PX + waffle::PITCHES_PX[0]) / 2.0;
    let mut rows = 0.0;
    let mut right = 0.0;
    for mark in &mut scene.marks {
        let is_head = matches!(mark.shape, Shape::Text(_));
        rows += f64::from(u8::from(is_head));
        visit_coords_mut(&mut mark.shape, &mut |axis, number| match axis {
            Coord::Across if !is_head => {
                *number += words_px + 20.0;
                right = f64::max(right, *number);
            }
            Coord::Down => *number += if is_head { 0.0 } else { -up_px } - 5.0 * rows,
            _ => {}
        });
    }
    scene.size.height_px = lowest(scene, measure);
    right <= scene.size.width_px
}

/// A timeline without the room that its notes did not need.
fn trim(scene: &mut Scene, measure: &dyn TextMeasurer) {
    scene.size.height_px = lowest(scene, measure) + 4.0;
}

fn lowest(scene: &Scene, measure: &dyn TextMeasurer) -> f64 {
    let bottom = |mark: &Mark| match &mark.shape {
        Shape::Text(label) => {
            let taken = text_box(label, measure);
            taken.y + taken.h
        }
        shape => {
            let mut bottom = 0.0;
            visit_coords_mut(&mut shape.clone(), &mut |axis, number| {
                if matches!(axis, Coord::Down) {
                    bottom = f64::max(bottom, *number);
                }
            });
            bottom
        }
    };
    scene.marks.iter().map(bottom).fold(0.0, f64::max)
}

/// Whether no word lies on another.
fn is_legible(scene: &Scene, measure: &dyn TextMeasurer) -> bool {
    let boxes = scene.marks.iter().filter_map(|mark| match &mark.shape {
        Shape::Text(label) => Some(text_box(label, measure).grown(-0.15 * label.size_px)),
        _ => None,
    });
    let boxes: Vec<Rect> = boxes.collect();
    boxes.iter().enumerate().all(|(ix, taken)| boxes[ix + 1..].iter().all(|other| !taken.overlaps(other)))
}

/// What would be misread although it fits: regions whose name is missing or stands in another, notes that point far.
fn faults(scene: &Scene, dataset: &Dataset, measure: &dyn TextMeasurer) -> usize {
    let picture = Rect { x: 0.0, y: 0.0, w: scene.size.width_px, h: scene.size.height_px };
    let inside = picture.grown(-1.0);
    let nameless = |ix: usize, item: &Item| {
        let shapes = item.hit.iter().filter_map(|hit| match hit {
            HitShape::Polygon(rings) => Some(rings.concat()),
            HitShape::Rect(_) => None,
        });
        let land = Rect::around(&shapes.flatten().collect::<Vec<_>>());
        // What the edge cuts off need have no name.
        let is_whole = inside.contains(pt(land.x, land.y)) && inside.contains(pt(land.x + land.w, land.y + land.h));
        let is_name = |mark: &Mark| match &mark.shape {
            Shape::Text(label) => mark.item == Some(ix as u32) && text_box(label, measure).overlaps(&land.grown(-4.0)),
            _ => false,
        };
        dataset.find_region(&item.id).is_some() && is_whole && !scene.marks.iter().any(is_name)
    };
    let nameless = scene.items.iter().enumerate().filter(|(ix, item)| nameless(*ix, item)).count();
    let points_far = |mark: &&Mark| match (&mark.shape, mark.stroke) {
        (Shape::Path(line), Some(Stroke { token: ColorToken::Ink2, .. })) if mark.item.is_none() && line.len() == 2 => {
            (line[0].x - line[1].x).hypot(line[0].y - line[1].y) > LEADER_PX
        }
        _ => false,
    };
    nameless + scene.marks.iter().filter(points_far).count()
}

fn source(dataset: &Dataset, lang: Lang) -> String {
    phrases::POSTER_CARD.fill(lang, &[("date", &date_short(dataset.meta.published, lang))])
}

/// The card with these words. `draw` makes the picture for a size and counts its faults, or none where not all of it
/// fits there.
fn card(
    words: &CardText<'_>,
    measure: &dyn TextMeasurer,
    draw: &mut dyn FnMut(Size) -> Option<(Scene, usize)>,
) -> Option<Scene> {
    let mut marks = Vec::new();
    let beside = MARGIN_PX + SEAL_PX + GAP_PX;
    let room_px = SIZE.width_px - MARGIN_PX - beside;
    let title = title(words.title, room_px, measure);
    let lead = TypeStyle { size_px: 25.0, line_px: 35.0, weight: Weight::Regular, token: ColorToken::Ink2 };
    let mut y = TOP_PX - 6.0;
    for (kind, text) in [(title, words.title), (lead, words.lead)] {
        for line in balanced(text, room_px, kind, measure) {
            marks.push(set(line, (beside, y + kind.line_px / 2.0), Anchor::Start, kind));
            y += kind.line_px;
        }
    }
    seal(&mut marks);
    foot(words, &mut marks);

    let top = y.max(TOP_PX + SEAL_PX) + 14.0;
    let room =
        Size { width_px: SIZE.width_px - 2.0 * MARGIN_PX, height_px: SIZE.height_px - 2.0 * FOOT_PX - top + 6.0 };
    let mut best: Option<(f64, f64, Scene)> = None;
    for scale in SCALES {
        // What smaller type costs: a picture is not made smaller for ever, only to be without fault.
        let cost = FAULTS_A_SCALE * (SCALES[0] - scale);
        if best.as_ref().is_some_and(|(least, ..)| cost >= *least) {
            break;
        }
        let size = Size { width_px: (room.width_px / scale).floor(), height_px: (room.height_px / scale).floor() };
        let fits =
            |(picture, _): &(Scene, usize)| picture.size.height_px <= size.height_px && is_legible(picture, measure);
        let Some((picture, faults)) = draw(size).filter(fits) else { continue };
        let cost = cost + faults as f64;
        if best.as_ref().is_none_or(|(least, ..)| cost < *least) {
            best = Some((cost, scale, picture));
        }
    }
    let (_, scale, picture) = best?;
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
fn title(text: &str, room_px: f64, measure: &dyn TextMeasurer) -> TypeStyle {
    let of = |size_px: f64| TypeStyle {
        size_px,
        line_px: (size_px * 1.2).round(),
        weight: Weight::Bold,
        token: ColorToken::Ink,
    };
    let fits = |size_px: &f64| measure.width_px(text, *size_px, Weight::Bold) <= room_px;
    of(TITLES_PX.into_iter().find(fits).unwrap_or(TITLES_PX[TITLES_PX.len() - 1]))
}

/// A text in as few lines as it has to have, and these about equally long.
fn balanced(text: &str, room_px: f64, kind: TypeStyle, measure: &dyn TextMeasurer) -> Vec<String> {
    let mut best = lines(text, room_px, kind, measure);
    let narrower = (1..20).map(|step| lines(text, room_px * (1.0 - 0.025 * f64::from(step)), kind, measure));
    for lines in narrower {
        if lines.len() > best.len() {
            break;
        }
        best = lines;
    }
    best
}

/// The seal of the page, in both languages as it is in its head.
fn seal(marks: &mut Vec<Mark>) {
    marks.push(filled(Rect { x: MARGIN_PX, y: TOP_PX, w: SEAL_PX, h: SEAL_PX }, ColorToken::Accent));
    let kind = TypeStyle { size_px: 31.0, line_px: 32.0, weight: Weight::Bold, token: ColorToken::OnAccent };
    let x = MARGIN_PX + SEAL_PX / 2.0;
    for (ix, sign) in ["出", "海"].into_iter().enumerate() {
        let y = TOP_PX + SEAL_PX / 2.0 + (ix as f64 - 0.5) * kind.line_px;
        marks.push(set(sign.to_owned(), (x, y), Anchor::Middle, kind));
    }
}

/// A rule, and below it what the page is called and where it is from.
fn foot(words: &CardText<'_>, marks: &mut Vec<Mark>) {
    let (left, right) = (MARGIN_PX, SIZE.width_px - MARGIN_PX);
    let y = SIZE.height_px - FOOT_PX;
    marks.push(filled(Rect { x: left, y: y - 24.0, w: right - left, h: 1.5 }, ColorToken::Rule));
    let kind = TypeStyle { size_px: 21.0, line_px: 28.0, weight: Weight::Regular, token: ColorToken::Ink2 };
    if words.page.is_empty() {
        marks.push(set(words.source.to_owned(), (left, y), Anchor::Start, kind));
    } else {
        marks.push(set(words.page.to_owned(), (left, y), Anchor::Start, TypeStyle { weight: Weight::Bold, ..kind }));
        marks.push(set(words.source.to_owned(), (right, y), Anchor::End, kind));
    }
}

fn set(text: String, (x, y): (f64, f64), anchor: Anchor, kind: TypeStyle) -> Mark {
    let TypeStyle { size_px, weight, token, .. } = kind;
    let label = Label { text, at: pt(x, y), size_px, weight, anchor, halo_px: 0.0 };
    Mark { shape: Shape::Text(label), fill: Some(token), stroke: None, item: None }
}
