//! Compiles `data/` into the bundle the page carries.

fn main() {}
