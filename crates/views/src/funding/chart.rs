//! The plot of the funding chart: its scales and axes, the stepped series, the marks of chosen dates.

use chuhai_core::dataset::Dataset;
use chuhai_core::date::{Day, Edtf, civil_from_day, day_from_civil};
use chuhai_core::format::{axis_usd, date_short};
use chuhai_core::state::{Emphasis, State};
use chuhai_core::text::{Lang, phrases};

use super::{Amount, statements, words};
use crate::axis::TimeScale;
use crate::brush::Brush;
use crate::measure::Measure;
use crate::scene::{Anchor, HitShape, Item, Label, Mark, Point, Rect, Scene, Shape, Size, Stroke, Weight, pt};
use crate::theme::Role;
use crate::wrap::wrap;

const LEFT_PX: f64 = 32.0;
const RIGHT_PX: f64 = 6.0;
const TOP_PX: f64 = 34.0;
/// Three lines below the axis: years, the part-year statement, the chosen record.
const BOTTOM_PX: f64 = 60.0;
const SIZE_PX: f64 = 12.0;
pub(super) const LINE_PX: f64 = 15.0;

/// Days and dollars to pixels.
pub(super) struct Plot<'a> {
    pub(super) rect: Rect,
    from: Day,
    to: Day,
    top_usd: f64,
    pub(super) lang: Lang,
    measure: &'a dyn Measure,
}

impl Plot<'_> {
    pub(super) fn x(&self, day: Day) -> f64 {
        self.rect.x + f64::from(day - self.from) / f64::from(self.to - self.from) * self.rect.w
    }

    fn y(&self, usd: f64) -> f64 {
        self.floor() - usd / self.top_usd * self.rect.h
    }

    /// The axis.
    pub(super) fn floor(&self) -> f64 {
        self.rect.y + self.rect.h
    }

    pub(super) fn right(&self) -> f64 {
        self.rect.x + self.rect.w
    }

    /// The box of an amount: as wide as its period, as high as its value.
    pub(super) fn column(&self, amount: &Amount<'_>) -> Rect {
        let (from, to, top) = (self.x(amount.days.0), self.x(amount.days.1), self.y(amount.usd));
        Rect { x: from, y: top, w: to - from, h: self.floor() - top }
    }

    pub(super) fn width_px(&self, text: &str) -> f64 {
        self.measure.width_px(text, SIZE_PX, Weight::Regular)
    }
}

