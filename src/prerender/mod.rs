//! Prerendering: the page's HTML and SVG for readers whose browser does not run the module, or not yet. The host renders
//! it; in wasm only [`story`] is left, with which hydration reads the story's text from the document.

pub mod figures;
pub mod fragment;
#[cfg(not(target_arch = "wasm32"))]
mod render;
pub mod story;

#[cfg(not(target_arch = "wasm32"))]
pub use render::render;
