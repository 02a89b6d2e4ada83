//! The map of the companies' routes abroad.
//!
//! Borderless on purpose: regions are soft fills, everything else is one neutral base, countries are
//! points. [`MapBase`] depends on the dataset and the size alone, [`MapFilter`] on the reader's selection and filter;
//! [`layout`] adds the camera.

mod arcs;
mod camera;
mod captions;
mod drawing;
pub mod geometry;
mod land;
mod map_item;
pub mod projection;
mod requests;
mod routes;
mod voyages;
mod words;

pub use voyages::STOP_PX;

use std::rc::Rc;

use chuhai_core::dataset::{Dataset, Kind, RecordIx};
use chuhai_core::state::{MapCamera, ResolvedFilter, State};

use crate::measure::TextMeasurer;
use crate::scene::{Point, Scene, Size};
use camera::BaseProjection;
use drawing::Drawing;
use land::{LandRaster, Outline};
use routes::{Routes, Target};

/// The base picture of a dataset in some size: projected outlines, routes and their curvatures.
///
/// Made once per size and kept by the page; pointer, camera, selection and filter reuse it.
#[derive(Clone, Debug)]
pub struct MapBase {
    /// Outlines in projected units, the same for every size.
    plane: Rc<[Outline]>,
    routes: Rc<Routes>,
    projection: BaseProjection,
    /// Outlines in the base picture.
    outlines: Vec<Outline>,
    raster: LandRaster,
    home: Option<Point>,
    /// The curvature of each route.
    curvatures: Vec<f64>,
}

impl MapBase {
    /// Decodes and projects the outlines and reads the routes off the dataset.
    pub fn new(dataset: &Dataset, size: Size) -> Self {
        let plane = geometry::layers()
            .into_iter()
            .map(|layer| {
                let project = |ring: Vec<geometry::LonLat>| {
                    ring.into_iter().map(|(lon, lat)| projection::plane_from_lonlat(lon, lat)).collect()
                };
                Outline { id: layer.id, rings: layer.rings.into_iter().map(project).collect() }
            })
            .collect();
        Self::fitted(plane, Rc::new(Routes::new(dataset, |_, _| true)), dataset, size)
    }

