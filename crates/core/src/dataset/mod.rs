//! The dataset: its types, the bundle the page carries, and (feature `package`) the reader and
//! validator of the Data Package it is compiled from.

mod bundle;
mod model;
#[cfg(feature = "package")]
pub mod package;

pub use bundle::{BundleError, decode, encode};
pub use model::*;
