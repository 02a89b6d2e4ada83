//! Transforms from the projection plane to the screen: the base picture of a size, and the camera over it.
//!
//! Three spaces: the plane (projected units), the base picture (px, the whole map at zoom 1) and the screen (px).

use chuhai_core::state::MapCamera;

use super::projection::plane_from_lonlat;
use crate::scene::{Point, Size, pt};

/// The width below which the base picture is cropped to the Old World.
const NARROW_PX: f64 = 600.0;
/// The margin between land and the sides.
const PAD_PX: f64 = 4.0;

/// The transform from the plane to the base picture of some size.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct BaseProjection {
    pub size: Size,
    /// True if the base picture is cropped to the Old World.
    pub narrow: bool,
    /// Logical pixels per projected unit.
    scale: f64,
    /// The pixel of the projection's origin.
    origin: Point,
    /// Left and right end of all land; beyond the sides of a narrow picture.
    land_px: (f64, f64),
}

impl BaseProjection {
    /// Fits the map into a picture of `size`.
    pub fn new(size: Size) -> Self {
        // At least 1 px: the size of a picture before its layout is 0.
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
        // A narrow picture is filled to its height; the rest lies beyond its right edge.
        let scale = if narrow { across.max(down.min(across * 1.15)) } else { across.min(down) };
        let spare_x = if narrow { 0.0 } else { size.width_px - 2.0 * PAD_PX - scale * (east - west) };
        // A picture taller than the map has more room in the south, for the schematic note.
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

    /// Converts a point of the plane to the base picture.
    pub fn base_from_plane(&self, plane: Point) -> Point {
        pt(self.origin.x + plane.x * self.scale, self.origin.y + plane.y * self.scale)
    }

    /// Converts longitude and latitude to the base picture.
    pub fn base_from_lonlat(&self, (lon, lat): (f32, f32)) -> Point {
        self.base_from_plane(plane_from_lonlat(f64::from(lon), f64::from(lat)))
    }

    /// Clamps zoom and centre of a camera so that the map fills the picture.
    pub fn clamped(&self, camera: MapCamera) -> MapCamera {
        let width_px = self.size.width_px;
        let zoom = camera.zoom.clamp(1.0, MapCamera::MAX_ZOOM);
        let half = 0.5 / zoom;
        let clamp = |value: f64, from: f64, to: f64| value.clamp(from + half, (to - half).max(from + half));
        let (left, right) = (self.land_px.0.min(0.0) / width_px, self.land_px.1.max(width_px) / width_px);
        MapCamera { zoom, centre: (clamp(camera.centre.0, left, right), clamp(camera.centre.1, 0.0, 1.0)) }
    }

    /// Returns the transform from the base picture to the screen.
    pub fn transform(&self, camera: MapCamera) -> CameraTransform {
        let MapCamera { zoom, centre } = self.clamped(camera);
        let Size { width_px, height_px } = self.size;
        CameraTransform { zoom, shift: pt(width_px * (0.5 - centre.0 * zoom), height_px * (0.5 - centre.1 * zoom)) }
    }
}

/// The transform of a camera from the base picture to the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct CameraTransform {
    pub zoom: f64,
    shift: Point,
}

impl CameraTransform {
    /// Converts a point of the base picture to the screen.
    pub fn to_screen(self, base: Point) -> Point {
        pt(base.x * self.zoom + self.shift.x, base.y * self.zoom + self.shift.y)
    }

    /// Converts a point of the screen to the base picture.
    pub fn to_base(self, screen: Point) -> Point {
        pt((screen.x - self.shift.x) / self.zoom, (screen.y - self.shift.y) / self.zoom)
    }
}