    /// Returns the map for `size` and keeps it in `kept`. Of the one in there its outlines are used, or itself if it has the
    /// size.
    pub fn of_size<'k>(size: Size, dataset: &Dataset, kept: &'k mut Option<Self>) -> &'k Self {
        let base = match kept.take() {
            Some(base) if base.projection.size == size => base,
            Some(base) => Self::fitted(base.plane, base.routes, dataset, size),
            None => Self::new(dataset, size),
        };
        kept.insert(base)
    }

    /// Fits the outlines and routes into a picture of `size`.
    fn fitted(plane: Rc<[Outline]>, routes: Rc<Routes>, dataset: &Dataset, size: Size) -> Self {
        let projection = BaseProjection::new(size);
        let to_base = |ring: &Vec<Point>| ring.iter().map(|point| projection.base_from_plane(*point)).collect();
        let outlines: Vec<Outline> = plane
            .iter()
            .map(|layer| Outline { id: layer.id, rings: layer.rings.iter().map(to_base).collect() })
            .collect();
        let raster = LandRaster::new(size, &outlines);
        let home =
            dataset.places.iter().find(|place| place.home).map(|place| projection.base_from_lonlat(place.lonlat));
        let targets: Vec<Point> = routes
            .routes
            .iter()
            .map(|route| target_point(dataset, &projection, route.target).unwrap_or_default())
            .collect();
        let curvatures = home.map_or_else(Vec::new, |home| arcs::arc_curvatures(home, &targets, size));
        Self { plane, routes, projection, outlines, raster, home, curvatures }
    }

    /// The size of the picture.
    pub fn size(&self) -> Size {
        self.projection.size
    }

    /// Returns true if the picture is too narrow for the schematic note, which then belongs in the caption.
    pub fn note_in_caption(&self) -> bool {
        self.projection.narrow
    }

    /// Converts longitude and latitude to the base picture.
    fn base_point(&self, lonlat: (f32, f32)) -> Point {
        self.projection.base_from_lonlat(lonlat)
    }

    /// Converts longitude and latitude to the screen under `camera`.
    pub fn point(&self, camera: MapCamera, lonlat: (f32, f32)) -> Point {
        self.projection.transform(camera).to_screen(self.base_point(lonlat))
    }

    /// Clamps `camera` so that the map fills the picture.
    pub fn clamped(&self, camera: MapCamera) -> MapCamera {
        self.projection.clamped(camera)
    }

    /// Returns the camera after a pan by this many logical pixels.
    pub fn panned(&self, camera: MapCamera, dx_px: f64, dy_px: f64) -> MapCamera {
        let MapCamera { zoom, centre: (x, y) } = self.clamped(camera);
        let Size { width_px, height_px } = self.projection.size;
        self.clamped(MapCamera { zoom, centre: (x - dx_px / (zoom * width_px), y - dy_px / (zoom * height_px)) })
    }

    /// Returns the camera after a zoom by `factor` about the point `at` of the screen.
    pub fn zoomed(&self, camera: MapCamera, factor: f64, at: Point) -> MapCamera {
        let fixed = self.projection.transform(camera).to_base(at);
        let zoom = (self.clamped(camera).zoom * factor).clamp(1.0, MapCamera::MAX_ZOOM);
        let Size { width_px, height_px } = self.projection.size;
        let x = (fixed.x - (at.x - width_px / 2.0) / zoom) / width_px;
        let y = (fixed.y - (at.y - height_px / 2.0) / zoom) / height_px;
        self.clamped(MapCamera { zoom, centre: (x, y) })
    }

    /// Returns the camera that fits the box between two corners, as near as possible.
    pub(crate) fn fit_bounds(&self, south_west: (f32, f32), north_east: (f32, f32)) -> MapCamera {
        let (low, high, size) = (self.base_point(south_west), self.base_point(north_east), self.size());
        let zoom = (size.width_px / (high.x - low.x)).min(size.height_px / (low.y - high.y));
        let centre = ((low.x + high.x) / 2.0 / size.width_px, (low.y + high.y) / 2.0 / size.height_px);
        self.clamped(MapCamera { zoom, centre })
    }

    /// Returns a camera that shows the place or region of `record`: `camera` itself if it does already.
    pub fn panned_to(&self, dataset: &Dataset, record: RecordIx, camera: MapCamera) -> MapCamera {
        let lonlat = match dataset.record(record).kind {
            Kind::Place => dataset.places.iter().find(|place| place.record == record).map(|place| place.lonlat),
            Kind::Region => dataset.regions.iter().find(|region| region.record == record).and_then(|r| r.label_lonlat),
            Kind::Company
            | Kind::Product
            | Kind::Event
            | Kind::Metric
            | Kind::Funding
            | Kind::Factor
            | Kind::Policy
            | Kind::Quote => None,
        };
        let Some(at) = lonlat.map(|lonlat| self.base_point(lonlat)) else { return camera };
        let Size { width_px, height_px } = self.projection.size;
        if self.size().rect().grown(-20.0).contains(self.projection.transform(camera).to_screen(at)) {
            return camera;
        }
        self.clamped(MapCamera { zoom: camera.zoom, centre: (at.x / width_px, at.y / height_px) })
    }
}

/// The reader's selection and filter, resolved for the map. A filter reads every record, so that this is made when the
/// filter changes and not when the camera does.
#[derive(Clone, Debug)]
pub struct MapFilter {
    resolved: ResolvedFilter,
    /// The routes that pass the filter; `None` without a filter.
    left: Option<Routes>,
}

impl MapFilter {
    /// Prepares the filter of a state for the map of `dataset`.
    pub fn new(dataset: &Dataset, resolved: ResolvedFilter) -> Self {
        let left = resolved.is_filtered().then(|| Routes::new(dataset, |ix, record| resolved.passes(ix, record)));
        Self { resolved, left }
    }
}

/// Returns the point of a target in the base picture; `None` for a region without a label point.
fn target_point(dataset: &Dataset, projection: &BaseProjection, target: Target) -> Option<Point> {
    let lonlat = match target {
        Target::Place(ix) => dataset.places[usize::from(ix)].lonlat,
        Target::Region(ix) => dataset.regions[usize::from(ix)].label_lonlat?,
    };
    Some(projection.base_from_lonlat(lonlat))
}

/// Returns the picture of the map. `filter` is that of `state`.
pub fn layout(
    base: &MapBase,
    dataset: &Dataset,
    state: &State,
    filter: &MapFilter,
    measure: &dyn TextMeasurer,
) -> Scene {
    let mut drawing = Drawing::new(base, dataset, state, filter, measure);
    drawing.draw_regions();
    let ports = if state.cameras.voyages { voyages::draw(&mut drawing) } else { Vec::new() };
    drawing.draw_routes();
    drawing.draw_markers();
    let labels = captions::draw(&mut drawing, &ports);
    drawing.into_scene(&labels)
}
