//! The map: where the companies went.
//!
//! Borderless on purpose: regions are soft fills, everything else is one neutral base, countries are
//! points. What depends on the dataset and the size alone is kept in [`MapBase`], what depends on the reader's choice
//! in [`MapFilter`]; [`layout`] adds the camera.

mod arcs;
mod captions;
mod drawing;
mod frame;
pub mod geometry;
pub mod projection;
mod routes;
mod voyages;
mod words;

pub use voyages::STOP_PX;

use std::rc::Rc;

use chuhai_core::dataset::{Dataset, Kind, RecordIx};
use chuhai_core::state::{MapCamera, ResolvedFilter, State};

use crate::measure::TextMeasurer;
use crate::scene::{Point, Rect, Scene, Size};
use frame::{BaseProjection, LandRaster, Outline};
use routes::{Routes, Target};

/// The map of a dataset at rest in a picture of some size: projected outlines, routes and their curvatures.
///
/// Made once a size and kept by the page; moving the pointer, the camera or the choice reuses it.
#[derive(Clone, Debug)]
pub struct MapBase {
    /// Outlines in projected units: the same for every size.
    plane: Rc<[Outline]>,
    routes: Rc<Routes>,
    frame: BaseProjection,
    /// Outlines in the picture at rest.
    outlines: Vec<Outline>,
    raster: LandRaster,
    home: Option<Point>,
    /// Bend of each route.
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

    /// The same map for another size; itself if the size is the same.
    pub fn resized(&self, dataset: &Dataset, size: Size) -> Self {
        if size == self.frame.size {
            return self.clone();
        }
        Self::fitted(Rc::clone(&self.plane), Rc::clone(&self.routes), dataset, size)
    }

    fn fitted(plane: Rc<[Outline]>, routes: Rc<Routes>, dataset: &Dataset, size: Size) -> Self {
        let frame = BaseProjection::new(size);
        let at_rest = |ring: &Vec<Point>| ring.iter().map(|point| frame.rest_from_plane(*point)).collect();
        let outlines: Vec<Outline> = plane
            .iter()
            .map(|layer| Outline { id: layer.id, rings: layer.rings.iter().map(at_rest).collect() })
            .collect();
        let raster = LandRaster::new(size, &outlines);
        let home = dataset.places.iter().find(|place| place.home).map(|place| frame.rest_from_lonlat(place.lonlat));
        let targets: Vec<Point> =
            routes.routes.iter().map(|route| target_point(dataset, &frame, route.target).unwrap_or_default()).collect();
        let curvatures = home.map_or_else(Vec::new, |home| arcs::arc_curvatures(home, &targets, size));
        Self { plane, routes, frame, outlines, raster, home, curvatures }
    }

    /// Size of the picture.
    pub fn size(&self) -> Size {
        self.frame.size
    }

    /// Whether the picture is too narrow for the schematic note, which then belongs in the caption.
    pub fn note_in_caption(&self) -> bool {
        self.frame.narrow
    }

    /// A place in the picture at rest.
    pub(crate) fn rest(&self, lonlat: (f32, f32)) -> Point {
        self.frame.rest_from_lonlat(lonlat)
    }

    /// A place in the picture as `camera` has it.
    pub fn point(&self, camera: MapCamera, lonlat: (f32, f32)) -> Point {
        self.frame.view(camera).screen(self.rest(lonlat))
    }

    /// `camera` kept within the picture.
    pub fn clamped(&self, camera: MapCamera) -> MapCamera {
        self.frame.clamped(camera)
    }

    /// The camera after dragging the picture by this many logical pixels.
    pub fn panned(&self, camera: MapCamera, dx_px: f64, dy_px: f64) -> MapCamera {
        let MapCamera { zoom, centre: (x, y) } = self.clamped(camera);
        let Size { width_px, height_px } = self.frame.size;
        self.clamped(MapCamera { zoom, centre: (x - dx_px / (zoom * width_px), y - dy_px / (zoom * height_px)) })
    }

    /// The camera after zooming by `factor` with the point under `at` held still.
    pub fn zoomed(&self, camera: MapCamera, factor: f64, at: Point) -> MapCamera {
        let rest = self.frame.view(camera).rest(at);
        let zoom = (self.clamped(camera).zoom * factor).clamp(1.0, MapCamera::MAX_ZOOM);
        let Size { width_px, height_px } = self.frame.size;
        let x = (rest.x - (at.x - width_px / 2.0) / zoom) / width_px;
        let y = (rest.y - (at.y - height_px / 2.0) / zoom) / height_px;
        self.clamped(MapCamera { zoom, centre: (x, y) })
    }

    /// A camera that shows the place or region of `record`: `camera` itself where it does already.
    pub fn panned_to(&self, dataset: &Dataset, record: RecordIx, camera: MapCamera) -> MapCamera {
        let lonlat = match dataset.record(record).kind {
            Kind::Place => dataset.places.iter().find(|place| place.record == record).map(|place| place.lonlat),
            Kind::Region => dataset.regions.iter().find(|region| region.record == record).and_then(|r| r.label_lonlat),
            _ => None,
        };
        let Some(rest) = lonlat.map(|lonlat| self.frame.rest_from_lonlat(lonlat)) else { return camera };
        let Size { width_px, height_px } = self.frame.size;
        let picture = Rect { x: 0.0, y: 0.0, w: width_px, h: height_px };
        if picture.grown(-20.0).contains(self.frame.view(camera).screen(rest)) {
            return camera;
        }
        self.clamped(MapCamera { zoom: camera.zoom, centre: (rest.x / width_px, rest.y / height_px) })
    }
}

/// The reader's choice, resolved for the map. Under a filter it reads every record, so it is made when the choice
/// changes and not when the camera does.
#[derive(Clone, Debug)]
pub struct MapFilter {
    focus: ResolvedFilter,
    /// What the filter leaves; none without a filter.
    left: Option<Routes>,
}

impl MapFilter {
    /// Resolves `focus`, the choice of a state, for the map of `dataset`.
    pub fn new(dataset: &Dataset, focus: ResolvedFilter) -> Self {
        let left = focus.is_filtered().then(|| Routes::new(dataset, |ix, record| focus.passes(ix, record)));
        Self { focus, left }
    }
}

/// The point of a target in the picture at rest; none for a region without a label point.
fn target_point(dataset: &Dataset, frame: &BaseProjection, target: Target) -> Option<Point> {
    let lonlat = match target {
        Target::Place(ix) => dataset.places[usize::from(ix)].lonlat,
        Target::Region(ix) => dataset.regions[usize::from(ix)].label_lonlat?,
    };
    Some(frame.rest_from_lonlat(lonlat))
}

/// The map as the reader has it: `choice` is that of `state`.
pub fn layout(
    base: &MapBase,
    dataset: &Dataset,
    state: &State,
    choice: &MapFilter,
    measure: &dyn TextMeasurer,
) -> Scene {
    drawing::Drawing::new(base, dataset, state, choice, measure).scene()
}
