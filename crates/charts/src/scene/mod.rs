//! The Scene that every view produces: marks to paint, items to point at, text for both.
//!
//! All coordinates are logical (CSS) pixels, origin top left, y down. Colours are tokens, never values.

pub mod cell;
pub mod geometry;
pub mod glyph;
pub mod item;
pub mod mark;

pub use cell::{Cell, TableHead};
pub use geometry::{Point, Rect, Size, pt};
pub use glyph::{Glyph, glyph_of};
pub use item::{Datum, HitShape, Item};
pub(crate) use mark::Coord;
pub use mark::{Anchor, Label, Mark, MarkRole, Shape, Stroke, Weight};

use crate::layout::brush::Brush;

/// The picture of a view with its items and its text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Size of the picture.
    pub size: Size,
    /// Marks, back to front.
    pub marks: Vec<Mark>,
    /// Items, in reading order.
    pub items: Vec<Item>,
    /// One to three sentences: the content of the picture, the main finding, the caveat.
    pub summary: String,
    /// The head of the table with the same facts; its rows are [`Item::cells`].
    pub table: TableHead,
    /// The part that a camera moves and clips, if that is less than the whole picture.
    pub plot: Option<Rect>,
    /// The brush over its time axis, if it has one.
    pub brush: Option<Brush>,
}
