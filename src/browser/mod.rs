//! The only place that names `web_sys`: the document, the canvas, the address bar, the clipboard, media queries, sizes,
//! files and time.
//! No decisions here, only the browser's own words for them. Everything degrades to "nothing happens" when a
//! browser lacks what is asked; the page stays readable.

pub mod canvas;
pub mod clipboard;
pub mod collate;
pub mod dialog;
pub mod document;
pub mod download;
pub mod element;
pub mod field;
pub mod frames;
pub mod host;
pub mod hydrate;
pub mod key;
pub mod load;
pub mod location;
pub mod measure;
pub mod media;
pub mod pinch;
pub mod place;
pub mod resize;
pub mod steps;
pub mod timer;
pub mod window;
