//! The only place that names `web_sys`: the document, the canvas, the address bar, media queries, sizes and time.
//! No decisions here, only the browser's own words for them. Everything degrades to "nothing happens" when a
//! browser lacks what is asked; the page stays readable.

pub mod address;
pub mod canvas;
pub mod document;
pub mod element;
pub mod escape;
pub mod measure;
pub mod media;
pub mod resize;
pub mod timer;
