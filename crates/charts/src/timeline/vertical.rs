//! The vertical timeline of narrow pictures: time downwards on one scale, leaders from marks to labels.
//!
//! Marks stand beside each other where they share time; labels keep the order of time and are pushed apart
//! only as far as they need. The page scrolls, so the height is what the labels ask for.

use chuhai_core::dataset::RecordIx;
use chuhai_core::format::date_short;
use chuhai_core::state::TimeWindow;
use chuhai_core::text::phrases;

use super::axis_head::small;
use super::horizontal::{Layers, RecordItem, role_of};
use super::index::LaneKey;
use super::marks::{DateMark, Orientation, PILL_PX, hairline, pill, pill_rect, plain, ring, text};
use super::{LayoutContext, density, words};
use crate::argsort::argsort;
use crate::axis::{Segment, TICK_SIZE_PX, TickInterval, TickUnit, TimeScale, ticks};
use crate::brush::Brush;
use crate::measure::TextMeasurer;
use crate::scene::{Anchor, Datum, HitShape, Item, Label, Mark, Point, Rect, Scene, Shape, Size, Stroke, Weight, pt};
use crate::theme::ColorToken;
use crate::wrap::wrap;

/// The ends of the axis keep clear of the picture's edges.
const EDGE_PX: f64 = 12.0;
/// Where the axis stands, right of its tick labels.
const AXIS_X: f64 = 34.0;
/// From one column of marks to the next.
const COLUMN_PX: f64 = 8.5;
/// From the last column of marks to the labels: room for the slant of the leaders.
const LEADER_PX: f64 = 24.0;
/// From a label's glyph to its words.
const GLYPH_PX: f64 = 13.0;
const LINE_PX: f64 = 16.0;
/// Between two labels.
/// With two lines it makes what a finger asks for, 44 px.
const LABEL_GAP_PX: f64 = 12.0;
const LEAST_AXIS_PX: f64 = 420.0;
/// Height of the axis where densities are drawn.
const DENSE_AXIS_PX: f64 = 720.0;
/// Above the undated records.
const UNDATED_HEAD_PX: f64 = 34.0;

/// A record and what is written beside its mark.
struct LabelBlock {
    record: RecordIx,
    lane: u16,
    key: LaneKey,
    lines: Vec<String>,
    /// How many of the lines are its title; the rest say when and who.
    title_lines: usize,
}

impl LabelBlock {
    fn height_px(&self) -> f64 {
        self.lines.len() as f64 * LINE_PX + LABEL_GAP_PX
    }
}

/// What of the layout does not depend on the window.
struct Plan {
    dated: Vec<LabelBlock>,
    undated: Vec<LabelBlock>,
    label_x: f64,
    axis_px: f64,
}

pub(super) fn scale(view: &LayoutContext<'_>) -> TimeScale {
    let axis_px = if view.index.is_dense() { DENSE_AXIS_PX } else { plan(view).axis_px };
    scale_of(view, view.window, axis_px)
}

fn scale_of(view: &LayoutContext<'_>, window: TimeWindow, axis_px: f64) -> TimeScale {
    // The window is a window of the axis as the wide picture has it; its days are what is seen here.
    let axis = view.index.axis;
    let unbroken = axis.unbroken();
    let days =
        TimeWindow { from: unbroken.fraction(axis.day(window.from)), to: unbroken.fraction(axis.day(window.to)) };
    TimeScale::new(unbroken, days, EDGE_PX, axis_px)
}

pub(super) fn layout(view: &LayoutContext<'_>) -> Scene {
    if view.index.is_dense() { layout_dense(view) } else { layout_marks(view) }
}

