//! Puts the map together: fills, routes, marks, captions, items.

use chuhai_core::dataset::{Dataset, PlaceIx, RegionIx};
use chuhai_core::state::{Emphasis, ResolvedFilter, State};

use super::arcs;
use super::captions::{self, Caption};
use super::frame::CameraTransform;
use super::routes::{Route, Target};
use super::words::MapText;
use super::{MapBase, MapFilter, target_point, voyages};
use crate::argsort::argsort;
use crate::labels::Obstacles;
use crate::measure::TextMeasurer;
use crate::scene::{Datum, Glyph, HitShape, Item, Label, Mark, Point, Rect, Scene, Shape, Size, Stroke, Weight, pt};
use crate::theme::{ColorToken, glyph_of, region_tints};

/// Reach of a company's mark, and while it is selected.
const MARK_PX: f64 = 5.0;
const MARK_SELECTED_PX: f64 = 5.5;
/// Reach of the ring of home.
const HOME_PX: f64 = 7.0;
/// From the middle of one mark to the next, where several companies went to one place; with rings.
const BESIDE_PX: f64 = 13.0;
const BESIDE_RINGED_PX: f64 = 21.0;
/// How far the accent ring reaches beyond its mark.
const RING_PX: f64 = 4.0;

/// An entry of the reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MapItem {
    Region(RegionIx),
    Place(PlaceIx),
}

/// A mark at the end of a route, or a place without one.
pub(super) struct PlacedMarker {
    pub entry: MapItem,
    /// The middle of its marks on screen.
    pub at: Point,
    /// Half the size of the box around its marks.
    pub reach: (f64, f64),
}

pub(super) struct Drawing<'a> {
    pub base: &'a MapBase,
    pub dataset: &'a Dataset,
    pub state: &'a State,
    pub focus: &'a ResolvedFilter,
    pub measure: &'a dyn TextMeasurer,
    pub words: MapText<'a>,
    pub view: CameraTransform,
    pub entries: Vec<MapItem>,
    pub marks: Vec<Mark>,
    /// Lines that labels keep off, and boxes they must not cover.
    pub obstacles: Obstacles,
    pub placed: Vec<PlacedMarker>,
    /// Visible part of each route.
    pub lines: Vec<Vec<Point>>,
}

impl<'a> Drawing<'a> {
    pub fn new(
        base: &'a MapBase,
        dataset: &'a Dataset,
        state: &'a State,
        choice: &'a MapFilter,
        measure: &'a dyn TextMeasurer,
    ) -> Self {
        Self {
            base,
            dataset,
            state,
            focus: &choice.focus,
            measure,
            words: MapText { dataset, routes: &base.routes, left: choice.left.as_ref(), lang: state.page.lang },
            view: base.frame.view(state.cameras.map),
            entries: reading_order(dataset),
            marks: Vec::new(),
            obstacles: Obstacles::default(),
            placed: Vec::new(),
            lines: Vec::new(),
        }
    }

    pub fn scene(mut self) -> Scene {
        let polygons = self.fills();
        let stops = if self.state.cameras.voyages { voyages::draw(&mut self) } else { Vec::new() };
        self.routes();
        self.ends();
        let captions = captions::set(&mut self, stops);
        Scene {
            size: self.base.frame.size,
            items: self.items(&captions, polygons),
            brush: None,
            summary: self.words.summary(self.focus),
            table: self.words.table(),
            marks: self.marks,
            plot: None,
        }
    }

    /// The box of the picture.
    pub fn picture(&self) -> Rect {
        let Size { width_px, height_px } = self.base.frame.size;
        Rect { x: 0.0, y: 0.0, w: width_px, h: height_px }
    }

    /// The item of an entry.
    pub fn item(&self, entry: MapItem) -> Option<u32> {
        self.entries.iter().position(|other| *other == entry).map(|ix| ix as u32)
    }

    pub fn emphasis(&self, entry: MapItem) -> Option<Emphasis> {
        match entry {
            MapItem::Region(ix) => self.focus.of_region(ix),
            MapItem::Place(ix) => self.focus.of_place(ix),
        }
    }

    pub fn push(
        &mut self,
        shape: Shape,
        fill: Option<ColorToken>,
        stroke: Option<(ColorToken, f64)>,
        item: Option<u32>,
    ) {
        let stroke = stroke.map(|(token, width_px)| Stroke { token, width_px, dash_px: None });
        self.marks.push(Mark { shape, fill, stroke, item });
    }

    /// A line of text with a halo.
    pub fn text(&mut self, label: Label, token: ColorToken, item: Option<u32>) {
        self.push(Shape::Text(label), Some(token), None, item);
    }

