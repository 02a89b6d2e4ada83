//! The dataset and the details that are read beside it: their types, the bundles the page carries and loads, and
//! (feature `package`) the reader and validator of the Data Package they are compiled from.

mod about;
mod bundle;
mod details;
mod model;
#[cfg(feature = "package")]
pub mod package;
mod story;

pub use about::About;
pub use bundle::{BundleError, decode, decode_both, decode_details, encode, encode_both, encode_details};
pub use details::*;
pub use model::*;
pub use story::*;
