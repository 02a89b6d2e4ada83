//! Social cards (Open Graph): the preview of a link to the page or to a step of its story.
//!
//! 1200 by 630, shown at half that and less. So everything is large: a short text, and the picture enlarged until its own
//! labels are legible.

use chuhai_core::dataset::{Dataset, Details, StoryStep, StoryView};
use chuhai_core::format::date_short;
use chuhai_core::state::{Cameras, PageState, ResolvedFilter, State};
use chuhai_core::text::{Lang, phrases};

use super::frame::{TypeStyle, filled, framed, lines};
use crate::map::{self, MapBase, MapFilter};
use crate::measure::{TextMeasurer, label_rect};
use crate::scene::{
    Anchor, Coord, HitShape, Item, Label, Mark, MarkRole, Point, Rect, Scene, Shape, Size, Stroke, Weight, pt,
};
use crate::story::{self, LayoutOptions};
use crate::theme::ColorToken;
use crate::waffle::WaffleHeads;

/// The size that hosts ask for.
pub const SIZE: Size = Size { width_px: 1200.0, height_px: 630.0 };
const MARGIN_PX: f64 = 48.0;
const TOP_PX: f64 = 40.0;
const SEAL_PX: f64 = 76.0;
/// The gap between the seal and the text beside it.
const GAP_PX: f64 = 24.0;
/// The distance of the line at the foot from the edge.
const FOOT_PX: f64 = 34.0;
/// Type sizes of the title: the largest that fits on one line is taken; at the last it is wrapped.
const TITLES_PX: [f64; 4] = [54.0, 48.0, 43.0, 40.0];
/// Factors by which the picture is enlarged, the largest first. Beyond these the map shows half the world only.
const SCALES: [f64; 10] = [1.8, 1.7, 1.6, 1.5, 1.4, 1.3, 1.2, 1.1, 1.0, 0.9];

/// The number of legibility faults that weigh as much as one unit of scale.
const FAULTS_A_SCALE: f64 = 1.6;

/// The widest picture: in a wider one the small type of the views is too small to read.
const WIDEST_PX: f64 = 920.0;

/// The longest leader: an annotation farther from its target is ambiguous.
const LEADER_PX: f64 = 50.0;

/// The text of a card.
struct CardText<'a> {
    /// Title.
    title: &'a str,
    /// Lead: a description of the picture.
    lead: &'a str,
    /// The name of the page, at the foot; empty if that is the title.
    page: &'a str,
    /// The source, at the foot.
    source: &'a str,
}

/// Returns the card of the page: the whole map with the voyages.
pub fn page_card(dataset: &Dataset, lang: Lang, measure: &dyn TextMeasurer) -> Option<Scene> {
    let state = State {
        page: PageState { lang, ..PageState::default() },
        cameras: Cameras { voyages: true, ..Cameras::default() },
        ..State::default()
    };
    let filter = MapFilter::new(dataset, ResolvedFilter::new(&state, dataset, None));
    let source = source(dataset, lang);
    let (title, lead) = (phrases::PAGE_TITLE.get(lang), phrases::PAGE_DESCRIPTION.get(lang));
    compose(&CardText { title, lead, page: "", source: &source }, measure, &mut |size| {
        let scene = map::layout(&MapBase::new(dataset, size), dataset, &state, &filter, measure);
        let faults = legibility_faults(&scene, dataset, measure);
        Some((scene, faults))
    })
}

/// Returns the card of a step: its picture with all annotations. `base_cache` keeps the map's outlines from one card to
/// the next.
pub fn step_card(
    dataset: &Dataset,
    step: &StoryStep,
    lang: Lang,
    details: &Details,
    base_cache: &mut Option<MapBase>,
    measure: &dyn TextMeasurer,
) -> Option<Scene> {
    let reader = State { page: PageState { lang, ..PageState::default() }, ..State::default() };
    let (page, source) = (phrases::PAGE_TITLE.get(lang), source(dataset, lang));
    let text = CardText { title: step.title.get(lang), lead: step.picture.get(lang), page, source: &source };
    compose(&text, measure, &mut |size| {
        let options = LayoutOptions { heads: WaffleHeads::Beside, ..LayoutOptions::new(size, measure, details) };
        let (mut scene, unplaced) = story::layout(dataset, step, &reader, base_cache, options);
        let fits = match step.view {
            StoryView::Waffle => scene.items.iter().all(|item| item.bounds.x + item.bounds.w <= size.width_px),
            StoryView::Timeline => {
                trim(&mut scene, measure);
                true
            }
            StoryView::Map | StoryView::Funding => size.width_px <= WIDEST_PX,
            // These take the height that they need.
            StoryView::Areas
            | StoryView::Prices
            | StoryView::Pairs
            | StoryView::Endings
            | StoryView::Findings
            | StoryView::Since => true,
        };
        let faults = legibility_faults(&scene, dataset, measure);
        (fits && unplaced.is_empty()).then_some((scene, faults))
    })
}

