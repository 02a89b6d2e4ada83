//! End-to-end journeys: a reader's actions, in a headless Chromium, on the built site as `cargo xtask serve` serves it; the
//! main ones, in `engines`, in Firefox and WebKit too.
//! Each journey has an empty profile and ends with the same question: no error, no violation, no foreign request?

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that panics has failed, which is what it is for")]

mod accessibility;
mod address;
mod brushing;
mod choosing;
mod drawing;
mod element;
mod embedding;
mod engines;
mod faulty_host;
mod filters;
mod glued;
mod harness;
mod hosting;
mod keyboard;
mod lacking;
mod layout;
mod lazy_details;
mod metadata;
mod motion;
mod network_cut;
mod offline;
mod one_file;
mod opening;
mod other;
mod page_errors;
mod panel;
mod paper;
mod parts;
mod pictures;
mod place;
mod pool;
mod prerendered;
mod reading_view;
mod search;
mod share;
mod starting;
mod story;
mod story_content;
mod story_pointing;
mod tables;
mod touch;
mod translated;
mod user_preferences;
