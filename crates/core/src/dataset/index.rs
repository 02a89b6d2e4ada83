//! Indices into the tables of a dataset and its details. Those of a decoded bundle are checked once, by its decoding.

/// Index into [`Dataset::records`](super::Dataset::records).
pub type RecordIx = u32;
/// Index into [`Dataset::companies`](super::Dataset::companies).
pub type CompanyIx = u16;
/// Index into [`Dataset::places`](super::Dataset::places).
pub type PlaceIx = u16;
/// Index into [`Dataset::regions`](super::Dataset::regions).
pub type RegionIx = u16;
/// Index into [`Dataset::story`](super::Dataset::story).
pub type StepIx = u16;
/// Index into [`Details::sources`](super::Details::sources).
pub type SourceIx = u16;