/// Trims a timeline to the height that its annotations need.
fn trim(scene: &mut Scene, measure: &dyn TextMeasurer) {
    scene.size.height_px = lowest(scene, measure) + 4.0;
}

/// Returns the bottom of the lowest mark.
fn lowest(scene: &Scene, measure: &dyn TextMeasurer) -> f64 {
    let bottom = |mark: &Mark| {
        if let Shape::Text(label) = &mark.shape {
            let taken = label_rect(label, measure);
            return taken.y + taken.h;
        }
        let coords = mark.shape.coords().into_iter();
        coords.filter(|(coord, _)| *coord == Coord::Y).map(|(_, y)| y).fold(0.0, f64::max)
    };
    scene.marks.iter().map(bottom).fold(0.0, f64::max)
}

/// Returns true if no text covers another.
fn is_legible(scene: &Scene, measure: &dyn TextMeasurer) -> bool {
    let inner = |label: &Label| label_rect(label, measure).grown(-0.15 * label.size_px);
    let boxes: Vec<Rect> = scene.marks.iter().filter_map(Mark::label).map(inner).collect();
    boxes.iter().enumerate().all(|(ix, taken)| boxes[ix + 1..].iter().all(|other| !taken.overlaps(other)))
}

/// Counts what would be misread although it fits: regions without a label on them, and long leaders.
fn legibility_faults(scene: &Scene, dataset: &Dataset, measure: &dyn TextMeasurer) -> usize {
    let inside = scene.size.rect().grown(-1.0);
    let nameless = |ix: usize, item: &Item| {
        let shapes = item.hit.iter().filter_map(|hit| match hit {
            HitShape::Polygon(rings) => Some(rings.concat()),
            HitShape::Rect(_) => None,
        });
        let points: Vec<Point> = shapes.flatten().collect();
        let land = Rect::around(&points);
        // Regions that the edge cuts off need no label.
        let is_name = |mark: &Mark| {
            mark.item == Some(ix as u32)
                && mark.label().is_some_and(|label| label_rect(label, measure).overlaps(&land.grown(-4.0)))
        };
        dataset.find_region(&item.id).is_some()
            && !points.is_empty()
            && inside.encloses(&land)
            && !scene.marks.iter().any(is_name)
    };
    let nameless = scene.items.iter().enumerate().filter(|(ix, item)| nameless(*ix, item)).count();
    let is_long = |mark: &&Mark| matches!(&mark.shape, Shape::Path(line) if line[0].distance(line[1]) > LEADER_PX);
    let leaders = scene.marks.iter().filter(|mark| mark.role == MarkRole::Leader && mark.item.is_none());
    nameless + leaders.filter(is_long).count()
}

/// Returns the line that names the source.
fn source(dataset: &Dataset, lang: Lang) -> String {
    let day = |date| date_short(date, lang);
    phrases::POSTER_CARD.fill(lang, &[("date", &day(dataset.meta.published)), ("read", &day(dataset.meta.last_read))])
}

