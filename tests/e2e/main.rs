//! End-to-end journeys: what a reader does, in a headless Chromium, on the built site as the workshop serves it; the
//! main ones, in `engines`, in Firefox and WebKit too.
//! Each journey has its own browser and ends with the same question: no error, no violation, no foreign request?

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that panics has failed, which is what it is for")]

mod accessibility;
mod address;
mod brushing;
mod choosing;
mod comfort;
mod drawing;
mod element;
mod embedding;
mod engines;
mod filters;
mod found;
mod glued;
mod harness;
mod hosting;
mod keyboard;
mod lacking;
mod late;
mod layout;
mod line;
mod motion;
mod offline;
mod one_file;
mod opening;
mod other;
mod panel;
mod paper;
mod pictures;
mod place;
mod reading_view;
mod search;
mod share;
mod standing;
mod starting;
mod story;
mod tables;
mod telling;
mod touch;
mod translated;
mod watched;
