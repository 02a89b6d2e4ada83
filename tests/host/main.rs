//! Host tests: everything that needs no browser, in one binary, with a module for each subject.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]
#![allow(clippy::wildcard_enum_match_arm, reason = "a test picks the marks of one shape")]

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
mod prose;
mod search;
mod share;
mod snapshots;
mod story;
mod tables;
mod timeline;
mod transition;
mod tree;
mod views;
