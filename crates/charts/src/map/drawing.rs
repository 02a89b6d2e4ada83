//! The drawing of the map: regions, routes, markers and items, with the obstacles that labels avoid.

use chuhai_core::dataset::{Dataset, RegionIx};
use chuhai_core::state::{Emphasis, ResolvedFilter, State};

use super::camera::CameraTransform;
use super::map_item::{MapItem, reading_order};
use super::routes::{Route, Target};
use super::words::MapText;
use super::{MapBase, MapFilter, arcs, target_point};
use crate::argsort::argsort;
use crate::hit::inside;
use crate::layout::labels::Obstacles;
use crate::measure::TextMeasurer;
use crate::scene::{Datum, Glyph, HitShape, Item, Mark, MarkRole, Point, Rect, Scene, Shape, Stroke, glyph_of, pt};
use crate::theme::{ColorToken, region_tints};

/// Radius of a company's mark, and while it is selected.
const MARK_PX: f64 = 5.0;
const MARK_SELECTED_PX: f64 = 5.5;
/// Radius of the ring of home.
const HOME_PX: f64 = 7.0;
/// Distance of the marks of several companies at one place, and the same with accent rings.
const BESIDE_PX: f64 = 13.0;
const BESIDE_RINGED_PX: f64 = 21.0;
/// Distance of the accent ring from its mark.
const RING_PX: f64 = 4.0;

/// The marker of an item: the marks at the ends of its routes, or a dot.
pub(super) struct PlacedMarker {
    pub item: MapItem,
    /// Centre on screen.
    pub at: Point,
    /// Half the width and half the height of its marks.
    pub reach: (f64, f64),
}

impl PlacedMarker {
    /// The box of the marks.
    pub fn rect(&self) -> Rect {
        let (x, y) = self.reach;
        Rect { x: self.at.x - x, y: self.at.y - y, w: 2.0 * x, h: 2.0 * y }
    }
}

/// A map in the making.
pub(super) struct Drawing<'a> {
    base: &'a MapBase,
    dataset: &'a Dataset,
    state: &'a State,
    filter: &'a ResolvedFilter,
    measure: &'a dyn TextMeasurer,
    text: MapText<'a>,
    camera: CameraTransform,
    items: Vec<MapItem>,
    marks: Vec<Mark>,
    obstacles: Obstacles,
    markers: Vec<PlacedMarker>,
    /// The visible part of each route.
    lines: Vec<Vec<Point>>,
    /// The visible rings of each region.
    regions: Vec<(RegionIx, Vec<Vec<Point>>)>,
}

impl<'a> Drawing<'a> {
    pub fn new(
        base: &'a MapBase,
        dataset: &'a Dataset,
        state: &'a State,
        filter: &'a MapFilter,
        measure: &'a dyn TextMeasurer,
    ) -> Self {
        Self {
            base,
            dataset,
            state,
            filter: &filter.resolved,
            measure,
            text: MapText { dataset, routes: &base.routes, left: filter.left.as_ref(), lang: state.page.lang },
            camera: base.projection.transform(state.cameras.map),
            items: reading_order(dataset),
            marks: Vec::new(),
            obstacles: Obstacles::default(),
            markers: Vec::new(),
            lines: Vec::new(),
            regions: Vec::new(),
        }
    }

    /// The finished picture. `labels` are the boxes of the labels of items.
    pub fn into_scene(mut self, labels: &[(MapItem, Rect)]) -> Scene {
        let regions = std::mem::take(&mut self.regions);
        Scene {
            size: self.base.size(),
            items: self.scene_items(labels, regions),
            brush: None,
            summary: self.text.summary(self.filter),
            table: self.text.table(),
            marks: self.marks,
            plot: None,
        }
    }

