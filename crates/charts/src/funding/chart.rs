//! The funding chart: its axes, the stepped series, the marks of selected dates.

use chuhai_core::dataset::{Dataset, Unit};
use chuhai_core::date::{Edtf, civil_from_day, day_from_civil};
use chuhai_core::format::{MoneyAxis, date_short};
use chuhai_core::state::{Emphasis, State};
use chuhai_core::text::{Lang, phrases};

use super::plot::{LINE_PX, Plot, haloed, label, label_px};
use super::{Amount, statements, words};
use crate::layout::axis::TimeScale;
use crate::layout::brush::Brush;
use crate::layout::wrap::wrap;
use crate::measure::TextMeasurer;
use crate::scene::{Anchor, HitShape, Item, Mark, MarkRole, Point, Rect, Scene, Shape, Size, Stroke, pt};
use crate::theme::ColorToken;

const LEFT_PX: f64 = 32.0;
const RIGHT_PX: f64 = 6.0;
const TOP_PX: f64 = 34.0;
/// Three lines below the axis: years, the part-year statement, the selected record.
const BOTTOM_PX: f64 = 60.0;

/// Lays out the chart; `selected` are the dates of selected records.
pub(super) fn layout(
    dataset: &Dataset,
    amounts: &[Amount<'_>],
    selected: &[Edtf],
    state: &State,
    size: Size,
    measure: &dyn TextMeasurer,
) -> Scene {
    let lang = state.page.lang;
    let highest = amounts.iter().map(|amount| amount.value).fold(0.0, f64::max) * 1.04;
    let plot = plot(amounts, nice_ceil(highest), size, lang, measure);
    let brush = Brush {
        scale: TimeScale::even(plot.days.0, plot.days.1, plot.rect.x, plot.rect.w),
        down: false,
        extent: Rect { h: plot.rect.h + 28.0, ..plot.rect },
        axis_px: plot.floor(),
        reach_px: (plot.rect.y, plot.floor()),
    };
    let (mut marks, mut over) = brush.band(state.filter.period);
    let mut items: Vec<Item> = amounts.iter().map(|amount| words::item(dataset, amount, lang)).collect();
    for (item, amount) in items.iter_mut().zip(amounts) {
        item.bounds = plot.column(amount);
        item.hit = vec![HitShape::Rect(item.bounds)];
    }
    draw_area(&plot, amounts, &mut marks);
    draw_axes(&plot, &mut marks);
    let names = draw_steps(&plot, dataset, amounts, &mut marks);
    let mut taken = statements::Taken { names, below_px: f64::NEG_INFINITY };
    for (ix, amount) in amounts.iter().enumerate().filter(|(_, amount)| !amount.stepped) {
        statements::draw(&plot, dataset, amount, ix as u32, &mut taken, &mut marks);
    }
    draw_selected_dates(&plot, selected, &mut marks);
    marks.append(&mut over);
    Scene { size, marks, items, brush: Some(brush), ..Scene::default() }
}

/// Returns the plot area of amounts up to `top`, its left margin as wide as the labels of amounts.
fn plot<'a>(amounts: &[Amount<'_>], top: f64, size: Size, lang: Lang, measure: &'a dyn TextMeasurer) -> Plot<'a> {
    let money = MoneyAxis::new(top, amounts.first().map_or(Unit::Usd, |amount| amount.currency), lang);
    let (step, highest) = (grid_step(top), (top / grid_step(top)).floor() * grid_step(top));
    let widest_px = label_px(measure, &money.amount(step)).max(label_px(measure, &money.amount(highest)));
    let left_px = LEFT_PX.max(widest_px.ceil() + 9.0);
    let rect = Rect {
        x: left_px,
        y: TOP_PX,
        w: (size.width_px - left_px - RIGHT_PX).max(1.0),
        h: (size.height_px - TOP_PX - BOTTOM_PX).max(1.0),
    };
    let first_year = amounts.iter().map(|amount| civil_from_day(amount.days.0).0).min().unwrap_or(0);
    let last_year = amounts.iter().map(|amount| civil_from_day(amount.days.1 - 1).0).max().unwrap_or(first_year);
    let days = (day_from_civil(first_year, 1, 1), day_from_civil(last_year + 1, 1, 1));
    Plot { rect, days, top, money, lang, measure }
}

/// Draws the axes: years below, amounts at the left, the unit once above them.
fn draw_axes(plot: &Plot<'_>, out: &mut Vec<Mark>) {
    let step = grid_step(plot.top);
    let every = if step / plot.top * plot.rect.h < 40.0 { 2 } else { 1 };
    for ix in 0..=(plot.top / step) as usize {
        let amount = ix as f64 * step;
        let y = plot.y(amount);
        let token = if ix == 0 { ColorToken::Ink3 } else { ColorToken::Rule };
        let line = Mark::line([pt(plot.rect.x, y), pt(plot.right(), y)], Stroke::solid(token, 1.0));
        out.push(line.with_role(MarkRole::Grid));
        if ix % every == 0 {
            out.push(label(plot.money.amount(amount), pt(plot.rect.x - 8.0, y), Anchor::End, ColorToken::Ink3));
        }
    }
    out.push(label(plot.money.unit(), pt(0.0, 10.0), Anchor::Start, ColorToken::Ink3));

    let (first_year, last_year) = (civil_from_day(plot.days.0).0, civil_from_day(plot.days.1 - 1).0);
    let year_px = plot.rect.w / f64::from(last_year - first_year + 1);
    let label_px = plot.width_px("2024") + 8.0;
    let every =
        [1, 2, 3, 5, 10, 20, 50].into_iter().find(|every| f64::from(*every) * year_px >= label_px).unwrap_or(100);
    for year in first_year..=last_year {
        let (from, to) = (plot.x(day_from_civil(year, 1, 1)), plot.x(day_from_civil(year + 1, 1, 1)));
        let tick = [pt(from, plot.floor()), pt(from, plot.floor() + 4.0)];
        out.push(Mark::line(tick, Stroke::solid(ColorToken::Ink3, 1.0)));
        // Counted back from the last year, the subject of the chart.
        if (last_year - year) % every == 0 {
            let at = pt(f64::midpoint(from, to), plot.floor() + 18.0);
            out.push(label(year.to_string(), at, Anchor::Middle, ColorToken::Ink3));
        }
    }
}