/// Columns and label heights, as the whole axis needs them: the same at every zoom.
fn plan(view: &LayoutContext<'_>) -> Plan {
    let mut spans: Vec<(u16, LaneKey, super::Span)> = Vec::new();
    let mut undated = Vec::new();
    for (lane, index) in view.index.lanes.iter().enumerate() {
        spans.extend(index.dated.all().iter().map(|span| (lane as u16, index.key, *span)));
        undated.extend(index.undated.iter().map(|record| (lane as u16, index.key, *record)));
    }
    // By start, then by end; equal spans keep the order of their lanes.
    let by_end = argsort(spans.len(), &|ix| f64::from(spans[ix].2.end));
    let by_start = argsort(spans.len(), &|rank| f64::from(spans[by_end[rank]].2.start));
    let spans: Vec<_> = by_start.into_iter().map(|rank| spans[by_end[rank]]).collect();
    // Columns are counted at a height that labels of two lines would give.
    let guess_px = (spans.len() as f64 * (2.0 * LINE_PX + LABEL_GAP_PX)).max(LEAST_AXIS_PX);
    let overview = scale_of(view, TimeWindow::default(), guess_px);
    let records: Vec<RecordIx> = spans.iter().map(|(.., span)| span.record).collect();
    let (_, columns) = pack_columns(view, &records, &overview);
    let label_x = AXIS_X + 6.0 + columns as f64 * COLUMN_PX + LEADER_PX;
    let dated: Vec<LabelBlock> =
        spans.iter().map(|(lane, key, span)| label_lines(view, *lane, *key, span.record, label_x)).collect();
    let undated =
        undated.into_iter().map(|(lane, key, record)| label_lines(view, lane, key, record, label_x)).collect();
    let axis_px = dated.iter().map(LabelBlock::height_px).sum::<f64>().max(LEAST_AXIS_PX);
    Plan { dated, undated, label_x, axis_px }
}

/// The marks of records, and the column each stands in: the first that is free for its length.
fn pack_columns(
    view: &LayoutContext<'_>,
    records: &[RecordIx],
    scale: &TimeScale,
) -> (Vec<Option<(DateMark, usize)>>, usize) {
    let mut free_from: Vec<f64> = Vec::new();
    let slots = records.iter().map(|&ix| {
        let record = view.dataset.record(ix);
        let mark = DateMark::new(record.date?, record.second_date, scale, Orientation::Down);
        let (from, to) = mark.hull();
        let column = free_from.iter().position(|free| *free <= from).unwrap_or(free_from.len());
        if column == free_from.len() {
            free_from.push(0.0);
        }
        free_from[column] = to + 2.0;
        Some((mark, column))
    });
    let slots = slots.collect();
    (slots, free_from.len())
}

/// What is written beside a record: its title, then when and in whose lane.
fn label_lines(view: &LayoutContext<'_>, lane: u16, key: LaneKey, record: RecordIx, label_x: f64) -> LabelBlock {
    let data = view.dataset.record(record);
    let sign_px = if super::horizontal::is_disputed(data) { super::horizontal::SIGN_ROOM_PX } else { 0.0 };
    let room_px = view.width_px - label_x - GLYPH_PX - sign_px;
    let bold = |line: &str| view.measure.width_px(line, TICK_SIZE_PX, Weight::Bold);
    let mut lines = wrap(words::label(data, view.lang), room_px, bold);
    let title_lines = lines.len();
    // Whose lane it is, the glyph says too; it is spelt out where it fits.
    let when = date_short(data.date, view.lang);
    let who = key.title(view.dataset, view.lang);
    let both = phrases::TIMELINE_WHEN_WHO.fill(view.lang, &[("when", &when), ("who", who)]);
    let block = if bold(&both) <= room_px + sign_px { both } else { when };
    lines.extend(wrap(&block, room_px + sign_px, bold));
    LabelBlock { record, lane, key, lines, title_lines }
}

