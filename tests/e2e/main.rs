//! End-to-end journeys: what a reader does, in a headless Chromium, on the built site as the workshop serves it.
//! Each journey has its own browser and ends with the same question: no error, no violation, no foreign request?

#![allow(clippy::unwrap_used, reason = "a test that panics has failed, which is what it is for")]

mod accessibility;
mod address;
mod brushing;
mod choosing;
mod comfort;
mod drawing;
mod element;
mod embedding;
mod filters;
mod harness;
mod keyboard;
mod late;
mod layout;
mod motion;
mod opening;
mod panel;
mod search;
mod share;
mod story;
mod tables;
mod telling;
mod touch;
