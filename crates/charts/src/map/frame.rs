//! What of the projected world a picture shows: the map at rest for a size, and the camera over it.

use chuhai_core::state::MapCamera;

use super::projection::plane_from_lonlat;
use crate::scene::{Point, Rect, Size, pt};

/// Below this width the map at rest is cropped to the Old World.
const NARROW_PX: f64 = 600.0;
/// Room between land and the sides.
const PAD_PX: f64 = 4.0;

/// The map at rest in a picture of some size.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct BaseProjection {
    pub size: Size,
    /// Whether the picture at rest shows the Old World only.
    pub narrow: bool,
    /// Logical pixels in a projected unit.
    scale: f64,
    /// Where the projection's origin stands.
    origin: Point,
    /// Left and right end of all land at rest; on a narrow picture beyond its sides.
    land_px: (f64, f64),
}

impl BaseProjection {
    pub fn new(size: Size) -> Self {
        // A picture that is not laid out yet has no size; nothing is divided by that.
        let size = Size { width_px: size.width_px.max(1.0), height_px: size.height_px.max(1.0) };
        let narrow = size.width_px < NARROW_PX;
        // Cape Verde's side of Africa, and Brazil's easternmost cape or, cropped, the sea east of Japan.
        let west = plane_from_lonlat(-18.0, 15.0).x;
        let east = plane_from_lonlat(325.6, -7.0).x;
        let shown_east = if narrow { plane_from_lonlat(152.5, 0.0).x } else { east };
        let (top, bottom) =
            (plane_from_lonlat(150.0, 77.0).y, plane_from_lonlat(150.0, if narrow { -37.0 } else { -50.0 }).y);
        let across = (size.width_px - 2.0 * PAD_PX).max(1.0) / (shown_east - west);
        let down = size.height_px / (bottom - top);
        // A phone is filled to its height: what does not fit lies east of the edge.
        let scale = if narrow { across.max(down.min(across * 1.15)) } else { across.min(down) };
        let spare_x = if narrow { 0.0 } else { size.width_px - 2.0 * PAD_PX - scale * (east - west) };
        // A picture taller than the map shows more of either end, the south first: the note stands there.
        let spare_y = (size.height_px - scale * (bottom - top)).max(0.0);
        let origin = pt(PAD_PX + spare_x / 2.0 - west * scale, 0.35 * spare_y - top * scale);
        Self {
            size,
            narrow,
            scale,
            origin,
            land_px: (origin.x + west * scale - PAD_PX, origin.x + east * scale + PAD_PX),
        }
    }

    /// A projected point in the picture at rest.
    pub fn rest_from_plane(&self, plane: Point) -> Point {
        pt(self.origin.x + plane.x * self.scale, self.origin.y + plane.y * self.scale)
    }

    /// A place in the picture at rest.
    pub fn rest_from_lonlat(&self, (lon, lat): (f32, f32)) -> Point {
        self.rest_from_plane(plane_from_lonlat(f64::from(lon), f64::from(lat)))
    }

    /// `camera` with its centre moved so that the picture stays filled with map.
    pub fn clamped(&self, camera: MapCamera) -> MapCamera {
        let width_px = self.size.width_px;
        let zoom = camera.zoom.clamp(1.0, MapCamera::MAX_ZOOM);
        let half = 0.5 / zoom;
        let within = |value: f64, from: f64, to: f64| value.clamp(from + half, (to - half).max(from + half));
        let (left, right) = (self.land_px.0.min(0.0) / width_px, self.land_px.1.max(width_px) / width_px);
        MapCamera { zoom, centre: (within(camera.centre.0, left, right), within(camera.centre.1, 0.0, 1.0)) }
    }

    /// From the picture at rest to the picture as `camera` has it.
    pub fn view(&self, camera: MapCamera) -> CameraTransform {
        let MapCamera { zoom, centre } = self.clamped(camera);
        let Size { width_px, height_px } = self.size;
        CameraTransform { zoom, shift: pt(width_px * (0.5 - centre.0 * zoom), height_px * (0.5 - centre.1 * zoom)) }
    }
}