/// Composes a card. `draw` makes the picture for a size and counts its legibility faults; it returns `None` if not all of
/// it fits.
fn compose(
    text: &CardText<'_>,
    measure: &dyn TextMeasurer,
    draw: &mut dyn FnMut(Size) -> Option<(Scene, usize)>,
) -> Option<Scene> {
    let mut marks = Vec::new();
    let beside = MARGIN_PX + SEAL_PX + GAP_PX;
    let room_px = SIZE.width_px - MARGIN_PX - beside;
    let title = title(text.title, room_px, measure);
    let lead = TypeStyle { size_px: 25.0, line_px: 35.0, weight: Weight::Regular, token: ColorToken::Ink2 };
    let mut y = TOP_PX - 6.0;
    for (style, part) in [(title, text.title), (lead, text.lead)] {
        for wrapped in balanced(part, room_px, style, measure) {
            marks.push(line(wrapped, (beside, y + style.line_px / 2.0), Anchor::Start, style));
            y += style.line_px;
        }
    }
    seal(&mut marks);
    foot(text, &mut marks);

    let top = y.max(TOP_PX + SEAL_PX) + 14.0;
    let room =
        Size { width_px: SIZE.width_px - 2.0 * MARGIN_PX, height_px: SIZE.height_px - 2.0 * FOOT_PX - top + 6.0 };
    let mut best: Option<(f64, f64, Scene)> = None;
    for scale in SCALES {
        // Smaller type has its cost, so that a picture is not shrunk without end for the sake of the last fault.
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
    // A lower picture is centred.
    let (w, h) = (picture.size.width_px * scale, picture.size.height_px * scale);
    let place = Rect { x: MARGIN_PX, y: top + (room.height_px - h) / 2.0, w, h };
    let mut all =
        framed(&picture.marks.iter().map(|mark| enlarged(mark, scale)).collect::<Vec<_>>(), SIZE, place, scale);
    all.append(&mut marks);
    Some(Scene { size: SIZE, marks: all, summary: picture.summary, ..Scene::default() })
}

/// Returns a mark with its lines thickened by the scale at which [`framed`] enlarges it.
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
        Shape::Path(_) | Shape::Polygon(_) | Shape::Rect(_) | Shape::Circle { .. } | Shape::Glyph { .. } => {}
    }
    mark
}

/// Returns the largest type in which the title fits on a line.
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

/// Wraps a text into the fewest lines, of about equal length.
fn balanced(text: &str, room_px: f64, style: TypeStyle, measure: &dyn TextMeasurer) -> Vec<String> {
    let mut best = lines(text, room_px, style, measure);
    let narrower = (1..20).map(|step| lines(text, room_px * (1.0 - 0.025 * f64::from(step)), style, measure));
    for lines in narrower {
        if lines.len() > best.len() {
            break;
        }
        best = lines;
    }
    best
}

/// Draws the seal of the page, the same in both languages.
fn seal(marks: &mut Vec<Mark>) {
    marks.push(filled(Rect { x: MARGIN_PX, y: TOP_PX, w: SEAL_PX, h: SEAL_PX }, ColorToken::Accent));
    let style = TypeStyle { size_px: 31.0, line_px: 32.0, weight: Weight::Bold, token: ColorToken::OnAccent };
    let x = MARGIN_PX + SEAL_PX / 2.0;
    for (ix, sign) in ["出", "海"].into_iter().enumerate() {
        let y = TOP_PX + SEAL_PX / 2.0 + (ix as f64 - 0.5) * style.line_px;
        marks.push(line(sign.to_owned(), (x, y), Anchor::Middle, style));
    }
}

/// Draws a rule, and below it the name of the page and the source.
fn foot(text: &CardText<'_>, marks: &mut Vec<Mark>) {
    let (left, right) = (MARGIN_PX, SIZE.width_px - MARGIN_PX);
    let y = SIZE.height_px - FOOT_PX;
    marks.push(filled(Rect { x: left, y: y - 24.0, w: right - left, h: 1.5 }, ColorToken::Rule));
    let style = TypeStyle { size_px: 21.0, line_px: 28.0, weight: Weight::Regular, token: ColorToken::Ink2 };
    if text.page.is_empty() {
        marks.push(line(text.source.to_owned(), (left, y), Anchor::Start, style));
    } else {
        marks.push(line(text.page.to_owned(), (left, y), Anchor::Start, TypeStyle { weight: Weight::Bold, ..style }));
        marks.push(line(text.source.to_owned(), (right, y), Anchor::End, style));
    }
}

/// A line of text of a card.
fn line(text: String, (x, y): (f64, f64), anchor: Anchor, style: TypeStyle) -> Mark {
    Mark::text(Label::new(text, pt(x, y), style.size_px).weight(style.weight).anchor(anchor), style.token)
}
