//! Charts: (Dataset, State, Size) to a [`Scene`], and a Scene to any Plotters backend.
//!
//! A Scene is a plain value in logical pixels. Painting, hit testing, keyboard order, the table and
//! the summary are all read from the same Scene, so that they cannot disagree. No Yew and no
//! web-sys here; text is measured through [`measure::TextMeasurer`].

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

mod argsort;
pub mod export;
pub mod funding;
pub mod hit;
pub mod layout;
pub mod map;
pub mod measure;
pub mod paint;
mod pictures;
pub mod scene;
pub mod story;
pub mod table;
pub mod theme;
pub mod timeline;
mod unit_circle;
pub mod waffle;

pub use scene::Scene;
