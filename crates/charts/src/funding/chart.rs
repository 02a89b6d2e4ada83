//! The plot of the funding chart: its scales and axes, the stepped series, the marks of chosen dates.

use chuhai_core::dataset::{Dataset, Unit};
use chuhai_core::date::{Day, Edtf, civil_from_day, day_from_civil};
use chuhai_core::format::{MoneyAxis, date_short};
use chuhai_core::state::{Emphasis, State};
use chuhai_core::text::{Lang, phrases};

use super::{Amount, statements, words};
use crate::axis::TimeScale;
use crate::brush::Brush;
use crate::measure::TextMeasurer;
use crate::scene::{Anchor, HitShape, Item, Label, Mark, Point, Rect, Scene, Shape, Size, Stroke, Weight, pt};
use crate::theme::ColorToken;
use crate::wrap::wrap;

const LEFT_PX: f64 = 32.0;
const RIGHT_PX: f64 = 6.0;
const TOP_PX: f64 = 34.0;
/// Three lines below the axis: years, the part-year statement, the chosen record.
const BOTTOM_PX: f64 = 60.0;
const SIZE_PX: f64 = 12.0;
pub(super) const LINE_PX: f64 = 15.0;

/// Days and money to pixels.
pub(super) struct Plot<'a> {
    pub(super) rect: Rect,
    from: Day,
    to: Day,
    top: f64,
    /// How amounts are written.
    pub(super) money: MoneyAxis,
    pub(super) lang: Lang,
    measure: &'a dyn TextMeasurer,
}

impl Plot<'_> {
    pub(super) fn x(&self, day: Day) -> f64 {
        self.rect.x + f64::from(day - self.from) / f64::from(self.to - self.from) * self.rect.w
    }

    fn y(&self, amount: f64) -> f64 {
        self.floor() - amount / self.top * self.rect.h
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
        let (from, to, top) = (self.x(amount.days.0), self.x(amount.days.1), self.y(amount.value));
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
    measure: &dyn TextMeasurer,
) -> Scene {
    let lang = state.page.lang;
    let highest = amounts.iter().map(|amount| amount.value).fold(0.0, f64::max) * 1.04;
    // Rounded up to two figures; where all is nothing, nothing has a height.
    let unit = power_of_ten(highest) / 10.0;
    let top = if highest > 0.0 { (highest / unit).ceil() * unit } else { 1.0 };
    let money = MoneyAxis::new(top, amounts.first().map_or(Unit::Usd, |amount| amount.currency), lang);
    // Amounts in thousands have more figures than those in billions.
    let longest_px = measure.width_px(&money.amount(grid_step(top)), SIZE_PX, Weight::Regular).max(measure.width_px(
        &money.amount((top / grid_step(top)).floor() * grid_step(top)),
        SIZE_PX,
        Weight::Regular,
    ));
    let left_px = LEFT_PX.max(longest_px.ceil() + 9.0);
    let rect = Rect {
        x: left_px,
        y: TOP_PX,
        w: (size.width_px - left_px - RIGHT_PX).max(1.0),
        h: (size.height_px - TOP_PX - BOTTOM_PX).max(1.0),
    };
    let first_year = amounts.iter().map(|amount| civil_from_day(amount.days.0).0).min().unwrap_or(0);
    let last_year = amounts.iter().map(|amount| civil_from_day(amount.days.1 - 1).0).max().unwrap_or(first_year);
    let plot = Plot {
        rect,
        from: day_from_civil(first_year, 1, 1),
        to: day_from_civil(last_year + 1, 1, 1),
        top,
        money,
        lang,
        measure,
    };
    let brush = Brush {
        scale: TimeScale::even(plot.from, plot.to, rect.x, rect.w),
        down: false,
        extent: Rect { x: rect.x, y: rect.y, w: rect.w, h: rect.h + 28.0 },
        axis_px: plot.floor(),
        reach_px: (rect.y, plot.floor()),
    };
    let (mut marks, mut over) = brush.band(state.filter.period);
    let mut items: Vec<Item> = amounts.iter().map(|amount| words::item(dataset, amount, lang)).collect();
    for (item, amount) in items.iter_mut().zip(amounts) {
        item.bounds = plot.column(amount);
        item.hit = vec![HitShape::Rect(item.bounds)];
    }
    draw_area(&plot, amounts, &mut marks);
    draw_axes(&plot, (first_year, last_year), &mut marks);
    let names = draw_steps(&plot, dataset, amounts, &mut marks);
    let mut taken = statements::Taken { names, below_px: f64::NEG_INFINITY };
    for (ix, amount) in amounts.iter().enumerate().filter(|(_, amount)| !amount.stepped) {
        statements::draw(&plot, dataset, amount, ix as u32, &mut taken, &mut marks);
    }
    draw_chosen(&plot, chosen, &mut marks);
    marks.append(&mut over);
    Scene { size, marks, items, brush: Some(brush), ..Scene::default() }
}

