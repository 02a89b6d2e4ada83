//! The browser's interfaces, and the only place that names `web_sys` and gloo. No decisions are made here. A function
//! whose interface a browser lacks does nothing, and the page stays readable.

pub mod canvas;
pub mod cites;
pub mod clipboard;
pub mod collate;
pub mod dialog;
pub mod document;
mod dom;
pub mod download;
pub mod element;
pub mod engagement;
pub mod field;
pub mod frames;
pub mod host;
pub mod hydrate;
pub mod idle;
pub mod key;
pub mod load;
pub mod location;
pub mod measure;
pub mod media;
pub mod near;
pub mod pinch;
pub mod resize;
pub mod scroll;
pub mod scroll_anchor;
pub mod tasks;
pub mod timer;
pub mod window;