    /// Paints land, water and regions; returns the regions' visible rings on screen.
    fn fills(&mut self) -> Vec<(RegionIx, Vec<Vec<Point>>)> {
        let picture = self.picture();
        let mut polygons = Vec::new();
        for outline in &self.base.outlines {
            let region = self.dataset.find_region(outline.id);
            let fill = match outline.id {
                "land" => ColorToken::Land,
                "water" => ColorToken::Paper,
                id => {
                    // A region that the dataset does not have stays part of the base.
                    let (Some((tint, muted)), Some(region)) = (region_tints(id), region) else { continue };
                    match self.focus.of_region(region) {
                        Some(Emphasis::Selected) => ColorToken::AccentFill,
                        Some(Emphasis::Muted) => muted,
                        Some(Emphasis::Related) | None => tint,
                    }
                }
            };
            // All of them, seen or not: the painter leaves out what is off the picture, and a camera that moves finds
            // the same rings wherever it looks.
            let rings: Vec<Vec<Point>> =
                outline.rings.iter().map(|ring| ring.iter().map(|point| self.view.screen(*point)).collect()).collect();
            let item = region.and_then(|region| self.item(MapItem::Region(region)));
            if let Some(region) = region {
                let mut seen = rings.clone();
                seen.retain(|ring| Rect::around(ring).overlaps(&picture));
                if !seen.is_empty() {
                    polygons.push((region, seen));
                }
            }
            self.push(Shape::Polygon(rings), Some(fill), None, item);
        }
        polygons
    }

    /// Paints the routes, quiet ones first.
    fn routes(&mut self) {
        let base = self.base;
        let Some(home) = base.home.map(|home| self.view.screen(home)) else { return };
        let mut drawn = Vec::new();
        for (route, curvature) in base.routes.routes.iter().zip(&base.curvatures) {
            let rest = target_point(self.dataset, &base.frame, route.target);
            let end = rest.map(|rest| self.view.screen(rest)).map(|at| {
                let ways: Vec<&Route> = base.routes.to(route.target).collect();
                let ix = ways.iter().position(|other| other.lane == route.lane).unwrap_or(0);
                pt(at.x + self.offset(item_of(route.target), &ways, ix), at.y)
            });
            let line = end.map_or_else(Vec::new, |end| {
                arcs::trimmed(&arcs::curve(home, end, *curvature), HOME_PX + 2.0, MARK_PX + 3.0)
            });
            drawn.push((self.line_emphasis(route), route, line));
        }
        self.lines = drawn.iter().map(|(_, _, line)| line.clone()).collect();
        self.obstacles.lines.extend(self.lines.iter().filter(|line| !line.is_empty()).cloned());
        // Nothing chosen counts as related: company colours.
        let loud = |ix: usize| f64::from(drawn[ix].0.unwrap_or(Emphasis::Related) as u8);
        for ix in argsort(drawn.len(), &loud) {
            let (emphasis, route, line) = &drawn[ix];
            if line.len() < 2 {
                continue;
            }
            let line = line.clone();
            let item = self.item(item_of(route.target));
            let (_, colour) = self.look(route);
            match emphasis {
                Some(Emphasis::Muted) => self.push(Shape::Path(line), None, Some((ColorToken::MutedMap, 1.0)), item),
                Some(Emphasis::Selected) => {
                    self.push(Shape::Path(line.clone()), None, Some((ColorToken::Paper, 5.0)), item);
                    self.push(Shape::Path(line), None, Some((colour, 2.5)), item);
                }
                Some(Emphasis::Related) | None => self.push(Shape::Path(line), None, Some((colour, 1.75)), item),
            }
        }
    }

    /// Shape and colour of a route's company.
    pub fn look(&self, route: &Route) -> (Glyph, ColorToken) {
        glyph_of(&self.dataset.lanes[usize::from(route.lane)].glyph)
    }

    /// A route is chosen if its record or company is, or if both its records and its end are; it is
    /// related if either is.
    pub fn route_emphasis(&self, route: &Route) -> Option<Emphasis> {
        if !self.focus.is_active() {
            return None;
        }
        if !self.focus.chooses() {
            let left = route.records.iter().any(|&ix| self.focus.passes(ix, self.dataset.record(ix)));
            return (!left).then_some(Emphasis::Muted);
        }
        let mut told = Emphasis::Muted;
        for &ix in &route.records {
            told = told.max(self.focus.of(ix, self.dataset.record(ix)).unwrap_or(Emphasis::Muted));
            if told == Emphasis::Selected {
                break;
            }
        }
        let end = self.emphasis(item_of(route.target)).unwrap_or(Emphasis::Muted);
        let chosen = self.state.selection.record.is_some_and(|ix| route.records.contains(&ix))
            || (told != Emphasis::Muted
                && route.companies.iter().any(|ix| self.focus.of_company(*ix) == Some(Emphasis::Selected)))
            || (told == Emphasis::Selected && end == Emphasis::Selected);
        Some(match (chosen, told) {
            (true, _) => Emphasis::Selected,
            (false, Emphasis::Muted) => Emphasis::Muted,
            (false, _) => Emphasis::Related,
        })
    }