/// Years below, amounts at the left, the unit once above them.
fn draw_axes(plot: &Plot<'_>, (first_year, last_year): (i32, i32), out: &mut Vec<Mark>) {
    let step = grid_step(plot.top);
    let every = if step / plot.top * plot.rect.h < 40.0 { 2 } else { 1 };
    for ix in 0..=(plot.top / step) as usize {
        let amount = ix as f64 * step;
        let y = plot.y(amount);
        let token = if ix == 0 { ColorToken::Ink3 } else { ColorToken::Rule };
        out.push(line(&[pt(plot.rect.x, y), pt(plot.right(), y)], token, 1.0, None));
        if ix % every == 0 {
            out.push(label(plot.money.amount(amount), pt(plot.rect.x - 8.0, y), Anchor::End, ColorToken::Ink3));
        }
    }
    out.push(label(plot.money.unit(), pt(0.0, 10.0), Anchor::Start, ColorToken::Ink3));

    let year_px = plot.rect.w / f64::from(last_year - first_year + 1);
    let label_px = plot.width_px("2024") + 8.0;
    let every =
        [1, 2, 3, 5, 10, 20, 50].into_iter().find(|every| f64::from(*every) * year_px >= label_px).unwrap_or(100);
    for year in first_year..=last_year {
        let (from, to) = (plot.x(day_from_civil(year, 1, 1)), plot.x(day_from_civil(year + 1, 1, 1)));
        out.push(line(&[pt(from, plot.floor()), pt(from, plot.floor() + 4.0)], ColorToken::Ink3, 1.0, None));
        // Counted back from the last year, which is the one the chart is about.
        if (last_year - year) % every == 0 {
            let at = pt(f64::midpoint(from, to), plot.floor() + 18.0);
            out.push(label(year.to_string(), at, Anchor::Middle, ColorToken::Ink3));
        }
    }
}

/// The greatest power of ten that is no more than `value`.
fn power_of_ten(value: f64) -> f64 {
    // By hand: logarithms and powers of floats are kilobytes of the download.
    let mut power = 1.0;
    while power <= value / 10.0 && power < 1e300 {
        power *= 10.0;
    }
    while power > value && power > 1e-300 {
        power /= 10.0;
    }
    power
}

/// The distance of the lines of a grid up to `top`: 1, 2 or 5 times a power of ten, the nearest to a fifth of it.
fn grid_step(top: f64) -> f64 {
    let step = top / 5.0;
    let power = power_of_ten(step);
    let off = |factor: &f64| (step / power - factor).abs();
    [1.0, 2.0, 5.0, 10.0].into_iter().min_by(|a, b| off(a).total_cmp(&off(b))).unwrap_or(1.0) * power
}

/// A stretch of a stepped series without a gap: its columns with the indices of their amounts.
type StepRun = Vec<(usize, Rect)>;

/// The stepped series, each as its runs. What no amount covers is no step, and one series does not go on in another.
fn runs(plot: &Plot<'_>, amounts: &[Amount<'_>]) -> Vec<StepRun> {
    let mut runs: Vec<StepRun> = Vec::new();
    for (ix, amount) in amounts.iter().enumerate().filter(|(_, amount)| amount.stepped) {
        let column = (ix, plot.column(amount));
        let follows = |last: &Amount<'_>| last.point.series == amount.point.series && last.days.1 == amount.days.0;
        match runs.last_mut().filter(|run| run.last().is_some_and(|(last, _)| follows(&amounts[*last]))) {
            Some(run) => run.push(column),
            None => runs.push(vec![column]),
        }
    }
    runs
}

/// The upper edge of a run: sharp corners, ending with its last period.
fn edge(run: &StepRun) -> Vec<Point> {
    run.iter().flat_map(|(_, column)| [pt(column.x, column.y), pt(column.x + column.w, column.y)]).collect()
}

/// The area under the steps, beneath the grid.
fn draw_area(plot: &Plot<'_>, amounts: &[Amount<'_>], out: &mut Vec<Mark>) {
    for run in runs(plot, amounts) {
        let mut ring = edge(&run);
        let (Some(first), Some(last)) = (ring.first().copied(), ring.last().copied()) else { continue };
        ring.extend([pt(last.x, plot.floor()), pt(first.x, plot.floor())]);
        out.push(Mark { shape: Shape::Polygon(vec![ring]), fill: Some(ColorToken::Area), stroke: None, item: None });
    }
}

/// How the lines of several stepped series differ.
const DASHES_PX: [Option<(f64, f64)>; 3] = [None, Some((7.0, 3.0)), Some((2.0, 3.0))];
/// A piece of such a line beside a name, and the space it takes.
const SAMPLE_PX: (f64, f64) = (16.0, 22.0);