fn layout_marks(view: &LayoutContext<'_>) -> Scene {
    let plan = plan(view);
    let scale = scale_of(view, view.window, plan.axis_px);
    let bottom = EDGE_PX + plan.axis_px;
    let brush = brush(view, &scale, bottom);
    let (mut marks, mut over) = brush.band(view.period);
    draw_axis(view, &scale, bottom, &mut marks);

    let (first, last) = scale.days();
    let seen = plan.dated.iter().filter(|block| {
        view.dataset.record(block.record).date.is_some_and(|date| {
            let (start, end) = date.days();
            f64::from(start) < last && f64::from(end) > first
        })
    });
    let seen: Vec<&LabelBlock> = seen.collect();
    let records: Vec<RecordIx> = seen.iter().map(|block| block.record).collect();
    let (slots, _) = pack_columns(view, &records, &scale);
    let clip = (EDGE_PX, bottom);
    let middles: Vec<f64> = slots
        .iter()
        .map(|seat| {
            let (from, to) = seat.map_or(clip, |(mark, _)| mark.core());
            f64::midpoint(from.clamp(clip.0, clip.1), to.clamp(clip.0, clip.1))
        })
        .collect();
    // Labels in the order of what they point at, so that no leader crosses another.
    let order = argsort(seen.len(), &|ix| middles[ix]);
    let in_order: Vec<f64> = order.iter().map(|&ix| middles[ix]).collect();
    let heights: Vec<f64> = order.iter().map(|&ix| seen[ix].height_px()).collect();
    let mut tops = vec![0.0; seen.len()];
    for (ix, top) in order.iter().zip(dodge(&in_order, &heights, clip)) {
        tops[*ix] = top;
    }

    let mut layers = Layers::default();
    let mut leaders = Vec::new();
    let mut shown = seen.iter().zip(&slots).zip(middles.iter().zip(&tops)).peekable();
    for block in &plan.dated {
        let token = role_of(view, block.key, block.record);
        let mut entry = RecordItem::new(view, block.record, token, block.lane, layers.items.len() as u32);
        if let Some(((_, seat), (middle, top))) = shown.next_if(|((next, _), _)| next.record == block.record)
            && let Some((mark, column)) = seat
        {
            let x = AXIS_X + 6.0 + (*column as f64 + 0.5) * COLUMN_PX;
            let (from, to) = mark.core();
            entry.item.bounds = Orientation::Down.rect(from.max(clip.0), to.min(clip.1), x, Orientation::Down.bar_px());
            if entry.style.selected {
                layers.marks.push(ring(entry.item.bounds, entry.ix));
            }
            mark.draw(x, clip, entry.style, entry.ix, &mut layers.marks);
            entry.item.hit.push(HitShape::Rect(entry.item.bounds));
            let label_y = top + LABEL_GAP_PX / 2.0 + LINE_PX / 2.0;
            let way = leader(pt(x, *middle), plan.label_x - LEADER_PX, pt(plan.label_x - 3.0, label_y));
            let stroke = Stroke { token: entry.style.stroke, width_px: 0.75, dash_px: None };
            leaders.push(Mark { shape: Shape::Path(way), fill: None, stroke: Some(stroke), item: Some(entry.ix) });
            draw_label(view, block, &mut entry, pt(plan.label_x, label_y), &mut layers.labels);
        }
        layers.items.push(entry.item);
    }

    let mut y = bottom + EDGE_PX;
    if !plan.undated.is_empty() {
        marks.push(hairline(pt(0.0, y), pt(view.width_px, y), ColorToken::Rule));
        let words = phrases::TIMELINE_UNDATED.get(view.lang);
        marks.push(small(words, 0.0, y + UNDATED_HEAD_PX / 2.0, Anchor::Start, ColorToken::Ink3));
        y += UNDATED_HEAD_PX;
    }
    for block in &plan.undated {
        let token = role_of(view, block.key, block.record);
        let mut entry = RecordItem::new(view, block.record, token, block.lane, layers.items.len() as u32);
        let label_y = y + LABEL_GAP_PX / 2.0 + LINE_PX / 2.0;
        let centre = pt(AXIS_X + 6.0 + PILL_PX / 2.0, label_y);
        entry.item.bounds = pill_rect(centre);
        entry.item.hit.push(HitShape::Rect(entry.item.bounds));
        if entry.style.selected {
            layers.marks.push(ring(entry.item.bounds, entry.ix));
        }
        layers.marks.push(pill(centre, entry.style, entry.ix));
        draw_label(view, block, &mut entry, pt(plan.label_x, label_y), &mut layers.labels);
        layers.items.push(entry.item);
        y += block.height_px();
    }
    marks.append(&mut leaders);
    marks.append(&mut layers.marks);
    marks.append(&mut layers.labels);
    marks.append(&mut over);
    let size = Size { width_px: view.width_px, height_px: y + EDGE_PX };
    let plot = Rect { x: 0.0, y: EDGE_PX, w: view.width_px, h: plan.axis_px };
    Scene { size, marks, items: layers.items, plot: Some(plot), brush: Some(brush), ..Scene::default() }
}