/// A camera's affine map over the picture at rest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct CameraTransform {
    pub zoom: f64,
    shift: Point,
}

impl CameraTransform {
    /// A point at rest on screen.
    pub fn screen(&self, rest: Point) -> Point {
        pt(rest.x * self.zoom + self.shift.x, rest.y * self.zoom + self.shift.y)
    }

    /// A point on screen at rest.
    pub fn rest(&self, screen: Point) -> Point {
        pt((screen.x - self.shift.x) / self.zoom, (screen.y - self.shift.y) / self.zoom)
    }
}

/// The outlines of one layer in the picture at rest.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Outline {
    /// A region's id, `land` or `water`.
    pub id: &'static str,
    pub rings: Vec<Vec<Point>>,
}

/// Which layer lies where in the picture at rest, cell by cell: labels ask it what they would cover.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LandRaster {
    columns: usize,
    rows: usize,
    cells: Vec<u8>,
}

/// Side of a cell of the raster.
const CELL_PX: f64 = 4.0;

impl LandRaster {
    /// Fills the cells from rings at rest, in painting order.
    pub fn new(size: Size, layers: &[Outline]) -> Self {
        let (columns, rows) = ((size.width_px / CELL_PX).ceil() as usize, (size.height_px / CELL_PX).ceil() as usize);
        let mut raster = Self { columns, rows, cells: vec![0; columns * rows] };
        for (ix, layer) in layers.iter().enumerate() {
            let value = if layer.id == "water" { 0 } else { ix as u8 + 1 };
            layer.rings.iter().for_each(|ring| raster.fill(ring, value));
        }
        raster
    }

    fn fill(&mut self, ring: &[Point], value: u8) {
        let mut crossings: Vec<Vec<f64>> = vec![Vec::new(); self.rows];
        for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            let (upper, lower) = if a.y < b.y { (a, b) } else { (b, a) };
            let first = (upper.y / CELL_PX - 0.5).ceil().max(0.0) as usize;
            let last = (lower.y / CELL_PX - 0.5).ceil().max(0.0) as usize;
            for (row, crossings) in crossings.iter_mut().enumerate().take(last).skip(first) {
                let y = (row as f64 + 0.5) * CELL_PX;
                let x = upper.x + (lower.x - upper.x) * (y - upper.y) / (lower.y - upper.y);
                // Few lines cross a row: each is put in its place at once.
                crossings.insert(crossings.partition_point(|other| *other < x), x);
            }
        }
        for (row, xs) in crossings.into_iter().enumerate() {
            for pair in xs.chunks_exact(2) {
                let cell = |x: f64| ((x / CELL_PX - 0.5).ceil().max(0.0) as usize).min(self.columns);
                let row = row * self.columns;
                self.cells[row + cell(pair[0])..row + cell(pair[1])].fill(value);
            }
        }
    }

    /// 0 for the sea, else the index of the topmost layer plus 1.
    pub fn at(&self, rest: Point) -> u8 {
        let (column, row) = ((rest.x / CELL_PX).floor(), (rest.y / CELL_PX).floor());
        if column < 0.0 || row < 0.0 || column >= self.columns as f64 || row >= self.rows as f64 {
            return 0;
        }
        self.cells[row as usize * self.columns + column as usize]
    }

    /// How much of a box (at rest) lies on each: shares of sea, of the layer `own`, and of others.
    pub fn shares(&self, rect: Rect, own: Option<u8>) -> (f64, f64, f64) {
        let (mut sea, mut owned, mut other) = (0, 0, 0);
        for row in 0..4 {
            for column in 0..7 {
                let at = pt(rect.x + rect.w * f64::from(column) / 6.0, rect.y + rect.h * f64::from(row) / 3.0);
                match self.at(at) {
                    0 => sea += 1,
                    layer if Some(layer) == own => owned += 1,
                    _ => other += 1,
                }
            }
        }
        (f64::from(sea) / 28.0, f64::from(owned) / 28.0, f64::from(other) / 28.0)
    }
}
