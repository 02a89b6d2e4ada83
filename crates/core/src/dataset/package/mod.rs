//! Reads and validates a Frictionless Data Package and compiles it into a [`Dataset`](super::Dataset).
//! Host side only; files come in as bytes, so that this crate stays free of I/O.
