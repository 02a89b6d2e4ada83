//! The page.

/// Starts it.
pub fn start() {}