/// The steps, and over the first of them the names and price bases of the series, each above the one before; the box of
/// these names.
fn draw_steps(plot: &Plot<'_>, dataset: &Dataset, amounts: &[Amount<'_>], out: &mut Vec<Mark>) -> Rect {
    let runs = runs(plot, amounts);
    let mut firsts: Vec<usize> = Vec::new();
    for run in &runs {
        let of_series = |first: &usize| amounts[*first].point.series == amounts[run[0].0].point.series;
        if !firsts.iter().any(of_series) {
            firsts.push(run[0].0);
        }
        out.push(line(&edge(run), ColorToken::Series, 1.4, DASHES_PX[(firsts.len() - 1).min(2)]));
    }
    for (ix, column) in runs.iter().flatten() {
        if amounts[*ix].emphasis == Some(Emphasis::Selected) {
            let stroke = Stroke { token: ColorToken::Accent, width_px: 2.0, dash_px: None };
            out.push(Mark { shape: Shape::Rect(*column), fill: None, stroke: Some(stroke), item: Some(*ix as u32) });
        }
    }

    let room_px = (plot.rect.w * 0.42).max(84.0);
    let columns = runs.iter().flatten().filter(|(_, column)| column.x < plot.rect.x + room_px);
    let below = columns.map(|(_, column)| column.y);
    // Where a statement's column stands in the way, the name keeps to the foot of the area, clear of its figure.
    let in_way = amounts.iter().any(|amount| !amount.stepped && plot.column(amount).x < plot.rect.x + room_px);
    let mut bottom = if in_way { plot.floor() } else { below.fold(plot.floor(), f64::min) } - 14.0;
    let indent_px = if firsts.len() > 1 { SAMPLE_PX.1 } else { 0.0 };
    let mut names = Rect { x: plot.rect.x, y: bottom + LINE_PX / 2.0, w: 0.0, h: 0.0 };
    for (nth, first) in firsts.iter().enumerate() {
        let Some(series) = words::series_of(dataset, &amounts[*first]) else { continue };
        let texts = [series.title.get(plot.lang), series.price_basis.get(plot.lang)];
        let lines: Vec<String> =
            texts.into_iter().flat_map(|text| wrap(text, room_px - indent_px, |line| plot.width_px(line))).collect();
        let top = bottom - lines.len().saturating_sub(1) as f64 * LINE_PX;
        if indent_px > 0.0 {
            let sample = [pt(plot.rect.x + 2.0, top), pt(plot.rect.x + 2.0 + SAMPLE_PX.0, top)];
            out.push(line(&sample, ColorToken::Series, 1.4, DASHES_PX[nth.min(2)]));
        }
        for (ix, text) in lines.into_iter().enumerate() {
            let at = pt(plot.rect.x + 2.0 + indent_px, top + ix as f64 * LINE_PX);
            names.w = names.w.max(2.0 + indent_px + plot.width_px(&text));
            out.push(haloed(text, at, Anchor::Start, ColorToken::Ink3));
        }
        bottom = top - LINE_PX - 3.0;
        names.h += names.y - (top - LINE_PX / 2.0);
        names.y = top - LINE_PX / 2.0;
    }
    names
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
        out.push(Mark { shape: Shape::Polygon(vec![arrow]), fill: Some(ColorToken::Accent), stroke: None, item: None });
    }
    let words = match seen.as_slice() {
        [] => return,
        [only] => phrases::FUNDING_SELECTED_DATE.fill(plot.lang, &[("date", &date_short(Some(**only), plot.lang))]),
        many => phrases::FUNDING_SELECTED_DATES.fill(plot.lang, &[("n", &many.len().to_string())]),
    };
    let width = plot.width_px(&words);
    let x = (last_x + width / 2.0).min(plot.right()).max(width);
    out.push(label(words, pt(x, plot.floor() + 50.0), Anchor::End, ColorToken::AccentInk));
}

pub(super) fn line(points: &[Point], token: ColorToken, width_px: f64, dash_px: Option<(f64, f64)>) -> Mark {
    let stroke = Stroke { token, width_px, dash_px };
    Mark { shape: Shape::Path(points.to_vec()), fill: None, stroke: Some(stroke), item: None }
}

pub(super) fn label(text: String, at: Point, anchor: Anchor, token: ColorToken) -> Mark {
    let label = Label { text, at, size_px: SIZE_PX, weight: Weight::Regular, anchor, halo_px: 0.0 };
    Mark { shape: Shape::Text(label), fill: Some(token), stroke: None, item: None }
}

/// A label over lines and areas.
pub(super) fn haloed(text: String, at: Point, anchor: Anchor, token: ColorToken) -> Mark {
    let label = Label { text, at, size_px: SIZE_PX, weight: Weight::Regular, anchor, halo_px: 3.5 };
    Mark { shape: Shape::Text(label), fill: Some(token), stroke: None, item: None }
}
