//! The land of the map in a picture of some size: outlines to draw, and a raster for the cost of labels over land.

use crate::scene::{Point, Rect, Size, pt};

/// The outlines of one layer in the base picture.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Outline {
    /// A region's id, `land` or `water`.
    pub id: &'static str,
    pub rings: Vec<Vec<Point>>,
}

/// A raster of the layers in the base picture: the cost of a label depends on what it would cover.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LandRaster {
    columns: usize,
    rows: usize,
    cells: Vec<u8>,
}

/// Side of a cell.
const CELL_PX: f64 = 4.0;

impl LandRaster {
    /// Rasterizes rings of the base picture, in painting order.
    pub fn new(size: Size, layers: &[Outline]) -> Self {
        let (columns, rows) = ((size.width_px / CELL_PX).ceil() as usize, (size.height_px / CELL_PX).ceil() as usize);
        let mut raster = Self { columns, rows, cells: vec![0; columns * rows] };
        for (ix, layer) in layers.iter().enumerate() {
            let value = if layer.id == "water" { 0 } else { ix as u8 + 1 };
            layer.rings.iter().for_each(|ring| raster.fill(ring, value));
        }
        raster
    }

    /// Fills a ring by scan lines (even-odd rule).
    fn fill(&mut self, ring: &[Point], value: u8) {
        let mut crossings: Vec<Vec<f64>> = vec![Vec::new(); self.rows];
        for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            let (upper, lower) = if a.y < b.y { (a, b) } else { (b, a) };
            let first = (upper.y / CELL_PX - 0.5).ceil().max(0.0) as usize;
            let last = (lower.y / CELL_PX - 0.5).ceil().max(0.0) as usize;
            for (row, crossings) in crossings.iter_mut().enumerate().take(last).skip(first) {
                let y = (row as f64 + 0.5) * CELL_PX;
                let x = upper.x + (lower.x - upper.x) * (y - upper.y) / (lower.y - upper.y);
                // Kept sorted by insertion, since few lines cross a row.
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

    /// Returns 0 for the sea, else the index of the topmost layer plus 1.
    pub fn at(&self, point: Point) -> u8 {
        let (column, row) = ((point.x / CELL_PX).floor(), (point.y / CELL_PX).floor());
        if column < 0.0 || row < 0.0 || column >= self.columns as f64 || row >= self.rows as f64 {
            return 0;
        }
        self.cells[row as usize * self.columns + column as usize]
    }

    /// Returns the shares of a box (in the base picture) on the sea, on the layer `own` and on other layers, from samples.
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