    pub fn base(&self) -> &'a MapBase {
        self.base
    }

    pub fn dataset(&self) -> &'a Dataset {
        self.dataset
    }

    pub fn measure(&self) -> &'a dyn TextMeasurer {
        self.measure
    }

    pub fn text(&self) -> &MapText<'a> {
        &self.text
    }

    pub fn camera(&self) -> CameraTransform {
        self.camera
    }

    pub fn items(&self) -> &[MapItem] {
        &self.items
    }

    pub fn markers(&self) -> &[PlacedMarker] {
        &self.markers
    }

    pub fn obstacles(&self) -> &Obstacles {
        &self.obstacles
    }

    /// The routes, each with its visible part.
    pub fn routes(&self) -> impl Iterator<Item = (&'a Route, &Vec<Point>)> {
        self.base.routes.routes.iter().zip(&self.lines)
    }

    /// The box of the picture.
    pub fn picture(&self) -> Rect {
        self.base.size().rect()
    }

    /// Converts longitude and latitude to the screen.
    pub fn screen_from_lonlat(&self, lonlat: (f32, f32)) -> Point {
        self.camera.to_screen(self.base.projection.base_from_lonlat(lonlat))
    }

    /// Returns the point of a target on screen; `None` for a region without a label point.
    pub fn target_point(&self, target: Target) -> Option<Point> {
        target_point(self.dataset, &self.base.projection, target).map(|base| self.camera.to_screen(base))
    }

    /// Returns the index of an item.
    pub fn index_of(&self, item: MapItem) -> Option<u32> {
        self.items.iter().position(|other| *other == item).map(|ix| ix as u32)
    }

    pub fn emphasis(&self, item: MapItem) -> Option<Emphasis> {
        item.emphasis(self.filter)
    }

    /// Adds a mark of an item, or of none.
    pub fn push(&mut self, mark: Mark, item: Option<u32>) {
        self.marks.push(Mark { item, ..mark });
    }

    /// Adds a box that no label may cover.
    pub fn push_obstacle(&mut self, rect: Rect) {
        self.obstacles.boxes.push(rect);
    }

    /// Adds a line that labels avoid.
    pub fn push_obstacle_line(&mut self, line: Vec<Point>) {
        self.obstacles.lines.push(line);
    }

    /// Draws land, water and regions.
    pub fn draw_regions(&mut self) {
        let picture = self.picture();
        for outline in &self.base.outlines {
            let region = self.dataset.find_region(outline.id);
            let fill = match outline.id {
                "land" => ColorToken::Land,
                "water" => ColorToken::Paper,
                id => {
                    // A region that the dataset lacks stays part of the base.
                    let (Some((tint, muted)), Some(region)) = (region_tints(id), region) else { continue };
                    match self.filter.of_region(region) {
                        Some(Emphasis::Selected) => ColorToken::AccentFill,
                        Some(Emphasis::Muted) => muted,
                        Some(Emphasis::Related) | None => tint,
                    }
                }
            };
            // All rings, visible or not: the painter skips those off the picture, and a transition finds the same rings
            // under any camera.
            let rings: Vec<Vec<Point>> = outline
                .rings
                .iter()
                .map(|ring| ring.iter().map(|point| self.camera.to_screen(*point)).collect())
                .collect();
            let item = region.and_then(|region| self.index_of(MapItem::Region(region)));
            if let Some(region) = region {
                let mut seen = rings.clone();
                seen.retain(|ring| Rect::around(ring).overlaps(&picture));
                if !seen.is_empty() {
                    self.regions.push((region, seen));
                }
            }
            self.push(Mark::filled(Shape::Polygon(rings), fill), item);
        }
    }

    /// Draws the routes, the muted ones first.
    pub fn draw_routes(&mut self) {
        let base = self.base;
        let Some(home) = base.home.map(|home| self.camera.to_screen(home)) else { return };
        let mut drawn = Vec::new();
        for (route, curvature) in base.routes.routes.iter().zip(&base.curvatures) {
            let end = self.target_point(route.target).map(|at| {
                let parallel: Vec<&Route> = base.routes.to(route.target).collect();
                let ix = parallel.iter().position(|other| other.lane == route.lane).unwrap_or(0);
                pt(at.x + self.offset(MapItem::of_target(route.target), &parallel, ix), at.y)
            });
            let line = end.map_or_else(Vec::new, |end| {
                arcs::trimmed(&arcs::curve(home, end, *curvature), HOME_PX + 2.0, MARK_PX + 3.0)
            });
            drawn.push((self.line_emphasis(route), route, line));
        }
        self.lines = drawn.iter().map(|(_, _, line)| line.clone()).collect();
        self.obstacles.lines.extend(self.lines.iter().filter(|line| !line.is_empty()).cloned());
        // Without a selection as if related: in company colours.
        let rank = |ix: usize| f64::from(drawn[ix].0.unwrap_or(Emphasis::Related) as u8);
        for ix in argsort(drawn.len(), &rank) {
            let (emphasis, route, line) = &drawn[ix];
            if line.len() < 2 {
                continue;
            }
            let item = self.index_of(MapItem::of_target(route.target));
            let (_, colour) = self.glyph(route);
            let stroke = match emphasis {
                Some(Emphasis::Muted) => Stroke::solid(ColorToken::MutedMap, 1.0),
                Some(Emphasis::Selected) => {
                    let halo = Mark::line(line.clone(), Stroke::solid(ColorToken::Paper, 5.0));
                    self.push(halo.with_role(MarkRole::Halo), item);
                    Stroke::solid(colour, 2.5)
                }
                Some(Emphasis::Related) | None => Stroke::solid(colour, 1.75),
            };
            self.push(Mark::line(line.clone(), stroke), item);
        }
    }

    /// Returns shape and colour of a route's company.
    pub fn glyph(&self, route: &Route) -> (Glyph, ColorToken) {
        glyph_of(&self.dataset.lanes[usize::from(route.lane)].glyph)
    }

    /// Returns the relation of a route to the selection. It is selected if its record or company is, or if both its
    /// records and its end are; related if either is.
    fn route_emphasis(&self, route: &Route) -> Option<Emphasis> {
        if !self.filter.is_active() {
            return None;
        }
        if !self.filter.has_highlight() {
            let passes = route.records.iter().any(|&ix| self.filter.passes(ix, self.dataset.record(ix)));
            return (!passes).then_some(Emphasis::Muted);
        }
        let of_record = |&ix: &_| self.filter.of(ix, self.dataset.record(ix)).unwrap_or(Emphasis::Muted);
        let records = route.records.iter().map(of_record).max().unwrap_or(Emphasis::Muted);
        let end = self.emphasis(MapItem::of_target(route.target)).unwrap_or(Emphasis::Muted);
        let is_selected = self.state.selection.record.is_some_and(|ix| route.records.contains(&ix))
            || (records != Emphasis::Muted
                && route.companies.iter().any(|ix| self.filter.of_company(*ix) == Some(Emphasis::Selected)))
            || (records == Emphasis::Selected && end == Emphasis::Selected);
        Some(match records {
            _ if is_selected => Emphasis::Selected,
            Emphasis::Muted => Emphasis::Muted,
            Emphasis::Related | Emphasis::Selected => Emphasis::Related,
        })
    }

    /// Returns the emphasis of a route's line: muted under the voyages, since two sets of routes in full colour are one too
    /// many.
    pub fn line_emphasis(&self, route: &Route) -> Option<Emphasis> {
        self.route_emphasis(route).or(self.state.cameras.voyages.then_some(Emphasis::Muted))
    }

    /// Draws the markers: solid ones at places, hollow ones at regions with routes, and home.
    pub fn draw_markers(&mut self) {
        for item in self.items.clone() {
            match item {
                MapItem::Region(ix) => {
                    if self.base.routes.to(Target::Region(ix)).next().is_some() {
                        self.draw_marker(item, Target::Region(ix));
                    }
                }
                MapItem::Place(ix) if self.dataset.places[usize::from(ix)].home => self.draw_home(item),
                MapItem::Place(ix) => self.draw_marker(item, Target::Place(ix)),
            }
        }
    }

    fn draw_marker(&mut self, item: MapItem, target: Target) {
        let Some(at) = self.target_point(target) else { return };
        let routes: Vec<&Route> = self.base.routes.to(target).collect();
        let ringed = self.is_ringed(item, &routes);
        let reach = MARK_PX + 1.0 + if ringed { RING_PX } else { 0.0 };
        let spread = if routes.is_empty() { 0.0 } else { -self.offset(item, &routes, 0) };
        let marker = PlacedMarker { item, at, reach: (reach + spread, reach) };
        if !marker.rect().overlaps(&self.picture()) {
            return;
        }
        if routes.is_empty() {
            let dot = Mark::filled(Shape::Circle { centre: at, radius_px: 3.5 }, ColorToken::Ink2);
            self.push(dot.with_stroke(Stroke::solid(ColorToken::Paper, 1.0)), self.index_of(item));
        }
        for (ix, route) in routes.iter().enumerate() {
            let centre = pt(at.x + self.offset(item, &routes, ix), at.y);
            self.draw_glyph(route, centre, ringed, item, matches!(target, Target::Region(_)));
        }
        self.markers.push(marker);
    }

    /// Draws the mark of a route's company.
    fn draw_glyph(&mut self, route: &Route, centre: Point, ringed: bool, item: MapItem, hollow: bool) {
        let item = self.index_of(item);
        let emphasis = self.route_emphasis(route);
        let (selected, muted) = (emphasis == Some(Emphasis::Selected), emphasis == Some(Emphasis::Muted));
        let (glyph, colour) = self.glyph(route);
        let filled = |radius_px, token| Mark::filled(Shape::Glyph { glyph, centre, radius_px }, token);
        let radius = if selected { MARK_SELECTED_PX } else { MARK_PX };
        if selected && ringed {
            let ring = filled(radius + RING_PX, ColorToken::Paper);
            self.push(ring.with_stroke(Stroke::solid(ColorToken::Accent, 2.0)), item);
        }
        let token = if muted { ColorToken::MutedMap } else { colour };
        let under = filled(radius, ColorToken::Paper);
        if hollow {
            self.push(under.with_stroke(Stroke::solid(token, if muted { 1.25 } else { 1.75 })), item);
        } else {
            // Half of the outline is covered by the mark, which is painted over it.
            self.push(under.with_stroke(Stroke::solid(ColorToken::Paper, 3.0)), item);
            self.push(filled(if muted { radius - 1.0 } else { radius }, token), item);
        }
    }

    /// Returns the horizontal offset of the mark of the route `ix` of those to one target.
    fn offset(&self, item: MapItem, routes: &[&Route], ix: usize) -> f64 {
        let step = if self.is_ringed(item, routes) { BESIDE_RINGED_PX } else { BESIDE_PX };
        step * (ix as f64 - (routes.len() - 1) as f64 / 2.0)
    }

    /// Returns true if a marker has the accent ring: the reader selected it, or a company or record that leads here.
    fn is_ringed(&self, item: MapItem, routes: &[&Route]) -> bool {
        let direct = self.emphasis(item) == Some(Emphasis::Selected)
            || !self.state.filter.companies.is_empty()
            || self.state.selection.record.is_some();
        direct && routes.iter().any(|route| self.route_emphasis(route) == Some(Emphasis::Selected))
    }

    fn draw_home(&mut self, item: MapItem) {
        let Some(at) = self.base.home.map(|home| self.camera.to_screen(home)) else { return };
        if !self.picture().grown(HOME_PX).contains(at) {
            return;
        }
        let index = self.index_of(item);
        let ring = if self.emphasis(item) == Some(Emphasis::Selected) { ColorToken::Accent } else { ColorToken::Ink };
        let circle = |radius_px, token| Mark::filled(Shape::Circle { centre: at, radius_px }, token);
        self.push(circle(HOME_PX + 2.0, ColorToken::Paper), index);
        self.push(circle(HOME_PX, ColorToken::Paper).with_stroke(Stroke::solid(ring, 2.0)), index);
        self.push(circle(3.0, ColorToken::Ink), index);
        self.markers.push(PlacedMarker { item, at, reach: (HOME_PX + 1.0, HOME_PX + 1.0) });
    }

    /// Returns the items of the Scene.
    fn scene_items(&self, labels: &[(MapItem, Rect)], mut regions: Vec<(RegionIx, Vec<Vec<Point>>)>) -> Vec<Item> {
        let item = |&item: &MapItem| {
            let record = item.record(self.dataset);
            let (name, tip, cells) = match item {
                MapItem::Region(ix) => self.text.region(ix),
                MapItem::Place(ix) => self.text.place(ix),
            };
            let marker = self.markers.iter().find(|marker| marker.item == item).map(PlacedMarker::rect);
            let label = labels.iter().find(|(labelled, _)| *labelled == item).map(|(_, rect)| *rect);
            let mut hit: Vec<HitShape> = marker.into_iter().chain(label).map(HitShape::Rect).collect();
            let (bounds, passes) = match item {
                MapItem::Place(_) => (marker, self.filter.passes(record, self.dataset.record(record))),
                MapItem::Region(ix) => {
                    let mut bounds = label.or(marker);
                    if let Some(at) = regions.iter().position(|(region, _)| *region == ix) {
                        let rings = regions.swap_remove(at).1;
                        bounds = bounds.or_else(|| middle(&rings, self.picture()));
                        hit.push(HitShape::Polygon(rings));
                    }
                    (bounds, self.text.region_passes(self.filter, ix))
                }
            };
            Item {
                datum: Datum::Record(record),
                id: self.dataset.record(record).id.to_string(),
                name,
                tip,
                hit,
                label,
                bounds: bounds.unwrap_or_default(),
                row: 0,
                emphasis: self.emphasis(item),
                passes,
                cells,
            }
        };
        self.items.iter().map(item).collect()
    }
}

/// Returns a small box inside the largest of the rings, as the bounds of a region whose label found no room: about a point
/// of the ring's middle row that lies in the ring and in the picture.
fn middle(rings: &[Vec<Point>], picture: Rect) -> Option<Rect> {
    let largest = rings.iter().max_by(|a, b| {
        let area = |ring: &[Point]| Rect::around(ring).w * Rect::around(ring).h;
        area(a).total_cmp(&area(b))
    })?;
    let area = Rect::around(largest);
    (0..15)
        .map(|step| pt(area.x + area.w * (f64::from(step) + 0.5) / 15.0, area.centre().y))
        .filter(|point| picture.grown(-12.0).contains(*point) && inside(largest, *point))
        .min_by(|a, b| (a.x - area.centre().x).abs().total_cmp(&(b.x - area.centre().x).abs()))
        .map(|point| Rect { x: point.x - 6.0, y: point.y - 6.0, w: 12.0, h: 12.0 })
}
