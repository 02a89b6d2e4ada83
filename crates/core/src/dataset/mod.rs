//! The dataset and the details that are read beside it: their types, the bundles the page carries and loads, and
//! (feature `package`) the reader and validator of the Data Package they are compiled from.

mod bundle;
mod details;
mod index;
mod meta;
mod model;
#[cfg(feature = "package")]
pub mod package;
mod story;

pub use bundle::{BundleError, decode, decode_both, decode_details, encode, encode_both, encode_details};
pub use details::*;
pub use index::*;
pub use meta::{About, Meta};
pub use model::*;
pub use story::*;