pub(super) fn layout(
    dataset: &Dataset,
    amounts: &[Amount<'_>],
    chosen: &[Edtf],
    state: &State,
    size: Size,
    measure: &dyn Measure,
) -> Scene {
    let lang = state.lang;
    let rect = Rect {
        x: LEFT_PX,
        y: TOP_PX,
        w: (size.width_px - LEFT_PX - RIGHT_PX).max(1.0),
        h: (size.height_px - TOP_PX - BOTTOM_PX).max(1.0),
    };
    let first_year = amounts.iter().map(|amount| civil_from_day(amount.days.0).0).min().unwrap_or(0);
    let last_year = amounts.iter().map(|amount| civil_from_day(amount.days.1 - 1).0).max().unwrap_or(first_year);
    let highest_usd = amounts.iter().map(|amount| amount.usd).fold(1e9, f64::max);
    let plot = Plot {
        rect,
        from: day_from_civil(first_year, 1, 1),
        to: day_from_civil(last_year + 1, 1, 1),
        top_usd: (highest_usd * 1.04 / 1e9).ceil() * 1e9,
        lang,
        measure,
    };
    let brush = Brush {
        scale: TimeScale::even(plot.from, plot.to, rect.x, rect.w),
        down: false,
        zone: Rect { x: rect.x, y: rect.y, w: rect.w, h: rect.h + 28.0 },
        axis_px: plot.floor(),
        reach_px: (rect.y, plot.floor()),
    };
    let (mut marks, mut over) = brush.band(state.period);
    let mut items: Vec<Item> = amounts.iter().map(|amount| words::item(dataset, amount, lang)).collect();
    for (item, amount) in items.iter_mut().zip(amounts) {
        item.bounds = plot.column(amount);
        item.hit = vec![HitShape::Rect(item.bounds)];
    }
    draw_area(&plot, amounts, &mut marks);
    draw_axes(&plot, (first_year, last_year), &mut marks);
    draw_steps(&plot, dataset, amounts, &mut marks);
    for (ix, amount) in amounts.iter().enumerate().filter(|(_, amount)| !amount.stepped) {
        statements::draw(&plot, dataset, amount, ix as u32, &mut marks);
    }
    draw_chosen(&plot, chosen, &mut marks);
    marks.append(&mut over);
    Scene { size, marks, items, brush: Some(brush), ..Scene::default() }
}

/// Years below, amounts at the left, the unit once above them.
fn draw_axes(plot: &Plot<'_>, (first_year, last_year): (i32, i32), out: &mut Vec<Mark>) {
    let lang = plot.lang;
    let step_usd = nice(plot.top_usd / 5.0);
    let every = if step_usd / plot.top_usd * plot.rect.h < 40.0 { 2 } else { 1 };
    for ix in 0..=(plot.top_usd / step_usd) as usize {
        let usd = ix as f64 * step_usd;
        let y = plot.y(usd);
        let role = if ix == 0 { Role::Ink3 } else { Role::Rule };
        out.push(line(&[pt(plot.rect.x, y), pt(plot.right(), y)], role, 1.0, None));
        if ix % every == 0 {
            out.push(label(axis_usd(usd, lang), pt(LEFT_PX - 8.0, y), Anchor::End, Role::Ink3));
        }
    }
    out.push(label(phrases::FORMAT_AXIS_USD.get(lang).to_owned(), pt(0.0, 10.0), Anchor::Start, Role::Ink3));

    let year_px = plot.rect.w / f64::from(last_year - first_year + 1);
    let label_px = plot.width_px("2024") + 8.0;
    let every =
        [1, 2, 3, 5, 10, 20, 50].into_iter().find(|every| f64::from(*every) * year_px >= label_px).unwrap_or(100);
    for year in first_year..=last_year {
        let (from, to) = (plot.x(day_from_civil(year, 1, 1)), plot.x(day_from_civil(year + 1, 1, 1)));
        out.push(line(&[pt(from, plot.floor()), pt(from, plot.floor() + 4.0)], Role::Ink3, 1.0, None));
        // Counted back from the last year, which is the one the chart is about.
        if (last_year - year) % every == 0 {
            let at = pt(f64::midpoint(from, to), plot.floor() + 18.0);
            out.push(label(year.to_string(), at, Anchor::Middle, Role::Ink3));
        }
    }
}

/// 1, 2 or 5 times a power of ten, the nearest to `step`.
fn nice(step: f64) -> f64 {
    // By hand: logarithms and powers of floats are kilobytes of the download.
    let mut power = 1.0;
    while power <= step / 10.0 && power < 1e300 {
        power *= 10.0;
    }
    while power > step && power > 1e-300 {
        power /= 10.0;
    }
    let off = |factor: &f64| (step / power - factor).abs();
    [1.0, 2.0, 5.0, 10.0].into_iter().min_by(|a, b| off(a).total_cmp(&off(b))).unwrap_or(1.0) * power
}

/// The columns of the stepped series, and the upper edge they make: sharp corners, ending with its last period.
fn steps(plot: &Plot<'_>, amounts: &[Amount<'_>]) -> (Vec<(usize, Rect)>, Vec<Point>) {
    let stepped = amounts.iter().enumerate().filter(|(_, amount)| amount.stepped);
    let columns: Vec<(usize, Rect)> = stepped.map(|(ix, amount)| (ix, plot.column(amount))).collect();
    let edge = columns.iter().flat_map(|(_, column)| [pt(column.x, column.y), pt(column.x + column.w, column.y)]);
    let edge = edge.collect();
    (columns, edge)
}

/// The area under the steps, beneath the grid.
fn draw_area(plot: &Plot<'_>, amounts: &[Amount<'_>], out: &mut Vec<Mark>) {
    let (_, mut ring) = steps(plot, amounts);
    let (Some(first), Some(last)) = (ring.first().copied(), ring.last().copied()) else { return };
    ring.extend([pt(last.x, plot.floor()), pt(first.x, plot.floor())]);
    out.push(Mark { shape: Shape::Polygon(vec![ring]), fill: Some(Role::Area), stroke: None, item: None });
}

