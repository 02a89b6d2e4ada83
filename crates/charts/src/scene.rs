//! The display list every view produces: marks to paint, items to point at, words for both.
//!
//! All coordinates are logical (CSS) pixels, origin top left, y down. Colours are roles, never values.

use chuhai_core::dataset::RecordIx;
use chuhai_core::state::Emphasis;

use crate::brush::Brush;
use crate::table::{Cell, TableHead};
use crate::theme::ColorToken;

/// A point in logical pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// Rightwards.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

/// Shorthand for a [`Point`].
pub const fn pt(x: f64, y: f64) -> Point {
    Point { x, y }
}

/// The size of a picture in logical pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// Width.
    pub width_px: f64,
    /// Height.
    pub height_px: f64,
}

/// An axis-parallel box.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
}

impl Rect {
    /// The box around `points`; of none, one that overlaps nothing.
    pub fn around(points: &[Point]) -> Self {
        let mut low = pt(f64::MAX, f64::MAX);
        let mut high = pt(f64::MIN, f64::MIN);
        for point in points {
            low = pt(low.x.min(point.x), low.y.min(point.y));
            high = pt(high.x.max(point.x), high.y.max(point.y));
        }
        Self { x: low.x, y: low.y, w: high.x - low.x, h: high.y - low.y }
    }

    /// Whether `p` lies inside or on the edge.
    pub fn contains(&self, p: Point) -> bool {
        p.x >= self.x && p.x <= self.x + self.w && p.y >= self.y && p.y <= self.y + self.h
    }

    /// Whether the two boxes share any area.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.x + other.w
            && other.x < self.x + self.w
            && self.y < other.y + other.h
            && other.y < self.y + self.h
    }

    /// The middle of the box.
    pub fn centre(&self) -> Point {
        pt(self.x + self.w / 2.0, self.y + self.h / 2.0)
    }

    /// The box grown by `by` on every side.
    pub fn grown(&self, by: f64) -> Self {
        Self { x: self.x - by, y: self.y - by, w: self.w + 2.0 * by, h: self.h + 2.0 * by }
    }
}

/// A view's picture and everything said about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Size of the picture.
    pub size: Size,
    /// What is painted, back to front.
    pub marks: Vec<Mark>,
    /// What can be pointed at, focused and chosen, in reading order.
    pub items: Vec<Item>,
    /// One to three sentences: what the picture shows, the main finding, the caveat.
    pub summary: String,
    /// The same facts as a table: its caption and column heads; a row is [`Item::cells`].
    pub table: TableHead,
    /// Where a camera moves what is drawn and cuts it off, if that is less than the whole picture.
    pub plot: Option<Rect>,
    /// How time can be brushed in it, where it has a time axis.
    pub brush: Option<Brush>,
}

/// One thing painted.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Its geometry.
    pub shape: Shape,
    /// Fill colour; text is filled too.
    pub fill: Option<ColorToken>,
    /// Outline.
    pub stroke: Option<Stroke>,
    /// The item it belongs to (index into [`Scene::items`]).
    pub item: Option<u32>,
}

/// An outline or line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Colour.
    pub token: ColorToken,
    /// Width in logical pixels.
    pub width_px: f64,
    /// On and off lengths in logical pixels, for dashed lines.
    pub dash_px: Option<(f64, f64)>,
}

/// Geometry of a mark.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// An open line.
    Path(Vec<Point>),
    /// Closed rings, each filled on its own (no holes).
    Polygon(Vec<Vec<Point>>),
    /// A box.
    Rect(Rect),
    /// A box filled with diagonal lines at 45°: `width_px` of line every `step_px`.
    Hatch {
        /// The box.
        rect: Rect,
        /// Line width.
        width_px: f64,
        /// Distance between lines.
        step_px: f64,
    },
    /// A circle.
    Circle {
        /// Its centre.
        centre: Point,
        /// Its radius.
        radius_px: f64,
    },
    /// A mark shape of a company or lane, about `radius_px` in reach.
    Glyph {
        /// Which.
        glyph: Glyph,
        /// Its centre.
        centre: Point,
        /// Its reach.
        radius_px: f64,
    },
    /// One line of text.
    Text(Label),
}

/// One line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// The words.
    pub text: String,
    /// Where: on the alphabetic middle of the line (vertically centred), at the side named by `anchor`.
    pub at: Point,
    /// Type size.
    pub size_px: f64,
    /// Weight.
    pub weight: Weight,
    /// Which side of the text stands at `at`.
    pub anchor: Anchor,
    /// Width of the paper-coloured halo around the letters; 0 for none.
    pub halo_px: f64,
}

/// Weight of type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Weight {
    /// 400.
    #[default]
    Regular,
    /// 600.
    Bold,
}

/// Which side of a text stands at its point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Anchor {
    /// Left.
    #[default]
    Start,
    /// Middle.
    Middle,
    /// Right.
    End,
}

/// Mark shapes, as in the design tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    /// Tencent.
    Circle,
    /// Huawei.
    Triangle,
    /// Alibaba.
    Square,
    /// ByteDance.
    Diamond,
    /// DeepSeek.
    Plus,
    /// MiniMax and 01.AI.
    Hexagon,
    /// Policy.
    Flag,
    /// Industry.
    Bar,
}

/// What an item stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Datum {
    /// A record of the dataset (regions, places, companies, funding points and events are all records).
    Record(RecordIx),
    /// Records too close to tell apart at this zoom: how many.
    Bin(u32),
}

/// Something that can be pointed at, focused and chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What it stands for.
    pub datum: Datum,
    /// The dataset's stable id: `[data-id]`.
    pub id: String,
    /// Its name in the page's language, complete for a listener: date in words, claim, whether disputed.
    pub name: String,
    /// Lines of its tooltip below the name: date in words, evidence.
    pub tip: Vec<String>,
    /// Where it can be hit, its label last among the boxes; empty when it lies outside the visible part.
    pub hit: Vec<HitShape>,
    /// The box that focus and selection rings are drawn around, in the picture.
    pub bounds: Rect,
    /// The row of parallel items it stands in (a lane of the timeline); 0 where a view has no rows.
    pub row: u16,
    /// How it stands to the reader's choice.
    pub emphasis: Option<Emphasis>,
    /// Whether it passes the reader's filter: the table of the view has these.
    pub passes: bool,
    /// Its row of the table, as many cells as [`TableHead::columns`].
    pub cells: Vec<Cell>,
}

/// Where an item can be hit.
#[derive(Clone, Debug, PartialEq)]
pub enum HitShape {
    /// Anywhere in the box; nearest centre wins where boxes overlap.
    Rect(Rect),
    /// Inside any of the rings, behind every box.
    Polygon(Vec<Vec<Point>>),
}
