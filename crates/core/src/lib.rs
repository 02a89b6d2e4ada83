//! The data model of the story and its validator, the reader's state, search, and formats.
//!
//! Pure by design: no DOM, no Yew, no Plotters, no clock, no file or network access. Bytes and
//! strings come in, values come out; a test of the layer rules reads this crate's dependency tree.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

pub mod cite;
pub mod csv;
pub mod dataset;
pub mod date;
pub mod escape;
pub mod format;
mod id_enum;
pub mod postcard_reader;
pub mod search;
pub mod state;
#[cfg(feature = "bench")]
pub mod synthetic;
pub mod text;