/// Brushing along the axis, beside its tick labels.
fn brush(view: &LayoutContext<'_>, scale: &TimeScale, bottom: f64) -> Brush {
    Brush {
        scale: scale.clone(),
        down: true,
        extent: Rect { x: 0.0, y: EDGE_PX, w: AXIS_X, h: bottom - EDGE_PX },
        axis_px: AXIS_X,
        reach_px: (AXIS_X, view.width_px),
    }
}

/// From a mark across the columns, then in one curve to its label.
fn leader(from: Point, bend_x: f64, to: Point) -> Vec<Point> {
    const STEPS: usize = 10;
    let curve = (0..=STEPS).map(|step| {
        let part = step as f64 / STEPS as f64;
        let ease = part * part * (3.0 - 2.0 * part);
        pt(bend_x + (to.x - bend_x) * part, from.y + (to.y - from.y) * ease)
    });
    std::iter::once(from).chain(curve).collect()
}

/// The glyph of the lane, the lines of the label, and the disputed sign after its title.
fn draw_label(view: &LayoutContext<'_>, block: &LabelBlock, entry: &mut RecordItem, at: Point, out: &mut Vec<Mark>) {
    let data = view.dataset.record(block.record);
    let lane = LaneKey::Lane(data.lane.unwrap_or(0));
    if let Some((glyph, _)) = lane.glyph(view.dataset) {
        let shape = Shape::Glyph { glyph, centre: pt(at.x + 4.0, at.y), radius_px: 4.2 };
        let stroke =
            entry.style.fill.is_none().then_some(Stroke { token: entry.style.stroke, width_px: 1.5, dash_px: None });
        out.push(Mark { shape, fill: entry.style.fill, stroke, item: Some(entry.ix) });
    }
    let x = at.x + GLYPH_PX;
    let mut widest: f64 = 0.0;
    for (ix, line) in block.lines.iter().enumerate() {
        let is_title = ix < block.title_lines;
        let weight = if is_title && entry.style.selected { Weight::Bold } else { Weight::Regular };
        let y = at.y + ix as f64 * LINE_PX;
        let label = Label {
            text: line.clone(),
            at: pt(x, y),
            size_px: TICK_SIZE_PX,
            weight,
            anchor: Anchor::Start,
            halo_px: 3.5,
        };
        out.push(text(label, if is_title { entry.style.label } else { ColorToken::Ink3 }, Some(entry.ix)));
        let mut width = view.measure.width_px(line, TICK_SIZE_PX, weight);
        if ix + 1 == block.title_lines && super::horizontal::is_disputed(data) {
            entry.sign(pt(x + width, y), out);
            width += super::horizontal::SIGN_ROOM_PX;
        }
        widest = widest.max(width);
    }
    // Up to its neighbours: fingers are broad, and the picture is a list here.
    let top = at.y - (LINE_PX + LABEL_GAP_PX) / 2.0;
    let w = (view.width_px - at.x).max(GLYPH_PX + widest);
    entry.item.hit.push(HitShape::Rect(Rect { x: at.x, y: top, w, h: block.height_px() }));
}

