//! Items: the parts of a Scene that a reader can point at, focus and select, with their words.

use chuhai_core::dataset::RecordIx;
use chuhai_core::state::Emphasis;

use super::cell::Cell;
use super::geometry::{Point, Rect};

/// The data behind an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Datum {
    /// A record of the dataset (regions, places, companies, funding points and events are all records).
    Record(RecordIx),
    /// A number of records that are too close to tell apart at this zoom.
    Bin(u32),
}

/// A part of the picture that can be pointed at, focused and selected.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The data behind it.
    pub datum: Datum,
    /// The dataset's stable id: `[data-id]`.
    pub id: String,
    /// Accessible name in the page's language: date in words, claim, and a note if it is disputed.
    pub name: String,
    /// Lines of its tooltip below the name: date in words, evidence.
    pub tip: Vec<String>,
    /// Hit areas; empty if the item lies outside the visible part.
    pub hit: Vec<HitShape>,
    /// The box of its label, if it has one in the picture; it is one of the hit areas, too.
    pub label: Option<Rect>,
    /// The box that focus and selection rings are drawn around.
    pub bounds: Rect,
    /// The row of parallel items that it lies in (a lane of the timeline); 0 in a view without rows.
    pub row: u16,
    /// Its relation to the reader's selection and filter.
    pub emphasis: Option<Emphasis>,
    /// True if it passes the reader's filter: the table of the view lists these.
    pub passes: bool,
    /// Its row of the table, one cell for each of [`TableHead::columns`](super::TableHead::columns).
    pub cells: Vec<Cell>,
}

/// A hit area of an item.
#[derive(Clone, Debug, PartialEq)]
pub enum HitShape {
    /// A box; the nearest centre wins where boxes overlap.
    Rect(Rect),
    /// The inside of any of the rings, behind every box.
    Polygon(Vec<Vec<Point>>),
}