    /// Two sets of routes in full colour are one too many: the old one is drawn over quiet new ones.
    pub fn line_emphasis(&self, route: &Route) -> Option<Emphasis> {
        self.route_emphasis(route).or(self.state.cameras.voyages.then_some(Emphasis::Muted))
    }

    /// Paints the marks at the ends of routes, the places without one, and home.
    fn ends(&mut self) {
        let base = self.base;
        for entry in self.entries.clone() {
            let (target, record) = match entry {
                MapItem::Place(ix) => (Target::Place(ix), &self.dataset.places[usize::from(ix)]),
                MapItem::Region(ix) => {
                    let target = Target::Region(ix);
                    if base.routes.to(target).next().is_some() {
                        self.end(entry, target, true);
                    }
                    continue;
                }
            };
            if record.home { self.home(entry) } else { self.end(entry, target, false) }
        }
    }

    fn end(&mut self, entry: MapItem, target: Target, hollow: bool) {
        let base = self.base;
        let Some(rest) = target_point(self.dataset, &base.frame, target) else { return };
        let at = self.view.screen(rest);
        let routes: Vec<&Route> = base.routes.to(target).collect();
        let ringed = self.ringed(entry, &routes);
        let around = MARK_PX + 1.0 + if ringed { RING_PX } else { 0.0 };
        let reach = (around + if routes.is_empty() { 0.0 } else { -self.offset(entry, &routes, 0) }, around);
        let area = Rect { x: at.x - reach.0, y: at.y - reach.1, w: 2.0 * reach.0, h: 2.0 * reach.1 };
        if !area.overlaps(&self.picture()) {
            return;
        }
        let item = self.item(entry);
        if routes.is_empty() {
            let dot = Shape::Circle { centre: at, radius_px: 3.5 };
            self.push(dot, Some(ColorToken::Ink2), Some((ColorToken::Paper, 1.0)), item);
        }
        for (ix, route) in routes.iter().enumerate() {
            let centre = pt(at.x + self.offset(entry, &routes, ix), at.y);
            let emphasis = self.route_emphasis(route);
            let (glyph, colour) = self.look(route);
            let shape = |radius_px| Shape::Glyph { glyph, centre, radius_px };
            let selected = emphasis == Some(Emphasis::Selected);
            let radius = if selected { MARK_SELECTED_PX } else { MARK_PX };
            if selected && ringed {
                self.push(shape(radius + RING_PX), Some(ColorToken::Paper), Some((ColorToken::Accent, 2.0)), item);
            }
            let ink = if emphasis == Some(Emphasis::Muted) { ColorToken::MutedMap } else { colour };
            if hollow {
                let width = if emphasis == Some(Emphasis::Muted) { 1.25 } else { 1.75 };
                self.push(shape(radius), Some(ColorToken::Paper), Some((ink, width)), item);
            } else {
                // The outline lies half on the mark, which is painted over it.
                self.push(shape(radius), Some(ColorToken::Paper), Some((ColorToken::Paper, 3.0)), item);
                let radius = if emphasis == Some(Emphasis::Muted) { radius - 1.0 } else { radius };
                self.push(shape(radius), Some(ink), None, item);
            }
        }
        self.placed.push(PlacedMarker { entry, at, reach });
    }

    /// How far right of the middle the mark of the route `ix` of those to one target stands.
    fn offset(&self, entry: MapItem, routes: &[&Route], ix: usize) -> f64 {
        let step = if self.ringed(entry, routes) { BESIDE_RINGED_PX } else { BESIDE_PX };
        step * (ix as f64 - (routes.len() - 1) as f64 / 2.0)
    }

    /// Whether an end takes the accent ring: the reader chose it, or a company or record that leads here.
    fn ringed(&self, entry: MapItem, routes: &[&Route]) -> bool {
        let direct = self.emphasis(entry) == Some(Emphasis::Selected)
            || !self.state.filter.companies.is_empty()
            || self.state.selection.record.is_some();
        direct && routes.iter().any(|route| self.route_emphasis(route) == Some(Emphasis::Selected))
    }

