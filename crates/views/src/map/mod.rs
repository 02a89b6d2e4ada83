//! The map: where the companies went.

pub mod geometry;
pub mod projection;