/// Returns `value` rounded up to two figures; 1 for an empty domain.
fn nice_ceil(value: f64) -> f64 {
    let unit = power_of_ten(value) / 10.0;
    if value > 0.0 { (value / unit).ceil() * unit } else { 1.0 }
}

/// Returns the greatest power of ten that is no more than `value`.
fn power_of_ten(value: f64) -> f64 {
    10_f64.powi(value.log10().floor() as i32)
}

/// Returns the step of a grid up to `top`: 1, 2 or 5 times a power of ten, the nearest to a fifth of it.
fn grid_step(top: f64) -> f64 {
    let step = top / 5.0;
    let power = power_of_ten(step);
    let distance = |factor: &f64| (step / power - factor).abs();
    [1.0, 2.0, 5.0, 10.0].into_iter().min_by(|a, b| distance(a).total_cmp(&distance(b))).unwrap_or(1.0) * power
}

/// A part of a stepped series without a gap: its columns with the indices of their amounts.
type StepRun = Vec<(usize, Rect)>;

/// Returns the runs of the stepped series: gaps between amounts, and the ends of a series, end a run.
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

/// Returns the upper edge of a run, with sharp corners.
fn edge(run: &StepRun) -> Vec<Point> {
    run.iter().flat_map(|(_, column)| [pt(column.x, column.y), pt(column.x + column.w, column.y)]).collect()
}

/// Draws the area under the steps, beneath the grid.
fn draw_area(plot: &Plot<'_>, amounts: &[Amount<'_>], out: &mut Vec<Mark>) {
    for run in runs(plot, amounts) {
        let mut ring = edge(&run);
        let (Some(first), Some(last)) = (ring.first().copied(), ring.last().copied()) else { continue };
        ring.extend([pt(last.x, plot.floor()), pt(first.x, plot.floor())]);
        out.push(Mark::filled(Shape::Polygon(vec![ring]), ColorToken::Area));
    }
}

/// The dashes that tell stepped series apart.
const DASHES_PX: [Option<(f64, f64)>; 3] = [None, Some((7.0, 3.0)), Some((2.0, 3.0))];
/// The length of a line sample beside a name, and the indent for it.
const SAMPLE_PX: (f64, f64) = (16.0, 22.0);

/// The stroke of the series with this index.
fn series_stroke(ix: usize) -> Stroke {
    Stroke { token: ColorToken::Series, width_px: 1.4, dash_px: DASHES_PX[ix.min(2)] }
}

/// Draws the steps, and over the first of them the names and price bases of the series, from bottom to top. Returns the
/// box of these names.
fn draw_steps(plot: &Plot<'_>, dataset: &Dataset, amounts: &[Amount<'_>], out: &mut Vec<Mark>) -> Rect {
    let runs = runs(plot, amounts);
    let mut firsts: Vec<usize> = Vec::new();
    for run in &runs {
        let of_series = |first: &usize| amounts[*first].point.series == amounts[run[0].0].point.series;
        if !firsts.iter().any(of_series) {
            firsts.push(run[0].0);
        }
        out.push(Mark::line(edge(run), series_stroke(firsts.len() - 1)));
    }
    for (ix, column) in runs.iter().flatten() {
        if amounts[*ix].emphasis == Some(Emphasis::Selected) {
            let stroke = Stroke::solid(ColorToken::Accent, 2.0);
            out.push(Mark::stroked(Shape::Rect(*column), stroke).of_item(*ix as u32));
        }
    }

    let room_px = (plot.rect.w * 0.42).max(84.0);
    let columns = runs.iter().flatten().filter(|(_, column)| column.x < plot.rect.x + room_px);
    let below = columns.map(|(_, column)| column.y);
    // If a statement's column is in the way, the names keep to the bottom of the area, clear of its value.
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
            out.push(Mark::line(sample, series_stroke(nth)));
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

/// Draws arrows on the axis at the dates of selected records.
fn draw_selected_dates(plot: &Plot<'_>, selected: &[Edtf], out: &mut Vec<Mark>) {
    let seen = selected.iter().filter(|date| {
        let (from, to) = date.days();
        from >= plot.days.0 && to <= plot.days.1
    });
    let seen: Vec<&Edtf> = seen.collect();
    let mut last_x = f64::NEG_INFINITY;
    for date in &seen {
        let (from, to) = date.days();
        let (x, y) = (f64::midpoint(plot.x(from), plot.x(to)), plot.floor() + 1.5);
        // One arrow for dates that are too close to tell apart.
        if (x - last_x).abs() < 2.0 {
            continue;
        }
        last_x = x;
        let arrow = vec![pt(x, y), pt(x + 4.5, y + 8.0), pt(x - 4.5, y + 8.0)];
        out.push(Mark::filled(Shape::Polygon(vec![arrow]), ColorToken::Accent));
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