    fn home(&mut self, entry: MapItem) {
        let Some(at) = self.base.home.map(|home| self.view.screen(home)) else { return };
        if !self.picture().grown(HOME_PX).contains(at) {
            return;
        }
        let item = self.item(entry);
        let ring = if self.emphasis(entry) == Some(Emphasis::Selected) { ColorToken::Accent } else { ColorToken::Ink };
        self.push(Shape::Circle { centre: at, radius_px: HOME_PX + 2.0 }, Some(ColorToken::Paper), None, item);
        self.push(Shape::Circle { centre: at, radius_px: HOME_PX }, Some(ColorToken::Paper), Some((ring, 2.0)), item);
        self.push(Shape::Circle { centre: at, radius_px: 3.0 }, Some(ColorToken::Ink), None, item);
        self.placed.push(PlacedMarker { entry, at, reach: (HOME_PX + 1.0, HOME_PX + 1.0) });
    }

    fn items(&self, captions: &[Caption], mut polygons: Vec<(RegionIx, Vec<Vec<Point>>)>) -> Vec<Item> {
        self.entries
            .iter()
            .map(|&entry| {
                let (record, (name, tip, cells)) = match entry {
                    MapItem::Region(ix) => (self.dataset.regions[usize::from(ix)].record, self.words.region(ix)),
                    MapItem::Place(ix) => (self.dataset.places[usize::from(ix)].record, self.words.place(ix)),
                };
                let candidate = self.placed.iter().find(|placed| placed.entry == entry).map(PlacedMarker::rect);
                let label = captions.iter().find(|caption| caption.entry == Some(entry)).map(|caption| caption.rect);
                let mut hit: Vec<HitShape> = candidate.into_iter().chain(label).map(HitShape::Rect).collect();
                let mut bounds = match entry {
                    MapItem::Place(_) => candidate,
                    MapItem::Region(_) => label.or(candidate),
                };
                if let MapItem::Region(ix) = entry
                    && let Some(at) = polygons.iter().position(|(region, _)| *region == ix)
                {
                    let rings = polygons.swap_remove(at).1;
                    bounds = bounds.or_else(|| middle(&rings, self.picture()));
                    hit.push(HitShape::Polygon(rings));
                }
                Item {
                    datum: Datum::Record(record),
                    id: self.dataset.record(record).id.to_string(),
                    name,
                    tip,
                    hit,
                    bounds: bounds.unwrap_or_default(),
                    row: 0,
                    emphasis: self.emphasis(entry),
                    passes: match entry {
                        MapItem::Region(ix) => self.words.region_passes(self.focus, ix),
                        MapItem::Place(_) => self.focus.passes(record, self.dataset.record(record)),
                    },
                    cells,
                }
            })
            .collect()
    }
}

impl PlacedMarker {
    /// The box of the marks.
    pub fn rect(&self) -> Rect {
        let (x, y) = self.reach;
        Rect { x: self.at.x - x, y: self.at.y - y, w: 2.0 * x, h: 2.0 * y }
    }
}

/// Home, then each region with its places, then the places of no region on the map.
fn reading_order(dataset: &Dataset) -> Vec<MapItem> {
    let places = |wanted: &dyn Fn(&chuhai_core::dataset::Place) -> bool| -> Vec<MapItem> {
        let places = dataset.places.iter().enumerate();
        places.filter(|(_, place)| wanted(place)).map(|(ix, _)| MapItem::Place(ix as PlaceIx)).collect()
    };
    let mut order = places(&|place| place.home);
    let on_map = |region: RegionIx| dataset.regions[usize::from(region)].on_map;
    for region in (0..dataset.regions.len()).map(|ix| ix as RegionIx).filter(|ix| on_map(*ix)) {
        order.push(MapItem::Region(region));
        order.extend(places(&|place| !place.home && place.region == Some(region)));
    }
    order.extend(places(&|place| !place.home && !place.region.is_some_and(on_map)));
    order
}

fn item_of(target: Target) -> MapItem {
    match target {
        Target::Place(ix) => MapItem::Place(ix),
        Target::Region(ix) => MapItem::Region(ix),
    }
}

/// A small box inside the largest of the rings, for a region whose label found no room: a point of the
/// ring's middle row that lies in it and in the picture.
fn middle(rings: &[Vec<Point>], picture: Rect) -> Option<Rect> {
    let largest = rings.iter().max_by(|a, b| {
        let area = |ring: &[Point]| Rect::around(ring).w * Rect::around(ring).h;
        area(a).total_cmp(&area(b))
    })?;
    let area = Rect::around(largest);
    (0..15)
        .map(|step| pt(area.x + area.w * (f64::from(step) + 0.5) / 15.0, area.centre().y))
        .filter(|point| picture.grown(-12.0).contains(*point) && crate::hit::inside(largest, *point))
        .min_by(|a, b| (a.x - area.centre().x).abs().total_cmp(&(b.x - area.centre().x).abs()))
        .map(|point| Rect { x: point.x - 6.0, y: point.y - 6.0, w: 12.0, h: 12.0 })
}

/// Weight of a caption's first line.
pub(super) const fn weight(bold: bool) -> Weight {
    if bold { Weight::Bold } else { Weight::Regular }
}