/// Tops of boxes of these heights, in order, each as near to its middle as the others allow: neighbours that
/// would overlap are moved together, so that the sum of the squares of their shifts is least (pool adjacent
/// violators). All stay within `clip` if they fit there.
fn dodge(middles: &[f64], heights: &[f64], clip: (f64, f64)) -> Vec<f64> {
    /// Boxes that touch: how many, where the first requests to begin on average, and their height.
    struct Pool {
        count: usize,
        start: f64,
        height: f64,
    }
    let mut pools: Vec<Pool> = Vec::new();
    for (middle, &height) in middles.iter().zip(heights) {
        let mut pool = Pool { count: 1, start: middle - LABEL_GAP_PX, height };
        while let Some(before) = pools.last() {
            if before.start + before.height <= pool.start {
                break;
            }
            // What the later boxes request of the first's start: theirs less the height before them.
            let (own, other) = (before.count as f64, pool.count as f64);
            pool = Pool {
                count: before.count + pool.count,
                start: (before.start * own + (pool.start - before.height) * other) / (own + other),
                height: before.height + pool.height,
            };
            pools.pop();
        }
        pools.push(pool);
    }
    let mut tops = Vec::with_capacity(middles.len());
    for pool in pools {
        let mut top = pool.start;
        for _ in 0..pool.count {
            tops.push(top);
            top += heights[tops.len() - 1];
        }
    }
    let mut least = clip.0;
    for (top, height) in tops.iter_mut().zip(heights) {
        *top = top.max(least);
        least = *top + height;
    }
    let mut most = clip.1;
    for (top, height) in tops.iter_mut().zip(heights).rev() {
        *top = top.min(most - height);
        most = *top;
    }
    tops
}

/// Ticks and their names left of the axis, and the day the article was published.
fn draw_axis(
    view: &LayoutContext<'_>,
    scale: &TimeScale,
    bottom: f64,
    out: &mut Vec<Mark>,
) -> Vec<(Segment, TickUnit, Vec<TickInterval>)> {
    let mut runs = Vec::new();
    for segment in scale.segments() {
        let (unit, intervals) = ticks(segment, view.lang, &LineHeightMeasure);
        for tick in &intervals {
            let from = scale.start_px(f64::from(tick.from));
            if from < segment.from_px - 0.5 {
                continue;
            }
            out.push(hairline(pt(AXIS_X - 5.0, from), pt(view.width_px, from), ColorToken::Rule));
            let end = scale.end_px(f64::from(tick.to)).min(segment.to_px);
            let words = words::tick_words(tick, unit, view.lang);
            let fits = view.measure.width_px(&words, TICK_SIZE_PX, Weight::Regular) <= AXIS_X - 6.0;
            if fits && end - from >= LINE_PX {
                out.push(small(&words, AXIS_X - 6.0, from + 9.0, Anchor::End, ColorToken::Ink3));
            }
        }
        runs.push((*segment, unit, intervals));
    }
    out.push(hairline(pt(AXIS_X, EDGE_PX), pt(AXIS_X, bottom), ColorToken::Ink3));
    if let Some(published) = view.dataset.meta.published {
        let y = scale.start_px(f64::from(published.days().0) + 0.5);
        if y >= EDGE_PX && y <= bottom {
            let dotted = Stroke { token: ColorToken::Edge, width_px: 1.0, dash_px: Some((1.0, 3.0)) };
            out.push(plain(Shape::Path(vec![pt(AXIS_X, y), pt(view.width_px, y)]), None, Some(dotted)));
        }
    }
    runs
}

/// Along a vertical axis every label is as long as a line is high.
struct LineHeightMeasure;

