//! Prerendering: the page's HTML and SVG for readers whose browser does not run the module, or not yet. Rendering happens
//! on the host; in wasm only [`story`] is left, which hydration reads the story's text with.

pub mod fragment;
#[cfg(not(target_arch = "wasm32"))]
mod render;
pub mod story;

#[cfg(not(target_arch = "wasm32"))]
pub use render::render;

/// Returns true while the page is prerendered.
#[cfg(not(target_arch = "wasm32"))]
pub fn standing() -> bool {
    render::STANDING.get()
}

/// Returns true while the page is prerendered.
#[cfg(target_arch = "wasm32")]
pub const fn standing() -> bool {
    false
}
