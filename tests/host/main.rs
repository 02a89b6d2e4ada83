//! Host tests: everything that needs no browser, in one binary. A module a subject.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod cite;
mod data;
mod docs;
mod export_frame;
mod exported;
mod funding;
mod keys;
mod layers;
mod looks;
mod map;
mod messages;
mod modules;
mod other;
mod page;
mod paint;
mod prerender;
mod search;
mod share;
mod snapshots;
mod story;
mod tables;
mod timeline;
mod transition;
mod tree;
mod views;
