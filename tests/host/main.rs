//! Host tests: everything that needs no browser, in one binary. A module a subject.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod data;
mod funding;
mod layers;
mod map;
mod page;
mod paint;
mod pictures;
mod snapshots;
mod timeline;
mod tree;