/// The steps, and their name and price basis directly above the first of them.
fn draw_steps(plot: &Plot<'_>, dataset: &Dataset, amounts: &[Amount<'_>], out: &mut Vec<Mark>) {
    let (columns, edge) = steps(plot, amounts);
    let Some((first, _)) = columns.first() else { return };
    out.push(line(&edge, Role::Series, 1.4, None));
    for (ix, column) in &columns {
        if amounts[*ix].emphasis == Some(Emphasis::Selected) {
            let stroke = Stroke { role: Role::Accent, width_px: 2.0, dash_px: None };
            out.push(Mark { shape: Shape::Rect(*column), fill: None, stroke: Some(stroke), item: Some(*ix as u32) });
        }
    }

    let Some(series) = words::series_of(dataset, &amounts[*first]) else { return };
    let room_px = (plot.rect.w * 0.42).max(84.0);
    let texts = [series.title.get(plot.lang), series.price_basis.get(plot.lang)];
    let lines: Vec<String> =
        texts.into_iter().flat_map(|text| wrap(text, room_px, |line| plot.width_px(line))).collect();
    let below = columns.iter().filter(|(_, column)| column.x < plot.rect.x + room_px).map(|(_, column)| column.y);
    // Where a statement's column stands in the way, the name keeps to the foot of the area, clear of its figure.
    let in_way = amounts.iter().any(|amount| !amount.stepped && plot.column(amount).x < plot.rect.x + room_px);
    let bottom = if in_way { plot.floor() } else { below.fold(plot.floor(), f64::min) } - 14.0;
    for (ix, text) in lines.iter().enumerate() {
        let y = bottom - (lines.len() - 1 - ix) as f64 * LINE_PX;
        out.push(haloed(text.clone(), pt(plot.rect.x + 2.0, y), Anchor::Start, Role::Ink3));
    }
}

/// Arrows on the axis at the dates of the chosen records.
fn draw_chosen(plot: &Plot<'_>, chosen: &[Edtf], out: &mut Vec<Mark>) {
    let seen = chosen.iter().filter(|date| {
        let (from, to) = date.days();
        from >= plot.from && to <= plot.to
    });
    let seen: Vec<&Edtf> = seen.collect();
    let mut last_x = f64::NEG_INFINITY;
    for date in &seen {
        let (from, to) = date.days();
        let (x, y) = (f64::midpoint(plot.x(from), plot.x(to)), plot.floor() + 1.5);
        // Arrows that would hide each other are one arrow.
        if (x - last_x).abs() < 2.0 {
            continue;
        }
        last_x = x;
        let arrow = vec![pt(x, y), pt(x + 4.5, y + 8.0), pt(x - 4.5, y + 8.0)];
        out.push(Mark { shape: Shape::Polygon(vec![arrow]), fill: Some(Role::Accent), stroke: None, item: None });
    }
    let words = match seen.as_slice() {
        [] => return,
        [only] => phrases::FUNDING_SELECTED_DATE.fill(plot.lang, &[("date", &date_short(Some(**only), plot.lang))]),
        many => phrases::FUNDING_SELECTED_DATES.fill(plot.lang, &[("n", &many.len().to_string())]),
    };
    let width = plot.width_px(&words);
    let x = (last_x + width / 2.0).min(plot.right()).max(width);
    out.push(label(words, pt(x, plot.floor() + 50.0), Anchor::End, Role::AccentInk));
}

pub(super) fn line(points: &[Point], role: Role, width_px: f64, dash_px: Option<(f64, f64)>) -> Mark {
    let stroke = Stroke { role, width_px, dash_px };
    Mark { shape: Shape::Path(points.to_vec()), fill: None, stroke: Some(stroke), item: None }
}

pub(super) fn label(text: String, at: Point, anchor: Anchor, role: Role) -> Mark {
    let label = Label { text, at, size_px: SIZE_PX, weight: Weight::Regular, anchor, halo_px: 0.0 };
    Mark { shape: Shape::Text(label), fill: Some(role), stroke: None, item: None }
}

/// A label over lines and areas.
pub(super) fn haloed(text: String, at: Point, anchor: Anchor, role: Role) -> Mark {
    let label = Label { text, at, size_px: SIZE_PX, weight: Weight::Regular, anchor, halo_px: 3.5 };
    Mark { shape: Shape::Text(label), fill: Some(role), stroke: None, item: None }
}