impl TextMeasurer for LineHeightMeasure {
    fn width_px(&self, _: &str, _: f64, _: Weight) -> f64 {
        3.0 * LINE_PX
    }
}

/// One strip for all lanes together, its counts beside it.
fn layout_dense(view: &LayoutContext<'_>) -> Scene {
    let scale = scale_of(view, view.window, DENSE_AXIS_PX);
    let bottom = EDGE_PX + DENSE_AXIS_PX;
    let brush = brush(view, &scale, bottom);
    let (mut marks, mut over) = brush.band(view.period);
    let runs = draw_axis(view, &scale, bottom, &mut marks);
    let edges: Vec<Vec<density::BinEdge>> = runs.iter().map(|(segment, ..)| density::edges(segment)).collect();
    let sum = |lanes: &mut dyn Iterator<Item = &super::Spans>| {
        let mut total: Vec<Vec<f64>> = edges.iter().map(|run| vec![0.0; run.len() - 1]).collect();
        for spans in lanes {
            for (run, more) in total.iter_mut().zip(density::bin_counts(spans, &edges)) {
                run.iter_mut().zip(more).for_each(|(bin, mass)| *bin += mass);
            }
        }
        total
    };
    let all = sum(&mut view.index.lanes.iter().map(|lane| &lane.dated));
    let fullest = all.iter().flatten().copied().fold(f64::MIN_POSITIVE, f64::max);
    let room_px = view.width_px - AXIS_X - 60.0;
    let mut push = |runs: &[Vec<f64>], fill: ColorToken| {
        let rings =
            runs.iter().zip(&edges).flat_map(|(run, edges)| density::outlines(run, edges, 0.0, room_px / fullest));
        // The strip is made lying; here it stands.
        let stand = |ring: Vec<Point>| ring.into_iter().map(|point| pt(AXIS_X + 1.0 - point.y, point.x)).collect();
        marks.push(plain(Shape::Polygon(rings.map(stand).collect()), Some(fill), None));
    };
    let muted = view.choice.focus.is_active();
    push(&all, if muted { ColorToken::MutedMark } else { ColorToken::Policy });
    if muted {
        push(&sum(&mut view.choice.chosen.iter()), ColorToken::AccentFill);
    }
    let mut items = Vec::new();
    for (segment, unit, intervals) in &runs {
        for tick in intervals {
            let count: usize = view.index.lanes.iter().map(|lane| lane.dated.count(tick.from, tick.to)).sum();
            let from = scale.start_px(f64::from(tick.from)).max(segment.from_px);
            let to = scale.end_px(f64::from(tick.to)).min(segment.to_px);
            if count == 0 {
                continue;
            }
            let bounds = Rect { x: AXIS_X, y: from, w: view.width_px - AXIS_X, h: to - from };
            let when = words::interval_words(tick.from, *unit, view.lang);
            let all = phrases::TIMELINE_ALL_LANES.get(view.lang);
            marks.push(small(
                &chuhai_core::format::number(count as f64),
                view.width_px,
                bounds.centre().y,
                Anchor::End,
                ColorToken::Ink3,
            ));
            items.push(Item {
                datum: Datum::Bin(count as u32),
                id: format!("all-{}", density::day_id(tick.from)),
                name: words::bin_name(&when, all, count as u32, view.lang),
                tip: Vec::new(),
                hit: vec![HitShape::Rect(bounds)],
                bounds,
                row: 0,
                emphasis: None,
                passes: true,
                cells: Vec::new(),
            });
        }
    }
    marks.append(&mut over);
    let size = Size { width_px: view.width_px, height_px: bottom + EDGE_PX };
    let plot = Rect { x: 0.0, y: EDGE_PX, w: view.width_px, h: DENSE_AXIS_PX };
    Scene { size, marks, items, plot: Some(plot), brush: Some(brush), ..Scene::default() }
}
